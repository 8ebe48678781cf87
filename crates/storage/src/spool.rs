//! Claims that wait to be added, of which no more than a piece is in memory at a time.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Write as _},
};

use detente_core::{Body, NewClaim};
use serde_json::value::RawValue;
use tempfile::NamedTempFile;

use crate::{StoreError, check::Spans};

/// So many claims are a piece, at most.
const CLAIMS: usize = 1000;

/// A piece is full when its claims state so many bytes.
const BYTES: usize = 1 << 20;

/// Claims in a file that nobody else sees. A few of them need none.
#[derive(Default)]
pub struct Spool {
    held: Vec<NewClaim>,
    bytes: usize,
    file: Option<BufWriter<NamedTempFile>>,
    many: usize,
}

/// How a claim stands in the file: whether it may be of a new subject, where it was
/// written, and its canonical form.
type Line<'a> = (bool, Option<String>, &'a RawValue);

impl Spool {
    /// Adds a claim.
    pub fn push(&mut self, new: NewClaim) -> Result<(), StoreError> {
        self.many += 1;
        self.bytes += size(&new);
        self.held.push(new);
        if is_full(self.held.len(), self.bytes) {
            self.put_away().map_err(StoreError::Spool)?;
        }
        Ok(())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.many
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.many == 0
    }

    /// All claims from the first, piece by piece.
    pub fn pieces(&mut self) -> Result<Pieces, StoreError> {
        let opened = self.file.as_mut().map(|file| {
            file.flush()?;
            file.get_ref().reopen().map(BufReader::new)
        });
        let file = opened.transpose().map_err(StoreError::Spool)?;
        Ok(Pieces { file, held: self.held.clone() })
    }

    fn put_away(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(BufWriter::new(NamedTempFile::new()?)),
        };
        self.bytes = 0;
        for NewClaim { claim, new, written_at } in self.held.drain(..) {
            let claim = RawValue::from_string(claim.canonical()?)?;
            let line: Line<'_> = (new, written_at, &claim);
            serde_json::to_writer(&mut *file, &line)?;
            file.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// Claims of a spool, piece by piece.
#[derive(Default)]
pub struct Pieces {
    file: Option<BufReader<File>>,
    held: Vec<NewClaim>,
}

impl Pieces {
    /// Whether nothing more comes.
    pub(crate) fn are_over(&self) -> bool {
        self.file.is_none() && self.held.is_empty()
    }

    /// The next piece; none at the end.
    pub fn take_next(&mut self) -> Result<Option<Vec<NewClaim>>, StoreError> {
        let piece = self.read().map_err(StoreError::Spool)?;
        if !piece.is_empty() {
            return Ok(Some(piece));
        }
        let held = std::mem::take(&mut self.held);
        Ok((!held.is_empty()).then_some(held))
    }

    fn read(&mut self) -> io::Result<Vec<NewClaim>> {
        let (mut piece, mut bytes) = (Vec::new(), 0);
        let Some(file) = &mut self.file else { return Ok(piece) };
        let mut line = String::new();
        while !is_full(piece.len(), bytes) {
            line.clear();
            if file.read_line(&mut line)? == 0 {
                self.file = None;
                break;
            }
            let (new, written_at, claim): Line<'_> = serde_json::from_str(&line)?;
            let Body::Claim(claim) = Body::of_ledger(claim.get()).map_err(io::Error::other)? else {
                return Err(io::Error::from(io::ErrorKind::InvalidData));
            };
            let new = NewClaim { claim, new, written_at };
            bytes += size(&new);
            piece.push(new);
        }
        Ok(piece)
    }
}

fn size(new: &NewClaim) -> usize {
    new.claim.states.as_str().len()
}

fn is_full(claims: usize, bytes: usize) -> bool {
    claims >= CLAIMS || bytes >= BYTES
}

/// Claims that are gathered to be added together, with what is to be known of all
/// of them before any is looked at.
#[derive(Default)]
pub struct Gathered {
    pub(crate) spool: Spool,
    pub(crate) spans: Spans,
}

impl Gathered {
    /// Adds a claim.
    pub fn push(&mut self, new: NewClaim) -> Result<(), StoreError> {
        self.spans.note(&new);
        self.spool.push(new)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spool.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spool.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use detente_core::{Claim, Person, States};

    use super::*;

    fn claim(at: usize, name: &str) -> NewClaim {
        let states = Person { name: Some(name.to_owned()), ..Person::default() };
        let claim = Claim {
            subject: format!("person/p{at}").parse().unwrap(),
            source: "source/gazette".parse().unwrap(),
            said_by: (at.is_multiple_of(2)).then(|| "organization/union".parse().unwrap()),
            read_on: "2024-03-02".parse().unwrap(),
            denies: at.is_multiple_of(3),
            states: States::of(&states).unwrap(),
            quotes: [("name".to_owned(), "a\nname".to_owned())].into(),
        };
        NewClaim { claim, new: at.is_multiple_of(5), written_at: Some(format!("list:{at}")) }
    }

    fn spooled(claims: &[NewClaim]) -> Vec<Vec<NewClaim>> {
        let mut spool = Spool::default();
        for claim in claims {
            spool.push(claim.clone()).unwrap();
        }
        assert_eq!(spool.len(), claims.len());
        // Read twice: it is the same again.
        let mut read = || {
            let mut pieces = spool.pieces().unwrap();
            let mut read = Vec::new();
            while let Some(piece) = pieces.take_next().unwrap() {
                read.push(piece);
            }
            assert!(pieces.are_over());
            read
        };
        assert_eq!(read(), read());
        read()
    }

    #[test]
    fn what_was_put_away_comes_back_as_it_was() {
        for many in [0, 1, CLAIMS - 1, CLAIMS, 2 * CLAIMS + 7] {
            let claims: Vec<_> = (0..many).map(|at| claim(at, "Jana \"J\" \n")).collect();
            let pieces = spooled(&claims);
            assert!(pieces.iter().all(|piece| piece.len() <= CLAIMS));
            assert_eq!(pieces.concat(), claims);
        }
    }

    #[test]
    fn long_claims_make_short_pieces() {
        let long = "x".repeat(BYTES / 3);
        let claims: Vec<_> = (0..10).map(|at| claim(at, &long)).collect();
        let pieces = spooled(&claims);
        assert!(pieces.iter().all(|piece| piece.len() <= 3));
        assert_eq!(pieces.concat(), claims);
    }
}
