//! Numbers that a text gives, with their bounds and what they count.

mod bound;
mod counted;
mod fraction;
mod numeral;
mod part;
mod unit;

use std::ops::Range;

use detente_core::{Quantity, QuantityKind};
use rust_decimal::Decimal;

use self::{
    counted::{counted_words, counts_one, is_label},
    unit::measure,
};
pub(crate) use self::{
    numeral::{is_number_word, numeral},
    unit::is_time,
};
use crate::{name::Mention, sentence::Sentences, when::When, word::TokenKind};

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NumberKind {
    /// People or things.
    Count,
    /// A part of a hundred.
    Share,
    /// Years, months, weeks, days, hours.
    Time,
    /// How old someone is.
    Age,
    /// Money.
    Money,
}

/// A number that a text gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// What it measures.
    pub kind: NumberKind,
    /// The number with its bounds; none for `dozens`, `hundreds`.
    pub quantity: Option<Quantity>,
    /// What is counted, in the words that follow it: `political prisoners`.
    pub of: String,
    /// Its words, with those of its bounds.
    pub(crate) tokens: Range<usize>,
    /// The words that say what is counted.
    pub(crate) counted: Range<usize>,
}

impl Number {
    /// The number itself, where it is told exactly.
    #[must_use]
    pub fn exact(&self) -> Option<Decimal> {
        let quantity = self.quantity?;
        (quantity.kind() == QuantityKind::Exactly).then(|| quantity.number())
    }
}

