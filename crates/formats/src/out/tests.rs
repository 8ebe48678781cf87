//! What is written for others can be read by others. Nobody in here exists.

use detente_core::{
    Account, Claim, Described, Detention, NOUNS, NewClaim, Noun, Person, Record, RecordId,
    Sanction, Shape, Source, States, with_noun,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Around, Leaving, Outward, questions};

/// An example of everything that a field can hold.
fn example(shape: &Shape, text: &str) -> Value {
    match shape {
        Shape::Text => json!(text),
        Shape::Flag => json!(true),
        Shape::Formed(form) => json!(match form.name {
            "PartialDate" => "2020-08",
            "QuantityInput" => "more than 430",
            "TermInput" => "10 years",
            "FineInput" => "200 base units",
            "CoordinatesInput" => "54.6872, 25.2797",
            "CountryCode" => "BY",
            "Language" => "be",
            "Script" => "Cyrl",
            "Url" => "https://gazette.example/1",
            "Key" => "poets",
            "Sha256" => "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            other => panic!("no example of {other}"),
        }),
        Shape::Words(list) => json!(list.words[0].0),
        Shape::Reference(nouns) => json!(format!("{}/somebody", nouns[0])),
        Shape::List(element) => json!([example(element, text)]),
        Shape::Table(table) => {
            let fields = table
                .fields
                .iter()
                .map(|field| (field.name.to_owned(), example(field.shape, text)));
            let key = table.keyed.then(|| ("key".to_owned(), json!("one")));
            Value::Object(key.into_iter().chain(fields).collect())
        }
    }
}

/// A record that says everything that a noun can say.
fn whole<N: Noun + Described>(text: &str) -> Record<N> {
    let fields = serde_json::from_value(example(N::SHAPE, text)).unwrap();
    record(&format!("{}/whole", N::NAME), fields, json!({ "witnesses": [witness("gazette")] }))
}

fn witness(source: &str) -> Value {
    json!({ "entry": "1.1", "source": format!("source/{source}") })
}

fn record<N: Noun>(id: &str, fields: N, account: Value) -> Record<N> {
    let account: Account<N> = serde_json::from_value(account).unwrap();
    Record { id: id.parse().unwrap(), fields, account }
}

/// A person of whom two newspapers give different days of birth.
fn disputed() -> Record<Person> {
    let fields = |born: &str| json!({ "name": "Jana Vymyslena", "born_on": born });
    let read = |born: &str| serde_json::from_value::<Person>(fields(born)).unwrap();
    let side = |says: &str, claim: usize| json!({ "says": says, "claims": [claim], "fields": ["born_on"] });
    let account = json!({
        "witnesses": [witness("gazette"), witness("herald")],
        "disputes": [{ "field": "born_on", "kind": "values",
            "sides": [side("1970", 0), side("1971-05", 1)] }],
        "without": [
            { "dispute": 0, "hearing": 1, "fields": fields("1971-05") },
        ],
    });
    record("person/jana", read("1970"), account)
}

fn around() -> Around {
    let source = |terms: Option<&str>, list: Option<&str>| Source {
        url: Some("https://gazette.example/1".parse().unwrap()),
        publisher: Some("organization/guild".parse().unwrap()),
        terms_of_use: terms.map(str::to_owned),
        edition_of: list.map(|list| list.parse().unwrap()),
        ..Source::default()
    };
    let labels = [
        ("source/gazette", "The Invented Gazette"),
        ("organization/guild", "Guild of poets"),
        ("person/somebody", "Somebody"),
    ];
    Around {
        base: Some("https://record.example".to_owned()),
        on: Some("2024-01-01".parse().unwrap()),
        labels: labels.map(|(id, label)| (id.parse().unwrap(), label.to_owned())).into(),
        sources: [
            ("source/gazette".parse().unwrap(), source(Some("CC BY 4.0"), None)),
            ("source/herald".parse().unwrap(), source(None, Some("source/list"))),
            ("source/list".parse().unwrap(), source(Some("https://list.example/terms"), None)),
        ]
        .into(),
    }
}

fn written<N: Noun + 'static>(form: Outward, record: &Record<N>) -> String {
    let answers: Vec<String> = questions(N::NAME).iter().map(|_| "held".to_owned()).collect();
    let around = around();
    form.record(&Leaving { record, label: "A label", answers: &answers, around: &around })
}

/// A record of every noun that says all it can, in one form.
fn every(form: Outward, text: &str) -> Vec<(&'static str, String)> {
    let each = |noun: &'static str| {
        (noun, with_noun!(noun, N => written(form, &whole::<N>(text)), _ => unreachable!()))
    };
    NOUNS.iter().copied().map(each).collect()
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let row = |row: Result<csv::StringRecord, csv::Error>| {
        row.unwrap().iter().map(str::to_owned).collect()
    };
    reader.records().map(row).collect()
}

