//! Paths of fields, in the two spellings that they have.

use detente_core::steps;

/// A path as claims have it: `taken_to_country`.
pub(crate) fn in_claims(path: &str) -> String {
    each(path, |name| {
        let mut text = String::with_capacity(name.len() + 4);
        for letter in name.chars() {
            if letter.is_ascii_uppercase() {
                text.push('_');
            }
            text.push(letter.to_ascii_lowercase());
        }
        text
    })
}

/// A path as answers have it: `takenToCountry`.
pub(crate) fn in_answers(path: &str) -> String {
    each(path, |name| {
        let mut text = String::with_capacity(name.len());
        let mut raised = false;
        for letter in name.chars() {
            if letter == '_' {
                raised = true;
            } else {
                text.push(if raised { letter.to_ascii_uppercase() } else { letter });
                raised = false;
            }
        }
        text
    })
}

/// Spells the names of fields in a path. A key or a value stands as it is.
fn each(path: &str, spell: impl Fn(&str) -> String) -> String {
    let is_name = |step: &str| {
        step.starts_with(|first: char| first.is_ascii_lowercase())
            && step.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    let step = |step: &str| if is_name(step) { spell(step) } else { step.to_owned() };
    steps(path).map(step).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fields_have_two_spellings_and_keys_and_values_one() {
        for (claims, answers) in [
            ("groups.to-lithuania.taken_to_country", "groups.to-lithuania.takenToCountry"),
            ("nationalities.BY", "nationalities.BY"),
            ("authors.Jana Novak", "authors.Jana Novak"),
            (r#"authors."A. B_c""#, r#"authors."A. B_c""#),
            ("in_exchange_for.sanction/relief", "inExchangeFor.sanction/relief"),
        ] {
            assert_eq!(in_answers(claims), answers);
            assert_eq!(in_claims(answers), claims);
        }
    }
}
