//! Claims, as the API shows them.

use std::{collections::BTreeSet, sync::Arc};

use async_graphql::{Context, Enum, Json, Object, SimpleObject};
use detente_core::{
    Day, Decision, EntryId, Path, RecordId, Ruling, Source, lies_within, with_noun,
};
use detente_storage::{ClaimEntry, Standing};

use super::{any::AnyRecord, asking::asking, error::ApiError, path::in_answers, shown::Shown};

pub(crate) struct ShownClaim(pub Arc<ClaimEntry>);

impl From<ClaimEntry> for ShownClaim {
    fn from(claim: ClaimEntry) -> Self {
        Self(Arc::new(claim))
    }
}

/// Whether a claim speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "ClaimStanding")]
pub(crate) enum ClaimStanding {
    /// It waits for the keepers of the record.
    Pending,
    /// It speaks.
    Accepted,
    /// The keepers rejected it.
    Rejected,
    /// It was withdrawn, or found to be misread.
    Retracted,
}

pub(crate) struct ShownRuling(EntryId, Ruling);

/// The word for a ruling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum RulingKind {
    /// Claims speak.
    Accept,
    /// Claims do not speak.
    Reject,
    /// Claims weigh more or less than others.
    Rank,
    /// Everyone may see it.
    Show,
    /// Only the restricted audience may see it.
    Hide,
    /// Claims were misread or withdrawn.
    Retract,
    /// A dispute is settled.
    Settle,
    /// Two identifiers are one subject.
    Merge,
    /// Two identifiers are two subjects.
    Part,
    /// A claim was destroyed.
    Erase,
}

/// What the keepers of the record decided, and why.
#[Object(name = "Ruling")]
impl ShownRuling {
    /// Where it stands in the ledger.
    async fn id(&self) -> EntryId {
        self.0
    }

    /// What was decided.
    async fn kind(&self) -> RulingKind {
        match self.1.decision {
            Decision::Accept { .. } => RulingKind::Accept,
            Decision::Reject { .. } => RulingKind::Reject,
            Decision::Rank { .. } => RulingKind::Rank,
            Decision::Show { .. } => RulingKind::Show,
            Decision::Hide { .. } => RulingKind::Hide,
            Decision::Retract { .. } => RulingKind::Retract,
            Decision::Settle { .. } => RulingKind::Settle,
            Decision::Merge { .. } => RulingKind::Merge,
            Decision::Part { .. } => RulingKind::Part,
            Decision::Erase { .. } => RulingKind::Erase,
        }
    }

    /// Who decided.
    async fn author(&self) -> &str {
        &self.1.author
    }

    /// Why; empty where an editor's own claims spoke at once.
    async fn reason(&self) -> &str {
        &self.1.reason
    }
}

/// A short phrase of the source, and the field it carries.
#[derive(SimpleObject)]
pub(crate) struct Quote {
    /// The path of the field.
    field: String,
    /// The phrase, as it stands in the source.
    text: String,
}

/// A field that a claim states, with what it says.
#[derive(SimpleObject)]
pub(crate) struct StatedField {
    /// The path of the field.
    field: String,
    /// What it says, as text.
    says: String,
    /// The record that it names, where it names one.
    record: Option<AnyRecord>,
}

impl ShownClaim {
    /// Whether it says anything on a field, or on something within it.
    pub(crate) fn speaks_on(&self, field: &str) -> bool {
        self.stated().iter().any(|(path, _)| lies_within(path, field))
    }

    fn stated(&self) -> Vec<(String, String)> {
        let claim = &self.0.claim;
        let mut found = Vec::new();
        with_noun!(claim.subject.noun(), N => if let Ok(states) = claim.states.read::<N>() {
            detente_core::Fields::stated(&states, &mut Path::default(), &mut |path, value| {
                found.push((path.to_owned(), value.to_string()));
            });
        }, _ => {});
        found
    }
}

impl ShownClaim {
    /// The records that it names.
    fn named(&self) -> BTreeSet<RecordId> {
        let claim = &self.0.claim;
        let mut named = BTreeSet::new();
        with_noun!(claim.subject.noun(), N => if let Ok(states) = claim.states.read::<N>() {
            detente_core::Fields::links(&states, &mut |_, id| {
                named.insert(id);
            });
        }, _ => {});
        named
    }
}

/// What one source says of one subject, as it was read on one day.
#[Object(name = "Claim")]
impl ShownClaim {
    /// Where it stands in the ledger.
    async fn id(&self) -> EntryId {
        self.0.entry
    }

    /// What it is about.
    async fn subject(&self) -> AnyRecord {
        AnyRecord(self.0.claim.subject.clone())
    }

    /// The document it was read in.
    async fn source(&self, ctx: &Context<'_>) -> Result<Shown<Source>, ApiError> {
        asking(ctx).record(&self.0.claim.source).await
    }

    /// Whose word it is, where it is not the source's own.
    async fn said_by(&self) -> Option<AnyRecord> {
        self.0.claim.said_by.clone().map(|voice| AnyRecord(voice.into()))
    }

    /// The day the source was read.
    async fn read_on(&self) -> Day {
        self.0.claim.read_on
    }

    /// Whether it says that its fields are untrue.
    async fn denies(&self) -> bool {
        self.0.claim.denies
    }

    /// The fields it states, each with what it says.
    async fn fields(&self) -> Vec<StatedField> {
        let named = self.named();
        let stated = self.stated().into_iter().map(|(path, says)| {
            let record = says.parse().ok().filter(|id| named.contains(id)).map(AnyRecord);
            StatedField { field: in_answers(&path), says, record }
        });
        stated.collect()
    }

    /// The fields it states, as they stand in the ledger.
    async fn states(&self) -> Json<serde_json::Value> {
        Json(serde_json::from_str(self.0.claim.states.as_str()).unwrap_or_default())
    }

    /// The phrases of the source that carry it.
    async fn quotes(&self) -> Vec<Quote> {
        let quotes = self.0.claim.quotes.iter();
        quotes.map(|(path, text)| Quote { field: in_answers(path), text: text.clone() }).collect()
    }

    /// Whether it speaks.
    async fn standing(&self) -> ClaimStanding {
        match self.0.standing {
            Standing::Pending => ClaimStanding::Pending,
            Standing::Accepted => ClaimStanding::Accepted,
            Standing::Rejected => ClaimStanding::Rejected,
            Standing::Retracted => ClaimStanding::Retracted,
        }
    }

    /// What was ruled on it, in the order of the ledger; for those who may rule, and of one's own `submission`.
    async fn rulings(&self) -> Vec<ShownRuling> {
        let rulings = self.0.rulings.iter().cloned();
        rulings.map(|(entry, ruling)| ShownRuling(entry, ruling)).collect()
    }
}

/// Every claim that passes on someone's word.
pub(crate) async fn said(ctx: &Context<'_>, voice: &RecordId) -> Result<Vec<ShownClaim>, ApiError> {
    let asking = asking(ctx);
    let said = asking.store().await?.claims_said_by(&asking.viewer, voice).await?;
    Ok(said.into_iter().map(ShownClaim::from).collect())
}
