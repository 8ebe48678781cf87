//! Shares: of a hundred, and of the numbers beside them.

use std::ops::Range;

use detente_core::Quantity;
use rust_decimal::Decimal;

use super::{
    Checked, Finding, Wrong,
    change::{change, multiplied},
    parts::are_counterparts,
    sum::{end, is_after_of},
};
use crate::{
    number::{Number, NumberKind},
    quotation::verb,
};

pub(super) fn check(passage: &Checked<'_>, found: &mut Vec<Finding>) {
    for sentence in &passage.sentences.ranges {
        let numbers = passage.numbers_of(sentence);
        for at in 0..numbers.len() {
            beyond_all(passage, &numbers[at], found);
            let rest = &numbers[at..];
            of_numbers(passage, rest, found);
            of_whole(passage, sentence, rest, found);
            in_numbers(passage, sentence, rest, found);
            in_brackets(passage, rest, found);
            change(passage, rest, found);
            multiplied(passage, rest, found);
            if let [one, other, ..] = rest {
                pair(passage, one, other, found);
            }
        }
    }
}

/// `120 % of the prisoners`.
fn beyond_all(passage: &Checked<'_>, share: &Number, found: &mut Vec<Finding>) {
    let least = share.quantity.and_then(Quantity::least);
    if share.kind != NumberKind::Share || least.is_none_or(|least| least <= Decimal::ONE_HUNDRED) {
        return;
    }
    let of: Vec<String> = passage.between(share.tokens.end..share.tokens.end + 5);
    let people = of.iter().any(|word| {
        matches!(
            word.as_str(),
            "prisoners"
                | "people"
                | "detainees"
                | "them"
                | "those"
                | "respondents"
                | "inmates"
                | "men"
                | "women"
                | "voters"
                | "votes"
                | "members"
                | "cases"
                | "persons"
                | "citizens"
                | "judges"
                | "whom"
        )
    });
    if of.first().is_some_and(|word| word == "of") && people {
        let words = passage.sentences.words(&share.tokens);
        let problem = format!("{words} is more than all of them");
        found.push(passage.finding(Wrong::Share, &share.tokens, problem));
    }
}

/// `230 of 1,000 prisoners (25 %)`, `12 years of a 10-year sentence`.
fn of_numbers(passage: &Checked<'_>, numbers: &[Number], found: &mut Vec<Finding>) {
    let [part, whole, rest @ ..] = numbers else { return };
    if part.kind != whole.kind || !matches!(part.kind, NumberKind::Count | NumberKind::Time) {
        return;
    }
    // A number with the whole right behind it counts what the whole counts.
    let gap = passage.between(part.tokens.end..whole.tokens.start);
    let words: Vec<&str> = gap.iter().map(String::as_str).collect();
    let time = |rest: &[&str]| {
        matches!(
            rest,
            [
                "years" | "months" | "days" | "weeks",
                "of",
                "a" | "an" | "his" | "her" | "their" | "the"
            ]
        )
    };
    let of = matches!(
        words[..],
        ["of"]
            | ["of", "the" | "all" | "its" | "these" | "those" | "some"]
            | ["of", "the", "total" | "other"]
            | ["out", "of"]
            | ["out", "of", "the" | "a"]
            | ["out", "of", "a", "total", "of"]
            | ["of", "a", "total", "of"]
    );
    let (Some(one), Some(all)) = (part.quantity, whole.quantity) else { return };
    let tokens = part.tokens.start..whole.tokens.end.max(whole.counted.end);
    if part.kind == NumberKind::Time {
        let unit = |number: &Number| {
            passage.sentences.small(number.counted.start).trim_end_matches('s').to_owned()
        };
        if time(&words) && unit(part) == unit(whole) && is_more(one, all) {
            let problem = format!("{one} {0}s cannot be served of {all} {0}s", unit(part));
            found.push(passage.finding(Wrong::Sum, &tokens, problem));
        }
        return;
    }
    if !of {
        return;
    }
    if is_more(one, all) {
        found.push(passage.finding(
            Wrong::Sum,
            &tokens,
            format!("{one} cannot be a part of {all}"),
        ));
        return;
    }
    let Some(share) = rest.first().filter(|share| share.kind == NumberKind::Share) else { return };
    let gap = passage.between(tokens.end..share.tokens.start);
    let joins = |word: &String| {
        matches!(word.as_str(), "," | "or" | "(" | "—" | "–" | "which" | "is" | "that" | "i.e")
    };
    let straight = gap.len() <= 4 && gap.iter().all(joins);
    if !straight && !is_of_the_same(passage, &gap, share) {
        return;
    }
    let (Some(one), Some(all)) = (part.exact(), whole.exact()) else { return };
    let Some(is) = (one * Decimal::ONE_HUNDRED).checked_div(all) else { return };
    told(passage, share, is, &(tokens.start..share.tokens.end), &format!("{one} of {all}"), found);
}

