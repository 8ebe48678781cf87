//! Interviews: who asks and who answers, by what stands before a colon.

use std::collections::{HashMap, HashSet};

use super::{Speaker, Voice};
use crate::{
    document::Passage,
    name::{Mention, NameKind, Named},
    sentence::Sentences,
};

/// What stands before the colon of a passage.
#[derive(Clone, Debug)]
pub(super) struct Label {
    /// Where the words after it begin, in bytes.
    pub end: usize,
    /// Who speaks; none where it is whoever asks.
    pub voice: Option<Voice>,
    /// Whether the words after it are those of whoever it calls: `Note: …` only ends what was answered before.
    pub speaks: bool,
}

/// The labels of a text, by passage.
#[derive(Debug, Default)]
pub(super) struct Labels {
    at: HashMap<usize, Label>,
}

/// So many labels make an interview.
const LEAST: usize = 3;

impl Labels {
    pub fn of(passages: &[Passage], mentions: &[Vec<Mention>], names: &[Named]) -> Self {
        let read: Vec<(usize, &str, usize)> = passages
            .iter()
            .enumerate()
            .filter_map(|(at, passage)| label(&passage.text).map(|(label, end)| (at, label, end)))
            .collect();
        let mut many: HashMap<&str, usize> = HashMap::new();
        for (_, label, _) in &read {
            *many.entry(label).or_default() += 1;
        }
        let answers = |label: &str| matches!(label, "A" | "Answer" | "АДКАЗ" | "О");
        let asks = |label: &str| {
            matches!(
                label,
                "Q" | "Question"
                    | "Interviewer"
                    | "Reporter"
                    | "Journalist"
                    | "Correspondent"
                    | "Host"
                    | "Moderator"
                    | "В"
                    | "П"
            )
        };
        let first =
            read.iter().find(|(_, label, _)| asks(label) || answers(label)).map(|(at, ..)| *at);
        let guest =
            first.and_then(|first| guest(passages, &mentions[..first.min(mentions.len())], names));
        let mut at = HashMap::new();
        let bearers = bearers(names);
        let only_asks = only_ask(passages, &read);
        for (passage, label, end) in read {
            let told = label.to_owned();
            let mut speaks = true;
            let voice = if asks(label) {
                None
            } else if answers(label) {
                let Some((name, sure)) = guest else { continue };
                Some(Voice { speaker: Speaker::Named(name), sure, carried_by: None, told })
            } else if let Some((name, sure)) = named(label, &bearers) {
                let asks = only_asks.contains(label) && many.len() > 1;
                let body = names[name].kind == Some(NameKind::Organization);
                // A surname that labels one answer may be a word before a list.
                let once = many[label] < 2 && !label.contains(' ');
                let sure = sure && !once;
                let voice = Voice { speaker: Speaker::Named(name), sure, carried_by: None, told };
                (!asks && !body).then_some(voice)
            } else {
                // Whoever asks, or a word that ends an answer.
                speaks = many[label] >= 2 && many.len() > 1;
                None
            };
            at.insert(passage, Label { end, voice, speaks });
        }
        // One label alone may be a word before a list.
        if at.values().filter(|label| label.speaks).count() < LEAST {
            at.clear();
        }
        Self { at }
    }

    /// The label of a passage.
    pub fn at(&self, passage: usize) -> Option<&Label> {
        self.at.get(&passage)
    }

    /// Whether the text is an interview.
    pub fn are_kept(&self) -> bool {
        !self.at.is_empty()
    }
}

/// What stands before the colon of a passage, and where the words after it begin.
fn label(text: &str) -> Option<(&str, usize)> {
    let colon = text.find(':').filter(|colon| *colon <= 60)?;
    let label = text[..colon].trim_matches(['*', '_', ' ', '[', ']']);
    let words = label.split_whitespace().count();
    let capital = label.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let rest = text[colon + 1..].trim_start_matches('*');
    ((1..=4).contains(&words) && capital).then_some((label, text.len() - rest.len()))
}

