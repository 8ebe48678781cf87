//! A name made ready to be compared: read once, compared often.

use super::{
    Bearer, Part, PartKind, body,
    latin::Habit,
    reading,
    sound::Fold,
    tongue::Tongues,
    word::{self, Word},
};
use crate::Gender;

/// A name made ready to be compared: its parts, what they are and how they sound.
///
/// To prepare a name costs some microseconds and some memory; [`super::compare`]
/// then costs neither.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(super) bearer: Bearer,
    pub(super) parts: Vec<Part>,
}

impl Prepared {
    /// Reads a name. No text is refused: one without letters has no parts, and matches nothing.
    #[must_use]
    pub fn new(text: &str, bearer: Bearer) -> Self {
        Self::by(reading::read, text, bearer)
    }

    /// The same with its words read in more ways than names are compared by.
    #[must_use]
    pub(super) fn widely(text: &str, bearer: Bearer) -> Self {
        Self::by(reading::read_widely, text, bearer)
    }

    fn by(read: fn(&str, Habit) -> Vec<Fold>, text: &str, bearer: Bearer) -> Self {
        let words = word::words(text);
        let habit = Habit::of(words.iter().map(|word| word.letters.as_str()));
        let part = |word: &Word| Part::new(word, read(&word.letters, habit));
        let mut parts: Vec<Part> = words.iter().map(part).collect();
        tell_language(&mut parts);
        match bearer {
            Bearer::Person => tell_kinds(&mut parts),
            Bearer::Organization | Bearer::Thing => tell_words(&mut parts),
        }
        Self { bearer, parts }
    }

    /// Whose name it is.
    #[must_use]
    pub const fn bearer(&self) -> Bearer {
        self.bearer
    }

    /// Its parts, in the order in which they are written.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The gender that the name itself tells, by its given name or patronymic.
    #[must_use]
    pub fn gender(&self) -> Option<Gender> {
        let told = |part: &Part| match part.kind {
            PartKind::Patronymic => part.patronymic.as_ref().map(|stem| stem.gender),
            PartKind::Given => part.gender,
            _ => None,
        };
        self.parts.iter().find_map(told)
    }
}

/// A name is in one language: what some of its words tell, and none denies, is so of all.
fn tell_language(parts: &mut [Part]) {
    let told = parts.iter().map(|part| part.tongues).try_fold(Tongues::ANY, Tongues::and);
    if let Some(told) = told {
        for part in parts {
            part.tongues = told;
        }
    }
}

/// Legal forms, in full or short, are told from words, and each common word gets its meaning.
fn tell_words(parts: &mut [Part]) {
    let folds: Vec<Fold> =
        parts.iter().map(|part| part.readings.first().copied().unwrap_or(Fold::EMPTY)).collect();
    let mut form_until = 0;
    for (at, part) in parts.iter_mut().enumerate() {
        part.base = None;
        part.patronymic = None;
        part.names.clear();
        part.kind = PartKind::Word;
        if let Some((words, number)) = folds.get(at..).and_then(body::legal_form) {
            form_until = form_until.max(at + words);
            part.names.push(number);
        }
        if at < form_until {
            part.kind = PartKind::LegalForm;
        } else if let Some((kind, number)) = folds.get(at).and_then(|fold| body::meaning(*fold)) {
            part.kind = kind;
            part.names.push(number);
        }
    }
}

/// Of words that could be a surname as well as a patronymic (Butkevich), at most one is
/// taken for the patronymic: the one made of a known given name, after a given name.
fn tell_kinds(parts: &mut [Part]) {
    let full = parts.iter().filter(|part| part.kind != PartKind::Initial).count();
    let best = (0..parts.len())
        .filter(|&at| parts[at].patronymic.is_some() && parts[at].kind != PartKind::Initial)
        .max_by_key(|&at| {
            let part = &parts[at];
            let known = part.patronymic.as_ref().is_some_and(|stem| !stem.names.is_empty());
            let after_given = at > 0 && parts[at - 1].kind == PartKind::Given;
            let surname = part.comma || (part.capitals && parts.iter().any(|part| !part.capitals));
            (!surname, known, after_given, at)
        });
    if let Some(at) = best {
        let part = &parts[at];
        let known = part.patronymic.as_ref().is_some_and(|stem| !stem.names.is_empty());
        let surname = part.comma || (part.capitals && parts.iter().any(|part| !part.capitals));
        if full >= 3 || (known && !surname) {
            parts[at].kind = PartKind::Patronymic;
        }
    }
    // Someone is called by a surname: of several given names and no surname, it is the one in capitals or
    // before the comma, or the one that does not stand before the patronymic.
    if !parts.iter().any(|part| part.kind == PartKind::Surname) {
        let marked = parts.iter().position(|part| part.comma).or_else(|| {
            parts
                .iter()
                .position(|part| part.capitals)
                .filter(|_| parts.iter().any(|part| !part.capitals))
        });
        if let Some(at) = marked.or_else(|| beside_a_full_name(parts)) {
            parts[at].kind = PartKind::Surname;
        }
    }
}

/// The one other word beside a given name and the patronymic behind it.
fn beside_a_full_name(parts: &[Part]) -> Option<usize> {
    let patronymic = parts.iter().position(|part| part.kind == PartKind::Patronymic)?;
    match (parts.len(), patronymic) {
        (3, 1) => Some(2),
        (3, 2) => Some(0),
        _ => None,
    }
}
