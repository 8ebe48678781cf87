//! Files as they are handed in, and what their first bytes tell of them.

use std::{
    fmt,
    io::{self, Read},
    str::FromStr,
};

/// A file that was handed in: its name, as reports give it, and its bytes.
pub struct File<'a> {
    /// The name, as faults and reports give it.
    pub name: String,
    /// Its bytes, read once from the beginning to the end.
    pub bytes: Box<dyn Read + 'a>,
}

impl<'a> File<'a> {
    /// A file of this name.
    pub fn new(name: impl Into<String>, bytes: impl Read + 'a) -> Self {
        Self { name: name.into(), bytes: Box::new(bytes) }
    }

    /// The first bytes of the file, which is given back whole. What can be read is
    /// told from what can not when it is read in earnest.
    pub(crate) fn begins_with(&mut self, count: usize) -> Vec<u8> {
        let mut first = Vec::new();
        let _ = self.bytes.by_ref().take(count as u64).read_to_end(&mut first);
        let rest = std::mem::replace(&mut self.bytes, Box::new(io::empty()));
        self.bytes = Box::new(io::Cursor::new(first.clone()).chain(rest));
        first
    }

    /// Whether it holds XML: its first sign is `<`, in whatever encoding.
    pub(crate) fn is_xml(&mut self) -> bool {
        self.first_sign() == Some(b'<')
    }

    /// Whether it holds objects of JSON: its first sign is `{`, in whatever encoding.
    pub(crate) fn is_json(&mut self) -> bool {
        self.first_sign() == Some(b'{')
    }

    /// The first sign that is no blank and no part of a mark, in whatever encoding.
    fn first_sign(&mut self) -> Option<u8> {
        let sign = |byte: &u8| {
            !matches!(byte, 0 | 0xef | 0xbb | 0xbf | 0xff | 0xfe) && !byte.is_ascii_whitespace()
        };
        self.begins_with(64).into_iter().find(sign)
    }

    /// The sign between the cells of a table: the one that stands most often in its first
    /// line, outside of quotation marks.
    pub(crate) fn between(&mut self) -> u8 {
        let first = signs(&self.begins_with(16 * 1024));
        let line = first.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
        let outside = line.split(|byte| *byte == b'"').step_by(2);
        let bare: Vec<u8> = outside.flatten().copied().collect();
        let count = |sign: u8| bare.split(|byte| *byte == sign).count();
        // Of signs that stand as often as each other, the last one here: a comma, where there is any doubt.
        [b'\t', b';', b','].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',')
    }

    /// Whether it is a workbook, which is an archive of the kind ZIP.
    pub(crate) fn is_workbook(&mut self) -> bool {
        self.begins_with(4) == b"PK\x03\x04"
    }
}

/// The signs of a text as bytes, where it is UTF-16 too: its letters beyond ASCII hold the bytes of others.
fn signs(bytes: &[u8]) -> Vec<u8> {
    let pair: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] | [_, 0, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] | [0, _, ..] => u16::from_be_bytes,
        _ => return bytes.to_vec(),
    };
    let pairs = bytes.chunks_exact(2).map(|two| pair([two[0], two[1]]));
    pairs.map(|sign| u8::try_from(sign).unwrap_or(0xff)).collect()
}

/// Whether the lesser byte comes first in UTF-16 without a mark: signs of ASCII have a zero for the
/// other byte, and stand in every list. Where they do not tell, the greater byte does (RFC 2781).
pub(crate) fn lesser_byte_first(bytes: &[u8]) -> bool {
    let zeros = |at: usize| bytes.chunks_exact(2).filter(|pair| pair[at] == 0).count();
    zeros(1) > zeros(0)
}

impl fmt::Debug for File<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File").field("name", &self.name).finish_non_exhaustive()
    }
}

/// How the letters of a file are written as bytes. UTF-16 is told by its mark at the
/// beginning of the file, whatever was named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a mark.
    #[default]
    Utf8,
    /// UTF-16: where no mark tells which byte comes first, the zeros in it do.
    Utf16,
    /// The Cyrillic code page of Windows. No file tells that it is written in it: it must be named.
    Windows1251,
}

impl FromStr for Encoding {
    type Err = UnknownEncoding;

    fn from_str(text: &str) -> Result<Self, UnknownEncoding> {
        match text.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Ok(Self::Utf8),
            "utf-16" | "utf16" | "utf-16le" => Ok(Self::Utf16),
            "windows-1251" | "cp1251" => Ok(Self::Windows1251),
            _ => Err(UnknownEncoding(text.to_owned())),
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Windows1251 => "Windows-1251",
        })
    }
}

/// The name of no encoding that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownEncoding(String);

impl fmt::Display for UnknownEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no encoding that is read: name utf-8, utf-16 or windows-1251", self.0)
    }
}

impl std::error::Error for UnknownEncoding {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_between_cells_is_told_by_the_first_line() {
        let between = |bytes: &[u8]| char::from(File::new("x", bytes).between());
        assert_eq!(between(b"a;b;c\n1,2,3,4,5\n"), ';');
        assert_eq!(between(b"a\tb\n"), '\t');
        assert_eq!(between(b"\"a;b;c\",d\n"), ',');
        assert_eq!(between(b"a\n"), ',');
        let wide: Vec<u8> = "\u{feff}лол,лол\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(between(&wide), ',');
    }
}
