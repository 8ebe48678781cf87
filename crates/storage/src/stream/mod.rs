//! The ledger as it is given to whoever asks: revision by revision, each body
//! that the viewer may see, and the bare commitment of every other.

mod turned;

use detente_core::{Audience, EntryId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait,
    IsolationLevel, QueryFilter, QueryOrder, QuerySelect, TransactionOptions, TransactionTrait,
};

use self::turned::changes;
use crate::{
    Store, StoreError, Viewer, boxed,
    given::{Docket, Given},
    ledger::{entry, revision},
    signature::{self, Signature},
};

/// How many entries are looked at for one page, at most.
const ROWS: u64 = 1500;

/// What an entry costs on the way beside its body, in bytes.
const AROUND: usize = 256;

/// What is given of an entry, or of a heading, which stands at position zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerEntry {
    /// Where it stands.
    pub entry: EntryId,
    /// What the chain holds of it.
    pub commitment: String,
    /// What is given of it.
    pub content: Content,
}

/// What is given of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing: the viewer may not see it, or it was erased.
    Withheld,
    /// What the viewer may see of a claim that states more. The commitment does not cover it.
    Excerpt(String),
    /// All of it.
    Whole {
        /// The salt that was committed to with the body.
        salt: String,
        /// The canonical form.
        body: String,
    },
}

impl LedgerEntry {
    fn is_whole(&self) -> bool {
        matches!(self.content, Content::Whole { .. })
    }
}

impl Content {
    fn bytes(&self) -> usize {
        match self {
            Self::Withheld => 0,
            Self::Excerpt(body) | Self::Whole { body, .. } => body.len(),
        }
    }
}

/// A revision as it is given, or as much of it as fits a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRevision {
    /// Its number.
    pub number: u64,
    /// When it was made: RFC 3339, UTC, to the millisecond.
    pub made_at: String,
    /// The hash of it and all before it.
    pub hash: String,
    /// Who made it, and what for. It is given with the end of the revision.
    pub heading: LedgerEntry,
    /// Its entries, in order, from where the page begins.
    pub entries: Vec<LedgerEntry>,
    /// What is given now of earlier entries, headings too, of which more or less
    /// may be given since this revision: it takes the place of what was given before.
    pub changed: Vec<LedgerEntry>,
    /// The signatures over its hash.
    pub signatures: Vec<Signature>,
    /// Whether nothing of it is left for the next page.
    pub ends: bool,
}

impl LedgerRevision {
    /// Puts the parts of revisions together that the pages of a ledger give, and
    /// gives those that are whole; one whose end is still to come is `begun`.
    pub fn together(begun: &mut Option<Self>, parts: Vec<Self>) -> Vec<Self> {
        let mut whole = Vec::new();
        for part in parts {
            let revision = match begun.take() {
                Some(mut revision) if revision.number == part.number => {
                    revision.entries.extend(part.entries);
                    revision.changed.extend(part.changed);
                    Self { entries: revision.entries, changed: revision.changed, ..part }
                }
                // What was begun and not ended is refused with what comes after it.
                Some(revision) => {
                    whole.push(revision);
                    part
                }
                None => part,
            };
            if revision.ends {
                whole.push(revision);
            } else {
                *begun = Some(revision);
            }
        }
        whole
    }
}

/// Where a page begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageStart {
    /// After this revision.
    pub after: u64,
    /// In the next one, after this position.
    pub entries_after: u32,
    /// And of what has changed by it, after this entry.
    pub changed_after: Option<EntryId>,
}

/// Some revisions, as they are given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerPage {
    /// The number of the newest revision there is.
    pub head: u64,
    /// The revisions, in order.
    pub revisions: Vec<LedgerRevision>,
    /// Where the next page begins.
    pub next: PageStart,
}

impl Store {
    /// Some revisions of the ledger, as the viewer may see them: no more than
    /// `first`, and of no more than about so many bytes, though at least one entry.
    #[boxed]
    pub async fn ledger_page(
        &self,
        viewer: &Viewer,
        start: PageStart,
        first: u64,
        bytes: usize,
    ) -> Result<LedgerPage, StoreError> {
        let page = self.read_page(viewer, start, first, bytes).await?;
        self.met(Some(page.head)).await?;
        Ok(page)
    }

