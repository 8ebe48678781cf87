//! What a text quotes, and who it says speaks.

pub(crate) mod bearer;
pub(crate) mod called;
#[cfg(test)]
mod doubted;
pub(crate) mod frame;
mod label;
pub(crate) mod marks;
mod resolved;
pub(crate) mod speaker;
#[cfg(test)]
mod tests;
mod unnamed;
pub(crate) mod verb;

use std::collections::HashMap;

use self::{
    frame::{Frame, Piece},
    label::Labels,
    resolved::Context,
};
use crate::{
    document::{Passage, PassageKind},
    name::{Mention, NameKind, Named},
    place::{Place, quotable},
    sentence::Sentences,
};

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// Someone with a name, by its place among the names of the text.
    Named(usize),
    /// Someone who is only described: `senior official`.
    Described(String),
}

/// Whose word something is, as far as the text tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// Who speaks.
    pub speaker: Speaker,
    /// Whether the text leaves no doubt about it.
    pub sure: bool,
    /// Who passed it on, by its place among the names of the text.
    pub carried_by: Option<usize>,
    /// The words that tell it.
    pub told: String,
}

/// Words that a text quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words, without their marks and the comma before the closing one.
    pub text: String,
    /// Where they begin, and so many of them as a quote may have.
    pub place: Place,
    /// Who speaks; none where the text does not tell.
    pub voice: Option<Voice>,
}

/// What is quoted in the passages, and whose word each number of them is.
#[derive(Debug, Default)]
pub(crate) struct Spoken {
    pub quotations: Vec<Quotation>,
    /// The voices of tokens that were asked for, by passage and token.
    pub voices: HashMap<(usize, usize), Voice>,
}

/// Reads what passages quote. `asked` names, for each passage, the tokens whose voice is wanted.
pub(crate) fn read(
    passages: &[Passage],
    read: &[Sentences<'_>],
    mentions: &[Vec<Mention>],
    names: &[Named],
    asked: &[Vec<usize>],
) -> Spoken {
    let labels = Labels::of(passages, mentions, names);
    let mut reader = Reader {
        names,
        context: Context::of(names),
        spoken: Spoken::default(),
        open: None,
        announced: None,
        answering: None,
    };
    for (at, (passage, sentences)) in passages.iter().zip(read).enumerate() {
        let speaks = labels.at(at).is_some_and(|label| label.speaks);
        if passage.kind == PassageKind::Heading && !speaks {
            reader.open = None;
            continue;
        }
        match labels.at(at) {
            Some(label) if !label.speaks => {
                reader.answering = None;
                reader.passage(at, passage, sentences, &mentions[at], &asked[at]);
            }
            Some(label) => reader.labelled(at, passage, sentences, label, &asked[at]),
            None if labels.are_kept() && reader.still_answers(sentences, &mentions[at]) => {
                reader.answer_goes_on(at, passage, &asked[at]);
            }
            None => reader.passage(at, passage, sentences, &mentions[at], &asked[at]),
        }
    }
    reader.spoken
}

struct Reader<'a> {
    names: &'a [Named],
    context: Context,
    spoken: Spoken,
    /// Whose words were left open at the end of the passage before.
    open: Option<Voice>,
    /// Who speaks in the passage at this place, as the one before it tells: `Novak said:`.
    announced: Option<(usize, Voice)>,
    /// Who answers, in an interview.
    answering: Option<Voice>,
}