proptest! {
    #[test]
    fn a_row_has_the_columns_of_its_head_and_says_what_the_record_does(text in "\\PC{1,12}") {
        for (noun, row) in every(Outward::Csv, &text) {
            let table = rows(&format!("{}{row}", Outward::Csv.head(noun, "", &around())));
            prop_assert_eq!(table.len(), 2, "{}", noun);
            let names: std::collections::BTreeSet<&String> = table[0].iter().collect();
            prop_assert_eq!(names.len(), table[0].len(), "{}", noun);
            let summary = table[0].iter().position(|name| name == "summary").unwrap();
            prop_assert_eq!(&table[1][summary], &text, "{}", noun);
        }
    }

    #[test]
    fn no_text_ends_the_line_or_the_literal_that_it_stands_in(text in "\\PC{1,12}") {
        for (noun, line) in every(Outward::Ndjson, &text) {
            let told: Value = serde_json::from_str(line.trim_end()).unwrap();
            prop_assert_eq!(&told["fields"]["summary"], &json!(text), "{}", noun);
        }
        for (_, node) in every(Outward::JsonLd, &text) {
            prop_assert!(serde_json::from_str::<Value>(&node).is_ok());
        }
        for (noun, rows) in every(Outward::Sql, &text) {
            // What stands between quotation marks is a text; outside there is nothing of it.
            let outside: String = rows.replace("''", "").split('\'').step_by(2).collect();
            prop_assert!(!outside.contains(&format!("{text}'")), "{}: {}", noun, outside);
            prop_assert!(rows.matches('\'').count().is_multiple_of(2), "{}: {}", noun, rows);
        }
    }

    #[test]
    fn nothing_of_a_text_is_a_sign_of_markdown(text in "[<>*_`#|\\[\\]&a]{1,12}") {
        let person = Person { summary: Some(text.clone()), ..Person::default() };
        let page = written(Outward::Markdown, &record("person/jana", person, json!({ "witnesses": [] })));
        let line = page.lines().find(|line| line.starts_with("- **summary**: ")).unwrap();
        let shown = line.strip_prefix("- **summary**: ").unwrap();
        prop_assert_eq!(shown.replace('\\', ""), text);
        prop_assert!(shown.starts_with('\\') || shown.starts_with('a'));
    }
}

#[test]
fn every_noun_has_a_form_that_says_all_of_it() {
    for (noun, page) in every(Outward::Markdown, "some words") {
        with_noun!(noun, N => for field in <N as detente_core::Fields>::FIELDS {
            assert!(page.contains(&format!("**{}**", field.replace('_', " "))), "{noun}: {field}");
        }, _ => unreachable!());
        assert!(page.contains("terms of use: CC BY 4.0"), "{page}");
    }
}

#[test]
fn terms_of_use_go_with_whatever_rests_on_a_source() {
    let jana = disputed();
    for form in [Outward::Csv, Outward::Ndjson, Outward::JsonLd, Outward::Markdown] {
        let text = written(form, &jana);
        assert!(text.contains("CC BY 4.0"), "{form}: {text}");
        // An edition has those of its list.
        assert!(text.contains("list.example/terms"), "{form}: {text}");
    }
    let gazette = around().sources[&"source/gazette".parse().unwrap()].clone();
    let gazette = record("source/gazette", gazette, json!({ "witnesses": [witness("gazette")] }));
    for form in [Outward::Ftm, Outward::Sql] {
        assert!(written(form, &gazette).contains("CC BY 4.0"), "{form}");
        assert!(written(form, &jana).contains("source-gazette") || form == Outward::Sql);
    }
}

#[test]
fn what_is_disputed_is_never_picked_in_silence() {
    let jana = disputed();
    let table = rows(&format!(
        "{}{}",
        Outward::Csv.head("person", "", &around()),
        written(Outward::Csv, &jana)
    ));
    let column = table[0].iter().position(|name| name == "disputed").unwrap();
    assert_eq!(table[1][column], "born_on");
    for form in [Outward::Ndjson, Outward::Ftm, Outward::JsonLd, Outward::Markdown, Outward::Sql] {
        let text = written(form, &jana);
        assert!(text.contains("1970") && text.contains("1971-05"), "{form}: {text}");
    }
}

#[test]
fn an_entity_refers_to_others_as_followthemoney_can() {
    for (noun, lines) in every(Outward::Ftm, "some words") {
        assert_eq!(lines.is_empty(), noun == "indicator", "{noun}");
        for line in lines.lines() {
            let entity: Value = serde_json::from_str(line).unwrap();
            let id = entity["id"].as_str().unwrap();
            let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
            assert!(id.bytes().all(allowed), "{id}");
        }
    }
}

#[test]
fn a_doubtful_date_is_no_date_of_a_schema_that_knows_no_doubt() {
    let person = Person {
        name: Some("Jana Vymyslena".to_owned()),
        born_on: Some("1961~".parse().unwrap()),
        ..Person::default()
    };
    let lines = written(Outward::Ftm, &record("person/jana", person, json!({ "witnesses": [] })));
    let entity: Value = serde_json::from_str(&lines).unwrap();
    assert_eq!(entity["properties"]["notes"], json!(["born on: 1961~"]));
    assert_eq!(entity["properties"].get("birthDate"), None);
}

