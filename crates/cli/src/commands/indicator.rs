//! `detente indicator`: series of a number about the world.

use clap::Args;
use detente_core as core;
use detente_core::{Anything, Id};

use super::noun::{command, show};
use crate::{
    failure::Failure,
    filter::{Records, filter, id, some},
    list::{self, Slice, rows},
    output::{Cell, Column, Page, Row as _},
    session::Session,
    show::{self, Who, documents, voices},
    wording::{known, on, span, when},
    words::{ClaimStanding, Cut, Order},
};

operations!("graphql/indicator.graphql": IndicatorList, IndicatorShow);
rows!(indicator_list::Row);
documents!(indicator_show::Doc);
voices!(indicator_show::PageClaims);

command!(
    "Numbers about the world.",
    list: "List indicators, as in `detente indicator list --subject place/belarus`",
    show: "Show an indicator's page: each number with whose it is, as in `detente indicator show belarus-political-prisoners-held`"
);

show!(Indicator, "INDICATOR", "The indicator's identifier; the slug alone will do");

/// Which indicators to list.
#[derive(Debug, Args)]
pub struct List {
    /// About this record
    #[arg(long, value_name = "RECORD", value_parser = id::<Anything>)]
    subject: Option<Id<Anything>>,
    /// That measure one of these, as in --metric "political prisoners held"
    #[arg(long, value_name = "METRIC", value_delimiter = ',')]
    metric: Vec<String>,
    /// That count one of these populations
    #[arg(long, value_name = "POPULATION", value_delimiter = ',')]
    population: Vec<String>,
    #[command(flatten)]
    records: Records,
}

impl List {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = |Slice { first, after }| indicator_list::Variables {
            filter: Some(filter!(
                "indicator",
                self.records,
                indicator_list::IndicatorFilter {
                    subject: self.subject.clone().map(Into::into),
                    metric: some(self.metric.clone()),
                    population: some(self.population.clone()),
                }
            )),
            order_by: Some(self.records.order_by()),
            first,
            after,
        };
        list::print::<IndicatorList, _>(session, "indicators", variables, &columns()).await
    }
}

fn columns() -> [Column<indicator_list::Row>; 5] {
    type Row = indicator_list::Row;
    [
        Column::new("metric", &["metric"], |i: &Row| {
            Cell::of(i.metric.as_ref().or(Some(&i.label)))
        }),
        Column::new("about", &["subject"], |i: &Row| {
            Cell::of(i.subject.as_ref().map(|one| &one.label))
        }),
        Column::new("unit", &["unit"], |i: &Row| Cell::of(i.unit.as_ref())),
        // Of several numbers the mark goes to the one that is disputed.
        Column::new("numbers", &[], |i: &Row| {
            Cell::lines(i.points.iter().filter(|point| point.within.is_none()).filter_map(
                |point| {
                    let path = format!("points.{}.", point.key);
                    let disputed = i.disputed().iter().any(|field| field.starts_with(&path));
                    let mark = if disputed { "*" } else { "" };
                    let number = format!("{}{mark}", point.quantity.as_ref()?.text);
                    Some(point.on.map_or(number.clone(), |on| format!("{}: {number}", when(on))))
                },
            ))
        }),
        Column::id(|i: &Row| &i.id),
    ]
}

impl Show {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = indicator_show::Variables { id: self.id.to_string() };
        let id = self.id.as_record_id();
        show::print::<IndicatorShow, _>(session, id, variables, self.quotes, drawn).await
    }
}

fn drawn(indicator: &indicator_show::Page, page: &mut Page) {
    page.field("in short", "summary", indicator.summary.clone());
    page.field("metric", "metric", indicator.metric.clone());
    page.field(
        "about",
        "subject",
        indicator.subject.as_ref().map(|one| format!("{}, {}", one.label, one.id)),
    );
    page.field("unit", "unit", indicator.unit.clone());
    page.field("population", "population", indicator.population.clone());
    super::identifiers(
        page,
        indicator.identifiers.iter().map(|one| (one.scheme.as_deref(), one.value.as_deref())),
    );
    if !indicator.points.is_empty() {
        page.heading("Numbers, each by its own voice");
    }
    let mut points: Vec<_> =
        indicator.points.iter().filter(|point| point.within.is_none()).collect();
    points.sort_by_key(|point| (point.on.is_none(), point.on));
    for point in points {
        draw_point(indicator, point, page);
        for part in indicator.points.iter().filter(|part| part.within.as_ref() == Some(&point.key))
        {
            let by = part.by.filter(|by| by.0 != core::Cut::Other).map(|by| format!("by {by}"));
            let name = core::part_name(part.key.as_str(), Some(point.key.as_str()));
            let number = part.quantity.as_ref().map(|number| format!("{} {name}", number.text));
            page.beneath(format!("of them {}", known([number, by])));
        }
    }
}

/// One number: its day, and whose it is.
fn draw_point(
    indicator: &indicator_show::Page,
    point: &indicator_show::PagePoints,
    page: &mut Page,
) {
    let path = format!("points.{}.quantity", point.key);
    let says = |claim: &&indicator_show::PageClaims| {
        !claim.denies
            && claim.standing.remark().is_none()
            && claim.fields.iter().any(|one| one.field == path)
    };
    let who = indicator.claims.iter().filter(says).map(Who::who).collect::<Vec<_>>().join("; ");
    let number = point.quantity.as_ref().map(|number| number.text.clone());
    let text = known([number, span(point.since, None), point.on.map(on)]);
    let text = page.mark(&format!("points.{}", point.key), format!("{text}: {who}"));
    page.item(text);
}
