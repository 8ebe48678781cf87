//! Where corrections come in: it takes so many within an hour, so that nobody
//! fills the disk, whoever they say they are.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use detente_core::Instant;

/// So many corrections from the public are taken within an hour, from all of it together.
const MOST: usize = 60;

/// An hour, in milliseconds.
const HOUR: i64 = 3_600_000;

/// When the corrections of the last hour came.
#[derive(Debug, Default)]
pub(crate) struct Letterbox(Mutex<VecDeque<Instant>>);

impl Letterbox {
    /// Takes one more, if there is room.
    pub(super) fn take(&self, now: Instant) -> bool {
        let mut came = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        came.retain(|then| (0..HOUR).contains(&now.millis_since(*then)));
        let room = came.len() < MOST;
        if room {
            came.push_back(now);
        }
        room
    }

    /// Gives back the room of one that was not kept.
    pub(super) fn give_back(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop_back();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_full_until_the_hour_is_over() {
        let at = |minutes: i64| Instant::from_millis(minutes * 60_000).unwrap();
        let letterbox = Letterbox::default();
        for minute in 0..60 {
            assert!(letterbox.take(at(minute)), "{minute}");
        }
        assert!(!letterbox.take(at(59)));
        assert!(letterbox.take(at(60)), "the first has been there for an hour");
        assert!(!letterbox.take(at(60)));
        letterbox.give_back();
        assert!(letterbox.take(at(60)));
    }
}
