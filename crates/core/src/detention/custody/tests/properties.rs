//! What holds for any detention.

use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};

use super::{day, detention};
use crate::{Day, Detention, Surroundings, day::tests::any_day, detention::custody::*};
use CustodyOn::{Held, NotHeld, PossiblyHeld};

fn any_date() -> impl Strategy<Value = Option<String>> {
    let text = (2020..2024, 1..13, 1..29, 0..4).prop_map(|(year, month, day, form)| match form {
        0 => None,
        1 => Some(format!("{year}")),
        2 => Some(format!("{year}-{month:02}")),
        _ => Some(format!("{year}-{month:02}-{day:02}")),
    });
    text.boxed()
}

prop_compose! {
    fn any_stay()(
        key in "[a-z]{6}",
        custody in proptest::sample::select(vec!["held", "house_arrest", "wanted", "exiled", "released"]),
        since in any_date(), until in any_date(), seen_on in any_date(),
    ) -> Json {
        let dates = [("since", since), ("until", until), ("seen_on", seen_on)];
        let dates = dates.into_iter().filter_map(|(name, on)| Some((name.to_owned(), json!(on?))));
        let named = [("key", key.as_str()), ("custody", custody)];
        let named = named.map(|(name, word)| (name.to_owned(), json!(word)));
        Json::Object(named.into_iter().chain(dates).collect())
    }
}

prop_compose! {
    fn any_detention()(
        began in any_date(), ended in any_date(), stays in prop::collection::vec(any_stay(), 0..3),
    ) -> Detention {
        let dates = [("began_on", began), ("ended_on", ended)];
        let dates = dates.into_iter().filter_map(|(name, on)| Some((name.to_owned(), json!(on?))));
        let mut fields: Map<_, _> = dates.collect();
        fields.insert("stays".to_owned(), Json::Array(stays));
        detention(Json::Object(fields))
    }
}

fn any_near_day() -> impl Strategy<Value = Day> {
    (0..1_600_i64).prop_map(|days| day("2019-11-01").plus_days(days).unwrap())
}

proptest! {
    #[test]
    fn outside_the_span_nobody_is_held(detention in any_detention(), day in any_near_day()) {
        let around = Surroundings::default();
        let span = held_span(&detention, &around);
        let outside = span.first.is_some_and(|since| day < since) || span.last.is_some_and(|until| until <= day);
        if outside {
            prop_assert_eq!(custody_on(&detention, &around, day), NotHeld);
        }
    }

    #[test]
    fn the_days_held_agree_with_custody_day_by_day(detention in any_detention(), as_of in any_near_day()) {
        let around = Surroundings::default();
        let DaysHeld { least, most } = days_held(&detention, &around, as_of);
        let days = (0..1_700_i64).map(|days| day("2019-11-01").plus_days(days).unwrap());
        let on: Vec<_> = days.filter(|day| *day < as_of).map(|day| custody_on(&detention, &around, day)).collect();
        let count = |counts: fn(&CustodyOn) -> bool| i64::try_from(on.iter().filter(|on| counts(on)).count()).unwrap();
        prop_assert!(least >= 0 && most.is_none_or(|most| least <= most));
        prop_assert!(least <= count(|on| *on == Held), "never more than the days that are certain");
        prop_assert_eq!(most, detention.began_on.and(Some(count(|on| *on != NotHeld))));
    }

    #[test]
    fn nothing_said_means_nothing_known(day in any_day()) {
        prop_assert_eq!(custody_on(&Detention::default(), &Surroundings::default(), day), PossiblyHeld);
    }

    #[test]
    fn a_person_is_held_on_the_day_someone_saw_it(detention in any_detention(), at in any::<prop::sample::Index>()) {
        let around = Surroundings::default();
        let seen: Vec<_> = detention.stays.iter().filter(|stay| stay.is_held()).filter_map(|stay| stay.seen_on?.day()).collect();
        if !seen.is_empty() && held_outside(&detention, &around).count() == 0 {
            let day = seen[at.index(seen.len())];
            let begun = detention.began_on.is_none_or(|began| began.possibly_on_or_before(day));
            let over = detention.ended_on.is_some_and(|end| end.certainly_on_or_before(day));
            if begun && !over {
                prop_assert_eq!(custody_on(&detention, &around, day), Held);
            }
        }
    }
}
