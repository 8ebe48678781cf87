//! Whether an age is that of the day of publication: in a sentence about another time it may be of that time.

use detente_core::{Day, PartialDate};

use super::{Names, birth::word_of_birth};
use crate::{document::Passage, sentence::Sentences, when::When};

/// What happened so many days before an article is its news, and the age in it that of today.
const NEWS: i64 = 60;

impl Names {
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
                // `the late Jana Novotna, 61,` is no older now.
                let late =
                    mention.tokens.start > 0 && sentences.small(mention.tokens.start - 1) == "late";
                if !late && !here.any(|date| is_of_then(sentences, date, published)) {
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
    fn an_age_in_a_sentence_about_another_time_is_not_that_of_today() {
        for text in [
            "Jan Priklad (61) died in 2015.",
            "Jan Priklad, 61, who was killed in 2014, kept the tower.",
            "In 2019 Jan Priklad, 61, was arrested.",
            "They spoke of the late Jan Priklad, 61, of Sedm.",
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
