//! Files as they are handed in, and the text in them: decoded as it is read, counted, never held whole.

use std::{
    cell::{Cell, RefCell},
    fmt,
    io::{self, BufRead, Read},
    rc::Rc,
    str::FromStr,
};

use detente_core::Fault;
use encoding_rs::{DecoderResult, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};
use sha2::{Digest, Sha256};

use crate::{code, report::Stopped};

/// One entry of a list, at most, in bytes. What is longer is a quotation mark that nobody closed.
pub(crate) const LONGEST_ENTRY: usize = 4 * 1024 * 1024;

/// So much is decoded at a time.
const CHUNK: usize = 64 * 1024;

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
        let first = self.begins_with(64);
        let sign = |byte: &&u8| {
            !matches!(byte, 0 | 0xef | 0xbb | 0xbf | 0xff | 0xfe) && !byte.is_ascii_whitespace()
        };
        first.iter().find(sign) == Some(&b'<')
    }

    /// Whether it is a workbook, which is an archive of the kind ZIP.
    pub(crate) fn is_workbook(&mut self) -> bool {
        self.begins_with(4) == b"PK\x03\x04"
    }
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
    /// UTF-16, the lesser byte first.
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

/// What is counted while a file is read, for whoever reads it.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    /// The name of the file.
    pub name: String,
    digest: RefCell<Sha256>,
    line: Cell<u64>,
    column: Cell<u64>,
    quotes: Cell<u64>,
    since: Cell<usize>,
}

impl Meter {
    /// The line up to which the text was taken, from one.
    pub fn line(&self) -> u64 {
        self.line.get() + 1
    }

    /// The column up to which it was taken, from one.
    pub fn column(&self) -> u64 {
        self.column.get() + 1
    }

    /// Where that is, for a person: `list.xml:12:4`.
    pub fn here(&self) -> String {
        format!("{}:{}:{}", self.name, self.line(), self.column())
    }

    /// An entry was read whole: the next may be as long again.
    pub fn entry_read(&self) {
        self.since.set(0);
    }

    /// Whether a quotation mark stands open at the end.
    pub fn quote_stands_open(&self) -> bool {
        self.quotes.get() % 2 == 1
    }

    /// The SHA-256 of the bytes read so far, in hexadecimal.
    pub fn digest(&self) -> String {
        let digest = self.digest.borrow().clone().finalize();
        crate::slug::hex(&digest)
    }

    fn stopped(&self, line: u64, code: &'static str, problem: String, remedy: &str) -> io::Error {
        io::Error::other(Stopped(Box::new(Fault {
            written_at: Some(format!("{}:{line}", self.name)),
            record: None,
            field: None,
            code,
            problem,
            remedy: remedy.to_owned(),
        })))
    }
}

/// The text of a file, in UTF-8: without a mark of byte order, without control-Z.
pub(crate) struct Text<'a> {
    raw: Box<dyn Read + 'a>,
    decoder: Option<encoding_rs::Decoder>,
    named: Option<Encoding>,
    input: Vec<u8>,
    ready: Vec<u8>,
    at: usize,
    decoded_lines: u64,
    held_return: bool,
    ended: bool,
    meter: Rc<Meter>,
}

impl<'a> Text<'a> {
    /// The text of a file that is written in this encoding, or in UTF-8 where none is named.
    pub fn of(file: File<'a>, named: Option<Encoding>) -> (Self, Rc<Meter>) {
        let meter = Rc::new(Meter { name: file.name, ..Meter::default() });
        let text = Self {
            raw: file.bytes,
            decoder: None,
            named,
            input: Vec::new(),
            ready: Vec::new(),
            at: 0,
            decoded_lines: 0,
            held_return: false,
            ended: false,
            meter: Rc::clone(&meter),
        };
        (text, meter)
    }

