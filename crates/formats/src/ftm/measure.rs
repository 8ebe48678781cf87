//! Measures, as a list that is not their issuer's tells of them.

use detente_core::{Action, ActionKind, Id, Identifier, RecordId, Sanction, SanctionKind};

use super::entity::Entity;
use crate::{
    reading::Reading,
    report::Why,
    slug,
    text::{clean, joined},
    when,
};

/// Claims a measure as the list tells of it. It is not its issuer's own list: it observes nothing.
pub(super) fn sanction(entity: &Entity, target: Option<RecordId>, reading: &mut Reading<'_>) {
    let get = |property: &str| entity.first(property).and_then(|text| clean(text));
    let date = |property: &str| entity.first(property).and_then(|text| when::date(text));
    let imposed = date("startDate").or_else(|| date("listingDate"));
    let mut actions = Vec::new();
    if imposed.is_some() {
        let (key, kind) = (slug::fixed("designation"), Some(ActionKind::Imposed));
        actions.push(Action { key, kind, on: imposed, ..Action::default() });
    }
    if let Some(end) = date("endDate") {
        actions.push(Action {
            key: slug::fixed("end"),
            kind: Some(ActionKind::Expired),
            on: Some(end),
            ..Action::default()
        });
    }
    let authority = get("authority");
    let mut identifiers = Vec::new();
    for (property, scheme) in
        [("authorityId", "authority"), ("unscId", "UN reference number"), ("recordId", "record")]
    {
        if let Some(value) = get(property) {
            let key = slug::fixed(&slug::readable(scheme));
            identifiers.push(Identifier {
                key,
                scheme: Some(scheme.to_owned()),
                value: Some(value),
            });
        }
    }
    // A name is no identifier: which record the authority is, a ruling or the keepers' own claim says.
    if let Some(name) = &authority {
        reading.left(
            "Sanction: authority (in words, in the summary)",
            &entity.at,
            name,
            Why::Coarser,
        );
    }
    let told = [authority, get("program")];
    let provisions = joined(entity.all("provisions").map(String::as_str), "; ");
    let kind = provisions.as_deref().map(kind_of);
    let fields = Sanction {
        summary: joined(told.iter().flatten().map(String::as_str), ", "),
        identifiers,
        issuer: None,
        programme: get("programId").or_else(|| get("program")),
        kind,
        target: target.and_then(|target| Id::try_from(target).ok()),
        target_sector: None,
        actions,
        reason: get("reason").or_else(|| get("summary")),
    };
    for (property, values) in &entity.properties {
        let read = [
            "entity",
            "startDate",
            "listingDate",
            "endDate",
            "authority",
            "authorityId",
            "unscId",
            "recordId",
            "program",
            "programId",
            "provisions",
            "reason",
            "summary",
        ];
        for value in values.iter().filter(|_| !read.contains(&property.as_str())) {
            reading.left(format!("Sanction: {property}"), &entity.at, value, Why::NoField);
        }
    }
    if let Some(subject) = reading.id("sanction", &entity.id) {
        reading.claim(&subject, &fields, &entity.at);
    }
}

fn kind_of(provisions: &str) -> SanctionKind {
    let lower = provisions.to_lowercase();
    let is = |word: &str| lower.contains(word);
    if is("asset") || is("freez") || is("block") {
        SanctionKind::AssetFreeze
    } else if is("travel") {
        SanctionKind::TravelBan
    } else if is("export") {
        SanctionKind::ExportBan
    } else if is("arms") {
        SanctionKind::ArmsEmbargo
    } else {
        SanctionKind::Other
    }
}
