//! Words that bound a number: `more than`, `as many as`, `or more`.

use detente_core::QuantityKind;
use rust_decimal::Decimal;

use super::numeral::numeral;
use crate::sentence::Sentences;

/// What may stand before a number, its longest first.
const BEFORE: &[(&[&str], QuantityKind)] = &[
    (&["no", "more", "than"], QuantityKind::AtMost),
    (&["not", "more", "than"], QuantityKind::AtMost),
    (&["a", "maximum", "of"], QuantityKind::AtMost),
    (&["no", "fewer", "than"], QuantityKind::AtLeast),
    (&["not", "fewer", "than"], QuantityKind::AtLeast),
    (&["no", "less", "than"], QuantityKind::AtLeast),
    (&["not", "less", "than"], QuantityKind::AtLeast),
    (&["a", "minimum", "of"], QuantityKind::AtLeast),
    (&["as", "many", "as"], QuantityKind::UpTo),
    (&["as", "much", "as"], QuantityKind::UpTo),
    (&["in", "excess", "of"], QuantityKind::MoreThan),
    (&["an", "estimated"], QuantityKind::About),
    (&["at", "most"], QuantityKind::AtMost),
    (&["at", "least"], QuantityKind::AtLeast),
    (&["more", "than"], QuantityKind::MoreThan),
    (&["upwards", "of"], QuantityKind::MoreThan),
    (&["well", "over"], QuantityKind::MoreThan),
    (&["fewer", "than"], QuantityKind::AtMost),
    (&["less", "than"], QuantityKind::AtMost),
    (&["up", "to"], QuantityKind::UpTo),
    (&["close", "to"], QuantityKind::About),
    (&["just", "under"], QuantityKind::Nearly),
    (&["не", "менее"], QuantityKind::AtLeast),
    (&["не", "менш"], QuantityKind::AtLeast),
    (&["не", "більше"], QuantityKind::AtMost),
    (&["не", "более"], QuantityKind::AtMost),
    (&["over", "the", "age", "of"], QuantityKind::MoreThan),
    (&["under", "the", "age", "of"], QuantityKind::AtMost),
    (&["older", "than"], QuantityKind::MoreThan),
    (&["younger", "than"], QuantityKind::AtMost),
    (&["just", "over"], QuantityKind::MoreThan),
    (&["barely"], QuantityKind::About),
    (&["hardly"], QuantityKind::About),
    (&["over"], QuantityKind::MoreThan),
    (&["above"], QuantityKind::MoreThan),
    (&["exceeding"], QuantityKind::MoreThan),
    (&["under"], QuantityKind::AtMost),
    (&["below"], QuantityKind::AtMost),
    (&["nearly"], QuantityKind::Nearly),
    (&["almost"], QuantityKind::Nearly),
    (&["about"], QuantityKind::About),
    (&["around"], QuantityKind::About),
    (&["some"], QuantityKind::About),
    (&["approximately"], QuantityKind::About),
    (&["roughly"], QuantityKind::About),
    (&["estimated"], QuantityKind::About),
    (&["circa"], QuantityKind::About),
    (&["более"], QuantityKind::MoreThan),
    (&["больше"], QuantityKind::MoreThan),
    (&["свыше"], QuantityKind::MoreThan),
    (&["больш"], QuantityKind::MoreThan),
    (&["звыш"], QuantityKind::MoreThan),
    (&["понад"], QuantityKind::MoreThan),
    (&["більше"], QuantityKind::MoreThan),
    (&["около"], QuantityKind::About),
    (&["каля"], QuantityKind::About),
    (&["близько"], QuantityKind::About),
    (&["почти"], QuantityKind::Nearly),
    (&["амаль"], QuantityKind::Nearly),
    (&["майже"], QuantityKind::Nearly),
];

/// What bounds the number that begins with this word, and with which word that begins.
pub(super) fn before(sentences: &Sentences<'_>, at: usize) -> Option<(QuantityKind, usize)> {
    let sentence = sentences.sentence_of(at).start;
    // `more than $5`, `more than за 430`.
    let at = at
        - usize::from(
            at > 0
                && matches!(sentences.small(at - 1), "$" | "€" | "£" | "за" | "чым" | "чем" | "a"),
        );
    BEFORE.iter().find_map(|(words, kind)| {
        let from = at.checked_sub(words.len()).filter(|from| *from >= sentence)?;
        let same =
            words.iter().enumerate().all(|(step, word)| sentences.small(from + step) == *word);
        // `above` and `below` alone point elsewhere: `the ten named below 12`.
        same.then_some((*kind, from))
    })
}

/// Whether what begins with this word says that a number is not reached.
pub(super) fn is_below(sentences: &Sentences<'_>, from: usize) -> bool {
    matches!(sentences.small(from), "fewer" | "less" | "under" | "below" | "younger")
}

/// What bounds a number from behind, and where it ends: `or more`, `or so`, `+`.
pub(super) fn after(sentences: &Sentences<'_>, end: usize) -> Option<(QuantityKind, usize)> {
    let next = sentences.small(end + 1);
    match sentences.small(end) {
        "or" if next == "more" => Some((QuantityKind::AtLeast, end + 2)),
        "or" if next == "so" => Some((QuantityKind::About, end + 2)),
        "or" if next == "fewer" || next == "less" => Some((QuantityKind::AtMost, end + 2)),
        "+" | "plus" => Some((QuantityKind::AtLeast, end + 1)),
        "-" if next == "plus" => Some((QuantityKind::AtLeast, end + 2)),
        _ => None,
    }
}

/// The bounds of a number that another bounds from above, and where that ends: `more than 40 but fewer than 50`.
pub(super) fn but_fewer(
    sentences: &Sentences<'_>,
    kind: QuantityKind,
    first: Decimal,
    end: usize,
) -> Option<(Decimal, Decimal, usize)> {
    const LONGEST: usize = 3;
    if !matches!(kind, QuantityKind::MoreThan | QuantityKind::AtLeast)
        || !matches!(sentences.small(end), "but" | "and")
    {
        return None;
    }
    let at = (end + 2..=end + 1 + LONGEST).find(|at| {
        before(sentences, *at)
            .is_some_and(|(kind, from)| kind == QuantityKind::AtMost && from == end + 1)
    })?;
    let (second, beyond) = numeral(sentences, at)?;
    let whole = first.is_integer() && second.is_integer();
    let least = if kind == QuantityKind::MoreThan { first + Decimal::ONE } else { first };
    let most = if is_below(sentences, end + 1) { second - Decimal::ONE } else { second };
    (whole && least < most).then_some((least, most, beyond))
}

/// Whether a sentence tells of a number that changes, by the words before this one.
pub(super) fn changes(sentences: &Sentences<'_>, at: usize) -> bool {
    let from = sentences.sentence_of(at).start;
    (from..at).any(|at| {
        let word = sentences.small(at);
        [
            "increas", "decreas", "declin", "reduc", "ris", "drop", "grow", "climb", "shr",
            "chang", "cut", "jump",
        ]
        .iter()
        .any(|stem| word.starts_with(stem))
            || matches!(
                word,
                "rose"
                    | "grew"
                    | "fell"
                    | "fallen"
                    | "falls"
                    | "fall"
                    | "up"
                    | "down"
                    | "went"
                    | "goes"
                    | "gone"
                    | "raised"
                    | "lowered"
                    | "doubled"
                    | "tripled"
                    | "halved"
                    | "swelled"
                    | "moved"
                    | "by"
            )
    })
}
