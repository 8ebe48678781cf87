//! What each audience is shown of a subject: one record where both are shown the same.

use std::{collections::BTreeSet, sync::Arc};

use detente_core::{
    Admitted, Audience, Document, Explanation, Heard, Id, Merged, Noun, Record, RecordId, Release,
    Source, Surroundings, explain, hear, resolve,
};
use sea_orm::ConnectionTrait;

use super::{
    aside,
    docket::Docket,
    leaning::{Around, Both, Days, Documents},
    naming::names,
};
use crate::{StoreError, table::Keys, viewer::Shown};

/// A record, and what it is found by.
#[derive(PartialEq)]
pub(super) struct View<N> {
    pub record: Record<N>,
    pub keys: Keys,
}

/// What was heard for each audience: for the public only where it may differ.
pub(super) struct Case<N> {
    pub id: Id<N>,
    whole: Vec<Heard<N>>,
    open: Option<Vec<Heard<N>>>,
    /// What any claim on it leans on, whether it is heard or not.
    pub leans_on: BTreeSet<RecordId>,
    /// What any claim on it names, where there are several.
    pub names: BTreeSet<RecordId>,
}

/// Some subjects, heard, and the days of the releases that they lean on.
pub(super) struct Cases<N> {
    pub cases: Vec<Case<N>>,
    pub days: Arc<Days>,
}

/// Hears what was said of these subjects.
pub(super) async fn cases<N: Noun>(
    db: &impl ConnectionTrait,
    merged: &Merged,
    dockets: Vec<(RecordId, Docket)>,
    around: &mut Around,
) -> Result<Cases<N>, StoreError> {
    let claims = dockets.iter().flat_map(|(_, docket)| &docket.claims);
    let sources = claims.map(|(_, claim)| claim.source.as_record_id());
    let homes = |source| Audience::ALL.iter().map(move |audience| merged.home(*audience, source));
    let sources: BTreeSet<&RecordId> = sources.flat_map(homes).collect();
    // Claims on sources weigh by rank and revision alone, so that nothing turns in a circle.
    if N::NAME != "source" {
        around.documents(db, sources).await?;
    }
    let sources = Arc::clone(&around.documents);
    let known = merged.clone();
    let cases = aside(move || heard(&dockets, &known, &sources)).await?;
    let leaned: BTreeSet<&RecordId> = cases.iter().flat_map(|case| &case.leans_on).collect();
    around.days(db, leaned).await?;
    Ok(Cases { cases, days: Arc::clone(&around.days) })
}

fn heard<N: Noun>(
    dockets: &[(RecordId, Docket)],
    merged: &Merged,
    sources: &Documents,
) -> Result<Vec<Case<N>>, StoreError> {
    let mut cases: Vec<Case<N>> = Vec::with_capacity(dockets.len());
    for (subject, docket) in dockets {
        let whole = hearing::<N>(subject, docket, merged, sources, Audience::Restricted)?;
        let one = |source: &Id<Source>| {
            let source = merged.home(Audience::Restricted, source.as_record_id());
            sources.get(source.as_str()).is_none_or(Both::is_one)
        };
        let alike = merged.is_one() && docket.claims.iter().all(|(_, claim)| one(&claim.source));
        let open = if alike && docket.is_open::<N>() {
            None
        } else {
            let open = hearing::<N>(subject, docket, merged, sources, Audience::Public)?;
            (open.kept_back || !alike).then_some(open.heard)
        };
        let (id, whole) = (subject.clone().try_into()?, whole.heard);
        let leans_on = gathered(docket, merged, &whole, Noun::leans_on)?;
        let names = if docket.claims.len() > 1 {
            gathered(docket, merged, &whole, names)?
        } else {
            BTreeSet::new()
        };
        cases.push(Case { id, whole, open, leans_on, names });
    }
    Ok(cases)
}

/// What the claims in a docket lead to, whether they are heard or not, as either
/// audience is led.
fn gathered<N: Noun, I: IntoIterator<Item = RecordId>>(
    docket: &Docket,
    merged: &Merged,
    heard: &[Heard<N>],
    of: impl Fn(&N) -> I,
) -> Result<BTreeSet<RecordId>, StoreError> {
    let mut found: BTreeSet<RecordId> = heard.iter().flat_map(|claim| of(&claim.states)).collect();
    for (entry, claim) in &docket.claims {
        if !merged.is_one() || heard.iter().all(|heard| heard.entry != *entry) {
            let states: N = claim.states.read().map_err(|error| StoreError::Entry {
                entry: entry.to_string(),
                error: error.to_string(),
            })?;
            found.extend(of(&states).into_iter().flat_map(|id| merged.homes(&id)));
        }
    }
    Ok(found)
}

