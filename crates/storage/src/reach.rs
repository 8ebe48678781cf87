//! Whether a PostgreSQL server is there at all, asked before a pool of connections waits for it.

use std::{str::FromStr as _, time::Duration};

use sqlx::{ConnectOptions as _, Connection as _, postgres::PgConnectOptions};

use crate::StoreError;

/// How long a server may take to let one connection in.
const PATIENCE: Duration = Duration::from_secs(5);

/// Knocks at the server of a `postgres://` address. Other databases are files,
/// and what a server that is there refuses is told by whoever opens it.
pub(crate) async fn knock(url: &str) -> Result<(), StoreError> {
    if !url.starts_with("postgres") {
        return Ok(());
    }
    // What is wrong with the address itself is told where it is opened.
    let Ok(options) = PgConnectOptions::from_str(url) else { return Ok(()) };
    let place = options.get_socket().map_or_else(
        || format!("{}:{}", options.get_host(), options.get_port()),
        |socket| socket.display().to_string(),
    );
    let unanswered = |why: String| StoreError::Unanswered { place: place.clone(), why };
    match tokio::time::timeout(PATIENCE, options.connect()).await {
        Ok(Ok(connection)) => {
            // It was asked nothing: how it closes is of no matter.
            let _ = connection.close().await;
            Ok(())
        }
        Ok(Err(sqlx::Error::Io(why))) => Err(unanswered(why.to_string())),
        Ok(Err(_)) => Ok(()),
        Err(_) => {
            Err(unanswered(format!("it did not answer within {} seconds", PATIENCE.as_secs())))
        }
    }
}
