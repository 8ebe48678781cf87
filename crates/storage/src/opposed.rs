//! What is said against what: a dispute, as it is told where a record turns.

use std::collections::BTreeSet;

use detente_core::{Conflict, Dispute, DisputeKind, Record};

/// An open dispute: what is said against what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Opposed {
    /// The path of the field.
    pub field: String,
    /// How the claims contradict each other.
    pub kind: DisputeKind,
    /// What the rule of the domain says, where one is broken.
    pub rule: Option<String>,
    /// What each side says, in the order of the alphabet.
    pub sides: Vec<String>,
}

impl Opposed {
    /// The disputes that are open within a record; none where there is no record.
    pub(crate) fn within<N>(record: Option<&Record<N>>) -> BTreeSet<Self> {
        let disputes = record.into_iter().flat_map(|record| &record.account.disputes);
        disputes.filter(|dispute| !dispute.settled).map(Self::of).collect()
    }

    fn of(dispute: &Dispute) -> Self {
        let mut sides: Vec<String> = dispute.sides.iter().map(|side| side.says.clone()).collect();
        sides.sort();
        let Dispute { field, kind, rule, .. } = dispute;
        Self { field: field.clone(), kind: *kind, rule: rule.clone(), sides }
    }

    pub(crate) fn across(conflict: &Conflict) -> Self {
        let mut sides: Vec<String> = conflict.sides.iter().map(|side| side.says.clone()).collect();
        sides.sort();
        let Conflict { field, kind, rule, .. } = conflict;
        Self { field: field.clone(), kind: *kind, rule: rule.clone(), sides }
    }

    /// Those that are open after and were not before, and those that were and are not.
    pub(crate) fn turned(
        before: &BTreeSet<Self>,
        after: &BTreeSet<Self>,
    ) -> (Vec<Self>, Vec<Self>) {
        let only = |these: &BTreeSet<Self>, those| these.difference(those).cloned().collect();
        (only(after, before), only(before, after))
    }
}
