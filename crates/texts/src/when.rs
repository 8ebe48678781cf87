//! Dates as a text gives them: `13 December 2025`, `July 2024`, `Saturday`.

mod ahead;

use std::ops::Range;

use detente_core::{Day, PartialDate};

use self::ahead::{Ahead, ahead};
use crate::{sentence::Sentences, word::TokenKind};

/// A date that a text gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// Where it stands in its passage, in bytes.
    pub span: Range<usize>,
    /// Its words.
    pub(crate) tokens: Range<usize>,
    /// The date; none where the words alone do not tell it.
    pub date: Option<PartialDate>,
    /// The day of the week that stands with it, Monday being 0.
    pub weekday: Option<u32>,
    /// Whether the year, or the whole of it, follows from the day of publication alone.
    pub reckoned: bool,
    /// The year, month and day that the words name and the calendar does not have.
    pub impossible: Option<(i32, u32, u32)>,
}

/// The number of a month, by its name in small letters.
pub(crate) fn month(word: &str) -> Option<u32> {
    const MONTHS: [&[&str]; 12] = [
        &["january", "jan", "студзеня", "января", "січня"],
        &["february", "feb", "лютага", "февраля", "лютого"],
        &["march", "mar", "сакавіка", "марта", "березня"],
        &["april", "apr", "красавіка", "апреля", "квітня"],
        &["may", "мая", "траўня", "травня"],
        &["june", "jun", "чэрвеня", "июня", "червня"],
        &["july", "jul", "ліпеня", "июля", "липня"],
        &["august", "aug", "жніўня", "августа", "серпня"],
        &["september", "sept", "sep", "верасня", "сентября", "вересня"],
        &["october", "oct", "кастрычніка", "октября", "жовтня"],
        &["november", "nov", "лістапада", "ноября", "листопада"],
        &["december", "dec", "снежня", "декабря", "грудня"],
    ];
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    u32::try_from(at + 1).ok()
}

/// The number of a day of the week, Monday being 0, by its name in small letters.
pub(crate) fn weekday(word: &str) -> Option<u32> {
    const DAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let at = DAYS.iter().position(|day| *day == word)?;
    u32::try_from(at).ok()
}

/// The day of the week of a day, Monday being 0.
pub(crate) fn weekday_of(day: Day) -> u32 {
    // The first of January 2001 was a Monday.
    let monday = Day::ymd(2001, 1, 1).unwrap_or(Day::FIRST);
    u32::try_from(monday.days_until(day).rem_euclid(7)).unwrap_or_default()
}

/// The dates of a passage. `published` is the day on which the text came out, where it is known.
pub(crate) fn read(sentences: &Sentences<'_>, published: Option<PartialDate>) -> Vec<When> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentences.tokens.len() {
        let Some((end, mut when)) = one(sentences, at, published) else {
            at += 1;
            continue;
        };
        when.tokens = at..end;
        when.span = sentences.tokens[at].span.start..sentences.tokens[end - 1].span.end;
        found.push(when);
        at = end;
    }
    found
}

fn plain(date: Option<PartialDate>) -> When {
    When { span: 0..0, tokens: 0..0, date, weekday: None, reckoned: false, impossible: None }
}

/// The date that begins with this word, and where it ends.
fn one(
    sentences: &Sentences<'_>,
    at: usize,
    published: Option<PartialDate>,
) -> Option<(usize, When)> {
    let small = sentences.small(at);
    if let Some(day) = weekday(small) {
        let comma = at + 1 + usize::from(sentences.word(at + 1) == ",");
        if let Some((end, when)) =
            calendar(sentences, comma, published).filter(|(_, when)| when.tokens.end == 1)
        {
            return Some((end, When { weekday: Some(day), ..when }));
        }
        let before = at.checked_sub(1).map(|at| sentences.small(at)).unwrap_or_default();
        let other_week = matches!(before, "next" | "last" | "every" | "each" | "coming");
        let date =
            published.filter(|_| !other_week).and_then(|published| last_weekday(day, published));
        return Some((
            at + 1,
            When { weekday: Some(day), reckoned: date.is_some(), ..plain(date) },
        ));
    }
    let (end, when) = calendar(sentences, at, published)?;
    Some((end, When { tokens: 0..0, ..when }))
}

