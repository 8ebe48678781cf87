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

/// Claims a measure as the list tells of it, on its target and the entity that it is there. It is
/// not its issuer's own list: it observes nothing.
pub(super) fn sanction(
    entity: &Entity,
    target: Option<&(String, RecordId)>,
    reading: &mut Reading<'_>,
) {
    let get = |property: &str| entity.first(property).and_then(|text| clean(text));
    // Of several values of a property one is stated, and the others are named.
    let mut stated: Vec<(&str, &str)> = Vec::new();
    let mut actions = Vec::new();
    let of_begin = ["startDate", "listingDate"];
    let begun = of_begin.into_iter().find_map(|one| Some((one, *entity.dates(one).first()?)));
    if let Some((property, (on, text))) = begun {
        stated.push((property, text));
        let (key, kind) = (slug::fixed("designation"), Some(ActionKind::Imposed));
        actions.push(Action { key, kind, on: Some(on), ..Action::default() });
    }
    // A measure that ends several times ends with the last of them.
    let ended = entity.dates("endDate").pop();
    let is_over = ended.is_some_and(|(end, _)| end.certainly_on_or_before(reading.on));
    if let Some((end, text)) = ended {
        stated.push(("endDate", text));
        if is_over {
            let (key, kind) = (slug::fixed("end"), Some(ActionKind::Expired));
            actions.push(Action { key, kind, on: Some(end), ..Action::default() });
        } else {
            let at = entity.at_of("endDate", text);
            let field = "Sanction: endDate (not past by the day of the edition: expected)";
            reading.left(field, &at, text, Why::Coarser);
        }
    }
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
    for name in entity.all("authority") {
        let field = "Sanction: authority (in words, in the summary)";
        reading.left(field, &entity.at_of("authority", name), name, Why::Coarser);
    }
    let words = |property: &'static str| entity.all(property).filter_map(|text| clean(text));
    let told: Vec<String> = words("authority").chain(words("program").take(1)).collect();
    let reasons = ["reason", "summary"].into_iter().find(|one| entity.first(one).is_some());
    let reason: Vec<String> = reasons.into_iter().flat_map(words).collect();
    let provisions = joined(entity.all("provisions").map(String::as_str), "; ");
    let kind = provisions.as_deref().map(kind_of);
    let fields = Sanction {
        summary: joined(told.iter().map(String::as_str), ", "),
        identifiers,
        issuer: None,
        programme: get("programId").or_else(|| get("program")),
        kind,
        target: target.and_then(|(_, target)| Id::try_from(target.clone()).ok()),
        target_sector: None,
        actions,
        reason: joined(reason.iter().map(String::as_str), "; "),
    };
    let numbers = ["authorityId", "unscId", "recordId", "program", "programId"];
    stated.extend(entity.firsts(&numbers));
    let texts = ["provisions", "authority"].into_iter().chain(reasons);
    stated.extend(texts.flat_map(|one| entity.all(one).map(move |text| (one, text.as_str()))));
    let target = target.map(|(id, _)| id).or_else(|| entity.first("entity"));
    stated.extend(target.map(|id| ("entity", id.as_str())));
    for (property, values) in &entity.properties {
        let is_stated = |value: &&String| stated.contains(&(property, value));
        let is_known = stated.iter().any(|(known, _)| field_of(known) == field_of(property));
        for value in values.iter().filter(|value| !is_stated(value)) {
            let day = [of_begin[0], of_begin[1], "endDate"].contains(&property.as_str());
            let why = match property.as_str() {
                _ if day && when::date(value).is_none() => Why::Unknown,
                "endDate" if !is_over => Why::Contradicts,
                _ if is_known => Why::OneValue,
                _ => Why::NoField,
            };
            let at = entity.at_of(property, value);
            reading.left(format!("Sanction: {property}"), &at, value, why);
        }
    }
    if let Some(subject) = reading.id("sanction", &entity.id) {
        reading.claim(&subject, &fields, &entity.at);
    }
}

/// The first of the properties that are one field of a measure.
fn field_of(property: &str) -> &str {
    match property {
        "listingDate" => "startDate",
        "summary" => "reason",
        other => other,
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
