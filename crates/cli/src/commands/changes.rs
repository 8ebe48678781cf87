//! `detente changes`: which records changed since a revision.

use clap::Args;

use crate::{
    failure::Failure,
    filter::some,
    json::Json,
    output::{Cell, Column, Listed, Row, note},
    session::{Session, misread},
    words::Noun,
};

operations!("graphql/ledger.graphql": ChangedSince);

/// Lists the records that changed, those that changed longest ago first.
#[derive(Debug, Args)]
pub struct Since {
    /// The revision after which they changed; 0 for all records
    #[arg(long, value_name = "REVISION")]
    since: u32,
    /// Only records of these kinds, as in --noun detention,release
    #[arg(long, value_name = "NOUN", value_delimiter = ',')]
    noun: Vec<Noun>,
}

type Changed = changed_since::ChangedSinceListChanged;

impl Row for Changed {
    fn disputed(&self) -> Vec<&str> {
        Vec::new()
    }
}

/// What became of it.
fn now(one: &Changed) -> Option<String> {
    if one.id != one.record.id {
        return Some(format!("merged into {}", one.record.id));
    }
    one.absent.then(|| "absent".to_owned())
}

impl Since {
    /// Lists them.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        session.today("what changed is told as of today")?;
        let (mut rows, mut after, mut next) = (Vec::new(), None, None);
        let limit = session.options.limit.map_or(usize::MAX, |limit| limit as usize);
        loop {
            let variables = changed_since::Variables {
                since: self.since.into(),
                nouns: some(self.noun.clone()),
                first: 1000,
                after: after.take(),
            };
            let data = session.ask::<ChangedSince>(variables).await?;
            let list = data.get("list").unwrap_or(&Json::Null);
            for one in list.get("changed").map(Json::elements).unwrap_or_default() {
                let row = one.read::<Changed>().map_err(misread)?;
                rows.push(Listed { json: one.clone(), row });
            }
            after = list.get("endCursor").and_then(Json::text).map(str::to_owned);
            let more = list.get("hasNextPage") == Some(&Json::Bool(true));
            if !more {
                next = list.get("revision").cloned();
            }
            if !more || rows.len() >= limit || after.is_none() {
                break;
            }
        }
        let whole = rows.len() <= limit;
        rows.truncate(limit);
        if rows.is_empty() {
            note(&format!("nothing changed since revision {}", self.since));
        }
        let columns: [Column<Changed>; 4] = [
            Column::new("revision", &[], |one: &Changed| Cell::of(Some(one.revision))),
            Column::new("record", &[], |one: &Changed| Cell::of(Some(&one.record.label))),
            Column::new("now", &[], |one: &Changed| {
                Cell::two(now(one), Some(one.absent.to_string()))
            }),
            Column::whole_id(|one: &Changed| &one.id),
        ];
        session.output.list(&rows, &columns)?;
        if let Some(Json::Number(next)) = next
            && whole
        {
            note(&format!("ask the next time with --since {next}"));
        }
        Ok(())
    }
}
