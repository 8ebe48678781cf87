//! Lines of text: wrapping, and the little colour there is.

/// Breaks a text into lines of at most `width` characters: between words, and longer words after hyphens and slashes.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        let mut length = 0;
        for (word, first) in paragraph.split(' ').flat_map(|word| pieces(word, width)) {
            let letters = word.chars().count();
            let gap = usize::from(first && length > 0);
            if length > 0 && length + gap + letters > width {
                lines.push(std::mem::take(&mut line));
                length = 0;
            } else if gap > 0 {
                line.push(' ');
                length += 1;
            }
            line.push_str(word);
            length += letters;
        }
        lines.push(line);
    }
    lines
}

/// A word, or its pieces if it is longer than a line; with whether a piece begins the word.
fn pieces(word: &str, width: usize) -> Vec<(&str, bool)> {
    if word.is_empty() {
        return Vec::new();
    }
    if word.chars().count() <= width {
        return vec![(word, true)];
    }
    let pieces = word.split_inclusive(['-', '/']);
    pieces.enumerate().map(|(at, piece)| (piece, at == 0)).collect()
}

/// How long the longest piece is that is never broken.
pub fn longest_piece(text: &str, width: usize) -> usize {
    let pieces = text.split_whitespace().flat_map(|word| pieces(word, width));
    pieces.map(|(piece, _)| piece.chars().count()).max().unwrap_or(0)
}

/// A text that begins after `lead` and hangs below itself where it is broken.
pub fn hanging(lead: &str, text: &str, width: usize) -> String {
    let indent = lead.chars().count();
    let lines = wrapped(text, width.saturating_sub(indent).max(20));
    let mut drawn = String::new();
    for (at, line) in lines.iter().enumerate() {
        if at == 0 {
            drawn.push_str(lead);
        } else {
            drawn.push_str(&" ".repeat(indent));
        }
        drawn.push_str(line);
        drawn.push('\n');
    }
    drawn
}

/// A heading, bold where there are colours.
pub fn bold(text: &str, colour: bool) -> String {
    if colour { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// What matters less, dim where there are colours.
pub fn dim(text: &str, colour: bool) -> String {
    if colour { format!("\u{1b}[2m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// What goes, red where there are colours.
pub fn red(text: &str, colour: bool) -> String {
    if colour { format!("\u{1b}[31m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// What comes, green where there are colours.
pub fn green(text: &str, colour: bool) -> String {
    if colour { format!("\u{1b}[32m{text}\u{1b}[0m") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_broken_between_words_and_hangs_below_itself() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("incomprehensibilities", 5), ["incomprehensibilities"]);
        assert_eq!(
            wrapped("see statement/coale-on-steps", 12),
            ["see", "statement/", "coale-on-", "steps"]
        );
        let text = hanging("ab  ", &"word ".repeat(6), 27);
        assert_eq!(text, "ab  word word word word\n    word word\n");
    }
}
