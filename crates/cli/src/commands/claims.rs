//! `detente claims`: what each source says of a record, or what one voice said of everything.

use clap::Args;
use detente_core::{Anything, Id, Voice};

use super::record::{Claims, Said, claims, said};
use crate::{
    failure::Failure,
    filter::id,
    json::Json,
    options::Format,
    output::{Cell, Column, Listed, Page, Row, note, say},
    session::{Session, misread},
    show::{Who, absent, documents, voices},
    wording::{known, some_commas, when},
};

documents!(said::Doc);
voices!(said::Stated);

/// Tells what each source says.
#[derive(Debug, Args)]
pub struct Stated {
    /// The record, as in release/belarus-2025-12-13
    #[arg(value_name = "RECORD", value_parser = id::<Anything>, required_unless_present = "said_by")]
    id: Option<Id<Anything>>,
    /// Only on this field, or on what lies within it, as in --field groups.to-lithuania
    #[arg(long, value_name = "FIELD", conflicts_with = "said_by")]
    field: Option<String>,
    /// Everything that this voice said, and who carried it, as in --said-by person/john-coale
    #[arg(long, value_name = "RECORD", value_parser = id::<Voice>, conflicts_with = "id")]
    said_by: Option<Id<Voice>>,
    /// With the phrases of the sources
    #[arg(long)]
    quotes: bool,
}

impl Row for claims::Stated {
    fn disputed(&self) -> Vec<&str> {
        Vec::new()
    }
}

impl Stated {
    /// Tells it.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        match (&self.said_by, &self.id) {
            (Some(voice), _) => self.said_by(session, voice).await,
            (None, Some(id)) => self.on(session, id).await,
            (None, None) => Ok(()), // clap asks for one of them
        }
    }

    async fn on(&self, session: &Session, id: &Id<Anything>) -> Result<(), Failure> {
        let variables = claims::Variables { id: id.to_string(), field: self.field.clone() };
        let data = session.ask::<Claims>(variables).await?;
        let Some(one) = data.get("one").filter(|one| **one != Json::Null) else {
            return Err(absent(session, id.as_record_id()).await);
        };
        let mut rows = Vec::new();
        for claim in one.get("claims").map(Json::elements).unwrap_or_default() {
            rows.push(Listed {
                json: claim.clone(),
                row: claim.read::<claims::Stated>().map_err(misread)?,
            });
        }
        if rows.is_empty() {
            note("nobody says anything on that");
        }
        if session.output.format != Format::Table {
            return session.output.list(&rows, &columns());
        }
        let mut page =
            Page::about(one.get("label").and_then(Json::text).unwrap_or_default(), id.as_str());
        page.heading("Who says what");
        for Listed { row: claim, .. } in &rows {
            let remark = claim.standing.remark().map(str::to_owned);
            page.item(known([Some(claim.who()), remark]));
            let wanted = |path: &str| {
                self.field.as_ref().is_none_or(|field| path.starts_with(field.as_str()))
            };
            let fields = claim.fields.iter().filter(|one| wanted(&one.field));
            let fields = fields.map(|one| (one.field.as_str(), one.says.as_str()));
            for said in super::statements(fields) {
                page.beneath(if claim.denies { format!("denies {said}") } else { said });
            }
            if self.quotes {
                for quote in claim.quotes.iter().filter(|quote| wanted(&quote.field)) {
                    page.beneath(format!("“{}”", quote.text));
                }
            }
        }
        say(&page.drawn(session.output))
    }

    async fn said_by(&self, session: &Session, voice: &Id<Voice>) -> Result<(), Failure> {
        let mut data = session.ask::<Said>(said::Variables { id: voice.to_string() }).await?;
        let Some(one) = data.take("one").filter(|one| *one != Json::Null) else {
            return Err(absent(session, voice.as_record_id()).await);
        };
        let read: said::SaidOne = one.read().map_err(misread)?;
        session.output.one(&one, || {
            let mut page = Page::about(&read.label, &read.id);
            let (claims, statements) = match &read.on {
                said::SaidOneOn::Person(person) => (&person.said, person.statements.as_slice()),
                said::SaidOneOn::Organization(body) => (&body.said, body.statements.as_slice()),
                said::SaidOneOn::Statement(statement) => (&statement.said, [].as_slice()),
                _ => return page,
            };
            if !statements.is_empty() {
                page.heading("Said");
            }
            for one in statements {
                let text =
                    one.text.as_ref().map_or_else(|| one.label.clone(), |text| format!("“{text}”"));
                page.item(known([Some(text), one.said_on.map(when)]));
                let read = one.sources.iter().map(Who::who).collect::<Vec<_>>().join("; ");
                let carrier = one.carried_by.as_ref().map(|by| format!("carried by {}", by.label));
                page.beneath(known([carrier, Some(format!("in {read}"))]));
                page.beneath(one.id.clone());
                let rests = one.said.iter().map(|claim| claim.subject.label.as_str());
                if let Some(rests) = some_commas(rests) {
                    page.beneath(format!("on it rests: {rests}"));
                }
            }
            if !claims.is_empty() {
                page.heading("What rests on this word");
            }
            for claim in claims {
                page.item(format!(
                    "{}, {} (in {})",
                    claim.subject.label,
                    claim.subject.id,
                    claim.source.who()
                ));
                let fields = claim.fields.iter().map(|one| (one.field.as_str(), one.says.as_str()));
                page.beneath(super::stated(claim.denies, fields));
                if self.quotes {
                    claim.quotes.iter().for_each(|quote| page.beneath(format!("“{}”", quote.text)));
                }
            }
            page
        })
    }
}

fn columns() -> [Column<claims::Stated>; 5] {
    type Claim = claims::Stated;
    [
        Column::new("entry", &[], |claim: &Claim| Cell::of(Some(&claim.id))),
        Column::new("source", &[], |claim: &Claim| Cell::of(Some(&claim.source.id))),
        Column::new("said by", &[], |claim: &Claim| {
            Cell::of(claim.said_by.as_ref().map(|voice| &voice.id))
        }),
        Column::new("denies", &[], |claim: &Claim| Cell::of(Some(claim.denies))),
        Column::new("states", &[], |claim: &Claim| {
            Cell::lines(claim.fields.iter().map(|one| format!("{} {}", one.field, one.says)))
        }),
    ]
}
