//! Countries as lists name them: `Korea, North`, `Syrian Arab Republic`, `Belarusian`.

use std::{collections::HashMap, sync::LazyLock};

use detente_core::CountryCode;

/// The country of a name, a code or the word for its citizens; none if lists name none so.
pub(crate) fn country(text: &str) -> Option<CountryCode> {
    let text = text.trim().trim_end_matches('.');
    if text.len() == 2
        && let Ok(code) = text.parse()
    {
        return Some(code);
    }
    NAMES.get(&folded(text)).copied()
}

/// Small letters and single blanks, without `the` before and signs between.
fn folded(text: &str) -> String {
    let text =
        text.to_lowercase().replace(['(', ')', ',', '\'', '’', '.'], " ").replace(['-', '&'], " ");
    let words = text.split_whitespace().filter(|word| *word != "the" && *word != "and");
    words.collect::<Vec<_>>().join(" ")
}

static NAMES: LazyLock<HashMap<String, CountryCode>> = LazyLock::new(|| {
    let letters = || b'A'..=b'Z';
    let codes = letters().flat_map(|one| letters().map(move |two| [one, two]));
    let codes =
        codes.filter_map(|code| std::str::from_utf8(&code).ok()?.parse::<CountryCode>().ok());
    let mut names: HashMap<String, CountryCode> =
        codes.map(|code| (folded(code.name()), code)).collect();
    for (code, others) in OTHERS {
        if let Ok(code) = code.parse() {
            names.extend(others.split('|').map(|name| (folded(name), code)));
        }
    }
    names
});

