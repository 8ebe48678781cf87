//! Why a WebSocket is closed, as whoever spoke over it is told.

/// Why a connection is closed: a code of the protocol's, and a reason of at most 123 bytes.
pub(super) struct Closing(pub(super) u16, pub(super) String);

/// How long a reason may be, in bytes.
const REASON: usize = 123;

/// As much of a reason as there is room for, in whole words where it has any.
pub(super) fn cut(reason: &str) -> &str {
    if reason.len() <= REASON {
        return reason;
    }
    let cut = &reason[..reason.floor_char_boundary(REASON)];
    let words = cut.rfind([' ', ',']).filter(|_| !reason[cut.len()..].starts_with(' '));
    words.map_or(cut, |end| &cut[..end])
}

pub(super) fn closing(code: u16, reason: impl Into<String>) -> Closing {
    Closing(code, reason.into())
}

/// How a connection ends that cannot be read on: the library's errors are known by their words alone.
pub(super) fn broken(error: &str) -> Result<(), Closing> {
    let (code, reason) = if error.contains("too long") {
        (1009, "Message too big: send it by POST, or the digest of its document")
    } else if error.starts_with("UTF-8") {
        (1007, "Messages are text in UTF-8")
    } else if error.contains("without closing handshake") {
        return Ok(());
    } else if error.starts_with("WebSocket protocol error") {
        (1002, error)
    } else {
        return Ok(());
    };
    Err(closing(code, reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_cut_between_words_and_fits() {
        let long = "Leave the token out — ".repeat(10);
        assert_eq!(cut("Forbidden"), "Forbidden");
        assert!(cut(&long).len() <= REASON && cut(&long).ends_with("out —"), "{}", cut(&long));
        assert_eq!(cut(&"é".repeat(100)).len(), 122);
    }
}
