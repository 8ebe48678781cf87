//! Detentions: who is held, where, on what charge, for how long.

mod custody;
mod elsewhere;
mod parts;
mod words;

use crate::{
    Contradiction, CountryCode, DomainRule, Id, Impossible, Noun, PartialDate, Person, RecordId,
    Release, Surroundings, Value as _,
    order::Order,
    record::{noun, noun_words},
};

pub use custody::{
    CustodyOn, DaysHeld, custody_on, days_held, held_span, last_seen, shown_held_on,
};
pub(crate) use custody::{deaths as deaths_in_custody, ending};
pub use elsewhere::Elsewhere;
pub use parts::{Charge, Proceeding, Recognition, Sentence, Stay};
pub use words::{ChargeOutcome, Custody, EndModality, Openness, ProceedingKind, Regime};

noun! {
    /// One episode of custody of one person.
    pub struct Detention("DetentionRecord", "DetentionInput"): "detention" {
        /// Who is held.
        pub person: Option<Id<Person>>,
        /// The country whose authorities hold the person.
        pub country: Option<CountryCode>,
        /// The day custody began.
        pub began_on: Option<PartialDate>,
        /// The day custody ended. Where it is not stated, it is that of the release.
        pub ended_on: Option<PartialDate>,
        /// Where and how the person was held, one after the other.
        pub stays: Vec<Stay>,
        /// What the person is accused of.
        pub charges: Vec<Charge>,
        /// What happened in court.
        pub proceedings: Vec<Proceeding>,
        /// The punishments imposed.
        pub sentences: Vec<Sentence>,
        /// Who counts this person as a political prisoner. It is no part of custody
        /// or of the law: a monitor recognises, and may do so after the fact.
        pub recognitions: Vec<Recognition>,
        /// How custody ended.
        pub end_modality: Option<EndModality>,
        /// The release it ended in.
        pub release: Option<Id<Release>>,
        /// The person's state of health and treatment. Restricted.
        pub condition: Option<String>,
    }
}

impl Detention {
    /// The day custody ended: as stated, else that of the release it ended in,
    /// and by the day of death at the latest.
    #[must_use]
    pub fn end(&self, around: &Surroundings) -> Option<PartialDate> {
        let stated = self.stated_end(around);
        let in_life = |died| stated.is_some_and(|end| end.possibly_on_or_before(died));
        match around.death_in(self).and_then(PartialDate::latest) {
            Some(died) if !in_life(died) => Some(PartialDate::by(died)),
            _ => stated,
        }
    }

    /// The day custody ended: as stated, or as the release it ended in tells where that says no
    /// other day, and says it closer.
    #[must_use]
    pub fn stated_end(&self, around: &Surroundings) -> Option<PartialDate> {
        let released = self.release.as_ref().and_then(|release| around.released_on.get(release));
        match (self.ended_on, released.copied()) {
            (Some(ended), Some(released)) if released.refines(&ended) => Some(released),
            (ended, released) => ended.or(released),
        }
    }

    /// Those who judged or prosecuted in it.
    pub fn sat(&self) -> impl Iterator<Item = &Id<Person>> {
        self.proceedings.iter().flat_map(|one| one.judge.iter().chain(&one.prosecutor))
    }

    fn orders(&self) -> Vec<Order> {
        let whole = Order::of(("began_on", self.began_on), ("ended_on", self.ended_on));
        let stays = self.stays.iter().map(|stay| {
            Order::within(("stays", &stay.key), ("since", stay.since), ("until", stay.until))
        });
        let sentences = self.sentences.iter().map(|sentence| {
            let imposed = ("imposed_on", sentence.imposed_on);
            let end = ("stated_end_on", sentence.stated_end_on);
            Order::within(("sentences", &sentence.key), imposed, end)
        });
        whole.into_iter().chain(stays.chain(sentences).flatten()).collect()
    }

    /// A sentence imposed before any of the charges was brought. Which charge a sentence is for is
    /// not said: only if all came later is it wrong.
    ///
    /// Some days of arrest are commonly imposed for another matter before a criminal charge is
    /// brought: of them it is not asked.
    fn sentenced_before_charged(&self) -> Option<Contradiction> {
        let brought: Vec<PartialDate> =
            self.charges.iter().map(|charge| charge.brought_on).collect::<Option<_>>()?;
        let first = brought.iter().min()?;
        let sentences = self.sentences.iter().filter(|sentence| !sentence.is_short());
        let mut dated = sentences.filter_map(|sentence| Some((sentence, sentence.imposed_on?)));
        let early = |on: PartialDate| brought.iter().all(|brought| on.certainly_precedes(*brought));
        let (sentence, on) = dated.find(|(_, on)| early(*on))?;
        let charges = self.charges.iter();
        let charges = charges.map(|charge| format!("charges.{}.brought_on", charge.key));
        Some(Contradiction {
            breaks: DomainRule::SentencedBeforeCharged,
            rule: format!("sentenced on {on}, and first charged on {first}"),
            sides: [
                (format!("charged on {first}"), charges.collect()),
                (
                    format!("sentenced on {on}"),
                    vec![format!("sentences.{}.imposed_on", sentence.key)],
                ),
            ],
        })
    }
}

impl Noun for Detention {
    noun_words!("detention", "detentions", restricted: "condition");

    const FACETS: &'static [&'static str] =
        &["country", "end_modality", "charges.article", "stays.custody"];

    fn span(&self, around: &Surroundings) -> Option<crate::Span> {
        Some(held_span(self, around))
    }

    fn label(&self) -> Option<String> {
        None
    }

    fn named_after(&self) -> Option<RecordId> {
        self.person.clone().map(Into::into)
    }

    fn impossible(&self) -> Vec<Impossible> {
        self.orders().into_iter().filter_map(Order::impossible).collect()
    }

    fn contradictions(&self, around: &Surroundings) -> Vec<Contradiction> {
        let mut found: Vec<_> =
            self.orders().into_iter().filter_map(Order::contradiction).collect();
        found.extend(custody::released_before_the_beginning(self, around));
        found.extend(custody::released_another_day(self, around));
        found.extend(custody::held_outside(self, around));
        found.extend(custody::alive_after_death(self, around));
        found.extend(custody::held_and_free(self));
        found.extend(self.sentenced_before_charged());
        found
    }

    fn leans_on(&self) -> Vec<RecordId> {
        self.release.iter().map(|release| release.as_record_id().clone()).collect()
    }
}
