//! `detente export`: the record in the forms of others, written as its pages come.

#[cfg(feature = "embedded")]
mod tables;
mod writing;

use std::collections::{BTreeMap, BTreeSet};

use clap::Args;
use detente_core::{Anything, Day, Id, NOUNS, Url};

use self::writing::Writing;
use crate::{
    failure::Failure,
    filter::{Such, id, some, such},
    options::{Format, Target},
    output::{may_be_written, note},
    progress::spinner,
    session::Session,
    wording::commas,
    words::{ExportFormat, Noun},
};

operations!("graphql/export.graphql": ExportPage);

/// The most records of a page.
const LONGEST: u32 = 100;

type Page = export_page::ExportPageList;

/// Writes records in a form that others read.
#[derive(Debug, Args)]
pub struct Export {
    /// In which form
    #[arg(value_name = "FORM", hide_possible_values = true)]
    form: ExportFormat,
    /// Only records of these kinds, as in --noun person,detention
    #[arg(long, value_name = "NOUN", value_delimiter = ',')]
    noun: Vec<Noun>,
    #[command(flatten)]
    which: Which,
    /// Also whether each person was held, and what force each sanction had, on this day
    #[arg(long, value_name = "DATE")]
    on: Option<Day>,
    /// Also all that these records lead to, and so on: such a dossier can be imported where nothing is known
    #[arg(long)]
    follow: bool,
    /// Where records are shown, as in --base `https://record.example` for `https://record.example/person/john-coale`
    #[arg(long, value_name = "URL")]
    base: Option<Url>,
}

/// Which records.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Which records")]
struct Which {
    /// Only these records, as in --ids person/ales-bialiatski,detention/ales-bialiatski-2021
    #[arg(long, value_name = "ID", value_delimiter = ',', value_parser = id::<Anything>)]
    ids: Vec<Id<Anything>>,
    #[command(flatten)]
    such: Such,
}

impl Which {
    /// The filter of one noun: of the identifiers that were named, those of this noun.
    fn of(&self, noun: Noun) -> export_page::RecordFilter {
        let own = self.ids.iter().filter(|id| id.as_record_id().noun() == noun.word());
        let ids = some(own.map(ToString::to_string).collect());
        such!(ids, self.such, export_page::RecordFilter {})
    }

    /// Just these records.
    fn these(ids: Vec<String>) -> export_page::RecordFilter {
        export_page::RecordFilter {
            ids: Some(ids),
            name_begins: None,
            mentions: None,
            source: None,
            said_by: None,
            disputed: None,
            since: None,
            until: None,
        }
    }
}

impl Export {
    /// Writes them.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        let nouns = self.nouns();
        let writing = Writing::open(self.form, &nouns, self.file(session)?, self.follow).await?;
        let mut course = Course {
            export: &self,
            session,
            writing,
            progress: spinner(""),
            met: BTreeSet::new(),
            ahead: BTreeSet::new(),
            placeless: BTreeMap::new(),
            written: 0,
        };
        for noun in &nouns {
            course.all(*noun).await?;
        }
        course.rest().await?;
        course.end().await
    }

    /// The kinds of record, in the order in which they lean on each other.
    fn nouns(&self) -> Vec<Noun> {
        let named = |noun: &Noun| self.noun.is_empty() || self.noun.contains(noun);
        let of_ids = |noun: &Noun| {
            let mut ids = self.which.ids.iter();
            self.which.ids.is_empty() || ids.any(|id| id.as_record_id().noun() == noun.word())
        };
        let nouns = NOUNS.iter().filter_map(|word| Noun::of(word));
        nouns.filter(|noun| named(noun) && of_ids(noun)).collect()
    }

    /// The address after which identifiers make the addresses of records: a server shows them itself.
    fn base(&self, session: &Session) -> Option<Url> {
        let of_server = || {
            let server = session.options.server.as_deref().filter(|server| !server.is_empty())?;
            let server = server.trim_end_matches('/').trim_end_matches("/graphql");
            format!("{server}/records").parse().ok()
        };
        self.base.clone().or_else(of_server)
    }

    /// The file or folder that is written; none for stdout.
    fn file<'a>(&self, session: &'a Session) -> Result<Option<&'a std::path::Path>, Failure> {
        match &session.options.output {
            Target::File(file) => {
                may_be_written(file, &[])?;
                Ok(Some(file))
            }
            Target::Format(Format::Table) => Ok(None),
            Target::Format(_) => Err(Failure::usage(
                "the form of an export is its first word",
                format!(
                    "leave --output out, or name a file with it, as in `detente export {} -o exported.txt`",
                    self.form.word()
                ),
            )),
        }
    }
}

