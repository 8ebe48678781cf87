//! Whether a number is one that others are a part of.

use std::ops::Range;

use detente_core::Quantity;
use rust_decimal::Decimal;

use super::{Checked, sum::end};
use crate::{
    number::{Number, NumberKind},
    vocabulary::words,
};

words! {
    /// Words for a number that is planned, allowed or expected, which those who came may pass.
    fn is_planned: "
        target targets capacity limit limits quota quotas goal goals threshold ceiling cap maximum minimum record
        average norm aim plan plans planned place places bed beds seat seats room space expected expecting
        projected forecast invited intended designed built meant due promised pledged agreed scheduled estimate
        estimated estimates supposed
    "
}

/// Whether a whole counts what may be, and not what is: `a target of 200`, `300 places`.
pub(super) fn counts_what_may_be(passage: &Checked<'_>, whole: &Number) -> bool {
    const NEAR: usize = 4;
    let from = whole.tokens.start;
    let sentence = passage.sentences.sentence_of(from);
    let before = passage.between(from.saturating_sub(NEAR).max(sentence.start)..from);
    let behind = passage.between(whole.tokens.end..(end(whole) + 2).min(sentence.end));
    let behind = behind.iter().take_while(|word| !matches!(word.as_str(), ":" | ";"));
    let before = before.iter().rev().take_while(|word| !matches!(word.as_str(), "," | ";" | ":"));
    before.chain(behind).any(|word| is_planned(word))
}

/// Whether a number stands behind others that it is counted together with, of all of whom these parts may be.
pub(super) fn is_one_of_several(
    passage: &Checked<'_>,
    sentence: &Range<usize>,
    numbers: &[Number],
    at: usize,
    parts: &[&Number],
) -> bool {
    const FAR: usize = 8;
    let before = |number: &&Number| {
        number.kind == NumberKind::Count && number.tokens.start >= sentence.start
    };
    let earlier: Vec<&Number> = numbers[..at].iter().filter(before).collect();
    let Some(last) = earlier.last() else { return false };
    let gap = passage.between(end(last)..numbers[at].tokens.start);
    let joins = |word: &String| matches!(word.as_str(), "and" | "," | "plus" | "&" | "including");
    let several = gap.len() <= FAR && gap.iter().any(joins);
    let most = |number: &Number| number.quantity.and_then(Quantity::most);
    let mut all = earlier.iter().copied().chain([&numbers[at]]);
    let whole = all.try_fold(Decimal::ZERO, |sum, number| sum.checked_add(most(number)?));
    let of_part = parts.first().and_then(|part| part.quantity?.least());
    several && whole.is_none_or(|whole| of_part.is_none_or(|part| part <= whole))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::told;

    #[test]
    fn parts_of_more_than_the_last_number_and_of_what_is_only_planned_are_left_alone() {
        for text in [
            "It holds 120 prisoners, including 70 men, 40 women and 10 minors, among them 15 journalists.",
            "It freed 70 men and 40 women, among them 50 journalists.",
            "It freed 30 Poles and 12 Czechs, of whom 20 were women.",
            "The embassy had a target of 200: 202 came.",
            "The embassy had a target of 200: 150 men and 52 women came.",
            "The tower has a capacity of 300 people: 450 are held.",
            "The tower has 300 beds (450 people are held).",
            "Of the 200 expected, 202 came.",
            "The hall had 20 seats: 24 people came.",
        ] {
            assert_eq!(told(text), Vec::<String>::new(), "{text}");
        }
    }
}
