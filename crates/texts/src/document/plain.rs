//! Plain text as passages and tables, however it breaks its lines.

use std::collections::HashSet;

use super::{Gathered, Passage, PassageKind, turn};
use crate::{
    quotation::marks::dialogue,
    table::{self, Table},
};

/// The longest lines of a text that somebody or some program broke.
const WIDEST: usize = 120;
/// Nobody breaks lines before this, or beyond the other.
const NARROWEST: usize = 60;
const WIDEST_OF_ALL: usize = 160;
/// What ends a sentence.
pub(super) const ENDS: [char; 9] = ['.', '?', '!', '…', ':', '"', '”', '»', '’'];
/// A heading has no more words.
const LONGEST_HEADING: usize = 16;

/// Reads a plain text.
pub(super) fn read(text: &str) -> (Vec<Passage>, Vec<Table>) {
    let lines: Vec<&str> = text.lines().collect();
    let width = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let mut reader = Reader {
        width: (width <= WIDEST).then_some(width),
        block: None,
        passages: Vec::new(),
        gathered: Gathered::default(),
        item: false,
        last: "",
        many: 0,
        labels: turn::labels(&lines),
    };
    let mut tables = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if let Some((table, long)) = table::written::read(&lines[at..], at + 1) {
            reader.end();
            tables.push(table.under(reader.passages.last()));
            at += long;
            continue;
        }
        if reader.width.is_none() && at.checked_sub(1).is_none_or(|at| lines[at].trim().is_empty())
        {
            reader.block = width_of_block(&lines[at..]);
        }
        reader.line(line, at + 1);
        at += 1;
    }
    reader.end();
    (reader.passages, tables)
}

/// Where the lines from here to the next empty one were broken, if they were: their last line ends a sentence,
/// which those of a title, and of who wrote it and when, do not.
fn width_of_block(lines: &[&str]) -> Option<usize> {
    let block = lines.iter().take_while(|line| !line.trim().is_empty());
    let (mut many, mut width, mut last) = (0, 0, "");
    for line in block {
        many += 1;
        width = line.chars().count().max(width);
        last = line.trim_end();
    }
    (many > 1 && (NARROWEST..=WIDEST_OF_ALL).contains(&width) && last.ends_with(ENDS))
        .then_some(width)
}

struct Reader<'a> {
    /// Where the lines were broken; none where a line is a paragraph.
    width: Option<usize>,
    /// Where the lines of this block were broken, in a text whose lines were not all broken.
    block: Option<usize>,
    passages: Vec<Passage>,
    gathered: Gathered,
    item: bool,
    last: &'a str,
    many: usize,
    /// Whoever begins to speak in several lines.
    labels: HashSet<&'a str>,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: &'a str, number: usize) {
        let bare = line.trim();
        // One caption between bars, as a table of one cell.
        let caption = bare.strip_prefix('|').and_then(|rest| rest.strip_suffix('|')).map(str::trim);
        if let Some(caption) = caption {
            self.end();
            self.gathered.add(caption, number);
            self.many = 2;
            return self.end();
        }
        if bare.is_empty() || bare.chars().all(|c| "-=_*~#".contains(c)) {
            return self.end();
        }
        if let Some(item) = item(bare) {
            self.end();
            self.item = true;
            self.gathered.add(item, number);
        } else {
            // Whoever speaks in a dialogue begins a paragraph.
            if dialogue(bare).is_some() || (!self.gathered.is_empty() && !self.goes_on(line)) {
                self.end();
            }
            if self.gathered.is_empty() && bare.starts_with('#') {
                self.gathered.add(bare.trim_start_matches('#'), number);
                self.passages.extend(self.gathered.end(PassageKind::Heading));
                return;
            }
            self.gathered.add(bare, number);
        }
        self.last = line;
        self.many += 1;
    }

    /// Whether a line goes on with the one before it: whoever broke it there had no room for its first word.
    fn goes_on(&self, line: &str) -> bool {
        if turn::begins(line, self.last, &self.labels) {
            return false;
        }
        let first = line.split_whitespace().next().unwrap_or_default();
        let room = self.last.trim_end().chars().count() + 1 + first.chars().count();
        let broken = match (self.width, self.block) {
            (Some(width), _) => room > width,
            // Here a line that ends a sentence may be a paragraph.
            (None, Some(width)) => room > width && !self.last.trim_end().ends_with(ENDS),
            (None, None) => false,
        };
        broken || self.is_unfinished(line)
    }

    /// Whether a line ends in the middle of a sentence that the next one goes on with.
    fn is_unfinished(&self, line: &str) -> bool {
        let small = line.trim_start().starts_with(char::is_lowercase);
        let open = self.last.trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',');
        (small && open) || (self.item && line.starts_with(' ') && item(line.trim()).is_none())
    }

    fn end(&mut self) {
        let kind = if std::mem::take(&mut self.item) {
            PassageKind::Item
        } else if self.many <= 1
            && is_heading(&self.gathered.text)
            // Over a text stands its title, whatever it quotes.
            && (self.passages.is_empty() || !is_spoken(&self.gathered.text))
        {
            PassageKind::Heading
        } else {
            PassageKind::Paragraph
        };
        self.passages.extend(self.gathered.end(kind));
        self.many = 0;
    }
}

