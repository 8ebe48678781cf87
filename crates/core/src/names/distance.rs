//! How far two sounded words lie apart: an edit distance that knows what spelling confuses.

use super::{
    apart,
    sound::{Fold, is_vowel},
    tongue::Tongues,
};

/// Two sounds, and what it costs to take one for the other, in hundredths of a whole consonant.
///
/// One letter for two sounds costs nothing or little; what is confused between the
/// three languages some; voiced for voiceless, and sounds that merely resemble each other, most.
const NEAR: &[(u8, u8, u16)] = &[
    (b'g', b'h', 0),
    (b'h', b'x', 0),
    (b'w', b'y', 15),
    (b't', b'c', 25),
    (b'u', b'v', 30),
    (b'q', b'y', 80),
    (b'e', b'i', 80),
    (b'e', b'o', 70),
    (b's', b'w', 55),
    (b'z', b'j', 55),
    (b'c', b'q', 55),
    (b's', b'z', 55),
    (b's', b'y', 80),
    (b'c', b's', 80),
    (b'c', b'z', 80),
    (b'g', b'x', 60),
    (b'k', b'x', 60),
    (b'h', b'k', 60),
    (b'f', b'v', 60),
    (b'f', b'p', 60),
    (b't', b'q', 70),
    (b'w', b'j', 70),
    (b'j', b'd', 70),
    (b'd', b't', 80),
    (b'b', b'p', 80),
    (b'g', b'k', 80),
];

/// The same of two words in Cyrillic: what languages write differently, and no alphabet loses.
const NEAR_IN_CYRILLIC: &[(u8, u8, u16)] = &[(b'g', b'h', 0), (b'h', b'x', 0), (b'e', b'i', 80)];

/// What Belarusian writes as it is heard, and Russian and Ukrainian do not: Галавач, Головач; Бяляцкі, Беляцкий; Цярэнцій, Терентий.
const AKANYE: &[(u8, u8, u16)] = &[(b'a', b'o', 6), (b'e', b'a', 14), (b't', b'c', 12)];

/// The same in Cyrillic, and what only Belarusian writes so there: ў for у.
const AKANYE_IN_CYRILLIC: &[(u8, u8, u16)] =
    &[(b'a', b'o', 6), (b'e', b'a', 14), (b't', b'c', 12), (b'u', b'v', 30)];

/// What is і in Ukrainian, and е or о in its neighbours: Лісовий, Лесовой; Піддубний, Поддубный.
const IKAVISM: &[(u8, u8, u16)] = &[(b'e', b'i', 25), (b'i', b'o', 30)];

const WHOLE: u16 = 100;
const VOWEL: u16 = 65;
const VOWEL_FOR_VOWEL: u16 = 100;
const SWAPPED: u16 = 60;

type Costs = [[u16; 26]; 26];

const WRITTEN: Costs = with([[WHOLE; 26]; 26], NEAR);
const WRITTEN_IN_CYRILLIC: Costs = with([[WHOLE; 26]; 26], NEAR_IN_CYRILLIC);

/// By what an alphabet loses, or not; then by akanye, by ikavism, and by both.
const COSTS: [[Costs; 4]; 2] =
    [by_language(&WRITTEN, AKANYE), by_language(&WRITTEN_IN_CYRILLIC, AKANYE_IN_CYRILLIC)];

const fn by_language(costs: &Costs, akanye: &[(u8, u8, u16)]) -> [Costs; 4] {
    let heard = with(*costs, akanye);
    [*costs, heard, with(*costs, IKAVISM), with(heard, IKAVISM)]
}

const fn with(mut costs: Costs, near: &[(u8, u8, u16)]) -> Costs {
    let mut one = 0;
    while one < 26 {
        let mut other = 0;
        while other < 26 {
            if one == other {
                costs[one as usize][other as usize] = 0;
            } else if costs[one as usize][other as usize] == WHOLE
                && is_vowel(b'a' + one)
                && is_vowel(b'a' + other)
            {
                costs[one as usize][other as usize] = VOWEL_FOR_VOWEL;
            }
            other += 1;
        }
        one += 1;
    }
    let mut at = 0;
    while at < near.len() {
        let (one, other, cost) = near[at];
        costs[(one - b'a') as usize][(other - b'a') as usize] = cost;
        costs[(other - b'a') as usize][(one - b'a') as usize] = cost;
        at += 1;
    }
    costs
}

