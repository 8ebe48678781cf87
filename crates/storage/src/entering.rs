//! Entries on their way into the ledger, as one revision, piece by piece.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, hash_map::Entry};

use detente_core::{
    Body, ChainLink, Claim, Decision, EntryId, Heading, NewClaim, RecordId, Ruling, Sealed, Seed,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
};

use crate::{
    Role, StoreError, Viewer,
    append::{ruled_on, unwritable},
    beside::side_by_side,
    check,
    formed::Form,
    ledger::entry,
    opened::Opened,
    pending,
    settle::News,
    store::BATCH,
};

/// The entries of a revision, as they are written.
pub(crate) struct Entering<'a> {
    tx: &'a DatabaseTransaction,
    viewer: &'a Viewer,
    link: ChainLink<'a>,
    heading: Heading,
    seed: Seed,
    /// The revision, once there is anything to write in it.
    pub opened: Option<Opened>,
    /// The position of the last entry.
    position: u32,
    /// How many claims were added.
    pub added: usize,
    /// How many claims the ledger held already.
    pub known: usize,
    /// Where it holds them.
    pub held: Vec<EntryId>,
    /// The subjects that are spoken of.
    pub touched: BTreeSet<RecordId>,
    pub news: News,
    /// Whether the news keeps what was said.
    pub keeps: bool,
}

impl<'a> Entering<'a> {
    /// Begins a revision, of which nothing is written before its first entry.
    pub(crate) fn new(
        tx: &'a DatabaseTransaction,
        viewer: &'a Viewer,
        link: ChainLink<'a>,
        heading: Heading,
        seed: Seed,
    ) -> Self {
        Self {
            tx,
            viewer,
            link,
            heading,
            seed,
            opened: None,
            position: 0,
            added: 0,
            known: 0,
            held: Vec::new(),
            touched: BTreeSet::new(),
            news: News::default(),
            keeps: true,
        }
    }

    /// Writes those of these claims that the ledger does not hold yet. An entry on some
    /// of their subjects it does.
    pub(crate) async fn claims(
        &mut self,
        claims: Vec<NewClaim>,
        forms: Vec<Result<Form, serde_json::Error>>,
        spoken_of: &HashSet<String>,
    ) -> Result<(), StoreError> {
        let number = self.link.number;
        let claims = claims.into_iter().map(|new| new.claim).zip(forms).collect();
        let (new, held) = unknown(self.tx, self.viewer, claims, spoken_of, number).await?;
        self.known += held.len();
        self.held.extend(held.into_iter().flatten());
        if new.is_empty() {
            return Ok(());
        }
        self.added += new.len();
        let (seed, mut rows) = (self.seed, Vec::with_capacity(new.len()));
        let numbered = (self.position + 1..).zip(new).collect();
        let entries = side_by_side(numbered, |(position, (claim, form))| {
            let id = EntryId { revision: number, position };
            let hash = form.hash.clone();
            let row = entry::Model::of_claim(id, &claim, hash, form.sealed(seed, position));
            (id, claim, row)
        });
        for (id, claim, row) in entries {
            self.position = id.position;
            rows.push(row);
            self.touched.insert(claim.subject.clone());
            if !spoken_of.contains(claim.subject.as_str()) {
                self.news.tell(id, claim, self.keeps);
            }
        }
        if self.viewer.role < Role::Editor {
            pending::wait(self.tx, &self.heading.author, rows.iter()).await?;
        }
        self.write(rows).await
    }

    /// Writes rulings, each with its reason.
    pub(crate) async fn rulings(
        &mut self,
        decisions: Vec<(Decision, String)>,
    ) -> Result<(), StoreError> {
        let mut rows = Vec::with_capacity(decisions.len());
        for (decision, reason) in decisions {
            self.position += 1;
            let id = EntryId { revision: self.link.number, position: self.position };
            self.touched.extend(ruled_on(self.tx, &decision, id.revision).await?);
            let ruling = Ruling { author: self.viewer.name.clone(), reason, decision };
            self.news.rule(id, &ruling);
            let ruling = Body::Ruling(ruling);
            let text = ruling.canonical();
            let text = text.map_err(|error| unwritable(id.revision, id.position, &error))?;
            let sealed = Sealed::new(self.seed.salt(id.position), text);
            rows.push(entry::Model::new(id, &ruling, sealed));
        }
        self.write(rows).await
    }

    async fn write(&mut self, rows: Vec<entry::Model>) -> Result<(), StoreError> {
        if rows.is_empty() {
            return Ok(());
        }
        let opened = match &mut self.opened {
            Some(opened) => opened,
            none => none.insert(Opened::open(self.tx, self.link, &self.heading, self.seed).await?),
        };
        opened.add(self.tx, rows).await
    }
}

/// The claims that the ledger does not hold yet, as far as the viewer may know,
/// with their identity and their canonical form, and where it holds each of the
/// others; those said twice in one submission stand nowhere yet.
async fn unknown(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    claims: Vec<(Claim, Result<Form, serde_json::Error>)>,
    spoken_of: &HashSet<String>,
    here: u64,
) -> Result<(Vec<(Claim, Form)>, Vec<Option<EntryId>>), StoreError> {
    let given = claims.len();
    // The same claim is on the same subject: only what was said of these can be known.
    let subjects = claims.iter().map(|(claim, _)| claim.subject.as_str());
    let subjects: BTreeSet<&str> = subjects.filter(|id| spoken_of.contains(*id)).collect();
    let subjects: Vec<&str> = subjects.into_iter().collect();
    let said: HashSet<&str> =
        claims.iter().filter_map(|(_, form)| Some(form.as_ref().ok()?.hash.as_str())).collect();
    let mut found: BTreeMap<EntryId, String> = BTreeMap::new();
    for batch in subjects.chunks(BATCH) {
        let rows = entry::Entity::find()
            .select_only()
            .columns([entry::Column::Hash, entry::Column::Revision, entry::Column::Position])
            .filter(entry::Column::Subject.is_in(batch.iter().copied()))
            .filter(entry::Column::Hash.is_not_null());
        let rows: Vec<(String, i64, i64)> = rows.into_tuple().all(db).await?;
        let rows = rows.into_iter().filter(|(hash, ..)| said.contains(hash.as_str()));
        found.extend(rows.map(|(hash, on, position)| (entry::place(on, position), hash)));
    }
    let told = check::told(db, viewer, found.keys().copied().collect()).await?;
    let mut held: HashMap<String, Option<EntryId>> = HashMap::with_capacity(given);
    // Where one is there twice, the first is the one that is ruled on. What an earlier piece of
    // this revision says stands nowhere yet.
    for (at, hash) in found.into_iter().filter(|(at, _)| told.contains(at)) {
        held.entry(hash).or_insert((at.revision != here).then_some(at));
    }
    let (mut new, mut known) = (Vec::with_capacity(given), Vec::new());
    for (claim, form) in claims {
        let form = form.map_err(|error| unwritable(0, 0, &error))?;
        match held.entry(form.hash.as_str().to_owned()) {
            Entry::Occupied(entry) => known.push(*entry.get()),
            Entry::Vacant(entry) => {
                entry.insert(None);
                new.push((claim, form));
            }
        }
    }
    Ok((new, known))
}
