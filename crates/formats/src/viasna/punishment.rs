//! Sentences as the list writes them: a term, a fine, or one of each, and the regime in words beside.

use detente_core::{Fine, PartialDate, Sentence, Term};

use super::{decision, regime, words};
use crate::slug;

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
    // Where freedom is restricted, and not whether at home, its term would read as one of prison.
    if let Some(said) = penalty.filter(|said| regime::restricts_somewhere(said)) {
        let field = "decision (a restriction of freedom of a kind that is not said: not stated)";
        read.unknown.extend(decision.map(|decided| (field, decided.to_owned())));
        read.unknown.push(("penalty", said.to_owned()));
        return read;
    }
    // What a court suspended, deferred or turned into something else is not the term that stands there.
    if let (Some(decided), Some(said)) = (decision, penalty)
        && decision::read(decided).is_some_and(|(term, _)| regime::doubts(said, term.is_some()))
    {
        let field = "decision (its penalty may say otherwise: neither is stated)";
        read.unknown = vec![(field, decided.to_owned()), ("penalty", said.to_owned())];
        return read;
    }
    let decided = decision.and_then(decision::read);
    if let (Some(cell), None) = (decision, decided) {
        read.unknown.push(("decision", cell.to_owned()));
    }
    let (regime, unknown) = penalty.map(regime::read).unwrap_or_default();
    read.unknown.extend(unknown.map(|rest| ("penalty", rest)));
    let fined = penalty.is_some_and(regime::fines);
    if let (Some(said), true) = (penalty, fined && decided.is_none_or(|(_, fine)| fine.is_none())) {
        read.unknown.push(("penalty", words::within(said, "fine")));
    }
    let (term, fine): (Option<Term>, Option<Fine>) = decided.unwrap_or_default();
    if fine.is_some() {
        let key = slug::fixed("fine");
        read.sentences.push(Sentence { key, fine, imposed_on: on, ..Sentence::default() });
    }
    // A penalty without a number is a sentence all the same.
    if term.is_some() || regime.is_some() {
        let key = slug::fixed("term");
        read.sentences.push(Sentence { key, term, regime, imposed_on: on, ..Sentence::default() });
    }
    read
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
        assert_eq!(told("200 base rates", "fine"), ["200 base units"]);
        assert_eq!(
            told("140 base rates, 18 months", "imprisonment in a general-security penal colony"),
            ["140 base units", "1 year 6 months, general"]
        );
        assert_eq!(told("something", colony), ["reinforced"]);
    }

    #[test]
    fn a_term_that_the_penalty_may_take_back_is_not_stated_and_both_are_named() {
        for penalty in [
            "suspended sentence",
            "deferred",
            "death penalty",
            "imprisonment in a medium-security penal colony, suspended",
            "imprisonment, replaced by a fine",
            "fine",
        ] {
            let read = read(Some("2 years"), Some(penalty), None);
            assert!(read.sentences.is_empty(), "{penalty}: {read:?}");
            let named: Vec<&str> = read.unknown.iter().map(|(_, value)| value.as_str()).collect();
            assert_eq!(named, ["2 years", penalty]);
        }
        assert_eq!(told("2 years", "imprisonment in a penal colony"), ["2 years"]);
        let beside = "medium-security penal colony with confiscation of property";
        assert_eq!(told("2 years", beside), ["2 years, reinforced"]);
    }

    #[test]
    fn a_restriction_of_freedom_is_stated_with_its_kind_or_not_at_all() {
        let open = "restriction of freedom with referral to an open-type institution";
        assert_eq!(told("18 months", open), ["1 year 6 months, open_type"]);
        assert_eq!(told("3 years", "home confinement"), ["3 years, home"]);
        assert_eq!(told("3 years", "khimiya"), ["3 years, open_type"]);
        let bare = read(Some("18 months"), Some("restriction of freedom"), None);
        assert!(bare.sentences.is_empty(), "{bare:?}");
        let named: Vec<&str> = bare.unknown.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(named, ["18 months", "restriction of freedom"]);
    }

    #[test]
    fn a_fine_without_an_amount_is_named() {
        let both = "imprisonment in a medium-security penal colony and fine";
        let alone = read(Some("2 years"), Some(both), None);
        assert_eq!(alone.unknown, [("penalty", format!("fine (in: {both})"))]);
        assert_eq!(alone.sentences.len(), 1);
        assert!(read(Some("140 base rates, 18 months"), Some(both), None).unknown.is_empty());
        assert_eq!(read(None, Some("fine"), None).unknown, [("penalty", "fine".to_owned())]);
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
