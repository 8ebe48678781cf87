//! What is told as it happens, over a WebSocket and as a stream of events, whatever schema stands behind it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use detente_server::http::identity::{Caller, Unidentified};
use detente_server::http::live::Listening;
use detente_server::http::{HttpConfig, origin::Origins};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::{ClientRequestBuilder, IntoClientRequest as _};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::{asking, edge, edge_with, send};

pub(crate) async fn served(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    address
}

pub(crate) struct Talk(pub(crate) WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Talk {
    async fn opened(router: Router, protocol: &str) -> Self {
        let address = served(router).await;
        let uri = format!("ws://{address}/graphql").parse().unwrap();
        let mut request = ClientRequestBuilder::new(uri);
        if !protocol.is_empty() {
            request = request.with_sub_protocol(protocol);
        }
        Self(connect_async(request.into_client_request().unwrap()).await.unwrap().0)
    }

    pub(crate) async fn begun(router: Router) -> Self {
        let mut talk = Self::opened(router, "graphql-transport-ws").await;
        talk.say(json!({ "type": "connection_init" })).await;
        assert_eq!(talk.hear().await, json!({ "type": "connection_ack" }));
        talk
    }

    pub(crate) async fn say(&mut self, message: Value) {
        self.0.send(Message::text(message.to_string())).await.unwrap();
    }

    pub(crate) async fn subscribe(&mut self, id: &str, query: &str) {
        let payload = json!({ "query": query });
        self.say(json!({ "id": id, "type": "subscribe", "payload": payload })).await;
    }

    pub(crate) async fn hear(&mut self) -> Value {
        serde_json::from_str(&self.hear_text().await).unwrap()
    }

    async fn hear_text(&mut self) -> String {
        loop {
            let next = tokio::time::timeout(Duration::from_secs(10), self.0.next()).await;
            match next.expect("nothing was said").unwrap().unwrap() {
                Message::Text(text) => return text.to_string(),
                Message::Close(Some(frame)) => {
                    return json!([u16::from(frame.code), frame.reason.as_str()]).to_string();
                }
                _ => {}
            }
        }
    }

    /// The code with which the connection is closed, whatever is said before.
    pub(crate) async fn closed(&mut self) -> u64 {
        loop {
            if let Some(code) = self.hear().await.get(0).and_then(Value::as_u64) {
                return code;
            }
        }
    }
}

pub(crate) fn listening(listening: Listening) -> HttpConfig {
    HttpConfig { listening, ..HttpConfig::default() }
}

#[tokio::test]
async fn a_subscription_is_answered_until_its_end_and_several_at_the_same_time() {
    let mut talk = Talk::begun(edge()).await;
    talk.subscribe("a", "subscription { silent }").await;
    talk.subscribe("b", "subscription { ticks(count: 3) }").await;
    for tick in 0..3 {
        let told = talk.hear().await;
        assert_eq!((&told["id"], &told["type"]), (&json!("b"), &json!("next")));
        assert_eq!(told["payload"]["data"], json!({ "ticks": tick }));
    }
    assert_eq!(talk.hear().await, json!({ "id": "b", "type": "complete" }));
    talk.say(json!({ "type": "ping", "payload": { "n": 1 } })).await;
    assert_eq!(talk.hear().await, json!({ "type": "pong", "payload": { "n": 1 } }));
    talk.say(json!({ "id": "a", "type": "complete" })).await;
    talk.subscribe("a", "{ answer }").await;
    assert_eq!(talk.hear().await["payload"]["data"], json!({ "answer": 42 }));
    assert_eq!(talk.hear().await, json!({ "id": "a", "type": "complete" }));
}

#[tokio::test]
async fn a_field_of_a_subscription_is_one_however_often_it_is_written() {
    let mut talk = Talk::begun(edge()).await;
    let twice = "subscription { ...F ticks(count: 2) } fragment F on Subscription { ... on Subscription { ticks(count: 2) } }";
    talk.subscribe("a", twice).await;
    for tick in 0..2 {
        let told = talk.hear().await;
        assert_eq!(told["payload"]["data"], json!({ "ticks": tick }), "{told}");
    }
    assert_eq!(talk.hear().await, json!({ "id": "a", "type": "complete" }));
}

#[tokio::test]
async fn what_cannot_be_asked_is_told_and_the_connection_goes_on() {
    let one = Listening { one: 1, ..Listening::default() };
    let mut talk = Talk::begun(edge_with(listening(one))).await;
    for (query, code) in [
        ("subscription { nothing }", "INVALID_DOCUMENT"),
        ("subscription { silent ticks(count: 1) }", "INVALID_DOCUMENT"),
        ("subscription { ticks(count: 1) again: ticks(count: 1) }", "INVALID_DOCUMENT"),
        ("subscription { ticks(count: 1) ticks(count: 2) }", "INVALID_DOCUMENT"),
        ("subscription {", "SYNTAX_ERROR"),
        ("subscription { breaks }", "INTERNAL"),
    ] {
        talk.subscribe("a", query).await;
        let told = talk.hear().await;
        assert_eq!((&told["id"], &told["type"]), (&json!("a"), &json!("error")));
        assert_eq!(told["payload"][0]["extensions"]["code"], code, "{told}");
        assert!(!told.to_string().contains("secret"), "{told}");
    }
    talk.subscribe("a", "subscription { silent }").await;
    talk.subscribe("b", "subscription { silent }").await;
    assert_eq!(talk.hear().await["payload"][0]["extensions"]["code"], "BUSY");
}

#[tokio::test]
async fn a_connection_that_breaks_the_protocol_is_closed_with_its_code() {
    let mut other = Talk::opened(edge(), "").await;
    assert_eq!(other.closed().await, 4406);
    let greeting = Duration::from_millis(50);
    let hasty = edge_with(listening(Listening { greeting, ..Listening::default() }));
    assert_eq!(Talk::opened(hasty, "graphql-transport-ws").await.closed().await, 4408);
    let mut early = Talk::opened(edge(), "graphql-transport-ws").await;
    early.subscribe("a", "{ answer }").await;
    assert_eq!(early.closed().await, 4401);
    let mut twice = Talk::begun(edge()).await;
    twice.say(json!({ "type": "connection_init" })).await;
    assert_eq!(twice.closed().await, 4429);
    let mut same = Talk::begun(edge()).await;
    same.subscribe("a", "subscription { silent }").await;
    same.subscribe("a", "subscription { silent }").await;
    assert_eq!(same.hear().await, json!([4409, "Subscriber for a already exists"]));
    let mut stranger = Talk::opened(edge(), "graphql-transport-ws").await;
    let payload = json!({ "Authorization": "Bearer abc" });
    stranger.say(json!({ "type": "connection_init", "payload": payload })).await;
    assert_eq!(stranger.closed().await, 4403);
    for wrong in [
        json!([]),
        json!({ "type": "nothing" }),
        json!({ "type": "subscribe" }),
        json!({ "type": "subscribe", "id": "a", "payload": { "query": 1 } }),
        json!({ "type": "complete" }),
    ] {
        let mut talk = Talk::begun(edge()).await;
        talk.say(wrong.clone()).await;
        assert_eq!(talk.closed().await, 4400, "{wrong}");
    }
    let mut binary = Talk::begun(edge()).await;
    binary.0.send(Message::binary(vec![1])).await.unwrap();
    assert_eq!(binary.closed().await, 4400);
    let mut long = Talk::begun(edge()).await;
    long.0.send(Message::text("x".repeat(300_000))).await.unwrap();
    assert_eq!(long.closed().await, 1009);
}

#[tokio::test]
async fn a_greeting_whose_payload_cannot_be_a_token_is_not_acknowledged() {
    for payload in [json!(5), json!([]), json!("Bearer abc"), json!({ "Authorization": 5 })] {
        let mut talk = Talk::opened(edge(), "graphql-transport-ws").await;
        talk.say(json!({ "type": "connection_init", "payload": payload })).await;
        assert_eq!(talk.closed().await, 4400, "{payload}");
    }
    for payload in [json!(null), json!({}), json!({ "Authorization": null, "other": 5 })] {
        let mut talk = Talk::opened(edge(), "graphql-transport-ws").await;
        talk.say(json!({ "type": "connection_init", "payload": payload })).await;
        assert_eq!(talk.hear().await["type"], "connection_ack", "{payload}");
    }
}

#[tokio::test]
async fn frames_that_break_the_protocol_are_answered_with_why() {
    let unmasked = [0x81, 2, b'{', b'}'];
    let reserved = [0x83, 0x80, 0, 0, 0, 0];
    let no_utf8 = [0x81, 0x82, 0, 0, 0, 0, 0xff, 0xfe];
    for (frame, code) in [(&unmasked[..], 1002), (&reserved, 1002), (&no_utf8, 1007)] {
        let mut talk = Talk::begun(edge()).await;
        let MaybeTlsStream::Plain(stream) = talk.0.get_mut() else { unreachable!() };
        stream.write_all(frame).await.unwrap();
        assert_eq!(talk.closed().await, code, "{frame:?}");
    }
}

/// An edge that takes any token while `good` holds.
fn while_good(good: &Arc<AtomicBool>) -> HttpConfig {
    let good = Arc::clone(good);
    let identify = move |_: Option<String>| -> futures_util::future::BoxFuture<'static, _> {
        let expired = || Unidentified::Token("this token expired".to_owned());
        let caller = good.load(Ordering::Acquire).then(Caller::default).ok_or_else(expired);
        Box::pin(std::future::ready(caller))
    };
    HttpConfig { identify: Arc::new(identify), ..HttpConfig::default() }
}

