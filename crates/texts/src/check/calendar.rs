//! Dates: days that no calendar has, days of the week, ends before beginnings.

use std::ops::Range;

use detente_core::PartialDate;

use super::{Checked, Finding, Wrong, is_of_birth};
use crate::{
    number::{Number, NumberKind},
    when::{When, weekday_of},
};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

pub(super) fn check(passage: &Checked<'_>, found: &mut Vec<Finding>) {
    for date in passage.dates {
        not_in_calendar(passage, date, found);
        other_weekday(passage, date, found);
    }
    for sentence in &passage.sentences.ranges {
        let dates = passage.dates_of(sentence);
        for pair in dates.windows(2) {
            backwards(passage, &pair[0], &pair[1], found);
        }
        before_birth(passage, dates, found);
    }
}

fn not_in_calendar(passage: &Checked<'_>, date: &When, found: &mut Vec<Finding>) {
    let Some((year, month, day)) = date.impossible else { return };
    let name =
        month.checked_sub(1).and_then(|at| usize::try_from(at).ok()).and_then(|at| MONTHS.get(at));
    let problem = match name {
        None => format!("there is no month {month}"),
        Some(name) if year == 0 => format!("{name} never has a day {day}"),
        Some(name) => format!("{name} {year} has no day {day}"),
    };
    found.push(passage.finding(Wrong::Date, &date.tokens, problem));
}

fn other_weekday(passage: &Checked<'_>, date: &When, found: &mut Vec<Finding>) {
    let (Some(said), Some(day)) = (date.weekday, date.date.and_then(PartialDate::day)) else {
        return;
    };
    let is = weekday_of(day);
    let name = |day: u32| {
        usize::try_from(day).ok().and_then(|at| DAYS.get(at)).copied().unwrap_or_default()
    };
    if said != is {
        let problem = format!("{day} was a {}, and not a {}", name(is), name(said));
        found.push(passage.finding(Wrong::Date, &date.tokens, problem));
    }
}

/// `from 2021 to 2019`, `between May and March 2024`; and how long that is said to be.
fn backwards(passage: &Checked<'_>, since: &When, until: &When, found: &mut Vec<Finding>) {
    let (Some(one), Some(other)) = (since.date, until.date) else { return };
    let before = passage.between(since.tokens.start.saturating_sub(1)..since.tokens.start);
    let gap = passage.between(since.tokens.end..until.tokens.start);
    let led = before.first().map(String::as_str);
    let linked = match (led, gap.iter().map(String::as_str).collect::<Vec<_>>()[..].as_ref()) {
        (Some("from"), ["to" | "until" | "till"]) | (Some("between"), ["and"]) => true,
        (_, ["–" | "-" | "—"]) => !since.reckoned && !until.reckoned,
        _ => false,
    };
    if !linked {
        return;
    }
    let tokens = since.tokens.start.saturating_sub(1)..until.tokens.end;
    if other.certainly_precedes(one) {
        found.push(passage.finding(Wrong::Date, &tokens, format!("{other} lies before {one}")));
        return;
    }
    lasting(passage, one, other, &tokens, found);
}

/// `from 2015 to 2020, seven years`.
fn lasting(
    passage: &Checked<'_>,
    since: PartialDate,
    until: PartialDate,
    tokens: &Range<usize>,
    found: &mut Vec<Finding>,
) {
    let next = passage.numbers.partition_point(|number| number.tokens.start < tokens.end);
    let is_time = |number: &&Number| number.kind == NumberKind::Time;
    let behind = passage.numbers.get(next).filter(is_time);
    if let Some(time) = behind {
        let gap = passage.between(tokens.end..time.tokens.start);
        lasted(passage, [since, until], time, &gap, tokens, found);
    }
    // `1,000 days, from 1 January 2024 to …`.
    let before = passage.numbers.partition_point(|number| number.tokens.start < tokens.start);
    let before = before.checked_sub(1).and_then(|at| passage.numbers.get(at)).filter(is_time);
    if let Some(time) = before {
        let end = time.tokens.end.max(time.counted.end);
        let gap = passage.between(end..tokens.start);
        lasted(passage, [since, until], time, &gap, tokens, found);
    }
}

/// Tells that a time is not that between two days, where the words between only join them.
fn lasted(
    passage: &Checked<'_>,
    [since, until]: [PartialDate; 2],
    time: &Number,
    gap: &[String],
    tokens: &Range<usize>,
    found: &mut Vec<Finding>,
) {
    let joins = |word: &String| {
        matches!(
            word.as_str(),
            "," | "("
                | "—"
                | "–"
                | "or"
                | "for"
                | "a"
                | "total"
                | "of"
                | "that"
                | "is"
                | "in"
                | "all"
        )
    };
    if gap.is_empty() || gap.len() > 5 || !gap.iter().all(joins) {
        return;
    }
    let days = match passage.sentences.small(time.counted.start) {
        "year" | "years" => 366,
        "month" | "months" => 31,
        "week" | "weeks" => 7,
        "day" | "days" => 1,
        _ => return,
    };
    let (Some(first), Some(last)) = (since.earliest(), until.latest()) else { return };
    let longest = rust_decimal::Decimal::from(first.days_until(last) + 1);
    let (Some(latest), Some(earliest)) = (since.latest(), until.earliest()) else { return };
    let shortest = rust_decimal::Decimal::from(latest.days_until(earliest).max(0));
    let Some(said) = time.quantity else { return };
    let whole = rust_decimal::Decimal::from(days);
    // Beginnings and ends may count or not: one unit more, or one less, is right.
    let too_long =
        said.least().is_some_and(|least| (least - rust_decimal::Decimal::ONE) * whole > longest);
    let too_short =
        said.most().is_some_and(|most| (most + rust_decimal::Decimal::ONE) * whole < shortest);
    if too_long || too_short {
        let all = tokens.start.min(time.tokens.start)..tokens.end.max(time.counted.end);
        let words = passage.sentences.words(&(time.tokens.start..time.counted.start + 1));
        found.push(passage.finding(
            Wrong::Date,
            &all,
            format!("from {since} to {until} is not {words}"),
        ));
    }
}

/// `was born in 1990 and was arrested in 1985`.
fn before_birth(passage: &Checked<'_>, dates: &[When], found: &mut Vec<Finding>) {
    let born = dates.iter().find(|date| is_of_birth(passage, date));
    let Some((born, on)) = born.and_then(|born| Some((born, born.date?))) else { return };
    for other in dates.iter().filter(|other| other.tokens.start > born.tokens.end) {
        let before = passage.between(other.tokens.start.saturating_sub(4)..other.tokens.start);
        let act = before.iter().find(|word| {
            matches!(
                word.as_str(),
                "died"
                    | "arrested"
                    | "detained"
                    | "sentenced"
                    | "released"
                    | "freed"
                    | "convicted"
                    | "imprisoned"
                    | "tried"
            )
        });
        if let (Some(act), Some(date)) = (act, other.date)
            && date.certainly_precedes(on)
        {
            let problem = format!("who was born in {on} cannot have been {act} in {date}")
                .replace("been died", "died");
            found.push(passage.finding(
                Wrong::Date,
                &(born.tokens.start..other.tokens.end),
                problem,
            ));
        }
    }
}
