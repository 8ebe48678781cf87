//! Whom a pronoun or `the official` stands for, by who was spoken of before.

use std::collections::HashMap;

use detente_core::Gender;

use super::{
    Speaker, Voice, bearer,
    frame::{Frame, Piece},
    speaker::{self, Said, Who},
    unnamed,
    verb::{self, Pronoun},
};
use crate::name::{
    NameKind, Named,
    case::{self, Case},
    is_of_body,
};

/// Who was spoken of last.
#[derive(Clone, Debug)]
struct Subject {
    speaker: Speaker,
    passage: usize,
    /// Whether the text leaves no doubt that it was them.
    sure: bool,
    /// Whether they spoke.
    spoke: bool,
    /// The persons that are named beside them, of whom a pronoun may speak too.
    beside: Vec<usize>,
    /// Whom the text spoke of since, without a name: `his brother`.
    unnamed: Option<String>,
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
    /// The passage in which the text began to suppose something: `Imagine the morning.`
    supposed: Option<usize>,
}

/// Of so many a pronoun may still speak: one is enough to leave it open.
const MOST_RIVALS: usize = 50;

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
        let supposed = self.supposed == Some(passage) || speaker::supposes(frame);
        let other = matches!(said.who, Who::Pronoun(pronoun)
            if names_another(said, pronoun, &speaker, frame, names));
        let sure =
            sure && said.sure && !supposed && !other && is_subject(said, &speaker, frame, names);
        let voice = Voice { speaker, sure, carried_by, told };
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
        if speaker::supposes(frame) {
            self.supposed = Some(passage);
        }
        let spoke = voice.map(|voice| (voice.speaker.clone(), voice.sure)).or_else(|| {
            let word = (0..frame.pieces.len()).find(|at| frame.is_speech(*at))?;
            let said = speaker::subject_of(frame, word, names)?;
            self.resolve(&said.0, passage, names)
        });
        if let Some((Speaker::Described(words), _)) = &spoke {
            self.remember(words);
        }
        let speaks = spoke.is_some();
        let first = speaker::first_of(frame, names).filter(|_| !speaks);
        let about = spoke.or_else(|| match first.clone()? {
            Who::Name(name) if names[name].kind != Some(NameKind::Person) => None,
            Who::Described(_) => None,
            who => self.resolve(&who, passage, names),
        });
        let people = frame.pieces.iter().filter_map(|(piece, _)| match piece {
            Piece::Name(name) if names[*name].kind == Some(NameKind::Person) => Some(*name),
            _ => None,
        });
        let people: Vec<usize> = people.collect();
        match about {
            Some((speaker, sure)) => {
                let rivals = self.rivals(passage, first.as_ref()).unwrap_or_default();
                let own = |name: &usize| speaker == Speaker::Named(*name);
                let beside = people.into_iter().chain(rivals).filter(|name| !own(name)).collect();
                self.subject =
                    Some(Subject { speaker, sure, passage, spoke: speaks, beside, unnamed: None });
            }
            None => {
                if let Some(subject) = &mut self.subject {
                    let other = unnamed::without_name(frame);
                    subject.spoke &= people.is_empty() && other.is_none();
                    subject.beside.extend(people);
                    subject.unnamed = other.or(subject.unnamed.take());
                }
            }
        }
    }

    /// Of whom a pronoun may still speak, after a sentence that only tells of someone: in `Novak met Rybar. He wept.`,
    /// of either.
    fn rivals(&self, passage: usize, first: Option<&Who>) -> Option<Vec<usize>> {
        let before = self.subject.as_ref()?;
        let same = matches!(first, Some(Who::Pronoun(_)));
        let near = first.is_some() && (same || before.passage == passage);
        let speaker = match before.speaker {
            Speaker::Named(name) => Some(name),
            Speaker::Described(_) => None,
        };
        let beside = same.then_some(&before.beside).into_iter().flatten().copied();
        near.then(|| speaker.into_iter().chain(beside).take(MOST_RIVALS).collect())
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
        let near = subject.sure && passage - subject.passage <= 1;
        let fits = |name: usize| fits(&names[name], pronoun);
        match &subject.speaker {
            Speaker::Named(name) if fits(*name) => {
                let unnamed =
                    subject.unnamed.as_deref().is_some_and(|noun| unnamed::is_one(noun, pronoun));
                let rivals = unnamed || subject.beside.iter().any(|other| fits(*other));
                let known = names[*name].gender.is_some() && pronoun != Pronoun::They;
                let alone = !rivals
                    || (subject.spoke && subject.passage == passage)
                    || (subject.spoke && known);
                Some((Speaker::Named(*name), near && alone))
            }
            Speaker::Described(words) => {
                let same = subject.sure
                    && subject.passage == passage
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

/// Whether the sentence itself speaks, before the pronoun, of another for whom it may stand: `Rybar wept, and she said`.
fn names_another(
    said: &Said,
    pronoun: Pronoun,
    speaker: &Speaker,
    frame: &Frame<'_>,
    names: &[Named],
) -> bool {
    (0..said.told.start).any(|at| match frame.piece(at) {
        Some(Piece::Name(name)) => {
            *speaker != Speaker::Named(*name)
                && names[*name].kind == Some(NameKind::Person)
                && fits(&names[*name], pronoun)
        }
        Some(Piece::Word) => {
            let noun = frame.small(at);
            bearer::is_noun(noun) && !is_of_body(noun) && unnamed::is_one(noun, pronoun)
        }
        _ => false,
    })
}

/// Whether whoever is said to speak can be the subject, by the case of the name: of `адвокат Марии Лис` it is the
/// lawyer who speaks, and of `ответил Лису` nobody knows who.
fn is_subject(said: &Said, speaker: &Speaker, frame: &Frame<'_>, names: &[Named]) -> bool {
    let Speaker::Named(name) = speaker else { return true };
    let bearer = &names[*name];
    let spoken = said.told.clone().find(|at| frame.piece(*at) == Some(&Piece::Name(*name)));
    let Some(at) = spoken else { return !bearer.declined };
    let words = frame.words(&(at..at + 1));
    if words.contains(' ') {
        return !bearer.declined;
    }
    // A noun before a surname may be that of someone else: `адвокат Лис`, and not `центр «Маяк»`.
    let marked = frame.is_marked(at);
    let noun = at > said.told.start
        && !marked
        && case::is_cyrillic(frame.small(at - 1))
        && !frame.is_speech(at - 1)
        && !verb::divides(frame.small(at - 1));
    match case::of_surname(words, bearer) {
        Case::AsCalled => true,
        Case::Either => !noun && !bearer.declined,
        Case::Other => false,
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
