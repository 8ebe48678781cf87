//! Ages: against days of birth, and against each other.

use detente_core::PartialDate;
use rust_decimal::Decimal;

use super::{Checked, Finding, Wrong, is_of_birth};
use crate::{
    name::{NameKind, Named, Names},
    number::NumberKind,
    place::Place,
    table::is_of_death,
};

/// Nobody was ever older.
const OLDEST: u32 = 122;

/// Two ages of one person in one text.
pub(super) fn of_names<'a>(names: impl Iterator<Item = &'a Named>, found: &mut Vec<Finding>) {
    for named in names {
        if let Some((first, rest)) = named.ages.split_first() {
            for (age, place) in rest.iter().filter(|(age, _)| *age != first.0) {
                let problem = format!(
                    "{} is {age} here, and {} on line {}",
                    named.text, first.0, first.1.line
                );
                found.push(Finding { kind: Wrong::Age, place: place.clone(), problem });
            }
        }
        for (age, place) in named.ages.iter().filter(|(age, _)| *age > OLDEST) {
            let problem = format!("nobody was ever {age} years old");
            found.push(Finding { kind: Wrong::Age, place: place.clone(), problem });
        }
    }
}

/// A day of birth and an age of one person that cannot both be on the day of publication: where each stands,
/// and why.
pub(crate) fn contradicted(
    named: &Named,
    published: PartialDate,
) -> Option<(&Place, &Place, String)> {
    named.born.iter().find_map(|(born, born_at)| {
        named.ages.iter().find_map(|(age, age_at)| {
            let problem = contradiction(*born, (*age).into(), published)?;
            Some((born_at, age_at, problem))
        })
    })
}

/// An age here and a day of birth there, both of one person.
pub(super) fn of_births<'a>(
    names: impl Iterator<Item = &'a Named>,
    published: Option<PartialDate>,
    found: &mut Vec<Finding>,
) {
    let Some(published) = published else { return };
    for named in names {
        let Some((born, age, problem)) = contradicted(named, published) else { continue };
        // What is told of the passage that has both is told once.
        let told = found.iter().any(|known| {
            known.problem == problem
                && (known.place.line == age.line || known.place.line == born.line)
        });
        if !told {
            let problem = format!("{}, born on line {}: {problem}", named.text, born.line);
            found.push(Finding { kind: Wrong::Age, place: age.clone(), problem });
        }
    }
}

/// An age and a day of birth in one passage that speaks of one person alone.
pub(super) fn of_passage(
    passage: &Checked<'_>,
    names: &Names,
    at: usize,
    published: Option<PartialDate>,
    found: &mut Vec<Finding>,
) {
    let mut people: Vec<usize> = names.mentions[at].iter().map(|mention| mention.name).collect();
    people.retain(|name| names.all[*name].kind == Some(NameKind::Person));
    people.sort_unstable();
    people.dedup();
    let born: Vec<_> = passage.dates.iter().filter(|date| is_of_birth(passage, date)).collect();
    let ages: Vec<_> =
        passage.numbers.iter().filter(|number| number.kind == NumberKind::Age).collect();
    let ([born], [age]) = (born.as_slice(), ages.as_slice()) else { return };
    let (Some(on), Some(published)) = (born.date, published) else { return };
    // `arrested at the age of 20` is no age of today.
    let before = passage.between(age.tokens.start.saturating_sub(5)..age.tokens.start);
    let past = before.iter().any(|word| {
        matches!(word.as_str(), "at" | "when" | "was" | "died" | "until" | "since" | "then")
    });
    // The age of the dead is that of the day they died.
    let sentence = passage.between(passage.sentences.sentence_of(age.tokens.start));
    let past = past || sentence.iter().any(|word| is_of_death(word));
    // The birth may be that of someone else, who has no name.
    let own = people.iter().all(|name| names.all[*name].born.iter().any(|(born, _)| *born == on));
    let Some(said) = age.exact().filter(|_| people.len() <= 1 && own && !past) else { return };
    if let Some(problem) = contradiction(on, said, published) {
        let (first, last) =
            (born.tokens.start.min(age.tokens.start), born.tokens.end.max(age.tokens.end));
        found.push(passage.finding(Wrong::Age, &(first..last), problem));
    }
}

/// Why someone born then cannot be of this age on a day.
pub(super) fn contradiction(born: PartialDate, said: Decimal, on: PartialDate) -> Option<String> {
    let (least, most) = ages_on(born, on)?;
    let told = if least == most { least.to_string() } else { format!("{least} to {most}") };
    let (born, on) = (born.on_in_words(), on.on_in_words());
    let cannot = said < least.into() || said > most.into();
    cannot.then(|| format!("who was born {born} was {told} years old {on}, and not {said}"))
}

/// How old whoever was born then is on a day: the least and the most.
fn ages_on(born: PartialDate, on: PartialDate) -> Option<(i32, i32)> {
    let years = |born: detente_core::Day, on: detente_core::Day| {
        let before = (on.month(), on.day_of_month()) < (born.month(), born.day_of_month());
        on.year() - born.year() - i32::from(before)
    };
    let least = years(born.latest()?, on.earliest()?);
    let most = years(born.earliest()?, on.latest()?);
    Some((least.max(0), most))
}

/// A finding in a table.
pub(super) fn in_row(line: usize, quote: String, problem: String) -> Finding {
    Finding { kind: Wrong::Age, place: Place { line, quote }, problem }
}
