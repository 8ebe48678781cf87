//! Only the issuer's own list shows that a target stood on it, or stood on it no longer.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{
    ActionKind, Audience, Fault, Organization, RecordId, Sanction, Source, Submission,
};
use sea_orm::ConnectionTrait;

use super::{fault, loops::lie_within};
use crate::{StoreError, Table, store::BATCH, viewer::Shown};

/// How far up the bodies above an issuer or a publisher are followed.
const DEEPEST: usize = 8;

/// What one field of records says, by their identifier.
type Said = BTreeMap<String, BTreeSet<String>>;

/// Observations of a list whose source is not the list of the issuer, as an
/// audience may know it. They change the standing of a measure, so that nobody
/// else's word may do.
pub(super) async fn own_list(
    db: &impl ConnectionTrait,
    sees: Audience,
    submission: &Submission,
) -> Result<Vec<(usize, Fault)>, StoreError> {
    let mut observed = Vec::new();
    let mut issuers = Said::new();
    for (at, new) in submission.claims.iter().enumerate() {
        let claim = &new.claim;
        if claim.subject.noun() != "sanction" || claim.denies {
            continue;
        }
        // What cannot be read is a fault of its own.
        let Ok(states) = claim.states.read::<Sanction>() else { continue };
        let issuer = states.issuer.map(|issuer| issuer.to_string());
        if let Some(issuer) = &issuer {
            issuers.entry(claim.subject.to_string()).or_default().insert(issuer.clone());
        }
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
    let claims = || observed.iter().map(|(at, ..)| &submission.claims[*at].claim);
    let subjects = claims().map(|claim| claim.subject.to_string()).collect();
    let sources = claims().map(|claim| claim.source.to_string()).collect();
    issuers
        .extend(recorded::<Sanction>(db, sees, crate::sanction::Column::Issuer, &subjects).await?);
    let mut publishers = stated::<Source>(submission, |source| source.publisher.map(Into::into));
    publishers
        .extend(recorded::<Source>(db, sees, crate::source::Column::Publisher, &sources).await?);
    let named = issuers.values().chain(publishers.values()).flatten().cloned().collect();
    let above = above(db, sees, submission, named).await?;
    let one_body = |one: &str, other: &str| {
        let within = |one: &str, other: &str| above.get(one).is_some_and(|up| up.contains(other));
        one == other || within(one, other) || within(other, one)
    };

    let mut faults = Vec::new();
    for (at, key, kind, issuer) in observed {
        let claim = &submission.claims[at].claim;
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
            submission,
            at,
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

/// What the submission itself says of the records of a noun.
fn stated<N: detente_core::Noun>(
    submission: &Submission,
    field: impl Fn(N) -> Option<RecordId>,
) -> Said {
    let mut found = Said::new();
    for new in &submission.claims {
        let claim = &new.claim;
        if claim.subject.noun() == N::NAME
            && !claim.denies
            && let Some(said) = claim.states.read().ok().and_then(&field)
        {
            found.entry(claim.subject.to_string()).or_default().insert(said.to_string());
        }
    }
    found
}

/// Every body above each of these, by what the submission says and the record.
async fn above(
    db: &impl ConnectionTrait,
    sees: Audience,
    submission: &Submission,
    bodies: BTreeSet<String>,
) -> Result<Said, StoreError> {
    let mut parents =
        stated::<Organization>(submission, |organization| organization.parent.map(Into::into));
    let mut asked = bodies.clone();
    for _ in 0..DEEPEST {
        let parent = crate::organization::Column::Parent;
        parents.extend(recorded::<Organization>(db, sees, parent, &asked).await?);
        let up = asked.iter().filter_map(|id| parents.get(id)).flatten().cloned();
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
            for parent in parents.get(&id).into_iter().flatten() {
                if up.insert(parent.clone()) {
                    ahead.push(parent.clone());
                }
            }
        }
        above.insert(body, up);
    }
    Ok(above)
}
