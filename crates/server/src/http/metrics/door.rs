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
pub fn told(path: &str) -> &'static str {
    match path {
        "/" => "/",
        "/graphql" => "/graphql",
        "/uploads" => "/uploads",
        "/healthz" => "/healthz",
        "/readyz" => "/readyz",
        _ => match of(path) {
            "feeds" => "/feeds/…",
            "records" => "/records/…",
            _ => "/…",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn the_log_names_no_record_and_nothing_that_was_pasted_behind_a_door() {
        for door in ["/", "/graphql", "/uploads", "/healthz", "/readyz"] {
            assert_eq!(told(door), door);
        }
        assert_eq!(told("/records/person/ada"), "/records/…");
        assert_eq!(told("/feeds/person"), "/feeds/…");
        for pasted in ["/graphql/detente_a", "//graphql", "/detente_a", "/uploads/a.csv"] {
            assert_eq!(told(pasted), "/…", "{pasted}");
        }
    }
}
