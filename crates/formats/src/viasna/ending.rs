//! Ends of custody as the list writes them: `2023-05-06`, `pardoned 2024-09-04`,
//! `10 March 2022 — pardoned`, `served full term, released (calculated)`.

use detente_core::{EndModality, PartialDate};

use super::words::{self, understood};

/// What the list says of the end.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Ending {
    pub on: Option<PartialDate>,
    pub modality: Option<EndModality>,
    /// It follows from the length of the sentence, and nobody saw it.
    pub calculated: bool,
    /// It says that there was none yet.
    pub none_yet: bool,
    /// What was not understood. Then neither day nor kind is stated: nobody is free by half a sentence.
    pub unknown: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Ended(EndModality),
    Calculated,
}

const PHRASES: &[(&str, Option<Said>)] = &[
    ("calculated", Some(Said::Calculated)),
    ("full term", Some(Said::Ended(EndModality::ServedFullTerm))),
    ("served full term", Some(Said::Ended(EndModality::ServedFullTerm))),
    ("served the full term", Some(Said::Ended(EndModality::ServedFullTerm))),
    ("served full sentence", Some(Said::Ended(EndModality::ServedFullTerm))),
    ("pardoned", Some(Said::Ended(EndModality::Pardoned))),
    ("pardon", Some(Said::Ended(EndModality::Pardoned))),
    ("by pardon", Some(Said::Ended(EndModality::Pardoned))),
    ("amnestied", Some(Said::Ended(EndModality::Amnestied))),
    ("amnesty", Some(Said::Ended(EndModality::Amnestied))),
    ("under amnesty", Some(Said::Ended(EndModality::Amnestied))),
    ("under an amnesty", Some(Said::Ended(EndModality::Amnestied))),
    ("by amnesty", Some(Said::Ended(EndModality::Amnestied))),
    ("exchanged", Some(Said::Ended(EndModality::Exchanged))),
    ("prisoner exchange", Some(Said::Ended(EndModality::Exchanged))),
    ("in a prisoner exchange", Some(Said::Ended(EndModality::Exchanged))),
    ("deported", Some(Said::Ended(EndModality::Deported))),
    ("expelled", Some(Said::Ended(EndModality::Deported))),
    ("taken out of the country", Some(Said::Ended(EndModality::Deported))),
    ("on parole", Some(Said::Ended(EndModality::Conditional))),
    ("parole", Some(Said::Ended(EndModality::Conditional))),
    ("conditionally", Some(Said::Ended(EndModality::Conditional))),
    ("conditional release", Some(Said::Ended(EndModality::Conditional))),
    ("acquitted", Some(Said::Ended(EndModality::Acquitted))),
    ("charges dropped", Some(Said::Ended(EndModality::ChargesDropped))),
    ("case dropped", Some(Said::Ended(EndModality::ChargesDropped))),
    ("died", Some(Said::Ended(EndModality::DiedInCustody))),
    ("died in custody", Some(Said::Ended(EndModality::DiedInCustody))),
    ("died in prison", Some(Said::Ended(EndModality::DiedInCustody))),
    ("for health reasons", Some(Said::Ended(EndModality::Medical))),
    ("for reasons of health", Some(Said::Ended(EndModality::Medical))),
    ("health reasons", Some(Said::Ended(EndModality::Medical))),
    ("escaped", Some(Said::Ended(EndModality::Escaped))),
    ("released", Some(Said::Ended(EndModality::Released))),
    ("and", None),
    ("was", None),
    ("on", None),
    ("in", None),
    ("from prison", None),
    ("from custody", None),
    ("from the colony", None),
    ("by decree", None),
    ("by presidential decree", None),
    ("by decree of the president", None),
];

/// What says that there was no end yet, where the cell says nothing else.
const NONE_YET: &[(&str, Option<()>)] = &[
    ("not released", Some(())),
    ("not yet released", Some(())),
    ("not freed", Some(())),
    ("never released", Some(())),
    ("still held", Some(())),
    ("still in custody", Some(())),
    ("still in prison", Some(())),
    ("still imprisoned", Some(())),
    ("remains in custody", Some(())),
    ("remains in prison", Some(())),
    ("in custody", Some(())),
    ("in prison", Some(())),
];

/// Whether a cell says that there was no end yet, and nothing else.
pub(crate) fn says_none_yet(cell: &str) -> bool {
    let none = understood(cell, NONE_YET);
    !none.meant.is_empty() && none.rest.is_empty() && none.dates.is_empty()
}

