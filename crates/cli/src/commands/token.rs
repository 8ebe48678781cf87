//! `detente token`: who may do what on a server, by a secret that only its bearer holds.
//!
//! Tokens are made on the database itself and never over a server: whoever
//! holds the database is its admin already, and no request can make another.

use std::str::FromStr;

use clap::{Args, Subcommand};
use detente_core::{Audience, Day, Instant, ViewerRole};
use detente_server::service::Opening;
use detente_storage::{NewToken, Token};

use crate::{
    asks::embedded::Database,
    failure::Failure,
    json::Json,
    options::Options,
    output::{Cell, Column, Listed, Output, Row, note, say},
    wording::{self, moment},
};

/// What can be done with tokens.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a token, and print its secret: this once, alone, on stdout
    ///
    /// As in `detente token create --role editor --name vera --expires 90d > vera.token`
    Create(Create),
    /// List the tokens: who has one, what they may, when they last used it
    List,
    /// Take a token back: by its name or its id
    ///
    /// As in `detente token revoke vera`. It holds within seconds, also on a server that is running.
    Revoke(Revoke),
}

/// Makes a token.
#[derive(Debug, Args)]
pub struct Create {
    /// What its bearer may do: reader, contributor, editor or admin
    #[arg(long, value_name = "ROLE", hide_possible_values = true)]
    role: ViewerRole,
    /// The name under which what its bearer adds stands in the ledger
    #[arg(long, value_name = "NAME")]
    name: String,
    /// From when on it is no longer good: a day, or in how many days, as in 2027-01-01 or 90d
    #[arg(long, value_name = "DATE|DAYS")]
    expires: Option<Expiry>,
    /// What its bearer sees: public or restricted. Editors and admins see everything, others
    /// what is public unless this says restricted
    #[arg(long, value_name = "AUDIENCE", hide_possible_values = true)]
    sees: Option<Audience>,
}

/// Takes a token back.
#[derive(Debug, Args)]
pub struct Revoke {
    /// Its name, or its id as `detente token list` has it
    #[arg(value_name = "NAME|ID")]
    called: String,
}

/// When a token expires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expiry {
    /// When this day begins, in UTC.
    On(Day),
    /// In so many days from now.
    In(u32),
}

impl FromStr for Expiry {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let days = text.strip_suffix('d').and_then(|days| days.parse().ok());
        match days {
            Some(days) => Ok(Self::In(days)),
            None => text.parse().map(Self::On).map_err(|_| {
                "write a day or in how many days, such as 2027-01-01 or 90d".to_owned()
            }),
        }
    }
}

impl Expiry {
    fn from(self, now: Instant) -> Instant {
        match self {
            Self::On(day) => Instant::beginning(day),
            Self::In(days) => {
                let later = now.millis().saturating_add(i64::from(days) * 86_400_000);
                Instant::from_millis(later).unwrap_or(Instant::beginning(Day::LAST))
            }
        }
    }
}

impl Command {
    /// Does it, on the database itself.
    pub async fn run(self, options: &Options) -> Result<(), Failure> {
        if options.server.as_ref().is_some_and(|server| !server.is_empty()) {
            return Err(Failure::usage(
                "tokens are made on the database itself, not over a server",
                "leave --server and DETENTE_SERVER out, and name the server's database with --database",
            ));
        }
        let database = Database::open_as(options, Opening { empty: true }).await?;
        match self {
            Self::Create(create) => create.run(&database).await,
            Self::List => list(&database, options).await,
            Self::Revoke(revoke) => revoke.run(&database).await,
        }
    }
}

impl Create {
    async fn run(self, database: &Database) -> Result<(), Failure> {
        let service = &database.service;
        let now = (service.clock)();
        let Self { role, name, expires, sees } = self;
        let expires_at = expires.map(|expiry| expiry.from(now));
        let new = NewToken { name, role, sees, expires_at };
        let made = service.store.create_token(new, now, (service.randomness)()).await?;
        let (token, secret) = made;
        say(secret.reveal())?;
        let expires = token.expires_at.map_or_else(
            || "it does not expire".to_owned(),
            |at| format!("it expires at {}", moment(at)),
        );
        let (name, role, id) = (&token.name, token.role, &token.id);
        note(&format!(
            "token {id} for {name}: {role}, sees {}; {expires}\n\
             This is its secret, shown once and kept nowhere: hand it over where nobody else reads it.",
            sight(token.sees)
        ));
        Ok(())
    }
}

