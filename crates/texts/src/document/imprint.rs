//! What a text says of itself: its title, who published it, and when.

use detente_core::{Language, PartialDate, Precision, Url};

use super::{Passage, title::title};
use crate::{sentence::Sentences, vocabulary::words, when};

/// How many passages from the top may speak of the text itself.
const TOP: usize = 8;

words! {
    /// Words that stand beside the day of publication.
    fn is_of_publication: "
        published posted updated date on at gmt utc cet am pm
        опубликовано обновлено размещено дата года г в апублікавана абноўлена размешчана ад опубліковано
        оновлено оприлюднено року р о
    "
}

/// What a text says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imprint {
    /// Its title.
    pub title: Option<String>,
    /// A line that may be its title, where nothing says so beyond doubt.
    pub perhaps_title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where it is found.
    pub url: Option<Url>,
    /// The day it was published.
    pub published_on: Option<PartialDate>,
    /// The day of its dateline, where that need not be the day it was published.
    pub perhaps_published_on: Option<PartialDate>,
    /// The language it is written in.
    pub language: Option<Language>,
}

impl Imprint {
    /// Adds what its first passages say, where nothing else said it.
    pub(super) fn complete(&mut self, passages: &[Passage]) {
        if self.title.is_none()
            && let Some(title) = title(passages)
        {
            let told = if title.sure { &mut self.title } else { &mut self.perhaps_title };
            *told = Some(title.text);
        }
        let own = self.authors.is_empty();
        for passage in passages.iter().take(TOP) {
            if own && self.authors.is_empty() {
                self.authors = byline(passage);
            }
            match day_of_publication(passage) {
                Some((day, true)) if self.published_on.is_none() => self.published_on = Some(day),
                Some((day, false)) if self.perhaps_published_on.is_none() => {
                    self.perhaps_published_on = Some(day);
                }
                _ => {}
            }
        }
    }

    /// The words of it, in which quotes can be looked up.
    pub(super) fn words(&self) -> Vec<&str> {
        let own = [&self.title, &self.publisher];
        own.into_iter().flatten().chain(&self.authors).map(String::as_str).collect()
    }
}

/// Who wrote it, in a line such as `By Jana Vymyslena`.
pub(super) fn byline(passage: &Passage) -> Vec<String> {
    let Some(names) = passage.text.strip_prefix("By ").filter(|names| names.len() < 120) else {
        return Vec::new();
    };
    let names = names.split(['|', '•', '·']).next().unwrap_or_default();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let is_name = |name: &str| {
        (2..=4).contains(&name.split_whitespace().count()) && name.split_whitespace().all(capital)
    };
    let all: Vec<&str> =
        names.split(" and ").flat_map(|names| names.split(", ")).map(str::trim).collect();
    let names = all.iter().take_while(|name| is_name(name)).map(|name| (*name).to_owned());
    let names: Vec<String> = names.collect();
    // `By Friday Jana Novotna had left.` is a sentence.
    if passage.text.ends_with('.') { Vec::new() } else { names }
}

/// The day in a line that says nothing else: `Published: 14 December 2025, 10:30`; or that of a
/// dateline. With it, whether it is the day of publication beyond doubt.
pub(super) fn day_of_publication(passage: &Passage) -> Option<(PartialDate, bool)> {
    let sentences = Sentences::of(&passage.text);
    let dates = when::read(&sentences, None);
    let mut exact =
        dates.iter().filter(|found| found.date.is_some_and(|d| d.precision() == Precision::Day));
    let found = exact.next()?;
    let (before, after) =
        (&passage.text[..found.span.start], passage.text[found.span.end..].trim_start());
    // A dateline tells where and when it was written, which need not be when it came out: `SEDM, 1 March 2024 —`.
    if let Some(large) = place(before).filter(|_| dates.first() == Some(found)) {
        let led = after.is_empty() || after.starts_with(['—', '–', '-', '(', '.', ':', '|']);
        return found.date.filter(|_| large || led).map(|date| (date, false));
    }
    // Beside others in the same line: `By Jana Vymyslena | 14 December 2025`.
    let signs = ['|', '•', '·'];
    let own =
        [before.rsplit(signs).next().unwrap_or(before), after.split(signs).next().unwrap_or(after)];
    let letters = |word: &&str| word.chars().any(char::is_alphabetic);
    let rest = own.into_iter().flat_map(|part| part.split(|c: char| !c.is_alphanumeric()));
    let alone = rest.filter(letters).all(|word| is_of_publication(&word.to_lowercase()));
    found.date.filter(|_| alone && exact.next().is_none()).map(|date| (date, true))
}

/// Whether words name a place as a dateline does, and if so, whether in large letters alone.
/// Small ones may begin a sentence: `Sedm, 1 March 2024: a day to remember.`
fn place(before: &str) -> Option<bool> {
    let named = before.trim_end_matches([' ', ',', '—', '–', '-']);
    let named = named.rsplit('|').next().unwrap_or(named).trim();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let many = named.split_whitespace().count();
    let large = !before.contains('|')
        && named.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let sentences = Sentences::of(named);
    let calendar = (0..sentences.tokens.len()).any(|at| {
        when::weekday(sentences.small(at)).is_some() || is_of_publication(sentences.small(at))
    });
    ((1..=4).contains(&many) && named.split_whitespace().all(capital) && !calendar).then_some(large)
}

#[cfg(test)]
mod tests {
    use crate::Document;

    fn told(line: &str) -> String {
        let text = format!(
            "Tower lets twelve go after visit\n\n{line}\n\nTwelve prisoners left the tower."
        );
        let imprint = Document::read("a.txt", text.as_bytes()).unwrap().imprint;
        match (imprint.published_on, imprint.perhaps_published_on) {
            (Some(day), _) => day.to_string(),
            (None, Some(day)) => format!("perhaps {day}"),
            (None, None) => String::new(),
        }
    }

    #[test]
    fn the_day_of_publication_is_stated_where_nothing_else_can_be() {
        for line in [
            "Published: 14 December 2025, 10:30",
            "14 December 2025",
            "By Jana Vymyslena | 14 December 2025",
            "*Published on 14 December 2025 · Updated 15 December*",
            "Опубликовано 14 декабря 2025",
            "Опубликовано: 14 декабря 2025 года, 10:30",
            "Апублікавана 14 снежня 2025",
            "Опубліковано 14 грудня 2025 року",
        ] {
            assert_eq!(told(line), "2025-12-14", "{line}");
        }
        for line in [
            "INTERVIEW | Nova Sedm, 14 December 2025",
            "Sedm — 14 December 2025",
            "SEDM, December 14, 2025 (Agency) — The tower let twelve go.",
            "SEDM, 14 December 2025 - The tower let twelve go.",
            "МІНСК, 14 снежня 2025 — Вежа адпусціла дванаццаць чалавек.",
            "Sedm, 14 December 2025 — The tower let twelve go.",
        ] {
            assert_eq!(told(line), "perhaps 2025-12-14", "{line}");
        }
        for line in ["The tower opened on 14 December 2025.", "By 14 December 2025 all were out."] {
            assert_eq!(told(line), "", "{line}");
        }
    }
}
