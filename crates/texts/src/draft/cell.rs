//! What a cell of a table says of a person, and whether it says nothing beside.

use detente_core::Term;
use rust_decimal::Decimal;

use crate::{
    number::{is_time, numeral},
    sentence::Sentences,
    table::Table,
    vocabulary::words,
    when,
};

/// Whether whoever has this role sentences or charges others.
pub(super) fn passes_sentences(role: &str) -> bool {
    role.split(|c: char| !c.is_alphanumeric()).any(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "judge" | "prosecutor" | "investigator" | "magistrate"
        )
    })
}

words! {
    /// Words by which a cell denies, suspends or doubts what it says beside them.
    fn opens: "
        not no never none nobody without alleged allegedly supposed supposedly reported reportedly
        so-called would-be self-styled self-proclaimed suspected purported presumed denies denied
        cleared acquitted acquittal dropped withdrawn dismissed exonerated rehabilitated quashed overturned
        annulled suspended reduced commuted increased extended requested sought demanded appeal appealed
        pending awaiting probation conditional deferred postponed cancelled canceled revoked pardoned
        refused unproven innocent disputed possible maximum minimum
    "
}

/// Whether a cell denies what it says, or leaves it open: `not a journalist`, `cleared of all charges`.
pub(super) fn is_open(cell: &str) -> bool {
    let small = cell.to_lowercase();
    small.contains("self styled")
        || small.contains("so called")
        || small.ends_with('?')
        || small.split(|c: char| !(c.is_alphanumeric() || c == '-')).any(opens)
}

words! {
    /// Words that say of a term no more than where and how it is served.
    fn is_of_prison: "
        of in at a an the prison jail imprisonment incarceration custody detention behind bars colony penal
        strict strict-regime regime general general-regime medium high security medium-security
        high-security maximum-security hard labour labor deprivation liberty correctional
    "
}

/// Whether a cell says nothing but its term: `10 years in prison`, and not `9 years, 3 of them suspended`.
pub(super) fn is_whole(cell: &str, term: &str) -> bool {
    let rest = cell.get(term.len()..).unwrap_or_default().to_lowercase();
    rest.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.'))
        && rest.split([' ', '.']).filter(|word| !word.is_empty()).all(is_of_prison)
}

/// Whether a cell says something: a dash, `n/a` or `unknown` is silence.
pub(super) fn says_something(cell: &str) -> bool {
    let small = cell.to_lowercase();
    cell.chars().any(char::is_alphanumeric)
        && !matches!(small.as_str(), "n/a" | "na" | "unknown" | "none" | "not known" | "tbd")
}

/// The term that a cell begins with, and the words that say it: `10 years`, `life`.
pub(super) fn term(cell: &str) -> Option<(Term, String)> {
    if let Ok(term) = cell.to_lowercase().parse() {
        return Some((term, cell.to_owned()));
    }
    if cell.to_lowercase().starts_with("life") {
        return Some((Term::LIFE, "life".to_owned()))
            .filter(|_| cell.starts_with('l'))
            .or(Some((Term::LIFE, cell.get(..4)?.to_owned())));
    }
    let sentences = Sentences::of(cell);
    let (number, end) = numeral(&sentences, 0)?;
    let unit = sentences.small(end);
    // `3 years and 6 months` and the like are left to whoever edits.
    let further = (end + 1..sentences.tokens.len()).any(|at| is_time(sentences.small(at)));
    let whole = number.trunc();
    let half = if number - whole == Decimal::new(5, 1) { " 1/2" } else { "" };
    let number = if half.is_empty() { number } else { whole };
    let term =
        format!("{number}{half} {unit}").parse().ok().filter(|_| is_time(unit) && !further)?;
    Some((term, sentences.words(&(0..end + 1)).to_owned()))
}

/// Whether a column holds dates, which count nothing: `Born`, `Held since`.
pub(super) fn is_of_a_date(head: &str) -> bool {
    head.split(|c: char| !c.is_alphanumeric()).any(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "born"
                | "birth"
                | "birthday"
                | "dob"
                | "since"
                | "date"
                | "until"
                | "day"
                | "year"
                | "began"
                | "arrested"
        )
    })
}

/// Whether the cells of a column are days, months or years: `2025-11-01`, `May 2021`, `2021`.
pub(super) fn holds_dates(table: &Table, column: usize) -> bool {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    let mut cells = cells.filter(|cell| says_something(cell)).peekable();
    let is_date = |cell: &String| {
        let sentences = Sentences::of(cell);
        let whole = 0..sentences.tokens.len();
        let year = cell.trim().parse().is_ok_and(|year: u32| (1900..2100).contains(&year));
        year || when::read(&sentences, None).iter().any(|when| when.tokens == whole)
    };
    cells.peek().is_some() && cells.all(is_date)
}

#[cfg(test)]
mod tests {
    use super::{is_open, is_whole, term};

    #[test]
    fn a_cell_that_says_more_than_its_term_is_not_stated() {
        for cell in [
            "9 years",
            "9 years in prison",
            "9 years of strict regime",
            "Life",
            "life imprisonment",
        ] {
            let (_, words) = term(cell).unwrap();
            assert!(is_whole(cell, &words), "{cell}");
        }
        for cell in [
            "9 years (suspended)",
            "9 years (quashed)",
            "9 years (requested)",
            "9 years, 3 of them suspended",
            "9 years for Eva Stara",
            "9 years on appeal",
        ] {
            let (_, words) = term(cell).unwrap();
            assert!(!is_whole(cell, &words), "{cell}");
        }
    }

    #[test]
    fn a_cell_that_denies_or_doubts_is_no_charge_and_no_role() {
        for cell in [
            "cleared of all charges",
            "not a journalist, as was said",
            "alleged spy",
            "no role",
            "charges dropped",
            "poet?",
            "self-styled president",
        ] {
            assert!(is_open(cell), "{cell}");
        }
        for cell in [
            "Charges of harming national security",
            "editor of Notices",
            "conspiracy to seize power",
        ] {
            assert!(!is_open(cell), "{cell}");
        }
    }

    #[test]
    fn a_term_may_end_in_half_a_year() {
        for cell in ["3½ years", "3 1/2 years", "3.5 years", "three and a half years of prison"] {
            let told = term(cell).map(|(term, words)| (term.to_string(), words));
            let (term, words) = told.unwrap_or_default();
            assert_eq!(term, "3 years 6 months", "{cell}");
            assert!(cell.starts_with(&words), "{cell}: {words}");
        }
    }
}
