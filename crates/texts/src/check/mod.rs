//! What in a text cannot be: sums that fail, shares, ages and dates that do not fit each other.
//!
//! Nothing is told that only looks odd. Where a text leaves a way in which it
//! can be right (parts that may overlap, a birthday between two days, a share
//! that was rounded), nothing is told.

mod age;
mod answers;
mod calendar;
mod change;
mod course;
mod list;
mod namesake;
mod parts;
mod share;
mod sum;
mod table;
mod total;
mod whole;

pub(crate) use self::age::contradicted;

use std::ops::Range;

use detente_core::PartialDate;

use crate::{
    article::{Findings, place},
    document::{Document, Passage},
    name::birth::word_of_birth,
    number::Number,
    place::Place,
    sentence::Sentences,
    when::When,
};

/// What kind of thing cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Wrong {
    /// Parts that do not make their whole.
    Sum,
    /// A share that does not follow from the numbers beside it.
    Share,
    /// An age that does not fit a day of birth, or another age.
    Age,
    /// A date that is not in the calendar, or not in order.
    Date,
}

/// Something in a text that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// What kind of thing it is.
    pub kind: Wrong,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// What cannot be, with the sum that fails.
    pub problem: String,
}

/// Everything in a text that cannot be, in the order of its lines. The ages of
/// persons can only be held against days of birth where the day of publication is known.
#[must_use]
pub fn check(document: &Document, published_on: Option<PartialDate>) -> Vec<Finding> {
    let published_on = published_on.or(document.imprint.published_on);
    let read = Findings::of(document, published_on);
    let mut found = Vec::new();
    let alike = namesake::namesakes(&read);
    for at in 0..document.passages.len() {
        let passage = Checked {
            passage: &document.passages[at],
            sentences: &read.read[at],
            numbers: &read.numbers[at],
            dates: &read.dates[at],
        };
        sum::check(&passage, &mut found);
        share::check(&passage, &mut found);
        answers::check(&passage, &mut found);
        calendar::check(&passage, &mut found);
        course::check(&passage, &mut found);
        let apart = !read.names.mentions[at].iter().any(|mention| alike.contains(&mention.name));
        if apart {
            age::of_passage(&passage, &read.names, at, published_on, &mut found);
        }
    }
    list::check(&document.passages, &read, &mut found);
    let others = || read.names.all.iter().enumerate().filter(|(at, _)| !alike.contains(at));
    age::of_names(others().map(|(_, named)| named), &mut found);
    age::of_births(others().map(|(_, named)| named), published_on, &mut found);
    table::check(&document.tables, published_on, &mut found);
    found.sort_by_key(|finding| finding.place.line);
    found.dedup();
    found
}

/// A passage with what was found in it.
struct Checked<'a> {
    passage: &'a Passage,
    sentences: &'a Sentences<'a>,
    numbers: &'a [Number],
    dates: &'a [When],
}

impl Checked<'_> {
    /// A finding about these words.
    fn finding(&self, kind: Wrong, tokens: &Range<usize>, problem: String) -> Finding {
        Finding { kind, place: place(self.passage, self.sentences, tokens, 2, 3), problem }
    }

    /// The numbers of a sentence.
    fn numbers_of(&self, sentence: &Range<usize>) -> &[Number] {
        let from = self.numbers.partition_point(|number| number.tokens.start < sentence.start);
        let end = self.numbers.partition_point(|number| number.tokens.start < sentence.end);
        &self.numbers[from..end.max(from)]
    }

    /// The dates of a sentence.
    fn dates_of(&self, sentence: &Range<usize>) -> &[When] {
        let from = self.dates.partition_point(|date| date.tokens.start < sentence.start);
        let end = self.dates.partition_point(|date| date.tokens.start < sentence.end);
        &self.dates[from..end.max(from)]
    }

    /// The words between two, in small letters.
    fn between(&self, tokens: Range<usize>) -> Vec<String> {
        tokens.map(|at| self.sentences.small(at).to_owned()).collect()
    }
}

/// Whether a date is told to be that of a birth.
fn is_of_birth(passage: &Checked<'_>, date: &When) -> bool {
    word_of_birth(passage.sentences, date).is_some()
}

#[cfg(test)]
mod tests;
