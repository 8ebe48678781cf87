mod ends;
mod properties;

use serde_json::{Value as Json, json};

use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn detention(fields: Json) -> Detention {
    serde_json::from_value(fields).unwrap()
}

/// With the release of December on the 13th.
fn around() -> Surroundings {
    let mut around = Surroundings::default();
    around.released_on.insert("release/december".parse().unwrap(), "2025-12-13".parse().unwrap());
    around
}

/// What is known of custody on each day.
fn on(fields: Json, days: &[(&str, CustodyOn)]) {
    let detention = detention(fields);
    for (on, expected) in days {
        assert_eq!(custody_on(&detention, &around(), day(on)), *expected, "{on}");
    }
}

use CustodyOn::{Held, NotHeld, PossiblyHeld, PresumedHeld};

#[test]
fn the_first_day_counts_and_the_day_of_release_does_not() {
    on(
        json!({"began_on": "2020-09-07", "ended_on": "2025-12-13"}),
        &[
            ("2020-09-06", NotHeld),
            ("2020-09-07", Held),
            ("2025-12-12", Held),
            ("2025-12-13", NotHeld),
        ],
    );
}

#[test]
fn an_end_that_is_not_stated_is_that_of_the_release() {
    let fields = json!({"began_on": "2020-09-07", "release": "release/december"});
    on(fields, &[("2025-12-12", Held), ("2025-12-13", NotHeld)]);
}

#[test]
fn of_an_end_and_a_release_that_agree_the_closer_day_counts() {
    let ended =
        |on: &str| json!({"began_on": "2020", "ended_on": on, "release": "release/december"});
    for coarse in ["../2026-01-31", "2025-12", "2025-12-13"] {
        on(ended(coarse), &[("2025-12-12", Held), ("2025-12-13", NotHeld)]);
    }
}

#[test]
fn a_release_without_a_day_ends_it_on_some_day() {
    let fields = json!({"began_on": "2020-09-07", "release": "release/undated"});
    on(fields, &[("2020-09-06", NotHeld), ("2020-09-07", Held), ("2020-09-08", PossiblyHeld)]);
    let fields = json!({"began_on": "2020-09-07", "end_modality": "pardoned"});
    on(fields, &[("2030-01-01", PossiblyHeld)]);
}

#[test]
fn who_was_held_and_of_whom_nobody_says_that_it_ended_is_presumed_held() {
    let stays = json!([{"key": "seen", "seen_on": "2024-05-01"}]);
    on(
        json!({"began_on": "2020-09-07", "stays": stays}),
        &[("2024-05-01", Held), ("2024-05-02", PresumedHeld), ("2030-01-01", PresumedHeld)],
    );
}

#[test]
fn whose_sentences_were_all_over_is_presumed_held_no_longer() {
    let two_years = json!({ "key": "first", "term": "2 years", "imposed_on": "2021-05-18" });
    let fine = json!({ "key": "fine", "fine": "100 base units", "imposed_on": "2021-05-18" });
    on(
        json!({ "began_on": "2020-11-12", "sentences": [two_years, fine] }),
        &[("2023-05-18", PresumedHeld), ("2023-05-19", PossiblyHeld)],
    );
    let more = json!({ "key": "second", "term": "1 year" });
    on(
        json!({ "began_on": "2020-11-12", "sentences": [two_years, more] }),
        &[("2030-01-01", PresumedHeld)],
    );
    on(json!({ "began_on": "2020-11-12", "sentences": [fine] }), &[("2030-01-01", PresumedHeld)]);
}

#[test]
fn what_the_month_leaves_open_stays_open() {
    on(
        json!({"began_on": "2020-09", "ended_on": "2025-12"}),
        &[
            ("2020-08-31", NotHeld),
            ("2020-09-01", PossiblyHeld),
            ("2020-09-30", Held),
            ("2025-11-30", Held),
            ("2025-12-01", PossiblyHeld),
            ("2025-12-31", NotHeld),
        ],
    );
}

#[test]
fn with_no_beginning_the_past_is_open() {
    on(json!({}), &[("2020-01-01", PossiblyHeld)]);
    on(
        json!({"release": "release/december"}),
        &[("1990-01-01", PossiblyHeld), ("2025-12-12", PossiblyHeld), ("2025-12-13", NotHeld)],
    );
}

#[test]
fn a_stay_shows_the_person_held_from_its_first_day_to_its_last() {
    let stays =
        json!([{"key": "colony", "custody": "held", "since": "2021-03", "until": "2022-03-10"}]);
    on(
        json!({"stays": stays}),
        &[
            ("2021-03-30", PossiblyHeld),
            ("2021-03-31", Held),
            ("2022-03-09", Held),
            ("2022-03-10", PresumedHeld),
        ],
    );
}

