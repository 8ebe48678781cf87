//! What was found in an article, as programs read it.

use serde::Serialize;

use crate::{
    article::Article,
    known::Likely,
    name::{NameKind, Named},
    number::NumberKind,
    quotation::{Speaker, Voice},
    release::Freed,
};

/// Everything that was found in an article.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Found<'a> {
    title: Option<&'a str>,
    publisher: Option<&'a str>,
    authors: &'a [String],
    url: Option<String>,
    published_on: Option<String>,
    language: Option<String>,
    text_digest: String,
    names: Vec<Name<'a>>,
    quotations: Vec<Quoted<'a>>,
    numbers: Vec<Number<'a>>,
    dates: Vec<Told<'a>>,
    tables: Vec<Grid<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Name<'a> {
    text: &'a str,
    kind: Option<NameKind>,
    sure: bool,
    also: &'a [String],
    titles: Vec<&'a str>,
    ages: Vec<u32>,
    lines: &'a [usize],
    likely: Vec<Record<'a>>,
}

#[derive(Debug, Serialize)]
struct Record<'a> {
    id: &'a str,
    label: &'a str,
    score: f64,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Said<'a> {
    name: Option<&'a str>,
    description: Option<&'a str>,
    sure: bool,
    carried_by: Option<&'a str>,
    told: &'a str,
}

#[derive(Debug, Serialize)]
struct Quoted<'a> {
    line: usize,
    text: &'a str,
    speaker: Option<Said<'a>>,
}

#[derive(Debug, Serialize)]
struct Number<'a> {
    line: usize,
    quote: &'a str,
    kind: NumberKind,
    quantity: Option<String>,
    least: Option<String>,
    most: Option<String>,
    of: &'a str,
    freed: bool,
    speaker: Option<Said<'a>>,
}

#[derive(Debug, Serialize)]
struct Told<'a> {
    line: usize,
    quote: &'a str,
    words: &'a str,
    date: Option<String>,
    reckoned: bool,
}

#[derive(Debug, Serialize)]
struct Grid<'a> {
    line: usize,
    title: Option<&'a str>,
    header: &'a [String],
    rows: Vec<Cells<'a>>,
}

#[derive(Debug, Serialize)]
struct Cells<'a> {
    line: usize,
    cells: &'a [String],
}

impl<'a> Found<'a> {
    /// What was found, with the records that each name may be of.
    #[must_use]
    pub fn of(article: &'a Article, known: &'a [Vec<Likely>]) -> Self {
        let imprint = &article.document.imprint;
        let names = &article.names;
        Self {
            title: imprint.title.as_deref(),
            publisher: imprint.publisher.as_deref(),
            authors: &imprint.authors,
            url: imprint.url.as_ref().map(ToString::to_string),
            published_on: article.published_on.map(|date| date.to_string()),
            language: imprint.language.as_ref().map(ToString::to_string),
            text_digest: article.document.digest.to_string(),
            names: names
                .iter()
                .enumerate()
                .map(|(at, named)| {
                    name(named, known.get(at).map(Vec::as_slice).unwrap_or_default())
                })
                .collect(),
            quotations: article
                .quotations
                .iter()
                .map(|quotation| Quoted {
                    line: quotation.place.line,
                    text: &quotation.text,
                    speaker: said(quotation.voice.as_ref(), names),
                })
                .collect(),
            numbers: article.numbers.iter().map(|number| counted(number, names)).collect(),
            dates: article.dates.iter().map(dated).collect(),
            tables: article.document.tables.iter().map(rows).collect(),
        }
    }
}

fn name<'a>(named: &'a Named, likely: &'a [Likely]) -> Name<'a> {
    let record = |likely: &'a Likely| Record {
        id: likely.id.as_str(),
        label: &likely.label,
        score: likely.score,
    };
    Name {
        text: &named.text,
        kind: named.kind,
        sure: named.sure,
        also: &named.also,
        titles: named.titles.iter().map(|(title, _)| title.as_str()).collect(),
        ages: named.ages.iter().map(|(age, _)| *age).collect(),
        lines: &named.lines,
        likely: likely.iter().map(record).collect(),
    }
}

fn said<'a>(voice: Option<&'a Voice>, names: &'a [Named]) -> Option<Said<'a>> {
    let voice = voice?;
    let (name, description) = match &voice.speaker {
        Speaker::Named(name) => (Some(names[*name].text.as_str()), None),
        Speaker::Described(words) => (None, Some(words.as_str())),
    };
    let carried_by = voice.carried_by.map(|name| names[name].text.as_str());
    Some(Said { name, description, sure: voice.sure, carried_by, told: &voice.told })
}

fn counted<'a>(number: &'a crate::Counted, names: &'a [Named]) -> Number<'a> {
    Number {
        line: number.place.line,
        quote: &number.place.quote,
        kind: number.kind,
        quantity: number.quantity.map(|quantity| quantity.to_string()),
        least: number
            .quantity
            .and_then(detente_core::Quantity::least)
            .map(|least| least.normalize().to_string()),
        most: number
            .quantity
            .and_then(detente_core::Quantity::most)
            .map(|most| most.normalize().to_string()),
        of: &number.of,
        freed: number.freed == Freed::Plainly,
        speaker: said(number.voice.as_ref(), names),
    }
}

fn dated(dated: &crate::Dated) -> Told<'_> {
    Told {
        line: dated.place.line,
        quote: &dated.place.quote,
        words: &dated.words,
        date: dated.date.map(|date| date.to_string()),
        reckoned: dated.reckoned,
    }
}

fn rows(table: &crate::Table) -> Grid<'_> {
    Grid {
        line: table.line,
        title: table.title.as_deref(),
        header: &table.header,
        rows: table.rows.iter().map(|row| Cells { line: row.line, cells: &row.cells }).collect(),
    }
}
