//! What is written in the file, TOML or JSON, with the place of every value.

use std::borrow::Cow;

/// A value, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Written<'a> {
    /// The byte it begins at.
    pub at: usize,
    /// What it is.
    pub node: Node<'a>,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(super) enum Node<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A number, as it is written.
    Number(Cow<'a, str>),
    /// A date or time that stands without quotation marks.
    Date(String),
    /// True or false.
    Flag(bool),
    /// The `null` of JSON.
    Null,
    /// Several values.
    List(Vec<Written<'a>>),
    /// Keys with their values.
    Table(Vec<Entry<'a>>),
    /// Something that a fault was told of already.
    Broken,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    /// The key.
    pub key: Cow<'a, str>,
    /// The byte it begins at.
    pub at: usize,
    /// The value.
    pub value: Written<'a>,
}

impl Node<'_> {
    /// What it is, for a sentence: `the number 5`.
    pub fn in_words(&self) -> String {
        match self {
            Self::Text(text) => format!("the text `{}`", shortened(text)),
            Self::Number(number) => format!("the number {}", shortened(number)),
            Self::Date(date) => format!("the date {date}"),
            Self::Flag(flag) => format!("the word {flag}"),
            Self::Null => "null".to_owned(),
            Self::List(_) => "a list".to_owned(),
            Self::Table(_) => "a table".to_owned(),
            Self::Broken => "nothing that can be read".to_owned(),
        }
    }
}

/// So much of a text as a sentence can carry.
pub(super) fn shortened(text: &str) -> Cow<'_, str> {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
    }
}
