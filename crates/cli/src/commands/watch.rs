//! `detente watch`: which records change, as it happens.

use std::time::Duration;

use clap::Args;
use graphql_client::{GraphQLQuery as _, QueryBody};

use crate::{
    asks::{self, Question},
    failure::Failure,
    filter::{Such, some, such},
    json::Json,
    options::Format,
    output::{Cell, Column, Listed, Row, note, say},
    session::{Session, misread},
    words::Noun,
};

operations!("graphql/live.graphql": Watch, Height);

/// How long a server may be gone before it is asked again.
const AGAIN: Duration = Duration::from_secs(2);

/// Follows the record, and prints each change as it comes.
#[derive(Debug, Args)]
pub struct Follow {
    /// Only these records, as in person/john-coale
    #[arg(value_name = "RECORD")]
    ids: Vec<detente_core::RecordId>,
    /// Only records of these kinds, as in --noun detention,release
    #[arg(long, value_name = "NOUN", value_delimiter = ',')]
    noun: Vec<Noun>,
    #[command(flatten)]
    such: Such,
    /// From the changes after this on: a cursor that came with one, or the number of a revision. Else from now on
    #[arg(long, value_name = "CURSOR")]
    after: Option<String>,
}

type Changed = watch::WatchChanged;

impl Row for Changed {
    fn disputed(&self) -> Vec<&str> {
        Vec::new()
    }
}

impl Follow {
    /// Follows until it is stopped, or as many changes came as --limit says.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        session.today("what changes is told as it happens")?;
        let limit = session.options.limit.map_or(usize::MAX, |limit| limit as usize);
        // From now on is after a revision: so nothing is missed, should the server go before a change comes.
        let mut after = Some(match &self.after {
            Some(after) => after.clone(),
            None => now(session).await?,
        });
        let (mut told, mut was_there) = (0, false);
        while told < limit {
            let variables = watch::Variables {
                ids: (!self.ids.is_empty())
                    .then(|| self.ids.iter().map(ToString::to_string).collect()),
                nouns: some(self.noun.clone()),
                filter: Some(such!(None, self.such, watch::RecordFilter {})),
                after: after.clone(),
            };
            let QueryBody { variables, query, operation_name } = Watch::build_query(variables);
            let variables = serde_json::to_value(variables).map_err(misread)?;
            let question = Question { document: query, operation: Some(operation_name), variables };
            let mut answers = match session.asks.follow(question).await {
                // A server that was there before may be there again.
                Err(Failure::Unreachable { .. }) if was_there => {
                    tokio::time::sleep(AGAIN).await;
                    continue;
                }
                answers => answers?,
            };
            was_there = true;
            while told < limit {
                let answer = match answers.next().await {
                    Ok(Some(answer)) => answer,
                    Ok(None) => break,
                    Err(Failure::Unreachable { why, .. }) => {
                        note(&format!("the server is gone ({why}): asking again"));
                        break;
                    }
                    Err(failure) => return Err(failure),
                };
                let data = asks::read(&answer)?.whole()?;
                let Some(one) = data.get("changed") else { continue };
                after = one.get("cursor").and_then(Json::text).map(str::to_owned).or(after);
                print(session, one, told == 0)?;
                told += 1;
            }
            if told < limit {
                tokio::time::sleep(AGAIN).await;
            }
        }
        Ok(())
    }
}

/// The newest revision, as a cursor.
async fn now(session: &Session) -> Result<String, Failure> {
    let newest = session.answer::<Height>(height::Variables {}).await?;
    let newest = newest.revisions.nodes.into_iter().next();
    Ok(newest.map_or_else(|| "0".to_owned(), |newest| newest.number.to_string()))
}

fn print(session: &Session, one: &Json, is_first: bool) -> Result<(), Failure> {
    let row = one.read::<Changed>().map_err(misread)?;
    if session.output.format == Format::Table {
        let Changed { id, revision, record, absent, .. } = row;
        let gone = match absent {
            _ if id != record.id => format!("  (merged into {})", record.id),
            true => "  (absent)".to_owned(),
            false => String::new(),
        };
        return say(&format!("{revision}  {id}  {}{gone}", record.label));
    }
    let columns: [Column<Changed>; 4] = [
        Column::new("revision", &[], |one: &Changed| Cell::of(Some(one.revision))),
        Column::new("record", &[], |one: &Changed| Cell::of(Some(&one.record.label))),
        Column::new("absent", &[], |one: &Changed| Cell::of(Some(one.absent))),
        Column::whole_id(|one: &Changed| &one.id),
    ];
    // A line by itself: there is no end at which a list could be closed.
    let mut output = session.output;
    if output.format == Format::Json {
        output.format = Format::Ndjson;
    }
    let text = output.listed(&[Listed { json: one.clone(), row }], &columns)?;
    let headed = output.format == Format::Csv && !is_first;
    say(if headed { text.split_once('\n').map_or("", |(_, rest)| rest) } else { &text })
}
