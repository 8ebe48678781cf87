//! Whether a name is spelt as Belarusian spells it, or as its neighbours do.

use super::homoglyph::is_cyrillic;

/// Endings in Latin letters, and whether they are Belarusian.
const LATIN: &[(&str, bool)] = &[
    ("avich", true),
    ("avič", true),
    ("avitj", true),
    ("auna", true),
    ("euna", true),
    ("aŭna", true),
    ("au", true),
    ("eu", true),
    ("ou", true),
    ("ŭ", true),
    ("enka", true),
    ("ovich", false),
    ("ovič", false),
    ("ovitj", false),
    ("ovych", false),
    ("ovyč", false),
    ("ovna", false),
    ("ivna", false),
    ("ov", false),
    ("ev", false),
    ("enko", false),
];

/// Whether words are surely Belarusian, surely not, or (none) neither, or both.
#[must_use]
pub(super) fn is_belarusian<'a>(words: impl Iterator<Item = &'a str>) -> Option<bool> {
    let mut seen = [false, false];
    for word in words {
        if let Some(belarusian) = tells(word) {
            seen[usize::from(belarusian)] = true;
        }
    }
    match seen {
        [false, true] => Some(true),
        [true, false] => Some(false),
        _ => None,
    }
}

fn tells(word: &str) -> Option<bool> {
    if word.chars().any(is_cyrillic) {
        if word.contains('ў')
            || word.ends_with("авіч")
            || word.ends_with("енка")
            || word.ends_with("анка")
        {
            return Some(true);
        }
        return word.contains(['и', 'щ', 'ъ', 'ї', 'є', 'ґ']).then_some(false);
    }
    LATIN.iter().find(|(ending, _)| word.ends_with(ending)).map(|(_, belarusian)| *belarusian)
}
