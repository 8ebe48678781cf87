//! The Cyrillic words of a text, letter by letter.

use super::rule::APOSTROPHE;

/// A stretch of a text.
pub(super) enum Part<'a> {
    /// A word that has a Cyrillic letter.
    Cyrillic(Vec<Letter>),
    /// Anything else.
    Other(&'a str),
}

/// A letter of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    /// The small letter that is meant.
    pub small: char,
    pub capital: bool,
    /// What stands in the text.
    pub written: char,
}

/// A text, cut into Cyrillic words and what lies between them.
pub(super) fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let mut end = end_of_word(rest);
        if end == 0 {
            end = rest.find(char::is_alphabetic).unwrap_or(rest.len()).max(first.len_utf8());
        }
        let (part, after) = rest.split_at(end);
        rest = after;
        Some(if part.chars().any(is_cyrillic) {
            Part::Cyrillic(letters(part))
        } else {
            Part::Other(part)
        })
    })
}

/// Where the word ends that a text begins with; an apostrophe between two
/// letters is part of it.
fn end_of_word(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let inside = end > 0
            && (is_mark(char)
                || is_apostrophe(char)
                    && chars.peek().is_some_and(|(_, next)| next.is_alphabetic()));
        if !char.is_alphabetic() && !inside {
            break;
        }
        end = at + char.len_utf8();
    }
    end
}

fn letters(word: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::with_capacity(word.len() / 2);
    for written in word.chars() {
        if is_mark(written) {
            // й, ў, ё, ї in two characters; any other mark shows the stress.
            if let Some(letter) = letters.last_mut() {
                letter.small = marked(letter.small, written);
            }
        } else if is_apostrophe(written) {
            letters.push(Letter { small: APOSTROPHE, capital: false, written });
        } else {
            let meant = meant(written);
            let small = meant.to_lowercase().next().unwrap_or(meant);
            letters.push(Letter { small, capital: small != meant, written });
        }
    }
    letters
}

fn is_cyrillic(char: char) -> bool {
    matches!(char, '\u{400}'..='\u{52f}')
}

fn is_mark(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}')
}

/// The signs that people write between letters and mean an apostrophe.
fn is_apostrophe(char: char) -> bool {
    matches!(char, '\'' | '’' | '‘' | 'ʼ' | 'ʹ' | '′' | '´' | '`' | '＇')
}

fn marked(letter: char, mark: char) -> char {
    match (letter, mark) {
        ('и', '\u{306}') => 'й',
        ('у', '\u{306}') => 'ў',
        ('е', '\u{308}') => 'ё',
        ('і', '\u{308}') => 'ї',
        _ => letter,
    }
}

/// The Cyrillic letter that a Latin one inside a Cyrillic word stands for:
/// lists are typed on two keyboards.
fn meant(letter: char) -> char {
    match letter {
        'A' => 'А',
        'B' => 'В',
        'C' => 'С',
        'E' => 'Е',
        'H' => 'Н',
        'I' => 'І',
        'K' => 'К',
        'M' => 'М',
        'O' => 'О',
        'P' => 'Р',
        'T' => 'Т',
        'X' => 'Х',
        'Y' => 'У',
        'Ë' => 'Ё',
        'Ï' => 'Ї',
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'i' => 'і',
        'o' => 'о',
        'p' => 'р',
        'x' => 'х',
        'y' => 'у',
        'ë' => 'ё',
        'ï' => 'ї',
        letter => letter,
    }
}
