//! What is known of two bearers beyond their names, held against each other.

use super::{Evidence, Prepared};
use crate::{CountryCode, Gender, PartialDate, Value, vocabulary::vocabulary};

vocabulary! {
    /// What is known beyond a name.
    pub enum EvidenceKind {
        /// The day of birth.
        BirthDate = "birth_date",
        /// A country: of citizenship, of residence, of the case.
        Country = "country",
        /// The gender.
        Gender = "gender",
    }
}

/// What is known of a bearer beyond the name. What is not known says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Particulars {
    /// The day of birth.
    pub born_on: Option<PartialDate>,
    /// Countries of citizenship or residence.
    pub countries: Vec<CountryCode>,
    /// The gender.
    pub gender: Option<Gender>,
}

/// One day of birth is the best evidence there is; a contradiction costs more than agreement gives.
const BIRTH: (f64, f64) = (0.08, -0.30);
const COUNTRY: (f64, f64) = (0.02, -0.08);
const GENDER: (f64, f64) = (0.01, -0.30);

/// Each kind of evidence that both sides state, with what it adds to the score.
pub(super) fn weigh(one: &Prepared, other: &Prepared, [a, b]: [&Particulars; 2]) -> Vec<Evidence> {
    let mut found = Vec::new();
    let mut note = |kind, agrees, (gives, costs): (f64, f64)| {
        found.push(Evidence { kind, agrees, weight: if agrees { gives } else { costs } });
    };
    if let (Some(a), Some(b)) = (a.born_on, b.born_on) {
        note(EvidenceKind::BirthDate, a.agrees(&b), BIRTH);
    }
    if !a.countries.is_empty() && !b.countries.is_empty() {
        note(
            EvidenceKind::Country,
            a.countries.iter().any(|country| b.countries.contains(country)),
            COUNTRY,
        );
    }
    // What both names tell of gender is in their score already.
    if (a.gender.is_some() || b.gender.is_some())
        && let (Some(a), Some(b)) =
            (a.gender.or_else(|| one.gender()), b.gender.or_else(|| other.gender()))
    {
        note(EvidenceKind::Gender, a == b, GENDER);
    }
    found
}
