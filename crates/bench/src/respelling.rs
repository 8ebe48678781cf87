//! Names as somebody else might spell them: by another standard or a
//! newspaper's habit, and now and then with a slip of the finger.

use detente_core::names::transliterate::{Standard, transliterate};
use rand::{rngs::StdRng, seq::IndexedRandom};

/// A slip of the finger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Two letters change places.
    Swapped,
    /// A letter is left out.
    Dropped,
    /// A letter is written twice.
    Doubled,
    /// The key beside is struck.
    Neighbour,
}

/// A name, respelt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Respelling {
    /// How it is spelt now.
    pub text: String,
    /// By which standard or habit.
    pub standard: Standard,
    /// Which slip was made, if any.
    pub slip: Option<Slip>,
}

const SLIPS: [Slip; 4] = [Slip::Swapped, Slip::Dropped, Slip::Doubled, Slip::Neighbour];

/// The rows of keys of an English keyboard.
const KEYS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// Spells a Cyrillic name by one of the standards for its language (`be`, `ru`
/// or `uk`), with one slip if so wished. The same state of chance gives the
/// same spelling.
pub fn respell(rng: &mut StdRng, cyrillic: &str, language: &str, slip: bool) -> Respelling {
    let standards: Vec<Standard> = Standard::of_language(language).collect();
    let standard = standards.choose(rng).copied().unwrap_or(Standard::Iso91995);
    let mut letters: Vec<char> = transliterate(cyrillic, standard).chars().collect();
    let slip = if slip { mistype(rng, &mut letters) } else { None };
    Respelling { text: letters.into_iter().collect(), standard, slip }
}

/// Makes one slip in a letter that allows it; none where there is no letter.
fn mistype(rng: &mut StdRng, letters: &mut Vec<char>) -> Option<Slip> {
    let places: Vec<usize> = (0..letters.len()).filter(|at| letters[*at].is_alphabetic()).collect();
    let at = *places.choose(rng)?;
    let slip = SLIPS.choose(rng).copied()?;
    let next = letters.get(at + 1).copied().filter(|next| next.is_alphabetic());
    match (slip, next, neighbour(rng, letters[at])) {
        (Slip::Swapped, Some(next), _) if next != letters[at] => letters.swap(at, at + 1),
        (Slip::Neighbour, _, Some(beside)) => letters[at] = beside,
        (Slip::Doubled, ..) => letters.insert(at, letters[at]),
        // What cannot slip otherwise is left out.
        _ => {
            letters.remove(at);
            return Some(Slip::Dropped);
        }
    }
    Some(slip)
}

/// A key beside the one for a letter, in the same case.
fn neighbour(rng: &mut StdRng, letter: char) -> Option<char> {
    let small = letter.to_ascii_lowercase();
    let keys = KEYS.iter().find(|keys| keys.contains(small))?;
    let at = keys.find(small)?;
    let beside: Vec<char> = [at.checked_sub(1), Some(at + 1)]
        .into_iter()
        .flatten()
        .filter_map(|at| keys.as_bytes().get(at).map(|key| char::from(*key)))
        .collect();
    let beside = *beside.choose(rng)?;
    Some(if letter.is_uppercase() { beside.to_ascii_uppercase() } else { beside })
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn the_same_chance_gives_the_same_spelling() {
        let spell = |seed| respell(&mut StdRng::seed_from_u64(seed), "Яніна Выдуманая", "be", true);
        assert_eq!(spell(7), spell(7));
    }

    #[test]
    fn a_name_is_spelt_in_many_ways_and_a_slip_is_one_letter() {
        let mut rng = StdRng::seed_from_u64(1);
        let mut spellings = std::collections::BTreeSet::new();
        for _ in 0..500 {
            let exact = respell(&mut rng, "Юхім Жывіцкі", "be", false);
            assert_eq!(exact.slip, None);
            spellings.insert(exact.text);
            let slipped = respell(&mut rng, "Юхім Жывіцкі", "be", true);
            assert!(slipped.slip.is_some());
            let meant = transliterate("Юхім Жывіцкі", slipped.standard);
            let lengths = (meant.chars().count(), slipped.text.chars().count());
            assert!(lengths.0.abs_diff(lengths.1) <= 1, "{meant}: {}", slipped.text);
            assert_ne!(meant, slipped.text);
        }
        assert!(spellings.len() > 10, "{spellings:?}");
    }

    #[test]
    fn a_text_without_letters_slips_nowhere() {
        let mut rng = StdRng::seed_from_u64(1);
        assert_eq!(respell(&mut rng, "", "be", true).text, "");
        assert_eq!(respell(&mut rng, "1 - 2", "xx", true).slip, None);
    }
}
