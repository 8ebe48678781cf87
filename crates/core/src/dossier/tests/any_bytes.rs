//! The reader survives whatever it is given.

use proptest::prelude::*;

use super::{HEAD, docs};
use crate::dossier::{check_quotes, read};

/// A sound dossier in which pieces were cut out, doubled, or replaced.
fn mutated() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        "[\\[\\]{}=\",.'#\n ]{1,3}",
        Just("[[claim]]\n".to_owned()),
        Just("[claim.states]\n".to_owned()),
        Just("[claim]\n".to_owned()),
        Just("key = \"poets\"".to_owned()),
        Just("within = \"laureates\"".to_owned()),
        Just("\"\"\"".to_owned()),
        "\\PC{0,8}",
    ];
    let change = (any::<prop::sample::Index>(), 0..40_usize, pieces);
    prop::collection::vec(change, 1..6).prop_map(|changes| {
        let mut letters: Vec<char> = format!("{HEAD}{}", docs::example()).chars().collect();
        for (at, cut, piece) in changes {
            let at = at.index(letters.len());
            let end = (at + cut).min(letters.len());
            letters.splice(at..end, piece.chars());
        }
        letters.into_iter().collect()
    })
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(!read("f.toml", &bytes).faults.is_empty());
        prop_assert!(!read("f.json", &bytes).faults.is_empty());
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "[\\[\\]{}=\".a-c0-9\n:, -]{0,80}") {
        let _ = read("f.toml", text.as_bytes());
        let _ = read("f.json", text.as_bytes());
    }

    #[test]
    fn no_slip_in_a_sound_dossier_makes_the_reader_panic(text in mutated()) {
        let reading = read("f.toml", text.as_bytes());
        let _ = check_quotes(&reading, &[("S1", text.as_str())]);
        for fault in &reading.faults {
            prop_assert!(fault.written_at.is_some() && !fault.remedy.is_empty());
        }
    }

    #[test]
    fn any_quote_and_any_text_can_be_compared(phrase in "[a-cİß‘…“ ]{1,12}", text in "[a-cİß'.\" ]{0,40}") {
        let file = format!("{HEAD}[[claim]]\nsource = \"N1\"\nsubject = \"person/jana\"\nstates.name = \"J\"\nquotes.name = \"{phrase}\"\n");
        let _ = check_quotes(&read("f.toml", file.as_bytes()), &[("N1", text.as_str())]);
    }
}
