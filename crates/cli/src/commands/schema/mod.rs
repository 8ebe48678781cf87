//! `detente schema`: what can be asked, what a dossier may say, and how two schemas differ.

mod diff;

use apollo_compiler::ast::{Definition, Document};
use clap::{Args, Subcommand};

use crate::{failure::Failure, options::Options, output::say};

/// Prints the GraphQL schema.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Schema {
    #[command(subcommand)]
    command: Option<Command>,
    /// Print the JSON Schema of dossiers instead, for editors that complete and check TOML
    #[arg(long)]
    dossier: bool,
    /// Print it as Relay's compiler wants it, where `node` takes an identifier and nothing else
    #[arg(long, conflicts_with = "dossier")]
    relay: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// What a change of the schema breaks: of two files of SDL the older, then the newer
    ///
    /// As in `detente schema diff before.graphql after.graphql`. The exit code is 1 if something would break.
    Diff(diff::Diff),
}

impl Schema {
    /// Prints it, or compares two.
    pub fn run(&self, options: &Options) -> Result<(), Failure> {
        if let Some(Command::Diff(diff)) = &self.command {
            return diff.run(options);
        }
        if self.dossier {
            return say(&serde_json::to_string_pretty(&detente_core::dossier::json_schema())
                .map_err(crate::session::misread)?);
        }
        say(&if self.relay { for_relay(&sdl()) } else { sdl() })
    }
}

/// A schema in which `node` takes an identifier and nothing else: what may be given besides need not
/// be, so that whatever is written for this schema is answered by the whole one.
fn for_relay(sdl: &str) -> String {
    let mut schema = Document::parse(sdl, "schema.graphql").unwrap_or_else(|read| read.partial);
    for definition in &mut schema.definitions {
        let Definition::ObjectTypeDefinition(object) = definition else { continue };
        let fields = object.make_mut().fields.iter_mut().filter(|field| field.name == "node");
        for field in fields {
            field.make_mut().arguments.retain(|argument| argument.name == "id");
        }
    }
    schema.to_string()
}

/// The schema as the server of this program has it.
#[cfg(feature = "embedded")]
fn sdl() -> String {
    detente_server::graphql::sdl()
}

/// The schema that this program was made with.
#[cfg(not(feature = "embedded"))]
fn sdl() -> String {
    include_str!("../../../../../schema.graphql").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn for_relay_node_takes_an_identifier_and_nothing_else() {
        let relay = for_relay(&sdl());
        assert!(relay.contains("  node(id: ID!): Node\n"), "`node` takes more");
        let nodes = relay.split("  nodes(").nth(1).and_then(|rest| rest.split("): ").next());
        assert!(nodes.is_some_and(|arguments| arguments.contains("knownAt")), "{nodes:?}");
    }
}
