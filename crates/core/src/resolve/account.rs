//! The account of a record: who says so, who disagrees, and why it says what it says.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Dispute, Heard};
use crate::{EntryId, Id, Source, Voice, vocabulary::vocabulary};

vocabulary! {
    /// Why a claim won a field.
    pub enum Reason {
        /// Nobody else speaks on it.
        Only = "only",
        /// Nothing set the claims apart but that it was added later.
        LaterAdded = "later_added",
        /// Its source was published later.
        LaterPublished = "later_published",
        /// It agrees with the others and says more exactly what they say.
        MorePrecise = "more_precise",
        /// The keepers rank it above the others.
        Ranked = "ranked",
        /// The keepers settled the dispute by it.
        Settled = "settled",
        /// The keepers settled an earlier dispute by it. More was said since, and it speaks until they rule anew.
        SettledBefore = "settled_before",
    }
}

/// A live claim on a record: where it stands, which document, whose word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Witness {
    /// The claim, as the revision and position that hold it.
    pub entry: EntryId,
    /// The document.
    pub source: Id<Source>,
    /// Whose word it is, where it is not the source's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<Id<Voice>>,
    /// Whether it says that its fields are untrue.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub denies: bool,
}

impl Witness {
    pub(super) fn of<N>(heard: &Heard<N>) -> Self {
        Self {
            entry: heard.entry,
            source: heard.source.clone(),
            said_by: heard.said_by.clone(),
            denies: heard.denies,
        }
    }
}

/// Who stands behind a field, as positions among the witnesses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The claim that won.
    #[serde(rename = "w")]
    pub winner: usize,
    /// Why it won.
    #[serde(rename = "y")]
    pub reason: Reason,
    /// The other claims that agree with it.
    #[serde(rename = "a", default, skip_serializing_if = "Vec::is_empty")]
    pub agree: Vec<usize>,
    /// The claims that cannot be true beside it, and those that deny it.
    #[serde(rename = "d", default, skip_serializing_if = "Vec::is_empty")]
    pub differ: Vec<usize>,
}

/// What the record would say if, of the sides of a dispute, only one were heard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Without<N> {
    /// The dispute, by its position in the account.
    pub dispute: usize,
    /// The side that is heard, by its position in the dispute.
    pub hearing: usize,
    /// The fields of the record then.
    pub fields: N,
}

/// Who says what a record says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account<N> {
    /// The live claims on the record, in the order of the ledger.
    pub witnesses: Vec<Witness>,
    /// Who alone states the fields that `origins` does not name.
    #[serde(rename = "sole", default)]
    pub(super) sole: usize,
    /// Who stands behind the other fields.
    #[serde(default = "BTreeMap::new", skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) origins: BTreeMap<String, Origin>,
    /// The fields on which the claims contradict each other.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub disputes: Vec<Dispute>,
    /// What the record would say if only one side of a dispute were heard,
    /// where that differs from what it says.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<Without<N>>,
}

impl<N> Default for Account<N> {
    fn default() -> Self {
        Self::of_one(Vec::new())
    }
}

impl<N> Account<N> {
    /// The account of a record on which one claim speaks.
    pub(super) fn of_one(witnesses: Vec<Witness>) -> Self {
        Self {
            witnesses,
            sole: 0,
            origins: BTreeMap::new(),
            disputes: Vec::new(),
            without: Vec::new(),
        }
    }

    /// The account of a record, given who stands behind each of its fields. Of
    /// all who were heard, those stay whose word is live on something.
    pub(super) fn new(
        heard: &[Witness],
        spoke: &[bool],
        mut origins: BTreeMap<String, Origin>,
        mut disputes: Vec<Dispute>,
        without: Vec<Without<N>>,
    ) -> Self {
        let parties: Vec<usize> = sides(&mut disputes).flatten().map(|at| *at).collect();
        let live = |at: &usize| spoke.get(*at) == Some(&true) || parties.contains(at);
        let mut order: Vec<usize> = (0..heard.len()).filter(live).collect();
        order.sort_by_key(|at| heard[*at].entry);
        let mut places = vec![0; heard.len()];
        order.iter().enumerate().for_each(|(place, at)| places[*at] = place);
        let moved = |at: &mut usize| *at = places[*at];
        for origin in origins.values_mut() {
            moved(&mut origin.winner);
            origin.agree.iter_mut().chain(&mut origin.differ).for_each(moved);
        }
        sides(&mut disputes).flatten().for_each(moved);
        let witnesses: Vec<Witness> = order.iter().map(|at| heard[*at].clone()).collect();
        let mut alone = vec![0_usize; witnesses.len()];
        for origin in origins.values().filter(|origin| origin.is_sole()) {
            alone[origin.winner] += 1;
        }
        let most = alone.iter().enumerate().max_by_key(|(at, count)| (**count, usize::MAX - at));
        let sole = most.map_or(0, |(at, _)| at);
        origins.retain(|_, origin| !(origin.is_sole() && origin.winner == sole));
        Self { witnesses, sole, origins, disputes, without }
    }

    /// Who stands behind a field that is stated.
    #[must_use]
    pub fn origin(&self, path: &str) -> Origin {
        self.origins.get(path).cloned().unwrap_or(Origin {
            winner: self.sole,
            reason: Reason::Only,
            agree: Vec::new(),
            differ: Vec::new(),
        })
    }

    /// The claims that stand behind a field, the winner first.
    pub fn behind(&self, path: &str) -> impl Iterator<Item = &Witness> {
        let origin = self.origin(path);
        let agree = std::iter::once(origin.winner).chain(origin.agree);
        agree.filter_map(|at| self.witnesses.get(at))
    }

    /// The newest revision in which anything was said on a field, by whatever side; zero where nothing was.
    #[must_use]
    pub fn last_said(&self, path: &str) -> u64 {
        let origin = self.origin(path);
        let all = std::iter::once(origin.winner).chain(origin.agree).chain(origin.differ);
        let revisions = all.filter_map(|at| self.witnesses.get(at)).map(|one| one.entry.revision);
        revisions.max().unwrap_or(0)
    }

    /// The documents that speak on the record, each once, in the order of their first word.
    #[must_use]
    pub fn sources(&self) -> Vec<&Id<Source>> {
        let mut sources: Vec<&Id<Source>> = Vec::new();
        for witness in &self.witnesses {
            if !sources.contains(&&witness.source) {
                sources.push(&witness.source);
            }
        }
        sources
    }

    /// Whether a field is disputed, and not settled.
    #[must_use]
    pub fn is_disputed(&self, path: &str) -> bool {
        let speaks = |dispute: &&Dispute| !dispute.settled && dispute.touches(path);
        self.disputes.iter().any(|dispute| speaks(&dispute))
    }
}

impl Origin {
    pub(super) fn is_sole(&self) -> bool {
        self.reason == Reason::Only && self.agree.is_empty() && self.differ.is_empty()
    }
}

fn sides(disputes: &mut [Dispute]) -> impl Iterator<Item = &mut Vec<usize>> {
    disputes.iter_mut().flat_map(|dispute| &mut dispute.sides).map(|side| &mut side.claims)
}