/// What it costs to leave a sound out.
#[must_use]
pub(super) const fn gap(sound: u8) -> u16 {
    match sound {
        b'a' | b'e' | b'o' | b'u' | b'i' => VOWEL,
        b'v' | b'h' | b'g' => 80,
        _ => WHOLE,
    }
}

/// What two words can differ by and be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each allows one kind of difference")]
pub(super) struct Differing {
    /// By akanye: not where both are surely not Belarusian.
    pub akanye: bool,
    /// By ikavism, with the і in the one, or in the other: where that may be Ukrainian, and its neighbour something else.
    pub ikavism: [bool; 2],
    /// By what an alphabet loses: not where both are in Cyrillic.
    pub alphabet: bool,
    /// Whether what their writing tells apart makes them differ.
    pub told: bool,
    /// Whether both may be in the same languages.
    pub alike: bool,
    /// Whether both may be Belarusian.
    pub both_belarusian: bool,
    /// The language of both, if both are surely in one.
    pub tongue: Option<Tongues>,
}

impl Differing {
    /// By anything that spelling confuses.
    pub const FREELY: Self = Self {
        akanye: true,
        ikavism: [true; 2],
        alphabet: true,
        told: false,
        alike: true,
        both_belarusian: true,
        tongue: None,
    };

    const fn costs(self) -> &'static Costs {
        let ikavism = self.ikavism[0] || self.ikavism[1];
        &COSTS[!self.alphabet as usize][self.akanye as usize + 2 * ikavism as usize]
    }
}

/// Two words that have this many classes of consonants to themselves are not looked at closer.
const FOREIGN_CLASSES: u32 = 5;

/// A word that weighs more than this forgives no more than one that weighs as much: a long surname is not long by chance.
const LONGEST: u16 = 900;

/// How alike two words sound, from 0 (nothing in common, or less than half) to 1 (the same).
#[must_use]
pub(super) fn similarity(one: &Fold, other: &Fold, differing: Differing) -> f32 {
    if one == other && (!differing.told || one.is_marked_like(other, differing.tongue.is_some())) {
        return 1.0;
    }
    let whole = one.weight.max(other.weight).clamp(1, LONGEST);
    if (one.classes ^ other.classes).count_ones() >= FOREIGN_CLASSES
        || one.weight.min(other.weight) * 2 < whole
    {
        return 0.0;
    }
    let sounds = if one == other {
        Some(0)
    } else {
        distance(one.sounds(), other.sounds(), whole / 2, differing.costs())
    };
    let Some(sounds) = sounds else { return 0.0 };
    // Of words that are two names already it need not be known how far apart they are.
    let looked_at = differing.told && sounds * 3 <= whole;
    let told = if looked_at { apart::told(one, other, differing) } else { 0 };
    (1.0 - f32::from(sounds + told) / f32::from(whole)).max(0.0)
}

/// Optimal string alignment: gaps, substitutions, neighbours swapped; none if it is
/// more than `most`. No allocation.
fn distance(one: &[u8], other: &[u8], most: u16, costs: &Costs) -> Option<u16> {
    const WIDTH: usize = Fold::LONGEST + 1;
    let mut rows = [[0_u16; WIDTH]; 3];
    let mut sum = 0;
    for (place, sound) in rows[0].iter_mut().skip(1).zip(other) {
        sum += gap(*sound);
        *place = sum;
    }
    let mut swapped_with = 0;
    for &a in one {
        let [last, before, row] = &mut rows;
        let costs = &costs[usize::from(a - b'a') % 26];
        let gap_a = gap(a);
        row[0] = last[0] + gap_a;
        let mut least_of_row = row[0];
        let mut left = row[0];
        let mut b_before = 0;
        for (j, &b) in other.iter().enumerate() {
            let mut cheapest = (last[j] + costs[usize::from(b - b'a') % 26])
                .min(last[j + 1] + gap_a)
                .min(left + gap(b));
            if a == b_before && b == swapped_with {
                cheapest = cheapest.min(before[j - 1] + SWAPPED);
            }
            row[j + 1] = cheapest;
            left = cheapest;
            least_of_row = least_of_row.min(cheapest);
            b_before = b;
        }
        if least_of_row > most {
            return None;
        }
        swapped_with = a;
        rows.rotate_right(1);
    }
    let distance = rows[0][other.len()];
    (distance <= most).then_some(distance)
}
