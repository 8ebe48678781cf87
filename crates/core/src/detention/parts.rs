//! The parts of a detention: stays, charges, proceedings, sentences, recognitions.

use super::{ChargeOutcome, Custody, Openness, ProceedingKind, Regime};
use crate::{Fine, Id, Organization, PartialDate, Person, Place, PlaceKind, Term, record::part};

part! {
    /// A time spent in one place, or the day someone was seen there.
    pub struct Stay("StayInput") {
        /// Whether and how the person was held there.
        pub custody: Option<Custody>,
        /// Where.
        pub place: Option<Id<Place>>,
        /// What kind of place, where it is not named.
        pub place_kind: Option<PlaceKind>,
        /// How strictly.
        pub regime: Option<Regime>,
        /// Since when.
        pub since: Option<PartialDate>,
        /// Until when.
        pub until: Option<PartialDate>,
        /// A day on which it was observed, by itself.
        pub seen_on: Option<PartialDate>,
    }
}

part! {
    /// An accusation.
    pub struct Charge("ChargeInput") {
        /// The code of law: `criminal code`.
        pub code: Option<String>,
        /// The article of the code.
        pub article: Option<String>,
        /// The part of the article.
        pub part: Option<String>,
        /// What it says, in short.
        pub text: Option<String>,
        /// The day it was brought.
        pub brought_on: Option<PartialDate>,
        /// What became of it.
        pub outcome: Option<ChargeOutcome>,
    }
}

part! {
    /// A step before a court.
    pub struct Proceeding("ProceedingInput") {
        /// What kind of step.
        pub kind: Option<ProceedingKind>,
        /// The court.
        pub court: Option<Id<Organization>>,
        /// The day of the decision.
        pub on: Option<PartialDate>,
        /// Who judged.
        pub judge: Option<Id<Person>>,
        /// Who prosecuted.
        pub prosecutor: Option<Id<Person>>,
        /// Who could watch.
        pub openness: Option<Openness>,
    }
}

part! {
    /// A punishment imposed by a court.
    pub struct Sentence("SentenceInput") {
        /// How long.
        pub term: Option<Term>,
        /// How strictly.
        pub regime: Option<Regime>,
        /// How much is to be paid.
        pub fine: Option<Fine>,
        /// The day it was imposed.
        pub imposed_on: Option<PartialDate>,
        /// The day on which, by the state's own word, it ends.
        pub stated_end_on: Option<PartialDate>,
    }
}

impl Sentence {
    /// Whether it is an arrest of some days, as it is imposed for minor offences.
    pub(super) fn is_short(&self) -> bool {
        self.term.and_then(Term::most_days).is_some_and(|days| days <= SHORT)
    }
}

/// So many days an arrest for a minor offence lasts at most; several of them follow each other often.
const SHORT: u32 = 31;

part! {
    /// That someone counts the person as a political prisoner.
    pub struct Recognition("RecognitionInput") {
        /// Who does.
        pub by: Option<Id<Organization>>,
        /// Since when.
        pub on: Option<PartialDate>,
        /// Whether it was done after custody had ended.
        pub ex_post_facto: Option<bool>,
    }
}