#[test]
fn house_arrest_is_custody() {
    let stays = json!([{"key": "home", "custody": "house_arrest", "seen_on": "2021-03-01"}]);
    on(json!({"stays": stays}), &[("2021-03-01", Held)]);
}

#[test]
fn before_serving_a_sentence_the_person_is_at_liberty() {
    on(
        json!({
            "began_on": "2021-01-01",
            "stays": [
                {"key": "free", "custody": "at_liberty_before_serving", "since": "2021-03-01", "until": "2021-06-01"},
                {"key": "colony", "custody": "held", "seen_on": "2022-01-01"},
            ],
            "ended_on": "2023-01-01",
        }),
        &[
            ("2021-02-28", Held),
            ("2021-03-01", NotHeld),
            ("2021-05-31", NotHeld),
            ("2021-06-01", Held),
            ("2022-01-01", Held),
            ("2022-12-31", Held),
        ],
    );
}

#[test]
fn a_time_at_liberty_without_an_end_lasts_until_the_person_is_held_again() {
    on(
        json!({
            "began_on": "2021-01-01",
            "stays": [
                {"key": "free", "custody": "at_liberty_before_serving", "since": "2021-03"},
                {"key": "colony", "custody": "held", "since": "2021-09"},
            ],
        }),
        &[
            ("2021-02-28", Held),
            ("2021-03-15", PossiblyHeld),
            ("2021-04-01", NotHeld),
            ("2021-09-15", PossiblyHeld),
            ("2021-09-30", PresumedHeld),
        ],
    );
}

#[test]
fn who_was_wanted_before_the_arrest_is_wanted_no_longer() {
    on(
        json!({
            "began_on": "2021-01-01",
            "stays": [{"key": "wanted", "custody": "wanted", "since": "2020-08-09"}],
        }),
        &[("2020-12-31", NotHeld), ("2021-01-01", Held), ("2021-01-02", PresumedHeld)],
    );
}

#[test]
fn an_exile_without_a_day_came_after_custody() {
    on(
        json!({
            "began_on": "2021-01-01",
            "stays": [
                {"key": "seen", "custody": "held", "seen_on": "2022-01-01"},
                {"key": "abroad", "custody": "exiled"},
            ],
        }),
        &[("2021-06-01", Held), ("2022-01-01", Held), ("2022-01-02", PossiblyHeld)],
    );
}

#[test]
fn who_was_seen_at_liberty_was_not_held_on_that_day() {
    let stays = json!([{"key": "seen", "custody": "released", "seen_on": "2022-01-01"}]);
    on(
        json!({"began_on": "2021-01-01", "stays": stays}),
        &[("2022-01-01", NotHeld), ("2022-01-02", PresumedHeld)],
    );
    let stays = json!([{"key": "seen", "custody": "released", "seen_on": "2022-01"}]);
    on(json!({"began_on": "2021-01-01", "stays": stays}), &[("2022-01-15", PossiblyHeld)]);
}

#[test]
fn last_seen_is_as_exact_as_who_saw() {
    let seen = |on: [&str; 2]| {
        last_seen(&detention(json!({"stays": [
            {"key": "a", "seen_on": on[0]},
            {"key": "b", "seen_on": on[1]},
            {"key": "c", "seen_on": "2030-01-01", "custody": "released"},
        ]})))
    };
    assert_eq!(seen(["2022", "2021-05-01"]), Some("2022".parse().unwrap()));
    assert_eq!(last_seen(&Detention::default()), None);
}

fn days(fields: Json, as_of: &str) -> (i64, Option<i64>) {
    let held = days_held(&detention(fields), &around(), day(as_of));
    (held.least, held.most)
}

#[test]
fn days_are_counted_from_the_first_to_the_day_before_the_release() {
    let fields = json!({"began_on": "2025-12-10", "ended_on": "2025-12-13"});
    assert_eq!(days(fields.clone(), "2026-01-01"), (3, Some(3)));
    assert_eq!(days(fields.clone(), "2025-12-12"), (2, Some(2)), "so far");
    assert_eq!(days(fields, "2020-01-01"), (0, Some(0)), "not yet");
}

