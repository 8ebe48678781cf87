//! `detente schema`: what can be asked, and what a dossier may say.

use clap::Args;

use crate::{failure::Failure, output::say};

/// Prints the GraphQL schema.
#[derive(Debug, Args)]
pub struct Schema {
    /// Print the JSON Schema of dossiers instead, for editors that complete and check TOML
    #[arg(long)]
    dossier: bool,
}

impl Schema {
    /// Prints it.
    pub fn run(&self) -> Result<(), Failure> {
        if self.dossier {
            return say(&serde_json::to_string_pretty(&detente_core::dossier::json_schema())
                .map_err(crate::session::misread)?);
        }
        say(&sdl())
    }
}

/// The schema as the server of this program has it.
#[cfg(feature = "embedded")]
fn sdl() -> String {
    detente_server::graphql::sdl()
}

/// The schema that this program was made with.
#[cfg(not(feature = "embedded"))]
fn sdl() -> String {
    include_str!("../../../../schema.graphql").to_owned()
}
