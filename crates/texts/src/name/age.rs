//! How old a text says that someone is, and whether that is their age on the day of publication: in a sentence about
//! another time it may be of that time, and that of the dead is of the day they died.

use std::ops::Range;

use detente_core::{Day, PartialDate};

use super::{Names, birth::word_of_birth, is_of_body, run::Run};
use crate::{
    document::Passage,
    place::Place,
    quotation::{bearer, verb},
    sentence::Sentences,
    table::is_of_death,
    when::When,
    word::TokenKind,
};

/// What happened so many days before an article is its news, and the age in it that of today.
const NEWS: i64 = 60;

/// `(63)`, `, 63,` or `, who is 63,` after a name, or `63-year-old` before it.
pub(super) fn age(sentences: &Sentences<'_>, passage: &Passage, run: &Run) -> Option<(u32, Place)> {
    let at = run.name.end;
    let own = |end: usize| (!may_be_of_another(sentences, run.titles.start)).then_some(end);
    let behind = match (sentences.word(at), sentences.word(at + 2)) {
        ("(", ")") => Some(at + 3),
        ("(", ",") => Some(at + 2),
        (",", "," | "." | "") => own(at + 2),
        _ => None,
    };
    let (figures, words) = if let Some(end) = behind {
        (at + 1, run.name.start..end)
    } else if let Some(figures) = is_so_old(sentences, at).and_then(own) {
        (figures, run.name.start..figures + 1)
    } else {
        let figures = year_old(sentences, run)?;
        (figures, figures..run.name.end)
    };
    let figures = sentences.tokens.get(figures).filter(|token| token.kind == TokenKind::Figures)?;
    let age = figures.of(sentences.text).parse().ok().filter(|age| (1..200).contains(age))?;
    let quote = sentences.words(&words).to_owned();
    Some((age, Place { line: super::line_of(passage, sentences, &run.name), quote }))
}

/// Where the age stands in `Jana Novotna, who is 63,` and `Jana Novotna is 63 years old`.
fn is_so_old(sentences: &Sentences<'_>, name: usize) -> Option<usize> {
    let comma = usize::from(sentences.word(name) == ",");
    let who = usize::from(sentences.small(name + comma) == "who");
    let figures = name + comma + who + 1;
    let years = sentences.small(figures + 1) == "years" && sentences.small(figures + 2) == "old";
    let ends = years || matches!(sentences.word(figures + 1), "," | "." | "" | ")");
    (sentences.small(figures - 1) == "is" && comma == who && ends).then_some(figures)
}

/// Whether what stands between commas behind a name may be said of someone else: in `the lawyer of Jana Novotna, 44,`
/// of the lawyer.
pub(super) fn may_be_of_another(sentences: &Sentences<'_>, name: usize) -> bool {
    const NEAR: usize = 5;
    let start = sentences.sentence_of(name).start;
    // `the mother of the jailed poet Jana Novotna`.
    let of = (name.saturating_sub(NEAR).max(start)..name).rev().find(|at| {
        let word = sentences.small(*at);
        !sentences.tokens[*at].is_word() || verb::is_preposition(word) || verb::is_speech(word)
    });
    let Some(of) = of.filter(|at| matches!(sentences.small(*at), "of" | "for" | "to")) else {
        return false;
    };
    let noun = of.checked_sub(1).filter(|at| *at >= start).map(|at| sentences.small(at));
    noun.is_some_and(|noun| bearer::is_noun(noun) && !is_of_body(noun))
}

/// Where the age stands in `the 63-year-old poet Jana Novotna`, and not in `the 63-year-old lawyer of Jana Novotna`.
fn year_old(sentences: &Sentences<'_>, run: &Run) -> Option<usize> {
    const NEAR: usize = 4;
    let from = run.titles.start;
    let at =
        (from.saturating_sub(NEAR)..from).rev().find(|at| sentences.small(*at) == "year-old")?;
    let plain = (at..from).all(|at| {
        sentences.word(at).starts_with(char::is_lowercase)
            && !sentences.tokens[at].possessive
            && !verb::is_preposition(sentences.word(at))
            && !verb::divides(sentences.word(at))
    });
    at.checked_sub(2).filter(|_| plain)
}

