//! Whether a word is spelt as Belarusian spells it, or as its neighbours do.

use super::homoglyph::is_cyrillic;

/// Endings in Latin letters, and whether they are Belarusian.
const LATIN: &[(&str, bool)] = &[
    ("avich", true),
    ("avič", true),
    ("avitj", true),
    ("avitch", true),
    ("awicz", true),
    ("awitsch", true),
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
    ("ovitch", false),
    ("owicz", false),
    ("owitsch", false),
    ("ovych", false),
    ("ovyč", false),
    ("ovna", false),
    ("evna", false),
    ("owna", false),
    ("ivna", false),
    ("ov", false),
    ("ev", false),
    ("enko", false),
];

/// What only Belarusian names have in Latin letters.
const BELARUSIAN: &[&str] = &[
    "dzi", "dzm", "dzy", "dzj", "tsi", "tsj", "siarh", "sjarh", "aliaks", "alyaks", "aljaks",
    "ulad", "mikal", "yau", "jau", "iau",
];

/// Whether a word is surely Belarusian, surely not, or (none) neither.
#[must_use]
pub(super) fn is_belarusian(word: &str) -> Option<bool> {
    if word.chars().any(is_cyrillic) {
        if word.contains('ў')
            || word.ends_with("авіч")
            || word.ends_with("енка")
            || word.ends_with("анка")
        {
            return Some(true);
        }
        let not = word.contains(['и', 'щ', 'ъ', 'ї', 'є', 'ґ'])
            || ["ов", "ев", "ёв", "овна", "евна"].iter().any(|ending| word.ends_with(ending));
        return not.then_some(false);
    }
    if BELARUSIAN.iter().any(|sign| word.contains(sign)) {
        return Some(true);
    }
    LATIN.iter().find(|(ending, _)| word.ends_with(ending)).map(|(_, belarusian)| *belarusian)
}
