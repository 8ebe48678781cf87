//! Cells that tell of the end of custody in words that are not understood. Nobody is presumed held by a
//! table that says in words of its own that they were let go, or that they died.

use detente_core::{Detention, Noun as _, Person};

use super::mapping::{FieldOf, RecordOf};
use crate::viasna::says_none_yet;

/// The fields that tell that custody ended, by their noun.
const OF_AN_END: &[(&str, &str)] = &[
    (Detention::NAME, "ended_on"),
    (Detention::NAME, "end_modality"),
    (Detention::NAME, "release"),
    (Person::NAME, "died_on"),
];

/// Whether the field of a cell tells that custody ended.
fn tells_of_one(record: &RecordOf, field: &FieldOf) -> bool {
    OF_AN_END.contains(&(record.noun.as_str(), field.field.as_str()))
}

/// Whether a cell where ends stand holds a mark: `+` and `✓` may say that there was one, and so may `?`.
/// A stroke says nothing.
pub(super) fn is_marked(record: &RecordOf, field: &FieldOf, cell: &str) -> bool {
    let stroke = |c: char| c.is_whitespace() || "-–—_/.…()[]\"".contains(c);
    tells_of_one(record, field)
        && !cell.chars().any(char::is_alphanumeric)
        && !cell.chars().all(stroke)
}

/// Whether a cell that could not be read may say that custody ended: it stands where ends do, and
/// does not say that there was none.
pub(super) fn may_say_one(record: &RecordOf, field: &FieldOf, cell: &str) -> bool {
    let none = || cell.eq_ignore_ascii_case("no") || says_none_yet(cell);
    tells_of_one(record, field) && !none()
}
