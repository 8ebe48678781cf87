//! The score of two names with its reasons, and what is known beyond the names.

pub use super::evidence::{EvidenceKind, Particulars};
use super::{
    PartKind, PartRule, Prepared,
    compare::{Alignment, compare},
    evidence,
    weight::Weights,
};

/// Two parts that were held against each other.
#[derive(Clone, Debug, PartialEq)]
pub struct PartPair {
    /// The part of the one name; none where it leaves out what the other states.
    pub one: Option<String>,
    /// The part of the other name.
    pub other: Option<String>,
    /// What kind of part it is.
    pub kind: PartKind,
    /// By which rule they were compared; none where there is only one.
    pub rule: Option<PartRule>,
    /// How alike they are, 0 to 1; 0 where there is only one.
    pub likeness: f64,
}

/// What is known beyond the names, and what it does to the score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// What was compared.
    pub kind: EvidenceKind,
    /// Whether it agrees.
    pub agrees: bool,
    /// What it adds to the score; less than zero where it contradicts.
    pub weight: f64,
}

/// A score and how it came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// By the names alone, 0 to 1.
    pub name_score: f64,
    /// With the evidence beyond the names, 0 to 1.
    pub score: f64,
    /// Part by part.
    pub parts: Vec<PartPair>,
    /// Beyond the names.
    pub evidence: Vec<Evidence>,
}

/// Compares two names and what else is known of their bearers, and says why.
#[must_use]
pub fn explain(one: &Prepared, other: &Prepared, particulars: [&Particulars; 2]) -> Comparison {
    let alignment = Alignment::of(one, other);
    let name_score = alignment.score(one, other, &Weights::FITTED);
    let mut parts = Vec::new();
    for pair in alignment.pairs() {
        let (a, b) = (&one.parts[pair.one], &other.parts[pair.other]);
        parts.push(PartPair {
            one: Some(a.text().to_owned()),
            other: Some(b.text().to_owned()),
            kind: if a.kind() == PartKind::Initial { b.kind() } else { a.kind() },
            rule: Some(pair.rule),
            likeness: f64::from(pair.likeness),
        });
    }
    for left in alignment.left_of_one(one) {
        parts.push(PartPair {
            one: Some(left.text().to_owned()),
            other: None,
            kind: left.kind(),
            rule: None,
            likeness: 0.0,
        });
    }
    for left in alignment.left_of_other(other) {
        parts.push(PartPair {
            one: None,
            other: Some(left.text().to_owned()),
            kind: left.kind(),
            rule: None,
            likeness: 0.0,
        });
    }
    let evidence = evidence::weigh(one, other, particulars);
    let score = weighed(name_score, &evidence);
    Comparison { name_score, score, parts, evidence }
}

/// The score that [`explain`] gives, without its reasons: for who looks for the likest of many.
#[must_use]
pub fn score(one: &Prepared, other: &Prepared, particulars: [&Particulars; 2]) -> f64 {
    let name_score = compare(one, other);
    if name_score > 0.0 {
        weighed(name_score, &evidence::weigh(one, other, particulars))
    } else {
        name_score
    }
}

/// The score of the names, with the evidence beyond them. Names that are none alike stay so.
fn weighed(name_score: f64, evidence: &[Evidence]) -> f64 {
    let sum: f64 = evidence.iter().map(|evidence| evidence.weight).sum();
    if name_score > 0.0 { (name_score + sum).clamp(0.0, 1.0) } else { 0.0 }
}
