//! `detente diff`: what the record said at one moment and not at another.

use clap::Args;
use detente_core::{Anything, Id, KnownAt};

use crate::{
    difference::disputes,
    failure::Failure,
    filter::{id, some},
    json::Json,
    options::Format,
    output::{Cell, Column, Listed, Page, Row, note, say},
    session::{Session, misread},
    wording::turned,
    words::Noun,
};

operations!("graphql/ledger.graphql": Differ);

/// Tells what two moments of the record do not say alike, field by field.
#[derive(Debug, Args)]
pub struct Diff {
    /// The one moment: a revision, as in 1, a day or an instant
    #[arg(value_name = "MOMENT")]
    from: KnownAt,
    /// The other moment
    #[arg(value_name = "MOMENT")]
    to: KnownAt,
    /// Only this record, as in person/ales-bialiatski
    #[arg(value_name = "RECORD", value_parser = id::<Anything>)]
    id: Option<Id<Anything>>,
    /// Only records of these kinds, as in --noun detention,release
    #[arg(long, value_name = "NOUN", value_delimiter = ',', conflicts_with = "id")]
    noun: Vec<Noun>,
}

type Difference = differ::DifferListRecords;

impl Row for Difference {
    fn disputed(&self) -> Vec<&str> {
        Vec::new()
    }
}

impl Diff {
    /// Tells it.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        session.today("a difference is between the two moments that it names")?;
        let (mut rows, mut after) = (Vec::new(), None::<String>);
        let limit = session.options.limit.map_or(usize::MAX, |limit| limit as usize);
        let between = loop {
            let variables = differ::Variables {
                from: self.from,
                to: self.to,
                of: self.id.as_ref().map(ToString::to_string),
                nouns: some(self.noun.clone()),
                first: 200,
                after: after.take(),
            };
            let data = session.ask::<Differ>(variables).await?;
            let list = data.get("list").unwrap_or(&Json::Null);
            for one in list.get("records").map(Json::elements).unwrap_or_default() {
                let row = one.read::<Difference>().map_err(misread)?;
                after = Some(row.id.clone());
                rows.push(Listed { json: one.clone(), row });
            }
            let more = list.get("hasNextPage") == Some(&Json::Bool(true));
            if !more || rows.len() >= limit {
                let number = |field: &str| match list.get(field) {
                    Some(Json::Number(number)) => number.to_string(),
                    _ => String::new(),
                };
                break (number("from"), number("to"));
            }
        };
        rows.truncate(limit);
        if rows.is_empty() {
            note(&format!("revisions {} and {} say the same", between.0, between.1));
        }
        if session.output.format != Format::Table {
            return session.output.list(&rows, &columns());
        }
        let mut page = Page::new();
        for Listed { row, .. } in &rows {
            let remark = match (row.before, row.after) {
                _ if row.id != row.record.id => format!(", merged into {}", row.record.id),
                (false, true) => ", new".to_owned(),
                (true, false) => ", gone".to_owned(),
                _ => String::new(),
            };
            page.heading(format!("{}  {}{remark}", row.record.label, row.id));
            for one in &row.changes {
                page.item(turned(&one.field, one.before.as_deref(), one.after.as_deref()));
            }
            let mut at_odds = disputes!(row).peekable();
            if row.changes.is_empty() && at_odds.peek().is_none() {
                page.item("says the same, on other claims");
            }
            at_odds.for_each(|told| page.item(told));
        }
        say(&page.drawn(session.output))
    }
}

fn columns() -> [Column<Difference>; 5] {
    [
        Column::whole_id(|one: &Difference| &one.id),
        Column::new("before", &[], |one: &Difference| Cell::of(Some(one.before))),
        Column::new("after", &[], |one: &Difference| Cell::of(Some(one.after))),
        Column::new("changed", &[], |one: &Difference| {
            Cell::lines(one.changes.iter().map(|one| {
                let says = |says: &Option<String>| says.clone().unwrap_or_default();
                format!("{}: {} → {}", one.field, says(&one.before), says(&one.after))
            }))
        }),
        Column::new("disputes", &[], |one: &Difference| Cell::lines(disputes!(one))),
    ]
}
