//! The sounds of a name, written alike whatever the script: what a fold is made of.

use super::{distance, key};

/// A name's word as the sounds it stands for, at most [`Fold::LONGEST`] of them.
///
/// Sounds are written as small Latin letters: most as they are, and `x` for х,
/// `c` for ц, `q` for ч, `w` for ш, `j` for ж, `y` for щ, `h` for a Latin h,
/// which may be г or х. Hard and soft sounds, and letters written twice, are not told apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fold {
    sounds: [u8; Self::LONGEST],
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
    pub const EMPTY: Self =
        Self { sounds: [0; Self::LONGEST], len: 0, weight: 0, classes: 0, opaque: false };

    /// The sounds in order; what does not fit is left out.
    #[must_use]
    pub fn new(sounds: &[u8]) -> Self {
        let mut fold = Self::EMPTY;
        for &sound in sounds.iter().filter(|sound| sound.is_ascii_lowercase()) {
            fold.push(sound);
        }
        fold
    }

    /// The same, as what stands for letters that cannot be read.
    pub(super) const fn opaque(self) -> Self {
        Self { opaque: true, ..self }
    }

    /// Whether it stands for letters that cannot be read, and is no word's beginning.
    pub(super) const fn is_opaque(&self) -> bool {
        self.opaque
    }

    fn push(&mut self, sound: u8) {
        if let Some(place) = self.sounds.get_mut(usize::from(self.len)) {
            *place = sound;
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
#[must_use]
pub(super) fn settle(raw: &[u8]) -> Fold {
    let mut out: Vec<u8> = Vec::with_capacity(raw.len().min(64));
    for (at, &written) in raw.iter().enumerate() {
        let mut sound = written;
        let next = raw.get(at + 1).copied();
        let between = out.last().copied().is_some_and(is_vowel) && next.is_some_and(is_vowel);
        if sound == b'i' && between {
            continue;
        }
        if is_vowel(sound) && out.last() == Some(&b'i') {
            out.pop();
            if (out.is_empty() && sound == b'a') || (!out.is_empty() && sound == b'o') {
                sound = b'e';
            }
        }
        let last = out.last().copied();
        if sound == b'u' {
            let before_consonant = next.is_some_and(|next| !is_vowel(next));
            if last.is_some_and(is_vowel) || (last.is_none() && before_consonant) {
                sound = b'v';
            }
        }
        if sound == b'o' && matches!(last, Some(b'w' | b'j' | b'q' | b'y')) {
            sound = b'e';
        }
        match (last, sound) {
            (Some(b't'), b's' | b'c') => replace(&mut out, b'c'),
            (Some(b't'), b'q') => replace(&mut out, b'q'),
            (Some(b'd'), b'j') => replace(&mut out, b'j'),
            (Some(b's' | b'w' | b'y'), b'q') => replace(&mut out, b'y'),
            (Some(b'd'), b'z') | (Some(b'v'), b'u') => {}
            (Some(last), sound) if last == sound && sound != b'e' => {}
            (_, sound) => out.push(sound),
        }
    }
    Fold::new(&out)
}

fn replace(out: &mut [u8], sound: u8) {
    if let Some(last) = out.last_mut() {
        *last = sound;
    }
}