    async fn read_page(
        &self,
        viewer: &Viewer,
        start: PageStart,
        first: u64,
        bytes: usize,
    ) -> Result<LedgerPage, StoreError> {
        // All of it is read as it stood at one moment.
        let tx = snapshot(self).await?;
        let newest = revision::Entity::find().order_by_desc(revision::Column::Number).limit(1);
        let head = newest.one(&tx).await?.map_or(0, |row| row.number.cast_unsigned());
        let revisions = revision::Entity::find()
            .filter(revision::Column::Number.gt(start.after.cast_signed()))
            .order_by_asc(revision::Column::Number)
            .limit(first)
            .all(&tx)
            .await?;
        let mut page = LedgerPage { head, revisions: Vec::new(), next: start };
        let Some(last) = revisions.last() else { return Ok(page) };
        let entries = entries(&tx, start, last.number).await?;
        let given = GivenTo::read(&tx, viewer.sees, &entries).await?;
        let entries = entries.into_iter().map(|row| given.entry(row));
        let entries = entries.collect::<Result<Vec<_>, _>>()?;
        let (parts, full) = parts(revisions, entries, start, bytes);
        let ended: Vec<i64> =
            parts.iter().filter(|part| part.ends).map(|part| part.row.number).collect();
        let mut changes = changes(&tx, viewer.sees, start, &ended).await?;
        let mut signatures = signature::of(&tx, &ended).await?;
        let mut left = bytes.saturating_sub(full);
        for Part { row, entries, ends } in parts {
            let number = row.number.cast_unsigned();
            page.next.entries_after =
                entries.last().map_or(page.next.entries_after, |last| last.entry.position);
            let begun = number == start.after + 1 && start.entries_after > 0;
            let all = (!begun).then_some(entries.as_slice());
            let mut revision = LedgerRevision {
                number,
                heading: if ends { given.heading(&tx, &row, all).await? } else { withheld(&row) },
                made_at: row.made_at,
                hash: row.hash,
                entries,
                changed: Vec::new(),
                signatures: signatures.remove(&row.number).unwrap_or_default(),
                ends,
            };
            let told = page.next.changed_after.filter(|_| number == start.after + 1);
            for entry in changes.remove(&number).unwrap_or_default() {
                if told.is_some_and(|told| entry.entry <= told) {
                    continue;
                }
                let cost = entry.content.bytes() + AROUND;
                if cost > left && !(page.revisions.is_empty() && revision.changed.is_empty()) {
                    revision.ends = false;
                    break;
                }
                left = left.saturating_sub(cost);
                page.next.changed_after = Some(entry.entry);
                revision.changed.push(entry);
            }
            let ends = revision.ends;
            page.revisions.push(revision);
            if !ends {
                return Ok(page);
            }
            page.next = PageStart { after: number, ..PageStart::default() };
        }
        Ok(page)
    }
}

/// Begins to read, so that nothing changes while it is read.
async fn snapshot(store: &Store) -> Result<DatabaseTransaction, StoreError> {
    let isolation_level = match store.db.get_database_backend() {
        DbBackend::Postgres => Some(IsolationLevel::RepeatableRead),
        _ => None,
    };
    let options = TransactionOptions { isolation_level, ..Default::default() };
    Ok(store.db.begin_with_options(options).await?)
}

/// A revision, or a part of one, before it is told what of it is given.
struct Part {
    row: revision::Model,
    entries: Vec<LedgerEntry>,
    ends: bool,
}

async fn entries(
    db: &impl ConnectionTrait,
    start: PageStart,
    last: i64,
) -> Result<Vec<entry::Model>, StoreError> {
    let next = start.after.cast_signed() + 1;
    let in_next = Condition::all()
        .add(entry::Column::Revision.eq(next))
        .add(entry::Column::Position.gt(i64::from(start.entries_after)));
    let beyond = Condition::all()
        .add(entry::Column::Revision.gt(next))
        .add(entry::Column::Revision.lte(last));
    let rows = entry::Entity::find()
        .filter(Condition::any().add(in_next).add(beyond))
        .order_by_asc(entry::Column::Revision)
        .order_by_asc(entry::Column::Position)
        .limit(ROWS)
        .all(db)
        .await?;
    Ok(rows)
}

