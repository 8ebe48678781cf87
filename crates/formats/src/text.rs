//! Texts as they stand in a cell: cleaned of what is no writing, and told in
//! which script they are.

use detente_core::Script;

/// The text without blanks around it, with single blanks in it and without control
/// characters; none if nothing is left.
pub(crate) fn clean(text: &str) -> Option<String> {
    let mut clean = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control() || is_invisible(c)) {
        if !word.is_empty() {
            if !clean.is_empty() {
                clean.push(' ');
            }
            clean.push_str(word);
        }
    }
    (!clean.is_empty()).then_some(clean)
}

/// Marks that show nothing: of direction, of byte order, of a place to break a word.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// Whether a cell says only that nothing is known, in the words that lists have for it.
pub(crate) fn says_nothing(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "n/a",
        "na",
        "none",
        "no data",
        "no information",
        "unknown",
        "not known",
        "нет",
        "нет данных",
        "н/д",
        "неизвестно",
        "неизвестен",
        "неизвестна",
        "няма",
        "няма звестак",
        "невядома",
    ];
    let lower = text.trim().to_lowercase();
    let bare = lower.trim_matches(['.', '(', ')', '[', ']', '"']);
    !lower.chars().any(char::is_alphanumeric) || WORDS.contains(&bare)
}

/// So much of a value as a sentence can carry.
pub(crate) fn shortened(text: &str) -> String {
    up_to(120, text)
}

/// The text, or so many of its signs with a mark that it goes on.
pub(crate) fn up_to(most: usize, text: &str) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

/// Some texts one after the other, each said once; none if there is none.
pub(crate) fn joined<'a>(
    parts: impl IntoIterator<Item = &'a str>,
    between: &str,
) -> Option<String> {
    let mut said: Vec<&str> = Vec::new();
    for part in parts {
        if !part.is_empty() && !said.contains(&part) {
            said.push(part);
        }
    }
    (!said.is_empty()).then(|| said.join(between))
}

/// The script that most letters of a text are written in, of those that lists use.
pub(crate) fn script_of(text: &str) -> Option<Script> {
    let mut counts: [(&str, usize); 14] = [
        ("Latn", 0),
        ("Cyrl", 0),
        ("Arab", 0),
        ("Hani", 0),
        ("Hang", 0),
        ("Grek", 0),
        ("Hebr", 0),
        ("Geor", 0),
        ("Armn", 0),
        ("Mymr", 0),
        ("Jpan", 0),
        ("Deva", 0),
        ("Thai", 0),
        ("Ethi", 0),
    ];
    for letter in text.chars().filter(|c| c.is_alphabetic()) {
        let at = match u32::from(letter) {
            0x41..=0x24f | 0x1e00..=0x1eff => 0,
            0x400..=0x52f => 1,
            0x600..=0x6ff | 0x750..=0x77f | 0xfb50..=0xfdff | 0xfe70..=0xfeff => 2,
            0x3400..=0x4dbf | 0x4e00..=0x9fff => 3,
            0xac00..=0xd7af | 0x1100..=0x11ff => 4,
            0x370..=0x3ff | 0x1f00..=0x1fff => 5,
            0x590..=0x5ff => 6,
            0x10a0..=0x10ff => 7,
            0x530..=0x58f => 8,
            0x1000..=0x109f => 9,
            0x3040..=0x30ff => 10,
            0x900..=0x97f => 11,
            0xe00..=0xe7f => 12,
            0x1200..=0x137f => 13,
            _ => continue,
        };
        counts[at].1 += 1;
    }
    let (code, count) =
        counts.into_iter().reduce(|best, one| if one.1 > best.1 { one } else { best })?;
    (count > 0).then(|| code.parse().ok()).flatten()
}

/// A Cyrillic text whose words hold Latin letters of the same look, with Cyrillic
/// ones in their place; none where there is nothing to mend.
///
/// The Official Journal prints the Belarusian `і` as a Latin `i`: whoever searches
/// for the name as it is spelt would not find it.
pub(crate) fn mended(text: &str) -> Option<String> {
    let cyrillic = |c: char| matches!(c, '\u{400}'..='\u{52f}');
    let mut mended = String::with_capacity(text.len());
    let mut changed = false;
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let latin = word.chars().filter(char::is_ascii_alphabetic).count();
        let alike = word.chars().filter(|c| lookalike(*c).is_some()).count();
        let among = word.chars().filter(|c| cyrillic(*c)).count();
        if latin > 0 && latin == alike && among > 0 {
            mended.extend(word.chars().map(|c| lookalike(c).unwrap_or(c)));
            changed = true;
        } else {
            mended.push_str(word);
        }
    }
    changed.then_some(mended)
}

fn lookalike(latin: char) -> Option<char> {
    Some(match latin {
        'i' => 'і',
        'I' => 'І',
        'a' => 'а',
        'A' => 'А',
        'e' => 'е',
        'E' => 'Е',
        'o' => 'о',
        'O' => 'О',
        'p' => 'р',
        'P' => 'Р',
        'c' => 'с',
        'C' => 'С',
        'x' => 'х',
        'X' => 'Х',
        'y' => 'у',
        'B' => 'В',
        'H' => 'Н',
        'K' => 'К',
        'M' => 'М',
        'T' => 'Т',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_latin_letter_in_a_cyrillic_word_is_mended_and_a_latin_word_is_left() {
        assert_eq!(mended("Вiктар ШЭЙМАН").as_deref(), Some("Віктар ШЭЙМАН"));
        assert_eq!(mended("ААТ BelAZ"), None);
        assert_eq!(mended("Viktar"), None);
        // A Latin letter that looks like none of ours shows a mixed word, not a misprint.
        assert_eq!(mended("БелАЗ-w7 Zавод"), None);
    }

    #[test]
    fn words_for_nothing_are_no_values() {
        for text in ["-", "—", "?", "n/a", "N/A", "unknown", "нет данных", "Нет данных.", "(none)"]
        {
            assert!(says_nothing(text), "{text}");
        }
        for text in ["Nona", "0", "Нетребко", "Unknown Petr"] {
            assert!(!says_nothing(text), "{text}");
        }
    }

    #[test]
    fn scripts_are_told_by_most_letters() {
        let script = |text: &str| script_of(text).map(|script| script.to_string());
        assert_eq!(script("Jana Vymyslena").as_deref(), Some("Latn"));
        assert_eq!(script("Яна Вымыслена").as_deref(), Some("Cyrl"));
        assert_eq!(script("خليل").as_deref(), Some("Arab"));
        assert_eq!(script("123"), None);
    }

    proptest! {
        #[test]
        fn clean_text_stays_clean(text in any::<String>()) {
            if let Some(once) = clean(&text) {
                prop_assert_eq!(clean(&once), Some(once.clone()));
                prop_assert!(!once.chars().any(char::is_control));
            }
        }

        #[test]
        fn what_is_mended_needs_no_mending(text in "[абвіiIaXw ]{0,12}") {
            if let Some(once) = mended(&text) {
                prop_assert_eq!(mended(&once), None);
            }
        }
    }
}
