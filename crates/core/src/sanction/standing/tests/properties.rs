//! What holds for any acts.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::{NotImposed, day, sanction};
use crate::{Action, ActionKind, Day, standing_on};

prop_compose! {
    fn any_action()(
        key in "[a-z]{5}",
        kind in proptest::sample::select(ActionKind::ALL.to_vec()),
        year in 2020..2023, month in 1..13, form in 0..4,
        lawful in any::<bool>(),
        until in proptest::option::weighted(0.3, 2020..2024),
    ) -> Json {
        let mut action = json!({"key": key, "kind": kind});
        match form {
            0 => {}
            1 => action["on"] = json!(format!("{year}")),
            2 => action["on"] = json!(format!("{year}-{month:02}")),
            _ => action["on"] = json!(format!("{year}-{month:02}-15")),
        }
        if lawful { action["instrument"] = json!("an order") }
        if let Some(until) = until { action["until"] = json!(format!("{until}")) }
        action
    }
}

fn any_actions() -> impl Strategy<Value = Vec<Json>> {
    prop::collection::vec(any_action(), 0..6)
}

fn any_near_day() -> impl Strategy<Value = Day> {
    (0..1_800_i64).prop_map(|days| day("2019-06-01").plus_days(days).unwrap())
}

proptest! {
    #[test]
    fn the_order_in_which_acts_are_listed_does_not_matter(
        (acts, shuffled) in any_actions().prop_flat_map(|acts| (Just(acts.clone()), Just(acts).prop_shuffle())),
        day in any_near_day(),
    ) {
        let mut keys: Vec<_> = acts.iter().map(|act| act["key"].to_string()).collect();
        keys.sort_unstable();
        keys.dedup();
        prop_assume!(keys.len() == acts.len());
        let (one, other) = (sanction(json!(acts)), sanction(json!(shuffled)));
        let (one, other) = (standing_on(&one, day), standing_on(&other, day));
        prop_assert_eq!((one.standing, one.by), (other.standing, other.by));
        prop_assert_eq!(one.possibly, other.possibly);
    }

    #[test]
    fn before_its_first_act_a_measure_has_no_standing(acts in any_actions(), day in any_near_day()) {
        let sanction = sanction(json!(acts));
        let past = |action: &&Action| action.on.is_some_and(|on| on.certainly_on_or_before(day));
        if !sanction.actions.iter().any(|action| past(&action)) {
            let on = standing_on(&sanction, day);
            prop_assert_eq!((on.standing, on.by), (NotImposed, None));
        }
    }

    #[test]
    fn what_it_is_it_is_not_possibly_and_nothing_is_possible_twice(acts in any_actions(), day in any_near_day()) {
        let sanction = sanction(json!(acts));
        let on = standing_on(&sanction, day);
        let mut possibly = on.possibly.clone();
        possibly.sort_unstable();
        possibly.dedup();
        prop_assert_eq!(possibly.len(), on.possibly.len());
        prop_assert!(!on.possibly.contains(&on.standing));
        let lawful = on.by.is_none_or(|by| by.effect().is_some());
        prop_assert!(lawful, "whatever changed it had an effect");
    }

    #[test]
    fn words_alone_change_no_law(acts in any_actions(), day in any_near_day()) {
        let words: Vec<_> = acts.into_iter().map(|mut act| {
            act.as_object_mut().unwrap().remove("instrument");
            act
        }).filter(|act| !act["kind"].as_str().unwrap().starts_with("seen")).collect();
        let sanction = sanction(json!(words));
        prop_assert_eq!(standing_on(&sanction, day).standing, NotImposed);
    }
}
