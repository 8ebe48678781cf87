//! Tests of the sheet, over invented people.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{Change, Edited, Sheet};
use crate::{
    Described as _, NOUNS, Shape, Table,
    dossier::{
        read,
        tests::{round_trip::any_table, told},
    },
    with_noun,
};

fn table(noun: &str) -> &'static Table {
    let shape = with_noun!(noun, N => N::SHAPE, _ => unreachable!());
    let Shape::Table(table) = shape else { unreachable!() };
    table
}

fn sheet(subject: &str, states: Value) -> Sheet {
    let Value::Object(states) = states else { unreachable!() };
    Sheet {
        subject: subject.parse().unwrap(),
        label: "Jana Vymyslena".to_owned(),
        states,
        said: BTreeMap::new(),
        new: false,
        title: "On Jana Vymyslena".to_owned(),
        author: Some("Nobody".to_owned()),
        source: Some("source/herald".parse().unwrap()),
        said_by: None,
        read_on: "2024-03-05".parse().unwrap(),
    }
}

fn jana() -> Sheet {
    let mut sheet = sheet(
        "person/jana",
        json!({
            "name": "Jana Vymyslena",
            "born_on": "1980~",
            "nationalities": ["BY", "LT"],
            "roles": [{ "key": "clerk", "title": "clerk of the tower", "since": "2019~" }],
        }),
    );
    sheet.said = [
        ("name", "Gazette, 2024-03-01"),
        ("born_on", "Otto, in Gazette, 2024-03-01; disputed: 1990 says Herald"),
        ("nationalities.BY", "Gazette, 2024-03-01"),
        ("nationalities.LT", "Herald, 2024-03-04"),
        ("roles.clerk", "Gazette, 2024-03-01"),
        ("roles.clerk.title", "Gazette, 2024-03-01"),
        ("roles.clerk.since", "Herald, 2024-03-04"),
    ]
    .map(|(path, who)| (path.to_owned(), who.to_owned()))
    .into();
    sheet
}

/// What comes of a sheet in which a text is replaced by another.
fn after(sheet: &Sheet, what: &str, by: &str) -> Edited {
    let text = sheet.write();
    assert!(text.contains(what), "{what} is not in\n{text}");
    sheet.read("f.toml", text.replacen(what, by, 1).as_bytes())
}

/// What is stated of the record, with what is wrong.
fn stated(edited: &Edited) -> String {
    let claims = &edited.reading.submission.claims;
    let states =
        claims.iter().map(|new| format!("{} {}\n", new.claim.subject, new.claim.states.as_str()));
    states.chain([told(&edited.reading)]).collect()
}

fn changes(edited: &Edited) -> Vec<String> {
    let line = |change: &Change| {
        format!("{}: {} → {}", change.field, change.before.as_deref().unwrap_or("?"), change.after)
    };
    edited.changes.iter().map(line).collect()
}

#[test]
fn a_sheet_shows_every_value_with_who_says_it_and_every_silence_with_what_could_be_said() {
    insta::assert_snapshot!(jana().write());
}

#[test]
fn a_new_record_has_a_sheet_of_silences() {
    let mut new = sheet("release/tower", json!({}));
    (new.new, new.source, new.author) = (true, None, None);
    insta::assert_snapshot!(new.write());
}

#[test]
fn a_changed_value_is_the_only_one_that_is_said() {
    let edited = after(&jana(), "born_on = \"1980~\"", "born_on = \"1981\"");
    assert_eq!(stated(&edited), "person/jana {\"born_on\":\"1981\"}\n");
    assert_eq!(changes(&edited), ["born_on: 1980~ → 1981"]);
    let claim = &edited.reading.submission.claims[0];
    assert_eq!(claim.claim.source.as_str(), "source/herald");
    assert_eq!(claim.claim.read_on.to_string(), "2024-03-05");
    assert_eq!(edited.on_record, Some(0));
}

#[test]
fn a_blank_that_is_filled_in_is_said() {
    let edited = after(&jana(), "# gender = \"\"", "gender = \"female\"");
    assert_eq!(stated(&edited), "person/jana {\"gender\":\"female\"}\n");
    assert_eq!(changes(&edited), ["gender: ? → female"]);
}

#[test]
fn a_blank_without_a_value_is_refused() {
    let edited = after(&jana(), "# gender = \"\"", "gender = \"\"");
    assert!(told(&edited.reading).starts_with("EMPTY f.toml:"), "{}", told(&edited.reading));
}

#[test]
fn an_element_keeps_its_key_and_states_only_what_changed() {
    let edited = after(&jana(), "since = \"2019~\"", "since = \"2018\"");
    assert_eq!(
        stated(&edited),
        "person/jana {\"roles\":[{\"key\":\"clerk\",\"since\":\"2018\"}]}\n"
    );
}

