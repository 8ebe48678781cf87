//! The course of a life: out of prison only after in, and an age at death that fits the birth.

use detente_core::PartialDate;
use rust_decimal::Decimal;

use super::{Checked, Finding, Wrong, age::contradiction, is_of_birth};
use crate::{number::NumberKind, when::When};

pub(super) fn check(passage: &Checked<'_>, found: &mut Vec<Finding>) {
    for sentence in &passage.sentences.ranges {
        let dates = passage.dates_of(sentence);
        for pair in dates.windows(2) {
            out_before_in(passage, &pair[0], &pair[1], found);
        }
        age_at_death(passage, sentence, dates, found);
    }
}

/// `arrested on 5 May 2022 and released on 3 May 2021`.
fn out_before_in(passage: &Checked<'_>, one: &When, other: &When, found: &mut Vec<Finding>) {
    let (Some(since), Some(until)) = (one.date, other.date) else { return };
    if one.reckoned || other.reckoned || !until.certainly_precedes(since) {
        return;
    }
    let into = |word: &str| matches!(word, "arrested" | "detained" | "imprisoned" | "jailed");
    let out = |word: &str| matches!(word, "released" | "freed" | "pardoned");
    let before = passage.between(one.tokens.start.saturating_sub(2)..one.tokens.start);
    let between = passage.between(one.tokens.end..other.tokens.start);
    let Some(act) = before.iter().find(|word| into(word)) else { return };
    let Some(end) = between.iter().find(|word| out(word)) else { return };
    // Between them may stand nothing that could tell of another, or of another time.
    let plain = between.iter().all(|word| {
        out(word)
            || matches!(
                word.as_str(),
                "and"
                    | ","
                    | "was"
                    | "then"
                    | "finally"
                    | "later"
                    | "on"
                    | "in"
                    | "only"
                    | "he"
                    | "she"
            )
    });
    let first = one.tokens.start.saturating_sub(3);
    let again = passage.between(first..one.tokens.start).iter().any(|word| {
        matches!(word.as_str(), "again" | "re-arrested" | "rearrested" | "first" | "last")
    });
    if plain && !again {
        let problem = format!(
            "who was {act} {} cannot have been {end} {}",
            since.on_in_words(),
            until.on_in_words()
        );
        let tokens = one.tokens.start.saturating_sub(2)..other.tokens.end;
        found.push(passage.finding(Wrong::Date, &tokens, problem));
    }
}

/// `died at the age of 30 in 2020; born in 1985`, `was 30 when he died in 2020, born in 1985`.
fn age_at_death(
    passage: &Checked<'_>,
    sentence: &std::ops::Range<usize>,
    dates: &[When],
    found: &mut Vec<Finding>,
) {
    /// So many words may stand between `died` and its day.
    const NEAR: usize = 7;
    let births: Vec<&When> = dates.iter().filter(|date| is_of_birth(passage, date)).collect();
    let [born] = births[..] else { return };
    let died = |date: &&When| {
        let from = date.tokens.start.saturating_sub(NEAR).max(sentence.start);
        let words = passage.between(from..date.tokens.start);
        let died = words.iter().rposition(|word| word == "died").or_else(|| arrested(&words));
        died.is_some_and(|at| !words[at..].iter().any(|word| word == "born" || word == ";"))
    };
    let deaths: Vec<&When> =
        dates.iter().filter(|date| date.tokens != born.tokens).filter(died).collect();
    let ([death], 2) = (&deaths[..], dates.len()) else { return };
    let ages: Vec<(Decimal, usize)> = passage
        .numbers_of(sentence)
        .iter()
        .filter(|number| {
            let led = matches!(
                number.tokens.start.checked_sub(1).map(|at| passage.sentences.small(at)),
                Some("was")
            );
            let then = passage.sentences.small(number.tokens.end) == "when";
            number.kind == NumberKind::Age || (number.kind == NumberKind::Count && led && then)
        })
        .filter_map(|number| Some((number.exact()?, number.tokens.start)))
        .collect();
    let (Some(on), Some(then), [(age, _)]) = (born.date, death.date, &ages[..]) else { return };
    if let Some(problem) = at_death(on, *age, then) {
        let tokens =
            born.tokens.start.min(death.tokens.start)..born.tokens.end.max(death.tokens.end);
        found.push(passage.finding(Wrong::Age, &tokens, problem));
    }
}

/// `17 when she was arrested`: where the arrest stands that the age is told of.
fn arrested(words: &[String]) -> Option<usize> {
    words.windows(4).position(|words| {
        words[0] == "when"
            && matches!(words[1].as_str(), "he" | "she")
            && words[2] == "was"
            && matches!(words[3].as_str(), "arrested" | "detained" | "jailed" | "killed")
    })
}

fn at_death(born: PartialDate, said: Decimal, died: PartialDate) -> Option<String> {
    contradiction(born, said, died).filter(|_| !died.certainly_precedes(born))
}
