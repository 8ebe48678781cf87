//! `detente source`: documents that say something.

use clap::Args;
use detente_core::{Id, Language, Organization, Source, SourceKind as CoreKind};

use super::noun::{command, show};
use crate::{
    failure::Failure,
    filter::{Records, filter, id, some, words},
    list::{self, Slice, rows},
    output::{Cell, Column, Page},
    session::Session,
    show::{self, Who as _, documents},
    wording::{count, known, some_commas, when},
    words::{ClaimStanding, Order, SourceKind},
};

operations!("graphql/source.graphql": SourceList, SourceShow);
rows!(source_list::Row);
documents!(source_show::Doc);

command!(
    "Documents that say something.",
    list: "List sources, as in `detente source list --publisher viasna --order day`",
    show: "Show a source's page with everything it says, as in `detente source show viasna-119261`"
);

show!(Source, "SOURCE", "The source's identifier; the slug alone will do");

/// Which sources to list.
#[derive(Debug, Args)]
pub struct List {
    /// Of one of these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<CoreKind>,
    /// Written in one of these languages; --language is about names
    #[arg(long = "written-in", value_name = "LANGUAGE", value_delimiter = ',')]
    written_in: Vec<Language>,
    /// Published by this organization
    #[arg(long, value_name = "ORGANIZATION", value_parser = id::<Organization>)]
    publisher: Option<Id<Organization>>,
    /// Editions of this list
    #[arg(long, value_name = "SOURCE", value_parser = id::<Source>)]
    edition_of: Option<Id<Source>>,
    #[command(flatten)]
    records: Records,
}

impl List {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = |Slice { first, after }| source_list::Variables {
            filter: Some(filter!(
                "source",
                self.records,
                source_list::SourceFilter {
                    kind: words(&self.kind),
                    language: some(self.written_in.clone()),
                    publisher: self.publisher.clone().map(Into::into),
                    edition_of: self.edition_of.clone().map(Into::into),
                }
            )),
            order_by: Some(self.records.order_by()),
            first,
            after,
        };
        list::print::<SourceList, _>(session, "sources", variables, &columns()).await
    }
}

fn columns() -> [Column<source_list::Row>; 6] {
    type Row = source_list::Row;
    [
        Column::new("published", &["publishedOn"], |s: &Row| Cell::when(s.published_on)),
        Column::new("publisher", &["publisher"], |s: &Row| {
            Cell::of(s.publisher.as_ref().map(|body| &body.label))
        }),
        Column::new("title", &["title"], |s: &Row| Cell::of(s.title.as_ref())),
        Column::new("kind", &["kind"], |s: &Row| Cell::of(s.kind)),
        Column::new("language", &["language"], |s: &Row| Cell::of(s.language.as_ref())),
        Column::id(|s: &Row| &s.id),
    ]
}

impl Show {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = source_show::Variables { id: self.id.to_string() };
        let id = self.id.as_record_id();
        show::print::<SourceShow, _>(session, id, variables, self.quotes, drawn).await
    }
}

fn drawn(source: &source_show::Page, page: &mut Page) {
    page.field("in short", "summary", source.summary.clone());
    page.field("title", "title", source.title.clone().filter(|title| *title != source.label));
    page.field(
        "publisher",
        "publisher",
        source.publisher.as_ref().map(|one| format!("{}, {}", one.label, one.id)),
    );
    page.field("authors", "authors", some_commas(&source.authors));
    page.field("published", "publishedOn", source.published_on.map(when));
    page.field("kind", "kind", source.kind.map(|kind| kind.to_string()));
    page.field("language", "language", source.language.as_ref().map(ToString::to_string));
    page.field("address", "url", source.url.as_ref().map(ToString::to_string));
    page.field("copy", "archivedUrl", source.archived_url.as_ref().map(ToString::to_string));
    page.field(
        "edition of",
        "editionOf",
        source.edition_of.as_ref().map(|one| format!("{}, {}", one.label, one.id)),
    );
    page.fields(
        "editions",
        "",
        source.editions.iter().map(|one| known([Some(one.who()), Some(one.id.clone())])),
    );
    page.field("terms of use", "termsOfUse", source.terms_of_use.clone());
    page.field(
        "SHA-256 of its text",
        "textDigest",
        source.text_digest.as_ref().map(ToString::to_string),
    );
    super::identifiers(
        page,
        source.identifiers.iter().map(|one| (one.scheme.as_deref(), one.value.as_deref())),
    );
    if source.said.is_empty() {
        return;
    }
    page.heading(format!(
        "What it says: {}",
        count(i64::try_from(source.said.len()).unwrap_or(i64::MAX), "claim", "claims")
    ));
    for claim in &source.said {
        let voice = claim.said_by.as_ref().map(|voice| format!("by {}", voice.label));
        let remark = claim.standing.remark().map(str::to_owned);
        page.item(known([
            Some(claim.subject.label.clone()),
            Some(claim.subject.id.clone()),
            voice,
            remark,
        ]));
        page.beneath(super::stated(
            claim.denies,
            claim.fields.iter().map(|one| (one.field.as_str(), one.says.as_str())),
        ));
    }
}
