//! The words, numbers and marks of a passage, each with its place.

use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A word: `U.S.`, `Tut.by`, `opposition`, `13th`.
    Word,
    /// Figures: `1,000`, `2025-12-13`, `3.5`.
    Figures,
    /// A mark: a comma, a dash, a bracket.
    Mark,
}

/// A word, a number or a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub kind: TokenKind,
    /// Where it stands, in bytes; of `Novak's`, what stands before the apostrophe.
    pub span: Range<usize>,
    /// Whether something belongs to what it names: `Novak's`.
    pub possessive: bool,
}

impl Token {
    /// The token as it is written.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.span.clone()]
    }

    /// Where the next one may begin.
    pub const fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word)
    }
}

/// Apostrophes, as they are written within words.
const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘')
}

/// Blanks that may divide the thousands of a number.
const fn is_thin(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// The tokens of a text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let (kind, end) = if c.is_ascii_digit() {
            figures(text, at)
        } else if c.is_alphabetic() {
            (TokenKind::Word, word(text, at))
        } else {
            (TokenKind::Mark, at + c.len_utf8())
        };
        let mut token = Token { kind, span: at..end, possessive: false };
        if kind == TokenKind::Word {
            cut_possessive(text, &mut token);
        }
        tokens.push(token);
        at = end;
    }
    tokens
}

/// Where a word ends that begins here.
fn word(text: &str, from: usize) -> usize {
    let mut end = from;
    let mut rest = text[from..].char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map(|(_, next)| *next);
        let within = match c {
            c if c.is_alphanumeric() || is_mark_on_letter(c) => true,
            c if is_apostrophe(c) || c == '-' || c == '‑' => {
                next.is_some_and(char::is_alphanumeric)
            }
            '.' => {
                let before = &text[from..from + at];
                !(before == "X" && is_platform(&text[..from]))
                    && goes_on_after_stop(before, &text[from + at + 1..])
            }
            _ => false,
        };
        if !within {
            break;
        }
        end = from + at + c.len_utf8();
    }
    end
}

/// Marks that stand on the letter before them, and show nothing by themselves.
const fn is_mark_on_letter(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{ad}')
}

/// Whether an `X` that follows these words is the network, and no initial: `wrote on X.`
fn is_platform(before: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or_default();
    matches!(
        last.to_lowercase().as_str(),
        "on" | "to" | "via" | "from" | "platform" | "network" | "site"
    )
}

/// Whether a full stop belongs to the word: `U.S.`, `Tut.by`.
fn goes_on_after_stop(before: &str, after: &str) -> bool {
    let last = before.rsplit(['.', '-']).next().unwrap_or_default();
    let single = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    let next: String = after.chars().take_while(|c| c.is_alphanumeric()).collect();
    if single {
        // `U.S.` ends in its stop, `J. Novak` in that of the initial.
        let again = next.chars().count() == 1 && next.chars().all(char::is_uppercase);
        return again || before.contains('.') || after.is_empty() || after.starts_with(' ');
    }
    let domain = (2..=4).contains(&next.len()) && next.chars().all(|c| c.is_ascii_lowercase());
    domain && before.chars().count() > 1
}

/// The end of figures that begin here, or of a word that begins with figures.
fn figures(text: &str, from: usize) -> (TokenKind, usize) {
    let digits = |at: usize| text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let byte = |at: usize| text.as_bytes().get(at).copied();
    let mut end = from + digits(from);
    if let Some(day) = whole_date(text, from) {
        return (TokenKind::Figures, day);
    }
    if byte(end) == Some(b':') && digits(end + 1) == 2 {
        return (TokenKind::Word, end + 3); // a time of the day
    }
    if (1..=3).contains(&(end - from)) {
        let sign = text[end..].chars().next();
        while let Some(c) = text[end..].chars().next().filter(|c| Some(*c) == sign)
            && (c == ',' || is_thin(c))
            && digits(end + c.len_utf8()) == 3
            && !(c == ' ' && &text[from..end] == "0")
        {
            end += c.len_utf8() + 3;
        }
    }
    if byte(end) == Some(b'.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    let next = text[end..].chars().next();
    if next.is_some_and(|c| c.is_alphabetic() && c.is_alphanumeric()) {
        return (TokenKind::Word, word(text, end)); // `13th`, `2020s`
    }
    (TokenKind::Figures, end)
}

/// Where a day ends that is written in figures: `2025-12-13`, `13.12.2025`, `13/12/2025`.
fn whole_date(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = |at: usize| bytes.iter().skip(at).take_while(|b| b.is_ascii_digit()).count();
    let first = digits(from);
    let sign = *bytes.get(from + first)?;
    let second = digits(from + first + 1);
    if !(1..=2).contains(&second) || bytes.get(from + first + 1 + second) != Some(&sign) {
        return None;
    }
    let third = digits(from + first + second + 2);
    let right = match sign {
        b'-' => first == 4 && (1..=2).contains(&third),
        b'.' | b'/' => first <= 2 && third == 4,
        _ => false,
    };
    right.then_some(from + first + second + third + 2)
}

/// Of `Novak's`, the name alone; of `prisoners'`, which is told by what follows, all.
fn cut_possessive(text: &str, token: &mut Token) {
    let word = token.of(text);
    let letters = word.char_indices().rev();
    let mut last = letters.take(2);
    if let (Some((_, 's' | 'S')), Some((at, mark))) = (last.next(), last.next())
        && is_apostrophe(mark)
        && at > 0
    {
        token.span.end = token.span.start + at;
        token.possessive = true;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| token.of(text)).collect()
    }

    #[test]
    fn a_name_with_stops_and_a_number_with_thousands_are_one_word_each() {
        assert_eq!(told("U.S.–Sedm talks"), ["U.S.", "–", "Sedm", "talks"]);
        assert_eq!(told("Editor of Tut.by. He"), ["Editor", "of", "Tut.by", ".", "He"]);
        assert_eq!(
            told("as many as 1,000, or 1 135"),
            ["as", "many", "as", "1,000", ",", "or", "1 135"]
        );
        assert_eq!(told("U.S.-allied"), ["U.S.-allied"]);
        assert_eq!(told("in 2020, 123 were"), ["in", "2020", ",", "123", "were"]);
        assert_eq!(told("J. Novak"), ["J.", "Novak"]);
        assert_eq!(told("wrote on X. Novak"), ["wrote", "on", "X", ".", "Novak"]);
        assert_eq!(told("U.S. President X. Novak"), ["U.S.", "President", "X.", "Novak"]);
        assert_eq!(told("2025-12-13 and 13.12.2025."), ["2025-12-13", "and", "13.12.2025", "."]);
        assert_eq!(told("a 10-year term"), ["a", "10", "-", "year", "term"]);
    }

    #[test]
    fn what_belongs_to_a_name_is_told() {
        let text = "Novak’s word";
        let all = tokens(text);
        assert_eq!((all[0].of(text), all[0].possessive), ("Novak", true));
        assert_eq!(told("hasn’t"), ["hasn’t"]);
    }

    proptest! {
        #[test]
        fn tokens_stand_in_order_and_lose_no_letter(text in any::<String>()) {
            let all = tokens(&text);
            let mut end = 0;
            for token in &all {
                prop_assert!(token.span.start >= end && token.span.end <= text.len());
                let between = &text[end..token.span.start];
                prop_assert!(between.chars().all(|c| c.is_whitespace() || is_apostrophe(c) || matches!(c, 's' | 'S')));
                end = token.span.end;
            }
        }
    }
}
