//! Dates as lists write them: `24.9.2004`, `08 Sep 1966`, `circa 1951`, `00/00/1963`,
//! `1962 to 1965`, `7 September 2020`.

use detente_core::{Day, PartialDate};

/// A date in any of the forms that lists use, as closely as it says; none if it has no such form.
///
/// Where a day and a month are both numbers, the day comes first: so write the EU, the
/// UK and Belarus. Only OFAC's XML has the month first, and reads it by itself.
pub(crate) fn date(text: &str) -> Option<PartialDate> {
    let text = text.trim().trim_end_matches(['.', ',', ';']);
    let text = without_zone(text);
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let lower = text.to_lowercase();
    let about = ["circa ", "approximately ", "approx. ", "about ", "c. ", "ca. ", "around "];
    if let Some(rest) = about.iter().find_map(|word| lower.strip_prefix(word)) {
        return date(rest).and_then(approximately);
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

/// The span of several dates: the day is one of theirs, so it lies between the first
/// and the last. Of one date, that date.
pub(crate) fn span(dates: impl IntoIterator<Item = PartialDate>) -> Option<PartialDate> {
    let mut dates: Vec<PartialDate> = dates.into_iter().collect();
    dates.sort();
    dates.dedup();
    // What agrees with another and says less adds nothing.
    let all = dates.clone();
    dates.retain(|date| {
        !all.iter().any(|other| other != date && detente_core::Value::refines(other, date))
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

/// The date, give or take one of its own kind.
pub(crate) fn approximately(date: PartialDate) -> Option<PartialDate> {
    format!("{date}~").parse().ok()
}

/// The day of a date that is one, such as `2026-02-27T00:00:09Z` or `04/05/2022`.
pub(crate) fn day(text: &str) -> Option<Day> {
    let text = text.split(['T', ' ']).next().filter(|_| text.contains('T')).unwrap_or(text);
    date(text)?.day()
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
fn one(text: &str) -> Option<PartialDate> {
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
                (None, None) => (number(first)?, number(second)?),
                (Some(_), Some(_)) => return None,
            };
            // A zero stands for what is not known: `00/00/1963`.
            let month = Some(month).filter(|month| *month > 0);
            ymd(year, month, month.and(Some(day)).filter(|day| *day > 0))
        }
        _ => None,
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
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), Some(meant), "{text}");
        }
        for text in ["", "unknown", "31.2.2020", "13/13/2020", "20.20", "1/2/3", "Mon 1999 Jan"] {
            assert_eq!(date(text), None, "{text}");
        }
        assert_eq!(day("2026-02-27T00:00:09.554Z"), Day::ymd(2026, 2, 27));
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
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parser_panic(text in "[0-9a-zA-Z ./,–-]{0,24}") {
            let _ = (date(&text), day(&text));
        }

        #[test]
        fn a_date_is_read_in_every_form(year in 1000..9999_i32, month in 1..=12_u32, day in 1..=28_u32) {
            let meant = Day::ymd(year, month, day).map(PartialDate::from);
            for text in [
                format!("{day}.{month}.{year}"),
                format!("{day:02}/{month:02}/{year}"),
                format!("{year}-{month:02}-{day:02}"),
            ] {
                prop_assert_eq!(date(&text), meant);
            }
        }
    }
}
