//! The words around a number: what it counts, and whether it counts at all.

use std::ops::Range;

use crate::sentence::Sentences;

/// `article 361`, `No. 4`: a number that is called so, and counts nothing.
pub(super) fn is_label(sentences: &Sentences<'_>, at: usize) -> bool {
    let mut back = at;
    if back > 0 && sentences.word(back - 1) == "." {
        back -= 1;
    }
    let before = back.checked_sub(1).map(|at| sentences.small(at)).unwrap_or_default();
    let called = matches!(
        before,
        "article"
            | "articles"
            | "art"
            | "no"
            | "number"
            | "part"
            | "section"
            | "paragraph"
            | "chapter"
            | "annex"
            | "resolution"
            | "order"
            | "gl"
            | "licence"
            | "license"
            | "page"
            | "room"
            | "cell"
            | "colony"
            | "flight"
            | "channel"
            | "№"
            | "#"
            | "regulation"
            | "decree"
            | "артыкул"
            | "статья"
            | "стаття"
            | "статье"
            | "статті"
            | "артыкуле"
    );
    // `361-4`: a number beside another.
    let dashed = back == at
        && matches!(before, "-" | "/")
        && at > 1
        && sentences.tokens[at - 2].span.end == sentences.tokens[at - 1].span.start
        && sentences.tokens[at - 1].span.end == sentences.tokens[at].span.start;
    called || dashed
}

/// The words that say what is counted, from this one on.
pub(super) fn counted_words(sentences: &Sentences<'_>, from: usize) -> Range<usize> {
    const MOST: usize = 5;
    let from = from + usize::from(sentences.small(from) == "of");
    let from = from
        + usize::from(matches!(sentences.small(from), "them" | "those" | "these" | "whom" | "us"));
    let from = from
        + usize::from(matches!(
            sentences.small(from),
            "the" | "other" | "more" | "additional" | "further"
        ));
    let mut end = from;
    let mut of = false;
    while end < sentences.tokens.len() && end - from < MOST + usize::from(of) * 2 {
        let token = &sentences.tokens[end];
        let word = sentences.small(end);
        let leads = word == "of" && !of && end > from;
        // `U.S.-allied` is one word, `prisoners - five Poles` are two parts.
        let tied =
            word == "-" && end > from && sentences.tokens[end - 1].span.end == token.span.start;
        if !(token.is_word() || tied) || (ends_count(word) && !leads) {
            break;
        }
        of |= leads;
        end += 1;
    }
    while end > from && matches!(sentences.small(end - 1), "of" | "the" | "-" | "a") {
        end -= 1;
    }
    from..end
}

fn ends_count(word: &str) -> bool {
    crate::quotation::verb::divides(word)
        || crate::quotation::verb::is_being(word)
        || crate::quotation::verb::is_speech(word)
        || matches!(
            word,
            "in" | "at"
                | "on"
                | "from"
                | "to"
                | "who"
                | "whom"
                | "whose"
                | "have"
                | "has"
                | "had"
                | "by"
                | "for"
                | "with"
                | "under"
                | "including"
                | "remain"
                | "remained"
                | "remains"
                | "will"
                | "would"
                | "could"
                | "can"
                | "may"
                | "might"
                | "of"
                | "into"
                | "during"
                | "against"
                | "out"
                | "still"
                | "left"
                | "were"
                | "went"
                | "behind"
                | "over"
                | "between"
                | "among"
                | "per"
                | "through"
                | "released"
                | "freed"
                | "held"
                | "taken"
                | "sent"
                | "arrived"
                | "crossed"
                | "walked"
                | "died"
                | "came"
                | "without"
                | "whether"
                | "within"
                | "on-board"
                | "go"
                | "goes"
                | "also"
                | "earlier"
                | "later"
                | "ago"
                | "there"
                | "only"
                | "not"
                | "then"
                | "на"
                | "в"
                | "во"
                | "у"
                | "ў"
                | "по"
                | "па"
                | "за"
                | "з"
                | "с"
                | "из"
                | "от"
                | "до"
                | "были"
                | "былі"
                | "вышли"
                | "выйшлі"
                | "вийшли"
        )
}

/// `one U.S. citizen` counts, `one of them` and `no one` do not.
pub(super) fn counts_one(sentences: &Sentences<'_>, at: usize, of: &str) -> bool {
    let before = at.checked_sub(1).map(|at| sentences.small(at)).unwrap_or_default();
    let next = sentences.small(at + 1);
    let idle = matches!(
        before,
        "no" | "any"
            | "every"
            | "each"
            | "this"
            | "that"
            | "the"
            | "another"
            | "which"
            | "some"
            | "or"
            | "day"
    );
    let other = matches!(
        next,
        "of" | "another"
            | "day"
            | "thing"
            | "more"
            | "can"
            | "has"
            | "is"
            | "was"
            | "who"
            | "must"
            | "should"
            | "such"
            | "another's"
            | "side"
    );
    !idle && !other && !of.is_empty()
}
