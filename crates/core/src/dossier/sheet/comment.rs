//! Comments: what stands in a sheet and is no part of what it says.

/// The widest a line of comment may be.
const WIDEST: usize = 96;

/// So much of what comes from outside has room in one.
const MOST: usize = 200;

/// A text as a comment can carry it: on one line, and short. What sources are
/// called comes from outside: a line break in it would be a line of the sheet.
pub(super) fn safe(text: &str) -> String {
    let plain =
        |c: char| if c.is_control() || c == '\u{2028}' || c == '\u{2029}' { ' ' } else { c };
    let text: String = text.chars().map(plain).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(MOST) {
        None => text,
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

/// A comment behind something on its line; what has no room there goes on below.
pub(super) fn behind(file: &mut String, line: &str, comment: &str) {
    file.push_str(line);
    let mut width = line.chars().count();
    if !comment.is_empty() {
        file.push_str("  #");
        width += 3;
        for word in comment.split(' ') {
            let length = word.chars().count() + 1;
            if width + length > WIDEST && width > INDENT.len() {
                file.push('\n');
                file.push_str(INDENT);
                width = INDENT.len();
            }
            file.push(' ');
            file.push_str(word);
            width += length;
        }
    }
    file.push('\n');
}

/// Where a comment goes on.
const INDENT: &str = "#       ";

/// A paragraph of comment.
pub(super) fn paragraph(file: &mut String, text: &str) {
    let mut width = WIDEST;
    for word in text.split(' ') {
        let length = word.chars().count() + 1;
        if width + length > WIDEST {
            file.push_str(if file.is_empty() || file.ends_with('\n') { "#" } else { "\n#" });
            width = 1;
        }
        file.push(' ');
        file.push_str(word);
        width += length;
    }
    file.push('\n');
}
