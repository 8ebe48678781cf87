//! Viewers: who asks, and what they may see.

use detente_core::Audience;
pub use detente_core::ViewerRole as Role;

use crate::StoreError;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// The name under which what they add stands in the ledger.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// What they may see.
    pub sees: Audience,
}

impl Viewer {
    /// Anyone at all.
    #[must_use]
    pub fn public() -> Self {
        Self { name: "public".to_owned(), role: Role::Reader, sees: Audience::Public }
    }

    /// The owner of an embedded database: its admin.
    #[must_use]
    pub fn owner(name: impl Into<String>) -> Self {
        Self { name: name.into(), role: Role::Admin, sees: Audience::Restricted }
    }

    /// Whether nothing in the ledger is kept from them when they add to it: what
    /// they submit is looked at beside all of it.
    #[must_use]
    pub fn knows_all(&self) -> bool {
        self.sees == Audience::Restricted || self.role >= Role::Editor
    }

    /// Refuses whoever has a lesser role than this takes.
    pub fn must(&self, least: Role, what: &'static str) -> Result<(), StoreError> {
        if self.role >= least {
            return Ok(());
        }
        Err(StoreError::Forbidden { name: self.name.clone(), what })
    }
}

/// Whom a row is shown to. A record has one row where both audiences see the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Both audiences.
    Everyone,
    /// The public alone: the restricted audience has a row of its own.
    Public,
    /// The restricted audience alone.
    Restricted,
}

impl Shown {
    /// Who sees this or that.
    pub(crate) fn and(self, other: Self) -> Self {
        if self == other { self } else { Self::Everyone }
    }

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Public => "public",
            Self::Restricted => "restricted",
        }
    }

    /// The rows that an audience sees.
    pub(crate) const fn to(audience: Audience) -> [&'static str; 2] {
        match audience {
            Audience::Public => ["everyone", "public"],
            Audience::Restricted => ["everyone", "restricted"],
        }
    }
}
