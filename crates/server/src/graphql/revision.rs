//! The ledger's revisions, and what changed from one to another.

use async_graphql::{Context, ID, Object, SimpleObject};
use detente_core::{Anything, Id, Instant, KnownAt, RecordId};
use detente_storage::{RecordDifference, Revision};

use super::{
    any::AnyRecord,
    asking::asking,
    connection::Slice,
    error::ApiError,
    history::ShownChange,
    noun_name::NounName,
    numbered::{NumberedConnection, Range},
    rule::OpenDispute,
};

/// How many can be listed at once.
const MOST: usize = 1000;

pub(crate) struct ShownRevision(pub Revision);

/// A revision: one addition to the ledger, all of it or nothing. Its number,
/// moment and hash are the chain's, and public; who made it, and what for, is told
/// to who may see something of what it changed.
#[Object(name = "Revision")]
impl ShownRevision {
    /// Its number, from one.
    async fn number(&self) -> u64 {
        self.0.number
    }

    /// When it was added.
    async fn made_at(&self) -> Instant {
        self.0.made_at
    }

    /// Who added it, if that may be told.
    async fn author(&self) -> Option<&str> {
        self.0.author.as_deref()
    }

    /// What it adds, in a sentence, if that may be told.
    async fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The hash of it and of all before it.
    async fn hash(&self) -> &str {
        &self.0.hash
    }

    /// The records that it changed, by identifier, as far as they may be seen today.
    async fn changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 1000.", default = 100)] first: usize,
        #[graphql(desc = "Only those after this one.")] after: Option<Id<Anything>>,
    ) -> Result<Vec<AnyRecord>, ApiError> {
        let limit = at_once(first)?;
        let asking = asking(ctx);
        let after: Option<RecordId> = after.map(Into::into);
        let store = &asking.service.store;
        let changed =
            store.changed(&asking.viewer, self.0.number, after.as_ref(), limit as u64).await?;
        Ok(changed.into_iter().map(AnyRecord).collect())
    }

    /// How many records it changed, as far as they may be seen today.
    async fn changed_count(&self, ctx: &Context<'_>) -> Result<u64, ApiError> {
        let asking = asking(ctx);
        Ok(asking.service.store.changed_count(&asking.viewer, self.0.number).await?)
    }
}

/// What changed since a revision.
#[derive(SimpleObject)]
struct Changes {
    /// The records, those whose last change is oldest first.
    changed: Vec<RecordChange>,
    /// Give it as `after` to read on from here.
    end_cursor: Option<String>,
    /// Whether there is more after these.
    has_next_page: bool,
    /// The revision to ask from the next time, once there is no next page.
    revision: u64,
}

/// A record that changed.
#[derive(SimpleObject)]
struct RecordChange {
    /// The identifier under which it changed. One that was merged into another since leads to that.
    id: ID,
    /// The record, as it is today.
    record: AnyRecord,
    /// The newest revision that changed it.
    revision: u64,
    /// Whether there is nothing of it to be seen any longer.
    absent: bool,
}

/// What two revisions do not say alike.
#[derive(SimpleObject)]
struct Differences {
    /// The number of the one.
    from: u64,
    /// The number of the other.
    to: u64,
    /// The records, by identifier.
    records: Vec<ShownDifference>,
    /// Whether there is more after these: ask on after the identifier of the last.
    has_next_page: bool,
}

/// A record that two revisions do not show alike.
#[derive(SimpleObject)]
#[graphql(name = "RecordDifference")]
struct ShownDifference {
    /// The identifier under which it changed. One that was merged into another since leads to that.
    id: ID,
    /// The record, as it is today.
    record: AnyRecord,
    /// Whether there was one at the first of the two.
    before: bool,
    /// Whether there was one at the second.
    after: bool,
    /// The fields that say something else. There is none where only who stands
    /// behind them changed.
    changes: Vec<ShownChange>,
    /// The disputes within the record that are open at the second, and not at the first.
    disputes_opened: Vec<OpenDispute>,
    /// The disputes within the record that are open at the first, and not at the second.
    disputes_closed: Vec<OpenDispute>,
}

impl From<RecordDifference> for ShownDifference {
    fn from(difference: RecordDifference) -> Self {
        let RecordDifference { subject, before, after, changes, opened, closed } = difference;
        Self {
            id: ID::from(subject.to_string()),
            record: AnyRecord(subject),
            before,
            after,
            changes: changes.into_iter().map(Into::into).collect(),
            disputes_opened: opened.into_iter().map(OpenDispute::of).collect(),
            disputes_closed: closed.into_iter().map(OpenDispute::of).collect(),
        }
    }
}

/// What can be asked about the ledger itself.
#[derive(Default)]
pub(crate) struct RevisionQuery;

