//! A number over a list, each item of which begins with one.

use detente_core::{Bounds, Quantity};

use super::{Finding, Wrong, sum::told};
use crate::{
    article::{Findings, place},
    document::{Passage, PassageKind},
    number::{Number, NumberKind},
};

pub(super) fn check(passages: &[Passage], read: &Findings<'_>, found: &mut Vec<Finding>) {
    for at in 0..passages.len() {
        let items = passages[at + 1..]
            .iter()
            .take_while(|passage| passage.kind == PassageKind::Item)
            .count();
        if items < 2 || passages[at].kind == PassageKind::Item || !passages[at].text.ends_with(':')
        {
            continue;
        }
        let counts: Vec<&Number> =
            read.numbers[at].iter().filter(|number| number.kind == NumberKind::Count).collect();
        let [whole] = counts[..] else { continue };
        let parts: Option<Vec<Quantity>> =
            (at + 1..=at + items).map(|item| first(&read.numbers[item])).collect();
        let (Some(total), Some(parts)) = (whole.quantity, parts) else { continue };
        let sum: Bounds = parts.iter().map(|part| part.bounds()).sum();
        if !sum.overlaps(total.bounds()) {
            let place = place(&passages[at], &read.read[at], &whole.tokens, 4, 6);
            let problem = format!("in the list, {}, and not {total}", told(&parts, sum));
            found.push(Finding { kind: Wrong::Sum, place, problem });
        }
    }
}

/// The number that an item begins with.
fn first(numbers: &[Number]) -> Option<Quantity> {
    let first = numbers.first().filter(|number| number.tokens.start == 0)?;
    (first.kind == NumberKind::Count).then_some(first.quantity).flatten()
}