/// `30 of 120 prisoners were freed, or 40 %`: what was done to them stands between, and the share is of no others.
fn is_of_the_same(passage: &Checked<'_>, gap: &[String], share: &Number) -> bool {
    const LONGEST: usize = 4;
    let [told @ .., comma, or] = gap else { return false };
    let plain = |word: &String| verb::is_between(word) || word.ends_with("ed") || word == "to";
    let done = told.split_first().is_some_and(|(first, rest)| {
        (verb::is_being(first) || matches!(first.as_str(), "have" | "had"))
            && rest.iter().all(|word| plain(word) || verb::is_being(word) || word == "held")
    });
    let own = passage.sentences.small(share.tokens.end) != "of";
    done && told.len() <= LONGEST && comma == "," && or == "or" && own
}

/// `Of 50 prisoners, 20 (60 %) are women`, `Of 50 prisoners, 20, or 60 %, are women`.
fn of_whole(
    passage: &Checked<'_>,
    sentence: &Range<usize>,
    numbers: &[Number],
    found: &mut Vec<Finding>,
) {
    let [whole, part, share, ..] = numbers else { return };
    let kinds = [whole.kind, part.kind, share.kind];
    if kinds != [NumberKind::Count, NumberKind::Count, NumberKind::Share]
        || !is_after_of(passage, sentence, whole)
    {
        return;
    }
    let comma = passage.between(end(whole)..part.tokens.start) == [","];
    let opens = passage.between(part.tokens.end..share.tokens.start);
    let closes = passage.between(share.tokens.end..share.tokens.end + 1);
    let bracket = (opens == ["("] && closes == [")"]) || (opens == [",", "or"] && closes == [","]);
    let (Some(all), Some(one)) = (whole.exact(), part.exact()) else { return };
    let Some(is) = (one * Decimal::ONE_HUNDRED).checked_div(all) else { return };
    if comma && bracket {
        let tokens = whole.tokens.start..share.tokens.end;
        told(passage, share, is, &tokens, &format!("{one} of {all}"), found);
    }
}

/// `Half of the 80, 45 people, were women`: the share, and the number that it is said to be.
fn in_numbers(
    passage: &Checked<'_>,
    sentence: &Range<usize>,
    numbers: &[Number],
    found: &mut Vec<Finding>,
) {
    let [share, whole, part, ..] = numbers else { return };
    let kinds = [share.kind, whole.kind, part.kind];
    if kinds != [NumberKind::Share, NumberKind::Count, NumberKind::Count] {
        return;
    }
    let words = |range: Range<usize>| passage.between(range);
    // In half of the cases, something else may be counted.
    let before = words(sentence.start..share.tokens.start);
    let led = before.last().is_some_and(|word| {
        matches!(
            word.as_str(),
            "in" | "by" | "for" | "at" | "from" | "after" | "before" | "with" | "on" | "than"
        )
    });
    let of = matches!(
        words(share.tokens.end..whole.tokens.start).iter().map(String::as_str).collect::<Vec<_>>()
            [..],
        ["of" | "the"] | ["of", "the" | "all" | "these" | "those" | "its"] | ["of", "all", "the"]
    );
    let gap = words(end(whole)..part.tokens.start);
    let joined =
        matches!(gap.iter().map(String::as_str).collect::<Vec<_>>()[..], ["," | "(" | "—" | "–"]);
    let after = words(end(part)..end(part) + 1);
    let ends = after.first().is_none_or(|word| {
        matches!(word.as_str(), "," | ")" | "—" | "–" | "." | ";" | "are" | "were" | "have" | "had")
    });
    // `45 of them twice` counts some of whom a share may tell as well.
    let partly = words(part.tokens.end..part.tokens.end + 1) == ["of"];
    let alike = whole.of.is_empty() || part.of.is_empty() || whole.of == part.of;
    if led || partly || !of || !joined || !ends || !alike {
        return;
    }
    let (Some(all), Some(one)) = (whole.exact(), part.exact()) else { return };
    let Some(is) = (one * Decimal::ONE_HUNDRED).checked_div(all) else { return };
    // Nobody is freed by halves: a share of people is rounded to one of them.
    let said = share.quantity.map(|said| said.number() * all / Decimal::ONE_HUNDRED);
    if said.is_none_or(|said| (said - one).abs() >= Decimal::ONE) {
        let tokens = share.tokens.start..part.tokens.end;
        told(passage, share, is, &tokens, &format!("{one} of {all}"), found);
    }
}