/// Reads a cell. Of an end that was calculated neither day nor kind is stated.
pub(super) fn read(cell: &str) -> Ending {
    if says_none_yet(cell) {
        return Ending { none_yet: true, ..Ending::default() };
    }
    let said = understood(cell, PHRASES);
    let calculated = said.meant.contains(&Said::Calculated);
    let unknown = (!said.rest.is_empty()).then(|| words::within(cell, &said.rest.join(" ")));
    if calculated || unknown.is_some() {
        return Ending { calculated, unknown, ..Ending::default() };
    }
    let mut kinds: Vec<EndModality> = Vec::new();
    for said in said.meant {
        if let Said::Ended(how) = said
            && !kinds.contains(&how)
        {
            kinds.push(how);
        }
    }
    // Whoever was pardoned was let go: that says how, and the other only that.
    if kinds.len() > 1 {
        kinds.retain(|how| *how != EndModality::Released);
    }
    match (kinds.as_slice(), said.dates.as_slice()) {
        ([_], [] | [_]) | ([], [_]) => Ending {
            on: said.dates.first().copied(),
            modality: kinds.first().copied(),
            ..Ending::default()
        },
        // Several days or kinds, or none: which it was is not certain.
        _ => Ending { unknown: Some(cell.trim().to_owned()), ..Ending::default() },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(cell: &str) -> (String, Option<EndModality>) {
        let ending = read(cell);
        assert_eq!((ending.calculated, &ending.unknown), (false, &None), "{cell}");
        (ending.on.map(|on| on.to_string()).unwrap_or_default(), ending.modality)
    }

    #[test]
    fn an_end_that_was_calculated_is_none_that_was_seen() {
        let ending = read("served full term, released (calculated)");
        assert!(ending.calculated);
        assert_eq!((ending.on, ending.modality, ending.unknown), (None, None, None));
        assert_eq!(read("2023-05-06 (calculated)").on, None);
    }

    #[test]
    fn that_there_was_no_end_yet_is_none_that_was_seen() {
        for cell in ["not released", "Not yet released.", "still in custody"] {
            let ending = read(cell);
            assert!(ending.none_yet, "{cell}");
            assert_eq!((ending.on, ending.modality, ending.unknown), (None, None, None), "{cell}");
        }
        assert!(!read("not released 2024-07-03").none_yet, "it may have come on another day");
        let both = read("not released, pardoned");
        assert!(!both.none_yet && both.unknown.is_some(), "{both:?}");
    }

    #[test]
    fn an_end_that_was_seen_has_its_day_and_its_kind_however_they_stand() {
        let pardoned = Some(EndModality::Pardoned);
        for (cell, on, how) in [
            ("pardoned, 4 September 2024", "2024-09-04", pardoned),
            ("pardoned 2024-07-03", "2024-07-03", pardoned),
            ("10 March 2022 — pardoned", "2022-03-10", pardoned),
            ("pardoned and released on July 3, 2024", "2024-07-03", pardoned),
            ("released 2022-05-01", "2022-05-01", Some(EndModality::Released)),
            ("died in custody 2023-01-02", "2023-01-02", Some(EndModality::DiedInCustody)),
            (
                "served full term, released 03.07.2024",
                "2024-07-03",
                Some(EndModality::ServedFullTerm),
            ),
            ("2023-05-06", "2023-05-06", None),
            ("pardoned", "", pardoned),
        ] {
            assert_eq!(told(cell), (on.to_owned(), how), "{cell}");
        }
    }

    #[test]
    fn of_what_is_not_understood_whole_nothing_is_stated_and_the_rest_is_named() {
        for (cell, unknown) in [
            ("fled, somehow", "fled somehow (in: fled, somehow)"),
            ("pardon denied 2024-07-03", "denied (in: pardon denied 2024-07-03)"),
            ("not released 2024-07-03", "not (in: not released 2024-07-03)"),
            ("released after 2024-07-03", "after (in: released after 2024-07-03)"),
            ("released 2022-05-01, 2023-05-01", "released 2022-05-01, 2023-05-01"),
            ("pardoned, deported 2024-07-03", "pardoned, deported 2024-07-03"),
        ] {
            let ending = read(cell);
            assert_eq!((ending.on, ending.modality), (None, None), "{cell}");
            assert_eq!(ending.unknown.as_deref(), Some(unknown));
        }
    }

    proptest! {
        #[test]
        fn no_cell_makes_it_panic(cell in ".{0,40}") {
            read(&cell);
        }
    }
}
