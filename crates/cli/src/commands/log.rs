//! `detente log`: the revisions of the ledger.

use clap::Args;

use crate::{
    failure::Failure,
    json::Json,
    output::{Cell, Column, Listed, Row, note},
    session::{Session, misread},
    wording::{count, minute},
};

operations!("graphql/ledger.graphql": Log);

/// The longest page that a server gives.
const PAGE: u32 = 100;

/// Lists the revisions, the newest first.
#[derive(Debug, Args)]
pub struct Revisions {}

type Revision = log::LogListNodes;

impl Row for Revision {
    fn disputed(&self) -> Vec<&str> {
        Vec::new()
    }
}

impl Revisions {
    /// Lists them.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        session.today("the log is that of the whole ledger")?;
        let (mut rows, mut before) = (Vec::new(), None::<String>);
        loop {
            let read = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            let left = session.options.limit.map_or(PAGE, |limit| limit.saturating_sub(read));
            let variables = log::Variables { last: left.min(PAGE).into(), before: before.take() };
            let data = session.ask::<Log>(variables).await?;
            let list = data.get("list").unwrap_or(&Json::Null);
            for node in list.get("nodes").map(Json::elements).unwrap_or_default().iter().rev() {
                rows.push(Listed {
                    json: node.clone(),
                    row: node.read::<Revision>().map_err(misread)?,
                });
            }
            before = earlier(list);
            let limit = session.options.limit.map_or(usize::MAX, |limit| limit as usize);
            if before.is_none() || rows.len() >= limit {
                break;
            }
        }
        if rows.is_empty() {
            note("the ledger is empty");
        }
        session.output.list(&rows, &columns())
    }
}

/// Where the page before a page of the ledger's order ends, if there is one.
pub fn earlier(list: &Json) -> Option<String> {
    let page = list.get("pageInfo")?;
    let more = page.get("hasPreviousPage") == Some(&Json::Bool(true));
    page.get("startCursor").and_then(Json::text).filter(|_| more).map(str::to_owned)
}

fn columns() -> [Column<Revision>; 6] {
    [
        Column::new("revision", &[], |one: &Revision| Cell::of(Some(one.number))),
        Column::new("made", &[], |one: &Revision| {
            Cell::two(Some(minute(one.made_at)), Some(one.made_at.to_string()))
        }),
        Column::new("by", &[], |one: &Revision| Cell::of(one.author.as_ref())),
        Column::new("what for", &[], |one: &Revision| Cell::of(one.message.as_ref())),
        Column::new("changed", &[], |one: &Revision| {
            let records = count(one.changed_count, "record", "records");
            Cell::two(Some(records), Some(one.changed_count.to_string()))
        }),
        Column::new("hash", &[], |one: &Revision| {
            Cell::two(Some(one.hash.chars().take(12).collect()), Some(one.hash.clone()))
        }),
    ]
}
