//! Decisions as the list writes them: `4 1/2 years`, `2,5 years`, `3 years, 6 months`,
//! `1,000 base rates`, `140 base rates, 18 months`.
//!
//! A decision is read whole or not at all: of a term that is half understood a
//! wrong one would be stated.

use detente_core::{Fine, Term};

/// The currencies that courts name.
const CURRENCIES: &[&str] = &["BYN", "BYR", "RUB", "USD", "EUR"];

/// A number as it stands, in hundredths: `2,5` is 250.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Amount {
    hundredths: u64,
    /// Its thousands are parted by a comma: so are sums written, and no lengths of time.
    grouped: bool,
}

/// The lengths of a term, the greatest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Years,
    Months,
    Days,
}

#[derive(Default)]
struct Decided {
    lengths: Vec<(Unit, Amount)>,
    /// A length that follows would be of another term.
    term_ended: bool,
    fine: Option<Fine>,
}

/// The term and the fine of a decision; none where it may say anything else.
pub(super) fn read(cell: &str) -> Option<(Option<Term>, Option<Fine>)> {
    let apart = apart(cell);
    let words: Vec<&str> = apart.split_whitespace().collect();
    if matches!(words.as_slice(), ["life"] | ["life", "imprisonment" | "sentence"]) {
        return Some((Some(Term::LIFE), None));
    }
    let mut decided = Decided::default();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        at += 1;
        match *word {
            ";" | "+" => decided.term_ended |= !decided.lengths.is_empty(),
            "," | "and" | "a" | "of" | "for" | "in" | "prison" | "imprisonment" | "fine" => {}
            word => {
                let mut amount = if word == "1/2" { HALF } else { amount(word)? };
                if word != "1/2" && words.get(at) == Some(&"1/2") {
                    amount.hundredths += HALF.hundredths;
                    at += 1;
                }
                at += decided.take(amount, words.get(at..)?)?;
            }
        }
    }
    let term = if decided.lengths.is_empty() { None } else { Some(term(&decided.lengths)?) };
    (term.is_some() || decided.fine.is_some()).then_some((term, decided.fine))
}

const HALF: Amount = Amount { hundredths: 50, grouped: false };

impl Decided {
    /// Takes an amount with the unit that stands before these words; tells how many words that is.
    fn take(&mut self, amount: Amount, words: &[&str]) -> Option<usize> {
        let unit = match words.first()?.trim_end_matches('.') {
            "year" | "years" => Unit::Years,
            "month" | "months" => Unit::Months,
            "day" | "days" => Unit::Days,
            _ => return self.fine(amount, words),
        };
        let follows = self.lengths.last().is_none_or(|(last, _)| *last < unit);
        if self.term_ended || !follows || amount.grouped {
            return None;
        }
        self.lengths.push((unit, amount));
        Some(1)
    }

    fn fine(&mut self, amount: Amount, words: &[&str]) -> Option<usize> {
        let (unit, count) = match words {
            ["base" | "basic", "rate" | "rates" | "unit" | "units", ..] => ("base units", 2),
            ["b.u.", ..] => ("base units", 1),
            [code, ..] => (*CURRENCIES.iter().find(|known| known.eq_ignore_ascii_case(code))?, 1),
            [] => return None,
        };
        if self.fine.is_some() {
            return None;
        }
        self.term_ended |= !self.lengths.is_empty();
        self.fine = Some(format!("{} {unit}", decimal(amount)).parse().ok()?);
        Some(count)
    }
}

/// The cell in small letters, with the signs between its parts standing by themselves. A comma between digits is part of a number.
fn apart(cell: &str) -> String {
    let signs: Vec<char> = cell.to_lowercase().chars().collect();
    let digit =
        |at: Option<usize>| at.and_then(|at| signs.get(at)).is_some_and(char::is_ascii_digit);
    let mut apart = String::with_capacity(cell.len());
    for (at, sign) in signs.iter().enumerate() {
        let within_number = digit(at.checked_sub(1)) && digit(Some(at + 1));
        match sign {
            ',' if within_number => apart.push(','),
            ',' | ';' | '+' => apart.extend([' ', *sign, ' ']),
            sign => apart.push(*sign),
        }
    }
    apart
}

