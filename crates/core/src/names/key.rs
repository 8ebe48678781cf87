//! Skeletons: the consonants of a word, as a short text to index by.

use super::sound::Fold;

/// The classes of consonants, and `A` for a vowel at the beginning.
pub(super) const CLASSES: [char; 14] =
    ['A', 'B', 'D', 'F', 'H', 'K', 'L', 'M', 'N', 'P', 'R', 'S', 'T', 'V'];

/// Which of [`CLASSES`] a consonant belongs to; none for a vowel.
#[must_use]
pub(super) const fn class(sound: u8) -> Option<usize> {
    Some(match sound {
        b'b' => 1,
        b'd' => 2,
        b'f' => 3,
        b'g' | b'h' | b'x' => 4,
        b'k' => 5,
        b'l' => 6,
        b'm' => 7,
        b'n' => 8,
        b'p' => 9,
        b'r' => 10,
        b's' | b'w' | b'z' | b'j' | b'y' => 11,
        b't' | b'c' | b'q' => 12,
        b'v' => 13,
        _ => return None,
    })
}

/// The consonants of a fold, brought to thirteen classes: `KLVL`. A vowel at the beginning is `A`.
///
/// Whatever standards and habits tell apart in vowels, soft signs, г and х, ц and т,
/// ш and с, is not told apart here. The skeleton of a word's beginning begins the word's skeleton.
#[must_use]
pub(super) fn skeleton(fold: Fold) -> String {
    let mut key = String::with_capacity(8);
    let mut before = ' ';
    for (at, &sound) in fold.sounds().iter().enumerate() {
        let class = match class(sound) {
            Some(class) => CLASSES[class],
            None if at == 0 => CLASSES[0],
            None => {
                before = ' ';
                continue;
            }
        };
        // ц, ч and дж are one sound or two, as one likes; гх and сш are one.
        let swallowed = class == 'S' && matches!(before, 'T' | 'D');
        if before != class && !swallowed {
            key.push(class);
        }
        before = class;
    }
    key
}

/// The skeleton of a word that has only begun, without what the next letter could change:
/// a k may become kh, a p ph, a c ch. Letters that cannot be read begin nothing.
#[must_use]
pub(super) fn beginning(fold: Fold) -> String {
    let sounds = fold.sounds();
    let sure = match sounds {
        _ if fold.is_opaque() => &[],
        [] | [b'u' | b'v'] => &[],
        [sure @ .., b'k' | b'c' | b'q' | b'p' | b'f'] => sure,
        all => all,
    };
    skeleton(Fold::new(sure))
}