    /// Decodes the next chunk; leaves nothing ready at the end of the file only.
    fn refill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.at = 0;
        while self.ready.is_empty() && !self.ended {
            // The first bytes must tell a mark: a pipe may hand them out one by one.
            let wanted = if self.decoder.is_none() { 4 } else { 1 };
            let kept = self.input.len();
            while self.input.len() < kept + wanted && !self.ended {
                let before = self.input.len();
                self.input.resize(before + CHUNK, 0);
                let read = match self.raw.read(&mut self.input[before..]) {
                    Ok(read) => read,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                        self.input.truncate(before);
                        continue;
                    }
                    Err(error) => return Err(self.unreadable(&error)),
                };
                self.input.truncate(before + read);
                self.ended = read == 0;
            }
            let input = std::mem::take(&mut self.input);
            self.meter.digest.borrow_mut().update(&input);
            self.decode(&input)?;
            self.input = input;
            self.input.clear();
        }
        Ok(())
    }

    fn decode(&mut self, input: &[u8]) -> io::Result<()> {
        let (skip, told) = match input {
            [0xef, 0xbb, 0xbf, ..] => (3, Some(UTF_8)),
            [0xff, 0xfe, ..] => (2, Some(UTF_16LE)),
            [0xfe, 0xff, ..] => (2, Some(UTF_16BE)),
            _ => (0, None),
        };
        let skip = if self.decoder.is_none() { skip } else { 0 };
        let named = match self.named {
            None | Some(Encoding::Utf8) => UTF_8,
            Some(Encoding::Utf16) => UTF_16LE,
            Some(Encoding::Windows1251) => WINDOWS_1251,
        };
        let mut decoder = self
            .decoder
            .take()
            .unwrap_or_else(|| told.unwrap_or(named).new_decoder_without_bom_handling());
        let mut rest = &input[skip..];
        let most = decoder.max_utf8_buffer_length_without_replacement(rest.len());
        self.ready.resize(most.unwrap_or(CHUNK * 4), 0);
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(rest, &mut self.ready, self.ended);
        self.ready.truncate(written);
        rest = &rest[read..];
        let new_lines = count(&self.ready, b'\n');
        self.decoded_lines += new_lines;
        if let DecoderResult::Malformed(..) = result {
            return Err(self.malformed(decoder.encoding().name()));
        }
        debug_assert!(rest.is_empty(), "the buffer was large enough");
        self.decoder = Some(decoder);
        if self.ready.contains(&0) {
            return Err(self.null_byte());
        }
        // MS-DOS ended texts with it, and OFAC still does. It is writing nowhere.
        self.ready.retain(|byte| *byte != 0x1a);
        self.end_lines_alike();
        let quotes = count(&self.ready, b'"');
        self.meter.quotes.set(self.meter.quotes.get() + quotes);
        Ok(())
    }

    /// Ends every line with a line feed alone: so all readers count them alike.
    fn end_lines_alike(&mut self) {
        if std::mem::take(&mut self.held_return) {
            self.ready.insert(0, b'\r');
        }
        if !self.ended && self.ready.last() == Some(&b'\r') {
            self.ready.pop();
            self.held_return = true;
        }
        if self.ready.contains(&b'\r') {
            let mut next = self.ready.iter().copied().skip(1).collect::<Vec<_>>().into_iter();
            self.ready.retain(|byte| !(next.next() == Some(b'\n') && *byte == b'\r'));
        }
    }

    fn unreadable(&self, error: &io::Error) -> io::Error {
        let problem = format!("the file could not be read on from here: {error}");
        self.meter.stopped(
            self.decoded_lines + 1,
            code::UNREADABLE,
            problem,
            "see that it lies whole where it was, and read it again",
        )
    }

    fn malformed(&self, encoding: &str) -> io::Error {
        let problem = format!("this line holds bytes that are no text in {encoding}");
        let remedy = "name the encoding it is written in (windows-1251 is read, and UTF-16 with its mark), or save it as UTF-8";
        self.meter.stopped(self.decoded_lines + 1, code::WRONG_ENCODING, problem, remedy)
    }

    fn null_byte(&self) -> io::Error {
        let line = self.decoded_lines.saturating_sub(
            self.ready.iter().skip_while(|byte| **byte != 0).filter(|byte| **byte == b'\n').count()
                as u64,
        );
        let problem =
            "this line holds a null byte: it is UTF-16 without its mark, or no text".to_owned();
        self.meter.stopped(
            line + 1,
            code::WRONG_ENCODING,
            problem,
            "name the encoding utf-16, or save the file as UTF-8",
        )
    }

    fn too_long(&self) -> io::Error {
        let problem = format!(
            "an entry that ends here or later has more than {} MB: a quotation mark or an element may stand open",
            LONGEST_ENTRY / (1024 * 1024)
        );
        self.meter.stopped(
            self.meter.line(),
            code::TOO_LARGE,
            problem,
            "see that the file is whole, and of the format that was named",
        )
    }
}