/// Reads `200`, `2.5`, `2,5`, `1,000`. Whether `2.500` is two and a half or thousands is not certain.
fn amount(text: &str) -> Option<Amount> {
    let digits = |text: &str| {
        let plain = (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse::<u64>().ok()).flatten()
    };
    let plain = |hundredths| Some(Amount { hundredths, grouped: false });
    let Some((whole, rest)) = text.split_once([',', '.']) else {
        return plain(digits(text)? * 100);
    };
    match rest.len() {
        1 => plain(digits(whole)? * 100 + digits(rest)? * 10),
        2 => plain(digits(whole)? * 100 + digits(rest)?),
        _ if text.contains('.') || whole.len() > 3 || whole.starts_with('0') => None,
        _ => {
            let groups: Vec<&str> = rest.split(',').collect();
            let even = groups.iter().all(|group| group.len() == 3);
            let whole = even.then(|| digits(&format!("{whole}{}", groups.concat()))).flatten()?;
            Some(Amount { hundredths: whole * 100, grouped: true })
        }
    }
}

/// The term of some lengths; none where a part of one is no whole number of months or days.
fn term(lengths: &[(Unit, Amount)]) -> Option<Term> {
    let (mut months, mut days) = (0, 0);
    for (unit, Amount { hundredths, .. }) in lengths {
        let whole = |per: u64| {
            let all = hundredths * per;
            all.is_multiple_of(100).then_some(all / 100)
        };
        match unit {
            // `2.5 years 3 months` is two ways to write one thing: which is meant is not certain.
            Unit::Years if lengths.len() > 1 => months += whole(1)? * 12,
            Unit::Years => months += whole(12)?,
            Unit::Months => months += whole(1).filter(|count| lengths.len() == 1 || *count < 12)?,
            Unit::Days => days += whole(1)?,
        }
    }
    let parts = [(months, "months"), (days, "days")].into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, unit)| format!("{count} {unit}")).collect();
    parts.join(" ").parse().ok()
}

fn decimal(Amount { hundredths, .. }: Amount) -> String {
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, part) => format!("{whole}.{part:02}").trim_end_matches('0').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(cell: &str) -> String {
        let Some((term, fine)) = read(cell) else { return "left out".to_owned() };
        let parts = [term.map(|term| term.to_string()), fine.map(|fine| fine.to_string())];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn a_term_and_a_fine_are_read_as_they_were_imposed() {
        for (cell, meant) in [
            ("2,5 years", "2 years 6 months"),
            ("2.5 years", "2 years 6 months"),
            ("3,25 years", "3 years 3 months"),
            ("4 1/2 years", "4 years 6 months"),
            ("3 years, 6 months", "3 years 6 months"),
            ("1 year and 7 months", "1 year 7 months"),
            ("3 years,6 months", "3 years 6 months"),
            ("18 months", "1 year 6 months"),
            ("15 days", "15 days"),
            ("1,000 base rates", "1000 base units"),
            ("1,500 BYN", "1500 BYN"),
            ("2,5 base rates", "2.5 base units"),
            ("fine of 200 base rates", "200 base units"),
            ("140 base rates, 18 months", "1 year 6 months | 140 base units"),
            ("2 years in prison and a fine of 100 base units", "2 years | 100 base units"),
            ("life imprisonment", "life"),
        ] {
            assert_eq!(told(cell), meant, "{cell}");
        }
    }

    #[test]
    fn what_may_say_something_else_is_left_out_whole() {
        for cell in [
            "2.500 base rates",
            "2,5",
            "1,000 years",
            "2,57 years",
            "1.5 months",
            "2 years, 3 years",
            "2 years; 6 months",
            "18 months, 2 years",
            "100 base rates, 50 base rates",
            "3 yrs",
            "about 3 years",
            "3-5 years",
            "1 000 base rates",
            "2.5 years 3 months",
            "3 years suspended",
            "1 year 18 months",
            "10,00,000 BYN",
            "years",
            "0 years",
            "2 years 100 base rates 6 months",
            "",
        ] {
            assert_eq!(told(cell), "left out", "{cell}");
        }
    }

    proptest! {
        #[test]
        fn no_cell_makes_it_panic(cell in "([0-9/]{1,4}| |years|months|base rates|,|[.]|;|and|é){0,12}") {
            read(&cell);
        }

        #[test]
        fn a_whole_term_is_read_as_it_stands(years in 1..40_u32, months in 1..12_u32) {
            let meant = format!("{years} years {months} months").parse().ok();
            prop_assert_eq!(read(&format!("{years} years, {months} months")), Some((meant, None)));
        }
    }
}
