//! Dates as lists write them: `24.9.2004`, `08 Sep 1966`, `circa 1951`, `00/00/1963`,
//! `1962 to 1965`, `7 September 2020`.

use detente_core::{Day, PartialDate};

/// Which of two numbers before a year is the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    /// The day, as the EU and the UK write.
    DayFirst,
    /// The month, as the United States write.
    MonthFirst,
    /// Nobody said. Only with points between them the day comes first: so writes whoever writes points.
    #[default]
    Unsaid,
}

/// A date in any of the forms that lists use, as closely as it says; none if it has no such form.
///
/// `3/4/2021` is none: whether that is in March or in April, only who wrote it knows.
pub(crate) fn date(text: &str) -> Option<PartialDate> {
    date_of(text, Order::Unsaid)
}

/// The same of a publisher of whom it is known which comes first.
pub(crate) fn date_of(text: &str, order: Order) -> Option<PartialDate> {
    let text = text.trim().trim_end_matches(['.', ',', ';']);
    let text = without_zone(text);
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let one = |text: &str| one(text, order);
    let lower = text.to_lowercase();
    let about = ["circa ", "approximately ", "approx. ", "about ", "c. ", "ca. ", "around "];
    if let Some(rest) = about.iter().find_map(|word| lower.strip_prefix(word)) {
        return date_of(rest, order).and_then(approximately);
    }
    if lower.contains(" or ") || lower.contains(" / ") {
        let parts = lower.replace(" or ", "|").replace(" / ", "|").replace(", ", "|");
        let dates: Option<Vec<PartialDate>> = parts.split('|').map(one).collect();
        return span(dates?);
    }
    for between in [" to ", " - ", "-", "–", "/"] {
        if let Some((since, until)) = lower.split_once(between) {
            let since = since.trim_start_matches("between ").trim();
            if let (Some(since), Some(until)) = (one(since), one(until.trim()))
                && (between.len() > 1 || lower.matches(between).count() == 1)
            {
                return span([since, until]);
            }
        }
    }
    if let Some((since, until)) =
        lower.strip_prefix("between ").and_then(|rest| rest.split_once(" and "))
    {
        return span([one(since)?, one(until)?]);
    }
    one(&lower)
}

/// What a report calls a column whose date is not read: where only nobody said which number is the day, that.
pub(crate) fn unread(column: &str, text: &str) -> String {
    if date(text).is_none() && date_of(text, Order::DayFirst).is_some() {
        format!("{column} (whether the day or the month comes first is not said)")
    } else {
        column.to_owned()
    }
}

/// The span of several dates: the day is one of theirs, so it lies between the first
/// and the last. Of one date, that date.
pub(crate) fn span(dates: impl IntoIterator<Item = PartialDate>) -> Option<PartialDate> {
    let mut dates: Vec<PartialDate> = dates.into_iter().collect();
    dates.sort();
    dates.dedup();
    // What agrees with another and says less adds nothing.
    let all = dates.clone();
    dates.retain(|date| {
        let said = about(*date).unwrap_or(*date);
        !all.iter().any(|other| {
            other != date && (*other == said || detente_core::Value::refines(other, &said))
        })
    });
    match dates.as_slice() {
        [] => None,
        [one] => Some(*one),
        several => {
            let first = several.iter().filter_map(|date| date.earliest()).min()?;
            let last = several.iter().filter_map(|date| date.latest()).max()?;
            format!("{first}/{last}").parse().ok()
        }
    }
}

/// On a day or after it: nobody knows whether it has come yet.
pub(crate) fn on_or_after(day: PartialDate) -> Option<PartialDate> {
    format!("{}/..", day.earliest()?).parse().ok()
}

/// The date, give or take one of its own kind.
pub(crate) fn approximately(date: PartialDate) -> Option<PartialDate> {
    format!("{date}~").parse().ok()
}

/// What a date that is only about so is about: of `1962~`, the year; none where it is not about so.
///
/// A date near it is another one that is thought possible, and no closer word for the same.
pub(crate) fn about(date: PartialDate) -> Option<PartialDate> {
    date.to_string().strip_suffix('~').and_then(|date| date.parse().ok())
}

