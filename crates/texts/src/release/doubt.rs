//! Words that leave open, in a sentence, whether what it speaks of happened.

use std::ops::Range;

use crate::{quotation::verb, sentence::Sentences, vocabulary::words};

words! {
    /// Words of freeing over time, of people who were counted together with others.
    pub(super) fn is_over_time: "
        since total altogether further remaining per another ago year
    "
}

words! {
    /// Words by which something is denied, supposed, heard, hoped, demanded, promised or attempted.
    fn is_open: "
        no not never none nobody nothing neither nor cannot without hardly scarcely barely almost nearly
        supposedly allegedly reportedly purportedly ostensibly apparently perhaps maybe possibly probably
        likely unlikely seemingly falsely wrongly
        claim claims claimed claiming allege alleges alleged rumour rumours rumor rumors rumoured rumored
        report reports reported reporting hearsay deny denies denied denying denial denials false untrue
        wrong fake hoax doubt doubts doubted believe believes believed think thinks thought hope hopes
        hoped fear fears feared expect expects expected suspect suspects suspected imagine imagines
        imagined suppose supposes supposed assume assumes assumed pretend pretends pretended dream dreams
        seem seems seemed appear appears appeared
        yet far contrary bail parole furlough temporarily briefly debt debts
        if unless whether until till once when before lest though
        would could might should must shall will can ought
        demand demands demanded demanding request requests requested ask asks asked asking call calls
        called calling urge urges urged urging appeal appeals appealed want wants wanted seek seeks sought
        propose proposes proposed proposal proposals plan plans planned promise promises promised
        pledge pledges pledged vow vows vowed offer offers offered threaten threatens threatened
        refuse refuses refused refusal reject rejects rejected rejecting condition conditions conditioned
        postpone postponed cancel cancelled canceled delay delayed suspend suspended
        order orders ordered vote votes voted bill draft
        try tries tried attempt attempts attempted fail fails failed failure consider considers considered
        require requires required let's novel film simulation exercise
    "
}

/// Whether a sentence asks, denies, demands or supposes, so that it affirms nothing by its other words; those of
/// the number itself, as in `nearly 40`, say nothing of that.
pub(super) fn is_doubtful(
    sentences: &Sentences<'_>,
    sentence: &Range<usize>,
    number: &Range<usize>,
) -> bool {
    let asks = sentence.clone().rev().take(2).any(|at| sentences.word(at) == "?");
    // `Had Northland freed …`, `Did Northland free …`.
    let inverted = matches!(
        sentences.small(sentence.start),
        "had" | "has" | "have" | "did" | "does" | "do" | "was" | "were" | "is" | "are" | "what"
    );
    asks || inverted
        || sentence.clone().filter(|at| !number.contains(at)).any(|at| {
            let word = sentences.small(at);
            let month = sentences.word(at) == "May";
            // `is said to have freed`.
            let said = verb::is_being(word)
                && sentences.small(at + 2) == "to"
                && verb::is_speech(sentences.small(at + 1));
            is_open(word) || (word == "may" && !month) || is_contracted(word) || said
        })
}

/// `didn't`, `hasn’t`.
fn is_contracted(word: &str) -> bool {
    word.ends_with("n't") || word.ends_with("n’t")
}
