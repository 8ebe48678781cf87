//! Detentions: when, where, on what charges, by whose judgment, until when.

use std::ops::RangeInclusive;

use detente_core::{
    Charge, ChargeOutcome, Custody, Detention, EndModality, Id, NewClaim, Openness, Person,
    Proceeding, ProceedingKind, Recognition, Regime, Sentence, Stay,
};
use rand::Rng;

use super::{Error, Generator, claim, day, people::DIFFERS, value};

/// Of so many detentions of a hundred a newspaper tells too.
const TOLD_TWICE: u32 = 25;

/// The articles of the criminal code that the monitors meet most often.
const ARTICLES: [(&str, &str); 10] = [
    ("342", "Organizing or taking part in actions that grossly breach public order"),
    ("368", "Insulting the president"),
    ("361", "Calls for sanctions or other actions that harm national security"),
    ("130", "Incitement of hatred"),
    ("369", "Insulting an official"),
    ("293", "Mass riots"),
    ("364", "Violence against a policeman"),
    ("361-1", "Creating or joining an extremist formation"),
    ("411", "Malicious disobedience to the administration of a colony"),
    ("218", "Deliberate damage to property"),
];

/// Which of a person's detentions it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// One that was followed by another.
    Earlier,
    /// The last one, after another.
    Later,
    /// The only one.
    Once,
}

impl When {
    fn began(self) -> RangeInclusive<i32> {
        match self {
            Self::Earlier => 2020..=2020,
            Self::Later => 2023..=2023,
            Self::Once => 2020..=2023,
        }
    }

    fn judged(self) -> RangeInclusive<i32> {
        match self {
            Self::Earlier => 2021..=2021,
            Self::Later | Self::Once => 2024..=2024,
        }
    }
}

impl Generator {
    /// All that is said of one detention: of one that was followed by another, it
    /// is known when it ended.
    pub(super) fn detention(
        &mut self,
        person: &Id<Person>,
        slug: &str,
        when: When,
        claims: &mut Vec<NewClaim>,
    ) -> Result<(), Error> {
        let began_on = day(&mut self.rng, when.began());
        let place = Self::pick(&mut self.rng, &self.ground.places)?.clone();
        let mut fields = Detention {
            person: Some(person.clone()),
            country: Some(value("BY")?),
            began_on: Some(value(&began_on)?),
            stays: vec![Stay {
                key: value("first")?,
                custody: Some(Custody::Held),
                place: Some(place),
                since: Some(value(&began_on[..7])?),
                ..Stay::default()
            }],
            charges: vec![self.charge("first")?, self.charge("second")?],
            recognitions: vec![Recognition {
                key: value("monitor")?,
                by: Some(Self::pick(&mut self.rng, &self.ground.monitors)?.clone()),
                on: Some(value(day(&mut self.rng, 2024..=2024))?),
                ex_post_facto: None,
            }],
            ..Detention::default()
        };
        if self.chance(70) {
            self.judge(&mut fields, when)?;
        }
        match self.rng.random_range(0..100) {
            _ if when == When::Earlier => {
                fields.ended_on = Some(value(day(&mut self.rng, 2022..=2022))?);
                fields.end_modality = Some(EndModality::ServedFullTerm);
            }
            0..30 => {
                let (release, on) = Self::pick(&mut self.rng, &self.ground.releases)?.clone();
                fields.release = Some(release);
                fields.ended_on = self.chance(30).then(|| value(on)).transpose()?;
                fields.end_modality = Some(EndModality::Pardoned);
            }
            30..55 => {
                fields.ended_on = Some(value(day(&mut self.rng, 2024..=2025))?);
                fields.end_modality = Some(EndModality::ServedFullTerm);
            }
            _ => {}
        }
        if self.chance(3) {
            fields.condition = Some("needs a doctor, and is not let see one".to_owned());
        }
        let (list, read_on) = Self::pick(&mut self.rng, &self.ground.editions)?.clone();
        claims.push(claim(slug, &list, read_on, &fields, true)?);
        if self.chance(TOLD_TWICE) {
            let again = self.retold(fields)?;
            let (article, read_on) = Self::pick(&mut self.rng, &self.ground.articles)?.clone();
            self.later.push(claim(slug, &article, read_on, &again, false)?);
        }
        Ok(())
    }

    fn charge(&mut self, key: &str) -> Result<Charge, Error> {
        let (article, text) = *Self::pick(&mut self.rng, &ARTICLES)?;
        Ok(Charge {
            key: value(key)?,
            code: Some("criminal code".to_owned()),
            article: Some(article.to_owned()),
            part: Some(self.rng.random_range(1..=3).to_string()),
            text: Some(text.to_owned()),
            brought_on: None,
            outcome: Some(ChargeOutcome::Convicted),
        })
    }

    fn judge(&mut self, fields: &mut Detention, when: When) -> Result<(), Error> {
        let on = day(&mut self.rng, when.judged());
        fields.proceedings.push(Proceeding {
            key: value("trial")?,
            kind: Some(ProceedingKind::Trial),
            court: Some(Self::pick(&mut self.rng, &self.ground.courts)?.clone()),
            on: Some(value(&on)?),
            judge: Some(Self::pick(&mut self.rng, &self.ground.judges)?.clone()),
            prosecutor: None,
            openness: Some(Openness::Closed),
        });
        let years = self.rng.random_range(1..=12);
        fields.sentences.push(Sentence {
            key: value("trial")?,
            term: Some(value(format!("{years} years"))?),
            regime: Some(Regime::General),
            imposed_on: Some(value(&on)?),
            ..Sentence::default()
        });
        Ok(())
    }

    /// The same, as a newspaper has it: less of it, and some of it otherwise.
    fn retold(&mut self, fields: Detention) -> Result<Detention, Error> {
        let mut again = Detention {
            person: fields.person,
            began_on: fields.began_on,
            charges: fields.charges,
            sentences: fields.sentences,
            ..Detention::default()
        };
        if self.chance(DIFFERS) {
            again.began_on = Some(value(day(&mut self.rng, 2020..=2023))?);
        }
        for charge in &mut again.charges {
            charge.text = None;
            if self.chance(DIFFERS) {
                charge.article = Some(Self::pick(&mut self.rng, &ARTICLES)?.0.to_owned());
            }
            if self.chance(DIFFERS) {
                charge.part = Some("4".to_owned());
            }
        }
        for sentence in &mut again.sentences {
            if self.chance(DIFFERS) {
                sentence.term = Some(value("13 years")?);
            }
        }
        Ok(again)
    }
}