/// How often a sign stands in some bytes.
fn count(bytes: &[u8], sign: u8) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte == sign)).sum()
}

impl BufRead for Text<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.ready.len() {
            if self.meter.since.get() > LONGEST_ENTRY {
                return Err(self.too_long());
            }
            self.refill()?;
        }
        Ok(&self.ready[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        let end = (self.at + amount).min(self.ready.len());
        let taken = &self.ready[self.at..end];
        let meter = &self.meter;
        match taken.iter().rposition(|byte| *byte == b'\n') {
            Some(last) => {
                let lines = count(taken, b'\n');
                meter.line.set(meter.line.get() + lines);
                meter.column.set((taken.len() - last - 1) as u64);
            }
            None => meter.column.set(meter.column.get() + taken.len() as u64),
        }
        meter.since.set(meter.since.get() + taken.len());
        self.at = end;
    }
}

impl Read for Text<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let count = ready.len().min(buffer.len());
        buffer[..count].copy_from_slice(&ready[..count]);
        self.consume(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(bytes: &[u8], named: Option<Encoding>) -> Result<String, String> {
        let (mut text, _) = Text::of(File::new("list.csv", bytes), named);
        let mut whole = String::new();
        text.read_to_string(&mut whole).map(|_| whole).map_err(|error| error.to_string())
    }

    #[test]
    fn marks_and_control_z_are_no_part_of_a_text() {
        assert_eq!(
            text(b"\xef\xbb\xbfid,name\r\n1,x\r\n\x1a", None).as_deref(),
            Ok("id,name\n1,x\n")
        );
        assert_eq!(text(b"\xff\xfe1\x00\x10\x04", None).as_deref(), Ok("1А"));
        assert_eq!(text(b"\xfe\xff\x001\x04\x10", None).as_deref(), Ok("1А"));
        assert_eq!(
            text(b"\xcc\xb3\xed\xf1\xea", Some(Encoding::Windows1251)).as_deref(),
            Ok("Мінск")
        );
    }

    #[test]
    fn an_encoding_that_does_not_tell_itself_is_asked_for_with_the_line() {
        insta::assert_snapshot!(text(b"id,name\n1,\xcc\xb3\xed\xf1\xea\n", None).unwrap_err(), @"list.csv:2: this line holds bytes that are no text in UTF-8; name the encoding it is written in (windows-1251 is read, and UTF-16 with its mark), or save it as UTF-8");
        insta::assert_snapshot!(text(b"i\x00d\x00", None).unwrap_err(), @"list.csv:1: this line holds a null byte: it is UTF-16 without its mark, or no text; name the encoding utf-16, or save the file as UTF-8");
    }

    #[test]
    fn the_digest_is_of_the_bytes_as_they_were_published() {
        let (mut read, meter) = Text::of(File::new("abc", &b"abc"[..]), None);
        read.read_to_string(&mut String::new()).unwrap();
        assert_eq!(
            meter.digest(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    proptest! {
        #[test]
        fn utf_8_is_read_as_it_is(whole in "[^\u{0}\u{1a}\u{feff}\r]{0,300}") {
            prop_assert_eq!(text(whole.as_bytes(), None), Ok(whole));
        }

        #[test]
        fn any_bytes_are_text_or_a_fault(bytes in any::<Vec<u8>>(), named in 0..3_u8) {
            let named = [None, Some(Encoding::Utf16), Some(Encoding::Windows1251)][usize::from(named)];
            let _ = text(&bytes, named);
        }
    }
}
