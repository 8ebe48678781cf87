//! What an entry says, part by part: by the same words in XML and in CSV.

use detente_core::{Address, Gender, NameKind};

use super::land::{country_in_words, land};
use crate::{
    party::Party,
    report::Why,
    text::joined,
    when::{self, Order},
};

/// The value of a word of the list: an attribute of an element, or a column of a row.
pub(super) type Get<'g> = &'g dyn Fn(&str) -> Option<String>;

/// A part of an entry.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    Entity,
    Regulation,
    Name,
    Citizenship,
    Birth,
    Paper,
    Address,
}

impl Part {
    pub const ALL: &'static [Self] = &[
        Self::Entity,
        Self::Regulation,
        Self::Name,
        Self::Citizenship,
        Self::Birth,
        Self::Paper,
        Self::Address,
    ];

    /// What its columns begin with.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Entity => "Entity",
            Self::Regulation => "Entity_Regulation",
            Self::Name => "NameAlias",
            Self::Citizenship => "Citizenship",
            Self::Birth => "BirthDate",
            Self::Paper => "Identification",
            Self::Address => "Address",
        }
    }

    /// The words of it that are read. What others say is named.
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Self::Entity => {
                &["euReferenceNumber", "unitedNationId", "designationDate", "designationDetails"]
            }
            Self::Regulation => &[
                "programme",
                "numberTitle",
                "entryIntoForceDate",
                "publicationDate",
                "regulationType",
            ],
            Self::Name => &[
                "wholeName",
                "firstName",
                "middleName",
                "lastName",
                "nameLanguage",
                "strong",
                "gender",
                "function",
                "title",
            ],
            Self::Citizenship => &["countryIso2Code", "countryDescription"],
            Self::Birth => &[
                "circa",
                "birthdate",
                "year",
                "monthOfYear",
                "dayOfMonth",
                "yearRangeFrom",
                "yearRangeTo",
                "calendarType",
                "place",
                "city",
                "region",
                "countryIso2Code",
                "countryDescription",
            ],
            Self::Paper => &[
                "number",
                "latinNumber",
                "knownFalse",
                "identificationTypeCode",
                "identificationTypeDescription",
                "countryIso2Code",
                "countryDescription",
            ],
            Self::Address => &[
                "street",
                "place",
                "poBox",
                "city",
                "region",
                "zipCode",
                "countryIso2Code",
                "countryDescription",
                "contactInfo",
            ],
        }
    }
}

/// Whether a value says anything of a party: its own number in the list, the language of the text that
/// it was copied from and a `false` do not.
pub(super) fn says_something(word: &str, value: &str) -> bool {
    let bare = ["logicalid", "regulationlanguage", "classificationcode"];
    !bare.contains(&word.to_lowercase().as_str()) && value != "false"
}

pub(super) fn listing(party: &mut Party, get: Get<'_>) {
    for (word, scheme) in
        [("euReferenceNumber", "EU reference number"), ("unitedNationId", "UN reference number")]
    {
        if let Some(number) = get(word) {
            party.measure.identifiers.push((scheme.to_owned(), number));
        }
    }
    if let Some(text) = get("designationDate") {
        match when::date_of(&text, Order::DayFirst) {
            Some(date) => party.measure.imposed_on = Some(date),
            None => party.note("designationDate", &text, Why::Unknown),
        }
    }
    party.measure.reason = get("designationDetails");
}

pub(super) fn regulation(party: &mut Party, get: Get<'_>) {
    let (programme, number) = (get("programme"), get("numberTitle"));
    let (force, published) = (get("entryIntoForceDate"), get("publicationDate"));
    if party.measure.programme.is_some() {
        let told = [number, programme, force.or(published)];
        if let Some(told) = joined(told.iter().flatten().map(String::as_str), ", ") {
            party.note("a further regulation", &told, Why::NoField);
        }
        return;
    }
    party.measure.programme = programme;
    party.measure.instrument = number.map(|number| format!("Regulation {number}"));
    // A first listing was imposed by it; what amends one says nothing of its day.
    let first = get("regulationType").or_else(|| get("type")).as_deref() == Some("regulation");
    let imposes = first && party.measure.imposed_on.is_none();
    for (word, day) in [("entryIntoForceDate", force), ("publicationDate", published)] {
        let Some(text) = day else { continue };
        match when::date_of(&text, Order::DayFirst) {
            Some(date) if imposes && party.measure.imposed_on.is_none() => {
                party.measure.imposed_on = Some(date);
            }
            Some(date) if first && party.measure.imposed_on == Some(date) => {}
            Some(_) if first => party.note(&format!("regulation: {word}"), &text, Why::NoField),
            Some(_) => party.note("day of an amending regulation", &text, Why::NoField),
            None => party.note(&format!("regulation: {word}"), &text, Why::Unknown),
        }
    }
}

