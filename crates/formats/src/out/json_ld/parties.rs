//! People, bodies, places and documents in the words of schema.org.

use detente_core::{
    Address, CountryCode, Gender, Id, Language, Name, Organization, OrganizationKind, Person,
    Place, PlaceKind, Source, SourceKind, Url,
};
use serde_json::{Map, Value, json};

use super::node::{Node, reference, terms};
use crate::out::cells::plain_date;

pub(super) fn person(person: &Person, node: &mut Node<'_>) {
    node.is("Person");
    node.say("name", person.name.as_deref());
    names(&person.names, node);
    node.say(
        "gender",
        person.gender.map(|gender| match gender {
            Gender::Female => "https://schema.org/Female",
            Gender::Male => "https://schema.org/Male",
            Gender::Other => "other",
        }),
    );
    node.date("birthDate", "born on", person.born_on);
    node.date("deathDate", "died on", person.died_on);
    node.add(
        "birthPlace",
        person.birth_place.as_ref().map(|place| json!({ "@type": "Place", "name": place })),
    );
    for country in &person.nationalities {
        node.add("nationality", Some(of_country(*country)));
    }
    for role in &person.roles {
        let mut told = Map::new();
        told.insert("@type".to_owned(), json!("Role"));
        told.extend(role.title.as_ref().map(|title| ("roleName".to_owned(), json!(title))));
        let mut date = |property: &str, on: Option<detente_core::PartialDate>| {
            let on = on.and_then(plain_date);
            told.extend(on.map(|on| (property.to_owned(), json!(on))));
        };
        date("startDate", role.since);
        date("endDate", role.until);
        if let Some(body) = &role.organization {
            told.insert("memberOf".to_owned(), reference(body.as_record_id(), node.around));
            node.add("memberOf", Some(Value::Object(told)));
        } else if let Some(title) = &role.title {
            told.insert(
                "hasOccupation".to_owned(),
                json!({ "@type": "Occupation", "name": title }),
            );
            node.add("hasOccupation", Some(Value::Object(told)));
        }
    }
    for award in &person.awards {
        node.say("award", award.title.as_deref());
    }
    addresses(&person.addresses, node);
    for one in &person.associations {
        node.lead("knows", one.to.iter().map(Id::as_record_id));
    }
    node.say("description", person.summary.as_deref());
    node.identifiers(&person.identifiers);
}

pub(super) fn organization(organization: &Organization, node: &mut Node<'_>) {
    node.is(match organization.kind {
        Some(OrganizationKind::Ngo) => "NGO",
        Some(OrganizationKind::Media) => "NewsMediaOrganization",
        Some(OrganizationKind::Company) => "Corporation",
        Some(OrganizationKind::Research) => "ResearchOrganization",
        Some(OrganizationKind::Party) => "PoliticalParty",
        Some(
            OrganizationKind::StateBody
            | OrganizationKind::Government
            | OrganizationKind::Court
            | OrganizationKind::Embassy,
        ) => "GovernmentOrganization",
        Some(OrganizationKind::Intergovernmental | OrganizationKind::Movement) | None => {
            "Organization"
        }
    });
    node.say("name", organization.name.as_deref());
    names(&organization.names, node);
    node.add("areaServed", organization.country.map(of_country));
    node.lead("parentOrganization", organization.parent.iter().map(Id::as_record_id));
    addresses(&organization.addresses, node);
    node.say("description", organization.summary.as_deref());
    node.identifiers(&organization.identifiers);
}

pub(super) fn place(place: &Place, node: &mut Node<'_>) {
    node.is(match place.kind {
        Some(PlaceKind::City | PlaceKind::Town) => "City",
        Some(PlaceKind::Region) => "AdministrativeArea",
        Some(PlaceKind::Country) => "Country",
        Some(PlaceKind::Embassy) => "Embassy",
        _ => "Place",
    });
    node.say("name", place.name.as_deref());
    names(&place.names, node);
    node.say("additionalType", place.kind.map(|kind| kind.word().replace('_', " ")));
    node.add("containedInPlace", place.country.map(of_country));
    node.lead("containedInPlace", place.within.iter().map(Id::as_record_id));
    let coordinates = place.coordinates.map(|point| point.to_string());
    if let Some((latitude, longitude)) =
        coordinates.as_deref().and_then(|text| text.split_once(", "))
    {
        let point = json!({
            "@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude,
        });
        node.add("geo", Some(point));
    }
    node.say("description", place.summary.as_deref());
    node.identifiers(&place.identifiers);
}

pub(super) fn source(source: &Source, node: &mut Node<'_>) {
    node.is(match source.kind {
        Some(SourceKind::NewsArticle | SourceKind::PressRelease | SourceKind::Interview) => {
            "NewsArticle"
        }
        Some(SourceKind::Report) => "Report",
        Some(SourceKind::LegalAct) => "Legislation",
        Some(SourceKind::WebPage) => "WebPage",
        Some(SourceKind::SocialMedia) => "SocialMediaPosting",
        Some(SourceKind::Book) => "Book",
        Some(SourceKind::OfficialList | SourceKind::Database) => "Dataset",
        Some(SourceKind::Archive) => "ArchiveComponent",
        None => "CreativeWork",
    });
    node.say("headline", source.title.as_deref());
    node.lead("publisher", source.publisher.iter().map(Id::as_record_id));
    for author in &source.authors {
        node.add("author", Some(json!({ "@type": "Person", "name": author })));
    }
    node.say("sameAs", source.url.as_ref().map(Url::as_str));
    node.say("archivedAt", source.archived_url.as_ref().map(Url::as_str));
    node.date("datePublished", "published on", source.published_on);
    node.say("inLanguage", source.language.as_ref().map(Language::as_str));
    node.lead("isPartOf", source.edition_of.iter().map(Id::as_record_id));
    if let Some((property, said)) = node.around.terms(source).map(terms) {
        node.add(&property, Some(said));
    }
    node.say("abstract", source.summary.as_deref());
    node.identifiers(&source.identifiers);
}

fn names(names: &[Name], node: &mut Node<'_>) {
    for name in names {
        let Some(text) = &name.text else { continue };
        let said = match &name.language {
            Some(language) => json!({ "@value": text, "@language": language.as_str() }),
            None => json!(text),
        };
        node.add("alternateName", Some(said));
    }
}

fn addresses(addresses: &[Address], node: &mut Node<'_>) {
    for address in addresses {
        let told = json!({
            "@type": "PostalAddress",
            "streetAddress": address.text,
            "addressLocality": address.city,
            "addressRegion": address.region,
            "postalCode": address.postcode,
            "addressCountry": address.country.map(CountryCode::as_str),
        });
        node.add("address", Some(stated(told)));
    }
}

/// An object without what is not stated.
fn stated(mut told: Value) -> Value {
    if let Value::Object(fields) = &mut told {
        fields.retain(|_, value| !value.is_null());
    }
    told
}

pub(super) fn of_country(country: CountryCode) -> Value {
    json!({ "@type": "Country", "name": country.name(), "identifier": country.as_str() })
}
