//! `detente statement`: what was said, by whom, and who carried it.

use clap::Args;
use detente_core::{Actor, Anything, Id, Organization};

use super::noun::{command, show};
use crate::{
    failure::Failure,
    filter::{Records, filter, id},
    list::{self, Slice, rows},
    output::{Cell, Column, Page},
    session::Session,
    show::{self, Who as _, documents},
    wording::when,
    words::Order,
};

operations!("graphql/statement.graphql": StatementList, StatementShow);
rows!(statement_list::Row);
documents!(statement_show::Doc);

command!(
    "Things said.",
    list: "List statements, as in `detente statement list --speaker person/john-coale`",
    show: "Show a statement's page, as in `detente statement show coale-on-steps`"
);

show!(Statement, "STATEMENT", "The statement's identifier; the slug alone will do");

/// Which statements to list.
#[derive(Debug, Args)]
pub struct List {
    /// Said by this person or organization
    #[arg(long, value_name = "RECORD", value_parser = id::<Actor>)]
    speaker: Option<Id<Actor>>,
    /// Passed on by this organization
    #[arg(long, value_name = "ORGANIZATION", value_parser = id::<Organization>)]
    carried_by: Option<Id<Organization>>,
    /// About this record, as in --about release/belarus-2025-12-13
    #[arg(long, value_name = "RECORD", value_parser = id::<Anything>)]
    about: Option<Id<Anything>>,
    #[command(flatten)]
    records: Records,
}

impl List {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = |Slice { first, after }| statement_list::Variables {
            filter: Some(filter!(
                "statement",
                self.records,
                statement_list::StatementFilter {
                    speaker: self.speaker.clone().map(Into::into),
                    carried_by: self.carried_by.clone().map(Into::into),
                    about: self.about.clone().map(Into::into),
                }
            )),
            order_by: Some(self.records.order_by()),
            first,
            after,
        };
        list::print::<StatementList, _>(session, "statements", variables, &columns()).await
    }
}

fn columns() -> [Column<statement_list::Row>; 5] {
    type Row = statement_list::Row;
    [
        Column::new("said", &["saidOn"], |s: &Row| Cell::when(s.said_on)),
        Column::new("speaker", &["speaker", "speakerDescription"], |s: &Row| {
            Cell::of(
                s.speaker.as_ref().map(|speaker| &speaker.label).or(s.speaker_description.as_ref()),
            )
        }),
        Column::new("text", &["text", "summary"], |s: &Row| {
            Cell::of(s.text.as_ref().or(s.summary.as_ref()))
        }),
        Column::new("carried by", &["carriedBy"], |s: &Row| {
            Cell::of(s.carried_by.as_ref().map(|body| &body.label))
        }),
        Column::id(|s: &Row| &s.id),
    ]
}

impl Show {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = statement_show::Variables { id: self.id.to_string() };
        let id = self.id.as_record_id();
        show::print::<StatementShow, _>(session, id, variables, self.quotes, drawn).await
    }
}

fn drawn(statement: &statement_show::Page, page: &mut Page) {
    page.field("in short", "summary", statement.summary.clone());
    let speaker = statement.speaker.as_ref().map(|one| format!("{}, {}", one.label, one.id));
    page.field("speaker", "speaker", speaker);
    page.field("speaker", "speakerDescription", statement.speaker_description.clone());
    page.field("text", "text", statement.text.as_ref().map(|text| format!("“{text}”")));
    page.field("said", "saidOn", statement.said_on.map(when));
    page.field(
        "carried by",
        "carriedBy",
        statement.carried_by.as_ref().map(|one| format!("{}, {}", one.label, one.id)),
    );
    page.fields(
        "about",
        "about",
        statement.about.iter().map(|one| format!("{}, {}", one.label, one.id)),
    );
    super::identifiers(
        page,
        statement.identifiers.iter().map(|one| (one.scheme.as_deref(), one.value.as_deref())),
    );
    page.list(
        "What rests on its word",
        statement.said.iter().map(|claim| {
            let stated = claim.fields.iter().map(|one| (one.field.as_str(), one.says.as_str()));
            format!(
                "{}, {}: {} ({})",
                claim.subject.label,
                claim.subject.id,
                super::stated(false, stated),
                claim.source.who()
            )
        }),
    );
}