#[test]
fn what_a_plain_list_gains_is_said_and_what_it_loses_stays() {
    let edited = after(&jana(), "[\"BY\", \"LT\"]", "[\"BY\", \"PL\"]");
    assert_eq!(stated(&edited), "person/jana {\"nationalities\":[\"PL\"]}\n");
    let left: Vec<&str> = edited.left.iter().map(|left| left.field.as_str()).collect();
    assert_eq!(left, ["nationalities.LT"]);
}

#[test]
fn a_value_taken_out_says_nothing_and_is_noted() {
    let edited = after(&jana(), "name = \"Jana Vymyslena\"", "");
    assert_eq!(stated(&edited), "");
    assert_eq!(edited.left.len(), 1);
    assert_eq!(edited.left[0].says.as_deref(), Some("Jana Vymyslena"));
}

#[test]
fn a_value_that_the_source_is_quoted_for_is_said_again() {
    let edited = after(&jana(), "[claim.quotes]", "[claim.quotes]\nname = \"Ms Jana Vymyslena\"");
    assert_eq!(stated(&edited), "person/jana {\"name\":\"Jana Vymyslena\"}\n");
    assert!(edited.changes[0].confirms());
    // Of an element, that it is there: what others say of it is not put into the source's mouth.
    let edited =
        after(&jana(), "[claim.quotes]", "[claim.quotes]\n\"roles.clerk\" = \"the clerk\"");
    assert_eq!(stated(&edited), "person/jana {\"roles\":[{\"key\":\"clerk\"}]}\n");
    let edited =
        after(&jana(), "[claim.quotes]", "[claim.quotes]\nnationalities = \"of two countries\"");
    assert!(stated(&edited).starts_with("BAD_QUOTE_PATH"), "{}", stated(&edited));
}

#[test]
fn other_claims_of_the_sheet_are_taken_as_they_are() {
    let denial = "[[claim]]\nsource = \"S1\"\nsubject = \"person/jana\"\ndenies = true\n[claim.states]\nname = \"Jana Vymyslena\"\n";
    let text = format!("{}\n{denial}", jana().write());
    let edited = jana().read("f.toml", text.as_bytes());
    assert_eq!(stated(&edited), "person/jana {\"name\":\"Jana Vymyslena\"}\n");
    assert!(edited.reading.submission.claims[0].claim.denies);
    assert_eq!((edited.on_record, edited.changes.len()), (None, 0));
}

#[test]
fn the_whole_record_is_never_denied_nor_said_of_another() {
    for by in ["subject = \"person/jan\"", "denies = true\nsubject = \"person/jana\""] {
        let edited = after(&jana(), "subject = \"person/jana\"", by);
        assert!(stated(&edited).starts_with("NOT_THE_RECORD f.toml:"), "{}", stated(&edited));
    }
}

#[test]
fn what_other_sources_contradict_each_other_on_is_no_fault_of_the_sheet() {
    let sheet = sheet("person/jana", json!({ "born_on": "1980", "died_on": "1970" }));
    let edited = after(&sheet, "# gender = \"\"", "gender = \"female\"");
    assert_eq!(stated(&edited), "person/jana {\"gender\":\"female\"}\n");
}

#[test]
fn everything_wrong_is_told_with_its_line_in_the_sheet() {
    let text =
        jana().write().replace("\"1980~\"", "\"last year\"").replace("\"2019~\"", "\"2019-13\"");
    let line = |what: &str| text.lines().position(|line| line.contains(what)).unwrap() + 1;
    let faults = told(&jana().read("f.toml", text.as_bytes()).reading);
    for what in ["last year", "2019-13"] {
        assert!(faults.contains(&format!("f.toml:{}: ", line(what))), "{faults}");
    }
}

#[test]
fn an_untouched_sheet_and_an_empty_one_say_nothing() {
    let sheet = jana();
    assert!(sheet.is_untouched(&sheet.write()));
    assert!(sheet.is_untouched(&sheet.write().replace("# Say", "# say")));
    assert!(sheet.is_untouched("\n# nothing\n"));
    assert!(!sheet.is_untouched(&sheet.write().replace("1980~", "1981")));
    assert!(!sheet.is_untouched("name = "));
}

#[test]
fn a_name_from_outside_stays_within_its_comment() {
    let mut sheet = jana();
    sheet.label = "Jana\nname = \"Evil\"\u{2028}".to_owned();
    sheet
        .said
        .insert("name".to_owned(), "Gazette\r\n[claim.states]\nborn_on = \"1990\"".to_owned());
    assert!(jana().is_untouched(&sheet.write()));
}

#[test]
fn a_place_is_found_by_the_nearest_path_above() {
    let text = jana().write();
    let reading = jana().read("f.toml", text.replace("1980~", "1981").as_bytes()).reading;
    let line = text.lines().position(|line| line.starts_with("born_on")).unwrap() + 1;
    assert_eq!(reading.place_of("person/jana", "born_on"), Some(&*format!("f.toml:{line}")));
    assert_eq!(
        reading.place_of("person/jana", "roles.clerk.organization"),
        reading.place_of("person/jana", "roles.clerk")
    );
    assert_eq!(reading.place_of("person/jan", ""), None);
}

