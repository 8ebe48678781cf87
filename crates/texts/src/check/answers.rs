//! Answers of a poll that exclude each other, and cannot be more than all.

use rust_decimal::Decimal;

use super::{Checked, Finding, Wrong};
use crate::number::{Number, NumberKind};

/// So many answers at least are told to be all of one question.
const LEAST: usize = 3;

/// `61 percent support it, 29 percent oppose it and 15 percent do not know`.
///
/// Whoever does not know says neither yes nor no, so the three are apart; two answers alone, or shares of other
/// things, may overlap.
pub(super) fn check(passage: &Checked<'_>, found: &mut Vec<Finding>) {
    for sentence in &passage.sentences.ranges {
        let shares: Vec<&Number> = passage
            .numbers_of(sentence)
            .iter()
            .filter(|number| number.kind == NumberKind::Share)
            .collect();
        let exact: Option<Vec<Decimal>> = shares.iter().map(|share| share.exact()).collect();
        let (Some(exact), Some(last)) = (exact, shares.last()) else { continue };
        let words = passage.between(sentence.clone());
        // Shares of another year, of a part of those who were asked, or of several answers at once.
        let other = words.iter().any(|word| {
            matches!(
                word.as_str(),
                "from"
                    | "compared"
                    | "than"
                    | "previous"
                    | "men"
                    | "women"
                    | "aged"
                    | "among"
                    | "multiple"
                    | "several"
                    | "both"
                    | "ago"
                    | "earlier"
                    | "points"
                    | "whom"
                    | "these"
                    | "including"
            )
        });
        let apart =
            shares.iter().any(|share| opposes(passage, share)) && does_not_know(passage, last);
        // `60 %, against 55 % in May`; `30 % against` is an answer.
        let compared = shares.iter().any(|share| {
            let from = share.tokens.start;
            from > sentence.start && passage.sentences.small(from - 1) == "against"
        });
        if shares.len() < LEAST
            || other
            || compared
            || !apart
            || !passage.dates_of(sentence).is_empty()
        {
            continue;
        }
        let sum: Decimal = exact.iter().sum();
        let scale = exact.iter().map(Decimal::scale).max().unwrap_or(0);
        let slack = Decimal::new(5, scale + 1) * Decimal::from(exact.len());
        if sum > Decimal::ONE_HUNDRED + slack {
            let all: Vec<String> = exact.iter().map(|share| format!("{share} %")).collect();
            let problem = format!("{} make {sum} %, more than all", all.join(", "));
            let tokens = shares[0].tokens.start..last.tokens.end;
            found.push(passage.finding(Wrong::Share, &tokens, problem));
        }
    }
}

fn opposes(passage: &Checked<'_>, share: &Number) -> bool {
    let after = passage.between(share.tokens.end..share.tokens.end + 4);
    let said_no = after.windows(2).any(|pair| {
        matches!(pair[0].as_str(), "said" | "say" | "answered" | "voted") && pair[1] == "no"
    });
    said_no
        || after.iter().any(|word| {
            matches!(
                word.as_str(),
                "oppose"
                    | "opposed"
                    | "disapprove"
                    | "disapproved"
                    | "disagree"
                    | "disagreed"
                    | "against"
                    | "reject"
                    | "rejected"
            )
        })
}

fn does_not_know(passage: &Checked<'_>, share: &Number) -> bool {
    let after = passage.between(share.tokens.end..share.tokens.end + 6);
    let words: Vec<&str> = after.iter().map(String::as_str).collect();
    words.contains(&"undecided")
        || words.windows(2).any(|pair| {
            matches!(
                pair,
                ["not", "know" | "sure"] | ["don't" | "don’t", "know"] | ["no", "opinion"]
            )
        })
}
