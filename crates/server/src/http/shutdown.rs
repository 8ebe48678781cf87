//! When it is time to stop: SIGINT (Ctrl-C) or SIGTERM.

use std::io;

use tokio::sync::watch;

/// Whether it is time to stop, for what goes on until somebody ends it.
#[derive(Clone, Debug, Default)]
pub struct Stopping(watch::Sender<bool>);

impl Stopping {
    /// From now on it is.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }

    /// Over once it is time to stop.
    pub async fn come(&self) {
        let mut known = self.0.subscribe();
        let _ = known.wait_for(|is_time| *is_time).await; // the sender is here, so it cannot be gone
    }
}

/// Listens for the signals from now on; the future is over when one has come.
#[cfg(unix)]
pub fn signal() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Listens for Ctrl-C; the future is over when it has come.
#[cfg(not(unix))]
pub fn signal() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
