//! The second clock: what the record said when less was known.

use std::{collections::HashMap, sync::Arc};

use detente_core::{
    Decision, Detention, Id, Instant, KnownAt, Noun, Person, Record, RecordId, Seed, Sight, Source,
    with_noun,
};
use detente_storage::{Condition, OrderBy, Past, Query, Store, StoreError, Table, Viewer, Window};
use proptest::{prelude::*, test_runner::TestRunner};
use serde_json::json;

use crate::{
    database::{Database, on_every_database},
    rebuilt::{SUBJECTS, erases, step, take},
    said::{append, contributor, editor, entry, public, read_on, says},
};

on_every_database!(
    a_record_says_what_it_said_before_it_was_corrected,
    what_was_accepted_later_was_not_known,
    what_is_hidden_today_is_hidden_in_the_past,
    a_release_that_was_not_known_ended_nothing,
    a_source_weighs_by_what_was_known_of_it,
    lists_are_those_of_the_time,
    a_moment_is_a_revision_an_instant_or_a_day,
    a_moment_without_a_revision_is_told_with_those_there_are,
    a_whole_past_is_made_once_and_again_when_something_is_hidden,
    a_history_tells_what_changed_revision_by_revision,
    a_history_shows_the_public_nothing_that_is_kept_from_it,
    what_differs_between_two_revisions_is_told_field_by_field,
    what_changed_is_told_to_whom_it_changed_for,
    a_heading_is_told_to_whoever_sees_something_of_its_revision,
    a_database_of_the_past_is_one_like_every_other,
);

/// The record as it was known at a revision: by itself, and in a whole past.
async fn at<N: Noun + Table + std::fmt::Debug>(
    store: &Store,
    viewer: &Viewer,
    slug: &str,
    known_at: u64,
) -> Option<Record<N>> {
    let id: Id<N> = format!("{}/{slug}", N::NAME).parse().unwrap();
    let past = store.past(KnownAt::Revision(known_at)).await.unwrap();
    let mut alone = store.records_at(viewer, &past, [id.clone()]).await.unwrap();
    let whole = store.whole(&past).await.unwrap().record(viewer, &id).await.unwrap();
    assert_eq!(alone.get(&id), whole.as_ref());
    alone.remove(&id).map(|record| (*record).clone())
}

async fn name_at(database: &Database, viewer: &Viewer, slug: &str, at: u64) -> Option<String> {
    self::at::<Person>(&database.store, viewer, slug, at).await?.fields.name
}

fn hide(subject: &str, field: Option<&str>) -> Decision {
    let field = field.map(ToOwned::to_owned);
    Decision::Hide { what: Sight::Record { subject: subject.parse().unwrap(), field } }
}

fn show(subject: &str, field: Option<&str>) -> Decision {
    let field = field.map(ToOwned::to_owned);
    Decision::Show { what: Sight::Record { subject: subject.parse().unwrap(), field } }
}

async fn a_record_says_what_it_said_before_it_was_corrected(database: &Database) {
    database.ground().await;
    let corrected = read_on("2026-01-02", "herald", "person/ada", json!({ "name": "Ada L." }));
    database.tell(vec![corrected]).await;
    database.rule(vec![Decision::Retract { entries: entry(2, 1), field: None }]).await;
    for (known_at, name) in [(1, "Ada Lantsova"), (2, "Ada L."), (3, "Ada Lantsova")] {
        assert_eq!(name_at(database, &public(), "ada", known_at).await.as_deref(), Some(name));
    }
}

async fn what_was_accepted_later_was_not_known(database: &Database) {
    database.ground().await;
    let said = vec![says("courier", "person/eva", json!({ "name": "Eva" }))];
    append(&database.store, &contributor(), said, vec![]).await.unwrap();
    database.rule(vec![Decision::Accept { entries: entry(2, 1) }]).await;
    for viewer in [public(), editor()] {
        assert_eq!(name_at(database, &viewer, "eva", 2).await, None);
        assert_eq!(name_at(database, &viewer, "eva", 3).await.as_deref(), Some("Eva"));
    }
}

