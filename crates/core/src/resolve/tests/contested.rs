//! Questions that the sources do not let the record answer.

use serde_json::json;

use super::{claim, record};
use crate::{
    Answer, CustodyOn, Day, Detention, Heard, Record, Release, Surroundings, custody_on, resolve,
};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A paper has the activist released with many others on the 13th; two days
/// later a monitor has him in prison still.
fn activist() -> (Record<Detention>, Surroundings) {
    let mut around = Surroundings::default();
    around.released_on.insert("release/of-december".parse().unwrap(), day("2025-12-13").into());
    let heard: Vec<Heard<Detention>> = vec![
        claim(
            1,
            "paper",
            json!({"person": "person/piotr-example", "release": "release/of-december"}),
        )
        .published_on("2025-12-13"),
        claim(
            2,
            "monitor",
            json!({
                "person": "person/piotr-example",
                "stays": [{"key": "still-held", "custody": "held", "seen_on": "2025-12-15"}],
            }),
        )
        .published_on("2025-12-15"),
        claim(3, "court", json!({"began_on": "2021-07-14"})),
    ];
    (resolve("detention/one".parse().unwrap(), heard, &around), around)
}

fn custody<'a>(
    detention: &'a Record<Detention>,
    around: &Surroundings,
    on: &str,
) -> Answer<'a, CustodyOn> {
    detention.ask(|fields| custody_on(fields, around, day(on)))
}

#[test]
fn whether_the_activist_was_held_on_the_20th_is_contested_with_both_sides() {
    let (detention, around) = activist();
    let Answer::Contested(sides) = custody(&detention, &around, "2025-12-20") else {
        panic!("nobody knows")
    };
    let told: Vec<_> = sides
        .iter()
        .map(|side| {
            let sources = side.witnesses.iter().map(|witness| witness.source.as_str()).collect();
            (side.answer, side.side.says.as_str(), sources)
        })
        .collect();
    assert_eq!(
        told,
        [
            (CustodyOn::NotHeld, "ended on 2025-12-13", vec!["source/paper"]),
            (CustodyOn::PresumedHeld, "seen held on 2025-12-15", vec!["source/monitor"]),
        ]
    );
}

#[test]
fn it_is_not_contested_where_both_sides_say_the_same() {
    let (detention, around) = activist();
    let answer = |on: &str| custody(&detention, &around, on).settled();
    assert_eq!(answer("2025-12-01"), Some(CustodyOn::Held));
    assert_eq!(answer("2020-01-01"), Some(CustodyOn::NotHeld));
    assert_eq!(answer("2025-12-14"), None);
    assert_eq!(answer("2030-01-01"), None);
}

fn counts(counts: &[u32]) -> Record<Release> {
    let claims = (1..)
        .zip(counts)
        .map(|(revision, count)| claim(revision, &format!("s{revision}"), json!({"count": count})));
    record(claims.collect())
}

#[test]
fn each_of_three_sides_answers_for_itself() {
    let release = counts(&[100, 90, 120]);
    let many = |least: u32| {
        release.ask(move |release| release.count.is_some_and(|count| count >= least.into()))
    };
    let Answer::Contested(sides) = many(100) else { panic!("the sides differ") };
    let told: Vec<_> = sides.iter().map(|side| (side.side.says.as_str(), side.answer)).collect();
    assert_eq!(told, [("120", true), ("100", true), ("90", false)]);
    assert_eq!(many(50), Answer::Settled(true), "whichever of them is right");
    assert_eq!(many(100).each().filter(|yes| **yes).count(), 2);
    assert_eq!(many(50).each().count(), 1);
}

#[test]
fn a_rule_that_does_not_touch_the_dispute_is_not_contested() {
    let release = counts(&[100, 90]);
    assert_eq!(release.ask(|release| release.country), Answer::Settled(None));
}

#[test]
fn a_settled_dispute_contests_nothing() {
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"count": 1})).settling("count", 3),
        claim(2, "s2", json!({"count": 2})),
    ]);
    assert_eq!(release.ask(|release| release.count), Answer::Settled(Some(1.into())));
}

#[test]
fn two_disputes_that_both_matter_give_the_sides_of_both() {
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"count": 1, "on": "2025-12-13"})),
        claim(2, "s2", json!({"count": 2, "on": "2025-12-14"})),
    ]);
    let Answer::Contested(sides) = release.ask(|release| (release.count, release.on)) else {
        panic!("the sides differ")
    };
    let fields: Vec<_> = sides.iter().map(|side| side.dispute.field.as_str()).collect();
    assert_eq!(fields, ["on", "on", "count", "count"]);
}

#[test]
fn what_only_a_mixture_of_two_sides_says_is_nobodys_answer() {
    let both = json!({
        "began_on": "2021",
        "ended_on": "2025-12-13",
        "stays": [{"key": "seen", "custody": "held", "seen_on": "2025-12-15"}],
    });
    let detention = record::<Detention>(vec![claim(1, "paper", both)]);
    let contradicts =
        |detention: &Detention| detention.ended_on.is_some() && !detention.stays.is_empty();
    assert_eq!(detention.ask(contradicts), Answer::Settled(false));
}

#[test]
fn what_a_source_said_before_does_not_come_back_where_its_word_is_not_heard() {
    let said = |revision, source: &str, on: &str| {
        claim::<Release>(revision, source, json!({ "on": on, "count": revision }))
    };
    let spring = "2022-03-01";
    let denied = record(vec![
        said(1, "gazette", spring),
        claim::<Release>(2, "herald", json!({ "on": spring })).denying(),
        said(3, "gazette", spring),
    ]);
    assert_eq!(denied.fields.on, Some(spring.parse().unwrap()));
    assert_eq!(denied.sides().map(|side| side.on).collect::<Vec<_>>(), [None]);
}
