//! Compares what is written of the records with what the ledger comes to,
//! without writing anything.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{Merged, NOUNS, RecordId, with_noun};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IdenStatic, IntoActiveModel,
    Iterable, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Value,
};
use sha2::{Digest as _, Sha256};

use super::{Batch, News, leaning, subjects, write::Parts};
use crate::{
    StoreError, Table, dispute,
    ledger::{entry, reference},
    search::name_key,
    store::BATCH,
};

const REMEDY: &str = "`detente rebuild` makes the records anew";

/// Checks that every record stands as the ledger has it, for both audiences,
/// with all that it points to. Gives how many records there are, and names the
/// first that is another. Takes no more memory than some records need.
pub(crate) async fn compare(db: &impl ConnectionTrait, merged: &Merged) -> Result<u64, StoreError> {
    let (mut records, mut called) = (0, name_key::Sums::default());
    for noun in NOUNS {
        records +=
            with_noun!(*noun, N => compare_noun::<N>(db, merged, &mut called).await?, _ => 0);
    }
    if let Some(noun) = called.differ(&name_key::Sums::written(db).await?) {
        let what = format!("the keys that records of `{noun}` are found by");
        let why = "they are not what the records are called".to_owned();
        return Err(StoreError::Stale { what, why, remedy: REMEDY });
    }
    let (mut known, all) = (0, reference::Entity::find().count(db).await?);
    for noun in NOUNS {
        known += of_noun(noun).count(db).await?;
    }
    if known != all {
        let what = "the table of references".to_owned();
        let why = format!("{} rows of it are from no record", all - known);
        return Err(StoreError::Stale { what, why, remedy: REMEDY });
    }
    Ok(records)
}

fn of_noun(noun: &str) -> sea_orm::Select<reference::Entity> {
    reference::Entity::find()
        .filter(reference::Column::FromId.gt(format!("{noun}/")))
        .filter(reference::Column::FromId.lt(format!("{noun}0")))
}

async fn compare_noun<N: Table>(
    db: &impl ConnectionTrait,
    merged: &Merged,
    called: &mut name_key::Sums,
) -> Result<u64, StoreError> {
    let mut around = leaning::Around::default();
    let (mut rows, mut pointing) = (0, Sum::default());
    let mut batches = Subjects::of(N::NAME, merged);
    while let Some(ids) = batches.next(db).await? {
        let batch = Batch::<N>::computed(db, merged, &ids, &mut around).await?;
        let Parts { records, references, disputes, name_keys } = batch.rows.into_parts();
        name_keys.iter().for_each(|key| called.add(key));
        same_disputes(db, &ids, disputes).await?;
        let mut written = written::<N>(db, &ids).await?;
        for (id, computed) in records {
            let written = written.remove(id.as_str()).unwrap_or_default();
            rows += computed.len() as u64;
            same_rows::<N>(&id, computed, written)?;
        }
        if let Some((id, written)) = written.into_iter().find(|(_, rows)| !rows.is_empty()) {
            let shown = written.keys().next().cloned().unwrap_or_default();
            return Err(stale(&id, &shown, "the ledger says nothing of it".to_owned()));
        }
        for reference in &references {
            pointing.add(reference);
        }
    }
    let count = N::Entity::find().count(db).await?;
    if count != rows {
        let what = format!("the table `{}`", N::NAME);
        let why = format!("it has {count} rows, and the ledger comes to {rows}");
        return Err(StoreError::Stale { what, why, remedy: REMEDY });
    }
    if summed(db, N::NAME).await? != pointing {
        return Err(first_reference::<N>(db, merged).await?);
    }
    Ok(rows)
}

/// The identifiers of a noun on which the ledger says something, some at a time.
struct Subjects<'a> {
    noun: &'static str,
    after: Option<String>,
    merged: &'a Merged,
}

impl<'a> Subjects<'a> {
    fn of(noun: &'static str, merged: &'a Merged) -> Self {
        Self { noun, after: Some(format!("{noun}/")), merged }
    }

