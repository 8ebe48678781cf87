//! Letters of one script that look like those of another, typed in their place.

/// Brings a word that mixes Cyrillic and Latin letters to one script, where what is exchanged looks
/// alike: `Васiль` has a Latin i. To the script in which every letter has a twin; if
/// that is both, or neither, to that of most letters.
pub(super) fn one_script(letters: &mut [char]) {
    let cyrillic = letters.iter().filter(|letter| is_cyrillic(**letter)).count();
    let latin = letters.iter().filter(|letter| is_latin(**letter)).count();
    if cyrillic == 0 || latin == 0 {
        return;
    }
    let to_cyrillic =
        letters.iter().all(|letter| !is_latin(*letter) || cyrillic_twin(*letter).is_some());
    let to_latin =
        letters.iter().all(|letter| !is_cyrillic(*letter) || latin_twin(*letter).is_some());
    let twin =
        if to_cyrillic && (!to_latin || cyrillic >= latin) || (!to_latin && cyrillic >= latin) {
            cyrillic_twin
        } else {
            latin_twin
        };
    for letter in letters {
        if let Some(twin) = twin(*letter) {
            *letter = twin;
        }
    }
}

/// Whether the letter is Cyrillic.
#[must_use]
pub(super) const fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c88}' | '\u{2de0}'..='\u{2dff}' | '\u{a640}'..='\u{a69f}')
}

/// Whether the letter is Latin.
#[must_use]
pub(super) const fn is_latin(letter: char) -> bool {
    matches!(letter, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Latin letter and the Cyrillic one that looks like it.
const TWINS: &[(char, char)] = &[
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('i', 'і'),
    ('j', 'ј'),
    ('o', 'о'),
    ('p', 'р'),
    ('s', 'ѕ'),
    ('x', 'х'),
    ('y', 'у'),
    ('ï', 'ї'),
    ('ë', 'ё'),
    ('ĸ', 'к'),
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('J', 'Ј'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('S', 'Ѕ'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('Ï', 'Ї'),
    ('Ë', 'Ё'),
];

fn cyrillic_twin(letter: char) -> Option<char> {
    TWINS.iter().find(|(latin, _)| *latin == letter).map(|(_, cyrillic)| *cyrillic)
}

fn latin_twin(letter: char) -> Option<char> {
    TWINS.iter().find(|(_, cyrillic)| *cyrillic == letter).map(|(latin, _)| *latin)
}
