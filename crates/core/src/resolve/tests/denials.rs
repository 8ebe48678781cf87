//! Claims that say that something is untrue.

use serde_json::json;

use super::{behind, claim, differ, record, sides};
use crate::{DisputeKind, Release};

#[test]
fn a_denial_disputes_what_it_denies_and_states_nothing() {
    let alone = record::<Release>(vec![claim(1, "s1", json!({"count": 52})).denying()]);
    assert_eq!(alone.fields, Release::default());
    assert_eq!(alone.account.witnesses.len(), 1, "and yet it speaks on the record");
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"count": 52})),
        claim(2, "s2", json!({"count": 52})).denying(),
    ]);
    assert_eq!(release.fields.count, Some(52.into()));
    assert_eq!(release.account.disputes[0].kind, DisputeKind::Denial);
    assert_eq!(sides(&release, "count"), [("52", vec!["s1"]), ("not 52", vec!["s2"])]);
    assert_eq!(differ(&release.account, "count"), ["s2"]);
    assert_eq!(release.account.without[0].fields.count, None);
}

#[test]
fn to_deny_one_value_is_not_to_deny_another() {
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"count": 52})),
        claim(2, "s2", json!({"count": 53})).denying(),
    ]);
    assert!(release.account.disputes.is_empty());
}

#[test]
fn to_deny_a_month_is_to_deny_its_days_and_not_the_other_way_round() {
    let on = |stated: &str, denied: &str| {
        record::<Release>(vec![
            claim(1, "s1", json!({"on": stated})),
            claim(2, "s2", json!({"on": denied})).denying(),
        ])
    };
    assert!(on("2025-12-13", "2025-12").account.is_disputed("on"));
    assert!(!on("2025-12", "2025-12-13").account.is_disputed("on"));
}

#[test]
fn an_element_of_a_list_can_be_denied() {
    let linked = json!({"in_exchange_for": ["sanction/relief"]});
    let release = record::<Release>(vec![
        claim(1, "ministry", linked.clone()),
        claim(2, "president", linked).denying(),
    ]);
    let path = "in_exchange_for.sanction/relief";
    assert_eq!(release.fields.in_exchange_for.len(), 1);
    assert!(release.account.is_disputed(path) && release.account.is_disputed("in_exchange_for"));
    assert_eq!(
        sides(&release, path),
        [("sanction/relief", vec!["ministry"]), ("not sanction/relief", vec!["president"])]
    );
    assert!(release.account.without[0].fields.in_exchange_for.is_empty());
}

#[test]
fn a_field_of_an_element_can_be_denied_and_the_element_stands() {
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"groups": [{"key": "women", "count": 9, "label": "women"}]})),
        claim(2, "s2", json!({"groups": [{"key": "women", "count": 9}]})).denying(),
    ]);
    assert_eq!(release.fields.groups.len(), 1);
    assert_eq!(behind(&release.account, "groups.women.label"), ["s1"]);
    assert_eq!(differ(&release.account, "groups.women"), [""; 0]);
    assert!(release.account.is_disputed("groups.women.count"));
    assert!(!release.account.is_disputed("groups.women.label"));
}

#[test]
fn a_whole_element_is_denied_by_its_key_alone() {
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"groups": [{"key": "women", "count": 9}]})),
        claim(2, "s2", json!({"groups": [{"key": "women"}]})).denying(),
    ]);
    assert_eq!(sides(&release, "groups.women")[1].0, "not women");
    assert!(release.account.is_disputed("groups.women.count"), "with all that stands in it");
    assert!(release.account.without[0].fields.groups.is_empty());
}

#[test]
fn every_claim_that_is_denied_is_disputed_and_not_the_winner_alone() {
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"count": 52})),
        claim(2, "s2", json!({"count": 53})),
        claim(3, "s3", json!({"count": 52})).denying(),
    ]);
    let kinds: Vec<_> = release.account.disputes.iter().map(|dispute| dispute.kind).collect();
    assert_eq!(kinds, [DisputeKind::Values, DisputeKind::Denial]);
    assert_eq!(differ(&release.account, "count"), ["s1"], "the denial is not of the winner");
}

#[test]
fn on_the_13th_and_not_on_the_12th_is_one_voice_saying_two_things() {
    let stated = claim::<Release>(1, "s1", json!({"on": "2025-12-13"}));
    let denied = claim::<Release>(2, "s1", json!({"on": "2025-12-12"})).denying();
    let other = claim::<Release>(3, "s2", json!({"on": "2025-12-12"}));
    let release = record(vec![stated, denied, other]);
    let kinds: Vec<_> = release.account.disputes.iter().map(|dispute| dispute.kind).collect();
    assert_eq!(kinds, [DisputeKind::Values, DisputeKind::Denial]);
}

#[test]
fn who_denies_what_they_said_takes_it_back() {
    let stated = claim::<Release>(1, "s1", json!({"count": 52})).read("2025-09-12");
    let denied = claim::<Release>(2, "s1", json!({"count": 52})).read("2025-09-13").denying();
    let back = record(vec![stated.clone(), denied.clone()]);
    assert_eq!((back.fields.count, back.account.disputes.len()), (None, 0));
    let again = claim(3, "s1", json!({"count": 52})).read("2025-09-14");
    let restated = record(vec![stated, denied, again]);
    assert_eq!((restated.fields.count, restated.account.disputes.len()), (Some(52.into()), 0));
}

#[test]
fn a_denial_by_which_the_keepers_settle_silences_what_it_denies() {
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"count": 52, "country": "BY"})),
        claim(2, "s2", json!({"count": 52})).denying().settling("count", 3),
    ]);
    assert_eq!(release.fields.count, None);
    assert!(!release.account.is_disputed("count"));
    assert_eq!(sides(&release, "count")[0].0, "not 52", "what the record follows comes first");
}
