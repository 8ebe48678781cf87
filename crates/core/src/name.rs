//! Names: one person or body, in many spellings.

use std::borrow::Cow;

use crate::{Language, Script, record::part, vocabulary::vocabulary};

vocabulary! {
    /// What a name is to the one who bears it. OpenSanctions and OFAC draw the same lines.
    pub enum NameKind {
        /// The name in documents.
        Legal = "legal",
        /// Another name in use.
        Alias = "alias",
        /// The name written in another script.
        Transliteration = "transliteration",
        /// A name once borne.
        Former = "former",
        /// What friends and newspapers say.
        Nickname = "nickname",
        /// A name so common or so broad that it identifies nobody alone.
        Weak = "weak",
    }
}

part! {
    /// A name, in one language and script.
    pub struct Name("NameInput") {
        /// The name as it is written.
        pub text: Option<String>,
        /// The language it is written in.
        pub language: Option<Language>,
        /// The script it is written in.
        pub script: Option<Script>,
        /// What it is to the one who bears it.
        pub kind: Option<NameKind>,
    }
}

/// Every spelling of a name that a record gives, beginning with the one it is kept under.
pub(crate) fn spellings<'a>(name: Option<&'a String>, names: &'a [Name]) -> Vec<Cow<'a, str>> {
    let others = names.iter().filter_map(|name| name.text.as_ref());
    name.into_iter().chain(others).map(|text| Cow::Borrowed(text.as_str())).collect()
}
