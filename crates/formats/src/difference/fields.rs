//! What of the fields that an edition states is new, beside those that the list stated before.

use detente_core::{ActionKind, PartialDate};
use serde_json::{Map, Value};

/// The fields that are stated otherwise than they are held, and whether one comes back to the list.
pub(super) fn differing(
    stated: &Map<String, Value>,
    held: &Map<String, Value>,
) -> (Map<String, Value>, bool) {
    let mut differs = Map::new();
    let mut returned = false;
    for (field, value) in stated {
        match (value, held.get(field)) {
            (Value::Array(elements), Some(Value::Array(known))) => {
                let mut kept = Vec::new();
                for element in elements {
                    // To stand on a list still is no change; to be held still is, for nobody is held
                    // by what was seen half a year ago.
                    let seen = (field == ACTIONS).then_some(&mut returned);
                    let told = || says_what_it_says(field, element, known);
                    kept.extend(differing_element(element, known, seen).filter(|_| !told()));
                }
                if !kept.is_empty() {
                    differs.insert(field.clone(), Value::Array(kept));
                }
            }
            (value, Some(known)) if value == known => {}
            (value, Some(known)) if field == ENDED_ON && had_ended_by_then(value, known, held) => {}
            (value, _) => {
                differs.insert(field.clone(), value.clone());
            }
        }
    }
    (differs, returned)
}

/// The field of the day on which custody ended.
const ENDED_ON: &str = "ended_on";

/// Whether an end by the day of an edition (`../2024-06-01`) follows from what the list said before:
/// whoever was out a year ago, and was not seen held since, is not let go anew with each edition that
/// counts them as out.
fn had_ended_by_then(stated: &Value, known: &Value, held: &Map<String, Value>) -> bool {
    let date = |value: &Value| value.as_str()?.parse::<PartialDate>().ok();
    let (Some(stated), Some(known)) = (date(stated), date(known)) else { return false };
    let stays = held.get("stays").and_then(Value::as_array).into_iter().flatten();
    let mut seen = stays.filter_map(|stay| stay.get("seen_on").and_then(date));
    let held_since = seen.any(|on| known.certainly_precedes(on));
    let by_then = stated.latest().filter(|_| stated.earliest().is_none() && !held_since);
    by_then.is_some_and(|day| known.certainly_on_or_before(day))
}

/// The field of what was done about a measure, and seen of it.
pub(super) const ACTIONS: &str = "actions";

/// Whether an element is known, be it under another key: keys tell those apart that read alike, and
/// which of them read alike may be others with each edition.
fn says_what_it_says(field: &str, element: &Value, known: &[Value]) -> bool {
    VALUES.contains(&field) && known.iter().any(|one| content(one) == content(element))
}

/// The lists whose elements are no more than what they say.
pub(super) const VALUES: [&str; 7] =
    ["names", "identifiers", "addresses", "roles", "associations", "relatives", "charges"];

/// What an element says beside its key.
pub(super) fn content(element: &Value) -> Map<String, Value> {
    let fields = element.as_object().into_iter().flatten().filter(|(field, _)| *field != "key");
    fields.map(|(field, value)| (field.clone(), value.clone())).collect()
}

/// What of an element is new: all of one whose key is, of others the fields that differ. Of what was
/// seen of a measure also whether that is that it came back to the list (`returned`).
fn differing_element(
    element: &Value,
    known: &[Value],
    returned: Option<&mut bool>,
) -> Option<Value> {
    let Some(key) = element.get("key").and_then(Value::as_str) else {
        return (!known.contains(element)).then(|| element.clone());
    };
    if let Some(same) = known.iter().find(|one| one.get("key").and_then(Value::as_str) == Some(key))
    {
        let (part, same) = (element.as_object()?, same.as_object()?);
        let mut part: Map<String, Value> = part
            .iter()
            .filter(|(field, value)| same.get(*field) != Some(value))
            .map(|(f, v)| (f.clone(), v.clone()))
            .collect();
        if part.is_empty() {
            return None;
        }
        part.insert("key".to_owned(), Value::String(key.to_owned()));
        return Some(Value::Object(part));
    }
    // To be seen in the same state again is no change; what an older edition saw comes before what is known.
    if let Some(returned) = returned
        && key.starts_with("seen-")
        && let Some(last) = latest(known.iter().filter(|one| {
            one.get("key").and_then(Value::as_str).is_some_and(|of_one| of_one < key)
        }))
    {
        if state(last) == state(element) {
            return None;
        }
        *returned |= last.get("kind") == Some(&Value::from(ActionKind::SeenUnlisted.word()));
    }
    Some(element.clone())
}

/// The latest observation among some elements. Their keys end in the day of the edition.
pub(super) fn latest<'a>(elements: impl IntoIterator<Item = &'a Value>) -> Option<&'a Value> {
    let key = |one: &Value| one.get("key").and_then(Value::as_str).map(str::to_owned);
    let seen =
        elements.into_iter().filter(|one| key(one).is_some_and(|key| key.starts_with("seen-")));
    seen.max_by_key(|one| key(one))
}

/// What was observed, without its day.
fn state(observation: &Value) -> Map<String, Value> {
    let fields = observation.as_object().into_iter().flatten();
    let lasting = fields.filter(|(field, _)| !matches!(field.as_str(), "key" | "on" | "seen_on"));
    lasting.map(|(field, value)| (field.clone(), value.clone())).collect()
}
