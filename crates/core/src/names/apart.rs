//! What the writing of two words tells apart that sound alike: see [`super::mark`].

use super::{distance::Differing, mark::Mark, sound::Fold};

/// What it costs that the writing tells two sounds apart: as much as a vowel that is left out.
const TOLD: u16 = 65;
/// The same where who writes in haste does not tell them apart.
const TOLD_IN_HASTE: u16 = 30;

/// What the writing of two words tells apart, sound by sound. Of words of which one has more sounds nothing is told.
#[must_use]
pub(super) fn told(one: &Fold, other: &Fold, differing: Differing) -> u16 {
    if one.sounds().len() != other.sounds().len() {
        return 0;
    }
    let mut told = 0;
    let mut before = b' ';
    let pairs = one.marked().zip(other.marked());
    for (at, (a, b)) in pairs.enumerate() {
        let rest = one.sounds().get(at + 1..).unwrap_or_default();
        told += differing.of_sounds(before, [a, b], rest);
        before = a.0;
    }
    told
}

impl Differing {
    /// What it costs that the writing tells two sounds apart, that stand behind one sound and before others.
    fn of_sounds(self, before: u8, [(a, one), (b, other)]: [(u8, Mark); 2], rest: &[u8]) -> u16 {
        let one_tongue = self.tongue.is_some();
        let (first, second) = (one.differs_in_first(other), one.differs_in_second(other));
        // Belarusian р is hard, and so is ц in two of three languages.
        let hardening = matches!(before, b'r' | b'c');
        // Who writes Latin letters in haste leaves out the softness of ю, and writes one i for both.
        let in_haste = if self.alphabet { TOLD_IN_HASTE } else { TOLD };
        let of = |sound: u8| if a == sound { one } else { other };
        let (differs, cost) = match (a.min(b), a.max(b)) {
            (b'a', b'a') => {
                let long = second && (one_tongue || !rest.is_empty());
                (long || (first && (one_tongue || !hardening)), TOLD)
            }
            (b'u', b'u') => (first && (one_tongue || !hardening), in_haste),
            (b'i', b'i') => {
                (self.tongue.is_some_and(|tongue| one.differs_in_i(other, tongue)), in_haste)
            }
            // -ович is no -евич, nor -овский -евский.
            (b'e', b'e') => (second && matches!(rest, [b'v', b'i' | b's', ..]), TOLD),
            (b'y', b'y') => (second && (one_tongue || !self.akanye), TOLD),
            (b'w', b'y') => (of(b'w').first() == Mark::SINGLE, TOLD),
            (b'a', b'o') => (of(b'a').is_soft() && !hardening, TOLD),
            // Belarusian я is e elsewhere, and a is not; but one may be written for the other by mistake.
            (b'a', b'e') => {
                let misspelt = self.both_belarusian && of(b'e').is_written_e();
                (of(b'a').is_hard() && !hardening && !misspelt, TOLD)
            }
            // Only і is for е and о of neighbours.
            (b'e' | b'i', b'i' | b'o') if self.ikavism != [false; 2] => {
                let side = usize::from(b == b'i');
                (!self.ikavism[side] || of(b'i').is_high(), TOLD)
            }
            (a, b) if a == b => (first && self.alike, TOLD),
            _ => (false, 0),
        };
        if differs { cost } else { 0 }
    }
}
