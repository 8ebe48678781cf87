//! Which of the doors of the server a path leads to: a few words, whatever a caller writes.

/// The door that a path leads to.
pub fn of(path: &str) -> &'static str {
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    match first {
        "graphql" => "graphql",
        "uploads" => "uploads",
        "feeds" => "feeds",
        "records" => "records",
        "healthz" | "readyz" => "health",
        "" => "playground",
        _ => "other",
    }
}

/// A path as the log has it: what follows a door may name a person, or be a secret that somebody pasted.
pub fn told(path: &str) -> &str {
    match of(path) {
        "graphql" | "uploads" | "health" | "playground" => path,
        "feeds" => "/feeds/…",
        "records" => "/records/…",
        _ => "/…",
    }
}
