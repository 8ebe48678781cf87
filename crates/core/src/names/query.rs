//! What someone types to find a name: whole or begun, right or nearly so.

use super::{
    Bearer, Part, Prepared,
    distance::{Differing, similarity},
    rule,
    slip::Slips,
    sound::Fold,
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

    /// How well a name answers: 1 where every word that was typed is in it, as it was typed; 0 where one is not.
    /// Of several words one may be badly mistyped, if something of it is left.
    ///
    /// Unlike [`super::compare`], one word is enough, and what the name says beyond it costs little.
    #[must_use]
    pub fn relevance(&self, name: &Prepared) -> f64 {
        let mut taken = 0_u32;
        let mut sum = 0.0;
        let mut spoilt = false;
        let parts = self.name.parts();
        for typed in self.typed() {
            let best = name
                .parts()
                .iter()
                .enumerate()
                .filter(|(place, _)| taken & (1 << place) == 0)
                .map(|(place, other)| (place, typed.likeness(other)))
                .max_by(|one, other| one.1.total_cmp(&other.1));
            match best {
                Some((place, like)) if like >= weight::SAME_PART => {
                    taken |= 1 << place;
                    sum += f64::from(like);
                }
                Some((place, like))
                    if like >= weight::SPOILT_PART && parts.len() > 1 && !spoilt =>
                {
                    spoilt = true;
                    taken |= 1 << place;
                    sum += f64::from(like) * 0.8;
                }
                _ => return 0.0,
            }
        }
        let count = |many: usize| f64::from(u32::try_from(many).unwrap_or(u32::MAX));
        if parts.is_empty() {
            return 0.0;
        }
        let unsaid = name.parts().len().saturating_sub(parts.len());
        (sum / count(parts.len())) * (1.0 - 0.02 * count(unsaid.min(5)))
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

fn likeness(typed: &Part, other: &Part, begun: bool) -> f32 {
    let whole = rule::likeness(typed, other).0;
    if !begun || whole >= 0.95 {
        return whole;
    }
    let mut best = whole;
    for a in &typed.readings {
        for b in &other.readings {
            let typed = a.sounds();
            let start = b.sounds().get(..typed.len()).unwrap_or(b.sounds());
            best = best.max(similarity(a, &Fold::new(start), Differing::FREELY) * 0.98);
        }
    }
    best
}
