//! `detente disputes`: on what sources contradict each other, in the whole record.

use clap::Args;
use detente_core::with_noun;
use graphql_client::GraphQLQuery as _;

use crate::{
    asks::{self, Question},
    failure::Failure,
    json::Json,
    options::Format,
    output::{Cell, Column, Listed, Page, Row, note, say},
    session::{Session, misread},
    show::{Who as _, documents, voices},
    wording,
    words::{DisputeKind, Gender, Noun},
};

operations!("graphql/disputes.graphql": Disputes);
documents!(disputes::Doc);
voices!(disputes::Seen);

/// Lists what sources contradict each other on.
#[derive(Debug, Args)]
pub struct Disputed {
    /// Only records of these kinds, as in --noun detention
    #[arg(long, value_name = "NOUN", value_delimiter = ',')]
    noun: Vec<Noun>,
}

type Record = disputes::DisputesListNodes;

impl Row for Record {
    fn disputed(&self) -> Vec<&str> {
        self.disputes.iter().map(|dispute| dispute.field.as_str()).collect()
    }
}

impl Disputed {
    /// Lists it.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        let mut rows = Vec::new();
        for noun in detente_core::NOUNS {
            let wanted = |one: &Noun| format!("{one:?}").eq_ignore_ascii_case(noun);
            if self.noun.is_empty() || self.noun.iter().any(wanted) {
                rows.extend(of(session, noun).await?);
            }
        }
        if let Some(limit) = session.options.limit {
            rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        }
        if rows.is_empty() {
            note("no source contradicts another");
        }
        if session.output.format != Format::Table {
            return session.output.list(&rows, &columns());
        }
        let mut page = Page::new();
        for Listed { row: record, .. } in &rows {
            page.heading(format!("{}  {}", record.label, record.id));
            for dispute in &record.disputes {
                page.item(dispute.rule.clone().unwrap_or_else(|| wording::field(&dispute.field)));
                for side in &dispute.sides {
                    let who = side.witnesses.iter().map(|seen| {
                        if seen.denies { format!("denied by {}", seen.who()) } else { seen.who() }
                    });
                    page.beneath(format!("{}: {}", side.says, who.collect::<Vec<_>>().join("; ")));
                }
            }
        }
        say(&page.drawn(session.output))
    }
}

/// All disputed records of one noun.
async fn of(session: &Session, noun: &str) -> Result<Vec<Listed<Record>>, Failure> {
    let (plural, kind) = with_noun!(noun,
        N => (<N as detente_core::Noun>::PLURAL, <N as detente_core::Kind>::TYPE),
        _ => ("people", "Person"));
    let body = Disputes::build_query(disputes::Variables { filter: None, first: 100, after: None });
    let document = body
        .query
        .replace("people(", &format!("{plural}("))
        .replace("PersonFilter", &format!("{kind}Filter"));
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let variables =
            serde_json::json!({ "filter": { "disputed": true }, "first": 100, "after": after });
        let question =
            Question { document: &document, operation: Some(body.operation_name), variables };
        let data = asks::read(&session.put(question).await?)?.whole()?;
        let list = data.get("list").unwrap_or(&Json::Null);
        for node in list.get("nodes").map(Json::elements).unwrap_or_default() {
            rows.push(Listed { json: node.clone(), row: node.read::<Record>().map_err(misread)? });
        }
        let page = list.get("pageInfo");
        let more = page.and_then(|page| page.get("hasNextPage")) == Some(&Json::Bool(true));
        after = page.and_then(|page| page.get("endCursor")).and_then(Json::text).map(str::to_owned);
        if !more || after.is_none() {
            return Ok(rows);
        }
    }
}

fn columns() -> [Column<Record>; 3] {
    [
        Column::whole_id(|record: &Record| &record.id),
        Column::new("field", &[], |record: &Record| {
            Cell::lines(record.disputes.iter().map(|one| one.field.clone()))
        }),
        Column::new("sides", &[], |record: &Record| {
            let sides = record.disputes.iter().flat_map(|dispute| dispute.sides.iter());
            Cell::lines(sides.map(|side| side.says.clone()))
        }),
    ]
}
