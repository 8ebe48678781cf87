//! One story of the record, told on every database: SQLite in a file and in
//! memory, and PostgreSQL where `DETENTE_TEST_POSTGRES` names a server.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod audiences;
mod backup;
mod claims;
mod concurrent;
mod contradictions;
mod corrections;
mod database;
mod disputes;
mod erasure;
mod fixture;
mod flipped;
mod leaning;
mod merges;
mod mirrored;
mod officials;
mod pages;
mod parting;
mod past;
mod pieces;
mod queue;
mod rebuilt;
mod refused;
mod rulings;
mod said;
mod search;
mod settlements;
mod several;
mod statements;
mod tokens;
mod trouble;
mod unseen;
mod verified;
