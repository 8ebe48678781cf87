//! Disputes and contested answers, as the API shows them.

use std::borrow::Cow;

use async_graphql::{Context, Object, OutputType, TypeName};
use detente_core::{
    Answer, Conflict, DisputeKind, DomainRule, EntryId, Party, RecordId, Source, Witness,
};

use super::{
    any::AnyRecord, asking::asking, claim::ShownClaim, error::ApiError, path::in_answers,
    shown::Shown,
};

pub(crate) struct ShownDispute {
    record: RecordId,
    conflict: Conflict,
}

/// A field on which live claims contradict each other, or two records that do.
#[Object(name = "Dispute")]
impl ShownDispute {
    /// The record that it is listed with. A contradiction between records is
    /// listed with each of them.
    async fn record(&self) -> AnyRecord {
        AnyRecord(self.record.clone())
    }

    /// The path of the field; for a contradiction, that of its first side.
    async fn field(&self) -> String {
        in_answers(&self.conflict.field)
    }

    /// How they contradict each other.
    async fn kind(&self) -> DisputeKind {
        self.conflict.kind
    }

    /// For a contradiction: which rule of the domain is broken.
    async fn breaks(&self) -> Option<DomainRule> {
        self.conflict.breaks
    }

    /// For a contradiction: what is wrong, in a sentence.
    async fn rule(&self) -> Option<&str> {
        self.conflict.rule.as_deref()
    }

    /// Whether the keepers of the record settled it.
    async fn settled(&self) -> bool {
        self.conflict.settled
    }

    /// Those who contradict each other; within a record, the one that it follows comes first.
    async fn sides(&self) -> Vec<ShownSide> {
        self.conflict.sides.iter().cloned().map(ShownSide).collect()
    }
}

pub(crate) struct ShownSide(Party);

/// Claims that agree among themselves, against another side.
#[Object(name = "DisputeSide")]
impl ShownSide {
    /// What they say.
    async fn says(&self) -> &str {
        &self.0.says
    }

    /// The fields they say it in.
    async fn fields(&self) -> Vec<String> {
        self.0.fields.iter().map(|field| in_answers(field)).collect()
    }

    /// The records they say it of.
    async fn records(&self) -> Vec<AnyRecord> {
        self.0.records.iter().cloned().map(AnyRecord).collect()
    }

    /// Who says so.
    async fn witnesses(&self) -> Vec<ShownWitness> {
        self.0.witnesses.iter().cloned().map(ShownWitness).collect()
    }
}

pub(crate) struct ShownWitness(pub Witness);

/// Who says something: the document, and whose word it passes on.
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
        let found = asking.store().await?.claims_at(&asking.viewer, &[self.0.entry]).await?;
        Ok(found.into_iter().next().map(ShownClaim::from))
    }
}

impl ShownDispute {
    /// A dispute, as it is listed with a record.
    pub(crate) const fn of(record: RecordId, conflict: Conflict) -> Self {
        Self { record, conflict }
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

impl<T> From<Answer<'_, T>> for Contestable<T> {
    fn from(answer: Answer<'_, T>) -> Self {
        match answer {
            Answer::Settled(answer) => Self { answer: Some(answer), sides: Vec::new() },
            Answer::Contested(sides) => Self {
                answer: None,
                sides: sides
                    .into_iter()
                    .map(|side| ContestedSide {
                        answer: side.answer,
                        says: side.side.says.clone(),
                        witnesses: side.witnesses.into_iter().cloned().collect(),
                    })
                    .collect(),
            },
        }
    }
}

impl<T> Contestable<T> {
    /// The same, shown otherwise.
    pub(crate) fn map<U>(self, show: impl Fn(T) -> U) -> Contestable<U> {
        let side = |side: ContestedSide<T>| ContestedSide {
            answer: show(side.answer),
            says: side.says,
            witnesses: side.witnesses,
        };
        Contestable {
            answer: self.answer.map(&show),
            sides: self.sides.into_iter().map(side).collect(),
        }
    }

    /// Whether it hangs on whom one believes.
    pub(crate) const fn is_contested(&self) -> bool {
        self.answer.is_none()
    }

    /// Every answer that some side gives, or the one that all give.
    pub(crate) fn each(&self) -> impl Iterator<Item = &T> + Clone {
        self.answer.iter().chain(self.sides.iter().map(|side| &side.answer))
    }

    /// Adds what follows from each side of a contradiction between records.
    pub(crate) fn or_else(&mut self, conflict: &Conflict, answers: Vec<T>) {
        self.answer = None;
        self.sides.extend(answers.into_iter().zip(&conflict.sides).map(|(answer, side)| {
            let (says, witnesses) = (side.says.clone(), side.witnesses.clone());
            ContestedSide { answer, says, witnesses }
        }));
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
