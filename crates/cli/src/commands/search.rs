//! `detente search`: anything in the record, by what it is called.

use clap::Args;

use super::explain::readable;
use crate::{
    failure::Failure,
    filter::some,
    json::Json,
    output::{Cell, Column, Listed, Row, note},
    session::{Session, misread},
    words::Noun,
};

operations!("graphql/search.graphql": Search);

/// How many answers are listed where nobody says: nobody reads on in a search.
const USUAL: i64 = 20;

/// The longest page that a server gives.
const LONGEST: u32 = 100;

/// Finds records by what they are called.
#[derive(Debug, Args)]
pub struct Sought {
    /// A name or a part of one, in whichever spelling and script
    #[arg(value_name = "TEXT", required = true)]
    text: Vec<String>,
    /// Only records of these kinds, as in --noun person,place
    #[arg(long, value_name = "NOUN", value_delimiter = ',', hide_possible_values = true)]
    noun: Vec<Noun>,
}

type Hit = search::SearchListNodes;

impl Row for Hit {
    const DISPUTABLE: bool = false;

    fn disputed(&self) -> Vec<&str> {
        Vec::new()
    }
}

impl Sought {
    /// Finds them, the best first.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        let text = self.text.join(" ");
        readable(&text)?;
        let first = session.options.limit.map_or(USUAL, |limit| limit.min(LONGEST).into());
        let variables =
            search::Variables { text: text.clone(), nouns: some(self.noun), first, after: None };
        let data = session.ask::<Search>(variables).await?;
        let list = data.get("list").unwrap_or(&Json::Null);
        let mut rows = Vec::new();
        for node in list.get("nodes").map(Json::elements).unwrap_or_default() {
            rows.push(Listed { json: node.clone(), row: node.read::<Hit>().map_err(misread)? });
        }
        if rows.is_empty() {
            note(&format!("nothing in this record is called anything like `{text}`"));
        }
        let more = list.get("pageInfo").and_then(|page| page.get("hasNextPage"));
        session.output.list(&rows, &columns(session.output.colour))?;
        if more == Some(&Json::Bool(true)) {
            note(&format!("the best {} are listed; --limit asks for more", rows.len()));
        }
        Ok(())
    }
}

fn columns(colour: bool) -> [Column<Hit>; 4] {
    [
        Column::new("record", &[], |hit: &Hit| Cell::of(Some(&hit.record.label))),
        Column::new("found as", &[], move |hit: &Hit| {
            Cell::two(Some(marked(hit, colour)), Some(hit.name.clone()))
        }),
        Column::new("score", &[], |hit: &Hit| Cell::of(Some(format!("{:.2}", hit.score)))),
        Column::whole_id(|hit: &Hit| &hit.record.id),
    ]
}

/// The name, with what was searched for in bold where there are colours; else
/// in brackets where it is only a part.
fn marked(hit: &Hit, colour: bool) -> String {
    let whole = hit.highlights.iter().all(|piece| piece.found || !has_letters(&piece.text));
    let piece = |piece: &search::SearchListNodesHighlights| {
        if !piece.found || whole {
            piece.text.clone()
        } else if colour {
            format!("\u{1b}[1m{}\u{1b}[0m", piece.text)
        } else {
            format!("[{}]", piece.text)
        }
    };
    hit.highlights.iter().map(piece).collect()
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}
