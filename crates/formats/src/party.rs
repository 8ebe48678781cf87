//! A party as a list of sanctions has it, and the measure on it: filled by every
//! such format, and made into claims in one place.

mod unfit;

use detente_core::{
    Action, ActionKind, Address, Association, CountryCode, Gender, Id, Identifier, Name, NameKind,
    Organization, OrganizationKind, PartialDate, Person, RecordId, Role, Sanction, SanctionKind,
};

use crate::{
    reading::Reading,
    report::Why,
    slug::{self, Keys},
    text::{clean, joined, mended, script_of},
    when,
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
    name: Option<String>,
    names: Vec<Name>,
    roles: Vec<Role>,
    identifiers: Vec<Identifier>,
    addresses: Vec<Address>,
    associations: Vec<Association>,
    keys: AllKeys,
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

#[derive(Debug, Default)]
struct AllKeys {
    names: Keys,
    roles: Keys,
    identifiers: Keys,
    addresses: Keys,
    associations: Keys,
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

    /// The name that the record is kept under: the first one given.
    pub fn called(&mut self, text: &str) {
        let Some(text) = self.writing(text) else { return };
        if self.name.is_none() {
            self.name = Some(text);
        } else {
            self.also_called(&text, Some(NameKind::Alias), None, None);
        }
    }

    /// Whether the name that the record is kept under is known.
    pub fn is_named(&self) -> bool {
        self.name.is_some()
    }

    /// The name that the record is kept under, where others may have been met before it.
    pub fn mainly_called(&mut self, text: &str) {
        let before = self.name.take();
        self.called(text);
        if let Some(before) = before.filter(|before| self.name.as_ref() != Some(before)) {
            self.also_called(&before, Some(NameKind::Alias), None, None);
        }
        let name = self.name.clone();
        self.names.retain(|other| other.text != name);
    }

    /// Another name. Its key is the list's own where it has one, else made of the name.
    pub fn also_called(
        &mut self,
        text: &str,
        kind: Option<NameKind>,
        language: Option<&str>,
        own_key: Option<&str>,
    ) {
        let Some(text) = self.writing(text) else { return };
        let said = self.names.iter().any(|name| name.text.as_ref() == Some(&text));
        if said || self.name.as_ref() == Some(&text) {
            return;
        }
        let script = script_of(&text);
        let kind = match (kind, script.map(|script| script == detente_core::Script::LATIN)) {
            (None | Some(NameKind::Alias), Some(false)) => Some(NameKind::Transliteration),
            (kind, _) => kind,
        };
        let language = language.and_then(|tag| tag.parse().ok());
        let key = own_key.and_then(|key| self.keys.names.give(key));
        if let Some(key) = key.or_else(|| self.keys.names.of(&text, &text)) {
            self.names.push(Name { key, text: Some(text), language, script, kind });
        }
    }

    /// A text as it is stated: clean, and with its misprinted letters mended, which is noted.
    fn writing(&mut self, text: &str) -> Option<String> {
        let text = clean(text)?;
        match mended(&text) {
            None => Some(text),
            Some(mended) => {
                self.note("name", &text, Why::Mended);
                Some(mended)
            }
        }
    }

    /// A post or a profession.
    pub fn holds(&mut self, title: &str) {
        let Some(title) = clean(title) else { return };
        if let Some(key) = self.keys.roles.of(&title, &title)
            && !self.roles.iter().any(|role| role.title.as_ref() == Some(&title))
        {
            self.roles.push(Role { key, title: Some(title), ..Role::default() });
        }
    }

    /// A number that it is known by in a register.
    pub fn known_as(&mut self, scheme: &str, value: &str) {
        let (Some(scheme), Some(value)) = (clean(scheme), clean(value)) else { return };
        let known = |one: &Identifier| {
            one.scheme.as_ref() == Some(&scheme) && one.value.as_ref() == Some(&value)
        };
        if self.identifiers.iter().any(known) {
            return;
        }
        let whole = format!("{scheme} {value}");
        if let Some(key) = self.keys.identifiers.of(&whole, &whole) {
            self.identifiers.push(Identifier { key, scheme: Some(scheme), value: Some(value) });
        }
    }

    /// An address; its key is the list's own where it has one.
    pub fn resides(&mut self, address: Address, own_key: Option<&str>) {
        let parts =
            [&address.text, &address.city, &address.region, &address.postcode, &address.note];
        let country = address.country.map(|code| code.to_string());
        let parts = parts.into_iter().flatten().map(String::as_str).chain(country.as_deref());
        let Some(whole) = joined(parts, ", ") else { return };
        let same = |one: &Address| Address { key: address.key.clone(), ..one.clone() } == address;
        if self.addresses.iter().any(same) {
            return;
        }
        let key = own_key.and_then(|key| self.keys.addresses.give(key));
        if let Some(key) = key.or_else(|| self.keys.addresses.of(&whole, &whole)) {
            self.addresses.push(Address { key, ..address });
        }
    }

    /// A link to another, by its name as the list writes it; the key it has here.
    pub fn linked(
        &mut self,
        kind: &str,
        name: Option<&str>,
        to: Option<RecordId>,
    ) -> Option<detente_core::Key> {
        let name = name.and_then(clean);
        let kind = clean(kind);
        let to_text = to.as_ref().map(RecordId::to_string);
        let whole = joined([name.as_deref(), to_text.as_deref()].into_iter().flatten(), " ")?;
        let whole = format!("{} {whole}", kind.as_deref().unwrap_or_default());
        let key = self.keys.associations.of(&whole, &whole)?;
        let to = to.and_then(|to| Id::try_from(to).ok());
        self.associations.push(Association { key: key.clone(), to, name, kind });
        Some(key)
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
        self.noted.push(Noted { field, value, why, at: None });
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
        self.coarser();
        self.leave_noted(reading);
        self.list_number(reading);
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
        self.coarser();
        let id = self.id(reading);
        self.leave_noted(reading);
        let at = self.at.clone();
        self.list_number(reading);
        let name = self.name.clone();
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
                self.thing(&mut sanction, reading);
            }
            _ => {}
        }
        sanction.target = id.and_then(|id| Id::try_from(id).ok());
        if let Some(subject) = measure_on {
            reading.claim(&subject, &sanction, &at);
        }
    }

    /// Hands on what was noted.
    fn leave_noted(&mut self, reading: &mut Reading<'_>) {
        for Noted { field, value, why, at } in std::mem::take(&mut self.noted) {
            reading.left(field, at.as_deref().unwrap_or(&self.at), &value, why);
        }
    }

    /// The party's number on this list, among its identifiers.
    fn list_number(&mut self, reading: &Reading<'_>) {
        let scheme = reading.list.scheme.clone();
        if let Some(key) = self.keys.identifiers.of(&scheme, &scheme) {
            let (scheme, value) = (Some(scheme.to_string()), Some(self.key.clone()));
            self.identifiers.insert(0, Identifier { key, scheme, value });
        }
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
            self.associations.into_iter().partition(Association::is_family);
        Person {
            summary: joined(self.remarks.iter().map(String::as_str), "; "),
            identifiers: self.identifiers,
            name: self.name,
            names: self.names,
            gender: self.gender,
            born_on: self.born.first().copied(),
            birth_place: joined(self.birth_places.iter().map(String::as_str), " or "),
            died_on: self.died_on,
            nationalities: self.nationalities,
            roles: self.roles,
            awards: Vec::new(),
            addresses: self.addresses,
            associations,
            relatives,
        }
    }

    fn organization(self) -> Organization {
        Organization {
            summary: joined(self.remarks.iter().map(String::as_str), "; "),
            identifiers: self.identifiers,
            name: self.name,
            names: self.names,
            kind: self.kind,
            country: self.country.or_else(|| self.nationalities.first().copied()),
            sector: self.sector,
            parent: None,
            addresses: self.addresses,
            associations: self.associations,
        }
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
        let mut keys = Keys::default();
        let number = (reading.list.scheme.to_string(), self.key.clone());
        let numbers = std::iter::once(number).chain(measure.identifiers);
        let identifiers = numbers.filter_map(|(scheme, value)| {
            let key = keys.of(&scheme, &format!("{scheme} {value}"))?;
            Some(Identifier { key, scheme: Some(scheme), value: Some(value) })
        });
        Sanction {
            summary: None,
            identifiers: identifiers.collect(),
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
