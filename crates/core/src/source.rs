//! Sources: the documents that say something.

use crate::{
    Id, Language, Noun, Organization, PartialDate, TextDigest, Url,
    record::{noun, noun_words},
    vocabulary::vocabulary,
};

vocabulary! {
    /// What kind of document a source is.
    pub enum SourceKind {
        /// An article in a newspaper or news site.
        NewsArticle = "news_article",
        /// What an organization gave to the press.
        PressRelease = "press_release",
        /// A study, report or digest.
        Report = "report",
        /// A list that an authority keeps.
        OfficialList = "official_list",
        /// A law, order, licence or judgment.
        LegalAct = "legal_act",
        /// A page of a website.
        WebPage = "web_page",
        /// An interview.
        Interview = "interview",
        /// A post on a social network.
        SocialMedia = "social_media",
        /// A book.
        Book = "book",
        /// A database.
        Database = "database",
        /// A paper or file in an archive.
        Archive = "archive",
    }
}

noun! {
    /// A document that says something, or one edition of a list.
    pub struct Source("SourceRecord", "SourceInput"): "source" {
        /// What it is called.
        pub title: Option<String>,
        /// Who published it.
        pub publisher: Option<Id<Organization>>,
        /// Who wrote it.
        pub authors: Vec<String>,
        /// Where it is found.
        pub url: Option<Url>,
        /// Where a copy of it is kept.
        pub archived_url: Option<Url>,
        /// The day it was published.
        pub published_on: Option<PartialDate>,
        /// The language it is written in.
        pub language: Option<Language>,
        /// What kind of document it is.
        pub kind: Option<SourceKind>,
        /// The list that this is one edition of. Editions never dispute each
        /// other: the newest that states a field speaks.
        pub edition_of: Option<Id<Source>>,
        /// The terms on which what it says may be used.
        pub terms_of_use: Option<String>,
        /// The SHA-256 of its text, so that whoever holds the text can check every quote.
        pub text_digest: Option<TextDigest>,
    }
}

impl Noun for Source {
    noun_words!("source", "sources");

    const FACETS: &'static [&'static str] = &["kind", "language"];

    fn span(&self, _: &crate::Surroundings) -> Option<crate::Span> {
        self.published_on.map(crate::Span::of)
    }

    fn label(&self) -> Option<String> {
        let address = || self.url.as_ref().map(ToString::to_string);
        self.title.clone().or_else(|| if self.publisher.is_none() { address() } else { None })
    }

    fn called(&self) -> Vec<std::borrow::Cow<'_, str>> {
        self.title.iter().map(|title| title.as_str().into()).collect()
    }

    fn named_after(&self) -> Option<crate::RecordId> {
        self.publisher.clone().filter(|_| self.title.is_none()).map(Into::into)
    }

    fn label_after(&self, name: &str) -> String {
        let on = self.published_on.map(|on| format!("{name}, {}", on.in_words()));
        on.unwrap_or_else(|| name.to_owned())
    }
}
