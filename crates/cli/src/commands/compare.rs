//! `detente sanction compare`: authorities side by side on one target.

use clap::Args;
use detente_core::{Day, Id, Target};

use crate::{
    failure::Failure,
    filter::id,
    json::Json,
    output::{Page, arranged, note},
    session::{Session, misread},
    wording::{force, known, some_commas},
    words::{ActionKind, Standing},
};

operations!("graphql/compare.graphql": Compare);

/// Compares what authorities' measures on one target are worth.
#[derive(Debug, Args)]
pub struct Comparison {
    /// The target, as in organization/belaruskali
    #[arg(value_name = "TARGET", value_parser = id::<Target>)]
    target: Id<Target>,
    /// The days, as in --on 2021-01-01,2022-01-31,2025-12-20
    #[arg(long, value_name = "DATE", value_delimiter = ',', required = true)]
    on: Vec<Day>,
}

impl Comparison {
    /// Compares them.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = compare::Variables { target: self.target.to_string(), on: self.on.clone() };
        let mut data = session.ask::<Compare>(variables).await?;
        let one = data.take("one").unwrap_or(Json::Null);
        let days: Vec<compare::CompareOne> = one.read().map_err(misread)?;
        if days.iter().all(|day| day.issuers.is_empty()) {
            note(&format!("no measure on {} is recorded", self.target));
        }
        session.output.one(&one, || drawn(&days, session))
    }
}

fn drawn(days: &[compare::CompareOne], session: &Session) -> Page {
    let mut issuers: Vec<(Option<&str>, &str)> = Vec::new();
    for authority in days.iter().flat_map(|day| day.issuers.iter()) {
        let issuer = authority.issuer.as_ref();
        let known = (
            issuer.map(|one| one.id.as_str()),
            issuer.map_or("authority not known", |one| one.label.as_str()),
        );
        if !issuers.contains(&known) {
            issuers.push(known);
        }
    }
    let titles: Vec<&str> = std::iter::once("on")
        .chain(issuers.iter().map(|(_, label)| *label))
        .chain(["do they differ?"])
        .collect();
    let rows: Vec<Vec<String>> = days
        .iter()
        .map(|day| {
            let cells = issuers.iter().map(|(id, _)| {
                let same = |authority: &&compare::Authority| {
                    authority.issuer.as_ref().map(|one| one.id.as_str()) == *id
                };
                day.issuers.iter().find(same).map(in_words).unwrap_or_default()
            });
            let sure = |one: &compare::Authority| one.possibly.is_empty() && !one.contested;
            let differ = if day.differ {
                "yes"
            } else if day.issuers.iter().all(sure) {
                "no"
            } else {
                "not certainly"
            };
            std::iter::once(day.on.to_string()).chain(cells).chain([differ.to_owned()]).collect()
        })
        .collect();
    let mut page = Page::new();
    page.block(arranged(session.output, &titles, &vec![false; titles.len()], &rows));
    page
}

/// What the measure is worth: what it certainly is, what it may be, and by which act.
fn in_words(authority: &compare::Authority) -> String {
    let possibly = some_commas(authority.possibly.iter().copied().map(force))
        .map(|standing| format!("possibly {standing}"));
    let contested = authority.contested.then(|| "contested".to_owned());
    let standing = known([Some(force(authority.standing)), possibly, contested]);
    // An act without an instrument is told by its kind, unless the standing says it already.
    let by = authority.by.as_ref().and_then(|act| {
        let kind = act.kind.map(|kind| kind.to_string()).filter(|kind| !standing.contains(kind));
        act.instrument.clone().or(kind)
    });
    match by {
        Some(by) => format!("{standing}\n({by})"),
        None => standing,
    }
}
