//! In which language a name is written, as far as its words tell: Belarusian, Russian or Ukrainian.

use super::homoglyph::is_cyrillic;

/// The languages that a word or a name may be written in: at first all three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tongues(u8);

const B: Tongues = Tongues(1);
const R: Tongues = Tongues(2);
const U: Tongues = Tongues(4);
const BR: Tongues = Tongues(3);
const BU: Tongues = Tongues(5);
const RU: Tongues = Tongues(6);

impl Tongues {
    /// The languages, each at the place of its bit.
    pub const CODES: [&str; 3] = ["be", "ru", "uk"];
    /// Nothing is told.
    pub const ANY: Self = Self(7);
    pub const UKRAINIAN: Self = U;

    /// Those that are possible by both; none where one denies what the other tells.
    pub const fn and(self, other: Self) -> Option<Self> {
        match self.0 & other.0 {
            0 => None,
            both => Some(Self(both)),
        }
    }

    /// A number for each set of languages, less than 8.
    pub const fn place(self) -> usize {
        self.0 as usize
    }

    /// Whether it may be Belarusian.
    pub const fn may_be_belarusian(self) -> bool {
        self.0 & B.0 != 0
    }

    /// Whether it may be Ukrainian.
    pub const fn may_be_ukrainian(self) -> bool {
        self.0 & U.0 != 0
    }

    /// The one language of both, if both are surely in one.
    pub const fn of_both(self, other: Self) -> Option<Self> {
        if self.0 == other.0 && self.0.is_power_of_two() { Some(self) } else { None }
    }
}

/// Cyrillic letters that not every language has.
const LETTERS: &[(&str, Tongues)] =
    &[("ў", B), ("ъ", R), ("їєґ", U), ("ыэё", BR), ("і", BU), ("ищ", RU)];

/// How names begin: given names, and the patronymics and surnames made of them.
const BEGINNINGS: &[(&str, Tongues)] = &[
    ("александр", R),
    ("алексе", R),
    ("андреев", R),
    ("васильев", R),
    ("дмитри", R),
    ("денис", RU),
    ("евген", R),
    ("екатерин", R),
    ("елен", R),
    ("николай", R),
    ("николаев", R),
    ("сергей", R),
    ("сергеев", R),
    ("юрьев", R),
    ("борис", RU),
    ("володимир", U),
    ("дмитр", RU),
    ("катерин", U),
    ("микол", U),
    ("михайло", RU),
    ("олександр", U),
    ("олекс", U),
    ("олен", U),
    ("павло", RU),
    ("тетян", U),
    ("aleks", R),
    ("boris", R),
    ("denis", R),
    ("dmitri", R),
    ("dmitry", R),
    ("egor", R),
    ("ekaterin", R),
    ("elen", R),
    ("evgen", R),
    ("galin", R),
    ("gennad", R),
    ("grigor", R),
    ("igor", R),
    ("irin", R),
    ("jekaterin", R),
    ("jelen", R),
    ("jevgen", R),
    ("jewgen", R),
    ("kirill", R),
    ("konstantin", R),
    ("leonid", RU),
    ("nikola", R),
    ("oleg", R),
    ("serge", R),
    ("siergie", R),
    ("svetlan", R),
    ("vladimir", R),
    ("wladimir", R),
    ("yekaterin", R),
    ("yelen", R),
    ("yevgen", R),
    ("anatoli", RU),
    ("anatoly", RU),
    ("anatolj", RU),
    ("anatole", Tongues::ANY),
    ("anatol", B),
    ("piatr", B),
    ("pjatr", B),
    ("pyatr", B),
    ("dmytr", U),
    ("ihor", U),
    ("kateryn", U),
    ("kostiantyn", U),
    ("mykol", U),
    ("oleksandr", U),
    ("oleks", U),
    ("olen", U),
    ("oleh", U),
    ("olha", U),
    ("serhi", U),
    ("svitlan", U),
    ("tetian", U),
    ("tetyan", U),
    ("volodym", U),
    ("yevhen", U),
    ("hann", BU),
    ("halin", B),
    ("ihar", B),
    ("andrei", BR),
    ("andrej", BR),
    ("andrey", BR),
    ("viktor", RU),
    ("viktar", B),
    ("pavel", BR),
    ("pawel", BR),
    ("vadim", R),
    ("wadim", R),
];

