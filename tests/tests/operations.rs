//! What whoever runs a server does with it: set it up, give it a certificate, back it up and restore it.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
};

use tempfile::TempDir;

fn detente(database: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_detente-under-test"));
    command.env("DETENTE_DATABASE", database).env("DETENTE_SERVER", "").env("DETENTE_TOKEN", "");
    command.env("DETENTE_CONFIG", "").env("RUST_LOG", "off");
    command
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// A server at work, stopped when the test is over.
struct Serving(Child);

impl Serving {
    /// Begins it, and gives the address of its Playground.
    fn begin(command: &mut Command) -> (Self, String) {
        let mut child = command.arg("serve").stdout(Stdio::piped()).spawn().unwrap();
        let line = BufReader::new(child.stdout.take().unwrap()).lines().next().unwrap().unwrap();
        let address = line.strip_prefix("Playground  ").unwrap().to_owned();
        (Self(child), address)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill(); // it may have ended by itself
        let _ = self.0.wait();
    }
}

/// A certificate for this machine and its key, in files.
fn papers(folder: &Path) -> (PathBuf, PathBuf) {
    let made = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
    let (certificate, key) = (folder.join("tls.pem"), folder.join("tls.key"));
    fs::write(&certificate, made.cert.pem()).unwrap();
    fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    (certificate, key)
}

#[test]
fn a_server_that_a_file_sets_up_is_asked_by_tls() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    let (certificate, key) = papers(folder.path());
    let file = folder.path().join("detente.toml");
    let text = format!(
        "[serve]\naddress = '127.0.0.1:0'\ntls-cert = '{}'\ntls-key = '{}'\n",
        certificate.display(),
        key.display()
    );
    fs::write(&file, text).unwrap();
    let (_serving, address) = Serving::begin(detente(&database).env("DETENTE_CONFIG", &file));
    assert!(address.starts_with("https://127.0.0.1:"), "{address}");
    let asking = |words: &[&str]| {
        let mut asking = detente(Path::new("nowhere"));
        said(&asking.args(["--server", &address, "release", "list"]).args(words).output().unwrap())
    };
    let trusted = asking(&["--server-ca", &certificate.to_string_lossy()]);
    assert!(trusted.0 == Some(0) && trusted.1.contains("belarus-2025-12-13"), "{trusted:?}");
    let unknown = asking(&[]);
    assert!(unknown.0 == Some(3) && unknown.2.contains("--server-ca"), "{unknown:?}");
}

#[test]
fn other_machines_are_not_spoken_to_in_the_clear() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    let serve =
        |words: &[&str]| said(&detente(&database).arg("serve").args(words).output().unwrap());
    let (code, _, told) = serve(&["--address", "0.0.0.0:0"]);
    assert_eq!(code, Some(2));
    assert!(told.contains("unencrypted") && told.contains("--behind-proxy"), "{told}");
    let (certificate, key) = papers(folder.path());
    let (code, _, told) = serve(&["--tls-cert", &certificate.to_string_lossy()]);
    assert!(code == Some(2) && told.contains("name its file with --tls-key"), "{told}");
    let stranger = TempDir::new().unwrap();
    let (other, _) = papers(stranger.path());
    let words = ["--tls-cert", &*other.to_string_lossy(), "--tls-key", &*key.to_string_lossy()];
    let (code, _, told) = serve(&words);
    assert!(code == Some(2) && told.contains("is not that of"), "{told}");
    assert!(!database.exists(), "nothing was begun");
}

#[test]
fn a_backup_is_taken_while_the_record_is_served_and_becomes_a_database_again() {
    let folder = TempDir::new().unwrap();
    let place = |name: &str| folder.path().join(name);
    let (database, backup, restored) = (place("detente.db"), place("backup.db"), place("new.db"));
    let run =
        |database: &Path, words: &[&str]| said(&detente(database).args(words).output().unwrap());
    let file = backup.to_string_lossy().into_owned();
    let missing = run(&place("missing.db"), &["backup", &file]);
    assert!(missing.0 == Some(2) && missing.2.contains("there is no database"), "{missing:?}");
    let mut serving = detente(&database);
    let (serving, address) = Serving::begin(serving.env("DETENTE_ADDRESS", "127.0.0.1:0"));
    let backed_up = run(&database, &["backup", &file]);
    assert!(backed_up.0 == Some(0) && backed_up.1.contains("; verified"), "{backed_up:?}");
    let again = run(&database, &["backup", &file]);
    assert!(again.0 == Some(1) && again.2.contains("name another file"), "{again:?}");
    let listed = |output: (Option<i32>, String, String)| {
        assert_eq!(output.0, Some(0), "{output:?}");
        output.1
    };
    let of_server = listed(run(Path::new("nowhere"), &["--server", &address, "person", "list"]));
    drop(serving);
    let over = run(&database, &["restore", &file]);
    assert!(over.0 == Some(2) && over.2.contains("is there already"), "{over:?}");
    let before = fs::read(&backup).unwrap();
    let done = run(&restored, &["restore", &file]);
    assert!(done.0 == Some(0) && done.1.contains("; verified"), "{done:?}");
    assert_eq!(listed(run(&restored, &["person", "list"])), of_server);
    assert_eq!(fs::read(&backup).unwrap(), before, "the backup stays as it is");
    let none = run(&place("other.db"), &["restore", "Cargo.toml"]);
    assert!(none.0 == Some(2) && none.2.contains("is no backup"), "{none:?}");
    fs::write(place("short.db"), &before[..before.len() / 2]).unwrap();
    let short = run(&place("other.db"), &["restore", &place("short.db").to_string_lossy()]);
    assert!(short.0 == Some(2) && short.2.contains("it was cut off after"), "{short:?}");
    // One byte of a word of the record is another.
    let word = before.windows(7).rposition(|bytes| bytes == b"Belarus").unwrap();
    let mut broken = before;
    broken[word] = b'b';
    fs::write(place("broken.db"), broken).unwrap();
    let refused = run(&place("other.db"), &["restore", &place("broken.db").to_string_lossy()]);
    assert_eq!(refused.0, Some(1), "{refused:?}");
    assert!(!place("other.db").exists(), "nothing half done");
    let left = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name());
    let left: Vec<_> = left.filter(|name| name.to_string_lossy().starts_with('.')).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn figures_are_told_at_an_address_of_their_own() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    let mut serving = detente(&database);
    serving.args(["serve", "--address", "127.0.0.1:0", "--metrics", "127.0.0.1:0"]);
    let mut child = serving.stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let serving = Serving(child);
    let told = lines
        .map(Result::unwrap)
        .find_map(|line| Some(line.strip_prefix("Figures     http://")?.to_owned()));
    let told = told.unwrap();
    let (address, path) = told.split_once('/').unwrap();
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    write!(stream, "GET /{path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    for line in ["detente_ledger_height 3", "detente_database_up 1"] {
        assert!(answer.lines().any(|told| told == line), "{answer}");
    }
    drop(serving);
}

