//! Only the issuer's own list shows that a target stood on it, or stood on it no longer.

use std::collections::BTreeSet;

use detente_core::{
    ActionKind, Audience, Fault, NewClaim, Noun as _, Organization, Sanction, Source,
};
use sea_orm::ConnectionTrait;

use super::{
    fault,
    loops::lie_within,
    spans::{Said, Spans},
};
use crate::{StoreError, Table, store::BATCH, viewer::Shown};

/// How far up the bodies above an issuer or a publisher are followed.
const DEEPEST: usize = 8;

/// Observations of a list, in claims after so many, whose source is not the list
/// of the issuer, as an audience may know it. They change the standing of a measure, so that nobody
/// else's word may do.
pub(super) async fn own_list(
    db: &impl ConnectionTrait,
    sees: Audience,
    claims: &[NewClaim],
    after: usize,
    spans: &Spans,
) -> Result<Vec<(usize, Fault)>, StoreError> {
    let mut observed = Vec::new();
    for (at, new) in claims.iter().enumerate() {
        let claim = &new.claim;
        if claim.subject.noun() != Sanction::NAME || claim.denies {
            continue;
        }
        // What cannot be read is a fault of its own.
        let Ok(states) = claim.states.read::<Sanction>() else { continue };
        let issuer = states.issuer.map(|issuer| issuer.to_string());
        let of_a_list = |kind| matches!(kind, ActionKind::SeenListed | ActionKind::SeenUnlisted);
        for action in &states.actions {
            if let Some(kind) = action.kind.filter(|kind| of_a_list(*kind)) {
                observed.push((at, action.key.clone(), kind, issuer.clone()));
            }
        }
    }
    if observed.is_empty() {
        return Ok(Vec::new());
    }
    // Where a claim does not say it itself, any other claim on the measure may.
    let unsaid = observed.iter().filter(|(.., issuer)| issuer.is_none());
    let unsaid = unsaid.map(|(at, ..)| claims[*at].claim.subject.to_string()).collect();
    let sources = observed.iter().map(|(at, ..)| claims[*at].claim.source.to_string()).collect();
    let column = crate::sanction::Column::Issuer;
    let recorded_issuers = recorded::<Sanction>(db, sees, column, &unsaid).await?;
    let mut issuers = Said::new();
    for measure in unsaid {
        // As it stands in the record it goes before what is said with it.
        let of_it = recorded_issuers.get(&measure).cloned();
        let of_it = of_it.unwrap_or_else(|| spans.issuers.of(&measure));
        issuers.insert(measure, of_it);
    }
    let publisher = crate::source::Column::Publisher;
    let recorded_publishers = recorded::<Source>(db, sees, publisher, &sources).await?;
    let mut publishers = Said::new();
    for source in sources {
        let of_it = recorded_publishers.get(&source).or_else(|| spans.publishers.get(&source));
        publishers.extend(of_it.cloned().map(|of_it| (source, of_it)));
    }
    let own = observed.iter().filter_map(|(.., issuer)| issuer.clone());
    let named = issuers.values().chain(publishers.values()).flatten().cloned().chain(own).collect();
    let above = above(db, sees, &spans.parents, named).await?;
    let one_body = |one: &str, other: &str| {
        let within = |one: &str, other: &str| above.get(one).is_some_and(|up| up.contains(other));
        one == other || within(one, other) || within(other, one)
    };

    let mut faults = Vec::new();
    for (at, key, kind, issuer) in observed {
        let claim = &claims[at].claim;
        let none = BTreeSet::new();
        let issuers: BTreeSet<String> = match issuer {
            Some(issuer) => BTreeSet::from([issuer]),
            None => issuers.get(claim.subject.as_str()).cloned().unwrap_or_default(),
        };
        let publishers = publishers.get(claim.source.as_str()).unwrap_or(&none);
        let own = |body: &str| issuers.iter().any(|issuer| one_body(issuer, body));
        let said_by = claim.said_by.as_ref().map(ToString::to_string);
        let word = said_by.as_deref().is_none_or(own);
        if word && !publishers.is_empty() && publishers.iter().all(|body| own(body)) {
            continue;
        }
        let problem = match (issuers.first(), publishers.first(), &said_by) {
            (None, ..) => "nobody says who issued the measure".to_owned(),
            (_, None, _) => format!("nobody says who published `{}`", claim.source),
            (Some(issuer), _, Some(voice)) if !word => {
                format!("this is the word of `{voice}`, and `{issuer}` issued the measure")
            }
            (Some(issuer), Some(publisher), _) => format!(
                "`{}` was published by `{publisher}`, and `{issuer}` issued the measure",
                claim.source
            ),
        };
        faults.push(fault(
            &claims[at],
            after + at,
            "NOT_THE_ISSUERS_LIST",
            Some(format!("actions.{key}.kind")),
            format!("`{kind}` says that the issuer's own list was read, but {problem}"),
            "give that list as the source with its publisher, or write what this source says as \
             `relief_announced`"
                .to_owned(),
        ));
    }
    Ok(faults)
}

/// What one field of the records of a noun says, as an audience sees it.
async fn recorded<N: Table>(
    db: &impl ConnectionTrait,
    sees: Audience,
    field: <N::Entity as sea_orm::EntityTrait>::Column,
    ids: &BTreeSet<String>,
) -> Result<Said, StoreError> {
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let mut found = Said::new();
    for batch in ids.chunks(BATCH) {
        for (id, said) in lie_within::<N>(db, field, batch, Shown::to(sees)).await? {
            if let Some(said) = said {
                found.entry(id).or_default().insert(said);
            }
        }
    }
    Ok(found)
}

/// Every body above each of these, by what the submission says and the record.
async fn above(
    db: &impl ConnectionTrait,
    sees: Audience,
    stated: &Said,
    bodies: BTreeSet<String>,
) -> Result<Said, StoreError> {
    let mut known = Said::new();
    let mut asked = bodies.clone();
    for _ in 0..DEEPEST {
        let parent = crate::organization::Column::Parent;
        known.extend(recorded::<Organization>(db, sees, parent, &asked).await?);
        let up = asked.iter().filter_map(|id| known.get(id).or_else(|| stated.get(id)));
        let up = up.flatten().cloned();
        let next: BTreeSet<String> = up.filter(|id| !asked.contains(id)).collect();
        if next.is_empty() {
            break;
        }
        asked.extend(next);
    }
    let mut above = Said::new();
    for body in bodies {
        let mut up = BTreeSet::new();
        let mut ahead = vec![body.clone()];
        while let Some(id) = ahead.pop() {
            for parent in known.get(&id).or_else(|| stated.get(&id)).into_iter().flatten() {
                if up.insert(parent.clone()) {
                    ahead.push(parent.clone());
                }
            }
        }
        above.insert(body, up);
    }
    Ok(above)
}