/// The day of a date that is one, such as `2026-02-27T00:00:09Z` or, with the day first, `04/05/2022`.
pub(crate) fn day(text: &str) -> Option<Day> {
    let text = text.split(['T', ' ']).next().filter(|_| text.contains('T')).unwrap_or(text);
    date_of(text, Order::DayFirst)?.day()
}

/// The day of a date of XML, which may name the zone of its clock: of `2015-04-07-04:00`, the day.
fn without_zone(text: &str) -> &str {
    let (Some(day), Some(zone)) = (text.get(..10), text.get(10..)) else { return text };
    let is_zone = match zone.as_bytes() {
        [b'Z'] => true,
        [b'+' | b'-', clock @ ..] => {
            matches!(clock, [h, i, b':', m, n] if [h, i, m, n].iter().all(|b| b.is_ascii_digit()))
        }
        _ => false,
    };
    if is_zone && day.parse::<Day>().is_ok() { day } else { text }
}

/// One date without `circa` and the like, in small letters.
fn one(text: &str, order: Order) -> Option<PartialDate> {
    let text = text.trim().trim_end_matches(['.', ',']);
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || "./,-".contains(c))
        .filter(|w| !w.is_empty())
        .collect();
    match words.as_slice() {
        [year] => ymd(year, None, None),
        [first, year] => match month(first) {
            Some(month) => ymd(year, Some(month), None),
            None => ymd(year, Some(number(first)?).filter(|month| *month > 0), None),
        },
        [first, second, third] if first.len() == 4 && month(first).is_none() => {
            ymd(first, Some(month(second).or_else(|| number(second))?), Some(number(third)?))
        }
        [first, second, year] => {
            let (day, month) = match (month(first), month(second)) {
                (Some(month), None) => (number(second)?, month),
                (None, Some(month)) => (number(first)?, month),
                (None, None) => {
                    let points = text.split_once('.').is_some_and(|(day, _)| day.trim() == *first);
                    let order = if points { Order::DayFirst } else { order };
                    day_and_month(number(first)?, number(second)?, order)?
                }
                (Some(_), Some(_)) => return None,
            };
            // A zero stands for what is not known: `00/00/1963`.
            let month = Some(month).filter(|month| *month > 0);
            ymd(year, month, month.and(Some(day)).filter(|day| *day > 0))
        }
        _ => None,
    }
}

/// The day and the month of two numbers. Where nobody said which comes first, they tell it only
/// where one of them can be no month, or where they are the same.
fn day_and_month(first: u32, second: u32, order: Order) -> Option<(u32, u32)> {
    let is_month = |number: u32| number <= 12;
    match order {
        Order::DayFirst => Some((first, second)),
        Order::MonthFirst => Some((second, first)),
        Order::Unsaid if first == second || first == 0 || !is_month(first) => Some((first, second)),
        Order::Unsaid if !is_month(second) => Some((second, first)),
        Order::Unsaid => None,
    }
}

fn ymd(year: &str, month: Option<u32>, day: Option<u32>) -> Option<PartialDate> {
    if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let text = match (month, day) {
        (None, _) => year.to_owned(),
        (Some(month), None) => format!("{year}-{month:02}"),
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
    };
    text.parse().ok()
}

fn number(text: &str) -> Option<u32> {
    let digits = text.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
    (1..=2).contains(&digits.len()).then(|| digits.parse().ok()).flatten()
}

fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if word.len() < 3 || !word.is_ascii() {
        return None;
    }
    let at = MONTHS
        .iter()
        .position(|month| month.starts_with(word) || (word == "sept" && *month == "september"))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dates_are_read_as_lists_write_them() {
        let written = [
            ("24.9.2004", "2004-09-24"),
            ("08 Sep 1966", "1966-09-08"),
            ("Sep 1966", "1966-09"),
            ("1984", "1984"),
            ("circa 1951", "1951~"),
            ("circa 10 Dec 1948", "1948-12-10~"),
            ("00/00/1963", "1963"),
            ("00/07/1963", "1963-07"),
            ("05/02/1969", "1969-02-05"),
            ("7 September 2020", "2020-09-07"),
            ("2020-09-07", "2020-09-07"),
            ("1962 to 1965", "1962-01-01/1965-12-31"),
            ("1955-1958", "1955-01-01/1958-12-31"),
            ("26.12.2016/3.4.2017", "2016-12-26/2017-04-03"),
            ("1975-03-04 or 1976-03-04", "1975-03-04/1976-03-04"),
            ("between 1963 and 1968", "1963-01-01/1968-12-31"),
            ("Nov. 1973 ", "1973-11"),
            ("21.11.1964 / 1965", "1964-11-21/1965-12-31"),
            ("1979, 1980 or 1981", "1979-01-01/1981-12-31"),
            ("28.01 1966", "1966-01-28"),
            ("December 13, 2025", "2025-12-13"),
            ("July 3, 2024", "2024-07-03"),
            ("2015-04-07-04:00", "2015-04-07"),
            ("2015-04-07+05:30", "2015-04-07"),
            ("2015-04-07Z", "2015-04-07"),
        ];
        for (text, meant) in written {
            let read = date_of(text, Order::DayFirst).map(|date| date.to_string());
            assert_eq!(read.as_deref(), Some(meant), "{text}");
        }
        for text in ["", "unknown", "31.2.2020", "13/13/2020", "20.20", "1/2/3", "Mon 1999 Jan"] {
            assert_eq!(date(text), None, "{text}");
        }
        assert_eq!(day("2026-02-27T00:00:09.554Z"), Day::ymd(2026, 2, 27));
    }

    #[test]
    fn of_two_numbers_nobody_knows_which_is_the_day_unless_it_was_said_or_they_tell_it() {
        let read = |text: &str, order| date_of(text, order).map(|date| date.to_string());
        for text in ["3/4/2021", "03-04-2021", "3 4 2021", "9/7/1990", "1/2/1990 to 3/4/1991"] {
            assert_eq!(date(text), None, "{text}");
        }
        for (text, meant) in [
            ("3/14/2021", "2021-03-14"),
            ("14/3/2021", "2021-03-14"),
            ("4/4/2021", "2021-04-04"),
            ("3.4.2021", "2021-04-03"),
            ("2021/4/3", "2021-04-03"),
            ("00/07/1963", "1963-07"),
            ("circa 4/4/2021", "2021-04-04~"),
        ] {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), Some(meant), "{text}");
        }
        assert_eq!(read("3/4/2021", Order::DayFirst).as_deref(), Some("2021-04-03"));
        assert_eq!(read("3/4/2021", Order::MonthFirst).as_deref(), Some("2021-03-04"));
        assert_eq!(read("14/3/2021", Order::MonthFirst), None);
        assert_eq!(read("3.4.2021", Order::MonthFirst).as_deref(), Some("2021-04-03"));
    }

    #[test]
    fn several_dates_are_told_as_their_span_and_one_that_says_less_adds_nothing() {
        let dates = |texts: &[&str]| {
            span(texts.iter().map(|text| text.parse().unwrap()))
                .map(|date: PartialDate| date.to_string())
        };
        assert_eq!(dates(&["1968-01-01", "1968-04-24"]).as_deref(), Some("1968-01-01/1968-04-24"));
        assert_eq!(dates(&["1968", "1968-04-24"]).as_deref(), Some("1968-04-24"));
        assert_eq!(dates(&[]), None);
        let about = dates(&["1962~", "1961"]);
        assert_eq!(about.as_deref(), Some("1961-01-01/1963-12-31"), "another possible year");
        let about = dates(&["1966-09-08", "1967~"]);
        assert_eq!(about.as_deref(), Some("1966-01-01/1968-12-31"));
        assert_eq!(dates(&["1966-09-08", "1966~"]).as_deref(), Some("1966-09-08"));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parser_panic(text in "[0-9a-zA-Z ./,–-]{0,24}") {
            let _ = (date(&text), day(&text), date_of(&text, Order::MonthFirst));
        }

        #[test]
        fn a_date_is_read_in_every_form(year in 1000..9999_i32, month in 1..=12_u32, day in 1..=28_u32) {
            let meant = Day::ymd(year, month, day).map(PartialDate::from);
            for text in [
                format!("{day}.{month}.{year}"),
                format!("{day:02}/{month:02}/{year}"),
                format!("{year}-{month:02}-{day:02}"),
            ] {
                prop_assert_eq!(date_of(&text, Order::DayFirst), meant);
            }
        }
    }
}