/// The last such day of the week on the day of publication or before it, if that is one day.
fn last_weekday(weekday: u32, published: PartialDate) -> Option<PartialDate> {
    let last = |day: Day| {
        let back = (weekday_of(day) + 7 - weekday) % 7;
        day.plus_days(-i64::from(back))
    };
    let (first, second) = (last(published.earliest()?)?, last(published.latest()?)?);
    let near = published.earliest()?.days_until(published.latest()?) < 7;
    (near && first == second).then(|| first.into())
}

/// A date of the calendar. That a day of the month is in it is told by `tokens` (`0..1`).
fn calendar(
    sentences: &Sentences<'_>,
    at: usize,
    published: Option<PartialDate>,
) -> Option<(usize, When)> {
    let token = sentences.tokens.get(at)?;
    let word = token.of(sentences.text);
    if token.kind == TokenKind::Figures
        && let Some(when) = figures(word)
    {
        return Some((at + 1, when));
    }
    if let Some(month) = month(&word.to_lowercase()).filter(|_| is_month(sentences, at)) {
        let stop = usize::from(sentences.word(at + 1) == "." && word.len() <= 4);
        return of_month(sentences, at, at + 1 + stop, month, published);
    }
    if let Some(found) = days_of_month(sentences, at) {
        return Some(found);
    }
    // `13 December`, `13th of December`, `the 13 December`.
    if let Some(day) = day_of_month(word) {
        let of = usize::from(sentences.small(at + 1) == "of");
        if let Some(month) =
            month(sentences.small(at + 1 + of)).filter(|_| is_month(sentences, at + 1 + of))
        {
            let stop = usize::from(sentences.word(at + 2 + of) == ".");
            let next = at + 2 + of;
            let year = year(sentences, next + stop).or_else(|| year(sentences, next));
            return Some(match year {
                Some((year, end)) => (end, whole(year, month, day)),
                None => (next, without_year(month, day, published, ahead(sentences, at))),
            });
        }
    }
    year_alone(sentences, at).map(|(year, end)| (end, plain(format!("{year:04}").parse().ok())))
}

/// `13-15 December 2025`: from one day to another.
fn days_of_month(sentences: &Sentences<'_>, at: usize) -> Option<(usize, When)> {
    let day = |at: usize| {
        sentences.tokens.get(at).and_then(|token| day_of_month(token.of(sentences.text)))
    };
    let (first, last) = (day(at)?, day(at + 2)?);
    let joined = matches!(sentences.small(at + 1), "-" | "–" | "—" | "to" | "and");
    let month = month(sentences.small(at + 3)).filter(|_| joined && is_month(sentences, at + 3))?;
    let (year, end) =
        year(sentences, at + 4).map_or((None, at + 4), |(year, end)| (Some(year), end));
    let date = year.and_then(|year| {
        let (since, until) = (Day::ymd(year, month, first)?, Day::ymd(year, month, last)?);
        format!("{since}/{until}").parse().ok()
    });
    Some((end, plain(date)))
}

/// `December 13, 2025`, `December 13`, `December 2025`.
fn of_month(
    sentences: &Sentences<'_>,
    at: usize,
    next: usize,
    month: u32,
    published: Option<PartialDate>,
) -> Option<(usize, When)> {
    if let Some(day) =
        sentences.tokens.get(next).and_then(|token| day_of_month(token.of(sentences.text)))
    {
        let comma = usize::from(sentences.word(next + 1) == ",");
        return Some(match year(sentences, next + 1 + comma) {
            Some((year, end)) => (end, whole(year, month, day)),
            None => (next + 1, without_year(month, day, published, ahead(sentences, at))),
        });
    }
    let comma = usize::from(sentences.word(next) == ",");
    let (year, end) = year(sentences, next + comma)?;
    Some((end, plain(format!("{year:04}-{month:02}").parse().ok())))
}

/// May and March are words too: a month stands beside a number, or in a capital after `in`.
fn is_month(sentences: &Sentences<'_>, at: usize) -> bool {
    sentences.word(at).starts_with(char::is_uppercase) || !sentences.word(at).is_ascii()
}

fn whole(year: i32, month: u32, day: u32) -> When {
    let date = Day::ymd(year, month, day);
    let impossible = date.is_none().then_some((year, month, day));
    // The tokens say that a day is named.
    When { tokens: 0..1, impossible, ..plain(date.map(Into::into)) }
}

