//! The claims behind the record: what each source says, and whether it speaks.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{
    Audience, Body, Claim, Decision, EntryId, Explanation, Id, RecordId, Ruling, Sight,
    hidden_fields, respelled, with_noun,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::{
    Role, Store, StoreError, Table, Viewer, boxed,
    ledger::entry,
    settle::{explained, read, rulings_on, scope},
    store::{BATCH, batches},
};

/// Whether a claim speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It waits for the keepers.
    Pending,
    /// It speaks.
    Accepted,
    /// The keepers rejected it.
    Rejected,
    /// It was withdrawn, or found to be misread.
    Retracted,
}

/// Whether a claim speaks, by the rulings on its revision in their order.
pub(crate) fn standing(entry: EntryId, rulings: &[(EntryId, Ruling)]) -> Standing {
    let mut standing = Standing::Pending;
    for (at, ruling) in rulings {
        let here = at.revision;
        match &ruling.decision {
            // As in a hearing, what is retracted stays so.
            Decision::Retract { entries, field: None } if entries.holds(entry, here) => {
                return Standing::Retracted;
            }
            Decision::Accept { entries } if entries.holds(entry, here) => {
                standing = Standing::Accepted;
            }
            Decision::Reject { entries } if entries.holds(entry, here) => {
                standing = Standing::Rejected;
            }
            _ => {}
        }
    }
    standing
}

/// Whether a claim is kept from the public, by the rulings on its revision in their order.
pub(crate) fn hidden(entry: EntryId, rulings: &[(EntryId, Ruling)]) -> bool {
    let mut hidden = false;
    for (at, ruling) in rulings {
        match &ruling.decision {
            Decision::Hide { what: Sight::Claims { entries } }
                if entries.holds(entry, at.revision) =>
            {
                hidden = true;
            }
            Decision::Show { what: Sight::Claims { entries } }
                if entries.holds(entry, at.revision) =>
            {
                hidden = false;
            }
            _ => {}
        }
    }
    hidden
}

/// The fields that were withdrawn from a claim, by the rulings on its revision.
fn withdrawn(entry: EntryId, noun: &str, rulings: &[(EntryId, Ruling)]) -> Vec<String> {
    let fields = rulings.iter().filter_map(|(at, ruling)| match &ruling.decision {
        Decision::Retract { entries, field: Some(field) } if entries.holds(entry, at.revision) => {
            Some(respelled(noun, field).into_owned())
        }
        _ => None,
    });
    fields.collect()
}

/// A claim, where it stands in the ledger, and whether it speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimEntry {
    /// Where it stands.
    pub entry: EntryId,
    /// What it says.
    pub claim: Claim,
    /// Whether it speaks.
    pub standing: Standing,
    /// Whether it is kept from the public.
    pub hidden: bool,
    /// The fields that were withdrawn from it: of these it says nothing any longer.
    pub withdrawn: Vec<String>,
    /// The rulings on it, in their order, for those who may rule; none for others.
    pub rulings: Vec<(EntryId, Ruling)>,
}

impl Store {
    /// The claims on a subject, in the order of the ledger.
    #[boxed]
    pub async fn claims_on(
        &self,
        viewer: &Viewer,
        subject: &RecordId,
    ) -> Result<Vec<ClaimEntry>, StoreError> {
        let which = self.known_as(viewer, entry::Column::Subject, subject);
        self.claims(viewer, entry::Entity::find().filter(which)).await
    }

    /// A column that holds one of the identifiers that are one subject to the viewer.
    fn known_as(
        &self,
        viewer: &Viewer,
        column: entry::Column,
        id: &RecordId,
    ) -> sea_orm::sea_query::SimpleExpr {
        let merged = self.merged();
        if merged.is_empty() {
            return column.eq(id.as_str());
        }
        let members = merged.members(viewer.sees, merged.home(viewer.sees, id));
        column.is_in(members.iter().map(RecordId::as_str))
    }

    /// The claims that pass on someone's word, in the order of the ledger.
    #[boxed]
    pub async fn claims_said_by(
        &self,
        viewer: &Viewer,
        voice: &RecordId,
    ) -> Result<Vec<ClaimEntry>, StoreError> {
        let which = self.known_as(viewer, entry::Column::SaidBy, voice);
        self.claims(viewer, entry::Entity::find().filter(which)).await
    }

    /// The claims read in a source, in the order of the ledger.
    #[boxed]
    pub async fn claims_from(
        &self,
        viewer: &Viewer,
        source: &RecordId,
    ) -> Result<Vec<ClaimEntry>, StoreError> {
        let which = self.known_as(viewer, entry::Column::Source, source);
        self.claims(viewer, entry::Entity::find().filter(which)).await
    }

    /// Why a field of one value, or an element of a list, says what it says to the viewer.
    #[boxed]
    pub async fn explained<N: Table>(
        &self,
        viewer: &Viewer,
        id: &Id<N>,
        path: &str,
    ) -> Result<Explanation, StoreError> {
        explained(&self.db, &self.merged(), id, viewer.sees, path.to_owned()).await
    }

