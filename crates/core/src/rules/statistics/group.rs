//! What people are told apart by, and the groups that come of it.

use crate::{
    CountryCode, EndModality, Gender, Id, Organization, Place, RecordId, Regime, Term,
    vocabulary::vocabulary,
};

vocabulary! {
    /// What those who were held are told apart by. Groups of two kinds are never added up.
    pub enum Grouping {
        /// The country whose authorities hold them.
        Country = "country",
        /// What they are accused of: the article of the code, else the words of the charge.
        Charge = "charge",
        /// Where they are held.
        Place = "place",
        /// Who counts them as political prisoners.
        Recognition = "recognition",
        /// Their sex, as the sources give it.
        Sex = "sex",
        /// How strictly they are held.
        Regime = "regime",
        /// How custody ended, then or later.
        End = "end",
        /// The year in which custody began.
        BeganIn = "began_in",
        /// How long the sentence is.
        Sentence = "sentence",
    }
}

vocabulary! {
    /// How long a sentence is, in steps. The shorter bound belongs to a step, the longer does not.
    pub enum SentenceLength {
        /// Less than a year.
        LessThanOne = "less_than_a_year",
        /// One year or more, and less than three.
        FromOne = "from_1_to_3_years",
        /// Three years or more, and less than five.
        FromThree = "from_3_to_5_years",
        /// Five years or more, and less than ten.
        FromFive = "from_5_to_10_years",
        /// Ten years or more, and less than fifteen.
        FromTen = "from_10_to_15_years",
        /// Fifteen years or more.
        FromFifteen = "15_years_or_more",
        /// Until death.
        Life = "life",
    }
}

/// The days of a year in which the 29th of February does not fall.
const YEAR: u32 = 365;

impl SentenceLength {
    /// The step in which a term lies.
    #[must_use]
    pub fn of(term: Term) -> Self {
        let Some((years, days)) = term.years().zip(term.days()) else { return Self::Life };
        match years + days / YEAR {
            0 => Self::LessThanOne,
            1..3 => Self::FromOne,
            3..5 => Self::FromThree,
            5..10 => Self::FromFive,
            10..15 => Self::FromTen,
            _ => Self::FromFifteen,
        }
    }
}

/// Some of those who were held.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeldGroup {
    /// All of them.
    Everyone,
    /// Held by the authorities of a country.
    Country(CountryCode),
    /// Accused of this.
    Charge(String),
    /// Held in a place.
    Place(Id<Place>),
    /// Counted as political prisoners by an organization.
    Recognition(Id<Organization>),
    /// Of a sex.
    Sex(Gender),
    /// Held so strictly.
    Regime(Regime),
    /// Whose custody ended so.
    End(EndModality),
    /// Whose custody began in a year.
    BeganIn(i32),
    /// With a sentence so long.
    Sentence(SentenceLength),
    /// Those of whom nobody says what they are told apart by.
    Unknown(Grouping),
}

impl HeldGroup {
    /// By what its people are told apart; none for everyone.
    #[must_use]
    pub const fn by(&self) -> Option<Grouping> {
        Some(match self {
            Self::Everyone => return None,
            Self::Country(_) => Grouping::Country,
            Self::Charge(_) => Grouping::Charge,
            Self::Place(_) => Grouping::Place,
            Self::Recognition(_) => Grouping::Recognition,
            Self::Sex(_) => Grouping::Sex,
            Self::Regime(_) => Grouping::Regime,
            Self::End(_) => Grouping::End,
            Self::BeganIn(_) => Grouping::BeganIn,
            Self::Sentence(_) => Grouping::Sentence,
            Self::Unknown(by) => *by,
        })
    }

    /// What they have in common, as claims write it; none where that is not known.
    #[must_use]
    pub fn value(&self) -> Option<String> {
        Some(match self {
            Self::Everyone | Self::Unknown(_) => return None,
            Self::Country(country) => country.to_string(),
            Self::Charge(charge) => charge.clone(),
            Self::Place(place) => place.to_string(),
            Self::Recognition(by) => by.to_string(),
            Self::Sex(sex) => sex.to_string(),
            Self::Regime(regime) => regime.to_string(),
            Self::End(end) => end.to_string(),
            Self::BeganIn(year) => year.to_string(),
            Self::Sentence(length) => length.to_string(),
        })
    }

    /// The record that they have in common, if it is one.
    #[must_use]
    pub fn record(&self) -> Option<RecordId> {
        match self {
            Self::Place(place) => Some(place.clone().into()),
            Self::Recognition(by) => Some(by.clone().into()),
            _ => None,
        }
    }

    /// Whether groups of its kind stand in an order of their own: years and lengths do.
    #[must_use]
    pub const fn is_ordered(&self) -> bool {
        matches!(self, Self::BeganIn(_) | Self::Sentence(_))
    }
}
