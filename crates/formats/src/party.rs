//! A party as a list of sanctions has it, and the measure on it: filled by every
//! such format, and made into claims in one place.

mod claims;
mod keyed;
mod names;
mod unfit;

use detente_core::{
    Action, ActionKind, Address, Association, CountryCode, Gender, Id, Identifier,
    OrganizationKind, PartialDate, RecordId, Role, SanctionKind,
};

use self::{keyed::Unkeyed, names::Called};
use crate::{
    report::Why,
    slug,
    text::{clean, joined},
};

/// What a list lays a measure on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum What {
    /// A human being.
    Person,
    /// A body.
    #[default]
    Organization,
    /// A ship, an aircraft: no noun of the record. Its measure is carried without a target.
    Thing(String),
}

/// A party of a list, and the measure on it.
#[derive(Debug, Default)]
pub(crate) struct Party {
    /// The list's own key of it.
    pub key: String,
    /// Where it stands.
    pub at: String,
    /// Where what is read of it now stands, where that is elsewhere.
    pub here: Option<String>,
    pub what: What,
    pub gender: Option<Gender>,
    /// Every day of birth that the list considers possible.
    pub born: Vec<PartialDate>,
    pub birth_places: Vec<String>,
    pub died_on: Option<PartialDate>,
    pub nationalities: Vec<CountryCode>,
    pub country: Option<CountryCode>,
    pub kind: Option<OrganizationKind>,
    pub sector: Option<String>,
    /// What is said about it that has no field of its own.
    pub remarks: Vec<String>,
    pub measure: Measure,
    called: Vec<Called>,
    roles: Vec<Unkeyed<Role>>,
    identifiers: Vec<Unkeyed<Identifier>>,
    addresses: Vec<Unkeyed<Address>>,
    associations: Vec<Unkeyed<Association>>,
    pub genders: Vec<Gender>,
    noted: Vec<Noted>,
}

/// Something of an entry that is not stated.
#[derive(Debug)]
struct Noted {
    field: String,
    value: String,
    why: Why,
    /// Where it stands, unless it is where the entry begins.
    at: Option<String>,
}

/// The measure that stands on a list for a party.
#[derive(Debug, Default)]
pub(crate) struct Measure {
    pub programme: Option<String>,
    pub kind: Option<SanctionKind>,
    pub imposed_on: Option<PartialDate>,
    pub instrument: Option<String>,
    pub reason: Option<String>,
    /// Numbers of the listing itself, beside the list's key.
    pub identifiers: Vec<(String, String)>,
}

impl Party {
    pub fn new(key: &str, at: &str, what: What) -> Self {
        Self { key: key.to_owned(), at: at.to_owned(), what, ..Self::default() }
    }

    /// A post or a profession.
    pub fn holds(&mut self, title: &str) {
        let Some(title) = clean(title) else { return };
        if self.roles.iter().all(|role| role.whole != title) {
            let role = Role { title: Some(title.clone()), ..Role::default() };
            self.roles.push(Unkeyed::new(title, role));
        }
    }

    /// A number that it is known by in a register.
    pub fn known_as(&mut self, scheme: &str, value: &str) {
        let (Some(scheme), Some(value)) = (clean(scheme), clean(value)) else { return };
        let whole = format!("{scheme} {value}");
        let (scheme, value) = (Some(scheme), Some(value));
        let number = Identifier { scheme, value, ..Identifier::default() };
        if self.identifiers.iter().all(|known| known.element != number) {
            self.identifiers.push(Unkeyed::new(whole, number));
        }
    }

    /// An address; its key is the list's own where it has one.
    pub fn resides(&mut self, address: Address, own_key: Option<&str>) {
        let parts =
            [&address.text, &address.city, &address.region, &address.postcode, &address.note];
        let country = address.country.map(|code| code.to_string());
        let parts = parts.into_iter().flatten().map(String::as_str).chain(country.as_deref());
        let Some(whole) = joined(parts, ", ") else { return };
        if self.addresses.iter().all(|known| known.element != address) {
            self.addresses.push(Unkeyed::new(whole, address).own(own_key));
        }
    }

    /// A link to another, by its name as the list writes it.
    pub fn linked(&mut self, kind: &str, name: Option<&str>, to: Option<RecordId>) {
        let name = name.and_then(clean);
        let kind = clean(kind);
        let to_text = to.as_ref().map(RecordId::to_string);
        let both = [name.as_deref(), to_text.as_deref()].into_iter().flatten();
        let Some(whole) = joined(both, " ") else { return };
        let whole = format!("{} {whole}", kind.as_deref().unwrap_or_default());
        let to = to.and_then(|to| Id::try_from(to).ok());
        let link = Association { to, name, kind, ..Association::default() };
        if self.associations.iter().all(|known| known.element != link) {
            self.associations.push(Unkeyed::new(whole, link));
        }
    }

    /// What the list says of its gender: where that is several things, none is stated.
    pub fn is_of(&mut self, gender: Gender) {
        if !self.genders.contains(&gender) {
            self.genders.push(gender);
            self.genders.sort_by_key(ToString::to_string);
        }
    }

    /// A country that it is a citizen of.
    pub fn citizen_of(&mut self, country: CountryCode) {
        if !self.nationalities.contains(&country) {
            self.nationalities.push(country);
        }
    }

    /// Notes something of this entry that is not stated.
    pub fn note(&mut self, field: &str, value: &str, why: Why) {
        let (field, value) = (field.to_owned(), value.to_owned());
        self.noted.push(Noted { field, value, why, at: self.here.clone() });
    }

    /// Notes something that stands elsewhere than where the entry begins.
    pub fn note_at(&mut self, at: &str, field: &str, value: &str, why: Why) {
        let (field, value) = (field.to_owned(), value.to_owned());
        self.noted.push(Noted { field, value, why, at: Some(at.to_owned()) });
    }

    /// Notes it, unless it was noted of this entry before.
    pub fn note_once(&mut self, field: &str, value: &str, why: Why) {
        if !self.noted.iter().any(|noted| noted.field == field && noted.value == value) {
            self.note(field, value, why);
        }
    }
}

/// The observation that a target stood on an edition, or no longer did. Its key names
/// the edition, so that one who leaves the list and comes back is seen both times.
pub(crate) fn seen(on: detente_core::Day, kind: ActionKind) -> Action {
    Action {
        key: slug::fixed(&format!("seen-{on}")),
        kind: Some(kind),
        on: Some(on.into()),
        ..Action::default()
    }
}
