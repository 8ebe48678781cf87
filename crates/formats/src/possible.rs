//! What an entry says of days that cannot be: an end before its beginning. Lists do hold such
//! rows, and they stop nothing; but neither is the end stated.

use detente_core::{Detention, Noun};
use serde_json::Value;

/// The field beside the day of the end that tells of the end too.
const HOW_IT_ENDED: &str = "end_modality";

/// The fields without the later days that lie before earlier ones, where there are such; and
/// what was taken out, by its path, with what is wrong with it.
pub(crate) fn possible<N: Noun>(fields: &N) -> (Option<N>, Vec<(String, String)>) {
    let mut taken_out: Vec<(String, String)> =
        fields.impossible().into_iter().map(|found| (found.field, found.problem)).collect();
    if taken_out.is_empty() {
        return (None, taken_out);
    }
    let mut whole = serde_json::to_value(fields).unwrap_or_default();
    for (path, _) in &taken_out {
        take_out(&mut whole, path);
    }
    // How it ended tells that it ended.
    if N::NAME == Detention::NAME
        && taken_out.iter().any(|(path, _)| path == "ended_on")
        && let Some(how) = take_out(&mut whole, HOW_IT_ENDED)
    {
        let how = how.as_str().unwrap_or_default();
        taken_out.push((HOW_IT_ENDED.to_owned(), format!("{how} on that day")));
    }
    // Where it cannot be taken apart, nothing of it is stated.
    (Some(serde_json::from_value(whole).unwrap_or_default()), taken_out)
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
    use detente_core::Person;
    use serde_json::{from_value, json};

    use super::*;

    #[test]
    fn an_end_before_its_beginning_is_taken_out_with_how_it_ended() {
        let fields: Detention = from_value(
            json!({"began_on": "2021-03", "ended_on": "2020", "end_modality": "pardoned"}),
        )
        .unwrap();
        let (possible, taken_out) = possible(&fields);
        let possible = possible.unwrap();
        assert_eq!((possible.ended_on, possible.end_modality), (None, None));
        assert_eq!(possible.began_on, fields.began_on);
        assert_eq!(taken_out[0].1, "2020 lies before began_on 2021-03");
        assert_eq!(taken_out[1].1, "pardoned on that day");
    }

    #[test]
    fn what_can_be_stays_as_it_is() {
        let person: Person = from_value(
            json!({"born_on": "1980", "roles": [{"key": "a", "since": "2025", "until": "2024"}]}),
        )
        .unwrap();
        let (possible, _) = possible(&person);
        assert_eq!(
            serde_json::to_value(possible).unwrap()["roles"],
            json!([{"key": "a", "since": "2025"}])
        );
        assert!(super::possible(&Person::default()).0.is_none());
    }
}
