//! A mirror holds what the public may see, and nothing more: its record is the
//! public's to the byte, and it follows what is hidden and erased later.

use detente_core::{Decision, EntryId, Person, Sight};
use detente_storage::{
    Content, Extended, LedgerRevision, Origin, PageStart, SigningKey, Store, StoreError, Viewer,
};
use proptest::{prelude::*, test_runner::TestRunner};
use sea_orm::ConnectionTrait;
use serde_json::json;

use crate::{
    database::{Database, dump, on_lasting_databases},
    rebuilt::{step, take},
    said::{append, contributor, editor, entry, public, says},
};

on_lasting_databases!(
    a_mirror_holds_what_the_public_may_see,
    a_mirror_follows_what_is_shown_and_hidden_and_erased,
    of_a_claim_that_says_more_a_mirror_is_given_an_excerpt,
    what_is_shown_again_is_there_again_whatever_was_merged_meanwhile,
    that_two_are_two_is_taken_back_with_one_of_them,
    a_heading_is_given_with_the_whole_revision_or_not_at_all,
    of_two_that_are_one_a_mirror_is_given_what_is_hidden_of_neither,
    an_editor_may_mirror_all_of_it,
    a_mirror_keeps_the_signatures,
);

pub fn origin() -> Origin {
    Origin { address: "https://record.example/".to_owned(), pinned: None }
}

/// The revisions that a server gives after one, put together from its pages.
pub async fn given(from: &Store, viewer: &Viewer, after: u64, bytes: usize) -> Vec<LedgerRevision> {
    let mut start = PageStart { after, ..PageStart::default() };
    let mut revisions: Vec<LedgerRevision> = Vec::new();
    loop {
        let page = from.ledger_page(viewer, start, 3, bytes).await.unwrap();
        if page.revisions.is_empty() {
            assert_eq!(page.head, start.after, "nothing is left out");
            return revisions;
        }
        assert_ne!(page.next, start, "every page leads on");
        for part in page.revisions {
            match revisions.last_mut().filter(|last| !last.ends) {
                Some(last) => {
                    assert_eq!(last.number, part.number);
                    last.entries.extend(part.entries);
                    last.changed.extend(part.changed);
                    (last.heading, last.signatures, last.ends) =
                        (part.heading, part.signatures, part.ends);
                }
                None => revisions.push(part),
            }
        }
        start = page.next;
    }
}

/// Brings a mirror up to date.
pub async fn visit(mirror: &Store, from: &Store, bytes: usize) -> Extended {
    let revisions = given(from, &public(), mirror.head().await.unwrap(), bytes).await;
    mirror.extend(&origin(), revisions).await.unwrap()
}

/// Every row of the ledger's own tables, as text.
async fn ledger(database: &Database) -> String {
    let by_hand = database.by_hand().await;
    let mut rows = Vec::new();
    for table in ["revision", "entry"] {
        rows.extend(dump(&by_hand, table).await);
    }
    by_hand.close().await.unwrap();
    rows.join("\n")
}

async fn a_mirror_holds_what_the_public_may_see(database: &Database) {
    database.ground().await;
    let told = json!({ "condition": "gravely ill" });
    database.tell(vec![says("courier", "detention/ada", told)]).await;
    let waits = vec![says("courier", "person/cim", json!({ "summary": "unheard of" }))];
    append(&database.store, &contributor(), waits, vec![]).await.unwrap();
    let of = "person/bel".parse().unwrap();
    let what = Sight::Record { subject: of, field: None };
    database.rule(vec![Decision::Hide { what }]).await;

    let mirror = Database::in_a_file().await;
    let taken = visit(&mirror.store, &database.store, 1_000_000).await;
    assert_eq!(taken.head, 4);
    assert_eq!(mirror.public_rows().await, database.public_rows().await);
    let held = ledger(&mirror).await;
    for kept_back in ["gravely ill", "unheard of", "Harbuz", "person/bel", "hide"] {
        assert!(ledger(database).await.contains(kept_back), "{kept_back}");
        assert!(!held.contains(kept_back), "{kept_back}");
    }
    assert!(held.contains("Lantsova"));
    assert_eq!(
        mirror.store.verify().await.unwrap(),
        database.store.verify().await.unwrap(),
        "one chain"
    );
    let verified = mirror.store.verify_whole().await.unwrap();
    assert_eq!((verified.revisions, verified.entries, verified.withheld), (4, 16, 5));
    assert_eq!(
        visit(&mirror.store, &database.store, 1_000_000).await.entries,
        0,
        "no more to take"
    );
    let refused = append(&mirror.store, &editor(), vec![], vec![]).await.unwrap_err();
    assert!(matches!(refused, StoreError::MirrorOf { .. }), "{refused}");
}

