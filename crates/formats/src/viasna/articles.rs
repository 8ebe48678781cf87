//! Charges as the list writes them: `Part 2 of Art. 285 of the Criminal Code — Participation in …`,
//! `Part 1 of Article 13 and Article 293`.

use detente_core::Charge;

use super::{
    cited::{Cited, cited_in, is_article, is_number, is_part},
    words,
};
use crate::{slug::Keys, text::clean};

/// The charges in a cell, and what of it is none.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Articles {
    pub charges: Vec<Charge>,
    pub unknown: Vec<String>,
}

/// Reads a cell. What of an item is not understood is told, and what of it is certain is charged.
pub(super) fn read(cell: &str) -> Articles {
    let mut read = Articles::default();
    let mut keys = Keys::default();
    for item in items(cell) {
        let (phrase, text) = match item.split_once(" — ").or_else(|| item.split_once(" – ")) {
            Some((phrase, text)) => (phrase, clean(text)),
            None => (item.as_str(), None),
        };
        let (articles, mut rest) = cited_in(phrase);
        if articles.is_empty() {
            read.unknown.push(item);
            continue;
        }
        // An article within the words of a charge may be one of its own: it is told, and not charged.
        let within_text = text.as_deref().filter(|text| !cited_in(text).0.is_empty());
        rest.extend(within_text.map(str::to_owned));
        if !rest.is_empty() {
            read.unknown.push(words::within(&item, &rest.join(" ")));
        }
        charges(&articles, code_of(phrase), text.as_deref(), &mut keys, &mut read);
    }
    read
}

/// Charges the articles of an item. Preparation (article 13) and attempt (article 14) are
/// charged with the crime itself.
fn charges(
    articles: &[Cited],
    code: Option<&str>,
    text: Option<&str>,
    keys: &mut Keys,
    read: &mut Articles,
) {
    let mut stage: Option<&Cited> = None;
    for one in articles {
        let is_stage = matches!(one.article.as_str(), "13" | "14") && code != Some(ADMINISTRATIVE);
        if is_stage {
            if let Some(alone) = stage.replace(one) {
                charge(alone, None, code, text, keys, read);
            }
        } else {
            charge(one, stage.take(), code, text, keys, read);
        }
    }
    if let Some(alone) = stage {
        charge(alone, None, code, text, keys, read);
    }
}

fn charge(
    cited: &Cited,
    preparing: Option<&Cited>,
    code: Option<&str>,
    text: Option<&str>,
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
    let key = key.or_else(|| keys.of(&format!("art-{own}"), text.unwrap_or_default()));
    let text = match (before, text) {
        (Some(before), Some(text)) => Some(format!("{before}: {text}")),
        (before, text) => before.or(text.map(str::to_owned)),
    };
    let Some(key) = key else {
        read.unknown.push(format!("article {own} again"));
        return;
    };
    read.charges.push(Charge {
        key,
        code: code.map(str::to_owned),
        article: Some(cited.article.clone()),
        part: cited.part.clone(),
        text,
        ..Charge::default()
    });
}

/// The charges of a cell, one by one: they are divided by semicolons, or by commas before the next.
fn items(cell: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for piece in cell.split([';', '\n']) {
        let mut open = String::new();
        for part in piece.split(", ") {
            let mut words = part.split_whitespace().map(str::to_lowercase);
            let begins = words.next().is_some_and(|word| is_part(&word) || is_article(&word))
                && words
                    .next()
                    .is_some_and(|word| is_number(word.trim_end_matches(['.', ',', ')'])));
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

const ADMINISTRATIVE: &str = "administrative code";

fn code_of(cited: &str) -> Option<&'static str> {
    let lower = cited.to_lowercase();
    if lower.contains("criminal code") {
        Some("criminal code")
    } else if lower.contains("administrative") {
        Some(ADMINISTRATIVE)
    } else {
        None
    }
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
    fn every_article_of_a_list_is_charged_and_what_is_no_citation_is_named() {
        let cell = "Part 1 of Art. 342 (two counts); Articles 130 and 361";
        assert_eq!(told(cell), ["art-342-1: 342 part 1", "art-130: 130 ", "art-361: 361 "]);
        assert_eq!(read(cell).unknown, ["two counts (in: Part 1 of Art. 342 (two counts))"]);
        assert_eq!(
            told("Articles 130, 361 and 368"),
            ["art-130: 130 ", "art-361: 361 ", "art-368: 368 "]
        );
        assert_eq!(
            told("Parts 1 and 2 of Art. 293"),
            ["art-293-1: 293 part 1", "art-293-2: 293 part 2"]
        );
        let unclear = "Part 1 of Articles 130 and 361";
        assert_eq!((told(unclear), read(unclear).unknown), (vec![], vec![unclear.to_owned()]));
        let within = read("Art. 130 — Incitement and Article 361 — Calls");
        assert_eq!(within.charges.len(), 1);
        assert!(within.unknown[0].starts_with("Incitement and Article 361"), "{within:?}");
        assert_eq!(told("Art. 342 — Organisation of actions, Artistic or not").len(), 1);
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
