//! Two names compared, as the API shows it: the score, and every reason for it.

use async_graphql::{Object, SimpleObject};
use detente_core::names::{Comparison, Evidence, EvidenceKind, PartKind, PartPair, PartRule};

/// Two names compared: how likely they are one bearer's, and why.
pub(crate) struct ShownComparison(pub Comparison);

/// Two parts of names, held against each other.
#[derive(SimpleObject)]
#[graphql(name = "PartPair")]
struct ShownPair {
    /// The part of the one name; none where it leaves out what the other states.
    one: Option<String>,
    /// The part of the other name.
    other: Option<String>,
    /// What kind of part it is.
    kind: PartKind,
    /// By which rule they were compared; none where there is only one.
    rule: Option<PartRule>,
    /// How alike they are, 0 to 1; 0 where there is only one.
    likeness: f64,
}

/// What is known beyond the names, and what it does to the score.
#[derive(SimpleObject)]
#[graphql(name = "NameEvidence")]
struct ShownEvidence {
    /// What was compared.
    kind: EvidenceKind,
    /// Whether it agrees.
    agrees: bool,
    /// What it adds to the score; less than zero where it contradicts.
    weight: f64,
}

/// Two names compared: how likely they are one bearer's, and why.
#[Object(name = "NameComparison")]
impl ShownComparison {
    /// How likely they are one bearer's, 0 to 1: by the names, and by what is known beyond them.
    async fn score(&self) -> f64 {
        self.0.score
    }

    /// By the names alone.
    async fn name_score(&self) -> f64 {
        self.0.name_score
    }

    /// Part by part.
    async fn parts(&self) -> Vec<ShownPair> {
        let shown = |pair: &PartPair| ShownPair {
            one: pair.one.clone(),
            other: pair.other.clone(),
            kind: pair.kind,
            rule: pair.rule,
            likeness: pair.likeness,
        };
        self.0.parts.iter().map(shown).collect()
    }

    /// What is known beyond the names, of both.
    async fn evidence(&self) -> Vec<ShownEvidence> {
        let shown = |evidence: &Evidence| ShownEvidence {
            kind: evidence.kind,
            agrees: evidence.agrees,
            weight: evidence.weight,
        };
        self.0.evidence.iter().map(shown).collect()
    }

    /// All of it in words, a reason a line.
    async fn in_words(&self) -> Vec<String> {
        self.0.in_words()
    }
}
