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
    /// Words by which something is denied, corrected or gone against, in a sentence or by the next one.
    fn takes_back: "
        no not never none nobody nothing neither nor cannot without deny denies denied denying denial denials
        false falsely untrue wrong wrongly fake hoax lie lies doubt doubts doubted dispute disputes contradicts
        contradicted mistake mistakes mistaken mistakenly error erroneous erroneously incorrect incorrectly
        inaccurate correction corrects corrected correcting retracts retracted recanted
        rearrested re-arrested recaptured claim claims claimed
        but however yet although though instead still could might
    "
}

words! {
    /// Words by which something is supposed, foretold, heard, hoped, demanded, promised or attempted.
    fn is_open: "
        hardly scarcely barely almost nearly
        supposedly allegedly reportedly purportedly ostensibly apparently perhaps maybe possibly probably
        likely unlikely seemingly
        claiming allege alleges alleged rumour rumours rumor rumors rumoured rumored
        report reports reported reporting hearsay
        believe believes believed think thinks thought hope hopes
        hoped fear fears feared expect expects expected suspect suspects suspected imagine imagines
        imagined suppose supposes supposed assume assumes assumed pretend pretends pretended dream dreams
        seem seems seemed appear appears appeared
        predict predicts predicted predicting forecast forecasts foretold speculated speculates guessed
        guesses hinted hints joked jokes initially originally
        far contrary bail parole probation recognisance recognizance surety furlough temporarily briefly debt debts
        if unless whether until till once when before lest
        would should must shall will can ought
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

/// Whether the sentence behind this one, in its passage or at the beginning of the next, takes back what it says:
/// `None of them has been freed so far`.
pub(super) fn is_taken_back(
    sentences: &Sentences<'_>,
    sentence: &Range<usize>,
    next: Option<&Sentences<'_>>,
) -> bool {
    let takes_back = |sentences: &Sentences<'_>, range: &Range<usize>| {
        let open = range.clone().any(|at| {
            let word = sentences.small(at);
            (takes_back(word) || is_contracted(word)) && is_of_them(sentences, range, at)
        });
        open || is_still_held(sentences, range)
    };
    let behind = sentences.ranges.partition_point(|range| range.start < sentence.end);
    let behind = sentences.ranges.get(behind);
    match (behind, next) {
        (Some(range), _) => takes_back(sentences, range),
        (None, Some(next)) => next.ranges.first().is_some_and(|range| takes_back(next, range)),
        (None, None) => false,
    }
}

/// Whether a word may be said of those who were let go: between marks, where the quoted words speak of them. `“We cannot
/// rest”` takes nothing back, and `“None of them is free”` does.
fn is_of_them(sentences: &Sentences<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let quoted = |at: usize| sentences.quoted_at(sentences.tokens[at].span.start);
    let own = quoted(at);
    own.is_none()
        || sentence.clone().filter(|at| quoted(*at) == own).any(|at| {
            matches!(
                sentences.small(at),
                "they"
                    | "them"
                    | "these"
                    | "those"
                    | "that"
                    | "this"
                    | "it"
                    | "he"
                    | "she"
                    | "nobody"
                    | "none"
                    | "free"
                    | "freed"
                    | "release"
                    | "released"
                    | "number"
            ) || super::is_of_people(sentences.small(at))
        })
}

/// `They remain in custody`: of whom the sentence before speaks, this one says that they are held.
fn is_still_held(sentences: &Sentences<'_>, sentence: &Range<usize>) -> bool {
    matches!(
        sentences.small(sentence.start),
        "they" | "all" | "these" | "those" | "most" | "many" | "some"
    ) && sentence.clone().any(|at| {
        matches!(
            sentences.small(at),
            "remain" | "remained" | "held" | "kept" | "stayed" | "stay" | "await" | "awaiting"
        )
    })
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
            // `first said` is what was said before something else.
            let first = word == "first" && verb::is_speech(sentences.small(at + 1));
            is_open(word)
                || takes_back(word)
                || first
                || (word == "may" && !month)
                || is_contracted(word)
                || said
        })
}

/// `didn't`, `hasn’t`.
fn is_contracted(word: &str) -> bool {
    word.ends_with("n't") || word.ends_with("n’t")
}
