use std::ops::RangeInclusive;

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;
use crate::{
    CustodyOn::{Held, NotHeld, PossiblyHeld, PresumedHeld},
    Day, Detention, EndModality, Gender, Regime, Surroundings, custody_on,
};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn on(text: &str) -> RangeInclusive<Day> {
    day(text)..=day(text)
}

fn detention(fields: Json) -> Detention {
    serde_json::from_value(fields).unwrap()
}

fn person(name: &str) -> Id<Person> {
    format!("person/{name}").parse().unwrap()
}

/// The groups of a kind that a detention puts the person in.
fn groups(fields: Json, days: &RangeInclusive<Day>, by: Grouping) -> Vec<(HeldGroup, CustodyOn)> {
    let (detention, around) = (detention(fields), Surroundings::default());
    let belonging = held_among(&detention, &around, Beside::default(), days, &[by]);
    belonging.into_iter().filter(|(group, _)| group.by() == Some(by)).collect()
}

fn place(slug: &str) -> HeldGroup {
    HeldGroup::Place(format!("place/{slug}").parse().unwrap())
}

fn charge(text: &str) -> HeldGroup {
    HeldGroup::Charge(text.to_owned())
}

#[test]
fn who_is_not_held_on_the_day_is_in_no_group() {
    let freed = json!({ "country": "BY", "began_on": "2020-01-01", "ended_on": "2021-01-01" });
    assert_eq!(groups(freed.clone(), &on("2021-01-01"), Grouping::Country), []);
    assert_eq!(groups(freed, &on("2019-12-31"), Grouping::Country), []);
}

#[test]
fn nobody_is_in_a_group_more_certainly_than_in_custody() {
    let presumed = json!({ "country": "BY", "began_on": "2020-01-01" });
    let by = HeldGroup::Country("BY".parse().unwrap());
    assert_eq!(groups(presumed, &on("2022-01-01"), Grouping::Country), [(by, PresumedHeld)]);
}

#[test]
fn of_whom_nobody_says_it_there_is_a_group_of_unknowns() {
    for by in Grouping::ALL {
        let silent = json!({ "stays": [{ "key": "seen", "seen_on": "2022-01-01" }] });
        let unknown = (HeldGroup::Unknown(*by), Held);
        assert_eq!(groups(silent, &on("2022-01-01"), *by), [unknown], "{by}");
    }
}

#[test]
fn several_charges_put_someone_in_several_groups_by_the_code_and_the_article() {
    let charged = json!({ "began_on": "2020-01-01", "ended_on": "2024-01-01", "charges": [
        { "key": "a", "code": "criminal code", "article": "342", "part": "1" },
        { "key": "b", "article": "342" },
        { "key": "c", "text": "conspiracy to seize power" },
        { "key": "d" },
        { "key": "late", "article": "361", "brought_on": "2023" },
    ] });
    let early = [
        (charge("342"), Held),
        (charge("conspiracy to seize power"), Held),
        (charge("criminal code 342"), Held),
    ];
    assert_eq!(groups(charged.clone(), &on("2022-06-01"), Grouping::Charge), early);
    let within = groups(charged.clone(), &on("2023-06-01"), Grouping::Charge);
    assert!(within.contains(&(charge("361"), PossiblyHeld)), "{within:?}");
    let after = groups(charged, &on("2023-12-31"), Grouping::Charge);
    assert!(after.contains(&(charge("361"), Held)), "{after:?}");
}

