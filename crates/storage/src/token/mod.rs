//! Tokens: who may do what, by a secret that only its bearer holds.

mod bearers;
mod error;
mod new;
mod secret;

use detente_core::{Audience, Instant};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, sea_query::Expr,
};

pub(crate) use self::bearers::Bearers;
pub use self::{
    error::TokenError,
    new::NewToken,
    secret::{BEGIN as SECRETS_BEGIN, Secret},
};
use crate::{Role, Store, StoreError, Viewer, boxed};

/// The `token` table.
mod table {
    use detente_core::{Audience, Instant, TextDigest, ViewerRole};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "token")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub name: String,
        pub role: ViewerRole,
        pub sees: Audience,
        pub digest: TextDigest,
        pub created_at: Instant,
        pub expires_at: Option<Instant>,
        pub revoked_at: Option<Instant>,
        pub last_used_at: Option<Instant>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A token, as it is listed: never its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is called where its name would not do; it tells nothing of the secret.
    pub id: String,
    /// The name under which what its bearer adds stands in the ledger.
    pub name: String,
    /// What its bearer may do.
    pub role: Role,
    /// What its bearer may see.
    pub sees: Audience,
    /// When it was made.
    pub created_at: Instant,
    /// From when on it is no longer good, if that was said.
    pub expires_at: Option<Instant>,
    /// When it was taken back, if it was.
    pub revoked_at: Option<Instant>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Instant>,
}

/// Who bears a token that is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// Who asks.
    pub viewer: Viewer,
    /// From when on the token is no longer good.
    pub expires_at: Option<Instant>,
}

impl Token {
    /// Whether it is good at this moment.
    pub fn check(&self, now: Instant) -> Result<(), TokenError> {
        match (self.revoked_at, self.expires_at) {
            (Some(at), _) => Err(TokenError::Revoked(at)),
            (None, Some(at)) if at <= now => Err(TokenError::Expired(at)),
            _ => Ok(()),
        }
    }

    fn bearer(&self) -> Bearer {
        let viewer = Viewer { name: self.name.clone(), role: self.role, sees: self.sees };
        Bearer { viewer, expires_at: self.expires_at }
    }
}

impl From<table::Model> for Token {
    fn from(row: table::Model) -> Self {
        let table::Model { id, name, role, sees, digest: _, .. } = row;
        let table::Model { created_at, expires_at, revoked_at, last_used_at, .. } = row;
        Self { id, name, role, sees, created_at, expires_at, revoked_at, last_used_at }
    }
}

impl Store {
    /// Makes a token from 256 bits that nobody can guess. The secret is given
    /// here and never again: what is kept is its digest.
    #[boxed]
    pub async fn create_token(
        &self,
        new: NewToken,
        now: Instant,
        randomness: [u8; 32],
    ) -> Result<(Token, Secret), StoreError> {
        new.check(now)?;
        let sees = new.sight()?;
        let secret = Secret::of(randomness);
        let digest = secret.digest();
        let row = table::Model {
            id: digest.to_string().chars().take(10).collect(),
            name: new.name,
            role: new.role,
            sees,
            digest,
            created_at: now,
            expires_at: new.expires_at,
            revoked_at: None,
            last_used_at: None,
        };
        // Only one writes at a time, so nobody takes the name in between.
        let (place, tx) = self.begin().await?;
        let namesakes = table::Entity::find()
            .filter(table::Column::Name.eq(row.name.as_str()))
            .filter(table::Column::RevokedAt.is_null());
        for namesake in namesakes.all(&tx).await? {
            let namesake = Token::from(namesake);
            if namesake.check(now).is_ok() {
                return Err(TokenError::Taken { name: namesake.name, id: namesake.id }.into());
            }
        }
        let written = row.clone().into_active_model();
        table::Entity::insert(written).exec_without_returning(&tx).await?;
        self.commit(place, tx).await?;
        Ok((row.into(), secret))
    }

    /// All tokens that were ever made, in the order in which they were.
    #[boxed]
    pub async fn tokens(&self) -> Result<Vec<Token>, StoreError> {
        let rows = table::Entity::find()
            .order_by_asc(table::Column::CreatedAt)
            .order_by_asc(table::Column::Id);
        Ok(rows.all(&self.db).await?.into_iter().map(Token::from).collect())
    }

    /// Takes back the token of this identifier, or all that have this name. It
    /// holds at once in this process, and within seconds in every other.
    #[boxed]
    pub async fn revoke_token(&self, called: &str, now: Instant) -> Result<Vec<Token>, StoreError> {
        let (place, tx) = self.begin().await?;
        let meant =
            Condition::any().add(table::Column::Id.eq(called)).add(table::Column::Name.eq(called));
        let rows = table::Entity::find()
            .filter(meant)
            .filter(table::Column::RevokedAt.is_null())
            .order_by_asc(table::Column::CreatedAt);
        let mut tokens: Vec<Token> = rows.all(&tx).await?.into_iter().map(Token::from).collect();
        if let Some(one) = tokens.iter().find(|token| token.id == called).cloned() {
            tokens = vec![one];
        }
        if tokens.is_empty() {
            return Err(TokenError::NoSuch(called.to_owned()).into());
        }
        let ids: Vec<&str> = tokens.iter().map(|token| token.id.as_str()).collect();
        table::Entity::update_many()
            .col_expr(table::Column::RevokedAt, Expr::value(now))
            .filter(table::Column::Id.is_in(ids))
            .exec(&tx)
            .await?;
        self.commit(place, tx).await?;
        for token in &mut tokens {
            self.bearers.forget(&token.id);
            token.revoked_at = Some(now);
        }
        Ok(tokens)
    }

    /// Who bears this secret. It is looked up by its digest, of which nobody
    /// can choose a part: how long that takes tells nothing of other secrets.
    ///
    /// A token that was good a moment ago is remembered for [`Bearers::FRESH`],
    /// so that reading does not cost a statement for each request. Whether it
    /// has expired is looked at every time.
    #[boxed]
    pub async fn viewer_of(&self, secret: &str, now: Instant) -> Result<Bearer, StoreError> {
        let digest = Secret::read(secret).ok_or(TokenError::Unknown)?.digest();
        let (known, turn) = self.bearers.recall(&digest, now);
        if let Some(token) = known {
            token.check(now)?;
            return Ok(token.bearer());
        }
        let row = table::Entity::find().filter(table::Column::Digest.eq(digest));
        let token: Token = row.one(&self.db).await?.ok_or(TokenError::Unknown)?.into();
        token.check(now)?;
        self.bearers.keep(turn, digest, token.clone(), now);
        Ok(token.bearer())
    }

    /// Writes down when tokens were last used: each at most once a minute. Whoever
    /// serves calls this beside what it serves, so that no reader waits for it.
    #[boxed]
    pub async fn note_uses(&self) -> Result<(), StoreError> {
        for (id, used_at, before) in self.bearers.due() {
            let long_ago = Condition::any()
                .add(table::Column::LastUsedAt.is_null())
                .add(table::Column::LastUsedAt.lte(before));
            table::Entity::update_many()
                .col_expr(table::Column::LastUsedAt, Expr::value(used_at))
                .filter(table::Column::Id.eq(id.as_str()))
                .filter(long_ago)
                .exec(&self.db)
                .await?;
            self.bearers.noted(&id, used_at);
        }
        Ok(())
    }
}
