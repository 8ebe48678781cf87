//! A population: people whose names are as common, and as much alike, as names are.
//!
//! Few given names and very many surnames, of which some hundred are borne by half of all (Zipf's law with a
//! flat beginning). Surnames are put together from any stem and any syllable, so that more differ by one sound than
//! real ones do, or made of words as real ones are.

mod lifelike;
mod someone;
mod words;

use rand::{
    Rng,
    distr::{Distribution, weighted::WeightedIndex},
    rngs::StdRng,
    seq::{IndexedRandom, SliceRandom},
};

pub use self::someone::Someone;
use self::words::{ENDINGS, MEN, MIDDLES, STEMS, WOMEN};
use crate::generator::Error;
use detente_core::names::transliterate::Standard;

/// The languages that names are in, as the standards of transliteration call them.
const LANGUAGES: [&str; 3] = ["be", "ru", "uk"];

/// A surname in one language or in three: a man's and a woman's.
#[derive(Clone, Debug)]
struct Surname {
    man: Vec<String>,
    woman: Vec<String>,
}

/// Which names there are, and how common each is.
#[derive(Clone, Debug)]
pub struct Population {
    surnames: Vec<Surname>,
    languages: &'static [&'static str],
    by_surname: WeightedIndex<f64>,
    by_man: WeightedIndex<f64>,
    by_woman: WeightedIndex<f64>,
    /// Whether everybody has a patronymic.
    patronymics: bool,
}

/// Weights that fall with the place: the first are borne by about one in as many as `flat` says.
fn zipf(many: usize, flat: f64) -> Result<WeightedIndex<f64>, Error> {
    let places = (0..u32::try_from(many)?).map(f64::from);
    Ok(WeightedIndex::new(places.map(|place| 1.0 / (place + flat)))?)
}

impl Population {
    /// Belarusians, Russians and Ukrainians with invented surnames, some nineteen thousand.
    pub fn invented(rng: &mut StdRng, patronymics: bool) -> Result<Self, Error> {
        let mut surnames = Vec::new();
        for stem in STEMS {
            for middle in MIDDLES {
                for (man, woman) in ENDINGS {
                    let whole = |ending: words::Three| -> Vec<String> {
                        (0..3).map(|at| [stem[at], middle[at], ending[at]].concat()).collect()
                    };
                    surnames.push(Surname { man: whole(man), woman: whole(woman) });
                }
            }
        }
        surnames.shuffle(rng);
        Self::new(surnames, &LANGUAGES, patronymics)
    }

    /// The same with surnames that are made as those of the three languages are, some three thousand.
    pub fn lifelike(rng: &mut StdRng, patronymics: bool) -> Result<Self, Error> {
        let mut surnames = lifelike::surnames();
        surnames.shuffle(rng);
        Self::new(surnames, &LANGUAGES, patronymics)
    }

    /// Russians with the surnames of a list: a man's, one a line, the commonest first.
    pub fn russian(surnames: &str, patronymics: bool) -> Result<Self, Error> {
        let lines = surnames.lines().map(str::trim).filter(|line| !line.is_empty());
        let surnames =
            lines.map(|man| Surname { man: vec![man.to_owned()], woman: vec![womans(man)] });
        Self::new(surnames.collect(), &LANGUAGES[1..2], patronymics)
    }

    fn new(
        surnames: Vec<Surname>,
        languages: &'static [&'static str],
        patronymics: bool,
    ) -> Result<Self, Error> {
        Ok(Self {
            by_surname: zipf(surnames.len(), 20.0)?,
            by_man: zipf(MEN.len(), 4.0)?,
            by_woman: zipf(WOMEN.len(), 4.0)?,
            surnames,
            languages,
            patronymics,
        })
    }

    /// Somebody, and how a list writes the name: in Cyrillic as often as in Latin letters of some standard,
    /// the surname first as often as last.
    pub fn someone(&self, rng: &mut StdRng) -> Someone {
        let female = rng.random_ratio(1, 3);
        let language = rng.random_range(0..self.languages.len());
        let given = if female { &self.by_woman } else { &self.by_man }.sample(rng);
        let father = self.patronymics.then(|| self.by_man.sample(rng));
        let surname = self.by_surname.sample(rng);
        let standards: Vec<Standard> = Standard::of_language(self.languages[language]).collect();
        Someone {
            female,
            given,
            father,
            surname,
            language,
            yo: rng.random(),
            surname_first: rng.random(),
            standard: if rng.random() { standards.choose(rng).copied() } else { None },
        }
    }
}

/// The form of a Russian surname for a woman.
fn womans(man: &str) -> String {
    if let Some(stem) = ["ий", "ый", "ой"].iter().find_map(|ending| man.strip_suffix(ending))
    {
        return format!("{stem}ая");
    }
    let takes_a = ["ов", "ев", "ёв", "ин", "ын"].iter().any(|ending| man.ends_with(ending));
    if takes_a { format!("{man}а") } else { man.to_owned() }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    fn somebody(surname: usize) -> Someone {
        Someone {
            female: false,
            given: 3,
            father: Some(4),
            surname,
            language: 0,
            yo: true,
            surname_first: false,
            standard: None,
        }
    }

    #[test]
    fn what_a_standard_writes_alike_is_one_name() {
        let people = Population::russian("Выдумарёв\nВыдумарев\nВыдумалов\n", true);
        let people = people.unwrap();
        assert_eq!(somebody(0).written(&people), "Андрей Николаевич Выдумарёв");
        assert!(somebody(0).is_called_as(&somebody(1), &people));
        assert!(!somebody(0).is_called_as(&somebody(2), &people));
    }

    #[test]
    fn one_name_in_two_languages_is_one_name() {
        let people = Population::invented(&mut StdRng::seed_from_u64(1), true).unwrap();
        let ukrainian = Someone { language: 2, ..somebody(5) };
        assert_ne!(somebody(5).written(&people), ukrainian.written(&people));
        assert!(somebody(5).is_called_as(&ukrainian, &people));
    }

    #[test]
    fn a_daughter_is_called_after_her_father_too() {
        let people = Population::russian("Выдумалова\n", true).unwrap();
        let woman = Someone { female: true, ..somebody(0) };
        assert_eq!(woman.written(&people), "Ольга Николаевна Выдумалова");
    }

    #[test]
    fn the_same_chance_gives_the_same_people_and_some_names_are_common() {
        let draw = |seed| -> Vec<Someone> {
            let mut rng = StdRng::seed_from_u64(seed);
            let people = Population::invented(&mut rng, true).unwrap();
            (0..2000).map(|_| people.someone(&mut rng)).collect()
        };
        let people = draw(7);
        assert_eq!(people, draw(7));
        let bearing = |surname| people.iter().filter(|one| one.surname == surname).count();
        assert!(bearing(0) > 4 && bearing(5000) < 3);
    }
}
