//! The bodies of questions, on their way: all of them together take no more memory than there is room for.

use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody as _};
use futures_util::StreamExt as _;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use super::refusal::{Code, Refusal};

/// How much of them is in memory at the same time, at most, in blocks.
const ROOM: usize = 64 * 1024 * 1024 / BLOCK;

/// Room is taken in blocks of so many bytes.
const BLOCK: usize = 16 * 1024;

/// Room for bodies on their way. The first block of each needs none: so whoever asks something short is heard however many send
/// something long.
pub(super) struct Bodies(Semaphore);

impl Default for Bodies {
    fn default() -> Self {
        Self(Semaphore::new(ROOM))
    }
}

/// What did not come in time.
pub(super) fn late() -> Refusal {
    Refusal::new(Code::SlowBody, "The body did not come in time. Send it again.")
}

/// Reads a body of at most so many bytes, each piece of which may keep waiting for so long.
pub(super) async fn read(
    body: Body,
    limit: usize,
    silence: Duration,
    bodies: &Bodies,
) -> Result<Bytes, Refusal> {
    let too_large = || {
        let message =
            format!("The body is larger than the {limit} bytes read here. Send it in parts.");
        Refusal::new(Code::BodyTooLarge, message)
    };
    // What says itself that it is too long is not waited for.
    if body.size_hint().lower() > limit as u64 {
        return Err(too_large());
    }
    let mut pieces = body.into_data_stream();
    let mut read: Vec<u8> = Vec::new();
    let mut room: Option<SemaphorePermit<'_>> = None;
    while let Some(piece) = timeout(silence, pieces.next()).await.map_err(|_| late())? {
        let piece = piece.map_err(|_| {
            Refusal::new(Code::BadRequest, "The body broke off before its end. Send it again.")
        })?;
        if read.len() + piece.len() > limit {
            return Err(too_large());
        }
        let taken = room.as_ref().map_or(0, SemaphorePermit::num_permits);
        let needed = (read.len() + piece.len()) / BLOCK;
        if needed > taken {
            let more = u32::try_from(needed - taken).unwrap_or(u32::MAX);
            let more = bodies.0.try_acquire_many(more).map_err(|_| Refusal::busy())?;
            match &mut room {
                Some(room) => room.merge(more),
                None => room = Some(more),
            }
        }
        read.extend_from_slice(&piece);
    }
    Ok(read.into())
}

#[cfg(test)]
mod tests {
    use futures_util::stream;

    use super::*;

    const LONG: Duration = Duration::from_mins(1);

    fn sent(bytes: usize) -> Body {
        Body::from(vec![b' '; bytes])
    }

    #[tokio::test]
    async fn where_there_is_no_room_for_long_ones_short_ones_are_read() {
        let bodies = Bodies(Semaphore::new(2));
        let long = 3 * BLOCK + 1;
        let (first, waits) = (vec![b' '; 2 * BLOCK], stream::pending());
        let stalled = stream::iter([Ok::<_, std::io::Error>(first)]).chain(waits);
        let stalled = read(Body::from_stream(stalled), long, LONG, &bodies);
        tokio::pin!(stalled);
        let soon = Duration::from_millis(20);
        assert!(timeout(soon, stalled.as_mut()).await.is_err());
        assert!(read(sent(BLOCK), long, LONG, &bodies).await.is_err());
        assert_eq!(read(sent(BLOCK - 1), long, LONG, &bodies).await.unwrap().len(), BLOCK - 1);
        assert_eq!(bodies.0.available_permits(), 0);
    }

    #[tokio::test]
    async fn room_is_given_back_and_what_is_too_long_is_refused() {
        let bodies = Bodies(Semaphore::new(8));
        assert!(read(sent(4 * BLOCK), 4 * BLOCK, LONG, &bodies).await.is_ok());
        assert!(read(sent(4 * BLOCK + 1), 4 * BLOCK, LONG, &bodies).await.is_err());
        assert_eq!(bodies.0.available_permits(), 8);
    }
}
