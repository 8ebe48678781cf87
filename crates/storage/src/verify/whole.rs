//! Checks all that is written: the ledger, and everything beside it.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{Body, Decision, EntryId, TextDigest};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Statement,
};
use tokio::sync::OnceCell;

use crate::{
    Store, StoreError, boxed, dispute,
    ledger::{entry, excerpt, revision, signature},
    listed, merged, pending,
    settle::{self, read},
    signature::Signature,
};

/// How many rows are read at a time.
const ROWS: u64 = 4000;

/// What was verified.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// The hash of the newest revision; none in an empty ledger.
    pub hash: Option<String>,
    /// How many revisions there are.
    pub revisions: u64,
    /// How many entries there are.
    pub entries: u64,
    /// Of how many of them nothing but the commitment is held: they are withheld, or erased.
    pub withheld: u64,
    /// Of how many claims an excerpt is held, which no commitment covers.
    pub excerpts: u64,
    /// How many rows of records there are, for either audience or for both.
    pub records: u64,
    /// How many signatures there are.
    pub signatures: u64,
}

impl Store {
    /// Verifies the ledger, and that everything beside it is what the ledger
    /// comes to: every row of the records for both audiences, what they point to,
    /// and every list. Names the first thing that does not hold.
    #[boxed]
    pub async fn verify_whole(&self) -> Result<Verified, StoreError> {
        let db = &self.db;
        // They look at different things, so they look at the same time; what the
        // file and the ledger have against them is told first.
        let merged = merged::read(db).await?;
        let records = Box::pin(settle::compare(db, &merged));
        let contradictions = Box::pin(settle::compare_contradictions(db, &merged));
        let (file, hash, records, contradictions) =
            tokio::join!(file(db), self.verify(), records, contradictions);
        file?;
        shape(db).await?;
        let hash = hash?;
        let mut verified = Verified {
            hash,
            revisions: revision::Entity::find().count(db).await?,
            entries: entry::Entity::find().count(db).await?,
            ..Verified::default()
        };
        let mirrors = self.mirror_of().await?.is_some();
        verified.withheld = withheld(db, mirrors).await?;
        verified.excerpts = excerpts(db, mirrors).await?;
        verified.signatures = signatures(db).await?;
        listed::verify(db).await?;
        self.tables_of_rulings().await?;
        verified.records = records?;
        contradictions?;
        if let Some(subject) = dispute::Rows::of_nobody(db).await? {
            return Err(StoreError::Stale {
                what: format!("what is noted of disputes about {subject}"),
                why: "the ledger says nothing of it".to_owned(),
                remedy: "`detente rebuild` makes it anew",
            });
        }
        Ok(verified)
    }

    /// Whether what is noted of merges and of what waits is what the rulings come to.
    async fn tables_of_rulings(&self) -> Result<(), StoreError> {
        // They are made anew, compared, and left as they were.
        let (_place, tx) = self.begin().await?;
        let stale = |what: &str| StoreError::Stale {
            what: what.to_owned(),
            why: "it is not what the rulings come to".to_owned(),
            remedy: "`detente rebuild` makes it anew",
        };
        let before = (merged::rows(&tx).await?, pending::rows(&tx).await?);
        merged::remake(&tx).await?;
        pending::remake(&tx).await?;
        let after = (merged::rows(&tx).await?, pending::rows(&tx).await?);
        tx.rollback().await?;
        if before.0 != after.0 {
            return Err(stale("the table of merged identifiers"));
        }
        if before.1 != after.1 {
            return Err(stale("the table of claims that wait"));
        }
        Ok(())
    }
}

/// Whether the file is sound: a byte of an index could hide what is there.
async fn file(db: &impl ConnectionTrait) -> Result<(), StoreError> {
    if db.get_database_backend() != DbBackend::Sqlite {
        return Ok(());
    }
    let check = Statement::from_string(DbBackend::Sqlite, "pragma integrity_check(1)");
    let told: Option<String> = match db.query_one_raw(check).await? {
        Some(row) => row.try_get_by_index(0)?,
        None => None,
    };
    match told {
        Some(why) if why != "ok" => Err(StoreError::Stale {
            what: "the file of the database".to_owned(),
            why,
            remedy: "take it from a copy, or from a mirror",
        }),
        _ => Ok(()),
    }
}

/// Whether the tables are described as this version describes them: a byte of what the file says
/// of its own tables could change what is read out of them, and what may be written.
async fn shape(db: &impl ConnectionTrait) -> Result<(), StoreError> {
    if db.get_database_backend() != DbBackend::Sqlite {
        return Ok(());
    }
    let new = async || described(&Store::open("sqlite::memory:").await?.db).await;
    let (wanted, here) = (NEW.get_or_try_init(new).await?, described(db).await?);
    match wanted.iter().find(|(name, told)| here.get(*name) != Some(told)) {
        None => Ok(()),
        Some((name, _)) => Err(StoreError::Stale {
            what: format!("what the file says of `{name}`"),
            why: "this version describes it otherwise".to_owned(),
            remedy: "take it from a copy, or from a mirror",
        }),
    }
}

/// What the file of a new database says of its tables: the same for all that this program opens.
static NEW: OnceCell<BTreeMap<String, String>> = OnceCell::const_new();

/// The tables and indexes, and how they are described.
async fn described(db: &impl ConnectionTrait) -> Result<BTreeMap<String, String>, StoreError> {
    let all = "select name, type || ' on ' || tbl_name || ': ' || sql from sqlite_master where sql is not null";
    let mut told = BTreeMap::new();
    for row in db.query_all_raw(Statement::from_string(DbBackend::Sqlite, all)).await? {
        told.insert(row.try_get_by_index(0)?, row.try_get_by_index(1)?);
    }
    Ok(told)
}

