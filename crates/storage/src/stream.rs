//! The ledger as it is given to whoever asks: revision by revision, each body
//! that the viewer may see, and the bare commitment of every other.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{Audience, Body, Decision, EntryId, RecordId, Sight};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait,
    ExprTrait as _, IsolationLevel, QueryFilter, QueryOrder, QuerySelect, TransactionOptions,
    TransactionTrait, sea_query::Expr,
};

use crate::{
    Store, StoreError, Viewer,
    given::{Docket, Given, claims_in, on_subjects},
    ledger::{change, entry, revision, turned},
    merged,
    settle::{read, scope},
    signature::{self, Signature},
    store::BATCH,
};

/// How many entries are looked at for one page, at most.
const ROWS: u64 = 1500;

/// What an entry costs on the way beside its body, in bytes.
const AROUND: usize = 256;

/// The kinds of rulings that change how much of another entry is given.
const SIGHT: [&str; 7] = ["accept", "reject", "show", "hide", "erase", "merge", "part"];

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
    pub async fn ledger_page(
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

/// The earlier entries of which each of these revisions may have turned how much
/// is given, as they are given now. What the viewer is not given now and was not
/// given before is left out: that a ruling bears on it is told to nobody.
async fn changes(
    db: &impl ConnectionTrait,
    to: Audience,
    start: PageStart,
    revisions: &[i64],
) -> Result<BTreeMap<u64, Vec<LedgerEntry>>, StoreError> {
    let mut found: BTreeMap<u64, BTreeMap<EntryId, LedgerEntry>> = BTreeMap::new();
    let earlier = Condition::any()
        .add(entry::Column::OnRevision.is_null())
        .add(Expr::col(entry::Column::OnRevision).lt(Expr::col(entry::Column::Revision)));
    let rulings = entry::Entity::find()
        .filter(entry::Column::Revision.is_in(revisions.iter().copied()))
        .filter(entry::Column::Kind.is_in(SIGHT))
        .filter(entry::Column::Body.is_not_null())
        .filter(earlier)
        .order_by_asc(entry::Column::Revision)
        .all(db)
        .await?;
    // What a mirror was told to turn, those who mirror it are told too.
    let told = turned::Entity::find()
        .filter(turned::Column::Revision.is_in(revisions.iter().copied()))
        .order_by_asc(turned::Column::Revision)
        .all(db)
        .await?;
    // What this page gives, it gives as it is now.
    let before = if start.entries_after > 0 { start.after + 1 } else { start.after };
    let mut sprung = if to == Audience::Public {
        sprung_up(db, revisions, before).await?
    } else {
        BTreeMap::new()
    };
    for of_one in rulings.chunk_by(|one, next| one.revision == next.revision) {
        let here = of_one[0].revision.cast_unsigned();
        let further = sprung.remove(&here).unwrap_or_default();
        let changed = changed_by(db, to, of_one, further, Ord::min(before, here - 1)).await?;
        found.insert(here, changed);
    }
    for (here, further) in sprung {
        let changed =
            as_given(db, to, further, &BTreeSet::new(), Ord::min(before, here - 1)).await?;
        found.insert(here, changed);
    }
    for of_one in told.chunk_by(|one, next| one.revision == next.revision) {
        let here = of_one[0].revision.cast_unsigned();
        let places = of_one.iter().map(|row| entry::place(row.entry_revision, row.entry_position));
        let places = places.filter(|at| at.revision <= Ord::min(before, here - 1)).collect();
        let known: &mut BTreeMap<EntryId, LedgerEntry> = found.entry(here).or_default();
        for entry in as_given_now(db, to, places).await? {
            known.entry(entry.entry).or_insert(entry);
        }
    }
    let in_order = |(here, changed): (u64, BTreeMap<_, _>)| (here, changed.into_values().collect());
    Ok(found.into_iter().map(in_order).collect())
}

/// These entries, and headings among them, as they are given now.
async fn as_given_now(
    db: &impl ConnectionTrait,
    to: Audience,
    places: BTreeSet<EntryId>,
) -> Result<Vec<LedgerEntry>, StoreError> {
    let mut rows = Vec::new();
    let mut found = Vec::new();
    for at in places {
        if at.position > 0 {
            rows.extend(entry_at(db, at).await?);
        } else if let Some(row) =
            revision::Entity::find_by_id(at.revision.cast_signed()).one(db).await?
        {
            let headed = GivenTo { to, docket: Docket::default() };
            found.push(headed.heading(db, &row, None).await?);
        }
    }
    let given = GivenTo::read(db, to, &rows).await?;
    for row in rows {
        found.push(given.entry(row)?);
    }
    Ok(found)
}

/// The earlier rulings on subjects that these revisions changed: they are given
/// once the subject is spoken of.
async fn sprung_up(
    db: &impl ConnectionTrait,
    revisions: &[i64],
    before: u64,
) -> Result<BTreeMap<u64, Vec<entry::Model>>, StoreError> {
    let rows = change::Entity::find()
        .filter(change::Column::Revision.is_in(revisions.iter().copied()))
        .all(db)
        .await?;
    let mut turned: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
    for change::Model { revision, subject, .. } in rows {
        turned.entry(subject).or_default().insert(revision);
    }
    let subjects: Vec<&String> = turned.keys().collect();
    let mut rulings = Vec::new();
    for batch in subjects.chunks(BATCH) {
        let rows = entry::Entity::find()
            .filter(entry::Column::Subject.is_in(batch.iter().copied()))
            .filter(entry::Column::Kind.is_in(["show", "settle"]))
            .filter(entry::Column::Revision.lte(before.cast_signed()));
        rulings.extend(rows.filter(entry::Column::Body.is_not_null()).all(db).await?);
    }
    let merged = merged::read(db).await?;
    if !merged.is_empty() {
        let subjects = subjects.iter().map(|id| id.parse()).collect::<Result<_, _>>()?;
        rulings.extend(merges_of(db, &subjects).await?);
    }
    let mut found: BTreeMap<u64, Vec<entry::Model>> = BTreeMap::new();
    for row in rulings {
        let Body::Ruling(ruling) = read(&row)? else { continue };
        let subjects = match &ruling.decision {
            Decision::Settle { subject, .. }
            | Decision::Show { what: Sight::Record { subject, .. } } => vec![subject],
            Decision::Merge { subject, into: other } | Decision::Part { subject, from: other } => {
                vec![subject, other]
            }
            _ => continue,
        };
        let revisions = subjects.into_iter().filter_map(|subject| turned.get(subject.as_str()));
        for revision in revisions.flatten().filter(|revision| **revision > row.revision) {
            found.entry(revision.cast_unsigned()).or_default().push(row.clone());
        }
    }
    Ok(found)
}

/// What the rulings of one revision bear on, in the revisions up to `before`.
async fn changed_by(
    db: &impl ConnectionTrait,
    to: Audience,
    rulings: &[entry::Model],
    further: Vec<entry::Model>,
    before: u64,
) -> Result<BTreeMap<EntryId, LedgerEntry>, StoreError> {
    let here = rulings[0].revision.cast_unsigned();
    let (mut scopes, mut subjects, mut erased) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for row in rulings {
        let Body::Ruling(ruling) = read(row)? else { continue };
        match &ruling.decision {
            Decision::Erase { entry } => {
                erased.insert(*entry);
            }
            // To whom everything is given, only erasing takes something away.
            _ if to == Audience::Restricted => {}
            Decision::Show { what: Sight::Record { subject, .. } }
            | Decision::Hide { what: Sight::Record { subject, .. } } => {
                subjects.insert(subject.clone());
            }
            Decision::Merge { subject, into: other } | Decision::Part { subject, from: other } => {
                subjects.extend([subject.clone(), other.clone()]);
            }
            decision => scopes.extend(scope(decision).map(|scope| (here, scope.clone()))),
        }
    }
    let mut rows = claims_in(db, &scopes).await?;
    rows.extend(further);
    let spoken_of = rows.iter().filter_map(|row| row.subject.as_deref()).map(str::parse);
    let mut around: BTreeSet<RecordId> = spoken_of.collect::<Result<_, _>>()?;
    around.extend(subjects.iter().cloned());
    // What is shown or hidden of one identifier turns what is given of those merged with it.
    let merged = merged::read(db).await?;
    for subject in around.clone().iter().filter(|subject| merged.concerns(subject)) {
        let home = merged.home(Audience::Restricted, subject);
        subjects.extend(merged.members(Audience::Restricted, home));
    }
    around.extend(subjects.iter().cloned());
    // What an erased claim was about is told by nothing but the list of what changed.
    let mut bereft = BTreeSet::new();
    if !erased.is_empty() && to == Audience::Public {
        let listed =
            change::Entity::find().filter(change::Column::Revision.eq(rulings[0].revision));
        for row in listed.all(db).await? {
            around.insert(row.subject.parse()?);
        }
        let mut on_erased = rulings_over(db, &erased).await?;
        on_erased
            .extend(on_subjects(db, &around).await?.into_iter().filter(|row| row.kind != "claim"));
        on_erased.retain(|row| !["hide", "erase"].contains(&row.kind.as_str()));
        bereft.extend(on_erased.iter().map(entry::Model::id));
        rows.extend(on_erased);
    }
    if !merged.is_empty() {
        rows.extend(merges_of(db, &around).await?);
    }
    // Every claim on what was shown or hidden; and the rulings on each subject, for
    // they are given where the subject is spoken of.
    let turned = |row: &entry::Model| {
        let of = |subject: &String| subjects.iter().any(|id| id.as_str() == subject);
        row.kind != "claim" || row.subject.as_ref().is_some_and(of)
    };
    rows.extend(on_subjects(db, &around).await?.into_iter().filter(turned));
    let claims = rows.iter().filter(|row| row.kind == "claim").map(entry::Model::id).collect();
    rows.extend(rulings_over(db, &claims).await?);
    for entry in &erased {
        rows.extend(entry_at(db, *entry).await?);
    }
    bereft.extend(erased);
    as_given(db, to, rows, &bereft, before).await
}

/// These entries up to `before` as they are given now, with the headings above
/// them. Those that are not given now and were not given before are left out,
/// but for those that an erasure bears on: of these nobody can tell.
async fn as_given(
    db: &impl ConnectionTrait,
    to: Audience,
    mut rows: Vec<entry::Model>,
    bereft: &BTreeSet<EntryId>,
    before: u64,
) -> Result<BTreeMap<EntryId, LedgerEntry>, StoreError> {
    rows.retain(|row| row.revision <= before.cast_signed());
    rows.sort_by_key(entry::Model::id);
    rows.dedup_by_key(|row| row.id());
    let given = GivenTo::read(db, to, &rows).await?;
    let mut changed = BTreeMap::new();
    for row in rows {
        // A page may be asked for after a pause: what it takes the place of may be
        // of any moment since the revision before it.
        if bereft.contains(&row.id()) || given.docket.given_since(row.id(), before)? {
            let entry = given.entry(row)?;
            changed.insert(entry.entry, entry);
        }
    }
    let revisions: BTreeSet<i64> = changed.keys().map(|at| at.revision.cast_signed()).collect();

    for revision in revisions {
        if let Some(row) = revision::Entity::find_by_id(revision).one(db).await? {
            let heading = given.heading(db, &row, None).await?;
            changed.insert(heading.entry, heading);
        }
    }
    Ok(changed)
}

/// The rulings that act on some of these claims.
async fn rulings_over(
    db: &impl ConnectionTrait,
    claims: &BTreeSet<EntryId>,
) -> Result<Vec<entry::Model>, StoreError> {
    let revisions: BTreeSet<i64> = claims.iter().map(|at| at.revision.cast_signed()).collect();
    let revisions: Vec<i64> = revisions.into_iter().collect();
    let mut found = Vec::new();
    for batch in revisions.chunks(BATCH) {
        let rows = entry::Entity::find()
            .filter(entry::Column::OnRevision.is_in(batch.iter().copied()))
            .filter(entry::Column::Body.is_not_null())
            .all(db)
            .await?;
        for row in rows {
            let Body::Ruling(ruling) = read(&row)? else { continue };
            let Some(scope) = scope(&ruling.decision) else { continue };
            let revision = scope.revision.unwrap_or(row.revision.cast_unsigned());
            let first = EntryId { revision, position: 0 };
            let last = EntryId { revision, position: u32::MAX };
            let here = row.revision.cast_unsigned();
            if claims.range(first..=last).any(|claim| scope.holds(*claim, here)) {
                found.push(row);
            }
        }
    }
    Ok(found)
}

/// The merges, and what undid them, that name one of these subjects.
async fn merges_of(
    db: &impl ConnectionTrait,
    subjects: &BTreeSet<RecordId>,
) -> Result<Vec<entry::Model>, StoreError> {
    let rows = entry::Entity::find()
        .filter(entry::Column::Kind.is_in(["merge", "part"]))
        .filter(entry::Column::Body.is_not_null())
        .all(db)
        .await?;
    let mut found = Vec::new();
    for row in rows {
        if let Body::Ruling(ruling) = read(&row)?
            && let Decision::Merge { subject, into: other }
            | Decision::Part { subject, from: other } = &ruling.decision
            && (subjects.contains(subject) || subjects.contains(other))
        {
            found.push(row);
        }
    }
    Ok(found)
}

async fn entry_at(
    db: &impl ConnectionTrait,
    at: EntryId,
) -> Result<Option<entry::Model>, StoreError> {
    let place = (at.revision.cast_signed(), i64::from(at.position));
    Ok(entry::Entity::find_by_id(place).one(db).await?)
}
