//! Whose word a release is, where the text tells it on somebody's word.

use std::ops::Range;

use crate::{quotation::verb, sentence::Sentences, vocabulary::words};

words! {
    /// Words that tell, beside those of speech, that a sentence has what it tells from somebody.
    fn has_from_somebody: "
        according per boasted boasts boasting bragged brags crowed trumpeted proclaimed proclaims touted touts
        mocked mocks account accounts count tally figures data sources rumour rumor hear heard sense
        паводле данным словам словами даними дадзеных даных
    "
}

/// Whether the sentence tells what it tells on somebody's word, whoever that is: `state radio said`, `Officials: …`.
pub(crate) fn is_on_someones_word(sentences: &Sentences<'_>, token: usize) -> bool {
    let sentence = sentences.sentence_of(token);
    let colon = (sentence.start..token).any(|at| sentences.word(at) == ":");
    colon || words_of_telling(sentences, &sentence).next().is_some()
}

/// Whether the sentence has more than one word of telling, so that a number of it may be another's than whoever is found
/// to tell it: `62 were freed, say the rebels, 25, says the army`.
pub(crate) fn is_on_the_word_of_several(sentences: &Sentences<'_>, token: usize) -> bool {
    let sentence = sentences.sentence_of(token);
    let finite = |at: &usize| !verb::is_beside(sentences.small(*at));
    words_of_telling(sentences, &sentence).filter(finite).nth(1).is_some()
}

/// The words by which a sentence tells that somebody tells something, outside of what it quotes.
fn words_of_telling(
    sentences: &Sentences<'_>,
    sentence: &Range<usize>,
) -> impl Iterator<Item = usize> {
    let first = sentence.start;
    sentence.clone().filter(move |at| {
        let word = sentences.small(*at);
        let tells = verb::is_speech(word) || verb::passes_on(word) || has_from_somebody(word);
        // The United States state nothing.
        let named = *at > first && sentences.word(*at).starts_with(char::is_uppercase);
        tells && !named && sentences.quoted_at(sentences.tokens[*at].span.start).is_none()
    })
}
