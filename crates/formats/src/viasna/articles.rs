//! Charges as the list writes them: `Part 2 of Art. 285 of the Criminal Code — Participation in …`,
//! `Part 1 of Article 13 and Article 293`.

use detente_core::Charge;

use crate::{slug::Keys, text::clean};

/// The charges in a cell, and what of it is none.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Articles {
    pub charges: Vec<Charge>,
    pub unknown: Vec<String>,
}

/// An article, and a part of it.
#[derive(Clone, Debug, PartialEq)]
struct Cited {
    article: String,
    part: Option<String>,
}

/// Reads a cell.
pub(super) fn read(cell: &str) -> Articles {
    let mut read = Articles::default();
    let mut keys = Keys::default();
    for item in items(cell) {
        let (cited, text) = match item.split_once(" — ").or_else(|| item.split_once(" – ")) {
            Some((cited, text)) => (cited.to_owned(), clean(text)),
            None => (item.clone(), None),
        };
        let articles = cited_in(&cited);
        if articles.is_empty() {
            read.unknown.push(item);
            continue;
        }
        let code = code_of(&cited);
        let mut preparing: Option<Cited> = None;
        let mut last = None;
        for one in articles {
            // Preparation (article 13) and attempt (article 14) are charged with the crime itself.
            if matches!(one.article.as_str(), "13" | "14") && code != Some("administrative code") {
                preparing = Some(one.clone());
                last = Some(one);
                continue;
            }
            last = None;
            charge(&one, preparing.take().as_ref(), code, text.clone(), &mut keys, &mut read);
        }
        if let Some(alone) = last {
            charge(&alone, None, code, text, &mut keys, &mut read);
        }
    }
    read
}

fn charge(
    cited: &Cited,
    preparing: Option<&Cited>,
    code: Option<&str>,
    text: Option<String>,
    keys: &mut Keys,
    read: &mut Articles,
) {
    let word = |cited: &Cited| match &cited.part {
        Some(part) => format!("{}-{part}", cited.article),
        None => cited.article.clone(),
    };
    let before = preparing.map(|stage| {
        let name = if stage.article == "13" { "preparation" } else { "attempt" };
        match &stage.part {
            Some(part) => format!("{name} (Part {part} of Article {})", stage.article),
            None => format!("{name} (Article {})", stage.article),
        }
    });
    let own =
        preparing.map_or_else(|| word(cited), |stage| format!("{}-{}", word(stage), word(cited)));
    let key = keys.give(&format!("art-{own}"));
    let key = key.or_else(|| keys.of(&format!("art-{own}"), text.as_deref().unwrap_or_default()));
    let text = match (before, text) {
        (Some(before), Some(text)) => Some(format!("{before}: {text}")),
        (before, text) => before.or(text),
    };
    if let Some(key) = key {
        read.charges.push(Charge {
            key,
            code: code.map(str::to_owned),
            article: Some(cited.article.clone()),
            part: cited.part.clone(),
            text,
            ..Charge::default()
        });
    }
}

/// The charges of a cell, one by one: they are divided by semicolons, or by commas before the next.
fn items(cell: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for piece in cell.split([';', '\n']) {
        let mut open = String::new();
        for part in piece.split(", ") {
            let begins =
                part.trim_start().starts_with("Part ") || part.trim_start().starts_with("Art");
            if begins && !open.is_empty() {
                items.extend(clean(&open));
                open.clear();
            }
            if !open.is_empty() {
                open.push_str(", ");
            }
            open.push_str(part);
        }
        items.extend(clean(&open));
    }
    items
}

fn code_of(cited: &str) -> Option<&'static str> {
    let lower = cited.to_lowercase();
    if lower.contains("criminal code") {
        Some("criminal code")
    } else if lower.contains("administrative") {
        Some("administrative code")
    } else {
        None
    }
}

/// The articles that a phrase names, in order.
fn cited_in(phrase: &str) -> Vec<Cited> {
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let mut cited = Vec::new();
    let mut part = None;
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let next = words.get(at + 1).map(|next| next.trim_matches([',', '.', ')', '(']));
        match word.trim_matches(['(', ',']).to_lowercase().as_str() {
            "part" | "parts" | "p." => {
                part = next.filter(|next| is_number(next)).map(str::to_owned);
            }
            "art." | "article" | "articles" | "art" => {
                if let Some(article) = next.filter(|next| is_number(next)) {
                    cited.push(Cited { article: article.to_owned(), part: part.take() });
                }
            }
            _ => {}
        }
        at += 1;
    }
    cited
}

/// Whether it is the number of an article: `285`, `130-1`, `411/1`.
fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || "-/".contains(c))
        && word.len() <= 8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(cell: &str) -> Vec<String> {
        let of = |charge: &Charge| {
            let parts =
                [charge.part.clone().map(|part| format!("part {part}")), charge.text.clone()];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            format!("{}: {} {}", charge.key, charge.article.clone().unwrap(), parts.join(" | "))
        };
        read(cell).charges.iter().map(of).collect()
    }

    #[test]
    fn a_charge_is_an_article_and_a_part_of_it() {
        assert_eq!(
            told("Part 2 of Art. 285 of the Criminal Code — Participation in an organization"),
            ["art-285-2: 285 part 2 | Participation in an organization"]
        );
        assert_eq!(
            told("Art. 130, Part 1 of Art. 342"),
            ["art-130: 130 ", "art-342-1: 342 part 1"]
        );
        assert_eq!(told("Article 411; Art. 361-1"), ["art-411: 411 ", "art-361-1: 361-1 "]);
        assert_eq!(
            read("Art. 130 of the Criminal Code").charges[0].code.as_deref(),
            Some("criminal code")
        );
    }

    #[test]
    fn preparation_and_attempt_are_charged_with_the_crime() {
        assert_eq!(
            told("Part 1 of Article 13 and Article 293"),
            ["art-13-1-293: 293 preparation (Part 1 of Article 13)"]
        );
        assert_eq!(
            told("Part 1 of Art. 14 and Part 3 of Art. 309 — Damage to ways"),
            ["art-14-1-309-3: 309 part 3 | attempt (Part 1 of Article 14): Damage to ways"]
        );
    }

    #[test]
    fn what_names_no_article_is_told() {
        assert_eq!(read("for a comment").unknown, ["for a comment"]);
    }

    proptest! {
        #[test]
        fn no_cell_makes_it_panic(cell in "(Part|Art\\.|Article|and|of|[0-9]{1,3}|—|;|,|é| ){0,24}") {
            read(&cell);
        }
    }
}
