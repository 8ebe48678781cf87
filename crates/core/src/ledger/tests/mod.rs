//! The forms of the ledger, which are frozen.

mod chain;
mod forms;
mod properties;

use std::collections::BTreeMap;

use serde_json::json;

use super::*;
use crate::{Detention, Rank, Release};

/// A claim with every member, and letters of several scripts.
fn claim() -> Claim {
    let release: Release = serde_json::from_value(json!({
        "on": "2025-12-13",
        "count": "more than 430",
        "groups": [
            {"key": "to-lithuania", "by": "destination", "taken_to_country": "LT"},
            {"key": "to-ukraine", "count": 114, "label": "палонныя \"да Ўкраіны\""},
        ],
        "in_exchange_for": ["sanction/relief"],
    }))
    .unwrap();
    Claim {
        subject: "release/of-december".parse().unwrap(),
        source: "source/s1".parse().unwrap(),
        said_by: Some("person/envoy".parse().unwrap()),
        read_on: "2026-08-31".parse().unwrap(),
        denies: true,
        states: States::of(&release).unwrap(),
        quotes: [("on", "on\tSaturday — 𝒹ay"), ("groups.to-ukraine.count", "114 людзей")]
            .map(|(path, quote)| (path.to_owned(), quote.to_owned()))
            .into(),
    }
}

/// A claim of one field, and nothing besides.
fn plain() -> Claim {
    let detention = Detention { country: Some("BY".parse().unwrap()), ..Detention::default() };
    Claim {
        subject: "detention/one".parse().unwrap(),
        source: "source/s1".parse().unwrap(),
        said_by: None,
        read_on: "2026-08-31".parse().unwrap(),
        denies: false,
        states: States::of(&detention).unwrap(),
        quotes: BTreeMap::new(),
    }
}

/// One ruling of each kind, and of each shape.
fn rulings() -> Vec<Ruling> {
    let entry = EntryId { revision: 12, position: 3 };
    let subject = || "person/one".parse::<crate::RecordId>().unwrap();
    let field = || Some("groups.to-lithuania.count".to_owned());
    let decisions = [
        Decision::Accept { entries: Scope::THIS_REVISION },
        Decision::Reject { entries: Scope { revision: Some(7), positions: vec![1, 2] } },
        Decision::Rank { entries: Scope::of(entry), field: field(), rank: Rank::Preferred },
        Decision::Show {
            what: Sight::Record { subject: subject(), field: Some("condition".to_owned()) },
        },
        Decision::Hide { what: Sight::Claims { entries: Scope::of(entry) } },
        Decision::Hide { what: Sight::Record { subject: subject(), field: None } },
        Decision::Retract { entries: Scope::of(entry), field: None },
        Decision::Settle { subject: subject(), field: "born_on".to_owned(), entry },
        Decision::Merge { subject: subject(), into: "person/two".parse().unwrap() },
        Decision::Part { subject: subject(), from: "person/two".parse().unwrap() },
        Decision::Erase { entry },
    ];
    let ruling = |decision| Ruling {
        author: "Keeper".to_owned(),
        reason: "two lists were compared".to_owned(),
        decision,
    };
    let unexplained = Ruling {
        author: "Keeper".to_owned(),
        reason: String::new(),
        decision: Decision::Accept { entries: Scope::of(entry) },
    };
    decisions.into_iter().map(ruling).chain([unexplained]).collect()
}

fn bodies() -> Vec<Body> {
    let claims = [claim(), plain()].map(Body::Claim);
    claims.into_iter().chain(rulings().into_iter().map(Body::Ruling)).collect()
}
