//! Requests, written out whole before anything is measured.

use std::net::SocketAddr;

use reqwest::Url;

/// Where a request holds these digits it is another one each time: a number that never repeats is
/// written over them.
pub const NUMBER: &str = "0000000000";

/// A request as it goes over the connection.
pub struct Request {
    bytes: Vec<u8>,
    number: Option<usize>,
}

impl Request {
    /// Asks for an address, with these headers.
    pub fn get(to: &Url, headers: &[(&str, &str)]) -> Self {
        Self::of("GET", to, headers, "")
    }

    /// Sends JSON.
    pub fn post(to: &Url, headers: &[(&str, &str)], body: &str) -> Self {
        Self::of("POST", to, headers, body)
    }

    /// Hands something over.
    pub fn put(to: &Url, body: &str) -> Self {
        Self::of("PUT", to, &[], body)
    }

    fn of(method: &str, to: &Url, headers: &[(&str, &str)], body: &str) -> Self {
        let query = to.query().map(|query| format!("?{query}")).unwrap_or_default();
        let mut lines = vec![format!("{method} {}{query} HTTP/1.1", to.path())];
        lines.push(format!("host: {}", to.host_str().unwrap_or_default()));
        lines.push("accept: application/json".to_owned());
        if !body.is_empty() {
            lines.push("content-type: application/json".to_owned());
            lines.push(format!("content-length: {}", body.len()));
        }
        lines.extend(headers.iter().map(|(name, value)| format!("{name}: {value}")));
        let text = format!("{}\r\n\r\n{body}", lines.join("\r\n"));
        Self { number: text.find(NUMBER), bytes: text.into_bytes() }
    }

    /// Writes it out, as the `nth` of all.
    pub fn write(&self, nth: usize, into: &mut Vec<u8>) {
        into.clear();
        into.extend_from_slice(&self.bytes);
        if let Some(at) = self.number
            && let Some(digits) = into.get_mut(at..at + NUMBER.len())
        {
            let mut left = nth;
            for digit in digits.iter_mut().rev() {
                *digit = b'0' + u8::try_from(left % 10).unwrap_or_default();
                left /= 10;
            }
        }
    }
}

/// The address to connect to.
pub fn address(url: &Url) -> Option<SocketAddr> {
    url.socket_addrs(|| None).ok()?.first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_takes_the_place_of_the_digits() {
        let url: Url = "http://127.0.0.1:80/graphql?a=b".parse().unwrap();
        let request = Request::post(&url, &[("x", "y")], &format!("{{\"n\":\"{NUMBER}\"}}"));
        let mut written = Vec::new();
        request.write(1205, &mut written);
        let text = String::from_utf8(written).unwrap();
        assert!(text.starts_with("POST /graphql?a=b HTTP/1.1\r\nhost: 127.0.0.1\r\n"), "{text}");
        assert!(text.contains("content-length: 18\r\n"), "{text}");
        assert!(text.ends_with("x: y\r\n\r\n{\"n\":\"0000001205\"}"), "{text}");
    }
}