fn hearing<N: Noun>(
    subject: &RecordId,
    docket: &Docket,
    merged: &Merged,
    sources: &Documents,
    audience: Audience,
) -> Result<Admitted<N>, StoreError> {
    let document = |source: &Id<Source>| {
        let known = sources.get(source.as_str()).and_then(|both| both.of(audience));
        known.cloned().unwrap_or_else(|| Document::of(source, None))
    };
    let Docket { claims, rulings } = docket;
    hear::<N>(subject, claims, rulings, merged, audience, document).map_err(|(entry, error)| {
        StoreError::Entry { entry: entry.to_string(), error: error.to_string() }
    })
}

impl<N: Noun> Case<N> {
    /// The record, once for each audience that is shown another.
    pub(super) fn views(
        self,
        days: &Days,
        views: &mut Vec<(Shown, View<N>)>,
    ) -> Result<(), StoreError> {
        let Self { id, whole, open, .. } = self;
        if whole.is_empty() {
            // The restricted audience knows it under the identifier it was merged into.
            if let Some(open) = open.filter(|open| !open.is_empty()) {
                views.push((Shown::Public, view(id, open, days, Audience::Public)?));
            }
            return Ok(());
        }
        let leans_on = || whole.iter().flat_map(|claim| claim.states.leans_on());
        let alike = || leans_on().all(|id| days.get(id.as_str()).is_none_or(Both::is_one));
        let open = match open {
            None if alike() => None,
            None => Some(whole.clone()),
            Some(heard) => Some(heard),
        };
        let open = match open {
            Some(heard) if heard.is_empty() => {
                views.push((Shown::Restricted, view(id, whole, days, Audience::Restricted)?));
                return Ok(());
            }
            Some(heard) => Some(view(id.clone(), heard, days, Audience::Public)?),
            None => None,
        };
        let whole = view(id, whole, days, Audience::Restricted)?;
        match open {
            Some(open) if open != whole => {
                views.extend([(Shown::Public, open), (Shown::Restricted, whole)]);
            }
            _ => views.push((Shown::Everyone, whole)),
        }
        Ok(())
    }
}

pub(super) fn view<N: Noun>(
    id: Id<N>,
    heard: Vec<Heard<N>>,
    days: &Days,
    audience: Audience,
) -> Result<View<N>, StoreError> {
    let around = surroundings(&heard, days, audience);
    let record = resolve(id, heard, &around);
    let keys = Keys::of(&record, &around)?;
    Ok(View { record, keys })
}

/// What the records say on which those lean who were heard.
fn surroundings<N: Noun>(heard: &[Heard<N>], days: &Days, audience: Audience) -> Surroundings {
    let leans_on: BTreeSet<RecordId> =
        heard.iter().flat_map(|claim| claim.states.leans_on()).collect();
    let mut around = Surroundings::default();
    for id in &leans_on {
        if let Some(released) = days.get(id.as_str()).and_then(|both| both.of(audience))
            && let Ok(id) = Id::<Release>::try_from(id.clone())
        {
            around.released_on.insert(id.clone(), released.on);
            around.released_within.insert(id, released.within);
        }
    }
    around
}

/// Why a field of a record says what it says to an audience.
pub(crate) async fn explained<N: Noun>(
    db: &impl ConnectionTrait,
    merged: &Merged,
    id: &Id<N>,
    audience: Audience,
    path: String,
) -> Result<Explanation, StoreError> {
    let dockets = super::docket::dockets(db, &[id.as_record_id().clone()], merged).await?;
    let dockets: Vec<(RecordId, Docket)> = dockets.into_iter().collect();
    let Cases { cases, days } = cases::<N>(db, merged, dockets, &mut Around::default()).await?;
    let heard = cases.into_iter().next().map(|Case { whole, open, .. }| match audience {
        Audience::Public => open.unwrap_or(whole),
        Audience::Restricted => whole,
    });
    let heard = heard.unwrap_or_default();
    aside(move || {
        let around = surroundings(&heard, &days, audience);
        Ok(explain(heard, &around, &path))
    })
    .await
}
