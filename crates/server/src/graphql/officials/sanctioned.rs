//! Under whose sanctions someone is on a day, authority by authority.

use async_graphql::SimpleObject;
use detente_core::{
    Answer, Day, Id, Organization, Person, Sanction, SanctionedOn, Target, sanctioned_by_any,
    sanctioned_on,
};
use detente_storage::StoreError;

use crate::graphql::{asking::Asking, dispute::Contestable, error::ApiError, shown::Shown};

/// Whether someone is under the sanctions of one authority on a day.
#[derive(SimpleObject)]
#[graphql(name = "SanctionedBy")]
pub(crate) struct ShownSanctionedBy {
    /// The authority; none for measures of which nobody says who issued them.
    issuer: Option<Shown<Organization>>,
    /// Whether they are, by all of its measures that this record knows of.
    sanctioned: Contestable<SanctionedOn>,
    /// Its measures on them, of whichever standing: none where none is recorded,
    /// which is no word of the authority that there is none.
    measures: Vec<Shown<Sanction>>,
    #[graphql(skip)]
    issued_by: Option<Id<Organization>>,
    #[graphql(skip)]
    certain: Option<SanctionedOn>,
}

impl ShownSanctionedBy {
    /// Whether it is of this authority.
    pub(super) fn is_by(&self, issuer: &Id<Organization>) -> bool {
        self.issued_by.as_ref() == Some(issuer)
    }

    /// Whether the authority certainly has them under sanctions.
    pub(super) fn is_certain(&self) -> bool {
        self.certain == Some(SanctionedOn::Sanctioned)
    }

    /// Whether no measure of the authority is recorded.
    pub(super) fn is_unknown(&self) -> bool {
        self.measures.is_empty()
    }

    /// Whether it is certain, of what is recorded, that it has not.
    pub(super) fn is_excluded(&self) -> bool {
        self.certain == Some(SanctionedOn::NotSanctioned)
    }
}

/// Under whose sanctions a person is: the authorities that are asked about,
/// then every other that has a measure on them.
pub(super) async fn sanctioned(
    asking: &Asking,
    person: &Id<Person>,
    asked: &[Id<Organization>],
    on: Day,
) -> Result<Vec<ShownSanctionedBy>, ApiError> {
    let target: Id<Target> = person.as_record_id().clone().try_into().map_err(StoreError::from)?;
    let measures: Vec<Shown<Sanction>> = asking.pointing(person.as_record_id(), "target").await?;
    let mut issuers: Vec<Option<Id<Organization>>> = asked.iter().cloned().map(Some).collect();
    for measure in &measures {
        if !issuers.contains(&measure.0.fields.issuer) {
            issuers.push(measure.0.fields.issuer.clone());
        }
    }
    let mut found = Vec::new();
    for issuer in issuers {
        let answers = measures.iter().map(|measure| {
            measure.0.ask(|fields| sanctioned_on(fields, issuer.as_ref(), &target, on))
        });
        let answer = sanctioned_by_any(answers);
        let certain = match &answer {
            Answer::Settled(answer) => Some(*answer),
            Answer::Contested(_) => None,
        };
        let own = measures.iter().filter(|measure| measure.0.fields.issuer == issuer);
        found.push(ShownSanctionedBy {
            issuer: match &issuer {
                Some(issuer) => Some(asking.record(issuer).await?),
                None => None,
            },
            sanctioned: answer.into(),
            measures: own.cloned().collect(),
            issued_by: issuer,
            certain,
        });
    }
    Ok(found)
}
