//! Associations: who a list links to whom.

use crate::{Actor, Id, record::part};

part! {
    /// A link to another person or body, which no field of its own says more closely.
    pub struct Association("AssociationInput") {
        /// Whom it leads to, where that is known.
        pub to: Option<Id<Actor>>,
        /// The other one's name as the source writes it.
        pub name: Option<String>,
        /// What the link is, in the source's words: `linked to`, `owned by`, `wife`.
        pub kind: Option<String>,
    }
}
