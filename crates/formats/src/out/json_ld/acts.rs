//! What happened, was said and was measured, in the words of schema.org: it knows
//! no custody, no sanction and no agreement, so these are events and actions.

use detente_core::{
    ActionKind, Agreement, Described as _, Detention, Event, Id, Indicator, Release, Sanction,
    Shape, Statement,
};
use serde::Serialize;
use serde_json::json;

use super::{
    node::{Node, reference},
    parties::of_country,
};
use crate::out::cells::part_in_words;

pub(super) fn detention(detention: &Detention, node: &mut Node<'_>) {
    node.is("Event");
    node.say("additionalType", Some("detention"));
    node.lead("attendee", detention.person.iter().map(Id::as_record_id));
    node.date("startDate", "began on", detention.began_on);
    node.date("endDate", "ended on", detention.ended_on);
    node.add("location", detention.country.map(of_country));
    for stay in &detention.stays {
        node.lead("location", stay.place.iter().map(Id::as_record_id));
    }
    for step in &detention.proceedings {
        let officials = step.judge.iter().chain(&step.prosecutor);
        node.lead("contributor", officials.map(Id::as_record_id));
    }
    node.lead("superEvent", detention.release.iter().map(Id::as_record_id));
    parts(Detention::SHAPE, "charges", "charge", &detention.charges, node);
    parts(Detention::SHAPE, "sentences", "sentence", &detention.sentences, node);
    parts(Detention::SHAPE, "recognitions", "recognition", &detention.recognitions, node);
    if let Some(end) = detention.end_modality {
        node.property("end", &end.word().replace('_', " "));
    }
    node.say("description", detention.summary.as_deref());
    node.identifiers(&detention.identifiers);
}

pub(super) fn release(release: &Release, node: &mut Node<'_>) {
    node.is("Event");
    node.say("additionalType", Some("release"));
    node.date("startDate", "on", release.on);
    node.add("location", release.country.map(of_country));
    if let Some(count) = &release.count {
        node.property("count", &count.to_string());
    }
    parts(Release::SHAPE, "groups", "group", &release.groups, node);
    node.lead("superEvent", release.agreement.iter().map(Id::as_record_id));
    node.say("description", release.summary.as_deref());
    node.identifiers(&release.identifiers);
}

pub(super) fn agreement(agreement: &Agreement, node: &mut Node<'_>) {
    node.is("Event");
    node.say("additionalType", Some("agreement"));
    node.date("startDate", "reached on", agreement.reached_on);
    node.lead("organizer", agreement.parties.iter().map(Id::as_record_id));
    parts(Agreement::SHAPE, "commitments", "commitment", &agreement.commitments, node);
    parts(Agreement::SHAPE, "talks", "talks", &agreement.talks, node);
    node.say("description", agreement.summary.as_deref());
    node.identifiers(&agreement.identifiers);
}

pub(super) fn event(event: &Event, node: &mut Node<'_>) {
    node.is("Event");
    node.say("additionalType", event.kind.map(|kind| kind.word().replace('_', " ")));
    node.date("startDate", "began on", event.began_on);
    node.date("endDate", "ended on", event.ended_on);
    node.lead("location", event.places.iter().map(Id::as_record_id));
    node.lead("attendee", event.participants.iter().map(Id::as_record_id));
    node.say("description", event.summary.as_deref());
    node.identifiers(&event.identifiers);
}

pub(super) fn statement(statement: &Statement, node: &mut Node<'_>) {
    node.is("Quotation");
    node.say("text", statement.text.as_deref());
    node.lead("creator", statement.speaker.iter().map(Id::as_record_id));
    node.say("creditText", statement.speaker_description.as_deref());
    node.date("dateCreated", "said on", statement.said_on);
    node.lead("provider", statement.carried_by.iter().map(Id::as_record_id));
    node.lead("about", statement.about.iter().map(Id::as_record_id));
    node.say("abstract", statement.summary.as_deref());
    node.identifiers(&statement.identifiers);
}

pub(super) fn indicator(indicator: &Indicator, node: &mut Node<'_>) {
    node.is("Dataset");
    node.say("variableMeasured", indicator.metric.as_deref());
    node.lead("about", indicator.subject.iter().map(Id::as_record_id));
    if let Some(unit) = &indicator.unit {
        node.property("unit", unit);
    }
    if let Some(population) = &indicator.population {
        node.property("population", population);
    }
    parts(Indicator::SHAPE, "points", "point", &indicator.points, node);
    node.say("description", indicator.summary.as_deref());
    node.identifiers(&indicator.identifiers);
}

pub(super) fn sanction(sanction: &Sanction, node: &mut Node<'_>) {
    node.is("Action");
    node.say("additionalType", Some("sanction"));
    node.lead("agent", sanction.issuer.iter().map(Id::as_record_id));
    node.lead("object", sanction.target.iter().map(Id::as_record_id));
    if let Some(sector) = &sanction.target_sector {
        node.property("target sector", sector);
    }
    if let Some(programme) = &sanction.programme {
        node.property("programme", programme);
    }
    if let Some(kind) = sanction.kind {
        node.property("kind", &kind.word().replace('_', " "));
    }
    let imposed = sanction.actions.iter().filter(|one| one.kind == Some(ActionKind::Imposed));
    for action in imposed {
        node.date("startTime", "imposed on", action.on);
    }
    for action in &sanction.actions {
        if let Some(agreement) = &action.agreement {
            node.add("instrument", Some(reference(agreement.as_record_id(), node.around)));
        }
    }
    parts(Sanction::SHAPE, "actions", "action", &sanction.actions, node);
    node.say("description", sanction.reason.as_deref().or(sanction.summary.as_deref()));
    node.identifiers(&sanction.identifiers);
}

/// The parts of a list, each as a property in words.
fn parts<E: Serialize>(whole: &Shape, field: &str, name: &str, all: &[E], node: &mut Node<'_>) {
    let Shape::Table(table) = whole else { return };
    let shape = table.fields.iter().find(|one| one.name == field).map(|one| one.shape);
    let Some(Shape::List(Shape::Table(part))) = shape else { return };
    for one in all {
        let value = json!(one);
        node.property(name, &part_in_words(&value, part));
    }
}
