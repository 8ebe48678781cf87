//! The numbers and dates of an article.

use super::{
    Draft,
    metric::metric,
    slug::slug,
    spoken,
    written::{Block, quoted},
};
use crate::{
    article::Counted,
    number::NumberKind,
    quotation::{Speaker, Voice},
    release::Freed,
};

/// Writes them.
pub(super) fn write(draft: &mut Draft<'_>) {
    let article = draft.article;
    if !article.numbers.is_empty() {
        draft.page.heading("Numbers, with their bounds");
        let freed = one_release(&article.numbers);
        for (at, number) in article.numbers.iter().enumerate() {
            match number.kind {
                NumberKind::Count | NumberKind::Share if Some(at) == freed => {
                    release(draft, number);
                }
                NumberKind::Count | NumberKind::Share => indicator(draft, number),
                NumberKind::Time | NumberKind::Age | NumberKind::Money => {
                    draft.page.line("");
                    draft.page.note(&in_a_line(number));
                }
            }
        }
    }
    if article.dates.is_empty() {
        return;
    }
    draft.page.heading("Dates");
    draft.page.line("");
    for dated in &article.dates {
        let date = dated.date.map_or_else(|| "unknown".to_owned(), |date| date.to_string());
        let by =
            if dated.reckoned && dated.date.is_some() { ", by the day of publication" } else { "" };
        draft.page.note(&format!("line {}: {date}{by}: “{}”", dated.place.line, dated.place.quote));
    }
}

/// The number of those who were let go, where the text has one such number: where it is affirmed, if it is anywhere.
fn one_release(numbers: &[Counted]) -> Option<usize> {
    let sure = |voice: &Option<Voice>| voice.as_ref().is_none_or(|voice| voice.sure);
    let freed = |number: &&Counted| {
        number.freed != Freed::No && sure(&number.voice) && number.quantity.is_some()
    };
    let first = numbers.iter().find(freed)?;
    let same = numbers.iter().filter(freed).all(|number| number.quantity == first.quantity);
    let plain = numbers.iter().filter(freed).find(|number| number.freed == Freed::Plainly);
    let first = plain.unwrap_or(first);
    same.then(|| numbers.iter().position(|number| std::ptr::eq(number, first))).flatten()
}

fn in_a_line(number: &Counted) -> String {
    let quantity =
        number.quantity.map_or_else(|| "unknown".to_owned(), |quantity| quantity.to_string());
    let what = match number.kind {
        NumberKind::Age => "an age",
        NumberKind::Money => "money",
        NumberKind::Time => "a time",
        NumberKind::Share => "a share",
        NumberKind::Count => "a number",
    };
    let share = number.kind == NumberKind::Share && number.quantity.is_some();
    let sign = if share { " %" } else { "" };
    let timed = number.kind == NumberKind::Time;
    let of = number.of.as_str();
    let of = if timed && !of.is_empty() { Some(of) } else { metric(number) };
    let of = of.map_or_else(String::new, |of| format!(" {of}"));
    format!(
        "drafted, line {}: {what}, {quantity}{sign}{of}: “{}”",
        number.place.line, number.place.quote
    )
}

fn release(draft: &mut Draft<'_>, number: &Counted) {
    let Some(quantity) = number.quantity else { return };
    let id = draft.given.give(&format!("release/{}", draft.stem));
    let mut block = Block::of(id, number.place.line);
    block.new = true;
    if number.freed == Freed::Plainly {
        block.notes.push(format!("{quantity} {}", number.of));
    } else if number.unowned {
        block.unsure(format!("{quantity} {}", number.of));
    } else {
        block.unsure(format!("{quantity} {}", number.of));
        block.notes.push("whether they were freed, the sentence does not plainly say".to_owned());
    }
    whose(draft, &mut block, number);
    block.text("count", &quantity.to_string(), &number.place.quote);
    draft.block(&block);
}

/// A number of which the text does not tell what series it belongs to.
fn indicator(draft: &mut Draft<'_>, number: &Counted) {
    let (Some(quantity), Some(of)) = (number.quantity, metric(number)) else {
        draft.page.line("");
        draft.page.note(&in_a_line(number));
        return;
    };
    let share = number.kind == NumberKind::Share;
    let id = draft.given.give(&format!("indicator/{}-{}", draft.stem, slug(of)));
    let mut block = Block::of(id, number.place.line);
    let sign = if share { " %" } else { "" };
    block.unsure(format!("{quantity}{sign} {}", number.of).trim_end().to_owned());
    block.new = true;
    whose(draft, &mut block, number);
    block.text("metric", of, of);
    if share {
        block.states.push(("unit", quoted("percent")));
    }
    block.states.push((
        "points",
        format!("[{{ key = \"drafted\", quantity = {} }}]", quoted(&quantity.to_string())),
    ));
    block.quotes.push(("points.drafted".to_owned(), number.place.quote.clone()));
    draft.block(&block);
}

/// Notes whose word a number is, or that nobody is told to say it.
fn whose(draft: &mut Draft<'_>, block: &mut Block, number: &Counted) {
    if let Some(voice) = &number.voice {
        said_by(draft, block, voice, number.place.line);
    } else if number.unowned {
        block.notes.push("in words that are quoted: who speaks, the text does not tell".to_owned());
    }
}

/// Notes whose word a number is.
fn said_by(draft: &mut Draft<'_>, block: &mut Block, voice: &Voice, line: usize) {
    let words = match &voice.speaker {
        Speaker::Named(name) => {
            let id = draft.ids.id(*name).filter(|id| !id.starts_with("place/")).map(str::to_owned);
            if let Some(id) = id.filter(|_| voice.sure) {
                block.said_by = Some(id);
                return;
            }
            draft.article.names[*name].text.clone()
        }
        Speaker::Described(words) => words.clone(),
    };
    if voice.sure {
        block.said_by = Some(spoken::voice(draft, &words, &voice.told, line));
    } else {
        block.notes.push(format!("perhaps in the words of {words}"));
    }
}
