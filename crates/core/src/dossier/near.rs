//! Guesses what someone meant to write.

/// So many words are listed in one sentence.
const MOST: usize = 24;

/// The word that is so like this one that it may have been meant.
pub(super) fn near<'a>(written: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written: String = written.chars().take(60).collect::<String>().to_lowercase();
    let likeness = |word: &str| {
        let slips = strsim::osa_distance(&written, word);
        let few = slips <= (word.len() / 3).max(1);
        // A word with others left off, or put before it, is meant too: `published`, `birth_on`.
        let begins =
            written.len() >= 4 && (word.starts_with(&*written) || written.starts_with(word));
        (few || begins).then_some(slips)
    };
    let known = words.into_iter().filter_map(|word| Some((likeness(word)?, word)));
    known.min_by_key(|(slips, _)| *slips).map(|(_, word)| word)
}

/// `did you mean …?` or, where nothing is like it, all there is.
pub(super) fn remedy(written: &str, what: &str, words: &[&str]) -> String {
    match near(written, words.iter().copied()) {
        Some(word) => format!("did you mean `{word}`?"),
        None if words.len() > MOST => format!("{what}: {}, …", words[..MOST].join(", ")),
        None => format!("{what}: {}", words.join(", ")),
    }
}

/// The word for a thing of this kind, with its article: `an organization`.
pub(super) fn a(noun: &str) -> String {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// Several of them, one of which is meant: `a, b or c`.
pub(super) fn or(choices: &[String]) -> String {
    match choices {
        [] => String::new(),
        [only] => only.clone(),
        [firsts @ .., last] => format!("{} or {last}", firsts.join(", ")),
    }
}