#[test]
fn a_stay_without_an_end_lasts_until_the_next() {
    let moved = json!({ "began_on": "2020-01-01", "ended_on": "2024-01-01", "stays": [
        { "key": "a", "place": "place/gaol", "since": "2020-01-01" },
        { "key": "b", "place": "place/colony", "since": "2021-05" },
    ] });
    let place_on = |day: &str| groups(moved.clone(), &on(day), Grouping::Place);
    assert_eq!(place_on("2021-04-30"), [(place("gaol"), Held)]);
    let between = [(place("colony"), PossiblyHeld), (place("gaol"), PossiblyHeld)];
    assert_eq!(place_on("2021-05-15"), between);
    assert_eq!(place_on("2022-01-01"), [(place("colony"), Held)]);
    let whole = day("2021-01-01")..=day("2022-01-01");
    let both = [(place("colony"), Held), (place("gaol"), Held)];
    assert_eq!(groups(moved, &whole, Grouping::Place), both, "of a year both");
}

#[test]
fn who_was_seen_somewhere_is_only_perhaps_there_on_another_day() {
    let seen = json!({ "began_on": "2020-01-01", "ended_on": "2024-01-01",
        "stays": [{ "key": "a", "place": "place/gaol", "seen_on": "2020-06-01" }] });
    let place_on = |day: &str| groups(seen.clone(), &on(day), Grouping::Place);
    assert_eq!(place_on("2020-05-01"), [(HeldGroup::Unknown(Grouping::Place), Held)]);
    assert_eq!(place_on("2020-06-01"), [(place("gaol"), Held)]);
    assert_eq!(place_on("2022-01-01"), [(place("gaol"), PossiblyHeld)]);
}

#[test]
fn a_time_at_liberty_is_no_place_of_custody() {
    let exiled = json!({ "began_on": "2020-01-01", "ended_on": "2024-01-01", "stays": [
        { "key": "a", "place": "place/gaol", "since": "2020-01-01", "until": "2021-01-01" },
        { "key": "b", "place": "place/abroad", "custody": "wanted", "since": "2021-01-01",
          "until": "2022-01-01" },
    ] });
    assert_eq!(groups(exiled, &on("2021-06-01"), Grouping::Place), []);
}

#[test]
fn the_regime_is_that_of_the_stay_else_that_of_the_last_sentence() {
    let held = json!({ "began_on": "2020-01-01", "ended_on": "2024-01-01",
        "stays": [{ "key": "a", "regime": "prison", "since": "2022-01-01" }],
        "sentences": [
            { "key": "first", "regime": "general", "imposed_on": "2020-06-01" },
            { "key": "second", "regime": "strict", "imposed_on": "2021-06-01" },
        ] });
    let regime_on = |day: &str| groups(held.clone(), &on(day), Grouping::Regime);
    let regime = |regime| [(HeldGroup::Regime(regime), Held)];
    assert_eq!(regime_on("2020-03-01"), [(HeldGroup::Unknown(Grouping::Regime), Held)]);
    assert_eq!(regime_on("2020-12-01"), regime(Regime::General));
    assert_eq!(regime_on("2021-12-01"), regime(Regime::Strict));
    assert_eq!(regime_on("2022-12-01"), regime(Regime::Prison));
}

#[test]
fn the_last_sentence_counts_and_two_without_a_day_may_be_either() {
    let sentenced = |first: Json, second: Json| {
        let mut sentences = vec![first, second];
        sentences[0]["key"] = json!("first");
        sentences[1]["key"] = json!("second");
        let held =
            json!({ "began_on": "2020-01-01", "ended_on": "2024-01-01", "sentences": sentences });
        groups(held, &on("2023-01-01"), Grouping::Sentence)
    };
    let told = sentenced(
        json!({ "term": "10 years", "imposed_on": "2021" }),
        json!({ "term": "2 years 11 months", "imposed_on": "2022" }),
    );
    assert_eq!(told, [(HeldGroup::Sentence(SentenceLength::FromOne), Held)]);
    let told = sentenced(json!({ "term": "10 years" }), json!({ "term": "life" }));
    let either = [SentenceLength::FromTen, SentenceLength::Life];
    assert_eq!(told, either.map(|length| (HeldGroup::Sentence(length), PossiblyHeld)));
}

