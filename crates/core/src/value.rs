//! What is asked of a value that a source can state.

use std::fmt;

use crate::RecordId;

/// A value that a source can state.
///
/// Its `Display` is its one text form: what the canonical form of a claim, a
/// column, a table and a dossier hold.
pub trait Value: Clone + PartialEq + fmt::Debug + fmt::Display {
    /// Whether both statements can be true at once.
    ///
    /// Equality, unless the type knows precision: `2025-12` and `2025-12-13` agree.
    fn agrees(&self, other: &Self) -> bool {
        self == other
    }

    /// Whether this says more than the other, which it agrees with.
    fn refines(&self, _other: &Self) -> bool {
        false
    }

    /// Adds the records this value refers to.
    fn links(&self, _found: &mut Vec<RecordId>) {}

    /// Leads a reference to the identifier that its own was merged into.
    fn relink(&mut self, _moved: &Moved<'_>) {}
}

/// Where an identifier leads now, if it was merged into another.
pub type Moved<'a> = dyn Fn(&RecordId) -> Option<RecordId> + 'a;

impl Value for String {}
impl Value for bool {}
impl Value for i32 {}
