//! Organizations.

use crate::{
    Address, Association, CountryCode, Id, Name, Noun,
    record::{noun, noun_words},
    vocabulary::vocabulary,
};

vocabulary! {
    /// What kind of body an organization is.
    pub enum OrganizationKind {
        /// A non-governmental organization.
        Ngo = "ngo",
        /// A newspaper, agency or broadcaster.
        Media = "media",
        /// An office or authority of a state.
        StateBody = "state_body",
        /// A government, or the state itself as a party.
        Government = "government",
        /// A company.
        Company = "company",
        /// A court.
        Court = "court",
        /// A political party.
        Party = "party",
        /// A research institute.
        Research = "research",
        /// A body of several states.
        Intergovernmental = "intergovernmental",
        /// A movement without a legal form.
        Movement = "movement",
        /// An embassy or mission.
        Embassy = "embassy",
    }
}

noun! {
    /// A body: an association, an authority, a company, a court.
    pub struct Organization("OrganizationRecord", "OrganizationInput"): "organization" {
        /// The name the record is kept under.
        pub name: Option<String>,
        /// The names in every spelling, script and kind.
        pub names: Vec<Name>,
        /// What kind of body it is.
        pub kind: Option<OrganizationKind>,
        /// The country it belongs to.
        pub country: Option<CountryCode>,
        /// The part of the economy it works in.
        pub sector: Option<String>,
        /// The body it is part of.
        pub parent: Option<Id<Organization>>,
        /// Where it sits or works.
        pub addresses: Vec<Address>,
        /// Those it is linked to, in the words of those who say so.
        pub associations: Vec<Association>,
    }
}

impl Noun for Organization {
    noun_words!("organization", "organizations");

    const FACETS: &'static [&'static str] = &["kind", "country", "sector"];

    fn label(&self) -> Option<String> {
        self.name.clone().or_else(|| self.names.iter().find_map(|name| name.text.clone()))
    }

    fn called(&self) -> Vec<std::borrow::Cow<'_, str>> {
        crate::name::spellings(self.name.as_ref(), &self.names)
    }

    fn particulars(&self) -> crate::names::Particulars {
        let countries = self.country.into_iter().collect();
        crate::names::Particulars { countries, ..crate::names::Particulars::default() }
    }
}
