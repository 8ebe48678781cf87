//! Claims on different fields that a rule of the domain keeps apart.

use serde_json::json;

use super::{claim, record, sources};
use crate::{Detention, DisputeKind, Heard, Person};

fn ended() -> Heard<Detention> {
    claim(1, "paper", json!({"ended_on": "2025-12-13", "end_modality": "pardoned"}))
}

fn seen() -> Heard<Detention> {
    claim(
        2,
        "monitor",
        json!({"stays": [{"key": "seen", "custody": "held", "seen_on": "2025-12-15"}]}),
    )
}

#[test]
fn ended_on_the_13th_and_seen_held_on_the_15th_contradict_each_other() {
    let detention = record(vec![ended(), seen()]);
    let [dispute] = detention.account.disputes.as_slice() else { panic!("one dispute") };
    assert_eq!((dispute.kind, dispute.field.as_str()), (DisputeKind::Contradiction, "ended_on"));
    assert_eq!(dispute.rule.as_deref(), Some("ended on 2025-12-13, and seen held on 2025-12-15"));
    let says: Vec<_> = dispute.sides.iter().map(|side| side.says.as_str()).collect();
    assert_eq!(says, ["ended on 2025-12-13", "seen held on 2025-12-15"]);
    let who: Vec<_> =
        dispute.sides.iter().map(|side| sources(&detention.account, &side.claims)).collect();
    assert_eq!(who, [["paper"], ["monitor"]]);
    for disputed in ["ended_on", "end_modality", "stays", "stays.seen", "stays.seen.seen_on"] {
        assert!(detention.account.is_disputed(disputed), "{disputed}");
    }
}

#[test]
fn hearing_one_side_alone_leaves_the_other_out_whole() {
    let detention = record(vec![ended(), seen()]);
    let [first, second] = detention.account.without.as_slice() else { panic!("two sides") };
    assert!(first.fields.stays.is_empty(), "without the monitor there is no such stay");
    assert!(first.fields.ended_on.is_some());
    assert_eq!((second.fields.ended_on, second.fields.end_modality), (None, None));
    assert_eq!(second.fields.stays.len(), 1);
}

#[test]
fn whoever_else_says_that_it_ended_is_on_that_side_too() {
    let later =
        claim::<Detention>(3, "agency", json!({"ended_on": "2025-12-12"})).published_on("2020");
    let detention = record(vec![ended().published_on("2025"), seen(), later]);
    let contradiction = detention
        .account
        .disputes
        .iter()
        .position(|dispute| dispute.kind == DisputeKind::Contradiction)
        .unwrap();
    let held = detention.account.without.iter();
    let held = held.clone().find(|w| w.dispute == contradiction && w.hearing == 1).unwrap();
    assert_eq!(held.fields.ended_on, None, "the 12th contradicts the 15th as the 13th does");
}

/// Seen held on a day, in a stay of its own.
fn held(number: u64, who: &str, on: &str) -> Heard<Detention> {
    let stay = json!({"key": who, "custody": "held", "seen_on": on});
    claim(number, who, json!({"stays": [stay]}))
}

#[test]
fn hearing_who_saw_the_person_held_last_hears_nobody_who_has_it_that_it_ended_before() {
    let ended = |number, who, on: &str| claim(number, who, json!({"ended_on": on}));
    let detention = record(vec![
        ended(1, "paper", "2025-01-10").published_on("2020"),
        held(2, "monitor", "2025-02-01"),
        ended(3, "agency", "2025-03-01").published_on("2025"),
        held(4, "lawyer", "2025-06-01"),
    ]);
    let account = &detention.account;
    let of_the_lawyer = account.disputes.iter().position(|dispute| {
        dispute.sides.iter().any(|side| side.says == "seen held on 2025-06-01")
    });
    let of_the_lawyer = of_the_lawyer.unwrap();
    let heard = account.without.iter().find(|w| w.dispute == of_the_lawyer && w.hearing == 1);
    assert_eq!(heard.unwrap().fields.ended_on, None, "the paper's January is as wrong as March");
}

