//! Lists of words of a language.

/// Declares a list of words, in small letters and divided by blanks, as the
/// question whether a word is one of them.
macro_rules! words {
    ($(#[doc = $doc:literal])* $visible:vis fn $name:ident: $words:literal) => {
        $(#[doc = $doc])*
        $visible fn $name(word: &str) -> bool {
            static WORDS: std::sync::LazyLock<std::collections::HashSet<&'static str>> =
                std::sync::LazyLock::new(|| $words.split_whitespace().collect());
            WORDS.contains(word)
        }
    };
}

pub(crate) use words;
