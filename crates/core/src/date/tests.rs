use proptest::prelude::*;

use super::*;
use crate::day::tests::{any_day, day};

fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

fn any_stated() -> impl Strategy<Value = String> {
    let qualifier = prop_oneof![4 => Just(""), 1 => Just("~"), 1 => Just("?"), 1 => Just("%")];
    // Near one another, so that dates often touch; and the ends of the calendar.
    let near = (0..900_i64).prop_map(|days| day("2019-06-15").plus_days(days).unwrap());
    let far = prop_oneof![Just(Day::FIRST), Just(Day::LAST), any_day()];
    (prop_oneof![6 => near, 1 => far], prop_oneof![Just(4), Just(7), Just(10)], qualifier)
        .prop_map(|(day, length, qualifier)| format!("{}{qualifier}", &day.to_string()[..length]))
}

fn any_date() -> impl Strategy<Value = PartialDate> {
    let end = || prop_oneof![3 => any_stated(), 1 => Just("..".to_owned())];
    let interval = (end(), end()).prop_map(|(since, until)| format!("{since}/{until}"));
    prop_oneof![any_stated(), interval].prop_filter_map("not a date", |text| text.parse().ok())
}

#[test]
fn a_year_lasts_from_new_year_to_new_years_eve() {
    assert_eq!(date("2020").earliest(), Some(day("2020-01-01")));
    assert_eq!(date("2020").latest(), Some(day("2020-12-31")));
    assert_eq!(date("2020-02").latest(), Some(day("2020-02-29")));
    assert_eq!(date("2021-12").latest(), Some(day("2021-12-31")));
}

#[test]
fn about_a_date_is_one_of_its_kind_more_on_each_side() {
    assert_eq!(date("2020~").earliest(), Some(day("2019-01-01")));
    assert_eq!(date("2020~").latest(), Some(day("2021-12-31")));
    assert_eq!(date("2021-01~").earliest(), Some(day("2020-12-01")));
    assert_eq!(date("2021-01%").latest(), Some(day("2021-02-28")));
    assert_eq!(date("2020-03-01~").earliest(), Some(day("2020-02-29")));
    assert_eq!(date("0001~").earliest(), Some(Day::FIRST));
    assert_eq!(date("9999~").latest(), Some(Day::LAST));
}

#[test]
fn doubt_moves_no_bound_and_is_remembered() {
    assert_eq!(date("2020-08?").earliest(), date("2020-08").earliest());
    assert_eq!(date("2020-08?").latest(), date("2020-08").latest());
    assert_eq!(date("2020-08?").to_string(), "2020-08?");
    assert!(date("2020-08").refines(&date("2020-08?")));
    assert!(!date("2020-08?").refines(&date("2020-08")));
}

#[test]
fn a_month_and_a_day_in_it_agree_and_the_day_says_more() {
    assert!(date("2025-12").agrees(&date("2025-12-13")));
    assert!(date("2025-12-13").refines(&date("2025-12")));
    assert!(!date("2025-12").refines(&date("2025-12-13")));
    assert!(!date("2025-12-13").agrees(&date("2025-12-14")));
}

#[test]
fn general_licence_13_ended_on_some_day_before_the_list_of_april() {
    let ended = date("2025-12-15/2026-04-23");
    assert!(!ended.possibly_before(day("2025-12-15")));
    assert!(ended.possibly_on_or_before(day("2026-03-01")));
    assert!(!ended.certainly_on_or_before(day("2026-03-01")));
    assert!(ended.certainly_before(day("2026-05-01")));
    assert_eq!(ended.precision(), Precision::Interval);
}

#[test]
fn an_open_end_is_never_reached() {
    assert_eq!(date("../2026-04-23").earliest(), None);
    assert_eq!(date("2025-12-15/..").latest(), None);
    assert!(date("../2026-04-23").possibly_before(Day::FIRST));
    assert!(!date("2025-12-15/..").certainly_on_or_before(Day::LAST));
    assert!(date("../2026").agrees(&date("2025/..")));
    assert!(!date("../2024").agrees(&date("2025/..")));
    assert!(date("2025").refines(&date("2025/..")));
}