impl Reader<'_> {
    /// A passage under a label: `Novak: We go.`
    fn labelled(
        &mut self,
        at: usize,
        passage: &Passage,
        sentences: &Sentences<'_>,
        label: &label::Label,
        asked: &[usize],
    ) {
        self.answering.clone_from(&label.voice);
        let Some(voice) = label.voice.clone() else { return };
        let words = passage.text[label.end..].trim();
        if !words.is_empty() {
            let from = passage.text.len() - passage.text[label.end..].trim_start().len();
            self.keep(words, passage.line_at(from), Some(voice.clone()));
        }
        for token in asked.iter().filter(|token| sentences.tokens[**token].span.start >= label.end)
        {
            self.spoken.voices.insert((at, *token), voice.clone());
        }
    }

    /// Whether a passage without a label goes on with an answer.
    fn still_answers(&mut self, sentences: &Sentences<'_>, mentions: &[Mention]) -> bool {
        self.answering.take_if(|voice| label::ends_interview(sentences, mentions, voice));
        self.answering.is_some()
    }

    /// A passage without a label, after an answer.
    fn answer_goes_on(&mut self, at: usize, passage: &Passage, asked: &[usize]) {
        let voice = self.answering.clone().map(|voice| Voice { sure: false, ..voice });
        self.keep(&passage.text, passage.line_at(0), voice.clone());
        if let Some(voice) = voice {
            self.spoken.voices.extend(asked.iter().map(|token| ((at, *token), voice.clone())));
        }
    }

    fn passage(
        &mut self,
        at: usize,
        passage: &Passage,
        sentences: &Sentences<'_>,
        mentions: &[Mention],
        asked: &[usize],
    ) {
        let mut voices: Vec<Option<Voice>> = vec![None; sentences.quoted.len()];
        let mut before: Option<Voice> = None;
        // Who the sentence before says speaks, in what follows it.
        let mut leads: Option<Voice> = None;
        let mut waiting: Vec<usize> = Vec::new();
        let open = self.open.take();
        let announced = self.announced.take().filter(|(in_passage, _)| *in_passage == at);
        let announced = announced.map(|(_, voice)| voice);
        for (number, range) in sentences.ranges.iter().enumerate() {
            let frame = Frame::of(sentences, range, mentions);
            let quotes: Vec<(usize, usize)> = quotes(&frame);
            let bare = frame
                .pieces
                .iter()
                .all(|(piece, _)| matches!(piece, Piece::Quote(_) | Piece::Mark));
            for (piece, quote) in &quotes {
                let said = speaker::said(&frame, *piece, self.names);
                let told_behind = said.as_ref().is_some_and(|said| said.told.start > *piece);
                let replies = !told_behind && is_right_behind_another(sentences, *quote);
                let voice = said.and_then(|said| self.context.voice(&said, &frame, at, self.names));
                let voice = match voice {
                    None if number == 0 && open.is_some() => open.clone(),
                    None if number == 0 && bare && announced.is_some() => announced.clone(),
                    None if sentences.quoted[*quote].goes_on => before.clone(),
                    None if bare && leads.is_some() => leads.clone(),
                    None if bare && before.is_some() => before.clone(),
                    // Words that stand alone go on with whoever spoke last, it seems.
                    None if bare => {
                        waiting.push(*quote);
                        self.context.last(at).map(|voice| Voice { sure: false, ..voice })
                    }
                    voice => voice,
                };
                if !bare && let Some(voice) = &voice {
                    for quote in waiting.drain(..) {
                        voices[quote] = Some(Voice { sure: false, ..voice.clone() });
                    }
                }
                let named = called::may_be_name(sentences.text, &sentences.quoted[*quote]);
                let voice =
                    voice.map(|voice| Voice { sure: voice.sure && !named && !replies, ..voice });
                before = voice.clone().or(before);
                voices[*quote] = voice;
            }
            let first = asked.partition_point(|token| *token < range.start);
            let of_sentence = asked[first..].iter().take_while(|token| **token < range.end);
            for token in of_sentence {
                let byte = sentences.tokens[*token].span.start;
                let voice = match sentences.quoted_at(byte) {
                    Some(quote) => voices[quote].clone(),
                    None => speaker::said(&frame, frame.piece_at(*token), self.names)
                        .and_then(|said| self.context.voice(&said, &frame, at, self.names)),
                };
                if let Some(voice) = voice {
                    self.spoken.voices.insert((at, *token), voice);
                }
            }
            let manner =
                speaker::manner::in_sentence(&frame, self.names).filter(|_| quotes.is_empty());
            leads = manner.and_then(|said| self.context.voice(&said, &frame, at, self.names));
            let last = frame.pieces.len();
            let ends = number + 1 == sentences.ranges.len()
                && last.checked_sub(1).is_some_and(|colon| frame.is_mark(colon, &[":"]));
            if ends && quotes.is_empty() {
                let said = speaker::said(&frame, last, self.names);
                let voice = said.and_then(|said| self.context.voice(&said, &frame, at, self.names));
                self.announced = voice.map(|voice| (at + 1, voice));
            }
            // Whoever else a sentence tells of may be the one who speaks behind it.
            if quotes.is_empty() && self.tells_of_another(&frame, before.as_ref()) {
                before = before.map(|voice| Voice { sure: false, ..voice });
            }
            self.context.sentence(
                &frame,
                at,
                self.names,
                before.as_ref().filter(|_| !quotes.is_empty()),
            );
        }
        for (marked, voice) in sentences.quoted.iter().zip(&voices) {
            let words = &sentences.text[marked.inner.clone()];
            let line = passage.line_at(marked.inner.start);
            self.keep(words, line, voice.clone());
            if marked.open {
                self.open.clone_from(voice);
            }
        }
    }

    /// Whether a sentence tells of someone other than whoever spoke before it.
    fn tells_of_another(&self, frame: &Frame<'_>, before: Option<&Voice>) -> bool {
        let another = |piece: &Piece| match piece {
            Piece::Name(name) => {
                self.names[*name].kind == Some(NameKind::Person)
                    && before.is_some_and(|voice| voice.speaker != Speaker::Named(*name))
            }
            _ => false,
        };
        frame.pieces.iter().any(|(piece, _)| another(piece))
            || unnamed::without_name(frame).is_some()
    }

    fn keep(&mut self, words: &str, line: usize, voice: Option<Voice>) {
        let mut text = words.trim().trim_end_matches([',', ';']).trim_end();
        // A stop after part of a sentence is that of the sentence around it.
        if text.starts_with(char::is_lowercase) {
            text = text.strip_suffix('.').unwrap_or(text);
        }
        let text = text.to_owned();
        if text.is_empty() {
            return;
        }
        let quote = quotable(&text).to_owned();
        self.spoken.quotations.push(Quotation { text, place: Place { line, quote }, voice });
    }
}

/// Whether nothing stands between a quotation and the one before it: whoever closes the marks and opens them anew
/// mostly lets another speak. `He answered: “No.” “Not even a little?”`
fn is_right_behind_another(sentences: &Sentences<'_>, quote: usize) -> bool {
    let before = quote.checked_sub(1).and_then(|before| sentences.quoted.get(before));
    let (Some(before), Some(here)) = (before, sentences.quoted.get(quote)) else { return false };
    let between = sentences.text.get(before.whole.end..here.whole.start);
    !here.goes_on && between.is_some_and(|between| between.trim().is_empty())
}

/// The pieces that are quotations, and which.
fn quotes(frame: &Frame<'_>) -> Vec<(usize, usize)> {
    let pieces = frame.pieces.iter().enumerate();
    pieces
        .filter_map(|(at, (piece, _))| match piece {
            Piece::Quote(quote) => Some((at, *quote)),
            _ => None,
        })
        .collect()
}
