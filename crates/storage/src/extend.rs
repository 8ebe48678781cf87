//! Extends the ledger of a mirror by revisions of another server: all of a
//! page or nothing, and nothing that does not follow from what is there.

mod changed;
mod heading;

use std::collections::{BTreeSet, HashSet};

use detente_core::{
    Body, ChainLink, ClaimHash, EntryId, Instant, Merged, RecordId, Salt, Sealed, TextDigest,
    chain, commitment,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use self::{changed::Replaced, heading::checked_heading};
use crate::{
    Revision, Store, StoreError,
    append::ruled_on,
    beside::side_by_side,
    boxed,
    insert::{insert, insert_many},
    ledger::{self, entry, excerpt, mirror, revision},
    listed, merged, pending,
    settle::{self, News},
    signature::{self, PublicKey},
    store::{BATCH, changed_after},
    stream::{Content, LedgerEntry, LedgerRevision},
};

/// Where the ledger of a mirror comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The address of the server.
    pub address: String,
    /// The key that must have signed every revision that is taken.
    pub pinned: Option<PublicKey>,
}

/// What came of extending a mirror.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extended {
    /// The newest revision now.
    pub head: u64,
    /// How many entries were taken.
    pub entries: usize,
    /// Of how many of them nothing was given but the commitment.
    pub withheld: usize,
    /// Of how many earlier ones more or less is held than before.
    pub changed: usize,
}

/// Where the ledger comes from, where it is a mirror's.
pub(crate) async fn origin(db: &impl ConnectionTrait) -> Result<Option<Origin>, StoreError> {
    let row = mirror::Entity::find().one(db).await?;
    let read = |mirror::Model { origin: address, pinned }| {
        // A key that cannot be read is one that nobody has: nothing will be signed by it.
        let pinned = pinned.map(|key| key.parse().unwrap_or_else(|_| PublicKey::unreadable(key)));
        Origin { address, pinned }
    };
    Ok(row.map(read))
}

impl Store {
    /// Of what server the database is a mirror; none where it keeps a ledger of its own.
    #[boxed]
    pub async fn mirror_of(&self) -> Result<Option<Origin>, StoreError> {
        origin(&self.db).await
    }

    /// Adds revisions that another server made, as they were given: checks every
    /// body against its commitment and every hash against the one before, and
    /// settles what they change. All of them are added, or none. A key that is pinned must have signed the newest
    /// revision that is held already: that vouches for all before it.
    #[boxed]
    pub async fn extend(
        &self,
        from: &Origin,
        revisions: Vec<LedgerRevision>,
    ) -> Result<Extended, StoreError> {
        let (place, tx) = self.begin().await?;
        let newest = revision::Entity::find().order_by_desc(revision::Column::Number).limit(1);
        let (mut head, mut before) = match newest.one(&tx).await? {
            Some(row) => (row.number.cast_unsigned(), row.hash),
            None => (0, String::new()),
        };
        let known = origin(&tx).await?;
        if head > 0 && known.is_none() {
            return Err(StoreError::OwnLedger { revisions: head });
        }
        let was_pinned = known.as_ref().and_then(|known| known.pinned.as_ref());
        let new_pin = from.pinned.as_ref().filter(|key| Some(*key) != was_pinned);
        if let Some(key) = new_pin.filter(|_| head > 0)
            && !signature::stands(&tx, head, &before, key).await?
        {
            let what = format!(
                "the mirror holds revision {head} already, and it is not signed by the pinned key {key}"
            );
            return Err(parted(head, what));
        }
        let mut merged = merged::read(&tx).await?;
        let mut taken_away = false;
        let mut extended = Extended { head, ..Extended::default() };
        for revision in revisions {
            let taken = Taken::check(revision, head, &before, from.pinned.as_ref())?;
            (head, before) = (taken.number, taken.row.hash.clone());
            extended.head = head;
            extended.entries += taken.entries.len();
            let is_withheld = |(_, held): &&(EntryId, Held)| matches!(held, Held::Nothing(_));
            extended.withheld += taken.entries.iter().filter(is_withheld).count();
            extended.changed += taken.changed.len();
            let written = taken.write(&tx, &merged).await?;
            merged = written.merged;
            taken_away |= written.taken_away;
        }
        // Whoever gave nothing is not whose mirror this is.
        let address = known.as_ref().filter(|_| extended.entries == 0).map(|known| &known.address);
        let address = address.unwrap_or(&from.address).clone();
        let pinned = from.pinned.clone();
        let now = Origin { address, pinned };
        if known.as_ref() != Some(&now) {
            mirror::Entity::delete_many().exec(&tx).await?;
            let Origin { address: origin, pinned } = now;
            let row = mirror::Model { origin, pinned: pinned.map(|key| key.to_string()) };
            insert::<mirror::Entity>(&tx, vec![row]).await?;
        }
        let changed = changed_after(&tx, self.seen()).await?;
        let place = self.commit(place, tx).await?;
        self.know(merged);
        self.saw(extended.head, changed.iter().map(String::as_str));
        drop(place);
        if taken_away {
            self.clean().await?;
        }
        self.look_over(extended.entries).await;
        Ok(extended)
    }
}