/// The numbers of a passage: what is no date and no part of a name.
pub(crate) fn read(sentences: &Sentences<'_>, dates: &[When], mentions: &[Mention]) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    let (mut next_date, mut next_name) = (0, 0);
    while at < sentences.tokens.len() {
        while dates.get(next_date).is_some_and(|date| date.tokens.end <= at) {
            next_date += 1;
        }
        while mentions.get(next_name).is_some_and(|name| name.tokens.end <= at) {
            next_name += 1;
        }
        let date = dates.get(next_date).filter(|date| date.tokens.start <= at);
        let name = mentions.get(next_name).filter(|name| name.tokens.start <= at);
        if let Some(end) = date.map(|date| date.tokens.end).or(name.map(|name| name.tokens.end)) {
            at = end;
            continue;
        }
        match one(sentences, at) {
            Some((number, end)) => {
                found.push(number);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The number that begins with this word, and where it ends.
fn one(sentences: &Sentences<'_>, at: usize) -> Option<(Number, usize)> {
    if let Some((end, counted)) = numeral::indefinite(sentences, at) {
        let counted = counted_words(sentences, counted);
        let of = sentences.words(&counted).to_owned();
        let number =
            Number { kind: NumberKind::Count, quantity: None, of, tokens: at..end, counted };
        return Some((number, end));
    }
    if let Some(part) = fraction::fraction(sentences, at) {
        return Some(share(sentences, at, &part));
    }
    let (first, mut end) = numeral(sentences, at)?;
    let before = bound::before(sentences, at);
    if is_label(sentences, at) && before.is_none() {
        return None;
    }
    let (mut least, mut most, mut from) = (first, None, at);
    let mut kind = QuantityKind::Exactly;
    if let Some((bound, start)) = before {
        (kind, from) = (bound, start);
    }
    let between = at.checked_sub(1).is_some_and(|at| sentences.small(at) == "between");
    let after_from = at.checked_sub(1).is_some_and(|at| sentences.small(at) == "from");
    // `between 20% and 30%`.
    let sign = unit::percent(sentences, end).unwrap_or(end);
    let joined = match sentences.small(sign) {
        "and" => between,
        "or" => !after_from,
        // `rose from 20 to 30` has two numbers, `from 20 to 30 prisoners` one.
        "to" => !after_from || !bound::changes(sentences, at),
        "–" | "-" | "—" => {
            sentences.tokens.get(sign + 1).is_some_and(|token| token.kind == TokenKind::Figures)
        }
        _ => false,
    };
    if joined
        && matches!(kind, QuantityKind::Exactly | QuantityKind::About)
        && let Some((second, second_end)) =
            numeral(sentences, sign + 1).filter(|(second, second_end)| {
                *second > first && (sign == end || unit::percent(sentences, *second_end).is_some())
            })
    {
        (kind, most, end) = (QuantityKind::Between, Some(second), second_end);
        from = if between || after_from { at - 1 } else { from };
    }
    if let Some((beyond_least, most_of_it, beyond)) = bound::but_fewer(sentences, kind, first, end)
    {
        (kind, least, most, end) = (QuantityKind::Between, beyond_least, Some(most_of_it), beyond);
    }
    if let (QuantityKind::Exactly, Some((bound, beyond))) = (kind, bound::after(sentences, end)) {
        (kind, end) = (bound, beyond);
    }
    let (what, counted_from) = measure(sentences, at, end);
    let mut quantity = written(kind, least, most);
    // A stop may stand between thousands in one country and before a part of one in another.
    if what == NumberKind::Count && numeral::may_be_thousands(sentences.word(at)) {
        quantity = None;
    }
    // `fewer than 10` is at most 9, and of what is not whole at most the number.
    if bound::is_below(sentences, from) && before.is_some() {
        let whole = least.is_integer()
            && matches!(what, NumberKind::Count | NumberKind::Age)
            && least > Decimal::ZERO;
        least = if whole { least - Decimal::ONE } else { least };
        quantity = written(QuantityKind::AtMost, least, None);
    }
    let over_time = what == NumberKind::Time && from < at && sentences.small(from) == "over";
    if over_time {
        (quantity, from) = (written(QuantityKind::Exactly, first, None), at);
    }
    let counted = counted_words(sentences, counted_from);
    let of = sentences.words(&counted).to_owned();
    // `at four in the morning`.
    let hour =
        at > 0 && sentences.small(at - 1) == "at" && counted.is_empty() && first <= 24.into();
    if hour && matches!(sentences.small(end), "in" | "o'clock" | "p" | "a" | "on" | "," | ".") {
        return None;
    }
    // `Not one prisoner came`.
    let none = at > 0 && matches!(sentences.small(at - 1), "not" | "no" | "never" | "nary");
    if first == Decimal::ONE
        && (none || sentences.tokens[at].is_word() && !counts_one(sentences, at, &of))
    {
        return None;
    }
    // The sign of a hundredth belongs to the number; a unit is what it counts.
    let end = if what == NumberKind::Share { end.max(counted_from) } else { end };
    Some((Number { kind: what, quantity, of, tokens: from..end, counted }, end))
}

/// A part of a whole, with its bounds: where it has none, in words it is about so much.
fn share(sentences: &Sentences<'_>, at: usize, part: &fraction::Fraction) -> (Number, usize) {
    let (kind, from) = bound::before(sentences, at).unwrap_or((QuantityKind::About, at));
    // `more than two thirds` is more than no figure.
    let told = part.exact || kind == QuantityKind::About;
    let quantity = if told { written(kind, part.percent, None) } else { None };
    let counted = counted_words(sentences, part.end);
    let of = sentences.words(&counted).to_owned();
    (Number { kind: NumberKind::Share, quantity, of, tokens: from..part.end, counted }, part.end)
}

fn written(kind: QuantityKind, least: Decimal, most: Option<Decimal>) -> Option<Quantity> {
    let least = least.normalize();
    let text = match (kind, most) {
        (QuantityKind::Exactly, _) => least.to_string(),
        (QuantityKind::Between, Some(most)) => format!("between {least} and {}", most.normalize()),
        (QuantityKind::MoreThan, _) => format!("more than {least}"),
        (QuantityKind::AtLeast, _) => format!("at least {least}"),
        (QuantityKind::About, _) => format!("about {least}"),
        (QuantityKind::Nearly, _) => format!("nearly {least}"),
        (QuantityKind::UpTo, _) => format!("up to {least}"),
        _ => format!("at most {least}"),
    };
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let sentences = Sentences::of(text);
        let dates = crate::when::read(&sentences, None);
        let quantity =
            |number: &Number| number.quantity.map_or("unknown".to_owned(), |q| q.to_string());
        read(&sentences, &dates, &[])
            .iter()
            .map(|number| format!("{:?} {} | {}", number.kind, quantity(number), number.of))
            .collect()
    }

    #[test]
    fn a_number_is_read_with_its_bounds_and_what_it_counts() {
        for (text, is) in [
            (
                "freed more than 430 political prisoners as part",
                "Count more than 430 | political prisoners",
            ),
            (
                "hinting that as many as 1,000 political prisoners remain",
                "Count up to 1000 | political prisoners",
            ),
            ("nearly 20% of global potash exports, a", "Share nearly 20 | global potash exports"),
            ("almost 20 per cent of exports", "Share nearly 20 | exports"),
            (
                "six citizens of U.S.-allied countries, and",
                "Count 6 | citizens of U.S.-allied countries",
            ),
            ("at least twenty-one poets were", "Count at least 21 | poets"),
            ("between five and seven poets", "Count between 5 and 7 | poets"),
            ("5-7 poets", "Count between 5 and 7 | poets"),
            ("Between 20% and 30% of poets", "Share between 20 and 30 | poets"),
            ("20 per cent to 30 per cent of poets", "Share between 20 and 30 | poets"),
            ("20%–30% of poets", "Share between 20 and 30 | poets"),
            ("a 6-1/2 year term", "Time 6.5 | year term"),
            ("fewer than 10 poets", "Count at most 9 | poets"),
            ("no fewer than 10 poets", "Count at least 10 | poets"),
            ("about two dozen poets", "Count about 24 | poets"),
            ("one hundred and twenty poets", "Count 120 | poets"),
            ("a 10-year sentence", "Time 10 | year sentence"),
            ("40 or more poets", "Count at least 40 | poets"),
            ("Some 320 to 350 poets were", "Count between 320 and 350 | poets"),
            ("From 20 to 30 poets were", "Count between 20 and 30 | poets"),
            ("One in five poets was", "Share about 20 | poets"),
            ("half a million poets", "Count 500000 | poets"),
            ("half a dozen poets", "Count 6 | poets"),
            ("two and a half thousand poets", "Count 2500 | poets"),
            ("1.204 poets", "Count unknown | poets"),
            ("more than 40 but fewer than 50 poets", "Count between 41 and 49 | poets"),
            ("at least 40 but no more than 50 poets", "Count between 40 and 50 | poets"),
            ("3.5 million euros", "Money 3500000 | euros"),
            ("dozens of poets were", "Count unknown | poets"),
            ("более 430 политзаключенных", "Count more than 430 | политзаключенных"),
            ("aged 63.", "Age 63 | "),
            ("nearly half of the poets were", "Share nearly 50 | poets"),
            ("two-thirds of the poets were", "Share about 66.7 | poets"),
            ("about two thirds of the poets were", "Share about 66.7 | poets"),
            ("more than two thirds of the poets were", "Share unknown | poets"),
            ("served 11 1/2 years in", "Time 11.5 | years"),
            ("served 3½ years in", "Time 3.5 | years"),
            ("served two and a half years in", "Time 2.5 | years"),
            ("weighed barely 50 kilograms", "Count about 50 | kilograms"),
            ("just over 1,100 poets", "Count more than 1100 | poets"),
            ("were older than 60.", "Age more than 60 | "),
            ("were younger than 18 when", "Age at most 17 | "),
            ("Thirty poets walked free", "Count 30 | poets"),
            ("three quarters of all poets were", "Share about 75 | all poets"),
        ] {
            assert_eq!(told(text), [is], "{text}");
        }
    }

    #[test]
    fn what_is_called_by_a_number_counts_nothing() {
        for text in [
            "article 361-4 of the code",
            "Penal colony No. 4",
            "one of them",
            "Not one political prisoner came",
            "no one came",
            "in 2020",
            "on 2024-05-01",
            "at 10:30",
            "the third of March of",
            "the second half of the year",
        ] {
            assert_eq!(told(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_change_from_one_number_to_another_is_two_numbers() {
        assert_eq!(told("rose from 200 to 250 poets"), ["Count 200 | ", "Count 250 | poets"]);
    }
}
