//! Places in lists. A cursor names the last row and the list that it is of, never a number.

use std::{fmt, str::FromStr};

use detente_core::RecordId;

use super::Window;
use crate::StoreError;

/// What the rows of a list are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Along {
    /// Identifiers.
    Ids,
    /// What records are called.
    Names,
    /// Days.
    Days,
    /// How like what was sought they are.
    Likeness,
    /// Disputes beside their records.
    Disputes,
}

impl Along {
    /// What cursors begin with that have more than an identifier to tell.
    const MARKS: [(&str, Self); 4] = [
        ("name ", Self::Names),
        ("day ", Self::Days),
        ("like ", Self::Likeness),
        ("dispute ", Self::Disputes),
    ];
}

/// A place in a list: what the row is ordered by, and its identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    along: Along,
    key: String,
    id: String,
}

impl Cursor {
    /// The place of a record in a list by identifier.
    #[must_use]
    pub fn of_id(id: &RecordId) -> Self {
        Self::at(Along::Ids, id.to_string(), id.to_string())
    }

    pub(crate) const fn at(along: Along, key: String, id: String) -> Self {
        Self { along, key, id }
    }

    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { along, key, id } = self;
        let mark = Along::MARKS.iter().find(|(_, of)| of == along);
        // Identifiers hold no colon: the last one parts the two.
        write!(f, "{}{key}:{id}", mark.map_or("", |(mark, _)| mark))
    }
}

impl FromStr for Cursor {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        let unknown = || StoreError::Cursor(text.to_owned());
        let (key, id) = text.rsplit_once(':').ok_or_else(unknown)?;
        id.parse::<RecordId>().map_err(|_| unknown())?;
        let marked = |(mark, along): &(&str, Along)| Some((*along, key.strip_prefix(mark)?));
        let (along, key) = match Along::MARKS.iter().find_map(marked) {
            Some(marked) => marked,
            None if key == id => (Along::Ids, key),
            None => return Err(unknown()),
        };
        Ok(Self::at(along, key.to_owned(), id.to_owned()))
    }
}

impl Window {
    /// Refuses the cursors of another list, or of one ordered otherwise: to read on from there would end it in
    /// silence, or begin it anew. Where a noun is named, it is that of the list.
    pub(crate) fn is_of(&self, along: Along, noun: Option<&str>) -> Result<(), StoreError> {
        let is_of_this = |cursor: &Cursor| {
            let of = cursor.id.split_once('/').map(|(noun, _)| noun);
            cursor.along == along && (noun.is_none() || of == noun)
        };
        match self.after.iter().chain(&self.before).find(|cursor| !is_of_this(cursor)) {
            Some(other) => Err(StoreError::Cursor(other.to_string())),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_of_one_list_alone() {
        let all = [Along::Ids, Along::Names, Along::Days, Along::Likeness, Along::Disputes];
        let id = "person/jana";
        for one in all {
            let key = if one == Along::Ids { id } else { "name day: 2" };
            let cursor = Cursor::at(one, key.to_owned(), id.to_owned());
            assert_eq!(cursor.to_string().parse::<Cursor>().unwrap(), cursor);
            let window = Window { after: None, before: Some(cursor), limit: 1, last: true };
            for other in all {
                assert_eq!(window.is_of(other, None).is_ok(), one == other);
                assert_eq!(window.is_of(other, Some("person")).is_ok(), one == other);
                assert!(window.is_of(other, Some("place")).is_err());
            }
        }
    }

    #[test]
    fn what_no_list_gave_is_no_cursor() {
        for text in ["", ":", "person/jana", "jana:person/jana", "name jana", "2:", "day 2026:jana"]
        {
            assert!(text.parse::<Cursor>().is_err(), "{text}");
        }
    }
}
