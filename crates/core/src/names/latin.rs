//! How Latin letters sound in a name from another script, by the habits of those who wrote it down.
//!
//! One spelling can be read in several ways: `ch` is ч to an Englishman and х to
//! a German, a Pole and a Swede. [`Habit`] looks at the whole name for what gives
//! the writer away; where nothing does, [`read`] gives every reading.

mod habit;
mod letter;

use self::habit::Choice;
pub(super) use self::habit::Habit;
use super::sound::{Fold, settle};

/// At most so many readings of one word are kept.
pub(super) const READINGS: usize = 4;

/// Every way to read a Latin word, the likeliest first.
#[must_use]
pub(super) fn read(word: &str, habit: Habit) -> Vec<Fold> {
    let letters: Vec<u8> = word.chars().filter_map(letter::plain).collect();
    let mut folds = Vec::with_capacity(2);
    for choice in habit.choices(&letters).into_iter().take(READINGS) {
        let fold = settle(&sounds(&letters, choice));
        if !fold.is_empty() && !folds.contains(&fold) {
            folds.push(fold);
        }
    }
    if habit.is_lithuanian()
        && let Some(stem) = lithuanian_stem(&letters)
        && let Some(choice) = habit.choices(stem).first()
    {
        folds.push(settle(&sounds(stem, *choice)));
    }
    folds
}

/// A word without the ending that Lithuanian gives to names of other languages: Ivanov(as), Maksim(as).
fn lithuanian_stem(letters: &[u8]) -> Option<&[u8]> {
    let endings: [&[u8]; 5] = [b"ius", b"as", b"is", b"us", b"ys"];
    let stem = endings.iter().find_map(|ending| letters.strip_suffix(*ending))?;
    (stem.len() > 3).then_some(stem)
}

/// Longest first. `S`, `C`, `Z`, `T`, `Y`, `V` are letters with marks: see [`letter::plain`].
const CLUSTERS: &[(&[u8], &[u8])] = &[
    (b"schtsch", b"y"),
    (b"chtch", b"y"),
    (b"shtch", b"y"),
    (b"sjtsj", b"y"),
    (b"szcz", b"y"),
    (b"shch", b"y"),
    (b"tsch", b"q"),
    (b"dsch", b"dj"),
    (b"StS", b"y"),
    (b"tch", b"q"),
    (b"sch", b"W"),
    (b"dzh", b"dj"),
    (b"SC", b"y"),
    (b"tS", b"q"),
    (b"kh", b"x"),
    (b"gh", b"g"),
    (b"ph", b"f"),
    (b"th", b"t"),
    (b"sh", b"w"),
    (b"zh", b"j"),
    (b"cz", b"q"),
    (b"tz", b"c"),
    (b"oo", b"u"),
    (b"qu", b"kv"),
];

const SWEDISH: &[(&[u8], &[u8])] =
    &[(b"sjtj", b"y"), (b"tsj", b"q"), (b"sj", b"w"), (b"tj", b"q"), (b"zj", b"j")];

fn sounds(letters: &[u8], choice: Choice) -> Vec<u8> {
    let mut out = Vec::with_capacity(letters.len());
    let mut at = 0;
    while let Some(rest) = letters.get(at..).filter(|rest| !rest.is_empty()) {
        let (taken, sound) = next(rest, choice);
        out.extend_from_slice(sound);
        at += taken;
    }
    out
}

fn next(rest: &[u8], choice: Choice) -> (usize, &'static [u8]) {
    let after = |n: usize| rest.get(n).copied().unwrap_or(0);
    if choice.swedish
        && let Some((cluster, sound)) =
            SWEDISH.iter().find(|(cluster, _)| rest.starts_with(cluster))
    {
        return (cluster.len(), sound);
    }
    if choice.split_zh && rest.starts_with(b"zh") {
        return (2, b"zg");
    }
    if choice.kha && rest.starts_with(b"sch") && !choice.german {
        return (3, b"sx");
    }
    // -vić, and -vič that has lost its mark.
    if rest == b"vic" || rest == b"viT" {
        return (3, b"viq");
    }
    // Patronymics, whatever else ch may be.
    if rest == b"vich" || rest == b"vych" {
        return (4, b"viq");
    }
    if choice.french && rest == b"ine" {
        return (3, b"Jn");
    }
    if rest == b"ff" {
        return (2, b"v");
    }
    if let Some((cluster, sound)) = CLUSTERS.iter().find(|(cluster, _)| rest.starts_with(cluster)) {
        return (cluster.len(), sound);
    }
    match after(0) {
        b'c' if after(1) == b'h' && choice.french => (2, b"w"),
        b'c' if after(1) == b'h' => (2, if choice.kha { b"x" } else { b"q" }),
        // -cki, -cka: Polish and Belarusian -цкі.
        b'c' if after(1) == b'k' && matches!(after(2), b'i' | b'y') => (2, b"ck"),
        b'c' if after(1) == b'k' => (2, b"k"),
        b'c' if matches!(after(1), b'e' | b'i' | b'y' | b'j' | 0) => (1, b"c"),
        b'c' if matches!(after(1), b'v' | b'm' | b'n' | b'b' | b'p') => (1, b"c"),
        b'c' => (1, if choice.hard_c { b"k" } else { b"c" }),
        b's' if after(1) == b'z' && !choice.split_sz => (2, b"w"),
        b'o' if after(1) == b'u' && choice.ou => (2, b"u"),
        b'g' if after(1) == b'u' && matches!(after(2), b'e' | b'i') => (2, b"g"),
        b'j' if choice.french_j && letter::is_vowel(after(1)) => (1, b"j"),
        b'j' | b'I' => (1, b"i"),
        b'y' => (1, b"E"),
        b'i' => (1, b"J"),
        b'l' if !choice.hard_l => (1, b"L"),
        b'l' | b'L' => (1, b"l"),
        b'S' => (1, b"w"),
        b'C' => (1, b"q"),
        b'Z' => (1, b"j"),
        b'T' => (1, b"c"),
        b'Y' => (1, b"y"),
        b'V' | b'w' => (1, b"v"),
        b'X' => (1, b"x"),
        b'x' => (1, b"ks"),
        b'q' => (1, b"k"),
        b'A' => (1, b"ia"),
        b'U' => (1, b"iu"),
        b'O' => (1, b"io"),
        plain => (1, single(plain)),
    }
}

const fn single(letter: u8) -> &'static [u8] {
    match letter {
        b'a' => b"a",
        b'b' => b"b",
        b'd' => b"d",
        b'e' => b"e",
        b'f' => b"f",
        b'g' => b"g",
        b'h' => b"h",
        b'k' => b"k",
        b'm' => b"m",
        b'n' => b"n",
        b'o' => b"o",
        b'p' => b"p",
        b'r' => b"r",
        b's' => b"S",
        b't' => b"t",
        b'u' => b"u",
        b'v' => b"v",
        b'z' => b"z",
        _ => b"",
    }
}
