//! How a record came to say what it says, as the API shows it.

use async_graphql::{Context, Object, SimpleObject};
use detente_core::{EntryId, RecordId, Ruling};
use detente_storage::{FieldChange, RecordRevision};

use super::{
    asking::asking,
    claim::ShownClaim,
    connection::Slice,
    error::ApiError,
    numbered::{NumberedConnection, Range},
    path::in_answers,
    revision::ShownRevision,
    rule::OpenDispute,
};

pub(crate) struct ShownTurn(RecordRevision);

/// A field that says something else than it did, or would.
#[derive(SimpleObject)]
#[graphql(name = "FieldChange")]
pub(crate) struct ShownChange {
    /// The path of the field, with the keys of the elements it lies in.
    field: String,
    /// What it says before; silent where it says nothing.
    before: Option<String>,
    /// What it says after; silent where it says nothing.
    after: Option<String>,
}

impl From<FieldChange> for ShownChange {
    fn from(change: FieldChange) -> Self {
        let FieldChange { field, before, after } = change;
        Self { field: in_answers(&field), before, after }
    }
}

/// A ruling of the keepers on a record, or on claims about it.
#[derive(SimpleObject)]
#[graphql(name = "RecordRuling")]
pub(crate) struct ShownRuling {
    /// Where it stands in the ledger.
    id: EntryId,
    /// What was decided: `accept`, `reject`, `rank`, `retract`, `settle`, `hide`, `show`.
    kind: String,
    /// Who decided.
    author: String,
    /// Why.
    reason: String,
}

impl ShownRuling {
    fn of((id, ruling): &(EntryId, Ruling)) -> Self {
        Self {
            id: *id,
            kind: ruling.decision.kind().to_owned(),
            author: ruling.author.clone(),
            reason: ruling.reason.clone(),
        }
    }
}

/// A revision that changed a record.
#[Object(name = "RecordRevision")]
impl ShownTurn {
    /// The revision.
    async fn revision(&self) -> ShownRevision {
        ShownRevision(self.0.revision.clone())
    }

    /// The fields that say something else since.
    async fn changes(&self) -> Vec<ShownChange> {
        self.0.changes.iter().cloned().map(Into::into).collect()
    }

    /// The disputes within the record that are open since.
    async fn disputes_opened(&self) -> Vec<OpenDispute> {
        self.0.opened.iter().cloned().map(OpenDispute::of).collect()
    }

    /// The disputes within the record that were open, and are no longer.
    async fn disputes_closed(&self) -> Vec<OpenDispute> {
        self.0.closed.iter().cloned().map(OpenDispute::of).collect()
    }

    /// The claims that speak since.
    async fn speaking(&self, ctx: &Context<'_>) -> Result<Vec<ShownClaim>, ApiError> {
        claims(ctx, &self.0.speaking).await
    }

    /// The claims that speak no longer: rejected, retracted, or replaced by a
    /// later reading.
    async fn silenced(&self, ctx: &Context<'_>) -> Result<Vec<ShownClaim>, ApiError> {
        claims(ctx, &self.0.silenced).await
    }

    /// The rulings that were made on the record, or on claims about it.
    async fn rulings(&self) -> Vec<ShownRuling> {
        self.0.rulings.iter().map(ShownRuling::of).collect()
    }
}

/// These claims, as they stand today.
async fn claims(ctx: &Context<'_>, entries: &[EntryId]) -> Result<Vec<ShownClaim>, ApiError> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let asking = asking(ctx);
    let _turn = asking.ledger.acquire().await; // it is never closed
    let found = asking.service.store.claims_at(&asking.viewer, entries).await?;
    Ok(found.into_iter().map(ShownClaim::from).collect())
}

/// The revisions that changed a record.
pub(crate) async fn history(
    ctx: &Context<'_>,
    id: &RecordId,
    slice: Slice,
) -> Result<NumberedConnection<ShownTurn>, ApiError> {
    let range = Range::of(&slice, u64::MAX - 1)?;
    let whole = asking(ctx).history(id).await?;
    let (part, more) = range.cut(whole.iter().collect(), |turn| turn.revision.number);
    let nodes = part.into_iter().map(|turn| (turn.revision.number, ShownTurn(turn.clone())));
    let count = whole.len();
    Ok(range.page(nodes.collect(), more, count))
}
