//! Whom the words beside a word of speech name or describe.

use std::ops::Range;

use super::{Said, Who, described::describe};
use crate::{
    name::{self, NameKind, Named},
    quotation::{
        frame::{Frame, Piece},
        verb::{self, divides, is_between, is_preposition},
    },
};

/// Who speaks, and with which pieces it is told.
#[derive(Clone, Debug)]
pub(super) struct Spoken {
    pub who: Who,
    pub sure: bool,
    pub told: Range<usize>,
}

/// Adds who passed it on: `told the agency`, `in an interview with the agency`.
pub(super) fn carried(
    frame: &Frame<'_>,
    word: usize,
    end: usize,
    spoken: Spoken,
    names: &[Named],
) -> Said {
    let told = matches!(frame.small(word), "told" | "tells" | "telling");
    let body = |name: usize| names[name].kind == Some(NameKind::Organization);
    let direct = told.then(|| first_name(frame, word + 1..(word + 6).min(end))).flatten();
    let end = frame.pieces.len().min(end.max(word + 1) + 12);
    let led = (word + 1..end).find(|next| {
        let word = frame.small(*next);
        let by = frame.small(next + 1) == "by";
        let with = frame.small(next + 1) == "with" || frame.small(next + 1) == "to";
        (matches!(
            word,
            "quoted" | "cited" | "carried" | "published" | "reported" | "broadcast" | "aired"
        ) && by)
            || (word == "interview" && with)
    });
    let led = led.and_then(|led| first_name(frame, led + 2..(led + 9).min(end)));
    let who_told = Said {
        who: spoken.who,
        sure: spoken.sure,
        carrier: None,
        told: spoken.told.start..(word + 1).max(spoken.told.end),
    };
    let carrier = direct
        .filter(|name| body(*name))
        .or(led.filter(|name| names[*name].kind != Some(NameKind::Person)));
    Said { carrier: carrier.filter(|name| who_told.who != Who::Name(*name)), ..who_told }
}

/// The first name of these pieces that nothing belongs to.
pub(super) fn first_name(frame: &Frame<'_>, pieces: Range<usize>) -> Option<usize> {
    pieces.take_while(|at| !frame.is_mark(*at, &[",", ".", ";"])).find_map(|at| {
        match frame.piece(at) {
            Some(Piece::Name(name)) if !frame.is_possessive(at) => Some(*name),
            _ => None,
        }
    })
}

/// The last name, where these pieces end with it: `Sedm's state news agency Invta`.
pub(super) fn last_name(
    frame: &Frame<'_>,
    pieces: Range<usize>,
    names: &[Named],
) -> Option<Spoken> {
    let last = pieces.end.checked_sub(1).filter(|last| *last >= pieces.start)?;
    let Some(Piece::Name(name)) = frame.piece(last) else { return None };
    let led = pieces.clone().any(|at| is_preposition(frame.small(at)));
    let country = names[*name].kind == Some(NameKind::Place);
    (!led && !country).then_some(Spoken { who: Who::Name(*name), sure: true, told: pieces })
}

/// Whoever a word of speech stands before: `said Jana Novotna of the guild`.
pub(super) fn inverted(
    frame: &Frame<'_>,
    word: usize,
    end: usize,
    names: &[Named],
) -> Option<Spoken> {
    let from = word + 1;
    // `заявил он журналистам`; `said he` says the same.
    if let Some(pronoun) = verb::pronoun(frame.small(from)) {
        let told = from..from + 1;
        return Some(Spoken { who: Who::Pronoun(pronoun), sure: true, told });
    }
    let until = (from..end)
        .find(|at| {
            let small = frame.small(*at);
            // `said Gen. Novak`.
            let stop = frame.is_mark(*at, &["."]) && name::is_title(frame.small(at - 1));
            (!stop && matches!(frame.piece(*at), Some(Piece::Mark | Piece::Quote(_))))
                || matches!(
                    small,
                    "who"
                        | "whose"
                        | "in"
                        | "on"
                        | "at"
                        | "as"
                        | "during"
                        | "after"
                        | "before"
                        | "when"
                        | "while"
                        | "via"
                        | "through"
                        | "that"
                        | "and"
                        | "because"
                        | "by"
                        | "with"
                        | "from"
                )
        })
        .unwrap_or(end);
    let spoken = apposed(frame, from, until, names).or_else(|| noun(frame, from..until, names))?;
    (!is_cut(frame, until)).then_some(spoken)
}

/// Whether a stop here is that of a title, which more follows: `said Cpt. Jan Novak`. A short word before it that is the
/// whole name may be one that nobody knows.
fn is_cut(frame: &Frame<'_>, until: usize) -> bool {
    const SHORT: usize = 4;
    let Some(before) = until.checked_sub(1).filter(|_| frame.is_mark(until, &["."])) else {
        return false;
    };
    let within = matches!(frame.piece(until + 1), Some(Piece::Word | Piece::Name(_)));
    let next = frame.pieces.get(until).map_or("", |(_, stop)| frame.sentences.word(stop.end));
    let short = frame.words(&(before..until)).chars().count() <= SHORT
        && matches!(frame.piece(before), Some(Piece::Name(_)));
    within || (short && next.starts_with(char::is_uppercase))
}

