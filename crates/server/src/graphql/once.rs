//! What one question asks for again and again, under names of its own, is read once.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use detente_core::RecordId;
use tokio::sync::OnceCell;

use super::error::ApiError;

/// What was read of each subject.
pub(super) struct Once<T>(Mutex<HashMap<RecordId, Arc<OnceCell<Arc<T>>>>>);

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Once<T> {
    /// What is read of a subject, unless it was read already. Who asks meanwhile waits for it.
    pub(super) async fn of(
        &self,
        id: &RecordId,
        read: impl Future<Output = Result<T, ApiError>>,
    ) -> Result<Arc<T>, ApiError> {
        let cell = {
            let mut cells = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(cells.entry(id.clone()).or_default())
        };
        cell.get_or_try_init(async || read.await.map(Arc::new)).await.cloned()
    }

    /// Forgets it.
    pub(super) fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
