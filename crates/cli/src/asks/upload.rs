//! Files that are to be imported, on their way to whoever answers.

use std::path::Path;

use super::Asks;
use crate::failure::Failure;

/// Hands a file over; gives the identifier under which it is found.
pub async fn send(asks: &Asks, file: &Path) -> Result<String, Failure> {
    let unreadable = |why| Failure::Unreadable { file: file.to_owned(), why };
    let open = std::fs::File::open(file).map_err(unreadable)?;
    if open.metadata().map_err(unreadable)?.is_dir() {
        let why = std::io::Error::other("it is a folder");
        return Err(Failure::Unreadable { file: file.to_owned(), why });
    }
    match asks {
        Asks::Server(server) => server.upload(&name(file), open, file).await,
        #[cfg(feature = "embedded")]
        Asks::Database(database) => database.lend(file.display().to_string(), file),
    }
}

/// What a file is called, without the folders it lies in.
fn name(file: &Path) -> String {
    let name = file.file_name().unwrap_or(file.as_os_str());
    name.to_string_lossy().into_owned()
}
