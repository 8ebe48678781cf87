//! What a record is called, and what it says of its bearer, to be matched by.

use detente_core::{
    CountryCode, Name, NameKind, Organization, Person, Place, Record,
    names::{Bearer, Named, Particulars},
};

use crate::graphql::noun_name::NounName;

/// What kind of bearer a noun's names are compared for.
pub(crate) const fn bearer(noun: NounName) -> Bearer {
    match noun {
        NounName::Person => Bearer::Person,
        NounName::Organization => Bearer::Organization,
        _ => Bearer::Thing,
    }
}

/// A noun whose records are matched by name.
pub(crate) trait Nameable: Sized {
    /// Its names, and what else it says of its bearer.
    fn named(record: &Record<Self>) -> Named;
}

/// The names that tell one from another: a weak one identifies nobody alone.
fn telling<'a>(name: Option<&'a String>, names: &'a [Name]) -> impl Iterator<Item = &'a str> {
    let strong = names.iter().filter(|name| name.kind != Some(NameKind::Weak));
    let others = strong.filter_map(|name| name.text.as_ref());
    name.into_iter().chain(others).map(String::as_str)
}

fn within(country: Option<CountryCode>) -> Particulars {
    Particulars { countries: country.into_iter().collect(), ..Particulars::default() }
}

impl Nameable for Person {
    fn named(record: &Record<Self>) -> Named {
        let person = &record.fields;
        let particulars = Particulars {
            born_on: person.born_on,
            countries: person.nationalities.clone(),
            gender: person.gender,
        };
        Named::of(telling(person.name.as_ref(), &person.names), Bearer::Person, particulars)
    }
}

impl Nameable for Organization {
    fn named(record: &Record<Self>) -> Named {
        let body = &record.fields;
        let names = telling(body.name.as_ref(), &body.names);
        Named::of(names, Bearer::Organization, within(body.country))
    }
}

impl Nameable for Place {
    fn named(record: &Record<Self>) -> Named {
        let place = &record.fields;
        let names = telling(place.name.as_ref(), &place.names);
        Named::of(names, Bearer::Thing, within(place.country))
    }
}
