//! How a record came to say what it says: revision by revision, field by field.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{
    Audience, Decision, EntryId, Id, Noun, Path, Record, RecordId, Ruling, Scope, with_noun,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::typed;
use crate::{
    Opposed, Revision, Store, StoreError, Table, Viewer, boxed,
    ledger::{change, entry},
    settle::{Files, is_sight},
};

/// How many candidates for a difference are looked at together.
const TOGETHER: u64 = 200;

/// A field that says something else than it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Its path, with keys: `groups.to-lithuania.count`.
    pub field: String,
    /// What it said; silent where it said nothing.
    pub before: Option<String>,
    /// What it says since; silent where it says nothing.
    pub after: Option<String>,
}

/// A revision in the history of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRevision {
    /// The revision.
    pub revision: Revision,
    /// The fields that say something else since.
    pub changes: Vec<FieldChange>,
    /// The disputes within the record that are open since.
    pub opened: Vec<Opposed>,
    /// The disputes within the record that were open, and are no longer.
    pub closed: Vec<Opposed>,
    /// The claims that speak since.
    pub speaking: Vec<EntryId>,
    /// The claims that speak no longer.
    pub silenced: Vec<EntryId>,
    /// The rulings that were made on the record or on claims about it.
    pub rulings: Vec<(EntryId, Ruling)>,
}

/// A record that is not the same at two revisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordDifference {
    /// The subject.
    pub subject: RecordId,
    /// Whether there was a record at the first of them.
    pub before: bool,
    /// Whether there is one at the second.
    pub after: bool,
    /// The fields that say something else.
    pub changes: Vec<FieldChange>,
    /// The disputes within the record that are open at the second, and not at the first.
    pub opened: Vec<Opposed>,
    /// The disputes within it that are open at the first, and not at the second.
    pub closed: Vec<Opposed>,
}

impl Store {
    /// The revisions that changed what a viewer may see of a record, the oldest
    /// first, up to one where it is named. Today's rulings on who may see what
    /// decide over all of them.
    #[boxed]
    pub async fn history(
        &self,
        viewer: &Viewer,
        id: &RecordId,
        known_at: Option<u64>,
    ) -> Result<Vec<RecordRevision>, StoreError> {
        let files = self.files(vec![id.clone()]).await?;
        let turns = with_noun!(id.noun(), N => turns::<N>(&files, viewer.sees, &typed(id)?)?, _ => Vec::new());
        let turns: Vec<Turn> = turns
            .into_iter()
            .filter(|turn| known_at.is_none_or(|at| turn.revision <= at))
            .collect();
        let numbers: Vec<u64> = turns.iter().map(|turn| turn.revision).collect();
        let mut revisions = self.revisions_numbered(viewer, &numbers).await?;
        let found = turns.into_iter().filter_map(|turn| {
            let Turn { revision, changes, opened, closed, speaking, silenced, rulings, there: _ } =
                turn;
            let revision = revisions.remove(&revision)?;
            Some(RecordRevision { revision, changes, opened, closed, speaking, silenced, rulings })
        });
        Ok(found.collect())
    }

    /// The records that a viewer may see to say something else at one revision
    /// than at another, by identifier, after one where it is named; and whether
    /// there are more.
    #[boxed]
    pub async fn differences(
        &self,
        viewer: &Viewer,
        (from, to): (u64, u64),
        nouns: &[&str],
        after: Option<&RecordId>,
        limit: usize,
    ) -> Result<(Vec<RecordDifference>, bool), StoreError> {
        let mut found = Vec::new();
        let mut after = after.cloned();
        let between = (from.min(to), from.max(to));
        loop {
            let candidates = self.touched_between(between, after.as_ref()).await?;
            let Some(last) = candidates.last().cloned() else { return Ok((found, false)) };
            let wanted =
                candidates.into_iter().filter(|id| nouns.is_empty() || nouns.contains(&id.noun()));
            let wanted: Vec<RecordId> = wanted.collect();
            let files = self.files(wanted.clone()).await?;
            for id in wanted {
                if let Some(difference) = difference(&files, viewer.sees, (from, to), &id)? {
                    if found.len() == limit {
                        return Ok((found, true));
                    }
                    found.push(difference);
                }
            }
            after = Some(last);
        }
    }

    /// What a viewer may see of one record to be different at two revisions.
    #[boxed]
    pub async fn difference(
        &self,
        viewer: &Viewer,
        between: (u64, u64),
        id: &RecordId,
    ) -> Result<Option<RecordDifference>, StoreError> {
        let files = self.files(vec![id.clone()]).await?;
        difference(&files, viewer.sees, between, id)
    }

    /// Some of the subjects that revisions after one and up to another spoke of
    /// or changed, by identifier.
    async fn touched_between(
        &self,
        (after, until): (u64, u64),
        from: Option<&RecordId>,
    ) -> Result<Vec<RecordId>, StoreError> {
        let from = from.map_or("", RecordId::as_str);
        let (after, until) = (after.cast_signed(), until.cast_signed());
        let changed = change::Entity::find()
            .select_only()
            .column(change::Column::Subject)
            .filter(change::Column::Revision.gt(after))
            .filter(change::Column::Revision.lte(until))
            .filter(change::Column::Subject.gt(from))
            .distinct()
            .order_by_asc(change::Column::Subject);
        let changed: Vec<String> = changed.limit(TOGETHER).into_tuple().all(&self.db).await?;
        let spoken = entry::Entity::find()
            .select_only()
            .column(entry::Column::Subject)
            .filter(entry::Column::Revision.gt(after))
            .filter(entry::Column::Revision.lte(until))
            .filter(entry::Column::Subject.gt(from))
            .distinct()
            .order_by_asc(entry::Column::Subject);
        let spoken: Vec<String> = spoken.limit(TOGETHER).into_tuple().all(&self.db).await?;
        let both: BTreeSet<String> = changed.into_iter().chain(spoken).collect();
        let both = both.into_iter().take(usize::try_from(TOGETHER).unwrap_or(usize::MAX));
        Ok(both.map(|id| id.parse()).collect::<Result<_, _>>()?)
    }
}

