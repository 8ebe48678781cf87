//! One rule of a table: which letters, standing where, are written how.

/// A table of rules, and the table that holds where this one says nothing.
pub(super) struct Table {
    pub base: Option<&'static Table>,
    /// Rules in the notation that [`Rule::read`] reads, between spaces.
    pub rules: &'static str,
}

/// Letters, where they stand, and what is written for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub letters: Vec<char>,
    /// One of these stands before; where there are none, anything may.
    pub after: Vec<char>,
    /// One of these follows; where there are none, anything may.
    pub before: Vec<char>,
    pub latin: &'static str,
    /// What is written for a capital, where it is not the Latin with its first
    /// letter made large.
    pub capital: Option<&'static str>,
}

/// Stands in a place for the beginning or the end of a word.
pub(super) const EDGE: char = '^';
/// The apostrophe inside a word, however it was written.
pub(super) const APOSTROPHE: char = '\'';

const VOWELS: &str = "аеёиоуыэюяіїє";
/// Without й and ў, after which е, ё, ю, я sound as at the beginning of a word.
const CONSONANTS: &str = "бвгґджзклмнпрстфхцчшщ";

impl Rule {
    /// Reads `ш=sh`, `зь=ź`, `[^Vь]е=ye`, `й[ауыэ]=y·`, `ц=t͡s/T͡S`.
    ///
    /// What stands before is told in brackets before the letters, what follows
    /// in brackets after them: `^` is the edge of the word, `V` any vowel, `C`
    /// any consonant, `'` the apostrophe. Nothing after the sign means that
    /// the letters are left out. None for what cannot be read.
    pub(super) fn read(text: &'static str) -> Option<Self> {
        let (cyrillic, written) = text.split_once('=')?;
        let (latin, capital) = match written.split_once('/') {
            Some((latin, capital)) => (latin, Some(capital)),
            None => (written, None),
        };
        let (after, rest) = match cyrillic.strip_prefix('[') {
            Some(rest) => rest.split_once(']').map(|(place, rest)| (place_of(place), rest))?,
            None => (Vec::new(), cyrillic),
        };
        let (letters, before) = match rest.strip_suffix(']') {
            Some(rest) => rest.split_once('[').map(|(rest, place)| (rest, place_of(place)))?,
            None => (rest, Vec::new()),
        };
        let letters: Vec<char> = letters.chars().collect();
        let readable =
            !letters.is_empty() && letters.iter().all(|letter| !"[]/^".contains(*letter));
        readable.then_some(Self { letters, after, before, latin, capital })
    }

    /// How much the rule asks for: of those that fit, the one that asks most
    /// holds.
    pub(super) fn demands(&self) -> usize {
        let places = usize::from(!self.after.is_empty()) + usize::from(!self.before.is_empty());
        self.letters.len() * 3 + places
    }
}

fn place_of(text: &str) -> Vec<char> {
    let mut place = Vec::new();
    for letter in text.chars() {
        match letter {
            'V' => place.extend(VOWELS.chars()),
            'C' => place.extend(CONSONANTS.chars()),
            letter => place.push(letter),
        }
    }
    place
}
