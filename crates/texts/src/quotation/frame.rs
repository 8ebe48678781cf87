//! A sentence around what it quotes: names, words, and quotations as one piece each.

use std::ops::Range;

use super::verb;
use crate::{name::Mention, sentence::Sentences, word::TokenKind};

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A word or a number.
    Word,
    /// A mark.
    Mark,
    /// A name, by its place among the names.
    Name(usize),
    /// What stands between quotation marks, by its place among them.
    Quote(usize),
}

/// A sentence as its pieces.
#[derive(Debug)]
pub(crate) struct Frame<'a> {
    pub sentences: &'a Sentences<'a>,
    /// Each piece, and the tokens that it is.
    pub pieces: Vec<(Piece, Range<usize>)>,
    /// Whether each piece is a word of speech: it is asked again and again.
    speaks: Vec<bool>,
}

impl<'a> Frame<'a> {
    /// The pieces of these tokens.
    pub fn of(sentences: &'a Sentences<'a>, tokens: &Range<usize>, mentions: &[Mention]) -> Self {
        let mut pieces: Vec<(Piece, Range<usize>)> = Vec::new();
        let mut at = tokens.start;
        let mut next = mentions.partition_point(|mention| mention.tokens.end <= at);
        while at < tokens.end {
            let token = &sentences.tokens[at];
            if let Some(quote) = sentences.quoted_at(token.span.start) {
                let end =
                    sentences.token_at(sentences.quoted[quote].whole.end).clamp(at + 1, tokens.end);
                pieces.push((Piece::Quote(quote), at..end));
                at = end;
                continue;
            }
            while mentions.get(next).is_some_and(|mention| mention.tokens.end <= at) {
                next += 1;
            }
            // Marks that quote nothing stand around a name, and say nothing of who speaks.
            if matches!(token.of(sentences.text), "«" | "»") {
                at += 1;
                continue;
            }
            if let Some(mention) = mentions.get(next).filter(|mention| mention.tokens.start == at) {
                pieces.push((Piece::Name(mention.name), mention.tokens.clone()));
                at = mention.tokens.end;
            } else {
                let mark = token.kind == TokenKind::Mark;
                pieces.push((if mark { Piece::Mark } else { Piece::Word }, at..at + 1));
                at += 1;
            }
        }
        let mut frame = Self { sentences, pieces, speaks: Vec::new() };
        frame.speaks = (0..frame.pieces.len()).map(|at| frame.speaks_with(at)).collect();
        frame
    }

    /// The piece in small letters, where it is a word or a mark; else nothing.
    pub fn small(&self, at: usize) -> &'a str {
        match self.pieces.get(at) {
            Some((Piece::Word | Piece::Mark, tokens)) => self.sentences.small(tokens.start),
            _ => "",
        }
    }

    /// The pieces as they are written.
    pub fn words(&self, pieces: &Range<usize>) -> &'a str {
        let first = self.pieces.get(pieces.start).map(|(_, tokens)| tokens.start);
        let last = pieces
            .end
            .checked_sub(1)
            .and_then(|at| self.pieces.get(at))
            .map(|(_, tokens)| tokens.end);
        match (first, last) {
            (Some(first), Some(last)) if first < last => self.sentences.words(&(first..last)),
            _ => "",
        }
    }

    /// The piece at this place.
    pub fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.get(at).map(|(piece, _)| piece)
    }

    /// Whether a piece is this mark.
    pub fn is_mark(&self, at: usize, marks: &[&str]) -> bool {
        matches!(self.piece(at), Some(Piece::Mark)) && marks.contains(&self.small(at))
    }

    /// Whether a piece is a name to which something belongs: `Novak's`.
    pub fn is_possessive(&self, at: usize) -> bool {
        self.pieces
            .get(at)
            .is_some_and(|(_, tokens)| self.sentences.tokens[tokens.end - 1].possessive)
    }

    /// Whether guillemets stand around a name.
    pub fn is_marked(&self, at: usize) -> bool {
        let before = self.pieces.get(at).and_then(|(_, tokens)| tokens.start.checked_sub(1));
        before.is_some_and(|before| self.sentences.word(before) == "«")
    }

    /// Whether a piece is a word of speech that has a subject of its own or another's.
    pub fn is_speech(&self, at: usize) -> bool {
        self.speaks.get(at).copied().unwrap_or_default()
    }

    fn speaks_with(&self, at: usize) -> bool {
        let word = self.small(at);
        if !matches!(self.piece(at), Some(Piece::Word)) || !verb::is_speech(word) {
            return false;
        }
        let before = at.checked_sub(1).map(|at| self.small(at)).unwrap_or_default();
        // `the reports`, `his calls`, `was told`: no one speaks here. `call for` is no noun after `who`.
        let noun = matches!(
            before,
            "the"
                | "a"
                | "an"
                | "his"
                | "her"
                | "their"
                | "its"
                | "of"
                | "in"
                | "on"
                | "these"
                | "those"
                | "such"
                | "no"
                | "previous"
                | "recent"
                | "media"
                | "many"
                | "so-called"
                | "self-described"
        ) && !word.ends_with("ed");
        let adjective =
            matches!(before, "the" | "a" | "an" | "so" | "self") && word.ends_with("ed");
        let passive = verb::is_being(before) && !word.ends_with("ing");
        !(noun || adjective || passive)
    }

    /// The place of the piece that holds this token.
    pub fn piece_at(&self, token: usize) -> usize {
        self.pieces.partition_point(|(_, tokens)| tokens.end <= token)
    }
}
