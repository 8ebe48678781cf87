//! A listener, answered until it is time to stop.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// How long running requests may take to finish once it is time to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Answers on `listener` until `shutdown` is over; then takes nothing new, and waits up to 10 s for what runs.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    serve_with_grace(listener, router, shutdown, GRACE).await
}

async fn serve_with_grace(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
    grace: Duration,
) -> io::Result<()> {
    let (stop, stopping) = oneshot::channel();
    let graceful = async move {
        shutdown.await;
        tracing::info!("stopping: no new requests, finishing those that run");
        let _ = stop.send(()); // nobody listens any more if the server ended by itself
    };
    let out_of_time = async {
        match stopping.await {
            Ok(()) => tokio::time::sleep(grace).await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        served = axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).with_graceful_shutdown(graceful) => served,
        () = out_of_time => {
            tracing::warn!("stopped: some requests did not finish within {} s", grace.as_secs());
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;
    use tokio::sync::Notify;

    use super::*;

    /// Asks for `/`, stops the server while the answer is being made, and returns what the caller got.
    async fn stopped_while_answering(work: Duration, grace: Duration) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let begun = Arc::new(Notify::new());
        let stop = begun.clone();
        let router = Router::new().route(
            "/",
            get(move || async move {
                begun.notify_one();
                tokio::time::sleep(work).await;
                "finished"
            }),
        );
        let server = tokio::spawn(serve_with_grace(
            listener,
            router,
            async move { stop.notified().await },
            grace,
        ));
        let mut caller = TcpStream::connect(address).await.unwrap();
        caller.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
        server.await.unwrap().unwrap();
        assert!(TcpStream::connect(address).await.is_err(), "a stopped server takes nothing new");
        let mut answer = Vec::new();
        let _ =
            tokio::time::timeout(Duration::from_millis(100), caller.read_to_end(&mut answer)).await;
        String::from_utf8(answer).unwrap()
    }

    #[tokio::test]
    async fn a_running_request_is_finished() {
        let answer =
            stopped_while_answering(Duration::from_millis(200), Duration::from_secs(10)).await;
        assert!(answer.ends_with("finished"), "{answer}");
    }

    #[tokio::test]
    async fn a_request_without_end_does_not_hold_the_server() {
        let answer =
            stopped_while_answering(Duration::from_hours(1), Duration::from_millis(50)).await;
        assert_eq!(answer, "");
    }
}