impl Names {
    /// Sets apart the ages of whoever is told to have died: those are of the day they did.
    pub(crate) fn set_ages_of_the_dead_apart(&mut self, read: &[Sentences<'_>]) {
        for (mentions, sentences) in self.mentions.iter().zip(read) {
            for mention in mentions {
                let named = &mut self.all[mention.name];
                if !named.ages.is_empty() && is_told_dead(sentences, &mention.tokens) {
                    named.ages_then.append(&mut named.ages);
                }
            }
        }
    }

    /// Sets apart the ages that a sentence may tell of another time: `In 2019 Jana Novotna, 61, was arrested`.
    pub(crate) fn set_ages_apart(
        &mut self,
        passages: &[Passage],
        read: &[Sentences<'_>],
        dates: &[Vec<When>],
        published: Option<PartialDate>,
    ) {
        let Some(published) = published.and_then(PartialDate::earliest) else { return };
        for (at, (passage, sentences)) in passages.iter().zip(read).enumerate() {
            for mention in &self.mentions[at] {
                let named = &mut self.all[mention.name];
                if named.ages.is_empty() {
                    continue;
                }
                let sentence = sentences.sentence_of(mention.tokens.start);
                let first = dates[at].partition_point(|date| date.tokens.start < sentence.start);
                let mut here = dates[at][first..].iter();
                let mut here = here.by_ref().take_while(|date| date.tokens.start < sentence.end);
                if !here.any(|date| is_of_then(sentences, date, published)) {
                    continue;
                }
                let line = super::line_of(passage, sentences, &mention.tokens);
                let words = sentences.words(&sentence);
                let (then, now) = std::mem::take(&mut named.ages)
                    .into_iter()
                    .partition(|(_, place)| place.line == line && words.contains(&place.quote));
                named.ages = now;
                named.ages_then.extend(then);
            }
        }
    }
}

/// `the late Jana Novotna`, `the death of Jana Novotna`, `Jana Novotna, 61, died`.
fn is_told_dead(sentences: &Sentences<'_>, name: &Range<usize>) -> bool {
    const NEAR: usize = 5;
    let sentence = sentences.sentence_of(name.start);
    let before = |back: usize| {
        let at = name.start.checked_sub(back).filter(|at| *at >= sentence.start);
        at.map(|at| sentences.small(at)).unwrap_or_default()
    };
    let led = is_of_death(before(1)) || (before(1) == "of" && is_of_death(before(2)));
    let end = (name.end + NEAR).min(sentence.end);
    let behind = (name.end..end)
        .take_while(|at| {
            let small = sentences.small(*at);
            !verb::is_speech(small) && !matches!(small, "and" | "but" | "whose" | "his" | "her")
        })
        .any(|at| sentences.small(at) != "late" && is_of_death(sentences.small(at)));
    led || behind
}

/// Whether a date is long past, and is the time of what its sentence tells: `in 2014`, and neither `the 2020 protests`
/// nor `, arrested in 2020,` nor `held since 2020`.
fn is_of_then(sentences: &Sentences<'_>, date: &When, published: Day) -> bool {
    let past = date
        .date
        .and_then(|date| date.latest()?.plus_days(NEWS))
        .is_some_and(|latest| latest < published);
    let start = date.tokens.start;
    let before =
        |back: usize| start.checked_sub(back).map(|at| sentences.small(at)).unwrap_or_default();
    let noun = matches!(before(1), "the" | "since" | "(" | "disputed" | "s");
    let end = sentences.word(date.tokens.end);
    let participle = matches!(before(1), "in" | "on")
        && (before(2).ends_with("ed") || matches!(before(2), "held" | "shot" | "taken"))
        && matches!(before(3), "," | "—" | "–" | "(")
        && matches!(end, "," | ")" | "—" | "–");
    past && !noun && !participle && word_of_birth(sentences, date).is_none()
}

#[cfg(test)]
mod tests {
    use crate::{Article, Document};

    fn ages(text: &str) -> (Vec<u32>, Vec<u32>) {
        let document = Document::read("a.txt", text.as_bytes()).unwrap();
        let article = Article::read(document, "2024-03-05".parse().ok());
        let person = article.names.iter().find(|named| named.text == "Jan Priklad").unwrap();
        let ages = |all: &[(u32, crate::Place)]| all.iter().map(|(age, _)| *age).collect();
        (ages(&person.ages), ages(&person.ages_then))
    }

    #[test]
    fn an_age_that_may_be_of_another_is_nobodys() {
        for text in [
            "The lawyer of Jan Priklad, 61, was late.",
            "The mother of the jailed poet Jan Priklad, 61, was late.",
            "The spokeswoman for Minister Jan Priklad, 61, was late.",
            "The 61-year-old lawyer of Jan Priklad was late.",
            "They met the 61-year-old poet's son Jan Priklad.",
        ] {
            assert_eq!(ages(text), (vec![], vec![]), "{text}");
        }
        for text in [
            "The lawyer of Jan Priklad (61) was late.",
            "The lawyer of Eva Stara, Jan Priklad, 61, was late.",
            "The release of Jan Priklad, 61, was put off.",
            "The 61-year-old poet Jan Priklad was late.",
        ] {
            assert_eq!(ages(text), (vec![61], vec![]), "{text}");
        }
    }

    #[test]
    fn an_age_in_a_sentence_about_another_time_is_not_that_of_today() {
        for text in [
            "Jan Priklad (61) died in 2015.",
            "Jan Priklad, 61, who was killed in 2014, kept the tower.",
            "In 2019 Jan Priklad, 61, was arrested.",
            "They spoke of the late Jan Priklad, 61, of Sedm.",
            "Jan Priklad, 61, died on Sunday.",
            "Jan Priklad, 61, was killed on Sunday.",
            "Jan Priklad (61) wept. They mourn the death of Jan Priklad.",
        ] {
            assert_eq!(ages(text), (vec![], vec![61]), "{text}");
        }
        for text in [
            "Jan Priklad (61) left the tower.",
            "Jan Priklad (61) — a leading figure of the 2020 protests.",
            "Jan Priklad, 61, arrested in 2019, was freed on Monday.",
            "Jan Priklad, 61, was freed on 1 March 2024.",
            "Jan Priklad, 61, has been held since 2019.",
            "Jan Priklad (61) was born in 1962.",
            "Jan Priklad (61) wept. In 2019 he was arrested.",
        ] {
            assert_eq!(ages(text), (vec![61], vec![]), "{text}");
        }
    }
}
