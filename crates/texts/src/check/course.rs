//! The course of a life or a case: out of prison only after in, an end only after the beginning, and an age at death
//! that fits the birth.

use detente_core::PartialDate;
use rust_decimal::Decimal;

use super::{Checked, Finding, Wrong, age::contradiction, is_of_birth};
use crate::{number::NumberKind, quotation::verb, when::When};

pub(super) fn check(passage: &Checked<'_>, found: &mut Vec<Finding>) {
    for sentence in &passage.sentences.ranges {
        let dates = passage.dates_of(sentence);
        for pair in dates.windows(2) {
            out_before_in(passage, &pair[0], &pair[1], found);
        }
        age_at_death(passage, sentence, dates, found);
    }
}

/// What begins, and what ends it.
const COURSES: [(&[&str], &[&str]); 2] = [
    (
        &["arrested", "detained", "imprisoned", "jailed", "sentenced", "convicted"],
        &["released", "freed", "pardoned"],
    ),
    (&["began", "begun", "started", "opened"], &["ended", "finished", "concluded", "closed"]),
];

/// `arrested on 5 May 2022 and released on 3 May 2021`, `began on 5 May 2022 and ended on 3 April 2022`.
fn out_before_in(passage: &Checked<'_>, one: &When, other: &When, found: &mut Vec<Finding>) {
    let (Some(since), Some(until)) = (one.date, other.date) else { return };
    if one.reckoned || other.reckoned || !until.certainly_precedes(since) {
        return;
    }
    for (into, out) in COURSES {
        let Some(act) = act_before(passage, one, into) else { continue };
        // `the judge who sentenced her` came to no prison.
        let suffers = is_done_to_someone(passage, act);
        if into == COURSES[0].0 && !suffers {
            continue;
        }
        let between = passage.between(one.tokens.end..other.tokens.start);
        let Some(end) = between.iter().find(|word| out.contains(&word.as_str())) else { continue };
        // Between them may stand nothing that could tell of another, or of another time.
        let plain = between.iter().all(|word| {
            out.contains(&word.as_str())
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
                        | "it"
                )
        });
        if plain && !is_of_another_time(passage, act, other) {
            let begun = passage.sentences.small(act);
            let (on, at) = (since.on_in_words(), until.on_in_words());
            let problem = if COURSES[0].0 == into {
                format!("who was {begun} {on} cannot have been {end} {at}")
            } else {
                format!("what {begun} {on} cannot have {end} {at}")
            };
            found.push(passage.finding(Wrong::Date, &(act..other.tokens.end), problem));
        }
    }
}

/// Where it is told what began on a day: `arrested on`, `sentenced to 5 years in`.
fn act_before(passage: &Checked<'_>, date: &When, into: &[&str]) -> Option<usize> {
    const NEAR: usize = 8;
    let start = date.tokens.start;
    let sentence = passage.sentences.sentence_of(start).start;
    (start.saturating_sub(NEAR).max(sentence)..start)
        .rev()
        .take_while(|at| !is_divided(passage.sentences.small(*at)))
        .find(|at| into.contains(&passage.sentences.small(*at)))
}

/// Whether it is told that something was done to someone, and not that they did it: `was sentenced`.
fn is_done_to_someone(passage: &Checked<'_>, act: usize) -> bool {
    let Some(before) = act.checked_sub(1) else { return true };
    let word = passage.sentences.small(before);
    verb::is_being(word)
        || verb::is_between(word)
        || matches!(word, "," | "and" | "first" | "again")
        || passage.sentences.sentence_of(act).start == act
}

/// Words beyond which something else may be told.
fn is_divided(word: &str) -> bool {
    verb::divides(word)
        || verb::is_speech(word)
        || matches!(word, "," | ";" | ":" | "(" | ")" | "—" | "–" | "who" | "whose")
}

/// Whether the words tell that it was not the first time, or of another one: `arrested again`, `released on 3 May 2020
/// from an earlier term`.
fn is_of_another_time(passage: &Checked<'_>, act: usize, until: &When) -> bool {
    const BEHIND: usize = 6;
    let again = |word: &str| {
        matches!(
            word,
            "again"
                | "re-arrested"
                | "rearrested"
                | "first"
                | "last"
                | "earlier"
                | "previous"
                | "previously"
                | "prior"
                | "former"
                | "another"
                | "second"
                | "absentia"
        )
    };
    let sentence = passage.sentences.sentence_of(act);
    let before = act.saturating_sub(2).max(sentence.start)..until.tokens.start;
    let behind = until.tokens.end..(until.tokens.end + BEHIND).min(sentence.end);
    before.chain(behind).any(|at| again(passage.sentences.small(at)))
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