/// A day whose year follows from that of publication: the last such day before it, or the next one where the
/// text speaks of what is to come.
fn without_year(month: u32, day: u32, published: Option<PartialDate>, ahead: Ahead) -> When {
    // Every day of some year: 29 February is one.
    let ever = Day::ymd(2000, month, day).is_some();
    let latest = published.and_then(PartialDate::latest);
    let date = latest.and_then(|latest| {
        let this = Day::ymd(latest.year(), month, day);
        let other = |years: i32| Day::ymd(latest.year() + years, month, day);
        match ahead {
            Ahead::No => this.filter(|this| *this <= latest).or_else(|| other(-1)),
            Ahead::Yes => this.filter(|this| *this >= latest).or_else(|| other(1)),
            Ahead::Perhaps => None,
        }
    });
    let impossible = (!ever).then_some((0, month, day));
    When { tokens: 0..1, reckoned: true, impossible, ..plain(date.map(Into::into)) }
}

/// `13`, `13th`.
fn day_of_month(word: &str) -> Option<u32> {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, end) = word.split_at(digits);
    let day: u32 = number.parse().ok()?;
    (digits <= 2 && (1..=99).contains(&day) && matches!(end, "" | "st" | "nd" | "rd" | "th"))
        .then_some(day)
}

fn year(sentences: &Sentences<'_>, at: usize) -> Option<(i32, usize)> {
    let token = sentences.tokens.get(at)?;
    let word = token.of(sentences.text);
    let year: i32 =
        word.parse().ok().filter(|year| (1000..2200).contains(year) && word.len() == 4)?;
    let after = sentences.small(at + 1);
    let end = at
        + 1
        + usize::from(matches!(
            after,
            "года" | "году" | "года." | "год" | "годзе" | "року" | "году."
        ));
    Some((year, end))
}

/// A year by itself, where what stands around it shows that it is none of a number of things.
fn year_alone(sentences: &Sentences<'_>, at: usize) -> Option<(i32, usize)> {
    let (number, end) = year(sentences, at)?;
    if !(1800..2100).contains(&number) {
        return None;
    }
    let before = at.checked_sub(1).map(|at| sentences.small(at)).unwrap_or_default();
    let counts = matches!(
        before,
        "than"
            | "least"
            | "most"
            | "about"
            | "nearly"
            | "almost"
            | "approximately"
            | "roughly"
            | "some"
            | "around"
            | "$"
            | "€"
            | "£"
    ) || (before == "to" && sentences.small(at.saturating_sub(2)) == "up")
        || (before == "as" && matches!(sentences.small(at.saturating_sub(2)), "many" | "much"));
    let next = sentences.small(at + 1);
    let things = matches!(
        next,
        "people"
            | "prisoners"
            | "political"
            | "persons"
            | "civilians"
            | "detainees"
            | "inmates"
            | "km"
            | "kilometres"
            | "kilometers"
            | "euros"
            | "dollars"
            | "men"
            | "women"
            | "tonnes"
            | "tons"
            | "%"
            | "percent"
            | "cases"
    );
    let told = matches!(
        before,
        "in" | "since"
            | "of"
            | "by"
            | "until"
            | "from"
            | "late"
            | "early"
            | "mid"
            | "the"
            | "during"
            | "after"
            | "before"
    );
    let counted = matches!(next, "political") && told;
    (!counts && (!things || counted)).then_some((number, end))
}

/// A day in figures. Where day and month could change places, the year alone is told.
fn figures(word: &str) -> Option<When> {
    let part = |text: &str| text.parse::<u32>().ok();
    if let [year, month, day] = word.split('-').collect::<Vec<_>>()[..] {
        return Some(whole(year.parse().ok()?, part(month)?, part(day)?));
    }
    if let [day, month, year] = word.split('.').collect::<Vec<_>>()[..] {
        return Some(whole(year.parse().ok()?, part(month)?, part(day)?));
    }
    let [one, two, year] = word.split('/').collect::<Vec<_>>()[..] else { return None };
    let (one, two, year) = (part(one)?, part(two)?, year.parse::<i32>().ok()?);
    Some(match (one > 12, two > 12) {
        (true, false) => whole(year, two, one),
        (_, true) => whole(year, one, two),
        (false, false) if one == two => whole(year, one, two),
        (false, false) => plain(format!("{year:04}").parse().ok()),
    })
}

#[cfg(test)]
mod tests;
