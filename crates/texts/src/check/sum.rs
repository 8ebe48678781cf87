//! Wholes and their parts within a sentence.

use std::ops::Range;

use detente_core::{Bounds, Quantity};

use super::{
    Checked, Finding, Wrong,
    parts::{are_apart, are_counterparts, goes_on, is_of_list, is_pair, is_rest},
    total::trailing,
    whole::{counts_what_may_be, is_one_of_several},
};
use crate::number::{Number, NumberKind};

/// How the parts after a whole are said to lie in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// They are the whole: `12 people: 5 men and 7 women`.
    All,
    /// They are some of it: `12 people, of whom 5 ...`.
    Some,
    /// They are the whole if they are two that make one: `12 people, 5 men and 7 women`.
    Pair,
}

pub(super) fn check(passage: &Checked<'_>, found: &mut Vec<Finding>) {
    let mut before: Option<&Number> = None;
    for sentence in &passage.sentences.ranges {
        let numbers = passage.numbers_of(sentence);
        of_them(passage, sentence, numbers, before, found);
        for at in 0..numbers.len() {
            leading(passage, sentence, numbers, at, found);
            labelled(passage, &numbers[at..], found);
            trailing(passage, numbers, at, found);
        }
        let counts: Vec<&Number> =
            numbers.iter().filter(|number| number.kind == NumberKind::Count).collect();
        before = match counts[..] {
            [one] => Some(one),
            _ => None,
        };
    }
}

/// `12 people: 5 men and 7 women`, `Of the 12, 5 went home and 7 abroad`.
fn leading(
    passage: &Checked<'_>,
    sentence: &Range<usize>,
    numbers: &[Number],
    at: usize,
    found: &mut Vec<Finding>,
) {
    let whole = &numbers[at];
    let Some(next) = numbers.get(at + 1).filter(|next| next.kind == whole.kind) else { return };
    if whole.kind != NumberKind::Count || whole.quantity.is_none() {
        return;
    }
    let gap = passage.between(end(whole)..next.tokens.start);
    let of = at == 0 && is_after_of(passage, sentence, whole);
    let Some(lead) = lead(&gap, of) else { return };
    let mut parts = parts(passage, numbers, at + 1, lead);
    // `70 men and 40 women, among them 50 journalists`: they may be among all of those.
    let among_all = lead == Lead::Some && is_one_of_several(passage, sentence, numbers, at, &parts);
    // `20 beds: 24 sleep there`: one number behind a colon need not be a part.
    let alone = lead == Lead::All && parts.len() == 1 && !is_of_them(passage, parts[0]);
    if among_all || alone || counts_what_may_be(passage, whole) {
        return;
    }
    // `freed: 14 foreigners, 30 men and 22 women`: what is itself one of several parts is no whole of the next.
    if lead == Lead::Pair && is_of_list(passage, sentence, whole) {
        return;
    }
    if lead == Lead::Pair {
        parts.truncate(2);
        if !are_counterparts(passage, &parts) {
            return;
        }
    }
    judge(passage, whole, &parts, lead, found);
}

/// `38 (men 29, women 8)`: two parts that make a whole, each called before its number.
fn labelled(passage: &Checked<'_>, numbers: &[Number], found: &mut Vec<Finding>) {
    let [whole, one, other, ..] = numbers else { return };
    let all_counts = [whole, one, other].iter().all(|number| number.kind == NumberKind::Count);
    let gap = passage.between(end(whole)..one.tokens.start);
    let between = passage.between(one.tokens.end..other.tokens.start);
    let [opens, first] = &gap[..] else { return };
    let second = match &between[..] {
        [joins, second] if matches!(joins.as_str(), "," | "and" | ";") => second,
        [comma, and, second] if comma == "," && and == "and" => second,
        _ => return,
    };
    let closes = matches!(passage.sentences.small(other.tokens.end), ")" | "." | ";" | "");
    if all_counts
        && closes
        && matches!(opens.as_str(), "(" | ":" | "—" | "–")
        && is_pair(first, second)
        && !counts_what_may_be(passage, whole)
    {
        let (Some(total), Some(one), Some(two)) = (whole.quantity, one.quantity, other.quantity)
        else {
            return;
        };
        let parts = [one, two];
        let sum: Bounds = parts.iter().map(|part| part.bounds()).sum();
        if !sum.overlaps(total.bounds()) {
            let problem = format!("{}, and not {total}", told(&parts, sum));
            let tokens = whole.tokens.start..other.tokens.end;
            found.push(passage.finding(Wrong::Sum, &tokens, problem));
        }
    }
}

