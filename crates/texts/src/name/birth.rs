//! When a text says that someone was born, and who that is.

use detente_core::Gender;

use super::{Mention, NameKind, Named, Names, age::may_be_of_another};
use crate::{document::Passage, place::Place, quotation::verb, sentence::Sentences, when::When};

/// So far before its date `born` may stand.
const NEAR: usize = 3;

/// So many names back it is looked for who a pronoun stands for.
const FAR: usize = 200;

/// The word that tells a birth before this date: `born in 1962`, `(b. 1962)`.
pub(crate) fn word_of_birth(sentences: &Sentences<'_>, date: &When) -> Option<usize> {
    let from = date.tokens.start.saturating_sub(NEAR);
    (from..date.tokens.start).rev().find(|at| {
        matches!(
            sentences.small(*at),
            "born" | "b" | "нарадзіўся" | "нарадзілася" | "родился" | "родилась"
        )
    })
}

impl Names {
    /// Adds to each person when they were born, where the text leaves no doubt whom it speaks of.
    pub(crate) fn add_births(
        &mut self,
        passages: &[Passage],
        read: &[Sentences<'_>],
        dates: &[Vec<When>],
    ) {
        for (at, (passage, sentences)) in passages.iter().zip(read).enumerate() {
            for when in &dates[at] {
                let (Some(born), Some(date)) = (word_of_birth(sentences, when), when.date) else {
                    continue;
                };
                let Some(name) = self.whose_birth(sentences, at, born) else { continue };
                let tokens = born..when.tokens.end;
                let quote = sentences.words(&tokens).to_owned();
                let place = Place { line: super::line_of(passage, sentences, &tokens), quote };
                let born = &mut self.all[name].born;
                if !born.iter().any(|(known, _)| *known == date) {
                    born.push((date, place));
                }
            }
        }
    }

    /// The person who stands right before the word of birth, or whom a pronoun there stands for.
    fn whose_birth(&self, sentences: &Sentences<'_>, passage: usize, born: usize) -> Option<usize> {
        let start = sentences.sentence_of(born).start;
        let mut before = born;
        while before > start
            && (verb::is_being(sentences.small(before - 1)) || sentences.small(before - 1) == "who")
        {
            before -= 1;
        }
        let pronoun = before.checked_sub(1).filter(|at| *at >= start).map(|at| sentences.small(at));
        let gender = match pronoun {
            Some("he") => Some(Gender::Male),
            Some("she") => Some(Gender::Female),
            _ => None,
        };
        if gender.is_some() {
            let name = self.only_person(passage, before)?;
            let other = self.all[name].gender.is_some_and(|known| Some(known) != gender);
            return (!other).then_some(name);
        }
        let mentions = &self.mentions[passage];
        let end = mentions.partition_point(|mention| mention.tokens.end <= before);
        let last = &mentions[end.checked_sub(1)?];
        let near = last.tokens.start >= start && is_person(&self.all[last.name]);
        let free = !sentences.tokens[last.tokens.end - 1].possessive;
        let another = sentences.word(last.tokens.end) == ","
            && may_be_of_another(sentences, last.tokens.start);
        (near && free && !another && leads(sentences, last.tokens.end, before)).then_some(last.name)
    }

    /// The one person whom a passage names before this word, or the passage before it.
    fn only_person(&self, passage: usize, word: usize) -> Option<usize> {
        let here = &self.mentions[passage];
        let here = &here[..here.partition_point(|mention| mention.tokens.start < word)];
        let above = passage.checked_sub(1).map_or(&[][..], |above| &self.mentions[above]);
        let person = |mention: &&Mention| is_person(&self.all[mention.name]);
        let near = |mentions: &[Mention]| mentions.len().saturating_sub(FAR)..mentions.len();
        let here = &here[near(here)];
        let mentions = if here.is_empty() { &above[near(above)] } else { here };
        let last = mentions.iter().rev().find(person)?.name;
        let other = mentions.iter().rev().filter(person).any(|mention| mention.name != last);
        (!other).then_some(last)
    }
}

fn is_person(named: &Named) -> bool {
    named.kind == Some(NameKind::Person)
}

/// Whether the words between a name and `born` only say more of its bearer: `(43) was`, `, a former teacher`.
fn leads(sentences: &Sentences<'_>, name: usize, born: usize) -> bool {
    const MOST: usize = 6;
    let mut from = name;
    // `(43)`, `, 43,`.
    if from + 3 <= born {
        match (sentences.word(from), sentences.word(from + 2)) {
            ("(", ")") => from += 3,
            ("(" | ",", ",") => from += 2,
            _ => {}
        }
    }
    if from < born {
        if !matches!(sentences.word(from), "," | "(") {
            return false;
        }
        from += 1;
    }
    let plain = |at: usize| {
        let word = sentences.small(at);
        sentences.tokens[at].is_word()
            && !verb::is_speech(word)
            && !verb::divides(word)
            && !verb::is_being(word)
            && !matches!(word, "his" | "her" | "their" | "whose" | "with" | "by" | "to")
            && !matches!(word, "has" | "have" | "had")
            && !is_of_kin(word)
    };
    born.saturating_sub(from) <= MOST && (from..born).all(plain)
}

/// Whether a word is of another, whose birth may be told: `a mother of a son born in 1990`.
pub(crate) fn is_of_kin(word: &str) -> bool {
    matches!(
        word,
        "son"
            | "sons"
            | "daughter"
            | "daughters"
            | "child"
            | "children"
            | "boy"
            | "girl"
            | "baby"
            | "twin"
            | "twins"
            | "brother"
            | "sister"
            | "mother"
            | "father"
            | "grandfather"
            | "grandmother"
            | "grandson"
            | "granddaughter"
            | "uncle"
            | "aunt"
            | "nephew"
            | "niece"
            | "cousin"
    )
}

#[cfg(test)]
mod tests {
    use crate::{Article, Document};

    fn told(text: &str) -> Vec<String> {
        let article = Article::read(Document::read("a.txt", text.as_bytes()).unwrap(), None);
        let born = article
            .names
            .iter()
            .flat_map(|named| named.born.iter().map(|(date, _)| format!("{} {date}", named.text)));
        born.collect()
    }

    #[test]
    fn whose_birth_it_is_is_told_by_what_stands_before_it() {
        for text in [
            "Jana Novotna was born in 1969.",
            "Jana Novotna (43) was born in 1969.",
            "Jana Novotna, a former history teacher born in 1969, was freed.",
            "Jana Novotna (born 1969) was freed with Petr Novak.",
            "Jana Novotna was freed on Friday. She has two sons. She was born in 1969.",
        ] {
            assert_eq!(told(text), ["Jana Novotna 1969"], "{text}");
        }
        for text in [
            "Jana Novotna's son, born in 1969, was freed.",
            "Jana Novotna and her son, born in 1969, were freed.",
            "Jana Novotna met Petr Novak. She was born in 1969.",
            "Jana Novotna met a man born in 1969.",
            "Jana Novotna, 43, has a son born in 1969.",
            "The lawyer of Jana Novotna, born in 1969, was late.",
            "Jana Novotna, a mother of a boy born in 1969, was freed.",
        ] {
            assert_eq!(told(text), Vec::<String>::new(), "{text}");
        }
    }
}
