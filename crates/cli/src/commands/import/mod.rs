//! `detente import`: adds dossiers and published lists to the record, or only checks them.

mod check;
mod list;
mod told;

use std::path::PathBuf;

use clap::Args;
use detente_core::dossier;

use self::list::ListOptions;

use crate::{
    failure::{Failure, Wrong},
    json::Json,
    output::Page,
    session::Session,
    wording::count,
};

operations!("graphql/import.graphql": Submit);

/// Adds dossiers and published lists to the record.
#[derive(Debug, Args)]
pub struct Import {
    /// Dossiers, TOML or JSON: each becomes one revision. Or a format and the files of one edition of
    /// a list, which become one: viasna, ofac, eu, uk, un, canada, ftm, opensanctions, csv
    #[arg(value_name = "[FORMAT] FILE", required = true)]
    files: Vec<PathBuf>,
    /// Only say what would come of it, against what the record holds
    #[arg(long)]
    dry_run: bool,
    /// Only read the files and check them by themselves; needs no database and no server
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
    /// The text of a source, in which every quote is looked up, as in --text S1=article.txt
    #[arg(long = "text", value_name = "SOURCE=FILE", requires = "check", value_parser = check::text)]
    texts: Vec<(String, PathBuf)>,
    #[command(flatten)]
    list: ListOptions,
}

impl Import {
    /// Whether it needs nobody to answer.
    pub const fn is_alone(&self) -> bool {
        self.check || self.list.is_guess()
    }

    /// Checks the files by themselves, or guesses the mapping of a table.
    pub fn alone(&self) -> Result<(), Failure> {
        if !self.list.is_guess() {
            return check::run(&self.files, &self.texts);
        }
        match self.files.split_first() {
            Some((word, files)) if word.to_str() == Some("csv") => self.list.guess(files),
            _ => Err(Failure::usage(
                "a mapping is guessed of a table",
                "write `detente import csv --guess FILE`",
            )),
        }
    }

    /// Adds the files, one after the other; the first that is wrong ends it, once
    /// what was added before it is told.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        if let Some((word, files)) = self.files.split_first()
            && let Some(format) = list::format(word)
        {
            return self.list.import(session, format, files, self.dry_run).await;
        }
        if !self.list.is_silent() {
            return Err(Failure::usage(
                "these options are about a list, and no format is named",
                "name the format before the files, as in `detente import ofac sdn.csv`",
            ));
        }
        let mut told = Page::new();
        let mut answers = Vec::new();
        let mut ended = Ok(());
        for file in &self.files {
            match self.add(session, file).await {
                Ok((line, answer)) => {
                    told.block(line);
                    answers.extend(answer);
                }
                Err(failure) => {
                    ended = Err(failure);
                    break;
                }
            }
        }
        if ended.is_ok() || !answers.is_empty() {
            session.output.one(&Json::List(answers), || told)?;
        }
        ended
    }

    /// Adds one file: all of it or nothing.
    async fn add(
        &self,
        session: &Session,
        file: &PathBuf,
    ) -> Result<(String, Option<Json>), Failure> {
        let name = file.display().to_string();
        let text = match text_of(file)? {
            Ok(text) => text,
            Err(faults) => return Err(self.refused(faults)),
        };
        let input = submit::SubmitDossierInput { name: name.clone(), text, dry_run: self.dry_run };
        let mut data = session.ask::<Submit>(submit::Variables { input }).await?;
        let answer: submit::ResponseData = data.read().map_err(crate::session::misread)?;
        let one = answer.one;
        if !one.user_errors.is_empty() {
            return Err(self.refused(one.user_errors.into_iter().map(wrong).collect()));
        }
        Ok((format!("{}\n", summary(&name, &one, self.dry_run)), data.take("one")))
    }

    /// The faults in the order of the file, each once: the reader of the file and the ledger may find the same.
    fn refused(&self, mut faults: Vec<Wrong>) -> Failure {
        let mut told = Vec::new();
        faults.retain(|fault| {
            let about = (fault.record.clone(), fault.field.clone(), fault.problem.clone());
            let new = !told.contains(&about);
            told.push(about);
            new
        });
        faults.sort_by_key(Wrong::line);
        Failure::Faults { faults, storing: !self.dry_run }
    }
}

/// The text of a file, or what is wrong with it before it is text.
fn text_of(file: &PathBuf) -> Result<Result<String, Vec<Wrong>>, Failure> {
    let unreadable = |why| Failure::Unreadable { file: file.clone(), why };
    let name = file.display().to_string();
    let size = std::fs::metadata(file).map_err(unreadable)?.len();
    if let Some(fault) = dossier::too_large(&name, size) {
        return Ok(Err(vec![fault.into()]));
    }
    let bytes = std::fs::read(file).map_err(unreadable)?;
    Ok(String::from_utf8(bytes).map_err(|error| {
        let faults = dossier::read(&name, error.as_bytes()).faults;
        faults.into_iter().map(Into::into).collect()
    }))
}

fn wrong(error: submit::SubmitOneUserErrors) -> Wrong {
    wrong_of(error.written_at, error.record, error.field, error.message, error.remedy)
}

fn wrong_of(
    written_at: Option<String>,
    record: Option<String>,
    field: Option<String>,
    problem: String,
    remedy: String,
) -> Wrong {
    Wrong { written_at, record, field, problem, remedy }
}

fn summary(name: &str, one: &submit::SubmitOne, dry_run: bool) -> String {
    let added = count(one.added, "claim", "claims");
    let known =
        if one.known > 0 { format!(", {} known already", one.known) } else { String::new() };
    if dry_run {
        return format!("{name}: {added} would be added{known}; nothing was stored");
    }
    let records = i64::try_from(one.changed.len()).unwrap_or(i64::MAX);
    let changed = count(records, "record", "records");
    match one.revision {
        Some(revision) if one.waiting => {
            let wait = if one.added == 1 { "waits" } else { "wait" };
            format!(
                "{name}: {added} {wait} until an editor accepts what is said{known}; revision {revision}"
            )
        }
        Some(revision) => {
            format!("{name}: {added} added{known}; {changed} changed; revision {revision}")
        }
        None => format!("{name}: nothing to add{known}; the record stays as it is"),
    }
}
