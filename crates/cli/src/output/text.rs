//! Lines of text: wrapping, and the little colour there is.

/// Breaks a text into lines of at most `width` characters, between words; a longer word stays whole.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        let mut length = 0;
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            let letters = word.chars().count();
            if length > 0 && length + 1 + letters > width {
                lines.push(std::mem::take(&mut line));
                length = 0;
            }
            if length > 0 {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_broken_between_words_and_hangs_below_itself() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("incomprehensibilities", 5), ["incomprehensibilities"]);
        assert_eq!(
            hanging("ab  ", &"word ".repeat(6), 28),
            "ab  word word word word\n    word word\n"
        );
    }
}
