//! `detente detention`: episodes of custody, each of one person.

mod episode;
mod list;

use clap::{Args, Subcommand};
use detente_core::{Day, Detention, Id};

pub(crate) use episode::{custody, days, episode};

use self::list::List;
use crate::{
    failure::Failure,
    filter::id,
    list::rows,
    output::Page,
    session::Session,
    show::{self, Who as _, documents, voices},
    wording::{known, when},
    words::{
        ChargeOutcome, Custody, CustodyOn, EndModality, Openness, Order, PlaceKind, ProceedingKind,
        Regime,
    },
};

operations!("graphql/detention.graphql": DetentionList, DetentionShow);
rows!(detention_list::Row);
documents!(detention_list::Doc, detention_show::Doc);
voices!(detention_list::Seen, detention_show::Seen);

type DetentionPage = detention_show::Page;

/// Episodes of custody.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List detentions, as in `detente detention list --release belarus-2025-12-13`
    List(List),
    /// Show a detention's page, as in `detente detention show ales-bialiatski`
    Show(Show),
}

/// Which detention to show.
#[derive(Debug, Args)]
pub struct Show {
    /// The detention's identifier; the slug alone will do
    #[arg(value_name = "DETENTION", value_parser = id::<Detention>)]
    id: Id<Detention>,
    /// The day for which custody and days held are told [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<Day>,
    /// With the phrases of the sources
    #[arg(long)]
    quotes: bool,
}

impl Command {
    /// Does it.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        match self {
            Self::List(list) => list.run(session).await,
            Self::Show(show) => show.run(session).await,
        }
    }
}

impl Show {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let on = self.on.unwrap_or_else(super::today);
        let variables = detention_show::Variables { id: self.id.to_string(), on };
        show::print::<DetentionShow, DetentionPage>(
            session,
            self.id.as_record_id(),
            variables,
            self.quotes,
            |detention, page| {
                page.field("about", "summary", detention.summary.clone());
                let person = detention
                    .person
                    .as_ref()
                    .map(|person| format!("{}, {}", person.label, person.id));
                page.field("person", "person", person);
                draw_episode(detention, on, page);
                let proceedings = detention.proceedings.iter().map(|one| {
                    known([
                        one.kind.map(|kind| kind.to_string()),
                        one.on.map(when),
                        one.openness.map(|openness| openness.to_string()),
                        one.court.as_ref().map(|court| court.label.clone()),
                        one.judge.as_ref().map(|judge| format!("judge {}", judge.label)),
                        one.prosecutor
                            .as_ref()
                            .map(|prosecutor| format!("prosecutor {}", prosecutor.label)),
                    ])
                });
                page.fields("in court", "proceedings", proceedings);
                super::identifiers(
                    page,
                    detention
                        .identifiers
                        .iter()
                        .map(|one| (one.scheme.as_deref(), one.value.as_deref())),
                );
            },
        )
        .await
    }
}

episode!(detention_show, DetentionPage);
