//! What is kept of subscriptions while they live, their documents and variables: all of it takes no more memory than there is room for.

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::http::refusal::{Code, Refusal};

/// Room is taken in blocks of so many bytes.
const BLOCK: usize = 16 * 1024;

/// How much of all of them is kept, in blocks.
const ALL: usize = 128 * 1024 * 1024 / BLOCK;

/// How much of one is kept, in bytes.
const ONE: usize = 2 * 1024 * 1024;

/// Room for what is kept of subscriptions. The first block of each needs none: so whoever listens to something short is heard however
/// many listen to something long.
pub(in crate::http) struct Room(Semaphore);

impl Default for Room {
    fn default() -> Self {
        Self(Semaphore::new(ALL))
    }
}

impl Room {
    /// Room for one of which so many bytes are kept, until it is given back.
    pub(super) fn of(&self, bytes: usize) -> Result<SemaphorePermit<'_>, Refusal> {
        if bytes > ONE {
            let message = format!(
                "A subscription is kept as long as somebody listens, and this one would take {bytes} bytes where {ONE} are allowed. Send a shorter document, or fewer values in the variables."
            );
            return Err(Refusal::new(Code::Malformed, message));
        }
        let blocks = u32::try_from(bytes / BLOCK).unwrap_or(u32::MAX);
        self.0.try_acquire_many(blocks).map_err(|_| {
            let message = "There is no room for so large a subscription beside those of others. Send a shorter document, or fewer values in the variables, or ask again in a moment.";
            Refusal::later(Code::Busy, message, 1)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_subscriptions_find_room_however_many_long_ones_live() {
        let room = Room(Semaphore::new(2));
        let long = room.of(2 * BLOCK).unwrap();
        assert!(room.of(BLOCK).is_err());
        assert!(room.of(BLOCK - 1).is_ok());
        drop(long);
        assert!(room.of(BLOCK).is_ok());
        assert!(Room::default().of(ONE + 1).is_err());
    }
}