#[test]
fn whoever_saw_the_person_held_last_is_heard_also_where_the_end_before_is_another_ones() {
    let ended = |number, who, on: &str| claim(number, who, json!({"ended_on": on}));
    let detention = record(vec![
        ended(1, "paper", "2025-01-25").published_on("2025"),
        held(2, "monitor", "2025-02-03"),
        ended(3, "agency", "2025-04-06").published_on("2020"),
        held(4, "lawyer", "2025-06-03"),
    ]);
    assert!(detention.fields.ended_on.is_some());
    let mut heard = detention.account.without.iter().map(|one| &one.fields);
    let held = |one: &Detention| one.ended_on.is_none() && one.stays.len() == 2;
    assert!(heard.any(held), "the lawyer and the monitor, and no end");
}

#[test]
fn whoever_is_right_about_a_day_is_right_against_what_cannot_be_beside_it() {
    let ended = |number, who, on: &str| claim(number, who, json!({"ended_on": on}));
    let detention = record(vec![
        ended(1, "paper", "2025-12-13").published_on("2020"),
        ended(2, "agency", "2026-02-01").published_on("2025"),
        held(3, "monitor", "2026-01-05"),
    ]);
    let of_the_paper = detention
        .account
        .without
        .iter()
        .find(|one| one.fields.ended_on.is_some_and(|on| on.to_string() == "2025-12-13"));
    assert!(of_the_paper.unwrap().fields.stays.is_empty(), "nobody was held after the end");
}

#[test]
fn of_many_who_contradict_an_end_one_dispute_is_told() {
    let detention = record(vec![
        ended(),
        seen(),
        held(3, "lawyer", "2026-01-01"),
        held(4, "family", "2026-02-01"),
    ]);
    assert_eq!(detention.account.disputes.len(), 1, "{:?}", detention.account.disputes);
}

#[test]
fn a_source_may_contradict_itself() {
    let both = json!({
        "ended_on": "2025-12-13",
        "stays": [{"key": "seen", "custody": "held", "seen_on": "2025-12-15"}],
    });
    let detention = record::<Detention>(vec![claim(1, "paper", both)]);
    let [dispute] = detention.account.disputes.as_slice() else { panic!("one dispute") };
    assert_eq!(dispute.sides[0].claims, dispute.sides[1].claims);
    assert_eq!(detention.account.without.len(), 2, "each half can be heard alone");
}

#[test]
fn a_contradiction_is_settled_by_a_claim_of_one_side_and_the_other_falls_silent() {
    let detention = record(vec![ended(), seen().settling("ended_on", 3)]);
    assert_eq!(detention.fields.ended_on, None);
    assert_eq!(detention.fields.stays.len(), 1);
    let [dispute] = detention.account.disputes.as_slice() else { panic!("one dispute") };
    assert!(dispute.settled && !detention.account.is_disputed("stays"));
    assert_eq!(dispute.sides[0].says, "seen held on 2025-12-15");
    assert_eq!(sources(&detention.account, &dispute.sides[1].claims), ["paper"]);

    let other = record(vec![ended().settling("ended_on", 3), seen()]);
    assert!(other.fields.ended_on.is_some() && other.fields.stays.is_empty());
}

#[test]
fn a_contradiction_that_was_settled_opens_again_with_newer_evidence() {
    let newer = claim(4, "agency", json!({"ended_on": "2025-12-13"}));
    let detention = record(vec![ended(), seen().settling("stays.seen", 3), newer]);
    assert!(detention.account.is_disputed("ended_on"));
    assert!(detention.fields.ended_on.is_some());
}

#[test]
fn the_birth_of_one_source_and_the_death_of_another_are_compared() {
    let person = record::<Person>(vec![
        claim(1, "s1", json!({"born_on": "1980"})),
        claim(2, "s2", json!({"died_on": "1979"})),
    ]);
    assert!(person.account.is_disputed("born_on") && person.account.is_disputed("died_on"));
}
