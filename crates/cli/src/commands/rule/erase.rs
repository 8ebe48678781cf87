//! `detente rule erase`: asks twice, and names what it destroys.

use std::io::{self, BufRead as _, IsTerminal as _};

use clap::Args;
use detente_core::EntryId;

use super::{
    Why,
    made::{
        made, make,
        rule::{EraseInput, RulingInput},
    },
};
use crate::{
    failure::Failure,
    output::{Page, note},
    session::Session,
    wording::field,
};

operations!("graphql/rule.graphql": Destroyed);

/// A claim to be destroyed.
#[derive(Debug, Args)]
pub struct Erase {
    /// Where it stands in the ledger, as in 12.3
    #[arg(value_name = "ENTRY")]
    entry: EntryId,
    /// Its place once more, where nobody is there to be asked
    #[arg(long, value_name = "ENTRY")]
    confirm: Option<EntryId>,
    #[command(flatten)]
    why: Why,
}

impl Erase {
    /// Names what it destroys, asks, and destroys it.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        let Self { entry, confirm, why } = self;
        let ruling = |confirm: Option<EntryId>| {
            let confirm = confirm.map(|entry| entry.to_string());
            vec![RulingInput::Erase(EraseInput { entry, confirm })]
        };
        if let Some(claim) = named(session, entry).await? {
            note(&claim.drawn(session.output));
        }
        if why.dry_run {
            return make(session, ruling(None), why).await;
        }
        if confirm.is_none() {
            let dry = Why { dry_run: true, ..why.clone() };
            note(&made(session, ruling(None), dry).await?.page.drawn(session.output));
        }
        let confirm = match confirm {
            Some(confirm) => confirm,
            None => ask(entry)?,
        };
        if confirm != entry {
            return Err(Failure::usage(
                format!(
                    "it was confirmed with {confirm}, and the claim is {entry}: nothing was erased"
                ),
                format!("give {entry} both times"),
            ));
        }
        make(session, ruling(Some(confirm)), why).await
    }
}

/// The claim, word for word; none where the ledger has no such claim.
async fn named(session: &Session, entry: EntryId) -> Result<Option<Page>, Failure> {
    let variables = destroyed::Variables { id: entry };
    let Some(claim) = session.answer::<Destroyed>(variables).await?.one else { return Ok(None) };
    let mut page = Page::new();
    page.heading(format!("Claim {}, to be destroyed for good", claim.id));
    page.item(format!("{}, {}", claim.subject.label, claim.subject.id));
    page.beneath(format!("{}, {}, read on {}", claim.source.label, claim.source.id, claim.read_on));
    if let Some(voice) = &claim.said_by {
        page.beneath(format!("said by {}", voice.label));
    }
    for one in &claim.fields {
        let denies = if claim.denies { "denies " } else { "" };
        page.beneath(format!("{denies}{}: {}", field(&one.field), one.says));
    }
    for quote in &claim.quotes {
        page.beneath(format!("“{}”", quote.text));
    }
    Ok(Some(page))
}

/// Asks for the place of the claim once more.
fn ask(entry: EntryId) -> Result<EntryId, Failure> {
    let nobody = || {
        Failure::usage(
            "an erasure cannot be undone, and nobody is there to be asked: nothing was erased",
            format!("look at what it destroys, then give --confirm {entry}"),
        )
    };
    if !io::stdin().is_terminal() {
        return Err(nobody());
    }
    note(&format!("What is erased cannot be brought back. Type {entry} to erase it:"));
    let mut typed = String::new();
    io::stdin().lock().read_line(&mut typed)?;
    typed.trim().parse().map_err(|_| {
        Failure::usage(
            "that is not the place of the claim: nothing was erased",
            format!("type {entry}"),
        )
    })
}
