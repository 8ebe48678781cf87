//! Hears the claims on a subject: all of them, and one side of a dispute alone.

use super::{
    Contradiction, Dispute, DisputeKind, Heard, Settling, Side, Surroundings, Without, Witness,
    explained::Trace, settling::Except,
};
use crate::{Id, Noun, Record, lies_within};

/// The claims on a subject, in the order of liveness, and what they lean on.
pub(super) struct Hearing<'a, N> {
    pub heard: &'a [Heard<N>],
    pub around: &'a Surroundings,
}

impl<N: Noun> Hearing<'_, N> {
    /// Settles the record, with its disputes and what each of their sides comes to.
    pub(super) fn record(&self, id: Id<N>) -> Record<N> {
        self.settled_by_the_keepers(None, |settling, fields, found, ruled, except| {
            let within = settling.disputes().iter().cloned();
            let disputes: Vec<_> = within.chain(ruled).chain(each_told_once(found)).collect();
            let without = self.each_side(&disputes, except, &fields);
            let witnesses: Vec<_> = self.heard.iter().map(Witness::of).collect();
            let account = settling.account(&witnesses, disputes, without);
            Record { id, fields, account }
        })
    }

    /// Settles the fields, without those whom the keepers ruled against where
    /// two fields contradict each other. With a path, notes what becomes of each
    /// claim there.
    pub(super) fn settled_by_the_keepers<T>(
        &self,
        traced: Option<&str>,
        then: impl FnOnce(Settling<'_>, N, Vec<Dispute>, Vec<Dispute>, &[Except]) -> T,
    ) -> T {
        let mut except = Vec::new();
        let mut ruled = Vec::new();
        loop {
            let mut settling = Settling::new(self.heard, &except);
            settling.trace = traced.map(|path| Box::new(Trace::of(path)));
            let fields = settling.run(self.heard);
            let found = self.contradictions(&fields, &settling);
            let Some(dispute) = found.iter().find_map(|dispute| self.settled(dispute)) else {
                return then(settling, fields, found, ruled, &except);
            };
            // The record follows the side that the keepers chose: the other is not
            // heard. Each turn silences someone on something, so the turns end.
            except.extend(dispute.sides.get(1).map(Except::from));
            ruled.push(dispute);
        }
    }

    /// Where the record breaks a rule of the domain, and whose word does.
    fn contradictions(&self, fields: &N, settling: &Settling<'_>) -> Vec<Dispute> {
        let side = |(says, fields): (String, Vec<String>)| {
            let mut claims: Vec<usize> =
                fields.iter().flat_map(|field| settling.behind(field)).collect();
            claims.sort_unstable();
            claims.dedup();
            Side { says, claims, fields }
        };
        let dispute = |Contradiction { breaks, rule, sides }| {
            let sides: Vec<Side> = sides.into_iter().map(side).collect();
            let first = sides.iter().flat_map(|side| &side.fields).next();
            let (field, kind) = (first.cloned().unwrap_or_default(), DisputeKind::Contradiction);
            let (breaks, rule) = (Some(breaks), Some(rule));
            Dispute { field, kind, rule, breaks, settled: false, sides }
        };
        fields.contradictions(self.around).into_iter().map(dispute).collect()
    }

    /// A contradiction that the keepers settled by a claim of one of its sides,
    /// knowing all that is said in it: that side comes first then.
    fn settled(&self, dispute: &Dispute) -> Option<Dispute> {
        let fields = || dispute.sides.iter().flat_map(|side| &side.fields);
        let rulings = dispute.sides.iter().enumerate().flat_map(|(at, side)| {
            let by = move |claim: &usize| {
                let settles = move |field: &String| {
                    let revision = *self.heard.get(*claim)?.settles.get(field)?;
                    // One claim on both sides: the field that was settled tells which is meant.
                    Some((revision, side.fields.contains(field), at))
                };
                fields().filter_map(settles).collect::<Vec<_>>()
            };
            side.claims.iter().flat_map(by)
        });
        let (revision, _, chosen) = rulings.max()?;
        let known =
            |at: &usize| self.heard.get(*at).is_some_and(|claim| claim.entry.revision <= revision);
        let silenced = dispute.sides.iter().enumerate().find(|(at, _)| *at != chosen)?.1;
        if silenced.claims.is_empty() || !dispute.sides.iter().flat_map(|s| &s.claims).all(known) {
            return None;
        }
        let mut settled = Dispute { settled: true, ..dispute.clone() };
        settled.sides.swap(0, chosen);
        Some(settled)
    }

    /// What the record would say hearing one side of each open dispute alone,
    /// where that differs from what it says.
    fn each_side(&self, disputes: &[Dispute], except: &[Except], says: &N) -> Vec<Without<N>> {
        let mut without = Vec::new();
        for (at, dispute) in disputes.iter().enumerate().filter(|(_, dispute)| !dispute.settled) {
            for hearing in 0..dispute.sides.len() {
                let fields = self.one_side(dispute, hearing, except);
                if fields != *says {
                    without.push(Without { dispute: at, hearing, fields });
                }
            }
        }
        without
    }

    fn one_side(&self, dispute: &Dispute, hearing: usize, except: &[Except]) -> N {
        let others = dispute.sides.iter().enumerate().filter(|(side, _)| *side != hearing);
        let mut except: Vec<Except> =
            except.iter().cloned().chain(others.map(|(_, side)| Except::from(side))).collect();
        loop {
            let mut settling = Settling::new(self.heard, &except);
            let fields = settling.run(self.heard);
            // With the winner of a field gone, another may speak there who contradicts this side
            // just the same: someone else, or the same source in what it said before.
            let own = &dispute.sides[hearing];
            let mut again = None;
            if dispute.kind != DisputeKind::Contradiction {
                let on_it = |found: &&Dispute| found.field == dispute.field;
                let sides = settling.disputes().iter().filter(on_it).flat_map(|found| &found.sides);
                let mut others = sides.filter(|side| side.says != own.says);
                again = others.find(|side| !side.claims.is_empty()).cloned();
            }
            // Nor is anybody right beside this side whom a rule of the domain keeps apart from it.
            let again = again.or_else(|| {
                let is_own = |side: &Side| side.fields.iter().all(|field| own.is_about(field));
                self.contradictions(&fields, &settling).into_iter().find_map(|found| {
                    let (one, other): (Vec<_>, Vec<_>) = found.sides.into_iter().partition(is_own);
                    let mut other = other.into_iter();
                    other.next().filter(|side| !one.is_empty() && !side.claims.is_empty())
                })
            });
            match again {
                Some(side) => except.push(Except::from(&side)),
                None => return fields,
            }
        }
    }
}

/// What contradicts one side by one rule is told by the first who does.
fn each_told_once(found: Vec<Dispute>) -> Vec<Dispute> {
    let mut told: Vec<Dispute> = Vec::new();
    for dispute in found {
        let is_same = |other: &Dispute| {
            (other.breaks, other.sides.first()) == (dispute.breaks, dispute.sides.first())
        };
        if !told.iter().any(is_same) {
            told.push(dispute);
        }
    }
    told
}

impl Side {
    fn is_about(&self, path: &str) -> bool {
        self.fields.iter().any(|field| lies_within(path, field))
    }
}
