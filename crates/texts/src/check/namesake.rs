//! People of one name in one text: a father and his son.

use std::collections::{HashMap, HashSet};

use crate::{article::Findings, name::birth::is_of_kin, sentence::Sentences};

/// The names that more than one person may bear: what is said of them need not fit together.
pub(super) fn namesakes(read: &Findings<'_>) -> HashSet<usize> {
    let mut many: HashMap<usize, usize> = HashMap::new();
    let mut kin = HashSet::new();
    for (mentions, sentences) in read.names.mentions.iter().zip(&read.read) {
        for mention in mentions.iter().filter(|mention| mention.tokens.len() > 1) {
            *many.entry(mention.name).or_default() += 1;
            if is_told_apart(sentences, &mention.tokens) {
                kin.insert(mention.name);
            }
        }
    }
    let twice = |name: &usize| {
        many.get(name).is_some_and(|many| *many > 1) || read.names.all[*name].lines.len() > 1
    };
    kin.retain(twice);
    kin
}

/// `his father Jan Novak`, `the elder Jan Novak`, `Jan Novak, his son,`.
fn is_told_apart(sentences: &Sentences<'_>, name: &std::ops::Range<usize>) -> bool {
    let apart = |at: usize| {
        let word = sentences.small(at);
        is_of_kin(word)
            || matches!(
                word.trim_end_matches('.'),
                "elder"
                    | "older"
                    | "younger"
                    | "senior"
                    | "junior"
                    | "sr"
                    | "jr"
                    | "namesake"
                    | "another"
            )
    };
    let behind = (name.end..name.end + 3)
        .take_while(|at| !matches!(sentences.small(*at), "and" | "'" | "’"))
        .any(apart);
    name.start.checked_sub(1).is_some_and(apart)
        || (behind && !sentences.tokens[name.end - 1].possessive)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::told;

    #[test]
    fn two_of_one_name_need_not_be_of_one_age() {
        for text in [
            "His father Jan Priklad, 70, and his son Jan Priklad, 45, met.",
            "Jana Novotna (born 1980) and her mother Jana Novotna, 70, met.",
            "Jana Novotna, born in 1980, wept.\n\nThe elder Jana Novotna, 70, did not.",
        ] {
            assert_eq!(told(text), Vec::<String>::new(), "{text}");
        }
    }
}
