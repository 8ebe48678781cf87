//! How a name sounds, in a short text beside its keys, and what that promises a search.

use std::collections::{BTreeSet, HashMap};

use super::{Part, PartKind, Prepared, Query, patronymic, query::Typed, sound::Fold};

/// Between two readings of a word, two words, and two names.
const READING: char = '/';
const WORD: char = ' ';
const NAME: char = '|';

/// So long is the text of one name at most, and of several: an index takes no row of any length.
const LONGEST: usize = 300;
const LONGEST_OF_ALL: usize = 900;

/// How a name sounds: its words in every way in which they can be read.
pub(super) fn sounds(name: &Prepared) -> String {
    let mut sounds = String::new();
    for part in name.parts() {
        let readings: Vec<&str> = part.folds().collect();
        let word = readings.join(&READING.to_string());
        if sounds.len() + word.len() >= LONGEST {
            break;
        }
        if !sounds.is_empty() {
            sounds.push(WORD);
        }
        sounds.push_str(&word);
    }
    sounds
}

/// How several names sound, side by side.
pub(super) fn side_by_side(names: &BTreeSet<String>) -> String {
    let mut all = String::new();
    for name in names {
        if all.len() + name.len() >= LONGEST_OF_ALL {
            break;
        }
        if !all.is_empty() {
            all.push(NAME);
        }
        all.push_str(name);
    }
    all
}

/// Tells by their sounds alone which names may answer a query best: what it lets through is then
/// read and scored. What a name promises is a guess, and shown to nobody.
#[derive(Debug)]
pub struct Sieve<'a> {
    query: &'a Query,
    /// How well each word that was heard answers each that was typed.
    heard: HashMap<String, Vec<f32>>,
}

impl<'a> Sieve<'a> {
    /// For what somebody typed.
    #[must_use]
    pub fn new(query: &'a Query) -> Self {
        Self { query, heard: HashMap::new() }
    }

    /// How well the best of the names may answer that sound so (see [`super::entries()`]), up to 1.
    pub fn promise(&mut self, sounds: &str) -> f32 {
        sounds.split(NAME).map(|name| self.of_name(name)).fold(0.0, f32::max)
    }

    fn of_name(&mut self, name: &str) -> f32 {
        for word in name.split(WORD) {
            if !self.heard.contains_key(word) {
                self.heard.insert(word.to_owned(), hear(self.query, word));
            }
        }
        let words: Vec<&[f32]> =
            name.split(WORD).filter_map(|word| self.heard.get(word)).map(Vec::as_slice).collect();
        let mut taken = 0_u32;
        let (mut sum, mut typed) = (0.0, 0_u8);
        let typed_words = self.query.typed().enumerate();
        for (at, _) in typed_words.filter(|(_, typed)| !typed.part.is_tie()) {
            typed += 1;
            let free = words.iter().enumerate().filter(|(place, _)| taken & (1 << place) == 0);
            let likes = free.filter_map(|(place, likes)| Some((place, *likes.get(at)?)));
            if let Some((place, like)) = likes.max_by(|one, other| one.1.total_cmp(&other.1)) {
                taken |= 1 << place;
                sum += like;
            }
        }
        let unsaid = words.len().saturating_sub(usize::from(typed)).min(5);
        let unsaid = f32::from(u8::try_from(unsaid).unwrap_or(u8::MAX));
        sum / f32::from(typed.max(1)) * (1.0 - 0.02 * unsaid)
    }
}

/// How well a word of these sounds answers each that was typed.
fn hear(query: &Query, word: &str) -> Vec<f32> {
    let readings = word.split(READING).map(|sounds| Fold::new(sounds.as_bytes())).collect();
    let heard = Part::heard(readings, query.name().bearer());
    query.typed().map(|typed| typed.likeness(&heard).max(as_father(typed, &heard))).collect()
}

/// How well it answers a patronymic, if it is one: that is told by its neighbours, which are not known.
fn as_father(typed: Typed<'_>, heard: &Part) -> f32 {
    if typed.part.kind() != PartKind::Patronymic {
        return 0.0;
    }
    let stem = heard.readings.first().and_then(|fold| patronymic::stem(*fold));
    if stem.is_none() {
        return 0.0;
    }
    typed.likeness(&Part { kind: PartKind::Patronymic, patronymic: stem, ..heard.clone() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::names::{Bearer, entries};

    fn person(text: &str) -> Prepared {
        Prepared::new(text, Bearer::Person)
    }

    proptest! {
        #[test]
        fn the_best_answer_is_among_the_most_promising(
            words in prop::collection::vec(("(Вым|Нібы|Выдум|Прыд|Сачын)(ысл|ан|ур|ац|эль)(энка|ов|ская|ік|авец)", 0_usize..6), 40..120),
            asked in any::<prop::sample::Index>(),
            cut in 0_usize..6,
        ) {
            let given = ["Сяргей", "Sergey", "Таццяна", "Віталь", "Иван", "Sasha"];
            let names: Vec<String> = words.iter().map(|(word, at)| format!("{} {word}", given[*at])).collect();
            let mut typed: Vec<char> = names[asked.index(names.len())].chars().collect();
            typed.remove(typed.len() - 1 - cut);
            let query = Query::new(&typed.iter().collect::<String>(), Bearer::Person, true);
            let mut sieve = Sieve::new(&query);
            let (mut promised, mut scores) = (Vec::new(), Vec::new());
            for name in &names {
                let prepared = person(name);
                scores.push(query.relevance(&prepared));
                let sounds = entries(&[prepared]).into_values().next().unwrap_or_default();
                promised.push((sieve.promise(&sounds), scores.len() - 1));
            }
            promised.sort_by(|one, other| other.0.total_cmp(&one.0));
            let best = scores.iter().copied().fold(0.0, f64::max);
            let first = promised.iter().take(20).map(|(_, at)| scores[*at]).fold(0.0, f64::max);
            prop_assert!((best - first).abs() < 1e-6, "{typed:?}: {best} {first}");
        }
    }
}
