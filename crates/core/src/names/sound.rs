//! The sounds of a name, written alike whatever the script: what a fold is made of.

use super::{distance, key, mark::Mark};

/// A name's word as the sounds it stands for, at most [`Fold::LONGEST`] of them.
///
/// Sounds are written as small Latin letters: most as they are, and `x` for х,
/// `c` for ц, `q` for ч, `w` for ш, `j` for ж, `y` for щ, `h` for a Latin h,
/// which may be г or х. Hard and soft sounds, and letters written twice, are not told apart.
/// What the writing tells apart beyond that is marked, and makes no other fold.
#[derive(Clone, Copy)]
pub struct Fold {
    sounds: [u8; Self::LONGEST],
    marks: [Mark; Self::LONGEST],
    len: u8,
    /// What the word weighs in a comparison: see [`super::distance`].
    pub(super) weight: u16,
    /// Which classes of consonants are in it.
    pub(super) classes: u16,
    opaque: bool,
}

impl Fold {
    /// No name is told apart from another by what comes after so many sounds.
    pub const LONGEST: usize = 24;

    /// A word of no sound.
    pub const EMPTY: Self = Self {
        sounds: [0; Self::LONGEST],
        marks: [Mark::NONE; Self::LONGEST],
        len: 0,
        weight: 0,
        classes: 0,
        opaque: false,
    };

    /// The sounds in order; what does not fit is left out.
    #[must_use]
    pub fn new(sounds: &[u8]) -> Self {
        let mut fold = Self::EMPTY;
        for &sound in sounds.iter().filter(|sound| sound.is_ascii_lowercase()) {
            fold.push(sound, Mark::NONE);
        }
        fold
    }

    /// Its first so many sounds, marked as they are.
    #[must_use]
    pub(super) fn first(&self, many: usize) -> Self {
        let mut first = Self::EMPTY;
        for (sound, mark) in self.marked().take(many) {
            first.push(sound, mark);
        }
        first
    }

    /// The sounds in order, each with its mark.
    pub(super) fn marked(&self) -> impl Iterator<Item = (u8, Mark)> + '_ {
        self.sounds().iter().copied().zip(self.marks)
    }

    /// Whether of the same sounds none is written otherwise, or otherwise but for which i it is.
    pub(super) fn is_marked_like(&self, other: &Self, by_i: bool) -> bool {
        let mut differs = Mark::NONE;
        for (one, other) in self.marks.iter().zip(&other.marks) {
            differs = differs.and(one.differing(*other));
        }
        !differs.tells(by_i)
    }

    /// Whether it ends in a vowel that is written twice: -ая.
    #[must_use]
    pub(super) fn ends_long(&self) -> bool {
        let last = usize::from(self.len).checked_sub(1).and_then(|last| self.marks.get(last));
        self.sounds().last().is_some_and(|sound| is_vowel(*sound))
            && last.is_some_and(|mark| mark.is_long())
    }

    /// The same, as what stands for letters that cannot be read.
    pub(super) const fn opaque(self) -> Self {
        Self { opaque: true, ..self }
    }

    /// Whether it stands for letters that cannot be read, and is no word's beginning.
    pub(super) const fn is_opaque(&self) -> bool {
        self.opaque
    }

    fn push(&mut self, sound: u8, mark: Mark) {
        let at = usize::from(self.len);
        if let (Some(place), Some(marked)) = (self.sounds.get_mut(at), self.marks.get_mut(at)) {
            (*place, *marked) = (sound, mark);
            self.len += 1;
            self.weight += distance::gap(sound);
            if let Some(class) = key::class(sound) {
                self.classes |= 1 << class;
            }
        }
    }

    /// The sounds in order.
    #[must_use]
    pub fn sounds(&self) -> &[u8] {
        self.sounds.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// The sounds as a text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(self.sounds()).unwrap_or_default()
    }

    /// Whether there is no sound in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl PartialEq for Fold {
    fn eq(&self, other: &Self) -> bool {
        (self.sounds(), self.opaque) == (other.sounds(), other.opaque)
    }
}

impl Eq for Fold {}

impl std::hash::Hash for Fold {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.sounds().hash(state);
    }
}

impl std::fmt::Debug for Fold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(self.as_str(), f)
    }
}

