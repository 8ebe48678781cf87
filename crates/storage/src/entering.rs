//! Entries on their way into the ledger, as one revision, piece by piece.

use std::collections::HashSet;

use detente_core::{Body, ChainLink, Decision, EntryId, Heading, NewClaim, Ruling, Sealed, Seed};
use sea_orm::DatabaseTransaction;

use crate::{
    Role, StoreError, Viewer,
    append::{ruled_on, unwritable},
    beside::side_by_side,
    check::{Said, repeated},
    formed::Form,
    ledger::entry,
    opened::Opened,
    pending,
    settle::{News, Subjects},
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
    pub touched: Subjects,
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
            touched: Subjects::default(),
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
        let forms = forms.into_iter().collect::<Result<Vec<_>, _>>();
        let forms = forms.map_err(|error| unwritable(0, 0, &error))?;
        let told: Vec<_> =
            claims.iter().map(|new| &new.claim).zip(forms.iter().map(|form| &form.hash)).collect();
        let said = repeated(self.tx, self.viewer, &told, spoken_of, number).await?;
        let mut new = Vec::with_capacity(claims.len());
        for ((claim, form), said) in claims.into_iter().zip(forms).zip(said) {
            match said {
                Said::Never => new.push((claim.claim, form)),
                Said::Here => self.known += 1,
                Said::At(place) => {
                    self.known += 1;
                    self.held.push(place);
                }
            }
        }
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
            self.touched.insert(&claim.subject);
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
