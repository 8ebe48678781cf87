//! People, bodies, places and documents as entities.

use detente_core::{
    Address, Association, Identifier, Name, NameKind, Organization, OrganizationKind, Person,
    Place, RecordId, Role, Source, SourceKind,
};

use super::entity::{Entities, Entity, id};

pub(super) fn person(person: &Person, entities: &mut Entities<'_>) {
    let own = entities.own("Person");
    own.add("name", person.name.as_deref());
    names(own, &person.names);
    own.add("gender", person.gender.map(detente_core::Gender::word));
    own.date("birthDate", "notes", "born on", person.born_on);
    own.add("birthPlace", person.birth_place.as_deref());
    own.date("deathDate", "notes", "died on", person.died_on);
    for country in &person.nationalities {
        own.country("nationality", Some(*country));
    }
    for role in &person.roles {
        own.add("position", role.title.as_deref());
    }
    for award in &person.awards {
        let on = award.awarded_on.map(|on| format!(", {on}")).unwrap_or_default();
        own.add("notes", award.title.as_ref().map(|title| format!("award: {title}{on}")));
    }
    addresses(own, &person.addresses);
    own.add("summary", person.summary.as_deref());
    identifiers(own, &person.identifiers);
    associations(&person.associations, entities);
    for one in &person.roles {
        role(one, entities);
    }
}

/// A post, and that the person holds or held it.
fn role(role: &Role, entities: &mut Entities<'_>) {
    let holder = id(entities.id);
    let body = role.organization.as_ref().map(|body| body.as_record_id().clone());
    let called = body.as_ref().map(|body| entities.around.label(body).to_owned());
    let Some(name) = role.title.clone().or(called) else { return };
    let place = format!("roles.{}", role.key);
    let post = entities.beside(&format!("{place}.post"), "Position");
    post.add("name", Some(name));
    post.add("organization", body.as_ref().map(id));
    post.country("country", role.country);
    let post = format!("{holder}.{place}.post");
    let held = entities.beside(&place, "Occupancy");
    held.add("holder", Some(holder));
    held.add("post", Some(post));
    held.date("startDate", "description", "since", role.since);
    held.date("endDate", "description", "until", role.until);
}

pub(super) fn organization(organization: &Organization, entities: &mut Entities<'_>) {
    let schema = match organization.kind {
        Some(OrganizationKind::Company) => "Company",
        Some(
            OrganizationKind::StateBody
            | OrganizationKind::Government
            | OrganizationKind::Court
            | OrganizationKind::Intergovernmental
            | OrganizationKind::Embassy,
        ) => "PublicBody",
        _ => "Organization",
    };
    let own = entities.own(schema);
    own.add("name", organization.name.as_deref());
    names(own, &organization.names);
    own.country("country", organization.country);
    own.add("sector", organization.sector.as_deref());
    let kind = organization.kind.map(|kind| kind.word().replace('_', " "));
    own.add("legalForm", kind);
    addresses(own, &organization.addresses);
    own.add("summary", organization.summary.as_deref());
    identifiers(own, &organization.identifiers);
    associations(&organization.associations, entities);
    if let Some(parent) = &organization.parent {
        let child = entities.id.clone();
        entities.link("parent", &child, parent.as_record_id(), Some("part of"));
    }
}

pub(super) fn place(place: &Place, entities: &mut Entities<'_>) {
    let mut within = Vec::new();
    if let Some(greater) = &place.within {
        within.push(entities.around.label(greater.as_record_id()).to_owned());
    }
    within.extend(place.country.map(|country| country.name().to_owned()));
    let own = entities.own("Address");
    own.add("name", place.name.as_deref());
    names(own, &place.names);
    let full = place.name.as_ref().map(|name| {
        let mut parts: Vec<String> = std::iter::once(name.clone()).chain(within).collect();
        parts.dedup(); // a country lies in the country that it is
        parts.join(", ")
    });
    own.add("full", full);
    own.country("country", place.country);
    own.add("keywords", place.kind.map(|kind| kind.word().replace('_', " ")));
    let coordinates = place.coordinates.map(|point| point.to_string());
    if let Some((latitude, longitude)) =
        coordinates.as_deref().and_then(|text| text.split_once(", "))
    {
        own.add("latitude", Some(latitude));
        own.add("longitude", Some(longitude));
    }
    own.add("summary", place.summary.as_deref());
    identifiers(own, &place.identifiers);
}