fn broken(revision: i64, what: String) -> StoreError {
    StoreError::Broken { revision: revision.cast_unsigned(), what }
}

/// Whether what is not held may be missing: in a mirror it was withheld, and
/// where the ledger is kept, it was erased.
async fn withheld(db: &impl ConnectionTrait, mirrors: bool) -> Result<u64, StoreError> {
    let mut erased: BTreeSet<EntryId> = BTreeSet::new();
    let erasures = entry::Entity::find()
        .filter(entry::no_claim())
        .filter(entry::Column::Kind.eq("erase"))
        .filter(entry::Column::Body.is_not_null());
    for row in erasures.all(db).await? {
        if let Body::Ruling(ruling) = read(&row)?
            && let Decision::Erase { entry } = ruling.decision
        {
            erased.insert(entry);
        }
    }
    let mut count = 0;
    let mut after = (0, 0);
    loop {
        let page = next(after).filter(entry::Column::Body.is_null()).all(db).await?;
        let Some(last) = page.last() else { break };
        after = (last.revision, last.position);
        for row in page {
            count += 1;
            let wrong = |what: &str| broken(row.revision, format!("entry {}: {what}", row.id()));
            if !mirrors && !erased.contains(&row.id()) {
                return Err(wrong("its body is missing, and nobody erased it"));
            }
            let bare = entry::Model::withheld(row.id(), row.commitment.clone());
            // An erased entry is still known by its kind.
            let by_kind = entry::Model {
                kind: row.kind.clone(),
                on_revision: row.on_revision,
                ..bare.clone()
            };
            if (mirrors && row != bare) || row != by_kind {
                return Err(wrong("it is withheld, and yet filed under something"));
            }
            if !mirrors && row.kind != "claim" && !KINDS.contains(&row.kind.as_str()) {
                return Err(wrong("it is of no kind"));
            }
        }
    }
    let bare = revision::Entity::find().filter(revision::Column::Body.is_null()).one(db).await?;
    if let Some(row) = bare.filter(|_| !mirrors) {
        return Err(broken(row.number, "its heading is missing".to_owned()));
    }
    Ok(count)
}

/// The words for rulings.
const KINDS: [&str; 10] =
    ["accept", "reject", "rank", "show", "hide", "retract", "settle", "merge", "part", "erase"];

fn next((revision, position): (i64, i64)) -> sea_orm::Select<entry::Entity> {
    let beyond = sea_orm::Condition::any().add(entry::Column::Revision.gt(revision)).add(
        sea_orm::Condition::all()
            .add(entry::Column::Revision.eq(revision))
            .add(entry::Column::Position.gt(position)),
    );
    entry::Entity::find()
        .filter(beyond)
        .order_by_asc(entry::Column::Revision)
        .order_by_asc(entry::Column::Position)
        .limit(ROWS)
}

/// Whether every excerpt is the one that was given.
async fn excerpts(db: &impl ConnectionTrait, mirrors: bool) -> Result<u64, StoreError> {
    let mut count = 0;
    let mut after = (0, 0);
    loop {
        let page = next(after)
            .filter(entry::Column::Salt.is_null())
            .filter(entry::Column::Body.is_not_null())
            .all(db)
            .await?;
        let Some(last) = page.last() else { break };
        after = (last.revision, last.position);
        for row in page {
            count += 1;
            let wrong = |what: &str| broken(row.revision, format!("entry {}: {what}", row.id()));
            let noted = excerpt::Entity::find_by_id((row.revision, row.position)).one(db).await?;
            let (Some(noted), Some(body), true) = (noted, &row.body, mirrors) else {
                return Err(wrong("its salt is missing"));
            };
            if TextDigest::of(body).to_string() != noted.digest {
                return Err(wrong("its excerpt is not the one that was given"));
            }
            let Body::Claim(claim) = read(&row)? else { return Err(wrong("it is no claim")) };
            let (body, commitment) = (body.clone(), row.commitment.clone());
            if entry::Model::of_excerpt(row.id(), &claim, body, commitment) != row {
                return Err(wrong("it is filed under something else than it says"));
            }
        }
    }
    if excerpt::Entity::find().count(db).await? != count {
        let what = "the table of excerpts".to_owned();
        let why = "it names entries of which no excerpt is held".to_owned();
        return Err(StoreError::Stale { what, why, remedy: "mirror the ledger anew" });
    }
    Ok(count)
}

/// Whether every signature holds.
async fn signatures(db: &impl ConnectionTrait) -> Result<u64, StoreError> {
    let mut count = 0;
    let mut after = i64::MIN;
    loop {
        let rows = signature::Entity::find()
            .find_also_related(revision::Entity)
            .filter(signature::Column::Revision.gt(after))
            .order_by_asc(signature::Column::Revision)
            .limit(ROWS)
            .all(db)
            .await?;
        let Some((last, _)) = rows.last() else { return Ok(count) };
        // A revision of which some signatures are on the next page is read again with it.
        let (first, end) = (rows[0].0.revision, last.revision);
        after = if first < end && rows.len() as u64 == ROWS { end - 1 } else { end };
        for (row, revision) in rows.into_iter().filter(|(row, _)| row.revision <= after) {
            count += 1;
            let signature = Signature { key: row.key, signature: row.signature };
            if !revision.is_some_and(|revision| signature.holds(&revision.hash)) {
                let what = format!("the signature by {} does not hold", signature.key);
                return Err(broken(row.revision, what));
            }
        }
    }
}
