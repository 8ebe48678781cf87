//! What someone may do to the record.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What someone may do to the record. Each may what those before it may.
    pub enum ViewerRole {
        /// May read.
        Reader = "reader",
        /// May submit claims, which wait for acceptance.
        Contributor = "contributor",
        /// May submit claims that speak at once, rule on claims, and close corrections.
        Editor = "editor",
        /// May do everything, and let others.
        Admin = "admin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_what_those_before_it_may() {
        assert!(ViewerRole::ALL.is_sorted());
        assert_eq!(ViewerRole::ALL.first(), Some(&ViewerRole::Reader));
        assert_eq!(ViewerRole::ALL.last(), Some(&ViewerRole::Admin));
    }
}