async fn what_is_hidden_today_is_hidden_in_the_past(database: &Database) {
    database.ground().await;
    database.tell(vec![says("courier", "person/bel", json!({ "name": "Bel" }))]).await;
    let told = json!({ "condition": "ill", "began_on": "2021" });
    database.tell(vec![says("courier", "detention/ada", told)]).await;
    let ill = async |viewer: &Viewer| {
        let ada = at::<Detention>(&database.store, viewer, "ada", 3).await.unwrap();
        ada.fields.condition
    };
    assert_eq!(name_at(database, &public(), "bel", 1).await.as_deref(), Some("bel Harbuz"));
    assert_eq!(ill(&public()).await, None);
    let entries = entry(1, 7);
    let hidden = Decision::Hide { what: Sight::Claims { entries: entries.clone() } };
    database.rule(vec![hidden, show("detention/ada", Some("condition"))]).await;
    assert_eq!(name_at(database, &public(), "bel", 1).await, None);
    assert_eq!(name_at(database, &public(), "bel", 2).await.as_deref(), Some("Bel"));
    assert_eq!(name_at(database, &editor(), "bel", 1).await.as_deref(), Some("bel Harbuz"));
    assert_eq!(ill(&public()).await.as_deref(), Some("ill"));
    database.rule(vec![hide("person/bel", None)]).await;
    assert_eq!(name_at(database, &public(), "bel", 2).await, None);
    let again = Decision::Show { what: Sight::Claims { entries } };
    database.rule(vec![again, show("person/bel", None)]).await;
    assert_eq!(name_at(database, &public(), "bel", 1).await.as_deref(), Some("bel Harbuz"));
}

async fn a_release_that_was_not_known_ended_nothing(database: &Database) {
    database.ground().await;
    let released = json!({ "release": "release/spring" });
    database.tell(vec![says("courier", "detention/ada", released)]).await;
    // A rule of the domain leans on the day of the release: seen held after it.
    let held = json!({ "stays": [{ "key": "colony", "seen_on": "2024-06-01" }] });
    database.tell(vec![says("courier", "detention/ada", held)]).await;
    let later = json!({ "on": "2024-07-01" });
    database.tell(vec![read_on("2026-02-01", "herald", "release/spring", later)]).await;
    let disputes = async |known_at| {
        let ada = at::<Detention>(&database.store, &public(), "ada", known_at).await.unwrap();
        (ada.fields.release.is_some(), ada.account.disputes.len())
    };
    assert_eq!(disputes(1).await, (false, 0));
    assert_eq!(disputes(2).await, (true, 0));
    assert_eq!(disputes(3).await, (true, 1));
    assert_eq!(disputes(4).await, (true, 0));
}

async fn a_source_weighs_by_what_was_known_of_it(database: &Database) {
    database.ground().await;
    database.tell(vec![says("courier", "person/ada", json!({ "name": "Ada L." }))]).await;
    let later = json!({ "published_on": "2025-01-01" });
    database.tell(vec![read_on("2026-02-01", "herald", "source/herald", later)]).await;
    assert_eq!(name_at(database, &public(), "ada", 2).await.as_deref(), Some("Ada L."));
    assert_eq!(name_at(database, &public(), "ada", 3).await.as_deref(), Some("Ada Lantsova"));
    let herald = at::<Source>(&database.store, &public(), "herald", 2).await.unwrap();
    assert_eq!(herald.fields.published_on, Some("2021-05-01".parse().unwrap()));
}

