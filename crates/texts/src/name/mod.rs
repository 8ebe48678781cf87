//! Names in a text: of persons, bodies and places, each with where it stands.

mod age;
pub(crate) mod birth;
pub(crate) mod case;
mod cells;
mod country;
mod homonym;
mod kind;
pub(crate) mod run;
mod titled;
mod tongue;
mod words;

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use detente_core::{
    CountryCode, Gender, OrganizationKind, PartialDate, PlaceKind,
    names::{Bearer, PartKind, Prepared},
};

pub use self::country::country;
pub(crate) use self::{
    cells::InCells,
    words::{is_of_body, is_role, is_title},
};
use self::{
    kind::Cue,
    run::{Run, runs},
};
use crate::{
    document::{Passage, PassageKind},
    place::Place,
    sentence::Sentences,
};

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NameKind {
    /// A human being.
    Person,
    /// A body.
    Organization,
    /// A place.
    Place,
}

/// A name that a text gives, and what it tells of its bearer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The name, as the text has it in full.
    pub text: String,
    /// What it is of; none where the text does not tell.
    pub kind: Option<NameKind>,
    /// Whether the text tells it beyond doubt.
    pub sure: bool,
    /// Its other names in the text: the letters it goes by.
    pub also: Vec<String>,
    /// What kind of body it is, where the text tells.
    pub body: Option<OrganizationKind>,
    /// What kind of place it is, where the text tells.
    pub place: Option<PlaceKind>,
    /// The country it is, where it is one.
    pub country: Option<CountryCode>,
    /// The titles before the name, each where it stands first: `Special Envoy`.
    pub titles: Vec<(String, Place)>,
    /// How old the person is, and where the text says so.
    pub ages: Vec<(u32, Place)>,
    /// How old the person was at another time than that of the text, and where it says so.
    pub ages_then: Vec<(u32, Place)>,
    /// When the person was born, and where the text says so.
    pub born: Vec<(PartialDate, Place)>,
    /// What the text calls the person beside the name, with the name.
    pub called: Vec<Place>,
    /// The person's gender, where the name or a title tells.
    pub gender: Option<Gender>,
    /// Whether it stands in a case other than the one in which its bearer is called, or may.
    pub declined: bool,
    /// Where it stands in full for the first time.
    pub place_in_text: Place,
    /// On which lines it stands.
    pub lines: Vec<usize>,
}

/// A place in a passage where someone or something is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The words of the name, without titles.
    pub tokens: Range<usize>,
    /// Which of the names it is.
    pub name: usize,
}

/// The names of a text, and where each passage has them.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub all: Vec<Named>,
    /// For each passage, in order.
    pub mentions: Vec<Vec<Mention>>,
}

/// A run, where it stands and what is told about it there.
struct Found {
    passage: usize,
    run: Run,
    text: String,
    cue: Cue,
}

impl Found {
    /// What a name is known by: `U.S.` and `United States` are one country.
    fn key(&self) -> String {
        self.cue.country.map_or_else(|| key(&self.text), |code| format!("the country {code}"))
    }
}

/// What a name of several words is known by: `JANA NOVOTNA`, `Jana Novotna` and `Jana "Janka" Novotna` are one
/// person.
pub(crate) fn key(name: &str) -> String {
    if !name.contains(' ') {
        return name.to_owned();
    }
    let nickname = |word: &&str| word.starts_with(['"', '“', '‘', '«', '„', '\'']);
    let words: Vec<&str> = name.split(' ').filter(|word| !nickname(word)).collect();
    words.join(" ").to_lowercase()
}

/// What a surname is known by; `NOVAK` is Novak too, and `UN` is no Un.
fn surname_key(last: &str) -> String {
    if last.chars().count() > 3 { last.to_lowercase() } else { last.to_owned() }
}

/// Whether a name is written in large letters alone, and so tells less than it does elsewhere.
fn is_large(name: &str) -> bool {
    !name.chars().any(char::is_lowercase)
}

