//! Settles one field after the other, noting who stands behind each.

use std::{cmp::Ordering, collections::BTreeMap};

use super::{Account, Dispute, DisputeKind, Heard, Origin, Rank, Reason, Side, Witness};
use crate::{EntryId, Fields, Id, Path, Source, Value, Voice, lies_within};

/// What weighs a claim, apart from what it states.
struct Weighed<'a> {
    entry: EntryId,
    voice: usize,
    published: Option<crate::Day>,
    denies: bool,
    heard: &'a dyn Speaks,
}

/// What a claim may say where, whatever noun it is about.
trait Speaks {
    fn speaks_on(&self, path: &str) -> bool;
    fn rank_on(&self, path: &str) -> Rank;
    fn settles(&self, path: &str) -> Option<u64>;
}

impl<N> Speaks for Heard<N> {
    fn speaks_on(&self, path: &str) -> bool {
        Heard::speaks_on(self, path)
    }
    fn rank_on(&self, path: &str) -> Rank {
        Heard::rank_on(self, path)
    }
    fn settles(&self, path: &str) -> Option<u64> {
        self.settles.get(path).copied()
    }
}

/// Claims that must not speak on some fields, for the time of one question.
#[derive(Clone, Copy, Debug)]
pub(super) struct Except<'a> {
    pub claims: &'a [usize],
    pub fields: &'a [String],
}

/// The settling of one record: walks its fields and notes their origins.
pub struct Settling<'a> {
    claims: Vec<Weighed<'a>>,
    except: Vec<Except<'a>>,
    path: Path,
    origins: BTreeMap<String, Origin>,
    disputes: Vec<Dispute>,
}

impl<'a> Settling<'a> {
    /// Begins, with the claims in the order of liveness.
    pub(super) fn new<N: Fields>(heard: &'a [Heard<N>], except: Option<Vec<Except<'a>>>) -> Self {
        let mut voices: Vec<(&Id<Source>, Option<&Id<Voice>>)> = Vec::new();
        let claims = heard.iter().map(|claim| {
            let voice = (&claim.list, claim.said_by.as_ref());
            let known = voices.iter().position(|known| *known == voice);
            let voice = known.unwrap_or_else(|| {
                voices.push(voice);
                voices.len() - 1
            });
            let (entry, published, denies) = (claim.entry, claim.published(), claim.denies);
            Weighed { entry, voice, published, denies, heard: claim as &dyn Speaks }
        });
        Self {
            claims: claims.collect(),
            except: except.unwrap_or_default(),
            path: Path::default(),
            origins: BTreeMap::new(),
            disputes: Vec::new(),
        }
    }

    /// Settles every field.
    pub(super) fn run<N: Fields>(&mut self, heard: &[Heard<N>]) -> N {
        let said: Vec<_> = heard.iter().map(|claim| &claim.states).enumerate().collect();
        N::settle(&said, self)
    }

    /// What was noted on the way.
    pub(super) fn account<N>(self, witnesses: Vec<Witness>) -> Account<N> {
        Account::new(witnesses, self.origins, self.disputes)
    }

    /// Settles something one step further down.
    pub(crate) fn within<T>(&mut self, step: &str, then: impl FnOnce(&mut Self) -> T) -> T {
        let mut path = std::mem::take(&mut self.path);
        let done = path.within(step, |path| {
            std::mem::swap(&mut self.path, path);
            let done = then(self);
            std::mem::swap(&mut self.path, path);
            done
        });
        self.path = path;
        done
    }

