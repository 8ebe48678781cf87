//! The bearers of a moment ago: so reading does not cost a statement for who reads.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use detente_core::{Instant, TextDigest};

use super::Token;

/// So many are remembered at most; whoever comes beyond is looked up each time.
const MOST: usize = 1000;

/// A use within so many milliseconds of the one written down is not written again.
const MINUTE: i64 = 60_000;

/// The bearers of a moment ago, and the uses that are not written down yet.
#[derive(Debug, Default)]
pub(crate) struct Bearers(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    /// Counts revocations: what was read before one is not remembered after it.
    turn: u64,
    held: HashMap<TextDigest, Held>,
}

#[derive(Debug)]
struct Held {
    token: Token,
    looked_up_at: Instant,
    used_at: Instant,
}

impl Held {
    fn is_fresh(&self, now: Instant) -> bool {
        // A clock that was put back makes nothing fresh.
        (0..Bearers::FRESH).contains(&now.millis_since(self.looked_up_at))
    }

    fn is_due(&self) -> bool {
        let since = |noted: Instant| self.used_at.millis_since(noted);
        self.token.last_used_at.is_none_or(|noted| since(noted) >= MINUTE)
    }
}

impl Bearers {
    /// How many milliseconds a token is taken for good without a look at the
    /// database: so soon holds a revocation that another process made.
    pub(crate) const FRESH: i64 = 2000;

    fn open(&self) -> MutexGuard<'_, Known> {
        // A panic elsewhere leaves the map whole: each change is one insertion.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The token of this digest, if it was looked up a moment ago, and the turn
    /// with which one that is looked up now is kept.
    pub(crate) fn recall(&self, digest: &TextDigest, now: Instant) -> (Option<Token>, u64) {
        let mut known = self.open();
        let turn = known.turn;
        let held = known.held.get_mut(digest).filter(|held| held.is_fresh(now));
        let token = held.map(|held| {
            held.used_at = now;
            held.token.clone()
        });
        (token, turn)
    }

    /// Remembers a token that was found good, unless one was revoked meanwhile.
    pub(crate) fn keep(&self, turn: u64, digest: TextDigest, token: Token, now: Instant) {
        let mut known = self.open();
        if known.turn != turn {
            return;
        }
        if known.held.len() >= MOST && !known.held.contains_key(&digest) {
            known.held.retain(|_, held| held.is_fresh(now) || held.is_due());
            if known.held.len() >= MOST {
                return;
            }
        }
        known.held.insert(digest, Held { token, looked_up_at: now, used_at: now });
    }

    /// Forgets a token that is no longer good.
    pub(crate) fn forget(&self, id: &str) {
        let mut known = self.open();
        known.turn += 1;
        known.held.retain(|_, held| held.token.id != id);
    }

    /// The uses that are to be written down: of which token, when, and over
    /// what: a use noted later than that stays.
    pub(crate) fn due(&self) -> Vec<(String, Instant, Instant)> {
        let known = self.open();
        let due = known.held.values().filter(|held| held.is_due());
        let due = due.map(|held| {
            let before = Instant::from_millis(held.used_at.millis() - MINUTE);
            (held.token.id.clone(), held.used_at, before.unwrap_or(Instant::EPOCH))
        });
        due.collect()
    }

    /// Notes that a use is written down.
    pub(crate) fn noted(&self, id: &str, used_at: Instant) {
        for held in self.open().held.values_mut().filter(|held| held.token.id == id) {
            held.token.last_used_at = Some(used_at);
        }
    }
}
