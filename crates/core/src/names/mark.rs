//! What a writing tells apart of sounds that are taken for one: я and а, и and ы, one letter and two.

use super::tongue::Tongues;

/// How a sound is written. Where it does not tell, nothing is marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark(u8);

impl Mark {
    /// The writing tells nothing.
    pub const NONE: Self = Self(0);
    /// A letter that stands alone, or twice.
    pub const SINGLE: Self = Self(0x01);
    pub const DOUBLE: Self = Self(0x02);
    /// A vowel behind a hard consonant, or behind a soft one: а, я.
    pub const HARD: Self = Self(0x01);
    pub const SOFT: Self = Self(0x02);
    /// What sounds like щ: one letter or шч, or сч.
    pub const WHOLE: Self = Self(0x04);
    pub const OF_TWO: Self = Self(0x08);
    /// A vowel, or two with a й between them: Бан, Баян.
    pub const SHORT: Self = Self(0x04);
    pub const LONG: Self = Self(0x08);
    /// е, which is neither ё nor, behind ж, ш, ч, о; or such an о.
    pub const WRITTEN_E: Self = Self(0x04);
    pub const WRITTEN_O: Self = Self(0x08);
    /// Which i it is: ы, и, і in Cyrillic; y, i in Latin letters.
    pub const YERY: Self = Self(0x10);
    pub const I: Self = Self(0x20);
    pub const DOTTED_I: Self = Self(0x30);
    pub const LATIN_Y: Self = Self(0x40);
    pub const LATIN_I: Self = Self(0x50);

    const WHICH_I: u8 = 0x70;

    /// Both marks.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What tells of softness or doubling alone.
    pub const fn first(self) -> Self {
        Self(self.0 & 0x03)
    }

    /// What differs: to be asked by [`Self::tells`], of many at once.
    pub const fn differing(self, other: Self) -> Self {
        let both = self.0 | other.0;
        Self((both & (both >> 1) & 0x05) | ((self.0 ^ other.0) & Self::WHICH_I))
    }

    /// Whether anything differs, or anything but which i it is.
    pub const fn tells(self, by_i: bool) -> bool {
        self.0 & if by_i { 0xff } else { !Self::WHICH_I } != 0
    }

    /// Whether one letter here and two there, or а here and я there.
    pub const fn differs_in_first(self, other: Self) -> bool {
        (self.0 | other.0) & 0x03 == 0x03
    }

    /// Whether щ here and сч there; ая here and а there; е here and о there.
    pub const fn differs_in_second(self, other: Self) -> bool {
        (self.0 | other.0) & 0x0c == 0x0c
    }

    /// Whether it is ы or и, and no і.
    pub const fn is_high(self) -> bool {
        matches!(Self(self.0 & Self::WHICH_I), Self::YERY | Self::LATIN_Y | Self::I)
    }

    pub const fn is_written_e(self) -> bool {
        self.0 & 0x0c == 0x04
    }

    pub const fn is_long(self) -> bool {
        self.0 & 0x0c == 0x08
    }

    pub const fn is_soft(self) -> bool {
        self.0 & 0x03 == 0x02
    }

    pub const fn is_hard(self) -> bool {
        self.0 & 0x03 == 0x01
    }

    /// Whether they are two letters for i that a language tells apart.
    pub fn differs_in_i(self, other: Self, tongue: Tongues) -> bool {
        let high = |mark: Self| match Self(mark.0 & Self::WHICH_I) {
            Self::YERY | Self::LATIN_Y => Some(true),
            Self::DOTTED_I | Self::LATIN_I => Some(false),
            Self::I => Some(tongue == Tongues::UKRAINIAN),
            _ => None,
        };
        matches!((high(self), high(other)), (Some(one), Some(other)) if one != other)
    }
}
