//! Whom a pronoun or `the official` stands for, by who was spoken of before.

use std::collections::HashMap;

use detente_core::Gender;

use super::{
    Speaker, Voice,
    frame::{Frame, Piece},
    speaker::{self, Said, Who},
    verb::Pronoun,
};
use crate::name::{NameKind, Named};

/// Who was spoken of last.
#[derive(Clone, Debug)]
struct Subject {
    speaker: Speaker,
    passage: usize,
    /// Whether they spoke.
    spoke: bool,
    /// The persons that the sentence names beside them.
    beside: Vec<usize>,
}

/// Who was spoken of before, as a text is read.
#[derive(Debug, Default)]
pub(super) struct Context {
    subject: Option<Subject>,
    /// Who was described before: `senior official`.
    described: Vec<String>,
    /// Who bears a title, by its last word; none where several do.
    titled: HashMap<String, Option<usize>>,
    last: Option<(Voice, usize)>,
}

/// Described speakers that are remembered.
const MOST_DESCRIBED: usize = 200;

impl Context {
    /// Of a text with these names.
    pub fn of(names: &[Named]) -> Self {
        let mut titled: HashMap<String, Option<usize>> = HashMap::new();
        for (at, named) in names.iter().enumerate() {
            for (title, _) in &named.titles {
                let last = title.to_lowercase().split_whitespace().next_back().map(str::to_owned);
                let known = titled.entry(last.unwrap_or_default()).or_insert(Some(at));
                *known = known.filter(|known| *known == at);
            }
        }
        Self { titled, ..Self::default() }
    }

    /// Whose word it is, by what the sentence and those before it tell.
    pub fn voice(
        &mut self,
        said: &Said,
        frame: &Frame<'_>,
        passage: usize,
        names: &[Named],
    ) -> Option<Voice> {
        let told = frame.words(&said.told).to_owned();
        let (speaker, sure) = self.resolve(&said.who, passage, names)?;
        let carried_by = said.carrier.filter(|name| speaker != Speaker::Named(*name));
        let voice = Voice { speaker, sure: sure && said.sure, carried_by, told };
        if let Speaker::Described(words) = &voice.speaker {
            self.remember(words);
        }
        self.last = Some((voice.clone(), passage));
        Some(voice)
    }

    fn remember(&mut self, words: &str) {
        if self.described.len() < MOST_DESCRIBED
            && !self.described.iter().any(|known| known == words)
        {
            self.described.push(words.to_owned());
        }
    }

    /// Who spoke last, in this passage or the one before it.
    pub fn last(&self, passage: usize) -> Option<Voice> {
        let (voice, spoke_in) = self.last.as_ref()?;
        (passage - spoke_in <= 1).then(|| voice.clone())
    }

    /// Notes who a sentence is about.
    pub fn sentence(
        &mut self,
        frame: &Frame<'_>,
        passage: usize,
        names: &[Named],
        voice: Option<&Voice>,
    ) {
        let spoke = voice.map(|voice| voice.speaker.clone()).or_else(|| {
            let word = (0..frame.pieces.len()).find(|at| frame.is_speech(*at))?;
            let said = speaker::subject_of(frame, word, names)?;
            self.resolve(&said.0, passage, names).map(|(speaker, _)| speaker)
        });
        if let Some(Speaker::Described(words)) = &spoke {
            self.remember(words);
        }
        let speaks = spoke.is_some();
        let about = spoke.or_else(|| {
            let who = speaker::first_of(frame, names)?;
            match who {
                Who::Name(name) if names[name].kind != Some(NameKind::Person) => None,
                Who::Described(_) => None,
                who => self.resolve(&who, passage, names).map(|(speaker, _)| speaker),
            }
        });
        let people = frame.pieces.iter().filter_map(|(piece, _)| match piece {
            Piece::Name(name) if names[*name].kind == Some(NameKind::Person) => Some(*name),
            _ => None,
        });
        let people: Vec<usize> = people.collect();
        match about {
            Some(speaker) => {
                let own = |name: &usize| speaker == Speaker::Named(*name);
                let beside = people.into_iter().filter(|name| !own(name)).collect();
                self.subject = Some(Subject { speaker, passage, spoke: speaks, beside });
            }
            None => {
                if let Some(subject) = &mut self.subject {
                    subject.beside.extend(people);
                }
            }
        }
    }

    fn resolve(&self, who: &Who, passage: usize, names: &[Named]) -> Option<(Speaker, bool)> {
        match who {
            Who::Name(name) => Some((Speaker::Named(*name), true)),
            Who::Described(words) => Some(self.described(words)),
            Who::Pronoun(pronoun) => self.pronoun(*pronoun, passage, names),
        }
    }

    /// `The official`, after `a senior official`.
    fn described(&self, words: &str) -> (Speaker, bool) {
        let itself = || (Speaker::Described(words.to_owned()), true);
        if words.contains(' ') {
            return itself();
        }
        let mut before =
            self.described.iter().filter(|known| known.contains(' ') && head(known) == words);
        if let (Some(known), None) = (before.next(), before.next()) {
            return (Speaker::Described(known.clone()), true);
        }
        match self.titled.get(words) {
            Some(Some(name)) => (Speaker::Named(*name), false),
            _ => itself(),
        }
    }

    fn pronoun(
        &self,
        pronoun: Pronoun,
        passage: usize,
        names: &[Named],
    ) -> Option<(Speaker, bool)> {
        let subject = self.subject.as_ref()?;
        let near = passage - subject.passage <= 1;
        let fits = |name: usize| fits(&names[name], pronoun);
        match &subject.speaker {
            Speaker::Named(name) if fits(*name) => {
                let rivals = subject.beside.iter().any(|other| fits(*other));
                let known = names[*name].gender.is_some() && pronoun != Pronoun::They;
                let alone = !rivals
                    || (subject.spoke && subject.passage == passage)
                    || (subject.spoke && known);
                Some((Speaker::Named(*name), near && alone))
            }
            Speaker::Described(words) => {
                let same = subject.passage == passage
                    && subject.spoke
                    && !subject.beside.iter().any(|name| fits(*name));
                Some((Speaker::Described(words.clone()), same))
            }
            Speaker::Named(_) => {
                let mut others = subject
                    .beside
                    .iter()
                    .filter(|name| fits(**name) && names[**name].gender.is_some());
                match (others.next(), others.next()) {
                    (Some(other), None) => Some((Speaker::Named(*other), false)),
                    _ => None,
                }
            }
        }
    }
}

/// Whether a pronoun can stand for someone.
fn fits(named: &Named, pronoun: Pronoun) -> bool {
    match pronoun {
        Pronoun::He => {
            named.kind != Some(NameKind::Organization) && named.gender != Some(Gender::Female)
        }
        Pronoun::She => {
            named.kind != Some(NameKind::Organization) && named.gender != Some(Gender::Male)
        }
        Pronoun::They => named.kind != Some(NameKind::Person),
    }
}

/// The noun of a description: of `senior official of the guild`, `official`.
fn head(words: &str) -> &str {
    let before = words.split(" of ").next().unwrap_or(words).split(" for ").next().unwrap_or(words);
    before.split(',').next().unwrap_or(before).split_whitespace().next_back().unwrap_or(before)
}
