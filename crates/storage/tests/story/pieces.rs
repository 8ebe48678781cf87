//! A revision whose claims come in pieces is the one that they make at once.

use detente_core::{Fault, NewClaim};
use detente_storage::{Appended, Formed, Gathered, StoreError, Viewer};
use serde_json::json;

use crate::{
    database::{Database, dump, on_lasting_databases},
    said::{contributor, draft, editor, says, tell},
};

on_lasting_databases!(
    a_revision_in_pieces_is_the_one_that_it_would_be_at_once,
    what_waits_is_the_same_in_pieces,
    what_is_wrong_is_told_of_every_piece_and_nothing_is_stored,
);

/// So many people that they come in several pieces.
const PEOPLE: usize = 900;

/// What leads from one claim to others stands far apart: what is introduced comes last.
fn list() -> Vec<NewClaim> {
    let mut claims = Vec::new();
    let mut say = |subject: String, fields| claims.push(says("herald", &subject, fields));
    for at in 0..PEOPLE {
        let (held, free) = (format!("detention/d{at}"), format!("release/r{}", at % 7));
        say(
            held.clone(),
            json!({ "person": format!("person/p{at}"), "began_on": "2021-02-03", "release": free }),
        );
        say(
            format!("sanction/s{at}"),
            json!({ "target": format!("person/p{at}"), "actions": [
                { "key": "seen-2022-01-31", "kind": "seen_listed", "on": "2022-01-31" },
            ] }),
        );
        if at.is_multiple_of(100) {
            say(held, json!({ "country": "BY" }));
        }
    }
    for at in 0..PEOPLE {
        let name = format!("Jana {at}");
        say(format!("person/p{at}"), json!({ "name": name, "born_on": "1990" }));
        say(format!("sanction/s{at}"), json!({ "issuer": "organization/office" }));
    }
    for at in 0..7 {
        say(format!("release/r{at}"), json!({ "on": "2021-01-01", "count": "2" }));
    }
    say("source/herald".to_owned(), json!({ "publisher": "organization/office" }));
    say("organization/office".to_owned(), json!({ "parent": "organization/house" }));
    say("organization/house".to_owned(), json!({ "name": "House" }));
    // What was said in the first piece, and what the ledger holds, said again.
    let again = claims[0].clone();
    claims.push(again);
    claims.push(known());
    claims
}

fn known() -> NewClaim {
    says("herald", "person/ada", json!({ "summary": "Known before." }))
}

fn gathered(claims: Vec<NewClaim>) -> Gathered {
    let mut gathered = Gathered::default();
    for claim in claims {
        gathered.push(claim).unwrap();
    }
    gathered
}

async fn in_pieces(
    database: &Database,
    viewer: &Viewer,
    claims: Vec<NewClaim>,
) -> Result<Appended, StoreError> {
    let draft = draft(&database.store, viewer, vec![], vec![]).await;
    let formed = Formed::gathered(draft, gathered(claims)).unwrap();
    database.store.append(viewer, formed).await
}

async fn at_once(
    database: &Database,
    viewer: &Viewer,
    claims: Vec<NewClaim>,
) -> Result<Appended, StoreError> {
    database.store.append(viewer, draft(&database.store, viewer, claims, vec![]).await).await
}

/// The ledger, and every row that follows from it.
async fn everything(database: &Database) -> Vec<String> {
    let by_hand = database.by_hand().await;
    let mut rows = Vec::new();
    for table in ["revision", "entry", "change", "list"] {
        rows.extend(dump(&by_hand, table).await);
    }
    by_hand.close().await.unwrap();
    rows.extend(database.rows().await);
    rows
}

/// Two databases hold the same, to the byte, and it follows from what they hold.
async fn alike(one: &Database, other: &Database) {
    let (head, other_head) =
        (one.store.verify().await.unwrap(), other.store.verify().await.unwrap());
    assert_eq!(head, other_head);
    let (rows, others) = (everything(one).await, everything(other).await);
    assert_eq!(rows.len(), others.len());
    let differs = rows.iter().zip(&others).find(|(row, other)| row != other);
    assert!(differs.is_none(), "{differs:?}");
    one.store.verify_whole().await.unwrap();
}

/// A ledger that holds the same before.
async fn another() -> Database {
    let other = Database::in_a_file().await;
    other.ground().await;
    tell(&other.store, vec![known()]).await;
    other
}

async fn a_revision_in_pieces_is_the_one_that_it_would_be_at_once(database: &Database) {
    database.ground().await;
    database.tell(vec![known()]).await;
    let other = another().await;
    let added = in_pieces(database, &editor(), list()).await.unwrap();
    assert_eq!((added.added, added.known), (list().len() - 2, 2));
    assert_eq!(added, at_once(&other, &editor(), list()).await.unwrap());
    alike(database, &other).await;
    // Said once more, it adds nothing.
    let again = in_pieces(database, &editor(), list()).await.unwrap();
    assert_eq!((again.revision, again.known), (None, list().len()));
}

async fn what_waits_is_the_same_in_pieces(database: &Database) {
    database.ground().await;
    database.tell(vec![known()]).await;
    let other = another().await;
    let added = in_pieces(database, &contributor(), list()).await.unwrap();
    assert_eq!(added, at_once(&other, &contributor(), list()).await.unwrap());
    assert!(added.changed.is_empty());
    database.store.verify().await.unwrap();
    // An editor who says the same lets it speak.
    let said = in_pieces(database, &editor(), list()).await.unwrap();
    assert_eq!(said, at_once(&other, &editor(), list()).await.unwrap());
    assert_eq!((said.added, said.known), (0, list().len()));
    assert!(said.changed.len() > 3 * PEOPLE);
    alike(database, &other).await;
}

async fn what_is_wrong_is_told_of_every_piece_and_nothing_is_stored(database: &Database) {
    database.ground().await;
    let mut claims = list();
    claims.push(says("herald", "organization/house", json!({ "parent": "organization/office" })));
    claims.push(says(
        "herald",
        "person/last",
        json!({ "roles": [{ "key": "a", "organization": "organization/nobody" }] }),
    ));
    claims[0] = says("herald", "detention/d0", json!({ "began_on": "2022", "ended_on": "2021" }));
    let told = |refused: Result<Appended, StoreError>| -> Vec<Fault> {
        let Err(StoreError::Refused(faults)) = refused else { panic!("{refused:?}") };
        faults
    };
    let head = database.store.head().await.unwrap();
    let faults = told(in_pieces(database, &editor(), claims.clone()).await);
    let codes: Vec<&str> = faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["IMPOSSIBLE", "LOOP", "LOOP", "UNKNOWN_REFERENCE"]);
    assert_eq!(database.store.head().await.unwrap(), head);
    let at_once = told(at_once(database, &editor(), claims.clone()).await);
    assert_eq!(faults, at_once);
    let checked = database.store.check_gathered(&editor(), gathered(claims)).await.unwrap();
    assert_eq!(faults, checked.faults);
    database.store.verify().await.unwrap();
}
