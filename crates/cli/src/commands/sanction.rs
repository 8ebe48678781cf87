//! `detente sanction`: restrictive measures, each of one authority on one target.

use clap::{Args, Subcommand};
use detente_core::{
    ActionKind as ActionDone, Agreement, Day, Id, Organization, SanctionKind as CoreKind, Target,
};

use super::{compare::Comparison, noun::show};
use crate::{
    failure::Failure,
    filter::{Records, filter, id, some, words},
    list::{self, Slice, rows},
    output::{Cell, Column, Page},
    session::Session,
    show::{self, Who, documents, voices},
    wording::{self, known, some_commas, when},
    words::{ActionKind, Order, SanctionKind, Standing, Word},
};

operations!("graphql/sanction.graphql": SanctionList, SanctionShow);
rows!(sanction_list::Row);
documents!(sanction_show::Doc);
voices!(sanction_show::Seen);

/// Restrictive measures.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List sanctions, as in `detente sanction list --target organization/belaruskali`
    List(Box<List>),
    /// Show a sanction's page: what was done, and what force it has, as in `detente sanction show us-belaruskali`
    Show(Show),
    /// Write down in your editor what a source says of one
    Edit(Box<Edit>),
    /// Compare authorities on one target, as in `detente sanction compare organization/belaruskali --on 2025-12-20`
    Compare(Comparison),
}

impl Command {
    /// Does it.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        match self {
            Self::List(list) => list.run(session).await,
            Self::Show(show) => show.run(session).await,
            Self::Edit(edit) => edit.run(session).await,
            Self::Compare(comparison) => comparison.run(session).await,
        }
    }
}

show!(Sanction, "SANCTION", "The sanction's identifier; the slug alone will do",
    on: "The day for which its force is told [default: today]");

/// Which sanctions to list.
#[derive(Debug, Args)]
pub struct List {
    /// Issued by this authority
    #[arg(long, value_name = "ORGANIZATION", value_parser = id::<Organization>)]
    issuer: Option<Id<Organization>>,
    /// Laid on this organization, person or place
    #[arg(long, value_name = "RECORD", value_parser = id::<Target>)]
    target: Option<Id<Target>>,
    /// Of one of these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<CoreKind>,
    /// Under one of these programmes, as in --programme "E.O. 14038"
    #[arg(long, value_name = "PROGRAMME", value_delimiter = ',')]
    programme: Vec<String>,
    /// To which something was done under this agreement
    #[arg(long, value_name = "AGREEMENT", value_parser = id::<Agreement>)]
    agreement: Option<Id<Agreement>>,
    #[command(flatten)]
    records: Records,
}

impl List {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = |Slice { first, after }| sanction_list::Variables {
            filter: Some(filter!(
                "sanction",
                self.records,
                sanction_list::SanctionFilter {
                    issuer: self.issuer.clone().map(Into::into),
                    target: self.target.clone().map(Into::into),
                    kind: words(&self.kind),
                    programme: some(self.programme.clone()),
                    agreement: self.agreement.clone().map(Into::into),
                }
            )),
            order_by: Some(self.records.order_by()),
            first,
            after,
        };
        list::print::<SanctionList, _>(session, "sanctions", variables, &columns()).await
    }
}

fn columns() -> [Column<sanction_list::Row>; 7] {
    type Row = sanction_list::Row;
    type Action = sanction_list::RowActions;
    [
        Column::new("issuer", &["issuer"], |s: &Row| {
            Cell::of(s.issuer.as_ref().map(|body| &body.label))
        }),
        Column::new("target", &["target", "targetSector"], |s: &Row| {
            let sector = s.target_sector.as_ref().map(|sector| format!("{sector} sector"));
            Cell::of(Some(known([s.target.as_ref().map(|target| target.label.clone()), sector])))
        }),
        Column::new("kind", &["kind"], |s: &Row| Cell::of(s.kind)),
        Column::new("programme", &["programme"], |s: &Row| Cell::of(s.programme.as_ref())),
        Column::new("imposed", &["actions"], |s: &Row| {
            let imposed = |action: &&Action| action.kind == Some(Word(ActionDone::Imposed));
            Cell::when(s.actions.iter().filter(imposed).filter_map(|action| action.on).min())
        }),
        Column::new("latest", &["actions"], |s: &Row| {
            let latest = s
                .actions
                .iter()
                .filter(|action| action.on.is_some())
                .max_by_key(|action| action.on);
            Cell::of(latest.map(|action| {
                known([action.on.map(when), action.kind.map(|kind| kind.to_string())])
            }))
        }),
        Column::id(|s: &Row| &s.id),
    ]
}

