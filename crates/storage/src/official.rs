//! Officials: the people whom detentions name as their judges and prosecutors.

use detente_core::{Id, Person};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use crate::{Store, StoreError, Viewer, boxed, ledger::reference, viewer::Shown};

/// In which fields of a detention an official is named. Written as the index
/// `official` has it, for only so do the databases see that it answers.
const NAMED: &str = "field in ('proceedings.judge', 'proceedings.prosecutor')";

/// What an official does in a proceeding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OfficialRole {
    /// Judges.
    Judge,
    /// Prosecutes.
    Prosecutor,
}

impl OfficialRole {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Judge, Self::Prosecutor];

    /// The field of a detention that names them.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Judge => "proceedings.judge",
            Self::Prosecutor => "proceedings.prosecutor",
        }
    }
}

impl Store {
    /// The people whom detentions name in one of these roles, by identifier, so
    /// many after one of them. A person whom only the side of a dispute names
    /// that the record does not follow is not among them.
    #[boxed]
    pub async fn officials(
        &self,
        viewer: &Viewer,
        roles: &[OfficialRole],
        after: Option<&Id<Person>>,
        limit: u64,
    ) -> Result<Vec<Id<Person>>, StoreError> {
        let mut named = reference::Entity::find()
            .select_only()
            .column(reference::Column::ToId)
            .distinct()
            .filter(Expr::cust(NAMED))
            .filter(reference::Column::Field.is_in(roles.iter().map(|role| role.field())))
            .filter(reference::Column::Audience.is_in(Shown::to(viewer.sees)));
        if let Some(after) = after {
            named = named.filter(reference::Column::ToId.gt(after.as_str()));
        }
        let named = named.order_by_asc(reference::Column::ToId).limit(limit);
        let named: Vec<String> = named.into_tuple().all(&self.db).await?;
        named.into_iter().map(|id| Ok(id.parse()?)).collect()
    }
}