#[test]
fn whoever_is_known_by_another_name_alone_is_called_so() {
    use detente_core::{Name, NameKind};
    let alias = Name {
        text: Some("Yana of Lhota".to_owned()),
        kind: Some(NameKind::Alias),
        ..Name::default()
    };
    let person = |name: Option<&str>| Person {
        name: name.map(str::to_owned),
        names: vec![alias.clone()],
        ..Person::default()
    };
    let named = |person| {
        let lines =
            written(Outward::Ftm, &record("person/jana", person, json!({ "witnesses": [] })));
        serde_json::from_str::<Value>(&lines).unwrap()["properties"]["name"].take()
    };
    assert_eq!(named(person(None)), json!(["Yana of Lhota"]));
    assert_eq!(named(person(Some("Jana V."))), json!(["Jana V."]));
}

#[test]
fn a_measure_on_nobody_has_no_place_in_followthemoney() {
    let sector = Sanction { target_sector: Some("potash".to_owned()), ..Sanction::default() };
    let sector = record("sanction/potash", sector, json!({ "witnesses": [] }));
    assert_eq!(written(Outward::Ftm, &sector), "");
    assert!(written(Outward::JsonLd, &sector).contains("potash"));
}

#[test]
fn relief_that_was_only_announced_ends_no_measure() {
    let measure = |instrument: Option<&str>| {
        let action = json!({ "key": "lifted", "kind": "lifted", "on": "2025-12-13",
            "instrument": instrument });
        let fields = json!({ "target": "organization/guild", "actions": [action] });
        let sanction = serde_json::from_value::<Sanction>(fields).unwrap();
        written(Outward::Ftm, &record("sanction/chalk", sanction, json!({ "witnesses": [] })))
    };
    assert!(!measure(None).contains("endDate"));
    assert!(measure(Some("Order 7")).contains("\"endDate\":[\"2025-12-13\"]"));
}

#[test]
fn a_case_is_a_page() {
    let fields = json!({
        "person": "person/somebody", "country": "BY", "began_on": "2021-02-03",
        "charges": [{ "key": "first", "code": "criminal code", "article": "342" }],
        "sentences": [{ "key": "first", "term": "8 years", "regime": "general" }],
    });
    let fields = serde_json::from_value::<Detention>(fields).unwrap();
    let case = record("detention/somebody", fields, json!({ "witnesses": [witness("gazette")] }));
    insta::assert_snapshot!(written(Outward::Markdown, &case));
    insta::assert_snapshot!(written(Outward::Ftm, &case));
    insta::assert_snapshot!(written(Outward::JsonLd, &case));
    insta::assert_snapshot!(written(Outward::Sql, &case));
}

#[test]
fn a_dossier_that_is_written_claim_by_claim_is_one() {
    let claims: Vec<NewClaim> = ["gazette", "herald"]
        .map(|source| {
            let subject: RecordId = format!("person/{source}-1").parse().unwrap();
            let states = Person { name: Some("Jana \"J\" V.".to_owned()), ..Person::default() };
            let claim = Claim {
                subject,
                source: format!("source/{source}").parse().unwrap(),
                said_by: Some("person/otto".parse().unwrap()),
                read_on: "2024-03-02".parse().unwrap(),
                denies: true,
                states: States::of(&states).unwrap(),
                quotes: [("name".to_owned(), "a quote".to_owned())].into(),
            };
            NewClaim { claim, new: true, written_at: None }
        })
        .into();
    for form in [Outward::Dossier, Outward::DossierJson] {
        let one_by_one: Vec<String> =
            claims.iter().map(|claim| form.claims(std::slice::from_ref(claim))).collect();
        let head = form.head("person", "Two claims", &around());
        let file = format!("{head}{}{}", one_by_one.join(form.between()), form.foot());
        let reading = detente_core::dossier::read("export", file.as_bytes());
        assert!(reading.faults.is_empty(), "{:?} in {file}", reading.faults);
        assert_eq!(reading.submission.message, "Two claims");
        let read: Vec<_> = reading.submission.claims.into_iter().map(|new| new.claim).collect();
        let said: Vec<_> = claims.iter().map(|new| new.claim.clone()).collect();
        assert_eq!(read, said);
    }
}

#[test]
fn the_tables_of_sql_are_made_before_their_rows() {
    let head = Outward::Sql.head("person", "Everything", &around());
    for (noun, rows) in every(Outward::Sql, "it's") {
        for row in rows.lines() {
            let table = row.split('"').nth(1).unwrap();
            let made =
                head.lines().find(|line| line.starts_with(&format!("create table \"{table}\"")));
            let made = made.unwrap_or_else(|| panic!("{noun}: no table {table}"));
            let columns = made.matches(" text").count();
            let names: std::collections::BTreeSet<&str> =
                made.split('"').skip(3).step_by(2).collect();
            assert_eq!(names.len(), columns, "{made}");
            let values = row.split_once(" values (").unwrap().1.replace("54.6872, ", "54.6872 ");
            assert_eq!(values.matches(", ").count() + 1, columns, "{row}\n{made}");
        }
    }
}
