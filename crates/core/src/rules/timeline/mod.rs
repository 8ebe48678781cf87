//! The order of a timeline: what happened when, in one record or in all.

mod nouns;

use std::cmp::Ordering;

use crate::{Day, PartialDate, RecordId, vocabulary::vocabulary};

vocabulary! {
    /// What happened, or was observed, at a moment.
    pub enum MomentKind {
        /// A source was published.
        Published = "published",
        /// A person was born.
        Born = "born",
        /// A person died.
        Died = "died",
        /// A post was taken up.
        RoleBegan = "role_began",
        /// A post was left.
        RoleEnded = "role_ended",
        /// An honour was given.
        Awarded = "awarded",
        /// Custody began.
        DetentionBegan = "detention_began",
        /// A stay in one place began.
        StayBegan = "stay_began",
        /// Someone was seen in a place.
        Seen = "seen",
        /// A stay in one place ended.
        StayEnded = "stay_ended",
        /// A charge was brought.
        Charged = "charged",
        /// A court took a step.
        CourtDecided = "court_decided",
        /// A sentence was imposed.
        Sentenced = "sentenced",
        /// Someone was recognised as a political prisoner.
        Recognised = "recognised",
        /// Custody ended.
        DetentionEnded = "detention_ended",
        /// People were freed.
        Released = "released",
        /// Talks began.
        TalksBegan = "talks_began",
        /// Talks ended.
        TalksEnded = "talks_ended",
        /// Something was promised.
        Promised = "promised",
        /// An agreement was reached.
        AgreementReached = "agreement_reached",
        /// Something was done to a measure, or observed of it.
        SanctionActed = "sanction_acted",
        /// What was done to a measure lost its effect.
        SanctionActLapsed = "sanction_act_lapsed",
        /// Something was said.
        Said = "said",
        /// An event began, or took place.
        EventBegan = "event_began",
        /// An event ended.
        EventEnded = "event_ended",
        /// A number was reported for this day.
        Counted = "counted",
    }
}

/// A dated moment of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day, as closely as it is known.
    pub on: PartialDate,
    /// What happened.
    pub what: MomentKind,
    /// The path of the field that holds the day.
    pub path: String,
    /// What tells it from others of its kind, in a few words.
    pub detail: Option<String>,
}

/// A record whose fields hold days.
pub trait Dated {
    /// Its dated moments, in no order. What has no day is left out.
    fn moments(&self) -> Vec<Moment>;
}

impl Moment {
    /// The order of a timeline: by the first day a moment can mean, then by the
    /// last, then by record and field.
    #[must_use]
    pub fn compare(one: (&RecordId, &Self), other: (&RecordId, &Self)) -> Ordering {
        let days = |moment: &Self| {
            let last = moment.on.latest();
            (moment.on.earliest(), last.is_none(), last)
        };
        (days(one.1).cmp(&days(other.1)))
            .then_with(|| one.0.cmp(other.0))
            .then_with(|| one.1.what.cmp(&other.1.what))
            .then_with(|| one.1.path.cmp(&other.1.path))
    }
}

/// Whether a date can mean a day of a span, both ends included; none is open.
#[must_use]
pub fn possibly_within(on: PartialDate, since: Option<Day>, until: Option<Day>) -> bool {
    let not_before = since.is_none_or(|since| on.latest().is_none_or(|last| since <= last));
    not_before && until.is_none_or(|until| on.possibly_on_or_before(until))
}

/// Moments on their way out of a record.
#[derive(Default)]
struct Moments(Vec<Moment>);

impl Moments {
    /// Adds a moment if its day is stated.
    fn add(&mut self, what: MomentKind, path: impl Into<String>, on: Option<PartialDate>) {
        self.tell(what, path, on, None);
    }

    fn tell(
        &mut self,
        what: MomentKind,
        path: impl Into<String>,
        on: Option<PartialDate>,
        detail: Option<String>,
    ) {
        self.0.extend(on.map(|on| Moment { on, what, path: path.into(), detail }));
    }
}

#[cfg(test)]
mod tests;
