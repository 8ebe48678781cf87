//! A server that is killed while somebody submits to it.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    thread,
    time::Duration,
};

use tempfile::TempDir;

use super::{Found, detente, empty, kill_after, moment, people::dossier};

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
        kill_after(&mut server, moment(round, Duration::from_millis(1200)));
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
