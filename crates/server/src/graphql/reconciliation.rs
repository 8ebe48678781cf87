//! Totals against their parts and against the people who are named, as the API
//! shows them: hearing all sources together, and each document alone.

use std::collections::BTreeMap;

use async_graphql::SimpleObject;
use detente_core::{
    Across, Bounds, Claim, Cut, CutReport, Detention, EntryId, Id, Named, PartReport, PartialDate,
    Quantity, Reconciliation, Record, RecordId, Source, Verdict, Voice, told,
};
use detente_storage::{ClaimEntry, Standing, StoreError, Table};

use super::{any::AnyRecord, asking::Asking, error::ApiError, shown::Shown};

/// A total, its parts, and the people who are named.
#[derive(SimpleObject)]
#[graphql(name = "Reconciliation")]
pub(crate) struct ShownReconciliation {
    /// The total, as reported.
    total: Option<Quantity>,
    /// What it comes to as a whole: over, where any parts exceed what they are
    /// parts of; else that it adds up, where some way of cutting accounts for the
    /// whole; else short; and where nothing can be compared, that.
    verdict: Verdict,
    /// What it comes to, in words.
    in_words: String,
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
    /// The verdict in words, or why they cannot be compared.
    in_words: String,
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
    /// The verdict in words.
    in_words: String,
}

impl From<Reconciliation> for ShownReconciliation {
    fn from(report: Reconciliation) -> Self {
        let (verdict, in_words) = (report.verdict(), report.in_words());
        let Reconciliation { total, cuts, named } = report;
        Self {
            total,
            verdict,
            in_words,
            cuts: cuts.into_iter().map(Into::into).collect(),
            named: named.map(Into::into),
        }
    }
}

impl From<CutReport> for ShownCut {
    fn from(cut: CutReport) -> Self {
        let in_words = cut.in_words();
        let CutReport { by, within, whole, parts, sum, verdict, difference } = cut;
        Self {
            by,
            within: within.map(|key| key.to_string()),
            whole,
            parts: parts.into_iter().map(Into::into).collect(),
            sum,
            verdict,
            difference,
            in_words,
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
        let in_words = named.in_words();
        let Named { certain, contested, verdict, difference } = named;
        Self { certain, contested, verdict, difference, in_words }
    }
}

/// The same arithmetic, hearing all sources together, each document alone, each
/// voice alone, and the parts of one voice against the total of another.
#[derive(SimpleObject)]
pub(crate) struct ReconciliationReport {
    /// For an indicator: the key of the point; for a release, silent.
    pub point: Option<String>,
    /// For an indicator: the day of the point.
    pub on: Option<PartialDate>,
    /// Hearing all sources together.
    pub together: ShownReconciliation,
    /// The people who are named, for a release.
    pub people: Vec<NamedPerson>,
    /// Hearing each document alone, with all the voices that it carries.
    pub by_source: Vec<SourceReconciliation>,
    /// Hearing each voice of each document alone.
    pub by_voice: Vec<VoiceReconciliation>,
    /// The parts that one voice gives against the total that another gives. None
    /// is chosen: each pair stands by itself.
    pub across_voices: Vec<AcrossVoices>,
}

/// Someone who is named as freed.
#[derive(SimpleObject)]
pub(crate) struct NamedPerson {
    /// The time in custody that ended.
    pub detention: Shown<Detention>,
    /// Whether sources contradict each other on whether it ended in this release.
    pub contested: bool,
}

/// The arithmetic of one document.
#[derive(SimpleObject)]
pub(crate) struct SourceReconciliation {
    /// The document.
    pub source: Shown<Source>,
    /// What its numbers come to.
    pub reconciliation: ShownReconciliation,
}

/// The arithmetic of one voice of one document.
#[derive(SimpleObject)]
pub(crate) struct VoiceReconciliation {
    /// The document.
    source: Shown<Source>,
    /// Whose word it is, where it is not the source's own.
    said_by: Option<AnyRecord>,
    /// What its numbers come to.
    reconciliation: ShownReconciliation,
}

/// The parts of one voice against the total of another.
#[derive(SimpleObject)]
pub(crate) struct AcrossVoices {
    /// The document that gives the whole.
    whole_source: Shown<Source>,
    /// Whose word the whole is, where it is not that source's own.
    whole_said_by: Option<AnyRecord>,
    /// The document that gives the parts.
    parts_source: Shown<Source>,
    /// Whose word the parts are, where they are not that source's own.
    parts_said_by: Option<AnyRecord>,
    /// What the parts come to, against the whole.
    cut: ShownCut,
}

/// A voice of a document, and what it alone tells of a record.
pub(crate) struct Voiced<N> {
    source: Shown<Source>,
    said_by: Option<Id<Voice>>,
    pub alone: Record<N>,
}

impl<N> Voiced<N> {
    fn voice(&self) -> Option<AnyRecord> {
        self.said_by.clone().map(|voice| AnyRecord(voice.into()))
    }

