//! What of a detention held on a day: where the person was, and to what sentenced.

use crate::{Day, PartialDate, Sentence, Stay};

/// Whether something that a source dates had come about by a day: surely, or
/// perhaps. What has no day is taken to hold throughout.
pub(super) fn come_about(on: Option<PartialDate>, day: Day) -> Option<bool> {
    match on {
        None => Some(true),
        Some(on) if on.certainly_on_or_before(day) => Some(true),
        Some(on) => on.possibly_on_or_before(day).then_some(false),
    }
}

/// The stays that may be that of a day, each with whether it surely is.
pub(super) fn stays_on<'a>(
    stays: impl Iterator<Item = &'a Stay>,
    day: Day,
) -> Vec<(&'a Stay, bool)> {
    let begins = |stay: &Stay| stay.since.or(stay.seen_on);
    let begun = |stay: &Stay| begins(stay).is_none_or(|on| on.possibly_on_or_before(day));
    let over = |stay: &Stay| stay.until.is_some_and(|until| until.certainly_on_or_before(day));
    let open: Vec<&Stay> =
        stays.filter(|stay| stay.is_held() && begun(stay) && !over(stay)).collect();
    let seen: Vec<_> = open.iter().filter(|stay| stay.is_seen_on(day)).collect();
    if !seen.is_empty() {
        return seen.into_iter().map(|stay| (*stay, true)).collect();
    }
    // A stay without an end lasts until the next one.
    let replaced = |stay: &Stay| {
        let first = begins(stay).filter(|_| stay.until.is_none());
        let later = |on: PartialDate| {
            on.certainly_on_or_before(day)
                && first.is_some_and(|first| first.certainly_precedes(on))
        };
        open.iter().filter_map(|other| begins(other)).any(later)
    };
    let left: Vec<&Stay> = open.iter().filter(|stay| !replaced(stay)).copied().collect();
    let alone = |stay: &Stay| {
        let before = |other: &Stay| {
            let both = begins(other).zip(stay.since);
            both.is_some_and(|(other, since)| other.certainly_precedes(since))
        };
        left.iter().all(|other| std::ptr::eq(*other, stay) || before(other))
    };
    let lasts = |stay: &Stay| {
        let end = stay.until.map(PartialDate::earliest);
        end.is_none_or(|end| end.is_some_and(|end| day < end))
    };
    let there = |stay: &Stay| stay.since.is_some_and(|since| since.certainly_on_or_before(day));
    left.iter().map(|stay| (*stay, there(stay) && lasts(stay) && alone(stay))).collect()
}

/// The sentences that may be in force on a day, each with whether it surely is:
/// a later one takes the place of an earlier.
pub(super) fn sentences_on<'a>(
    sentences: impl Iterator<Item = &'a Sentence>,
    day: Day,
) -> Vec<(&'a Sentence, bool)> {
    let imposed: Vec<(&Sentence, bool)> = sentences
        .filter_map(|sentence| Some((sentence, come_about(sentence.imposed_on, day)?)))
        .collect();
    let replaced = |one: &Sentence| {
        imposed.iter().any(|(other, surely)| {
            let order = one.imposed_on.zip(other.imposed_on);
            *surely && order.is_some_and(|(one, other)| one.certainly_precedes(other))
        })
    };
    let left: Vec<_> = imposed.iter().filter(|(one, _)| !replaced(one)).copied().collect();
    let only = left.len() == 1;
    left.into_iter().map(|(sentence, surely)| (sentence, surely && only)).collect()
}