async fn a_mirror_follows_what_is_shown_and_hidden_and_erased(database: &Database) {
    database.ground().await;
    let waits = vec![says("courier", "person/cim", json!({ "summary": "unheard of" }))];
    append(&database.store, &contributor(), waits, vec![]).await.unwrap();
    let mirror = Database::in_a_file().await;
    let second = Database::in_a_file().await;
    visit(&mirror.store, &database.store, 500).await;
    visit(&second.store, &mirror.store, 500).await;
    let hides = |id: &str| Decision::Hide {
        what: Sight::Record { subject: id.parse().unwrap(), field: None },
    };
    let shows = |id: &str| Decision::Show {
        what: Sight::Record { subject: id.parse().unwrap(), field: None },
    };
    let ada = EntryId { revision: 1, position: 6 };
    // What is ruled, and what of the words is held then.
    let turns = [
        (Decision::Accept { entries: entry(2, 1) }, "unheard of", true),
        (hides("person/cim"), "unheard of", false),
        (shows("person/cim"), "unheard of", true),
        (Decision::Reject { entries: entry(2, 1) }, "unheard of", false),
        (Decision::Hide { what: Sight::Claims { entries: entry(1, 8) } }, "Żuk", false),
        (Decision::Erase { entry: ada }, "Lantsova", false),
    ];
    for (ruling, words, held) in turns {
        let told = format!("{ruling:?}");
        database.rule(vec![ruling]).await;
        visit(&mirror.store, &database.store, 500).await;
        visit(&second.store, &mirror.store, 500).await;
        for mirror in [&mirror, &second] {
            assert_eq!(ledger(mirror).await.contains(words), held, "{told}");
            assert_eq!(mirror.public_rows().await, database.public_rows().await, "{told}");
            mirror.store.verify_whole().await.unwrap();
        }
    }
    let before = mirror.rows().await;
    mirror.store.rebuild().await.unwrap();
    assert_eq!(mirror.rows().await, before);
}

async fn of_a_claim_that_says_more_a_mirror_is_given_an_excerpt(database: &Database) {
    database.ground().await;
    let told = json!({ "began_on": "2021-02-04", "condition": "gravely ill" });
    database.tell(vec![says("courier", "detention/ada", told)]).await;
    let mirror = Database::in_a_file().await;
    visit(&mirror.store, &database.store, 500).await;
    let same = async || {
        assert_eq!(mirror.public_rows().await, database.public_rows().await);
        mirror.store.verify_whole().await.unwrap().excerpts
    };
    assert_eq!(same().await, 1);
    assert!(!ledger(&mirror).await.contains("gravely"));
    let subject: detente_core::RecordId = "detention/ada".parse().unwrap();
    let field =
        |name: &str| Sight::Record { subject: subject.clone(), field: Some(name.to_owned()) };
    database.rule(vec![Decision::Hide { what: field("charges") }]).await;
    visit(&mirror.store, &database.store, 500).await;
    assert_eq!(same().await, 2, "it held the whole, and holds no more than it may");
    assert!(!ledger(&mirror).await.contains("342"));
    database.rule(vec![Decision::Show { what: field("condition") }]).await;
    database.rule(vec![Decision::Show { what: field("charges") }]).await;
    visit(&mirror.store, &database.store, 500).await;
    assert_eq!(same().await, 0);
    assert!(ledger(&mirror).await.contains("gravely"));

    // What is said to be an excerpt of what is held must be one.
    database.rule(vec![Decision::Hide { what: field("charges") }]).await;
    let head = mirror.store.head().await.unwrap();
    let mut revisions = given(&database.store, &public(), head, 1_000_000).await;
    let excerpt = revisions[0].changed.iter_mut().find_map(|entry| match &mut entry.content {
        Content::Excerpt(body) => Some(body),
        _ => None,
    });
    let body = excerpt.unwrap();
    *body = body.replace("2021-02-03", "2021-02-05");
    let refused = mirror.store.extend(&origin(), revisions).await.unwrap_err();
    assert!(refused.to_string().contains("no part of what it says"), "{refused}");
    assert_eq!(mirror.store.head().await.unwrap(), head);
}

