//! An article as it is read: everything found in it, each with its place.

use detente_core::{PartialDate, Quantity};

use crate::{
    document::{Document, Passage, PassageKind},
    name::{InCells, Mention, Named, Names},
    number::{self, Number, NumberKind},
    place::{Place, around},
    quotation::{self, Quotation, Voice},
    release::{self, Freed},
    sentence::Sentences,
    when,
};

/// A number that an article gives, where, and whose word it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What it measures.
    pub kind: NumberKind,
    /// The number with its bounds; none for `dozens`.
    pub quantity: Option<Quantity>,
    /// Its own words: `more than 430`.
    pub words: String,
    /// What is counted.
    pub of: String,
    /// Where it stands.
    pub place: Place,
    /// Whose word it is; none where it is the article's own.
    pub voice: Option<Voice>,
    /// Whether it stands in a quotation of which the text does not tell who speaks: nobody's word, and not the
    /// article's either.
    pub unowned: bool,
    /// Whether it is told to be of people who were let go at one time.
    pub freed: Freed,
}

/// A date that an article gives, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The date; none where the words do not tell it.
    pub date: Option<PartialDate>,
    /// Whether it follows from the day of publication.
    pub reckoned: bool,
    /// Its own words.
    pub words: String,
    /// Where it stands.
    pub place: Place,
}

/// An article as it is read.
#[derive(Debug)]
pub struct Article {
    /// The text.
    pub document: Document,
    /// The day it was published, where that is known.
    pub published_on: Option<PartialDate>,
    /// Whoever and whatever it names.
    pub names: Vec<Named>,
    /// What it quotes.
    pub quotations: Vec<Quotation>,
    /// The numbers it gives.
    pub numbers: Vec<Counted>,
    /// The dates it gives.
    pub dates: Vec<Dated>,
}

impl Article {
    /// Reads an article. A day of publication that is given stands before the one that the text tells.
    #[must_use]
    pub fn read(document: Document, published_on: Option<PartialDate>) -> Self {
        let published_on = published_on.or(document.imprint.published_on);
        let Findings { read, names, dates, numbers } = Findings::of(&document, published_on);
        let passages = &document.passages;
        let asked: Vec<Vec<usize>> = numbers
            .iter()
            .map(|numbers| numbers.iter().map(|number| number.tokens.start).collect())
            .collect();
        let mut spoken = quotation::read(passages, &read, &names.mentions, &names.all, &asked);
        let mut counted = Vec::new();
        let mut dated = Vec::new();
        for (at, (passage, sentences)) in passages.iter().zip(&read).enumerate() {
            for number in &numbers[at] {
                let voice = spoken.voices.remove(&(at, number.tokens.start));
                counted.push(one(passage, sentences, number, voice, read.get(at + 1)));
            }
            let date = |when: &when::When| Dated {
                date: when.date,
                reckoned: when.reckoned,
                words: sentences.words(&when.tokens).to_owned(),
                place: place(passage, sentences, &when.tokens, 8, 6),
            };
            dated.extend(dates[at].iter().map(date));
        }
        // What is only named beside another verb is affirmed where the text goes on to say that it took place.
        if read.iter().any(release::tells_of_it) {
            for number in counted.iter_mut().filter(|number| number.freed == Freed::Named) {
                number.freed = Freed::Plainly;
            }
        }
        drop(read);
        let quotations = once(spoken.quotations);
        Self {
            document,
            published_on,
            names: names.all,
            quotations,
            numbers: counted,
            dates: dated,
        }
    }
}

/// What the passages of a document hold, before it is told whose word it is.
pub(crate) struct Findings<'a> {
    pub read: Vec<Sentences<'a>>,
    pub names: Names,
    pub dates: Vec<Vec<when::When>>,
    pub numbers: Vec<Vec<Number>>,
}

impl<'a> Findings<'a> {
    /// Reads the passages of a document.
    pub fn of(document: &'a Document, published_on: Option<PartialDate>) -> Self {
        let passages = &document.passages;
        let read: Vec<Sentences<'a>> =
            passages.iter().map(|passage| Sentences::of(&passage.text)).collect();
        let mut names = Names::of(passages, &read, &InCells::of(document));
        let dates: Vec<_> =
            read.iter().map(|sentences| when::read(sentences, published_on)).collect();
        names.add_births(passages, &read, &dates);
        names.set_ages_of_the_dead_apart(&read);
        names.set_ages_apart(passages, &read, &dates, published_on);
        let numbers = passages.iter().zip(&read).zip(dates.iter().zip(&names.mentions));
        let numbers = numbers
            .map(|((passage, sentences), (dates, mentions))| {
                aged(passage, sentences, mentions, number::read(sentences, dates, mentions))
            })
            .collect();
        Self { read, names, dates, numbers }
    }
}

