//! Claims that are written down read back as the same claims.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::told;
use crate::{
    Claim, Described as _, NOUNS, NewClaim, Shape, States, Submission, Table,
    dossier::{read, write, write_claim, write_heading},
    with_noun,
};

/// Values of a shape, as a dossier may hold them.
pub(in crate::dossier) fn any_value(shape: &'static Shape, deep: bool) -> BoxedStrategy<Value> {
    match shape {
        Shape::Text => {
            "[^\\p{Cc}\\s]([^\\p{Cc}]{0,8}[^\\p{Cc}\\s])?".prop_map(Value::String).boxed()
        }
        Shape::Flag => any::<bool>().prop_map(Value::Bool).boxed(),
        Shape::Formed(form) => {
            let texts: &'static [&'static str] = match form.name {
                // All of them can be one day, so that nothing ends before it begins.
                "PartialDate" => &["2020", "2020~", "../2026-04-23", "2020?", "2020-01/2020-12"],
                "QuantityInput" => &["123", "more than 430", "between 5 and 7"],
                "TermInput" => &["10 years", "life"],
                "FineInput" => &["200 base units", "5400 BYN"],
                "CoordinatesInput" => &["54.6872, 25.2797"],
                "CountryCode" => &["BY", "EU"],
                "Language" => &["be-tarask", "en"],
                "Script" => &["Cyrl"],
                "Url" => &["https://gazette.example/1"],
                "Key" => &["poets"],
                "Sha256" => &["ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
                other => panic!("no example of {other}"),
            };
            prop::sample::select(texts).prop_map(|text| json!(text)).boxed()
        }
        Shape::Words(list) => {
            prop::sample::select(list.words).prop_map(|(word, _)| json!(word)).boxed()
        }
        Shape::Reference(nouns) => (prop::sample::select(*nouns), "[a-z]{1,5}")
            .prop_map(|(noun, slug)| json!(format!("{noun}/{slug}")))
            .boxed(),
        Shape::List(Shape::Table(part)) if deep => {
            prop::collection::btree_map("[a-z]{1,4}(-[0-9])?", any_table(part), 1..3)
                .prop_map(|parts| {
                    let keyed = parts.into_iter().map(|(key, mut fields)| {
                        fields.insert("key".to_owned(), Value::String(key));
                        Value::Object(fields)
                    });
                    keyed.collect()
                })
                .boxed()
        }
        Shape::List(element) => any_value(element, false).prop_map(|value| json!([value])).boxed(),
        Shape::Table(table) => any_table(table).prop_map(Value::Object).boxed(),
    }
}

pub(in crate::dossier) fn any_table(table: &'static Table) -> BoxedStrategy<Map<String, Value>> {
    // What leads to its own kind would make loops.
    let avoided = ["within", "parent", "edition_of"];
    let fields = table.fields.iter().filter(|field| !avoided.contains(&field.name));
    let fields: Vec<_> = fields
        .map(|field| {
            let value = prop::option::weighted(0.4, any_value(field.shape, !table.keyed));
            (Just(field.name.to_owned()), value)
        })
        .collect();
    fields
        .prop_map(|fields| {
            fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
        })
        .boxed()
}

fn any_claim() -> impl Strategy<Value = NewClaim> {
    let of_noun = |noun: &'static str| {
        let shape = with_noun!(noun, N => N::SHAPE, _ => unreachable!());
        let Shape::Table(table) = shape else { unreachable!() };
        let voice = prop::option::of(prop::sample::select(vec!["person/otto", "statement/said"]));
        let quote = prop::option::of("[^\\p{Cc}\\s]{1,9}");
        (any_table(table), "[a-z]{4}", 1..3_u8, voice, any::<(bool, bool)>(), quote)
            .prop_filter_map("it states nothing", move |(fields, slug, source, voice, (denies, new), quote)| {
                let first = fields.keys().next()?.clone();
                let states = with_noun!(noun, N => {
                    States::of(&serde_json::from_value::<N>(Value::Object(fields)).unwrap()).unwrap()
                }, _ => unreachable!());
                let claim = Claim {
                    subject: format!("{noun}/{slug}").parse().unwrap(),
                    source: format!("source/s{source}").parse().unwrap(),
                    said_by: voice.map(|voice| voice.parse().unwrap()),
                    read_on: format!("2024-03-0{source}").parse().unwrap(),
                    denies,
                    states,
                    quotes: quote.map(|quote| (first, quote)).into_iter().collect::<BTreeMap<_, _>>(),
                };
                Some(NewClaim { claim, new, written_at: None })
            })
    };
    prop::sample::select(NOUNS).prop_flat_map(of_noun)
}

/// What is compared: everything but the place, in any order.
fn plain(submission: &Submission) -> Vec<String> {
    let line = |new: &NewClaim| {
        format!("{} {}", new.new, crate::Body::Claim(new.claim.clone()).canonical().unwrap())
    };
    let mut lines: Vec<String> = submission.claims.iter().map(line).collect();
    lines.sort();
    lines
}

proptest! {
    #[test]
    fn claims_read_back_as_they_were_written(claims in prop::collection::vec(any_claim(), 1..5)) {
        let submission = Submission { author: "Jana \"J\" V.".to_owned(), message: "Two\nlines".to_owned(), claims };
        let file = write(&submission);
        let reading = read("f.toml", file.as_bytes());
        prop_assert_eq!(told(&reading), "", "{}", file);
        prop_assert_eq!(&reading.submission.author, &submission.author);
        prop_assert_eq!(&reading.submission.message, &submission.message);
        prop_assert_eq!(plain(&reading.submission), plain(&submission));
    }
}

proptest! {
    #[test]
    fn claims_that_are_written_one_by_one_read_back_too(claims in prop::collection::vec(any_claim(), 1..5)) {
        let mut file = write_heading("One by one", "Nobody");
        file.extend(claims.iter().map(write_claim));
        let submission = Submission { author: "Nobody".to_owned(), message: "One by one".to_owned(), claims };
        let reading = read("f.toml", file.as_bytes());
        prop_assert_eq!(told(&reading), "", "{}", file);
        prop_assert_eq!(plain(&reading.submission), plain(&submission));
    }
}

#[test]
fn what_a_source_says_of_itself_stands_with_it() {
    let reading = super::after_head(
        "[[claim]]\nsource = \"N1\"\nsubject = \"person/jana\"\nsaid_by = \"person/otto\"\ndenies = true\nnew = true\n[claim.states]\nname = \"Jana\"\nroles = [{ title = \"clerk\", key = \"clerk\" }]\n[claim.quotes]\n\"roles.clerk\" = \"a clerk\"\n",
    );
    insta::assert_snapshot!(write(&reading.submission), @r#"
[dossier]
title = "An invented dossier"
author = "Nobody"

[[source]]
key = "S1"
id = "source/invented-gazette"
read_on = "2024-03-02"
new = true
title = "Tower lets twelve go"
url = "https://gazette.example/1"
published_on = "2024-03-01"
kind = "news_article"

[[claim]]
source = "S1"
subject = "person/jana"
new = true
said_by = "person/otto"
denies = true
[claim.states]
name = "Jana"
roles = [
    { key = "clerk", title = "clerk" },
]
[claim.quotes]
"roles.clerk" = "a clerk"
"#);
}
