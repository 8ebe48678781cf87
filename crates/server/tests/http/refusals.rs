//! What is refused, before it costs anything.

use std::fmt::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use detente_server::http::HttpConfig;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::live::served;
use crate::{asking, edge, edge_with, get, posting, send};

#[tokio::test]
async fn a_body_that_is_no_question_is_refused_with_a_sentence() {
    for body in [
        "",
        "{",
        "null",
        "[]",
        r#"[{"query":"{answer}"}]"#,
        "{}",
        r#"{"query":1}"#,
        r#"{"query":"{answer}","variables":[1]}"#,
        r#"{"query":"{answer}","extensions":[]}"#,
        r#"{"query":"{answer}","extensions":{"persistedQuery":{"version":2,"sha256Hash":""}}}"#,
        "\u{0}",
    ] {
        send(edge(), posting(body)).await.refused_as(400, "BAD_REQUEST");
    }
    send(edge(), posting(vec![b'{', 0xff])).await.refused_as(400, "BAD_REQUEST");
    send(edge(), posting("[".repeat(1_000_000))).await.refused_as(400, "BAD_REQUEST");
    let deep = format!(r#"{{"query":"{{answer}}","variables":{{"a":{}"#, "[".repeat(900_000));
    send(edge(), posting(deep)).await.refused_as(400, "BAD_REQUEST");
    get("/graphql").await.refused_as(400, "BAD_REQUEST");
    get("/graphql?query=%7Banswer%7D&variables=%7B").await.refused_as(400, "BAD_REQUEST");
    for nothing in [
        r#"{"query":"{answer}","variables":null,"operationName":null,"extensions":null}"#,
        r#"{"query":"{answer}","more":1}"#,
        r#"{"query":"{answer}","extensions":{"persistedQuery":null,"other":[[1]]}}"#,
    ] {
        assert_eq!(send(edge(), posting(nothing)).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn only_json_in_utf8_is_read() {
    for content_type in [
        "",
        "text/plain",
        "application/graphql",
        "multipart/form-data; boundary=x",
        "application/json; charset=latin1",
    ] {
        let mut request = asking("{ answer }");
        request.headers_mut().insert("content-type", content_type.parse().unwrap());
        send(edge(), request).await.refused_as(415, "UNSUPPORTED_MEDIA_TYPE");
    }
    let mut request = asking("{ answer }");
    request
        .headers_mut()
        .insert("content-type", "Application/JSON; Charset=\"UTF-8\"".parse().unwrap());
    assert_eq!(send(edge(), request).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_compressed_body_is_refused_and_one_that_says_it_is_none_is_read() {
    for (coding, status) in [("gzip", 415), ("Identity", 200)] {
        let mut request = asking("{ answer }");
        request.headers_mut().insert("content-encoding", coding.parse().unwrap());
        assert_eq!(send(edge(), request).await.status.as_u16(), status, "{coding}");
    }
}

#[tokio::test]
async fn a_body_that_says_it_is_too_large_is_not_waited_for() {
    let mut caller = TcpStream::connect(served(edge()).await).await.unwrap();
    let head = "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9000000\r\nexpect: 100-continue\r\n\r\n";
    caller.write_all(head.as_bytes()).await.unwrap();
    let mut status = [0; 12];
    caller.read_exact(&mut status).await.unwrap();
    assert_eq!(std::str::from_utf8(&status).unwrap(), "HTTP/1.1 413");
}

#[tokio::test]
async fn an_upgrade_that_is_not_done_here_is_passed_over() {
    let websocket = [("upgrade", "websocket"), ("connection", "upgrade")];
    let h2c = [("upgrade", "h2c"), ("connection", "Upgrade, HTTP2-Settings")];
    for offered in [&h2c[..], &h2c[..1], &websocket] {
        let mut request = asking("{ answer }");
        for (name, value) in offered {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        assert_eq!(send(edge(), request).await.status, StatusCode::OK, "{offered:?}");
    }
    let got = Request::get("/graphql").header("upgrade", "foo, WebSocket");
    let got = got.header("connection", "keep-alive, Upgrade").body(Body::empty()).unwrap();
    let told = send(edge(), got).await;
    told.refused_as(400, "BAD_REQUEST");
    assert!(told.text.contains("cannot become a WebSocket"), "{}", told.text);
}

#[tokio::test]
async fn a_large_body_is_refused() {
    send(edge(), asking(&" ".repeat(1024 * 1024))).await.refused_as(413, "BODY_TOO_LARGE");
    let small = || edge_with(HttpConfig { body_limit: 30, ..HttpConfig::default() });
    send(small(), asking("{ answer answer answer }")).await.refused_as(413, "BODY_TOO_LARGE");
    assert_eq!(send(small(), asking("{ answer }")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_bomb_of_fragments_is_refused_at_once() {
    let mut bomb = String::from("{ ...f0 }");
    (0..25).for_each(|n| {
        write!(bomb, " fragment f{n} on Query {{ ...f{0} ...f{0} }}", n + 1).unwrap();
    });
    bomb.push_str(" fragment f25 on Query { answer }");
    let started = Instant::now();
    let mut request = asking(&bomb);
    request.headers_mut().insert("accept", "application/graphql-response+json".parse().unwrap());
    send(edge(), request).await.refused_as(400, "DOCUMENT_TOO_LARGE");
    assert!(started.elapsed() < Duration::from_millis(200), "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_question_without_end_is_given_up() {
    let edge =
        edge_with(HttpConfig { time_limit: Duration::from_millis(20), ..HttpConfig::default() });
    send(edge, asking("{ sleeps }")).await.refused_as(503, "TIMEOUT");
}

#[tokio::test]
async fn where_it_cannot_be_looked_up_in_time_who_asks_the_database_is_named() {
    let config = HttpConfig {
        time_limit: Duration::from_millis(20),
        identify: Arc::new(|_| Box::pin(std::future::pending())),
        ..HttpConfig::default()
    };
    for accept in ["application/json", "text/event-stream"] {
        let mut request = asking("{ viewer }");
        request.headers_mut().insert("accept", accept.parse().unwrap());
        let told = send(edge_with(config.clone()), request).await;
        told.refused_as(503, "DATABASE_GONE");
        assert_eq!(told.header("retry-after"), "1");
    }
}

#[tokio::test]
async fn a_body_without_end_is_given_up_whatever_answer_is_wanted() {
    let edge =
        edge_with(HttpConfig { time_limit: Duration::from_millis(20), ..HttpConfig::default() });
    for accept in ["application/json", "text/event-stream"] {
        let mut request = asking("{ answer }");
        request.headers_mut().insert("accept", accept.parse().unwrap());
        let nothing = futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>();
        *request.body_mut() = Body::from_stream(nothing);
        send(edge.clone(), request).await.refused_as(408, "SLOW_BODY");
    }
}

#[tokio::test]
async fn a_panic_is_masked_and_leaves_the_server_up() {
    let edge = edge();
    let answer = send(edge.clone(), asking("{ panics }")).await;
    answer.refused_as(500, "INTERNAL");
    assert!(!answer.text.contains("secret"), "{}", answer.text);
    assert_eq!(
        answer.json()["errors"][0]["extensions"]["requestId"],
        answer.header("x-request-id")
    );
    assert_eq!(send(edge, asking("{ answer }")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_path_that_leads_nowhere_says_where_to_go() {
    let answer = get("/api").await;
    answer.refused_as(404, "NOT_FOUND");
    assert!(answer.text.contains("/graphql"), "{}", answer.text);
    let put = Request::put("/graphql").body(Body::empty()).unwrap();
    let answer = send(edge(), put).await;
    answer.refused_as(405, "METHOD_NOT_ALLOWED");
    assert_eq!(answer.header("allow"), "GET, HEAD, POST");
}
