//! Statements: things that were said.

use crate::{
    Actor, Anything, Id, Noun, Organization, PartialDate,
    record::{noun, noun_words},
};

noun! {
    /// Something said, by someone named or only described.
    pub struct Statement("StatementRecord", "StatementInput"): "statement" {
        /// Who said it.
        pub speaker: Option<Id<Actor>>,
        /// Who said it, as described where no name is given.
        pub speaker_description: Option<String>,
        /// What was said, in a short phrase.
        pub text: Option<String>,
        /// The day it was said.
        pub said_on: Option<PartialDate>,
        /// Who passed it on.
        pub carried_by: Option<Id<Organization>>,
        /// What it is about.
        pub about: Vec<Id<Anything>>,
    }
}

impl Noun for Statement {
    noun_words!("statement", "statements");

    fn span(&self, _: &crate::Surroundings) -> Option<crate::Span> {
        self.said_on.map(crate::Span::of)
    }

    fn label(&self) -> Option<String> {
        let described = || self.summary.clone().or_else(|| self.speaker_description.clone());
        self.text.clone().or_else(described)
    }

    fn called(&self) -> Vec<std::borrow::Cow<'_, str>> {
        let said = [&self.text, &self.speaker_description];
        said.into_iter().flatten().map(|text| text.as_str().into()).collect()
    }
}
