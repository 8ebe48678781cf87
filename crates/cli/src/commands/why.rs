//! `detente why`: why a field says what it says, and what became of every claim on it.

use clap::Args;
use detente_core as core;
use detente_core::{Anything, Id};

use crate::{
    failure::Failure,
    filter::id,
    json::Json,
    output::Page,
    session::{Session, misread},
    show::{Who as _, absent, documents, voices},
    wording::{capital, field, known},
    words::{Loss, Reason},
};

operations!("graphql/why.graphql": Why);
documents!(why::Doc);
voices!(why::Claimed, why::WhyOneResolutionElementsStatedBy);

type Resolution = why::WhyOneResolution;

/// Tells why a field says what it says.
#[derive(Debug, Args)]
pub struct Asked {
    /// The record, as in release/belarus-2025-12-13
    #[arg(value_name = "RECORD", value_parser = id::<Anything>)]
    id: Id<Anything>,
    /// The field, as in count or groups.to-lithuania.count; a list, as in groups, tells who states each of its elements
    #[arg(value_name = "FIELD")]
    field: String,
}

impl Asked {
    /// Tells it.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = why::Variables { id: self.id.to_string(), field: self.field.clone() };
        let mut data = session.ask::<Why>(variables).await?;
        let Some(one) = data.take("one").filter(|one| *one != Json::Null) else {
            return Err(absent(session, self.id.as_record_id()).await);
        };
        let read: why::WhyOne = one.read().map_err(misread)?;
        session.output.one(&one, || {
            let mut page = Page::about(&read.label, &read.id);
            draw(&read.resolution, &mut page);
            page
        })
    }
}

fn draw(found: &Resolution, page: &mut Page) {
    let says = found.says.as_ref().map(|says| format!(": {says}")).unwrap_or_default();
    page.heading(format!("{}{says}", capital(&field(&found.field))));
    page.text(format!("{}.", capital(&found.in_words)));
    for element in &found.elements {
        let mark = if element.disputed { "*" } else { "" };
        page.item(format!("{}{mark}", element.key));
        for seen in &element.stated_by {
            page.beneath(seen.who());
        }
    }
    if let Some(winner) = &found.winner {
        page.item(format!("{}: {}", winner.says, who(&winner.claim)));
        for agrees in &found.agree {
            page.beneath(format!("{}, says the same", who(&agrees.claim)));
        }
    }
    if !found.lost.is_empty() {
        page.heading("What does not speak");
        for lost in &found.lost {
            page.item(format!("{}: {}", lost.says, who(&lost.claim)));
            page.beneath(in_words(lost.why));
        }
    }
    if !found.disputes.is_empty() {
        page.heading("Disputed");
        for dispute in &found.disputes {
            let settled = dispute.settled.then(|| "settled".to_owned());
            let what = dispute.rule.clone().unwrap_or_else(|| field(&dispute.field));
            page.item(known([Some(what), settled]));
        }
    }
    if found.elements.iter().any(|element| element.disputed) {
        page.text("* sources contradict each other");
    }
}

fn who(claim: &why::Claimed) -> String {
    format!("{} (claim {})", claim.who(), claim.id)
}

fn in_words(why: Loss) -> String {
    match why.0 {
        core::Loss::LessPrecise => "agrees, and is less precise",
        core::Loss::EarlierPublished => "published earlier",
        core::Loss::EarlierAdded => "added earlier; nothing else sets them apart",
        core::Loss::Outranked => "ranked below by the keepers of the record",
        core::Loss::Deprecated => "deprecated by the keepers of the record",
        core::Loss::Overruled => "the keepers settled the dispute by another claim",
        core::Loss::SaidSince => "added after the keepers settled the dispute by another claim",
        core::Loss::Denied => "denied, and the keepers settled that it is untrue",
        core::Loss::Denies => "a denial: it states nothing itself",
        core::Loss::Superseded => "superseded by a later reading of the same source",
        core::Loss::Silenced => "may not speak on this field",
        core::Loss::Retracted => "retracted",
        core::Loss::Rejected => "rejected by the keepers of the record",
        core::Loss::Pending => "waits for the keepers of the record",
    }
    .to_owned()
}