/// The person whose name follows a description: `the head of the guild, Jan Novak,`.
pub(super) fn apposed(
    frame: &Frame<'_>,
    from: usize,
    comma: usize,
    names: &[Named],
) -> Option<Spoken> {
    let person = |at: usize| match frame.piece(at) {
        Some(Piece::Name(name)) if names[*name].kind == Some(NameKind::Person) => Some(*name),
        _ => None,
    };
    // `Novak's lawyer, Mr. Petr Pravni,`.
    let titles =
        (comma + 1..comma + 5).take_while(|at| person(*at).is_none() && is_of_title(frame, *at));
    let at = comma + 1 + titles.count();
    let ends = at + 1 >= frame.pieces.len()
        || matches!(frame.piece(at + 1), Some(Piece::Mark))
        || frame.is_speech(at + 1);
    let free = !(from..comma).any(|at| person(at).is_some() && !frame.is_possessive(at));
    let whom = frame
        .is_mark(comma, &[","])
        .then(|| person(at))
        .flatten()
        .filter(|_| ends && free && comma > from)?;
    Some(Spoken { who: Who::Name(whom), sure: true, told: from..at + 1 })
}

/// Whether a piece is of a title before a name: `Foreign Minister`, `Mr.`.
fn is_of_title(frame: &Frame<'_>, at: usize) -> bool {
    frame.is_mark(at, &["."]) || name::is_title(frame.small(at))
}

/// Whoever stands before a word of speech, no further back than `from`.
pub(super) fn subject(
    frame: &Frame<'_>,
    word: usize,
    from: usize,
    names: &[Named],
) -> Option<Spoken> {
    if verb::is_beside(frame.small(word)) {
        return earlier(frame, word, from, names);
    }
    let mut last = word;
    while last > from && is_between(frame.small(last - 1)) {
        last -= 1;
    }
    // `Novak, who said`.
    if last > from && frame.small(last - 1) == "who" {
        let comma = usize::from(last >= from + 2 && frame.is_mark(last - 2, &[","]));
        let end = last - 1 - comma;
        let begin = boundary(frame, end, from);
        return noun(frame, begin..end, names);
    }
    if last == from {
        return None;
    }
    let before = last - 1;
    if frame.is_mark(before, &[",", "—", "–", ")"]) {
        let begin = if frame.is_mark(from, &[","]) { from + 1 } else { from };
        return within(frame, begin, last, names).or_else(|| leading(frame, begin, last, names));
    }
    if frame.small(before) == "to" || divides(frame.small(before)) {
        let led = earlier(frame, before, from, names)?;
        let sure = led.sure && frame.small(before) != "to";
        return Some(Spoken { sure, ..led });
    }
    let begin = boundary(frame, last, from);
    noun(frame, begin..last, names)
}

/// The person in what another says, whose name stands between commas: `Novak said his cellmate, Otto Klic, told`.
fn within(frame: &Frame<'_>, from: usize, last: usize, names: &[Named]) -> Option<Spoken> {
    let outer = (from..last).rev().find(|at| frame.is_speech(*at))?;
    let begin = outer + 1 + usize::from(frame.small(outer + 1) == "that");
    let comma = (begin..last).find(|at| frame.is_mark(*at, &[","]))?;
    let plain =
        (begin..comma).all(|at| !is_preposition(frame.small(at)) || frame.small(at) == "of");
    apposed(frame, begin, comma, names).filter(|spoken| plain && spoken.told.end + 1 == last)
}

/// Where the part of the sentence begins that ends here.
fn boundary(frame: &Frame<'_>, end: usize, from: usize) -> usize {
    let mut begin = end;
    while begin > from {
        let before = begin - 1;
        let ends = matches!(frame.piece(before), Some(Piece::Quote(_)))
            || (matches!(frame.piece(before), Some(Piece::Mark))
                && !frame.is_mark(before, &["-", "‑", "'", "’", "."]))
            || (divides(frame.small(before))
                && !(frame.small(before) == "and" && joins_nouns(frame, before)))
            || (frame.is_speech(before) && begins_phrase(frame, begin, end));
        if ends {
            break;
        }
        begin = before;
    }
    begin
}

/// Whether a party begins here that another word of speech speaks of: `Prosecutors say Novak shouted`.
fn begins_phrase(frame: &Frame<'_>, at: usize, end: usize) -> bool {
    at < end
        && (matches!(frame.piece(at), Some(Piece::Name(_)))
            || verb::pronoun(frame.small(at)).is_some()
            || matches!(frame.small(at), "the" | "a" | "an" | "his" | "her" | "their" | "its"))
}

/// Whether an `and` stands between two names that speak together.
fn joins_nouns(frame: &Frame<'_>, and: usize) -> bool {
    let name = |at: usize| matches!(frame.piece(at), Some(Piece::Name(_)));
    and > 0 && name(and - 1) && name(and + 1)
}

