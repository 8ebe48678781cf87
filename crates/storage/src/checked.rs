//! What would become of a submission by itself, without adding it: what is wrong with it, and what
//! of it is known. (What it would change, a preview tells.)

use detente_core::{ClaimHash, Fault, Merged, NewClaim, Submission};
use sea_orm::DatabaseConnection;

use crate::{
    Gathered, Store, StoreError, Viewer,
    append::unwritable,
    boxed,
    check::{Checking, Said, Spans, look, repeated},
};

/// What was found of a submission that was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Everything that is wrong with it.
    pub faults: Vec<Fault>,
    /// How many of its claims would be added.
    pub new: usize,
    /// How many of its claims the ledger holds already; none to whoever may not know of all that is there.
    pub known: usize,
}

impl Store {
    /// Looks at a submission without adding anything, as far as the viewer may know what it must fit.
    #[boxed]
    pub async fn check(
        &self,
        viewer: &Viewer,
        submission: &Submission,
    ) -> Result<Checked, StoreError> {
        let (claims, merged) = (&submission.claims, self.merged());
        let mut looking = Looking::begin(&self.db, viewer, &merged, Spans::of(claims)).await?;
        looking.piece(claims).await?;
        Ok(looking.told())
    }

    /// The same of claims that were gathered.
    #[boxed]
    pub async fn check_gathered(
        &self,
        viewer: &Viewer,
        gathered: Gathered,
    ) -> Result<Checked, StoreError> {
        let (Gathered { mut spool, spans }, merged) = (gathered, self.merged());
        let mut looking = Looking::begin(&self.db, viewer, &merged, spans).await?;
        let mut pieces = spool.pieces()?;
        while let Some(claims) = pieces.take_next()? {
            looking.piece(&claims).await?;
        }
        Ok(looking.told())
    }
}

/// A submission that is looked at piece by piece.
struct Looking<'a> {
    db: &'a DatabaseConnection,
    viewer: &'a Viewer,
    checking: Checking<'a>,
    passed: usize,
    known: usize,
}

impl<'a> Looking<'a> {
    async fn begin(
        db: &'a DatabaseConnection,
        viewer: &'a Viewer,
        merged: &'a Merged,
        spans: Spans,
    ) -> Result<Self, StoreError> {
        let checking = Checking::begin(db, viewer, merged, spans).await?;
        Ok(Self { db, viewer, checking, passed: 0, known: 0 })
    }

    async fn piece(&mut self, claims: &[NewClaim]) -> Result<(), StoreError> {
        let looked = look(claims, self.passed);
        self.passed += claims.len();
        let spoken_of = self.checking.piece(self.db, claims, looked).await?;
        // To whoever may not know of all that is there, not even the number of statements may tell of it.
        if !self.checking.is_sound() || !self.viewer.knows_all() {
            return Ok(());
        }
        let hash = |new: &NewClaim| Ok(ClaimHash::of(&new.claim.canonical()?));
        let hashes = claims.iter().map(hash).collect::<Result<Vec<_>, _>>();
        let hashes = hashes.map_err(|error| unwritable(0, 0, &error))?;
        let claims: Vec<_> = claims.iter().map(|new| &new.claim).zip(&hashes).collect();
        let said = repeated(self.db, self.viewer, &claims, &spoken_of, 0).await?;
        self.known += said.iter().filter(|said| **said != Said::Never).count();
        Ok(())
    }

    fn told(self) -> Checked {
        let faults = self.checking.told();
        if !faults.is_empty() {
            return Checked { faults, ..Checked::default() };
        }
        Checked { faults, new: self.passed - self.known, known: self.known }
    }
}
