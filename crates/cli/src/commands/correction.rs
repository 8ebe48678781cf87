//! `detente correct` and `detente corrections`: what readers say is wrong, and what becomes of it.

use clap::{Args, Subcommand, ValueEnum};
use detente_core::{Anything, Id, Url};

use crate::{
    failure::Failure,
    filter::id,
    json::Json,
    list::fetched,
    options::Format,
    output::{Cell, Column, Listed, Page, Row, note, say},
    session::{Session, misread},
    show::absent,
    wording::{self, moment},
    words::{CorrectionOutcome, CorrectionState, Word},
};

operations!("graphql/correction.graphql": Send, Corrections, Close);

/// Says that something is wrong with a record.
#[derive(Debug, Args)]
pub struct Correct {
    /// The record, as in person/john-coale
    #[arg(value_name = "RECORD", value_parser = id::<Anything>)]
    id: Id<Anything>,
    /// What is wrong, and what is right, in at most 2000 characters
    #[arg(long, value_name = "TEXT")]
    text: String,
    /// The field, where it is about one, as in --field roles.envoy.since
    #[arg(long, value_name = "PATH")]
    field: Option<String>,
    /// How you can be reached; only editors read it, and it is destroyed once they have looked into it
    #[arg(long, value_name = "TEXT")]
    contact: Option<String>,
    /// A page that shows it
    #[arg(long, value_name = "URL")]
    source_url: Option<Url>,
}

impl Correct {
    /// Sends it.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        let input = send::CorrectionInput {
            subject: self.id.to_string(),
            field: self.field,
            text: self.text,
            contact: self.contact,
            source_url: self.source_url,
        };
        let mut data = session.ask::<Send>(send::Variables { input }).await?;
        let one = data.take("one").unwrap_or(Json::Null);
        let came: send::SendOne = one.read().map_err(misread)?;
        if came.user_errors.iter().any(|error| error.code == "UNKNOWN_SUBJECT") {
            return Err(absent(session, self.id.as_record_id()).await);
        }
        let wrong = came.user_errors.iter();
        refused(wrong.map(|error| (error.message.as_str(), error.remedy.as_str())))?;
        session.output.one(&one, || {
            let mut page = Page::new();
            page.block("sent: the editors of this record will look into it\n");
            page
        })
    }
}

/// Which corrections are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum State {
    /// Those that wait.
    Open,
    /// Those that were looked into.
    Closed,
    /// All of them.
    All,
}

/// Lists what readers say is wrong, or closes one of them.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Sent {
    #[command(subcommand)]
    command: Option<Looked>,
    /// Those that are open, closed, or all
    #[arg(long, value_name = "STATE", default_value = "open", hide_possible_values = true)]
    state: State,
}

/// What is done once one has been looked into.
#[derive(Debug, Subcommand)]
enum Looked {
    /// Close a correction that was looked into: its contact is destroyed
    ///
    /// As in `detente corrections close 3 --outcome accepted --note "See revision 12."`
    Close(Closing),
}

/// Closes a correction.
#[derive(Debug, Args)]
struct Closing {
    /// The correction, as the list has it
    #[arg(value_name = "ID")]
    id: String,
    /// What came of it: accepted or declined
    #[arg(long, value_name = "OUTCOME", hide_possible_values = true)]
    outcome: detente_core::CorrectionOutcome,
    /// Why, for other editors
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

type Correction = corrections::Row;

impl Row for Correction {
    const DISPUTABLE: bool = false;

    fn disputed(&self) -> Vec<&str> {
        Vec::new()
    }
}

impl Sent {
    /// Lists them, or closes one.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        match self.command {
            Some(Looked::Close(closing)) => closing.run(session).await,
            None => list(session, self.state).await,
        }
    }
}

