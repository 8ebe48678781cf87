//! One flipped byte is found wherever it is, or it is where nothing follows from it.

use detente_core::{Decision, EntryId, Sight};
use detente_storage::{SigningKey, Store};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use serde_json::json;

use crate::{
    database::{Database, dump},
    mirrored::visit,
    said::{append, contributor, editor, entry, says},
};

/// The tables in which a byte may be another without anything that is said of
/// the record being another: what is kept beside it, of which nothing follows.
const BESIDE: [&str; 7] =
    ["token", "correction", "erased", "keyring", "mirror", "_sqlx_migrations", "sqlite_sequence"];

/// Numbers that are scattered, and the same in every run.
struct Scattered(u64);

impl Scattered {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % end as u64).unwrap()
    }
}

async fn texts(db: &DatabaseConnection, select: &str) -> Vec<String> {
    let statement = Statement::from_string(DbBackend::Sqlite, select.to_owned());
    let rows = db.query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get("", "text").unwrap()).collect()
}

/// A ledger with everything that leaves a row somewhere.
async fn history(database: &Database) {
    database.ground().await;
    let told = json!({ "began_on": "2021-02-04", "condition": "ill", "release": "release/spring" });
    let mut voiced = says("courier", "person/ada", json!({ "name": "Ada L." }));
    voiced.claim.said_by = Some("person/bel".parse().unwrap());
    database.tell(vec![says("courier", "detention/ada", told), voiced]).await;
    let waits = vec![says("courier", "person/cim", json!({ "summary": "unheard of" }))];
    append(&database.store, &contributor(), waits, vec![]).await.unwrap();
    let what = Sight::Record { subject: "person/bel".parse().unwrap(), field: None };
    let merge = Decision::Merge {
        subject: "source/list-1".parse().unwrap(),
        into: "source/list-2".parse().unwrap(),
    };
    let subject = "person/ada".parse().unwrap();
    let settle = Decision::Settle {
        subject,
        field: "name".to_owned(),
        entry: EntryId { revision: 2, position: 2 },
    };
    database.rule(vec![Decision::Hide { what }, merge, settle]).await;
    database.rule(vec![Decision::Reject { entries: entry(1, 8) }]).await;
    let erased = EntryId { revision: 1, position: 9 };
    let told = vec![
        says("herald", "place/square", json!({ "name": "A square" })),
        says("herald", "organization/choir", json!({ "name": "A choir", "kind": "ngo" })),
        says("herald", "statement/one", json!({ "speaker": "person/ada", "text": "We sing." })),
        says("herald", "event/song", json!({ "title": "A song", "places": ["place/square"] })),
    ];
    append(&database.store, &editor(), told, vec![Decision::Erase { entry: erased }])
        .await
        .unwrap();
}

/// Another text, of which one bit of one byte is another; none where there is no such byte.
fn flipped(text: &str, rng: &mut Scattered) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    for _ in 0..20 {
        let mut bytes = text.as_bytes().to_vec();
        let at = rng.below(bytes.len());
        bytes[at] ^= 1 << rng.below(7);
        if bytes[at] != 0
            && let Ok(text) = String::from_utf8(bytes)
        {
            return Some(text);
        }
    }
    None
}