async fn of_two_that_are_one_a_mirror_is_given_what_is_hidden_of_neither(database: &Database) {
    database.ground().await;
    let born = |day: &str| json!({ "born_on": day });
    database
        .tell(vec![
            says("herald", "person/eva", born("1990-01-02")),
            says("courier", "detention/ada", json!({ "person": "person/eva" })),
        ])
        .await;
    let (eva, bel) = ("person/eva".parse().unwrap(), "person/bel".parse().unwrap());
    let (mirror, second) = (Database::in_a_file().await, Database::in_a_file().await);
    let born_on = |subject: &str| Sight::Record {
        subject: subject.parse().unwrap(),
        field: Some("born_on".to_owned()),
    };
    let more = says("courier", "person/eva", json!({ "gender": "female" }));
    // What is ruled or said, whom the public finds under the name that went, and
    // whether it reads the day.
    let turns = [
        (vec![Decision::Merge { subject: eva, into: bel }], None, Some("person/bel"), true),
        // All that is said of her under that name is hidden of the other.
        (vec![Decision::Hide { what: born_on("person/bel") }], None, None, false),
        (vec![], Some(more), Some("person/bel"), false),
        (vec![Decision::Show { what: born_on("person/bel") }], None, Some("person/bel"), true),
        (vec![Decision::Hide { what: born_on("person/eva") }], None, Some("person/bel"), false),
    ];
    for (rulings, said, home, read) in turns {
        let told = format!("{rulings:?} {said:?}");
        append(&database.store, &editor(), said.into_iter().collect(), rulings).await.unwrap();
        visit(&mirror.store, &database.store, 500).await;
        visit(&second.store, &mirror.store, 500).await;
        for held in [database, &mirror, &second] {
            let found = held.record::<Person>(&public(), "eva").await;
            let found = found.as_ref().map(|record| (record.id.as_str(), &record.fields.born_on));
            assert_eq!(found.map(|(id, _)| id), home, "{told}");
            assert_eq!(found.is_some_and(|(_, born_on)| born_on.is_some()), read, "{told}");
            assert_eq!(held.public_rows().await, database.public_rows().await, "{told}");
            held.store.verify_whole().await.unwrap();
        }
        assert_eq!(ledger(&mirror).await.contains("1990-01-02"), read, "{told}");
    }
}

async fn what_is_shown_again_is_there_again_whatever_was_merged_meanwhile(database: &Database) {
    database.ground().await;
    let sight = |id: &str| Sight::Record { subject: id.parse().unwrap(), field: None };
    let hide = || Decision::Hide { what: sight("person/ada") };
    let show = || Decision::Show { what: sight("person/ada") };
    let merge = || Decision::Merge {
        subject: "person/ada".parse().unwrap(),
        into: "person/bel".parse().unwrap(),
    };
    let part = Decision::Part {
        subject: "person/ada".parse().unwrap(),
        from: "person/bel".parse().unwrap(),
    };
    let mirror = Database::in_a_file().await;
    database.rule(vec![merge()]).await;
    let whole = database.public_rows().await;
    for ruled in [hide(), show(), part, hide(), merge(), show()] {
        database.rule(vec![ruled]).await;
        visit(&mirror.store, &database.store, 1_000_000).await;
        assert_eq!(mirror.public_rows().await, database.public_rows().await);
        database.store.verify_whole().await.unwrap();
    }
    assert_eq!(database.public_rows().await, whole);
}

async fn that_two_are_two_is_taken_back_with_one_of_them(database: &Database) {
    database.ground().await;
    let (ada, bel) = ("person/ada".parse().unwrap(), "person/bel".parse().unwrap());
    database.rule(vec![Decision::Part { subject: bel, from: ada }]).await;
    let mirror = Database::in_a_file().await;
    visit(&mirror.store, &database.store, 1_000_000).await;
    let what = Sight::Record { subject: "person/ada".parse().unwrap(), field: None };
    database.rule(vec![Decision::Hide { what }]).await;
    visit(&mirror.store, &database.store, 1_000_000).await;
    let late = Database::in_a_file().await;
    visit(&late.store, &database.store, 1_000_000).await;
    assert_eq!(ledger(&mirror).await, ledger(&late).await);
}

async fn a_heading_is_given_with_the_whole_revision_or_not_at_all(database: &Database) {
    database.ground().await;
    let all = given(&database.store, &public(), 0, 300).await;
    assert!(matches!(all[0].heading.content, Content::Whole { .. }));
    let what = Sight::Claims { entries: entry(1, 7) };
    database.rule(vec![Decision::Hide { what: what.clone() }]).await;
    let heading = |revisions: &[LedgerRevision], at: usize| {
        matches!(revisions[at].heading.content, Content::Whole { .. })
    };
    let all = given(&database.store, &public(), 0, 300).await;
    assert_eq!((heading(&all, 0), heading(&all, 1)), (false, false));
    database.rule(vec![Decision::Show { what }]).await;
    let all = given(&database.store, &public(), 0, 300).await;
    assert_eq!((heading(&all, 0), heading(&all, 1), heading(&all, 2)), (true, false, true));
}

