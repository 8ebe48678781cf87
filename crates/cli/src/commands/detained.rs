//! `detente detained`: who is held on a day, as far as is known.

use std::collections::BTreeSet;

use clap::Args;
use detente_core::{Counted, CountryCode, CustodyOn as Verdict, Day};

use crate::{
    commands::detention,
    failure::Failure,
    filter::some,
    list::{self, Slice, rows},
    options::Format,
    output::{Cell, Column, Listed, Page, say},
    session::Session,
    show::{Who, documents, voices},
    wording::count,
    words::{CustodyOn, EndModality},
};

operations!("graphql/detained.graphql": Detained);
rows!(detained::Row);
documents!(detained::Doc);
voices!(detained::Seen);

/// Tells who is held on a day.
#[derive(Debug, Args)]
pub struct Held {
    /// The day, as in --on 2025-12-20
    #[arg(long, value_name = "DATE")]
    on: Day,
    /// By the authorities of one of these countries
    #[arg(long, value_name = "COUNTRY", value_delimiter = ',')]
    country: Vec<CountryCode>,
}

impl Held {
    /// Lists them, with how certain each is.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        let on = self.on;
        let variables = |Slice { first, after }| detained::Variables {
            filter: Some(detained::DetentionFilter {
                country: some(self.country.clone()),
                held_on: Some(on),
                ids: None,
                name_begins: None,
                mentions: None,
                source: None,
                said_by: None,
                disputed: None,
                since: None,
                until: None,
                person: None,
                place: None,
                article: None,
                recognised_by: None,
                judge: None,
                end_modality: None,
                release: None,
            }),
            first,
            after,
            on,
        };
        let mut rows: Vec<Listed<detained::Row>> =
            list::fetched::<Detained, _>(session, "detentions", variables).await?;
        rows.retain(|listed| verdict(&listed.row) != Some(Verdict::NotHeld));
        // The certain ones first, the contested ones last.
        rows.sort_by_key(|listed| std::cmp::Reverse(verdict(&listed.row)));
        session.output.list(&rows, &columns())?;
        if session.output.format == Format::Table {
            let told = told(on, &rows, session).drawn(session.output);
            let gap = if rows.is_empty() { "" } else { "\n" };
            say(&format!("{gap}{told}"))?;
        }
        Ok(())
    }
}

fn verdict(row: &detained::Row) -> Option<Verdict> {
    row.custody.answer.map(|answer| answer.0)
}

/// How it counts, as `headcount` counts: where every side has the person held somehow, by the weakest of them.
fn counted(row: &detained::Row) -> Counted {
    match verdict(row) {
        Some(answer) => Counted::of(std::iter::once(answer)),
        None => Counted::of(row.custody.sides.iter().map(|side| side.answer.0)),
    }
}

fn columns() -> [Column<detained::Row>; 6] {
    type Row = detained::Row;
    [
        Column::new("person", &["person"], |d: &Row| {
            Cell::of(Some(d.person.as_ref().map_or(&d.label, |person| &person.label)))
        }),
        Column::new("verdict", &[], |d: &Row| {
            Cell::of(Some(verdict(d).map_or("contested", detention::custody)))
        }),
        Column::new("since", &["beganOn"], |d: &Row| Cell::when(d.began_on)),
        Column::new("last seen", &["stays"], |d: &Row| {
            Cell::when(d.stays.iter().filter_map(|stay| stay.seen_on).max())
        }),
        Column::new("who says", &[], |d: &Row| Cell::lines(d.sources.iter().map(Who::who))),
        Column::id(|d: &Row| &d.id),
    ]
}

/// How many, and what the contested ones rest on.
fn told(on: Day, rows: &[Listed<detained::Row>], session: &Session) -> Page {
    let mut page = Page::new();
    page.heading(format!("On {on}, of the detentions in this record"));
    let each = [
        ("certainly held", Counted::Held),
        ("presumed held", Counted::PresumedHeld),
        ("possibly held", Counted::PossiblyHeld),
        ("contested", Counted::Contested),
    ];
    for (what, wanted) in each {
        let number = rows.iter().filter(|listed| counted(&listed.row) == wanted).count();
        page.field(what, "", Some(number.to_string()));
    }
    // Whoever stands in two detentions is one person; where nobody is named, each may be another.
    let who = rows.iter().map(|listed| match &listed.row.person {
        Some(person) => &person.id,
        None => &listed.row.id,
    });
    let people = who.collect::<BTreeSet<_>>().len();
    let people = count(i64::try_from(people).unwrap_or(i64::MAX), "person", "people");
    page.field("at most", "", Some(people));
    if session.options.limit.is_some() {
        page.text("Counted within --limit: there may be more.");
    }
    let contested: Vec<_> = rows.iter().filter(|listed| listed.row.custody.contested).collect();
    if !contested.is_empty() {
        page.heading("Contested");
    }
    for listed in contested {
        let row = &listed.row;
        page.item(row.person.as_ref().map_or(&row.label, |person| &person.label));
        for side in &row.custody.sides {
            page.beneath(detention::sided!(detention::custody(side.answer.0), side));
        }
    }
    page
}
