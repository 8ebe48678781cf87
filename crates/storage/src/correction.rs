//! Corrections: what readers say is wrong, kept beside the ledger until an
//! editor has looked into it.

use detente_core::{
    Closing, Correction, CorrectionOutcome, CorrectionState, Fault, Id, Instant, RecordId,
    with_noun,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction,
    DbBackend, EntityTrait, IntoActiveModel, Order, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

use crate::{Role, Store, StoreError, Viewer, boxed};

/// The `correction` table.
mod table {
    use detente_core::{CorrectionOutcome, Instant, Url};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "correction")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i64,
        pub subject: String,
        pub field: Option<String>,
        pub text: String,
        pub contact: Option<String>,
        pub source_url: Option<Url>,
        pub sent_at: Instant,
        pub closed_at: Option<Instant>,
        pub closed_by: Option<String>,
        pub outcome: Option<CorrectionOutcome>,
        pub note: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// So many wait at most: nobody reads more, and a disk has an end.
const MOST_OPEN: u64 = 10_000;

/// A correction that was sent, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Its number, from one.
    pub number: u64,
    /// What was sent. Once it is closed, without the contact.
    pub correction: Correction,
    /// When it was sent.
    pub sent_at: Instant,
    /// What came of it, once an editor has looked into it.
    pub closed: Option<Closed>,
}

/// What came of a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// When it was closed.
    pub at: Instant,
    /// Who closed it.
    pub by: String,
    /// What came of it, and why.
    pub closing: Closing,
}

/// Which part of the list of corrections, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// After this one.
    pub after: Option<u64>,
    /// Before this one.
    pub before: Option<u64>,
    /// At most so many.
    pub limit: u64,
    /// From the end of it.
    pub last: bool,
}

impl TryFrom<table::Model> for Sent {
    type Error = StoreError;

    fn try_from(row: table::Model) -> Result<Self, StoreError> {
        let table::Model { number, subject, field, text, contact, source_url, sent_at, .. } = row;
        let subject: RecordId = subject.parse()?;
        let table::Model { closed_at, closed_by, outcome, note, .. } = row;
        let closed = closed_at.map(|at| Closed {
            at,
            by: closed_by.unwrap_or_default(),
            // Both are written at once; what was not accepted changed nothing.
            closing: Closing { outcome: outcome.unwrap_or(CorrectionOutcome::Declined), note },
        });
        let correction = Correction { subject, field, text, contact, source_url };
        Ok(Self { number: number.cast_unsigned(), correction, sent_at, closed })
    }
}

impl Store {
    /// Keeps what a reader says is wrong, and gives its number. A record that
    /// the reader does not see is refused in the same words as one that is not there.
    #[boxed]
    pub async fn send_correction(
        &self,
        viewer: &Viewer,
        correction: Correction,
        now: Instant,
    ) -> Result<u64, StoreError> {
        let mut faults = correction.faults();
        if !self.is_seen(viewer, &correction.subject).await? {
            faults.insert(0, unknown(&correction.subject));
        }
        if !faults.is_empty() {
            return Err(StoreError::Refused(faults));
        }
        let (place, tx) = self.begin().await?;
        if of(Some(CorrectionState::Open)).count(&tx).await? >= MOST_OPEN {
            return Err(StoreError::Refused(vec![full()]));
        }
        let newest = table::Entity::find().select_only().column(table::Column::Number);
        let newest = newest.order_by_desc(table::Column::Number).limit(1);
        let newest: Option<i64> = newest.into_tuple().one(&tx).await?;
        let number = newest.unwrap_or(0) + 1;
        let Correction { subject, field, text, contact, source_url } = correction;
        let row = table::Model {
            number,
            subject: subject.to_string(),
            field,
            text,
            contact,
            source_url,
            sent_at: now,
            closed_at: None,
            closed_by: None,
            outcome: None,
            note: None,
        };
        table::Entity::insert(row.into_active_model()).exec_without_returning(&tx).await?;
        self.commit(place, tx).await?;
        Ok(number.cast_unsigned())
    }

