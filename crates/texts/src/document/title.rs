//! The title of a plain text, as its first lines tell it.

use super::{
    Passage, PassageKind,
    imprint::{byline, day_of_publication},
};

/// A title, and whether nothing else can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Title {
    pub text: String,
    pub sure: bool,
}

/// The title that stands over these passages.
///
/// The first line is the title for sure only if it is the one line over the
/// text, beside those that tell who wrote it and when: over a title newspapers
/// set their own name, a word such as `Interview`, or where and when.
pub(super) fn title(passages: &[Passage]) -> Option<Title> {
    let heads = || passages.iter().take_while(|passage| passage.kind == PassageKind::Heading);
    let tells_of_itself =
        |passage: &&Passage| byline(passage).is_empty() && day_of_publication(passage).is_none();
    let lines: Vec<&str> =
        heads().filter(tells_of_itself).map(|passage| passage.text.as_str()).collect();
    let first = heads().next()?;
    let own = |line: &&&str| !may_be_masthead(line);
    let text = lines.iter().find(own).or(lines.first())?;
    let sure = lines.len() == 1 && first.text == *text && !may_be_masthead(text);
    Some(Title { text: (*text).to_owned(), sure })
}

/// Whether a line may be the name of the newspaper, or of the part of it that the text stands in.
fn may_be_masthead(line: &str) -> bool {
    /// A masthead has no more words in capitals alone, or with capitals.
    const MOST: [usize; 2] = [6, 4];
    let small = |word: &&str| !matches!(*word, "the" | "of" | "and" | "for" | "in" | "The");
    let words: Vec<&str> = line.split_whitespace().filter(small).collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let large = !line.chars().any(char::is_lowercase);
    // `Analysis by Jana Novotna` tells who wrote it.
    let by = words.iter().position(|word| *word == "by").is_some_and(|by| by <= 2 && by > 0);
    line.contains('|')
        || (by && words.len() <= MOST[0])
        || (large && words.len() <= MOST[0])
        || (words.len() <= MOST[1] && words.iter().all(capital))
}

#[cfg(test)]
mod tests {
    use crate::Document;

    fn told(text: &str) -> (Option<String>, Option<String>) {
        let imprint = Document::read("a.txt", text.as_bytes()).unwrap().imprint;
        (imprint.title, imprint.perhaps_title)
    }

    const TEXT: &str = "\n\nTwelve prisoners left the tower on Friday, and the keeper of it would not say who had asked for them.\n";

    #[test]
    fn one_line_over_a_text_is_its_title() {
        let title = "Tower lets twelve go after envoy's visit";
        for head in [
            title.to_owned(),
            format!("{title}\nBy Jana Vymyslena"),
            format!("{title}\nPublished: 2 March 2024"),
        ] {
            assert_eq!(told(&format!("{head}{TEXT}")), (Some(title.to_owned()), None), "{head}");
        }
    }

    #[test]
    fn a_line_that_may_be_the_name_of_a_newspaper_is_not_stated_as_a_title() {
        let title = "Tower lets twelve go after envoy's visit";
        for (head, perhaps) in [
            (format!("The Invented Gazette\n{title}\nBy Jana Vymyslena"), title),
            (format!("{title}\nThe envoy had come on Thursday"), title),
            (format!("INTERVIEW | Nova Sedm, 20 January 2024\n\n{title}"), title),
            (format!("ANALYSIS\n\n{title}"), title),
            ("Analysis by Tom Reed".to_owned(), "Analysis by Tom Reed"),
            ("The Invented Gazette".to_owned(), "The Invented Gazette"),
        ] {
            let all = told(&format!("{head}{TEXT}"));
            assert_eq!(all, (None, Some(perhaps.to_owned())), "{head}");
        }
    }
}
