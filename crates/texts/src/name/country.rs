//! Countries as texts name them, and the words made of their names.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use detente_core::CountryCode;

/// Names that newspapers use beside those of the register.
const OTHERS: &[(&str, &str)] = &[
    ("US", "U.S.|US|USA|U.S.A.|United States of America|America|Washington's"),
    ("GB", "UK|U.K.|Britain|Great Britain|England|Scotland|Wales"),
    ("RU", "Russian Federation"),
    ("EU", "EU|E.U."),
    ("CZ", "Czech Republic|Czechia"),
    ("BY", "Беларусь|Білорусь"),
    ("LT", "Літва|Литва|Летува"),
    ("UA", "Украіна|Украина|Україна"),
    ("PL", "Польшча|Польша|Польща"),
    ("RU", "Расія|Россия|Росія"),
    ("US", "ЗША|США"),
];

/// Names in another case than the one in which the country is called.
const DECLINED: &[(&str, &str)] = &[
    ("BY", "Беларуси|Беларусі|Беларусью|Беларуссю|Білорусі|Білоруссю"),
    ("LT", "Литву|Литве|Литвы|Літвы|Літву|Літве|Литви|Литві"),
    ("UA", "Украину|Украине|Украины|Украіны|Украіну|Украіне|України|Україну|Україні"),
    ("PL", "Польшчы|Польшчу|Польши|Польшу|Польше|Польщі|Польщу"),
    ("RU", "Расіі|Расію|России|Россию|Росії|Росію"),
];

/// Words for citizens that are not made by an ending.
const DEMONYMS: &[&str] = &[
    "american",
    "americans",
    "british",
    "briton",
    "britons",
    "french",
    "dutch",
    "polish",
    "pole",
    "poles",
    "swiss",
    "german",
    "germans",
    "spanish",
    "greek",
    "danish",
    "swedish",
    "finnish",
    "kurdish",
    "flemish",
    "turkish",
    "czech",
    "latvian",
    "latvians",
    "european",
    "europeans",
    "western",
    "soviet",
    "norwegian",
    "irish",
    "welsh",
    "scottish",
    "afghan",
    "afghans",
    "congolese",
    "emirati",
    "emiratis",
    "korean",
    "koreans",
    "macedonian",
    "macedonians",
    "peruvian",
    "peruvians",
    "portuguese",
    "african",
    "asian",
    "arab",
    "christian",
    "muslim",
    "jewish",
    "catholic",
    "orthodox",
    "protestant",
    "nazi",
    "communist",
];

static NAMES: LazyLock<HashMap<String, CountryCode>> = LazyLock::new(|| {
    let letters = || b'A'..=b'Z';
    let codes = letters().flat_map(|one| letters().map(move |two| [one, two]));
    let codes =
        codes.filter_map(|code| std::str::from_utf8(&code).ok()?.parse::<CountryCode>().ok());
    let mut names: HashMap<String, CountryCode> =
        codes.map(|code| (code.name().to_owned(), code)).collect();
    for (code, others) in OTHERS.iter().chain(DECLINED) {
        if let Ok(code) = code.parse() {
            names.extend(others.split('|').map(|name| (name.to_owned(), code)));
        }
    }
    names
});

/// The country of this name; none if no country has it.
#[must_use]
pub fn country(name: &str) -> Option<CountryCode> {
    NAMES.get(name).copied()
}

/// Whether a country's name stands in another case than the one in which it is called: `Беларуси`.
pub(super) fn is_declined(name: &str) -> bool {
    DECLINED.iter().any(|(_, names)| names.split('|').any(|known| known == name))
}

/// What makes the word for a citizen of a country's name, and of how many letters at its end it may take the place.
const ENDINGS: &[(&str, usize)] = &[("ian", 3), ("ean", 2), ("ese", 2), ("an", 1), ("i", 2)];

/// Whether a word, in small letters, is made of a country's name: `Lithuanian`, and not `Belaruskali`.
pub(super) fn is_of_a_country(word: &str) -> bool {
    static CITIZENS: LazyLock<HashSet<String>> =
        LazyLock::new(|| NAMES.keys().flat_map(|name| citizens(name)).collect());
    let singular = word.strip_suffix('s').unwrap_or(word);
    let made = CITIZENS.contains(word) || CITIZENS.contains(singular);
    DEMONYMS.contains(&word) || (made && country_is_not(word))
}

/// The words that can be made of a country's name: of `Lithuania`, `lithuanian` and others that nobody uses.
fn citizens(name: &str) -> Vec<String> {
    const SHORTEST: usize = 3;
    let letters: Vec<char> =
        name.split(' ').next().unwrap_or_default().to_lowercase().chars().collect();
    let stems = |most: usize| (0..=most).filter_map(|cut| letters.len().checked_sub(cut));
    let whole = |end: &str, stem: usize| letters[..stem].iter().collect::<String>() + end;
    ENDINGS
        .iter()
        .flat_map(|(end, most)| {
            stems(*most).filter(|stem| *stem >= SHORTEST).map(move |stem| whole(end, stem))
        })
        .collect()
}

fn country_is_not(word: &str) -> bool {
    !NAMES.keys().any(|name| name.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_known_by_its_name_and_its_citizens_are_no_country() {
        assert_eq!(country("Lithuania").map(|code| code.to_string()).as_deref(), Some("LT"));
        assert_eq!(country("U.S.").map(|code| code.to_string()).as_deref(), Some("US"));
        assert_eq!(country("Lithuanian"), None);
        for word in [
            "lithuanian",
            "ukrainians",
            "belarusian",
            "japanese",
            "poles",
            "somalis",
            "israeli",
            "cuban",
            "italians",
            "lebanese",
            "belgian",
            "norwegian",
        ] {
            assert!(is_of_a_country(word), "{word}");
        }
        for word in ["iran", "jordan", "novak", "anguish", "belaruskali", "serban", "belarusneft"] {
            assert!(!is_of_a_country(word), "{word}");
        }
    }
}
