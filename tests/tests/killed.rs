//! Killed at any moment, the program leaves a database that holds, with all that it had acknowledged.
//!
//! What was acknowledged is noted here, outside of the process that is killed.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{
    fmt::Write as _,
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use detente_core::{Id, Person};
use detente_storage::{Store, Viewer};
use tempfile::TempDir;

fn detente(database: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_detente-under-test"));
    command.env("DETENTE_DATABASE", database).env("DETENTE_SERVER", "").env("RUST_LOG", "off");
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// A dossier of invented people, `person/<name>-1` and so on.
fn dossier(name: &str, people: usize) -> String {
    let mut text = format!(
        "[dossier]\ntitle = \"People\"\nauthor = \"Nobody\"\n\n[[source]]\nkey = \"N1\"\n\
         id = \"source/{name}\"\nnew = true\nread_on = \"2024-03-02\"\nkind = \"web_page\"\n"
    );
    for at in 1..=people {
        write!(
            text,
            "\n[[claim]]\nsource = \"N1\"\nsubject = \"person/{name}-{at}\"\nnew = true\n\
             [claim.states]\nname = \"{name} {at}\"\n"
        )
        .unwrap();
    }
    text
}

/// Waits so long, and kills what has not ended by then. Whether it had.
fn kill_after(child: &mut Child, wait: Duration) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < wait {
        if child.try_wait().unwrap().is_some() {
            return true;
        }
        thread::sleep(Duration::from_millis(1));
    }
    let ended = child.try_wait().unwrap().is_some();
    let _ = child.kill(); // it may have ended by itself
    child.wait().unwrap();
    ended
}

/// A time to wait, another in every round and the same in every run.
fn moment(round: u64, longest: Duration) -> Duration {
    let scattered = (round + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
    longest.mul_f64(f64::from(u32::try_from(scattered).unwrap()) / f64::from(u32::MAX))
}

/// What the database holds once it is opened again.
struct Found {
    store: Store,
    runtime: tokio::runtime::Runtime,
}

impl Found {
    fn open(database: &Path) -> Self {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let url = format!("sqlite://{}", database.display());
        let store = runtime.block_on(Store::open(&url)).unwrap();
        runtime.block_on(store.verify_whole()).unwrap();
        Self { store, runtime }
    }

    fn holds(&self, person: &str) -> bool {
        let id: Id<Person> = person.parse().unwrap();
        let public = Viewer::public();
        self.runtime.block_on(self.store.record::<Person>(&public, &id)).unwrap().is_some()
    }

    fn close(self) {
        self.runtime.block_on(self.store.close()).unwrap();
    }
}

/// A database without records, of which the first start is over.
fn empty(folder: &Path) -> PathBuf {
    let database = folder.join("detente.db");
    let opening = detente_server::service::Opening { empty: true };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(detente_server::service::open(&database.to_string_lossy(), opening)).unwrap();
    database
}

#[test]
fn an_import_that_is_killed_is_there_as_a_whole_or_not_at_all() {
    const PEOPLE: usize = 150;
    let folder = TempDir::new().unwrap();
    let database = empty(folder.path());
    let (mut whole, mut nothing) = (0, 0);
    let mut usual = Duration::ZERO;
    for round in 0..40 {
        let name = format!("round-{round}");
        let file = folder.path().join(format!("{name}.toml"));
        fs::write(&file, dossier(&name, PEOPLE)).unwrap();
        let begun = Instant::now();
        let mut import = detente(&database).arg("import").arg(&file).spawn().unwrap();
        // The first is let be: it tells how long one takes here.
        let wait = if round == 0 { Duration::MAX } else { moment(round, usual.mul_f64(1.3)) };
        let acknowledged = kill_after(&mut import, wait);
        if round == 0 {
            usual = begun.elapsed();
        }
        let found = Found::open(&database);
        let there: Vec<bool> =
            (1..=PEOPLE).map(|at| found.holds(&format!("person/{name}-{at}"))).collect();
        assert!(there.iter().all(|one| *one == there[0]), "round {round}: half an import");
        assert!(there[0] || !acknowledged, "round {round}: acknowledged, and lost");
        if there[0] {
            whole += 1;
        } else {
            nothing += 1;
        }
        found.close();
    }
    assert!(whole > 1 && nothing > 1, "killed at one moment only: {whole} whole, {nothing} not");
}

/// Sends a dossier to a server, and gives the revision it acknowledges, if it lives to.
fn submit(address: &str, token: &str, text: &str) -> Option<u64> {
    let query =
        "mutation($input: SubmitDossierInput!) { submitDossier(input: $input) { revision } }";
    let input = serde_json::json!({ "name": "sent.toml", "text": text });
    let body = serde_json::json!({ "query": query, "variables": { "input": input } }).to_string();
    let mut server = TcpStream::connect(address).ok()?;
    server.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let head = format!(
        "POST /graphql HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    server.write_all(head.as_bytes()).ok()?;
    server.write_all(body.as_bytes()).ok()?;
    let mut answer = String::new();
    // A server that is killed in the middle of its answer has acknowledged nothing.
    server.read_to_string(&mut answer).ok()?;
    let (_, body) = answer.split_once("\r\n\r\n")?;
    let answer: serde_json::Value = serde_json::from_str(body).ok()?;
    answer["data"]["submitDossier"]["revision"].as_u64()
}

#[test]
fn a_server_that_is_killed_keeps_what_it_acknowledged() {
    let folder = TempDir::new().unwrap();
    let database = empty(folder.path());
    let token = ["token", "create", "--role", "editor", "--name", "sender"];
    let token = detente(&database).args(token).output().unwrap().stdout;
    let token = String::from_utf8(token).unwrap().trim().to_owned();
    let mut acknowledged: Vec<(u64, String)> = Vec::new();
    for round in 0..20 {
        let mut server =
            detente(&database).args(["serve", "--address", "127.0.0.1:0"]).spawn().unwrap();
        let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
        let address = lines.next().unwrap().unwrap();
        let (_, address) = address.split_once("http://").unwrap();
        let address = address.trim_end_matches('/').to_owned();
        let sender = thread::spawn({
            let token = token.clone();
            move || {
                let mut acknowledged = Vec::new();
                for at in 0.. {
                    let name = format!("sent-{round}-{at}");
                    match submit(&address, &token, &dossier(&name, 3)) {
                        Some(revision) => acknowledged.push((revision, name)),
                        None => break,
                    }
                }
                acknowledged
            }
        });
        kill_after(&mut server, moment(round, Duration::from_millis(500)));
        acknowledged.extend(sender.join().unwrap());
        let found = Found::open(&database);
        let head = found.runtime.block_on(found.store.head()).unwrap();
        for (revision, name) in &acknowledged {
            assert!(*revision <= head, "revision {revision} of {head} was acknowledged, and lost");
            assert!(found.holds(&format!("person/{name}-3")), "{name} was acknowledged, and lost");
        }
        found.close();
    }
    assert!(acknowledged.len() > 20, "{} were acknowledged", acknowledged.len());
}
