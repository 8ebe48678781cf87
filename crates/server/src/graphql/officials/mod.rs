//! Judges and prosecutors, and under whose sanctions they are.

mod case;
mod proposed;
mod sanctioned;

use async_graphql::{Context, Object, SimpleObject};
use detente_core::{Day, Detention, Id, Organization, Person};
use detente_storage::OfficialRole;
use futures_util::future::try_join_all;

use self::{
    case::{ShownCase, ShownRole, cases, officials_of},
    proposed::{Proposal, proposals},
    sanctioned::{ShownSanctionedBy, sanctioned},
};
use super::{
    asking::{Asking, asking},
    connection::{USUAL, page_length},
    error::ApiError,
    found::FoundConnection,
    shown::Shown,
};

/// How many officials are looked at together.
const BATCH: u64 = 100;

/// How many are looked at for one page: where few are what is asked for, a page
/// may be short and have more after it.
const MOST: usize = 1000;

/// Someone who judged or prosecuted, and under whose sanctions they are.
#[derive(SimpleObject)]
#[graphql(name = "Official")]
pub(crate) struct ShownOfficial {
    /// The person.
    person: Shown<Person>,
    /// The proceedings that name them: of the prisoners asked about, else all.
    cases: Vec<ShownCase>,
    /// Under whose sanctions they are, by this identifier: the authorities asked
    /// about, then every other that has a measure on them.
    sanctioned: Vec<ShownSanctionedBy>,
    /// People under sanctions, or once under sanctions, who by their names may be
    /// the same. Nothing of theirs is counted as this person's: whether they are
    /// one is for the keepers of the record to rule.
    may_be: Vec<Proposal>,
    /// Whether what is asked certainly holds: nothing about it is contested, only
    /// possible, or would be otherwise if one of `mayBe` were the same person.
    certainly: bool,
}

/// What is asked of officials.
struct Asked {
    on: Day,
    roles: Vec<OfficialRole>,
    sanctioned_by: Vec<Id<Organization>>,
    not_sanctioned_by: Vec<Id<Organization>>,
    within: Option<Vec<Shown<Detention>>>,
}

impl Asked {
    /// Every authority asked about.
    fn issuers(&self) -> Vec<Id<Organization>> {
        self.sanctioned_by.iter().chain(&self.not_sanctioned_by).cloned().collect()
    }

    /// Those of these officials of whom it holds, or may hold.
    async fn of(
        &self,
        asking: &Asking,
        officials: Vec<Id<Person>>,
    ) -> Result<Vec<ShownOfficial>, ApiError> {
        let issuers = self.issuers();
        let people = asking.records(officials).await?;
        let proposed = proposals(asking, &people, &issuers, self.on).await?;
        let each = people.into_iter().zip(proposed).map(|(person, may_be)| {
            let issuers = &issuers;
            async move {
                let id = &person.0.id;
                let sanctioned = sanctioned(asking, id, issuers, self.on).await?;
                let Some(certainly) = self.holds(&sanctioned, &may_be) else { return Ok(None) };
                let cases = cases(asking, id, &self.roles, self.within.as_deref()).await?;
                Ok::<_, ApiError>(Some(ShownOfficial {
                    person,
                    cases,
                    sanctioned,
                    may_be,
                    certainly,
                }))
            }
        });
        Ok(try_join_all(each).await?.into_iter().flatten().collect())
    }

    /// Whether it certainly holds; none where it certainly does not.
    fn holds(&self, sanctioned: &[ShownSanctionedBy], may_be: &[Proposal]) -> Option<bool> {
        let mut certainly = true;
        for (issuers, wanted) in [(&self.sanctioned_by, true), (&self.not_sanctioned_by, false)] {
            for issuer in issuers {
                let own = sanctioned.iter().find(|by| by.is_by(issuer))?;
                let (is, is_not) = (own.is_certain(), own.is_excluded());
                let perhaps = may_be.iter().any(|other| other.may_be_sanctioned_by(issuer));
                let (sure, never) =
                    if wanted { (is, is_not && !perhaps) } else { (is_not && !perhaps, is) };
                if never {
                    return None;
                }
                certainly &= sure;
            }
        }
        Some(certainly)
    }
}

/// What can be asked about officials.
#[derive(Default)]
pub(crate) struct OfficialsQuery;