#[test]
fn the_shorter_bound_belongs_to_the_step_and_the_longer_does_not() {
    for (term, length) in [
        ("15 days", SentenceLength::LessThanOne),
        ("11 months 30 days", SentenceLength::LessThanOne),
        ("12 months", SentenceLength::FromOne),
        ("365 days", SentenceLength::FromOne),
        ("3 years", SentenceLength::FromThree),
        ("14 years 11 months", SentenceLength::FromTen),
        ("25 years", SentenceLength::FromFifteen),
        ("life", SentenceLength::Life),
    ] {
        assert_eq!(SentenceLength::of(term.parse().unwrap()), length, "{term}");
    }
}

#[test]
fn a_beginning_between_two_years_may_lie_in_either() {
    let began = |on: &str| json!({ "began_on": on, "ended_on": "2024" });
    let years = |text: &str| groups(began(text), &on("2023-01-01"), Grouping::BeganIn);
    assert_eq!(years("2021-05"), [(HeldGroup::BeganIn(2021), Held)]);
    let either = [2020, 2021].map(|year| (HeldGroup::BeganIn(year), PossiblyHeld));
    assert_eq!(years("2020-12-31/2021-01-01"), either);
    let unknown = [(HeldGroup::Unknown(Grouping::BeganIn), Held)];
    assert_eq!(years("../2022-01-01"), unknown);
}

#[test]
fn what_other_records_say_of_sex_and_release_counts() {
    let held = detention(json!({ "began_on": "2020-01-01", "ended_on": "2024-01-01",
        "release": "release/spring" }));
    let beside = Beside { sex: Some(Gender::Female), released: Some(EndModality::Pardoned) };
    let by = [Grouping::Sex, Grouping::End];
    let told = held_among(&held, &Surroundings::default(), beside, &on("2021-01-01"), &by);
    assert_eq!(told.get(&HeldGroup::Sex(Gender::Female)), Some(&Held));
    assert_eq!(told.get(&HeldGroup::End(EndModality::Pardoned)), Some(&Held));
    let exchanged = Detention { end_modality: Some(EndModality::Exchanged), ..held };
    let told = held_among(&exchanged, &Surroundings::default(), beside, &on("2021-01-01"), &by);
    assert_eq!(told.get(&HeldGroup::End(EndModality::Exchanged)), Some(&Held));
    assert_eq!(told.get(&HeldGroup::End(EndModality::Pardoned)), None);
}

fn belonging(groups: &[(HeldGroup, CustodyOn)]) -> Belonging {
    groups.iter().cloned().collect()
}

#[test]
fn who_is_in_a_group_by_one_side_alone_is_contested_in_it_and_certain_among_all() {
    let [minsk, moscow] = ["BY", "RU"].map(|code| HeldGroup::Country(code.parse().unwrap()));
    let one = belonging(&[(HeldGroup::Everyone, Held), (minsk.clone(), Held)]);
    let other = belonging(&[(HeldGroup::Everyone, Held), (moscow.clone(), Held)]);
    let mut statistics = Statistics::default();
    statistics.add(Some(&person("anna")), &[&one, &other]);
    let counted = statistics.counted();
    let contested = Headcount { contested: 1, ..Headcount::default() };
    assert_eq!(counted.get(&minsk), Some(&contested));
    assert_eq!(counted.get(&moscow), Some(&contested));
    let held = Headcount { held: 1, ..Headcount::default() };
    assert_eq!(counted.get(&HeldGroup::Everyone), Some(&held));
}

#[test]
fn within_a_group_everyone_counts_once_by_the_detention_that_says_most() {
    let possibly = belonging(&[(charge("342"), PossiblyHeld)]);
    let surely = belonging(&[(charge("342"), Held)]);
    let mut statistics = Statistics::default();
    let anna = person("anna");
    statistics.add(Some(&anna), &[&possibly]);
    statistics.add(Some(&anna), &[&surely]);
    statistics.add(None, &[&surely]);
    statistics.add(None, &[&possibly]);
    let count = statistics.counted().remove(&charge("342")).unwrap();
    assert_eq!(count, Headcount { held: 2, possibly: 1, ..Headcount::default() });
}

