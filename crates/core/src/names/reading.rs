//! A written word as sounds, in every way it can be read.

use super::{
    cyrillic, homoglyph,
    latin::{self, Habit},
    sound::{Fold, settle},
};

/// Every way to read a word of any script, the likeliest first, at most four.
///
/// Scripts that have no table here are kept as a number made of their letters,
/// so that equal words are equal and nothing else is.
#[must_use]
pub(super) fn read(word: &str, habit: Habit) -> Vec<Fold> {
    if word.chars().any(homoglyph::is_cyrillic) {
        let mut raw = Vec::with_capacity(word.len());
        let mut letters = word.chars().peekable();
        while let Some(letter) = letters.next() {
            // Ukrainian ьо is ё.
            let soft = letter == 'ь' && letters.peek() == Some(&'о');
            let sounds = if soft { Some(b"i".as_slice()) } else { cyrillic::sounds(letter) };
            raw.extend_from_slice(sounds.unwrap_or_default());
        }
        let fold = settle(&raw);
        return if fold.is_empty() { vec![opaque(word)] } else { vec![fold] };
    }
    let folds = latin::read(word, habit);
    if folds.is_empty() { vec![opaque(word)] } else { folds }
}

/// What newspapers write and is no reading, for it would make one surname of two: ц in German
/// (z) and in Polish (ck), ш in French (ch).
const ELSEWHERE: [(&str, &str); 3] = [("z", "ts"), ("ck", "tsk"), ("ch", "sh")];

/// The same, and after them those of newspapers elsewhere: for who looks for a name.
#[must_use]
pub(super) fn read_widely(word: &str, habit: Habit) -> Vec<Fold> {
    let mut folds = read(word, habit);
    for (there, here) in ELSEWHERE.iter().filter(|(there, _)| word.contains(there)) {
        for fold in read(&word.replace(there, here), habit) {
            if !folds.contains(&fold) {
                folds.push(fold);
            }
        }
    }
    folds
}

/// A word of another script, or of soft signs alone, as sixteen consonants that stand for its letters (FNV-1a).
fn opaque(word: &str) -> Fold {
    let mut digest = 0xcbf2_9ce4_8422_2325_u64;
    for byte in word.bytes() {
        digest = (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let sounds: Vec<u8> = digest
        .to_be_bytes()
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|nibble| b"bdfgklmnprtvxcqw"[usize::from(nibble)])
        .collect();
    Fold::new(&sounds).opaque()
}

#[cfg(test)]
mod tests {
    use super::{Habit, read};

    fn folds(word: &str) -> Vec<String> {
        let word = word.to_lowercase();
        let habit = Habit::of(std::iter::once(word.as_str()));
        read(&word, habit).iter().map(|fold| fold.as_str().to_owned()).collect()
    }

    #[test]
    fn a_word_sounds_alike_in_every_script_and_spelling() {
        for spelling in ["Вымысленко", "Vymyslenko", "Wymyslenko", "Vımıslenko"] {
            assert_eq!(folds(spelling), ["vimislenko"], "{spelling}");
        }
        for spelling in ["Юльянаў", "Yuljanau", "Juljanaŭ", "Iulianaw"] {
            assert_eq!(folds(spelling)[0], "vlanav", "{spelling}");
        }
        for spelling in ["Щучин", "Shchuchin", "Ščučin", "Szczuczin", "Schtschutschin"] {
            assert_eq!(folds(spelling)[0], "yuqin", "{spelling}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_read_in_both() {
        assert_eq!(folds("Chacik"), ["qacik", "xacik"]);
        assert_eq!(folds("Chodzież"), ["xode".to_owned() + "j"]);
    }

    #[test]
    fn scripts_without_a_table_are_equal_only_to_themselves() {
        assert_eq!(folds("王"), folds("王"));
        assert_ne!(folds("王"), folds("李"));
        assert_ne!(folds("محمد"), folds("محمود"));
    }
}
