//! One request and its answer over a connection, as bytes: what a client library does beside would
//! be measured too.

use std::net::SocketAddr;

use detente_bench::generator::Error;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A connection that is kept open from one question to the next.
pub struct Connection {
    stream: TcpStream,
    answer: Vec<u8>,
}

/// What came back.
pub struct Came<'a> {
    pub status: u16,
    /// How many bytes, with the head.
    pub bytes: usize,
    pub head: &'a [u8],
    pub body: &'a [u8],
}

/// How the end of an answer is known.
enum Length {
    Told(usize),
    /// It comes in pieces, of which the last is empty.
    Pieces,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> Result<Self, Error> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, answer: Vec::with_capacity(256 * 1024) })
    }

    /// Sends a request and reads the whole of its answer.
    pub async fn ask(&mut self, request: &[u8]) -> Result<Came<'_>, Error> {
        self.stream.write_all(request).await?;
        self.answer.clear();
        let mut head = None;
        loop {
            self.answer.reserve(64 * 1024);
            if self.stream.read_buf(&mut self.answer).await? == 0 {
                return Err("the connection was closed before the answer ended".into());
            }
            if head.is_none() {
                head = read_head(&self.answer)?;
            }
            let Some((status, end, length)) = &head else { continue };
            let body = self.answer.get(*end..).unwrap_or_default();
            let whole = match length {
                Length::Told(length) => body.len() >= *length,
                Length::Pieces => body.ends_with(b"0\r\n\r\n"),
            };
            if whole {
                let (status, bytes) = (*status, self.answer.len());
                let (head, body) = self.answer.split_at(*end);
                return Ok(Came { status, bytes, head, body });
            }
        }
    }
}

/// The status, where the body begins, and how long it is; none while the head has not come whole.
fn read_head(answer: &[u8]) -> Result<Option<(u16, usize, Length)>, Error> {
    let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
    let head = std::str::from_utf8(answer.get(..end).unwrap_or_default())?;
    let status: u16 = head.split(' ').nth(1).ok_or("this is no HTTP")?.parse()?;
    let mut length = Length::Told(0);
    for line in head.lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        if name.eq_ignore_ascii_case("content-length") && status != 304 {
            length = Length::Told(value.trim().parse()?);
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            length = Length::Pieces;
        }
    }
    Ok(Some((status, end + 4, length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_ends_where_its_head_says() {
        let told = b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nbody";
        assert!(matches!(read_head(told), Ok(Some((200, 39, Length::Told(12))))));
        let pieces = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        assert!(matches!(read_head(pieces), Ok(Some((200, 47, Length::Pieces)))));
        // What was not sent again has a length all the same.
        let unchanged = b"HTTP/1.1 304 Not Modified\r\ncontent-length: 12\r\n\r\n";
        assert!(matches!(read_head(unchanged), Ok(Some((304, 49, Length::Told(0))))));
        assert!(matches!(read_head(b"HTTP/1.1 200 OK\r\n"), Ok(None)));
        assert!(read_head(b"SSH-2.0\r\n\r\n").is_err());
    }
}
