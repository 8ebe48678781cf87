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
    pub fn each(&self) -> impl Iterator<Item = &T> + Clone {
        let (one, sides) = match self {
            Self::Settled(answer) => (Some(answer), &[][..]),
            Self::Contested(sides) => (None, sides.as_slice()),
        };
        one.into_iter().chain(sides.iter().map(|side| &side.answer))
    }
}

impl<N> Record<N> {
    /// What the record would say hearing one side of each open dispute alone, where that is
    /// something else than it says.
    pub fn sides(&self) -> impl Iterator<Item = &N> {
        let is_open = |at: usize| self.account.disputes.get(at).is_some_and(|one| !one.settled);
        let without = self.account.without.iter();
        without.filter(move |without| is_open(without.dispute)).map(|without| &without.fields)
    }

    /// Asks a rule of the record, and of what it would say hearing one side of
    /// each open dispute alone. Where the answers differ, the answer is contested.
    pub fn ask<T: PartialEq>(&self, rule: impl Fn(&N) -> T) -> Answer<'_, T> {
        let answer = rule(&self.fields);
        let mut sides: Vec<SideAnswer<'_, T>> = Vec::new();
        for (at, dispute) in self.account.disputes.iter().enumerate() {
            if dispute.settled {
                continue;
            }
            let answers = |hearing: usize| {
                let mut without = self.account.without.iter();
                let without = without.find(|w| w.dispute == at && w.hearing == hearing);
                rule(without.map_or(&self.fields, |without| &without.fields))
            };
            let answers: Vec<T> = (0..dispute.sides.len()).map(answers).collect();
            // What follows whichever side is right does not hang on this dispute.
            if answers.iter().all(|other| *other == answer) {
                continue;
            }
            sides.extend(answers.into_iter().zip(&dispute.sides).map(|(answer, side)| {
                let witnesses = side.claims.iter().filter_map(|at| self.account.witnesses.get(*at));
                SideAnswer { answer, dispute, side, witnesses: witnesses.collect() }
            }));
        }
        // A record that mixes two sides may say what neither of them does.
        match sides.split_first() {
            None => Answer::Settled(answer),
            Some((one, others)) if others.iter().all(|other| other.answer == one.answer) => {
                Answer::Settled(sides.swap_remove(0).answer)
            }
            Some(_) => Answer::Contested(sides),
        }
    }
}
