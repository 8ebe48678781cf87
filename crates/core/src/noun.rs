//! The one list of nouns.

/// The nouns, as the word before the slash of an identifier. The order is that
/// in which records settle: what others lean on comes first.
pub const NOUNS: &[&str] = &[
    "source",
    "place",
    "organization",
    "person",
    "statement",
    "event",
    "indicator",
    "sanction",
    "agreement",
    "release",
    "detention",
];

/// Runs code for the noun that a word names, as the type `$N`.
///
/// `with_noun!("person", N => N::PLURAL, word => "?")` expands to a `match` of
/// one arm a noun, in each of which `N` is that noun's type.
#[macro_export]
macro_rules! with_noun {
    ($word:expr, $N:ident => $then:expr, $unknown:pat => $else:expr) => {
        match $word {
            "source" => $crate::with_noun!(@ $N = Source => $then),
            "place" => $crate::with_noun!(@ $N = Place => $then),
            "organization" => $crate::with_noun!(@ $N = Organization => $then),
            "person" => $crate::with_noun!(@ $N = Person => $then),
            "statement" => $crate::with_noun!(@ $N = Statement => $then),
            "event" => $crate::with_noun!(@ $N = Event => $then),
            "indicator" => $crate::with_noun!(@ $N = Indicator => $then),
            "sanction" => $crate::with_noun!(@ $N = Sanction => $then),
            "agreement" => $crate::with_noun!(@ $N = Agreement => $then),
            "release" => $crate::with_noun!(@ $N = Release => $then),
            "detention" => $crate::with_noun!(@ $N = Detention => $then),
            $unknown => $else,
        }
    };
    (@ $N:ident = $noun:ident => $then:expr) => {{
        type $N = $crate::$noun;
        $then
    }};
}

#[cfg(test)]
mod tests {
    use crate::{NOUNS, Noun as _};

    #[test]
    fn every_noun_has_a_type_of_its_name() {
        for noun in NOUNS {
            assert_eq!(with_noun!(*noun, N => N::NAME, _ => "none"), *noun);
        }
    }
}
