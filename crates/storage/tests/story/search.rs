//! Anyone is found by any spelling, and nobody by what is kept from who asks.

use detente_core::{
    Decision, RecordId, Sight,
    names::{Bearer, Particulars, THRESHOLD},
};
use detente_storage::{Cursor, Hit, Hits, Screened, Viewer, Window};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use crate::{
    database::{Database, on_every_database},
    said::{append, contributor, editor, entry, public, says},
};

on_every_database!(
    a_person_is_found_in_every_spelling,
    a_name_is_found_before_it_is_typed_out_and_when_it_is_mistyped,
    every_noun_is_found_by_what_it_is_called,
    a_side_of_a_dispute_is_found_too,
    a_hidden_name_is_found_by_nobody_who_may_not_see_it,
    what_waits_is_not_found,
    a_merged_record_is_found_under_its_home,
    answers_come_page_by_page_from_both_ends,
    a_text_that_is_no_name_finds_nothing,
    people_are_screened_in_batches,
);

const ALL: Window = Window { after: None, before: None, limit: 100, last: false };

impl Database {
    async fn found(&self, viewer: &Viewer, text: &str, nouns: &[&str]) -> Vec<Hit> {
        self.store.search(viewer, text, nouns, &ALL).await.unwrap().rows
    }

    async fn first(&self, text: &str) -> String {
        let found = self.found(&public(), text, &[]).await;
        found.first().map_or_else(|| "nothing".to_owned(), |hit| hit.id.to_string())
    }

    /// Three people whom nobody has heard of.
    async fn people(&self) {
        self.ground().await;
        let named = |slug: &str, name: &str, names: Value| {
            says("herald", &format!("person/{slug}"), json!({ "name": name, "names": names }))
        };
        let others = json!([{ "key": "latin", "text": "Yauhen Vydumanski" }]);
        self.tell(vec![
            named("vyd", "Яўген Выдуманскі", others),
            named("niby", "Таццяна Нібылава", json!([])),
            named("vyd-2", "Сяргей Выдуманскі", json!([])),
        ])
        .await;
    }
}

fn hide(subject: &str, field: Option<&str>) -> Decision {
    let field = field.map(ToOwned::to_owned);
    Decision::Hide { what: Sight::Record { subject: subject.parse().unwrap(), field } }
}

async fn a_person_is_found_in_every_spelling(database: &Database) {
    database.people().await;
    for text in [
        "Яўген Выдуманскі",
        "ВЫДУМАНСКІ Яўген",
        "Евгений Выдуманский",
        "Євген Видуманський",
        "Yauhen Vydumanski",
        "Evgeny Vydumansky",
        "Yevgeniy Vydumanskiy",
        "Jauhien Vydumanski",
        "Jewgeni Wydumanski",
    ] {
        assert_eq!(database.first(text).await, "person/vyd", "{text}");
    }
    for text in ["Tatsiana Nibylava", "Татьяна Нибылова", "Nibyłava", "Nibylova, Tatiana"]
    {
        assert_eq!(database.first(text).await, "person/niby", "{text}");
    }
    let hit = &database.found(&public(), "Yauhen Vydumanski", &["person"]).await[0];
    assert_eq!(hit.name, "Yauhen Vydumanski");
    let marked: Vec<&str> = hit.highlights.iter().map(|place| &hit.name[place.clone()]).collect();
    assert_eq!(marked, ["Yauhen", "Vydumanski"]);
}

async fn a_name_is_found_before_it_is_typed_out_and_when_it_is_mistyped(database: &Database) {
    database.people().await;
    for text in ["Nibyl", "Tatsiana Ni", "Нібы", "Nibylvaa Tatsiana", "Tatsiana Nibylawz"] {
        assert_eq!(database.first(text).await, "person/niby", "{text}");
    }
    for text in ["Yauhen Vyd", "Yauhen Vydumaski", "Yauhen Vyudmanski", "Yahuen Vydumanski"] {
        assert_eq!(database.first(text).await, "person/vyd", "{text}");
    }
}

