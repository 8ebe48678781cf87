//! Whether a day lies ahead of the text that names it.

use crate::{quotation::verb, sentence::Sentences};

/// Whether a day lies ahead of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ahead {
    /// It is over.
    No,
    /// It is to come: `could be freed by 1 May`.
    Yes,
    /// It was to come when it was spoken of, or nothing tells: `was to be freed by 1 May`.
    Perhaps,
}

/// So many words back what is to come is told.
const FAR: usize = 12;

/// Whether the day that begins with this word lies ahead.
pub(super) fn ahead(sentences: &Sentences<'_>, at: usize) -> Ahead {
    let start = sentences.sentence_of(at).start.max(at.saturating_sub(FAR));
    let before = |at: usize| at.checked_sub(1).map(|at| sentences.small(at)).unwrap_or_default();
    // What stands behind a comma or a `that` is told of something else.
    let of_day = (start..at)
        .rev()
        .take_while(|at| !verb::divides(sentences.small(*at)) && sentences.word(*at) != ",");
    for word in of_day {
        let past = matches!(before(word), "was" | "were" | "had" | "been");
        match sentences.word(word) {
            "will" if is_a_wish(sentences, word) => {}
            "will" | "could" | "may" | "might" | "can" | "must" | "shall" => return Ahead::Yes,
            "due" | "expected" | "scheduled" | "planned" | "set" | "slated" if !past => {
                return Ahead::Yes;
            }
            "would" | "should" | "due" | "expected" | "scheduled" | "planned" | "set" => {
                return Ahead::Perhaps;
            }
            "to" if matches!(sentences.small(word + 1), "be" | "go" | "leave" | "end" | "free") => {
                let told = |at: usize| {
                    let word = sentences.small(at);
                    matches!(word, "was" | "were" | "had") || word.ends_with("ed")
                };
                return if (start..word).any(told) { Ahead::Perhaps } else { Ahead::Yes };
            }
            "had" | "have" | "has" => return Ahead::No,
            _ => {}
        }
    }
    if matches!(before(at), "by" | "until") { Ahead::Perhaps } else { Ahead::No }
}

/// `of his own free will`, and not `those set free will be flown`.
fn is_a_wish(sentences: &Sentences<'_>, will: usize) -> bool {
    let before = |back: usize| will.checked_sub(back).map(|at| sentences.small(at));
    let back = if before(1) == Some("free") { 2 } else { 1 };
    matches!(before(back), Some("own" | "their" | "her" | "his" | "my" | "the"))
}
