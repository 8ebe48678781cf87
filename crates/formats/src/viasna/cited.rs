//! Citations of articles: `Part 2 of Art. 285`, `Articles 130, 361 and 368`.

/// An article, and a part of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cited {
    pub article: String,
    pub part: Option<String>,
}

/// What is no word of a citation, and says nothing more.
const KNOWN: &[&str] = &[
    "of",
    "the",
    "and",
    ",",
    "criminal",
    "code",
    "administrative",
    "offences",
    "offenses",
    "on",
    "republic",
    "belarus",
];

/// The articles that a phrase names, in order, and the words of it that are no part of a citation.
pub(super) fn cited_in(phrase: &str) -> (Vec<Cited>, Vec<String>) {
    let apart = phrase.replace(',', " , ").replace(['(', ')'], " ");
    let words: Vec<&str> = apart.split_whitespace().collect();
    let (mut cited, mut rest) = (Vec::new(), Vec::new());
    let mut parts: Vec<String> = Vec::new();
    // The article that was named last, while a part of it may follow: `Art. 411 part 2`.
    let mut last: Option<String> = None;
    let mut at = 0;
    while let Some(word) = words.get(at) {
        at += 1;
        let lower = word.to_lowercase();
        let (numbers, taken) = numbers(words.get(at..).unwrap_or_default());
        if is_part(&lower) && !numbers.is_empty() {
            rest.extend(parts.drain(..).map(|part| format!("Part {part}")));
            at += taken;
            let leads = leads_to_an_article(words.get(at..).unwrap_or_default());
            match last.take().filter(|_| !leads) {
                Some(article) => {
                    cited.pop();
                    let of = |part| Cited { article: article.clone(), part: Some(part) };
                    cited.extend(numbers.into_iter().map(of));
                }
                None => parts = numbers,
            }
        } else if is_article(&lower) && !numbers.is_empty() {
            at += taken;
            let several = numbers.len() > 1;
            last = numbers.first().filter(|_| parts.is_empty() && !several).cloned();
            match (parts.is_empty(), several) {
                (true, _) => {
                    cited.extend(numbers.into_iter().map(|article| Cited { article, part: None }));
                }
                (false, false) => {
                    let article = numbers.concat();
                    let of = |part| Cited { article: article.clone(), part: Some(part) };
                    cited.extend(parts.drain(..).map(of));
                }
                // Of which of these articles the part is, the phrase does not say.
                (false, true) => return (Vec::new(), vec![phrase.to_owned()]),
            }
        } else {
            last = last.filter(|_| *word == ",");
            if !KNOWN.contains(&lower.trim_end_matches('.')) {
                rest.push((*word).to_owned());
            }
        }
    }
    rest.extend(parts.into_iter().map(|part| format!("Part {part}")));
    (cited, rest)
}

/// Whether these words, behind a part, name the article that it is of: `of Art. 285`.
fn leads_to_an_article(words: &[&str]) -> bool {
    let of = words.first().is_some_and(|word| word.eq_ignore_ascii_case("of"));
    words.get(usize::from(of)).is_some_and(|word| is_article(&word.to_lowercase()))
}

/// The numbers that these words begin with, as in `130, 361 and 368`, and how many words they take.
fn numbers(words: &[&str]) -> (Vec<String>, usize) {
    let (mut numbers, mut taken) = (Vec::new(), 0);
    loop {
        let between =
            words[taken..].iter().take_while(|word| matches!(**word, "," | "and")).count();
        let skipped = if numbers.is_empty() { 0 } else { between };
        let Some(word) = words.get(taken + skipped) else { break };
        let number = word.trim_end_matches('.');
        if !is_number(number) || (skipped == 0 && !numbers.is_empty()) {
            break;
        }
        numbers.push(number.to_owned());
        taken += skipped + 1;
    }
    (numbers, taken)
}

pub(super) fn is_part(word: &str) -> bool {
    matches!(word, "part" | "parts" | "p.")
}

pub(super) fn is_article(word: &str) -> bool {
    matches!(word, "art." | "art" | "article" | "articles")
}

/// Whether it is the number of an article: `285`, `130-1`, `411/1`.
pub(super) fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || "-/".contains(c))
        && word.len() <= 8
}