/// `25 % (168 of 1,135)`, `more than half of the prisoners, 12 of 40,`: the share, and behind it the part and the whole.
fn in_brackets(passage: &Checked<'_>, numbers: &[Number], found: &mut Vec<Finding>) {
    let [share, part, whole, ..] = numbers else { return };
    let kinds = [share.kind, part.kind, whole.kind];
    if kinds != [NumberKind::Share, NumberKind::Count, NumberKind::Count] {
        return;
    }
    let of = passage.between(part.tokens.end..whole.tokens.start);
    let of = matches!(
        of.iter().map(String::as_str).collect::<Vec<_>>()[..],
        ["of"] | ["out", "of"] | ["of", "the" | "all"] | ["out", "of", "the"]
    );
    let closes = passage.sentences.small(end(whole));
    let bracket = passage.between(share.tokens.end..part.tokens.start) == ["("] && closes == ")";
    // Between commas the part may be of others than the share is, unless both count the same.
    let gap = passage.between(end(share)..part.tokens.start);
    let beside =
        matches!(gap.iter().map(String::as_str).collect::<Vec<_>>()[..], ["," | "(" | "—" | "–"])
            && !share.of.is_empty()
            && (whole.of.is_empty() || whole.of == share.of)
            && matches!(closes, "," | ")" | "—" | "–" | "." | "");
    let (Some(one), Some(all)) = (part.exact(), whole.exact()) else { return };
    let Some(is) = (one * Decimal::ONE_HUNDRED).checked_div(all) else { return };
    if of && (bracket || beside) {
        let tokens = share.tokens.start..whole.tokens.end;
        told(passage, share, is, &tokens, &format!("{one} of {all}"), found);
    }
}

/// `55 % are men and 48 % women`.
fn pair(passage: &Checked<'_>, one: &Number, other: &Number, found: &mut Vec<Finding>) {
    if one.kind != NumberKind::Share
        || other.kind != NumberKind::Share
        || !are_counterparts(passage, &[one, other])
    {
        return;
    }
    let (Some(first), Some(second)) = (one.exact(), other.exact()) else { return };
    let gap = passage.between(one.tokens.end..other.tokens.start);
    let sum = first + second;
    if (sum - Decimal::ONE_HUNDRED).abs() > Decimal::ONE
        && gap.len() <= 8
        && gap.iter().any(|word| word == "and" || word == ",")
    {
        let problem = format!("{first} % and {second} % make {sum} %, and not 100");
        found.push(passage.finding(Wrong::Share, &(one.tokens.start..other.tokens.end), problem));
    }
}

/// Tells that a share is another than the numbers make it, unless it was rounded.
pub(super) fn told(
    passage: &Checked<'_>,
    share: &Number,
    is: Decimal,
    tokens: &Range<usize>,
    numbers: &str,
    found: &mut Vec<Finding>,
) {
    let Some(said) = share.quantity else { return };
    let unit = Decimal::new(1, said.number().scale());
    let least = said.least().is_none_or(|least| is >= least - unit);
    let near = least && said.most().is_none_or(|most| is <= most + unit);
    if !near {
        let words = passage.sentences.words(&share.tokens);
        let problem = format!("{numbers} is {} %, and not {words}", is.round_dp(1).normalize());
        found.push(passage.finding(Wrong::Share, tokens, problem));
    }
}

fn is_more(part: Quantity, whole: Quantity) -> bool {
    matches!((part.least(), whole.most()), (Some(least), Some(most)) if least > most)
}
