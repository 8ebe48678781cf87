//! The words of a name as it was written, brought to one form.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::homoglyph;

/// No more of a name is read than so many letters and marks: nobody's name is longer.
pub const LONGEST_NAME: usize = 600;

/// No more words of a name are read than these.
pub const MOST_WORDS: usize = 12;

/// No more letters of one word are read than these.
const LONGEST_WORD: usize = 60;

/// A word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing seen in the writing")]
pub(super) struct Word {
    /// Small letters, composed, without stress marks and apostrophes.
    pub letters: String,
    /// Where it stands in the text, in bytes.
    pub place: Range<usize>,
    /// Written in large letters throughout, and longer than an initial.
    pub capitals: bool,
    /// A letter or two with a full stop, or one letter alone.
    pub initial: bool,
    /// A comma follows.
    pub comma: bool,
    /// One large letter without a full stop: an initial, or torn from the next word.
    pub torn: bool,
}

/// The words of a name, in order.
///
/// Each is composed (NFKC); stress marks and apostrophes are dropped (й, ё, ў and ї keep
/// theirs), letters of another script that look alike are exchanged, and
/// words that run together (`ВолодимирОлександрович`) are parted.
#[must_use]
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut since: Option<usize> = None;
    let mut small = 0;
    let mut letters = text.char_indices().take(LONGEST_NAME).chain([(text.len(), ' ')]).peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map_or(' ', |(_, next)| *next);
        // What an export left of the end of a line: \n, written out.
        if letter == '\\' && matches!(next, 'n' | 'r' | 't') {
            letters.next();
        }
        let joins = joins(letter) || (letter == '\\' && is_ignored(next));
        let runs_into = letter.is_uppercase() && small > 2;
        if let Some(start) = since
            && (!joins || runs_into)
        {
            push(&mut words, text, start..at, letter);
            since = None;
        }
        if joins && since.is_none() {
            since = Some(at);
        }
        small = if letter.is_lowercase() { small + 1 } else { 0 };
        if words.len() == MOST_WORDS {
            break;
        }
    }
    words
}

/// Whether the letter, mark or apostrophe goes on with a word.
fn joins(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter) || is_ignored(letter) || letter == '·'
}

fn push(words: &mut Vec<Word>, text: &str, place: Range<usize>, follows: char) {
    let Some(written) = text.get(place.clone()) else { return };
    let mut letters = composed(written);
    if !letters.iter().any(|letter| letter.is_alphanumeric()) {
        return;
    }
    homoglyph::one_script(&mut letters);
    // A large letter, a blank by mistake, and the rest of the word.
    if letters.iter().all(|letter| letter.is_lowercase())
        && letters.len() > 3
        && let Some(last) = words.last_mut()
        && last.torn
        && last.place.end + 1 == place.start
    {
        last.letters.extend(letters);
        last.place.end = place.end;
        (last.initial, last.torn) = (false, false);
        return;
    }
    let torn =
        letters.len() == 1 && letters[0].is_uppercase() && follows == ' ' && !words.is_empty();
    let initial = letters.len() == 1 || (letters.len() == 2 && follows == '.');
    let has_large = letters.iter().any(|letter| letter.is_uppercase());
    words.push(Word {
        capitals: !initial && has_large && letters.iter().all(|letter| !letter.is_lowercase()),
        initial,
        comma: follows == ',',
        torn,
        place,
        letters: letters
            .into_iter()
            .flat_map(char::to_lowercase)
            .filter(|letter| !is_combining_mark(*letter))
            .collect(),
    });
}

/// The letters of a word, composed, without stress marks and apostrophes.
fn composed(written: &str) -> Vec<char> {
    // Apostrophes go first: composition would make a space of some.
    written
        .chars()
        .filter(|letter| !is_ignored(*letter))
        .nfkc()
        .filter(|letter| letter.is_alphanumeric() || *letter == '·')
        .filter(|letter| !is_combining_mark(*letter))
        .take(LONGEST_WORD)
        .collect()
}

/// The letters of one word as [`words`] gives them, but for those of another script.
#[must_use]
pub(super) fn letters(written: &str) -> String {
    composed(written).into_iter().flat_map(char::to_lowercase).collect()
}

/// Apostrophes and quotes, soft signs of scholarly tables, and what nobody sees.
const fn is_ignored(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '’' | '‘' | '‛' | 'ʼ' | 'ʻ' | 'ʹ' | 'ʺ' | '´' | '`' | '"' | '”' | '“' | '„' | '″' | '′' | '*'
            | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::words;

    fn read(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.letters).collect()
    }

    #[test]
    fn stress_marks_go_and_letters_of_their_own_stay() {
        assert_eq!(read("Вымысле\u{301}нка Юры\u{306}"), ["вымысленка", "юры"]);
        assert_eq!(read("и\u{306} е\u{308} у\u{306} і\u{308}"), ["й", "ё", "ў", "ї"]);
    }

    #[test]
    fn apostrophes_of_all_kinds_are_nothing() {
        for apostrophe in ["'", "’", "ʼ", "´", "`", "″", "\\\""] {
            assert_eq!(read(&format!("Вым{apostrophe}яслаў")), ["вымяслаў"], "{apostrophe}");
        }
    }

    #[test]
    fn words_that_run_together_are_parted_and_torn_ones_joined() {
        assert_eq!(read("ЮрийВымыслович"), ["юрий", "вымыслович"]);
        assert_eq!(read("McDonald ВЫМЫСЛ"), ["mcdonald", "вымысл"]);
        assert_eq!(read("Вымыслова Анна Ю рьевна"), ["вымыслова", "анна", "юрьевна"]);
    }

    #[test]
    fn a_letter_of_another_script_becomes_the_one_it_looks_like() {
        assert_eq!(read("Васiль Вымысленкa VYMYSLENKО"), ["васіль", "вымысленка", "vymyslenko"]);
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "  Вымысл, Jana ";
        let found: Vec<&str> = words(text).into_iter().map(|word| &text[word.place]).collect();
        assert_eq!(found, ["Вымысл", "Jana"]);
    }
}
