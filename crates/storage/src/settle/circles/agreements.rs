//! Agreements, and the acts in which their promises are kept.

use detente_core::{
    Agreement, Id, Promised, RecordId, Release, Sanction, delivered_before_promised,
};
use sea_orm::ConnectionTrait;

use super::{Found, audiences, told::records};
use crate::StoreError;

/// What was done before it was promised.
pub(super) async fn agreements(
    db: &impl ConnectionTrait,
    agreements: &[RecordId],
) -> Result<Found, StoreError> {
    let mut found = Found::new();
    let ids: Vec<&RecordId> = agreements.iter().collect();
    for (at, audience) in audiences() {
        let agreements = records::<Agreement>(db, &ids, audience).await?;
        let dated = |commitment: &&detente_core::Commitment| commitment.promised_on.is_some();
        let acts: Vec<RecordId> = agreements
            .values()
            .flat_map(|agreement| agreement.fields.commitments.iter().filter(dated))
            .flat_map(|commitment| &commitment.acts)
            .map(|act| act.as_record_id().clone())
            .collect();
        let of = |noun: &str| -> Vec<&RecordId> {
            acts.iter().filter(|act| act.noun() == noun).collect()
        };
        let releases = records::<Release>(db, &of("release"), audience).await?;
        let sanctions = records::<Sanction>(db, &of("sanction"), audience).await?;
        for (id, agreement) in &agreements {
            let named = agreement.fields.commitments.iter().flat_map(|one| &one.acts);
            let mut named: Vec<&RecordId> = named.map(Id::as_record_id).collect();
            named.sort();
            named.dedup();
            let promised = named.into_iter().filter_map(|act| {
                let release = releases.get(act).map(|one| Promised::Release {
                    id: &one.id,
                    release: &one.fields,
                    sides: Vec::new(),
                    contested: false,
                });
                let sanction = || sanctions.get(act);
                release.or_else(|| sanction().map(|one| Promised::Sanction(&one.id, &one.fields)))
            });
            let promised: Vec<Promised<'_>> = promised.collect();
            let crossings =
                delivered_before_promised((&agreement.id, &agreement.fields), &promised);
            if !crossings.is_empty() {
                found.entry(id.clone()).or_default()[at] = crossings;
            }
        }
    }
    Ok(found)
}
