//! A server is mirrored over the network, from outside: all of it, again and again, and killed on the way.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "tests")]

mod people;

use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread,
    time::Duration,
};

use tempfile::TempDir;

fn detente(database: &Path) -> Command {
    detente_tests::detente(env!("CARGO_BIN_EXE_detente-under-test"), database)
}

fn run(database: &Path, arguments: &[&str]) -> Output {
    detente(database).args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    text(&output.stdout) + &text(&output.stderr)
}

fn done(database: &Path, arguments: &[&str]) -> String {
    let output = run(database, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    said(&output)
}

fn refused(database: &Path, arguments: &[&str]) -> String {
    let output = run(database, arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", said(&output));
    said(&output)
}

/// A server, until it is let go.
struct Server {
    child: Child,
    address: String,
    told: String,
}

impl Server {
    fn of(database: &Path, arguments: &[&str]) -> Self {
        let mut command = detente(database);
        command.args(["serve", "--address", "127.0.0.1:0"]).args(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut told = String::new();
        while !told.contains("Records") {
            told.push_str(&lines.next().unwrap().unwrap());
            told.push('\n');
        }
        let address = told.split_whitespace().find(|word| word.starts_with("http://")).unwrap();
        // A mirror says so in a line of its own, after the others.
        thread::spawn(move || lines.for_each(drop));
        Self { child, address: address.to_owned(), told }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill(); // it may have ended by itself
        let _ = self.child.wait();
    }
}

fn dossier(folder: &Path, name: &str, people: usize) -> PathBuf {
    let file = folder.join(format!("{name}.toml"));
    std::fs::write(&file, people::dossier(name, people)).unwrap();
    file
}

fn people(database: &Path) -> String {
    done(database, &["person", "list", "--output", "csv"])
}

#[test]
fn a_server_is_mirrored_and_the_mirror_served_and_mirrored() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    let (own, mirror, second) = (at("own.db"), at("mirror.db"), at("second.db"));
    let key = at("signing.key");
    let public = done(&own, &["key", "create", key.to_str().unwrap()]);
    let public = public.trim();
    assert_eq!(public, done(&own, &["key", "show", key.to_str().unwrap()]).trim());
    assert!(refused(&own, &["key", "create", key.to_str().unwrap()]).contains("cannot be written"));

    let signs = ["--signing-key", key.to_str().unwrap()];
    let server = Server::of(&own, &signs);
    let first = done(&mirror, &["mirror", &server.address, "--pin", public]);
    assert!(first.contains("3 revisions of"), "{first}");
    assert!(done(&mirror, &["mirror", &server.address]).contains("nothing new"));
    let verified = done(&mirror, &["verify"]);
    assert!(verified.contains("3 signatures verified"), "{verified}");
    assert_eq!(people(&mirror), people(&own));

    // What is added there comes here; what is added without the key is not taken.
    let more = dossier(folder.path(), "more", 2500);
    done(&own, &["import", more.to_str().unwrap(), "--signing-key", key.to_str().unwrap()]);
    thread::sleep(Duration::from_millis(10));
    let next = done(&mirror, &["mirror", &server.address]);
    assert!(next.contains("1 revision of"), "{next}");
    // A server that has the key would sign it within a moment.
    drop(server);
    let server = Server::of(&own, &[]);
    let unsigned = dossier(folder.path(), "unsigned", 1);
    done(&own, &["import", unsigned.to_str().unwrap()]);
    let told = refused(&mirror, &["mirror", &server.address]);
    assert!(told.contains("not signed by the pinned key"), "{told}");

    // Nothing is added to a mirror but what its origin adds.
    let told = refused(&mirror, &["import", unsigned.to_str().unwrap()]);
    assert!(told.contains("this database is a mirror of"), "{told}");

    let copy = Server::of(&mirror, &[]);
    assert!(copy.told.contains("Playground"));
    let chained = done(&second, &["mirror", &copy.address, "--pin", public]);
    assert!(chained.contains("4 revisions of"), "{chained}");
    assert_eq!(people(&second), people(&mirror));
    // A mirror may be kept in a folder of its own.
    let third = at("third");
    let kept = done(&second, &["mirror", &copy.address, third.to_str().unwrap()]);
    assert!(kept.contains("4 revisions of"), "{kept}");
    assert_eq!(people(&third.join("detente.db")), people(&mirror));
    // What serves this very file is no other server, by whatever address it is reached.
    for address in [copy.address.clone(), copy.address.replace("127.0.0.1", "localhost")] {
        let told = refused(&mirror, &["mirror", &address]);
        assert!(told.contains("serves the database that is to mirror it"), "{told}");
    }
    assert!(done(&mirror, &["verify"]).contains("4 revisions"));
    assert!(refused(&own, &["mirror", &server.address]).contains("keeps a ledger of its own"));
}

#[test]
fn another_ledger_is_refused_and_named() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    let (one, other, mirror) = (at("one.db"), at("other.db"), at("mirror.db"));
    let server = Server::of(&one, &[]);
    done(&mirror, &["mirror", &server.address]);
    let another = Server::of(&other, &[]);
    let told = refused(&mirror, &["mirror", &another.address]);
    assert!(told.contains("they part at revision 1"), "{told}");
    drop(another);
    let output = run(&mirror, &["mirror", "http://127.0.0.1:9"]);
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
}

#[test]
fn a_mirror_that_is_killed_goes_on_where_it_stopped() {
    let folder = TempDir::new().unwrap();
    let (own, mirror) = (folder.path().join("own.db"), folder.path().join("mirror.db"));
    for name in ["a", "b", "c"] {
        done(&own, &["import", dossier(folder.path(), name, 700).to_str().unwrap()]);
    }
    let server = Server::of(&own, &[]);
    for round in 0..6_u64 {
        let mut child = detente(&mirror)
            .args(["mirror", &server.address])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(round * 150 % 700));
        let _ = child.kill(); // it may have ended by itself
        child.wait().unwrap();
        // Killed at once it has not begun.
        if mirror.exists() {
            done(&mirror, &["verify"]);
        }
    }
    done(&mirror, &["mirror", &server.address]);
    assert_eq!(people(&mirror), people(&own));
    assert!(done(&mirror, &["mirror", &server.address]).contains("6 revisions"));
}
