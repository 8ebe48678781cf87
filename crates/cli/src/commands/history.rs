//! `detente history`: how a record came to say what it says.

use clap::Args;
use detente_core::{Anything, Id};

use super::log::earlier;
use crate::{
    difference::disputes,
    failure::Failure,
    filter::id,
    json::Json,
    options::Format,
    output::{Cell, Column, Listed, Page, Row, say},
    session::{Session, misread},
    show::{Who, absent, documents, voices},
    wording::{capital, minute, turned},
};

operations!("graphql/history.graphql": History);
documents!(history::SpokenSource);
voices!(history::Spoken);

/// Tells how a record came to say what it says, the newest revision first.
#[derive(Debug, Args)]
pub struct Turns {
    /// The record, as in person/ales-bialiatski
    #[arg(value_name = "RECORD", value_parser = id::<Anything>)]
    id: Id<Anything>,
}

type Turn = history::Turn;

impl Row for Turn {
    fn disputed(&self) -> Vec<&str> {
        Vec::new()
    }
}

impl Turns {
    /// Tells it.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        let (mut rows, mut before, mut label) = (Vec::new(), None::<String>, String::new());
        let mut home = self.id.to_string();
        let limit = session.options.limit.map_or(usize::MAX, |limit| limit as usize);
        let moment = session.moment();
        loop {
            let last = i64::try_from(limit.saturating_sub(rows.len()).min(100)).unwrap_or(100);
            let variables =
                history::Variables { id: self.id.to_string(), last, before: before.take() };
            let data = session.ask::<History>(variables).await?;
            let Some(one) = data.get("one").filter(|one| **one != Json::Null) else {
                return Err(absent(session, self.id.as_record_id()).await);
            };
            label = one.get("label").and_then(Json::text).map_or(label, str::to_owned);
            home = one.get("id").and_then(Json::text).map_or(home, str::to_owned);
            let turns = one.get("history").unwrap_or(&Json::Null);
            for node in turns.get("nodes").map(Json::elements).unwrap_or_default().iter().rev() {
                rows.push(Listed {
                    json: node.clone(),
                    row: node.read::<Turn>().map_err(misread)?,
                });
            }
            before = earlier(turns);
            if before.is_none() || rows.len() >= limit {
                break;
            }
        }
        if session.output.format != Format::Table {
            return session.output.list(&rows, &columns());
        }
        let mut page = Page::about_one(&label, &home, self.id.as_str()).known(moment);
        for Listed { row: turn, .. } in &rows {
            drawn(turn, &mut page);
        }
        say(&page.drawn(session.output))
    }
}

fn drawn(turn: &Turn, page: &mut Page) {
    let revision = &turn.revision;
    let by = revision.author.as_ref().map(|author| format!(", by {author}")).unwrap_or_default();
    page.heading(format!("Revision {}, {}{by}", revision.number, minute(revision.made_at)));
    if let Some(message) = revision.message.as_ref().filter(|message| !message.is_empty()) {
        page.text(message.clone());
    }
    for one in &turn.changes {
        page.item(turned(&one.field, one.before.as_deref(), one.after.as_deref()));
    }
    let mut told = !turn.changes.is_empty();
    for one in disputes!(turn) {
        told = true;
        page.item(one);
    }
    for (claims, how) in [(&turn.speaking, "says"), (&turn.silenced, "speaks no longer")] {
        for claim in claims {
            told = true;
            let denies = if claim.denies && how == "says" { "denies" } else { how };
            page.item(format!("{} {denies} ({})", claim.who(), claim.id));
        }
    }
    for ruling in &turn.rulings {
        told = true;
        page.item(format!(
            "{} by {}, ruling {}",
            capital(done(&ruling.kind)),
            ruling.author,
            ruling.id
        ));
        if !ruling.reason.is_empty() {
            page.beneath(ruling.reason.clone());
        }
    }
    if !told {
        page.item("only why it says what it says: something it rests on changed");
    }
}

/// A ruling, as done.
fn done(kind: &str) -> &str {
    match kind {
        "accept" => "accepted",
        "reject" => "rejected",
        "rank" => "ranked",
        "show" => "shown",
        "hide" => "hidden",
        "retract" => "retracted",
        "settle" => "settled",
        "merge" => "merged",
        "part" => "parted",
        "erase" => "erased",
        other => other,
    }
}

fn columns() -> [Column<Turn>; 8] {
    [
        Column::new("revision", &[], |turn: &Turn| Cell::of(Some(turn.revision.number))),
        Column::new("made", &[], |turn: &Turn| Cell::of(Some(turn.revision.made_at))),
        Column::new("by", &[], |turn: &Turn| Cell::of(turn.revision.author.as_ref())),
        Column::new("what for", &[], |turn: &Turn| Cell::of(turn.revision.message.as_ref())),
        Column::new("changed", &[], |turn: &Turn| {
            Cell::lines(turn.changes.iter().map(|one| {
                let says = |says: &Option<String>| says.clone().unwrap_or_default();
                format!("{}: {} → {}", one.field, says(&one.before), says(&one.after))
            }))
        }),
        Column::new("disputes", &[], |turn: &Turn| Cell::lines(disputes!(turn))),
        Column::new("claims", &[], |turn: &Turn| {
            Cell::lines(turn.speaking.iter().map(|claim| claim.id))
        }),
        Column::new("rulings", &[], |turn: &Turn| {
            Cell::lines(turn.rulings.iter().map(|ruling| format!("{} {}", ruling.kind, ruling.id)))
        }),
    ]
}
