//! Words in capitals that stand together, and so may be a name.

use std::{collections::HashSet, ops::Range};

use super::{
    begins_with_given, case,
    country::{country, is_of_a_country},
    titled::before_given,
    words::{
        body_word, is_beginner, is_calendar, is_other_word, is_particle, is_role, is_title,
        may_begin_body, ties_body,
    },
};
use crate::{number::is_number_word, sentence::Sentences, word::TokenKind};

/// A run of words that may be a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// The words of the name.
    pub name: Range<usize>,
    /// The titles before it: `Special Envoy`.
    pub titles: Range<usize>,
    /// Whether its only word, or one that may be no part of it, begins a sentence, so that the capital may tell nothing.
    pub doubtful: bool,
}

/// The most words of a name.
const LONGEST: usize = 12;

/// The runs of a passage. `small` holds the words that the text writes with a small letter.
pub(crate) fn runs(sentences: &Sentences<'_>, small: &HashSet<String>) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < sentences.tokens.len() {
        if !is_capital(sentences, at) {
            at += 1;
            continue;
        }
        let end = end_of(sentences, at);
        if let Some(split) = behind_office(sentences, at..end) {
            runs.extend(run(sentences, at..split, small));
            runs.extend(run(sentences, split..end, small));
        } else {
            runs.extend(run(sentences, at..end, small));
        }
        at = end;
    }
    runs
}

fn is_capital(sentences: &Sentences<'_>, at: usize) -> bool {
    let Some(token) = sentences.tokens.get(at) else { return false };
    let word = token.of(sentences.text);
    // `U.S.-allied` is said of something, and names nothing.
    let made = word
        .rsplit_once('-')
        .is_some_and(|(_, last)| last.len() > 2 && last.starts_with(char::is_lowercase));
    token.is_word() && word.starts_with(char::is_uppercase) && !made && !is_day(sentences, at)
}

/// Whether a word is of the calendar. Jan, April and May are names of persons too, before another name.
fn is_day(sentences: &Sentences<'_>, at: usize) -> bool {
    let word = sentences.small(at);
    let next = sentences.word(at + 1);
    let given = matches!(word, "jan" | "may" | "april" | "june" | "august" | "mar" | "jun" | "dec");
    let named = next.starts_with(char::is_uppercase) && !is_calendar(&next.to_lowercase());
    is_calendar(word) && !(given && named)
}

/// Where a run that begins here ends.
fn end_of(sentences: &Sentences<'_>, from: usize) -> usize {
    let mut end = from + 1;
    let mut body = None;
    while end - from < LONGEST {
        body = body.or_else(|| body_word(sentences.small(end - 1)));
        if sentences.tokens[end - 1].possessive {
            break;
        }
        if is_capital(sentences, end) {
            end += 1;
            continue;
        }
        let word = sentences.word(end).to_owned();
        // `Keepers' Watch`.
        let plural = matches!(word.as_str(), "'" | "’")
            && sentences.word(end - 1).ends_with('s')
            && is_capital(sentences, end + 1);
        if plural
            && (end + 1..end + 4)
                .any(|at| is_capital(sentences, at) && body_word(sentences.small(at)).is_some())
        {
            end += 2;
            continue;
        }
        if is_nickname(sentences, end) {
            end += 4;
            continue;
        }
        let tie = |word: &str| ties_body(word) && body.is_some();
        if (is_particle(&word) && is_capital(sentences, end + 1))
            || (tie(&word) && word != "and" && word != "in" && is_capital(sentences, end + 1))
        {
            end += 2;
            continue;
        }
        let twice = tie(&word) && word != "and" && sentences.word(end + 1) == "the";
        if twice && is_capital(sentences, end + 2) {
            end += 3;
            continue;
        }
        // `Minister of Justice`, `Secretary of State`: the title goes on.
        let title = is_title(sentences.small(end - 1)) && word == "of";
        if title && is_title(sentences.small(end + 1)) && is_capital(sentences, end + 1) {
            end += 2;
            continue;
        }
        break;
    }
    end
}