/// What is held of an entry.
enum Held {
    /// Its commitment alone.
    Nothing(String),
    /// A body, and for an excerpt its digest, which stands in for the commitment.
    Body { body: Box<Body>, row: Box<entry::Model>, digest: Option<String> },
}

impl Held {
    /// Reads what was given of an entry, and checks it against its commitment.
    fn check(given: LedgerEntry) -> Result<(EntryId, Self), StoreError> {
        let LedgerEntry { entry: at, commitment: promised, content } = given;
        let wrong = |what: &str| parted(at.revision, format!("entry {at}: {what}"));
        let unreadable = |error: detente_core::BodyError| wrong(&error.to_string());
        let held = match content {
            Content::Withheld => Self::Nothing(promised),
            Content::Whole { salt, body } => {
                let salt: Salt = salt.parse().map_err(|_| wrong("its salt is none"))?;
                if commitment(salt, &body) != promised {
                    return Err(wrong("its body is not what was committed to"));
                }
                let read = Body::read(&body).map_err(unreadable)?;
                let row = match &read {
                    Body::Claim(claim) => {
                        let hash = ClaimHash::of(&body);
                        let sealed = Sealed { salt, body, commitment: promised };
                        entry::Model::of_claim(at, claim, hash, sealed)
                    }
                    Body::Ruling(_) => {
                        let sealed = Sealed { salt, body, commitment: promised };
                        entry::Model::new(at, &read, sealed)
                    }
                };
                Self::Body { body: Box::new(read), row: Box::new(row), digest: None }
            }
            Content::Excerpt(body) => {
                let read = Body::read(&body).map_err(unreadable)?;
                let Body::Claim(claim) = &read else {
                    return Err(wrong("only of a claim can there be an excerpt"));
                };
                let digest = Some(TextDigest::of(&body).to_string());
                let row = entry::Model::of_excerpt(at, claim, body, promised);
                Self::Body { body: Box::new(read), row: Box::new(row), digest }
            }
        };
        Ok((at, held))
    }

    fn row(&self, at: EntryId) -> entry::Model {
        match self {
            Self::Nothing(commitment) => entry::Model::withheld(at, commitment.clone()),
            Self::Body { row, .. } => (**row).clone(),
        }
    }
}

/// A revision that was checked, and how it will be written.
struct Taken {
    number: u64,
    row: revision::Model,
    entries: Vec<(EntryId, Held)>,
    changed: Vec<(EntryId, Held)>,
    headings: Vec<LedgerEntry>,
    signatures: Vec<signature::Signature>,
}

fn parted(revision: u64, what: impl Into<String>) -> StoreError {
    StoreError::Parted { revision, what: what.into() }
}

impl Taken {
    /// Checks that a revision follows the newest one, and is what its hash says.
    fn check(
        given: LedgerRevision,
        head: u64,
        before: &str,
        pinned: Option<&PublicKey>,
    ) -> Result<Self, StoreError> {
        let LedgerRevision { number, made_at, hash, heading, .. } = &given;
        let wrong = |what: String| parted(*number, what);
        if *number != head + 1 {
            return Err(wrong(format!(
                "revision {} comes after what is there: a page is missing, repeated or out of order",
                head + 1
            )));
        }
        if !given.ends {
            return Err(wrong("its end is missing".to_owned()));
        }
        for (at, entry) in (1_u32..).zip(&given.entries) {
            let place = EntryId { revision: *number, position: at };
            if entry.entry != place {
                return Err(wrong(format!("entry {place} is missing or out of order")));
            }
        }
        if made_at.parse::<Instant>().map(|at| at.to_string()).ok().as_ref() != Some(made_at) {
            return Err(wrong("its time cannot be read".to_owned()));
        }
        let link = ChainLink { before, number: *number, made_at };
        let entries = given.entries.iter().map(|entry| entry.commitment.as_str());
        if chain(link, std::iter::once(heading.commitment.as_str()).chain(entries)) != *hash {
            let after = if head == 0 { "nothing".to_owned() } else { format!("revision {head}") };
            return Err(wrong(format!(
                "its hash does not follow from {after} and what it holds: it was altered on its way, or that ledger is another one"
            )));
        }
        for signature in &given.signatures {
            if !signature.holds(hash) {
                return Err(wrong(format!("the signature by {} does not hold", signature.key)));
            }
        }
        if let Some(key) = pinned
            && !given.signatures.iter().any(|signature| signature.key == key.to_string())
        {
            return Err(wrong(format!("it is not signed by the pinned key {key}")));
        }
        let (salt, body) = checked_heading(heading)?;
        let row = revision::Model {
            number: number.cast_signed(),
            made_at: made_at.clone(),
            commitment: heading.commitment.clone(),
            salt,
            body,
            hash: hash.clone(),
        };
        let number = *number;
        let (headings, changed): (Vec<_>, Vec<_>) =
            given.changed.into_iter().partition(|entry| entry.entry.position == 0);
        for heading in &headings {
            checked_heading(heading)?;
        }
        let later = headings.iter().chain(&changed).find(|entry| entry.entry.revision >= number);
        if let Some(later) = later {
            let what =
                format!("it says that entry {} has changed, which is no earlier one", later.entry);
            return Err(parted(number, what));
        }
        let read = |entries: Vec<LedgerEntry>| -> Result<Vec<(EntryId, Held)>, StoreError> {
            side_by_side(entries, Held::check).into_iter().collect()
        };
        let (entries, changed) = (read(given.entries)?, read(changed)?);
        Ok(Self { number, row, entries, changed, headings, signatures: given.signatures })
    }

