//! `detente release`: acts of freeing one or many.

use clap::Args;
use detente_core as core;
use detente_core::{Agreement, CountryCode, EndModality as CoreModality, Id, Sanction};

use super::noun::{command, show};
use crate::{
    failure::Failure,
    filter::{Records, filter, id, some, words},
    list::{self, Slice, rows},
    output::{Cell, Column, Page},
    session::Session,
    show,
    wording::{known, when},
    words::{Cut, EndModality, Order},
};

operations!("graphql/release.graphql": ReleaseList, ReleaseShow);
rows!(release_list::Row);

command!(
    "Acts of freeing one or many.",
    list: "List releases, as in `detente release list --country BY --order day`",
    show: "Show a release's page, as in `detente release show belarus-2025-12-13`"
);

/// Which releases to list.
#[derive(Debug, Args)]
pub struct List {
    /// By the authorities of one of these countries
    #[arg(long, value_name = "COUNTRY", value_delimiter = ',')]
    country: Vec<CountryCode>,
    /// In one of these ways
    #[arg(long, value_name = "WAY", value_delimiter = ',')]
    modality: Vec<CoreModality>,
    /// Part of this agreement
    #[arg(long, value_name = "AGREEMENT", value_parser = id::<Agreement>)]
    agreement: Option<Id<Agreement>>,
    /// Said to be in exchange for something done to this sanction
    #[arg(long, value_name = "SANCTION", value_parser = id::<Sanction>)]
    in_exchange_for: Option<Id<Sanction>>,
    #[command(flatten)]
    records: Records,
}

show!(Release, "RELEASE", "The release's identifier; the slug alone will do");

impl List {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = |Slice { first, after }| release_list::Variables {
            filter: Some(filter!(
                "release",
                self.records,
                release_list::ReleaseFilter {
                    country: some(self.country.clone()),
                    modality: words(&self.modality),
                    agreement: self.agreement.clone().map(Into::into),
                    in_exchange_for: self.in_exchange_for.clone().map(Into::into),
                }
            )),
            order_by: Some(self.records.order_by()),
            first,
            after,
        };
        let columns: [Column<release_list::Row>; 8] = [
            Column::new("on", &["on"], |r: &release_list::Row| Cell::when(r.on)),
            Column::new("country", &["country"], |r: &release_list::Row| Cell::of(r.country)),
            Column::new("freed", &["count"], |r: &release_list::Row| {
                Cell::of(r.count.as_ref().map(|count| &count.text))
            }),
            Column::new("how", &["modality"], |r: &release_list::Row| Cell::of(r.modality)),
            Column::new("taken to", &["groups"], |r: &release_list::Row| {
                Cell::lines(r.groups.iter().filter_map(taken_to))
            }),
            Column::new("agreement", &["agreement"], |r: &release_list::Row| {
                Cell::of(r.agreement.as_ref().map(|one| &one.label))
            }),
            Column::new("in exchange for", &["inExchangeFor"], |r: &release_list::Row| {
                let labels = || r.in_exchange_for.iter().map(|one| one.label.as_str());
                let shown =
                    labels().map(|label| format!("relief from {label}")).collect::<Vec<_>>();
                Cell::two(Some(shown.join("\n")), Some(labels().collect::<Vec<_>>().join("; ")))
            }),
            Column::id(|r: &release_list::Row| &r.id),
        ];
        list::print::<ReleaseList, _>(session, "releases", variables, &columns).await
    }
}

fn taken_to(group: &release_list::RowGroups) -> Option<String> {
    let place = group.taken_to_place.as_ref().map(|place| place.label.clone());
    let place = place.or(group.taken_to_country.map(|country| country.name().to_owned()))?;
    Some(match &group.count {
        Some(count) => format!("{place}: {}", count.text),
        None => place,
    })
}

impl Show {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = release_show::Variables { id: self.id.to_string() };
        show::print::<ReleaseShow, _>(
            session,
            self.id.as_record_id(),
            variables,
            self.quotes,
            drawn,
        )
        .await
    }
}

fn drawn(release: &release_show::Page, page: &mut Page) {
    page.field("in short", "summary", release.summary.clone());
    page.field("by", "country", release.country.map(|country| country.name().to_owned()));
    page.field("on", "on", release.on.map(when));
    page.field("freed", "count", release.count.as_ref().map(|count| count.text.clone()));
    page.field("how", "modality", release.modality.map(|modality| modality.to_string()));
    let agreement = release.agreement.as_ref();
    page.field("part of", "agreement", agreement.map(|one| format!("{}, {}", one.label, one.id)));
    let relief = release.in_exchange_for.iter();
    let relief = relief.map(|one| format!("relief from {}, {}", one.label, one.id));
    page.fields("in exchange for", "inExchangeFor", relief);
    super::identifiers(
        page,
        release.identifiers.iter().map(|one| (one.scheme.as_deref(), one.value.as_deref())),
    );
    draw_groups(&release.groups, page);
    if !release.detentions.nodes.is_empty() {
        page.heading(format!("Named: {}", release.detentions.total_count));
        for detention in &release.detentions.nodes {
            let person = detention.person.as_ref();
            let name =
                person.map_or_else(|| detention.label.clone(), |person| person.label.clone());
            let id = person.map_or(&detention.id, |person| &person.id);
            let contested = if detention.end.contested { " (end contested)" } else { "" };
            page.item(format!("{name}{contested}, {id}"));
        }
    }
    let more = usize::try_from(release.detentions.total_count).unwrap_or_default();
    if more > release.detentions.nodes.len() {
        page.text(format!("`detente detention list --release {}` lists them all", release.id));
    }
}

/// The groups, one way of cutting after the other: they are never added together.
fn draw_groups(groups: &[release_show::PageGroups], page: &mut Page) {
    let mut cuts: Vec<Option<core::Cut>> = Vec::new();
    for group in groups.iter().filter(|group| group.within.is_none()) {
        let cut = group.by.map(|cut| cut.0);
        if !cuts.contains(&cut) {
            cuts.push(cut);
        }
    }
    cuts.sort();
    for cut in cuts {
        page.heading(match cut {
            Some(core::Cut::Other) | None => "Other groups".to_owned(),
            Some(cut) => format!("By {cut}"),
        });
        for group in
            groups.iter().filter(|group| group.within.is_none() && group.by.map(|by| by.0) == cut)
        {
            let text = described(group);
            let text = page.mark(&format!("groups.{}", group.key), text);
            page.item(text);
            for part in groups.iter().filter(|part| part.within.as_ref() == Some(&group.key)) {
                let by = part.by.filter(|by| by.0 != core::Cut::Other);
                let by = by.map(|by| format!(" (by {by})")).unwrap_or_default();
                let text =
                    page.mark(&format!("groups.{}", part.key), format!("{}{by}", described(part)));
                page.beneath(text);
            }
        }
    }
}

/// One group: how many, of what sort, where they were taken, by whom received.
fn described(group: &release_show::PageGroups) -> String {
    let place = group.taken_to_place.as_ref().map(|place| place.label.clone());
    let place = place.or(group.taken_to_country.map(|country| country.name().to_owned()));
    let citizens = |country: CountryCode| format!("citizens of {}", country.in_a_sentence());
    let nationality = group.nationality.map(citizens);
    let count = group.count.as_ref().map_or("number not given", |count| &count.text);
    let what = known([
        group.label.clone().or(nationality),
        place.map(|place| format!("taken to {place}")),
        group.received_by.as_ref().map(|by| format!("received by {}", by.label)),
    ]);
    if what.is_empty() { format!("{count}: {}", group.key) } else { format!("{count}: {what}") }
}
