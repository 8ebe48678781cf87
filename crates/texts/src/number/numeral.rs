//! Numbers in figures and in words: `1,000`, `twenty-one`, `two dozen`.

use rust_decimal::Decimal;

use super::part::part;
use crate::{sentence::Sentences, word::TokenKind};

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// The number that begins with this word, and where it ends.
pub(crate) fn numeral(sentences: &Sentences<'_>, at: usize) -> Option<(Decimal, usize)> {
    let token = sentences.tokens.get(at)?;
    if let Some(half) = half_of_scale(sentences, at) {
        return Some(half);
    }
    if token.kind == TokenKind::Figures {
        // `2024-05-01` is a day.
        if token.of(sentences.text).contains(['-', '/']) {
            return None;
        }
        let figures: String =
            token.of(sentences.text).chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        let number: Decimal = figures.parse().ok()?;
        let Some(scale) = scale(sentences.small(at + 1)) else {
            return Some(with_part(sentences, number, at + 1));
        };
        return Some((number.checked_mul(scale)?, at + 2));
    }
    words(sentences, at).map(|(number, end)| with_part(sentences, number, end))
}

/// The number with the half or quarter that follows it.
fn with_part(sentences: &Sentences<'_>, number: Decimal, end: usize) -> (Decimal, usize) {
    let part = part(sentences, end).filter(|_| number.is_integer());
    let Some((part, end)) = part else { return (number, end) };
    let number = number + part;
    // `two and a half thousand`.
    let scaled = scale(sentences.small(end)).and_then(|scale| number.checked_mul(scale));
    scaled.map_or((number, end), |scaled| (scaled, end + 1))
}

/// `half a million`, `half a dozen`.
fn half_of_scale(sentences: &Sentences<'_>, at: usize) -> Option<(Decimal, usize)> {
    let a = usize::from(sentences.small(at + 1) == "a");
    let scale = scale(sentences.small(at + 1 + a)).filter(|_| sentences.small(at) == "half")?;
    Some((scale.checked_div(Decimal::TWO)?, at + 2 + a))
}

/// Whether figures may have a stop between their thousands: `1.204`.
pub(super) fn may_be_thousands(figures: &str) -> bool {
    figures.split_once('.').is_some_and(|(before, after)| {
        (1..=3).contains(&before.len()) && !before.starts_with('0') && after.len() == 3
    })
}

/// Whether a word, in small letters, is a number or begins one.
pub(crate) fn is_number_word(word: &str) -> bool {
    small(word).is_some() || matches!(word, "hundred" | "dozen" | "thousand" | "million")
}

fn scale(word: &str) -> Option<Decimal> {
    Some(Decimal::from(match word {
        "dozen" => 12,
        "thousand" | "тысяч" | "тыс" => 1_000,
        "million" | "mln" | "млн" => 1_000_000,
        "billion" | "bn" | "млрд" => 1_000_000_000_u64,
        _ => return None,
    }))
}

fn small(word: &str) -> Option<u64> {
    let of = |words: &[&str]| words.iter().position(|known| *known == word);
    if let Some(at) = of(&SMALL) {
        return u64::try_from(at).ok();
    }
    let (tens, ones) = word.split_once('-').map_or((word, None), |(tens, ones)| (tens, Some(ones)));
    let tens = u64::try_from(of_tens(tens)? + 2).ok()? * 10;
    match ones {
        None => Some(tens),
        Some(ones) => {
            let ones = SMALL
                .iter()
                .position(|known| *known == ones)
                .filter(|ones| (1..10).contains(ones))?;
            Some(tens + u64::try_from(ones).ok()?)
        }
    }
}

fn of_tens(word: &str) -> Option<usize> {
    TENS.iter().position(|known| *known == word)
}

/// A number in words.
fn words(sentences: &Sentences<'_>, from: usize) -> Option<(Decimal, usize)> {
    let (mut whole, mut part, mut at) = (0_u64, 0_u64, from);
    // `a hundred`, `a dozen`.
    if matches!(sentences.small(at), "a" | "an") {
        if !matches!(sentences.small(at + 1), "hundred" | "thousand" | "million" | "dozen") {
            return None;
        }
        (part, at) = (1, at + 1);
    }
    let mut last_small = false;
    loop {
        let word = sentences.small(at);
        if let Some(number) = small(word) {
            if last_small {
                break; // `two three`: two numbers
            }
            part = part.checked_add(number)?;
            last_small = true;
        } else {
            let factor = match word {
                "hundred" => 100,
                "dozen" => 12,
                "thousand" => 1_000,
                "million" => 1_000_000,
                "billion" => 1_000_000_000,
                "and"
                    if at > from
                        && part.is_multiple_of(100)
                        && (part > 0 || whole > 0)
                        && small(sentences.small(at + 1)).is_some() =>
                {
                    last_small = false;
                    at += 1;
                    continue;
                }
                _ => break,
            };
            if part == 0 {
                break;
            }
            part = part.checked_mul(factor)?;
            if factor >= 1_000 {
                whole = whole.checked_add(part)?;
                part = 0;
            }
            last_small = false;
        }
        at += 1;
    }
    (at > from).then(|| whole.checked_add(part).map(|sum| (Decimal::from(sum), at))).flatten()
}

/// `dozens of`, `hundreds of`: many, of which the number is not told. Where it ends, and what follows.
pub(super) fn indefinite(sentences: &Sentences<'_>, at: usize) -> Option<(usize, usize)> {
    let many = matches!(
        sentences.small(at),
        "dozens"
            | "scores"
            | "hundreds"
            | "thousands"
            | "millions"
            | "сотни"
            | "сотні"
            | "тысячи"
            | "тысячы"
            | "дзясяткі"
            | "десятки"
    );
    let of = sentences.small(at + 1) == "of";
    many.then_some((at + 1, at + 1 + usize::from(of)))
}
