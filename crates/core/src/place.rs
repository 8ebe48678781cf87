//! Places.

use crate::{
    Coordinates, CountryCode, Id, Name, Noun,
    record::{noun, noun_words},
    vocabulary::vocabulary,
};

vocabulary! {
    /// What a place is, or is used as. The kinds of custody are Viasna's.
    pub enum PlaceKind {
        /// Where sentenced people serve in barracks.
        PenalColony = "penal_colony",
        /// Where accused people await trial.
        PreTrialDetentionCentre = "pre_trial_detention_centre",
        /// A prison with cells.
        Prison = "prison",
        /// Where sentenced people work and sleep under restrictions.
        OpenTypeFacility = "open_type_facility",
        /// A city.
        City = "city",
        /// A town or village.
        Town = "town",
        /// A region of a country.
        Region = "region",
        /// A country.
        Country = "country",
        /// An embassy.
        Embassy = "embassy",
        /// A port.
        Port = "port",
        /// A border crossing.
        BorderCrossing = "border_crossing",
    }
}

noun! {
    /// Where something is or happened.
    pub struct Place("PlaceRecord", "PlaceInput"): "place" {
        /// The name the record is kept under.
        pub name: Option<String>,
        /// The names in every spelling, script and kind.
        pub names: Vec<Name>,
        /// What it is, or is used as.
        pub kind: Option<PlaceKind>,
        /// The country it lies in.
        pub country: Option<CountryCode>,
        /// The greater place it lies in.
        pub within: Option<Id<Place>>,
        /// Where it is on the map.
        pub coordinates: Option<Coordinates>,
    }
}

impl Noun for Place {
    noun_words!("place", "places");

    const FACETS: &'static [&'static str] = &["kind", "country"];

    fn label(&self) -> Option<String> {
        self.name.clone().or_else(|| self.names.iter().find_map(|name| name.text.clone()))
    }

    fn called(&self) -> Vec<std::borrow::Cow<'_, str>> {
        crate::name::spellings(self.name.as_ref(), &self.names)
    }
}
