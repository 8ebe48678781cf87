//! Whether what a number counts can be called a metric: a noun of several, or a whole that it is a share of.

use crate::{
    article::Counted,
    number::{NumberKind, is_time},
    quotation::verb,
    vocabulary::words,
};

words! {
    /// Nouns of several that do not end in `s`.
    fn is_plural: "
        people men women children police personnel staff clergy youth policemen policewomen servicemen
        businessmen fishermen clergymen countrymen laymen media data
    "
}

words! {
    /// Words that are counted, and say nothing of what.
    fn is_idle: "
        others more such those these them kilograms kilos kilometers kilometres metres meters miles
        times points steps percent this is was as us its his hers theirs ours yes always perhaps
        sometimes does has goes says
    "
}

/// What a number counts, where the text says it with a noun.
pub(super) fn metric(number: &Counted) -> Option<&str> {
    let of = number.of.as_str();
    let words: Vec<String> = of.split_whitespace().map(str::to_lowercase).collect();
    let own = |word: &String| {
        verb::pronoun(word).is_some()
            || verb::is_speech(word)
            || matches!(
                word.as_str(),
                "do" | "did" | "not" | "his" | "her" | "their" | "its" | "our" | "my"
            )
    };
    let first = words.first()?;
    let head = words.iter().take_while(|word| *word != "of").last()?;
    if words.iter().any(own) || is_time(first) || is_idle(head) || head.ends_with("ed") {
        return None;
    }
    let cyrillic = head.chars().all(|c| !c.is_ascii_alphabetic());
    let told = if number.kind == NumberKind::Share {
        is_share_of(number)
    } else {
        let one = number.quantity.is_some_and(|quantity| quantity.to_string() == "1");
        let several = head.ends_with('s') && !head.ends_with("ss") && !head.ends_with("'s");
        one || several || is_plural(head)
    };
    (cyrillic || told).then_some(of)
}

/// `20 % of exports`, `half the votes`; what stands right behind a share may be what they do.
fn is_share_of(number: &Counted) -> bool {
    let behind =
        number.place.quote.split_once(&number.words).map(|(_, behind)| behind.trim_start());
    let next = behind.and_then(|behind| behind.split_whitespace().next()).unwrap_or_default();
    matches!(next, "of" | "the" | "all")
}

#[cfg(test)]
mod tests {
    use super::metric;
    use crate::{Article, Document};

    fn told(text: &str) -> Vec<String> {
        let article = Article::read(Document::read("a.txt", text.as_bytes()).unwrap(), None);
        article.numbers.iter().filter_map(metric).map(str::to_owned).collect()
    }

    #[test]
    fn what_is_counted_is_a_metric_only_where_a_noun_says_it() {
        for (text, is) in [
            ("It freed 123 political prisoners.", "political prisoners"),
            (
                "It freed six citizens of U.S.-allied countries.",
                "citizens of U.S.-allied countries",
            ),
            ("It freed one U.S. citizen.", "U.S. citizen"),
            ("Nearly 20% of global potash exports, and more, stopped.", "global potash exports"),
            ("Half the votes were counted.", "votes"),
            ("Улады вызвалілі 40 палітвязняў.", "палітвязняў"),
        ] {
            assert_eq!(told(text), [is], "{text}");
        }
        for text in [
            "Of the 31, some went home.",
            "It is opposed by 29 percent, and 15 percent do not know.",
            "Some 29 percent oppose it.",
            "The other 14 stayed in Sedm.",
            "She left with 11 others.",
            "Fourteen were due within three months anyway.",
        ] {
            assert_eq!(told(text), Vec::<String>::new(), "{text}");
        }
    }
}
