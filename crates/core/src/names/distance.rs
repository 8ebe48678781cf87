//! How far two sounded words lie apart: an edit distance that knows what spelling confuses.

use super::sound::{Fold, is_vowel};

/// Two sounds, and what it costs to take one for the other, in hundredths of a whole consonant.
const NEAR: &[(u8, u8, u16)] = &[
    // Unstressed vowels, ё, Ukrainian і for о and е.
    (b'a', b'o', 8),
    (b'e', b'i', 18),
    (b'e', b'a', 16),
    (b'e', b'o', 16),
    (b'i', b'o', 30),
    (b'i', b'a', 35),
    (b'i', b'u', 30),
    (b'u', b'o', 30),
    (b'u', b'v', 12),
    // One letter for two sounds.
    (b'g', b'h', 0),
    (b'h', b'x', 0),
    (b'g', b'x', 25),
    (b't', b'c', 20),
    (b'c', b'q', 25),
    (b't', b'q', 45),
    (b's', b'w', 25),
    (b'z', b'j', 25),
    (b'w', b'y', 12),
    (b'q', b'y', 35),
    (b's', b'y', 40),
    (b'w', b'j', 40),
    // Voiced and voiceless.
    (b's', b'z', 30),
    (b'd', b't', 50),
    (b'b', b'p', 50),
    (b'g', b'k', 45),
    (b'k', b'x', 40),
    (b'h', b'k', 40),
    (b'f', b'v', 35),
    (b'f', b'p', 60),
    (b'c', b's', 40),
    (b'c', b'z', 45),
    (b'c', b'k', 60),
    (b'j', b'd', 50),
];

const WHOLE: u16 = 100;
const VOWEL_FOR_VOWEL: u16 = 35;
const SWAPPED: u16 = 60;

const COSTS: [[u16; 26]; 26] = {
    let mut costs = [[WHOLE; 26]; 26];
    let mut one = 0;
    while one < 26 {
        let mut other = 0;
        while other < 26 {
            if one == other {
                costs[one][other] = 0;
            } else if is_vowel(b'a' + one as u8) && is_vowel(b'a' + other as u8) {
                costs[one][other] = VOWEL_FOR_VOWEL;
            }
            other += 1;
        }
        one += 1;
    }
    let mut at = 0;
    while at < NEAR.len() {
        let (one, other, cost) = NEAR[at];
        costs[(one - b'a') as usize][(other - b'a') as usize] = cost;
        costs[(other - b'a') as usize][(one - b'a') as usize] = cost;
        at += 1;
    }
    costs
};

/// What it costs to leave a sound out.
#[must_use]
pub(super) const fn gap(sound: u8) -> u16 {
    match sound {
        b'i' => 20,
        b'a' | b'e' | b'o' | b'u' => 35,
        b'v' | b'h' | b'g' => 80,
        _ => WHOLE,
    }
}

/// Two words that have this many classes of consonants to themselves are not looked at closer.
const FOREIGN_CLASSES: u32 = 5;

/// How alike two words sound, from 0 (nothing in common, or less than half) to 1 (the same).
#[must_use]
pub(super) fn similarity(one: &Fold, other: &Fold) -> f32 {
    if one == other {
        return 1.0;
    }
    let whole = one.weight.max(other.weight).max(1);
    if (one.classes ^ other.classes).count_ones() >= FOREIGN_CLASSES || one.weight.min(other.weight) * 2 < whole {
        return 0.0;
    }
    match distance(one.sounds(), other.sounds(), whole / 2) {
        Some(distance) => 1.0 - f32::from(distance) / f32::from(whole),
        None => 0.0,
    }
}

/// Optimal string alignment: gaps, substitutions, neighbours swapped; none if it is
/// more than `most`. No allocation.
fn distance(one: &[u8], other: &[u8], most: u16) -> Option<u16> {
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
        let costs = &COSTS[usize::from(a - b'a') % 26];
        let gap_a = gap(a);
        row[0] = last[0] + gap_a;
        let mut least_of_row = row[0];
        let mut left = row[0];
        let mut b_before = 0;
        for (j, &b) in other.iter().enumerate() {
            let mut least = (last[j] + costs[usize::from(b - b'a') % 26]).min(last[j + 1] + gap_a).min(left + gap(b));
            if a == b_before && b == swapped_with {
                least = least.min(before[j - 1] + SWAPPED);
            }
            row[j + 1] = least;
            left = least;
            least_of_row = least_of_row.min(least);
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
