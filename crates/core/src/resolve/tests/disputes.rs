//! When claims cannot all be true, and when that is settled.

use serde_json::json;

use super::{behind, claim, differ, record, sides};
use crate::{DisputeKind, Reason, Record, Release};

fn counts(counts: &[&str]) -> Record<Release> {
    let claims = (1..)
        .zip(counts)
        .map(|(revision, count)| claim(revision, &format!("s{revision}"), json!({"count": count})));
    record(claims.collect())
}

#[test]
fn two_numbers_that_cannot_both_be_true_are_a_dispute() {
    let release = counts(&["123", "120", "123"]);
    let dispute = &release.account.disputes[0];
    assert_eq!((dispute.kind, dispute.settled), (DisputeKind::Values, false));
    assert_eq!(sides(&release, "count"), [("123", vec!["s3", "s1"]), ("120", vec!["s2"])]);
    assert_eq!(behind(&release.account, "count"), ["s3", "s1"]);
    assert_eq!(differ(&release.account, "count"), ["s2"]);
}

#[test]
fn what_precision_allows_is_no_dispute() {
    assert!(counts(&["123", "more than 100", "about 120"]).account.disputes.is_empty());
}

#[test]
fn agreement_is_not_transitive_so_any_two_make_a_dispute() {
    // The last agrees with both of the others, and wins; they do not agree with each other.
    let release = counts(&["100", "120", "between 90 and 130"]);
    assert!(release.account.is_disputed("count"));
    let winner = release.fields.count.unwrap().to_string();
    assert_eq!(winner, "120", "the most precise of those that agree with the newest");
    assert_eq!(sides(&release, "count"), [("120", vec!["s2", "s3"]), ("100", vec!["s1"])]);
}

#[test]
fn three_values_are_three_sides() {
    let release = counts(&["1", "2", "3"]);
    let says: Vec<_> = sides(&release, "count").into_iter().map(|(says, _)| says).collect();
    assert_eq!(says, ["3", "1", "2"], "what the record follows first");
    assert_eq!(release.account.without.len(), 2, "it follows the first already");
}

#[test]
fn a_side_says_what_its_most_precise_member_says() {
    let release = counts(&["more than 50", "between 60 and 70", "40"]);
    assert_eq!(sides(&release, "count")[1].0, "between 60 and 70");
}

#[test]
fn elements_are_disputed_field_by_field() {
    let group = |count: u32, label: &str| {
        json!({"groups": [
            {"key": "to-lithuania", "by": "destination", "count": count, "label": label},
            {"key": "other", "count": 1},
        ]})
    };
    let release = record::<Release>(vec![
        claim(1, "s1", group(9, "the same")),
        claim(2, "s2", group(8, "the same")),
    ]);
    let account = &release.account;
    assert_eq!(sides(&release, "groups.to-lithuania.count").len(), 2);
    for disputed in ["groups.to-lithuania.count", "groups.to-lithuania", "groups"] {
        assert!(account.is_disputed(disputed), "{disputed}");
    }
    for sure in ["groups.to-lithuania.label", "groups.other", "groups.to", "count"] {
        assert!(!account.is_disputed(sure), "{sure}");
    }
}

#[test]
fn what_one_list_holds_and_another_leaves_out_is_no_dispute() {
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"in_exchange_for": ["sanction/a"]})),
        claim(2, "s2", json!({"in_exchange_for": ["sanction/b"]})),
    ]);
    assert_eq!(release.fields.in_exchange_for.len(), 2);
    assert!(release.account.disputes.is_empty());
}

#[test]
fn several_disputes_stand_beside_each_other() {
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"count": 1, "on": "2025-12-13"})),
        claim(2, "s2", json!({"count": 2, "on": "2025-12-14"})),
    ]);
    let fields: Vec<_> = release.account.disputes.iter().map(|d| d.field.as_str()).collect();
    assert_eq!(fields, ["on", "count"]);
    let other = release.account.without.iter().find(|w| w.dispute == 1).unwrap();
    assert_eq!(other.fields.count, Some(1.into()));
    assert_eq!(other.fields.on, release.fields.on, "one dispute is asked at a time");
}

#[test]
fn a_settlement_closes_a_dispute_and_its_claim_speaks() {
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"count": 123})).settling("count", 3),
        claim(2, "s2", json!({"count": 120})),
    ]);
    assert_eq!(release.fields.count, Some(123.into()));
    assert_eq!(release.account.origin("count").reason, Reason::Settled);
    assert!(!release.account.is_disputed("count"));
    assert!(release.account.disputes[0].settled, "it is shown all the same");
    assert!(release.account.without.is_empty());
}

#[test]
fn newer_evidence_opens_a_settled_dispute_again() {
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"count": 123})).settling("count", 3),
        claim(2, "s2", json!({"count": 120})),
        claim(4, "s3", json!({"count": 120})),
    ]);
    assert_eq!(release.fields.count, Some(123.into()), "until the keepers settle it again");
    assert_eq!(release.account.origin("count").reason, Reason::SettledBefore);
    assert!(release.account.is_disputed("count"));
}

#[test]
fn the_latest_settlement_counts() {
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"count": 123})).settling("count", 3),
        claim(2, "s2", json!({"count": 120})).settling("count", 4),
    ]);
    assert_eq!(release.fields.count, Some(120.into()));
}

#[test]
fn a_settlement_by_a_claim_that_speaks_no_longer_settles_nothing() {
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"count": 123})).settling("count", 3).silent_on("count"),
        claim(2, "s2", json!({"count": 120})),
        claim(3, "s3", json!({"count": 121})),
    ]);
    assert!(release.account.is_disputed("count"));
}
