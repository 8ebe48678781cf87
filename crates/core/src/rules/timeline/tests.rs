use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{Detention, Fields, NOUNS, Noun, Sanction, with_noun};

fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn a_detention_tells_its_dated_moments_and_leaves_out_the_others() {
    let detention: Detention = serde_json::from_value(json!({
        "began_on": "2020-09-07",
        "stays": [{"key": "colony", "since": "2021-10", "custody": "held"}],
        "charges": [{"key": "conspiracy", "text": "conspiracy to seize power"}],
        "sentences": [{"key": "first", "term": "11 years", "imposed_on": "2021-09-06"}],
    }))
    .unwrap();
    let told: Vec<_> = detention
        .moments()
        .into_iter()
        .map(|moment| (moment.what, moment.path, moment.detail))
        .collect();
    let moment =
        |what, path: &str, detail: Option<&str>| (what, path.to_owned(), detail.map(str::to_owned));
    assert_eq!(
        told,
        [
            moment(MomentKind::DetentionBegan, "began_on", None),
            moment(MomentKind::StayBegan, "stays.colony.since", Some("held")),
            moment(MomentKind::Sentenced, "sentences.first.imposed_on", Some("11 years")),
        ],
        "of the charge, no day is known"
    );
}

#[test]
fn an_act_on_a_sanction_names_its_instrument() {
    let sanction: Sanction = serde_json::from_value(json!({"actions": [
        {"key": "gl-4", "kind": "general_licence", "on": "2021-08-09", "instrument": "GL 4", "until": "2021-12-08"},
    ]}))
    .unwrap();
    let [acted, lapsed] = sanction.moments().try_into().unwrap();
    assert_eq!(
        (acted.what, acted.detail.as_deref()),
        (MomentKind::SanctionActed, Some("general licence: GL 4"))
    );
    assert_eq!((lapsed.what, lapsed.on), (MomentKind::SanctionActLapsed, date("2021-12-08")));
}

#[test]
fn every_noun_has_its_moments() {
    fn count<N: Noun + Dated>() -> usize {
        N::default().moments().len()
    }
    for noun in NOUNS {
        assert_eq!(
            with_noun!(*noun, N => count::<N>(), _ => panic!("{noun}")),
            0,
            "{noun} says nothing"
        );
    }
}

#[test]
fn the_path_of_a_moment_is_one_of_its_noun() {
    fn check<N: Noun + Dated>(fields: serde_json::Value) {
        let fields: N = serde_json::from_value(fields).unwrap();
        let mut stated = Vec::new();
        fields.stated(&mut crate::Path::default(), &mut |path, _| stated.push(path.to_owned()));
        let moments = fields.moments();
        assert!(!moments.is_empty(), "{}", N::NAME);
        for moment in moments {
            assert!(
                stated.contains(&moment.path) && <N as Fields>::knows(&moment.path),
                "{}",
                moment.path
            );
        }
    }
    let on = "2025-12-13";
    check::<crate::Source>(json!({"published_on": on}));
    check::<crate::Person>(json!({"born_on": on, "died_on": on,
        "roles": [{"key": "a", "since": on, "until": on}], "awards": [{"key": "a", "awarded_on": on}]}));
    check::<Detention>(json!({"began_on": on, "ended_on": on,
        "stays": [{"key": "a", "since": on, "until": on, "seen_on": on}],
        "charges": [{"key": "a", "brought_on": on}], "proceedings": [{"key": "a", "on": on}],
        "sentences": [{"key": "a", "imposed_on": on}], "recognitions": [{"key": "a", "on": on}]}));
    check::<crate::Release>(json!({"on": on}));
    check::<crate::Agreement>(json!({"reached_on": on,
        "talks": [{"key": "a", "began_on": on, "ended_on": on}], "commitments": [{"key": "a", "promised_on": on}]}));
    check::<Sanction>(json!({"actions": [{"key": "a", "on": on, "until": on}]}));
    check::<crate::Statement>(json!({"said_on": on}));
    check::<crate::Event>(json!({"began_on": on, "ended_on": on}));
    check::<crate::Indicator>(json!({"points": [{"key": "a", "on": on}]}));
}

fn ordered(dates: &[&str]) -> Vec<String> {
    let mut moments: Vec<(RecordId, Moment)> = dates
        .iter()
        .map(|text| {
            let (id, text) = text.split_once(' ').unwrap();
            let moment = Moment {
                on: date(text),
                what: MomentKind::Said,
                path: String::new(),
                detail: None,
            };
            (format!("statement/{id}").parse().unwrap(), moment)
        })
        .collect();
    moments.sort_by(|one, other| Moment::compare((&one.0, &one.1), (&other.0, &other.1)));
    moments.into_iter().map(|(id, moment)| format!("{} {}", id.slug(), moment.on)).collect()
}

#[test]
fn a_timeline_runs_by_the_first_day_then_by_the_last_then_by_record() {
    assert_eq!(
        ordered(&[
            "b 2025-12-01",
            "a 2025-12",
            "c ../2026-01-01",
            "a 2025-12-01",
            "d 2025-12-01/.."
        ]),
        ["c ../2026-01-01", "a 2025-12-01", "b 2025-12-01", "a 2025-12", "d 2025-12-01/.."]
    );
}

#[test]
fn a_moment_lies_in_a_span_if_it_can() {
    let within = |on: &str, since: &str, until: &str| {
        possibly_within(date(on), Some(day(since)), Some(day(until)))
    };
    assert!(within("2025-12", "2025-12-31", "2026-01-31"));
    assert!(within("2025-12-13", "2025-12-13", "2025-12-13"));
    assert!(!within("2025-12-13", "2025-12-14", "2026-01-31"));
    assert!(!within("2025-12-13", "2025-12-01", "2025-12-12"));
    assert!(within("2025-12-01/..", "2030-01-01", "2030-01-02"));
    assert!(possibly_within(date("2025"), None, None));
}

proptest! {
    #[test]
    fn an_exact_day_lies_in_a_span_as_days_do(on in 0..60_i64, since in 0..60_i64, until in 0..60_i64) {
        let [on, since, until] = [on, since, until].map(|days| day("2025-12-01").plus_days(days).unwrap());
        prop_assert_eq!(possibly_within(on.into(), Some(since), Some(until)), since <= on && on <= until);
    }
}