/// The labels under which nothing stands but questions.
fn only_ask<'a>(passages: &[Passage], read: &[(usize, &'a str, usize)]) -> HashSet<&'a str> {
    let question = |passage: &usize| passages[*passage].text.trim_end().ends_with('?');
    let mut labels: HashSet<&str> = read.iter().map(|(_, label, _)| *label).collect();
    for (passage, label, _) in read {
        if !question(passage) {
            labels.remove(label);
        }
    }
    labels
}

/// Whom a label may name: in full, by surname, or by the first letters; none where it is several.
fn bearers(names: &[Named]) -> HashMap<String, Option<usize>> {
    let mut bearers: HashMap<String, Option<usize>> = HashMap::new();
    let initials: HashSet<String> = names.iter().filter_map(initials).collect();
    for (at, named) in names.iter().enumerate() {
        let name = named.text.to_lowercase();
        let last = name.rsplit_once(' ').map(|(_, last)| last.to_owned());
        let letters = self::initials(named);
        // In an interview with Nora Quill, `NQ:` is she, and no body of that name.
        let name = Some(name).filter(|name| named.sure || !initials.contains(name));
        for key in [name, last, letters].into_iter().flatten() {
            let known = bearers.entry(key).or_insert(Some(at));
            *known = known.filter(|known| *known == at);
        }
    }
    bearers
}

/// The first letters of a person's name.
fn initials(named: &Named) -> Option<String> {
    let first = named.text.split_whitespace().filter_map(|word| word.chars().next());
    let person = named.kind == Some(NameKind::Person) && named.text.contains(' ');
    person.then(|| first.collect::<String>().to_lowercase())
}

/// Whoever a label names, and whether that is sure.
fn named(label: &str, bearers: &HashMap<String, Option<usize>>) -> Option<(usize, bool)> {
    let bare: String = label.to_lowercase().chars().filter(|c| *c != '.').collect();
    let known = bearers.get(&label.to_lowercase()).or_else(|| bearers.get(&bare));
    known.copied().flatten().map(|name| (name, true))
}

/// Whether a passage without a label is told by the text itself: it names whoever answers, or quotes.
pub(super) fn ends_interview(
    sentences: &Sentences<'_>,
    mentions: &[Mention],
    answering: &Voice,
) -> bool {
    let named = mentions.iter().any(|mention| answering.speaker == Speaker::Named(mention.name));
    let own = (0..sentences.tokens.len()).any(|at| {
        let outside = sentences.quoted_at(sentences.tokens[at].span.start).is_none();
        outside
            && matches!(
                sentences.small(at),
                "i" | "we" | "me" | "my" | "our" | "us" | "i'm" | "я" | "мы"
            )
    });
    named || (!sentences.quoted.is_empty() && !own)
}

/// The only person who is named before an interview begins.
fn guest(
    passages: &[Passage],
    mentions: &[Vec<Mention>],
    names: &[Named],
) -> Option<(usize, bool)> {
    let mut people: Vec<usize> = mentions.iter().flatten().map(|mention| mention.name).collect();
    // Whoever asks is named too: `our reporter Jana Novotna met him`.
    let asks = |name: usize| {
        names[name].called.iter().any(|called| {
            let words = called.quote.to_lowercase();
            ["reporter", "correspondent", "interviewer"].iter().any(|role| words.contains(role))
        })
    };
    people.retain(|name| names[*name].kind == Some(NameKind::Person) && !asks(*name));
    people.sort_unstable();
    people.dedup();
    let [one] = people[..] else { return None };
    let talk = ["interview", "spoke", "talk", "asked", "conversation", "answers"];
    let told = passages.iter().take(mentions.len()).any(|passage| {
        let text = passage.text.to_lowercase();
        talk.iter().any(|word| text.contains(word))
    });
    Some((one, told))
}