    /// The arithmetic of this voice, if it gives any number at all.
    pub(crate) fn reconciled(&self, report: Reconciliation) -> Option<VoiceReconciliation> {
        let counted = report.cuts.iter().flat_map(|cut| &cut.parts);
        let silent =
            report.total.is_none() && counted.into_iter().all(|part| part.stated.is_none());
        (!silent).then(|| VoiceReconciliation {
            source: self.source.clone(),
            said_by: self.voice(),
            reconciliation: report.into(),
        })
    }
}

/// The pairs of voices, as the API shows them.
pub(crate) fn side_by_side<N>(voices: &[Voiced<N>], across: Vec<Across>) -> Vec<AcrossVoices> {
    let shown = across.into_iter().filter_map(|Across { whole, parts, cut }| {
        let (whole, parts) = (voices.get(whole)?, voices.get(parts)?);
        Some(AcrossVoices {
            whole_source: whole.source.clone(),
            whole_said_by: whole.voice(),
            parts_source: parts.source.clone(),
            parts_said_by: parts.voice(),
            cut: cut.into(),
        })
    });
    shown.collect()
}

/// A document, whose word it carries, and the claims by which it does.
type Spoken = (Id<Source>, Option<Id<Voice>>, Vec<(EntryId, Claim)>);

/// What each voice of each document alone tells of a record, in the order of their first word.
pub(crate) async fn by_voice<N: Table>(
    asking: &Asking,
    record: &Record<N>,
) -> Result<Vec<Voiced<N>>, ApiError> {
    let id = record.id.as_record_id();
    let claims = asking.store().await?.claims_on(&asking.viewer, id).await?;
    let speaking = claims.into_iter().filter(|claim| claim.standing == Standing::Accepted);
    let mut voices: Vec<Spoken> = Vec::new();
    for ClaimEntry { entry, claim, .. } in speaking {
        let same = |(source, said_by, _): &&mut (Id<Source>, Option<Id<Voice>>, _)| {
            *source == claim.source && *said_by == claim.said_by
        };
        match voices.iter_mut().find(same) {
            Some((_, _, claims)) => claims.push((entry, claim)),
            None => {
                voices.push((claim.source.clone(), claim.said_by.clone(), vec![(entry, claim)]));
            }
        }
    }
    let mut found = Vec::new();
    for (source, said_by, claims) in voices {
        let alone = told(&record.id, &claims).map_err(|(entry, error)| StoreError::Entry {
            entry: entry.to_string(),
            error: error.to_string(),
        })?;
        found.push(Voiced { source: asking.record(&source).await?, said_by, alone });
    }
    Ok(found)
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
pub(crate) fn says_so(detention: &Record<Detention>, source: &Id<Source>) -> bool {
    detention.account.behind("release").any(|witness| witness.source == *source)
}
