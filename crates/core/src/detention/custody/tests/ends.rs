//! Ends that other words tell of: a death, and times at liberty in between.

use super::*;
use crate::Noun as _;

/// With whoever was held, who died.
fn dead(on: &str) -> Surroundings {
    let mut around = around();
    around.died_on.insert("person/ada".parse().unwrap(), on.parse().unwrap());
    around
}

fn rules(fields: Json) -> Vec<(DomainRule, String)> {
    let found = detention(fields).contradictions(&around());
    found.into_iter().map(|found| (found.breaks, found.rule)).collect()
}

#[test]
fn the_dead_are_not_held() {
    let held = detention(json!({"person": "person/ada", "began_on": "2021-01-01"}));
    let on = |around: &Surroundings, on: &str| custody_on(&held, around, day(on));
    assert_eq!(on(&dead("2021-06-01"), "2021-05-31"), PresumedHeld);
    assert_eq!(on(&dead("2021-06-01"), "2021-06-01"), NotHeld);
    assert_eq!(on(&dead("2021-06-01"), "2022-04-01"), NotHeld);
    assert_eq!(on(&dead("2021"), "2021-07-01"), PossiblyHeld, "within the year nobody knows");
    assert_eq!(on(&dead("2021"), "2021-12-31"), NotHeld);
    let days = days_held(&held, &dead("2021-06-01"), day("2022-04-01"));
    assert_eq!((days.least, days.most), (1, Some(151)));
    let another = detention(json!({"person": "person/bel", "began_on": "2021-01-01"}));
    assert_eq!(custody_on(&another, &dead("2021-06-01"), day("2022-04-01")), PresumedHeld);
}

#[test]
fn a_death_that_a_stay_tells_of_ends_custody() {
    let stays = json!([{"key": "end", "custody": "died_in_custody", "since": "2022-01-01"}]);
    on(
        json!({"began_on": "2021-01-01", "stays": stays}),
        &[("2021-12-31", PresumedHeld), ("2022-01-01", NotHeld), ("2022-03-01", NotHeld)],
    );
}

#[test]
fn a_death_in_custody_contradicts_whatever_came_after_it() {
    let died = json!({"key": "end", "custody": "died_in_custody", "since": "2022-01-01"});
    let seen = json!({"key": "seen", "custody": "held", "seen_on": "2022-02-01"});
    let told = |stays: Json, ended: Json| {
        rules(json!({"began_on": "2021-01-01", "stays": stays, "ended_on": ended}))
    };
    let says = "died in custody on 2022-01-01, and".to_owned();
    assert_eq!(
        told(json!([died, seen]), Json::Null),
        [(DomainRule::DiedAgainstLater, format!("{says} seen held on 2022-02-01"))]
    );
    assert_eq!(
        told(json!([died]), json!("2022-06-01")),
        [(DomainRule::DiedAgainstLater, format!("{says} ended on 2022-06-01"))]
    );
    assert_eq!(told(json!([died]), json!("2022-01-01")), []);
    assert_eq!(told(json!([died]), json!("2022")), [], "it may have been on that day");
}

#[test]
fn a_time_at_liberty_contradicts_who_was_seen_held_in_the_midst_of_it() {
    let free = |until: Json| json!({"key": "free", "custody": "released", "since": "2022-07-01", "until": until});
    let seen = |on: &str| json!({"key": "seen", "custody": "held", "seen_on": on});
    let told =
        |free: Json, seen: Json| rules(json!({"began_on": "2021-01-01", "stays": [free, seen]}));
    assert_eq!(
        told(free(json!("2022-12-31")), seen("2022-09-01")),
        [(
            DomainRule::ReleasedStillHeld,
            "at liberty from 2022-07-01 to 2022-12-31, and seen held on 2022-09-01".to_owned()
        )]
    );
    assert_eq!(told(free(json!("2022-12-31")), seen("2023-01-01")), []);
    assert_eq!(told(free(json!("2022-12-31")), seen("2022")), []);
    assert_eq!(told(free(Json::Null), seen("2022-09-01")), [], "taken again, perhaps");
}

#[test]
fn who_was_seen_held_and_free_on_one_day_may_have_been_either_when_it_ended() {
    let stays = json!([
        {"key": "a", "custody": "held", "seen_on": "2022-09-01"},
        {"key": "b", "custody": "released", "seen_on": "2022-09-01"},
    ]);
    on(json!({"began_on": "2021-01-01", "stays": stays}), &[("2022-09-01", PossiblyHeld)]);
}

#[test]
fn the_day_of_the_release_and_another_end_contradict_each_other() {
    let told = |ended: &str| rules(json!({"ended_on": ended, "release": "release/december"}));
    assert_eq!(
        told("2026-01-02"),
        [(
            DomainRule::ReleasedStillHeld,
            "ended on 2026-01-02, and released on 2025-12-13".to_owned()
        )]
    );
    assert_eq!(
        told("2025-11"),
        [(DomainRule::HeldAfterTheEnd, "ended on 2025-11, and released on 2025-12-13".to_owned())]
    );
    for agrees in ["2025-12-13", "2025-12", "2025", "2025-12-12~"] {
        assert_eq!(told(agrees), [], "{agrees}");
    }
}

#[test]
fn everyone_who_saw_the_person_held_after_the_end_contradicts_it() {
    let seen = |key: &str, on: &str| json!({"key": key, "seen_on": on});
    let stays = json!([seen("a", "2022-02-01"), seen("b", "2022-06-01")]);
    let told = rules(json!({"ended_on": "2022-01-10", "stays": stays}));
    // The latest first: of those who contradict one end, the first is told.
    let told: Vec<_> = told.iter().map(|(_, rule)| rule.as_str()).collect();
    assert_eq!(
        told,
        [
            "ended on 2022-01-10, and seen held on 2022-06-01",
            "ended on 2022-01-10, and seen held on 2022-02-01"
        ]
    );
}
