//! In which groups one detention puts a person, in a span of days.

use std::{collections::BTreeSet, ops::RangeInclusive};

use super::{
    Belonging,
    current::{come_about, sentences_on, stays_on},
    group::{Grouping, HeldGroup, SentenceLength},
};
use crate::{
    Charge, CustodyOn, Day, Detention, EndModality, Gender, PartialDate, Surroundings, custody_on,
};

/// Over more years than this the beginning is not known.
const YEARS: i32 = 10;

/// What other records say that bears on the groups a detention belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// The person's sex.
    pub sex: Option<Gender>,
    /// In what form the release let people go.
    pub released: Option<EndModality>,
}

/// In which groups a detention puts the person on some day of a span, and how
/// certainly: nobody is in a group more certainly than in custody.
///
/// Of whom nobody says what a grouping asks for is in its group of unknowns.
#[must_use]
pub fn held_among(
    detention: &Detention,
    around: &Surroundings,
    beside: Beside,
    days: &RangeInclusive<Day>,
    by: &[Grouping],
) -> Belonging {
    let mut belonging = Belonging::new();
    let mut belongs = |group: HeldGroup, on: CustodyOn| {
        let known = belonging.entry(group).or_insert(on);
        *known = on.max(*known);
    };
    for day in turning_days(detention, around, days) {
        let on = custody_on(detention, around, day);
        if on == CustodyOn::NotHeld {
            continue;
        }
        belongs(HeldGroup::Everyone, on);
        for grouping in by {
            for (group, surely) in groups(detention, beside, day, *grouping) {
                belongs(group, if surely { on } else { on.min(CustodyOn::PossiblyHeld) });
            }
        }
    }
    if let Some(on) = belonging.get(&HeldGroup::Everyone).copied() {
        for grouping in by {
            if !belonging.keys().any(|group| group.by() == Some(*grouping)) {
                belonging.insert(HeldGroup::Unknown(*grouping), on);
            }
        }
    }
    belonging
}

/// The days of a span from which on something may be otherwise than before: on
/// all other days it is as on the last of these.
fn turning_days(
    detention: &Detention,
    around: &Surroundings,
    days: &RangeInclusive<Day>,
) -> BTreeSet<Day> {
    let mut turning = BTreeSet::from([*days.start()]);
    if days.start() == days.end() {
        return turning;
    }
    let stays = detention.stays.iter().flat_map(|stay| [stay.since, stay.until, stay.seen_on]);
    let ends = [detention.stated_end(around), around.death_in(detention)];
    let dates = ends.into_iter().chain([detention.began_on]).chain(stays);
    let dates = dates.chain(detention.charges.iter().map(|charge| charge.brought_on));
    let dates = dates.chain(detention.recognitions.iter().map(|recognition| recognition.on));
    let dates = dates.chain(detention.sentences.iter().map(|sentence| sentence.imposed_on));
    let bounds = |on: PartialDate| [on.earliest(), on.latest()];
    let bounds = dates.flatten().flat_map(bounds).flatten();
    let turns = bounds.flat_map(|day| [Some(day), day.plus_days(1)]).flatten();
    turning.extend(turns.filter(|day| days.contains(day)));
    turning
}

/// The groups of one kind that a detention puts the person in on a day, each
/// with whether it surely does.
fn groups(detention: &Detention, beside: Beside, day: Day, by: Grouping) -> Vec<(HeldGroup, bool)> {
    let surely = |group: Option<HeldGroup>| group.map(|group| (group, true)).into_iter().collect();
    match by {
        Grouping::Country => surely(detention.country.map(HeldGroup::Country)),
        Grouping::Sex => surely(beside.sex.map(HeldGroup::Sex)),
        Grouping::End => surely(end(detention, beside).map(HeldGroup::End)),
        Grouping::BeganIn => years(detention.began_on),
        Grouping::Charge => {
            let brought = detention.charges.iter().filter_map(|charge| {
                Some((HeldGroup::Charge(accused_of(charge)?), come_about(charge.brought_on, day)?))
            });
            brought.collect()
        }
        Grouping::Recognition => {
            let recognised = detention.recognitions.iter().filter_map(|recognition| {
                let by = recognition.by.clone()?;
                Some((HeldGroup::Recognition(by), come_about(recognition.on, day)?))
            });
            recognised.collect()
        }
        Grouping::Place => {
            let stays = stays_on(detention.stays.iter().filter(|stay| stay.place.is_some()), day);
            let places = stays.into_iter();
            places
                .filter_map(|(stay, surely)| Some((HeldGroup::Place(stay.place.clone()?), surely)))
                .collect()
        }
        Grouping::Regime => {
            let stays = stays_on(detention.stays.iter().filter(|stay| stay.regime.is_some()), day);
            let held = stays.into_iter().map(|(stay, surely)| (stay.regime, surely));
            let mut held: Vec<_> = held.collect();
            if held.is_empty() {
                let sentences = detention.sentences.iter().filter(|one| one.regime.is_some());
                let sentences = sentences_on(sentences, day).into_iter();
                held.extend(sentences.map(|(sentence, surely)| (sentence.regime, surely)));
            }
            held.into_iter()
                .filter_map(|(regime, surely)| Some((HeldGroup::Regime(regime?), surely)))
                .collect()
        }
        Grouping::Sentence => {
            let sentences = detention.sentences.iter().filter(|one| one.term.is_some());
            let lengths =
                sentences_on(sentences, day).into_iter().filter_map(|(sentence, surely)| {
                    Some((HeldGroup::Sentence(SentenceLength::of(sentence.term?)), surely))
                });
            lengths.collect()
        }
    }
}

/// The article with its code, else the words of the charge.
fn accused_of(charge: &Charge) -> Option<String> {
    match (&charge.code, &charge.article) {
        (Some(code), Some(article)) => Some(format!("{code} {article}")),
        (None, Some(article)) => Some(article.clone()),
        (_, None) => charge.text.clone(),
    }
}

/// How custody ended: as stated, else in the form of the release it ended in.
fn end(detention: &Detention, beside: Beside) -> Option<EndModality> {
    detention.end_modality.or_else(|| beside.released.filter(|_| detention.release.is_some()))
}

fn years(began: Option<PartialDate>) -> Vec<(HeldGroup, bool)> {
    let bounds = began.and_then(|on| on.earliest().zip(on.latest()));
    let Some((first, last)) = bounds.map(|(first, last)| (first.year(), last.year())) else {
        return Vec::new();
    };
    if last - first > YEARS {
        return Vec::new();
    }
    (first..=last).map(|year| (HeldGroup::BeganIn(year), first == last)).collect()
}