/// Where a person's name begins that follows that of a country or a body: `Prime Minister of Lithuania Jana Novotna`,
/// `Director of the Centre Jana Novotna`.
fn behind_office(sentences: &Sentences<'_>, words: Range<usize>) -> Option<usize> {
    const LONGEST: usize = 3;
    let before = |back: usize| words.start.checked_sub(back).map(|at| sentences.small(at));
    let of = usize::from(before(1) == Some("the")) + 1;
    let office = before(of) == Some("of") && before(of + 1).is_some_and(is_title);
    if !office {
        return None;
    }
    let ends = (words.start + 1..=words.start + LONGEST).take_while(|at| at + 1 < words.end);
    let land = |end: &usize| country(sentences.words(&(words.start..*end))).is_some();
    let body = |end: &usize| {
        body_word(sentences.small(*end - 1)).is_some()
            && *end + 2 == words.end
            && begins_with_given(sentences.words(&(*end..words.end)))
    };
    ends.filter(|end| land(end) || body(end)).last()
}

/// `"Janka"` in `Jana "Janka" Novotna`, which quotes nobody.
fn is_nickname(sentences: &Sentences<'_>, mark: usize) -> bool {
    let marks =
        [(mark, &["\"", "“", "‘", "«", "'", "„"]), (mark + 2, &["\"", "”", "’", "»", "'", "“"])];
    marks.iter().all(|(at, any)| any.contains(&sentences.word(*at)))
        && is_capital(sentences, mark + 1)
        && is_capital(sentences, mark + 3)
        && sentences.quoted_at(sentences.tokens[mark].span.start).is_none()
}

/// The run of these words without what only the beginning of a sentence writes large.
fn run(sentences: &Sentences<'_>, words: Range<usize>, small: &HashSet<String>) -> Option<Run> {
    let Range { start: mut from, end } = words;
    let begins = begins_sentence(sentences, from);
    let first = sentences.small(from);
    let body_behind = (from + 1..end).any(|at| body_word(sentences.small(at)).is_some());
    let written_small = small.contains(first) && end - from > 1 && !is_title(first);
    // `Freedom House`, in a text that speaks of freedom: whether the word is part of the name, nobody can tell.
    let perhaps = begins && body_behind && written_small && !is_beginner(first);
    // `Яна` is a name, and `she` in Belarusian.
    let named = end - from > 1 && case::is_cyrillic(first) && case::is_given(first);
    if begins && !named && !begins_body(sentences, from, end, body_behind) {
        let leads = is_beginner(first) || is_contraction(first);
        from += usize::from(leads || may_begin_body(first) || written_small);
    }
    // `Thirty prisoners`; a body may have a number in its name.
    let of_body = (from..end).any(|at| body_word(sentences.small(at)).is_some());
    while from < end && is_number_word(sentences.small(from)) && (begins || !of_body) {
        from += 1;
    }
    let doubtful = perhaps || (begins && from + 1 == end && from == words.start);
    let title = (from..end).rev().find(|at| is_title(sentences.small(*at).trim_end_matches('.')));
    // A body's own name may hold a title: `State Department`.
    let name = match title {
        // `Justice For All` is no justice with that name.
        Some(title) if !of_body && !ties_body(sentences.small(title + 1)) => title + 1..end,
        _ => from..end,
    };
    let mut name = name;
    // `Activist Jana Novotna`, `Opposition Activist Jana Novotna`: who she is said to be is no part of her name.
    let office = name.start > from;
    if name.len() > 2
        && is_role(sentences.small(name.start))
        && begins_with_given(sentences.words(&(name.start + 1..name.end)))
    {
        name.start += 1;
    }
    let titles = if office { from..name.start } else { name.start..name.start };
    name.start += before_given(sentences, &name);
    if name.len() > 2 && is_of_a_country(sentences.small(name.start)) && !of_body {
        name.start += 1;
    }
    let one = name.len() == 1;
    let word = sentences.small(name.start);
    let other = name.clone().any(|at| is_other_word(sentences.small(at)));
    let begins = is_beginner(word) || is_contraction(word);
    let idle = is_of_a_country(word) || begins || may_begin_body(word);
    let nobody = name.is_empty() || other || (one && idle);
    let letter = one && sentences.word(name.start).chars().count() < 2;
    (!nobody && !letter).then_some(Run { name, titles, doubtful })
}

/// `I'm`, `we've`: with the verb, too, a word that begins sentences is no part of a name. `O'Brien` is one.
fn is_contraction(word: &str) -> bool {
    word.split_once(['\'', '’']).is_some_and(|(before, verb)| {
        is_beginner(before) && matches!(verb, "m" | "re" | "ve" | "ll" | "d" | "s")
    })
}

