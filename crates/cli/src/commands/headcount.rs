//! `detente headcount`: how many were held, according to whom.

use clap::Args;
use detente_core as core;
use detente_core::{CountryCode, PartialDate};

use crate::{
    failure::Failure,
    json::Json,
    output::{Page, arranged},
    session::{Session, misread},
    show::{Who as _, documents, voices},
    wording::{known, on},
    words::Cut,
};

operations!("graphql/headcount.graphql": Count);
documents!(count::Doc);
voices!(count::Voice);

/// Tells how many were held.
#[derive(Debug, Args)]
pub struct Headcount {
    /// The day, month or year, as in --on 2025-12
    #[arg(long, visible_alias = "month", value_name = "DATE")]
    on: PartialDate,
    /// Of the detentions, only those by the authorities of this country
    #[arg(long, value_name = "COUNTRY")]
    country: Option<CountryCode>,
}

impl Headcount {
    /// Tells it.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        let mut data =
            session.ask::<Count>(count::Variables { on: self.on, country: self.country }).await?;
        let one = data.take("one").unwrap_or(Json::Null);
        let answer: count::CountOne = one.read().map_err(misread)?;
        session.output.one(&one, || drawn(&answer, session))
    }
}

fn drawn(answer: &count::CountOne, session: &Session) -> Page {
    let mut page = Page::new();
    page.heading(format!("Reported for {}: side by side, never averaged", answer.on));
    let mut rows = Vec::new();
    for voice in answer.voices.iter().filter(|voice| voice.within.is_none()) {
        rows.push(row(voice, false));
        let parts = answer.voices.iter().filter(|part| {
            part.within.as_ref() == Some(&voice.point) && part.source.id == voice.source.id
        });
        rows.extend(parts.map(|part| row(part, true)));
    }
    if rows.is_empty() {
        page.text("Nobody in this record reports a number for these days.");
    } else {
        page.block(arranged(
            session.output,
            &["number", "for", "who says", "of"],
            &[false; 4],
            &rows,
        ));
    }
    let here = &answer.detentions;
    page.heading(format!("The detentions in this record, on {}", here.on));
    page.field("certainly held", "", Some(here.held.to_string()));
    page.field("presumed held", "", Some(here.presumed.to_string()));
    page.field("possibly held", "", Some(here.possibly.to_string()));
    page.field("contested", "", Some(here.contested.to_string()));
    page.field(
        "so",
        "",
        Some(format!("at least {}, at most {}, of those recorded here", here.least, here.most)),
    );
    page
}

fn row(voice: &count::Voice, part: bool) -> Vec<String> {
    let number = voice.quantity.text.clone();
    let number = if part { format!("  {number}") } else { number };
    let what = if part {
        let name = core::part_name(voice.point.as_ref(), voice.within.as_ref().map(AsRef::as_ref));
        let by = voice.by.filter(|by| by.0 != core::Cut::Other).map(|by| format!("by {by}"));
        known([Some(format!("of them {name}")), by])
    } else {
        voice.indicator.label.clone()
    };
    vec![number, voice.on.map(on).unwrap_or_default(), voice.who(), what]
}
