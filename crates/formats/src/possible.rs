//! What an entry says of days that cannot be: an end before its beginning, or what would have been seen
//! only after the edition. Lists do hold such rows, and they stop nothing; but neither is the day stated.

use std::any::Any;

use detente_core::{Day, Detention, Noun, PartialDate, Person};
use serde_json::{Map, Value, json};

use crate::when::on_or_after;

/// The day on which custody ended.
const ENDED: &str = "ended_on";

/// The field beside it that tells of the end too.
const HOW_IT_ENDED: &str = "end_modality";

/// The fields without the later days that lie before earlier ones, and without days after that of the
/// edition, where there are such; and what was taken out, by its path, with what is wrong with it.
pub(crate) fn possible<N: Noun>(fields: &N, on: Day) -> (Option<N>, Vec<(String, String)>) {
    let mut taken_out = to_come(fields, on);
    let impossible = fields.impossible().into_iter().map(|found| (found.field, found.problem));
    let impossible: Vec<_> =
        impossible.filter(|(path, _)| taken_out.iter().all(|(taken, _)| taken != path)).collect();
    taken_out.extend(impossible);
    if taken_out.is_empty() {
        return (None, taken_out);
    }
    let mut whole = serde_json::to_value(fields).unwrap_or_default();
    for (path, _) in &taken_out {
        take_out(&mut whole, path);
    }
    if N::NAME == Detention::NAME && taken_out.iter().any(|(path, _)| path == ENDED) {
        // How it ended tells that it ended.
        if let Some(how) = take_out(&mut whole, HOW_IT_ENDED) {
            let how = how.as_str().unwrap_or_default();
            taken_out.push((HOW_IT_ENDED.to_owned(), format!("{how} on that day")));
        }
        whole.as_object_mut().into_iter().for_each(leave_open);
    }
    // Where it cannot be taken apart, nothing of it is stated.
    (Some(serde_json::from_value(whole).unwrap_or_default()), taken_out)
}

/// Leaves open whether custody goes on: somebody told of an end, and when it came is not known. It
/// ended on the day of the arrest or after, which makes nobody held and nobody free.
pub(crate) fn leave_open(detention: &mut Map<String, Value>) {
    let began = detention.get("began_on").and_then(Value::as_str);
    let open = began.and_then(|began| began.parse().ok()).and_then(on_or_after);
    if let Some(open) = open {
        detention.entry(ENDED).or_insert_with(|| json!(open));
    }
}

/// The days of what somebody saw that lie after the edition: nobody saw them.
fn to_come<N: Noun>(fields: &N, on: Day) -> Vec<(String, String)> {
    let fields: &dyn Any = fields;
    let mut days: Vec<(&str, Option<PartialDate>)> = Vec::new();
    if let Some(person) = fields.downcast_ref::<Person>() {
        days.extend([("born_on", person.born_on), ("died_on", person.died_on)]);
    }
    if let Some(detention) = fields.downcast_ref::<Detention>() {
        days.extend([("began_on", detention.began_on), (ENDED, detention.ended_on)]);
    }
    let later = |day: &PartialDate| PartialDate::from(on).certainly_precedes(*day);
    let days = days.into_iter().filter_map(|(field, day)| Some((field, day.filter(later)?)));
    days.map(|(field, day)| {
        (field.to_owned(), format!("{day} lies after the edition, of {on}: nobody saw it"))
    })
    .collect()
}

/// Takes out the value at a path: `ended_on`, `roles.envoy.until`.
fn take_out(whole: &mut Value, path: &str) -> Option<Value> {
    let Some((list, element)) = path.split_once('.') else {
        return whole.as_object_mut()?.remove(path);
    };
    let (key, field) = element.rsplit_once('.')?;
    let elements = whole.get_mut(list)?.as_array_mut()?;
    let of_key = |one: &&mut Value| one.get("key").and_then(Value::as_str) == Some(key);
    elements.iter_mut().find(of_key)?.as_object_mut()?.remove(field)
}

#[cfg(test)]
mod tests {
    use serde_json::from_value;

    use super::*;

    const ON: &str = "2024-01-01";

    fn possible<N: Noun>(fields: &N) -> (Option<N>, Vec<(String, String)>) {
        super::possible(fields, ON.parse().unwrap())
    }

    #[test]
    fn an_end_before_its_beginning_is_taken_out_with_how_it_ended() {
        let fields: Detention = from_value(
            json!({"began_on": "2021-03", "ended_on": "2020", "end_modality": "pardoned"}),
        )
        .unwrap();
        let (detention, taken_out) = possible(&fields);
        let possible = detention.unwrap();
        assert_eq!(possible.ended_on, "2021-03-01/..".parse().ok(), "whether it ended is open");
        assert_eq!(possible.end_modality, None);
        assert_eq!(possible.began_on, fields.began_on);
        assert_eq!(taken_out[0].1, "2020 lies before began_on 2021-03");
        assert_eq!(taken_out[1].1, "pardoned on that day");
    }

    #[test]
    fn a_day_after_the_edition_is_none_that_somebody_saw() {
        let fields: Detention = from_value(
            json!({"began_on": "2021-01-05", "ended_on": "2031-05-05", "end_modality": "pardoned"}),
        )
        .unwrap();
        let (detention, taken_out) = possible(&fields);
        let detention = detention.unwrap();
        assert_eq!(detention.ended_on, "2021-01-05/..".parse().ok());
        assert_eq!(detention.end_modality, None);
        assert_eq!(
            taken_out[0].1,
            "2031-05-05 lies after the edition, of 2024-01-01: nobody saw it"
        );
        let fields: Person = from_value(json!({"born_on": "1980", "died_on": "2031"})).unwrap();
        let person = possible(&fields).0.unwrap();
        assert_eq!((person.born_on, person.died_on), (fields.born_on, None));
        let of_the_day: Person = from_value(json!({"died_on": ON})).unwrap();
        let of_its_year: Person = from_value(json!({"died_on": "2024"})).unwrap();
        assert!(possible(&of_the_day).0.is_none() && possible(&of_its_year).0.is_none());
    }

    #[test]
    fn what_can_be_stays_as_it_is() {
        let person: Person = from_value(
            json!({"born_on": "1980", "roles": [{"key": "a", "since": "2025", "until": "2024"}]}),
        )
        .unwrap();
        let (whole, _) = possible(&person);
        assert_eq!(
            serde_json::to_value(whole).unwrap()["roles"],
            json!([{"key": "a", "since": "2025"}])
        );
        assert!(possible(&Person::default()).0.is_none());
    }
}
