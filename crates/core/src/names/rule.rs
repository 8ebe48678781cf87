//! By which rule two parts of names agree, and how well.

use super::{
    Part, PartKind,
    distance::{Differing, similarity},
    sound::Fold,
    weight,
};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// By which rule two parts of names were compared.
    pub enum PartRule {
        /// They are written alike.
        SameSpelling = "same_spelling",
        /// They sound alike in some reading: another script, standard or habit.
        SameSound = "same_sound",
        /// One given name in two languages, or its short form.
        SameGivenName = "same_given_name",
        /// Patronymics of one father's name.
        SamePatronymic = "same_patronymic",
        /// A surname in its form for a woman and for a man.
        SurnameForms = "surname_forms",
        /// One common word or legal form of bodies, in two languages.
        SameMeaning = "same_meaning",
        /// An initial and a name that begins with it.
        Initial = "initial",
        /// Alike but for an error of typing, or a spelling that no rule explains.
        NearlySame = "nearly_same",
        /// Two names.
        Different = "different",
    }
}

/// How alike two parts are, and by which rule.
#[must_use]
pub(super) fn likeness(one: &Part, other: &Part) -> (f32, PartRule) {
    use PartKind::{Given, Initial, Patronymic};
    match (one.kind, other.kind) {
        (Initial, _) | (_, Initial) => return initial(one, other),
        (Patronymic, Patronymic) => {
            if let (Some(a), Some(b)) = (&one.patronymic, &other.patronymic) {
                if a.gender != b.gender {
                    return (0.3, PartRule::Different);
                }
                if a.names.iter().any(|name| b.names.contains(name)) {
                    return (1.0, spelling(one, other, PartRule::SamePatronymic));
                }
                if !a.names.is_empty() && !b.names.is_empty() {
                    return (0.0, PartRule::Different);
                }
                let differing = differing(one, other);
                let stems = similarity(&a.fold, &b.fold, differing);
                let whole = sound(one, other, differing).max(stems);
                return (whole, graded(whole));
            }
        }
        (Given, Given) => {
            if one.names.iter().any(|name| other.names.contains(name)) {
                return (1.0, spelling(one, other, PartRule::SameGivenName));
            }
            return (0.0, PartRule::Different);
        }
        (PartKind::Word | PartKind::LegalForm | PartKind::Particle, _) => {
            let same = one.names.iter().any(|name| other.names.contains(name));
            if same || (one.kind == PartKind::LegalForm && other.kind == PartKind::LegalForm) {
                return (1.0, spelling(one, other, PartRule::SameMeaning));
            }
        }
        _ => {}
    }
    let differing = differing(one, other);
    let mut like = sound(one, other, differing);
    let mixed = (one.kind == Patronymic) != (other.kind == Patronymic)
        || (one.kind == Given && is_made_of_a_name(other))
        || (other.kind == Given && is_made_of_a_name(one));
    let like_nothing = like < weight::SAME_PART;
    let formed =
        !like_nothing && (is_formed_otherwise(one, other) || is_formed_otherwise(other, one));
    if formed || (mixed && like < 0.95) {
        like *= 0.7;
    }
    if like < 0.95 && !mixed && !formed && (one.base.is_some() || other.base.is_some()) {
        let whole = |part: &Part| part.readings.first().copied().unwrap_or(Fold::EMPTY);
        let (a, b) =
            (one.base.unwrap_or_else(|| whole(one)), other.base.unwrap_or_else(|| whole(other)));
        let bases = similarity(&a, &b, differing) * 0.98;
        if bases > like {
            return (bases, if bases >= 0.9 { PartRule::SurnameForms } else { graded(bases) });
        }
    }
    (like, spelling(one, other, graded(like)))
}

