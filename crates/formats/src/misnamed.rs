//! Whether a file that is read in a code page is UTF-8: every byte is a letter of the code page, so only this tells.

use std::str::from_utf8;

/// So many letters beyond ASCII in a row are UTF-8 by no accident.
const CERTAIN: usize = 16;

/// The bytes of a file, as far as they were looked at.
#[derive(Debug, Default)]
pub(crate) struct Misnamed {
    /// The beginning of a letter that goes on in the next piece.
    open: Vec<u8>,
    letters: usize,
    lines: u64,
    /// The line of the first letter beyond ASCII.
    first: Option<u64>,
    /// Something was no UTF-8: the file is in the code page.
    otherwise: bool,
}

impl Misnamed {
    /// Takes a piece of the file; tells the line from which on it is UTF-8, once that is certain.
    pub fn utf_8(&mut self, piece: &[u8], ended: bool) -> Option<u64> {
        if self.otherwise {
            return None;
        }
        let bytes = [std::mem::take(&mut self.open).as_slice(), piece].concat();
        let whole = match from_utf8(&bytes) {
            Ok(_) => bytes.len(),
            Err(error) if error.error_len().is_none() && !ended => error.valid_up_to(),
            Err(_) => {
                self.otherwise = true;
                return None;
            }
        };
        for byte in &bytes[..whole] {
            self.lines += u64::from(*byte == b'\n');
            if *byte >= 0xc0 {
                self.letters += 1;
                self.first.get_or_insert(self.lines + 1);
            }
        }
        self.open.extend(&bytes[whole..]);
        self.first.filter(|_| ended || self.letters >= CERTAIN)
    }
}
