//! `detente organization`: bodies.

use clap::Args;
use detente_core::{CountryCode, Id, Organization, OrganizationKind as CoreKind};

use super::noun::{command, show};
use crate::{
    failure::Failure,
    filter::{Records, filter, id, some, words},
    list::{self, Slice, rows},
    output::{Cell, Column, Page},
    session::Session,
    show,
    wording::{country, known, some_commas, when},
    words::{NameKind, Order, OrganizationKind},
};

operations!("graphql/organization.graphql": OrganizationList, OrganizationShow);
rows!(organization_list::Row);

command!(
    "Bodies.",
    list: "List organizations, as in `detente organization list --kind ngo --country BY`",
    show: "Show an organization's page, as in `detente organization show viasna`"
);

show!(Organization, "ORGANIZATION", "The organization's identifier; the slug alone will do");

/// Which organizations to list.
#[derive(Debug, Args)]
pub struct List {
    /// Of one of these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<CoreKind>,
    /// Of one of these countries
    #[arg(long, value_name = "COUNTRY", value_delimiter = ',')]
    country: Vec<CountryCode>,
    /// In one of these sectors, as in --sector "human rights"
    #[arg(long, value_name = "SECTOR", value_delimiter = ',')]
    sector: Vec<String>,
    /// That are part of this organization
    #[arg(long, value_name = "ORGANIZATION", value_parser = id::<Organization>)]
    parent: Option<Id<Organization>>,
    #[command(flatten)]
    records: Records,
}

impl List {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = |Slice { first, after }| organization_list::Variables {
            filter: Some(filter!(
                "organization",
                self.records,
                organization_list::OrganizationFilter {
                    kind: words(&self.kind),
                    country: some(self.country.clone()),
                    sector: some(self.sector.clone()),
                    parent: self.parent.clone().map(Into::into),
                }
            )),
            order_by: Some(self.records.order_by()),
            first,
            after,
        };
        list::print::<OrganizationList, _>(session, "organizations", variables, &columns()).await
    }
}

fn columns() -> [Column<organization_list::Row>; 6] {
    type Row = organization_list::Row;
    [
        Column::new("name", &["name", "names"], |o: &Row| Cell::of(Some(&o.label))),
        Column::new("kind", &["kind"], |o: &Row| Cell::of(o.kind)),
        Column::new("country", &["country"], |o: &Row| Cell::of(o.country)),
        Column::new("sector", &["sector"], |o: &Row| Cell::of(o.sector.as_ref())),
        Column::new("part of", &["parent"], |o: &Row| {
            Cell::of(o.parent.as_ref().map(|body| &body.label))
        }),
        Column::id(|o: &Row| &o.id),
    ]
}

impl Show {
    async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = organization_show::Variables { id: self.id.to_string() };
        let id = self.id.as_record_id();
        show::print::<OrganizationShow, _>(session, id, variables, self.quotes, drawn).await
    }
}

fn drawn(body: &organization_show::Page, page: &mut Page) {
    page.field("in short", "summary", body.summary.clone());
    let names = body.names.iter().map(|name| {
        super::other_name(
            name.text.as_deref(),
            name.kind,
            name.language.as_ref(),
            name.script.as_ref(),
        )
    });
    page.fields("also called", "names", names);
    page.field("kind", "kind", body.kind.map(|kind| kind.to_string()));
    page.field("country", "country", body.country.map(country));
    page.field("sector", "sector", body.sector.clone());
    page.field(
        "part of",
        "parent",
        body.parent.as_ref().map(|one| format!("{}, {}", one.label, one.id)),
    );
    page.fields("parts", "", body.parts.iter().map(|one| format!("{}, {}", one.label, one.id)));
    let addresses = body.addresses.iter().map(|one| {
        let parts = [&one.text, &one.city, &one.region, &one.postcode];
        super::address(parts, one.country, one.note.as_deref())
    });
    page.fields("addresses", "addresses", addresses);
    let linked = body.associations.iter().map(|one| {
        let to = one.to.as_ref().map(|to| (to.label.as_str(), to.id.as_str()));
        super::association(to, one.name.as_deref(), one.kind.as_deref())
    });
    page.fields("linked to", "associations", linked);
    super::identifiers(
        page,
        body.identifiers.iter().map(|one| (one.scheme.as_deref(), one.value.as_deref())),
    );
    let posts = body.people.iter().map(|person| {
        let here = |role: &&organization_show::PagePeopleRoles| {
            role.organization.as_ref().is_some_and(|at| at.id == body.id)
        };
        let titles =
            some_commas(person.roles.iter().filter(here).filter_map(|role| role.title.as_ref()));
        known([Some(person.who.label.clone()), titles, Some(person.who.id.clone())])
    });
    page.list("Who holds or held a post", posts);
    page.list(
        "Measures against it",
        body.sanctions.iter().map(|one| format!("{}, {}", one.label, one.id)),
    );
    page.list(
        "Measures it issued",
        body.issued_sanctions.iter().map(|one| format!("{}, {}", one.label, one.id)),
    );
    page.list(
        "Published",
        body.publications.iter().map(|one| {
            known([one.title.clone(), one.published_on.map(when), Some(one.id.clone())])
        }),
    );
    page.list("Said", body.statements.iter().map(|one| spoken(one, false)));
    page.list("Carried the words of others", body.carried.iter().map(|one| spoken(one, true)));
}

/// Something said, in a line.
fn spoken(said: &organization_show::Spoken, with_speaker: bool) -> String {
    let speaker = said.speaker.as_ref().map(|speaker| speaker.label.clone());
    let speaker = speaker.or_else(|| said.speaker_description.clone()).filter(|_| with_speaker);
    let text = said.text.as_ref().map_or_else(|| said.label.clone(), |text| format!("“{text}”"));
    known([speaker, Some(text), said.said_on.map(when), Some(said.id.clone())])
}