async fn every_column(database: &Database, times: usize, rng: &mut Scattered) -> usize {
    let by_hand = database.by_hand().await;
    let tables = "select name as text from sqlite_master where type = 'table' order by name";
    let mut flips = 0;
    for table in texts(&by_hand, tables).await {
        if BESIDE.contains(&table.as_str()) {
            continue;
        }
        let columns = format!("select name as text from pragma_table_info('{table}')");
        let columns = texts(&by_hand, &columns).await;
        let place = columns.iter().map(|c| format!("'\"{c}\" is ' || quote(\"{c}\")"));
        let place = place.collect::<Vec<_>>().join(" || ' and ' || ");
        let places = texts(&by_hand, &format!("select {place} as text from \"{table}\"")).await;
        for column in columns {
            for _ in 0..times {
                if places.is_empty() {
                    break;
                }
                let place = &places[rng.below(places.len())];
                let select =
                    |what: &str| format!("select {what} as text from \"{table}\" where {place}");
                let of = texts(&by_hand, &select(&format!("typeof(\"{column}\")"))).await.remove(0);
                if of == "null" {
                    continue;
                }
                let text = format!("cast(\"{column}\" as text)");
                let before = texts(&by_hand, &select(&text)).await.remove(0);
                let after = match of.as_str() {
                    "integer" => {
                        Some((before.parse::<i64>().unwrap() ^ (1_i64 << rng.below(9))).to_string())
                    }
                    _ => flipped(&before, rng),
                };
                let Some(after) = after else { continue };
                let written = |text: &str| match of.as_str() {
                    "integer" => text.to_owned(),
                    _ => format!("'{}'", text.replace('\'', "''")),
                };
                let (old, new) = (written(&before), written(&after));
                let there = format!("\"{column}\" is {old}");
                let moved = place.replacen(&there, &format!("\"{column}\" is {new}"), 1);
                let set = format!("update \"{table}\" set \"{column}\" = {new} where {place}");
                // Where another row has that key already, nobody can write it.
                let Ok(done) = by_hand.execute_unprepared(&set).await else { continue };
                assert_eq!(done.rows_affected(), 1, "{set}");
                let found = database.store.verify_whole().await;
                assert!(found.is_err(), "{table}.{column}: {old} as {new}");
                let back = format!("update \"{table}\" set \"{column}\" = {old} where {moved}");
                let back = by_hand.execute_unprepared(&back).await.unwrap();
                assert_eq!(back.rows_affected(), 1, "{table}.{column}: {old} as {new}");
                flips += 1;
            }
        }
    }
    database.store.verify_whole().await.unwrap();
    by_hand.close().await.unwrap();
    flips
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flipped_byte_is_found_in_every_column_of_every_table() {
    let mut rng = Scattered(7);
    let database = Database::in_a_file().await;
    history(&database).await;
    let store = Store::open(&database.url).await.unwrap();
    store.signed_by(SigningKey::of_seed(&[7; 32]).unwrap()).sign().await.unwrap();
    let mirror = Database::in_a_file().await;
    visit(&mirror.store, &database.store, 400).await;
    database.rule(vec![Decision::Hide { what: Sight::Claims { entries: entry(1, 10) } }]).await;
    visit(&mirror.store, &database.store, 400).await;
    let flips = every_column(&database, 9, &mut rng).await;
    let mirrored = every_column(&mirror, 5, &mut rng).await;
    assert!(flips > 1000 && mirrored > 400, "{flips} and {mirrored}");
}

/// Whether a byte stands in a page of the words that tables are made with: to
/// SQLite `coUntry` is the column `country`.
fn of_schema(file: &[u8], at: usize) -> bool {
    let page = at / 8192 * 8192;
    let page = &file[page..file.len().min(page + 8192)];
    [b"create table", b"create index"]
        .iter()
        .any(|words| page.windows(words.len()).any(|window| window.eq_ignore_ascii_case(*words)))
}

/// Everything that is said of the record, and all that it rests on.
async fn all(url: &str) -> Option<Vec<String>> {
    let db = sea_orm::Database::connect(url).await.ok()?;
    let mut rows = Vec::new();
    let ledger = ["revision", "entry", "change", "reference", "named", "merged", "pending", "list"];
    for table in detente_core::NOUNS.iter().chain(&ledger) {
        rows.extend(dump(&db, table).await);
    }
    db.close().await.ok()?;
    Some(rows)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flipped_byte_of_the_file_is_found_or_says_nothing_else() {
    let mut rng = Scattered(8);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.db");
    let url = format!("sqlite://{}", path.display());
    let database = Database::in_a_file().await;
    history(&database).await;
    database.store.close().await.unwrap();
    let whole = std::fs::read(database.url.trim_start_matches("sqlite://")).unwrap();
    std::fs::write(&path, &whole).unwrap();
    let before = all(&url).await.unwrap();
    let (mut found, mut harmless) = (0, 0);
    for _ in 0..250 {
        let mut bytes = whole.clone();
        // Most of so small a database is empty pages: something stands here.
        let mut at = rng.below(bytes.len());
        while bytes[at] == 0 || of_schema(&bytes, at) {
            at = rng.below(bytes.len());
        }
        bytes[at] ^= 1 << rng.below(8);
        std::fs::write(&path, &bytes).unwrap();
        for beside in ["record.db-wal", "record.db-shm"] {
            let _ = std::fs::remove_file(folder.path().join(beside)); // it need not be there
        }
        let verified = match Store::open(&url).await {
            Ok(store) => {
                let verified = store.verify_whole().await.is_ok();
                let _ = store.close().await; // what is broken may not be closed either
                verified
            }
            Err(_) => false,
        };
        if verified {
            harmless += 1;
            let now = all(&url).await.unwrap();
            let other: Vec<_> = now.iter().filter(|row| !before.contains(row)).collect();
            let gone: Vec<_> = before.iter().filter(|row| !now.contains(row)).collect();
            assert!(other.is_empty() && gone.is_empty(), "byte {at}: {gone:#?} as {other:#?}");
        } else {
            found += 1;
        }
    }
    assert!(found > 60, "{found} found, {harmless} harmless");
}

#[tokio::test]
async fn a_byte_of_what_the_file_says_of_its_tables_is_found() {
    let database = Database::in_a_file().await;
    history(&database).await;
    database.store.verify_whole().await.unwrap();
    database.store.close().await.unwrap();
    let path = database.url.strip_prefix("sqlite://").unwrap();
    let sound = std::fs::read(path).unwrap();
    for word in ["last_used_at", "outcome"] {
        let mut file = sound.clone();
        let at = file.windows(word.len()).position(|window| window == word.as_bytes()).unwrap();
        file[at + 2] ^= 1;
        std::fs::write(path, &file).unwrap();
        let Ok(store) = Store::open(&database.url).await else { continue };
        let told = store.verify_whole().await.unwrap_err().to_string();
        assert!(told.starts_with("what the file says of `"), "{told}");
        store.close().await.unwrap();
    }
}