impl Closing {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let outcome = Word(self.outcome);
        let variables = close::Variables { id: self.id.clone(), outcome, note: self.note };
        let mut data = session.ask::<Close>(variables).await?;
        let one = data.take("one").unwrap_or(Json::Null);
        let came: close::CloseOne = one.read().map_err(misread)?;
        let wrong = came.user_errors.iter();
        refused(wrong.map(|error| (error.message.as_str(), error.remedy.as_str())))?;
        session.output.one(&one, || {
            let mut page = Page::new();
            page.block(format!("correction {} is closed: {outcome}\n", self.id));
            page
        })
    }
}

async fn list(session: &Session, state: State) -> Result<(), Failure> {
    let state = match state {
        State::Open => Some(Word(detente_core::CorrectionState::Open)),
        State::Closed => Some(Word(detente_core::CorrectionState::Closed)),
        State::All => None,
    };
    let variables = |slice: crate::list::Slice| corrections::Variables {
        state,
        first: slice.first,
        after: slice.after,
    };
    let rows = fetched::<Corrections, Correction>(session, "corrections", variables).await?;
    if rows.is_empty() {
        note(none(state));
    }
    if session.output.format != Format::Table {
        return session.output.list(&rows, &columns());
    }
    let mut page = Page::new();
    for Listed { row, .. } in &rows {
        page.heading(format!("{}  {}  {}", row.id, row.subject.label, row.subject.id));
        page.field("field", "", row.field.as_deref().map(wording::field));
        page.field("says", "", Some(row.text.clone()));
        page.field("source", "", row.source_url.as_ref().map(ToString::to_string));
        page.field("contact", "", row.contact.clone());
        page.field("sent", "", Some(moment(row.sent_at)));
        page.field("closed", "", closed(row));
        page.field("note", "", row.note.clone());
    }
    say(&page.drawn(session.output))
}

fn none(state: Option<CorrectionState>) -> &'static str {
    match state.map(|state| state.0) {
        Some(detente_core::CorrectionState::Open) => "no correction waits",
        Some(detente_core::CorrectionState::Closed) => "no correction has been closed",
        None => "no correction was ever sent",
    }
}

/// What came of it: `accepted by vera, 2026-01-02 10:15 UTC`.
fn closed(row: &Correction) -> Option<String> {
    let outcome = row.outcome?.to_string();
    let by = row.closed_by.as_deref().unwrap_or("an editor");
    Some(wording::known([Some(format!("{outcome} by {by}")), row.closed_at.map(moment)]))
}

/// Everything that the server found wrong with what was sent.
fn refused<'a>(errors: impl Iterator<Item = (&'a str, &'a str)>) -> Result<(), Failure> {
    let lines: Vec<String> =
        errors.map(|(message, remedy)| format!("{message}; {remedy}")).collect();
    if lines.is_empty() { Ok(()) } else { Err(Failure::Refused(lines.join("\n       "))) }
}

fn columns() -> [Column<Correction>; 11] {
    let instant = |at: Option<detente_core::Instant>| Cell::of(at);
    [
        Column::new("id", &[], |row: &Correction| Cell::of(Some(&row.id))),
        Column::new("record", &[], |row: &Correction| Cell::of(Some(&row.subject.id))),
        Column::new("field", &[], |row: &Correction| Cell::of(row.field.as_ref())),
        Column::new("text", &[], |row: &Correction| Cell::of(Some(&row.text))),
        Column::new("source_url", &[], |row: &Correction| Cell::of(row.source_url.as_ref())),
        Column::new("contact", &[], |row: &Correction| Cell::of(row.contact.as_ref())),
        Column::new("sent_at", &[], move |row: &Correction| instant(Some(row.sent_at))),
        Column::new("closed_at", &[], move |row: &Correction| instant(row.closed_at)),
        Column::new("closed_by", &[], |row: &Correction| Cell::of(row.closed_by.as_ref())),
        Column::new("outcome", &[], |row: &Correction| Cell::of(row.outcome)),
        Column::new("note", &[], |row: &Correction| Cell::of(row.note.as_ref())),
    ]
}
