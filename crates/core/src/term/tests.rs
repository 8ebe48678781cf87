use proptest::prelude::*;

use super::*;
use crate::day::tests::{any_day, day};

fn term(text: &str) -> Term {
    text.parse().unwrap()
}

fn any_term() -> impl Strategy<Value = Term> {
    let fixed = |years, months: u32, days| {
        (0..years, 0..months, 0..days).prop_filter_map("no time", |(years, months, days)| {
            format!("P{years}Y{months}M{days}D").parse().ok()
        })
    };
    prop_oneof![1 => Just(Term::LIFE), 6 => fixed(3, 12, 40_u32), 2 => fixed(10_000_u32, 24, 800)]
}

#[test]
fn a_year_is_365_or_366_days_and_a_month_28_to_31() {
    let range = |text| (term(text).least_days().unwrap(), term(text).most_days().unwrap());
    assert_eq!(range("1 year"), (365, 366));
    assert_eq!(range("1 month"), (28, 31));
    assert_eq!(range("2 months"), (59, 62));
    assert_eq!(range("4 years"), (1460, 1461));
    assert_eq!(range("400 years"), (146_097, 146_097));
    assert_eq!(range("15 days"), (15, 15));
    // 1900 was no leap year: ten years from 1897 on had one leap day.
    assert_eq!(range("10 years"), (3651, 3653));
}

#[test]
fn both_bounds_are_reached_by_some_beginning() {
    let beginnings: Vec<Day> = (1600..2000)
        .flat_map(|year| (1..=12).filter_map(move |month| Day::ymd(year, month, 1)))
        .collect();
    for months in [1, 2, 7, 11, 13, 19, 54, 120, 132, 1200] {
        let term = term(&format!("P{}Y{}M", months / 12, months % 12));
        let days =
            beginnings.iter().map(|began| began.days_until(term.ends_after(*began).unwrap()));
        assert_eq!(term.least_days().map(i64::from), days.clone().min(), "{term}");
        assert_eq!(term.most_days().map(i64::from), days.max(), "{term}");
    }
}

#[test]
fn ten_years_are_over_on_the_same_day_of_the_calendar() {
    assert_eq!(term("10 years").ends_after(day("2021-07-14")), Some(day("2031-07-14")));
    assert_eq!(term("1 month").ends_after(day("2024-01-31")), Some(day("2024-02-29")));
    assert_eq!(term("1 year").ends_after(day("2024-02-29")), Some(day("2025-02-28")));
    assert_eq!(term("15 days").ends_after(day("2025-12-20")), Some(day("2026-01-04")));
    assert_eq!(Term::LIFE.ends_after(day("2021-07-14")), None);
    assert_eq!(term("9999 years").ends_after(day("2021-07-14")), None);
}

#[test]
fn one_term_is_written_in_many_ways() {
    for text in ["1 year 7 months", "1 year and 7 months", "1 year, 7 months", "19 months", "P1Y7M"]
    {
        assert_eq!(term(text).to_string(), "1 year 7 months", "{text}");
    }
    assert_eq!(term("4 1/2 years").to_string(), "4 years 6 months");
    assert_eq!(term("1/2 year").to_string(), "6 months");
    assert_eq!(term("1 year 1 month 1 day").to_string(), "1 year 1 month 1 day");
}

#[test]
fn twelve_months_are_a_year_and_365_days_can_be_one() {
    assert_eq!(term("12 months"), term("1 year"));
    assert!(term("1 year").agrees(&term("365 days")));
    assert!(term("365 days").refines(&term("1 year")));
    assert!(!term("1 year").agrees(&term("364 days")));
    assert!(!term("10 years").agrees(&term("11 years")));
}

#[test]
fn life_is_longer_than_any_term_and_agrees_with_none() {
    assert!(Term::LIFE > term("9999 years"));
    assert!(!Term::LIFE.agrees(&term("25 years")) && !term("25 years").agrees(&Term::LIFE));
    assert_eq!(Term::LIFE.least_days(), None);
    assert!(term("14 years") > term("11 years") && term("40 days") > term("1 month"));
}

#[test]
fn what_is_no_term_is_refused_with_what_to_write() {
    let error = |text: &str| text.parse::<Term>().unwrap_err().to_string();
    insta::assert_snapshot!(error("ten years"), @"`ten years` is not the length of a sentence: write years, months and days in this order, such as 10 years, 1 year 7 months, 4 1/2 years or 15 days, or life");
    insta::assert_snapshot!(error("10000 years"), @"`10000 years` is too long: write at most 9999 years, months or days, or life");
    insta::assert_snapshot!(error("0 days"), @"`0 days` is no time at all: leave the field out if no term was imposed");
    for text in [
        "",
        "P",
        "10",
        "7 months 1 year",
        "1 year 1 year",
        "1 1/2 months",
        "P7M1Y",
        "P1W",
        "-1 year",
        "1 year 7",
    ] {
        assert!(text.parse::<Term>().is_err(), "{text}");
    }
    assert!("9999 years 12 months".parse::<Term>().is_err());
}

proptest! {
    #[test]
    fn a_term_is_read_back_as_it_was_written(term in any_term()) {
        prop_assert_eq!(term.to_string().parse(), Ok(term));
    }

    #[test]
    fn a_term_lasts_no_fewer_and_no_more_days_than_it_can(term in any_term(), began in any_day()) {
        if let Some(ended) = term.ends_after(began) {
            let days = u32::try_from(began.days_until(ended)).unwrap();
            prop_assert!(term.least_days().unwrap() <= days && days <= term.most_days().unwrap());
        }
    }

    #[test]
    fn order_is_total_and_equal_terms_have_equal_texts(mut terms in proptest::collection::vec(any_term(), 3)) {
        terms.sort();
        prop_assert!(terms[0] <= terms[1] && terms[1] <= terms[2] && terms[0] <= terms[2]);
        prop_assert_eq!(terms[0] == terms[1], terms[0].to_string() == terms[1].to_string());
        prop_assert_eq!(terms[0] == terms[1], terms[0].cmp(&terms[1]).is_eq());
    }

    #[test]
    fn agreement_is_mutual_and_refinement_one_sided(one in any_term(), other in any_term()) {
        prop_assert!(one.agrees(&one) && !one.refines(&one));
        prop_assert_eq!(one.agrees(&other), other.agrees(&one));
        prop_assert!(!(one.refines(&other) && other.refines(&one)));
        prop_assert!(!one.refines(&other) || one.agrees(&other));
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "P?[0-9YMD/ é]{0,12}( years| months| days)?") {
        let _ = text.parse::<Term>();
    }
}
