//! Serves the record over GraphQL: the schema, and the HTTP edge around it.
// The roots of the schema are merged one within the other, and so are their futures.
#![recursion_limit = "256"]
#![expect(
    clippy::must_use_candidate,
    reason = "a future that is boxed must be used as any other; the lint does not see that"
)]

// The body of an `async fn` is compiled again in each crate that awaits it, and with it all that it awaits: here, all answers of the
// schema. Boxed, it is compiled here alone.
use async_recursion::async_recursion as boxed;

pub mod bundled;
pub mod graphql;
pub mod http;
pub mod service;
pub mod uploads;
