//! A crowd: people of whom nothing is known but three spellings of their name.

use detente_core::{
    Claim, Day, Id, Name, NameKind, NewClaim, Person, Source, States, Submission,
    names::transliterate::{Standard, transliterate},
};
use rand::{SeedableRng, rngs::StdRng};

use super::{Error, REVISION, claim, names, value};
use crate::respelling::respell;

/// So many people, each by number: the same seed gives the same.
pub struct Crowd {
    rng: StdRng,
    next: usize,
    people: usize,
    /// The Cyrillic names of those who were invented so far.
    pub names: Vec<String>,
}

impl Crowd {
    /// Begins.
    #[must_use]
    pub fn new(seed: u64, people: usize) -> Self {
        Self { rng: StdRng::seed_from_u64(seed), next: 0, people, names: Vec::new() }
    }

    /// The identifier of one of them.
    #[must_use]
    pub fn id(number: usize) -> String {
        format!("person/crowd-{number:07}")
    }

    /// Somebody of the same people who is none of them.
    pub fn stranger(&mut self) -> String {
        names::name_of_many(&mut self.rng).cyrillic
    }

    /// The next revision; none when everybody is told of.
    pub fn revision(&mut self) -> Result<Option<Submission>, Error> {
        let source: Id<Source> = value("source/crowd")?;
        let read_on: Day = value("2026-01-01")?;
        let mut claims: Vec<NewClaim> = Vec::new();
        if self.next == 0 {
            let list = Source { title: Some("A crowd".to_owned()), ..Source::default() };
            claims.push(claim("crowd", &source, read_on, &list, true)?);
        }
        while self.next < self.people && claims.len() < REVISION {
            let cyrillic = names::name_of_many(&mut self.rng).cyrillic;
            let passport = transliterate(&cyrillic, Standard::IcaoBel9303);
            let press = respell(&mut self.rng, &cyrillic, "be", false).text;
            let spelt = |key: &str, text: &str, kind| {
                let (key, text) = (value(key)?, Some(text.to_owned()));
                Ok::<_, Error>(Name { key, text, language: None, script: None, kind: Some(kind) })
            };
            let person = Person {
                name: Some(passport),
                names: vec![
                    spelt("cyrillic", &cyrillic, NameKind::Legal)?,
                    spelt("press", &press, NameKind::Transliteration)?,
                ],
                ..Person::default()
            };
            let claim = Claim {
                subject: Self::id(self.next).parse()?,
                source: source.clone(),
                said_by: None,
                read_on,
                denies: false,
                states: States::of(&person)?,
                quotes: std::collections::BTreeMap::new(),
            };
            claims.push(NewClaim { claim, new: true, written_at: None });
            self.names.push(cyrillic);
            self.next += 1;
        }
        let (author, message) = ("generator".to_owned(), format!("up to person {}", self.next));
        Ok((!claims.is_empty()).then_some(Submission { author, message, claims }))
    }
}
