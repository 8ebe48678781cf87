//! The countries of the consolidated list: by a code, by a name, or by both.

use detente_core::CountryCode;

use super::parts::Get;
use crate::{country::country, party::Party, report::Why};

/// The country of a part, by its code or by its name.
pub(super) fn land(party: &mut Party, get: Get<'_>, field: &str) -> Option<CountryCode> {
    let (code, named) = (country_code(get), country_name(get));
    let by_code = code.as_deref().and_then(country);
    let by_name = named.as_deref().and_then(country);
    if let (Some(unknown), None) = (&code, by_code) {
        party.note(field, unknown, Why::Unknown);
    }
    match (&named, by_code, by_name) {
        (Some(unknown), None, None) => party.note(field, unknown, Why::Unknown),
        (Some(other), Some(one), Some(two)) if one != two => {
            party.note(&format!("{field} (beside {one})"), other, Why::Contradicts);
        }
        _ => {}
    }
    by_code.or(by_name)
}

fn country_code(get: Get<'_>) -> Option<String> {
    get("countryIso2Code").filter(|code| code != "00")
}

fn country_name(get: Get<'_>) -> Option<String> {
    get("countryDescription").filter(|name| name != "UNKNOWN")
}

/// The country of a part in words: its name, and its code where the list gives no name.
pub(super) fn country_in_words(get: Get<'_>) -> Option<String> {
    country_name(get).or_else(|| country_code(get))
}
