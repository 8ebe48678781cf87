//! What would come of a ruling, as the API shows it.

use async_graphql::{ID, SimpleObject};
use detente_core::{Audience, DisputeKind};
use detente_storage::{Consequence, Opposed, Preview};

use super::super::{any::AnyRecord, history::ShownChange, path::in_answers};

/// What would change in a record.
#[derive(SimpleObject)]
pub(crate) struct Change {
    /// The identifier under which it changes. Of two that are merged, the record of
    /// the one that goes is no more: `subject` leads to the one that stays.
    id: ID,
    /// The record, as it is.
    subject: AnyRecord,
    /// Who would see it change so, of those whose records you may see.
    audiences: Vec<Audience>,
    /// The fields that would say something else.
    fields: Vec<ShownChange>,
    /// The disputes that would be open and are not.
    disputes_opened: Vec<OpenDispute>,
    /// The disputes that are open and would not be.
    disputes_closed: Vec<OpenDispute>,
}

/// A dispute: what is said against what.
#[derive(SimpleObject)]
pub(crate) struct OpenDispute {
    /// The path of the field.
    field: String,
    /// How the claims contradict each other.
    kind: DisputeKind,
    /// For a contradiction: what the rule of the domain says.
    rule: Option<String>,
    /// What each side says.
    sides: Vec<String>,
}

impl Change {
    pub(crate) fn all(preview: Preview) -> Vec<Self> {
        preview.consequences.into_iter().map(Self::of).collect()
    }

    fn of(consequence: Consequence) -> Self {
        let Consequence { subject, audiences, fields, opened, closed } = consequence;
        Self {
            id: ID(subject.to_string()),
            subject: AnyRecord(subject),
            audiences,
            fields: fields.into_iter().map(Into::into).collect(),
            disputes_opened: opened.into_iter().map(OpenDispute::of).collect(),
            disputes_closed: closed.into_iter().map(OpenDispute::of).collect(),
        }
    }
}

impl OpenDispute {
    pub(crate) fn of(opposed: Opposed) -> Self {
        let Opposed { field, kind, rule, sides } = opposed;
        Self { field: in_answers(&field), kind, rule, sides }
    }
}
