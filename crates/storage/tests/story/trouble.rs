//! A database that is locked, or goes away and comes back: what is told, and that nothing acknowledged is lost.

use detente_storage::{Store, Trouble};
use sea_orm::{ConnectionTrait as _, TransactionTrait as _};
use serde_json::json;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use crate::{
    database::{Database, on_lasting_databases},
    said::{draft, editor, says},
};

on_lasting_databases!(a_database_opens_beside_what_others_keep_in_it);

/// As extensions of PostgreSQL do.
async fn a_database_opens_beside_what_others_keep_in_it(database: &Database) {
    let by_hand = database.by_hand().await;
    by_hand.execute_unprepared("create view beside as select 'a' as word").await.unwrap();
    by_hand.close().await.unwrap();
    database.ground().await;
    assert_eq!(Store::open(&database.url).await.unwrap().head().await.unwrap(), 1);
}

/// Adds someone, or says what ails the database.
async fn adds(database: &Database, store: &Store, name: &str) -> Result<(), Option<Trouble>> {
    let said = vec![says("herald", name, json!({ "name": "N" }))];
    let draft = draft(&database.store, &editor(), said, vec![]).await;
    let added = store.append(&editor(), draft).await;
    added.map(|_| ()).map_err(|error| error.trouble())
}

#[tokio::test]
async fn a_file_that_another_writes_to_is_busy_and_goes_on_once_they_end() {
    let database = Database::in_a_file().await;
    database.ground().await;
    let other = database.by_hand().await;
    let writing = other.begin().await.unwrap();
    writing
        .execute_unprepared(
            "insert into token values ('t', 'n', 'r', 's', 'd', 'c', null, null, null)",
        )
        .await
        .unwrap();
    assert_eq!(adds(&database, &database.store, "person/one").await, Err(Some(Trouble::Busy)));
    assert_eq!(database.store.head().await.unwrap(), 1, "who reads is not held up");
    writing.rollback().await.unwrap();
    assert_eq!(adds(&database, &database.store, "person/one").await, Ok(()));
    database.store.verify_whole().await.unwrap();
}

/// Hands on what is said between a store and a server, until it is dropped.
struct Way(JoinHandle<()>);

impl Way {
    async fn open(at: u16, server: String) -> (Self, u16) {
        let listener = TcpListener::bind(("127.0.0.1", at)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let open = async move {
            let mut ways = tokio::task::JoinSet::new();
            while let Ok((mut one, _)) = listener.accept().await {
                let server = server.clone();
                ways.spawn(async move {
                    let mut other = TcpStream::connect(server).await.unwrap();
                    let _ = copy_bidirectional(&mut one, &mut other).await; // however it ends
                });
            }
        };
        (Self(tokio::spawn(open)), port)
    }
}

impl Drop for Way {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_goes_away_is_gone_and_what_comes_back_goes_on() {
    let Some(database) = Database::on_postgres().await else { return };
    database.ground().await;
    let host = database.url.split('@').nth(1).and_then(|rest| rest.split('/').next()).unwrap();
    let server = if host.contains(':') { host.to_owned() } else { format!("{host}:5432") };
    let (way, port) = Way::open(0, server.clone()).await;
    let store =
        Store::open(&database.url.replace(host, &format!("127.0.0.1:{port}"))).await.unwrap();
    assert_eq!(adds(&database, &store, "person/one").await, Ok(()));
    drop(way);
    let asked = async || store.head().await.map_err(|error| error.trouble());
    // What was open is cut a moment after.
    let mut answered = 0;
    while asked().await.is_ok() {
        answered += 1;
        assert!(answered < 500, "nothing is handed on any more");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!(asked().await, Err(Some(Trouble::Gone)));
    let (_way, _) = Way::open(port, server).await;
    let mut refused = 0;
    while let Err(trouble) = adds(&database, &store, "person/two").await {
        assert_eq!(trouble, Some(Trouble::Gone));
        refused += 1;
        assert!(refused < 10, "it goes on by itself");
    }
    assert_eq!(store.head().await.unwrap(), 3);
    store.verify_whole().await.unwrap();
    store.close().await.unwrap();
    database.done().await;
}