/// A document, with the terms on which what it says may be used.
pub(super) fn source(source: &Source, entities: &mut Entities<'_>) {
    let schema = match source.kind {
        Some(SourceKind::NewsArticle | SourceKind::PressRelease | SourceKind::Interview) => {
            "Article"
        }
        Some(SourceKind::WebPage | SourceKind::SocialMedia) => "HyperText",
        _ => "Document",
    };
    let label = entities.label.to_owned();
    let slug = entities.id.slug().to_owned();
    let terms = entities.around.terms(source).map(|terms| format!("terms of use: {terms}"));
    let publisher = source.publisher.as_ref();
    let publisher = publisher.map(|body| entities.around.label(body.as_record_id()).to_owned());
    let own = entities.own(schema);
    own.add("name", Some(label));
    own.add("fileName", Some(slug));
    own.add("title", source.title.as_deref());
    for author in &source.authors {
        own.add("author", Some(author.as_str()));
    }
    own.add("publisher", publisher);
    own.address("sourceUrl", source.url.as_ref());
    own.address("sourceUrl", source.archived_url.as_ref());
    own.date("publishedAt", "notes", "published on", source.published_on);
    own.add("language", source.language.as_ref().and_then(|tag| language(tag.primary())));
    own.add("notes", terms);
    own.add("summary", source.summary.as_deref());
    identifiers(own, &source.identifiers);
}

/// The three letters of a language that are those of `FollowTheMoney`.
fn language(primary: &str) -> Option<&'static str> {
    const KNOWN: &[(&str, &str)] = &[
        ("ar", "ara"),
        ("az", "aze"),
        ("be", "bel"),
        ("bg", "bul"),
        ("cs", "ces"),
        ("da", "dan"),
        ("de", "deu"),
        ("el", "ell"),
        ("en", "eng"),
        ("es", "spa"),
        ("et", "est"),
        ("fa", "fas"),
        ("fi", "fin"),
        ("fr", "fra"),
        ("he", "heb"),
        ("hu", "hun"),
        ("hy", "hye"),
        ("it", "ita"),
        ("ja", "jpn"),
        ("lt", "lit"),
        ("lv", "lav"),
        ("nl", "nld"),
        ("pl", "pol"),
        ("pt", "por"),
        ("ro", "ron"),
        ("ru", "rus"),
        ("sk", "slk"),
        ("sv", "swe"),
        ("tr", "tur"),
        ("uk", "ukr"),
        ("zh", "zho"),
    ];
    KNOWN.iter().find(|(two, _)| *two == primary).map(|(_, three)| *three)
}

fn names(own: &mut Entity, names: &[Name]) {
    for name in names {
        let property = match name.kind {
            Some(NameKind::Alias) => "alias",
            Some(NameKind::Former) => "previousName",
            Some(NameKind::Nickname | NameKind::Weak) => "weakAlias",
            Some(NameKind::Legal | NameKind::Transliteration) | None => "name",
        };
        own.add(property, name.text.as_deref());
    }
    // Whoever is known by another name alone is called so: programs show the name.
    if !own.says("name") {
        own.add("name", names.iter().find_map(|name| name.text.as_deref()));
    }
}

fn addresses(own: &mut Entity, addresses: &[Address]) {
    for address in addresses {
        let parts = [&address.text, &address.postcode, &address.city, &address.region];
        let parts = parts.into_iter().flatten().map(String::as_str);
        let parts: Vec<&str> =
            parts.chain(address.country.map(detente_core::CountryCode::name)).collect();
        own.add("address", Some(parts.join(", ")));
    }
}

/// Numbers of others: of most, the schema does not know the register.
fn identifiers(own: &mut Entity, identifiers: &[Identifier]) {
    for identifier in identifiers {
        let Some(value) = &identifier.value else { continue };
        let scheme = identifier.scheme.as_deref().unwrap_or("identifier");
        let number = value
            .strip_prefix('Q')
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()));
        if scheme.eq_ignore_ascii_case("wikidata") && number {
            own.add("wikidataId", Some(value.as_str()));
        } else {
            own.add("notes", Some(format!("{scheme}: {value}")));
        }
    }
}

/// Links to others; where the other has no record, a note.
fn associations(associations: &[Association], entities: &mut Entities<'_>) {
    for one in associations {
        let from = entities.id.clone();
        if let Some(to) = &one.to {
            let to: RecordId = to.as_record_id().clone();
            entities.link(&format!("associations.{}", one.key), &from, &to, one.kind.as_deref());
        } else if let Some(name) = &one.name {
            let kind = one.kind.as_deref().unwrap_or("linked to");
            let schema = if from.noun() == "person" { "Person" } else { "Organization" };
            entities.own(schema).add("notes", Some(format!("{kind}: {name}")));
        }
    }
}
