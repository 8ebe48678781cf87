//! Where quotation marks open, so that of a file that ends within them it can be told where.

/// The quotation marks of a text, as it is read.
#[derive(Debug, Default)]
pub(crate) struct Quotes {
    /// The line on which the one opened that stands open.
    open_since: Option<u64>,
    /// The line on which the one opened that closed with the last sign.
    just_closed: Option<u64>,
    /// The line of the first one that closed where no cell ends: the mark that
    /// seemed to close it opens another cell, and it is the one that nobody closed.
    astray: Option<u64>,
}

impl Quotes {
    /// Takes a piece of the text, which begins on this line.
    pub fn take(&mut self, piece: &[u8], mut line: u64) {
        for sign in piece {
            let closed = self.just_closed.take();
            if let Some(opened) = closed.filter(|_| sign.is_ascii_alphanumeric() || *sign >= 0x80) {
                self.astray.get_or_insert(opened);
            }
            match (sign, self.open_since.take()) {
                (b'"', Some(opened)) => self.just_closed = Some(opened),
                // Two marks within a cell are one that is written there: the cell goes on.
                (b'"', None) => self.open_since = Some(closed.unwrap_or(line)),
                (_, open) => self.open_since = open,
            }
            line += u64::from(*sign == b'\n');
        }
    }

    /// The line on which a quotation mark opened that stands open.
    pub fn open_since(&self) -> Option<u64> {
        self.open_since.map(|last| self.astray.unwrap_or(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(text: &str) -> Option<u64> {
        let mut quotes = Quotes::default();
        quotes.take(text.as_bytes(), 1);
        quotes.open_since()
    }

    #[test]
    fn the_mark_that_nobody_closed_is_told_from_those_after_it() {
        assert_eq!(open("a,\"b\"\n\"c \"\"d\"\" e\",f\n"), None);
        assert_eq!(open("a,b\nc,\"d\ne,f\n"), Some(2));
        assert_eq!(open("a,b\nc,\"d\ne,\"f\"\ng,\"h\"\n"), Some(2));
        assert_eq!(open("a,\"b\n\"\"c\n"), Some(1));
    }
}
