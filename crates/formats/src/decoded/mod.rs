//! The text of a file: decoded as it is read, counted, never held whole.

#[cfg(test)]
mod tests;

use std::{
    fmt::Display,
    io::{self, BufRead, Read},
    rc::Rc,
};

use detente_core::Fault;
use encoding_rs::{Decoder, DecoderResult, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

use crate::{
    code,
    file::{Encoding, File, lesser_byte_first},
    meter::{CONTROL_Z, Meter, Spot},
    misnamed::Misnamed,
    report::Stopped,
};

/// One entry of a list, at most, in bytes. What is longer is a quotation mark that nobody closed.
pub(crate) const LONGEST_ENTRY: usize = 4 * 1024 * 1024;

/// So much is decoded at a time.
const CHUNK: usize = 64 * 1024;

/// The text of a file, in UTF-8: without a mark of byte order, without control-Z.
pub(crate) struct Text<'a> {
    raw: Box<dyn Read + 'a>,
    decoder: Option<Decoder>,
    named: Option<Encoding>,
    misnamed: Misnamed,
    input: Vec<u8>,
    ready: Vec<u8>,
    at: usize,
    decoded: Spot,
    held_return: bool,
    ended: bool,
    meter: Rc<Meter>,
}

impl<'a> Text<'a> {
    /// The text of a file that is written in this encoding, or in UTF-8 where none is named.
    pub fn of(file: File<'a>, named: Option<Encoding>) -> (Self, Rc<Meter>) {
        let meter = Rc::new(Meter::of(file.name));
        let text = Self {
            raw: file.bytes,
            decoder: None,
            named,
            misnamed: Misnamed::default(),
            input: Vec::new(),
            ready: Vec::new(),
            at: 0,
            decoded: Spot::BEGINNING,
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
                    // What was read from may have said itself what is wrong.
                    Err(error) if is_told(&error) => return Err(error),
                    Err(error) => return Err(self.unreadable(&error)),
                };
                self.input.truncate(before + read);
                self.ended = read == 0;
            }
            let input = std::mem::take(&mut self.input);
            self.meter.bytes(&input);
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
            Some(Encoding::Utf16) if lesser_byte_first(input) => UTF_16LE,
            Some(Encoding::Utf16) => UTF_16BE,
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
        self.end_lines_alike();
        let began = self.decoded;
        self.decoded = began.after(&self.ready);
        if let DecoderResult::Malformed(..) = result {
            if self.ended && rest.is_empty() && decoder.encoding() == UTF_8 {
                return Err(self.cut_within_a_letter());
            }
            return Err(self.malformed(decoder.encoding().name()));
        }
        debug_assert!(rest.is_empty(), "the buffer was large enough");
        if decoder.encoding() == WINDOWS_1251
            && let Some(line) = self.misnamed.utf_8(input, self.ended)
        {
            return Err(self.utf_8(line));
        }
        self.decoder = Some(decoder);
        if let Some(null) = self.ready.iter().position(|byte| *byte == 0) {
            return Err(self.null_byte(began.after(&self.ready[..null])));
        }
        self.meter.ends_with(&self.ready);
        // It is writing nowhere.
        self.ready.retain(|byte| *byte != CONTROL_Z);
        self.meter.decoded(&self.ready);
        Ok(())
    }

    /// Ends every line with a line feed alone: so all readers count them alike. Old
    /// spreadsheets of the Macintosh end them with a carriage return alone.
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
            self.ready.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
        }
    }

    fn stopped(
        &self,
        place: &impl Display,
        code: &'static str,
        problem: String,
        remedy: &str,
    ) -> io::Error {
        io::Error::other(Stopped(Box::new(Fault {
            written_at: Some(format!("{}:{place}", self.meter.name)),
            record: None,
            field: None,
            code,
            problem,
            remedy: remedy.to_owned(),
        })))
    }

    fn unreadable(&self, error: &io::Error) -> io::Error {
        let problem = format!("the file could not be read on from here: {error}");
        self.stopped(
            &self.decoded,
            code::UNREADABLE,
            problem,
            "see that it lies whole where it was, and read it again",
        )
    }

    fn malformed(&self, encoding: &str) -> io::Error {
        let problem = format!("here stand bytes that are no text in {encoding}");
        let remedy = "name the encoding it is written in (windows-1251 is read, and UTF-16 with its mark), or save it as UTF-8";
        self.stopped(&self.decoded, code::WRONG_ENCODING, problem, remedy)
    }

    fn cut_within_a_letter(&self) -> io::Error {
        let problem = "the file ends within a letter".to_owned();
        let remedy = "it was cut off: fetch it again, whole";
        self.stopped(&self.decoded, code::TRUNCATED, problem, remedy)
    }

    fn utf_8(&self, line: u64) -> io::Error {
        let problem = "windows-1251 was named, and the letters beyond ASCII from this line on are UTF-8 without exception".to_owned();
        let remedy = "name no encoding (leave --encoding out): UTF-8 is read without being named";
        self.stopped(&line, code::WRONG_ENCODING, problem, remedy)
    }

    fn null_byte(&self, place: Spot) -> io::Error {
        let problem =
            "here stands a null byte: the file is UTF-16 without its mark, or no text".to_owned();
        let remedy = "name the encoding utf-16, or save the file as UTF-8";
        self.stopped(&place, code::WRONG_ENCODING, problem, remedy)
    }

    fn too_long(&self) -> io::Error {
        let most = LONGEST_ENTRY / (1024 * 1024);
        let mark = match self.meter.open_quote() {
            Some(spot) => format!("the quotation mark that opens at {spot}"),
            None => "a quotation mark".to_owned(),
        };
        let problem = format!(
            "an entry that ends here or later has more than {most} MB: {mark} or an element may stand open"
        );
        self.stopped(
            &self.meter.reached(),
            code::TOO_LARGE,
            problem,
            "see that the file is whole, and of the format that was named",
        )
    }
}

/// Whether an error is a fault already, with its place.
fn is_told(error: &io::Error) -> bool {
    error.get_ref().and_then(|inner| inner.downcast_ref::<Stopped>()).is_some()
}

impl BufRead for Text<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.ready.len() {
            if self.meter.since_entry() > LONGEST_ENTRY {
                return Err(self.too_long());
            }
            self.refill()?;
            if self.ready.is_empty() {
                self.meter.over();
            }
        }
        Ok(&self.ready[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        let end = (self.at + amount).min(self.ready.len());
        self.meter.taken(&self.ready[self.at..end]);
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