/// The words of a line of a list without the mark before them.
fn item(line: &str) -> Option<&str> {
    let marks = ["- ", "* ", "• ", "‣ ", "▪ ", "● ", "◦ ", "– ", "— ", "+ "];
    // `— Мы ідзём, — сказала яна` is said by someone.
    if dialogue(line).is_some() {
        return None;
    }
    if let Some(rest) = marks.iter().find_map(|mark| line.strip_prefix(mark)) {
        return Some(rest.trim_start());
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..)?;
    let rest = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))?;
    (1..=2).contains(&digits).then(|| rest.trim_start())
}

/// Whether a line stands over others: it is short, and no sentence.
fn is_heading(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    if words.is_empty() || words.len() > LONGEST_HEADING {
        return false;
    }
    let bare = line.trim_end_matches(['”', '"', '»', '’', ')']);
    // `Q: Who?` is said by someone; `The Stakes: Why Potash Matters` stands over what follows.
    let label = line.split_once(": ").is_some_and(|(label, _)| !label.contains(' '));
    // `“We go.” — Jana Novotna`, `“We go.” (Jana Novotna)`.
    let signs = ["” — ", "” – ", "» — ", "\" — ", "\" - ", "” (", "» (", "\" ("];
    let signed = signs.iter().any(|mark| line.contains(mark));
    if label || signed || bare.ends_with(['.', ':', ';', ',', '…']) {
        return false;
    }
    if !bare.ends_with(['?', '!']) && !line.contains(": ") {
        return true;
    }
    let long = || words.iter().filter(|word| word.chars().count() > 3);
    let capital = long().filter(|word| word.starts_with(|c: char| !c.is_lowercase())).count();
    capital * 10 >= long().count() * 7
}

/// Whether a line is nothing but what someone says: `“We go!”`, `Jana Novotna: “We go!”`.
fn is_spoken(line: &str) -> bool {
    let words = line.split_once(": ").map_or(line, |(_, words)| words).trim();
    let marks =
        [("“", "”"), ("\"", "\""), ("«", "»"), ("„", "“"), ("„", "”"), ("‘", "’"), ("'", "'")];
    marks.iter().any(|(opens, closes)| {
        let inner = words.strip_prefix(opens).and_then(|words| words.strip_suffix(closes));
        inner.is_some_and(|inner| !inner.is_empty() && !inner.contains([':', '“', '"', '«', '„']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(PassageKind, String)> {
        read(text).0.into_iter().map(|passage| (passage.kind, passage.text)).collect()
    }

    #[test]
    fn lines_broken_at_a_width_are_one_paragraph_and_a_heading_is_by_itself() {
        let text = "Tower lets twelve go\nThe keeper of the tower let twelve\nprisoners go on Friday, as the guild\nhad asked.\nThe guild thanked him.\n";
        assert_eq!(
            told(text),
            [
                (PassageKind::Heading, "Tower lets twelve go".to_owned()),
                (
                    PassageKind::Paragraph,
                    "The keeper of the tower let twelve prisoners go on Friday, as the guild had asked."
                        .to_owned()
                ),
                (PassageKind::Paragraph, "The guild thanked him.".to_owned()),
            ]
        );
    }

    #[test]
    fn a_paragraph_may_be_broken_beside_others_that_are_not() {
        let long = "The keeper of the tower would not say who had asked for it. ".repeat(4);
        let text = format!(
            "SEDM - Twelve prisoners left the tower on Friday in what the envoy Tom\nFielding called a step, and the keeper of it a very small one.\n\n{}",
            long.trim()
        );
        assert_eq!(told(&text).len(), 2, "{:?}", told(&text));
    }

    #[test]
    fn whoever_asks_and_answers_begins_a_paragraph() {
        let text = "Q: Who went and who stayed?\nA: We went, and they stayed.\nJANA NOVOTNA: And you, where\nwere you?\n";
        let texts: Vec<String> = told(text).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts[2], "JANA NOVOTNA: And you, where were you?");
        assert_eq!(texts.len(), 3);
    }

    #[test]
    fn a_word_of_a_broken_paragraph_is_found_on_its_line() {
        let passages = read("The keeper of the tower let twelve\nprisoners go on Friday, as the guild\nhad asked him to do.\n").0;
        let [passage] = passages.as_slice() else { panic!("{passages:?}") };
        let line = |word| passage.line_at(passage.text.find(word).unwrap());
        assert_eq!([line("keeper"), line("prisoners"), line("asked")], [1, 2, 3]);
    }

    #[test]
    fn items_are_told_from_the_paragraph_above_them() {
        let kinds: Vec<_> = told("Freed were:\n- Jana Novotna\n2. Petr Novak,\n   a poet\n");
        assert_eq!(kinds[0].0, PassageKind::Paragraph);
        assert_eq!(kinds[1], (PassageKind::Item, "Jana Novotna".to_owned()));
        assert_eq!(kinds[2], (PassageKind::Item, "Petr Novak, a poet".to_owned()));
    }
}
