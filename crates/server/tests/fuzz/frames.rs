//! What comes over a WebSocket: messages with slips, frames that are none, bytes that are no frames.

use std::net::SocketAddr;
use std::sync::LazyLock;
use std::sync::atomic::Ordering;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;
use tokio::time::timeout;
use tokio_tungstenite::MaybeTlsStream;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::client::{ClientRequestBuilder, IntoClientRequest as _};
use tokio_tungstenite::tungstenite::{Bytes, Message};

use crate::asking::{operation, question};
use crate::tape::{Tape, choices};
use crate::{PANICS, SERVER, is_an_answer};

static ADDRESS: LazyLock<SocketAddr> = LazyLock::new(|| {
    SERVER.runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(axum::serve(listener, SERVER.router.clone()).into_future());
        address
    })
});

/// The codes with which a connection may be closed.
const CODES: &[u16] =
    &[1000, 1001, 1002, 1005, 1007, 1009, 1013, 4400, 4401, 4403, 4406, 4408, 4409, 4429];

#[derive(Clone, Debug)]
enum Sent {
    Text(String),
    Frame(Vec<u8>),
    Ping(Vec<u8>),
    /// Past the protocol.
    Bytes(Vec<u8>),
}

fn sent() -> impl Strategy<Value = Sent> {
    let message = choices(60).prop_map(|choices| {
        let mut tape = Tape::of(&choices);
        let id = tape.among(&["a", "b", "", "\u{0}"]);
        let (query, name, variables) = operation(&mut tape, &choices);
        let message = match tape.one_of(8) {
            0 => json!({ "type": "ping", "payload": variables }),
            1 => json!({ "type": "complete", "id": id }),
            2 => json!({ "type": "connection_init", "payload": { "Authorization": tape.mutated("Bearer x") } }),
            3 => json!({ "type": "pong" }),
            4 | 5 => json!({ "type": "subscribe", "id": id, "payload": { "query": question(&choices) } }),
            _ => {
                let payload =
                    json!({ "query": query, "operationName": name, "variables": variables });
                json!({ "type": "subscribe", "id": id, "payload": payload })
            }
        };
        let message = message.to_string();
        Sent::Text(if tape.once_in(3) { tape.mutated(&message) } else { message })
    });
    prop_oneof![
        12 => message,
        1 => vec(any::<u8>(), 0..40).prop_map(Sent::Frame),
        1 => vec(any::<u8>(), 0..125).prop_map(Sent::Ping),
        1 => vec(any::<u8>(), 1..60).prop_map(Sent::Bytes),
        1 => "[\\[\\]{}\":,a-e0-9]{0,40}".prop_map(Sent::Text),
    ]
}

/// Whether a server may say this.
fn is_told(text: &str) -> Result<(), String> {
    let told: Value = serde_json::from_str(text).map_err(|_| format!("no JSON: {text}"))?;
    let sound = match told["type"].as_str() {
        Some("next") => is_an_answer(&told["payload"]),
        Some("error") => is_an_answer(&json!({ "errors": told["payload"] })),
        Some("connection_ack" | "pong" | "complete") => Ok(()),
        _ => Err("a message of no type"),
    };
    sound.map_err(|why| format!("{why}: {text:.500}"))
}

/// Says all this over one connection, and hears what is said.
async fn talked(address: SocketAddr, all: Vec<Sent>, greets: bool) -> Result<(), String> {
    let uri = format!("ws://{address}/graphql").parse().unwrap();
    let request = ClientRequestBuilder::new(uri).with_sub_protocol("graphql-transport-ws");
    let opened = connect_async(request.into_client_request().unwrap()).await;
    let mut talk = opened.map_err(|error| format!("it was not opened: {error}"))?.0;
    if greets {
        let greeting = json!({ "type": "connection_init" }).to_string();
        talk.send(Message::text(greeting)).await.map_err(|error| error.to_string())?;
    }
    for sent in all {
        // A server that has closed the connection takes no more.
        let _ = match sent {
            Sent::Text(text) => talk.send(Message::text(text)).await,
            Sent::Frame(bytes) => talk.send(Message::Binary(bytes.into())).await,
            Sent::Ping(bytes) => talk.send(Message::Ping(bytes.into())).await,
            Sent::Bytes(bytes) => {
                if let MaybeTlsStream::Plain(stream) = talk.get_mut() {
                    let _ = stream.write_all(&bytes).await;
                }
                Ok(())
            }
        };
    }
    let _ = talk.send(Message::Ping(Bytes::from_static(b"the last"))).await;
    loop {
        // What was broken may be the beginning of something longer: then nothing is said.
        match timeout(Duration::from_millis(500), talk.next()).await {
            Ok(Some(Ok(Message::Text(text)))) => is_told(&text)?,
            Ok(Some(Ok(Message::Close(Some(frame))))) => {
                let code = u16::from(frame.code);
                let known = CODES.contains(&code) && !frame.reason.is_empty();
                return if known { Ok(()) } else { Err(format!("closed with {frame:?}")) };
            }
            Ok(Some(Ok(Message::Pong(bytes)))) if bytes == "the last" => return Ok(()),
            Ok(Some(Ok(_))) => {}
            Ok(Some(Err(_)) | None) | Err(_) => return Ok(()),
        }
    }
}

#[test]
fn whatever_comes_over_a_websocket_is_answered_or_closes_it() {
    let address = *ADDRESS;
    proptest!(|(all in vec(sent(), 1..6), greets in 0..5_u8)| {
        let told = SERVER.runtime.block_on(talked(address, all, greets > 0));
        prop_assert!(told.is_ok(), "{:?}", told);
        prop_assert_eq!(PANICS.swap(0, Ordering::SeqCst), 0);
    });
}
