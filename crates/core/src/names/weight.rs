//! What agreement, contradiction and silence weigh.

use super::PartKind;

/// From this score on, two names are taken for one bearer's: see `docs/names.md`.
pub const THRESHOLD: f64 = Weights::FITTED.threshold;

/// Below this likeness two parts are two names, and not one misspelt.
pub(super) const SAME_PART: f32 = 0.70;

/// Below this likeness nothing is left of a word that was mistyped.
pub(super) const SPOILT_PART: f32 = 0.25;

/// The most that names can score of which only one part agrees.
pub(super) const LONE_PART: f64 = 0.5;

/// The most that a surname with nothing but an initial can score.
pub(super) const SURNAME_AND_INITIAL: f64 = 0.70;

/// What the score of two names is made of: what each thing leaves of it, from 0 to 1, and how steeply it falls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// The score from which two names are taken for one bearer's.
    pub threshold: f64,
    /// What remains where both names state a part, and the parts are two names.
    pub contradicted: f64,
    /// What remains where no surname agrees, but given names and patronymics do.
    pub no_surname: f64,
    /// What remains where one name leaves out the given name that the other states.
    pub given_left_out: f64,
    /// What remains where one leaves out the patronymic.
    pub patronymic_left_out: f64,
    /// What remains where one leaves out a surname, or a word of a body's name.
    pub surname_left_out: f64,
    /// What remains where one leaves out an initial.
    pub initial_left_out: f64,
    /// How steeply it falls where surnames are less than alike.
    pub surname_steep: f64,
    /// How steeply where words of bodies are.
    pub word_steep: f64,
    /// How steeply where other parts are.
    pub given_steep: f64,
}

impl Weights {
    /// Those that [`super::compare()`] uses.
    pub const FITTED: Self = Self {
        threshold: 0.75,
        contradicted: 0.35,
        no_surname: 0.8,
        given_left_out: 0.85,
        patronymic_left_out: 0.95,
        surname_left_out: 0.80,
        initial_left_out: 0.98,
        surname_steep: 4.0,
        word_steep: 1.6,
        given_steep: 1.0,
    };

    /// Whether neither a lone part nor a surname with an initial can ever be a match.
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        self.threshold > SURNAME_AND_INITIAL.max(LONE_PART)
    }

    /// What remains of the score where one name leaves out what the other states.
    pub(super) const fn left_out(&self, kind: PartKind) -> f64 {
        match kind {
            PartKind::Patronymic => self.patronymic_left_out,
            PartKind::Initial | PartKind::Particle | PartKind::LegalForm => self.initial_left_out,
            PartKind::Given => self.given_left_out,
            PartKind::Surname | PartKind::Word => self.surname_left_out,
        }
    }

    /// What remains of the score for two parts of this likeness.
    pub(super) fn agreement(&self, kind: PartKind, likeness: f32) -> f64 {
        let steep = match kind {
            PartKind::Surname => self.surname_steep,
            PartKind::Word => self.word_steep,
            _ => self.given_steep,
        };
        (1.0 - (1.0 - f64::from(likeness)) * steep).max(0.0)
    }
}