fn any_date() -> impl Strategy<Value = Option<String>> {
    (2020..2023, 1..13, 1..29, 0..4).prop_map(|(year, month, day, form)| match form {
        0 => None,
        1 => Some(format!("{year}")),
        2 => Some(format!("{year}-{month:02}")),
        _ => Some(format!("{year}-{month:02}-{day:02}")),
    })
}

fn with_dates(fields: Json, dates: &[(&str, &Option<String>)]) -> Json {
    let mut fields = fields;
    for (name, on) in dates {
        if let Some(on) = on {
            fields[*name] = json!(on);
        }
    }
    fields
}

prop_compose! {
    fn any_detention()(
        began in any_date(), ended in any_date(), charged in any_date(), sentenced in any_date(),
        stays in prop::collection::vec((any_date(), any_date(), any_date()), 0..3),
    ) -> Detention {
        type Dates = (Option<String>, Option<String>, Option<String>);
        let stay = |(at, (since, until, seen)): (usize, &Dates)| {
            let place = json!({ "key": format!("stay-{at}"), "place": format!("place/gaol-{at}") });
            with_dates(place, &[("since", since), ("until", until), ("seen_on", seen)])
        };
        let stays: Vec<Json> = stays.iter().enumerate().map(stay).collect();
        let fields = json!({ "stays": stays,
            "charges": [with_dates(json!({ "key": "a", "article": "342" }), &[("brought_on", &charged)])],
            "sentences": [with_dates(json!({ "key": "a", "term": "2 years" }), &[("imposed_on", &sentenced)])],
        });
        detention(with_dates(fields, &[("began_on", &began), ("ended_on", &ended)]))
    }
}

proptest! {
    #[test]
    fn a_span_says_what_its_days_say_one_by_one(detention in any_detention(), from in 0..1_000_i64, days in 0..200_i64) {
        let around = Surroundings::default();
        let first = day("2020-01-01").plus_days(from).unwrap();
        let last = first.plus_days(days).unwrap();
        let told = held_among(&detention, &around, Beside::default(), &(first..=last), Grouping::ALL);
        let each = (0..=days).map(|away| first.plus_days(away).unwrap());
        let mut expected = Belonging::new();
        for day in each {
            for (group, on) in held_among(&detention, &around, Beside::default(), &(day..=day), Grouping::ALL) {
                let known = expected.entry(group).or_insert(on);
                *known = on.max(*known);
            }
        }
        // In a span only who is unknown on all of its days is unknown.
        let known: Vec<_> = expected.keys().filter(|group| !matches!(group, HeldGroup::Unknown(_))).filter_map(HeldGroup::by).collect();
        expected.retain(|group, _| !matches!(group, HeldGroup::Unknown(by) if known.contains(by)));
        prop_assert_eq!(told, expected);
    }

    #[test]
    fn nobody_who_was_held_is_missing_from_a_grouping(detention in any_detention(), from in 0..1_200_i64) {
        let around = Surroundings::default();
        let day = day("2020-01-01").plus_days(from).unwrap();
        let told = held_among(&detention, &around, Beside::default(), &(day..=day), Grouping::ALL);
        let on = custody_on(&detention, &around, day);
        prop_assert_eq!(told.get(&HeldGroup::Everyone).copied().unwrap_or(NotHeld), on);
        for by in Grouping::ALL {
            let of = told.iter().filter(|(group, _)| group.by() == Some(*by));
            prop_assert_eq!(of.clone().count() > 0, on != NotHeld, "{}", by);
            for (group, in_group) in of {
                prop_assert!(*in_group <= on, "{:?}", group);
            }
        }
    }
}
