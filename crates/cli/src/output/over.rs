//! What an answer may be written over.

use std::{
    fs::File,
    io::Read as _,
    path::{Path, PathBuf},
};

use crate::failure::Failure;

/// What every file of SQLite begins with.
const DATABASE: &[u8; 16] = b"SQLite format 3\0";

/// Files that SQLite keeps beside a database are called as it is, and so.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Refuses to write over a database, which may be the only copy of a record, and over what is read.
pub fn may_be_written(file: &Path, read: &[PathBuf]) -> Result<(), Failure> {
    let refused = |what: &str| {
        Failure::usage(format!("{} {what}", file.display()), "name another file to write into")
    };
    let name = file.to_string_lossy();
    let owner = BESIDE.iter().find_map(|beside| name.strip_suffix(beside));
    if is_database(file) || owner.is_some_and(|owner| is_database(Path::new(owner))) {
        return Err(refused("is a database, which would be lost"));
    }
    let same = |one: &PathBuf| matches!((one.canonicalize(), file.canonicalize()), (Ok(one), Ok(other)) if one == other);
    if read.iter().any(same) {
        return Err(refused("is what is read"));
    }
    Ok(())
}

fn is_database(file: &Path) -> bool {
    let mut begins = [0; DATABASE.len()];
    // What is no plain file may have nothing to read, and never end.
    file.is_file()
        && File::open(file).and_then(|mut file| file.read_exact(&mut begins)).is_ok()
        && begins == *DATABASE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_and_what_is_read_are_not_written_over() {
        let folder = tempfile::TempDir::new().unwrap();
        let at = |name: &str, text: &[u8]| {
            let file = folder.path().join(name);
            std::fs::write(&file, text).unwrap();
            file
        };
        let database = at("record.db", b"SQLite format 3\0 and more");
        let log = at("record.db-wal", b"");
        let list = at("list.csv", b"name\nJana\n");
        let other = at("other.csv", b"SQL");
        let refused = |file: &Path, read: &[PathBuf]| may_be_written(file, read).is_err();
        assert!(refused(&database, &[]) && refused(&log, &[]));
        assert!(refused(&list, &[other.clone(), folder.path().join("./list.csv")]));
        assert!(!refused(&list, std::slice::from_ref(&other)) && !refused(&other, &[]));
        assert!(!refused(&folder.path().join("new.csv"), &[list]));
        assert!(!refused(folder.path(), &[]));
    }
}
