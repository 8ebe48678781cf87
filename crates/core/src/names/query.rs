//! What someone types to find a name: whole or begun, right or nearly so.

use super::{
    Bearer, Part, Prepared, Ranking,
    distance::{Differing, similarity},
    rule,
    slip::Slips,
    weight,
};

/// A text that somebody looks for.
#[derive(Clone, Debug)]
pub struct Query {
    name: Prepared,
    /// The same name, read in more ways.
    pub(super) widely: Prepared,
    /// What each of its words may have been meant for.
    pub(super) slips: Vec<Slips>,
    pub(super) unfinished: bool,
}

/// A word that was typed.
#[derive(Clone, Copy)]
pub(super) struct Typed<'a> {
    pub part: &'a Part,
    /// The same, read in more ways.
    widely: &'a Part,
    slips: &'a Slips,
    /// Whether it may go on.
    begun: bool,
}

impl Query {
    /// Reads what was typed; `unfinished` if the last word may go on.
    #[must_use]
    pub fn new(text: &str, bearer: Bearer, unfinished: bool) -> Self {
        let unfinished = unfinished && text.chars().next_back().is_some_and(char::is_alphanumeric);
        let [name, widely] = [Prepared::new(text, bearer), Prepared::widely(text, bearer)];
        let slips = widely.parts().iter().map(|part| Slips::of(part, &widely)).collect();
        Self { name, widely, slips, unfinished }
    }

    /// The name that was typed.
    #[must_use]
    pub const fn name(&self) -> &Prepared {
        &self.name
    }

    /// The words that were typed.
    pub(super) fn typed(&self) -> impl Iterator<Item = Typed<'_>> {
        let parts = self.name.parts();
        let words = parts.iter().zip(self.widely.parts()).zip(&self.slips).enumerate();
        words.map(|(at, ((part, widely), slips))| {
            let begun = self.unfinished && at + 1 == parts.len();
            Typed { part, widely, slips, begun }
        })
    }

    /// How well a name answers: see [`Ranking::relevance`], which is quicker for many names.
    #[must_use]
    pub fn relevance(&self, name: &Prepared) -> f64 {
        Ranking::of(self).relevance(name)
    }

    /// Where in the name's text the words stand that were found, in bytes and in order.
    #[must_use]
    pub fn highlights(&self, name: &Prepared) -> Vec<std::ops::Range<usize>> {
        let found =
            |other: &&Part| self.typed().any(|typed| typed.likeness(other) >= weight::SAME_PART);
        name.parts().iter().filter(found).map(Part::place).collect()
    }
}

/// How well a word answers that is spelt by another's habit: its own goes before.
const SPELT_ELSEWHERE: f32 = 0.97;

/// How well a word answers that may have been meant, if a slip was made: better than one that
/// merely resembles what was typed.
const SLIPPED: f32 = 0.96;

impl Typed<'_> {
    /// How well a word answers it.
    pub fn likeness(self, other: &Part) -> f32 {
        let mut best = likeness(self.part, other, self.begun);
        if best < SPELT_ELSEWHERE && self.part.readings.len() < self.widely.readings.len() {
            best = best.max(likeness(self.widely, other, self.begun) * SPELT_ELSEWHERE);
        }
        if best < SLIPPED && self.slips.lead_to(other) { SLIPPED } else { best }
    }
}

/// How well a word answers of which the beginning was typed, and what each sound costs that is missing: one
/// or two are less than a slip, more are more.
const BEGUN: f32 = 0.98;
const MISSING: f32 = 0.01;
const MOST_MISSING: usize = 6;

fn likeness(typed: &Part, other: &Part, begun: bool) -> f32 {
    let whole = rule::likeness(typed, other).0;
    if !begun || whole >= 0.95 {
        return whole;
    }
    let mut best = whole;
    for a in &typed.readings {
        for b in &other.readings {
            let start = b.first(a.sounds().len());
            let missing = b.sounds().len().saturating_sub(a.sounds().len()).min(MOST_MISSING);
            let begun = BEGUN - MISSING * f32::from(u8::try_from(missing).unwrap_or(u8::MAX));
            best = best.max(similarity(a, &start, Differing::FREELY) * begun);
        }
    }
    best
}