pub(super) fn name(party: &mut Party, get: Get<'_>) {
    let pieces = ["firstName", "middleName", "lastName"].into_iter().filter_map(get);
    let whole = get("wholeName").unwrap_or_else(|| pieces.collect::<Vec<_>>().join(" "));
    let language = get("nameLanguage").map(|tag| tag.to_lowercase());
    let weak = get("strong").as_deref() == Some("false");
    let number = get("logicalId");
    let own_key = number.as_ref().map(|number| format!("name-{number}"));
    if weak {
        party.also_called(&whole, Some(NameKind::Weak), language.as_deref(), own_key.as_deref());
    } else {
        // The names of a party were numbered as they were written down: the first of them is its name.
        let rank = number.and_then(|number| number.parse().ok()).unwrap_or(u64::MAX);
        party.mainly_called(rank, &whole, language.as_deref(), own_key.as_deref());
    }
    match get("gender").as_deref() {
        Some("M") => party.is_of(Gender::Male),
        Some("F") => party.is_of(Gender::Female),
        Some(other) => party.note("gender", other, Why::Unknown),
        None => {}
    }
    for title in [get("function"), get("title")].into_iter().flatten() {
        party.holds(&title);
    }
}

pub(super) fn citizenship(party: &mut Party, get: Get<'_>) {
    if let Some(country) = land(party, get, "citizenship") {
        party.citizen_of(country);
    }
}

pub(super) fn birth(party: &mut Party, get: Get<'_>) {
    let about = get("circa").as_deref() == Some("true");
    let year = get("year");
    let pieces = [year.as_deref(), get("monthOfYear").as_deref(), get("dayOfMonth").as_deref()]
        .map(|part| part.map(str::to_owned));
    let of_parts = || match &pieces {
        [Some(year), Some(month), Some(day)] => when::date(&format!("{day}.{month}.{year}")),
        [Some(year), Some(month), None] => when::date(&format!("{month}.{year}")),
        [Some(year), None, None] => when::date(year),
        _ => None,
    };
    let range = || when::date(&format!("{} to {}", get("yearRangeFrom")?, get("yearRangeTo")?));
    let date = get("birthdate")
        .and_then(|text| when::date_of(&text, Order::DayFirst))
        .or_else(of_parts)
        .or_else(range);
    match date {
        Some(date) if about => party.born.extend(when::approximately(date)),
        Some(date) => party.born.push(date),
        None => {
            let said =
                ["birthdate", "year", "yearRangeFrom", "yearRangeTo", "monthOfYear", "dayOfMonth"];
            let said: Vec<String> = said.into_iter().filter_map(get).collect();
            if !said.is_empty() {
                party.note("birthdate", &said.join(", "), Why::Unknown);
            }
        }
    }
    if get("calendarType").is_some_and(|calendar| calendar != "GREGORIAN") {
        party.note(
            "calendar of a birthdate",
            &get("calendarType").unwrap_or_default(),
            Why::Unknown,
        );
    }
    let mut place: Vec<String> = ["place", "city", "region"].into_iter().filter_map(get).collect();
    place.extend(country_in_words(get));
    if !place.is_empty() {
        party.birth_places.push(place.join(", "));
        // The list writes them in no order that says anything.
        party.birth_places.sort();
        party.birth_places.dedup();
    }
}

pub(super) fn paper(party: &mut Party, get: Get<'_>) {
    let kind = get("identificationTypeDescription").or_else(|| get("identificationTypeCode"));
    let kind = kind.unwrap_or_else(|| "identification".to_owned());
    let land = country_in_words(get);
    let scheme = land.map_or_else(|| kind.clone(), |land| format!("{kind} ({land})"));
    let numbers: Vec<String> = [get("number"), get("latinNumber")].into_iter().flatten().collect();
    if get("knownFalse").as_deref() == Some("true") {
        let told = format!("{scheme} {}", numbers.join(", "));
        party.note("identification that is known to be false (not stated)", &told, Why::NoField);
    } else if numbers.is_empty() && scheme != "identification" {
        party.note("identification without a number", &scheme, Why::NoField);
    } else {
        for number in numbers {
            party.known_as(&scheme, &number);
        }
    }
}

pub(super) fn address(party: &mut Party, get: Get<'_>) {
    let country = land(party, get, "country of an address");
    let mut text: Vec<String> = get("street").into_iter().chain(get("place")).collect();
    text.extend(get("poBox").map(|number| format!("P.O. Box {number}")));
    let address = Address {
        text: (!text.is_empty()).then(|| text.join(", ")),
        city: get("city"),
        region: get("region"),
        postcode: get("zipCode"),
        country,
        ..Address::default()
    };
    let own_key = get("logicalId").map(|number| format!("address-{number}"));
    party.resides(address, own_key.as_deref());
    if let Some(contact) = get("contactInfo") {
        party.note("contactInfo", &contact, Why::NoField);
    }
}
