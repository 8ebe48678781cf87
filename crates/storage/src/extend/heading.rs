//! Headings of revisions, as a mirror is given them.

use detente_core::{Heading, Salt, commitment};

use super::parted;
use crate::{
    StoreError,
    stream::{Content, LedgerEntry},
};

/// The salt and the body of a heading, where they are given.
pub(super) fn checked_heading(
    given: &LedgerEntry,
) -> Result<(Option<String>, Option<String>), StoreError> {
    let wrong = |what: &str| parted(given.entry.revision, format!("its heading: {what}"));
    match &given.content {
        Content::Withheld => Ok((None, None)),
        Content::Excerpt(_) => Err(wrong("it is given whole or not at all")),
        Content::Whole { salt, body } => {
            let read: Salt = salt.parse().map_err(|_| wrong("its salt is none"))?;
            if commitment(read, body) != given.commitment {
                return Err(wrong("it is not what was committed to"));
            }
            serde_json::from_str::<Heading>(body).map_err(|error| wrong(&error.to_string()))?;
            Ok((Some(salt.clone()), Some(body.clone())))
        }
    }
}
