//! `detente detention`: episodes of custody, each of one person.

mod episode;
mod list;

pub(crate) use episode::{custody, days, episode, sided};

use self::list::List;
use super::noun::{command, show};
use crate::{
    failure::Failure,
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

command!(
    "Episodes of custody.",
    list: "List detentions, as in `detente detention list --release belarus-2025-12-13`",
    show: "Show a detention's page, as in `detente detention show ales-bialiatski`"
);

show!(Detention, "DETENTION", "The detention's identifier; the slug alone will do",
    on: "The day for which custody and days held are told [default: today]");

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
                page.field("in short", "summary", detention.summary.clone());
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
