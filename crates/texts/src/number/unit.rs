//! What a number measures: people or things, parts of a hundred, time, age, money.

use super::NumberKind;
use crate::sentence::Sentences;

/// Where the sign or the word for a hundredth ends that begins here.
pub(super) fn percent(sentences: &Sentences<'_>, at: usize) -> Option<usize> {
    match sentences.small(at) {
        "%" | "percent" | "percentage" | "працэнтаў" | "процентов" | "відсотків" => {
            Some(at + 1)
        }
        "per" if sentences.small(at + 1) == "cent" => Some(at + 2),
        _ => None,
    }
}

/// What a number measures, and where the words begin that say of what.
pub(super) fn measure(sentences: &Sentences<'_>, at: usize, end: usize) -> (NumberKind, usize) {
    let before = at.checked_sub(1).map(|at| sentences.small(at)).unwrap_or_default();
    let next = sentences.small(end);
    if let Some(end) = percent(sentences, end) {
        return (NumberKind::Share, end);
    }
    if matches!(before, "$" | "€" | "£" | "¥" | "₽" | "usd" | "eur") || is_money(next) {
        return (NumberKind::Money, end);
    }
    let dash = usize::from(matches!(next, "-" | "‑" | "–"));
    let unit = sentences.small(end + dash);
    let first = unit.split('-').next().unwrap_or_default();
    if unit == "year-old"
        || unit == "years-old"
        || unit == "year-olds"
        || (first.starts_with("year") && sentences.small(end + dash + 1) == "old")
    {
        return (NumberKind::Age, end + dash);
    }
    let than = before == "than" && at > 1;
    if matches!(before, "aged" | "age")
        || (than && matches!(sentences.small(at - 2), "older" | "younger") && !is_unit(next))
        || (before == "of" && at > 1 && sentences.small(at - 2) == "age")
    {
        return (NumberKind::Age, end);
    }
    if is_time(first) {
        return (NumberKind::Time, end + dash);
    }
    (NumberKind::Count, end)
}

/// `older than 60 years` is an age too; `older than 60 other trees` is none.
fn is_unit(word: &str) -> bool {
    word.starts_with(char::is_alphabetic)
        && !word.starts_with("year")
        && !crate::quotation::verb::divides(word)
        && !crate::quotation::verb::is_preposition(word)
}

fn is_money(word: &str) -> bool {
    matches!(
        word,
        "dollars"
            | "euros"
            | "euro"
            | "rubles"
            | "roubles"
            | "pounds"
            | "zlotys"
            | "hryvnias"
            | "usd"
            | "eur"
            | "byn"
            | "рублёў"
            | "рублей"
            | "рублів"
    )
}

pub(crate) fn is_time(word: &str) -> bool {
    matches!(
        word,
        "year"
            | "years"
            | "month"
            | "months"
            | "week"
            | "weeks"
            | "day"
            | "days"
            | "hour"
            | "hours"
            | "minute"
            | "minutes"
            | "decade"
            | "decades"
            | "год"
            | "гады"
            | "гадоў"
            | "года"
            | "лет"
            | "років"
            | "роки"
            | "рік"
            | "дні"
            | "дзён"
            | "дней"
            | "днів"
            | "годам"
            | "годах"
            | "годами"
            | "гадам"
            | "гадах"
            | "рокам"
            | "роками"
            | "року"
            | "году"
            | "суток"
            | "сутак"
            | "сутки"
            | "діб"
            | "дням"
            | "дня"
            | "месяцам"
            | "месяца"
            | "месяц"
            | "месяцы"
            | "місяцям"
            | "місяця"
            | "месяцев"
            | "месяцаў"
            | "місяців"
    )
}
