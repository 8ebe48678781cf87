//! `detente officials`: judges and prosecutors, and under whose sanctions they are.

use clap::Args;
use detente_core::{Day, Detention, Id, Organization, Person};

use super::today;
use crate::{
    failure::Failure,
    filter::{id, some},
    list::{self, Slice},
    options::Format,
    output::{Cell, Column, Listed, Page, Row, note, say},
    session::Session,
    show::{Who, documents, voices},
    wording::commas,
    words::{OfficialRole, SanctionedOn},
};

operations!("graphql/officials.graphql": Officials);
documents!(officials::Doc);
voices!(officials::Seen);

type Official = officials::OfficialsListNodes;

impl Row for Official {
    const DISPUTABLE: bool = false;

    fn disputed(&self) -> Vec<&str> {
        Vec::new()
    }
}

/// Tells which judges and prosecutors are under whose sanctions.
#[derive(Debug, Args)]
pub struct Named {
    /// The day on which the sanctions are looked at [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<Day>,
    /// Only those under the sanctions of all these authorities, as in --sanctioned-by council-of-the-eu
    #[arg(long, value_name = "ORGANIZATION", value_delimiter = ',', value_parser = id::<Organization>)]
    sanctioned_by: Vec<Id<Organization>>,
    /// Only those under the sanctions of none of these
    #[arg(long, value_name = "ORGANIZATION", value_delimiter = ',', value_parser = id::<Organization>)]
    not_sanctioned_by: Vec<Id<Organization>>,
    /// Only in proceedings against these people, as in --of ales-bialiatski
    #[arg(long, value_name = "PERSON", value_delimiter = ',', value_parser = id::<Person>)]
    of: Vec<Id<Person>>,
    /// Only in proceedings of these detentions
    #[arg(long, value_name = "DETENTION", value_delimiter = ',', value_parser = id::<Detention>)]
    detention: Vec<Id<Detention>>,
    /// Only judges, or only prosecutors
    #[arg(long, value_name = "ROLE")]
    role: Option<OfficialRole>,
    /// Only those of whom it is beyond doubt
    #[arg(long)]
    certainly: bool,
}

impl Named {
    /// Lists them.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        let on = self.on.unwrap_or_else(today);
        let words = |ids: &[Id<Organization>]| some(ids.iter().map(ToString::to_string).collect());
        let variables = |Slice { first, after }| officials::Variables {
            on,
            sanctioned_by: words(&self.sanctioned_by),
            not_sanctioned_by: words(&self.not_sanctioned_by),
            prisoners: some(self.of.iter().map(ToString::to_string).collect()),
            detentions: some(self.detention.iter().map(ToString::to_string).collect()),
            roles: self.role.map(|role| vec![role]),
            // Much stands beside each of them.
            first: first.min(officials::Variables::default_first()),
            after,
        };
        let mut rows: Vec<Listed<Official>> =
            list::fetched::<Officials, _>(session, "officials", variables).await?;
        rows.retain(|listed| listed.row.certainly || !self.certainly);
        if rows.is_empty() {
            note("no judge or prosecutor in this record is so");
        }
        if session.output.format != Format::Table {
            return session.output.list(&rows, &columns());
        }
        say(&drawn(on, &rows).drawn(session.output))
    }
}

fn columns() -> [Column<Official>; 6] {
    [
        Column::new("official", &[], |one: &Official| Cell::of(Some(&one.person.label))),
        Column::new("certainly", &[], |one: &Official| Cell::of(Some(one.certainly))),
        Column::new("sanctioned", &[], |one: &Official| {
            Cell::lines(one.sanctioned.iter().map(in_words))
        }),
        Column::new("may be", &[], |one: &Official| {
            Cell::lines(
                one.may_be.iter().map(|other| format!("{} ({:.2})", other.person.id, other.score)),
            )
        }),
        Column::new("prisoners", &[], |one: &Official| Cell::lines(prisoners(one))),
        Column::whole_id(|one: &Official| &one.person.id),
    ]
}

/// Each official: what they did, under whose sanctions they are, who they may be.
fn drawn(on: Day, rows: &[Listed<Official>]) -> Page {
    let mut page = Page::new();
    for Listed { row, .. } in rows {
        let doubt = if row.certainly { "" } else { "  (not certainly)" };
        page.heading(format!("{}  {}{doubt}", row.person.label, row.person.id));
        for (role, verb) in
            [(OfficialRole::Judge, "judged"), (OfficialRole::Prosecutor, "prosecuted")]
        {
            let cases = row.cases.iter().filter(|case| case.role == role);
            page.fields(verb, "", cases.map(prisoner));
        }
        if row.sanctioned.is_empty() {
            page.field("sanctions", "", Some("no measure is recorded".to_owned()));
        }
        for by in &row.sanctioned {
            page.field("sanctions", "", Some(in_words(by)));
            for side in &by.sanctioned.sides {
                let who = commas(side.witnesses.iter().map(Who::who));
                page.field(
                    "sanctions",
                    "",
                    Some(format!("{}: {who} ({})", side.answer, side.says)),
                );
            }
        }
        for other in &row.may_be {
            page.item(format!(
                "may be {}, {}: {:.2}, as “{}”; by name only, and nobody has ruled on it",
                other.person.label, other.person.id, other.score, other.name
            ));
            other.explanation.in_words.iter().for_each(|line| page.beneath(line));
            other.sanctioned.iter().for_each(|by| page.beneath(in_words(by)));
        }
    }
    if rows.iter().any(|listed| !listed.row.may_be.is_empty()) {
        page.text("");
        page.text("Who is the same is for the keepers to say: `detente rule merge ID --into ID`, or `detente rule part`.");
    }
    if !rows.is_empty() {
        page.text(format!("The sanctions are those of {on}, as far as this record knows of them."));
    }
    page
}

fn prisoner(case: &officials::Case) -> String {
    let detention = &case.detention;
    let whose = detention.person.as_ref().map_or(&detention.label, |person| &person.label);
    let contested = if case.contested { ", contested" } else { "" };
    format!("{whose}, {}{contested}", detention.id)
}

fn prisoners(official: &Official) -> Vec<String> {
    let mut whose: Vec<String> = official.cases.iter().map(prisoner).collect();
    whose.dedup();
    whose
}

/// Whether an authority has them under sanctions: `Council of the EU: sanctioned`.
fn in_words(by: &officials::By) -> String {
    let issuer = by.issuer.as_ref().map_or("an authority not known", |issuer| &issuer.label);
    let verdict = match by.sanctioned.answer {
        None => "contested".to_owned(),
        Some(answer) => answer.to_string(),
    };
    if by.measures.is_empty() {
        return format!("{issuer}: no measure is recorded");
    }
    let measures = commas(by.measures.iter().map(|measure| &measure.id));
    format!("{issuer}: {verdict} ({measures})")
}