/// The revisions with their entries, as many as fit; and how many bytes they
/// take. Only what is given counts: where a page ends tells nothing of the rest.
fn parts(
    revisions: Vec<revision::Model>,
    entries: Vec<LedgerEntry>,
    start: PageStart,
    bytes: usize,
) -> (Vec<Part>, usize) {
    let all_read = (entries.len() as u64) < ROWS;
    let mut rows = entries.into_iter().peekable();
    let (mut parts, mut full) = (Vec::new(), 0);
    for row in revisions {
        let number = row.number;
        let (mut taken, mut cut) = (Vec::new(), false);
        while let Some(entry) = rows.next_if(|entry| entry.entry.revision == number.cast_unsigned())
        {
            let cost = entry.content.bytes() + AROUND;
            if full + cost > bytes && full > 0 {
                cut = true;
                break;
            }
            full += cost;
            taken.push(entry);
        }
        let ends = !cut && (all_read || rows.peek().is_some());
        let continued = number == start.after.cast_signed() + 1 && start.entries_after > 0;
        if !taken.is_empty() || (ends && continued) {
            parts.push(Part { row, entries: taken, ends });
        }
        if !ends {
            break;
        }
    }
    (parts, full)
}

/// How much of what is given to whom.
struct GivenTo {
    to: Audience,
    docket: Docket,
}

impl GivenTo {
    async fn read(
        db: &impl ConnectionTrait,
        to: Audience,
        rows: &[entry::Model],
    ) -> Result<Self, StoreError> {
        let docket = match to {
            Audience::Public => Docket::of(db, rows).await?,
            Audience::Restricted => Docket::default(),
        };
        Ok(Self { to, docket })
    }

    fn given(&self, row: &entry::Model) -> Result<Given, StoreError> {
        match self.to {
            Audience::Public => self.docket.given_now(row.id()),
            Audience::Restricted => Ok(Given::Whole),
        }
    }

    fn entry(&self, row: entry::Model) -> Result<LedgerEntry, StoreError> {
        let content = content(self.given(&row)?, &row);
        Ok(LedgerEntry { entry: row.id(), commitment: row.commitment, content })
    }

    /// The heading of a revision, of which these are all the entries, if they are at hand.
    async fn heading(
        &self,
        db: &impl ConnectionTrait,
        row: &revision::Model,
        entries: Option<&[LedgerEntry]>,
    ) -> Result<LedgerEntry, StoreError> {
        let mut heading = withheld(row);
        let given = match (self.to, entries) {
            (Audience::Restricted, _) => true,
            (Audience::Public, Some(entries)) => entries.iter().all(LedgerEntry::is_whole),
            (Audience::Public, None) => {
                let rows = entry::Entity::find()
                    .filter(entry::Column::Revision.eq(row.number))
                    .all(db)
                    .await?;
                let all = Self::read(db, self.to, &rows).await?;
                let entries = rows.into_iter().map(|row| all.entry(row));
                let entries = entries.collect::<Result<Vec<_>, _>>()?;
                entries.iter().all(LedgerEntry::is_whole)
            }
        };
        if let (true, Some(salt), Some(body)) = (given, &row.salt, &row.body) {
            heading.content = Content::Whole { salt: salt.clone(), body: body.clone() };
        }
        Ok(heading)
    }
}

/// A heading of which nothing is given.
fn withheld(row: &revision::Model) -> LedgerEntry {
    let entry = EntryId { revision: row.number.cast_unsigned(), position: 0 };
    LedgerEntry { entry, commitment: row.commitment.clone(), content: Content::Withheld }
}

/// What is given of a row. A mirror can give no more of it than it was given.
fn content(given: Given, row: &entry::Model) -> Content {
    match (given, &row.salt, &row.body) {
        (Given::Withheld, ..) | (_, _, None) => Content::Withheld,
        (Given::Excerpt(excerpt), ..) => Content::Excerpt(excerpt),
        (Given::Whole, Some(salt), Some(body)) => {
            Content::Whole { salt: salt.clone(), body: body.clone() }
        }
        (Given::Whole, None, Some(body)) => Content::Excerpt(body.clone()),
    }
}
