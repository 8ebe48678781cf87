//! Invented records in any number, and what it costs to keep and to read them.
//!
//! Nobody in them exists. The same seed gives the same records.

pub mod generator;
pub mod listed;
pub mod population;
pub mod respelling;
