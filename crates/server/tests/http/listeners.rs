//! What listeners may keep a server busy with, and how those are given up who take nothing.

use std::net::SocketAddr;
use std::time::Duration;

use detente_server::http::live::Listening;
use detente_server::http::serve::serve;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio_tungstenite::tungstenite::client::{ClientRequestBuilder, IntoClientRequest as _};
use tokio_tungstenite::{MaybeTlsStream, client_async};

use crate::live::{Talk, events, listening};
use crate::{edge, edge_with, send};

#[tokio::test]
async fn of_a_subscription_no_more_is_kept_than_there_is_room_for() {
    let mut talk = Talk::begun(edge()).await;
    let many = vec![json!({ "a": 1 }); 3_000];
    let payload =
        json!({ "query": "subscription { ticks(count: 1) }", "variables": { "a": many } });
    talk.say(json!({ "id": "a", "type": "subscribe", "payload": payload })).await;
    assert_eq!(talk.hear().await["type"], "next", "what is not declared is not kept");
    let long = format!("subscription {{ silent }} #{}", "x".repeat(40_000));
    let told = send(edge(), events(&long)).await;
    assert!(told.text.contains("as long as somebody listens"), "{}", told.text);
}

#[tokio::test]
async fn a_listener_who_takes_nothing_is_given_up_and_told_so() {
    let patience = Duration::from_millis(50);
    let edge = edge_with(listening(Listening { patience, ..Listening::default() }));
    let response =
        tower::ServiceExt::oneshot(edge, events("subscription { endless }")).await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    let bytes = axum::body::to_bytes(response.into_body(), 1_000_000).await.unwrap();
    let told = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(told.matches("event: next").count() <= 18, "what waits is bounded");
    assert!(
        told.contains("SLOW_CONSUMER") && told.ends_with("event: complete\ndata: \ndata: \n\n")
    );
}

/// A connection that takes little at a time.
async fn narrow(address: SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    socket.connect(address).await.unwrap()
}

#[tokio::test]
async fn a_listener_who_is_given_up_is_told_while_their_connection_stands() {
    let usual = Listening::default();
    let config = listening(Listening { patience: Duration::from_millis(100), ..usual });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, edge_with(config), None, std::future::pending()));
    let body = json!({ "query": "subscription { endless }" }).to_string();
    let mut events = narrow(address).await;
    let head = format!(
        "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\naccept: text/event-stream\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    events.write_all(head.as_bytes()).await.unwrap();
    let uri = format!("ws://{address}/graphql").parse().unwrap();
    let request = ClientRequestBuilder::new(uri).with_sub_protocol("graphql-transport-ws");
    let stream = MaybeTlsStream::Plain(narrow(address).await);
    let opened = client_async(request.into_client_request().unwrap(), stream).await.unwrap();
    let mut talk = Talk(opened.0);
    talk.say(json!({ "type": "connection_init" })).await;
    assert_eq!(talk.hear().await["type"], "connection_ack");
    talk.subscribe("a", "subscription { endless }").await;
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(talk.closed().await, 1013);
    let mut told = Vec::new();
    events.read_to_end(&mut told).await.unwrap();
    let told = String::from_utf8(told).unwrap();
    assert!(told.contains("SLOW_CONSUMER"), "{}", &told[told.len() - 300..]);
}
