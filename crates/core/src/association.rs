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

/// What the ties of a family are called, as lists write them.
const FAMILY: [&str; 26] = [
    "aunt",
    "brother",
    "child",
    "children",
    "cousin",
    "daughter",
    "family",
    "father",
    "fiance",
    "fiancee",
    "grandchild",
    "grandfather",
    "grandmother",
    "grandson",
    "husband",
    "mother",
    "nephew",
    "niece",
    "parent",
    "relative",
    "sibling",
    "sister",
    "son",
    "spouse",
    "uncle",
    "wife",
];

impl Association {
    /// Whether what the source calls it is a tie of family, which the public is not told.
    #[must_use]
    pub fn is_family(&self) -> bool {
        let Some(kind) = &self.kind else { return false };
        let kind = kind.to_lowercase();
        let mut words = kind.split(|letter: char| !letter.is_alphabetic());
        words.any(|word| FAMILY.contains(&word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn family_is_known_by_what_it_is_called() {
        let called =
            |kind: &str| Association { kind: Some(kind.to_owned()), ..Association::default() };
        for kind in ["wife", "Son of", "step-brother", "family member"] {
            assert!(called(kind).is_family(), "{kind}");
        }
        for kind in ["linked to", "owned by", "business partner", "Sonic Ltd"] {
            assert!(!called(kind).is_family(), "{kind}");
        }
        assert!(!Association::default().is_family());
    }
}
