//! End to end: what a user sees. The tests stand under `tests/`, the transcripts beside it.
