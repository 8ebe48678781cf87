//! Where quotation marks open, so that of a file that ends within them it can be told where.

use crate::meter::Spot;

/// The quotation marks of a text, as it is read.
#[derive(Debug)]
pub(crate) struct Quotes {
    /// Where the next sign stands.
    at: Spot,
    /// Where the one opened that stands open.
    open_since: Option<Spot>,
    /// Where the one opened that closed with the last sign.
    just_closed: Option<Spot>,
    /// Where the first one opened that closed where no cell ends: the mark that
    /// seemed to close it opens another cell, and it is the one that nobody closed.
    astray: Option<Spot>,
}

impl Default for Quotes {
    fn default() -> Self {
        Self { at: Spot::BEGINNING, open_since: None, just_closed: None, astray: None }
    }
}

impl Quotes {
    /// Takes a piece of the text.
    pub fn take(&mut self, piece: &[u8]) {
        for sign in piece {
            let closed = self.just_closed.take();
            if let Some(opened) = closed.filter(|_| sign.is_ascii_alphanumeric() || *sign >= 0x80) {
                self.astray.get_or_insert(opened);
            }
            match (sign, self.open_since.take()) {
                (b'"', Some(opened)) => self.just_closed = Some(opened),
                // Two marks within a cell are one that is written there: the cell goes on.
                (b'"', None) => self.open_since = Some(closed.unwrap_or(self.at)),
                (_, open) => self.open_since = open,
            }
            self.at = self.at.after_sign(*sign);
        }
    }

    /// Where a quotation mark opened that stands open.
    pub fn open_since(&self) -> Option<Spot> {
        self.open_since.map(|last| self.astray.unwrap_or(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(text: &str) -> Option<String> {
        let mut quotes = Quotes::default();
        quotes.take(text.as_bytes());
        quotes.open_since().map(|spot| spot.to_string())
    }

    #[test]
    fn the_mark_that_nobody_closed_is_told_from_those_after_it() {
        assert_eq!(open("a,\"b\"\n\"c \"\"d\"\" e\",f\n"), None);
        let told = |text: &str| open(text).unwrap_or_default();
        assert_eq!(told("a,b\nc,\"d\ne,f\n"), "2:3");
        assert_eq!(told("a,b\nc,\"d\ne,\"f\"\ng,\"h\"\n"), "2:3");
        assert_eq!(told("a,\"b\n\"\"c\n"), "1:3");
        assert_eq!(told("é,\"b"), "1:3", "a column is one of signs, and not of bytes");
    }
}
