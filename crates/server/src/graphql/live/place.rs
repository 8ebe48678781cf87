//! Where a listener is.

use detente_core::RecordId;

use crate::graphql::error::ApiError;

/// Where a listener is: between two revisions, after a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub since: u64,
    pub until: u64,
    pub after: Option<(u64, RecordId)>,
}

impl Place {
    /// At the end of a revision.
    pub fn at(revision: u64) -> Self {
        Self { since: revision, until: revision, after: None }
    }

    pub fn read(cursor: &str) -> Result<Self, ApiError> {
        let read = || {
            if let Ok(revision) = cursor.parse() {
                return Some(Self::at(revision));
            }
            let mut parts = cursor.splitn(4, ':');
            let mut number = || parts.next()?.parse().ok();
            let (since, until, newest) = (number()?, number()?, number()?);
            let subject = parts.next()?.parse().ok()?;
            let is_one = since < newest && newest <= until;
            is_one.then_some(Self { since, until, after: Some((newest, subject)) })
        };
        read().ok_or_else(|| {
            ApiError::BadInput(format!(
                "the cursor `{cursor}` is not one of these changes: use one that they gave, or the number of a revision"
            ))
        })
    }

    /// As whoever is told of a record can give it back.
    pub fn cursor(&self, newest: u64, subject: &RecordId) -> String {
        format!("{}:{}:{newest}:{subject}", self.since, self.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_back_to_where_it_was_given() {
        let place = Place { since: 3, until: 9, after: None };
        let jana: RecordId = "person/jana".parse().unwrap();
        let read = Place::read(&place.cursor(7, &jana)).unwrap();
        assert_eq!(read, Place { after: Some((7, jana)), ..place });
        assert_eq!(Place::read("12").unwrap(), Place::at(12));
        for wrong in ["", "-1", "1:2", "3:9:10:person/jana", "3:9:3:person/jana", "3:9:7:jana"] {
            assert!(Place::read(wrong).is_err(), "{wrong}");
        }
    }
}
