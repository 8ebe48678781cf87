//! What is drafted is a dossier, whatever the text; and so is what it proposes.

use detente_core::{dossier, names::THRESHOLD};
use proptest::prelude::*;

use super::{Drafted, PROPOSED, Setting, draft};
use crate::{Article, Document, Likely, check, plain_words};

const ARTICLES: &[(&str, &str)] = &[
    ("wire.txt", include_str!("../../../../tests/fixtures/articles/wire.txt")),
    ("bulletin.txt", include_str!("../../../../tests/fixtures/articles/bulletin.txt")),
    ("interview.txt", include_str!("../../../../tests/fixtures/articles/interview.txt")),
    ("page.html", include_str!("../../../../tests/fixtures/articles/page.html")),
    ("sums.txt", include_str!("../../../../tests/fixtures/articles/sums.txt")),
    ("times.txt", include_str!("../../../../tests/fixtures/articles/times.txt")),
    ("trial.html", include_str!("../../../../tests/fixtures/articles/trial.html")),
    ("questions.txt", include_str!("../../../../tests/fixtures/articles/questions.txt")),
];

pub(super) fn drafted(name: &str, text: &str, known: &[Vec<Likely>]) -> Drafted {
    let article = Article::read(Document::read(name, text.as_bytes()).unwrap(), None);
    let setting = Setting {
        file: name.to_owned(),
        read_on: "2024-03-05".parse().unwrap(),
        author: "Nobody".to_owned(),
        source: None,
        url: None,
        asked: !known.is_empty(),
    };
    draft(&article, &setting, known)
}

/// Everything wrong with a dossier, beside the text that it was drafted from.
fn faults(dossier: &str, name: &str, text: &str) -> Vec<String> {
    let reading = dossier::read("draft.toml", dossier.as_bytes());
    let plain = plain_words(name, text);
    let held = dossier::Held { source: "S1", text, words: &plain };
    let quotes = dossier::check_quotes(&reading, &[held]);
    reading.faults.iter().cloned().chain(quotes).map(|fault| fault.to_string()).collect()
}

