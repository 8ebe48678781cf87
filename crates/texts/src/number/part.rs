//! Halves and quarters behind a whole number: `3½`, `11 1/2`, `6-1/2`, `two and a half`.

use rust_decimal::Decimal;

use crate::{sentence::Sentences, word::TokenKind};

/// The part of one that follows a number which ends here, and where it ends.
pub(super) fn part(sentences: &Sentences<'_>, end: usize) -> Option<(Decimal, usize)> {
    let sign = match sentences.word(end) {
        "½" => Some(Decimal::new(5, 1)),
        "¼" => Some(Decimal::new(25, 2)),
        "¾" => Some(Decimal::new(75, 2)),
        _ => None,
    };
    if let Some(part) = sign {
        return Some((part, end + 1));
    }
    if [sentences.small(end), sentences.small(end + 1), sentences.small(end + 2)]
        == ["and", "a", "half"]
    {
        return Some((Decimal::new(5, 1), end + 3));
    }
    let figures = |at: usize| {
        let token = sentences.tokens.get(at).filter(|token| token.kind == TokenKind::Figures)?;
        token.of(sentences.text).parse::<u32>().ok()
    };
    let touch = |at: usize| sentences.tokens[at].span.end == sentences.tokens[at + 1].span.start;
    let dash = matches!(sentences.word(end), "-" | "‑")
        && end > 0
        && sentences.tokens.get(end + 1).is_some()
        && touch(end - 1)
        && touch(end);
    let end = end + usize::from(dash);
    let (above, below) = (figures(end)?, figures(end + 2)?);
    let slash = sentences.word(end + 1) == "/" && touch(end) && touch(end + 1);
    // What no figures say exactly, as a third, is left to whoever reads it.
    let exact = matches!(below, 2 | 4 | 5 | 8) && (1..below).contains(&above);
    let part = Decimal::from(above).checked_div(Decimal::from(below))?;
    (slash && exact).then_some((part, end + 3))
}
