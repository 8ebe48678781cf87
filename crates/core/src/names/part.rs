//! The parts of a name: what each of them is, and how it sounds.

use std::ops::Range;

use super::{
    Bearer, body,
    given::{self, Known, NameNumber},
    homoglyph, key, patronymic, rule,
    sound::Fold,
    tongue::{self, Tongues},
    word::Word,
};
use crate::{Gender, vocabulary::vocabulary};

vocabulary! {
    /// What a part of a name is.
    pub enum PartKind {
        /// A given name, long or short.
        Given = "given",
        /// The father's name: -ovich, -ovna, -avich, -auna, -ivna.
        Patronymic = "patronymic",
        /// A surname.
        Surname = "surname",
        /// The first letter of a given name or patronymic.
        Initial = "initial",
        /// A word that only ties others: von, al, ibn, ogly.
        Particle = "particle",
        /// A word of the name of a body, a place or a thing.
        Word = "word",
        /// The legal form of a body: JSC, ААТ.
        LegalForm = "legal_form",
    }
}

/// Words that only tie the names of persons, and titles, which are no part of a name.
const PARTICLES: &[&str] = &[
    "ogly",
    "oglu",
    "огли",
    "оглы",
    "оглу",
    "kyzy",
    "kizi",
    "gizi",
    "qizi",
    "кызы",
    "кизи",
    "гызы",
    "uulu",
    "uly",
    "улы",
    "уулу",
    "ibn",
    "ibne",
    "ибн",
    "ібн",
    "bin",
    "bint",
    "бин",
    "al",
    "аль",
    "el",
    "эль",
    "ag",
    "аг",
    "von",
    "van",
    "фон",
    "ван",
    "de",
    "der",
    "den",
    "di",
    "да",
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "sir",
    "herr",
    "frau",
    "pan",
    "pani",
    "general",
    "colonel",
    "major",
    "captain",
    "judge",
    "пан",
    "пані",
    "спадар",
    "спадарыня",
    "господин",
    "госпожа",
    "гражданин",
    "гражданка",
    "грамадзянін",
    "грамадзянка",
    "генерал",
    "полковник",
    "палкоўнік",
    "майор",
    "капитан",
    "судья",
    "суддзя",
    "прокурор",
    "пракурор",
];

/// One part of a prepared name.
#[derive(Clone, Debug)]
pub struct Part {
    /// As it is written, in small letters.
    pub(super) text: Box<str>,
    /// Where it stands in the text, in bytes.
    pub(super) place: Range<usize>,
    pub(super) kind: PartKind,
    pub(super) readings: Vec<Fold>,
    /// Which given names it is, or which the patronymic is made of.
    pub(super) names: Vec<NameNumber>,
    pub(super) gender: Option<Gender>,
    pub(super) capitals: bool,
    pub(super) comma: bool,
    /// The first reading without the ending of its gender.
    pub(super) base: Option<Fold>,
    /// The languages that it may be written in.
    pub(super) tongues: Tongues,
    /// Whether it is written in Cyrillic.
    pub(super) cyrillic: bool,
    pub(super) patronymic: Option<patronymic::Stem>,
}

impl Part {
    /// The part as it is written, in small letters.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the part stands in the text of the name, in bytes.
    #[must_use]
    pub fn place(&self) -> Range<usize> {
        self.place.clone()
    }

    /// What the part is.
    #[must_use]
    pub const fn kind(&self) -> PartKind {
        self.kind
    }

    /// Whether it only ties others, or says in which legal form a body is.
    pub(super) const fn is_tie(&self) -> bool {
        matches!(self.kind, PartKind::Particle | PartKind::LegalForm)
    }

    /// Whether many bodies have it in their name.
    pub(super) fn is_common(&self) -> bool {
        self.is_tie() || (self.kind == PartKind::Word && !self.names.is_empty())
    }

    /// How it sounds, in each way it can be read, the likeliest first.
    pub fn folds(&self) -> impl Iterator<Item = &str> {
        self.readings.iter().map(Fold::as_str)
    }

    /// The keys it is found by: the skeletons of its readings.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for fold in &self.readings {
            let skeleton = key::skeleton(*fold);
            if !skeleton.is_empty() && !keys.contains(&skeleton) {
                keys.push(skeleton);
            }
        }
        keys
    }

    /// A word of which no more is known than how it sounds.
    pub(super) fn heard(readings: Vec<Fold>, bearer: Bearer) -> Self {
        let names: Vec<NameNumber> = match bearer {
            Bearer::Person => given::read(&readings).iter().map(|known| known.number).collect(),
            _ => readings
                .first()
                .and_then(|fold| body::meaning(*fold))
                .map(|(_, number)| number)
                .into_iter()
                .collect(),
        };
        let first = readings.first().copied().unwrap_or(Fold::EMPTY);
        let kind = match bearer {
            Bearer::Person if first.sounds().len() == 1 => PartKind::Initial,
            Bearer::Person if names.is_empty() => PartKind::Surname,
            Bearer::Person => PartKind::Given,
            _ => PartKind::Word,
        };
        Self {
            text: "".into(),
            place: 0..0,
            kind,
            base: if bearer == Bearer::Person { rule::base(&first) } else { None },
            patronymic: None,
            readings,
            names,
            gender: None,
            capitals: false,
            comma: false,
            tongues: Tongues::ANY,
            cyrillic: false,
        }
    }

    pub(super) fn new(word: &Word, readings: Vec<Fold>) -> Self {
        let mut names: Vec<NameNumber> = Vec::new();
        let mut genders: Vec<Option<Gender>> = Vec::new();
        for Known { number, gender, .. } in given::read(&readings) {
            if !names.contains(&number) {
                names.push(number);
                genders.push(gender);
            }
        }
        let gender = genders
            .first()
            .copied()
            .flatten()
            .filter(|first| genders.iter().all(|gender| *gender == Some(*first)));
        let patronymic = readings.first().and_then(|fold| patronymic::stem(*fold));
        let kind = if PARTICLES.contains(&word.letters.as_str()) {
            PartKind::Particle
        } else if word.initial {
            PartKind::Initial
        } else if names.is_empty() {
            PartKind::Surname
        } else {
            PartKind::Given
        };
        let of_a_known_father = patronymic.as_ref().is_some_and(|stem| !stem.names.is_empty());
        let is_called_so = of_a_known_father || !names.is_empty();
        Self {
            text: word.letters.as_str().into(),
            place: word.place.clone(),
            kind,
            tongues: tongue::of(&word.letters, is_called_so),
            base: readings.first().and_then(rule::base),
            readings,
            names,
            gender,
            cyrillic: word.letters.chars().any(homoglyph::is_cyrillic),
            capitals: word.capitals,
            comma: word.comma,
            patronymic,
        }
    }
}