/// How names end.
const ENDINGS: &[(&str, Tongues)] = &[
    ("авіч", B),
    ("енка", B),
    ("анка", B),
    ("ава", B),
    ("авец", B),
    ("скі", B),
    ("цкі", B),
    ("енко", RU),
    ("ов", RU),
    ("ев", RU),
    ("ёв", RU),
    ("овна", R),
    ("евна", R),
    ("ский", R),
    ("цкий", R),
    ("ская", BR),
    ("цкая", BR),
    ("йович", U),
    ("івна", U),
    ("ївна", U),
    ("ський", U),
    ("ська", U),
    ("цький", U),
    ("цька", U),
    ("avich", B),
    ("avič", B),
    ("avitj", B),
    ("avitch", B),
    ("awicz", B),
    ("awitsch", B),
    ("auna", B),
    ("euna", B),
    ("aŭna", B),
    ("eŭna", B),
    ("au", B),
    ("eu", B),
    ("ou", B),
    ("ŭ", B),
    ("enka", B),
    ("ava", B),
    ("awa", B),
    ("avets", B),
    ("aviec", B),
    ("ovna", R),
    ("evna", R),
    ("owna", R),
    ("ewna", R),
    ("ivna", U),
    ("iwna", U),
    ("yivna", U),
    ("ov", RU),
    ("ev", RU),
    ("enko", RU),
];

/// How patronymics end. A surname may end so in any of the languages.
const FATHERS: &[(&str, Tongues)] = &[
    ("ovich", RU),
    ("ovič", RU),
    ("ovitj", RU),
    ("ovitch", RU),
    ("owicz", RU),
    ("owitsch", RU),
    ("ovych", U),
    ("ovyč", U),
    ("ovytch", U),
    ("ovytj", U),
    ("owycz", U),
    ("owytsch", U),
];

/// What only Belarusian names have in Latin letters.
const BELARUSIAN: &[&str] = &[
    "dzi", "dzm", "dzy", "dzj", "tsi", "tsj", "siarh", "sjarh", "aliaks", "alyaks", "aljaks",
    "alaks", "ulad", "mikal", "yau", "jau", "iau",
];

/// The languages that a word (in small letters) may be written in. A given name, or a father's, tells more than a surname.
#[must_use]
pub(super) fn of(word: &str, is_given: bool) -> Tongues {
    let cyrillic = word.chars().any(is_cyrillic);
    if !cyrillic && BELARUSIAN.iter().any(|sign| word.contains(sign)) {
        return B;
    }
    let letters = LETTERS.iter().filter(|(letters, _)| word.chars().any(|l| letters.contains(l)));
    let begins = BEGINNINGS.iter().find(|(beginning, _)| is_given && word.starts_with(beginning));
    let ends = ENDINGS.iter().find(|(ending, _)| word.ends_with(ending));
    let father = FATHERS.iter().find(|(ending, _)| is_given && word.ends_with(ending));
    let mut signs = letters.chain(begins).chain(ends).chain(father).map(|(_, tongues)| *tongues);
    signs.try_fold(Tongues::ANY, Tongues::and).unwrap_or(Tongues::ANY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_endings_and_given_names_tell_the_language() {
        for (word, tongues) in [
            ("вумесл", Tongues::ANY),
            ("вымыслаў", B),
            ("вумесленко", RU),
            ("вимислів", U),
            ("сергіївна", U),
            ("сергеевна", R),
            ("siarhei", B),
            ("sergei", R),
            ("serhii", U),
            ("petrovych", U),
            ("vymyslou", B),
        ] {
            assert_eq!(of(word, true), tongues, "{word}");
        }
        assert_eq!(of("олексин", false), RU, "a surname is often of a neighbour's given name");
    }

    #[test]
    fn what_one_word_denies_is_not_told_by_another() {
        assert_eq!(R.and(RU), Some(R));
        assert_eq!(B.and(RU), None);
        assert_eq!(R.of_both(R), Some(R));
        assert_eq!(RU.of_both(RU), None);
    }
}