async fn lists_are_those_of_the_time(database: &Database) {
    database.ground().await;
    database.tell(vec![says("courier", "person/eva", json!({ "name": "Eva" }))]).await;
    let corrected = read_on("2026-01-02", "herald", "person/ada", json!({ "name": "Zoe" }));
    database.tell(vec![corrected]).await;
    database.rule(vec![hide("person/cim", None)]).await;
    let window = Window { after: None, before: None, limit: 10, last: false };
    let query = Query { conditions: vec![], order_by: OrderBy::Name, descending: false, window };
    let people = async |viewer: &Viewer, known_at: u64| {
        let past = database.store.past(KnownAt::Revision(known_at)).await.unwrap();
        let whole = database.store.whole(&past).await.unwrap();
        let page = whole.page::<Person>(viewer, &query).await.unwrap();
        let count = whole.count::<Person>(viewer, &[]).await.unwrap();
        assert_eq!(count, page.rows.len() as u64);
        let slugs = page.rows.iter().map(|row| row.id.as_record_id().slug().to_owned());
        slugs.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(people(&public(), 1).await, "ada bel");
    assert_eq!(people(&editor(), 1).await, "ada bel cim");
    assert_eq!(people(&public(), 2).await, "ada bel eva");
    assert_eq!(people(&public(), 3).await, "bel eva ada");
    let past = database.store.past(KnownAt::Revision(2)).await.unwrap();
    let whole = database.store.whole(&past).await.unwrap();
    let named = [Condition::NameBegins("zoe".to_owned())];
    assert_eq!(whole.count::<Person>(&public(), &named).await.unwrap(), 0);
}

async fn a_moment_is_a_revision_an_instant_or_a_day(database: &Database) {
    database.ground().await;
    for name in ["A", "B"] {
        database.tell(vec![says("courier", "person/bel", json!({ "name": name }))]).await;
    }
    // Revisions are made a second apart, on the first of January 2026.
    for (moment, revision) in [
        ("2", 2),
        ("2026-01-01T00:00:02Z", 2),
        ("2026-01-01T00:00:02.999Z", 2),
        ("2026-01-01T01:00:03+01:00", 3),
        ("2026-01-01", 3),
        ("2030-01-01", 3),
    ] {
        let known_at = moment.parse().unwrap();
        assert_eq!(database.store.revision_at(known_at).await.unwrap(), revision, "{moment}");
    }
}

async fn a_moment_without_a_revision_is_told_with_those_there_are(database: &Database) {
    let told = async |moment: &str| match database.store.past(moment.parse().unwrap()).await {
        Err(StoreError::Moment(told)) => told,
        Err(other) => panic!("{other}"),
        Ok(past) => panic!("{moment} is revision {}", past.known_at()),
    };
    assert_eq!(told("1").await, "there is no revision 1: the ledger is empty");
    database.ground().await;
    assert_eq!(told("2").await, "there is no revision 2: the ledger has revision 1 alone");
    database.tell(vec![says("courier", "person/bel", json!({ "name": "Bel" }))]).await;
    assert_eq!(told("0").await, "there is no revision 0: the ledger has revisions 1 to 2");
    assert_eq!(
        told("2025-12-31").await,
        "nothing was known at 2025-12-31, the first revision was made 2026-01-01T00:00:01.000Z: \
         the ledger has revisions 1 to 2"
    );
}

async fn a_whole_past_is_made_once_and_again_when_something_is_hidden(database: &Database) {
    database.ground().await;
    let ask = async || {
        let past = database.store.past(KnownAt::Revision(1)).await.unwrap();
        database.store.whole(&past).await.unwrap().size(&public(), "person").await.unwrap()
    };
    let together = tokio::join!(ask(), ask(), ask());
    assert_eq!(together, (3, 3, 3));
    assert_eq!(database.store.pasts_made(), 1);
    database.tell(vec![says("courier", "person/eva", json!({ "name": "Eva" }))]).await;
    assert_eq!(ask().await, 3);
    assert_eq!(database.store.pasts_made(), 1);
    database.rule(vec![hide("person/ada", None)]).await;
    assert_eq!(ask().await, 2);
    assert_eq!(database.store.pasts_made(), 2);
}

async fn a_history_tells_what_changed_revision_by_revision(database: &Database) {
    database.ground().await;
    let told = json!({ "name": "Ada L.", "nationalities": ["BY", "LT"] });
    database.tell(vec![says("courier", "person/ada", told)]).await;
    database.tell(vec![says("courier", "person/bel", json!({ "name": "Bel" }))]).await;
    let ranked = Decision::Rank {
        entries: entry(1, 6),
        field: Some("name".to_owned()),
        rank: detente_core::Rank::Preferred,
    };
    database.rule(vec![ranked]).await;
    let ada: RecordId = "person/ada".parse().unwrap();
    let history = database.store.history(&public(), &ada, None).await.unwrap();
    let told: Vec<String> = history
        .iter()
        .map(|turn| {
            let changes = turn.changes.iter().map(|change| {
                let or =
                    |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".to_owned());
                format!("{} from {} to {}", change.field, or(&change.before), or(&change.after))
            });
            let rulings = turn.rulings.iter().map(|(_, ruling)| ruling.decision.kind().to_owned());
            let told: Vec<String> = changes.chain(rulings).collect();
            format!("{}: {}", turn.revision.number, told.join(", "))
        })
        .collect();
    assert_eq!(
        told,
        [
            "1: name from nothing to Ada Lantsova, nationalities.BY from nothing to BY",
            "2: name from Ada Lantsova to Ada L., nationalities.LT from nothing to LT",
            "4: name from Ada L. to Ada Lantsova, rank",
        ]
    );
    assert_eq!(history[1].speaking, [detente_core::EntryId { revision: 2, position: 1 }]);
    assert_eq!(history[0].revision.author.as_deref(), Some("keeper"));
    let known = database.store.history(&public(), &ada, Some(2)).await.unwrap();
    assert_eq!(known, history[..2]);
}

async fn a_history_shows_the_public_nothing_that_is_kept_from_it(database: &Database) {
    database.ground().await;
    let ada: RecordId = "detention/ada".parse().unwrap();
    let before = database.store.history(&public(), &ada, None).await.unwrap();
    database.tell(vec![says("courier", "detention/ada", json!({ "condition": "ill" }))]).await;
    database.rule(vec![hide("detention/ada", Some("condition"))]).await;
    assert_eq!(database.store.history(&public(), &ada, None).await.unwrap(), before[..1]);
    let whole = database.store.history(&editor(), &ada, None).await.unwrap();
    let numbers = |turns: &[detente_storage::RecordRevision]| -> Vec<u64> {
        turns.iter().map(|turn| turn.revision.number).collect()
    };
    assert_eq!(numbers(&whole), [1, 2, 3]);
    // What is hidden today has no history either, and what is shown has had one.
    database.rule(vec![show("detention/ada", Some("condition"))]).await;
    let shown = database.store.history(&public(), &ada, None).await.unwrap();
    assert_eq!(numbers(&shown), [1, 2]);
    database.rule(vec![hide("detention/ada", None)]).await;
    assert_eq!(database.store.history(&public(), &ada, None).await.unwrap(), []);
}

async fn what_differs_between_two_revisions_is_told_field_by_field(database: &Database) {
    database.ground().await;
    let said = vec![
        read_on("2026-01-02", "herald", "person/ada", json!({ "name": "Ada L." })),
        says("courier", "person/eva", json!({ "name": "Eva" })),
        says("courier", "place/colony", json!({ "country": "BY" })),
    ];
    database.tell(said).await;
    database.rule(vec![Decision::Reject { entries: entry(2, 2) }]).await;
    let between = async |from, to, nouns: &[&str], limit| {
        let (found, more) =
            database.store.differences(&public(), (from, to), nouns, None, limit).await.unwrap();
        let told = found.iter().map(|one| {
            let fields: Vec<_> = one.changes.iter().map(|change| change.field.as_str()).collect();
            format!("{} {}", one.subject, fields.join(","))
        });
        (told.collect::<Vec<_>>(), more)
    };
    let all = ["person/ada name", "person/eva name", "place/colony country"];
    assert_eq!(between(1, 2, &[], 10).await, (all.map(str::to_owned).to_vec(), false));
    assert_eq!(between(2, 1, &[], 1).await, (vec![all[0].to_owned()], true));
    assert_eq!(between(1, 3, &["person"], 10).await, (vec![all[0].to_owned()], false));
    assert_eq!(between(2, 3, &[], 10).await, (vec![all[1].to_owned()], false));
    let ada = database.store.difference(&public(), (2, 1), &"person/ada".parse().unwrap()).await;
    let ada = ada.unwrap().unwrap();
    assert_eq!(ada.changes[0].before.as_deref(), Some("Ada L."));
    assert!(ada.before && ada.after);
}

async fn what_changed_is_told_to_whom_it_changed_for(database: &Database) {
    database.ground().await;
    let since = async |viewer: &Viewer, since: u64| {
        let found = database.store.changes(viewer, since, &[], None, 100).await.unwrap();
        assert!(!found.more);
        let told = found.changed.iter().map(|one| {
            let absent = if one.absent { " absent" } else { "" };
            format!("{} {}{absent}", one.revision, one.subject)
        });
        (told.collect::<Vec<_>>().join(", "), found.revision)
    };
    database.tell(vec![says("courier", "detention/ada", json!({ "condition": "ill" }))]).await;
    // The public's account of the detention has one more witness; what was said is not told.
    assert_eq!(since(&public(), 1).await.1, 2);
    let ill = read_on("2026-01-03", "courier", "detention/ada", json!({ "condition": "better" }));
    database.tell(vec![ill]).await;
    assert_eq!(since(&editor(), 2).await.0, "3 detention/ada");
    let said = vec![
        says("courier", "person/eva", json!({ "name": "Eva" })),
        says("courier", "person/bel", json!({ "name": "Bel" })),
    ];
    database.tell(said).await;
    database.rule(vec![hide("person/bel", None), hide("person/eva", None)]).await;
    let whole = since(&public(), 4).await;
    assert_eq!(whole, ("5 person/bel absent, 5 person/eva absent".to_owned(), 5));
    // Who comes only now was never shown that one, and is not told of it.
    assert!(since(&public(), 3).await.0.ends_with("5 person/bel absent"));
    assert_eq!(since(&editor(), 4).await, (String::new(), 5));
    let of_people = database.store.changes(&public(), 3, &["person"], None, 100).await.unwrap();
    assert_eq!(of_people.changed.len(), 1);
    // Page by page it is the same.
    let (mut all, mut place) = (Vec::new(), None);
    loop {
        let page = database.store.changes(&editor(), 0, &[], place, 3).await.unwrap();
        all.extend(page.changed);
        place = page.place;
        if !page.more {
            break;
        }
    }
    let at_once = database.store.changes(&editor(), 0, &[], None, 100).await.unwrap();
    assert_eq!(all, at_once.changed);
    assert_eq!(all.len(), 12);
}

async fn a_heading_is_told_to_whoever_sees_something_of_its_revision(database: &Database) {
    database.ground().await;
    database.tell(vec![says("courier", "person/eva", json!({ "name": "Eva" }))]).await;
    database.rule(vec![hide("person/eva", None)]).await;
    // Something else of it is still seen, and yet not why this is not.
    database.rule(vec![hide("person/ada", Some("gender"))]).await;
    let headings = async |viewer: &Viewer| {
        let revisions = database.store.shown_revisions(viewer, 1, 4).await.unwrap();
        revisions.iter().map(|one| one.author.is_some()).collect::<Vec<_>>()
    };
    assert_eq!(headings(&public()).await, [true, false, false, false]);
    assert_eq!(headings(&editor()).await, [true, true, true, true]);
    let changed = async |viewer: &Viewer, revision: u64| {
        let subjects = database.store.changed(viewer, revision, None, 100).await.unwrap();
        let count = database.store.changed_count(viewer, revision).await.unwrap();
        assert_eq!(count, subjects.len() as u64);
        subjects.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(changed(&public(), 2).await, [""; 0]);
    assert_eq!(changed(&editor(), 2).await, ["person/eva"]);
    assert_eq!(changed(&public(), 1).await.len(), 11);
    let after = "place/colony".parse().unwrap();
    let rest = database.store.changed(&public(), 1, Some(&after), 2).await.unwrap();
    assert_eq!(rest.len(), 2);
}

async fn a_database_of_the_past_is_one_like_every_other(database: &Database) {
    database.ground().await;
    let told = json!({ "name": "Ada L.", "gender": "female" });
    database.tell(vec![says("courier", "person/ada", told)]).await;
    database.rule(vec![hide("person/ada", Some("gender")), hide("person/bel", None)]).await;
    database.tell(vec![says("courier", "person/eva", json!({ "name": "Eva" }))]).await;
    let seed = Seed([9; 32]);
    for (revision, carried, head) in [(1, 2, 2), (2, 2, 3), (3, 0, 3), (4, 0, 4)] {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("past.db").display());
        let past = Store::open(&url).await.unwrap();
        let made = database
            .store
            .checkout(revision, &past, "owner".to_owned(), Instant::EPOCH, seed)
            .await
            .unwrap();
        assert_eq!((made.revision, made.carried), (revision, carried));
        assert_eq!(past.head().await.unwrap(), head);
        past.verify().await.unwrap();
        let here = database.store.revisions(0, None, revision).await.unwrap();
        assert_eq!(past.revisions(0, None, revision).await.unwrap(), here);
        let bel: Id<Person> = "person/bel".parse().unwrap();
        assert_eq!(past.record(&public(), &bel).await.unwrap(), None);
        assert!(past.record(&editor(), &bel).await.unwrap().is_some());
        past.close().await.unwrap();
        let again = Database::of(&url).await;
        let before = again.rows().await;
        again.store.rebuild().await.unwrap();
        assert_eq!(again.rows().await, before);
        let more = vec![says("courier", "person/fay", json!({ "name": "Fay" }))];
        assert_eq!(again.tell(more).await.revision, Some(head + 1));
        again.store.verify().await.unwrap();
    }
}

#[test]
fn whatever_happened_a_record_by_itself_is_that_of_the_whole_past() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let config = ProptestConfig { cases: 30, failure_persistence: None, ..Default::default() };
    TestRunner::new(config)
        .run(&proptest::collection::vec(step(), 1..12), |steps| {
            runtime.block_on(async {
                let database = Database::in_a_file().await;
                database.ground().await;
                let other = says("herald", "release/other", json!({ "on": "2024-05-05" }));
                database.tell(vec![other]).await;
                let mut shown: HashMap<u64, Vec<String>> = HashMap::new();
                let erases = steps.iter().any(erases);
                for (turn, step) in steps.into_iter().enumerate() {
                    take(&database, turn, step).await;
                    let head = database.store.head().await.unwrap();
                    shown.insert(head, restricted(&database.store).await);
                }
                let head = database.store.head().await.unwrap();
                for known_at in 1..=head {
                    let past = database.store.past(KnownAt::Revision(known_at)).await.unwrap();
                    let mut alone = Vec::new();
                    for (viewer, subject) in each() {
                        alone.push((
                            told(&database.store, Some(&past), &viewer, subject).await,
                            around(&database.store, Some(&past), &viewer, subject).await,
                        ));
                    }
                    assert!(past.made().is_none());
                    let whole = database.store.whole(&past).await.unwrap();
                    whole.verify().await.unwrap();
                    for ((viewer, subject), alone) in each().zip(alone) {
                        let told = told(whole, None, &viewer, subject).await;
                        let around = around(whole, None, &viewer, subject).await;
                        let whole = (told, around);
                        assert_eq!(alone, whole, "{subject} known at {known_at} of {head}");
                    }
                    // Who sees everything was told then what they are told of then today.
                    // But what was erased since: that is nowhere any more.
                    if let Some(then) = shown.get(&known_at).filter(|_| !erases) {
                        let now = restricted(whole).await;
                        assert_eq!(&now, then, "known at {known_at} of {head}");
                    }
                }
            });
            Ok(())
        })
        .unwrap();
}

