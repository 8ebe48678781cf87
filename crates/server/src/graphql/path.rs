//! Paths of fields, in the two spellings that they have.

/// A path as claims have it: `taken_to_country`.
pub(crate) fn in_claims(path: &str) -> String {
    let mut text = String::with_capacity(path.len() + 4);
    for letter in path.chars() {
        if letter.is_ascii_uppercase() {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

/// A path as answers have it: `takenToCountry`.
pub(crate) fn in_answers(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    let mut raised = false;
    for letter in path.chars() {
        if letter == '_' {
            raised = true;
        } else {
            text.push(if raised { letter.to_ascii_uppercase() } else { letter });
            raised = false;
        }
    }
    text
}
