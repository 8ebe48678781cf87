//! `detente serve --trusted`: the documents that a server is started with.

use std::path::PathBuf;

use clap::Args;
use detente_server::{
    graphql,
    http::document::{
        Limits,
        trusted::{Trusted, Unfit},
        validator::Validator,
    },
};

use crate::failure::{Failure, Wrong};

/// Which documents a server trusts.
#[derive(Debug, Args)]
pub struct Trusting {
    /// Documents that are checked now and asked for by their identifiers: a manifest in JSON, a file of
    /// GraphQL, or a folder of such files; may be given several times
    #[arg(long, value_name = "PATH")]
    trusted: Vec<PathBuf>,
    /// Answer no other documents than those of --trusted
    #[arg(long)]
    trusted_only: bool,
}

impl Trusting {
    /// The documents, unless something is wrong with one of them.
    pub fn documents(&self, limits: &Limits) -> Result<Trusted, Failure> {
        if self.trusted.is_empty() {
            return if self.trusted_only { Err(none_named()) } else { Ok(Trusted::default()) };
        }
        let validator = Validator::new(&graphql::sdl(), true);
        let read = Trusted::read(&self.trusted, &validator, limits);
        let read = read.map_err(|unfit| Failure::Untrusted {
            faults: unfit.into_iter().map(Wrong::from).collect(),
        })?;
        Ok(read.only(self.trusted_only))
    }
}

/// A server that answers nothing but what it trusts, and trusts nothing, is not meant: least of all one that
/// answers everything instead.
fn none_named() -> Failure {
    Failure::Settings {
        faults: vec![Wrong {
            written_at: None,
            record: Some("--trusted-only".to_owned()),
            field: None,
            problem: "no documents are named that would be answered".to_owned(),
            remedy: "name them with --trusted, or leave this out".to_owned(),
        }],
    }
}

impl From<Unfit> for Wrong {
    fn from(unfit: Unfit) -> Self {
        let Unfit { file, line, part, problem } = unfit;
        let file = file.display();
        Self {
            written_at: Some(line.map_or(file.to_string(), |line| format!("{file}:{line}"))),
            record: part,
            field: None,
            problem,
            remedy: "`detente schema` prints what can be asked; docs/limits.md tells how much"
                .to_owned(),
        }
    }
}
