//! Files that were sent to be imported, until they are.
//!
//! A file is sent by itself, as it is: it may be larger than any question, and it is
//! read from the disk. Only whoever sent it can have it imported.

use std::{
    collections::HashMap,
    fs::File,
    io::{self, Read},
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use tempfile::TempPath;

/// How long a file is kept that nobody imports.
const KEPT: Duration = Duration::from_hours(1);

/// How many files one person may have waiting.
const MOST_OF_ONE: usize = 32;

/// How many files one person may send at the same time.
const MOST_AT_ONCE: usize = 8;

/// The largest file that is taken, in bytes.
pub const LARGEST: u64 = 4 * 1024 * 1024 * 1024;

/// Files that were sent to be imported, until they are.
#[derive(Clone, Default)]
pub struct Uploads {
    held: Arc<Mutex<HashMap<String, Held>>>,
    sending: Arc<Mutex<HashMap<String, usize>>>,
    read: Arc<AtomicU64>,
}

/// A file that somebody is sending.
pub(crate) struct Sending {
    owner: String,
    sending: Arc<Mutex<HashMap<String, usize>>>,
}

impl Drop for Sending {
    fn drop(&mut self) {
        let mut sending = self.sending.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(many) = sending.get_mut(&self.owner) {
            *many -= 1;
            if *many == 0 {
                sending.remove(&self.owner);
            }
        }
    }
}

struct Held {
    owner: String,
    name: String,
    place: Place,
    since: Instant,
}

/// Where the bytes of a file lie.
#[derive(Clone)]
enum Place {
    /// In a file of ours, which goes with the last of these.
    Ours(Arc<TempPath>),
    /// In a file of whoever asks, on this machine.
    Theirs(PathBuf),
}

/// A file that can be read now.
pub struct Upload {
    /// What it is called, as reports give it.
    pub name: String,
    place: Place,
    read: Arc<AtomicU64>,
}

impl Upload {
    /// Opens it from its beginning.
    pub fn open(&self) -> io::Result<Opened> {
        let file = match &self.place {
            Place::Ours(path) => File::open(path.as_ref()),
            Place::Theirs(path) => File::open(path),
        };
        Ok(Opened { file: file?, read: Arc::clone(&self.read) })
    }
}

/// A file that is being read; what is read of it is counted.
pub struct Opened {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Opened {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany;

impl Uploads {
    /// How many bytes were read of all files so far.
    #[must_use]
    pub fn read_so_far(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Notes that somebody sends a file, for as long as what is given is held.
    pub(crate) fn sends(&self, owner: &str) -> Result<Sending, TooMany> {
        let mut sending = self.sending.lock().unwrap_or_else(PoisonError::into_inner);
        let many = sending.entry(owner.to_owned()).or_default();
        if *many >= MOST_AT_ONCE {
            return Err(TooMany);
        }
        *many += 1;
        Ok(Sending { owner: owner.to_owned(), sending: Arc::clone(&self.sending) })
    }

    /// Lends a file that lies on this machine, under an identifier that nobody can guess.
    pub fn lend(&self, id: &str, owner: &str, name: String, path: PathBuf) -> Result<(), TooMany> {
        self.hold(id, owner, name, Place::Theirs(path))
    }

    /// Keeps a file that was sent, until it is imported or an hour is over.
    pub fn keep(&self, id: &str, owner: &str, name: String, path: TempPath) -> Result<(), TooMany> {
        self.hold(id, owner, name, Place::Ours(Arc::new(path)))
    }

    fn hold(&self, id: &str, owner: &str, name: String, place: Place) -> Result<(), TooMany> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|_, file| file.since.elapsed() < KEPT);
        if held.values().filter(|file| file.owner == owner).count() >= MOST_OF_ONE {
            return Err(TooMany);
        }
        let since = Instant::now();
        held.insert(id.to_owned(), Held { owner: owner.to_owned(), name, place, since });
        Ok(())
    }

    /// Whether a file of this sender is here.
    pub(crate) fn holds(&self, id: &str, owner: &str) -> bool {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.get(id).is_some_and(|file| file.owner == owner)
    }

    /// A file for whoever sent it, to be looked at; it is held on.
    pub(crate) fn look(&self, id: &str, owner: &str) -> Option<Upload> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let Held { name, place, .. } = held.get(id).filter(|file| file.owner == owner)?;
        Some(Upload { name: name.clone(), place: place.clone(), read: Arc::clone(&self.read) })
    }

    /// Hands a file over to whoever sent it; it is held no longer.
    pub(crate) fn take(&self, id: &str, owner: &str) -> Option<Upload> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.get(id).filter(|file| file.owner == owner)?;
        let Held { name, place, .. } = held.remove(id)?;
        Some(Upload { name, place, read: Arc::clone(&self.read) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_handed_over_once_and_to_its_sender_alone() {
        let uploads = Uploads::default();
        uploads.lend("a", "ann", "list.csv".to_owned(), "list.csv".into()).unwrap();
        assert!(uploads.take("a", "bob").is_none());
        assert_eq!(uploads.take("a", "ann").map(|file| file.name).as_deref(), Some("list.csv"));
        assert!(uploads.take("a", "ann").is_none());
    }

    #[test]
    fn what_is_read_of_a_file_is_counted() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        io::Write::write_all(&mut file, b"a list").unwrap();
        let uploads = Uploads::default();
        uploads.lend("a", "ann", "list.csv".to_owned(), file.path().to_owned()).unwrap();
        assert_eq!(uploads.read_so_far(), 0);
        let upload = uploads.take("a", "ann").unwrap();
        let mut text = String::new();
        upload.open().unwrap().read_to_string(&mut text).unwrap();
        assert_eq!((text.as_str(), uploads.read_so_far()), ("a list", 6));
    }

    #[test]
    fn one_person_has_no_more_than_so_many_waiting() {
        let uploads = Uploads::default();
        let lend =
            |at: usize, owner| uploads.lend(&at.to_string(), owner, String::new(), PathBuf::new());
        assert!((0..MOST_OF_ONE).all(|at| lend(at, "ann").is_ok()));
        assert_eq!(lend(MOST_OF_ONE, "ann"), Err(TooMany));
        assert_eq!(lend(MOST_OF_ONE, "bob"), Ok(()));
    }

    #[test]
    fn one_person_sends_no_more_than_so_many_at_once() {
        let uploads = Uploads::default();
        let mut sent: Vec<Sending> =
            (0..MOST_AT_ONCE).map(|_| uploads.sends("ann").unwrap_or_else(|_| panic!())).collect();
        assert!(uploads.sends("ann").is_err() && uploads.sends("bob").is_ok());
        sent.pop();
        assert!(uploads.sends("ann").is_ok());
        drop(sent);
        assert!(uploads.sending.lock().unwrap().is_empty());
    }
}
