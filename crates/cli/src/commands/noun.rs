//! What the commands of all nouns have in common: `list`, `show` and `edit`.

/// Declares the commands of a noun: what they do, each with an example.
///
/// Expands to `Command`, which runs the `List`, the `Show` and the `Edit` of the same file.
macro_rules! command {
    ($about:literal, list: $list:literal, show: $show:literal) => {
        #[doc = $about]
        #[derive(Debug, clap::Subcommand)]
        pub enum Command {
            #[doc = $list]
            List(Box<List>),
            #[doc = $show]
            Show(Show),
            /// Write down in your editor what a source says of one
            Edit(Box<Edit>),
        }

        impl Command {
            /// Does it.
            pub async fn run(
                self,
                session: &$crate::session::Session,
            ) -> Result<(), $crate::failure::Failure> {
                match self {
                    Self::List(list) => list.run(session).await,
                    Self::Show(show) => show.run(session).await,
                    Self::Edit(edit) => edit.run(session).await,
                }
            }
        }
    };
}

/// Declares what `show` is asked: which record, for which day where that matters, with quotes or without.
macro_rules! show {
    ($noun:ident, $word:literal, $id:literal $(, on: $on:literal)?) => {
        /// Opens one in an editor.
        type Edit = $crate::commands::Edit<detente_core::$noun>;

        #[doc = concat!("Which ", stringify!($noun), " to show.")]
        #[derive(Debug, clap::Args)]
        pub struct Show {
            #[doc = $id]
            #[arg(value_name = $word, value_parser = $crate::filter::id::<detente_core::$noun>)]
            id: detente_core::Id<detente_core::$noun>,
            $(
                #[doc = $on]
                #[arg(long, value_name = "DATE")]
                on: Option<detente_core::Day>,
            )?
            /// With the phrases of the sources
            #[arg(long)]
            quotes: bool,
        }
    };
}

pub(crate) use {command, show};