/// `Of them, 5 went home and 7 abroad`, after a sentence with one number.
fn of_them(
    passage: &Checked<'_>,
    sentence: &Range<usize>,
    numbers: &[Number],
    before: Option<&Number>,
    found: &mut Vec<Finding>,
) {
    let first = passage.sentences.small(sentence.start);
    let second = passage.sentences.small(sentence.start + 1);
    let led = matches!(first, "of" | "among") && matches!(second, "them" | "these" | "those");
    if let (true, Some(whole), false) = (led, before, numbers.is_empty()) {
        let parts = parts(passage, numbers, 0, Lead::Some);
        judge(passage, whole, &parts, Lead::Some, found);
    }
}

pub(super) fn end(number: &Number) -> usize {
    number.tokens.end.max(number.counted.end)
}

/// Whether a number stands after `Of the`, at the beginning of what it is the whole of.
pub(super) fn is_after_of(passage: &Checked<'_>, sentence: &Range<usize>, number: &Number) -> bool {
    let before = passage.between(sentence.start..number.tokens.start);
    let words: Vec<&str> = before.iter().map(String::as_str).collect();
    matches!(
        words[..],
        ["of" | "among"]
            | ["of" | "among", "the" | "all" | "these" | "those"]
            | ["of", "all", "the"]
    )
}

/// `14 of them`.
fn is_of_them(passage: &Checked<'_>, part: &Number) -> bool {
    let behind = passage.between(part.tokens.end..part.tokens.end + 2);
    behind[0] == "of" && matches!(behind[1].as_str(), "them" | "whom" | "these" | "those" | "which")
}

/// How the parts lie in the whole, by the words between it and the first of them.
fn lead(gap: &[String], of: bool) -> Option<Lead> {
    let words: Vec<&str> = gap.iter().map(String::as_str).collect();
    let has = |word: &str| words.contains(&word);
    if has("including")
        || has("included")
        || (has("of") && (has("whom") || has("them") || has("which") || has("these")))
        || (has("among") && (has("them") || has("whom")))
    {
        return (words.len() <= 14).then_some(Lead::Some);
    }
    if of && words.len() <= 14 && has(",") {
        return Some(Lead::Some);
    }
    match words[..] {
        [":" | "(" | "—" | "–"] => Some(Lead::All),
        ["-", ..] if words.len() == 1 => Some(Lead::All),
        // Behind what follows what is counted: `1,135 political prisoners in custody: 968 men`.
        [.., ":"]
            if words.len() <= 8
                && ![",", "and", "—", "–", "who", "which"].iter().any(|word| has(word)) =>
        {
            Some(Lead::All)
        }
        [","] => Some(Lead::Pair),
        // `1,105 prisoners in Northland, 163 of them women and 940 men`.
        ["in" | "at" | "across" | "inside" | "behind", ref place @ .., ","]
            if place.len() <= 3
                && !place.iter().any(|word| matches!(*word, "," | "and" | "to")) =>
        {
            Some(Lead::Pair)
        }
        _ => None,
    }
}

