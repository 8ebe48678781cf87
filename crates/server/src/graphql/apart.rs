//! Work that keeps a processor busy: done aside and a few at a time, so that whoever asks something small is answered meanwhile.

use std::{num::NonZeroUsize, sync::LazyLock, thread};

use tokio::{runtime::Handle, sync::Semaphore, task::spawn_blocking};
use tracing::Instrument as _;

use super::error::ApiError;

/// As many at a time as there are processors.
static PLACES: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(thread::available_parallelism().map_or(1, NonZeroUsize::get)));

/// Does it aside, once there is a place. Whoever hangs up meanwhile lets go of what has not begun.
pub(crate) async fn apart<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> Result<T, ApiError> {
    let ends = ApiError::Unfinished("the server shuts down: ask again");
    let Ok(place) = PLACES.acquire().await else { return Err(ends) };
    let (runtime, work) = (Handle::current(), work.in_current_span());
    let done = spawn_blocking(move || {
        let _place = place;
        runtime.block_on(work)
    });
    done.await.map_err(|error| match error.try_into_panic() {
        Ok(panic) => std::panic::resume_unwind(panic),
        Err(_) => ends,
    })
}
