//! `detente edit` and `detente new`: a record in an editor, and the claims that follow from what was written.

mod draft;
mod editor;
mod faults;
mod opened;
mod prompt;
mod shown;
mod written;

use std::path::PathBuf;

use clap::Args;
use detente_core::{Anything, Day, Id, Kind, RecordId, Source, Voice, dossier::Sheet};

use self::{
    draft::Draft,
    opened::{Opened, Writer},
    written::{Ended, Writing},
};
use crate::{
    failure::Failure, filter::id, output::note, session::Session, show::absent, words::Noun,
};

/// Opens a record in an editor.
#[derive(Debug, Args)]
pub struct Edit<K: Kind = Anything> {
    /// The record, as in person/ales-bialiatski; after the name of a noun, the slug alone will do
    #[arg(value_name = "RECORD", value_parser = id::<K>)]
    id: Id<K>,
    #[command(flatten)]
    how: How,
}

/// Opens a sheet for a record that nobody has spoken of.
#[derive(Debug, Args)]
pub struct New {
    /// What kind of record
    #[arg(value_name = "NOUN", hide_possible_values = true)]
    noun: Noun,
    /// What follows the slash of its identifier, for good: the key that a list has for it, as in
    /// viasna-1234. It is asked for where it is left out
    #[arg(value_name = "SLUG")]
    slug: Option<String>,
    /// With a slug made at random, as for a person who must not be known by name
    #[arg(long, conflicts_with = "slug")]
    anonymous: bool,
    #[command(flatten)]
    how: How,
}

/// How something is written.
#[derive(Debug, Args)]
#[command(next_help_heading = "How it is written")]
pub struct How {
    /// The source that you write from, as in viasna-119261
    #[arg(long, value_name = "SOURCE", value_parser = id::<Source>)]
    source: Option<Id<Source>>,
    /// Whose word it is, where it is not the source's own, as in person/john-coale
    #[arg(long, value_name = "RECORD", value_parser = id::<Voice>)]
    said_by: Option<Id<Voice>>,
    /// The day on which you read the source [default: today]
    #[arg(long, value_name = "DAY")]
    read_on: Option<Day>,
    /// What you add, in a sentence
    #[arg(long, short, value_name = "TEXT")]
    message: Option<String>,
    /// Who writes it down; to a server with tokens, the name of your token says it
    #[arg(long, env = "DETENTE_AUTHOR", value_name = "NAME", hide_env_values = true)]
    author: Option<String>,
    /// Go on with a text that was kept
    #[arg(long, value_name = "FILE", conflicts_with_all = ["source", "said_by", "read_on", "message"])]
    draft: Option<PathBuf>,
    /// Submit without asking
    #[arg(long, short)]
    yes: bool,
    /// Only say what would come of it
    #[arg(long, conflicts_with = "yes")]
    dry_run: bool,
}

impl<K: Kind> Edit<K> {
    /// Opens it, and submits what was written.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        self.how.must_be_answerable(session)?;
        let id: RecordId = self.id.into();
        let (writer, opened) = Opened::with_writer(session, &id).await?;
        let Some(opened) = opened else { return Err(absent(session, &id).await) };
        let sheet = self.how.sheet(opened, writer, false);
        if sheet.subject != id {
            note(&format!("{id} is kept as {} now", sheet.subject));
        }
        self.how.write(session, sheet).await
    }
}

impl New {
    /// Opens a sheet for it, and submits what was written.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        self.how.must_be_answerable(session)?;
        let noun = self.noun.word();
        let slug = match self.slug {
            Some(slug) => slug,
            None if self.anonymous => prompt::random_slug(),
            None => prompt::slug(noun)?,
        };
        let id: RecordId = id::<Anything>(&format!("{noun}/{slug}"))
            .map_err(|error| {
                Failure::usage(error.to_string(), "write the slug alone, as in viasna-1234")
            })?
            .into();
        let (writer, known) = Opened::with_writer(session, &id).await?;
        if known.is_some() {
            return Err(Failure::usage(
                format!("there is a {id} already"),
                format!("`detente edit {id}` adds to it; another {noun} needs another slug"),
            ));
        }
        let sheet = self.how.sheet(Opened::nothing(id), writer, true);
        self.how.write(session, sheet).await
    }
}

impl How {
    /// Refuses before anything is typed, where nobody could be asked whether to submit it.
    fn must_be_answerable(&self, session: &Session) -> Result<(), Failure> {
        session.today("what is written is written beside the record as it is today")?;
        if self.yes || self.dry_run || prompt::is_there_someone() {
            return Ok(());
        }
        Err(Failure::usage(
            "nobody can be asked whether to submit it: this is no terminal",
            "give --yes to submit without asking, or --dry-run to see what would come of it",
        ))
    }

    /// The sheet of a record, with what is known of the source.
    fn sheet(&self, opened: Opened, writer: Writer, new: bool) -> Sheet {
        let title = self.message.clone().unwrap_or_else(|| format!("On {}", opened.label));
        // A source speaks first of all of itself.
        let itself = if new { opened.id.clone().try_into().ok() } else { None };
        Sheet {
            said: opened.said(),
            states: opened.states,
            subject: opened.id,
            label: opened.label,
            new,
            title,
            author: Some(
                self.author
                    .clone()
                    .filter(|author| !author.trim().is_empty())
                    .unwrap_or(writer.name),
            ),
            source: self.source.clone().or(itself),
            said_by: self.said_by.clone(),
            read_on: self.read_on.unwrap_or_else(super::today),
        }
    }

    /// Lets the sheet be written in, and submits what follows. Whatever goes wrong, the text is kept.
    async fn write(&self, session: &Session, sheet: Sheet) -> Result<(), Failure> {
        let draft = match &self.draft {
            Some(file) => Draft::found(file.clone(), sheet)?,
            None => Draft::begin(sheet)?,
        };
        let writing = Writing { session, how: self, draft: &draft };
        match writing.run().await {
            Ok(Ended::Done) => draft.remove(),
            Ok(Ended::Kept) => {
                draft.tell_where();
                Ok(())
            }
            Err(failure) => {
                if draft.is_untouched() {
                    draft.remove()?;
                } else {
                    draft.tell_where();
                }
                Err(failure)
            }
        }
    }
}