/// The subject of an earlier word of speech, else whoever the sentence begins with.
fn earlier(frame: &Frame<'_>, word: usize, from: usize, names: &[Named]) -> Option<Spoken> {
    let before = (from..word).rev().find(|at| frame.is_speech(*at));
    match before {
        Some(before) => match subject(frame, before, from, names) {
            Some(spoken) => Some(spoken),
            // `“…,” said Novak, adding`.
            None => inverted(frame, before, word, names),
        },
        None => leading(frame, from, word, names).map(|spoken| Spoken {
            sure: spoken.sure && matches!(spoken.who, Who::Name(_) | Who::Pronoun(_)),
            ..spoken
        }),
    }
}

/// Whoever a sentence, or what follows a quotation in it, begins with: `Novak, a keeper, said`.
pub(super) fn leading(
    frame: &Frame<'_>,
    from: usize,
    until: usize,
    names: &[Named],
) -> Option<Spoken> {
    let mut from = from;
    let quote = (from..until).rev().find(|at| matches!(frame.piece(*at), Some(Piece::Quote(_))));
    from = quote.map_or(from, |at| at + 1);
    while frame.is_mark(from, &[",", "—", "–", "-"])
        || matches!(
            frame.small(from),
            "but" | "and" | "meanwhile" | "however" | "still" | "yet" | "so"
        )
    {
        from += 1;
    }
    // `On Friday, Novak …`, `Speaking in Sedm, Novak …`: who speaks follows the comma.
    let first = frame.small(from);
    if is_preposition(first)
        || first.ends_with("ing")
        || matches!(
            first,
            "while" | "when" | "after" | "before" | "as" | "asked" | "since" | "although"
        )
    {
        let comma = (from..until).find(|at| frame.is_mark(*at, &[","]))?;
        if comma + 1 >= until {
            return None;
        }
        return leading(frame, comma + 1, until, names).map(|spoken| Spoken {
            sure: spoken.sure && matches!(spoken.who, Who::Name(_) | Who::Pronoun(_)),
            ..spoken
        });
    }
    let end = (from..until)
        .find(|at| {
            matches!(frame.piece(*at), Some(Piece::Mark | Piece::Quote(_)))
                || frame.is_speech(*at)
                || verb::is_being(frame.small(*at))
                || is_between(frame.small(*at))
                || frame.small(*at) == "who"
        })
        .unwrap_or(until);
    apposed(frame, from, end, names).or_else(|| noun(frame, from..end, names))
}

/// Who these pieces name or describe.
pub(super) fn noun(frame: &Frame<'_>, pieces: Range<usize>, names: &[Named]) -> Option<Spoken> {
    let Range { start: from, mut end } = pieces;
    while end > from
        && matches!(frame.piece(end - 1), Some(Piece::Mark))
        && !frame.is_mark(end - 1, &["."])
    {
        end -= 1;
    }
    if from >= end {
        return None;
    }
    let told = from..end;
    if end - from == 1
        && let Some(pronoun) = verb::pronoun(frame.small(from))
    {
        return Some(Spoken { who: Who::Pronoun(pronoun), sure: true, told });
    }
    let led = (from..end).find(|at| is_preposition(frame.small(*at)));
    let names_someone = |at: &usize| match frame.piece(*at) {
        Some(Piece::Name(name)) => {
            !frame.is_possessive(*at) && names[*name].kind != Some(NameKind::Place)
        }
        _ => false,
    };
    let last = end - 1;
    let of_body = led.is_some_and(|led| led > from && frame.small(led) == "of" && led + 2 <= last)
        && is_country_or_body(frame, last - 1, names);
    let name = (if of_body { last } else { from }..end).find(names_someone);
    if let Some(at) = name
        && let Some(Piece::Name(name)) = frame.piece(at)
    {
        let ends = at + 1 == end
            || is_preposition(frame.small(at + 1))
            || matches!(frame.piece(at + 1), Some(Piece::Mark));
        let together = frame.small(at + 1) == "and";
        // `The lawyer of Novak` is the lawyer; `On Friday Novak` is Novak.
        let phrase = led == Some(from)
            && at + 1 == end
            && !is_preposition(frame.small(at.saturating_sub(1)));
        // `Prime Minister of Northland Jana Novotna`, `director of the Centre Jana Novotna`.
        let office = led.is_some_and(|led| {
            frame.small(led) == "of"
                && at + 1 == end
                && at > led + 1
                && is_country_or_body(frame, at - 1, names)
                && (led + 1..at - 1).all(|at| frame.small(at) == "the")
        });
        if ends && !together && (led.is_none_or(|led| led > at) || phrase || office) {
            let several = (from..end).any(|at| frame.small(at) == "and");
            return Some(Spoken { who: Who::Name(*name), sure: !several, told });
        }
    }
    describe(frame, from..end)
}

fn is_country_or_body(frame: &Frame<'_>, at: usize, names: &[Named]) -> bool {
    let body = |name: &Named| name.country.is_some() || name.kind == Some(NameKind::Organization);
    matches!(frame.piece(at), Some(Piece::Name(name)) if body(&names[*name]))
}
