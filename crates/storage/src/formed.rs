//! What can be made ready of a draft before the ledger is asked.

use detente_core::{ClaimHash, NewClaim, Sealed, Seed};

use crate::{
    Draft, Gathered, Pieces, StoreError,
    beside::side_by_side,
    check::{self, Looked, Spans},
    settle::aside,
};

/// A draft of which the first claims were looked at each by itself, and are in the form that
/// the ledger keeps. That takes the processor and no database: whoever adds one
/// revision after the other makes the next ready while one is written.
pub struct Formed {
    /// Without its claims.
    pub(crate) draft: Draft,
    pub(crate) spans: Spans,
    pub(crate) first: Piece,
    pub(crate) rest: Pieces,
}

/// Some claims of a draft, looked at, and in the form that the ledger keeps.
#[derive(Default)]
pub(crate) struct Piece {
    pub claims: Vec<NewClaim>,
    pub looked: Looked,
    pub forms: Vec<Result<Form, serde_json::Error>>,
}

/// The identity of a claim, and its canonical form, sealed for a position.
pub(crate) struct Form {
    pub hash: ClaimHash,
    sealed: Sealed,
    position: u32,
}

impl Form {
    /// Sealed for the position that it is given: another one where claims
    /// before it are known already.
    pub(crate) fn sealed(self, seed: Seed, position: u32) -> Sealed {
        if self.position == position {
            self.sealed
        } else {
            Sealed::new(seed.salt(position), self.sealed.body)
        }
    }
}

impl Piece {
    /// Makes claims ready before which the draft has so many others.
    fn of(claims: Vec<NewClaim>, before: usize, seed: Seed) -> Self {
        let looked = check::look(&claims, before);
        let first = u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1);
        let forms = side_by_side((first..).zip(&claims).collect(), |(position, new)| {
            let text = new.claim.canonical()?;
            let hash = ClaimHash::of(&text);
            Ok(Form { hash, sealed: Sealed::new(seed.salt(position), text), position })
        });
        Self { claims, looked, forms }
    }

    /// Makes the next of these ready, while the database does something else; none at the end.
    pub(crate) async fn next(
        mut rest: Pieces,
        before: usize,
        seed: Seed,
    ) -> Result<(Option<Self>, Pieces), StoreError> {
        if rest.are_over() {
            return Ok((None, rest));
        }
        aside(move || {
            let claims = rest.take_next()?;
            Ok((claims.map(|claims| Self::of(claims, before, seed)), rest))
        })
        .await
    }
}

impl From<Draft> for Formed {
    fn from(mut draft: Draft) -> Self {
        let claims = std::mem::take(&mut draft.submission.claims);
        let spans = Spans::of(&claims);
        let first = Piece::of(claims, 0, draft.seed);
        Self { draft, spans, first, rest: Pieces::default() }
    }
}

impl Formed {
    /// A draft with claims that were gathered, after those that it has.
    pub fn gathered(mut draft: Draft, mut gathered: Gathered) -> Result<Self, StoreError> {
        for new in std::mem::take(&mut draft.submission.claims) {
            gathered.push(new)?;
        }
        let Gathered { mut spool, spans } = gathered;
        let mut rest = spool.pieces()?;
        let claims = rest.take_next()?.unwrap_or_default();
        let first = Piece::of(claims, 0, draft.seed);
        Ok(Self { draft, spans, first, rest })
    }
}
