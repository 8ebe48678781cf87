//! Answers that go on, from a server over an event stream or from the local database.

use std::time::Duration;

use futures_util::{
    StreamExt as _,
    stream::{self, BoxStream},
};
use serde_json::json;

use super::{
    Question,
    remote::{Server, reason},
};
use crate::failure::Failure;

/// How long a server may say nothing: it says that it is there every 12 s.
const SILENCE: Duration = Duration::from_mins(1);

/// How long one connection is kept: then it is opened anew.
const LONG: Duration = Duration::from_hours(24);

/// How much of one event is read.
const LONGEST: usize = 16 * 1024 * 1024;

/// Answers as they come.
pub struct Answers(pub(super) BoxStream<'static, Result<String, Failure>>);

impl Answers {
    /// The next one; none where there will be no more.
    pub async fn next(&mut self) -> Result<Option<String>, Failure> {
        self.0.next().await.transpose()
    }
}

impl Server {
    /// Asks what is answered again and again.
    pub async fn follow(&self, question: Question<'_>) -> Result<Answers, Failure> {
        let body = json!({
            "query": question.document,
            "operationName": question.operation,
            "variables": question.variables,
        });
        let request = self.posting(LONG).header("accept", "text/event-stream").json(&body);
        let response = request.send().await;
        let response = response.map_err(|error| self.unreachable(&reason(&error)))?;
        if !response.status().is_success() {
            super::read(&self.text(response).await?)?.whole()?;
            return Err(Failure::Unintelligible("it tells nothing as it happens".to_owned()));
        }
        let server = self.clone();
        let gone = move |why: &str| server.unreachable(why);
        let pieces = response.bytes_stream().boxed();
        let read_so_far = (pieces, Vec::new(), gone);
        let events = stream::try_unfold(read_so_far, |(mut pieces, mut text, gone)| async move {
            loop {
                if let Some(end) = text.windows(2).position(|two: &[u8]| two == b"\n\n") {
                    let text_of_event: Vec<u8> = text.drain(..end + 2).collect();
                    match event(&String::from_utf8_lossy(&text_of_event)) {
                        Event::Next(answer) => return Ok(Some((answer, (pieces, text, gone)))),
                        Event::Complete => return Ok(None),
                        Event::Other => continue,
                    }
                }
                let piece = tokio::time::timeout(SILENCE, pieces.next()).await;
                match piece {
                    Ok(Some(Ok(piece))) if text.len() < LONGEST => text.extend_from_slice(&piece),
                    Ok(Some(Ok(_))) => {
                        return Err(Failure::Unintelligible("an event is too long".to_owned()));
                    }
                    Ok(Some(Err(error))) => return Err(gone(&reason(&error))),
                    Ok(None) => return Err(gone("it hung up")),
                    Err(_) => return Err(gone("it says nothing any more")),
                }
            }
        });
        Ok(Answers(events.boxed()))
    }
}

enum Event {
    Next(String),
    Complete,
    Other,
}

/// Reads one event: lines of `name: value`, as the text of server-sent events has it.
fn event(text: &str) -> Event {
    let fields = text.lines().filter_map(|line| line.split_once(':'));
    let fields = fields.map(|(name, value)| (name, value.strip_prefix(' ').unwrap_or(value)));
    let (mut kind, mut data) = ("", Vec::new());
    for (name, value) in fields {
        match name {
            "event" => kind = value,
            "data" => data.push(value),
            _ => {}
        }
    }
    match kind {
        "next" => Event::Next(data.join("\n")),
        "complete" => Event::Complete,
        _ => Event::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_read_by_its_lines() {
        let next = |text: &str| match event(text) {
            Event::Next(answer) => Some(answer),
            Event::Complete | Event::Other => None,
        };
        assert_eq!(next("event: next\ndata: {\"a\":\ndata:1}\n\n").as_deref(), Some("{\"a\":\n1}"));
        assert!(matches!(event("event: complete\ndata: \n\n"), Event::Complete));
        assert!(matches!(event(":\n\n"), Event::Other));
    }
}
