//! Checks claims as they pass, for a list may make more of them than memory should hold.

use std::collections::HashMap;

use super::{
    check::{Said, Wrong, alone, impossible},
    code,
    faults::MOST,
    together::{self, Across},
};
use crate::{Fault, NewClaim, RecordId, Seen, brief};

/// How many claims on subjects that are spoken of in several places are held at a time.
const HELD: usize = 2000;

/// Finds in claims that pass one by one what `check` finds in all of them at once.
///
/// Claims on one subject mostly stand together. Where a subject is spoken of again later, all claims
/// must pass again, as often as `rounds` says: each time the claims on some such subjects are held.
#[derive(Default)]
pub struct Passing {
    /// How many claims have passed, this time.
    passed: usize,
    /// The claims on the subject that is being spoken of, and how many were before them.
    last: Vec<(usize, NewClaim)>,
    met: Seen,
    scattered: Seen,
    /// How many claims came after others on their subject, and apart from them.
    apart: usize,
    across: Across,
    /// The claims that say what lies within what.
    across_claims: HashMap<usize, (Option<String>, RecordId)>,
    held: HashMap<RecordId, Vec<(usize, NewClaim)>>,
    /// What is wrong, with the subject where that tells of several claims on it.
    wrong: Vec<(usize, Option<[u8; 16]>, Fault)>,
    more: usize,
}

impl Passing {
    /// Looks at the next claim.
    pub fn note(&mut self, new: &NewClaim) {
        if self.last.last().is_some_and(|(_, last)| last.claim.subject != new.claim.subject) {
            self.subject_ends();
        }
        self.last.push((self.passed, new.clone()));
        self.passed += 1;
    }

    /// How often all claims must pass again; to be asked once all have passed.
    pub fn rounds(&mut self) -> usize {
        self.subject_ends();
        self.passed = 0;
        self.apart.div_ceil(HELD)
    }

    /// Looks at the next claim once more, in this round of so many.
    pub fn again(&mut self, round: usize, rounds: usize, new: &NewClaim) {
        let (at, subject) = (self.passed, &new.claim.subject);
        self.passed += 1;
        let share = usize::from(brief(subject.as_str())[0]) % rounds;
        if share == round && self.scattered.holds(subject.as_str()) {
            self.held.entry(subject.clone()).or_default().push((at, new.clone()));
        }
    }

    /// Ends a round.
    pub fn round_ends(&mut self) {
        self.passed = 0;
        for (_, claims) in std::mem::take(&mut self.held) {
            let said: Vec<Said<'_>> = claims.iter().map(|(at, new)| Said::of(*at, new)).collect();
            let mut wrong = Vec::new();
            together::check(&said, &mut wrong);
            self.note_wrong(wrong, &claims, None);
        }
    }

    /// Everything that is wrong, in the order of the claims.
    #[must_use]
    pub fn told(mut self) -> Vec<Fault> {
        let mut across = Vec::new();
        std::mem::take(&mut self.across).check(&mut across);
        let mut told: Vec<(usize, Fault)> = Vec::new();
        for wrong in across {
            let at = wrong.claim;
            let Some((written_at, subject)) = self.across_claims.get(&at) else { continue };
            told.push((at, wrong.told(written_at.clone(), subject)));
        }
        // What claims say together is looked at again where there are more of them.
        let stands = |of: &Option<[u8; 16]>| of.is_none_or(|of| !self.scattered.holds_brief(of));
        let wrong = self.wrong.into_iter().filter(|(_, of, _)| stands(of));
        told.extend(wrong.map(|(at, _, fault)| (at, fault)));
        told.sort_by_key(|(at, _)| *at);
        let more = self.more + told.len().saturating_sub(MOST);
        told.truncate(MOST);
        let mut told: Vec<Fault> = told.into_iter().map(|(_, fault)| fault).collect();
        if more > 0 {
            told.push(Fault {
                written_at: None,
                record: None,
                field: None,
                code: code::TOO_MANY_FAULTS,
                problem: format!("{more} more faults are not listed"),
                remedy: "correct these first, and check again".to_owned(),
            });
        }
        told
    }

