//! The records beside the person's own: those who judged and prosecuted, and the places.

use detente_core::{CountryCode, Id, Person, Place, PlaceKind, RecordId, Role};

use super::case::Case;
use crate::{
    report::Why,
    slug,
    text::{clean, says_nothing},
};

impl Case<'_, '_> {
    /// Who judged or prosecuted, each as a person in their own right. A trial has one of a part
    /// in the record: that is the first, and the others are named in the report.
    pub fn official(&mut self, part: &str) -> Option<Id<Person>> {
        let mut first = None;
        for name in several(&self.get(part)?) {
            let id = self.official_called(part, &name);
            if first.is_none() {
                first = id;
            } else {
                self.left(
                    &format!("{part} (beside the first: a trial has one in the record)"),
                    &name,
                    Why::NoField,
                );
            }
        }
        first
    }

    /// The list knows them by their name alone: the same writing in the same part is its only
    /// key, and one person here.
    fn official_called(&mut self, part: &str, name: &str) -> Option<Id<Person>> {
        let key = format!("{part}-{}", slug::digest(name, 12));
        let id = self.reading.id("person", &key)?;
        if self.told.first(id.as_str()) {
            let role = Role {
                key: slug::fixed(part),
                title: Some(part.to_owned()),
                country: Some(CountryCode::BELARUS),
                ..Role::default()
            };
            let name = Some(name.to_owned());
            let official = Person { name, roles: vec![role], ..Person::default() };
            self.reading.claim(&id, &official, self.at);
        }
        Id::try_from(id).ok()
    }

    /// A place, as a record of its own.
    pub fn place(&mut self, name: &str) -> Option<Id<Place>> {
        let id: RecordId = self.reading.id("place", &slug::readable(name))?;
        if self.told.first(id.as_str()) {
            let lower = name.to_lowercase();
            let is = |words: &[&str]| words.iter().any(|word| lower.contains(word));
            let kind = if is(&["pre-trial", "sizo", "detention cent"]) {
                Some(PlaceKind::PreTrialDetentionCentre)
            } else if is(&["colony", "ik-"]) {
                Some(PlaceKind::PenalColony)
            } else if is(&["open-type", "open type"]) {
                Some(PlaceKind::OpenTypeFacility)
            } else if is(&["prison"]) {
                Some(PlaceKind::Prison)
            } else {
                None
            };
            let country = Some(CountryCode::BELARUS);
            let place = Place { name: Some(name.to_owned()), kind, country, ..Place::default() };
            self.reading.claim(&id, &place, self.at);
        }
        Id::try_from(id).ok()
    }
}

/// The names in a cell. A comma parts them only where whole names stand on both of its sides:
/// `Soudce, Petr` is one.
fn several(cell: &str) -> Vec<String> {
    let is_whole = |name: &str| name.split([' ', '.']).filter(|word| !word.is_empty()).count() > 1;
    let mut names: Vec<String> = Vec::new();
    for name in cell.replace(" and ", ";").split([';', '\n', '|', '/']) {
        if name.split(',').all(is_whole) {
            names.extend(name.split(',').filter_map(clean));
        } else {
            names.extend(clean(name));
        }
    }
    names.retain(|name| !says_nothing(name));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_names_are_several_people() {
        assert_eq!(several("Ivanov I.I.; Petrov P.P."), ["Ivanov I.I.", "Petrov P.P."]);
        assert_eq!(several("Ivanov I.I., Petrov P.P."), ["Ivanov I.I.", "Petrov P.P."]);
        assert_eq!(several("Soudce, Petr"), ["Soudce, Petr"]);
        assert_eq!(several("Petr Soudce"), ["Petr Soudce"]);
        assert_eq!(several("Petr Soudce; нет данных"), ["Petr Soudce"]);
    }
}
