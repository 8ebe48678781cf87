//! What became of a submission, for whoever made it.

use detente_core::Audience;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::{
    ClaimEntry, Revision, Role, Store, StoreError, Viewer, boxed,
    ledger::{entry, revision},
    pending::decides,
};

/// A submission, whether anything of it waits or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// The revision that holds it.
    pub revision: Revision,
    /// Its claims, with the rulings that let each of them speak, or did not.
    pub claims: Vec<ClaimEntry>,
}

impl Store {
    /// A submission by its revision: any for an editor, their own for a contributor, none for
    /// anyone else. What an editor adds speaks at once, and is no submission.
    #[boxed]
    pub async fn submission(
        &self,
        viewer: &Viewer,
        number: u64,
    ) -> Result<Option<Submitted>, StoreError> {
        if viewer.role < Role::Contributor {
            return Ok(None);
        }
        let row = revision::Entity::find_by_id(number.cast_signed()).one(&self.db).await?;
        let Some(row) = row else { return Ok(None) };
        let revision = Revision::of(row)?;
        let contributes = viewer.role == Role::Contributor;
        if contributes && revision.author.as_deref() != Some(viewer.name.as_str()) {
            return Ok(None);
        }
        let here =
            || entry::Entity::find().filter(entry::Column::Revision.eq(number.cast_signed()));
        // An editor may have named them as author: what that one saw is not theirs to see.
        if here().filter(entry::no_claim()).count(&self.db).await? > 0 {
            return Ok(None);
        }
        // A contributor is shown what they wrote, whatever the record shows of it.
        let whole =
            Viewer { sees: Audience::Restricted, role: Role::Editor, name: viewer.name.clone() };
        let mut claims = self.claims(if contributes { &whole } else { viewer }, here()).await?;
        for claim in &mut claims {
            claim.rulings.retain(|(_, ruling)| decides(&ruling.decision).is_some());
        }
        Ok(Some(Submitted { revision, claims }))
    }
}
