//! What else the list knows of a party, in one cell.

use detente_core::Gender;

use super::numbered::numbered;
use crate::{party::Party, report::Why, text::clean};

/// What a heading in brackets says of a party.
#[derive(Clone, Copy)]
enum Says {
    /// Under which numbers the party stands on another list.
    Number,
    Reason,
    Gender,
    /// A number or an address in a register, by this name.
    Known(&'static str),
    /// It is carried in the words of the list.
    Words,
    NoField,
}

const HEADINGS: &[(&str, Says)] = &[
    ("UK Sanctions List Ref", Says::Number),
    ("UN Ref", Says::Number),
    ("UK Statement of Reasons", Says::Reason),
    ("Gender", Says::Gender),
    ("IMO number", Says::Known("IMO")),
    ("Business Reg No", Says::Known("business registration")),
    ("Website", Says::Known("website")),
    ("Type of entity", Says::Words),
    ("Parent company", Says::Words),
    ("Subsidiaries", Says::Words),
    ("Current owners", Says::Words),
    ("Flag of ship", Says::Words),
    ("Previous flags", Says::Words),
    ("Type of ship", Says::Words),
    ("Tonnage of ship", Says::Words),
    ("Length of ship", Says::Words),
    ("Year built", Says::Words),
    ("Phone number", Says::NoField),
    ("Tel", Says::NoField),
    ("Fax", Says::NoField),
    ("Email address", Says::NoField),
];

/// `(UK Sanctions List Ref):BEL0045 and GHR0050 Listed under … (UK Statement of Reasons):…
/// (Gender):Male`: each heading in brackets says what stands under it, up to the next; what
/// stands under none is what else is known.
pub(super) fn information(text: &str, party: &mut Party) {
    let mut headings: Vec<(usize, usize, &str, Says)> = Vec::new();
    for (heading, says) in HEADINGS {
        let written = format!("({heading}):");
        let found = text.match_indices(&written);
        headings.extend(found.map(|(at, _)| (at, at + written.len(), *heading, *says)));
    }
    headings.sort_by_key(|(at, ..)| *at);
    let before = headings.first().map_or(text.len(), |(at, ..)| *at);
    party.remarks.extend(clean(&text[..before]));
    for (number, (_, begins, heading, says)) in headings.iter().enumerate() {
        let ends = headings.get(number + 1).map_or(text.len(), |(at, ..)| *at);
        if let Some(value) = clean(&text[*begins..ends]) {
            section(heading, *says, &value, party);
        }
    }
}

fn section(heading: &str, says: Says, value: &str, party: &mut Party) {
    match says {
        Says::Number => {
            let (numbers, rest) = references(value);
            for number in numbers {
                let number = (heading.to_owned(), number);
                if !party.measure.identifiers.contains(&number) {
                    party.measure.identifiers.push(number);
                }
            }
            party.remarks.extend(clean(rest));
        }
        Says::Reason if party.measure.reason.is_none() => {
            party.measure.reason = Some(value.to_owned());
        }
        Says::Reason if party.measure.reason.as_deref() == Some(value) => {}
        Says::Reason => party.note_once("a further statement of reasons", value, Why::OneValue),
        Says::Gender => match value.trim_end_matches('.').to_lowercase().parse::<Gender>() {
            Ok(gender) => party.is_of(gender),
            Err(_) => party.note_once("Gender", value, Why::Unknown),
        },
        Says::Known(scheme) => {
            for one in numbered(Some(value)) {
                party.known_as(scheme, one.trim_end_matches('.'));
            }
        }
        Says::Words => party.remarks.push(format!("{heading}: {value}")),
        Says::NoField => {
            party.note_once(&format!("Other Information: {heading}"), value, Why::NoField);
        }
    }
}

/// The numbers that a text begins with, as in `IHR0061, INU0011 and SYR0161 Listed under …`, and the rest of it.
fn references(text: &str) -> (Vec<String>, &str) {
    let (mut numbers, mut rest) = (Vec::new(), text);
    loop {
        let next = rest.trim_start_matches([',', ' ']);
        let next = next.strip_prefix("and ").map_or(next, str::trim_start);
        let word = next.split(char::is_whitespace).next().unwrap_or_default();
        let number = word.trim_end_matches(['.', ',', ';']);
        if !is_reference(number) {
            return (numbers, rest);
        }
        numbers.push(number.to_owned());
        rest = &next[word.len()..];
        // A full stop or a blank ends them, unless a comma or `and` leads on.
        let leads_on = word.ends_with(',') || rest.trim_start().starts_with("and ");
        if !leads_on {
            return (numbers, rest);
        }
    }
}

/// Whether it is a number of a list: `BEL0045`, `QDi.042`.
fn is_reference(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.ends_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::party::What;

    fn told(text: &str) -> Party {
        let mut party = Party::new("1", "x:1", What::Person);
        information(text, &mut party);
        party
    }

    #[test]
    fn every_heading_says_what_stands_under_it_and_nothing_of_the_next() {
        let party = told(
            "(UK Sanctions List Ref):IHR0061, INU0011 and SYR0161 (UN Ref):QDi.042 and SOi.002 Listed under three regimes. (Phone number):(1) +1 (2) +2 (UK Statement of Reasons):Because (really): of it. (Gender):Male",
        );
        let numbers: Vec<&str> =
            party.measure.identifiers.iter().map(|(_, number)| number.as_str()).collect();
        assert_eq!(numbers, ["IHR0061", "INU0011", "SYR0161", "QDi.042", "SOi.002"]);
        assert_eq!(party.remarks, ["Listed under three regimes."]);
        assert_eq!(party.measure.reason.as_deref(), Some("Because (really): of it."));
        assert_eq!(party.genders, [Gender::Male]);
    }

    #[test]
    fn a_reference_ends_where_prose_begins() {
        assert_eq!(references("QDi.062 Professor."), (vec!["QDi.062".to_owned()], " Professor."));
        assert_eq!(references("BEL0045 and others"), (vec!["BEL0045".to_owned()], " and others"));
        assert_eq!(references("unknown"), (vec![], "unknown"));
    }

    proptest! {
        #[test]
        fn no_cell_makes_it_panic(cell in "(\\(UK Sanctions List Ref\\):|\\(Gender\\):|\\(|and |BEL01|, |é| ){0,20}") {
            told(&cell);
        }
    }
}
