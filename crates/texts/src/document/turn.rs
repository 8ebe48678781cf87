//! Lines with which another begins to speak: `Q: Who?`, `Novak: We.`

use std::collections::{HashMap, HashSet};

use super::plain::ENDS;

/// A label has no more bytes.
const LONGEST: usize = 60;
/// And no more words.
const MOST: usize = 4;

/// Who a line says speaks in it, by words in capitals before a colon.
fn label(line: &str) -> Option<&str> {
    let (label, rest) = line.trim_start().split_once(':')?;
    let label = label.trim_matches(['*', '_', ' ', '[', ']']);
    let capitals = label.split_whitespace().all(|word| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
    });
    let many = label.split_whitespace().count();
    let free = rest.is_empty() || rest.starts_with([' ', '*', '_', ']']);
    ((1..=MOST).contains(&many) && label.len() <= LONGEST && capitals && free).then_some(label)
}

/// The labels with which several lines begin.
pub(super) fn labels<'a>(lines: &[&'a str]) -> HashSet<&'a str> {
    let mut many: HashMap<&str, usize> = HashMap::new();
    for label in lines.iter().filter_map(|line| label(line)) {
        *many.entry(label).or_default() += 1;
    }
    many.into_iter().filter(|(_, many)| *many > 1).map(|(label, _)| label).collect()
}

/// Whether a line that follows these words begins with whoever speaks from there on: words in large letters, a label
/// with which other lines begin too, or one behind the end of a sentence.
pub(super) fn begins(line: &str, before: &str, labels: &HashSet<&str>) -> bool {
    label(line).is_some_and(|label| {
        !label.contains(char::is_lowercase)
            || labels.contains(label)
            || before.trim_end().ends_with(ENDS)
    })
}

#[cfg(test)]
mod tests {
    use crate::{Document, Passage};

    fn told(name: &str, text: &str) -> Vec<String> {
        let document = Document::read(name, text.as_bytes()).unwrap();
        document.passages.into_iter().map(|Passage { text, .. }| text).collect()
    }

    #[test]
    fn whoever_speaks_begins_a_paragraph_whether_or_not_a_line_is_free() {
        let turns = [
            "Q: How did it begin?",
            "Kos: They came at night, and we heard them.",
            "Hora: For me it was morning.",
            "Reporter: And then?",
            "Jan Hora: Then we went",
            "Kos: And came back.",
        ];
        assert_eq!(told("a.txt", &turns.join("\n")), turns);
        let page = format!("<p>{}</p>", turns[..5].join("<br>"));
        assert_eq!(told("a.html", &page), turns[..5]);
        let bold = "<p><b>Kos:</b> They came.<br><b>Hora:</b> They left.</p>";
        assert_eq!(told("a.html", bold), ["Kos: They came.", "Hora: They left."]);
    }

    #[test]
    fn a_colon_in_a_broken_line_begins_no_paragraph() {
        let text = "The guild was told of it on Friday by the keeper and by the Foreign\nMinister: twelve had left the tower, and the others would stay there.\n";
        assert_eq!(told("a.txt", text).len(), 1);
    }
}