/// A revision that changed what an audience may see of a record.
pub(super) struct Turn {
    pub(super) revision: u64,
    pub(super) changes: Vec<FieldChange>,
    opened: Vec<Opposed>,
    closed: Vec<Opposed>,
    speaking: Vec<EntryId>,
    silenced: Vec<EntryId>,
    pub(super) rulings: Vec<(EntryId, Ruling)>,
    /// Whether there is a record since.
    pub(super) there: bool,
}

/// The revisions that changed it, the oldest first.
pub(super) fn turns<N: Table>(
    files: &Files,
    audience: Audience,
    id: &Id<N>,
) -> Result<Vec<Turn>, StoreError> {
    let mut turns = Vec::new();
    let (mut said, mut spoke) = (None::<Record<N>>, BTreeSet::new());
    for revision in files.revisions() {
        let says = files.record(id, audience, revision)?;
        let speaks = live(says.as_ref());
        let seen =
            |on: &[EntryId]| on.iter().any(|claim| spoke.union(&speaks).any(|one| one == claim));
        let mut rulings = Vec::new();
        for (at, ruling, on) in files.rulings(id.as_record_id(), revision) {
            // That an editor's own claims were accepted with them says nothing.
            let own = matches!(&ruling.decision, Decision::Accept { entries } if *entries == Scope::THIS_REVISION);
            let told = audience == Audience::Restricted
                || (!is_sight(&ruling.decision)
                    && seen(&on)
                    && files.shows(id, ruled_on(&ruling.decision))?);
            if told && !own {
                rulings.push((*at, ruling.clone()));
            }
        }
        if says != said || !rulings.is_empty() {
            let (opened, closed) =
                Opposed::turned(&Opposed::within(said.as_ref()), &Opposed::within(says.as_ref()));
            turns.push(Turn {
                revision,
                changes: changes(said.as_ref(), says.as_ref()),
                opened,
                closed,
                speaking: speaks.difference(&spoke).copied().collect(),
                silenced: spoke.difference(&speaks).copied().collect(),
                rulings,
                there: says.is_some(),
            });
        }
        (said, spoke) = (says, speaks);
    }
    Ok(turns)
}

/// The field that a ruling is about; the empty path where it is about a whole claim or record.
fn ruled_on(decision: &Decision) -> &str {
    match decision {
        Decision::Settle { field, .. } => field,
        Decision::Rank { field, .. } | Decision::Retract { field, .. } => {
            field.as_deref().unwrap_or_default()
        }
        _ => "",
    }
}

/// The claims whose word is live on something.
fn live<N>(record: Option<&Record<N>>) -> BTreeSet<EntryId> {
    let witnesses = record.into_iter().flat_map(|record| &record.account.witnesses);
    witnesses.map(|witness| witness.entry).collect()
}

fn difference(
    files: &Files,
    audience: Audience,
    (from, to): (u64, u64),
    id: &RecordId,
) -> Result<Option<RecordDifference>, StoreError> {
    fn of<N: Table>(
        files: &Files,
        audience: Audience,
        (from, to): (u64, u64),
        id: &Id<N>,
    ) -> Result<Option<RecordDifference>, StoreError> {
        let before = files.record(id, audience, from)?;
        let after = files.record(id, audience, to)?;
        if before == after {
            return Ok(None);
        }
        let (opened, closed) =
            Opposed::turned(&Opposed::within(before.as_ref()), &Opposed::within(after.as_ref()));
        Ok(Some(RecordDifference {
            subject: id.as_record_id().clone(),
            before: before.is_some(),
            after: after.is_some(),
            changes: changes(before.as_ref(), after.as_ref()),
            opened,
            closed,
        }))
    }
    with_noun!(id.noun(), N => of::<N>(files, audience, (from, to), &typed(id)?), _ => Ok(None))
}

/// The fields that two records of one subject do not say alike, by path.
fn changes<N: Noun>(before: Option<&Record<N>>, after: Option<&Record<N>>) -> Vec<FieldChange> {
    let (mut before, after) = (stated(before), stated(after));
    let mut found: Vec<FieldChange> = Vec::new();
    for (field, says) in after {
        let said = before.remove(&field);
        if said.as_ref() != Some(&says) {
            found.push(FieldChange { field, before: said, after: Some(says) });
        }
    }
    let gone = before.into_iter();
    found.extend(gone.map(|(field, said)| FieldChange { field, before: Some(said), after: None }));
    found.sort_by(|one, other| one.field.cmp(&other.field));
    found
}

/// What a record says, field by field. That an element of a list is there goes
/// without saying where anything is said of it.
fn stated<N: Noun>(record: Option<&Record<N>>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    if let Some(record) = record {
        record.fields.stated(&mut Path::default(), &mut |path, value| {
            found.insert(path.to_owned(), value.to_string());
        });
    }
    let within: BTreeSet<String> = found
        .keys()
        .filter_map(|path| path.rsplit_once('.'))
        .map(|(element, _)| element.to_owned())
        .collect();
    found.retain(|path, _| !within.contains(path));
    found
}
