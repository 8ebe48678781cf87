//! Lists of detentions.

use clap::Args;
use detente_core::{CountryCode, Day, EndModality, Id, Organization, Person, Place, Release};

use super::{DetentionList, detention_list};
use crate::{
    failure::Failure,
    filter::{Records, filter, id, some, words},
    list::{self, Slice},
    output::{Cell, Column},
    session::Session,
    wording::{known, when},
};

/// Which detentions to list.
#[derive(Debug, Args)]
pub struct List {
    /// Of this person
    #[arg(long, value_name = "PERSON", value_parser = id::<Person>)]
    person: Option<Id<Person>>,
    /// By the authorities of one of these countries
    #[arg(long, value_name = "COUNTRY", value_delimiter = ',')]
    country: Vec<CountryCode>,
    /// Possibly going on on this day; `detente detained --on` tells how certain each is
    #[arg(long, value_name = "DATE")]
    held_on: Option<Day>,
    /// Of which some part was spent here
    #[arg(long, value_name = "PLACE", value_parser = id::<Place>)]
    place: Option<Id<Place>>,
    /// On a charge under one of these articles, as in --article 342
    #[arg(long, value_name = "ARTICLE", value_delimiter = ',')]
    article: Vec<String>,
    /// Of people whom this organization counts as political prisoners
    #[arg(long, value_name = "ORGANIZATION", value_parser = id::<Organization>)]
    recognised_by: Option<Id<Organization>>,
    /// In which this person judged
    #[arg(long, value_name = "PERSON", value_parser = id::<Person>)]
    judge: Option<Id<Person>>,
    /// That ended in one of these ways
    #[arg(long, value_name = "WAY", value_delimiter = ',')]
    end_modality: Vec<EndModality>,
    /// That ended in this release
    #[arg(long, value_name = "RELEASE", value_parser = id::<Release>)]
    release: Option<Id<Release>>,
    #[command(flatten)]
    records: Records,
}

impl List {
    pub(super) async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables = |Slice { first, after }| detention_list::Variables {
            filter: Some(filter!(
                "detention",
                self.records,
                detention_list::DetentionFilter {
                    person: self.person.clone().map(Into::into),
                    country: some(self.country.clone()),
                    held_on: self.held_on,
                    place: self.place.clone().map(Into::into),
                    article: some(self.article.clone()),
                    recognised_by: self.recognised_by.clone().map(Into::into),
                    judge: self.judge.clone().map(Into::into),
                    end_modality: words(&self.end_modality),
                    release: self.release.clone().map(Into::into),
                }
            )),
            order_by: Some(self.records.order_by()),
            first,
            after,
        };
        list::print::<DetentionList, _>(session, "detentions", variables, &columns()).await
    }
}

fn columns() -> [Column<detention_list::Row>; 7] {
    [
        Column::new("person", &["person"], |d: &detention_list::Row| {
            Cell::of(d.person.as_ref().map_or(Some(&d.label), |p| Some(&p.label)))
        }),
        Column::new("country", &["country"], |d: &detention_list::Row| Cell::of(d.country)),
        Column::new("began", &["beganOn"], |d: &detention_list::Row| Cell::when(d.began_on)),
        Column::new("ended", &["endedOn", "release"], |d: &detention_list::Row| {
            if d.end.contested {
                Cell::of(Some("contested"))
            } else {
                Cell::when(d.end.answer.as_ref().and_then(|end| end.on))
            }
        }),
        Column::new("charges", &["charges"], |d: &detention_list::Row| {
            Cell::lines(d.charges.iter().map(charge))
        }),
        Column::new("sentence", &["sentences"], |d: &detention_list::Row| {
            Cell::lines(d.sentences.iter().map(|sentence| {
                known([
                    sentence.term.as_ref().map(|term| term.text.clone()),
                    sentence.fine.as_ref().map(|fine| format!("fine of {}", fine.text)),
                    sentence.imposed_on.map(when),
                ])
            }))
        }),
        Column::id(|d: &detention_list::Row| &d.id),
    ]
}

fn charge(charge: &detention_list::RowCharges) -> String {
    let article = charge.article.as_ref().map(|article| format!("article {article}"));
    charge.text.clone().or(article).unwrap_or_default()
}