/// The parts that follow one another from this number on.
fn parts<'a>(
    passage: &Checked<'_>,
    numbers: &'a [Number],
    from: usize,
    lead: Lead,
) -> Vec<&'a Number> {
    let mut parts: Vec<&Number> = Vec::new();
    for number in &numbers[from..] {
        if number.kind != NumberKind::Count {
            break;
        }
        if let Some(last) = parts.last() {
            let gap = passage.between(end(last)..number.tokens.start);
            let joins = |word: &String| {
                matches!(
                    word.as_str(),
                    "," | "and"
                        | ";"
                        | "plus"
                        | "another"
                        | "the"
                        | "other"
                        | "remaining"
                        | "a"
                        | "further"
                        | "&"
                )
            };
            let tight = gap.iter().all(joins);
            let nested = gap.iter().any(|word| {
                matches!(
                    word.as_str(),
                    "including" | "whom" | "them" | "(" | "among" | "but" | "than"
                )
            });
            let goes_on = gap.iter().any(|word| matches!(word.as_str(), "and" | "," | "while"));
            let loose = lead == Lead::Some && goes_on && gap.len() <= 14;
            if nested || gap.is_empty() || !(tight || loose || (goes_on && gap.len() <= 8)) {
                break;
            }
        }
        parts.push(number);
    }
    parts
}

/// Tells what cannot be of a whole and its parts.
pub(super) fn judge(
    passage: &Checked<'_>,
    whole: &Number,
    parts: &[&Number],
    lead: Lead,
    found: &mut Vec<Finding>,
) {
    let Some(total) = whole.quantity else { return };
    let Some(last) = parts.last() else { return };
    let all: Range<usize> = if whole.tokens.start < parts[0].tokens.start
        && whole.tokens.start + 60 > last.tokens.end
    {
        whole.tokens.start..end(last)
    } else if whole.tokens.start > last.tokens.start {
        parts[0].tokens.start..end(whole)
    } else {
        parts[0].tokens.start..end(last)
    };
    let known: Option<Vec<Quantity>> = parts.iter().map(|part| part.quantity).collect();
    for part in parts.iter().filter_map(|part| part.quantity) {
        if exceeds(part, total) {
            let problem = format!("{part} cannot be a part of {total}");
            found.push(passage.finding(Wrong::Sum, &all, problem));
            return;
        }
    }
    let Some(known) = known.filter(|known| known.len() > 1) else { return };
    let sum: Bounds = known.iter().map(|part| part.bounds()).sum();
    let remaining = parts.iter().any(|part| is_rest(passage, part));
    let pair = are_counterparts(passage, parts);
    let exact = lead != Lead::Some || remaining;
    let told = told(&known, sum);
    // Men and women are all of them; whoever is counted beside them is one or the other.
    let overlap = parts.len() > 2
        && (1..parts.len())
            .any(|at| (0..at).any(|one| are_counterparts(passage, &[parts[one], parts[at]])));
    if overlap {
        return;
    }
    // `two Poles, a Frenchwoman and a Briton`, `and the rest abroad`: more is counted than has a number.
    if exact && !remaining && goes_on(passage, last) {
        if sum.least().zip(total.most()).is_some_and(|(least, most)| least > most) {
            found.push(passage.finding(Wrong::Sum, &all, format!("{told}, and not {total}")));
        }
        return;
    }
    if exact {
        if !sum.overlaps(total.bounds()) {
            found.push(passage.finding(Wrong::Sum, &all, format!("{told}, and not {total}")));
        }
    } else if (pair || are_apart(passage, parts))
        && total.most().is_some_and(|most| sum.least().is_some_and(|least| least > most))
    {
        found.push(passage.finding(
            Wrong::Sum,
            &all,
            format!("{told}, more than the {total} of whom they are part"),
        ));
    }
}

/// `968 and 168 make 1136`.
pub(super) fn told(parts: &[Quantity], sum: Bounds) -> String {
    let (last, before) =
        parts.split_last().map_or((String::new(), Vec::new()), |(last, before)| {
            (last.to_string(), before.iter().map(ToString::to_string).collect())
        });
    let sum = sum.as_quantity().map_or_else(|| "more".to_owned(), |sum| sum.to_string());
    let before: Vec<String> = before;
    format!("{} and {last} make {sum}", before.join(", "))
}

fn exceeds(part: Quantity, whole: Quantity) -> bool {
    match (part.least(), whole.most()) {
        (Some(least), Some(most)) => least > most,
        _ => false,
    }
}