impl Revoke {
    async fn run(self, database: &Database) -> Result<(), Failure> {
        let now = (database.service.clock)();
        let revoked = database.service.store.revoke_token(&self.called, now).await?;
        let lines = revoked.iter().map(|token| format!("revoked: {} of {}", token.id, token.name));
        say(&lines.collect::<Vec<_>>().join("\n"))
    }
}

struct Line {
    token: Token,
    state: &'static str,
}

impl Row for Line {
    const DISPUTABLE: bool = false;

    fn disputed(&self) -> Vec<&str> {
        Vec::new()
    }
}

async fn list(database: &Database, options: &Options) -> Result<(), Failure> {
    let now = (database.service.clock)();
    let mut tokens = database.service.store.tokens().await?;
    if let Some(limit) = options.limit {
        tokens.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    }
    if tokens.is_empty() {
        note("there is no token: `detente token create` makes one");
    }
    let rows: Vec<_> = tokens.into_iter().map(|token| row(token, now)).collect();
    Output::of(options).list(&rows, &columns())
}

fn row(token: Token, now: Instant) -> Listed<Line> {
    let state = match (token.revoked_at, token.check(now)) {
        (Some(_), _) => "revoked",
        (None, Err(_)) => "expired",
        (None, Ok(())) => "good",
    };
    let instant = |at: Option<Instant>| at.map_or(Json::Null, |at| Json::Text(at.to_string()));
    let text = |text: &str| Json::Text(text.to_owned());
    let fields = [
        ("id", text(&token.id)),
        ("name", text(&token.name)),
        ("role", text(&token.role.word().to_uppercase())),
        ("sees", text(&token.sees.word().to_uppercase())),
        ("state", text(&state.to_uppercase())),
        ("createdAt", instant(Some(token.created_at))),
        ("expiresAt", instant(token.expires_at)),
        ("revokedAt", instant(token.revoked_at)),
        ("lastUsedAt", instant(token.last_used_at)),
    ];
    let fields = fields.into_iter().map(|(field, value)| (field.to_owned(), value));
    Listed { json: Json::Object(fields.collect()), row: Line { token, state } }
}

fn sight(sees: Audience) -> &'static str {
    match sees {
        Audience::Public => "what is public",
        Audience::Restricted => "what is restricted too",
    }
}

fn columns() -> [Column<Line>; 8] {
    let minute =
        |at: Option<Instant>| Cell::two(at.map(wording::minute), at.map(|at| at.to_string()));
    let day = |at: Option<Instant>| {
        let day = at.and_then(Instant::day).map(|day| day.to_string());
        Cell::two(day, at.map(|at| at.to_string()))
    };
    [
        Column::new("id", &[], |line: &Line| Cell::of(Some(&line.token.id))),
        Column::new("name", &[], |line: &Line| Cell::of(Some(&line.token.name))),
        Column::new("role", &[], |line: &Line| Cell::of(Some(line.token.role))),
        Column::new("sees", &[], |line: &Line| Cell::of(Some(line.token.sees))),
        Column::new("state", &[], |line: &Line| Cell::of(Some(line.state))),
        Column::new("made", &[], move |line: &Line| day(Some(line.token.created_at))),
        Column::new("expires", &[], move |line: &Line| day(line.token.expires_at)),
        Column::new("last used", &[], move |line: &Line| minute(line.token.last_used_at)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_expires_on_a_day_or_in_so_many_days() {
        let now = "2026-11-23T19:00:00Z".parse().unwrap();
        let at = |text: &str| text.parse::<Expiry>().map(|expiry| expiry.from(now).to_string());
        assert_eq!(at("2027-01-01"), Ok("2027-01-01T00:00:00.000Z".to_owned()));
        assert_eq!(at("90d"), Ok("2027-02-21T19:00:00.000Z".to_owned()));
        for wrong in ["", "d", "90", "-1d", "2027-02-30", "tomorrow"] {
            assert!(at(wrong).is_err(), "{wrong}");
        }
    }
}
