//! The two audiences of the record.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// Who a record is shown to.
    pub enum Audience {
        /// Everyone.
        Public = "public",
        /// Those who are trusted with health, family, whereabouts, and what is hidden.
        Restricted = "restricted",
    }
}