/// An export on its way.
struct Course<'a> {
    export: &'a Export,
    session: &'a Session,
    writing: Writing,
    progress: indicatif::ProgressBar,
    /// The records that were asked for.
    met: BTreeSet<String>,
    /// Those that were named and are to follow.
    ahead: BTreeSet<String>,
    /// How many records of each kind the form has no place for.
    placeless: BTreeMap<&'static str, i64>,
    written: u32,
}

impl Course<'_> {
    /// Every record of a kind that was asked for.
    async fn all(&mut self, noun: Noun) -> Result<(), Failure> {
        let mut after = None;
        loop {
            let left = self.left();
            if left == 0 {
                return Ok(());
            }
            let filter = self.export.which.of(noun);
            let page = self.page(noun, filter, left, after.take()).await?;
            after = page.page_info.end_cursor.filter(|_| page.page_info.has_next_page);
            if after.is_none() {
                return Ok(());
            }
        }
    }

    /// What those records rest on or lead to, and was not asked for itself.
    async fn rest(&mut self) -> Result<(), Failure> {
        while let Some(first) = self.ahead.first().cloned() {
            let word = first.split('/').next().unwrap_or_default();
            let Some(noun) = Noun::of(word) else { return Ok(()) };
            let same = self.ahead.iter().filter(|id| id.split('/').next() == Some(word));
            let ids: Vec<String> = same.take(LONGEST as usize).cloned().collect();
            for id in &ids {
                self.ahead.remove(id);
                // Of some nobody speaks: they are not asked for again.
                self.met.insert(id.clone());
            }
            self.page(noun, Which::these(ids), LONGEST, None).await?;
        }
        Ok(())
    }

    /// How many records of a page there is room for.
    fn left(&self) -> u32 {
        let limit = self.session.options.limit.unwrap_or(u32::MAX);
        limit.saturating_sub(self.written).min(LONGEST)
    }

    /// Asks for a page, and writes it.
    async fn page(
        &mut self,
        noun: Noun,
        filter: export_page::RecordFilter,
        first: u32,
        after: Option<String>,
    ) -> Result<Page, Failure> {
        let variables = export_page::Variables {
            format: self.export.form,
            noun,
            filter: Some(filter),
            on: self.export.on,
            base: self.export.base(self.session),
            first: i64::from(first),
            after,
        };
        let page = self.session.answer::<ExportPage>(variables).await?.list;
        self.writing.begin(noun, &page).await?;
        for record in &page.records {
            if record.text.is_empty() {
                *self.placeless.entry(noun.plural()).or_default() += 1;
            } else {
                self.writing.record(noun, record).await?;
            }
            self.ahead.remove(&record.id);
            self.met.insert(record.id.clone());
            self.written = self.written.saturating_add(1);
        }
        let follow = self.export.follow;
        let sources = page.sources.iter().filter(|_| follow || self.writing.carries_sources());
        let others = page.leads_to.iter().filter(|_| follow);
        let named = sources.chain(others).filter(|id| !self.met.contains(*id)).cloned();
        self.ahead.extend(named.collect::<Vec<_>>());
        self.progress.set_message(format!("{} records…", self.written));
        Ok(page)
    }

    /// Ends the files, and tells what is not in them.
    async fn end(self) -> Result<(), Failure> {
        self.writing.end().await?;
        self.progress.finish_and_clear();
        if !self.placeless.is_empty() {
            let kinds = self.placeless.iter();
            let kinds = kinds.map(|(kind, many)| format!("{many} {}", kind.to_lowercase()));
            let form = self.export.form.word();
            note(&format!("{form} has no place for {}: left out", commas(kinds)));
        }
        if self.session.options.restricted {
            note("it holds what is restricted too: keep it as you keep the database itself");
        }
        Ok(())
    }
}
