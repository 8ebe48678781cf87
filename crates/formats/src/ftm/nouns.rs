//! Which schema of FollowTheMoney is which noun, and which is a link between two.

use detente_core::{OrganizationKind, RecordId};

use crate::reading::Reading;

/// The noun of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noun {
    Person,
    Organization(Option<OrganizationKind>),
}

/// The noun of a schema; none if it is no person and no body.
pub(super) fn noun(schema: &str) -> Option<Noun> {
    match schema {
        "Person" => Some(Noun::Person),
        "Company" => Some(Noun::Organization(Some(OrganizationKind::Company))),
        "PublicBody" => Some(Noun::Organization(Some(OrganizationKind::StateBody))),
        "Organization" | "LegalEntity" => Some(Noun::Organization(None)),
        _ => None,
    }
}

/// The record of an entity of this noun.
pub(super) fn id(reading: &Reading<'_>, noun: Noun, id: &str) -> Option<RecordId> {
    reading.id(if noun == Noun::Person { "person" } else { "organization" }, id)
}

/// A schema that links two entities.
#[derive(Debug)]
pub(super) struct Link {
    schema: &'static str,
    /// The property of the one that the link is told of.
    pub from: &'static str,
    /// The property of the other.
    pub to: &'static str,
    /// What the link is, where the entity does not say it.
    pub kind: &'static str,
    /// What a person is in the body, where it is a post that they hold for a time.
    pub post: Option<&'static str>,
}

const LINKS: &[Link] = &[
    Link { schema: "Ownership", from: "owner", to: "asset", kind: "owner of", post: None },
    Link {
        schema: "Directorship",
        from: "director",
        to: "organization",
        kind: "director of",
        post: Some("director"),
    },
    Link {
        schema: "Membership",
        from: "member",
        to: "organization",
        kind: "member of",
        post: Some("member"),
    },
    Link {
        schema: "Employment",
        from: "employee",
        to: "employer",
        kind: "employed by",
        post: Some("employee"),
    },
    Link { schema: "Family", from: "person", to: "relative", kind: "family of", post: None },
    Link { schema: "Associate", from: "person", to: "associate", kind: "associate of", post: None },
    Link { schema: "Representation", from: "agent", to: "client", kind: "agent of", post: None },
    Link {
        schema: "Succession",
        from: "predecessor",
        to: "successor",
        kind: "predecessor of",
        post: None,
    },
    Link { schema: "UnknownLink", from: "subject", to: "object", kind: "linked to", post: None },
];

/// The properties of a schema that lead from it to those it is about, as what stands nested in one
/// of them leaves that one out.
pub(super) fn ends(schema: &str) -> Vec<&'static str> {
    match schema {
        "Sanction" => vec!["entity"],
        "Passport" | "Identification" => vec!["holder"],
        "Occupancy" => vec!["holder", "post"],
        schema => link(schema).map_or_else(Vec::new, |link| vec![link.from, link.to]),
    }
}

/// Whether a property of the schema leads to another entity.
pub(super) fn leads(schema: &str, property: &str) -> bool {
    ends(schema).contains(&property) || (schema == "Position" && property == "organization")
}

/// The link that a schema is; none if it is none.
pub(super) fn link(schema: &str) -> Option<&'static Link> {
    LINKS.iter().find(|link| link.schema == schema)
}

/// Whether an entity of the schema is a paper that someone holds.
pub(super) fn is_paper(schema: &str) -> bool {
    matches!(schema, "Passport" | "Identification")
}
