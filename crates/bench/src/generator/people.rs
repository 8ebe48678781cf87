//! People: a name, an age, and sometimes a newspaper that gives them differently.

use detente_core::{Gender, Id, Identifier, Name, NameKind, NewClaim, Person};
use rand::Rng;

use super::{Error, Generator, claim, day, detentions::When, names, value};

/// So many of a hundred share their full name with somebody.
const NAMESAKES: u32 = 2;
/// Of so many of a hundred a newspaper tells too.
const TOLD_TWICE: u32 = 20;
/// On so many fields of a hundred the newspaper differs.
pub(super) const DIFFERS: u32 = 10;

impl Generator {
    /// All that is said of the next person.
    pub(super) fn person(&mut self, claims: &mut Vec<NewClaim>) -> Result<(), Error> {
        let number = self.next + 1;
        let slug = format!("listed-{number:06}");
        let shared = self.chance(NAMESAKES) && !self.namesakes.is_empty();
        let name = if shared {
            Self::pick(&mut self.rng, &self.namesakes)?.clone()
        } else {
            names::name(&mut self.rng)
        };
        if self.namesakes.len() < 1000 {
            self.namesakes.push(name.clone());
        }
        let born_on = day(&mut self.rng, 1950..=2003);
        let spelt = |key: &str, text: &str, language: &str, script: &str, kind| {
            Ok::<_, Error>(Name {
                key: value(key)?,
                text: Some(text.to_owned()),
                language: Some(value(language)?),
                script: Some(value(script)?),
                kind: Some(kind),
            })
        };
        let fields = Person {
            name: Some(name.latin.clone()),
            names: vec![
                spelt("latin", &name.latin, "be", "Latn", NameKind::Transliteration)?,
                spelt("cyrillic", &name.cyrillic, "be", "Cyrl", NameKind::Legal)?,
            ],
            identifiers: vec![Identifier {
                key: value("list")?,
                scheme: Some("monitor-1".to_owned()),
                value: Some(number.to_string()),
            }],
            gender: Some(if name.female { Gender::Female } else { Gender::Male }),
            born_on: Some(value(&born_on)?),
            nationalities: vec![value("BY")?],
            ..Person::default()
        };
        let (list, read_on) = Self::pick(&mut self.rng, &self.ground.editions)?.clone();
        claims.push(claim(&slug, &list, read_on, &fields, true)?);
        if self.chance(TOLD_TWICE) {
            let again = Person {
                name: Some(if self.chance(DIFFERS) { name.cyrillic } else { name.latin }),
                born_on: Some(if self.chance(DIFFERS) {
                    value(day(&mut self.rng, 1950..=2003))?
                } else {
                    value(&born_on[..4])?
                }),
                ..Person::default()
            };
            let (article, read_on) = Self::pick(&mut self.rng, &self.ground.articles)?.clone();
            self.later.push(claim(&slug, &article, read_on, &again, false)?);
        }
        let person: Id<Person> = value(format!("person/{slug}"))?;
        // Three detentions for every two people.
        let twice = self.rng.random();
        let whens: &[When] = if twice { &[When::Earlier, When::Later] } else { &[When::Once] };
        for (detention, when) in (1..).zip(whens) {
            self.detention(&person, &format!("{slug}-{detention}"), *when, claims)?;
        }
        Ok(())
    }
}
