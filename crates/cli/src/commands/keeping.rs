//! What only the keeper of a database does: serve it, verify its ledger, make its records anew.

use std::num::NonZeroU32;

use clap::{Args, ValueEnum};
use detente_core::NOUNS;
use detente_server::{
    http::{
        HttpConfig, accept::Statuses, document::Limits, logging, origin::Origins, shutdown,
        traces::Traces,
    },
    service,
};
use serde_json::json;
use tokio::net::TcpListener;

use super::listening::Listening;
use super::trusting::Trusting;
use crate::{
    asks::{self, Question, embedded::Database},
    failure::Failure,
    json::Json,
    options::Options,
    output::say,
    wording::count,
};

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Log {
    /// For eyes.
    Text,
    /// One JSON object a line.
    Json,
}

/// Which text of GraphQL over HTTP the statuses of answers follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum HttpStatus {
    /// The one that clients know.
    Usual,
    /// The draft of 2026.
    #[value(name = "2026")]
    Of2026,
}

/// Serves the record: the Playground and the endpoint.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    listening: Listening,
    /// How the log on stderr is written: text or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_possible_values = true)]
    log: Log,
    /// Which statuses answers have: usual, or 2026 for those of the newer draft (422 for a question
    /// that is not valid, 294 for an answer with errors beside its data)
    #[arg(long, value_name = "TEXT", default_value = "usual", hide_possible_values = true)]
    http_status: HttpStatus,
    /// How much each caller may ask for in a minute, by token or address, as docs/limits.md counts it; no
    /// limit unless it is given
    #[arg(long, value_name = "COST")]
    rate_limit: Option<NonZeroU32>,
    /// What one answer may cost at most
    #[arg(long, value_name = "COST", default_value_t = Limits::default().cost)]
    max_cost: u64,
    /// How many questions are answered, and files taken, at the same time
    #[arg(long, value_name = "COUNT", default_value_t = 256, value_parser = clap::value_parser!(u16).range(1..))]
    max_requests: u16,
    /// Do not tell the schema to whoever asks for it
    #[arg(long)]
    no_introspection: bool,
    /// Do not tell what a misspelt name might be
    #[arg(long)]
    no_suggestions: bool,
    #[command(flatten)]
    trusting: Trusting,
    /// A page of another host that may ask, as in `--allow-origin https://front.example`; * allows all
    #[arg(long, value_name = "ORIGIN", value_parser = origin, value_delimiter = ',')]
    allow_origin: Vec<String>,
}

/// Reads where a page comes from.
fn origin(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_one = host.is_some_and(|host| {
        !host.is_empty()
            && host.bytes().all(|byte| byte.is_ascii_graphic() && !b"/*".contains(&byte))
    });
    if is_one || text == "*" {
        return Ok(text.to_ascii_lowercase());
    }
    if text.contains('*') {
        return Err("a star stands for no part of a host: name each, with commas between, or write * alone for all".to_owned());
    }
    Err("write a scheme and a host and nothing after it, as in https://front.example".to_owned())
}

impl Serve {
    /// Serves until it is told to stop.
    pub async fn run(self, options: &Options) -> Result<(), Failure> {
        if options.restricted {
            return Err(Failure::usage(
                "a server shows everyone what their token may see",
                "leave --restricted out, and make a token with `detente token create`",
            ));
        }
        let config = self.config()?;
        let doors = self.listening.open().await?;
        let address = doors.public.local_addr()?;
        let database = Database::open(options).await?;
        let store = &database.service.store;
        store.sign().await?;
        let mirror = store.mirror_of().await?;
        let mirror = mirror.map(|origin| format!("Mirror of   {}\n", origin.address));
        let metrics = doors.metrics.as_ref().map(TcpListener::local_addr).transpose()?;
        let metrics = metrics.map(|address| format!("Figures     http://{address}/metrics\n"));
        let records = records(&database).await?;
        let stopping = shutdown::signal()?;
        let scheme = if doors.tls.is_some() { "https" } else { "http" };
        say(&format!(
            "Playground  {scheme}://{address}/\nEndpoint    {scheme}://{address}/graphql\nRecords     {records}\n{}{}",
            mirror.unwrap_or_default(),
            metrics.unwrap_or_default()
        ))?;
        Ok(service::serve(database.service, doors, config, Box::pin(stopping)).await?)
    }

