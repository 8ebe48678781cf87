//! Serves the record over GraphQL: the schema, and the HTTP edge around it.

pub mod bundled;
pub mod graphql;
pub mod http;
pub mod service;
