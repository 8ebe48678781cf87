//! Surnames as they are: general words and given names, with the endings that each kind of word takes.

use super::{Surname, words::Three};

/// What a surname ends in, for a man and for a woman, and whether it asks for the stem that a velar turns into.
type Ending = (Three, Three);

const OV: Ending = (["аў", "ов", "ов"], ["ава", "ова", "ова"]);
const EV: Ending = (["ёў", "ёв", "ьов"], ["ёва", "ёва", "ьова"]);
const OV_HUSHED: Ending = (["оў", "ёв", "ов"], ["ова", "ёва", "ова"]);
const IN: Ending = (["ін", "ин", "ін"], ["іна", "ина", "іна"]);
const ENKO: Ending = same(["енка", "енко", "енко"]);
const ANKO: Ending = same(["анка", "енко", "енко"]);
const UK: Ending = same(["ук", "ук", "ук"]);
const JUK: Ending = same(["юк", "юк", "юк"]);
const CHUK: Ending = same(["чук", "чук", "чук"]);
const OVICH: Ending = same(["овіч", "ович", "ович"]);
const EVICH: Ending = same(["евіч", "евич", "евич"]);
const EVICH_HUSHED: Ending = same(["эвіч", "евич", "евич"]);
const IK: Ending = same(["ік", "ик", "ик"]);
const CHYK: Ending = same(["чык", "чик", "чик"]);
const YK: Ending = same(["ык", "ик", "ик"]);
const ETS: Ending = same(["ец", "ец", "ець"]);
const KO: Ending = same(["ко", "ко", "ко"]);
const ONOK: Ending = same(["ёнак", "ёнок", "енок"]);
const NOTHING: Ending = same(["", "", ""]);
const SKI: Ending = (["скі", "ский", "ський"], ["ская", "ская", "ська"]);
const OVSKI: Ending = (["оўскі", "овский", "овський"], ["оўская", "овская", "овська"]);
const EVSKI: Ending = (["еўскі", "евский", "евський"], ["еўская", "евская", "евська"]);
const INSKI: Ending = (["інскі", "инский", "инський"], ["інская", "инская", "инська"]);
const YI: Ending = (["ы", "ый", "ий"], ["ая", "ая", "а"]);
const YKH: Ending = same(["ых", "ых", "их"]);
const YSHEV: Ending = (["ышоў", "ышёв", "ишов"], ["ышова", "ышёва", "ишова"]);

/// A surname that a woman bears as a man does.
const fn same(ending: Three) -> Ending {
    (ending, ending)
}

/// The endings of each kind of word, on its stem, and on what a velar turns into.
const KINDS: [(&str, &[Ending], &[Ending]); 7] = [
    ("hard", &[OV, ENKO, UK, CHUK, OVICH, OVSKI, IK, CHYK, ONOK, ETS, KO, NOTHING], &[]),
    ("velar", &[OV, OVICH, OVSKI, NOTHING], &[ANKO, UK, EVICH_HUSHED, YK]),
    ("hush", &[OV_HUSHED, ANKO, UK, EVICH_HUSHED, YK, NOTHING], &[]),
    ("soft", &[EV, ENKO, JUK, EVICH, EVSKI, CHUK], &[]),
    ("a", &[IN, ENKO, INSKI, UK], &[]),
    ("adjective", &[YI, OV, YKH, ENKO, YSHEV, IK], &[]),
    ("place", &[SKI, INSKI, ETS], &[]),
];

/// Two words in one: Белабарод, Белабародаў, Белабародзька.
const OF_TWO: [Ending; 4] = [NOTHING, OV, KO, ENKO];

/// All surnames, some of which are made of two words.
pub(super) fn surnames() -> Vec<Surname> {
    let lines = include_str!("surnames.txt").lines().filter(|line| !line.starts_with('#'));
    let mut surnames = Vec::new();
    let (mut first, mut second): (Vec<Three>, Vec<Three>) = (Vec::new(), Vec::new());
    for line in lines {
        let Some((kind, words)) = line.split_once(' ') else { continue };
        let (stem, turned) = words.split_once(" | ").unwrap_or((words, words));
        let (Some(stem), Some(turned)) = (three(stem), three(turned)) else { continue };
        match kind {
            "first" => first.push(stem),
            "second" => second.push(stem),
            _ => {}
        }
        for (_, endings, of_turned) in KINDS.iter().filter(|(known, ..)| *known == kind) {
            surnames.extend(endings.iter().map(|ending| surname(&[stem], *ending)));
            surnames.extend(of_turned.iter().map(|ending| surname(&[turned], *ending)));
        }
    }
    for one in &first {
        for other in &second {
            surnames.extend(OF_TWO.iter().map(|ending| surname(&[*one, *other], *ending)));
        }
    }
    surnames
}

fn three(words: &'static str) -> Option<Three> {
    let mut words = words.split(' ');
    Some([words.next()?, words.next()?, words.next()?])
}

fn surname(stems: &[Three], (man, woman): Ending) -> Surname {
    let whole = |ending: Three| -> Vec<String> {
        let word = |language: usize| {
            let stem: String = stems.iter().map(|stem| stem[language]).collect();
            stem + ending[language]
        };
        (0..3).map(word).collect()
    };
    Surname { man: whole(man), woman: whole(woman) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_line_gives_surnames_that_differ() {
        let surnames = surnames();
        assert!(surnames.len() > 3000, "{}", surnames.len());
        let men: BTreeSet<&Vec<String>> = surnames.iter().map(|surname| &surname.man).collect();
        assert!(men.len() * 100 > surnames.len() * 98, "{} of {}", men.len(), surnames.len());
    }

    #[test]
    fn each_word_takes_the_endings_of_its_kind() {
        let surnames = surnames();
        let has = |man: [&str; 3], woman: [&str; 3]| {
            surnames.iter().any(|surname| surname.man == man && surname.woman == woman)
        };
        assert!(has(["Ваўчанка", "Волченко", "Вовченко"], ["Ваўчанка", "Волченко", "Вовченко"]));
        assert!(has(["Ткачоў", "Ткачёв", "Ткачов"], ["Ткачова", "Ткачёва", "Ткачова"]));
        assert!(has(["Чарны", "Черный", "Чорний"], ["Чарная", "Черная", "Чорна"]));
    }
}