impl Show {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let on = self.on.unwrap_or_else(super::today);
        let variables = sanction_show::Variables { id: self.id.to_string(), on };
        let id = self.id.as_record_id();
        show::print::<SanctionShow, _>(session, id, variables, self.quotes, |record, page| {
            drawn(record, on, page);
        })
        .await
    }
}

fn drawn(sanction: &sanction_show::Page, on: Day, page: &mut Page) {
    page.field(
        "about",
        "summary",
        sanction.summary.clone().filter(|summary| *summary != sanction.label),
    );
    page.field(
        "issuer",
        "issuer",
        sanction.issuer.as_ref().map(|one| format!("{}, {}", one.label, one.id)),
    );
    page.field("programme", "programme", sanction.programme.clone());
    page.field("kind", "kind", sanction.kind.map(|kind| kind.to_string()));
    page.field(
        "target",
        "target",
        sanction.target.as_ref().map(|one| format!("{}, {}", one.label, one.id)),
    );
    page.field("sector", "targetSector", sanction.target_sector.clone());
    page.field("reason", "reason", sanction.reason.clone());
    if let Some(force) = &sanction.standing.answer {
        page.field(&format!("on {on}"), "", Some(in_words(force)));
    } else {
        page.field(&format!("on {on}"), "", Some("contested".to_owned()));
        page.fields(
            &format!("on {on}"),
            "",
            sanction.standing.sides.iter().map(|side| {
                let who = side.witnesses.iter().map(Who::who).collect::<Vec<_>>().join("; ");
                format!("{}: {who} ({})", in_words(&side.answer), side.says)
            }),
        );
    }
    super::identifiers(
        page,
        sanction.identifiers.iter().map(|one| (one.scheme.as_deref(), one.value.as_deref())),
    );
    if !sanction.actions.is_empty() {
        page.heading("What was done, and seen");
    }
    let mut actions: Vec<_> = sanction.actions.iter().collect();
    actions.sort_by_key(|action| (action.on.is_none(), action.on));
    for action in actions {
        let day = action.on.map_or_else(|| "no day given".to_owned(), when);
        let until = action.until.map(|until| format!("until {}", when(until)));
        let instrument = action.instrument.as_ref().map(|instrument| format!("by {instrument}"));
        let agreement = action.agreement.as_ref().map(|one| format!("under “{}”", one.label));
        let kind = action
            .kind
            .map(|kind| kind.to_string())
            .or_else(|| Some(action.key.as_str().replace('-', " ")));
        let text = known([kind, instrument, action.scope.clone(), until, agreement]);
        let text = page.mark(&format!("actions.{}", action.key), format!("{day}: {text}"));
        page.item(text);
    }
    page.list(
        "Releases said to be in exchange for it",
        sanction.releases.iter().map(|one| format!("{}, {}", one.label, one.id)),
    );
}

/// What force it has, in words: what it certainly is, then what it may be.
fn in_words(force: &sanction_show::Force) -> String {
    let by = force.instrument.as_ref().map(|instrument| format!("by {instrument}"));
    let possibly = some_commas(force.possibly.iter().copied().map(wording::force))
        .map(|standing| format!("possibly {standing}"));
    known([Some(wording::force(force.standing)), by, possibly])
}