/// Whether the first word of a sentence is one of the name of a body, though others begin with it too.
fn begins_body(sentences: &Sentences<'_>, from: usize, end: usize, body_behind: bool) -> bool {
    let first = sentences.small(from);
    // `International Red Cross`; before a name nobody writes these three large.
    let large = matches!(first, "human" | "international" | "state") && end - from > 1;
    !is_beginner(first) && (body_behind || (large && may_begin_body(first)))
}

/// Whether a word is written large because a sentence begins with it.
fn begins_sentence(sentences: &Sentences<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    let mark = &sentences.tokens[before];
    if sentences.sentence_of(at).start == at {
        return true;
    }
    // Marks that stand around a name quote nothing.
    if mark.of(sentences.text) == "«" && sentences.quoted_at(mark.span.start).is_none() {
        return false;
    }
    mark.kind == TokenKind::Mark
        && matches!(
            mark.of(sentences.text),
            "“" | "\""
                | "«"
                | "„"
                | "‘"
                | "'"
                | ":"
                | "•"
                | "—"
                | "."
                | "?"
                | "!"
                | "…"
                | "*"
                | "("
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(String, String, bool)> {
        let sentences = Sentences::of(text);
        let runs = runs(&sentences, &HashSet::new());
        let words = |range: &Range<usize>| sentences.words(range).to_owned();
        runs.iter().map(|run| (words(&run.titles), words(&run.name), run.doubtful)).collect()
    }

    #[test]
    fn a_title_is_no_part_of_a_name() {
        let all = told(
            "The talks with U.S. Special Envoy Jan Novak and Foreign Minister Petr de Vries went on.",
        );
        assert_eq!(all[0], ("U.S. Special Envoy".into(), "Jan Novak".into(), false));
        assert_eq!(all[1], ("Foreign Minister".into(), "Petr de Vries".into(), false));
    }

    #[test]
    fn whoever_says_im_is_not_named_so() {
        for text in ["I'm Jana Novotna.", "I’m Jana Novotna.", "She wept. It's Jana Novotna."] {
            assert_eq!(told(text)[0].1, "Jana Novotna", "{text}");
        }
        assert_eq!(told("O'Brien Novak left.")[0].1, "O'Brien Novak");
    }

    #[test]
    fn who_someone_is_said_to_be_is_no_part_of_the_name() {
        let all = told("Activist Jana Novotna left. Opposition Activist Jan Novak stayed.");
        assert_eq!(all[0], (String::new(), "Jana Novotna".into(), false));
        assert_eq!(all[1], ("Opposition Activist".into(), "Jan Novak".into(), false));
    }

    #[test]
    fn whoever_bears_a_title_is_not_called_for_all() {
        let all = told("He works for Justice For All and Judge Jan Novak.");
        assert_eq!(all[0], (String::new(), "Justice For All".into(), false));
        assert_eq!(all[1], ("Judge".into(), "Jan Novak".into(), false));
    }

    #[test]
    fn a_body_is_one_name_with_its_small_words() {
        let all = told("He works for the Committee to Protect Keepers and the Ministry of Towers.");
        let names: Vec<_> = all.iter().map(|(_, name, _)| name.as_str()).collect();
        assert_eq!(names, ["Committee to Protect Keepers", "Ministry of Towers"]);
    }

    #[test]
    fn a_body_keeps_the_word_with_which_a_sentence_begins() {
        for name in [
            "Human Rights Watch",
            "Human Rights House",
            "International Committee to Protect Keepers",
            "International Red Cross",
            "State Department",
            "Local Council",
        ] {
            let all = told(&format!("{name} said so. They heard {name}."));
            let names: Vec<_> = all.iter().map(|(_, name, _)| name.as_str()).collect();
            assert_eq!(names, [name, name]);
        }
        for (text, name) in [
            ("Former Towers Ministry officials left.", "Towers Ministry"),
            ("The Towers Ministry left.", "Towers Ministry"),
            ("Western Sedm was calm.", "Sedm"),
        ] {
            assert_eq!(told(text)[0].1, name, "{text}");
        }
        assert_eq!(told("Human rights were spoken of. Rights groups came."), []);
    }

    #[test]
    fn the_first_word_of_a_sentence_is_doubtful() {
        let all = told("Keepers came. After Friday Lithuanian keepers left Sedm’s Tower.");
        assert_eq!(
            all,
            [
                (String::new(), "Keepers".into(), true),
                (String::new(), "Sedm".into(), false),
                (String::new(), "Tower".into(), false)
            ]
        );
    }
}
