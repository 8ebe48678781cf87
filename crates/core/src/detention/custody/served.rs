//! Whether the sentences were over: the end of one is no release, but it ends the presumption that someone is held.

use crate::{Day, PartialDate, Sentence};

/// Whether every sentence to custody was over before a day: by the state's own word, or by its term from the day it was
/// imposed. Where there is none, or the end of one is not known, nothing is over.
pub(super) fn served(sentences: &[Sentence], day: Day) -> bool {
    let custodial = |one: &&Sentence| one.term.is_some() || one.stated_end_on.is_some();
    let mut ends = sentences.iter().filter(custodial).map(last_day).peekable();
    ends.peek().is_some() && ends.all(|end| end.is_some_and(|end| end < day))
}

/// The last day that a sentence can reach.
fn last_day(sentence: &Sentence) -> Option<Day> {
    let imposed = sentence.imposed_on.and_then(PartialDate::latest);
    let term = || sentence.term?.ends_after(imposed?);
    sentence.stated_end_on.and_then(PartialDate::latest).or_else(term)
}
