//! Why a field says what it says, and what became of every other claim.

use proptest::prelude::*;
use serde_json::json;

use super::{claim, record};
use crate::{Detention, Explanation, Heard, Rank, Reason, Surroundings, explain};

fn began(revision: u64, source: &str, on: &str) -> Heard<Detention> {
    claim(revision, source, json!({ "began_on": on }))
}

fn why(heard: Vec<Heard<Detention>>, path: &str) -> Explanation {
    explain(heard, &Surroundings::default(), path)
}

/// Those that lost: revision, what each says, why it does not speak.
fn lost(found: &Explanation) -> Vec<(u64, &str, &str)> {
    let told = |lost: &crate::Lost| (lost.entry.revision, lost.why.word());
    found.lost.iter().map(|one| (told(one).0, one.says.as_str(), told(one).1)).collect()
}

#[test]
fn each_claim_that_lost_says_why() {
    let found = why(
        vec![
            began(1, "month", "2021-02").published_on("2021-03-01"),
            began(2, "day", "2021-02-03").published_on("2021-03-01"),
            began(3, "same", "2021-02-03").published_on("2021-02-20"),
            began(4, "old", "2020-05").published_on("2020-06-01"),
            began(5, "wrong", "2019").ranked("", Rank::Deprecated),
            began(6, "gone", "2018").silent_on("began_on"),
            began(7, "day", "2021-02-09").read("2025-12-31").published_on("2021-03-01"),
            began(8, "denier", "2021-02-03").denying(),
        ],
        "began_on",
    );
    let (winner, reason) = found.winner.unwrap();
    assert_eq!((winner.revision, reason), (2, Reason::LaterAdded));
    assert_eq!(found.says.as_deref(), Some("2021-02-03"));
    assert_eq!(found.agree.iter().map(|entry| entry.revision).collect::<Vec<_>>(), [3]);
    assert_eq!(
        lost(&found),
        [
            (1, "2021-02", "less_precise"),
            (4, "2020-05", "earlier_published"),
            (5, "2019", "deprecated"),
            (6, "2018", "silenced"),
            (7, "2021-02-09", "superseded"),
            (8, "not 2021-02-03", "denies"),
        ]
    );
}

#[test]
fn the_keepers_rank_and_settle() {
    let ranked = why(
        vec![began(1, "a", "2020").ranked("", Rank::Preferred), began(2, "b", "2021")],
        "began_on",
    );
    assert_eq!(ranked.winner.map(|(_, reason)| reason), Some(Reason::Ranked));
    assert_eq!(lost(&ranked), [(2, "2021", "outranked")]);
    let settled =
        why(vec![began(1, "a", "2020").settling("began_on", 3), began(2, "b", "2021")], "began_on");
    assert_eq!(lost(&settled), [(2, "2021", "overruled")]);
    let reopened = why(
        vec![
            began(1, "a", "2020").settling("began_on", 3),
            began(2, "b", "2021"),
            began(4, "c", "2022"),
        ],
        "began_on",
    );
    assert_eq!(reopened.winner.map(|(_, reason)| reason), Some(Reason::SettledBefore));
    assert_eq!(lost(&reopened), [(2, "2021", "overruled"), (4, "2022", "said_since")]);
    let untrue = why(
        vec![began(1, "a", "2020"), began(2, "b", "2020").denying().settling("began_on", 3)],
        "began_on",
    );
    assert_eq!(untrue.winner, None);
    assert_eq!(lost(&untrue), [(1, "2020", "denied"), (2, "not 2020", "denies")]);
}

#[test]
fn elements_of_lists_and_their_fields_are_explained_too() {
    let stay = |place: &str| json!({"stays": [{"key": "colony", "place": place}]});
    let heard = || {
        vec![
            claim::<Detention>(1, "a", stay("place/horki")),
            claim::<Detention>(2, "b", stay("place/mahiliou")),
        ]
    };
    let place = why(heard(), "stays.colony.place");
    assert_eq!(place.says.as_deref(), Some("place/mahiliou"));
    assert_eq!(lost(&place), [(1, "place/horki", "earlier_added")]);
    let there = why(heard(), "stays.colony");
    assert_eq!((there.agree.len(), there.lost.len()), (1, 0));
    let nobody = why(heard(), "stays.prison");
    assert_eq!((nobody.winner, nobody.lost.len()), (None, 0));
}

proptest! {
    /// An explanation and the account of the record tell one story.
    #[test]
    fn it_says_what_the_account_says(
        told in proptest::collection::vec((0_usize..3, 0_usize..4, 0_u8..4), 1..7)
    ) {
        let dates = ["2021", "2021-02", "2021-02-03", "2020-05-01"];
        let heard: Vec<Heard<Detention>> = told
            .iter()
            .zip(1..)
            .map(|((source, date, how), revision)| {
                let claim = began(revision, &format!("s{source}"), dates[*date]);
                match how {
                    0 => claim.denying(),
                    1 => claim.ranked("", Rank::Deprecated),
                    2 => claim.published_on("2024-01-01"),
                    _ => claim,
                }
            })
            .collect();
        let found = why(heard.clone(), "began_on");
        let record = record(heard);
        let said = record.fields.began_on.map(|on| on.to_string());
        prop_assert_eq!(&found.says, &said);
        if let Some((winner, reason)) = found.winner {
            let origin = record.account.origin("began_on");
            prop_assert_eq!(record.account.witnesses[origin.winner].entry, winner);
            prop_assert_eq!(origin.reason, reason);
        }
        let every = found.lost.len() + found.agree.len() + usize::from(found.winner.is_some());
        prop_assert_eq!(every, told.len(), "each claim has a place");
    }
}
