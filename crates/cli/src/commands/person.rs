//! `detente person`: human beings.

use clap::Args;
use detente_core::{CountryCode, Day, Gender as CoreGender, Id, Organization};

use super::{
    detention::episode,
    noun::{command, show},
};
use crate::{
    failure::Failure,
    filter::{Records, filter, id, some, words},
    list::{self, Slice, rows},
    output::{Cell, Column, Page},
    session::Session,
    show::{self, Who, documents, voices},
    wording::{known, some_commas, span, when},
    words::{
        ChargeOutcome, Custody, CustodyOn, EndModality, Gender, NameKind, Order, PlaceKind, Regime,
    },
};

operations!("graphql/person.graphql": PersonList, PersonShow);
rows!(person_list::Row);
documents!(person_show::Doc);
voices!(person_show::Seen);
episode!(person_show);

command!(
    "People.",
    list: "List people, as in `detente person list --role-at viasna`",
    show: "Show a person's page, as in `detente person show ales-bialiatski`"
);

/// Which people to list.
#[derive(Debug, Args)]
pub struct List {
    /// Of one of these genders
    #[arg(long, value_name = "GENDER", value_delimiter = ',')]
    gender: Vec<CoreGender>,
    /// Citizens of one of these countries, as in --nationality BY,UA
    #[arg(long, value_name = "COUNTRY", value_delimiter = ',')]
    nationality: Vec<CountryCode>,
    /// Who hold or held a post in this organization
    #[arg(long, value_name = "ORGANIZATION", value_parser = id::<Organization>)]
    role_at: Option<Id<Organization>>,
    #[command(flatten)]
    records: Records,
}

show!(Person, "PERSON", "The person's identifier; the slug alone will do",
    on: "The day for which custody and days held are told [default: today]");

impl List {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = |Slice { first, after }| person_list::Variables {
            filter: Some(filter!(
                "person",
                self.records,
                person_list::PersonFilter {
                    gender: words(&self.gender),
                    nationality: some(self.nationality.clone()),
                    role_at: self.role_at.clone().map(Into::into),
                }
            )),
            order_by: Some(self.records.order_by()),
            first,
            after,
        };
        let columns: [Column<person_list::Row>; 5] = [
            Column::new("name", &["name", "names"], |p: &person_list::Row| {
                Cell::of(Some(&p.label))
            }),
            Column::new("roles", &["roles"], |p: &person_list::Row| {
                Cell::lines(p.roles.iter().map(listed_role))
            }),
            Column::new("born", &["bornOn"], |p: &person_list::Row| Cell::when(p.born_on)),
            Column::new("nationality", &["nationalities"], |p: &person_list::Row| {
                Cell::of(some_commas(&p.nationalities))
            }),
            Column::id(|p: &person_list::Row| &p.id),
        ];
        list::print::<PersonList, _>(session, "people", variables, &columns).await
    }
}

fn listed_role(role: &person_list::RowRoles) -> String {
    let at = role.organization.as_ref().map(|body| body.label.clone());
    let at = at.or(role.country.map(|country| country.name().to_owned()));
    known([post(role.title.as_ref(), at), span(role.since, role.until)])
}

/// A post and where it is held: `founder, Viasna`; `President of Belarus`, which names it already.
fn post(title: Option<&String>, at: Option<String>) -> Option<String> {
    let named = |at: &String| title.is_none_or(|title| !title.ends_with(at.as_str()));
    Some(known([title.cloned(), at.filter(named)])).filter(|post| !post.is_empty())
}

impl Show {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let on = self.on.unwrap_or_else(super::today);
        let variables = person_show::Variables { id: self.id.to_string(), on };
        show::print::<PersonShow, _>(
            session,
            self.id.as_record_id(),
            variables,
            self.quotes,
            |person, page| {
                drawn(person, on, page);
            },
        )
        .await
    }
}

fn drawn(person: &person_show::Page, on: Day, page: &mut Page) {
    page.field("in short", "summary", person.summary.clone());
    let names = person.names.iter().map(|name| {
        super::other_name(
            name.text.as_deref(),
            name.kind,
            name.language.as_ref(),
            name.script.as_ref(),
        )
    });
    page.fields("also called", "names", names);
    page.field("gender", "gender", person.gender.map(|gender| gender.to_string()));
    page.field("born", "bornOn", person.born_on.map(when));
    page.field("born in", "birthPlace", person.birth_place.clone());
    page.field("died", "diedOn", person.died_on.map(when));
    let countries = person.nationalities.iter().map(|country| country.name());
    page.field("nationality", "nationalities", some_commas(countries));
    for role in &person.roles {
        let place = role.organization.as_ref().map(|body| body.label.clone());
        let place = place.or(role.country.map(|country| country.name().to_owned()));
        let text = known([post(role.title.as_ref(), place), span(role.since, role.until)]);
        page.field("roles", &format!("roles.{}", role.key), Some(text));
    }
    let awards = person.awards.iter().map(|award| {
        let by = award.awarded_by.as_ref().map(|by| format!("by {}", by.label));
        known([award.title.clone(), award.awarded_on.map(when), by])
    });
    page.fields("awards", "awards", awards);
    let addresses = person.addresses.iter().map(|one| {
        let parts = [&one.text, &one.city, &one.region, &one.postcode];
        super::address(parts, one.country, one.note.as_deref())
    });
    page.fields("addresses", "addresses", addresses);
    let linked = person.associations.iter().map(|one| {
        let to = one.to.as_ref().map(|to| (to.label.as_str(), to.id.as_str()));
        super::association(to, one.name.as_deref(), one.kind.as_deref())
    });
    page.fields("linked to", "associations", linked);
    let family = person.relatives.iter().map(|one| {
        let to = one.to.as_ref().map(|to| (to.label.as_str(), to.id.as_str()));
        super::association(to, one.name.as_deref(), one.kind.as_deref())
    });
    page.fields("family", "relatives", family);
    super::identifiers(
        page,
        person.identifiers.iter().map(|one| (one.scheme.as_deref(), one.value.as_deref())),
    );
    for detention in &person.detentions {
        page.heading("Detained");
        draw_episode(detention, on, page);
        page.fields("who says so", "", detention.sources.iter().map(Who::who));
    }
    let cases = |cases: &[person_show::Other]| {
        cases.iter().map(|case| case.label.clone()).collect::<Vec<_>>()
    };
    if !person.judged.is_empty() || !person.prosecuted.is_empty() {
        page.heading("In court");
        page.fields("judged", "", cases(&person.judged));
        page.fields("prosecuted", "", cases(&person.prosecuted));
    }
    if !person.sanctions.is_empty() {
        page.heading("Under sanctions");
        for sanction in &person.sanctions {
            page.item(format!("{}, {}", sanction.label, sanction.id));
        }
    }
    if !person.statements.is_empty() {
        page.heading("Said");
        for said in &person.statements {
            let text =
                said.text.as_ref().map_or_else(|| said.label.clone(), |text| format!("“{text}”"));
            page.item(known([Some(text), said.said_on.map(when)]));
            let carrier = said.carried_by.as_ref().map(|by| format!("carried by {}", by.label));
            let read = said.sources.iter().map(Who::who).collect::<Vec<_>>().join("; ");
            page.beneath(known([carrier, Some(format!("in {read}"))]));
        }
    }
}
