//! Corrections: what readers say is wrong, and what becomes of it.

use detente_core::{
    Closing, Correction, CorrectionOutcome, CorrectionState, Decision, Instant, Sight,
};
use detente_storage::{Numbers, Sent, StoreError, Viewer};

use crate::{
    database::{Database, dump, on_every_database},
    said::{contributor, editor, public},
};

on_every_database!(
    a_correction_waits_until_an_editor_closes_it_and_destroys_the_contact,
    a_hidden_record_is_refused_like_one_that_is_not_there,
    only_editors_read_and_close_corrections,
    the_list_is_read_part_by_part,
);

const ALL: Numbers = Numbers { after: None, before: None, limit: 100, last: false };

fn at(seconds: i64) -> Instant {
    Instant::from_millis(1_767_225_600_000 + seconds * 1000).unwrap()
}

fn on(subject: &str) -> Correction {
    Correction {
        subject: subject.parse().unwrap(),
        field: Some("name".to_owned()),
        text: "She is called Ada L.".to_owned(),
        contact: Some("reader@post.example".to_owned()),
        source_url: Some("https://gazette.example/ada".parse().unwrap()),
    }
}

fn closing(outcome: CorrectionOutcome) -> Closing {
    Closing { outcome, note: Some("Looked up.".to_owned()) }
}

async fn send(database: &Database, viewer: &Viewer, subject: &str) -> Result<u64, StoreError> {
    database.store.send_correction(viewer, on(subject), at(1)).await
}

async fn open(database: &Database) -> Vec<Sent> {
    let open = Some(CorrectionState::Open);
    database.store.corrections(&editor(), open, ALL).await.unwrap()
}

async fn a_correction_waits_until_an_editor_closes_it_and_destroys_the_contact(
    database: &Database,
) {
    database.ground().await;
    let rows = database.url.contains(":memory:").then_some(()).is_none();
    let before = if rows { database.rows().await } else { Vec::new() };
    assert_eq!(send(database, &public(), "person/ada").await.unwrap(), 1);
    let waiting = open(database).await;
    assert_eq!(waiting[0].correction, on("person/ada"));
    assert_eq!((waiting[0].sent_at, &waiting[0].closed), (at(1), &None));
    let accepted = closing(CorrectionOutcome::Accepted);
    let closed = database.store.close_correction(&editor(), 1, accepted.clone(), at(2)).await;
    let closed = closed.unwrap().unwrap();
    assert_eq!(closed.correction, Correction { contact: None, ..on("person/ada") });
    let came = closed.closed.as_ref().unwrap();
    assert_eq!((came.at, came.by.as_str(), &came.closing), (at(2), "keeper", &accepted));
    assert_eq!(open(database).await, []);
    let listed = database.store.corrections(&editor(), None, ALL).await.unwrap();
    assert_eq!(listed, [closed]);
    // What is closed is closed, and a number that nobody was given is none.
    for number in [1, 2] {
        let again = closing(CorrectionOutcome::Declined);
        let again = database.store.close_correction(&editor(), number, again, at(3)).await;
        assert_eq!(again.unwrap(), None);
    }
    // Numbers go on, and the record knows nothing of any of it.
    assert_eq!(send(database, &public(), "person/ada").await.unwrap(), 2);
    assert_eq!(database.store.head().await.unwrap(), 1);
    if rows {
        assert_eq!(database.rows().await, before);
        let by_hand = database.by_hand().await;
        let kept = dump(&by_hand, "correction").await;
        by_hand.close().await.unwrap();
        let with_contact = kept.iter().filter(|row| row.contains("reader@post.example"));
        assert_eq!((kept.len(), with_contact.count()), (2, 1));
    }
}

async fn a_hidden_record_is_refused_like_one_that_is_not_there(database: &Database) {
    database.ground().await;
    let ada = Sight::Record { subject: "person/ada".parse().unwrap(), field: None };
    database.rule(vec![Decision::Hide { what: ada }]).await;
    let mut told = Vec::new();
    for subject in ["person/ada", "person/adx"] {
        let before = database.store.statements();
        let Err(StoreError::Refused(faults)) = send(database, &public(), subject).await else {
            panic!("{subject} was taken")
        };
        let words: Vec<_> = faults.iter().map(ToString::to_string).collect();
        let cost = database.store.statements() - before;
        told.push((words.join("\n").replace(subject, "that record"), cost));
    }
    assert_eq!(told[0], told[1]);
    assert_eq!(send(database, &editor(), "person/ada").await.unwrap(), 1);
}

async fn only_editors_read_and_close_corrections(database: &Database) {
    database.ground().await;
    send(database, &public(), "person/ada").await.unwrap();
    for viewer in [public(), contributor()] {
        let read = database.store.corrections(&viewer, None, ALL).await;
        let counted = database.store.count_corrections(&viewer, None).await;
        let accepted = closing(CorrectionOutcome::Accepted);
        let closed = database.store.close_correction(&viewer, 1, accepted, at(2)).await;
        assert!(matches!(read, Err(StoreError::Forbidden { .. })));
        assert!(matches!(counted, Err(StoreError::Forbidden { .. })));
        assert!(matches!(closed, Err(StoreError::Forbidden { .. })));
    }
    assert_eq!(open(database).await.len(), 1);
}

async fn the_list_is_read_part_by_part(database: &Database) {
    database.ground().await;
    for _ in 0..5 {
        send(database, &public(), "person/ada").await.unwrap();
    }
    let declined = closing(CorrectionOutcome::Declined);
    database.store.close_correction(&editor(), 3, declined, at(2)).await.unwrap();
    let numbers = async |numbers: Numbers| {
        let open = Some(CorrectionState::Open);
        let sent = database.store.corrections(&editor(), open, numbers).await.unwrap();
        sent.into_iter().map(|sent| sent.number).collect::<Vec<_>>()
    };
    // One more than asked for, where there is more.
    assert_eq!(numbers(Numbers { limit: 2, ..ALL }).await, [1, 2, 4]);
    assert_eq!(numbers(Numbers { after: Some(2), ..ALL }).await, [4, 5]);
    assert_eq!(numbers(Numbers { before: Some(5), last: true, limit: 1, ..ALL }).await, [4, 2]);
    let count = database.store.count_corrections(&editor(), Some(CorrectionState::Closed)).await;
    assert_eq!(count.unwrap(), 1);
}

#[tokio::test]
async fn no_contact_lies_about_in_a_file_that_is_closed() {
    let database = Database::in_a_file().await;
    database.ground().await;
    send(&database, &public(), "person/ada").await.unwrap();
    let declined = closing(CorrectionOutcome::Declined);
    database.store.close_correction(&editor(), 1, declined, at(2)).await.unwrap();
    database.store.close().await.unwrap();
    let file = std::fs::read(database.url.strip_prefix("sqlite://").unwrap()).unwrap();
    let holds = |text: &str| file.windows(text.len()).any(|bytes| bytes == text.as_bytes());
    assert!(holds("She is called Ada L.") && !holds("reader@post.example"));
}
