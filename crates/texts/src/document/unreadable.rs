//! Why a file is no text that can be read.

use detente_core::dossier::LARGEST;

/// Why a file cannot be read as a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing is in it.
    #[error("there is not a word in it")]
    Empty,
    /// It is larger than any article.
    #[error("it has {} MB, and at most {} MB are read", .0.div_ceil(1024 * 1024), LARGEST / (1024 * 1024))]
    TooLarge(u64),
    /// It is not UTF-8.
    #[error("line {0} is not UTF-8")]
    NotUtf8(usize),
    /// It holds signs that are no writing: most often it was read in the wrong encoding once.
    #[error("line {0} holds the control character U+{1:04X}, which is no writing")]
    Control(usize, u32),
    /// It holds bytes that no text holds: a picture, a PDF, a word processor's file.
    #[error("it is no text: byte {0} is none that a text holds")]
    NoText(usize),
}

impl Unreadable {
    /// What to do about it.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::Empty => "see that it is the right file, and that it was saved whole",
            Self::TooLarge(_) => "keep the article alone, without what stands around it",
            Self::NotUtf8(_) => "save it again as UTF-8",
            Self::Control(..) => {
                "open it in the encoding that it was written in, and save it as UTF-8"
            }
            Self::NoText(_) => "save the article as plain text or as HTML",
        }
    }

    /// The refusal of a file of so many bytes, if that is more than is read.
    #[must_use]
    pub fn by_size(bytes: u64) -> Option<Self> {
        (bytes > LARGEST).then_some(Self::TooLarge(bytes))
    }
}

/// The bytes as text.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Unreadable> {
    if let Some(refused) = Unreadable::by_size(u64::try_from(bytes.len()).unwrap_or(u64::MAX)) {
        return Err(refused);
    }
    if bytes.starts_with(b"%PDF") || bytes.starts_with(b"PK\x03\x04") {
        return Err(Unreadable::NoText(0));
    }
    let control = |byte: &u8| matches!(byte, 0..=8 | 14..=31 | 127);
    // Old editors end a file with a control-Z.
    let written = bytes.strip_suffix(b"\x1a").unwrap_or(bytes);
    if let Some(at) = written.iter().position(control) {
        return Err(Unreadable::NoText(at));
    }
    let line = |end: usize| bytes[..end].split(|byte| *byte == b'\n').count();
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Unreadable::NotUtf8(line(error.valid_up_to())))?;
    let control = |(_, c): &(usize, char)| c.is_control() && !c.is_whitespace();
    match text.strip_suffix('\u{1a}').unwrap_or(text).char_indices().find(control) {
        Some((at, c)) => Err(Unreadable::Control(line(at), c.into())),
        None => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_refused_with_its_place() {
        assert_eq!(text(b"Two were freed.\nCaf\xe9"), Err(Unreadable::NotUtf8(2)));
        assert_eq!(
            text(b"\x89PNG\r\n\x1a\n\0"),
            Err(Unreadable::NotUtf8(1)).or(Err(Unreadable::NoText(6)))
        );
        assert_eq!(text("It is\nNovak\u{92}s.".as_bytes()), Err(Unreadable::Control(2, 0x92)));
        assert_eq!(text(b"Two were freed.\r\n\x1a"), Ok("Two were freed.\r\n\u{1a}"));
        assert_eq!(text(b"Two \x1awere freed."), Err(Unreadable::NoText(4)));
        assert_eq!(text(b"%PDF-1.7 ..."), Err(Unreadable::NoText(0)));
        assert_eq!(
            Unreadable::by_size(100 << 20).map(|refused| refused.to_string()).as_deref(),
            Some("it has 100 MB, and at most 16 MB are read")
        );
    }
}
