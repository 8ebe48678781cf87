//! One of a population, and how the name is written.

use std::collections::BTreeSet;

use detente_core::names::transliterate::{Standard, transliterate};

use super::{MEN, Population, WOMEN};

/// One of a population, and how the name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Someone {
    pub(super) female: bool,
    pub(super) given: usize,
    pub(super) father: Option<usize>,
    pub(super) surname: usize,
    pub(super) language: usize,
    /// Whether ё keeps its dots.
    pub(super) yo: bool,
    pub(super) surname_first: bool,
    pub(super) standard: Option<Standard>,
}

impl Someone {
    /// The name as it is written.
    #[must_use]
    pub fn written(&self, of: &Population) -> String {
        let cyrillic = self.cyrillic(of, self.surname_first);
        self.standard.map_or(cyrillic.clone(), |standard| transliterate(&cyrillic, standard))
    }

    /// Whether it is the name of another: the same names, or what some standard writes alike. That is so
    /// where a standard for the language of either writes both alike, and where what is written of the
    /// one is how some standard writes the other, in any language that the other's name has.
    #[must_use]
    pub fn is_called_as(&self, other: &Self, of: &Population) -> bool {
        let who = |one: &Self| (one.female, one.given, one.father, one.surname);
        who(self) == who(other)
            || self.is_written_as(other, of)
            || self.may_be_written(&other.in_order(of), of)
            || other.may_be_written(&self.in_order(of), of)
    }

    /// Whether a standard for the language of either writes both alike.
    fn is_written_as(&self, other: &Self, of: &Population) -> bool {
        let names = [self, other].map(|one| one.cyrillic(of, false));
        let languages = BTreeSet::from([self, other].map(|one| of.languages[one.language]));
        let mut standards = languages.into_iter().flat_map(Standard::of_language);
        standards.any(|standard| {
            let [one, other] = names.each_ref().map(|name| transliterate(name, standard));
            one.to_lowercase() == other.to_lowercase()
        })
    }

    /// How a list writes the name, but for the order and capitals.
    fn in_order(&self, of: &Population) -> String {
        Self { surname_first: false, ..*self }.written(of).to_lowercase()
    }

    /// Whether the name, in a language that it has, is written so in Cyrillic or by some standard.
    fn may_be_written(&self, text: &str, of: &Population) -> bool {
        (0..of.languages.len()).any(|language| {
            [false, true].into_iter().any(|yo| {
                let cyrillic = Self { language, yo, ..*self }.cyrillic(of, false);
                let mut standards = Standard::of_language(of.languages[language]);
                cyrillic.to_lowercase() == text
                    || standards
                        .any(|standard| transliterate(&cyrillic, standard).to_lowercase() == text)
            })
        })
    }

    fn cyrillic(&self, of: &Population, surname_first: bool) -> String {
        let language =
            super::LANGUAGES.iter().position(|code| *code == of.languages[self.language]);
        let language = language.unwrap_or_default();
        let given =
            if self.female { WOMEN[self.given] } else { MEN[self.given].0 }[language].to_owned();
        let father = self.father.map(|father| {
            let son = MEN[father].1[language];
            if self.female { daughter(son, language) } else { son.to_owned() }
        });
        let surname = &of.surnames[self.surname];
        let surname =
            if self.female { &surname.woman } else { &surname.man }[self.language].clone();
        let names = [Some(given), father].into_iter().flatten();
        let words: Vec<String> = if surname_first {
            std::iter::once(surname).chain(names).collect()
        } else {
            names.chain([surname]).collect()
        };
        let text = words.join(" ");
        if self.yo || language != 1 { text } else { text.replace('ё', "е").replace('Ё', "Е") }
    }
}

/// What a daughter is called after her father in a language, from what a son is.
fn daughter(son: &str, language: usize) -> String {
    const ENDINGS: [&[(&str, &str)]; 3] = [
        &[("віч", "ўна")],
        &[("вич", "вна"), ("ич", "ична")],
        &[("йович", "ївна"), ("ович", "івна"), ("ич", "івна")],
    ];
    let mut endings = ENDINGS[language].iter();
    let ending = endings.find_map(|(man, woman)| Some((son.strip_suffix(man)?, woman)));
    ending.map_or_else(|| son.to_owned(), |(stem, woman)| format!("{stem}{woman}"))
}
