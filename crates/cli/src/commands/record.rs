//! What every record has: operations that all nouns share.

use crate::words::{ClaimStanding, DisputeKind, Noun, SourceKind};

operations!("graphql/record.graphql": About, Claims, Mentions, Said);
