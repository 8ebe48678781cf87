//! What a list says of a party that the record has no field for: of a body its birth, of a ship its address.

use detente_core::Identifier;

use super::{Party, keyed::Unkeyed};
use crate::{reading::Reading, report::Why, text::joined};

impl Party {
    /// Notes what cannot be said of a body, or of a person.
    pub(super) fn unfit(&mut self, reading: &mut Reading<'_>, body: bool) {
        let mut unfit = Vec::new();
        if body {
            unfit.extend(self.gender.map(|gender| ("gender of a body", gender.to_string())));
            unfit.extend(self.born.iter().map(|born| ("day of birth of a body", born.to_string())));
            unfit.extend(self.died_on.map(|died| ("day of death of a body", died.to_string())));
            // A body has one country: what stands beside it is named.
            let country = self.one_country();
            let others = self.nationalities.iter().filter(|code| Some(**code) != country);
            for code in others {
                let field = "further country of a body";
                reading.left(field, &self.at, &code.to_string(), Why::OneValue);
            }
            unfit.extend(
                self.birth_places.iter().map(|place| ("place of birth of a body", place.clone())),
            );
            unfit.extend(self.roles.iter().map(|role| ("post of a body", role.whole.clone())));
        } else {
            unfit.extend(self.sector.iter().map(|sector| ("sector of a person", sector.clone())));
            unfit.extend(self.kind.map(|kind| ("kind of a person", kind.to_string())));
            unfit.extend(self.country.map(|code| ("country of a person", code.to_string())));
        }
        for (field, value) in unfit {
            reading.left(field, &self.at, &value, Why::NoField);
        }
    }

    /// What a thing is known by goes with its measure: its numbers, and its names as such.
    pub(super) fn numbers_of_a_thing(&self) -> Vec<Unkeyed<Identifier>> {
        let names = self.names().into_iter().filter_map(|name| name.text).map(|text| {
            let whole = format!("also called {text}");
            let scheme = Some("also called".to_owned());
            let also = Identifier { scheme, value: Some(text), ..Identifier::default() };
            Unkeyed::new(whole, also)
        });
        self.identifiers.iter().cloned().chain(names).collect()
    }

    /// Notes what the measure of a thing has no field for.
    pub(super) fn unfit_of_a_thing(&mut self, reading: &mut Reading<'_>) {
        for (field, value) in self.beside_a_thing() {
            reading.left(field, &self.at, &value, Why::NoField);
        }
    }

    /// What else the list says of a thing: its measure has no field for any of it.
    fn beside_a_thing(&mut self) -> Vec<(&'static str, String)> {
        let mut beside = Vec::new();
        let mut add = |field, value: Option<String>| beside.extend(value.map(|text| (field, text)));
        for one in std::mem::take(&mut self.associations).into_iter().map(|one| one.element) {
            let to = one.to.map(|to| to.to_string());
            add("link of a thing", one.name.or(to));
        }
        for remark in std::mem::take(&mut self.remarks) {
            add("remark on a thing", Some(remark));
        }
        for address in std::mem::take(&mut self.addresses).into_iter().map(|one| one.element) {
            let country = address.country.map(|code| code.to_string());
            let parts = [
                address.text,
                address.city,
                address.region,
                address.postcode,
                country,
                address.note,
            ];
            add("address of a thing", joined(parts.iter().flatten().map(String::as_str), ", "));
        }
        for flag in self.country.into_iter().chain(self.nationalities.drain(..)) {
            add("flag of a thing", Some(flag.to_string()));
        }
        for role in std::mem::take(&mut self.roles) {
            add("post of a thing", role.element.title);
        }
        for place in std::mem::take(&mut self.birth_places) {
            add("place of birth of a thing", Some(place));
        }
        add("gender of a thing", self.gender.map(|gender| gender.to_string()));
        add("day of birth of a thing", self.born.first().map(ToString::to_string));
        add("day of death of a thing", self.died_on.map(|died| died.to_string()));
        add("kind of a thing", self.kind.map(|kind| kind.to_string()));
        add("sector of a thing", self.sector.take());
        beside
    }
}
