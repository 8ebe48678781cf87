//! Releases, and the people who are named as freed in them.

use std::collections::BTreeSet;

use detente_core::{Audience, Detention, Id, Quantity, RecordId, Release, named_against_count};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, sea_query::Expr,
};

use super::{Circles, Found, audiences, pointing, told::records};
use crate::{StoreError, ledger::reference, viewer::Shown};

impl Circles {
    /// The releases in which more people are named than were freed.
    pub(super) async fn releases(
        &self,
        db: &impl ConnectionTrait,
        releases: &[RecordId],
    ) -> Result<Found, StoreError> {
        use crate::release::{Column, Entity};
        let ids = || releases.iter().map(RecordId::as_str);
        let counts = Entity::find()
            .select_only()
            .columns([Column::Id, Column::Audience, Column::Count])
            .filter(Column::Id.is_in(ids()))
            .filter(Column::Count.is_not_null());
        let counts: Vec<(String, String, Option<Quantity>)> = counts.into_tuple().all(db).await?;
        if counts.is_empty() {
            return Ok(Found::new());
        }
        let named = reference::Entity::find()
            .select_only()
            .column(reference::Column::ToId)
            .expr(Expr::col(reference::Column::FromId).count_distinct())
            .filter(reference::Column::ToId.is_in(counts.iter().map(|(id, ..)| id.as_str())))
            .filter(reference::Column::Field.eq("release"))
            .group_by(reference::Column::ToId);
        let named: Vec<(String, i64)> = named.into_tuple().all(db).await?;
        let over = named.iter().filter(|(id, named)| {
            let named = Quantity::from(u32::try_from(*named).unwrap_or(u32::MAX)).bounds();
            let of_it = counts.iter().filter(|(of, ..)| of == id);
            let mut counts = of_it.filter_map(|(.., count)| Some((*count)?.bounds()));
            counts.any(|count| !count.overlaps(named) && count < named)
        });
        let over = over.map(|(id, _)| id.parse()).collect::<Result<Vec<RecordId>, _>>()?;
        let people = pointing(db, &over, &["release"]).await?;
        let mut found = Found::new();
        for (at, audience) in audiences() {
            for release in &over {
                let count = counts.iter().find(|(id, shown, _)| {
                    id == release.as_str() && Shown::to(audience).contains(&shown.as_str())
                });
                let Some((_, _, count)) = count else { continue };
                let crossing = over_named(db, release, *count, people.get(release), audience);
                if let Some(crossing) = crossing.await? {
                    found.entry(release.clone()).or_default()[at].push(crossing);
                }
            }
        }
        Ok(found)
    }
}

async fn over_named(
    db: &impl ConnectionTrait,
    release: &RecordId,
    count: Option<Quantity>,
    people: Option<&BTreeSet<RecordId>>,
    audience: Audience,
) -> Result<Option<detente_core::Crossing>, StoreError> {
    let id: Id<Release> = release.clone().try_into()?;
    let people: Vec<&RecordId> = people.into_iter().flatten().collect();
    let people = records::<Detention>(db, &people, audience).await?;
    let freed = people.values().filter(|record| {
        let here = record.ask(|detention| detention.release.as_ref() == Some(&id));
        here.settled() == Some(true)
    });
    let freed: Vec<_> = freed.map(|record| (&record.id, record.fields.person.as_ref())).collect();
    Ok(named_against_count((&id, count), &freed))
}
