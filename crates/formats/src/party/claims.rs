//! The claims that are made of a party and of the measure on it.

use detente_core::{
    Action, ActionKind, Association, CountryCode, Id, Identifier, Key, Organization, PartialDate,
    Person, RecordId, Sanction,
};

use super::{
    Noted, Party, What,
    keyed::{Unkeyed, elements, keyed},
    seen,
};
use crate::{reading::Reading, report::Why, slug, text::joined, when};

impl Party {
    /// Its identifier on this list; none where it is no noun of the record.
    pub fn id(&self, reading: &Reading<'_>) -> Option<RecordId> {
        match self.what {
            What::Person => reading.id("person", &self.key),
            What::Organization => reading.id("organization", &self.key),
            What::Thing(_) => None,
        }
    }

    /// Makes the claim on the party alone: the list lays no measure on it.
    pub fn claim_alone(mut self, reading: &mut Reading<'_>) {
        self.settle(reading);
        let (id, at) = (self.id(reading), self.at.clone());
        let Some(id) = id else { return };
        if self.what == What::Person {
            self.unfit(reading, false);
            reading.claim(&id, &self.person(), &at);
        } else {
            self.unfit(reading, true);
            reading.claim(&id, &self.organization(), &at);
        }
    }

    /// Makes the claims on the party and on the measure.
    pub fn claim(mut self, reading: &mut Reading<'_>) {
        self.settle(reading);
        let (id, at) = (self.id(reading), self.at.clone());
        let name = self.name().map(str::to_owned);
        let measure_on = reading.id("sanction", &self.key);
        let mut sanction = self.sanction(reading);
        match (&self.what, &id) {
            (What::Person, Some(id)) => {
                self.unfit(reading, false);
                reading.claim(id, &self.person(), &at);
            }
            (What::Organization, Some(id)) => {
                self.unfit(reading, true);
                reading.claim(id, &self.organization(), &at);
            }
            (What::Thing(kind), _) => {
                let title = &reading.list.title;
                sanction.summary =
                    Some(format!("{title}: {kind} {}", name.as_deref().unwrap_or(&self.key)));
                reading.left(
                    format!("{kind} (no noun: its measure is carried without a target)"),
                    &at,
                    name.as_deref().unwrap_or(&self.key),
                    Why::NoField,
                );
                self.unfit_of_a_thing(reading);
            }
            _ => {}
        }
        sanction.target = id.and_then(|id| Id::try_from(id).ok());
        if let Some(subject) = measure_on {
            reading.claim(&subject, &sanction, &at);
        }
    }

    /// Decides what of several values is stated, and hands on what was noted.
    fn settle(&mut self, reading: &mut Reading<'_>) {
        self.here = None;
        self.coarser();
        self.note_names();
        match self.genders.as_slice() {
            [] => {}
            [one] => self.gender = Some(*one),
            several => {
                let all: Vec<String> = several.iter().map(ToString::to_string).collect();
                self.note("gender (several: none is stated)", &all.join(", "), Why::Contradicts);
            }
        }
        self.leave_noted(reading);
        self.list_number(reading);
    }

    /// The links to others of this kind, each with the key it has here and the name it leads to.
    pub fn links(&self, kind: &str) -> Vec<(Key, String)> {
        let links = keyed(&self.associations).into_iter();
        let links = links.filter(|(_, link)| link.kind.as_deref() == Some(kind));
        links.filter_map(|(key, link)| Some((key, link.name?))).collect()
    }

    /// Hands on what was noted.
    fn leave_noted(&mut self, reading: &mut Reading<'_>) {
        for Noted { field, value, why, at } in std::mem::take(&mut self.noted) {
            reading.left(field, at.as_deref().unwrap_or(&self.at), &value, why);
        }
    }