#[test]
fn of_one_whose_beginning_nobody_knows_the_most_is_unknown() {
    // Seen in prison when a prize was awarded in 2022, released on 13 December 2025.
    let fields = json!({
        "stays": [{"key": "when-awarded", "custody": "held", "seen_on": "2022"}],
        "release": "release/december",
    });
    assert_eq!(days(fields, "2026-08-31"), (1_078, None));
    assert_eq!(days(json!({"release": "release/december"}), "2026-08-31"), (0, None));
    assert_eq!(days(json!({}), "2026-08-31"), (0, None));
}

#[test]
fn what_the_dates_leave_open_lies_between_least_and_most() {
    let fields = json!({"began_on": "2020-09", "ended_on": "2020-12"});
    assert_eq!(days(fields, "2026-08-31"), (62, Some(121)));
    let fields = json!({"began_on": "2020-09-01", "end_modality": "pardoned"});
    assert_eq!(days(fields, "2020-09-11"), (1, Some(10)));
}

#[test]
fn who_is_presumed_held_was_held_until_last_seen_at_least() {
    let stays = json!([{"key": "seen", "seen_on": "2020-09-06"}]);
    let fields = json!({"began_on": "2020-09-01", "stays": stays});
    assert_eq!(days(fields, "2020-09-11"), (6, Some(10)));
}

#[test]
fn times_at_liberty_do_not_count() {
    let free = |since: &str, until: &str| {
        json!({
            "began_on": "2021-01-01",
            "ended_on": "2021-02-01",
            "stays": [{"key": "free", "custody": "at_liberty_before_serving", "since": since, "until": until}],
        })
    };
    assert_eq!(days(free("2021-01-11", "2021-01-21"), "2026-08-31"), (21, Some(21)));
    assert_eq!(days(free("2021-01-11~", "2021-01-21~"), "2026-08-31"), (19, Some(23)));
}

#[test]
fn the_end_contradicts_whoever_saw_the_person_held_later() {
    let rule = |stay: Json| {
        let fields = json!({"release": "release/december", "stays": [stay]});
        held_outside(&detention(fields), &around()).next().map(|found| found.rule)
    };
    let stay = |field: &str, on: &str| json!({"key": "a", field: on});
    assert_eq!(
        rule(stay("seen_on", "2025-12-15")).unwrap(),
        "ended on 2025-12-13, and seen held on 2025-12-15"
    );
    assert!(rule(stay("since", "2026-01")).is_some() && rule(stay("until", "2026-01")).is_some());
    for possible in ["2025-12-13", "2025-12", "2025", "2025-12-15~"] {
        let agrees = rule(stay("seen_on", possible)).is_none();
        assert_eq!(agrees, possible != "2025-12-15~", "{possible}");
    }
    assert_eq!(rule(json!({"key": "a", "custody": "released", "seen_on": "2025-12-15"})), None);
}

#[test]
fn the_beginning_contradicts_whoever_saw_the_person_held_earlier() {
    let found = |seen: &str| {
        let stays = json!([{"key": "a", "seen_on": seen}]);
        let fields = json!({"began_on": "2021-03", "stays": stays});
        held_outside(&detention(fields), &around()).map(|found| found.rule).collect::<Vec<_>>()
    };
    assert_eq!(found("2021-02-28"), ["began on 2021-03, and seen held on 2021-02-28"]);
    assert!(found("2021").is_empty());
}

#[test]
fn a_release_before_the_arrest_and_a_sentence_before_the_charge_contradict() {
    use crate::Noun as _;
    let rules = |fields: Json| {
        let found = detention(fields).contradictions(&around());
        found.into_iter().map(|found| found.rule).collect::<Vec<_>>()
    };
    let released = json!({"began_on": "2026-01", "release": "release/december"});
    assert_eq!(rules(released), ["released on 2025-12-13, and began on 2026-01"]);
    let tried = |charges: Json| json!({"charges": charges, "sentences": [{"key": "first", "imposed_on": "2021-09-06"}]});
    let late = json!({"key": "a", "brought_on": "2021-10"});
    let early = json!({"key": "b", "brought_on": "2020-09"});
    let charged = rules(tried(json!([late])));
    assert_eq!(charged, ["sentenced on 2021-09-06, and first charged on 2021-10"]);
    assert!(rules(tried(json!([late, early]))).is_empty(), "it may be for the earlier charge");
    assert!(rules(tried(json!([late, {"key": "c"}]))).is_empty(), "or for one without a day");
    assert!(rules(tried(json!([]))).is_empty());
    let arrest = json!({"key": "first", "imposed_on": "2021-09-06", "term": "15 days"});
    let fined = json!({"charges": [late], "sentences": [arrest]});
    assert!(rules(fined).is_empty(), "some days of arrest come before the charge");
}
