//! `detente duplicates`: records that may be one, and how to make them one.

use clap::Args;

use crate::{
    failure::Failure,
    list::{self, Slice},
    options::Format,
    output::{Cell, Column, Listed, Page, Row, note, say},
    session::Session,
    words::Noun,
};

operations!("graphql/duplicates.graphql": Duplicates);

/// Proposes merges.
#[derive(Debug, Args)]
pub struct Alike {
    /// People, organizations or places
    #[arg(long, value_name = "NOUN", default_value = "person", hide_possible_values = true)]
    noun: Noun,
    /// The score from which two are taken for one, 0 to 1 [default: that of `detente explain`]
    #[arg(long, value_name = "SCORE")]
    threshold: Option<f64>,
}

type Duplicate = duplicates::DuplicatesListNodes;

impl Row for Duplicate {
    const DISPUTABLE: bool = false;

    fn disputed(&self) -> Vec<&str> {
        Vec::new()
    }
}

impl Alike {
    /// Lists them, with the reasons of each.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = |Slice { first, after }| duplicates::Variables {
            noun: self.noun,
            threshold: self.threshold,
            first,
            after,
        };
        let rows: Vec<Listed<Duplicate>> =
            list::fetched::<Duplicates, _>(session, "pairs", variables).await?;
        if rows.is_empty() {
            note("no two of these records are likely one");
        }
        if session.output.format != Format::Table {
            return session.output.list(&rows, &columns());
        }
        let mut page = Page::new();
        for Listed { row, .. } in &rows {
            page.heading(format!("{} and {}: {:.2}", row.one.id, row.other.id, row.score));
            page.text(format!("“{}” and “{}”", row.one_name, row.other_name));
            row.explanation.in_words.iter().for_each(|reason| page.item(reason));
        }
        if let Some(Listed { row, .. }) = rows.first() {
            page.heading("To make two of them one, or to keep them apart");
            let reason = "--reason \"...\"";
            page.text(format!(
                "detente rule merge {} --into {} {reason}",
                row.other.id, row.one.id
            ));
            page.text(format!("detente rule part {} {} {reason}", row.one.id, row.other.id));
        }
        say(&page.drawn(session.output))
    }
}

fn columns() -> [Column<Duplicate>; 5] {
    [
        Column::whole_id(|pair: &Duplicate| &pair.one.id),
        Column::new("other", &[], |pair: &Duplicate| Cell::of(Some(&pair.other.id))),
        Column::new("score", &[], |pair: &Duplicate| Cell::of(Some(format!("{:.4}", pair.score)))),
        Column::new("names", &[], |pair: &Duplicate| {
            Cell::lines([&pair.one_name, &pair.other_name])
        }),
        Column::new("why", &[], |pair: &Duplicate| Cell::lines(&pair.explanation.in_words)),
    ]
}
