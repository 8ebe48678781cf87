//! `detente place`: where people are held, freed and taken.

use clap::Args;
use detente_core::{CountryCode, Id, Place, PlaceKind as CoreKind};

use super::noun::{command, show};
use crate::{
    failure::Failure,
    filter::{Records, filter, id, some, words},
    list::{self, Slice, rows},
    output::{Cell, Column, Page},
    session::Session,
    show,
    wording::{country, known},
    words::{NameKind, Order, PlaceKind},
};

operations!("graphql/place.graphql": PlaceList, PlaceShow);
rows!(place_list::Row);

command!(
    "Places.",
    list: "List places, as in `detente place list --kind penal-colony --country BY`",
    show: "Show a place's page, as in `detente place show vilnius`"
);

show!(Place, "PLACE", "The place's identifier; the slug alone will do");

/// Which places to list.
#[derive(Debug, Args)]
pub struct List {
    /// Of one of these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<CoreKind>,
    /// In one of these countries
    #[arg(long, value_name = "COUNTRY", value_delimiter = ',')]
    country: Vec<CountryCode>,
    /// That lie within this place
    #[arg(long, value_name = "PLACE", value_parser = id::<Place>)]
    within: Option<Id<Place>>,
    #[command(flatten)]
    records: Records,
}

impl List {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = |Slice { first, after }| place_list::Variables {
            filter: Some(filter!(
                "place",
                self.records,
                place_list::PlaceFilter {
                    kind: words(&self.kind),
                    country: some(self.country.clone()),
                    within: self.within.clone().map(Into::into),
                }
            )),
            order_by: Some(self.records.order_by()),
            first,
            after,
        };
        list::print::<PlaceList, _>(session, "places", variables, &columns()).await
    }
}

fn columns() -> [Column<place_list::Row>; 5] {
    type Row = place_list::Row;
    [
        Column::new("name", &["name", "names"], |p: &Row| Cell::of(Some(&p.label))),
        Column::new("kind", &["kind"], |p: &Row| Cell::of(p.kind)),
        Column::new("country", &["country"], |p: &Row| Cell::of(p.country)),
        Column::new("within", &["within"], |p: &Row| {
            Cell::of(p.within.as_ref().map(|place| &place.label))
        }),
        Column::id(|p: &Row| &p.id),
    ]
}

impl Show {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = place_show::Variables { id: self.id.to_string() };
        let id = self.id.as_record_id();
        show::print::<PlaceShow, _>(session, id, variables, self.quotes, drawn).await
    }
}

fn drawn(place: &place_show::Page, page: &mut Page) {
    page.field("in short", "summary", place.summary.clone());
    let names = place.names.iter().map(|name| {
        super::other_name(
            name.text.as_deref(),
            name.kind,
            name.language.as_ref(),
            name.script.as_ref(),
        )
    });
    page.fields("also called", "names", names);
    page.field("kind", "kind", place.kind.map(|kind| kind.to_string()));
    page.field("country", "country", place.country.map(country));
    page.field(
        "within",
        "within",
        place.within.as_ref().map(|one| format!("{}, {}", one.label, one.id)),
    );
    page.field("coordinates", "coordinates", place.coordinates.as_ref().map(|at| at.text.clone()));
    super::identifiers(
        page,
        place.identifiers.iter().map(|one| (one.scheme.as_deref(), one.value.as_deref())),
    );
    page.list(
        "Places within it",
        place.places.iter().map(|one| {
            known([
                Some(one.where_.label.clone()),
                one.kind.map(|kind| kind.to_string()),
                Some(one.where_.id.clone()),
            ])
        }),
    );
    let held = place.detentions.nodes.iter().map(|one| format!("{}, {}", one.label, one.id));
    page.list(format!("Held here: {}", place.detentions.total_count), held);
    let more = usize::try_from(place.detentions.total_count).unwrap_or_default();
    if more > place.detentions.nodes.len() {
        page.text(format!("`detente detention list --place {}` lists them all", place.id));
    }
}
