//! Statistics: how many people the detentions in this record have held, group by group.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
    ops::RangeInclusive,
    sync::Arc,
};

use async_graphql::{Context, Object, SimpleObject};
use detente_core::{
    Beside, CountryCode, Day, EndModality, Gender, Grouping, Headcount, HeldGroup, Id, PartialDate,
    Person, Record, Release, Statistics, held_among,
};

use super::{
    any::AnyRecord, asking::asking, custody::Custodial, dispute::Contestable, error::ApiError,
    walk::Walk,
};

/// How many people were held on a day or in a span of days, told apart in several ways.
#[derive(SimpleObject)]
#[graphql(name = "Statistics")]
pub(crate) struct ShownStatistics {
    /// The days asked about: who was held on any of them counts.
    on: PartialDate,
    /// The first of them.
    since: Day,
    /// The last of them.
    until: Day,
    /// All who were held, each counted once.
    everyone: HeldCount,
    /// The same people, told apart in each of the ways asked for.
    groupings: Vec<ShownGrouping>,
}

/// People who were held, told apart in one way.
#[derive(SimpleObject)]
#[graphql(name = "GroupedStatistics")]
struct ShownGrouping {
    /// What they are told apart by.
    by: Grouping,
    /// The groups. Someone who is accused of two crimes, or who was held in two places, is
    /// in two of them: so groups need not add up to everyone.
    groups: Vec<ShownGroup>,
}

/// Some of those who were held.
#[derive(SimpleObject)]
#[graphql(name = "HeldGroup")]
struct ShownGroup {
    /// What they have in common, as claims write it; none for those of whom nobody says it.
    value: Option<String>,
    /// The same, where it is a record.
    record: Option<AnyRecord>,
    /// How many they are.
    count: HeldCount,
}

/// How many people were held, by how certain that is. Certain and possible cases are never mixed.
#[derive(SimpleObject)]
struct HeldCount {
    /// Certainly held, and certainly of the group.
    held: usize,
    /// Held before, and nobody says that it ended.
    presumed: usize,
    /// What is known allows both.
    possibly: usize,
    /// By one source so, by another not.
    contested: usize,
    /// The fewest there can have been.
    least: usize,
    /// The most there can have been, of those in this record.
    most: usize,
}

impl From<Headcount> for HeldCount {
    fn from(count: Headcount) -> Self {
        Self {
            held: count.held,
            presumed: count.presumed,
            possibly: count.possibly,
            contested: count.contested,
            least: count.at_least(),
            most: count.at_most(),
        }
    }
}

/// What can be asked about how many were held of whom.
#[derive(Default)]
pub(crate) struct StatisticsQuery;

#[Object]
impl StatisticsQuery {
    /// How many people the detentions in this record have held on a day, or on any day of a
    /// month, a year or an interval: by country, charge, place, and the like.
    async fn statistics(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "A day, a month, a year or an interval: `2025-12`, `2020-08-09/2021-12`."
        )]
        on: PartialDate,
        #[graphql(desc = "What they are told apart by; in every way where none is named.")]
        by: Option<Vec<Grouping>>,
        #[graphql(desc = "Detentions by the authorities of this country only.")] country: Option<
            CountryCode,
        >,
    ) -> Result<ShownStatistics, ApiError> {
        let Some((since, until)) = on.earliest().zip(on.latest()) else {
            return Err(ApiError::BadInput(format!(
                "`{on}` is open on one side: ask about a day, a month, a year, or from one day to another"
            )));
        };
        let mut by = by.unwrap_or_else(|| Grouping::ALL.to_vec());
        let mut asked = Vec::new();
        by.retain(|grouping| {
            !asked.contains(grouping) && {
                asked.push(*grouping);
                true
            }
        });
        let mut counts = count(ctx, &(since..=until), &by, country).await?;
        let everyone = counts.remove(&HeldGroup::Everyone).unwrap_or_default();
        let mut groupings: Vec<_> =
            by.into_iter().map(|by| ShownGrouping { by, groups: Vec::new() }).collect();
        for (group, count) in in_order(counts) {
            let grouping = groupings.iter_mut().find(|grouping| Some(grouping.by) == group.by());
            if let Some(grouping) = grouping {
                let (value, record) = (group.value(), group.record().map(AnyRecord));
                grouping.groups.push(ShownGroup { value, record, count: count.into() });
            }
        }
        Ok(ShownStatistics { on, since, until, everyone: everyone.into(), groupings })
    }
}

/// Groups as one reads them: years and lengths in their own order, others the
/// greatest first, and those of whom nothing is known last.
fn in_order(counts: BTreeMap<HeldGroup, Headcount>) -> Vec<(HeldGroup, Headcount)> {
    let mut groups: Vec<_> = counts.into_iter().collect();
    groups.sort_by_key(|(group, count)| {
        let size = (!group.is_ordered()).then_some((count.at_least(), count.at_most()));
        (group.value().is_none(), Reverse(size))
    });
    groups
}

/// Counts everyone who may have been held on some of these days, group by group.
async fn count(
    ctx: &Context<'_>,
    days: &RangeInclusive<Day>,
    by: &[Grouping],
    country: Option<CountryCode>,
) -> Result<BTreeMap<HeldGroup, Headcount>, ApiError> {
    let mut statistics = Statistics::default();
    let mut walk = Walk::through(days, country);
    while let Some(batch) = walk.next(ctx).await? {
        let others = Others::of(ctx, &batch, by).await?;
        for custodial in &batch {
            let asked: Vec<_> = others
                .beside(custodial)
                .map(|beside| {
                    custodial
                        .ask(|detention, around| held_among(detention, around, beside, days, by))
                })
                .collect();
            let sides: Vec<_> = asked.iter().flat_map(Contestable::each).collect();
            statistics.add(custodial.detention().fields.person.as_ref(), &sides);
        }
    }
    Ok(statistics.counted())
}

/// The people and releases of a batch, as far as what is asked hangs on them.
struct Others {
    people: HashMap<Id<Person>, Arc<Record<Person>>>,
    releases: HashMap<Id<Release>, Arc<Record<Release>>>,
}

impl Others {
    async fn of(ctx: &Context<'_>, batch: &[Custodial], by: &[Grouping]) -> Result<Self, ApiError> {
        let fields = || batch.iter().map(|custodial| &custodial.detention().fields);
        let (mut people, mut releases) = (HashMap::new(), HashMap::new());
        if by.contains(&Grouping::Sex) {
            let ids = fields().filter_map(|fields| fields.person.clone()).collect();
            people = asking(ctx).look_up(ids).await?;
        }
        if by.contains(&Grouping::End) {
            let ids = fields().filter_map(|fields| fields.release.clone()).collect();
            releases = asking(ctx).look_up(ids).await?;
        }
        Ok(Self { people, releases })
    }

    /// What they say of one detention: where their own sources disagree, each side of it.
    fn beside(&self, custodial: &Custodial) -> impl Iterator<Item = Beside> {
        let fields = &custodial.detention().fields;
        let person = fields.person.as_ref().and_then(|person| self.people.get(person));
        let release = fields.release.as_ref().and_then(|release| self.releases.get(release));
        let sexes: Vec<Option<Gender>> = person.map_or_else(
            || vec![None],
            |person| person.ask(|person| person.gender).each().copied().collect(),
        );
        let ends: Vec<Option<EndModality>> = release.map_or_else(
            || vec![None],
            |release| release.ask(|release| release.modality).each().copied().collect(),
        );
        sexes.into_iter().flat_map(move |sex| {
            ends.clone().into_iter().map(move |released| Beside { sex, released })
        })
    }
}