/// Whether the sound is a vowel.
#[must_use]
pub(super) const fn is_vowel(sound: u8) -> bool {
    matches!(sound, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// What spelling never tells apart, told apart no longer. It works from left to
/// right, so that the beginning of a word comes to the beginning of its fold.
///
/// - An i beside another vowel is a soft sign or й in other clothes, and goes: `ia`, `ya` and `я` are `a`.
///   At the beginning я is e (Яфімаў, Ефимов); after a consonant ё is e (Ковалёв, Ковалев).
/// - u after a vowel, or before a consonant at the beginning, is v, and so is vu: Навумаў and Наумов.
/// - ts is ц, tч is ч, dз is д, dж is ж, sч is щ; o after ш, ж, ч, щ is e (Чернышов).
/// - What is written twice is written once, but for ee (Корнеев, Корнев).
///
/// Letters may be given that sound alike and are told apart by [`meant`]: what differs is marked.
#[must_use]
pub(super) fn settle(raw: &[u8]) -> Fold {
    let mut out: Vec<(u8, Mark)> = Vec::with_capacity(raw.len().min(64));
    let mut glides = false;
    for (at, &written) in raw.iter().enumerate() {
        let (mut sound, mut mark) = meant(written);
        let next = raw.get(at + 1).map(|next| meant(*next).0);
        let before_vowel = next.is_some_and(is_vowel);
        let after_vowel = out.last().is_some_and(|(last, _)| is_vowel(*last));
        if sound == b'i' && after_vowel && before_vowel {
            glides = true;
            continue;
        }
        let mut soft = false;
        if is_vowel(sound) && out.last().is_some_and(|(last, _)| *last == b'i') {
            out.pop();
            soft = true;
            if (out.is_empty() && sound == b'a') || (!out.is_empty() && sound == b'o') {
                sound = b'e';
            }
        }
        let last = out.last().map(|(last, _)| *last);
        let hushed = matches!(last, Some(b'w' | b'j' | b'q' | b'y'));
        mark = match sound {
            b'i' if hushed || last == Some(b'c') || after_vowel || before_vowel => Mark::NONE,
            b'i' if next.is_none() => Mark::NONE,
            b'a' | b'u' if soft => mark.and(Mark::SOFT),
            b'a' | b'u' if tells_hardness(last, hushed, raw, at) => mark.and(Mark::HARD),
            b'o' if hushed => Mark::WRITTEN_O,
            b'e' if meant(written).0 == b'e' => Mark::WRITTEN_E,
            b'e' => Mark::NONE,
            _ => mark,
        };
        if sound == b'u' {
            let before_consonant = next.is_some_and(|next| !is_vowel(next));
            if last.is_some_and(is_vowel) || (last.is_none() && before_consonant) {
                sound = b'v';
            }
        }
        if sound == b'o' && hushed {
            sound = b'e';
        }
        match (last, sound) {
            (Some(b't'), b's' | b'c') => replace(&mut out, b'c', Mark::SINGLE),
            (Some(b't'), b'q') => replace(&mut out, b'q', Mark::SINGLE),
            (Some(b'd'), b'j') => replace(&mut out, b'j', Mark::SINGLE),
            (Some(b's'), b'q') => replace(&mut out, b'y', Mark::OF_TWO),
            (Some(b'w' | b'y'), b'q') => replace(&mut out, b'y', Mark::WHOLE),
            (Some(b'd'), b'z') | (Some(b'v'), b'u') => {}
            (Some(last), sound) if last == sound && sound != b'e' => {
                double(&mut out, written, glides);
            }
            (_, sound) => out.push((sound, mark)),
        }
        glides = false;
    }
    let mut fold = Fold::EMPTY;
    for (sound, mark) in out {
        fold.push(sound, mark);
    }
    fold
}

/// A Latin s, which is written twice between vowels for its sound alone; and a Latin l that does not tell whether it is soft.
pub(super) const PLAIN_S: u8 = b'S';
pub(super) const PLAIN_L: u8 = b'L';

/// Which sound a letter stands for, and what it tells beyond.
const fn meant(letter: u8) -> (u8, Mark) {
    match letter {
        b'Y' => (b'i', Mark::YERY),
        b'I' => (b'i', Mark::I),
        b'D' => (b'i', Mark::DOTTED_I),
        b'E' => (b'i', Mark::LATIN_Y),
        b'J' => (b'i', Mark::LATIN_I),
        PLAIN_S => (b's', Mark::NONE),
        PLAIN_L => (b'l', Mark::SINGLE),
        b'W' => (b'w', Mark::NONE),
        b'y' => (b'y', Mark::WHOLE),
        b'a' | b'o' => (letter, Mark::SHORT),
        vowel if is_vowel(vowel) => (vowel, Mark::NONE),
        consonant => (consonant, Mark::SINGLE),
    }
}

/// Whether a vowel without an i before it stands behind a hard consonant for sure.
fn tells_hardness(last: Option<u8>, hushed: bool, raw: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| raw.get(before));
    !hushed && !last.is_some_and(is_vowel) && before != Some(&PLAIN_L)
}

fn replace(out: &mut [(u8, Mark)], sound: u8, mark: Mark) {
    if let Some(last) = out.last_mut() {
        *last = (sound, mark);
    }
}

/// Notes that the last sound is written twice. A Latin ss may be one, aa is a to many, and -ская is -ska.
fn double(out: &mut [(u8, Mark)], written: u8, glides: bool) {
    let adjective = matches!(out, [.., (b's' | b'c', _), (b'k', _), (b'a', _)]);
    let Some((sound, mark)) = out.last_mut() else { return };
    match *sound {
        b'a' | b'o' if adjective || !glides => *mark = mark.first(),
        b'a' | b'o' => *mark = mark.first().and(Mark::LONG),
        b's' if written == PLAIN_S => *mark = Mark::NONE,
        sound if is_vowel(sound) => {}
        _ => *mark = Mark::DOUBLE,
    }
}