async fn every_noun_is_found_by_what_it_is_called(database: &Database) {
    database.people().await;
    database
        .tell(vec![
            says("herald", "organization/choir", json!({ "name": "Choir of the Old Tower" })),
            says("herald", "statement/one", json!({ "text": "We shall sing at dawn." })),
            says("herald", "event/song", json!({ "title": "A song at the bridge" })),
            says("herald", "agreement/deal", json!({ "title": "The accord of the bridge" })),
            says("herald", "indicator/held", json!({ "metric": "lamplighters held" })),
        ])
        .await;
    for (text, id) in [
        ("Herald", "source/herald"),
        ("colony", "place/colony"),
        ("choir tower", "organization/choir"),
        ("sing at dawn", "statement/one"),
        ("song bridge", "event/song"),
        ("accord", "agreement/deal"),
        ("lamplight", "indicator/held"),
    ] {
        assert_eq!(database.first(text).await, id, "{text}");
    }
    let found = database.found(&public(), "bridge", &[]).await;
    let mut ids: Vec<&str> = found.iter().map(|hit| hit.id.as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["agreement/deal", "event/song"]);
    let found = database.found(&public(), "bridge", &["event", "person"]).await;
    assert_eq!(found.iter().map(|hit| hit.id.as_str()).collect::<Vec<_>>(), ["event/song"]);
}

async fn a_side_of_a_dispute_is_found_too(database: &Database) {
    database.people().await;
    let said = says("courier", "person/niby", json!({ "name": "Zuzana Prydumka" }));
    database.tell(vec![said]).await;
    for text in ["Zuzana Prydumka", "Tatsiana Nibylava"] {
        assert_eq!(database.first(text).await, "person/niby", "{text}");
    }
}

async fn a_hidden_name_is_found_by_nobody_who_may_not_see_it(database: &Database) {
    database.people().await;
    let asked = ["Nibylava", "Tatsiana Nibylava", "Tatsiana", "Nibyl", "Vydumanski"];
    let learnt = async || {
        let mut learnt = Vec::new();
        for text in asked {
            learnt.push(database.found(&public(), text, &[]).await);
        }
        learnt
    };
    let bare = says("herald", "person/bare", json!({ "gender": "male" }));
    database.tell(vec![bare]).await;
    let before = learnt().await;
    // A name that only the restricted audience sees changes no public answer.
    database.rule(vec![hide("person/bare", Some("name"))]).await;
    database
        .tell(vec![says("herald", "person/bare", json!({ "name": "Nibylava Tatsiana" }))])
        .await;
    assert_eq!(learnt().await, before);
    let known = database.found(&editor(), "Tatsiana Nibylava", &["person"]).await;
    let known: Vec<&str> = known.iter().take(2).map(|hit| hit.id.as_str()).collect();
    assert_eq!(known.len(), 2);
    assert!(known.contains(&"person/bare") && known.contains(&"person/niby"));
    // One that was public until now is found no more.
    database.rule(vec![hide("person/niby", None)]).await;
    assert!(database.found(&public(), "Tatsiana Nibylava", &["person"]).await.is_empty());
    assert_eq!(database.found(&editor(), "Tatsiana Nibylava", &["person"]).await.len(), 2);
}

async fn what_waits_is_not_found(database: &Database) {
    database.people().await;
    let waits = says("herald", "person/waits", json!({ "name": "Oddny Waitling" }));
    let added = append(&database.store, &contributor(), vec![waits], vec![]).await.unwrap();
    for viewer in [public(), editor()] {
        assert!(database.found(&viewer, "Oddny Waitling", &[]).await.is_empty());
    }
    let entries = entry(added.revision.unwrap(), 1);
    database.rule(vec![Decision::Accept { entries }]).await;
    assert_eq!(database.first("Oddny Waitling").await, "person/waits");
}

async fn a_merged_record_is_found_under_its_home(database: &Database) {
    database.people().await;
    let id = |text: &str| -> RecordId { text.parse().unwrap() };
    let merge = Decision::Merge { subject: id("person/vyd-2"), into: id("person/niby") };
    database.rule(vec![merge]).await;
    let found = database.found(&public(), "Siarhei Vydumanski", &["person"]).await;
    assert_eq!(found[0].id.as_str(), "person/niby");
    assert!(found.iter().all(|hit| hit.id.as_str() != "person/vyd-2"));
    let part = Decision::Part { subject: id("person/vyd-2"), from: id("person/niby") };
    database.rule(vec![part]).await;
    assert_eq!(database.first("Siarhei Vydumanski").await, "person/vyd-2");
}

