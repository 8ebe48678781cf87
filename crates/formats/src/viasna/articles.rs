//! Charges as the list writes them: `Part 2 of Art. 285 of the Criminal Code — Participation in …`,
//! `Part 1 of Article 13 and Article 293`.

use detente_core::Charge;

use super::{
    cited::{Cited, cited_in, is_article, is_number, is_part},
    words,
};
use crate::{
    slug::{self, Words},
    text::clean,
};

/// The charges in a cell, and what of it is none.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Articles {
    pub charges: Vec<Charge>,
    pub unknown: Vec<String>,
}

/// Reads a cell. What of an item is not understood is told, and what of it is certain is charged.
pub(super) fn read(cell: &str) -> Articles {
    let mut read = Articles::default();
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
        let alone = charges(&articles, code_of(phrase), text.as_deref(), &mut read);
        if !alone.is_empty() {
            let alone: Vec<String> = alone.into_iter().map(named).collect();
            read.unknown.push(words::within(&item, &alone.join(", ")));
        }
    }
    told_apart(&mut read);
    read
}

/// Gives charges of one article keys of their own by what they say, whichever stands first.
fn told_apart(read: &mut Articles) {
    let text = |charge: &Charge| charge.text.clone().unwrap_or_default();
    let words = read.charges.iter().map(|charge| (charge.key.to_string(), text(charge)));
    let words = Words::of(words);
    for charge in std::mem::take(&mut read.charges) {
        let key = slug::fixed(&words.closer(charge.key.as_str(), &text(&charge)));
        if read.charges.iter().any(|known| known.key == key) {
            read.unknown.push(format!("article {} again", charge.article.unwrap_or_default()));
        } else {
            read.charges.push(Charge { key, ..charge });
        }
    }
}

/// Whether an article is no crime by itself: preparation (13), attempt (14) and complicity (16)
/// are of the crime that stands beside them.
fn is_stage(cited: &Cited) -> bool {
    matches!(cited.article.as_str(), "13" | "14" | "16")
}

/// An article in words: `Part 1 of Article 13`.
fn named(cited: &Cited) -> String {
    match &cited.part {
        Some(part) => format!("Part {part} of Article {}", cited.article),
        None => format!("Article {}", cited.article),
    }
}

/// Charges the articles of an item: preparation, attempt and complicity with the crime that
/// follows them. Gives back those that no crime follows.
fn charges<'c>(
    articles: &'c [Cited],
    code: Option<&str>,
    text: Option<&str>,
    read: &mut Articles,
) -> Vec<&'c Cited> {
    let mut stages: Vec<&Cited> = Vec::new();
    for one in articles {
        if is_stage(one) && code != Some(ADMINISTRATIVE) {
            stages.push(one);
        } else {
            charge(one, &std::mem::take(&mut stages), code, text, read);
        }
    }
    stages
}

fn charge(
    cited: &Cited,
    stages: &[&Cited],
    code: Option<&str>,
    text: Option<&str>,
    read: &mut Articles,
) {
    let word = |cited: &Cited| match &cited.part {
        Some(part) => format!("{}-{part}", cited.article),
        None => cited.article.clone(),
    };
    let before = stages.iter().map(|stage| {
        let name = match stage.article.as_str() {
            "13" => "preparation",
            "14" => "attempt",
            _ => "complicity",
        };
        format!("{name} ({})", named(stage))
    });
    let before: Vec<String> = before.collect();
    let before = (!before.is_empty()).then(|| before.join(", "));
    let own: Vec<String> = stages.iter().chain([&cited]).map(|one| word(one)).collect();
    let own = own.join("-");
    let text = match (before, text) {
        (Some(before), Some(text)) => Some(format!("{before}: {text}")),
        (before, text) => before.or(text.map(str::to_owned)),
    };
    read.charges.push(Charge {
        key: slug::fixed(&format!("art-{own}")),
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
            if begins && !open.is_empty() && !of_what_follows(&open) {
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

/// Whether what was gathered names only how far a crime came: the crime follows the comma.
fn of_what_follows(open: &str) -> bool {
    if open.contains(['—', '–']) || code_of(open) == Some(ADMINISTRATIVE) {
        return false;
    }
    let (articles, rest) = cited_in(open);
    !articles.is_empty() && rest.is_empty() && articles.iter().all(is_stage)
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
    fn a_part_behind_an_article_is_of_that_article_and_of_no_later_one() {
        assert_eq!(
            told("Art. 411 part 2 and art. 14 of art. 289"),
            ["art-411-2: 411 part 2", "art-14-289: 289 attempt (Article 14)"]
        );
        assert_eq!(told("Art. 342 part 1"), ["art-342-1: 342 part 1"]);
        assert_eq!(told("Art. 293 parts 1 and 2").len(), 2);
        assert_eq!(told("Art. 130 part 1 of Art. 342"), ["art-130: 130 ", "art-342-1: 342 part 1"]);
        let unclear = read("Articles 130 and 361 part 2");
        assert!(unclear.charges.iter().all(|charge| charge.part.is_none()), "{unclear:?}");
        assert_eq!(unclear.unknown.len(), 1, "{unclear:?}");
    }

    #[test]
    fn how_far_a_crime_came_is_no_crime_by_itself_however_it_is_parted_from_it() {
        let parted = "Part 1 of Art. 13, Part 2 of Art. 295-3 of the Criminal Code";
        assert_eq!(
            told(parted),
            ["art-13-1-295-3-2: 295-3 part 2 | preparation (Part 1 of Article 13)"]
        );
        assert_eq!(read(parted).unknown, Vec::<String>::new());
        assert_eq!(read(parted).charges[0].code.as_deref(), Some("criminal code"));
        assert_eq!(
            told("Part 6 of Art. 16, Art. 287, Art. 130"),
            ["art-16-6-287: 287 complicity (Part 6 of Article 16)", "art-130: 130 "]
        );
        assert_eq!(
            told("Art. 14, Part 6 of Art. 16 and Art. 309"),
            ["art-14-16-6-309: 309 attempt (Article 14), complicity (Part 6 of Article 16)"]
        );
        for cell in ["Part 1 of Art. 14", "Part 1 of Art. 14; Art. 342"] {
            let read = read(cell);
            assert!(read.charges.iter().all(|one| one.article.as_deref() == Some("342")));
            assert_eq!(read.unknown, ["Part 1 of Article 14 (in: Part 1 of Art. 14)"], "{cell}");
        }
        let other = read("Art. 13 of the Administrative Code, Art. 130");
        assert_eq!(other.charges.len(), 2, "{other:?}");
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
    fn charges_of_one_article_have_the_same_keys_in_any_order() {
        let mut one = told("Art. 342 — Actions; Art. 342 — Preparation; Art. 130");
        let mut other = told("Art. 130; Art. 342 — Preparation; Art. 342 — Actions");
        one.sort();
        other.sort();
        assert_eq!(one, other);
        assert_eq!(one.iter().filter(|key| key.starts_with("art-342-")).count(), 2, "{one:?}");
        let twice = read("Art. 342; Art. 342");
        assert_eq!((twice.charges.len(), twice.unknown), (1, vec!["article 342 again".to_owned()]));
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
