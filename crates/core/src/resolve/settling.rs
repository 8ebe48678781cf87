//! Settles one field after the other, noting who stands behind each.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    Account, Dispute, Heard, Loss, Origin, Rank, Reason, Side, Without, Witness, explained::Trace,
};
use crate::{Day, EntryId, Fields, Id, Path, Source, Value, Voice, lies_within};

/// What weighs a claim, apart from what it states.
pub(super) struct Weighed<'a> {
    pub(super) entry: EntryId,
    voice: usize,
    pub(super) published: Option<Day>,
    denies: bool,
    pub(super) heard: &'a dyn Speaks,
}

/// What a claim may say where, whatever noun it is about.
pub(super) trait Speaks {
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

/// Claims that must not speak on some fields: for the time of one question, or
/// because the keepers settled against them.
#[derive(Clone, Debug)]
pub(super) struct Except {
    pub claims: Vec<usize>,
    pub fields: Vec<String>,
}

impl From<&Side> for Except {
    fn from(side: &Side) -> Self {
        Self { claims: side.claims.clone(), fields: side.fields.clone() }
    }
}

/// The settling of one record: walks its fields and notes their origins.
pub struct Settling<'a> {
    pub(super) claims: Vec<Weighed<'a>>,
    except: &'a [Except],
    pub(super) path: Path,
    spoke: Vec<bool>,
    origins: BTreeMap<String, Origin>,
    disputes: Vec<Dispute>,
    pub(super) trace: Option<Box<Trace>>,
}

