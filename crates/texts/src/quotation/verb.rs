//! Words by which a text tells who says something.

use crate::vocabulary::words;

words! {
    /// Words of speech, in small letters, as a subject has them: `Novak said`.
    pub(crate) fn is_speech: "
        said says say saying told tells telling added adds adding stated states stating announced
        announces announcing declared declares declaring noted notes noting note explained explains
        explaining warned warns warning stressed stresses stressing emphasized emphasised emphasizes
        emphasises emphasizing emphasising argued argues arguing claimed claims claiming insisted
        insists insisting confirmed confirms confirming denied denies denying reported reports
        reporting wrote writes writing tweeted posted called calls calling described describes
        describing suggested suggests suggesting hinted hints hinting acknowledged acknowledges
        acknowledging admitted admits admitting urged urges urging replied replies replying answered
        answers asked asks asking commented comments commenting continued continues concluded
        concludes concluding recalled recalls recalling remarked remarks remarking promised promises
        promising pledged pledges vowed vows praised praises praising welcomed welcomes welcoming
        condemned condemns condemning criticized criticised criticizing criticising demanded demands
        demanding testified testifies observed observes observing estimated estimates estimating
        predicted predicts predicting repeated repeats repeating quipped joked exclaimed shouted
        whispered protested countered responded responds responding dubbed labelled labeled alleged
        alleges alleging maintained maintains reiterated reiterates reiterating underlined
        underscored clarified cautioned cautions cautioning hailed hails hailing dismissed dismisses
        dismissing characterized characterised characterizing characterising recounted recounts
        thanked calculated counted counts put puts believes believed conceded revealed disclosed
        сказаў сказала кажа заявіў заявіла адзначыў адзначыла дадаў дадала паведаміў паведаміла
        падкрэсліў падкрэсліла сказал говорит заявил заявила отметил отметила добавил добавила
        сообщил сообщила подчеркнул подчеркнула рассказал рассказала написал написала считает сказав
        каже заявив зазначив зазначила додав додала повідомив повідомила наголосив наголосила
        пишет піша пише сообщает паведамляе повідомляє сообщили паведамілі повідомили заявили заявілі
        спросил спросила ответил ответила спытаў спытала адказаў адказала запитав запитала відповів
        відповіла напісаў напісала расказаў расказала лічыць
    "
}

/// Whether a word goes with the subject of another: `adding`, `hinting`.
pub(crate) fn is_beside(word: &str) -> bool {
    word.ends_with("ing") && is_speech(word)
}

/// Words that pass on what another said: `The agency quoted Novak as saying`.
pub(crate) fn passes_on(word: &str) -> bool {
    matches!(word, "quoted" | "quotes" | "quoting" | "cited" | "cites" | "citing")
}

/// Forms of `to be`, with which a word of speech says what others say: `was called`.
pub(crate) fn is_being(word: &str) -> bool {
    matches!(word, "is" | "are" | "was" | "were" | "be" | "been" | "being" | "gets" | "got")
}

/// Words between a subject and what it says or does.
pub(crate) fn is_between(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "has",
        "have",
        "had",
        "also",
        "later",
        "then",
        "again",
        "still",
        "further",
        "once",
        "himself",
        "herself",
        "themselves",
        "itself",
        "yesterday",
        "today",
        "not",
        "never",
        "did",
        "does",
        "do",
        "will",
        "would",
        "could",
        "might",
        "may",
        "should",
        "first",
        "even",
        "often",
        "both",
        "all",
        "just",
        "now",
        "always",
        "separately",
        "only",
        "merely",
        "simply",
        "meanwhile",
    ];
    WORDS.contains(&word)
        || (word.ends_with("ly")
            && word.len() > 4
            && !matches!(
                word,
                "family" | "assembly" | "reply" | "italy" | "ally" | "daily" | "weekly" | "monthly"
            ))
}

/// Words that begin another part of the sentence.
pub(crate) fn divides(word: &str) -> bool {
    matches!(
        word,
        "that"
            | "and"
            | "but"
            | "while"
            | "as"
            | "after"
            | "when"
            | "because"
            | "if"
            | "since"
            | "although"
            | "though"
            | "which"
            | "where"
            | "whereas"
            | "so"
            | "or"
            | "than"
            | "before"
            | "until"
            | "what"
            | "how"
            | "why"
            | "whether"
            | "yet"
            | "і"
            | "и"
            | "та"
            | "што"
            | "что"
            | "що"
            | "але"
            | "но"
    )
}

/// Words that lead from one noun to another.
pub(crate) fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "for"
            | "to"
            | "from"
            | "in"
            | "at"
            | "with"
            | "on"
            | "by"
            | "about"
            | "under"
            | "over"
            | "into"
            | "against"
            | "between"
            | "among"
            | "during"
            | "through"
            | "via"
            | "near"
            | "without"
            | "within"
            | "behind"
            | "toward"
            | "towards"
    )
}

/// Pronouns that stand for whoever was spoken of, and whose they can be.
pub(crate) fn pronoun(word: &str) -> Option<Pronoun> {
    Some(match word {
        "he" | "ён" | "он" | "він" => Pronoun::He,
        "she" | "яна" | "она" | "вона" => Pronoun::She,
        "they" | "it" | "яны" | "они" | "вони" => Pronoun::They,
        _ => return None,
    })
}

/// A pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pronoun {
    He,
    She,
    They,
}
