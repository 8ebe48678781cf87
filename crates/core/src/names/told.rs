//! A comparison in words, a reason a line.

use super::{Comparison, Evidence, EvidenceKind, PartKind, PartPair, PartRule};

impl Comparison {
    /// Every reason for the score: part by part, then what is known beyond the names.
    #[must_use]
    pub fn in_words(&self) -> Vec<String> {
        self.parts.iter().map(pair).chain(self.evidence.iter().map(evidence)).collect()
    }
}

fn pair(pair: &PartPair) -> String {
    let kind = match pair.kind {
        PartKind::Given => "given name",
        PartKind::Patronymic => "patronymic",
        PartKind::Surname => "surname",
        PartKind::Initial => "initial",
        PartKind::Particle => "particle",
        PartKind::Word => "word",
        PartKind::LegalForm => "legal form",
    };
    let (one, other) = match (&pair.one, &pair.other) {
        (Some(one), Some(other)) => (one, other),
        (Some(one), None) => return format!("{one}: {kind}, only in the first name"),
        (None, Some(other)) => return format!("{other}: {kind}, only in the second name"),
        (None, None) => return kind.to_owned(),
    };
    let how = match pair.rule {
        Some(PartRule::SameSpelling) => "written alike",
        Some(PartRule::SameSound) => "sounding alike",
        Some(PartRule::SameGivenName) => "one name in its forms",
        Some(PartRule::SamePatronymic) => "of one father's name",
        Some(PartRule::SurnameForms) => "a woman's form and a man's",
        Some(PartRule::SameMeaning) => "of one meaning",
        Some(PartRule::Initial) => "an initial of it",
        Some(PartRule::NearlySame) => "nearly alike",
        Some(PartRule::Different) | None => "two names",
    };
    format!("{one} and {other}: {kind}, {how} ({:.2})", pair.likeness)
}

fn evidence(evidence: &Evidence) -> String {
    let what = match evidence.kind {
        EvidenceKind::BirthDate => "date of birth",
        EvidenceKind::Country => "country",
        EvidenceKind::Gender => "gender",
    };
    let agrees = if evidence.agrees { "agrees" } else { "contradicts" };
    format!("{what}: {agrees} ({:+.2})", evidence.weight)
}
