//! Moments of the record: as of when something is to have been known.

use std::{fmt, str::FromStr};

use crate::{
    Day, Instant,
    vocabulary::{input_text, text},
};

/// A moment of the record: `3`, the third revision; `2025-12-15T09:30:00Z`, the
/// newest revision made by then; `2025-12-15`, the newest made by the end of
/// that day, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KnownAt {
    /// A revision, by its number.
    Revision(u64),
    /// The newest revision made at an instant or before it.
    Instant(Instant),
    /// The newest revision made on a day or before it.
    Day(Day),
}

text!(KnownAt);
input_text!(
    KnownAt,
    "KnownAt",
    "A moment of the record: the number of a revision (`3`), an instant as RFC 3339 has it \
     (`2025-12-15T09:30:00Z`: the newest revision made by then), or a day (`2025-12-15`: the \
     newest revision made by its end, in UTC)."
);

/// A text that is no moment of the record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no moment of the record: write the number of a revision, as in 3, a day, as in 2025-12-15, or an instant, as in 2025-12-15T09:30:00Z"
)]
pub struct KnownAtError(String);

impl FromStr for KnownAt {
    type Err = KnownAtError;

    fn from_str(text: &str) -> Result<Self, KnownAtError> {
        let wrong = || KnownAtError(text.to_owned());
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return text.parse().map(Self::Revision).map_err(|_| wrong());
        }
        let day = text.parse().map(Self::Day).ok();
        day.or_else(|| text.parse().map(Self::Instant).ok()).ok_or_else(wrong)
    }
}

impl fmt::Display for KnownAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Revision(number) => f.pad(&number.to_string()),
            Self::Instant(instant) => instant.fmt(f),
            Self::Day(day) => day.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_revision_a_day_and_an_instant_are_told_apart() {
        let read = |text: &str| text.parse::<KnownAt>().unwrap();
        assert_eq!(read("3"), KnownAt::Revision(3));
        assert_eq!(read("2025-12-15"), KnownAt::Day("2025-12-15".parse().unwrap()));
        let instant = "2025-12-15T09:30:00Z";
        assert_eq!(read(instant), KnownAt::Instant(instant.parse().unwrap()));
        for wrong in ["", "-1", "2025-12", "yesterday", "3.5", "99999999999999999999999"] {
            let told = wrong.parse::<KnownAt>().unwrap_err().to_string();
            assert!(told.contains("write the number of a revision"), "{told}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_again(number in any::<u64>(), millis in 0_i64..4_102_444_800_000) {
            let instant = Instant::from_millis(millis).unwrap();
            let day = instant.day().unwrap();
            for moment in
                [KnownAt::Revision(number), KnownAt::Instant(instant), KnownAt::Day(day)]
            {
                prop_assert_eq!(moment.to_string().parse(), Ok(moment));
            }
        }
    }
}
