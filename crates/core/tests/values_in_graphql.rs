//! How the values look in GraphQL: plain ones are scalars, those with parts are
//! objects where they are shown and scalars where they are given.
#![cfg(feature = "graphql")]

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

use async_graphql::{EmptyMutation, EmptySubscription, Object, Response, Schema};
use detente_core::{
    Coordinates, CountryCode, Day, Fine, Language, PartialDate, Quantity, Script, Term, TextDigest,
    Url,
};

struct Echo;

#[Object]
impl Echo {
    async fn coordinates(&self, given: Coordinates) -> Coordinates {
        given
    }
    async fn country(&self, given: CountryCode) -> CountryCode {
        given
    }
    async fn day(&self, given: Day) -> Day {
        given
    }
    async fn date(&self, given: PartialDate) -> PartialDate {
        given
    }
    async fn digest(&self, given: TextDigest) -> TextDigest {
        given
    }
    async fn fine(&self, given: Option<Fine>) -> Option<Fine> {
        given
    }
    async fn language(&self, given: Language) -> Language {
        given
    }
    async fn quantity(&self, given: Quantity) -> Quantity {
        given
    }
    async fn script(&self, given: Script) -> Script {
        given
    }
    async fn terms(&self, given: Vec<Term>) -> Vec<Term> {
        given
    }
    async fn url(&self, given: Url) -> Url {
        given
    }
}

fn schema() -> Schema<Echo, EmptyMutation, EmptySubscription> {
    Schema::new(Echo, EmptyMutation, EmptySubscription)
}

/// No resolver here waits for anything, so one poll finishes every answer.
fn ask(query: &str) -> Response {
    let schema = schema();
    let answer = pin!(schema.execute(query));
    match answer.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("a resolver waits"),
    }
}

fn data(query: &str) -> String {
    let answer = ask(query);
    assert_eq!(answer.errors, []);
    answer.data.to_string()
}

#[test]
fn the_schema_describes_every_value() {
    insta::assert_snapshot!(schema().sdl());
}

#[test]
fn a_quantity_is_given_as_a_number_or_a_text_and_shown_with_its_bounds() {
    let all = "{ text kind number upTo least most }";
    insta::assert_snapshot!(data(&format!("{{ quantity(given: 123) {all} }}")), @r#"{quantity: {text: "123", kind: EXACTLY, number: 123.0, upTo: null, least: 123.0, most: 123.0}}"#);
    insta::assert_snapshot!(data(&format!("{{ quantity(given: \"more than 430\") {all} }}")), @r#"{quantity: {text: "more than 430", kind: MORE_THAN, number: 430.0, upTo: null, least: 431.0, most: null}}"#);
    insta::assert_snapshot!(data(&format!("{{ quantity(given: \"between 5 and 7\") {all} }}")), @r#"{quantity: {text: "between 5 and 7", kind: BETWEEN, number: 5.0, upTo: 7.0, least: 5.0, most: 7.0}}"#);
}

#[test]
fn terms_fines_and_points_are_shown_with_their_parts() {
    let all = "{ text years months days life leastDays mostDays }";
    insta::assert_snapshot!(data(&format!("{{ terms(given: [\"P1Y7M\", \"life\"]) {all} }}")), @r#"{terms: [{text: "1 year 7 months", years: 1, months: 7, days: 0, life: false, leastDays: 577, mostDays: 581}, {text: "life", years: null, months: null, days: null, life: true, leastDays: null, mostDays: null}]}"#);
    insta::assert_snapshot!(data("{ fine(given: \"5,400 BYN\") { text amount unit } }"), @r#"{fine: {text: "5400 BYN", amount: 5400.0, unit: "BYN"}}"#);
    insta::assert_snapshot!(data("{ fine { text } }"), @"{fine: null}");
    insta::assert_snapshot!(data("{ coordinates(given: \"54.6872,25.2797\") { text latitude longitude } }"), @r#"{coordinates: {text: "54.6872, 25.2797", latitude: 54.6872, longitude: 25.2797}}"#);
}

#[test]
fn plain_values_are_their_text() {
    insta::assert_snapshot!(data("{ country(given: \"by\") date(given: \"2020-08~\") day(given: \"2025-12-13\") language(given: \"BE\") script(given: \"CYRL\") url(given: \"https://hrw.org\") }"), @r#"{country: "BY", date: "2020-08~", day: "2025-12-13", language: "be", script: "Cyrl", url: "https://hrw.org/"}"#);
}

#[test]
fn what_cannot_be_read_is_refused_with_the_sentence_of_its_type() {
    let error = |query: &str| ask(query).errors[0].message.clone();
    insta::assert_snapshot!(error("{ country(given: \"UK\") }"), @r#"Failed to parse "CountryCode": `UK` is not a country code: write the two letters of ISO 3166-1, such as BY, GB for the United Kingdom or GR for Greece, or EU or XK"#);
    insta::assert_snapshot!(error("{ quantity(given: true) { text } }"), @r#"Expected input type "QuantityInput", found true."#);
    insta::assert_snapshot!(error("{ terms(given: [10]) { text } }"), @r#"Failed to parse "TermInput": `10` is not the length of a sentence: write years, months and days in this order, such as 10 years, 1 year 7 months, 4 1/2 years or 15 days, or life (occurred while parsing "[TermInput!]")"#);
}