pub(crate) fn place(
    passage: &Passage,
    sentences: &Sentences<'_>,
    tokens: &std::ops::Range<usize>,
    before: usize,
    after: usize,
) -> Place {
    let line =
        passage.line_at(sentences.tokens.get(tokens.start).map_or(0, |token| token.span.start));
    Place { line, quote: around(sentences, tokens.clone(), before, after) }
}

fn one(
    passage: &Passage,
    sentences: &Sentences<'_>,
    number: &Number,
    voice: Option<Voice>,
    next: Option<&Sentences<'_>>,
) -> Counted {
    let end = number.tokens.end.max(number.counted.end);
    let all = number.tokens.start..end;
    let from = sentences.tokens.get(number.tokens.start).map_or(0, |token| token.span.start);
    let unowned = voice.is_none() && sentences.quoted_at(from).is_some();
    let freed = release::freed(sentences, number, next);
    // On whose word it is told, the dossier has to say; where that is not found, nothing is affirmed.
    let told = match voice {
        None => release::is_on_someones_word(sentences, number.tokens.start),
        Some(_) => release::is_on_the_word_of_several(sentences, number.tokens.start),
    };
    Counted {
        kind: number.kind,
        quantity: number.quantity,
        words: sentences.words(&number.tokens).to_owned(),
        of: number.of.clone(),
        place: place(passage, sentences, &all, 6, 5),
        voice,
        unowned,
        freed: match freed {
            _ if passage.kind == PassageKind::Heading => Freed::No,
            Freed::Plainly | Freed::Named if unowned || told => Freed::Perhaps,
            freed => freed,
        },
    }
}

/// `63` in `Jana Novotna (63)` and `Jana Novotna, 63,` is how old she is.
fn aged(
    passage: &Passage,
    sentences: &Sentences<'_>,
    mentions: &[Mention],
    mut numbers: Vec<Number>,
) -> Vec<Number> {
    let mut item = passage.kind == PassageKind::Item
        && mentions.first().is_some_and(|mention| mention.tokens.start == 0);
    for number in &mut numbers {
        let (from, end) = (number.tokens.start, number.tokens.end);
        let Some(before) = from.checked_sub(1) else { continue };
        let name = mentions.partition_point(|mention| mention.tokens.end < before);
        let after_name = mentions.get(name).is_some_and(|mention| mention.tokens.end == before);
        let of_years = number.kind == NumberKind::Time
            && matches!(sentences.small(end), "лет" | "год" | "года" | "гадоў" | "гады" | "років");
        let end = end + usize::from(of_years);
        let between = matches!(
            (sentences.word(before), sentences.word(end)),
            ("(", ")" | ",") | (",", "," | "." | "") | ("is", "." | ",")
        );
        // `Jana Novotna — painter, 38, jailed in 2019`.
        let in_item = std::mem::take(&mut item)
            && matches!((sentences.word(before), sentences.word(end)), (",", "," | "" | "(" | "."));
        let old = number.exact().is_some_and(|age| age < 130.into() && age > 1.into());
        let plain = number.kind == NumberKind::Count || of_years;
        if plain && (after_name || in_item) && (between || in_item) && old {
            number.kind = NumberKind::Age;
        }
    }
    numbers
}

/// Each quotation once: what stands in large letters beside an article repeats it.
fn once(quotations: Vec<Quotation>) -> Vec<Quotation> {
    let mut seen: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    let mut kept: Vec<Quotation> = Vec::new();
    for quotation in quotations {
        let sure = |quotation: &Quotation| quotation.voice.as_ref().is_some_and(|voice| voice.sure);
        match seen.get(&quotation.text) {
            Some(at) if sure(&kept[*at]) || !sure(&quotation) => {}
            Some(at) => kept[*at] = quotation,
            None => {
                seen.insert(quotation.text.clone(), kept.len());
                kept.push(quotation);
            }
        }
    }
    kept
}
