//! Names that a list writes for somebody whom it does not name.

/// Words that such a name begins with, whatever follows: `Citizen G.`, `Гражданин Г.`.
const BEGIN: &[&str] = &[
    "citizen ",
    "anonymous",
    "unknown",
    "unnamed",
    "a person ",
    "woman ",
    "man ",
    "name withheld",
    "гражданин ",
    "гражданка ",
    "гр. ",
    "грамадзянін ",
    "грамадзянка ",
    "аноним",
    "ананім",
    "неизвестн",
    "невядом",
];

/// Words that are names of families too: they name nobody where no whole name follows.
const BEFORE_INITIALS: &[&str] = &[
    "minor",
    "juvenile",
    "teenager",
    "resident",
    "person",
    "несовершеннолетний",
    "несовершеннолетняя",
    "непаўналетні",
    "непаўналетняя",
    "подросток",
    "житель",
    "жительница",
    "жыхар",
    "жыхарка",
];

/// Words that say, wherever they stand, that the name is kept back.
const WITHIN: &[&str] = &[
    "name unknown",
    "name withheld",
    "name not ",
    "name is not ",
    "name is withheld",
    "имя неизвестно",
    "имя скрыто",
    "имя не ",
    "имя изменено",
    "імя невядома",
    "імя не ",
    "імя зменена",
];

/// Whether a name names nobody: `Citizen G.`, `Anonymous`, `Minor K.`, `M. (name unknown)`, `Г. К.`
pub(super) fn is_pseudonym(name: &str) -> bool {
    let lower = name.trim().to_lowercase();
    if BEGIN.iter().any(|word| lower.starts_with(word))
        || WITHIN.iter().any(|word| lower.contains(word))
    {
        return true;
    }
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if words.first().is_some_and(|word| BEFORE_INITIALS.contains(&word.to_lowercase().as_str())) {
        words.remove(0);
        let described = words.first().is_some_and(|word| word.chars().all(char::is_lowercase));
        return described || !words.iter().any(|word| is_whole(word));
    }
    !words.is_empty() && words.iter().all(|word| is_initials(word))
}

/// Whether a word is a name in full, and no initial and no common noun.
fn is_whole(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && !is_initials(word)
}

/// Whether a word is an initial or some of them: `K.`, `K`, `К.Л.`
fn is_initials(word: &str) -> bool {
    let mut parts = word.split('.').filter(|part| !part.is_empty()).peekable();
    parts.peek().is_some()
        && parts.all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        })
}

#[cfg(test)]
mod tests {
    use super::is_pseudonym;

    #[test]
    fn whom_the_list_does_not_name_is_told_from_whom_it_does() {
        for name in [
            "Citizen G.",
            "Гражданин Г.",
            "Гражданка Г. (имя изменено)",
            "name withheld",
            "Minor K.",
            "Minor from Lhota",
            "Несовершеннолетний К.",
            "M. (name unknown)",
            "К. Л.",
            "Anonymous",
        ] {
            assert!(is_pseudonym(name), "{name}");
        }
        for name in
            ["Jana Vymyslena", "Minor Petr", "Яна В.", "J. Vymyslena", "Yu Li", "Гражинская Яна"]
        {
            assert!(!is_pseudonym(name), "{name}");
        }
    }
}