#[test]
fn only_a_plain_day_is_exact() {
    assert_eq!(date("2025-12-13").day(), Some(day("2025-12-13")));
    assert_eq!(PartialDate::from(day("2025-12-13")), date("2025-12-13"));
    for text in ["2025-12-13?", "2025-12-13~", "2025-12", "2025-12-13/2025-12-13"] {
        assert!(!date(text).is_exact(), "{text}");
    }
}

#[test]
fn a_detention_that_ended_on_the_thirteenth_precedes_being_seen_on_the_fifteenth() {
    assert!(date("2025-12-13").certainly_precedes(date("2025-12-15")));
    assert!(!date("2025-12").certainly_precedes(date("2025-12-15")));
    assert!(!date("../2025-12").certainly_precedes(date("../2026")));
}

#[test]
fn what_is_not_a_date_is_refused_with_what_to_write() {
    let error = |text: &str| text.parse::<PartialDate>().unwrap_err().to_string();
    insta::assert_snapshot!(error("December 2025"), @"`December 2025` is not a date: write 2020, 2020-08 or 2020-08-09, with ~ after it for about, or two of them with / between, or .. for an end that is not known");
    insta::assert_snapshot!(error("2025-02-30"), @"the calendar has no date `2025-02-30`: correct the month or the day, or leave out what is not known");
    insta::assert_snapshot!(error("2026/2025-12"), @"`2026/2025-12` ends before it begins: write the earlier date first, or .. for an end that is not known");
    insta::assert_snapshot!(error("../.."), @"`../..` names no date at all: state one of its ends, or leave the field out");
    for text in
        ["", "~", "2020-8", "2020-00", "0000", "2020/2021/2022", "/2020", "2020-08-09-1", "2020é"]
    {
        assert!(text.parse::<PartialDate>().is_err(), "{text}");
    }
}

#[test]
fn a_date_is_as_small_as_it_looks() {
    assert!(size_of::<PartialDate>() <= 16);
}

proptest! {
    #[test]
    fn a_date_is_read_back_as_it_was_written(date in any_date()) {
        prop_assert_eq!(date.to_string().parse(), Ok(date));
    }

    #[test]
    fn a_date_never_ends_before_it_begins(date in any_date()) {
        if let (Some(earliest), Some(latest)) = (date.earliest(), date.latest()) {
            prop_assert!(earliest <= latest);
        }
    }

    #[test]
    fn order_is_total_and_equal_dates_have_equal_texts(mut dates in proptest::collection::vec(any_date(), 3)) {
        dates.sort();
        prop_assert!(dates[0] <= dates[1] && dates[1] <= dates[2] && dates[0] <= dates[2]);
        prop_assert_eq!(dates[0] == dates[1], dates[0].to_string() == dates[1].to_string());
        prop_assert_eq!(dates[0].cmp(&dates[1]), dates[1].cmp(&dates[0]).reverse());
        prop_assert_eq!(dates[0] == dates[1], dates[0].cmp(&dates[1]).is_eq());
    }

    #[test]
    fn agreement_is_mutual_and_exactly_a_common_day(one in any_date(), other in any_date()) {
        let first = one.earliest().max(other.earliest()).unwrap_or(Day::FIRST);
        let last = one.latest().unwrap_or(Day::LAST).min(other.latest().unwrap_or(Day::LAST));
        prop_assert_eq!(one.agrees(&other), first <= last);
        prop_assert_eq!(one.agrees(&other), other.agrees(&one));
        prop_assert!(one.agrees(&one));
    }

    #[test]
    fn no_date_refines_itself_and_none_refines_what_it_disputes(one in any_date(), other in any_date()) {
        prop_assert!(!one.refines(&one));
        prop_assert!(!(one.refines(&other) && other.refines(&one)));
        prop_assert!(!one.refines(&other) || one.agrees(&other));
    }

    #[test]
    fn what_is_certain_is_possible(date in any_date(), day in any_day()) {
        prop_assert!(!date.certainly_before(day) || date.possibly_before(day));
        prop_assert!(!date.certainly_on_or_before(day) || date.possibly_on_or_before(day));
        prop_assert!(!date.certainly_before(day) || date.certainly_on_or_before(day));
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "[0-9~?%/.é-]{0,24}") {
        if let Ok(date) = text.parse::<PartialDate>() {
            prop_assert_eq!(date.to_string(), text);
        }
    }
}
