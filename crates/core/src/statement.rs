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
        match &self.speaker_description {
            Some(speaker) => Some(self.label_after(speaker)),
            None => self.text.clone().or_else(|| self.summary.clone()),
        }
    }

    fn named_after(&self) -> Option<crate::RecordId> {
        self.speaker.clone().map(Into::into)
    }

    /// `John Coale: “very productive”`: words by themselves do not tell whose they are.
    fn label_after(&self, speaker: &str) -> String {
        match (&self.text, &self.summary) {
            (Some(text), _) => format!("{speaker}: “{text}”"),
            (None, Some(summary)) => format!("{speaker}: {summary}"),
            (None, None) => speaker.to_owned(),
        }
    }

    fn called(&self) -> Vec<std::borrow::Cow<'_, str>> {
        let said = [&self.text, &self.speaker_description];
        said.into_iter().flatten().map(|text| text.as_str().into()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_called_by_whoever_made_it() {
        let described = Statement {
            speaker_description: Some("a senior official".to_owned()),
            ..Statement::default()
        };
        assert_eq!(described.label().as_deref(), Some("a senior official"));
        let quoted = Statement { text: Some("very productive".to_owned()), ..described };
        assert_eq!(quoted.label().as_deref(), Some("a senior official: “very productive”"));
        assert_eq!(quoted.label_after("John Coale"), "John Coale: “very productive”");
    }
}
