//! Words as they may have been meant: without a slip of the finger.

use std::collections::HashSet;

use super::{
    Part, Prepared,
    given::{self, NameNumber},
    key,
    latin::Habit,
    reading,
    sound::Fold,
};

/// The rows of letters of keyboards: Latin, and Cyrillic with the letters of three languages.
const KEYBOARDS: [[&str; 3]; 2] =
    [["qwertyuiop", "asdfghjkl", "zxcvbnm"], ["йцукенгшўзхїґ", "фыівапролджэє", "ячсмитьбюё"]];

/// Words of more letters than this are not looked at letter by letter.
const LONGEST: usize = 24;

/// What a word may have been meant for, if one slip was made in it: a letter too many, left out, or
/// struck beside; two that changed places.
#[derive(Clone, Debug, Default)]
pub(super) struct Slips {
    /// How it would sound.
    folds: HashSet<Fold>,
    /// Which given names it would be.
    names: HashSet<NameNumber>,
    /// The skeletons it would have, and has not, the likeliest first; and all others a class of consonants away.
    pub skeletons: Vec<String>,
}

impl Slips {
    /// Those of a word of a name.
    #[must_use]
    pub fn of(part: &Part, name: &Prepared) -> Self {
        let own = part.keys();
        let mut known: HashSet<String> = own.iter().cloned().collect();
        let mut slips = Self::default();
        let keyboard = KEYBOARDS[usize::from(part.cyrillic)];
        let is_struck = |letter: char| keyboard.iter().any(|row| row.contains(letter));
        // What is written on other keyboards does not come to be read by a letter more or less.
        if !part.text().chars().any(is_struck) {
            return slips;
        }
        let others = name.parts().iter().filter(|other| other.place != part.place);
        let habit = Habit::of(others.map(Part::text));
        for word in slipped(part.text(), keyboard) {
            let readings = reading::read(&word, habit.with(&word));
            slips.names.extend(given::read(&readings).iter().map(|known| known.number));
            for fold in readings.into_iter().filter(|fold| slips.folds.insert(*fold)) {
                add(&mut slips.skeletons, &mut known, key::skeleton(fold));
            }
        }
        for skeleton in &own {
            neighbours(skeleton, |near| add(&mut slips.skeletons, &mut known, near));
        }
        slips
    }

    /// Whether it may have been this word.
    #[must_use]
    pub fn lead_to(&self, word: &Part) -> bool {
        word.readings.iter().any(|fold| self.folds.contains(fold))
            || word.names.iter().any(|name| self.names.contains(name))
    }
}

fn add(to: &mut Vec<String>, known: &mut HashSet<String>, skeleton: String) {
    if !skeleton.is_empty() && known.insert(skeleton.clone()) {
        to.push(skeleton);
    }
}

/// A word as it would be without one slip.
fn slipped(word: &str, keyboard: [&str; 3]) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() > LONGEST {
        return Vec::new();
    }
    let mut words = Vec::new();
    for at in 0..=letters.len() {
        let (before, after) = letters.split_at(at);
        let mut with = |middle: &[char], rest: &[char]| {
            words.push(before.iter().chain(middle).chain(rest).collect::<String>());
        };
        if let [first, rest @ ..] = after {
            with(&[], rest);
            for beside in beside(*first, keyboard).into_iter().flatten() {
                with(&[beside], rest);
            }
            if let [second, rest @ ..] = rest {
                with(&[*second, *first], rest);
            }
        }
        for letter in keyboard.iter().flat_map(|row| row.chars()) {
            with(&[letter], after);
        }
    }
    words
}

/// The letters of the keys to the left and to the right.
fn beside(letter: char, keyboard: [&str; 3]) -> [Option<char>; 2] {
    let Some(row) = keyboard.iter().find(|row| row.contains(letter)) else { return [None; 2] };
    let left = row.chars().take_while(|other| *other != letter).last();
    let right = row.chars().skip_while(|other| *other != letter).nth(1);
    [left, right]
}

/// The skeletons one class away. At most some two hundred, for a skeleton of ten.
fn neighbours(skeleton: &str, mut each: impl FnMut(String)) {
    let classes: Vec<char> = skeleton.chars().take(10).collect();
    for at in 0..=classes.len() {
        let (before, after) = classes.split_at(at);
        let mut near = |middle: &[char], rest: &[char]| {
            each(before.iter().chain(middle).chain(rest).collect());
        };
        if let [first, rest @ ..] = after {
            near(&[], rest);
            if let [second, rest @ ..] = rest {
                near(&[*second, *first], rest);
            }
            for class in key::CLASSES {
                near(&[class], rest);
            }
        }
        for class in key::CLASSES {
            near(&[class], after);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Bearer, Prepared, Query, keys};

    fn person(text: &str) -> Prepared {
        Prepared::new(text, Bearer::Person)
    }

    #[test]
    fn a_slip_in_either_word_leads_to_the_keys_of_the_name_and_leaves_the_likest_first() {
        let name = person("Вымысленка Сяргей");
        let other = person("Вымысловіч Сяргей");
        let kept = keys(&name);
        for text in [
            "Siarhei Vymyslnka",
            "Siarhei Vymyslenja",
            "Siarhei Vmyyslenka",
            "Siathei Vymyslenka",
            "iarhei Vymyslenka",
            "Siarhei Vymysllenka",
            "Sergej Wymysljenka",
            "Сяргей Вымысенка",
            "Сягрей Вымысленка",
        ] {
            let query = Query::new(text, Bearer::Person, false);
            let pairs = query.screened();
            assert!(pairs.iter().any(|key| key.contains('+') && kept.contains(key)), "{text}");
            assert!(query.relevance(&name) > 0.9, "{text}: {}", query.relevance(&name));
            assert!(query.relevance(&name) > query.relevance(&other), "{text}");
        }
    }

    #[test]
    fn newspapers_of_other_countries_are_understood() {
        for (typed, name) in [
            ("Tazzjana Wymysez", "Таццяна Вымысец"),
            ("Andrzej Wymyslecki", "Андрэй Вымыслецкі"),
            ("Iouri Vymychlenka", "Юрый Вымышленка"),
        ] {
            let (query, name) = (Query::new(typed, Bearer::Person, false), person(name));
            let kept = keys(&name);
            assert!(query.screened().iter().any(|key| kept.contains(key)), "{typed}");
            assert!(query.relevance(&name) > 0.9, "{typed}: {}", query.relevance(&name));
        }
    }
}