    /// What was sent, the oldest first; one more than asked for where there is more. For editors.
    #[boxed]
    pub async fn corrections(
        &self,
        viewer: &Viewer,
        state: Option<CorrectionState>,
        numbers: Numbers,
    ) -> Result<Vec<Sent>, StoreError> {
        viewer.must(Role::Editor, READ)?;
        let mut rows = of(state);
        if let Some(after) = numbers.after {
            rows = rows.filter(table::Column::Number.gt(after.cast_signed()));
        }
        if let Some(before) = numbers.before {
            rows = rows.filter(table::Column::Number.lt(before.cast_signed()));
        }
        let order = if numbers.last { Order::Desc } else { Order::Asc };
        let rows = rows.order_by(table::Column::Number, order).limit(numbers.limit + 1);
        rows.all(&self.db).await?.into_iter().map(Sent::try_from).collect()
    }

    /// How many there are. For editors.
    #[boxed]
    pub async fn count_corrections(
        &self,
        viewer: &Viewer,
        state: Option<CorrectionState>,
    ) -> Result<u64, StoreError> {
        viewer.must(Role::Editor, READ)?;
        Ok(of(state).count(&self.db).await?)
    }

    /// Closes a correction that is open, and destroys the contact; none where no
    /// open one has this number. For editors.
    #[boxed]
    pub async fn close_correction(
        &self,
        viewer: &Viewer,
        number: u64,
        closing: Closing,
        now: Instant,
    ) -> Result<Option<Sent>, StoreError> {
        viewer.must(Role::Editor, "close corrections")?;
        let faults = closing.faults();
        if !faults.is_empty() {
            return Err(StoreError::Refused(faults));
        }
        let (place, tx) = self.begin().await?;
        let open = of(Some(CorrectionState::Open));
        let open = open.filter(table::Column::Number.eq(number.cast_signed()));
        let Some(row) = open.one(&tx).await? else { return Ok(None) };
        let mut row = row.into_active_model();
        row.contact = Set(None);
        row.closed_at = Set(Some(now));
        row.closed_by = Set(Some(viewer.name.clone()));
        row.outcome = Set(Some(closing.outcome));
        row.note = Set(closing.note);
        overwriting(&tx, true).await?;
        let row = row.update(&tx).await;
        overwriting(&tx, false).await?;
        let row = row?;
        self.commit(place, tx).await?;
        row.try_into().map(Some)
    }

    /// Whether anything is said of a subject to this viewer.
    async fn is_seen(&self, viewer: &Viewer, subject: &RecordId) -> Result<bool, StoreError> {
        with_noun!(subject.noun(), N => {
            let id: Id<N> = subject.clone().try_into()?;
            Ok(self.record::<N>(viewer, &id).await?.is_some())
        }, _ => Ok(false))
    }
}

const READ: &str = "read corrections";

fn of(state: Option<CorrectionState>) -> Select<table::Entity> {
    let rows = table::Entity::find();
    match state {
        None => rows,
        Some(CorrectionState::Open) => rows.filter(table::Column::ClosedAt.is_null()),
        Some(CorrectionState::Closed) => rows.filter(table::Column::ClosedAt.is_not_null()),
    }
}

/// Has SQLite write zeros where a row was: what is destroyed shall not lie about in the file.
async fn overwriting(tx: &DatabaseTransaction, on: bool) -> Result<(), StoreError> {
    if tx.get_database_backend() == DbBackend::Sqlite {
        let word = if on { "on" } else { "off" };
        tx.execute_unprepared(&format!("pragma secure_delete = {word}")).await?;
    }
    Ok(())
}

fn unknown(subject: &RecordId) -> Fault {
    Fault {
        written_at: Some("subject".to_owned()),
        record: Some(subject.to_string()),
        field: None,
        code: "UNKNOWN_SUBJECT",
        problem: "there is no such record".to_owned(),
        remedy: "name one that the record has".to_owned(),
    }
}

fn full() -> Fault {
    Fault {
        written_at: None,
        record: None,
        field: None,
        code: "TOO_MANY",
        problem: "so many corrections wait already that nobody would read this one".to_owned(),
        remedy: "write to whoever keeps this record, or try again another day".to_owned(),
    }
}