/// The other names that the lists of OFAC, the EU, the UK, the UN and Canada use.
const OTHERS: &[(&str, &str)] = &[
    ("AE", "UAE|Emirati"),
    ("AF", "Afghan"),
    ("AL", "Albanian"),
    ("AM", "Armenian"),
    ("AZ", "Azerbaijani"),
    ("BA", "Bosnia|Bosnia-Herzegovina|Bosnian"),
    ("BE", "Belgian"),
    ("BN", "Brunei Darussalam"),
    ("BO", "Bolivia (Plurinational State of)|Plurinational State of Bolivia"),
    ("BS", "Bahamas, The"),
    ("BY", "Byelorussia|Belarusian|Belarussian|Republic of Belarus|Belarus / Bélarus|BLR"),
    (
        "CD",
        "Congo, Democratic Republic of the|Congo (Democratic Republic)|Democratic Republic of Congo|DRC|Congo (DRC)",
    ),
    ("CF", "CAR"),
    ("CG", "Congo|Congo, Republic of the|Congo (Brazzaville)"),
    ("CH", "Swiss"),
    ("CI", "Cote d'Ivoire|Côte d'Ivoire"),
    ("CN", "Chinese|People's Republic of China|China/Chine|China, People's Republic of"),
    ("CU", "Cuban"),
    ("CV", "Cabo Verde"),
    ("CZ", "Czech Republic|Czech"),
    ("DE", "German"),
    ("DZ", "Algerian"),
    ("EG", "Egyptian"),
    ("ER", "Eritrean"),
    ("ES", "Spanish"),
    ("ET", "Ethiopian"),
    ("FR", "French"),
    (
        "GB",
        "UK|Great Britain|British|United Kingdom of Great Britain and Northern Ireland|England|Scotland",
    ),
    ("GE", "Georgian"),
    ("GM", "Gambia, The|The Gambia"),
    ("GN", "Guinea, Republic of"),
    ("HK", "Hong Kong SAR|Hong Kong, China"),
    ("HR", "Croatian"),
    ("ID", "Indonesian"),
    ("IL", "Israeli"),
    ("IN", "Indian"),
    ("IQ", "Iraqi"),
    ("IR", "Iran (Islamic Republic of)|Islamic Republic of Iran|Iranian"),
    ("IT", "Italian"),
    ("JO", "Jordanian"),
    ("KE", "Kenyan"),
    ("KG", "Kyrgyz"),
    ("KN", "St. Kitts and Nevis|Saint Kitts and Nevis"),
    ("KP", "Korea, North|DPRK|Democratic People's Republic of Korea|North Korean|Korea (North)"),
    ("KR", "Korea, South|Republic of Korea|Korea (South)|South Korean"),
    ("KW", "Kuwaiti"),
    ("KZ", "Kazakh|Kazakhstani"),
    ("LA", "Lao People's Democratic Republic"),
    ("LB", "Lebanese"),
    ("LT", "Lithuanian"),
    ("LV", "Latvian"),
    ("LY", "Libyan|Libyan Arab Jamahiriya"),
    ("MA", "Moroccan"),
    ("MD", "Republic of Moldova|Moldovan|Moldova, Republic of"),
    (
        "MK",
        "Macedonia|Macedonia, The Former Yugoslav Republic of|The former Yugoslav Republic of Macedonia",
    ),
    ("MM", "Burma|Burma / Birmanie|Myanmar (Burma)|Burmese"),
    ("MO", "Macao"),
    ("MX", "Mexican"),
    ("MY", "Malaysian"),
    ("NG", "Nigerian"),
    ("NI", "Nicaraguan"),
    ("NL", "Dutch|The Netherlands"),
    ("PH", "Filipino"),
    ("PK", "Pakistani"),
    ("PL", "Polish"),
    (
        "PS",
        "Palestinian|Occupied Palestinian Territories|State of Palestine|West Bank|Palestinian Territories",
    ),
    ("RO", "Romanian"),
    ("RS", "Serbian|Republic of Serbia"),
    ("RU", "Russian Federation|Russian|Russia / Russie"),
    ("RW", "Rwandan"),
    ("SA", "Saudi|Saudi Arabian"),
    ("SD", "Sudanese|Sudan, The|The Sudan"),
    ("SE", "Swedish"),
    ("SK", "Slovak Republic|Slovak"),
    ("SO", "Somali"),
    ("SS", "South Sudanese|South Sudan / Soudan du sud"),
    ("SY", "Syrian Arab Republic|Syrian|Syria / Syrie"),
    ("SZ", "Swaziland|Eswatini"),
    ("TJ", "Tajik"),
    ("TL", "Timor-Leste"),
    ("TN", "Tunisian"),
    ("TR", "Türkiye|Turkiye|Turkish"),
    ("TW", "Taiwan, Province of China"),
    ("TZ", "United Republic of Tanzania|Tanzania, United Republic of"),
    ("UA", "Ukrainian"),
    ("US", "USA|United States of America|American|U.S."),
    ("UZ", "Uzbek"),
    ("VA", "Holy See"),
    ("VC", "St. Vincent and the Grenadines"),
    (
        "VE",
        "Venezuela (Bolivarian Republic of)|Bolivarian Republic of Venezuela|Venezuelan|Venezuela, Bolivarian Republic of",
    ),
    ("VG", "Virgin Islands, British|British Virgin Islands"),
    ("VI", "Virgin Islands, U.S."),
    ("VN", "Viet Nam|Vietnamese"),
    ("YE", "Yemeni"),
    ("ZA", "South African"),
    ("ZW", "Zimbabwean"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_known_by_the_names_that_lists_use() {
        let named = [
            ("Belarus", "BY"),
            ("Korea, North", "KP"),
            ("Democratic People's Republic of Korea", "KP"),
            ("Syrian Arab Republic", "SY"),
            ("Iran (Islamic Republic of)", "IR"),
            ("Congo, Democratic Republic of the", "CD"),
            ("Cote d’Ivoire", "CI"),
            ("Russia / Russie", "RU"),
            ("Burma", "MM"),
            ("Belarusian", "BY"),
            ("de", "DE"),
            ("Trinidad & Tobago", "TT"),
        ];
        for (name, code) in named {
            assert_eq!(country(name).map(CountryCode::as_str), Some(code), "{name}");
        }
        assert_eq!(country("Ruritania"), None);
        assert_eq!(country(""), None);
    }

    #[test]
    fn every_other_name_is_of_a_country_that_is_known() {
        for (code, _) in OTHERS {
            assert!(code.parse::<CountryCode>().is_ok(), "{code}");
        }
    }
}