/// What the runbook and the files of `deploy` tell whoever runs a server to do can be done: every command is one, with its options.
#[test]
fn what_the_runbook_tells_to_do_can_be_done() {
    let read = |file: &str| fs::read_to_string(Path::new("..").join(file)).unwrap();
    let texts =
        ["docs/runbook.md", "deploy/detente.service", "deploy/detente-backup.service"].map(read);
    let mut told = Vec::new();
    for line in texts.iter().flat_map(|text| text.lines()) {
        // In a block of its own, in a sentence, or in a unit.
        let quoted =
            line.split('`').skip(1).step_by(2).filter(|words| words.starts_with("detente "));
        told.extend(quoted.map(str::to_owned));
        let line = line.replace("/usr/local/bin/detente", "detente");
        let command = line.split_once("exec ").map_or(&*line, |(_, command)| command);
        let command = command.strip_prefix("ExecStart=").unwrap_or(command);
        if command.starts_with("detente ") {
            let command = command.split("    #").next().unwrap();
            // What a shell makes up is not looked at.
            told.push(command.split('"').next().unwrap().to_owned());
        }
    }
    assert!(told.len() > 12, "{told:?}");
    for command in told {
        let words = command.split_whitespace().map(|word| word.trim_matches(['"', '\'']));
        let asked = detente_cli::command().try_get_matches_from(words);
        // What is only named has not all its arguments.
        let missing = asked
            .as_ref()
            .is_err_and(|error| error.kind() == clap::error::ErrorKind::MissingRequiredArgument);
        assert!(asked.is_ok() || missing, "`{command}`: {}", asked.unwrap_err());
    }
}

/// A collector of traces: what each request to it said first, and its body.
fn collector() -> (String, Receiver<(String, Vec<u8>)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/v1/traces", listener.local_addr().unwrap());
    let (sender, told) = mpsc::channel();
    thread::spawn(move || {
        for caller in listener.incoming() {
            let mut caller = BufReader::new(caller.unwrap());
            loop {
                let (mut head, mut length) = (Vec::new(), 0);
                for line in caller.by_ref().lines().map_while(Result::ok) {
                    if line.is_empty() {
                        break;
                    }
                    let line = line.to_ascii_lowercase();
                    if let Some(said) = line.strip_prefix("content-length: ") {
                        length = said.parse().unwrap();
                    }
                    head.push(line);
                }
                let Some(first) = head.into_iter().next() else { break };
                let mut body = vec![0; length];
                caller.read_exact(&mut body).unwrap();
                let answer = "HTTP/1.1 200 OK\r\ncontent-type: application/x-protobuf\r\ncontent-length: 0\r\n\r\n";
                caller.get_mut().write_all(answer.as_bytes()).unwrap();
                sender.send((first, body)).unwrap();
            }
        }
    });
    (address, told)
}

#[test]
fn a_collector_is_told_what_requests_did_and_nothing_of_what_they_asked_for() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    let (collector, told) = collector();
    let mut command = detente(&database);
    let (mut serving, address) = Serving::begin(
        command.env("DETENTE_ADDRESS", "127.0.0.1:0").env("DETENTE_TRACES", collector),
    );
    let asked = said(
        &detente(Path::new("nowhere"))
            .args(["--server", &address, "search", "Vymyslenka"])
            .output()
            .unwrap(),
    );
    assert_eq!(asked.0, Some(0), "{asked:?}");
    let stopped = Command::new("kill").arg(serving.0.id().to_string()).status().unwrap();
    assert!(stopped.success() && serving.0.wait().unwrap().success());
    let (mut everything, mut firsts) = (Vec::new(), Vec::new());
    while let Ok((first, body)) = told.try_recv() {
        firsts.push(first);
        everything.extend(body);
    }
    assert_eq!(firsts.first().map(String::as_str), Some("post /v1/traces http/1.1"));
    let everything = String::from_utf8_lossy(&everything).into_owned();
    for part in ["detente", "POST graphql", "validate", "execute", "SELECT", "name_key"] {
        assert!(everything.contains(part), "{part}: {everything}");
    }
    assert!(!everything.to_lowercase().contains("vymysl"), "{everything}");
}