fn with_proposals(draft: &str) -> String {
    let lines = draft.lines().map(|line| line.strip_prefix(PROPOSED).unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_drafted_and_what_is_proposed_are_sound_dossiers() {
    for (name, text) in ARTICLES {
        let drafted = drafted(name, text, &[]);
        assert_eq!(
            faults(&drafted.text, name, text),
            Vec::<String>::new(),
            "{name}\n{}",
            drafted.text
        );
        let whole = with_proposals(&drafted.text);
        assert_eq!(faults(&whole, name, text), Vec::<String>::new(), "{name}\n{whole}");
        assert!(drafted.stated > 0, "{name}");
    }
}

#[test]
fn every_claim_says_that_it_was_drafted_and_from_which_line() {
    for (name, text) in ARTICLES {
        let drafted = drafted(name, text, &[]).text;
        let mut noted = false;
        for line in drafted.lines() {
            if line.trim_start_matches(PROPOSED) == "[[claim]]" {
                assert!(noted, "{name}: a claim without a mark\n{drafted}");
            }
            noted = line.starts_with("# drafted, line ") || (noted && line.starts_with("# "));
        }
    }
}

#[test]
fn a_known_record_is_named_and_one_that_is_not_sure_is_only_told() {
    let text = "“We go,” Jana Novotna said. “We stay,” Petr Novak said.";
    let likely = |slug: &str, score: f64| Likely {
        id: format!("person/{slug}").parse().unwrap(),
        label: slug.to_owned(),
        score,
    };
    let known = [
        vec![likely("known-jana", 1.0)],
        vec![likely("petr-1", THRESHOLD), likely("petr-2", THRESHOLD)],
    ];
    let drafted = drafted("a.txt", text, &known).text;
    assert!(drafted.contains("subject = \"person/known-jana\"\n[claim.states]"), "{drafted}");
    assert!(drafted.contains("speaker = \"person/known-jana\""), "{drafted}");
    assert!(!drafted.contains("subject = \"person/petr"), "{drafted}");
    assert!(drafted.contains("may be person/petr-1 (0.75) or person/petr-2 (0.75)"), "{drafted}");
    assert!(drafted.contains("speaker_description = \"Petr Novak\""), "{drafted}");
}

#[test]
fn a_cell_that_says_more_than_a_number_is_no_figure() {
    let table =
        |cells: [&str; 2]| format!("Prison\tHeld\nHill\t{}\nDale\t{}\n", cells[0], cells[1]);
    let held = drafted("a.txt", &table(["63", "41"]), &[]).text;
    assert!(held.contains("metric = \"Held\"") && !held.contains("percent"), "{held}");
    let shares = drafted("a.txt", &table(["20%", "5 %"]), &[]).text;
    assert!(shares.contains("unit = \"percent\""), "{shares}");
    let bounds = drafted("a.txt", &table(["63", "more than 6"]), &[]).text;
    assert!(bounds.contains("key = \"dale\", quantity = \"more than 6\""), "{bounds}");
    let day = drafted("a.txt", &table(["63", "2024-05-01"]), &[]).text;
    assert!(day.contains("quantity = \"63\"") && !day.contains("20240501"), "{day}");
    let more = drafted("a.txt", &table(["20% of all, or more", "63 and counting"]), &[]).text;
    assert!(!more.contains("metric = \"Held\""), "{more}");
}

#[test]
fn an_age_and_a_birth_that_cannot_both_be_are_neither_stated() {
    let text = |born: u32| {
        format!(
            "Published: 3 February 2026\n\nName | Age | Sentence\nJana Novotna | 58 | 3 years\nPetr Novak | 34 | 5 years\n\nNovotna, a teacher born in {born}, was among the first to leave.\n"
        )
    };
    let drafted = |born: u32| drafted("a.txt", &text(born), &[]).text;
    assert!(drafted(1967).contains("born_on = \"1967\""), "{}", drafted(1967));
    let wrong = drafted(1969);
    assert!(!wrong.contains("born_on = \"1969\"") && !wrong.contains("1967-02-04"), "{wrong}");
    assert!(wrong.contains("56 to 57 years old on 2026-02-03, and not 58: see"), "{wrong}");
}

proptest! {
    #[test]
    fn any_text_makes_a_sound_draft(text in ".{0,300}") {
        sound("a.txt", &text)?;
    }

    #[test]
    fn any_text_of_the_words_of_an_article_makes_a_sound_draft(
        words in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..60),
    ) {
        sound("a.txt", &words.join(" "))?;
        sound("a.txt", &words.concat())?;
    }

    #[test]
    fn any_tags_make_a_sound_draft(
        words in prop::collection::vec(prop::sample::select(TAGS.to_vec()), 0..60),
    ) {
        sound("a.html", &words.join(" "))?;
    }
}

const WORDS: &[&str] = &[
    "Jana",
    "Novotna",
    "Jana Novotna",
    "said",
    "told",
    "the",
    "Guild",
    "of",
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    ",",
    ".",
    "?",
    ":",
    "(",
    ")",
    "—",
    "63",
    "1,000",
    "20%",
    "more than",
    "between",
    "and",
    "to",
    "from",
    "one",
    "two",
    "a dozen",
    "years",
    "10-year",
    "prisoners",
    "released",
    "were",
    "December",
    "13",
    "2025",
    "Saturday",
    "30 February",
    "born in",
    "according",
    "he",
    "she",
    "who",
    "Q:",
    "A:",
    "\n",
    "\n\n",
    "- ",
    "|",
    "\t",
    "  ",
    "Sedm’s",
    "U.S.",
    "Яна",
    "сказала",
    "יום",
    "שלישי",
    "خليل",
    "«",
    "»",
    "aged",
    "half",
    "thousand",
    "in",
    "but fewer than",
    "if",
    "did not",
    "as",
    "acting",
    "late",
    "were freed",
    "per cent",
    "a total of",
    "men",
    "women",
    "President",
    "\u{202e}",
    "\u{200b}",
    "e\u{301}",
    "#",
    "[[claim]]",
    "\\",
    "'''",
];

const TAGS: &[&str] = &[
    "<p>",
    "</p>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<td rowspan=\"2\">",
    "<td rowspan=0 colspan=3>",
    "<th colspan=\"2\">",
    "9 years",
    "Sentence",
    "<th>",
    "</td>",
    "<q>",
    "</q>",
    "<br>",
    "<li>",
    "<ul>",
    "<article>",
    "</article>",
    "<main>",
    "<h1>",
    "</h1>",
    "<title>",
    "</title>",
    "<script>",
    "</script>",
    "<nav>",
    "</nav>",
    "&amp;",
    "&#0;",
    "&rsquo;",
    "Jana Novotna",
    "said",
    "“we go,”",
    "12",
    "prisoners",
    "<!--",
    "-->",
    "<a href=",
    "\"x\">",
    "<meta property=\"og:title\" content=\"A title\">",
    "\n",
    "<time datetime=\"2024-03-01\">",
    "Name",
    "Age",
    "<html lang=\"be\">",
];

fn sound(name: &str, text: &str) -> Result<(), TestCaseError> {
    let Ok(document) = Document::read(name, text.as_bytes()) else { return Ok(()) };
    let _ = check(&document, None);
    let drafted = drafted(name, text, &[]);
    prop_assert_eq!(faults(&drafted.text, name, text), Vec::<String>::new(), "{}", drafted.text);
    let whole = with_proposals(&drafted.text);
    prop_assert_eq!(faults(&whole, name, text), Vec::<String>::new(), "{}", whole);
    Ok(())
}