    /// Settles a field of one value.
    pub(crate) fn value<'v, V: Value + 'v>(
        &mut self,
        said: impl Iterator<Item = (usize, &'v V)>,
    ) -> Option<V> {
        let live = self.live(said);
        let spoken: Vec<_> =
            live.iter().filter(|(at, _)| !self.claims[*at].denies).copied().collect();
        let (winner, reason) = self.winner(&spoken)?;
        let (at, value) = spoken[winner];
        let denied = |(by, what): &&(usize, &V)| self.claims[*by].denies && *what == value;
        let denials: Vec<usize> = live.iter().filter(denied).map(|(by, _)| *by).collect();
        let agrees = |other: &&(usize, &V)| other.0 != at && other.1.agrees(value);
        let agree: Vec<usize> = spoken.iter().filter(agrees).map(|(by, _)| *by).collect();
        let differ = spoken.iter().filter(|(_, other)| !other.agrees(value)).map(|(by, _)| *by);
        let differ: Vec<usize> = differ.chain(denials.iter().copied()).collect();
        self.dispute_values(&spoken, at);
        if !denials.is_empty() {
            let stating = std::iter::once(at).chain(agree.iter().copied()).collect();
            self.dispute_denial(&value.to_string(), stating, denials);
        }
        self.origins
            .insert(self.path.as_str().to_owned(), Origin { winner: at, reason, agree, differ });
        Some(value.clone())
    }

    /// Settles whether an element of a list stands. With each claim comes
    /// whether a denial by it means the whole element.
    pub(crate) fn stands(&mut self, said: impl Iterator<Item = (usize, bool)>) -> bool {
        static HERE: bool = true;
        let speaks = said.filter(|(at, whole)| *whole || !self.claims[*at].denies);
        let speaks: Vec<_> = speaks.map(|(at, _)| (at, &HERE)).collect();
        let live = self.live(speaks.into_iter());
        let (denials, stating): (Vec<_>, Vec<_>) =
            live.into_iter().map(|(at, _)| at).partition(|at| self.claims[*at].denies);
        let Some((first, agree)) = stating.split_first() else { return false };
        if !denials.is_empty() {
            let key = self.path.as_str().to_owned();
            let key = key.split_once('.').map_or(key.as_str(), |(_, key)| key);
            self.dispute_denial(key, stating.clone(), denials.clone());
        }
        let origin = Origin {
            winner: *first,
            reason: if agree.is_empty() && denials.is_empty() {
                Reason::Only
            } else {
                Reason::LaterAdded
            },
            agree: agree.to_vec(),
            differ: denials,
        };
        self.origins.insert(self.path.as_str().to_owned(), origin);
        true
    }

    /// Of each voice the latest reading that may speak here; deprecated ones
    /// only where nobody else states anything.
    fn live<'v, V>(&self, said: impl Iterator<Item = (usize, &'v V)>) -> Vec<(usize, &'v V)> {
        let path = self.path.as_str();
        let mut live: Vec<(usize, &V)> = Vec::new();
        for (at, value) in said {
            let claim = &self.claims[at];
            let excepted = |except: &Except<'_>| {
                except.claims.contains(&at)
                    && except.fields.iter().any(|field| lies_within(path, field))
            };
            if !claim.heard.speaks_on(path) || self.except.iter().any(excepted) {
                continue;
            }
            match live.iter_mut().find(|(known, _)| self.claims[*known].voice == claim.voice) {
                Some(known) => *known = (at, value),
                None => live.push((at, value)),
            }
        }
        let deprecated = |at: usize| self.claims[at].heard.rank_on(path) == Rank::Deprecated;
        if live.len() > 1 && live.iter().any(|(at, _)| !self.claims[*at].denies && !deprecated(*at))
        {
            live.retain(|(at, _)| !deprecated(*at));
        }
        live.sort_by_key(|(at, _)| self.claims[*at].entry);
        live
    }

    /// The position of the claim that speaks, and why it does.
    fn winner<V: Value>(&self, spoken: &[(usize, &V)]) -> Option<(usize, Reason)> {
        let path = self.path.as_str();
        if let [_only] = spoken {
            return Some((0, Reason::Only));
        }
        let settled = |at: &usize| self.claims[spoken[*at].0].heard.settles(path);
        if let Some(at) = (0..spoken.len()).filter(|at| settled(at).is_some()).max_by_key(settled) {
            return Some((at, Reason::Settled));
        }
        let rank = |at: usize| self.claims[spoken[at].0].heard.rank_on(path);
        let top = (0..spoken.len()).map(rank).max()?;
        let ranked: Vec<usize> = (0..spoken.len()).filter(|at| rank(*at) == top).collect();
        let by_time = |one: &usize, other: &usize| -> Ordering {
            let (one, other) = (&self.claims[spoken[*one].0], &self.claims[spoken[*other].0]);
            one.published.cmp(&other.published).then(one.entry.cmp(&other.entry))
        };
        let newest = *ranked.iter().max_by(|one, other| by_time(one, other))?;
        let exact = ranked.iter().copied().fold(newest, |best, at| {
            let agrees = spoken[at].1.agrees(spoken[newest].1);
            if agrees && spoken[at].1.refines(spoken[best].1) { at } else { best }
        });
        let later = |at: &usize| {
            self.claims[spoken[*at].0].published == self.claims[spoken[newest].0].published
        };
        let reason = if exact != newest {
            Reason::MorePrecise
        } else if ranked.len() < spoken.len() {
            Reason::Ranked
        } else if ranked.iter().filter(|at| later(at)).count() > 1 {
            Reason::LaterAdded
        } else {
            Reason::LaterPublished
        };
        Some((exact, reason))
    }

    /// Notes a dispute where any two of the values cannot both be true.
    fn dispute_values<V: Value>(&mut self, spoken: &[(usize, &V)], winner: usize) {
        let differ = |(at, (_, one)): (usize, &(usize, &V))| {
            spoken[at + 1..].iter().any(|(_, other)| !one.agrees(other))
        };
        if !spoken.iter().enumerate().any(differ) {
            return;
        }
        // The winner's side comes first; the others by the order of the ledger.
        let first = spoken.iter().filter(|(at, _)| *at == winner);
        let others = spoken.iter().filter(|(at, _)| *at != winner);
        let mut sides: Vec<(Vec<(usize, &V)>, Side)> = Vec::new();
        for (at, value) in first.chain(others).copied() {
            let known = sides
                .iter_mut()
                .find(|(members, _)| members.iter().all(|(_, member)| member.agrees(value)));
            match known {
                Some((members, side)) => {
                    if members.iter().all(|(_, member)| value.refines(member)) {
                        side.says = value.to_string();
                    }
                    members.push((at, value));
                    side.claims.push(at);
                }
                None => sides.push((vec![(at, value)], self.side(value.to_string(), vec![at]))),
            }
        }
        let sides = sides.into_iter().map(|(_, side)| side).collect();
        self.dispute(DisputeKind::Values, sides);
    }

    fn dispute_denial(&mut self, value: &str, stating: Vec<usize>, denying: Vec<usize>) {
        let sides =
            vec![self.side(value.to_owned(), stating), self.side(format!("not {value}"), denying)];
        self.dispute(DisputeKind::Denial, sides);
    }

    fn side(&self, says: String, claims: Vec<usize>) -> Side {
        Side { says, claims, fields: vec![self.path.as_str().to_owned()] }
    }

    /// A settlement closes a dispute until a claim is made that it did not know.
    fn dispute(&mut self, kind: DisputeKind, sides: Vec<Side>) {
        let path = self.path.as_str();
        let parties = || sides.iter().flat_map(|side| &side.claims).map(|at| &self.claims[*at]);
        let ruled = parties().filter_map(|claim| claim.heard.settles(path)).max();
        let settled =
            ruled.is_some_and(|ruled| parties().all(|claim| claim.entry.revision <= ruled));
        self.disputes.push(Dispute { field: path.to_owned(), kind, rule: None, settled, sides });
    }
}
