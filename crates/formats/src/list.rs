//! What is known of a list beside what stands in it: who publishes it, on what terms, what it forbids.

use std::borrow::Cow;

use detente_core::{CountryCode, OrganizationKind, SanctionKind, SourceKind};

/// A list that somebody publishes, edition after edition.
#[derive(Clone, Debug)]
pub struct List {
    /// What its sources are called: `ofac-sdn` is `source/ofac-sdn`.
    pub slug: Cow<'static, str>,
    /// What its records are called: `ofac` makes `person/ofac-32746`.
    pub prefix: Cow<'static, str>,
    /// The scheme of its numbers, as identifiers give it.
    pub scheme: Cow<'static, str>,
    /// What it is called.
    pub title: Cow<'static, str>,
    /// Who publishes it.
    pub publisher: Body,
    /// Who wrote it down in this form, where that is not the publisher.
    pub author: Option<&'static str>,
    /// The terms on which it may be used.
    pub terms_of_use: Option<Cow<'static, str>>,
    /// What kind of document it is.
    pub kind: SourceKind,
    /// The language it is written in.
    pub language: Option<&'static str>,
    /// Where it is found.
    pub url: Option<&'static str>,
    /// What standing on it forbids, where that is one thing for all of it.
    pub measure: Option<SanctionKind>,
}

/// A body that publishes lists.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its identifier without the noun: `us-treasury`.
    pub slug: Cow<'static, str>,
    /// Its name, as the bundled dossier has it.
    pub name: Cow<'static, str>,
    /// What kind of body it is.
    pub kind: Option<OrganizationKind>,
    /// The country it belongs to, by its two letters.
    pub country: Option<&'static str>,
}

impl Body {
    pub(crate) fn country(&self) -> Option<CountryCode> {
        self.country.and_then(|code| code.parse().ok())
    }
}

const fn body(
    slug: &'static str,
    name: &'static str,
    kind: OrganizationKind,
    country: Option<&'static str>,
) -> Body {
    Body { slug: Cow::Borrowed(slug), name: Cow::Borrowed(name), kind: Some(kind), country }
}

/// A list of sanctions that its issuer publishes.
macro_rules! official {
    ($(#[$doc:meta])* $name:ident: $slug:literal, $prefix:literal, $title:literal, $publisher:expr,
     $terms:literal, $url:literal, $measure:expr, $author:expr, $kind:expr) => {
        $(#[$doc])*
        pub(crate) static $name: List = List {
            slug: Cow::Borrowed($slug),
            prefix: Cow::Borrowed($prefix),
            scheme: Cow::Borrowed($slug),
            title: Cow::Borrowed($title),
            publisher: $publisher,
            author: $author,
            terms_of_use: Some(Cow::Borrowed($terms)),
            kind: $kind,
            language: Some("en"),
            url: Some($url),
            measure: $measure,
        };
    };
}

const COUNCIL: Body =
    body("council-of-the-eu", "Council of the EU", OrganizationKind::Intergovernmental, None);

official!(
    /// Specially Designated Nationals, whose property in the United States is blocked.
    OFAC: "ofac-sdn", "ofac", "OFAC SDN list",
    body("us-treasury", "US Treasury", OrganizationKind::StateBody, Some("US")),
    "US government work, public domain", "https://ofac.treasury.gov/specially-designated-nationals-and-blocked-persons-list-sdn-human-readable-lists",
    Some(SanctionKind::AssetFreeze), None, SourceKind::OfficialList
);
official!(
    /// The annexes of Regulation 765/2006, row by row, as OpenSanctions reads them out of the Official Journal.
    EU_JOURNAL: "eu-32006r0765", "eu-32006r0765", "Regulation (EC) 765/2006, consolidated annexes",
    COUNCIL,
    "CC BY-NC 4.0 (OpenSanctions)", "https://eur-lex.europa.eu/eli/reg/2006/765",
    None, Some("OpenSanctions, out of the Official Journal"), SourceKind::LegalAct
);
official!(
    /// The Commission's consolidated list of those under financial sanctions.
    EU_CONSOLIDATED: "eu-fsf", "eu-fsf", "EU consolidated list of persons, groups and entities subject to financial sanctions",
    COUNCIL,
    "© European Union, reuse authorised with acknowledgement of the source (Decision 2011/833/EU)", "https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions",
    Some(SanctionKind::AssetFreeze), None, SourceKind::OfficialList
);
official!(
    /// The Treasury's consolidated list of those whose assets are frozen.
    UK: "uk-conlist", "uk", "UK consolidated list of financial sanctions targets",
    body("hm-treasury", "HM Treasury", OrganizationKind::StateBody, Some("GB")),
    "Open Government Licence v3.0", "https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets",
    Some(SanctionKind::AssetFreeze), None, SourceKind::OfficialList
);
official!(
    /// All who are under the sanctions of the Security Council.
    UN: "un-sc", "un", "UN Security Council consolidated list",
    body("un-security-council", "UN Security Council", OrganizationKind::Intergovernmental, None),
    "UN terms of use", "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
    None, None, SourceKind::OfficialList
);
official!(
    /// Those listed under Canada's Special Economic Measures and Magnitsky acts.
    CANADA: "ca-sema", "ca", "Consolidated Canadian autonomous sanctions list",
    body("global-affairs-canada", "Global Affairs Canada", OrganizationKind::StateBody, Some("CA")),
    "Open Government Licence - Canada", "https://www.international.gc.ca/world-monde/international_relations-relations_internationales/sanctions/consolidated-consolide.aspx",
    None, None, SourceKind::OfficialList
);
official!(
    /// The political prisoners that Viasna counts.
    VIASNA: "viasna-prisoners", "viasna", "Viasna's list of political prisoners",
    body("viasna", "Viasna", OrganizationKind::Ngo, Some("BY")),
    "with reference to Viasna", "https://prisoners.spring96.org/",
    None, None, SourceKind::Database
);
official!(
    /// Whatever OpenSanctions gathers from the lists of others.
    OPENSANCTIONS: "opensanctions", "os", "OpenSanctions",
    body("opensanctions", "OpenSanctions", OrganizationKind::Company, Some("DE")),
    "CC BY-NC 4.0", "https://www.opensanctions.org/",
    None, None, SourceKind::Database
);

/// A list that nobody of the above publishes: the caller names it.
#[must_use]
pub fn list(slug: &str, title: &str, publisher: Body, terms_of_use: Option<&str>) -> List {
    let slug: Cow<'static, str> = Cow::Owned(slug.to_owned());
    List {
        prefix: slug.clone(),
        scheme: slug.clone(),
        slug,
        title: Cow::Owned(title.to_owned()),
        publisher,
        author: None,
        terms_of_use: terms_of_use.map(|terms| Cow::Owned(terms.to_owned())),
        kind: SourceKind::Database,
        language: None,
        url: None,
        measure: None,
    }
}