impl<'a> Settling<'a> {
    /// Begins, with the claims in the order of liveness.
    pub(super) fn new<N: Fields>(heard: &'a [Heard<N>], except: &'a [Except]) -> Self {
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
            except,
            path: Path::default(),
            spoke: vec![false; heard.len()],
            origins: BTreeMap::new(),
            disputes: Vec::new(),
            trace: None,
        }
    }

    /// Settles every field.
    pub(super) fn run<N: Fields>(&mut self, heard: &[Heard<N>]) -> N {
        let said: Vec<_> = heard.iter().map(|claim| &claim.states).enumerate().collect();
        N::settle(&said, self)
    }

    /// Who stands behind a field, the winner first; nobody where it is not stated.
    pub(super) fn behind(&self, path: &str) -> impl Iterator<Item = usize> {
        let origin = self.origins.get(path);
        origin
            .into_iter()
            .flat_map(|origin| std::iter::once(origin.winner).chain(origin.agree.iter().copied()))
    }

    /// The disputes over single fields.
    pub(super) fn disputes(&self) -> &[Dispute] {
        &self.disputes
    }

    /// What was noted on the way.
    pub(super) fn account<N>(
        self,
        witnesses: &[Witness],
        disputes: Vec<Dispute>,
        without: Vec<Without<N>>,
    ) -> Account<N> {
        Account::new(witnesses, &self.spoke, self.origins, disputes, without)
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

    /// Whether anything that a claim says stands so far, or was heard against what does.
    pub(crate) fn spoke(&self, claim: usize) -> bool {
        self.spoke[claim]
    }

    /// Settles a field of one value.
    pub(crate) fn value<'v, V: Value + 'v>(
        &mut self,
        said: impl Iterator<Item = (usize, &'v V)>,
    ) -> Option<V> {
        self.settle(said, V::to_string).cloned()
    }

    /// Settles whether an element of a list stands. With each claim comes
    /// whether a denial by it means the whole element.
    pub(crate) fn stands(&mut self, key: &str, said: impl Iterator<Item = (usize, bool)>) -> bool {
        static HERE: bool = true;
        let speaks = said.filter(|(at, whole)| *whole || !self.claims[*at].denies);
        let speaks: Vec<_> = speaks.map(|(at, _)| (at, &HERE)).collect();
        self.settle(speaks.into_iter(), |_| key.to_owned()).is_some()
    }

    fn settle<'v, V: Value + 'v>(
        &mut self,
        said: impl Iterator<Item = (usize, &'v V)>,
        says: impl Fn(&V) -> String,
    ) -> Option<&'v V> {
        let mut trace = self.trace.take_if(|trace| trace.path == self.path.as_str());
        let live = self.live(said, &says, trace.as_deref_mut());
        for (at, _) in &live {
            self.spoke[*at] = true;
        }
        let settles = |at: usize| self.claims[at].heard.settles(self.path.as_str());
        let ruled = live.iter().filter_map(|(at, _)| settles(*at)).max();
        let (denials, stated): (Vec<_>, Vec<_>) =
            live.into_iter().partition(|(at, _)| self.claims[*at].denies);
        // The keepers may settle by a denial: then nothing that it denies is heard.
        let upheld = |(by, _): &&(usize, &V)| ruled.is_some() && settles(*by) == ruled;
        let upheld: Vec<_> = denials.iter().filter(upheld).copied().collect();
        let untrue = |value: &V| upheld.iter().any(|(_, denied)| is_denied(value, denied));
        let spoken: Vec<_> = stated.iter().filter(|(_, value)| !untrue(value)).copied().collect();
        let knew_all = stated.iter().chain(&denials).all(|(at, _)| self.knew(ruled, *at));
        let winner = self.winner(&spoken, knew_all);
        if let Some(trace) = &mut trace {
            self.follow(trace, &spoken, &stated, &denials, winner, ruled);
        }
        self.trace = trace.or(self.trace.take());
        let first = winner.map(|(winner, _)| spoken[winner].0);
        let mut disputes = Vec::new();
        disputes.extend(self.values_at_odds(&spoken, first, ruled, &says));
        for (at, (_, denied)) in denials.iter().enumerate() {
            if denials[..at].iter().all(|(_, known)| known != denied) {
                disputes.extend(self.denied(&stated, &denials, denied, ruled, &says));
            }
        }
        self.disputes.extend(disputes);
        let (winner, reason) = winner?;
        let (at, value) = spoken[winner];
        let others = || spoken.iter().filter(|(other, _)| *other != at);
        let agree = others().filter(|(_, other)| other.agrees(value)).map(|(by, _)| *by);
        let differ = others().filter(|(_, other)| !other.agrees(value));
        let differ = differ.chain(denials.iter().filter(|(_, denied)| is_denied(value, denied)));
        let differ = differ.map(|(by, _)| *by).collect();
        let origin = Origin { winner: at, reason, agree: agree.collect(), differ };
        self.origins.insert(self.path.as_str().to_owned(), origin);
        Some(value)
    }

    /// Of each voice the latest reading that may speak here; deprecated ones
    /// only where nobody else says anything. In the order of the ledger.
    fn live<'v, V: Value>(
        &self,
        said: impl Iterator<Item = (usize, &'v V)>,
        says: &impl Fn(&V) -> String,
        mut trace: Option<&mut Trace>,
    ) -> Vec<(usize, &'v V)> {
        let path = self.path.as_str();
        let mut latest: Vec<(usize, &V)> = Vec::new();
        for (at, value) in said {
            let claim = &self.claims[at];
            if let Some(trace) = &mut trace {
                trace.says(at, says(value), claim.denies);
            }
            let excepted = |except: &Except| {
                except.claims.contains(&at)
                    && except.fields.iter().any(|field| lies_within(path, field))
            };
            if !claim.heard.speaks_on(path) || self.except.iter().any(excepted) {
                lose(&mut trace, at, Loss::Silenced);
                continue;
            }
            // "On the 13th, and not on the 12th" is two claims of one reading: a
            // denial takes the place of what the same voice states only where it denies that.
            let replaced = |known: &Weighed<'_>, before: &V| {
                known.voice == claim.voice
                    && match (known.denies, claim.denies) {
                        (false, false) => true,
                        (true, true) => value == before,
                        (true, false) => is_denied(value, before),
                        (false, true) => is_denied(before, value),
                    }
            };
            latest.retain(|(known, before)| {
                let replaced = replaced(&self.claims[*known], before);
                if replaced {
                    lose(&mut trace, *known, Loss::Superseded);
                }
                !replaced
            });
            latest.push((at, value));
        }
        let deprecated = |at: usize| self.claims[at].heard.rank_on(path) == Rank::Deprecated;
        if latest.iter().any(|(at, _)| !deprecated(*at)) {
            latest.retain(|(at, _)| {
                if deprecated(*at) {
                    lose(&mut trace, *at, Loss::Deprecated);
                }
                !deprecated(*at)
            });
        }
        latest.sort_by_key(|(at, _)| self.claims[*at].entry);
        latest
    }

    /// Whether a settlement made in this revision knew a claim.
    pub(super) fn knew(&self, ruled: Option<u64>, at: usize) -> bool {
        ruled.is_some_and(|ruled| self.claims[at].entry.revision <= ruled)
    }

    /// The position of the claim that speaks, and why it does; `knew_all` if a settlement knew all
    /// that is said here.
    fn winner<V: Value>(&self, spoken: &[(usize, &V)], knew_all: bool) -> Option<(usize, Reason)> {
        let path = self.path.as_str();
        let claim = |at: usize| &self.claims[spoken[at].0];
        let settles = |at: &usize| claim(*at).heard.settles(path);
        let rank = |at: usize| claim(at).heard.rank_on(path);
        if let [_only] = spoken {
            return Some((0, Reason::Only));
        }
        if let Some(at) = (0..spoken.len()).filter(|at| settles(at).is_some()).max_by_key(settles) {
            return Some((at, if knew_all { Reason::Settled } else { Reason::SettledBefore }));
        }
        let mut ranked: Vec<usize> = (0..spoken.len()).collect();
        ranked.sort_by_key(|at| Reverse((rank(*at), claim(*at).published, claim(*at).entry)));
        let newest = *ranked.first()?;
        ranked.retain(|at| rank(*at) == rank(newest));
        // From the newest back, so that of two that are equally precise the newer speaks.
        let exact = ranked.iter().copied().fold(newest, |best, at| {
            let agrees = spoken[at].1.agrees(spoken[newest].1);
            if agrees && spoken[at].1.refines(spoken[best].1) { at } else { best }
        });
        let as_new = |at: &&usize| claim(**at).published == claim(newest).published;
        let reason = if exact != newest {
            Reason::MorePrecise
        } else if ranked.len() < spoken.len() {
            Reason::Ranked
        } else if ranked.iter().filter(as_new).count() > 1 {
            Reason::LaterAdded
        } else {
            Reason::LaterPublished
        };
        Some((exact, reason))
    }
}

fn lose(trace: &mut Option<&mut Trace>, at: usize, why: Loss) {
    if let Some(trace) = trace {
        trace.lost(at, why);
    }
}

/// Whether a denial denies a value: that value, or one that says it more precisely.
pub(super) fn is_denied<V: Value>(value: &V, denied: &V) -> bool {
    value == denied || (value.agrees(denied) && value.refines(denied))
}