    /// What the edge is told.
    fn config(&self) -> Result<HttpConfig, Failure> {
        let statuses = match self.http_status {
            HttpStatus::Usual => Statuses::Usual,
            HttpStatus::Of2026 => Statuses::Of2026,
        };
        let limits = Limits {
            cost: self.max_cost,
            introspection: !self.no_introspection,
            ..Limits::default()
        };
        let any = self.allow_origin.iter().any(|origin| origin == "*");
        let named = self.allow_origin.iter().filter_map(|origin| origin.parse().ok()).collect();
        Ok(HttpConfig {
            statuses,
            limits,
            trusted: self.trusting.documents(&limits)?,
            suggestions: !self.no_suggestions,
            rate: self.rate_limit,
            at_once: self.max_requests.into(),
            origins: Origins { any, named },
            behind_proxy: self.listening.behind_proxy,
            public_address: self.listening.public_address.clone(),
            speaks_tls: self.listening.speaks_tls(),
            ..HttpConfig::default()
        })
    }

    /// Where its traces go, if they go anywhere.
    pub fn traces(&self) -> Result<Option<Traces>, Failure> {
        self.listening.traces()
    }

    /// How its log is written.
    pub fn log(&self) -> logging::LogFormat {
        match self.log {
            Log::Text => logging::LogFormat::Text,
            Log::Json => logging::LogFormat::Json,
        }
    }
}

/// How many records there are that the public sees.
async fn records(database: &Database) -> Result<i64, Failure> {
    let plural = |noun: &str| detente_core::with_noun!(noun, N => <N as detente_core::Noun>::PLURAL, _ => "");
    let lists =
        NOUNS.iter().map(|noun| format!("{noun}: {}(first: 1) {{ totalCount }}", plural(noun)));
    let document = format!("{{ {} }}", lists.collect::<Vec<_>>().join(" "));
    let question = Question { document: &document, operation: None, variables: json!({}) };
    let data = asks::read(&database.ask(question).await?)?.whole()?;
    let counts = NOUNS.iter().filter_map(|noun| match data.get(noun)?.get("totalCount")? {
        Json::Number(count) => count.as_i64(),
        _ => None,
    });
    Ok(counts.sum())
}

/// Checks the ledger, and that everything beside it is what the ledger comes to.
pub async fn verify(options: &Options) -> Result<(), Failure> {
    let database = Database::open_kept(options).await?;
    let verified = database.service.store.verify_whole().await?;
    let counted = |many: u64, one, more| count(i64::try_from(many).unwrap_or(i64::MAX), one, more);
    let Some(hash) = &verified.hash else { return say("the ledger is empty") };
    let mut text = format!(
        "the ledger holds: {}, the newest {hash}",
        counted(verified.revisions, "revision", "revisions")
    );
    let mut line = |many: u64, one, more, what: &str| {
        if many > 0 {
            text.extend(["\n", &counted(many, one, more), " ", what]);
        }
    };
    line(verified.records, "row", "rows", "of records as the ledger has them, for both audiences");
    line(verified.signatures, "signature", "signatures", "verified");
    line(verified.withheld, "entry", "entries", "withheld or erased: only the commitment was seen");
    let excerpts = "seen as an excerpt, which no commitment covers";
    line(verified.excerpts, "claim", "claims", excerpts);
    say(&text)
}

/// Throws the records away and makes them again from the ledger.
pub async fn rebuild(options: &Options) -> Result<(), Failure> {
    let database = Database::open_kept(options).await?;
    let records = i64::try_from(database.service.store.rebuild().await?).unwrap_or(i64::MAX);
    say(&format!("{} made again from the ledger", count(records, "record", "records")))
}
