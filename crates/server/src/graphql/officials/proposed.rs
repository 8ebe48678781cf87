//! Who else an official may be: people under sanctions of a like name.

use async_graphql::SimpleObject;
use detente_core::{
    Day, Id, Organization, Person,
    names::{Bearer, THRESHOLD},
};
use detente_storage::StoreError;
use futures_util::future::try_join_all;

use super::sanctioned::{ShownSanctionedBy, sanctioned};
use crate::graphql::{
    asking::Asking,
    error::ApiError,
    naming::{ShownComparison, Sought, screened},
    shown::Shown,
};

/// How many people one official may be.
const MOST: usize = 10;

/// Someone under sanctions who by their names may be an official.
#[derive(SimpleObject)]
#[graphql(name = "ProposedIdentity")]
pub(crate) struct Proposal {
    /// The person.
    person: Shown<Person>,
    /// Their name that is likest.
    name: String,
    /// How likely the two are one, 0 to 1.
    score: f64,
    /// Why: part by part, and what is known beyond the names.
    explanation: ShownComparison,
    /// Under whose sanctions this person is.
    sanctioned: Vec<ShownSanctionedBy>,
}

impl Proposal {
    /// Whether this authority may have them under sanctions.
    pub(super) fn may_be_sanctioned_by(&self, issuer: &Id<Organization>) -> bool {
        self.sanctioned.iter().any(|by| by.is_by(issuer) && !by.is_excluded())
    }
}

/// For each of these people, those on whom some measure is recorded and who by
/// their names may be the same; but not those whom the keepers keep apart.
pub(super) async fn proposals(
    asking: &Asking,
    people: &[Shown<Person>],
    issuers: &[Id<Organization>],
    on: Day,
) -> Result<Vec<Vec<Proposal>>, ApiError> {
    let sought = people.iter().map(|person| Sought::of(&person.0, Bearer::Person));
    let sought: Vec<Sought> = sought.collect();
    let hits = screened(asking, &sought, THRESHOLD, MOST).await?;
    let ids = people.iter().map(|person| person.0.id.as_record_id());
    let ids: Vec<_> = ids.chain(hits.iter().flatten().map(|hit| &hit.id)).collect();
    let apart = asking.store().await?.kept_apart(&asking.viewer, &ids).await?;
    let each = people.iter().zip(hits).map(|(person, hits)| {
        let own = person.0.id.as_record_id();
        let others = hits
            .into_iter()
            .filter(|hit| hit.id != *own && !apart.contains(&(own.clone(), hit.id.clone())));
        let proposals = others.map(|hit| async move {
            let id: Id<Person> = hit.id.try_into().map_err(StoreError::from)?;
            let sanctioned = sanctioned(asking, &id, issuers, on).await?;
            if sanctioned.iter().all(ShownSanctionedBy::is_unknown) {
                return Ok(None);
            }
            Ok::<_, ApiError>(Some(Proposal {
                person: asking.record(&id).await?,
                name: hit.name,
                score: hit.comparison.score,
                explanation: ShownComparison(hit.comparison),
                sanctioned,
            }))
        });
        async move {
            let found = try_join_all(proposals).await?;
            Ok::<_, ApiError>(found.into_iter().flatten().collect::<Vec<_>>())
        }
    });
    try_join_all(each).await
}