#[tokio::test]
async fn rights_that_end_end_what_they_opened() {
    let good = Arc::new(AtomicBool::new(true));
    let config = while_good(&good);
    let mut talk = Talk::opened(edge_with(config.clone()), "graphql-transport-ws").await;
    let payload = json!({ "Authorization": "Bearer abc" });
    talk.say(json!({ "type": "connection_init", "payload": payload })).await;
    assert_eq!(talk.hear().await["type"], "connection_ack");
    talk.subscribe("a", "subscription { silent }").await;
    let mut events = events("subscription { silent }");
    events.headers_mut().insert("authorization", "Bearer abc".parse().unwrap());
    let events = tokio::spawn(send(edge_with(config), events));
    tokio::time::sleep(Duration::from_millis(100)).await;
    good.store(false, Ordering::Release);
    assert_eq!(talk.closed().await, 4401);
    let events = events.await.unwrap();
    assert!(events.text.contains("UNAUTHENTICATED"), "{}", events.text);
    assert!(events.text.ends_with("event: complete\ndata: \ndata: \n\n"), "{}", events.text);
}

#[tokio::test]
async fn rights_that_end_close_a_connection_on_which_no_subscription_runs() {
    for asks in [None, Some("{ sleeps }")] {
        let good = Arc::new(AtomicBool::new(true));
        let mut talk = Talk::opened(edge_with(while_good(&good)), "graphql-transport-ws").await;
        let payload = json!({ "Authorization": "Bearer abc" });
        talk.say(json!({ "type": "connection_init", "payload": payload })).await;
        assert_eq!(talk.hear().await["type"], "connection_ack");
        if let Some(query) = asks {
            talk.subscribe("a", query).await;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        good.store(false, Ordering::Release);
        let told = talk.hear().await;
        assert_eq!(told[0], 4401, "{told}");
        assert!(told[1].as_str().unwrap().starts_with("This token expired"), "{told}");
    }
}

#[tokio::test]
async fn a_connection_without_a_token_has_no_rights_that_could_end() {
    let good = Arc::new(AtomicBool::new(true));
    let mut talk = Talk::begun(edge_with(while_good(&good))).await;
    good.store(false, Ordering::Release);
    tokio::time::sleep(Duration::from_millis(1500)).await;
    talk.say(json!({ "type": "ping" })).await;
    assert_eq!(talk.hear().await, json!({ "type": "pong" }));
}

#[tokio::test]
async fn a_page_of_another_host_opens_no_connection_unless_it_was_named() {
    let named = Origins { any: false, named: vec!["https://front.example".parse().unwrap()] };
    let address = served(edge_with(HttpConfig { origins: named, ..HttpConfig::default() })).await;
    for (origin, opens) in [("https://other.example", false), ("https://front.example", true)] {
        let uri = format!("ws://{address}/graphql").parse().unwrap();
        let request = ClientRequestBuilder::new(uri).with_header("origin", origin);
        let request = request.with_sub_protocol("graphql-transport-ws");
        let opened = connect_async(request.into_client_request().unwrap()).await;
        assert_eq!(opened.is_ok(), opens, "{origin}");
    }
}

pub(crate) fn events(query: &str) -> Request<Body> {
    let mut request = asking(query);
    request.headers_mut().insert("accept", "text/event-stream".parse().unwrap());
    request
}

#[tokio::test]
async fn events_are_told_until_the_last() {
    let told = send(edge(), events("subscription { ticks(count: 2) }")).await;
    assert_eq!(told.header("content-type"), "text/event-stream");
    assert_eq!(told.header("vary"), "accept, accept-encoding, authorization");
    let answer = |n: u32| {
        format!(
            "event: next\ndata: {{\"data\":{{\"ticks\":{n}}},\"extensions\":{{\"cost\":0}}}}\n\n"
        )
    };
    assert_eq!(told.text, answer(0) + &answer(1) + "event: complete\ndata: \ndata: \n\n");
    let once = send(edge(), events("{ answer }")).await;
    assert!(once.text.contains("{\"answer\":42}") && once.text.contains("complete"));
    let got = Request::get("/graphql?query=subscription%7Bticks(count:1)%7D");
    let got = got.header("accept", "text/event-stream").body(Body::empty()).unwrap();
    assert!(send(edge(), got).await.text.contains("{\"ticks\":0}"));
    let changed = Request::get("/graphql?query=mutation%7Bchange%7D");
    let changed = changed.header("accept", "text/event-stream").body(Body::empty()).unwrap();
    send(edge(), changed).await.refused_as(405, "METHOD_NOT_ALLOWED");
}

#[tokio::test]
async fn whoever_wants_events_is_told_in_one_what_is_wrong() {
    for (query, code) in [
        ("subscription { nothing }", "INVALID_DOCUMENT"),
        ("subscription {", "SYNTAX_ERROR"),
        ("subscription { breaks }", "INTERNAL"),
    ] {
        let told = send(edge(), events(query)).await;
        assert_eq!(told.status, 200);
        assert!(told.text.starts_with("event: next\ndata: {\"errors\":"), "{}", told.text);
        assert!(told.text.contains(code) && !told.text.contains("secret"), "{}", told.text);
        assert!(told.text.ends_with("event: complete\ndata: \ndata: \n\n"), "{}", told.text);
    }
    // Without events there is no way to answer again and again.
    send(edge(), asking("subscription { silent }")).await.refused_as(406, "NOT_ACCEPTABLE");
}

#[tokio::test]
async fn listeners_are_let_go_when_the_server_stops_and_know_to_ask_again() {
    let config = HttpConfig::default();
    let mut talk = Talk::begun(edge_with(config.clone())).await;
    talk.subscribe("a", "subscription { silent }").await;
    let events = events("subscription { silent }");
    let events = tokio::spawn(send(edge_with(config.clone()), events));
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(!events.is_finished());
    config.stopping.stop();
    assert_eq!(talk.closed().await, 1001);
    let told = tokio::time::timeout(Duration::from_secs(10), events).await.unwrap().unwrap();
    assert_eq!((told.status.as_u16(), told.text.as_str()), (200, ""));
    // Whoever comes later is let go at once.
    let mut late = Talk::opened(edge_with(config), "graphql-transport-ws").await;
    assert_eq!(late.closed().await, 1001);
}

#[tokio::test]
async fn a_subscription_is_asked_by_the_digest_of_its_document() {
    let edge = edge();
    let text = "subscription { ticks(count: 1) }";
    let digest = detente_core::TextDigest::of(text).to_string();
    let extensions = json!({ "persistedQuery": { "version": 1, "sha256Hash": digest } });
    let mut talk = Talk::begun(edge.clone()).await;
    let by_digest = json!({ "extensions": extensions });
    talk.say(json!({ "id": "a", "type": "subscribe", "payload": by_digest })).await;
    assert_eq!(talk.hear().await["payload"][0]["message"], "PersistedQueryNotFound");
    for payload in [json!({ "query": text, "extensions": extensions }), by_digest] {
        talk.say(json!({ "id": "a", "type": "subscribe", "payload": payload })).await;
        assert_eq!(talk.hear().await["payload"]["data"], json!({ "ticks": 0 }));
        assert_eq!(talk.hear().await, json!({ "id": "a", "type": "complete" }));
    }
    let request = Request::get(format!("/graphql?documentId=sha256:{digest}"))
        .header("accept", "text/event-stream");
    let told = send(edge, request.body(Body::empty()).unwrap()).await;
    assert!(told.text.contains(r#"{"data":{"ticks":0}"#), "{}", told.text);
}

#[tokio::test]
async fn fields_come_over_a_websocket_in_the_order_of_the_document() {
    let mut talk = Talk::begun(edge()).await;
    talk.subscribe("a", "{ z: answer query { y: answer b: answer } a: answer }").await;
    let told = talk.hear_text().await;
    assert!(told.contains(r#""data":{"z":42,"query":{"y":42,"b":42},"a":42}"#), "{told}");
}
