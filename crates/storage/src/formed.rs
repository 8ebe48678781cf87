//! What can be made ready of a draft before the ledger is asked.

use detente_core::{ClaimHash, Sealed, Seed};

use crate::{
    Draft,
    beside::side_by_side,
    check::{self, Looked},
};

/// A draft whose claims were looked at each by itself, and are in the form that
/// the ledger keeps. That takes the processor and no database: whoever adds one
/// revision after the other makes the next ready while one is written.
pub struct Formed {
    pub(crate) draft: Draft,
    pub(crate) looked: Looked,
    pub(crate) forms: Vec<Result<Form, serde_json::Error>>,
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

impl From<Draft> for Formed {
    fn from(draft: Draft) -> Self {
        let looked = check::look(&draft.submission);
        let claims = &draft.submission.claims;
        let seed = draft.seed;
        let forms = side_by_side((1..).zip(claims).collect(), |(position, new)| {
            let text = new.claim.canonical()?;
            let hash = ClaimHash::of(&text);
            Ok(Form { hash, sealed: Sealed::new(seed.salt(position), text), position })
        });
        Self { draft, looked, forms }
    }
}
