//! Patronymics: the father's name with an ending, in three languages and two genders.

use super::{
    given::{self, NameNumber},
    key,
    sound::Fold,
};
use crate::Gender;

/// What a patronymic is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stem {
    pub fold: Fold,
    pub gender: Gender,
    /// Which given names of men it can be made of.
    pub names: Vec<NameNumber>,
}

/// As they sound: -ovich, -evich, -avich, -ovych; -ich of Ilyich; -ovna, -auna, -ivna; -ichna.
const ENDINGS: &[(&str, Gender)] = &[
    ("oviq", Gender::Male),
    ("eviq", Gender::Male),
    ("aviq", Gender::Male),
    ("iviq", Gender::Male),
    ("ovna", Gender::Female),
    ("evna", Gender::Female),
    ("avna", Gender::Female),
    ("ivna", Gender::Female),
    ("iniqna", Gender::Female),
    ("iqna", Gender::Female),
    ("iq", Gender::Male),
];

/// The stem of a word that has the ending of a patronymic.
#[must_use]
pub(super) fn stem(fold: Fold) -> Option<Stem> {
    let text = fold.as_str();
    let (stem, gender, long) = ENDINGS.iter().find_map(|(ending, gender)| {
        Some((text.strip_suffix(ending)?, *gender, ending.len() > 2))
    })?;
    let fold = Fold::new(stem.as_bytes());
    let skeleton = key::skeleton(fold);
    if skeleton.is_empty() {
        return None;
    }
    let mut names = given::of_stem(&skeleton).to_vec();
    // Yakovlevich has an l that the given name has not; Yakovich lacks its ending.
    let shorter = skeleton.strip_suffix('L').unwrap_or_default();
    for other in [shorter, &format!("{skeleton}V")] {
        names.extend(given::of_stem(other));
    }
    // Ilyich and Lukich, but not every surname in -ich.
    (long || !names.is_empty()).then_some(Stem { fold, gender, names })
}
