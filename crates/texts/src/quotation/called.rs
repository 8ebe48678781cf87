//! Marks that stand around a name and quote nothing: `«Вясна»`, `Jana "Janka" Novotna`.

use super::{marks::Marked, verb};

/// A name in marks has no more words.
const LONGEST: usize = 4;

/// Whether the words between marks are a name, and nobody's words.
pub(crate) fn is_name(text: &str, marked: &Marked) -> bool {
    let inner = &text[marked.inner.clone()];
    if marked.open || !may_name(inner) {
        return false;
    }
    let (before, after) = (&text[..marked.whole.start], &text[marked.whole.end..]);
    is_nickname(inner, before, after)
        || (text[marked.whole.start..].starts_with('«') && is_in_guillemets(before, after))
}

/// Whether words between marks may be what something is called, though they may be somebody's words too:
/// `the song “Long Road”`.
pub(crate) fn may_be_name(text: &str, marked: &Marked) -> bool {
    let inner = &text[marked.inner.clone()];
    let before = last_word(&text[..marked.whole.start]);
    let leads = before.is_none_or(|word| {
        let word = word.to_lowercase();
        // Whoever `wrote “The Bridge”` may have written a book.
        let writes = matches!(word.as_str(), "wrote" | "writes" | "writing");
        (verb::is_speech(&word) && !writes)
            || verb::is_being(&word)
            || verb::divides(&word)
            || matches!(word.as_str(), "it" | "him" | "her" | "them" | "this" | "a" | "an" | "only")
    });
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let called = !leads || stands_beside(&text[..marked.whole.start]);
    !marked.open && may_name(inner) && inner.split_whitespace().all(capital) && called
}

/// `a book, “Long Road”`: a noun with its article, and a comma before what it is called.
fn stands_beside(before: &str) -> bool {
    let Some(before) = before.strip_suffix(", ") else { return false };
    let mut words = before.rsplit(' ');
    let noun = words.next().is_some_and(|word| {
        word.chars().all(char::is_alphabetic)
            && word.starts_with(char::is_lowercase)
            && !verb::is_speech(word)
            && verb::pronoun(word).is_none()
    });
    let led = words.take(3).any(|word| {
        matches!(word.to_lowercase().as_str(), "a" | "an" | "the" | "his" | "her" | "their" | "its")
    });
    noun && led
}

/// A few words, the first of them in a capital, and no sign of a sentence.
fn may_name(inner: &str) -> bool {
    let many = inner.split_whitespace().count();
    let verbal = inner.split_whitespace().map(str::to_lowercase).any(|word| {
        verb::is_speech(&word)
            || verb::is_being(&word)
            || verb::pronoun(&word).is_some()
            || matches!(word.as_str(), "we" | "i" | "you" | "я" | "мы" | "вы" | "ми" | "ви")
    });
    (1..=LONGEST).contains(&many)
        && inner.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !inner.contains(['.', ',', '!', '?', '…', ':', ';'])
        && !verbal
}

/// `Jana "Janka" Novotna`: one word between two that are written large.
fn is_nickname(inner: &str, before: &str, after: &str) -> bool {
    let given = last_word(before).filter(|word| {
        let small = word.to_lowercase();
        word.starts_with(char::is_uppercase)
            && !verb::is_preposition(&small)
            && !verb::divides(&small)
    });
    let surname = after.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
    given.is_some() && surname && inner.split_whitespace().count() == 1
}

/// The word right before a mark, with one blank between them.
fn last_word(before: &str) -> Option<&str> {
    let word = before.strip_suffix(' ')?.rsplit(' ').next()?;
    word.ends_with(char::is_alphanumeric).then_some(word)
}

/// Guillemets stand around names of bodies too; what someone says in them stands after a colon, or a comma or a
/// dash follows it.
fn is_in_guillemets(before: &str, after: &str) -> bool {
    let led = before.trim_end().ends_with(':');
    let rest = after.trim_start();
    let comma = rest.strip_prefix(',').map(str::trim_start);
    let dash = |rest: &str| rest.starts_with(['—', '–', '-']);
    let said = |rest: &str| {
        rest.split_whitespace().take(3).any(|word| verb::is_speech(&word.to_lowercase()))
    };
    let spoken = comma.is_some_and(|rest| dash(rest) || said(rest)) || dash(rest);
    !led && !spoken && last_word(before).is_some()
}
