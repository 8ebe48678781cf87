//! What holds for any claims.

use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::{Map, Value as Json, json};

use super::{claim, record};
use crate::{Account, Detention, Fields, Heard, Noun, Path, Rank};

fn any_states() -> impl Strategy<Value = Json> {
    let date = || select(vec!["2025", "2025-12", "2025-12-13", "2025-12-15", "2026"]);
    let stay = (select(vec!["a", "b"]), proptest::option::of(date()), proptest::option::of(date()))
        .prop_map(|(key, since, seen)| {
            let mut stay = Map::from_iter([("key".to_owned(), json!(key))]);
            since.map(|since| stay.insert("since".to_owned(), json!(since)));
            seen.map(|seen| stay.insert("seen_on".to_owned(), json!(seen)));
            Json::Object(stay)
        });
    let stays = vec(stay, 0..2).prop_map(|mut stays| {
        stays.dedup_by_key(|stay| stay["key"].clone());
        stays
    });
    let fields = (
        proptest::option::of(date()),
        proptest::option::of(date()),
        proptest::option::of(select(vec!["release/a", "release/b"])),
        stays,
    );
    fields.prop_map(|(began, ended, release, stays)| {
        let mut states = Map::new();
        began.map(|began| states.insert("began_on".to_owned(), json!(began)));
        ended.map(|ended| states.insert("ended_on".to_owned(), json!(ended)));
        release.map(|release| states.insert("release".to_owned(), json!(release)));
        states.insert("stays".to_owned(), Json::Array(stays));
        Json::Object(states)
    })
}

prop_compose! {
    fn any_claim()(
        states in any_states(),
        source in select(vec!["s1", "s2", "s3"]),
        read_on in select(vec!["2026-01-01", "2026-01-02"]),
        published in proptest::option::of(select(vec!["2024", "2025", "2025-12"])),
        denies in prop::bool::weighted(0.2),
        rank in proptest::option::of((select(vec!["", "ended_on"]), select(Rank::ALL.to_vec()))),
        settles in proptest::option::weighted(0.2, (select(vec!["ended_on", "stays.a"]), 1..9_u64)),
        silenced in proptest::option::weighted(0.2, select(vec!["", "ended_on", "stays.b"])),
    ) -> Heard<Detention> {
        let mut claim = claim(0, source, states).read(read_on);
        claim.denies = denies;
        if let Some(on) = published { claim = claim.published_on(on) }
        if let Some((field, rank)) = rank { claim = claim.ranked(field, rank) }
        if let Some((field, revision)) = settles { claim = claim.settling(field, revision) }
        if let Some(field) = silenced { claim = claim.silent_on(field) }
        claim
    }
}

fn any_claims() -> impl Strategy<Value = Vec<Heard<Detention>>> {
    vec(any_claim(), 0..6).prop_map(|mut claims| {
        (1..).zip(&mut claims).for_each(|(revision, claim)| claim.entry.revision = revision);
        claims
    })
}

fn paths<N: Fields>(fields: &N) -> Vec<String> {
    let mut paths = Vec::new();
    fields.stated(&mut Path::default(), &mut |path, _| paths.push(path.to_owned()));
    paths
}

proptest! {
    #[test]
    fn the_order_in_which_claims_are_heard_does_not_matter(
        (claims, shuffled) in any_claims().prop_flat_map(|claims| (Just(claims.clone()), Just(claims).prop_shuffle())),
    ) {
        prop_assert_eq!(record(claims), record(shuffled));
    }

    #[test]
    fn one_claim_alone_comes_to_what_it_comes_to_among_others_that_are_silent(
        only in any_claim(), others in any_claims(),
    ) {
        let silent = others.into_iter().map(|other| other.silent_on(""));
        let among: Vec<_> = std::iter::once(only.clone()).chain(silent).collect();
        prop_assert_eq!(record(vec![only]), record(among));
    }

    #[test]
    fn a_plain_claim_alone_is_the_record(states in any_states()) {
        let only = claim::<Detention>(1, "s1", states);
        prop_assert_eq!(record(vec![only.clone()]).fields, only.states);
    }

    #[test]
    fn every_field_stated_has_its_witnesses_and_every_witness_a_live_word(claims in any_claims()) {
        let record = record(claims.clone());
        let of = |at: &usize| {
            let entry = record.account.witnesses[*at].entry;
            claims.iter().find(|claim| claim.entry == entry).unwrap()
        };
        for path in paths(&record.fields) {
            let origin = record.account.origin(&path);
            let winner = of(&origin.winner);
            prop_assert!(!winner.denies && paths(&winner.states).contains(&path));
            for at in &origin.agree {
                prop_assert!(!of(at).denies && paths(&of(at).states).contains(&path));
            }
        }
        for witness in &record.account.witnesses {
            prop_assert!(!of(&record.account.witnesses.iter().position(|w| w == witness).unwrap()).silenced.contains(&String::new()));
        }
    }

    #[test]
    fn sides_are_at_least_two_and_somebody_is_on_each(claims in any_claims()) {
        for dispute in &record(claims).account.disputes {
            prop_assert!(dispute.sides.len() >= 2);
            for side in &dispute.sides {
                prop_assert!(!side.claims.is_empty() && !side.says.is_empty());
            }
        }
    }

    #[test]
    fn what_every_side_says_is_not_contested(claims in any_claims()) {
        let record = record(claims);
        prop_assert_eq!(record.ask(|_| 1).settled(), Some(1));
        if let crate::Answer::Contested(sides) = record.ask(|fields| fields.ended_on) {
            prop_assert!(sides.iter().any(|side| side.answer != sides[0].answer));
        }
    }

    #[test]
    fn an_account_is_read_back_as_it_was_written(claims in any_claims()) {
        let account = record(claims).account;
        let json = serde_json::to_string(&account).unwrap();
        prop_assert_eq!(serde_json::from_str::<Account<Detention>>(&json).unwrap(), account);
    }
}

#[test]
fn a_word_of_every_noun_can_be_resolved() {
    fn summary<N: Noun>() {
        let one = record::<N>(vec![
            claim(1, "s1", json!({"summary": "one"})),
            claim(2, "s2", json!({"summary": "two"})),
        ]);
        assert!(one.account.is_disputed("summary"));
    }
    for noun in crate::NOUNS {
        crate::with_noun!(*noun, N => summary::<N>(), _ => panic!("{noun}"));
    }
}
