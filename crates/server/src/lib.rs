//! Serves the record over GraphQL: the schema, and the HTTP edge around it.
// The roots of the schema are merged one within the other, and so are their futures.
#![recursion_limit = "256"]

pub mod bundled;
pub mod graphql;
pub mod http;
pub mod service;
pub mod uploads;