#[Object]
impl RevisionQuery {
    /// One revision: by its number, or the newest one at a moment.
    async fn revision(
        &self,
        ctx: &Context<'_>,
        number: Option<u64>,
        #[graphql(desc = "The newest one made by then; in place of a number.")] known_at: Option<
            KnownAt,
        >,
    ) -> Result<Option<ShownRevision>, ApiError> {
        let asking = asking(ctx);
        let store = &asking.service.store;
        let number = match (number, known_at) {
            (Some(number), None) => number,
            (None, Some(known_at)) => store.revision_at(known_at).await?,
            _ => {
                return Err(ApiError::BadInput(
                    "a revision is named by its `number` or by `knownAt`: give one of them"
                        .to_owned(),
                ));
            }
        };
        let found = store.shown_revisions(&asking.viewer, number, number).await?;
        Ok(found.into_iter().next().map(ShownRevision))
    }

    /// The revisions, in the order of the ledger: `last: 1` is the newest.
    async fn revisions(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<NumberedConnection<ShownRevision>, ApiError> {
        let asking = asking(ctx);
        let store = &asking.service.store;
        let head = store.head().await?;
        let range = Range::of(&Slice { first, after, last, before }, head)?;
        let (oldest, newest) = range.whole();
        let found = if oldest > newest {
            Vec::new()
        } else {
            store.shown_revisions(&asking.viewer, oldest, newest).await?
        };
        let nodes = found.into_iter().map(|one| (one.number, ShownRevision(one)));
        let count = usize::try_from(head).unwrap_or(usize::MAX);
        Ok(range.page(nodes.collect(), range.more(), count))
    }

    /// The records that changed since a revision, for who keeps a copy: each once,
    /// with its newest change. Read to the last page, then ask from `revision`
    /// the next time. From 0 it lists every record.
    async fn changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The revision that the copy is of; 0 for none.")] since: u64,
        #[graphql(desc = "Only records of these kinds.")] nouns: Option<Vec<NounName>>,
        #[graphql(desc = "At most so many, 1 to 1000.", default = 100)] first: usize,
        #[graphql(desc = "Only those after this cursor.")] after: Option<String>,
    ) -> Result<Changes, ApiError> {
        let limit = at_once(first)?;
        let asking = asking(ctx);
        let store = &asking.service.store;
        let place = after.map(|text| place(&text)).transpose()?;
        let nouns = words(nouns);
        let found = store.changes(&asking.viewer, since, &nouns, place, limit).await?;
        if since > found.revision {
            return Err(ApiError::BadInput(format!(
                "the ledger ends with revision {}: there is no revision {since} to ask from",
                found.revision
            )));
        }
        let changed = found.changed.into_iter().map(|one| RecordChange {
            id: ID::from(one.subject.to_string()),
            record: AnyRecord(one.subject),
            revision: one.revision,
            absent: one.absent,
        });
        Ok(Changes {
            changed: changed.collect(),
            end_cursor: found.place.map(|(revision, subject)| format!("{revision}:{subject}")),
            has_next_page: found.more,
            revision: found.revision,
        })
    }

    /// What the record said at one moment and not at another, field by field. What
    /// may be seen is decided as it is today.
    #[expect(clippy::too_many_arguments, reason = "each narrows the list in its own way")]
    async fn differences(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The one moment.")] from: KnownAt,
        #[graphql(desc = "The other moment.")] to: KnownAt,
        #[graphql(desc = "Only of this record.")] of: Option<Id<Anything>>,
        #[graphql(desc = "Only records of these kinds.")] nouns: Option<Vec<NounName>>,
        #[graphql(desc = "At most so many records, 1 to 1000.", default = 100)] first: usize,
        #[graphql(desc = "Only records after this one.")] after: Option<Id<Anything>>,
    ) -> Result<Differences, ApiError> {
        let limit = at_once(first)?;
        let asking = asking(ctx);
        let store = &asking.service.store;
        let (from, to) = (store.revision_at(from).await?, store.revision_at(to).await?);
        let (found, has_next_page) = if let Some(of) = of {
            let of: RecordId = of.into();
            let found = store.difference(&asking.viewer, (from, to), &of).await?;
            (found.into_iter().collect(), false)
        } else {
            let (nouns, after) = (words(nouns), after.map(RecordId::from));
            store.differences(&asking.viewer, (from, to), &nouns, after.as_ref(), limit).await?
        };
        let records = found.into_iter().map(Into::into).collect();
        Ok(Differences { from, to, records, has_next_page })
    }
}

fn words(nouns: Option<Vec<NounName>>) -> Vec<&'static str> {
    nouns.unwrap_or_default().into_iter().map(NounName::word).collect()
}

fn at_once(first: usize) -> Result<usize, ApiError> {
    if (1..=MOST).contains(&first) {
        return Ok(first);
    }
    Err(ApiError::BadInput(format!(
        "1 to {MOST} can be listed at once, not {first}: ask for the rest with `after`"
    )))
}

/// The place in the changes that a cursor names.
fn place(cursor: &str) -> Result<(u64, RecordId), ApiError> {
    let read = || {
        let (revision, subject) = cursor.split_once(':')?;
        Some((revision.parse().ok()?, subject.parse().ok()?))
    };
    read().ok_or_else(|| {
        ApiError::BadInput(format!(
            "the cursor `{cursor}` is not one of these changes: use an endCursor that they gave"
        ))
    })
}
