//! What the record tells of one life: a birth, a death, the times in custody,
//! what was said.

use super::{Crossing, birth, death, freed, overlap};
use crate::{
    Detention, EndModality, Id, Openness, PartialDate, Person, ProceedingKind, RecordId, Statement,
    Surroundings, ending,
};

/// A person, and the records that tell of that person's life, as one audience sees them.
#[derive(Clone, Debug)]
pub struct Life<'a> {
    /// The person.
    pub person: &'a Id<Person>,
    /// The day of birth.
    pub born_on: Option<PartialDate>,
    /// The day of death.
    pub died_on: Option<PartialDate>,
    /// The detentions of the person, in the order of their identifiers.
    pub detentions: Vec<(&'a Id<Detention>, &'a Detention)>,
    /// The detentions of others in which the person judged or prosecuted, in the order of their
    /// identifiers; they need be told only of whoever died.
    pub sat_in: Vec<(&'a Id<Detention>, &'a Detention)>,
    /// The days on which the person said something, in the order of the statements' identifiers.
    pub statements: Vec<(&'a Id<Statement>, PartialDate)>,
    /// The days of the releases that detentions ended in.
    pub around: &'a Surroundings,
}

/// Something that only the living do or suffer, or that ends with life at the latest.
pub(super) struct Sign {
    pub record: RecordId,
    pub on: PartialDate,
    pub says: String,
    pub fields: Vec<String>,
}

impl Life<'_> {
    /// Where the records of this life contradict each other.
    #[must_use]
    pub fn contradictions(&self) -> Vec<Crossing> {
        let mut found = death::against_later(self);
        found.extend(birth::against_earlier(self));
        found.extend(overlap::overlapping(self));
        found.extend(freed::released_still_held(self));
        found
    }

    /// The signs of life on such days, record by record.
    ///
    /// Courts go on without the dead: appeals, reviews and whatever was heard in
    /// absentia are no sign, and neither is a recognition.
    pub(super) fn signs(&self, wanted: impl Fn(PartialDate) -> bool) -> Vec<Sign> {
        let mut signs = Vec::new();
        for (id, detention) in &self.detentions {
            self.signs_of(id, detention, &wanted, &mut signs);
        }
        for (id, said_on) in self.statements.iter().filter(|(_, said_on)| wanted(*said_on)) {
            signs.push(Sign {
                record: id.as_record_id().clone(),
                on: *said_on,
                says: format!("said something on {said_on}"),
                fields: vec!["said_on".to_owned()],
            });
        }
        signs
    }

    /// The first day after a day of death on which the person judged or prosecuted, case by case.
    pub(super) fn sat_after(&self, died: PartialDate) -> impl Iterator<Item = Sign> {
        self.sat_in.iter().filter_map(move |(id, detention)| {
            let mut sat = detention.proceedings.iter().filter_map(|proceeding| {
                let on = proceeding.on.filter(|on| died.certainly_precedes(*on))?;
                let (how, field) = if proceeding.judge.as_ref() == Some(self.person) {
                    ("judged", "judge")
                } else if proceeding.prosecutor.as_ref() == Some(self.person) {
                    ("prosecuted", "prosecutor")
                } else {
                    return None;
                };
                let path = |field: &str| format!("proceedings.{}.{field}", proceeding.key);
                let fields = vec![path("on"), path(field)];
                let record = id.as_record_id().clone();
                Some(Sign { record, on, says: format!("{how} on {on}"), fields })
            });
            sat.next()
        })
    }

    fn signs_of(
        &self,
        id: &Id<Detention>,
        detention: &Detention,
        wanted: impl Fn(PartialDate) -> bool,
        signs: &mut Vec<Sign>,
    ) {
        // Hardly any sign is wanted: only of those that are it is told what they say, and where.
        let mut note = |on: Option<PartialDate>, how: &str, fields: &dyn Fn() -> Vec<String>| {
            signs.extend(on.filter(|on| wanted(*on)).map(|on| Sign {
                record: id.as_record_id().clone(),
                on,
                says: format!("{how} {on}"),
                fields: fields(),
            }));
        };
        note(detention.began_on, "custody began on", &|| vec!["began_on".to_owned()]);
        for stay in detention.stays.iter().filter(|stay| stay.is_held()) {
            let path = |field: &str| vec![format!("stays.{}.{field}", stay.key)];
            note(stay.since, "held since", &|| path("since"));
            note(stay.seen_on, "seen held on", &|| path("seen_on"));
            note(stay.until, "held until", &|| path("until"));
        }
        let absent = detention
            .proceedings
            .iter()
            .any(|proceeding| proceeding.openness == Some(Openness::InAbsentia));
        if !absent {
            for charge in &detention.charges {
                let path = || vec![format!("charges.{}.brought_on", charge.key)];
                note(charge.brought_on, "charged on", &path);
            }
            for proceeding in &detention.proceedings {
                use ProceedingKind as Kind;
                let living = matches!(
                    proceeding.kind,
                    Some(Kind::Remand | Kind::Trial | Kind::RegimeChange | Kind::NewCase)
                );
                let path = || vec![format!("proceedings.{}.on", proceeding.key)];
                note(proceeding.on.filter(|_| living), "brought before a court on", &path);
            }
            for sentence in &detention.sentences {
                let path = || vec![format!("sentences.{}.imposed_on", sentence.key)];
                note(sentence.imposed_on, "sentenced on", &path);
            }
        }
        let how = match detention.end_modality {
            Some(EndModality::DiedInCustody) => "died in custody on",
            _ if detention.ended_on.is_none() => "released on",
            _ => "custody ended on",
        };
        note(detention.stated_end(self.around), how, &|| ending(detention));
    }
}
