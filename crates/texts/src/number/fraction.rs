//! Parts of a whole in words: `a third of`, `nearly half the`, `three quarters of`.

use rust_decimal::Decimal;

use super::{numeral::numeral, unit::is_time};
use crate::{quotation::verb, sentence::Sentences};

/// A part of a whole.
pub(super) struct Fraction {
    /// Of a hundred, to one digit behind the point.
    pub percent: Decimal,
    /// Whether that is all of it: of a third no figure says it exactly.
    pub exact: bool,
    /// Where its words end.
    pub end: usize,
}

/// The part of a whole that begins with this word.
pub(super) fn fraction(sentences: &Sentences<'_>, at: usize) -> Option<Fraction> {
    if let Some(fraction) = one_in(sentences, at) {
        return Some(fraction);
    }
    let (parts, of, end) = parts(sentences, at)?;
    let leads = matches!(sentences.small(end), "of" | "the" | "its" | "their" | "all");
    if !leads || parts >= of {
        return None;
    }
    let percent = Decimal::from(100 * parts).checked_div(Decimal::from(of))?;
    let exact = (1000 * parts).is_multiple_of(of);
    Some(Fraction { percent: percent.round_dp(1), exact, end })
}

/// `one in five prisoners`, and not `one in five years`.
fn one_in(sentences: &Sentences<'_>, at: usize) -> Option<Fraction> {
    const MOST: u32 = 100;
    let parts =
        count(sentences.small(at)).filter(|_| !matches!(sentences.small(at), "a" | "an"))?;
    let in_of = match (sentences.small(at + 1), sentences.small(at + 2), sentences.small(at + 3)) {
        ("in", "every", _) => 3,
        ("in", ..) => 2,
        ("out", "of", "every") => 4,
        _ => return None,
    };
    let (of, end) = numeral(sentences, at + in_of)?;
    let of: u32 = of.try_into().ok()?;
    let counts = sentences.tokens.get(end).is_some_and(crate::word::Token::is_word)
        && !is_time(sentences.small(end))
        && !verb::is_preposition(sentences.small(end));
    if !counts || parts >= of || of > MOST {
        return None;
    }
    let percent = Decimal::from(100 * parts).checked_div(Decimal::from(of))?;
    Some(Fraction { percent: percent.round_dp(1), exact: false, end })
}

/// How many parts, of how many, and where the words end: `two thirds`, `two-thirds`.
fn parts(sentences: &Sentences<'_>, at: usize) -> Option<(u32, u32, usize)> {
    let word = sentences.small(at);
    if word == "half" {
        let before = at.checked_sub(1).map(|at| sentences.small(at)).unwrap_or_default();
        if matches!(before, "first" | "second" | "other" | "latter" | "better") {
            return None;
        }
        return Some((1, 2, at + 1));
    }
    if let Some((many, part)) = word.split_once('-') {
        return Some((count(many)?, denominator(part)?, at + 1));
    }
    let dash = usize::from(sentences.small(at + 1) == "-");
    Some((count(word)?, denominator(sentences.small(at + 1 + dash))?, at + 2 + dash))
}

fn count(word: &str) -> Option<u32> {
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let one = matches!(word, "a" | "an").then_some(1);
    one.or_else(|| words.iter().zip(1..).find(|(known, _)| **known == word).map(|(_, is)| is))
}

fn denominator(word: &str) -> Option<u32> {
    Some(match word {
        "half" | "halves" => 2,
        "third" | "thirds" => 3,
        "quarter" | "quarters" | "fourth" | "fourths" => 4,
        "fifth" | "fifths" => 5,
        "sixth" | "sixths" => 6,
        "eighth" | "eighths" => 8,
        "tenth" | "tenths" => 10,
        _ => return None,
    })
}
