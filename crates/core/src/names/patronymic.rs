//! Patronymics: the father's name with an ending, in three languages and two genders.

use super::{
    given::{self, NameNumber},
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
    if fold.is_empty() {
        return None;
    }
    // Yakovlevich has an l that the given name has not; Yakovich lacks its ending.
    let mut found = given::of_stem(fold);
    if let Some(shorter) = stem.strip_suffix("vl") {
        found.extend(given::of_stem(Fold::new(format!("{shorter}v").as_bytes())));
    }
    if found.is_empty() {
        found.extend(given::of_stem(Fold::new(format!("{stem}ov").as_bytes())));
    }
    let mut names: Vec<NameNumber> = found.into_iter().map(|(_, number)| number).collect();
    names.dedup();
    // Ilyich and Lukich, but not every surname in -ich.
    (long || !names.is_empty()).then_some(Stem { fold, gender, names })
}