#[Object]
impl OfficialsQuery {
    /// Judges and prosecutors named in the proceedings of detentions, and under
    /// whose sanctions each of them is on a day. Whoever is contested, possibly
    /// or by a likeness of names what is asked for is among them: `certainly`
    /// tells those of whom it is beyond doubt.
    #[expect(clippy::too_many_arguments, reason = "each narrows the list in its own way")]
    async fn officials(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day on which the sanctions are looked at.")] on: Day,
        #[graphql(desc = "Only those under the sanctions of all these authorities.")]
        sanctioned_by: Option<Vec<Id<Organization>>>,
        #[graphql(desc = "Only those under the sanctions of none of these authorities.")]
        not_sanctioned_by: Option<Vec<Id<Organization>>>,
        #[graphql(desc = "Only in proceedings against these people.")] prisoners: Option<
            Vec<Id<Person>>,
        >,
        #[graphql(desc = "Only in proceedings of these detentions.")] detentions: Option<
            Vec<Id<Detention>>,
        >,
        #[graphql(desc = "Only in these roles.")] roles: Option<Vec<ShownRole>>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<FoundConnection<ShownOfficial>, ApiError> {
        let limit = page_length(first.unwrap_or(USUAL))?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let asking = asking(ctx);
        let roles = roles.map_or_else(
            || OfficialRole::ALL.to_vec(),
            |roles| roles.into_iter().map(Into::into).collect(),
        );
        let asked = Asked {
            on,
            sanctioned_by: homes(asking, sanctioned_by).await?,
            not_sanctioned_by: homes(asking, not_sanctioned_by).await?,
            within: within(asking, prisoners, detentions).await?,
            roles,
        };
        let scope = asked.within.as_deref().map(|within| officials_of(within, &asked.roles));
        let began_after = after.is_some();
        let mut place: Option<Id<Person>> = match after {
            None => None,
            Some(after) => Some(after.parse().map_err(|_| {
                ApiError::BadInput(format!(
                    "the cursor `{after}` is not one of this list: use an endCursor that it gave"
                ))
            })?),
        };
        let (mut found, mut looked, mut more) = (Vec::new(), 0, true);
        while more && found.len() <= limit && looked < MOST {
            let officials = if let Some(scope) = &scope {
                let later = scope.iter().filter(|id| place.as_ref().is_none_or(|at| *id > at));
                later.take(usize::try_from(BATCH).unwrap_or(usize::MAX)).cloned().collect()
            } else {
                let (viewer, store) = (&asking.viewer, asking.store().await?);
                store.officials(viewer, &asked.roles, place.as_ref(), BATCH).await?
            };
            more = officials.len() as u64 == BATCH;
            looked += officials.len();
            place = officials.last().cloned().or(place);
            found.extend(asked.of(asking, officials).await?);
        }
        more |= found.len() > limit;
        let cut = found.len() > limit;
        found.truncate(limit);
        let found = found.into_iter().map(|one| (one.person.0.id.to_string(), one));
        let looked_to = place.filter(|_| !cut).map(|place| place.to_string());
        Ok(FoundConnection::of(found.collect(), began_after, more, looked_to))
    }
}

/// These authorities, each by the identifier that stays where it was merged.
async fn homes(
    asking: &Asking,
    ids: Option<Vec<Id<Organization>>>,
) -> Result<Vec<Id<Organization>>, ApiError> {
    let merged = asking.store().await?.merged();
    let sees = asking.viewer.sees;
    let home = |id: Id<Organization>| merged.home(sees, id.as_record_id()).clone().try_into();
    let homes = ids.unwrap_or_default().into_iter().map(home).collect::<Result<Vec<_>, _>>();
    Ok(homes.map_err(detente_storage::StoreError::from)?)
}

/// The detentions asked about: none where all are.
async fn within(
    asking: &Asking,
    prisoners: Option<Vec<Id<Person>>>,
    detentions: Option<Vec<Id<Detention>>>,
) -> Result<Option<Vec<Shown<Detention>>>, ApiError> {
    if prisoners.is_none() && detentions.is_none() {
        return Ok(None);
    }
    let given = prisoners.as_ref().map_or(0, Vec::len) + detentions.as_ref().map_or(0, Vec::len);
    if given > MOST {
        return Err(ApiError::BadInput(format!(
            "at most {MOST} prisoners and detentions can be asked about at once, not {given}"
        )));
    }
    let held = prisoners
        .iter()
        .flatten()
        .map(|prisoner| asking.pointing::<Detention>(prisoner.as_record_id(), "person"));
    let mut found: Vec<_> = try_join_all(held).await?.into_iter().flatten().collect();
    found.extend(asking.records(detentions.unwrap_or_default()).await?);
    found.sort_by(|one, other| one.0.id.cmp(&other.0.id));
    found.dedup_by(|one, other| one.0.id == other.0.id);
    Ok(Some(found))
}
