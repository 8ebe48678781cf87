//! `detente agreement`: deals, with what was promised and what was delivered.

use clap::Args;
use detente_core::{Actor, CommitmentKind as CoreKind, Day, Id};

use super::noun::{command, show};
use crate::{
    failure::Failure,
    filter::{Records, filter, id, words},
    list::{self, Slice, rows},
    output::{Cell, Column, Page},
    session::Session,
    show,
    wording::{known, some_commas, when},
    words::{ActionKind, CommitmentKind, DeliveryState, Order},
};

operations!("graphql/agreement.graphql": AgreementList, AgreementShow);
rows!(agreement_list::Row);

command!(
    "Deals.",
    list: "List agreements, as in `detente agreement list --party organization/belarus`",
    show: "Show an agreement's page: what was promised, and what was delivered, as in `detente agreement show us-belarus-2025-12`"
);

show!(Agreement, "AGREEMENT", "The agreement's identifier; the slug alone will do",
    on: "The day by which what was delivered is told [default: today]");

/// Which agreements to list.
#[derive(Debug, Args)]
pub struct List {
    /// To which this person or organization is a party
    #[arg(long, value_name = "RECORD", value_parser = id::<Actor>)]
    party: Option<Id<Actor>>,
    /// In which something of these kinds was promised
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    commitment_kind: Vec<CoreKind>,
    #[command(flatten)]
    records: Records,
}

impl List {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = |Slice { first, after }| agreement_list::Variables {
            filter: Some(filter!(
                "agreement",
                self.records,
                agreement_list::AgreementFilter {
                    party: self.party.clone().map(Into::into),
                    commitment_kind: words(&self.commitment_kind),
                }
            )),
            order_by: Some(self.records.order_by()),
            first,
            after,
        };
        list::print::<AgreementList, _>(session, "agreements", variables, &columns()).await
    }
}

fn columns() -> [Column<agreement_list::Row>; 5] {
    type Row = agreement_list::Row;
    [
        Column::new("reached", &["reachedOn"], |a: &Row| Cell::when(a.reached_on)),
        Column::new("title", &["title"], |a: &Row| Cell::of(Some(&a.label))),
        Column::new("parties", &["parties"], |a: &Row| {
            Cell::lines(a.parties.iter().map(|party| party.label.clone()))
        }),
        Column::new("promised", &["commitments"], |a: &Row| {
            Cell::lines(a.commitments.iter().filter_map(|one| one.kind))
        }),
        Column::id(|a: &Row| &a.id),
    ]
}

impl Show {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let on = self.on.unwrap_or_else(super::today);
        let variables = agreement_show::Variables { id: self.id.to_string(), on };
        let id = self.id.as_record_id();
        show::print::<AgreementShow, _>(session, id, variables, self.quotes, |record, page| {
            drawn(record, on, page);
        })
        .await
    }
}

fn drawn(agreement: &agreement_show::Page, on: Day, page: &mut Page) {
    page.field("in short", "summary", agreement.summary.clone());
    page.fields(
        "parties",
        "parties",
        agreement.parties.iter().map(|party| format!("{}, {}", party.label, party.id)),
    );
    page.field("reached", "reachedOn", agreement.reached_on.map(when));
    for talks in &agreement.talks {
        let days = talks.days.as_ref().map(|days| {
            if days.text == "1" { "1 day".to_owned() } else { format!("{} days", days.text) }
        });
        let place = talks.place.as_ref().map(|place| format!("in {}", place.label));
        let between = people(talks.participants.iter().map(|who| who.label.as_str()).collect());
        let text = known([
            days,
            place,
            between,
            talks.began_on.map(|began| format!("began {}", when(began))),
            talks.ended_on.map(|ended| format!("ended {}", when(ended))),
        ]);
        page.field("talks", &format!("talks.{}", talks.key), Some(text));
    }
    super::identifiers(
        page,
        agreement.identifiers.iter().map(|one| (one.scheme.as_deref(), one.value.as_deref())),
    );
    if !agreement.delivery.is_empty() {
        page.heading(format!("Promised, and delivered by {on}"));
    }
    for delivery in &agreement.delivery {
        draw_delivery(delivery, page);
    }
    page.list(
        "Releases that were part of it",
        agreement.releases.iter().map(|one| format!("{}, {}", one.label, one.id)),
    );
    page.list(
        "Measures to which something was done under it",
        agreement.sanctions.iter().map(|one| format!("{}, {}", one.label, one.id)),
    );
}

/// One promise: by whom, what had become of it, act by act and step by step.
fn draw_delivery(delivery: &agreement_show::Delivered, page: &mut Page) {
    let commitment = &delivery.commitment;
    let by = commitment.by.as_ref().map(|by| by.label.clone());
    let what = commitment.text.clone().or_else(|| commitment.kind.map(|kind| kind.to_string()));
    let promised = commitment.promised_on.map(|on| format!("promised {}", when(on)));
    let head = known([
        by.map(|by| format!("{by}: {}", what.clone().unwrap_or_default())).or(what),
        promised,
    ]);
    let head = page.mark(&format!("commitments.{}", commitment.key), head);
    page.item(head);
    let since = delivery.since.map(|since| format!("since {}", when(since)));
    page.beneath(known([Some(delivery.state.to_string()), since]));
    for act in &delivery.acts {
        let since = act.since.map(|since| format!("since {}", when(since)));
        let possibly = some_commas(&act.possibly).map(|state| format!("possibly {state}"));
        page.beneath(format!(
            "{}, {}: {}",
            act.act.label,
            act.act.id,
            known([Some(act.state.to_string()), since, possibly])
        ));
        for detention in &act.contested {
            let (label, id) = (&detention.label, &detention.id);
            page.deeper(format!("contested whether the {label}, {id}, ended in it"));
        }
        for step in &act.steps {
            let done = step.action.as_ref();
            let kind = done.and_then(|action| action.kind).map(|kind| kind.to_string());
            let instrument = done.and_then(|action| action.instrument.as_ref());
            let instrument = instrument.map(|instrument| format!("by {instrument}"));
            let scope = done.and_then(|action| action.scope.clone());
            let act = known([kind, instrument, scope]);
            // Of a release there is only the day.
            let act = if act.is_empty() { String::new() } else { format!(" {act}:") };
            page.deeper(format!("{}:{act} {}", when(step.on), step.state));
        }
    }
}

/// Between whom: `between one and the other`.
fn people(mut names: Vec<&str>) -> Option<String> {
    let last = names.pop()?;
    Some(if names.is_empty() {
        format!("with {last}")
    } else {
        format!("between {} and {last}", names.join(", "))
    })
}
