//! The least and the most a number can be, and arithmetic on them.

use std::{cmp::Ordering, iter::Sum};

use rust_decimal::Decimal;

use super::{Quantity, QuantityKind};

/// The least and the most a number can be, both included; none where nothing bounds it.
///
/// Nothing counted here is below zero. So a least of zero says nothing and is
/// none, except where the number is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bounds {
    least: Option<Decimal>,
    most: Option<Decimal>,
}

impl Bounds {
    /// Bounds from the least to the most; none if no number lies between them.
    #[must_use]
    pub fn between(least: Option<Decimal>, most: Option<Decimal>) -> Option<Self> {
        let bounds = Self::of(least, most);
        most.is_none_or(|most| bounds.floor() <= most).then_some(bounds)
    }

    /// Bounds of which the caller knows that the least is not above the most.
    pub(super) fn of(least: Option<Decimal>, most: Option<Decimal>) -> Self {
        let nothing = most == Some(Decimal::ZERO);
        let least = least.filter(|least| *least > Decimal::ZERO);
        Self { least: if nothing { most } else { least }, most }
    }

    /// The least it can be.
    #[must_use]
    pub const fn least(self) -> Option<Decimal> {
        self.least
    }

    /// The most it can be.
    #[must_use]
    pub const fn most(self) -> Option<Decimal> {
        self.most
    }

    fn floor(self) -> Decimal {
        self.least.unwrap_or_default()
    }

    /// Whether it can be this number.
    #[must_use]
    pub fn contains(self, number: Decimal) -> bool {
        self.floor() <= number && self.most.is_none_or(|most| number <= most)
    }

    /// Whether one number can be both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        let reaches = |one: Self, other: Self| one.most.is_none_or(|most| other.floor() <= most);
        reaches(self, other) && reaches(other, self)
    }

    /// Whether every number it can be is one that the other can be.
    #[must_use]
    pub fn lies_within(self, other: Self) -> bool {
        let most_within = match (self.most, other.most) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(own), Some(theirs)) => own <= theirs,
        };
        other.floor() <= self.floor() && most_within
    }

    /// What is left of it without a part of it: of 123 without 114, 9; of 12
    /// without at least 5, at most 7. None if the part is greater than the whole.
    #[must_use]
    pub fn without(self, part: Self) -> Option<Self> {
        let least = part.most.map(|most| self.floor() - most);
        let most = self.most.map(|most| most - part.floor());
        let possible = most.is_none_or(|most| most >= Decimal::ZERO);
        possible.then(|| Self::of(least, most))
    }

    /// The quantity that has these bounds; none if nothing bounds it, or if the
    /// number has more digits than a quantity keeps.
    #[must_use]
    pub fn as_quantity(self) -> Option<Quantity> {
        let (kind, number, up_to) = match (self.least, self.most) {
            (None, None) => return None,
            (Some(least), None) => (QuantityKind::AtLeast, least, None),
            (None, Some(most)) => (QuantityKind::AtMost, most, None),
            (Some(least), Some(most)) if least == most => (QuantityKind::Exactly, least, None),
            (Some(least), most) => (QuantityKind::Between, least, most),
        };
        Quantity::new(kind, number, up_to).ok()
    }
}

/// What several numbers make together; of none at all, zero.
impl Sum for Bounds {
    fn sum<I: Iterator<Item = Self>>(several: I) -> Self {
        let zero = Self::of(Some(Decimal::ZERO), Some(Decimal::ZERO));
        several.fold(zero, |sum, next| {
            // Beyond the greatest number that can be kept, a sum is known to be at least that.
            let least = sum.floor().saturating_add(next.floor());
            let most = sum.most.zip(next.most).and_then(|(sum, next)| sum.checked_add(next));
            Self::of(Some(least), most)
        })
    }
}

impl Ord for Bounds {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |bounds: &Self| (bounds.floor(), bounds.most.is_none(), bounds.most);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Bounds {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
