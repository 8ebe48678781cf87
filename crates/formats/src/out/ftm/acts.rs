//! What happened, and the measures that were laid on someone, as entities.

use detente_core::{
    ActionKind, Agreement, Described as _, Detention, Event, Release, Sanction, Shape, Statement,
};
use serde::Serialize;

use super::entity::{Entities, Entity, id};
use crate::out::cells::cell;

/// Custody has no schema of its own: it is an event that involves someone.
pub(super) fn detention(detention: &Detention, entities: &mut Entities<'_>) {
    let places: Vec<_> = detention.stays.iter().filter_map(|stay| stay.place.as_ref()).collect();
    let called: Vec<String> =
        places.iter().map(|place| entities.around.label(place.as_record_id()).to_owned()).collect();
    let by = detention.recognitions.iter().filter_map(|one| one.by.as_ref());
    let by: Vec<String> =
        by.map(|body| entities.around.label(body.as_record_id()).to_owned()).collect();
    let own = happened(entities, "detention", detention.summary.as_ref());
    own.add("involved", detention.person.as_ref().map(|person| id(person.as_record_id())));
    own.country("country", detention.country);
    own.date("startDate", "notes", "began on", detention.began_on);
    own.date("endDate", "notes", "ended on", detention.ended_on);
    for (place, called) in places.into_iter().zip(called) {
        own.add("addressEntity", Some(id(place.as_record_id())));
        own.add("location", Some(called));
    }
    let whole = Detention::SHAPE;
    own.add("description", told(whole, "charges", &detention.charges));
    own.add("description", told(whole, "sentences", &detention.sentences));
    let end = detention.end_modality.map(|end| format!("ended: {}", end.word().replace('_', " ")));
    own.add("notes", end);
    for body in by {
        own.add("notes", Some(format!("recognised as a political prisoner by {body}")));
    }
    let here = entities.id.clone();
    for step in &detention.proceedings {
        for (role, official) in [("judge", &step.judge), ("prosecutor", &step.prosecutor)] {
            let Some(official) = official else { continue };
            let place = format!("proceedings.{}.{role}", step.key);
            entities.link(&place, official.as_record_id(), &here, Some(role));
        }
    }
}

pub(super) fn release(release: &Release, entities: &mut Entities<'_>) {
    let own = happened(entities, "release", release.summary.as_ref());
    own.country("country", release.country);
    own.date("date", "notes", "on", release.on);
    own.add("notes", release.count.as_ref().map(|count| format!("freed: {count}")));
    own.add("description", told(Release::SHAPE, "groups", &release.groups));
    for group in &release.groups {
        own.add("involved", group.received_by.as_ref().map(|body| id(body.as_record_id())));
        own.add(
            "addressEntity",
            group.taken_to_place.as_ref().map(|place| id(place.as_record_id())),
        );
    }
    if let Some(agreement) = &release.agreement {
        let here = entities.id.clone();
        entities.link("agreement", &here, agreement.as_record_id(), Some("part of"));
    }
}

pub(super) fn agreement(agreement: &Agreement, entities: &mut Entities<'_>) {
    let own = happened(entities, "agreement", agreement.summary.as_ref());
    own.date("date", "notes", "reached on", agreement.reached_on);
    let promised = agreement.commitments.iter().filter_map(|one| one.by.as_ref());
    for party in agreement.parties.iter().chain(promised) {
        own.add("involved", Some(id(party.as_record_id())));
    }
    own.add("description", told(Agreement::SHAPE, "commitments", &agreement.commitments));
    own.add("description", told(Agreement::SHAPE, "talks", &agreement.talks));
}

pub(super) fn event(event: &Event, entities: &mut Entities<'_>) {
    let own = happened(entities, "event", event.summary.as_ref());
    own.add("keywords", event.kind.map(|kind| kind.word().replace('_', " ")));
    own.date("startDate", "notes", "began on", event.began_on);
    own.date("endDate", "notes", "ended on", event.ended_on);
    for place in &event.places {
        own.add("addressEntity", Some(id(place.as_record_id())));
    }
    for one in &event.participants {
        own.add("involved", Some(id(one.as_record_id())));
    }
}

pub(super) fn statement(statement: &Statement, entities: &mut Entities<'_>) {
    let own = happened(entities, "statement", statement.summary.as_ref());
    own.add("involved", statement.speaker.as_ref().map(|one| id(one.as_record_id())));
    let speaker = statement.speaker_description.as_ref();
    own.add("notes", speaker.map(|speaker| format!("said by {speaker}")));
    own.add("description", statement.text.as_deref());
    own.date("date", "notes", "said on", statement.said_on);
    let here = entities.id.clone();
    for about in &statement.about {
        let place = format!("about.{}", id(about.as_record_id()));
        entities.link(&place, &here, about.as_record_id(), Some("about"));
    }
}

/// A measure; the schema has no place for one that is laid on nobody.
pub(super) fn sanction(sanction: &Sanction, status: Option<&str>, entities: &mut Entities<'_>) {
    let Some(target) = &sanction.target else { return };
    let issuer = sanction.issuer.as_ref();
    let issuer = issuer.map(|issuer| entities.around.label(issuer.as_record_id()).to_owned());
    let here = entities.id.to_string();
    let own = entities.own("Sanction");
    own.add("entity", Some(id(target.as_record_id())));
    own.add("recordId", Some(here));
    own.add("authority", issuer);
    own.add("program", sanction.programme.as_deref());
    own.add("provisions", sanction.kind.map(|kind| kind.word().replace('_', " ")));
    own.add("reason", sanction.reason.as_deref());
    own.add("summary", sanction.summary.as_deref());
    own.add("status", status);
    for identifier in &sanction.identifiers {
        own.add("authorityId", identifier.value.as_deref());
    }
    for action in &sanction.actions {
        match action.kind {
            Some(ActionKind::Imposed) => {
                own.date("startDate", "description", "imposed", action.on);
            }
            // What nothing was signed for is an announcement, and ends no measure.
            Some(ActionKind::Delisted | ActionKind::Lifted | ActionKind::Expired)
                if action.instrument.is_some() =>
            {
                own.date("endDate", "description", "ended", action.on);
            }
            _ => {}
        }
    }
    own.add("description", told(Sanction::SHAPE, "actions", &sanction.actions));
}

/// The event that a record is.
fn happened<'e>(
    entities: &'e mut Entities<'_>,
    keyword: &'static str,
    summary: Option<&String>,
) -> &'e mut Entity {
    let label = entities.label.to_owned();
    let own = entities.own("Event");
    own.add("name", Some(label));
    own.add("keywords", Some(keyword));
    own.add("summary", summary.map(String::as_str));
    own
}

/// The parts of a list in words; nothing where there are none.
fn told<E: Serialize>(whole: &Shape, field: &str, parts: &[E]) -> Option<String> {
    let Shape::Table(table) = whole else { return None };
    let shape = table.fields.iter().find(|one| one.name == field)?.shape;
    let parts = serde_json::to_value(parts).ok()?;
    let told = cell(&parts, shape);
    (!told.is_empty()).then(|| format!("{field}: {told}"))
}
