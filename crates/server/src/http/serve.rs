//! A listener, answered until it is time to stop.

use std::io;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::Router;
use axum_server::tls_rustls::RustlsAcceptor;
use axum_server::{Handle, Server};
use hyper_util::rt::TokioTimer;
use tokio::net::TcpListener;

use super::connection::{Connections, TAKING};
use super::tls::Tls;

/// How long running requests may take to finish once it is time to stop.
const GRACE: Duration = Duration::from_secs(10);

/// How long a caller may take to say what they want: for TLS, and again for the head of a request. Whoever says nothing for as long is
/// hung up on, also between two requests.
const HEAD: Duration = Duration::from_secs(30);

/// How often a caller by HTTP/2 who says nothing is asked whether they are there, and how long they may take to say so.
const PING: Duration = Duration::from_secs(20);

/// How many requests may run at the same time over one connection.
const STREAMS: u32 = 100;

/// How many connections are served at the same time. Each takes some 45 kB, and more while it is asked something.
const CONNECTIONS: usize = 10_000;

/// Times and places that are given to callers.
#[derive(Clone, Copy)]
struct Patience {
    grace: Duration,
    head: Duration,
    taking: Duration,
    connections: usize,
}

/// What is given where nothing else is said.
const USUAL: Patience =
    Patience { grace: GRACE, head: HEAD, taking: TAKING, connections: CONNECTIONS };

/// Answers on `listener` until `shutdown` is over; then takes nothing new, and waits up to 10 s for what runs. With a certificate it
/// speaks TLS and nothing else.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    tls: Option<Tls>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    serve_with(listener, router, tls, shutdown, USUAL).await
}

async fn serve_with(
    listener: TcpListener,
    router: Router,
    tls: Option<Tls>,
    shutdown: impl Future<Output = ()> + Send + 'static,
    Patience { grace, head, taking, connections }: Patience,
) -> io::Result<()> {
    let handle = Handle::new();
    let mut server = Server::<SocketAddr>::from_listener(listener)
        .handle(handle.clone())
        .first_request_timeout(head);
    let builder = server.http_builder();
    builder.http1().timer(TokioTimer::new()).header_read_timeout(head);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(PING).keep_alive_timeout(PING);
    builder.http2().max_concurrent_streams(STREAMS);
    let router = router.into_make_service_with_connect_info::<SocketAddr>();
    let connections = Connections::new(connections, taking);
    let serving = async {
        match tls {
            None => server.acceptor(connections).serve(router).await,
            Some(tls) => {
                let acceptor = RustlsAcceptor::new(tls.config.clone()).handshake_timeout(head);
                let acceptor = acceptor.acceptor(connections);
                server.acceptor(acceptor).serve(router).await
            }
        }
    };
    let stopping = async {
        shutdown.await;
        tracing::info!("stopping: no new requests, finishing those that run");
        handle.graceful_shutdown(Some(grace));
        Instant::now()
    };
    tokio::pin!(serving, stopping);
    tokio::select! {
        ended = &mut serving => ended,
        began = &mut stopping => {
            let ended = serving.await;
            if began.elapsed() >= grace {
                tracing::warn!("stopped: some requests did not finish within {} s", grace.as_secs());
            }
            ended
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
        let server = tokio::spawn(serve_with(
            listener,
            router,
            None,
            async move { stop.notified().await },
            Patience { grace, ..USUAL },
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
    async fn whoever_takes_nothing_of_an_answer_loses_their_place_to_others() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let long = || async { vec![b'.'; 64 * 1024 * 1024] };
        let router = Router::new().route("/", get(long)).route("/short", get(|| async { "short" }));
        let patience = Patience { taking: Duration::from_millis(200), connections: 1, ..USUAL };
        let server = serve_with(listener, router, None, std::future::pending(), patience);
        let server = tokio::spawn(server);
        let ask = async |path: &str| {
            let mut caller = TcpStream::connect(address).await.unwrap();
            let request =
                format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
            let _ = caller.write_all(request.as_bytes()).await; // it may have been hung up on
            caller
        };
        let takes_nothing = ask("/").await;
        let mut answers = 0;
        for _ in 0..100 {
            let mut answer = Vec::new();
            let _ = ask("/short").await.read_to_end(&mut answer).await;
            answers += usize::from(answer.ends_with(b"short"));
            if answers == 0 {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
        assert!(answers > 0, "the place is free again");
        drop(takes_nothing);
        server.abort();
    }

    #[tokio::test]
    async fn a_request_without_end_does_not_hold_the_server() {
        let answer =
            stopped_while_answering(Duration::from_hours(1), Duration::from_millis(50)).await;
        assert_eq!(answer, "");
    }
}
