//! Ends of custody as the list writes them: `2023-05-06`, `pardoned, 2024-09-04`,
//! `served full term, released (calculated)`.

use detente_core::{EndModality, PartialDate};

use crate::{text::clean, when};

/// What the list says of the end.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Ending {
    pub on: Option<PartialDate>,
    pub modality: Option<EndModality>,
    /// It follows from the length of the sentence, and nobody saw it.
    pub calculated: bool,
    pub unknown: Option<String>,
}

const WORDS: &[(&str, EndModality)] = &[
    ("full term", EndModality::ServedFullTerm),
    ("pardon", EndModality::Pardoned),
    ("amnest", EndModality::Amnestied),
    ("exchange", EndModality::Exchanged),
    ("deported", EndModality::Deported),
    ("expelled", EndModality::Deported),
    ("taken out of the country", EndModality::Deported),
    ("parole", EndModality::Conditional),
    ("conditional", EndModality::Conditional),
    ("acquitted", EndModality::Acquitted),
    ("dropped", EndModality::ChargesDropped),
    ("died", EndModality::DiedInCustody),
    ("health", EndModality::Medical),
    ("escaped", EndModality::Escaped),
    ("released", EndModality::Released),
];

/// Reads a cell. Of an end that was calculated neither day nor kind is stated.
pub(super) fn read(cell: &str) -> Ending {
    let lower = cell.to_lowercase();
    let calculated = lower.contains("calculated");
    let modality =
        WORDS.iter().find(|(word, _)| lower.contains(word)).map(|(_, modality)| *modality);
    let parts = || cell.split([',', ';', '(', ')']).filter_map(clean);
    let on = when::date(cell.trim()).or_else(|| parts().find_map(|part| when::date(&part)));
    let known = |part: &String| {
        let lower = part.to_lowercase();
        when::date(part).is_some()
            || lower == "calculated"
            || WORDS.iter().any(|(word, _)| lower.contains(word))
    };
    let unknown = if on.is_some_and(|_| when::date(cell.trim()).is_some()) {
        None
    } else {
        let rest: Vec<String> = parts().filter(|part| !known(part)).collect();
        (!rest.is_empty()).then(|| rest.join(", "))
    };
    if calculated {
        return Ending { calculated, unknown, ..Ending::default() };
    }
    Ending { on, modality, calculated, unknown }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_end_that_was_calculated_is_none_that_was_seen() {
        let ending = read("served full term, released (calculated)");
        assert!(ending.calculated);
        assert_eq!((ending.on, ending.modality, ending.unknown), (None, None, None));
        assert_eq!(read("2023-05-06 (calculated)").on, None);
    }

    #[test]
    fn an_end_that_was_seen_has_a_day_and_a_kind() {
        let ending = read("pardoned, 4 September 2024");
        assert_eq!(ending.on.map(|on| on.to_string()).as_deref(), Some("2024-09-04"));
        assert_eq!(ending.modality, Some(EndModality::Pardoned));
        assert_eq!(read("2023-05-06").modality, None);
        assert_eq!(read("fled, somehow").unknown.as_deref(), Some("fled, somehow"));
    }

    proptest! {
        #[test]
        fn no_cell_makes_it_panic(cell in ".{0,40}") {
            read(&cell);
        }
    }
}
