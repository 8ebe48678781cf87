//! Promised against delivered: what became of a commitment, act by act.
//!
//! Relief is delivered by law and not by word: an announcement is not a
//! licence, and a licence is not the end of a measure.

mod relief;
#[cfg(test)]
mod tests;

use crate::{
    Action, Agreement, Commitment, Day, Id, PartialDate, RecordId, Release, Sanction,
    vocabulary::vocabulary,
};

vocabulary! {
    /// What has become of a promise.
    pub enum DeliveryState {
        /// What is known does not tell.
        CannotBeTold = "cannot_be_told",
        /// Nothing has been done.
        NotYet = "not_yet",
        /// Someone said that it would be done.
        Announced = "announced",
        /// Some of it has been done: a licence, where property stays blocked.
        DeliveredInPart = "delivered_in_part",
        /// It has been done.
        Delivered = "delivered",
    }
}

/// A record that a commitment names as the act in which it is kept.
#[derive(Clone, Debug)]
pub enum Promised<'a> {
    /// To free people.
    Release {
        /// Which release.
        id: &'a Id<Release>,
        /// What is said of it.
        release: &'a Release,
        /// Its day on each side of what sources disagree on; none where a side has none.
        sides: Vec<Option<PartialDate>>,
        /// Whether it is contested of someone whom it names that they were freed.
        contested: bool,
    },
    /// To ease a measure.
    Sanction(&'a Id<Sanction>, &'a Sanction),
}

/// What has become of a commitment by a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery<'a> {
    /// What has become of it as a whole.
    pub state: DeliveryState,
    /// Since when, as closely as it is known.
    pub since: Option<PartialDate>,
    /// What has become of each act that it names.
    pub acts: Vec<ActDelivery<'a>>,
}

/// What has become of one act by a day.
#[derive(Clone, Debug, PartialEq)]
pub struct ActDelivery<'a> {
    /// The release or the sanction.
    pub act: &'a RecordId,
    /// What has become of it.
    pub state: DeliveryState,
    /// Since when, as closely as it is known.
    pub since: Option<PartialDate>,
    /// What may have become of it instead.
    pub possibly: Vec<DeliveryState>,
    /// What was done, one after the other.
    pub steps: Vec<DeliveryStep<'a>>,
}

/// One thing that was done, and what the promise had come to by it.
#[derive(Clone, Debug, PartialEq)]
pub struct DeliveryStep<'a> {
    /// What the promise had come to.
    pub state: DeliveryState,
    /// When. What a list no longer showed had ended on that day or before it.
    pub on: PartialDate,
    /// What was done to the sanction; silent for a release.
    pub action: Option<&'a Action>,
}

/// What had become of a commitment of an agreement by a day, given the acts
/// that it names.
#[must_use]
pub fn delivered_on<'a>(
    agreement: (&Id<Agreement>, &Agreement),
    commitment: &Commitment,
    acts: &[Promised<'a>],
    day: Day,
) -> Delivery<'a> {
    let promised = commitment.promised_on.or(agreement.1.reached_on);
    let act = |act: &Promised<'a>| match act {
        Promised::Release { id, release, sides, contested } => {
            freed(id.as_record_id(), release, sides, *contested, day)
        }
        Promised::Sanction(id, sanction) => {
            relief::relieved(id.as_record_id(), sanction, agreement.0, promised, day)
        }
    };
    let acts: Vec<ActDelivery<'a>> = acts.iter().map(act).collect();
    let state = together(&acts);
    // The whole is delivered with the last of its acts, and in part with the first.
    let since = acts.iter().filter(|act| act.state >= state).map(|act| act.since);
    let since = match state {
        DeliveryState::Delivered => {
            since.collect::<Option<Vec<_>>>().unwrap_or_default().into_iter().max()
        }
        _ => since.flatten().min(),
    };
    Delivery { state, since, acts }
}

fn together(acts: &[ActDelivery<'_>]) -> DeliveryState {
    let least = acts.iter().map(|act| act.state).min().unwrap_or(DeliveryState::CannotBeTold);
    let most = acts.iter().map(|act| act.state).max().unwrap_or(DeliveryState::CannotBeTold);
    match (least, most) {
        (DeliveryState::Delivered, _) => DeliveryState::Delivered,
        (_, DeliveryState::Delivered | DeliveryState::DeliveredInPart) => {
            DeliveryState::DeliveredInPart
        }
        (_, DeliveryState::Announced) => DeliveryState::Announced,
        _ => least,
    }
}

/// Where the sources disagree about the day, each of them is asked. Where it is contested that one
/// of the named was freed, all that was promised may not have been done.
fn freed<'a>(
    act: &'a RecordId,
    release: &Release,
    sides: &[Option<PartialDate>],
    contested: bool,
    day: Day,
) -> ActDelivery<'a> {
    use DeliveryState::{CannotBeTold, Delivered, DeliveredInPart, NotYet};
    let by = |on: Option<PartialDate>| match on {
        Some(on) if on.certainly_on_or_before(day) => Delivered,
        Some(on) if !on.possibly_on_or_before(day) => NotYet,
        _ => CannotBeTold,
    };
    let agreed = by(release.on);
    let agreed = sides.iter().all(|on| by(*on) == agreed).then_some(agreed);
    let (state, mut possibly) = match agreed {
        Some(state) if state != CannotBeTold => (state, Vec::new()),
        _ => (CannotBeTold, vec![NotYet, Delivered]),
    };
    if contested && state != NotYet {
        possibly.push(DeliveredInPart);
        possibly.sort_unstable();
    }
    let since = release.on.filter(|_| state == Delivered);
    let steps = since.map(|on| DeliveryStep { state, on, action: None });
    ActDelivery { act, state, since, possibly, steps: steps.into_iter().collect() }
}