async fn answers_come_page_by_page_from_both_ends(database: &Database) {
    database.ground().await;
    let person = |at: usize| {
        let name = format!("Kanstantsin Vydumka{}", ["", "", "u", "ski", "vich"][at % 5]);
        says("herald", &format!("person/k-{at:02}"), json!({ "name": name }))
    };
    database.tell((0..23).map(person).collect()).await;
    let whole = database.found(&public(), "Kanstantsin Vydumka", &["person"]).await;
    assert!(whole.len() >= 10, "{}", whole.len());
    for last in [false, true] {
        let (mut walked, mut at): (Vec<Hit>, Option<Cursor>) = (Vec::new(), None);
        loop {
            let (after, before) = if last { (None, at) } else { (at, None) };
            let window = Window { after, before, limit: 4, last };
            let asked = ("Kanstantsin Vydumka", &["person"][..]);
            let page = database.store.search(&public(), asked.0, asked.1, &window).await.unwrap();
            let Hits { rows, more_before, more_after } = page;
            let edge = if last { rows.first() } else { rows.last() };
            at = edge.map(|hit| hit.cursor.to_string().parse().unwrap());
            if last {
                walked.splice(0..0, rows);
            } else {
                walked.extend(rows);
            }
            if !(if last { more_before } else { more_after }) {
                break;
            }
        }
        assert_eq!(walked, whole);
    }
}

async fn a_text_that_is_no_name_finds_nothing(database: &Database) {
    database.people().await;
    let long = "Нібылава".repeat(1250);
    let marks = "a".to_owned() + &"\u{301}".repeat(5000);
    for text in ["", "   ", "%", "_", "'; drop table person; --", "🙂🙂", "…", "()", "'"] {
        assert!(database.found(&public(), text, &[]).await.is_empty(), "{text}");
    }
    for text in [long.as_str(), marks.as_str(), "שלום", "王小明", "Ni%", "N_bylava"] {
        let _ = database.found(&public(), text, &[]).await;
    }
    assert!(database.found(&public(), "Nibylava", &["detention"]).await.is_empty());
    assert!(database.found(&public(), "Nibylava", &["no noun"]).await.is_empty());
}

async fn people_are_screened_in_batches(database: &Database) {
    database.people().await;
    database.tell(vec![says("courier", "person/vyd", json!({ "born_on": "1980-05-06" }))]).await;
    let asked = |name: &str, born_on: Option<&str>| Screened {
        name: name.to_owned(),
        bearer: Bearer::Person,
        particulars: Particulars {
            born_on: born_on.map(|day| day.parse().unwrap()),
            ..Particulars::default()
        },
    };
    let screened = [
        asked("Evgeny Vydumansky", None),
        asked("Yauhen Vydumanski", Some("1980-05-06")),
        asked("Vydumanski", None),
        asked("Tatyana Nibylova", None),
        asked("Nobody Atall", None),
        asked("", None),
    ];
    let before = database.store.statements();
    let matches = database.store.matches(&public(), &screened, THRESHOLD, 3).await.unwrap();
    assert!(database.store.statements() - before <= 3, "few statements for all of them");
    let ids: Vec<Vec<&str>> = matches
        .iter()
        .map(|matches| matches.iter().map(|found| found.id.as_str()).collect())
        .collect();
    let none: Vec<&str> = Vec::new();
    let vyd = vec!["person/vyd"];
    assert_eq!(ids[0], vyd);
    assert_eq!(ids[1], vyd);
    assert_eq!(ids[2], none, "a surname alone is no match");
    assert_eq!(ids[3], ["person/niby"]);
    assert_eq!((&ids[4], &ids[5]), (&none, &none));
    assert!(matches[1][0].comparison.score >= matches[0][0].comparison.score);
    assert_eq!(matches[1][0].name, "Yauhen Vydumanski");
    database.rule(vec![hide("person/niby", None)]).await;
    let matches = database.store.matches(&public(), &screened, THRESHOLD, 3).await.unwrap();
    assert!(matches[3].is_empty(), "the public is told of nobody who is hidden");
}

mod lasting {
    use super::a_key_put_in_or_taken_away_is_noticed_and_made_good;

    crate::database::on_lasting_databases!(a_key_put_in_or_taken_away_is_noticed_and_made_good);
}

async fn a_key_put_in_or_taken_away_is_noticed_and_made_good(database: &Database) {
    database.people().await;
    let by_hand = database.by_hand().await;
    for wrong in [
        "delete from name_key where id = 'person/niby'",
        "insert into name_key (key, id, audience, sounds) values ('XYZ', 'person/niby', 'everyone', 'xyz')",
        "update name_key set sounds = 'xyz' where id = 'person/niby'",
        "update name_key set audience = 'restricted' where id = 'person/niby'",
    ] {
        database.store.verify_whole().await.unwrap();
        by_hand.execute_unprepared(wrong).await.unwrap();
        let error = database.store.verify_whole().await.unwrap_err().to_string();
        assert!(error.contains("person"), "{error}");
        database.store.rebuild().await.unwrap();
    }
    database.store.verify_whole().await.unwrap();
    assert_eq!(database.first("Tatsiana Nibylava").await, "person/niby");
}