    async fn next(
        &mut self,
        db: &impl ConnectionTrait,
    ) -> Result<Option<Vec<RecordId>>, StoreError> {
        let Some(after) = self.after.take() else { return Ok(None) };
        let page = entry::Entity::find()
            .filter(entry::Column::Subject.gt(after.as_str()))
            .filter(entry::Column::Subject.lt(format!("{}0", self.noun)))
            .order_by_asc(entry::Column::Subject)
            .limit(BATCH as u64);
        let found = subjects(db, page).await?;
        if let Some(last) = found.last() {
            self.after = Some(last.to_string());
            // What was merged is looked at at the end, with what it was merged into.
            let alone = found.into_iter().filter(|id| !self.merged.concerns(id));
            return Ok(Some(alone.collect()));
        }
        let of_noun = |id: &&RecordId| id.noun() == self.noun;
        let pairs = self.merged.merges().flat_map(|(id, into, _)| [id, into]);
        let pairs: BTreeSet<RecordId> = pairs.filter(of_noun).cloned().collect();
        Ok((!pairs.is_empty()).then(|| pairs.into_iter().collect()))
    }
}

impl<N: Table> Batch<N> {
    async fn computed(
        db: &impl ConnectionTrait,
        merged: &Merged,
        ids: &[RecordId],
        around: &mut leaning::Around,
    ) -> Result<Self, StoreError> {
        let mut news = News { nothing_written: true, ..News::default() };
        Self::read(db, merged, ids, &mut news, around).await
    }
}

/// Checks the disputes within some records.
async fn same_disputes(
    db: &impl ConnectionTrait,
    ids: &[RecordId],
    computed: dispute::Rows,
) -> Result<(), StoreError> {
    let written = dispute::Rows::within_records(db, ids).await?;
    let differs = computed.differs_from(&written);
    match differs {
        None => Ok(()),
        Some(subject) => Err(StoreError::Stale {
            what: format!("the disputes within {subject}"),
            why: "they are not what its claims come to".to_owned(),
            remedy: REMEDY,
        }),
    }
}

/// A row as it stands in the database: the text of each column.
type Texts = Vec<(String, Option<String>)>;

/// The rows that are written of some records, by identifier and audience.
async fn written<N: Table>(
    db: &impl ConnectionTrait,
    ids: &[RecordId],
) -> Result<BTreeMap<String, BTreeMap<String, Texts>>, StoreError> {
    let columns: Vec<_> = <N::Entity as EntityTrait>::Column::iter().collect();
    let select = N::Entity::find()
        .filter(N::ID.is_in(ids.iter().map(RecordId::as_str)))
        .build(db.get_database_backend());
    let mut found: BTreeMap<String, BTreeMap<String, Texts>> = BTreeMap::new();
    for row in db.query_all_raw(select).await? {
        let text = |column: &<N::Entity as EntityTrait>::Column| {
            let name = column.as_str().to_owned();
            let text: Option<String> = row.try_get("", &name)?;
            Ok::<_, sea_orm::DbErr>((name, text))
        };
        let texts: Texts = columns.iter().map(text).collect::<Result<_, _>>()?;
        let key = |name: &str| {
            let of = texts.iter().find(|(column, _)| column == name);
            of.and_then(|(_, text)| text.clone()).unwrap_or_default()
        };
        found.entry(key("id")).or_default().insert(key("audience"), texts);
    }
    Ok(found)
}

fn same_rows<N: Table>(
    id: &RecordId,
    computed: Vec<N::Row>,
    mut written: BTreeMap<String, Texts>,
) -> Result<(), StoreError> {
    for row in computed {
        let shown = N::place(&row).1.to_owned();
        let Some(texts) = written.remove(&shown) else {
            return Err(stale(id.as_str(), &shown, "it is not written".to_owned()));
        };
        let mut row = row.into_active_model();
        let columns = <N::Entity as EntityTrait>::Column::iter();
        for (column, (name, text)) in columns.zip(texts) {
            let should = match row.take(column).into_value() {
                Some(Value::String(text)) => text,
                _ => None,
            };
            if should != text {
                let what = format!("the record of {id}, shown to {shown}, column `{name}`");
                let why = match should.filter(|text| text.len() <= 80) {
                    Some(text) => format!("the ledger comes to `{text}`"),
                    None => "the ledger comes to something else".to_owned(),
                };
                return Err(StoreError::Stale { what, why, remedy: REMEDY });
            }
        }
    }
    match written.into_keys().next() {
        Some(shown) => {
            Err(stale(id.as_str(), &shown, "the ledger comes to no such row".to_owned()))
        }
        None => Ok(()),
    }
}

