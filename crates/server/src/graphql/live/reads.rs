//! What listeners read of the ledger: once for all who read the same while the ledger is as high as it is.
//!
//! A thousand who follow the same would else send a thousand times the same statements whenever a revision comes. Who reads stands in
//! what is read, so nobody is given what another viewer may see. As with the records in memory, what another process
//! adds is seen once this one has looked.

use std::{
    future::Future,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::OnceCell;

use crate::graphql::error::ApiError;

/// How many different things are kept at one height: whatever else is read is read by each alone.
const KEPT: usize = 64;

/// What is read at the newest height that anybody read at.
struct Newest<K, T> {
    height: u64,
    read: Vec<(K, Arc<OnceCell<Arc<T>>>)>,
}

/// What was read, by what it is: nothing of it outlives the next revision.
pub(super) struct Reads<K, T>(Mutex<Newest<K, T>>);

impl<K, T> Default for Reads<K, T> {
    fn default() -> Self {
        Self(Mutex::new(Newest { height: 0, read: Vec::new() }))
    }
}

impl<K: PartialEq, T> Reads<K, T> {
    /// What is read at a height. Whoever asks first reads it, and the others wait; if they fail or hang up, another does.
    pub(super) async fn of(
        &self,
        height: u64,
        what: K,
        read: impl Future<Output = Result<T, ApiError>>,
    ) -> Result<Arc<T>, ApiError> {
        let read = async { read.await.map(Arc::new) };
        match self.cell(height, what) {
            Some(cell) => cell.get_or_try_init(|| read).await.cloned(),
            None => read.await,
        }
    }

    fn cell(&self, height: u64, what: K) -> Option<Arc<OnceCell<Arc<T>>>> {
        let mut newest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if height > newest.height {
            *newest = Newest { height, read: Vec::new() };
        }
        if height < newest.height {
            return None;
        }
        if let Some((_, cell)) = newest.read.iter().find(|(known, _)| *known == what) {
            return Some(Arc::clone(cell));
        }
        let cell = Arc::default();
        let is_room = newest.read.len() < KEPT;
        is_room.then(|| newest.read.push((what, Arc::clone(&cell)))).map(|()| cell)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn what_many_read_at_one_height_is_read_once_and_forgotten_at_the_next() {
        let reads: Reads<&str, u32> = Reads::default();
        let times = AtomicU32::new(0);
        let read = |height, what| {
            reads.of(height, what, async {
                tokio::task::yield_now().await;
                Ok(times.fetch_add(1, Ordering::Relaxed))
            })
        };
        let all = futures_util::future::join_all((0..100).map(|_| read(1, "public"))).await;
        assert!(all.iter().all(|read| *read.as_deref().unwrap() == 0));
        assert_eq!(*read(1, "vera").await.unwrap(), 1);
        assert_eq!(*read(2, "public").await.unwrap(), 2);
        // Whoever lags behind reads alone.
        assert_eq!(*read(1, "public").await.unwrap(), 3);
        assert_eq!(*read(2, "public").await.unwrap(), 2);
    }

    #[tokio::test]
    async fn what_failed_is_read_again_and_what_is_read_is_bounded() {
        let reads: Reads<usize, u32> = Reads::default();
        let failed = async { Err(ApiError::BadInput("it failed".to_owned())) };
        assert!(reads.of(1, 0, failed).await.is_err());
        for (what, found) in (0..2 * KEPT).zip(0..) {
            assert_eq!(*reads.of(1, what, async { Ok(found) }).await.unwrap(), found);
        }
        assert_eq!(*reads.of(1, 0, async { Ok(7) }).await.unwrap(), 0);
        assert_eq!(*reads.of(1, KEPT, async { Ok(7) }).await.unwrap(), 7);
    }
}
