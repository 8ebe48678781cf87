//! What agreement, contradiction and silence weigh.

use super::PartKind;

/// From this score on, two names are taken for one bearer's.
///
/// F1 alone asks for less; at this one, a million invented names give few false alarms: see `docs/names.md`.
pub const THRESHOLD: f64 = 0.75;

/// Below this likeness two parts are two names, and not one misspelt.
pub(super) const SAME_PART: f32 = 0.70;

/// Below this likeness nothing is left of a word that was mistyped.
pub(super) const SPOILT_PART: f32 = 0.25;

/// The most that names can score of which only one part agrees.
pub(super) const LONE_PART: f64 = 0.5;

/// The most that a surname with nothing but an initial can score.
pub(super) const SURNAME_AND_INITIAL: f64 = 0.70;

/// What remains of the score where both names state a part, and the parts are two names.
pub(super) const CONTRADICTED: f64 = 0.35;

/// What remains of the score where no surname agrees, but given names and patronymics do.
pub(super) const NO_SURNAME: f64 = 0.8;

/// What remains of the score where one name leaves out what the other states.
pub(super) const fn omitted(kind: PartKind) -> f64 {
    match kind {
        PartKind::Patronymic => 0.95,
        PartKind::Initial | PartKind::Particle | PartKind::LegalForm => 0.98,
        PartKind::Given => 0.85,
        PartKind::Surname | PartKind::Word => 0.80,
    }
}

/// What remains of the score for two parts of this likeness.
pub(super) fn agreement(kind: PartKind, likeness: f32) -> f64 {
    let steep = match kind {
        PartKind::Surname => 2.4,
        PartKind::Word => 1.6,
        _ => 1.4,
    };
    (1.0 - (1.0 - f64::from(likeness)) * steep).max(0.0)
}