/// What two words can differ by. Two that are surely not Belarusian cannot differ by akanye; two Belarusian
/// ones can: the one may have been made from a Russian spelling.
fn differing(one: &Part, other: &Part) -> Differing {
    let tongue = one.tongues.of_both(other.tongues);
    let belarusian = [one, other].map(|part| part.tongues.may_be_belarusian());
    let cyrillic = one.cyrillic && other.cyrillic;
    Differing {
        akanye: belarusian != [false; 2] && !(cyrillic && tongue.is_some()),
        ikavism: [one, other].map(|part| tongue.is_none() && part.tongues.may_be_ukrainian()),
        alphabet: !cyrillic,
        told: one.kind != PartKind::Word,
        alike: one.tongues == other.tongues
            || (belarusian == [false; 2] && one.tongues.and(other.tongues).is_some()),
        both_belarusian: belarusian == [true; 2],
        tongue,
    }
}

/// Whether it is a surname as they are made of given names: Андреев is not Андрей.
fn is_made_of_a_name(part: &Part) -> bool {
    let is_surname = part.kind == PartKind::Surname;
    let endings = ["ov", "ev", "ova", "eva"];
    is_surname && part.folds().any(|fold| endings.iter().any(|ending| fold.ends_with(ending)))
}

/// Whether the one is an adjective and the other made with -ов or -ин: Мозговой is not Мозгов. In Ukrainian a woman's -ова may be either.
fn is_formed_otherwise(one: &Part, other: &Part) -> bool {
    let (Some(adjective), Some(made)) = (one.readings.first(), other.readings.first()) else {
        return false;
    };
    if !adjective.sounds().ends_with(b"oi") && !adjective.ends_long() {
        return false;
    }
    let ends = |endings: [&[u8]; 3]| endings.iter().any(|ending| made.sounds().ends_with(ending));
    let ukrainian = one.tongues.may_be_ukrainian() || other.tongues.may_be_ukrainian();
    let of_a_woman = ends([b"ova", b"eva", b"ina"]) && !made.ends_long();
    ends([b"ov", b"ev", b"in"]) || (of_a_woman && !ukrainian)
}

fn spelling(one: &Part, other: &Part, rule: PartRule) -> PartRule {
    if one.text == other.text { PartRule::SameSpelling } else { rule }
}

fn graded(like: f32) -> PartRule {
    if like >= 0.9 {
        PartRule::SameSound
    } else if like >= weight::SAME_PART {
        PartRule::NearlySame
    } else {
        PartRule::Different
    }
}

/// The best likeness over all readings of both.
fn sound(one: &Part, other: &Part, differing: Differing) -> f32 {
    let mut best = 0.0_f32;
    for a in &one.readings {
        for b in &other.readings {
            best = best.max(similarity(a, b, differing));
            if best >= 1.0 {
                return best;
            }
        }
    }
    best
}

fn initial(one: &Part, other: &Part) -> (f32, PartRule) {
    let first = |part: &Part| {
        part.readings
            .iter()
            .filter_map(|fold| fold.sounds().first().copied())
            .map(class)
            .fold(0_u32, |all, class| all | class)
    };
    if first(one) & first(other) == 0 {
        (0.0, PartRule::Different)
    } else {
        (0.95, PartRule::Initial)
    }
}

/// First sounds that one initial can stand for, as a set.
const fn class(sound: u8) -> u32 {
    match sound {
        b'a' | b'e' | b'i' | b'o' => 1,
        b'u' => 2 | 1,
        b'v' => 2,
        b'g' | b'h' | b'x' => 4,
        b't' | b'c' | b'q' => 8,
        b's' | b'w' | b'y' | b'z' | b'j' => 16,
        b'd' => 32,
        other => 1 << (6 + (other - b'a') % 26 % 26),
    }
}

/// A surname without the ending that tells a woman's from a man's: none if it has no such ending.
///
/// -ova and -ov, -ina and -in, -skaya and -ski, -aya and -y, in all spellings.
#[must_use]
pub(super) fn base(fold: &Fold) -> Option<Fold> {
    let text = fold.as_str();
    let endings = ["ova", "eva", "ava", "ina", "ska", "cka", "ski", "cki", "na", "ni", "oi"];
    let ending =
        endings.iter().find(|ending| text.ends_with(*ending) && text.len() > ending.len() + 1)?;
    let kept = if *ending == "oi" { text.len() - 2 } else { text.len() - 1 };
    Some(fold.first(kept))
}