fn stale(id: &str, shown: &str, why: String) -> StoreError {
    let what = format!("the record of {id}, shown to {shown},");
    StoreError::Stale { what, why, remedy: REMEDY }
}

/// A sum over references in whichever order: two lists that have the same are the same.
#[derive(Default, PartialEq)]
struct Sum {
    count: u64,
    digests: [u128; 2],
}

impl Sum {
    fn add(&mut self, row: &reference::Model) {
        let reference::Model { to_id, field, from_id, element, audience } = row;
        let mut digest = Sha256::new();
        for text in [to_id, field, from_id, element, audience] {
            digest.update((text.len() as u64).to_be_bytes());
            digest.update(text);
        }
        let digest = digest.finalize();
        for (sum, half) in self.digests.iter_mut().zip(digest.as_chunks::<16>().0) {
            *sum = sum.wrapping_add(u128::from_be_bytes(*half));
        }
        self.count += 1;
    }
}

/// The sum over what is written of the references from the records of a noun.
async fn summed(db: &impl ConnectionTrait, noun: &str) -> Result<Sum, StoreError> {
    use reference::Column;
    use sea_orm::{ExprTrait as _, sea_query::Expr};
    let mut sum = Sum::default();
    let mut after: Option<reference::Model> = None;
    loop {
        let mut page = reference::Entity::find();
        if let Some(last) = &after {
            let key =
                [Column::ToId, Column::Field, Column::FromId, Column::Element, Column::Audience];
            let last = [&last.to_id, &last.field, &last.from_id, &last.element, &last.audience];
            let key = Expr::tuple(key.map(Expr::col));
            page = page.filter(key.gt(Expr::tuple(last.map(|text| Expr::value(text.as_str())))));
        }
        for column in [Column::ToId, Column::Field, Column::FromId, Column::Element] {
            page = page.order_by_asc(column);
        }
        let page = page.order_by_asc(Column::Audience).limit(4 * BATCH as u64).all(db).await?;
        let Some(last) = page.last().cloned() else { return Ok(sum) };
        let of_noun = |row: &&reference::Model| {
            row.from_id.strip_prefix(noun).is_some_and(|rest| rest.starts_with('/'))
        };
        page.iter().filter(of_noun).for_each(|row| sum.add(row));
        after = Some(last);
    }
}

/// Names the first record whose references are not what the ledger comes to.
/// The table is not made to be asked from where: it is read anew for each batch.
async fn first_reference<N: Table>(
    db: &impl ConnectionTrait,
    merged: &Merged,
) -> Result<StoreError, StoreError> {
    let mut around = leaning::Around::default();
    let mut batches = Subjects::of(N::NAME, merged);
    while let Some(ids) = batches.next(db).await? {
        let batch = Batch::<N>::computed(db, merged, &ids, &mut around).await?;
        let computed = batch.rows.into_parts().references;
        let from = reference::Column::FromId.is_in(ids.iter().map(RecordId::as_str));
        let written = reference::Entity::find().filter(from).all(db).await?;
        let written: BTreeSet<reference::Model> = written.into_iter().collect();
        if let Some(row) = computed.symmetric_difference(&written).next() {
            let missing = computed.contains(row);
            let why = if missing { "it is not written" } else { "the record says nothing of it" };
            let reference::Model { to_id, field, from_id, .. } = row;
            let what = format!("the reference of {from_id} to {to_id}, in `{field}`,");
            return Ok(StoreError::Stale { what, why: why.to_owned(), remedy: REMEDY });
        }
    }
    let what = format!("the references of the records of `{}`", N::NAME);
    let why = "some are from records that are not there".to_owned();
    Ok(StoreError::Stale { what, why, remedy: REMEDY })
}