    /// These claims, by where they stand.
    #[boxed]
    pub async fn claims_at(
        &self,
        viewer: &Viewer,
        entries: &[EntryId],
    ) -> Result<Vec<ClaimEntry>, StoreError> {
        let mut found = Vec::with_capacity(entries.len());
        let entries: BTreeSet<EntryId> = entries.iter().copied().collect();
        let entries: Vec<EntryId> = entries.into_iter().collect();
        for batch in entries.chunks(BATCH / 2) {
            let which = entry::stands_at(batch);
            found.extend(self.claims(viewer, entry::Entity::find().filter(which)).await?);
        }
        Ok(found)
    }

    /// Claims of the ledger, as far as the viewer may see them.
    pub(crate) async fn claims(
        &self,
        viewer: &Viewer,
        which: Select<entry::Entity>,
    ) -> Result<Vec<ClaimEntry>, StoreError> {
        let rows = which
            .filter(entry::Column::Kind.eq("claim"))
            .filter(entry::Column::Body.is_not_null())
            .order_by_asc(entry::Column::Revision)
            .order_by_asc(entry::Column::Position)
            .all(&self.db)
            .await?;
        let revisions: BTreeSet<i64> = rows.iter().map(|row| row.revision).collect();
        let rulings = rulings_on(&self.db, revisions).await?;
        let hidden_fields = self.hidden_fields(viewer, &rows).await?;
        let sees_all = viewer.sees == Audience::Restricted || viewer.role > Role::Contributor;
        let mut found = Vec::new();
        for row in rows {
            let entry = row.id();
            let Body::Claim(mut claim) = read(&row)? else { continue };
            let rulings = rulings.get(&entry.revision).map_or(&[][..], Vec::as_slice);
            let (standing, hidden) = (standing(entry, rulings), hidden(entry, rulings));
            if viewer.sees == Audience::Public {
                if hidden || (standing != Standing::Accepted && !sees_all) {
                    continue;
                }
                // What the noun restricts is not in the public's view of the claim either.
                let fields = hidden_fields.get(&claim.subject).map_or(&[][..], Vec::as_slice);
                let open = with_noun!(claim.subject.noun(),
                    N => claim.without_fields::<N>(fields), _ => Ok(None));
                let unreadable = |error: serde_json::Error| StoreError::Entry {
                    entry: entry.to_string(),
                    error: error.to_string(),
                };
                let Some(open) = open.map_err(unreadable)? else { continue };
                claim = open;
            }
            let on_it = |(at, ruling): &&(EntryId, Ruling)| {
                scope(&ruling.decision).is_some_and(|scope| scope.holds(entry, at.revision))
            };
            let withdrawn = withdrawn(entry, claim.subject.noun(), rulings);
            let rulings = if viewer.role >= Role::Editor {
                rulings.iter().filter(on_it).cloned().collect()
            } else {
                Vec::new()
            };
            found.push(ClaimEntry { entry, claim, standing, hidden, withdrawn, rulings });
        }
        Ok(found)
    }

    /// The fields of the subjects of these claims that the public must not see.
    async fn hidden_fields(
        &self,
        viewer: &Viewer,
        rows: &[entry::Model],
    ) -> Result<BTreeMap<RecordId, Vec<String>>, StoreError> {
        if viewer.sees == Audience::Restricted {
            return Ok(BTreeMap::new());
        }
        let merged = self.merged();
        let mut asked: BTreeSet<RecordId> = BTreeSet::new();
        for subject in rows.iter().filter_map(|row| row.subject.as_deref()) {
            let subject: RecordId = subject.parse()?;
            // What is hidden of one identifier is hidden of all that are one with it.
            asked.extend(merged.kin(&subject));
        }
        let subjects: Vec<&str> = asked.iter().map(RecordId::as_str).collect();
        let mut rulings: BTreeMap<RecordId, Vec<(EntryId, Ruling)>> = BTreeMap::new();
        for batch in batches(&subjects) {
            for subject in batch {
                rulings.entry(subject.parse()?).or_default();
            }
            let sights = entry::Entity::find()
                .filter(entry::Column::Subject.is_in(batch.iter().copied()))
                .filter(entry::Column::Kind.is_in(["show", "hide"]))
                .filter(entry::Column::Body.is_not_null())
                .all(&self.db)
                .await?;
            for row in sights {
                let subject = row.subject.as_deref().map(str::parse::<RecordId>).transpose()?;
                if let (Some(subject), Body::Ruling(ruling)) = (subject, read(&row)?) {
                    rulings.entry(subject).or_default().push((row.id(), ruling));
                }
            }
        }
        let together = |subject: &RecordId| -> Vec<(EntryId, Ruling)> {
            merged.kin(subject).iter().filter_map(|id| rulings.get(id)).flatten().cloned().collect()
        };
        let hidden = rulings.keys().map(|subject| {
            let rulings = together(subject);
            let fields = with_noun!(subject.noun(),
                N => hidden_fields::<N>(subject, &rulings, &merged), _ => Vec::new());
            (subject.clone(), fields)
        });
        Ok(hidden.collect())
    }
}