    /// The party's number on this list, among its identifiers.
    fn list_number(&mut self, reading: &Reading<'_>) {
        let scheme = reading.list.scheme.to_string();
        let own = slug::readable(&scheme);
        let (scheme, value) = (Some(scheme), Some(self.key.clone()));
        let number = Identifier { scheme, value, ..Identifier::default() };
        self.identifiers.insert(0, Unkeyed::new(own.clone(), number).own(Some(&own)));
    }

    /// Several days of birth are told as their span, and that is noted.
    fn coarser(&mut self) {
        self.born.sort();
        self.born.dedup();
        let told = when::span(self.born.iter().copied());
        if self.born.len() > 1 && told.is_some_and(|told| !self.born.contains(&told)) {
            let all: Vec<String> = self.born.iter().map(ToString::to_string).collect();
            self.note(
                "day of birth (one of several: told as their span)",
                &all.join(", "),
                Why::Coarser,
            );
        } else {
            let about = self.born.iter().filter(|born| Some(**born) != told);
            let about: Vec<PartialDate> =
                about.copied().filter(|born| when::about(*born).is_some()).collect();
            for born in about {
                let field = "day of birth (about so, beside one that is closer)";
                self.note(field, &born.to_string(), Why::Coarser);
            }
        }
        self.born = told.into_iter().collect();
    }

    fn person(self) -> Person {
        let (relatives, associations) =
            elements(&self.associations).into_iter().partition(Association::is_family);
        Person {
            summary: joined(self.remarks.iter().map(String::as_str), "; "),
            identifiers: elements(&self.identifiers),
            name: self.name().map(str::to_owned),
            names: self.names(),
            gender: self.gender,
            born_on: self.born.first().copied(),
            birth_place: joined(self.birth_places.iter().map(String::as_str), " or "),
            died_on: self.died_on,
            nationalities: self.nationalities,
            roles: elements(&self.roles),
            awards: Vec::new(),
            addresses: elements(&self.addresses),
            associations,
            relatives,
        }
    }

    fn organization(self) -> Organization {
        Organization {
            summary: joined(self.remarks.iter().map(String::as_str), "; "),
            identifiers: elements(&self.identifiers),
            name: self.name().map(str::to_owned),
            names: self.names(),
            kind: self.kind,
            country: self.one_country(),
            sector: self.sector,
            parent: None,
            addresses: elements(&self.addresses),
            associations: elements(&self.associations),
        }
    }

    /// The country of a body: of several that the list calls it by, the first by its code.
    pub(super) fn one_country(&self) -> Option<CountryCode> {
        self.country.or_else(|| self.nationalities.iter().min().copied())
    }

    fn sanction(&mut self, reading: &Reading<'_>) -> Sanction {
        let measure = std::mem::take(&mut self.measure);
        let mut actions = Vec::new();
        if measure.imposed_on.is_some() || measure.instrument.is_some() {
            actions.push(Action {
                key: slug::fixed("designation"),
                kind: Some(ActionKind::Imposed),
                on: measure.imposed_on,
                instrument: measure.instrument,
                ..Action::default()
            });
        }
        actions.push(seen(reading.on, ActionKind::SeenListed));
        let numbers = measure.identifiers.into_iter().map(|(scheme, value)| {
            let (word, whole) = (slug::readable(&scheme), format!("{scheme} {value}"));
            let (scheme, value) = (Some(scheme), Some(value));
            let number = Identifier { scheme, value, ..Identifier::default() };
            Unkeyed { word, ..Unkeyed::new(whole, number) }
        });
        let own = match self.what {
            What::Thing(_) => self.numbers_of_a_thing(),
            // The first is the party's own number on the list.
            _ => self.identifiers.iter().take(1).cloned().collect(),
        };
        let numbers: Vec<_> = own.into_iter().chain(numbers).collect();
        Sanction {
            summary: None,
            identifiers: elements(&numbers),
            issuer: format!("organization/{}", reading.list.publisher.slug).parse().ok(),
            programme: measure.programme,
            kind: measure.kind.or(reading.list.measure),
            target: None,
            target_sector: None,
            actions,
            reason: measure.reason,
        }
    }
}
