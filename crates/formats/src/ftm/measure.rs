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
    let date = |property: &str| {
        let found = entity.all(property).find_map(|text| Some((when::date(text)?, text)));
        found.map(|(date, text)| (date, text.as_str()))
    };
    // Of several values of a property one is stated, and the others are named.
    let mut stated: Vec<(&str, &str)> = Vec::new();
    let begun = ["startDate", "listingDate"];
    let begun = begun.into_iter().find_map(|property| Some((property, date(property)?)));
    let ended = date("endDate").map(|found| ("endDate", found));
    stated.extend(begun.iter().chain(&ended).map(|(property, (_, text))| (*property, *text)));
    let imposed = begun.map(|(_, (date, _))| date);
    let mut actions = Vec::new();
    if imposed.is_some() {
        let (key, kind) = (slug::fixed("designation"), Some(ActionKind::Imposed));
        actions.push(Action { key, kind, on: imposed, ..Action::default() });
    }
    if let Some((_, (end, _))) = ended {
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
    let mut firsts = vec!["entity", "authority", "authorityId", "unscId", "recordId", "program"];
    firsts.push("programId");
    firsts.push(if entity.first("reason").is_some() { "reason" } else { "summary" });
    stated.extend(firsts.into_iter().filter_map(|one| Some((one, entity.first(one)?.as_str()))));
    for (property, values) in &entity.properties {
        let is_stated =
            |value: &&String| property == "provisions" || stated.contains(&(property, value));
        for value in values.iter().filter(|value| !is_stated(value)) {
            let day = ["startDate", "listingDate", "endDate"].contains(&property.as_str());
            let unread = day && when::date(value).is_none();
            let why = if unread { Why::Unknown } else { Why::NoField };
            let at = entity.at_of(property, value);
            reading.left(format!("Sanction: {property}"), &at, value, why);
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
