//! Totals against their parts and against the people who are named, as the API
//! shows them: hearing all sources together, and each document alone.

use std::collections::BTreeMap;

use async_graphql::SimpleObject;
use detente_core::{
    Bounds, Claim, Cut, CutReport, EntryId, Id, Named, PartReport, PartialDate, Quantity,
    Reconciliation, Record, RecordId, Source, Verdict, told,
};
use detente_storage::{Standing, StoreError, Table};

use super::{asking::Asking, error::ApiError, shown::Shown};

/// A total, its parts, and the people who are named.
#[derive(SimpleObject)]
#[graphql(name = "Reconciliation")]
pub(crate) struct ShownReconciliation {
    /// The total, as reported.
    total: Option<Quantity>,
    /// Each way in which the total, or a part of it, is cut. Ways of cutting
    /// are never added together.
    cuts: Vec<ShownCut>,
    /// The people who are named, against the total.
    named: Option<ShownNamed>,
}

/// One way of cutting one whole, and what its parts come to.
#[derive(SimpleObject)]
#[graphql(name = "CutReport")]
struct ShownCut {
    /// How the parts are cut out of the whole.
    by: Option<Cut>,
    /// The part that they cut, by its key; the total where none is named.
    within: Option<String>,
    /// How many the whole is, as reported.
    whole: Option<Quantity>,
    /// The parts.
    parts: Vec<ShownPart>,
    /// What the parts come to.
    sum: Bounds,
    /// What that is against the whole.
    verdict: Verdict,
    /// By how much they fall short of the whole or exceed it.
    difference: Option<Bounds>,
}

/// A part of a whole.
#[derive(SimpleObject)]
#[graphql(name = "PartReport")]
struct ShownPart {
    /// What the part is known by.
    key: String,
    /// Who they are, in a few words.
    label: Option<String>,
    /// How many they are, as reported.
    stated: Option<Quantity>,
    /// How many the whole and the other parts leave for it, if there are no
    /// further parts: nobody says so.
    inferred: Option<Quantity>,
}

/// The people who are named, against a total.
#[derive(SimpleObject)]
#[graphql(name = "NamedReport")]
struct ShownNamed {
    /// How many are named, and nobody disputes it.
    certain: u32,
    /// How many are named, and somebody does.
    contested: u32,
    /// What they are against the total.
    verdict: Verdict,
    /// By how much they fall short of it or exceed it.
    difference: Option<Bounds>,
}

impl From<Reconciliation> for ShownReconciliation {
    fn from(report: Reconciliation) -> Self {
        let Reconciliation { total, cuts, named } = report;
        Self {
            total,
            cuts: cuts.into_iter().map(Into::into).collect(),
            named: named.map(Into::into),
        }
    }
}

impl From<CutReport> for ShownCut {
    fn from(cut: CutReport) -> Self {
        let CutReport { by, within, whole, parts, sum, verdict, difference } = cut;
        Self {
            by,
            within: within.map(|key| key.to_string()),
            whole,
            parts: parts.into_iter().map(Into::into).collect(),
            sum,
            verdict,
            difference,
        }
    }
}

impl From<PartReport> for ShownPart {
    fn from(part: PartReport) -> Self {
        let PartReport { key, label, stated, inferred } = part;
        Self { key: key.to_string(), label, stated, inferred }
    }
}

impl From<Named> for ShownNamed {
    fn from(named: Named) -> Self {
        let Named { certain, contested, verdict, difference } = named;
        Self { certain, contested, verdict, difference }
    }
}

/// The same arithmetic, hearing all sources together and each document alone.
#[derive(SimpleObject)]
pub(crate) struct ReconciliationReport {
    /// For an indicator: the key of the point; for a release, silent.
    pub point: Option<String>,
    /// For an indicator: the day of the point.
    pub on: Option<PartialDate>,
    /// Hearing all sources together.
    pub together: ShownReconciliation,
    /// Hearing each document alone, with all the voices that it carries.
    pub by_source: Vec<SourceReconciliation>,
}

/// The arithmetic of one document.
#[derive(SimpleObject)]
pub(crate) struct SourceReconciliation {
    /// The document.
    pub source: Shown<Source>,
    /// What its numbers come to.
    pub reconciliation: ShownReconciliation,
}

/// What each document alone tells of a record, in the order of their first word.
pub(crate) async fn by_source<N: Table>(
    asking: &Asking,
    record: &Record<N>,
) -> Result<Vec<(Shown<Source>, Record<N>)>, ApiError> {
    let id = record.id.as_record_id();
    let claims = asking.store().await?.claims_on(&asking.viewer, id).await?;
    let speaking = claims.into_iter().filter(|claim| claim.standing == Standing::Accepted);
    let mut told_by: BTreeMap<RecordId, Vec<(EntryId, Claim)>> = BTreeMap::new();
    for claim in speaking {
        let source = claim.claim.source.as_record_id().clone();
        told_by.entry(source).or_default().push((claim.entry, claim.claim));
    }
    let mut found = Vec::new();
    for source in record.account.sources() {
        let Some(claims) = told_by.get(source.as_record_id()) else { continue };
        let alone = told(&record.id, claims).map_err(|(entry, error)| StoreError::Entry {
            entry: entry.to_string(),
            error: error.to_string(),
        })?;
        found.push((asking.record(source).await?, alone));
    }
    Ok(found)
}

/// Whether a document is among those that say that a detention ended in a release.
pub(crate) fn says_so(detention: &Record<detente_core::Detention>, source: &Id<Source>) -> bool {
    detention.account.behind("release").any(|witness| witness.source == *source)
}