/// A record of any noun.
fn any_record() -> impl Strategy<Value = (&'static str, Map<String, Value>)> {
    prop::sample::select(NOUNS).prop_flat_map(|noun| (Just(noun), any_table(table(noun))))
}

/// What a record says once a claim on it is heard beside it.
fn with(
    table: &Table,
    before: &Map<String, Value>,
    said: &Map<String, Value>,
) -> Map<String, Value> {
    let mut record = before.clone();
    for (field, value) in said {
        let Value::Array(elements) = value else {
            record.insert(field.clone(), value.clone());
            continue;
        };
        let list = record.entry(field.clone()).or_insert_with(|| json!([]));
        let list = list.as_array_mut().unwrap();
        let shape = table.fields.iter().find(|known| known.name == field).unwrap().shape;
        for element in elements {
            let known = list.iter_mut().find(|known| {
                element.get("key").map_or(**known == *element, |key| known.get("key") == Some(key))
            });
            match (known, shape) {
                (Some(Value::Object(known)), Shape::List(Shape::Table(part))) => {
                    *known = with(part, known, element.as_object().unwrap());
                }
                (Some(_), _) => {}
                (None, _) => list.push(element.clone()),
            }
        }
    }
    record
}

proptest! {
    #[test]
    fn a_record_that_is_written_and_read_back_makes_no_claim((noun, states) in any_record()) {
        let sheet = sheet(&format!("{noun}/jana"), Value::Object(states));
        let text = sheet.write();
        prop_assert!(sheet.is_untouched(&text));
        // As a dossier it states the record as it stands, and nothing of it is a fault of its form.
        if !sheet.states.is_empty() {
            let edited = sheet.read("f.toml", text.as_bytes());
            prop_assert_eq!(stated(&edited), "", "{}", text);
            prop_assert!(edited.left.is_empty());
            let whole = read("f.toml", text.as_bytes());
            let claim = &whole.submission.claims[0].claim;
            let states: Map<String, Value> = serde_json::from_str(claim.states.as_str()).unwrap();
            prop_assert_eq!(states, sheet.states);
        }
    }

    #[test]
    fn what_is_said_makes_of_the_record_what_was_written((noun, before) in any_record(), other in any::<prop::sample::Index>(), after in any_record()) {
        // Only values are changed and added: what is taken out stays.
        let table = table(noun);
        let after: Map<String, Value> = if after.0 == noun { after.1 } else { Map::new() };
        let mut after = with(table, &before, &after);
        if let (Some(field), true) = (before.keys().nth(other.index(before.len().max(1))), after.len() > 1) {
            after.insert(field.clone(), before[field].clone());
        }
        if after.is_empty() {
            return Ok(());
        }
        let opened = sheet(&format!("{noun}/jana"), Value::Object(before.clone()));
        let written = Sheet { states: after.clone(), ..opened.clone() }.write();
        let edited = opened.read("f.toml", written.as_bytes());
        prop_assert_eq!(told(&edited.reading), "", "{}", written);
        let claims = &edited.reading.submission.claims;
        prop_assert_eq!(claims.len(), usize::from(before != after));
        prop_assert!(edited.left.is_empty());
        let Some(claim) = claims.first() else { return Ok(()) };
        let said: Map<String, Value> = serde_json::from_str(claim.claim.states.as_str()).unwrap();
        prop_assert_eq!(with(table, &before, &said), after);
        prop_assert!(edited.changes.iter().all(|change| !change.confirms()));
    }

    #[test]
    fn one_changed_field_is_one_claim_that_states_exactly_it((noun, states) in any_record(), which in any::<prop::sample::Index>()) {
        let table = table(noun);
        let texts = table.fields.iter().filter(|field| matches!(field.shape, Shape::Text));
        let texts: Vec<&str> = texts.map(|field| field.name).collect();
        let field = texts[which.index(texts.len())];
        let opened = sheet(&format!("{noun}/jana"), Value::Object(states.clone()));
        let mut changed = opened.clone();
        changed.states.insert(field.to_owned(), json!("an invented text, as long as no other"));
        let edited = opened.read("f.toml", changed.write().as_bytes());
        prop_assert_eq!(
            stated(&edited),
            format!("{noun}/jana {{\"{field}\":\"an invented text, as long as no other\"}}\n")
        );
    }

    #[test]
    fn whatever_stands_in_a_sheet_is_told_and_never_a_panic(text in "(\\PC|\n){0,400}", at in any::<prop::sample::Index>()) {
        let mut sheet = jana().write();
        let at = (0..=sheet.len()).rev().filter(|at| sheet.is_char_boundary(*at)).nth(at.index(sheet.len() / 2)).unwrap_or(0);
        sheet.insert_str(at, &text);
        let _ = jana().read("f.toml", sheet.as_bytes());
    }
}
