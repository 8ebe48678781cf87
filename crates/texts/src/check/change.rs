//! Changes from one number to another, and the share that they are said to be.

use rust_decimal::Decimal;

use super::{Checked, Finding, Wrong, share::told, sum::end};
use crate::number::{Number, NumberKind};

/// `doubled from 40 to 60`: newspapers round, and so only what is far from it is told.
pub(super) fn multiplied(passage: &Checked<'_>, numbers: &[Number], found: &mut Vec<Finding>) {
    let [from, to, ..] = numbers else { return };
    let before = passage.between(from.tokens.start.saturating_sub(3)..from.tokens.start);
    let [bound, verb, led] = &before[..] else { return };
    let factor = match verb.as_str() {
        "doubled" => Decimal::TWO,
        "tripled" | "trebled" => Decimal::from(3),
        "quadrupled" => Decimal::from(4),
        "halved" => Decimal::new(5, 1),
        _ => return,
    };
    let plain =
        !matches!(bound.as_str(), "than" | "nearly" | "almost" | "not" | "about" | "roughly");
    let joined = passage.between(end(from)..to.tokens.start) == ["to"];
    let (Some(one), Some(other)) = (from.exact(), to.exact()) else { return };
    let Some(is) = other.checked_div(one) else { return };
    let far = is < factor * Decimal::new(85, 2) || is > factor * Decimal::new(125, 2);
    if led == "from" && plain && joined && far && from.kind == to.kind {
        let times = is.round_dp(1).normalize();
        let problem = format!("from {one} to {other} is {times} times as many, and not {verb}");
        found.push(passage.finding(Wrong::Share, &(from.tokens.start..to.tokens.end), problem));
    }
}

/// `rose from 200 to 250, by 20 %`, `rose by 20 % from 200 to 250`.
pub(super) fn change(passage: &Checked<'_>, numbers: &[Number], found: &mut Vec<Finding>) {
    let [first, second, third, ..] = numbers else { return };
    if first.kind == NumberKind::Share && second.kind != NumberKind::Share {
        change_before(passage, first, second, third, found);
    }
    let (from, to, by) = (first, second, third);
    let (Some(one), Some(other)) = (from.exact(), to.exact()) else { return };
    let led = passage.between(from.tokens.start.saturating_sub(1)..from.tokens.start) == ["from"];
    let gap = passage.between(from.tokens.end.max(from.counted.end)..to.tokens.start);
    let joins = |word: &String| {
        matches!(
            word.as_str(),
            "," | "or"
                | "("
                | "—"
                | "–"
                | "by"
                | "a"
                | "an"
                | "increase"
                | "rise"
                | "of"
                | "drop"
                | "fall"
                | "decrease"
                | "decline"
                | "up"
                | "down"
                | "growth"
                | "jump"
                | "that"
                | "is"
                | "the"
        )
    };
    let link = passage.between(to.tokens.end.max(to.counted.end)..by.tokens.start);
    if !led
        || gap != ["to"]
        || link.is_empty()
        || link.len() > 6
        || !link.iter().all(joins)
        || from.kind != to.kind
    {
        return;
    }
    let tokens = from.tokens.start..by.tokens.end;
    let difference = (other - one).abs();
    match by.kind {
        NumberKind::Share if !one.is_zero() && from.kind != NumberKind::Share => {
            let Some(is) = (difference * Decimal::ONE_HUNDRED).checked_div(one) else { return };
            told(passage, by, is, &tokens, &format!("from {one} to {other}"), found);
        }
        kind if kind == from.kind && by.exact().is_some_and(|by| by != difference) => {
            // From 20 % to 30 % is an increase of 10 of a hundred, and of a half.
            let relative = (difference * Decimal::ONE_HUNDRED).checked_div(one);
            let near =
                relative.zip(by.exact()).is_none_or(|(is, by)| (is - by).abs() <= Decimal::ONE);
            if kind == NumberKind::Share && near {
                return;
            }
            let problem = format!(
                "from {one} to {other} it is {difference}, and not {}",
                passage.sentences.words(&by.tokens)
            );
            found.push(passage.finding(Wrong::Sum, &tokens, problem));
        }
        _ => {}
    }
}

/// `rose by 20 % from 200 to 250`.
fn change_before(
    passage: &Checked<'_>,
    by: &Number,
    from: &Number,
    to: &Number,
    found: &mut Vec<Finding>,
) {
    let moved = passage.between(by.tokens.start.saturating_sub(2)..by.tokens.start);
    let moved = matches!(
        moved.iter().map(String::as_str).collect::<Vec<_>>()[..],
        [
            "rose"
                | "grew"
                | "fell"
                | "dropped"
                | "increased"
                | "decreased"
                | "declined"
                | "shrank",
            "by"
        ]
    );
    let led = passage.between(by.tokens.end..from.tokens.start) == [",", "from"]
        || passage.between(by.tokens.end..from.tokens.start) == ["from"];
    let joined = passage.between(end(from)..to.tokens.start) == ["to"];
    let (Some(one), Some(other)) = (from.exact(), to.exact()) else { return };
    if !(moved && led && joined) || from.kind != to.kind || one.is_zero() {
        return;
    }
    let difference = (other - one).abs() * Decimal::ONE_HUNDRED;
    if let Some(is) = difference.checked_div(one) {
        let tokens = by.tokens.start..to.tokens.end;
        told(passage, by, is, &tokens, &format!("from {one} to {other}"), found);
    }
}
