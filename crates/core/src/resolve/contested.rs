//! Contested answers: a rule of the domain, asked of a record whose sources disagree.

use super::{Dispute, Side, Witness};
use crate::Record;

/// What a rule of the domain answers, where the sources may not let it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer<'a, T> {
    /// The answer, whichever side of the disputes is right.
    Settled(T),
    /// The answers of the sides: they differ.
    Contested(Vec<SideAnswer<'a, T>>),
}

/// What follows if one side of a dispute is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideAnswer<'a, T> {
    /// What follows.
    pub answer: T,
    /// The dispute.
    pub dispute: &'a Dispute,
    /// The side.
    pub side: &'a Side,
    /// The claims of that side.
    pub witnesses: Vec<&'a Witness>,
}

impl<T> Answer<'_, T> {
    /// The answer, if it is not contested.
    pub fn settled(self) -> Option<T> {
        match self {
            Self::Settled(answer) => Some(answer),
            Self::Contested(_) => None,
        }
    }

    /// Every answer that some side gives, or the one that all give.
    pub fn each(&self) -> impl Iterator<Item = &T> {
        let (one, sides) = match self {
            Self::Settled(answer) => (Some(answer), &[][..]),
            Self::Contested(sides) => (None, sides.as_slice()),
        };
        one.into_iter().chain(sides.iter().map(|side| &side.answer))
    }
}

impl<N> Record<N> {
    /// Asks a rule of the record, and of what it would say hearing one side of
    /// each open dispute alone. Where the answers differ, the answer is contested.
    pub fn ask<T: PartialEq>(&self, rule: impl Fn(&N) -> T) -> Answer<'_, T> {
        let answer = rule(&self.fields);
        let mut sides = Vec::new();
        for (at, dispute) in self.account.disputes.iter().enumerate() {
            let hearing = |side: usize| {
                let mut without = self.account.without.iter();
                without.find(|without| without.dispute == at && without.hearing == side)
            };
            let answers = |side: usize| {
                hearing(side).map_or_else(|| rule(&self.fields), |without| rule(&without.fields))
            };
            if dispute.settled || (0..dispute.sides.len()).all(|side| answers(side) == answer) {
                continue;
            }
            for (side_at, side) in dispute.sides.iter().enumerate() {
                let witnesses = side.claims.iter().filter_map(|at| self.account.witnesses.get(*at));
                let witnesses = witnesses.collect();
                sides.push(SideAnswer { answer: answers(side_at), dispute, side, witnesses });
            }
        }
        if sides.is_empty() { Answer::Settled(answer) } else { Answer::Contested(sides) }
    }
}
