//! Values as `FollowTheMoney` has them once it has cleaned them: what it would change is changed here,
//! so that what is written is what its programs hold.

use unicode_normalization::UnicodeNormalization as _;

/// The value of a property as the schema keeps it; none where nothing is left.
pub(super) fn cleaned(property: &str, value: &str) -> Option<String> {
    let text: String = value.chars().filter_map(safe).nfc().collect();
    let text = text.trim();
    let text = match property {
        "name" | "alias" | "weakAlias" | "previousName" => unquoted(&squashed(text)),
        "address" | "full" | "location" => one_line(text),
        _ => text.to_owned(),
    };
    (!text.is_empty()).then_some(text)
}

/// A sign as any text has it: spaces of all kinds are one, and what shows nothing is none.
fn safe(sign: char) -> Option<char> {
    match sign {
        '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{0a00}'
        | '\u{1680}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}' => Some(' '),
        '\t' | '\n' | '\r' => Some(sign),
        '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{61c}' | '\u{ad}' | '\u{feff}' => {
            None
        }
        sign => (!sign.is_control()).then_some(sign),
    }
}

fn squashed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name without the marks around it.
fn unquoted(name: &str) -> String {
    let is_mark = |sign: char| matches!(sign, '"' | '\'');
    let mut name = name;
    while let Some(within) = name.strip_prefix(is_mark).and_then(|rest| rest.strip_suffix(is_mark))
    {
        name = within.trim();
    }
    name.to_owned()
}

/// An address on one line, its parts between single commas.
fn one_line(address: &str) -> String {
    let mut line = address.to_owned();
    for between in ["\r\n", "\n", "<BR/>", "<BR>", "\t", "ESQ.,", "ESQ,", ";"] {
        line = line.replace(between, ", ");
    }
    loop {
        line = squashed(&line);
        let twice = [",,", ", ,", ",.", ", ."]
            .iter()
            .fold(line.clone(), |line, commas| line.replace(commas, ", "));
        if squashed(&twice) == line {
            return line;
        }
        line = twice;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_stands_without_the_marks_around_it() {
        for (written, kept) in [
            ("'JEDNOTA'", "JEDNOTA"),
            ("\"Zaklad\"", "Zaklad"),
            ("''Zaklad''", "Zaklad"),
            ("'Abd al-Nikdo", "'Abd al-Nikdo"),
            ("Tovarna \"Nic\"", "Tovarna \"Nic\""),
            ("  Jan   Priklad ", "Jan Priklad"),
            ("Андреи\u{306}", "Андрей"),
            ("احمدی\u{200c}نژاد", "احمدینژاد"),
        ] {
            assert_eq!(cleaned("name", written).as_deref(), Some(kept), "{written}");
        }
        assert_eq!(cleaned("name", "''"), None);
        assert_eq!(cleaned("summary", "'so'").as_deref(), Some("'so'"), "a text keeps its marks");
    }

    #[test]
    fn an_address_stands_on_one_line_between_single_commas() {
        for (written, kept) in [
            ("Dlouha 1,, Lhota", "Dlouha 1, Lhota"),
            ("Dlouha 1, , ,Lhota", "Dlouha 1, Lhota"),
            ("Dlouha 1; Lhota", "Dlouha 1, Lhota"),
            ("Dlouha 1\nLhota", "Dlouha 1, Lhota"),
            ("Dlouha 1,. Lhota", "Dlouha 1, Lhota"),
        ] {
            assert_eq!(cleaned("address", written).as_deref(), Some(kept), "{written}");
        }
    }

    proptest! {
        #[test]
        fn what_is_clean_stays_as_it_is(value in "[ab'\",;. \n\t\u{200b}\u{306}и]{0,16}") {
            for property in ["name", "address", "summary"] {
                if let Some(once) = cleaned(property, &value) {
                    prop_assert_eq!(cleaned(property, &once), Some(once.clone()));
                }
            }
        }
    }
}
