//! Disputes and contested answers, as the API shows them.

use std::borrow::Cow;

use async_graphql::{Context, Object, OutputType, SimpleObject, TypeName};
use detente_core::{Answer, Dispute, DisputeKind, EntryId, Side, Source, Witness};

use super::{
    any::AnyRecord, asking::asking, claim::ShownClaim, error::ApiError, path::in_answers,
    shown::Shown,
};

/// A field on which live claims contradict each other.
#[derive(SimpleObject)]
#[graphql(name = "Dispute")]
pub(crate) struct ShownDispute {
    /// The path of the field; for a contradiction, that of its first side.
    field: String,
    /// How they contradict each other.
    kind: DisputeKind,
    /// For a contradiction: what the rule of the domain says.
    rule: Option<String>,
    /// Whether the keepers of the record settled it.
    settled: bool,
    /// Those who contradict each other; the one the record follows comes first.
    sides: Vec<ShownSide>,
}

/// Claims that agree among themselves, against another side.
#[derive(SimpleObject)]
#[graphql(name = "DisputeSide")]
pub(crate) struct ShownSide {
    /// What they say.
    says: String,
    /// The fields they say it in.
    fields: Vec<String>,
    /// Who says so.
    witnesses: Vec<ShownWitness>,
}

/// Who says something: the document, and whose word it passes on.
pub(crate) struct ShownWitness(pub Witness);

#[Object(name = "Witness")]
impl ShownWitness {
    /// The claim, as it stands in the ledger.
    async fn entry(&self) -> EntryId {
        self.0.entry
    }

    /// The document.
    async fn source(&self, ctx: &Context<'_>) -> Result<Shown<Source>, ApiError> {
        asking(ctx).record(&self.0.source).await
    }

    /// Whose word it is, where it is not the source's own.
    async fn said_by(&self) -> Option<AnyRecord> {
        self.0.said_by.clone().map(|voice| AnyRecord(voice.into()))
    }

    /// Whether it denies.
    async fn denies(&self) -> bool {
        self.0.denies
    }

    /// The claim itself.
    async fn claim(&self, ctx: &Context<'_>) -> Result<Option<ShownClaim>, ApiError> {
        let asking = asking(ctx);
        let found = asking.store().claims_at(&asking.viewer, &[self.0.entry]).await?;
        Ok(found.into_iter().next().map(ShownClaim))
    }
}

impl ShownDispute {
    pub(crate) fn of(dispute: &Dispute, witnesses: &[Witness]) -> Self {
        Self {
            field: in_answers(&dispute.field),
            kind: dispute.kind,
            rule: dispute.rule.clone(),
            settled: dispute.settled,
            sides: dispute.sides.iter().map(|side| ShownSide::of(side, witnesses)).collect(),
        }
    }
}

impl ShownSide {
    fn of(side: &Side, witnesses: &[Witness]) -> Self {
        let known = side.claims.iter().filter_map(|at| witnesses.get(*at));
        Self {
            says: side.says.clone(),
            fields: side.fields.iter().map(|field| in_answers(field)).collect(),
            witnesses: known.cloned().map(ShownWitness).collect(),
        }
    }
}

/// The answer of a rule of the domain, where the sources may not let it.
pub(crate) struct Contestable<T> {
    answer: Option<T>,
    sides: Vec<ContestedSide<T>>,
}

/// What follows if one side of a dispute is right.
pub(crate) struct ContestedSide<T> {
    answer: T,
    says: String,
    witnesses: Vec<Witness>,
}

impl<T> Contestable<T> {
    /// The answer, or the answers of the sides, as the API has them.
    pub(crate) fn of<U>(answer: Answer<'_, U>, show: impl Fn(U) -> T) -> Self {
        match answer {
            Answer::Settled(answer) => Self { answer: Some(show(answer)), sides: Vec::new() },
            Answer::Contested(sides) => Self {
                answer: None,
                sides: sides
                    .into_iter()
                    .map(|side| ContestedSide {
                        answer: show(side.answer),
                        says: side.side.says.clone(),
                        witnesses: side.witnesses.into_iter().cloned().collect(),
                    })
                    .collect(),
            },
        }
    }
}

impl<T: OutputType> TypeName for Contestable<T> {
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Answer", T::type_name()))
    }
}

impl<T: OutputType> TypeName for ContestedSide<T> {
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Side", T::type_name()))
    }
}

/// An answer that may be contested: then there is none, and each side has its own.
#[Object(name_type)]
impl<T: OutputType> Contestable<T> {
    /// The answer, if the sources let it; none where it is contested.
    async fn answer(&self) -> Option<&T> {
        self.answer.as_ref()
    }

    /// Whether the sources disagree so that the answer depends on whom one believes.
    async fn contested(&self) -> bool {
        self.answer.is_none()
    }

    /// What follows from each side, where it is contested.
    async fn sides(&self) -> &[ContestedSide<T>] {
        &self.sides
    }
}

/// What follows if one side of a dispute is right.
#[Object(name_type)]
impl<T: OutputType> ContestedSide<T> {
    /// What follows.
    async fn answer(&self) -> &T {
        &self.answer
    }

    /// What this side says.
    async fn says(&self) -> &str {
        &self.says
    }

    /// Who says so.
    async fn witnesses(&self) -> Vec<ShownWitness> {
        self.witnesses.iter().cloned().map(ShownWitness).collect()
    }
}