    /// Looks at the claims on one subject together.
    fn subject_ends(&mut self) {
        let claims = std::mem::take(&mut self.last);
        let Some((_, first)) = claims.first() else { return };
        let subject = first.claim.subject.as_str();
        if !self.met.first(subject) {
            self.scattered.first(subject);
            self.apart += claims.len();
        }
        let said: Vec<Said<'_>> = claims.iter().map(|(at, new)| Said::of(*at, new)).collect();
        let mut wrong = Vec::new();
        for said in &said {
            alone(said, &mut wrong);
            wrong.extend(impossible(said.at, &said.claim.claim));
            if self.across.note(said) {
                let place = (said.claim.written_at.clone(), said.claim.claim.subject.clone());
                self.across_claims.insert(said.at, place);
            }
        }
        let mut together = Vec::new();
        together::check(&said, &mut together);
        self.note_wrong(wrong, &claims, None);
        self.note_wrong(together, &claims, Some(brief(subject)));
    }

    fn note_wrong(
        &mut self,
        wrong: Vec<Wrong>,
        claims: &[(usize, NewClaim)],
        of: Option<[u8; 16]>,
    ) {
        for wrong in wrong {
            let Some((at, new)) = claims.iter().find(|(at, _)| *at == wrong.claim) else {
                continue;
            };
            if self.wrong.len() < MOST {
                self.wrong.push((*at, of, new.fault(wrong)));
            } else {
                self.more += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Claim, Organization, Person, States, dossier::check};

    fn claim(subject: &str, states: States, at: usize) -> NewClaim {
        let claim = Claim {
            subject: subject.parse().unwrap(),
            source: "source/gazette".parse().unwrap(),
            said_by: None,
            read_on: "2024-03-02".parse().unwrap(),
            denies: false,
            states,
            quotes: std::collections::BTreeMap::default(),
        };
        NewClaim { claim, new: true, written_at: Some(format!("list:{at}")) }
    }

    fn any_claim(at: usize, (kind, who, what): (u8, u8, u8)) -> NewClaim {
        if kind == 0 {
            let parent = format!("organization/o{}", what % 4).parse().ok();
            let states = States::of(&Organization { parent, ..Organization::default() });
            return claim(&format!("organization/o{}", who % 4), states.unwrap(), at);
        }
        let mut person = Person::default();
        match what % 4 {
            0 => person.name = Some("Jana".to_owned()),
            1 => person.summary = Some("Told of".to_owned()),
            2 => {
                person.born_on = "1990".parse().ok();
                person.died_on = "1980".parse().ok();
            }
            _ => {}
        }
        claim(&format!("person/p{}", who % 5), States::of(&person).unwrap(), at)
    }

    fn passing(claims: &[NewClaim]) -> Vec<Fault> {
        let mut passing = Passing::default();
        for claim in claims {
            passing.note(claim);
        }
        let rounds = passing.rounds();
        for round in 0..rounds {
            for claim in claims {
                passing.again(round, rounds, claim);
            }
            passing.round_ends();
        }
        passing.told()
    }

    proptest! {
        #[test]
        fn what_is_found_in_passing_is_what_is_found_at_once(said in proptest::collection::vec(any::<(u8, u8, u8)>().prop_map(|(k, w, h)| (k % 3, w, h)), 0..40)) {
            let claims: Vec<_> = said.into_iter().enumerate().map(|(at, one)| any_claim(at, one)).collect();
            let text = |faults: Vec<Fault>| {
                let mut told: Vec<String> = faults.iter().map(ToString::to_string).collect();
                told.sort();
                told
            };
            prop_assert_eq!(text(passing(&claims)), text(check(&claims)));
        }
    }

    #[test]
    fn no_more_faults_are_listed_than_help() {
        let nothing = || States::of(&Person::default()).unwrap();
        let claims: Vec<_> =
            (0..2500).map(|at| claim(&format!("person/p{at}"), nothing(), at)).collect();
        let told = passing(&claims);
        assert_eq!(told.len(), MOST + 1);
        assert_eq!(told[MOST].problem, "1500 more faults are not listed");
    }
}
