//! Sets of people: those of a file, or those of whom something holds in the record.

use std::{path::PathBuf, str::FromStr};

use detente_core::{
    CountryCode, CustodyOn, Day, Id, NameKind, Organization,
    names::{Bearer, Named, Particulars},
};
use graphql_client::GraphQLQuery;
use serde::de::DeserializeOwned;

use super::{Imprisoned, Judging, Listed, People, imprisoned, judging, listed, people};
use crate::{
    failure::Failure,
    filter::id,
    list::{self, Slice},
    people::{Reading, Someone},
    session::Session,
    words::OfficialRole,
};

/// A set of people.
#[derive(Clone, Debug)]
pub enum Set {
    /// Those of a file.
    File(PathBuf),
    /// Everyone in the record.
    People,
    /// Those who judged or prosecuted.
    Officials(Option<OfficialRole>),
    /// Those on whom a measure stands, or may stand: of one authority, or of any.
    Sanctioned(Option<Id<Organization>>),
    /// Those who are held, or may be: by one country, or by any.
    Detained(Option<CountryCode>),
}

impl FromStr for Set {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (word, of) = text.split_once(':').map_or((text, None), |(word, of)| (word, Some(of)));
        match (word, of) {
            ("people", None) => Ok(Self::People),
            ("officials", None) => Ok(Self::Officials(None)),
            ("officials", Some("judge")) => Ok(Self::Officials(Some(OfficialRole::Judge))),
            ("officials", Some("prosecutor")) => {
                Ok(Self::Officials(Some(OfficialRole::Prosecutor)))
            }
            ("sanctioned", of) => {
                let issuer = of.map(id::<Organization>).transpose();
                issuer.map(Self::Sanctioned).map_err(|error| error.to_string())
            }
            ("detained", of) => {
                let country = of.map(str::parse).transpose();
                country.map(Self::Detained).map_err(|error| {
                    let error: detente_core::CountryError = error;
                    error.to_string()
                })
            }
            _ if text.contains(['.', '/', '\\']) => Ok(Self::File(text.into())),
            _ => Err("a set is a file, as in people.csv, or one of people, officials, officials:judge, officials:prosecutor, sanctioned, sanctioned:ISSUER, detained and detained:COUNTRY".to_owned()),
        }
    }
}

/// One of a set: what they go by, and their names.
pub struct Member {
    /// The identifier, in the record or in the file.
    pub id: Option<String>,
    /// The line of the file.
    pub line: Option<usize>,
    /// What they are called.
    pub label: String,
    /// Their names, ready to be compared.
    pub named: Named,
}

impl Member {
    fn of(someone: Someone) -> Self {
        let particulars = Particulars {
            born_on: someone.born_on,
            countries: someone.country.into_iter().collect(),
            gender: someone.gender,
        };
        let names = someone.names.iter().map(String::as_str);
        Self {
            label: someone.name().to_owned(),
            named: Named::of(names, Bearer::Person, particulars),
            id: someone.id,
            line: someone.line,
        }
    }
}

/// Someone of the record as a member: one type for every question that asks for them.
macro_rules! members {
    ($($who:path),+ $(,)?) => {$(
        impl From<$who> for Member {
            fn from(who: $who) -> Self {
                let strong = who.names.iter();
                let strong = strong.filter(|name| name.kind.is_none_or(|kind| kind.0 != NameKind::Weak));
                let others = strong.filter_map(|name| name.text.as_deref());
                let particulars = Particulars {
                    born_on: who.born_on,
                    countries: who.nationalities.clone(),
                    gender: who.gender.map(|gender| gender.0),
                };
                let names = who.name.as_deref().into_iter().chain(others);
                let named = Named::of(names, Bearer::Person, particulars);
                Self { id: Some(who.id), line: None, label: who.label, named }
            }
        }
    )+};
}

members!(people::Who, judging::Who, listed::Who, imprisoned::Who);

/// A filter that asks for nothing.
macro_rules! no_filter {
    ($module:ident :: $filter:ident { $($field:ident),* $(,)? }) => {
        $module::$filter {
            ids: None, name_begins: None, mentions: None, source: None, said_by: None,
            disputed: None, since: None, until: None, $($field: None,)*
        }
    };
}
impl Set {
    /// Everyone in it, each once.
    pub async fn members(
        &self,
        session: &Session,
        reading: &Reading,
        on: Day,
    ) -> Result<Vec<Member>, Failure> {
        let mut members: Vec<Member> = match self {
            Self::File(file) => {
                return Ok(reading.read(file)?.into_iter().map(Member::of).collect());
            }
            Self::People => {
                let variables = |Slice { first, after }| people::Variables { first, after };
                each::<People, people::Who, _>(session, variables, Some).await?
            }
            Self::Officials(role) => {
                let variables = |Slice { first, after }| judging::Variables {
                    on,
                    roles: role.map(|role| vec![role]),
                    first,
                    after,
                };
                let person = |row: judging::JudgingListNodes| Some(row.person);
                each::<Judging, _, _>(session, variables, person).await?
            }
            Self::Sanctioned(issuer) => {
                let issuer = issuer.as_ref().map(ToString::to_string);
                let variables = |Slice { first, after }| listed::Variables {
                    on,
                    measures: Some(listed::SanctionFilter {
                        issuer: issuer.clone(),
                        ..no_filter!(listed::SanctionFilter {
                            issuer,
                            target,
                            kind,
                            programme,
                            agreement
                        })
                    }),
                    first,
                    after,
                };
                each::<Listed, _, _>(session, variables, target).await?
            }
            Self::Detained(country) => {
                let variables = |Slice { first, after }| imprisoned::Variables {
                    on,
                    episodes: Some(imprisoned::DetentionFilter {
                        country: country.map(|country| vec![country]),
                        held_on: Some(on),
                        ..no_filter!(imprisoned::DetentionFilter {
                            person,
                            country,
                            held_on,
                            place,
                            article,
                            recognised_by,
                            judge,
                            end_modality,
                            release
                        })
                    }),
                    first,
                    after,
                };
                each::<Imprisoned, _, _>(session, variables, held).await?
            }
        };
        members.sort_by(|one, other| one.id.cmp(&other.id));
        members.dedup_by(|one, other| one.id == other.id);
        Ok(members)
    }
}

/// Whom a measure is laid on, if it stands or may.
fn target(row: listed::ListedListNodes) -> Option<listed::Who> {
    let stands = match row.standing.answer {
        None => true,
        Some(answer) => {
            let may_be = std::iter::once(answer.standing).chain(answer.possibly);
            may_be.into_iter().any(|standing| standing.0.stands())
        }
    };
    match row.target.filter(|_| stands)? {
        listed::ListedListNodesTarget::Person(person) => Some(person),
        _ => None,
    }
}

/// Who is held, if they are or may be.
fn held(row: imprisoned::ImprisonedListNodes) -> Option<imprisoned::Who> {
    let held = row.custody.answer.is_none_or(|held| held.0 != CustodyOn::NotHeld);
    row.person.filter(|_| held)
}

/// Everyone that the rows of a list lead to.
async fn each<Q, R, W>(
    session: &Session,
    variables: impl Fn(Slice) -> Q::Variables,
    who: impl Fn(R) -> Option<W>,
) -> Result<Vec<Member>, Failure>
where
    Q: GraphQLQuery,
    R: DeserializeOwned,
    W: Into<Member>,
{
    let rows = list::fetched::<Q, R>(session, "people", variables).await?;
    Ok(rows.into_iter().filter_map(|listed| who(listed.row)).map(Into::into).collect())
}
