//! Sentences as the list writes them, in parts: `4 1/2 years`, `1 year and 7 months`,
//! `200 base rates`, `140 base rates, 18 months`; and the regime in words beside.

use detente_core::{Fine, PartialDate, Regime, Sentence, Term};

use crate::{slug::Keys, text::clean};

/// The sentences of a decision, and what of it could not be read, by column.
#[derive(Debug, Default)]
pub(super) struct Punishment {
    pub sentences: Vec<Sentence>,
    pub unknown: Vec<(&'static str, String)>,
}

/// Reads what was decided, and the penalty in words.
pub(super) fn read(
    decision: Option<&str>,
    penalty: Option<&str>,
    on: Option<PartialDate>,
) -> Punishment {
    let mut read = Punishment::default();
    let mut keys = Keys::default();
    let regime = penalty.map(regime);
    for part in decision.unwrap_or_default().split([',', ';', '+']).filter_map(clean) {
        let (word, term, fine) = match (term(&part), fine(&part)) {
            (Some(term), _) => ("term", Some(term), None),
            (None, Some(fine)) => ("fine", None, Some(fine)),
            (None, None) => {
                read.unknown.push(("decision", part));
                continue;
            }
        };
        let Some(key) = keys.of(word, &part) else { continue };
        let regime = if term.is_some() { regime.flatten() } else { None };
        read.sentences.push(Sentence {
            key,
            term,
            regime,
            fine,
            imposed_on: on,
            ..Sentence::default()
        });
    }
    let termed = read.sentences.iter().any(|sentence| sentence.term.is_some());
    match (regime, penalty) {
        // A penalty without a number is a sentence all the same.
        (Some(Some(regime)), _) if !termed => {
            if let Some(key) = keys.give("term") {
                read.sentences.push(Sentence {
                    key,
                    regime: Some(regime),
                    imposed_on: on,
                    ..Sentence::default()
                });
            }
        }
        (Some(None), Some(penalty)) if penalty.to_lowercase() != "fine" => {
            read.unknown.push(("penalty", penalty.to_owned()));
        }
        _ => {}
    }
    read
}

fn term(text: &str) -> Option<Term> {
    let text = text.to_lowercase();
    let text = text
        .strip_suffix(" in prison")
        .or_else(|| text.strip_suffix(" of imprisonment"))
        .unwrap_or(&text);
    if text == "life imprisonment" || text == "life sentence" {
        return Some(Term::LIFE);
    }
    text.parse().ok()
}

fn fine(text: &str) -> Option<Fine> {
    let lower = text.to_lowercase();
    let words = [" base rates", " base rate", " base units", " base unit", " basic units", " b.u."];
    let amount = words.iter().find_map(|word| lower.strip_suffix(word));
    let amount =
        amount.map(|amount| format!("{} base units", amount.trim_start_matches("fine of ").trim()));
    amount.as_deref().unwrap_or(text).parse().ok()
}

/// The regime that the words name. The list writes `medium-security` for the reinforced regime.
fn regime(penalty: &str) -> Option<Regime> {
    let lower = penalty.to_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if is(&["open-type", "open type", "with referral", "khimiya"]) {
        Some(Regime::OpenType)
    } else if is(&["home", "without referral", "without direction"]) {
        Some(Regime::Home)
    } else if is(&["settlement"]) {
        Some(Regime::Settlement)
    } else if is(&["special"]) {
        Some(Regime::Special)
    } else if is(&["maximum", "strict", "high-security"]) {
        Some(Regime::Strict)
    } else if is(&["medium", "reinforced", "enhanced"]) {
        Some(Regime::Reinforced)
    } else if is(&["general", "minimum", "low-security"]) {
        Some(Regime::General)
    } else if is(&["in a prison", "in prison", "prison regime"]) {
        Some(Regime::Prison)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(decision: &str, penalty: &str) -> Vec<String> {
        let read = read(Some(decision), Some(penalty), None);
        let of = |sentence: &Sentence| {
            let parts = [
                sentence.term.map(|term| term.to_string()),
                sentence.fine.map(|fine| fine.to_string()),
                sentence.regime.map(|regime| regime.to_string()),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        };
        read.sentences.iter().map(of).collect()
    }

    #[test]
    fn a_sentence_has_parts() {
        let colony = "imprisonment in a medium-security penal colony";
        assert_eq!(told("4 1/2 years", colony), ["4 years 6 months, reinforced"]);
        assert_eq!(told("1 year and 7 months", colony), ["1 year 7 months, reinforced"]);
        assert_eq!(told("200 base rates", "fine"), ["200 base units"]);
        assert_eq!(
            told("140 base rates, 18 months", "imprisonment in a general-security penal colony"),
            ["140 base units", "1 year 6 months, general"]
        );
        assert_eq!(
            told("", "restriction of freedom without referral to an open-type institution").len(),
            1
        );
    }

    #[test]
    fn what_is_no_sentence_is_told() {
        let read = read(Some("compulsory treatment"), Some("something new"), None);
        assert!(read.sentences.is_empty());
        assert_eq!(read.unknown.len(), 2);
    }

    proptest! {
        #[test]
        fn no_cell_makes_it_panic(cell in "([0-9/]{1,4}| |years|base rates|,|and|é){0,12}", penalty in ".{0,30}") {
            read(Some(&cell), Some(&penalty), None);
        }
    }
}
