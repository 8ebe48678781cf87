//! How far two sounded words lie apart: an edit distance that knows what spelling confuses.

use super::sound::{Fold, is_vowel};

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
    (b'q', b'y', 40),
    (b'e', b'i', 45),
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
    (b'c', b'k', 60),
    (b't', b'q', 70),
    (b'w', b'j', 70),
    (b'j', b'd', 70),
    (b'd', b't', 80),
    (b'b', b'p', 80),
    (b'g', b'k', 80),
];

/// The same of two words in Cyrillic: what languages write differently, and no alphabet loses.
const NEAR_IN_CYRILLIC: &[(u8, u8, u16)] = &[(b'g', b'h', 0), (b'h', b'x', 0), (b'e', b'i', 45)];

/// What only Belarusian writes so in Cyrillic: ў for у.
const BELARUSIAN: &[(u8, u8, u16)] = &[(b'u', b'v', 30)];

/// What Belarusian writes as it is heard, and Russian and Ukrainian do not: Галавач, Головач; Бяляцкі, Беляцкий; Цярэнцій, Терентий.
const AKANYE: &[(u8, u8, u16)] = &[(b'a', b'o', 6), (b'e', b'a', 14), (b't', b'c', 12)];

const WHOLE: u16 = 100;
const VOWEL: u16 = 65;
const VOWEL_FOR_VOWEL: u16 = 100;
const SWAPPED: u16 = 60;

type Costs = [[u16; 26]; 26];

const WRITTEN: Costs = with([[WHOLE; 26]; 26], NEAR);
const HEARD: Costs = with(WRITTEN, AKANYE);
const WRITTEN_IN_CYRILLIC: Costs = with([[WHOLE; 26]; 26], NEAR_IN_CYRILLIC);
const HEARD_IN_CYRILLIC: Costs = with(with(WRITTEN_IN_CYRILLIC, BELARUSIAN), AKANYE);

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
pub(super) struct Differing {
    /// By akanye: not where both are surely not Belarusian.
    pub akanye: bool,
    /// By what an alphabet loses: not where both are in Cyrillic.
    pub alphabet: bool,
}

impl Differing {
    /// By anything that spelling confuses.
    pub const FREELY: Self = Self { akanye: true, alphabet: true };

    const fn costs(self) -> &'static Costs {
        match (self.akanye, self.alphabet) {
            (true, true) => &HEARD,
            (false, true) => &WRITTEN,
            (true, false) => &HEARD_IN_CYRILLIC,
            (false, false) => &WRITTEN_IN_CYRILLIC,
        }
    }
}

/// Two words that have this many classes of consonants to themselves are not looked at closer.
const FOREIGN_CLASSES: u32 = 5;

/// How alike two words sound, from 0 (nothing in common, or less than half) to 1 (the same).
#[must_use]
pub(super) fn similarity(one: &Fold, other: &Fold, differing: Differing) -> f32 {
    if one == other {
        return 1.0;
    }
    let whole = one.weight.max(other.weight).max(1);
    if (one.classes ^ other.classes).count_ones() >= FOREIGN_CLASSES
        || one.weight.min(other.weight) * 2 < whole
    {
        return 0.0;
    }
    let costs = differing.costs();
    match distance(one.sounds(), other.sounds(), whole / 2, costs) {
        Some(distance) => 1.0 - f32::from(distance) / f32::from(whole),
        None => 0.0,
    }
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
