//! Releases, and the people who are named as freed in them.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{Detention, Id, Person, Quantity, RecordId, Release, named_against_count};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, sea_query::Expr,
};

use super::{super::leaning::Both, Circles, Found, audiences, pointing, told::records};
use crate::{
    StoreError,
    dispute::{ACROSS, row},
    ledger::reference,
    store::BATCH,
    viewer::Shown,
};

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
        let mut people = pointing(db, &over, &["release"]).await?;
        let mut found = Found::new();
        for release in over {
            let freed = freed(db, people.remove(&release).unwrap_or_default()).await?;
            for (at, audience) in audiences() {
                let count = counts.iter().find(|(id, shown, _)| {
                    id == release.as_str() && Shown::to(audience).contains(&shown.as_str())
                });
                let Some((_, _, count)) = count else { continue };
                let id: Id<Release> = release.clone().try_into()?;
                let certain = freed.iter().filter_map(|(detention, both)| {
                    let (of, person) = both.of(audience)?;
                    (of.as_ref() == Some(&id)).then_some((detention, person.as_ref()))
                });
                let certain: Vec<_> = certain.collect();
                if let Some(crossing) = named_against_count((&id, *count), &certain) {
                    found.entry(release.clone()).or_default()[at].push(crossing);
                }
            }
        }
        Ok(found)
    }
}

/// The release that a detention certainly ended in, and whose it was.
type Freed = (Option<Id<Release>>, Option<Id<Person>>);

/// In which release each of these detentions certainly ended. Only where
/// something in it is disputed, the whole record is asked.
async fn freed(
    db: &impl ConnectionTrait,
    detentions: BTreeSet<RecordId>,
) -> Result<Vec<(Id<Detention>, Both<Freed>)>, StoreError> {
    use crate::detention::{Column, Entity};
    type Row = (String, String, Option<Id<Release>>, Option<Id<Person>>);
    let detentions: Vec<RecordId> = detentions.into_iter().collect();
    let mut found: BTreeMap<RecordId, Both<Freed>> = BTreeMap::new();
    let mut disputed: Vec<RecordId> = Vec::new();
    for batch in detentions.chunks(BATCH) {
        let ids = || batch.iter().map(RecordId::as_str);
        let rows = Entity::find()
            .select_only()
            .columns([Column::Id, Column::Audience, Column::Release, Column::Person])
            .filter(Column::Id.is_in(ids()));
        let rows: Vec<Row> = rows.into_tuple().all(db).await?;
        for (id, shown, release, person) in rows {
            found.entry(id.parse()?).or_default().set(&shown, &(release, person));
        }
        let at_odds = row::Entity::find()
            .select_only()
            .column(row::Column::Subject)
            .filter(row::Column::Subject.is_in(ids()))
            .filter(row::Column::Place.lt(ACROSS))
            .distinct();
        let at_odds: Vec<String> = at_odds.into_tuple().all(db).await?;
        disputed.extend(at_odds.iter().map(|id| id.parse()).collect::<Result<Vec<_>, _>>()?);
    }
    let disputed: Vec<&RecordId> = disputed.iter().collect();
    for (_, audience) in audiences() {
        for (id, record) in records::<Detention>(db, &disputed, audience).await? {
            let release = record.ask(|detention| detention.release.clone());
            let release = release.settled().flatten();
            let both = found.entry(id).or_default();
            both.set_for(audience, (release, record.fields.person));
        }
    }
    found.into_iter().map(|(id, both)| Ok((id.try_into()?, both))).collect()
}