    /// Writes it, with all that it changes.
    async fn write(self, db: &DatabaseTransaction, before: &Merged) -> Result<Written, StoreError> {
        let Self { number, row, entries, changed, headings, signatures } = self;
        let places = changed.iter().map(|(at, _)| *at);
        let turned: Vec<EntryId> =
            headings.iter().map(|heading| heading.entry).chain(places).collect();
        let author = Revision::of(row.clone())?.author.unwrap_or_default();
        revision::Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
        let Replaced { mut touched, merges, taken_away } =
            changed::replace(db, changed, headings).await?;
        let spoken_of = spoken_of(db, &entries).await?;
        let mut news = News::default();
        let (mut rows, mut excerpts) = (Vec::with_capacity(entries.len()), Vec::new());
        let (mut claimed, mut rulings) = (BTreeSet::new(), Vec::new());
        for (at, held) in entries {
            let Held::Body { body, row, digest } = held else {
                rows.push(held.row(at));
                continue;
            };
            rows.push(*row);
            excerpts.extend(digest.map(|digest| excerpt::Model::at(at, digest)));
            match *body {
                Body::Claim(claim) => {
                    claimed.insert(claim.subject.clone());
                    let is_new = !spoken_of.contains(claim.subject.as_str());
                    if is_new && !touched.contains(&claim.subject) {
                        news.tell(at, claim, true);
                    }
                }
                Body::Ruling(ruling) => rulings.push((at, ruling)),
            }
        }
        touched.extend(claimed);
        // What the revision itself decides never waits.
        let mut decided = pending::Decided::default();
        for (_, ruling) in &rulings {
            decided.rule(number, &ruling.decision);
        }
        let claims = rows.iter().filter(|row| row.kind == "claim" && !decided.holds(row.id()));
        pending::wait(db, &author, claims).await?;
        insert_many::<entry::Entity>(db, rows, entry::WRITTEN).await?;
        insert::<excerpt::Entity>(db, excerpts).await?;
        let mut ruled = Vec::with_capacity(rulings.len());
        for (at, ruling) in rulings {
            touched.extend(ruled_on(db, &ruling.decision, number).await?);
            pending::ruled(db, &ruling.decision, number).await?;
            news.rule(at, &ruling);
            ruled.push(ruling.decision);
        }
        let signed = signature::rows(number.cast_signed(), signatures).collect();
        insert::<ledger::signature::Entity>(db, signed).await?;
        let merged = if merges {
            merged::remake(db).await?
        } else {
            merged::renew(db, before, &ruled, &touched).await?
        };
        let moved = merged.turned(before);
        if !moved.is_empty() {
            touched.extend(settle::naming(db, &moved).await?);
        }
        let changed = settle::settle(db, &merged, touched, news).await?;
        listed::write(db, number, &changed, &turned).await?;
        Ok(Written { merged, taken_away })
    }
}

/// What was written of a revision, before the transaction ends.
struct Written {
    /// Which identifiers are merged now.
    merged: Merged,
    /// Whether a body that was held is held no longer.
    taken_away: bool,
}

/// Of the subjects of these claims those that the ledger holds an entry on.
async fn spoken_of(
    db: &impl ConnectionTrait,
    entries: &[(EntryId, Held)],
) -> Result<HashSet<String>, StoreError> {
    let subject = |(_, held): &(EntryId, Held)| match held {
        Held::Body { body, .. } => match &**body {
            Body::Claim(claim) => Some(claim.subject.clone()),
            Body::Ruling(_) => None,
        },
        Held::Nothing(_) => None,
    };
    let subjects: BTreeSet<RecordId> = entries.iter().filter_map(subject).collect();
    let subjects: Vec<&str> = subjects.iter().map(RecordId::as_str).collect();
    let mut found = HashSet::new();
    for batch in subjects.chunks(BATCH) {
        let rows = entry::Entity::find()
            .select_only()
            .column(entry::Column::Subject)
            .filter(entry::Column::Subject.is_in(batch.iter().copied()))
            .distinct();
        let rows: Vec<String> = rows.into_tuple().all(db).await?;
        found.extend(rows);
    }
    Ok(found)
}