impl Names {
    /// The names of these passages, and those in the cells of tables.
    pub fn of(passages: &[Passage], read: &[Sentences<'_>], cells: &InCells) -> Self {
        let small = small_words(read);
        let declines = tongue::declines_names(read);
        let mut found = Vec::new();
        let mut given: HashMap<String, bool> = HashMap::new();
        for (at, (passage, sentences)) in passages.iter().zip(read).enumerate() {
            if passage.kind == PassageKind::Heading {
                continue;
            }
            for run in runs(sentences, &small) {
                let text = sentences.words(&run.name).to_owned();
                // Reading a name takes longer than all else here, and names return again and again.
                let begins = *given.entry(text.clone()).or_insert_with(|| begins_with_given(&text));
                let mut cue = kind::cue(sentences, passage, &run, &text, begins);
                if declines && cue.kind == Some(NameKind::Person) && !case::is_cyrillic(&text) {
                    cue = cue.without_office().in_another_case();
                }
                found.push(Found { passage: at, run, text, cue });
            }
        }
        let mut by_text: HashMap<String, usize> = HashMap::new();
        let mut names = Self::of_cells(cells, passages.len(), &mut by_text);
        names.full(&found, passages, read, &mut by_text);
        names.short(found, passages, read, &mut by_text);
        names.add_ages_of_cells(cells, &by_text);
        for named in &mut names.all {
            named.lines.sort_unstable();
            named.lines.dedup();
        }
        names
    }

    /// Names of several words, and single ones that no doubt is about.
    fn full(
        &mut self,
        found: &[Found],
        passages: &[Passage],
        read: &[Sentences<'_>],
        by_text: &mut HashMap<String, usize>,
    ) {
        let many: Vec<&Found> = found.iter().filter(|one| one.run.name.len() > 1).collect();
        let (short, long): (Vec<&Found>, Vec<&Found>) =
            many.into_iter().partition(|one| is_without_surname(&one.text));
        let known = long.len();
        for (order, one) in long.into_iter().chain(short).enumerate() {
            let mut anyones = false;
            if order >= known && !by_text.contains_key(&one.key()) {
                let full = self.in_full(&one.text);
                if let [only] = *full {
                    by_text.insert(one.key(), only);
                }
                // `Adamovich` may be a surname, and `Adamovna` is none.
                anyones = full.len() > 1 || (full.is_empty() && one.text.ends_with(['a', 'а']));
            }
            let at = self.named(one, passages, read, by_text);
            self.all[at].sure &= !anyones;
            if let Some(letters) = &one.cue.letters {
                by_text.entry(letters.clone()).or_insert(at);
                if !self.all[at].also.contains(letters) {
                    self.all[at].also.push(letters.clone());
                }
            }
        }
    }

    /// The names that begin with a given name and that of the father: of `Ivan Petrovich`, Ivan Petrovich Lis.
    fn in_full(&self, text: &str) -> Vec<usize> {
        let begins =
            |named: &Named| named.text.strip_prefix(text).is_some_and(|rest| rest.starts_with(' '));
        (0..self.all.len()).filter(|at| begins(&self.all[*at])).collect()
    }

    /// Single words: a surname of someone named in full, or a name of its own.
    fn short(
        &mut self,
        found: Vec<Found>,
        passages: &[Passage],
        read: &[Sentences<'_>],
        by_text: &mut HashMap<String, usize>,
    ) {
        let mut by_last: HashMap<String, Option<usize>> = HashMap::new();
        let place = |one: &&Found| one.run.name.len() == 1 && one.cue.kind == Some(NameKind::Place);
        let places: HashSet<&str> = found.iter().filter(place).map(|one| &*one.text).collect();
        for (at, named) in self.all.iter().enumerate() {
            let Some((_, last)) = named.text.rsplit_once(' ') else { continue };
            // The Keepers' Guild is the Guild, and `Free Sedm` is no Sedm.
            let stands_for_it = match named.kind {
                Some(NameKind::Place) => false,
                Some(NameKind::Organization) => is_of_body(&last.to_lowercase()),
                Some(NameKind::Person) => true,
                None => !places.contains(last),
            };
            if stands_for_it {
                let several = |known: &mut Option<usize>| *known = None;
                by_last.entry(surname_key(last)).and_modify(several).or_insert(Some(at));
            }
        }
        let certain: HashSet<String> = found
            .iter()
            .filter(|one| one.run.name.len() == 1 && (!one.run.doubtful || one.cue.kind.is_some()))
            .map(|one| one.text.clone())
            .collect();
        for one in found {
            let mention = |name| Mention { tokens: one.run.name.clone(), name };
            if one.run.name.len() > 1 {
                if let Some(name) = by_text.get(&one.key()) {
                    self.mentions[one.passage].push(mention(*name));
                }
                continue;
            }
            let surname = by_last
                .get(&surname_key(&one.text))
                .or_else(|| case::declined(&one.text, &by_last));
            if let Some(Some(name)) = surname {
                let line = line_of(&passages[one.passage], &read[one.passage], &one.run.name);
                let named = &mut self.all[*name];
                named.lines.push(line);
                if case::of_surname(&one.text, named) == case::Case::AsCalled {
                    one.cue.tell(named);
                } else {
                    one.cue.clone().without_office().tell(named);
                }
                self.mentions[one.passage].push(mention(*name));
            } else if certain.contains(&one.text) || by_text.contains_key(&one.key()) {
                let name = self.named(&one, passages, read, by_text);
                self.mentions[one.passage].push(mention(name));
            }
        }
    }

    /// The name of this run: one that is known already, or a new one.
    fn named(
        &mut self,
        one: &Found,
        passages: &[Passage],
        read: &[Sentences<'_>],
        by_text: &mut HashMap<String, usize>,
    ) -> usize {
        let line = line_of(&passages[one.passage], &read[one.passage], &one.run.name);
        let at = *by_text.entry(one.key()).or_insert(self.all.len());
        if at == self.all.len() {
            let declined = one.cue.declined;
            self.all.push(Named { declined, ..Named::default() });
        }
        let named = &mut self.all[at];
        let in_full = is_large(&named.text) && !is_large(&one.text) && one.text.contains(' ');
        let as_called = named.declined && !one.cue.declined;
        if named.text.is_empty() || in_full || as_called {
            named.text.clone_from(&one.text);
            named.place_in_text = Place { line, quote: one.text.clone() };
            named.declined = one.cue.declined;
            // In another case a man's name is spelt as a woman's.
            let gender = || gender_of(&one.text);
            named.gender = named.gender.or_else(gender).filter(|_| !named.declined);
        }
        named.lines.push(line);
        one.cue.tell(named);
        at
    }
}

fn line_of(passage: &Passage, sentences: &Sentences<'_>, words: &Range<usize>) -> usize {
    passage.line_at(sentences.tokens.get(words.start).map_or(0, |token| token.span.start))
}

/// The words that the text writes with a small letter.
fn small_words(read: &[Sentences<'_>]) -> HashSet<String> {
    let words = read.iter().flat_map(|sentences| {
        sentences
            .tokens
            .iter()
            .filter(|token| token.is_word())
            .map(|token| token.of(sentences.text))
    });
    words.filter(|word| word.starts_with(char::is_lowercase)).map(str::to_owned).collect()
}

/// The gender that a name tells. In Latin letters `Petra` and `Nikita` are a man's name in one language and a woman's in
/// another.
fn gender_of(name: &str) -> Option<Gender> {
    let prepared = Prepared::new(name, Bearer::Person);
    let open = |word: &str| word.is_ascii() && word.ends_with(['a', 'A']);
    let either = name.split_whitespace().next().is_some_and(open);
    prepared.gender().filter(|gender| *gender != Gender::Male || !either)
}

/// Whether a name begins with a given name, and so is most likely a person's.
pub(crate) fn begins_with_given(text: &str) -> bool {
    let prepared = Prepared::new(text, Bearer::Person);
    prepared.parts().len() > 1
        && prepared.parts().first().is_some_and(|part| part.kind() == PartKind::Given)
}

/// Whether a name is a given one and that of the father alone, which many bear: `Ivan Petrovich`.
fn is_without_surname(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(given), Some(father), None) = (words.next(), words.next(), words.next()) else {
        return false;
    };
    begins_with_given(text) && titled::is_with_patronymic(given, father)
}

/// Whether a text could be the name of a person: two to five words in capitals, and none of a body's.
pub(crate) fn may_be_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=5).contains(&words.len())
        && words.iter().all(|word| {
            let small = word.to_lowercase();
            let letters =
                word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
            letters
                && (word.starts_with(char::is_uppercase) || words::is_particle(word))
                && words::body_word(&small).is_none()
                && !words::is_place_word(&small)
                && !words::is_other_word(&small)
                && !is_title(&small)
        })
}

#[cfg(test)]
mod tests;
