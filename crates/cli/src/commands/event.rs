//! `detente event`: things that happened.

use clap::Args;
use detente_core::{Actor, EventKind as CoreKind, Id, Place};

use super::noun::{command, show};
use crate::{
    failure::Failure,
    filter::{Records, filter, id, words},
    list::{self, Slice, rows},
    output::{Cell, Column, Page},
    session::Session,
    show,
    wording::when,
    words::{EventKind, Order},
};

operations!("graphql/event.graphql": EventList, EventShow);
rows!(event_list::Row);

command!(
    "Things that happened.",
    list: "List events, as in `detente event list --order day`",
    show: "Show an event's page, as in `detente event show bialiatski-arrives-in-vilnius`"
);

show!(Event, "EVENT", "The event's identifier; the slug alone will do");

/// Which events to list.
#[derive(Debug, Args)]
pub struct List {
    /// Of one of these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<CoreKind>,
    /// That happened here
    #[arg(long, value_name = "PLACE", value_parser = id::<Place>)]
    place: Option<Id<Place>>,
    /// In which this person or organization took part
    #[arg(long, value_name = "RECORD", value_parser = id::<Actor>)]
    participant: Option<Id<Actor>>,
    #[command(flatten)]
    records: Records,
}

impl List {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = |Slice { first, after }| event_list::Variables {
            filter: Some(filter!(
                "event",
                self.records,
                event_list::EventFilter {
                    kind: words(&self.kind),
                    place: self.place.clone().map(Into::into),
                    participant: self.participant.clone().map(Into::into),
                }
            )),
            order_by: Some(self.records.order_by()),
            first,
            after,
        };
        list::print::<EventList, _>(session, "events", variables, &columns()).await
    }
}

fn columns() -> [Column<event_list::Row>; 6] {
    type Row = event_list::Row;
    [
        Column::new("began", &["beganOn"], |e: &Row| Cell::when(e.began_on)),
        Column::new("ended", &["endedOn"], |e: &Row| Cell::when(e.ended_on)),
        Column::new("what", &["title"], |e: &Row| Cell::of(Some(&e.label))),
        Column::new("kind", &["kind"], |e: &Row| Cell::of(e.kind)),
        Column::new("where", &["places"], |e: &Row| {
            Cell::lines(e.places.iter().map(|place| place.label.clone()))
        }),
        Column::id(|e: &Row| &e.id),
    ]
}

impl Show {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = event_show::Variables { id: self.id.to_string() };
        let id = self.id.as_record_id();
        show::print::<EventShow, _>(session, id, variables, self.quotes, drawn).await
    }
}

fn drawn(event: &event_show::Page, page: &mut Page) {
    page.field("in short", "summary", event.summary.clone());
    page.field("kind", "kind", event.kind.map(|kind| kind.to_string()));
    page.field("began", "beganOn", event.began_on.map(when));
    page.field("ended", "endedOn", event.ended_on.map(when));
    page.fields(
        "where",
        "places",
        event.places.iter().map(|one| format!("{}, {}", one.label, one.id)),
    );
    page.fields(
        "took part",
        "participants",
        event.participants.iter().map(|one| format!("{}, {}", one.label, one.id)),
    );
    super::identifiers(
        page,
        event.identifiers.iter().map(|one| (one.scheme.as_deref(), one.value.as_deref())),
    );
}