async fn an_editor_may_mirror_all_of_it(database: &Database) {
    database.ground().await;
    let told = json!({ "began_on": "2021-02-04", "condition": "gravely ill" });
    database.tell(vec![says("courier", "detention/ada", told)]).await;
    let waits = vec![says("courier", "person/cim", json!({ "summary": "unheard of" }))];
    append(&database.store, &contributor(), waits, vec![]).await.unwrap();
    let mirror = Database::in_a_file().await;
    for erases in [true, false] {
        let head = mirror.store.head().await.unwrap();
        let revisions = given(&database.store, &editor(), head, 400).await;
        mirror.store.extend(&origin(), revisions).await.unwrap();
        assert_eq!(mirror.public_rows().await, database.public_rows().await);
        mirror.store.verify_whole().await.unwrap();
        let entry = EntryId { revision: 2, position: 1 };
        if erases {
            database.rule(vec![Decision::Erase { entry }]).await;
        }
    }
    assert!(!ledger(&mirror).await.contains("gravely"), "it follows erasures");
}

async fn a_mirror_keeps_the_signatures(database: &Database) {
    let key = || SigningKey::of_seed(&[7; 32]).unwrap();
    database.ground().await;
    let store = Store::open(&database.url).await.unwrap().signed_by(key());
    assert_eq!((store.sign().await.unwrap(), store.sign().await.unwrap()), (1, 0));
    append(&store, &editor(), vec![says("herald", "place/a", json!({ "name": "A" }))], vec![])
        .await
        .unwrap();
    assert_eq!(store.verify_whole().await.unwrap().signatures, 2);
    let mirror = Database::in_a_file().await;
    let other =
        Origin { pinned: Some(SigningKey::of_seed(&[8; 32]).unwrap().public()), ..origin() };
    let revisions = given(&store, &public(), 0, 1000).await;
    let refused = mirror.store.extend(&other, revisions.clone()).await.unwrap_err();
    assert!(refused.to_string().contains("not signed by the pinned key"), "{refused}");
    assert_eq!(mirror.store.head().await.unwrap(), 0);
    let pinned = Origin { pinned: Some(key().public()), ..origin() };
    let mut forged = revisions.clone();
    forged[1].signatures[0].signature.replace_range(0..1, "x");
    assert!(mirror.store.extend(&pinned, forged).await.is_err());
    mirror.store.extend(&pinned, revisions).await.unwrap();
    assert_eq!(mirror.store.mirror_of().await.unwrap(), Some(pinned));
    // Also where there is nothing to take: what is held is not signed by that key.
    let refused = mirror.store.extend(&other, Vec::new()).await.unwrap_err();
    assert!(refused.to_string().contains("not signed by the pinned key"), "{refused}");
    assert_eq!(mirror.store.verify_whole().await.unwrap().signatures, 2);
    let by_hand = mirror.by_hand().await;
    let flip = "update signature set signature = replace(signature, '1', '2') where revision = 1";
    by_hand.execute_unprepared(flip).await.unwrap();
    let found = mirror.store.verify_whole().await.unwrap_err();
    assert!(matches!(found, StoreError::Broken { revision: 1, .. }), "{found}");
    store.close().await.unwrap();
}

#[test]
fn whatever_happened_the_mirror_says_what_the_public_is_told() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let config = ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() };
    let history = proptest::collection::vec((step(), prop::bool::weighted(0.3)), 1..16);
    TestRunner::new(config)
        .run(
            &(history, prop_oneof![Just(1_usize), Just(700), Just(1_000_000)]),
            |(steps, bytes)| {
                runtime.block_on(async {
                    let database = Database::in_a_file().await;
                    database.ground().await;
                    let other = says("herald", "release/other", json!({ "on": "2024-05-05" }));
                    database.tell(vec![other]).await;
                    let (mirror, second) =
                        (Database::in_a_file().await, Database::in_a_file().await);
                    let last = steps.len() - 1;
                    for (turn, (step, visits)) in steps.into_iter().enumerate() {
                        take(&database, turn, step).await;
                        if visits || turn == last {
                            visit(&mirror.store, &database.store, bytes).await;
                            assert_eq!(mirror.public_rows().await, database.public_rows().await);
                        }
                    }
                    database.store.verify_whole().await.unwrap();
                    mirror.store.verify_whole().await.unwrap();
                    let before = mirror.rows().await;
                    mirror.store.rebuild().await.unwrap();
                    assert_eq!(mirror.rows().await, before);
                    visit(&second.store, &mirror.store, bytes).await;
                    assert_eq!(second.public_rows().await, database.public_rows().await);
                    // Whoever comes late is given what those are left with who came often.
                    let late = Database::in_a_file().await;
                    visit(&late.store, &database.store, bytes).await;
                    let (late, kept) = (ledger(&late).await, ledger(&mirror).await);
                    let other = late.lines().zip(kept.lines()).find(|(late, kept)| late != kept);
                    assert_eq!(other, None);
                });
                Ok(())
            },
        )
        .unwrap();
}