/// Every subject of a random history, for either audience.
fn each() -> impl Iterator<Item = (Viewer, &'static str)> {
    SUBJECTS.iter().flat_map(|subject| [(public(), *subject), (editor(), *subject)])
}

/// What a viewer is told of a subject, today or as it was known.
async fn told(store: &Store, past: Option<&Arc<Past>>, viewer: &Viewer, subject: &str) -> String {
    let id: RecordId = subject.parse().unwrap();
    with_noun!(id.noun(), N => {
        let id: Id<N> = id.try_into().unwrap();
        let found = match past {
            Some(past) => store.records_at(viewer, past, [id.clone()]).await,
            None => store.records(viewer, [id.clone()]).await,
        };
        format!("{:?}", found.unwrap().remove(&id))
    }, _ => panic!("{subject}"))
}

/// What points to a subject and what contradicts it elsewhere, today or as it was known.
async fn around(store: &Store, past: Option<&Arc<Past>>, viewer: &Viewer, subject: &str) -> String {
    let id = &[subject.parse::<RecordId>().unwrap()];
    let (everything, held, seen, spoken, conflicts) = match past {
        Some(past) => (
            store.pointing_to_at(viewer, past, &id[0]).await.unwrap(),
            store.pointing_at::<Detention>(viewer, past, id, "person").await.unwrap(),
            store.pointing_at::<Detention>(viewer, past, id, "stays.place").await.unwrap(),
            store.pointing_at::<Person>(viewer, past, id, "claims.source").await.unwrap(),
            store.contradictions_at(viewer, past, id).await.unwrap(),
        ),
        None => (
            store.pointing_to(viewer, &id[0]).await.unwrap(),
            store.pointing_here::<Detention>(viewer, id, "person").await.unwrap(),
            store.pointing_here::<Detention>(viewer, id, "stays.place").await.unwrap(),
            store.pointing_here::<Person>(viewer, id, "claims.source").await.unwrap(),
            store.contradictions_with_others(viewer, id).await.unwrap(),
        ),
    };
    let relations = [held, seen, spoken].map(|found| found.get(&id[0]).cloned());
    format!("{everything:?} {relations:?} {:?}", conflicts.get(&id[0]))
}

/// Everything that whoever sees everything is told.
async fn restricted(store: &Store) -> Vec<String> {
    let mut all = Vec::new();
    for subject in SUBJECTS {
        all.push(told(store, None, &editor(), subject).await);
    }
    all
}
