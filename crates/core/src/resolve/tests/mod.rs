//! What the record makes of its sources, case by case.

mod contested;
mod contradictions;
mod denials;
mod disputes;
mod explained;
mod liveness;
mod properties;
mod weight;

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::{Account, EntryId, Heard, Noun, Origin, Rank, Record, Surroundings, resolve};

/// A claim of a source, as the first entry of a revision.
fn claim<N: Noun>(revision: u64, source: &str, states: Json) -> Heard<N> {
    let source: crate::Id<crate::Source> = format!("source/{source}").parse().unwrap();
    Heard {
        entry: EntryId { revision, position: 1 },
        list: source.clone(),
        source,
        said_by: None,
        read_on: "2026-01-01".parse().unwrap(),
        published_on: None,
        denies: false,
        states: serde_json::from_value(states).unwrap(),
        silenced: Vec::new(),
        ranks: BTreeMap::new(),
        settles: BTreeMap::new(),
    }
}

impl<N: Noun> Heard<N> {
    fn published_on(mut self, on: &str) -> Self {
        self.published_on = Some(on.parse().unwrap());
        self
    }
    fn read(mut self, on: &str) -> Self {
        self.read_on = on.parse().unwrap();
        self
    }
    fn said_by(mut self, voice: &str) -> Self {
        self.said_by = Some(voice.parse().unwrap());
        self
    }
    fn edition_of(mut self, list: &str) -> Self {
        self.list = format!("source/{list}").parse().unwrap();
        self
    }
    fn denying(mut self) -> Self {
        self.denies = true;
        self
    }
    fn ranked(mut self, field: &str, rank: Rank) -> Self {
        self.ranks.insert(field.to_owned(), rank);
        self
    }
    fn settling(mut self, field: &str, revision: u64) -> Self {
        self.settles.insert(field.to_owned(), revision);
        self
    }
    fn silent_on(mut self, field: &str) -> Self {
        self.silenced.push(field.to_owned());
        self
    }
}

/// What the claims come to, where no other record matters.
fn record<N: Noun>(heard: Vec<Heard<N>>) -> Record<N> {
    let id = format!("{}/one", N::NAME).parse().unwrap();
    resolve(id, heard, &Surroundings::default())
}

/// The sources behind a field, the winner first.
fn behind<'a, N>(account: &'a Account<N>, path: &str) -> Vec<&'a str> {
    account.behind(path).map(|witness| witness.source.as_record_id().slug()).collect()
}

/// The sources of claims, given as positions among the witnesses.
fn sources<'a, N>(account: &'a Account<N>, claims: &[usize]) -> Vec<&'a str> {
    claims.iter().map(|at| account.witnesses[*at].source.as_record_id().slug()).collect()
}

/// The sides of a dispute: what each says, and which sources say it.
fn sides<'a, N>(record: &'a Record<N>, field: &str) -> Vec<(&'a str, Vec<&'a str>)> {
    let mut disputes = record.account.disputes.iter().filter(|dispute| dispute.field == field);
    let dispute = disputes.next().unwrap_or_else(|| panic!("{field} is not disputed"));
    assert_eq!(disputes.next(), None, "{field} is disputed once");
    let side = |side: &'a super::Side| (side.says.as_str(), sources(&record.account, &side.claims));
    dispute.sides.iter().map(side).collect()
}

fn differ<'a, N>(account: &'a Account<N>, path: &str) -> Vec<&'a str> {
    let Origin { differ, .. } = account.origin(path);
    sources(account, &differ)
}
