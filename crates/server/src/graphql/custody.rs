//! What is asked of custody, where sources or other records may not let one answer.

use std::collections::BTreeSet;

use async_graphql::Context;
use detente_core::{
    Answer, Conflict, Detention, Elsewhere, Id, PartialDate, Party, Person, Record, Release,
    Surroundings,
};
use futures_util::future::{try_join, try_join_all};

use super::{asking::asking, dispute::Contestable, error::ApiError, shown::Shown};

/// A detention, with the records that it leans on and those that contradict it.
pub(crate) struct Custodial {
    detention: Shown<Detention>,
    around: Around,
    elsewhere: Vec<Elsewhere>,
}

impl Custodial {
    /// Reads what its answers hang on.
    pub(crate) async fn of(
        ctx: &Context<'_>,
        detention: &Shown<Detention>,
    ) -> Result<Self, ApiError> {
        let conflicts = asking(ctx).conflicts(detention.0.id.as_record_id()).await?;
        Self::against(ctx, detention, &conflicts).await
    }

    /// The same, where what contradicts the detention is known already.
    pub(crate) async fn against(
        ctx: &Context<'_>,
        detention: &Shown<Detention>,
        conflicts: &[Conflict],
    ) -> Result<Self, ApiError> {
        let around = Around::of(ctx, detention).await?;
        let mut elsewhere = Vec::new();
        for conflict in conflicts.iter().filter(|one| Elsewhere::bears_on_custody(one)) {
            let (mut died_on, mut ended_on) = (Vec::new(), Vec::new());
            for side in &conflict.sides {
                died_on.push(death(ctx, detention, side).await?);
                ended_on.push(end(ctx, detention, side).await?);
            }
            elsewhere.push(Elsewhere { conflict: conflict.clone(), died_on, ended_on });
        }
        Ok(Self { detention: Shown(detention.0.clone()), around, elsewhere })
    }

    /// The detention.
    pub(crate) fn detention(&self) -> &Record<Detention> {
        &self.detention.0
    }

    /// Asks a rule of the detention: hearing each side of what its sources
    /// disagree on, of the days of its release, and of each contradiction with
    /// another record. The keepers' word holds where they settled one.
    pub(crate) fn ask<T: PartialEq + Clone>(
        &self,
        rule: impl Fn(&Detention, &Surroundings) -> T,
    ) -> Contestable<T> {
        let id = &self.detention.0.id;
        let heard =
            |fields: &Detention, around: &Surroundings, open: Option<(&Elsewhere, usize)>| {
                let settled = self.elsewhere.iter().filter(|one| one.conflict.settled);
                let heard = settled.map(|one| (one, 0)).chain(open);
                let (fields, around) = heard
                    .fold((fields.clone(), around.clone()), |(fields, around), (one, side)| {
                        one.hearing(side, id, &fields, &around)
                    });
                rule(&fields, &around)
            };
        let within = self.around.ask(&self.detention.0, |one, around| heard(one, around, None));
        let mut answer = Contestable::from(within);
        let (fields, around) = (&self.detention.0.fields, self.around.surroundings());
        let plain = answer.each().next().cloned().filter(|_| !answer.is_contested());
        let plain = plain.unwrap_or_else(|| heard(fields, &around, None));
        for one in self.elsewhere.iter().filter(|one| !one.conflict.settled) {
            let sides = 0..one.conflict.sides.len();
            let answers: Vec<T> =
                sides.map(|side| heard(fields, &around, Some((one, side)))).collect();
            // What follows whichever side is right does not hang on this contradiction.
            if answers.iter().any(|other| *other != plain) {
                answer.or_else(&one.conflict, answers);
            }
        }
        answer
    }
}

/// The day of death that a side tells of, by another record than the detention's own.
async fn death(
    ctx: &Context<'_>,
    detention: &Shown<Detention>,
    side: &Party,
) -> Result<Option<PartialDate>, ApiError> {
    for record in side.records.iter().filter(|id| *id != detention.0.id.as_record_id()) {
        let died_on = if let Ok(person) = Id::<Person>::try_from(record.clone()) {
            asking(ctx).record(&person).await?.0.fields.died_on_by(side)
        } else if let Ok(other) = Id::<Detention>::try_from(record.clone()) {
            let other: Shown<Detention> = asking(ctx).record(&other).await?;
            let around = Around::of(ctx, &other).await?.surroundings();
            other.0.fields.died_on_by(side, &around)
        } else {
            None
        };
        if died_on.is_some() {
            return Ok(died_on);
        }
    }
    Ok(None)
}

/// The end of another detention that a side tells of.
async fn end(
    ctx: &Context<'_>,
    detention: &Shown<Detention>,
    side: &Party,
) -> Result<Option<PartialDate>, ApiError> {
    for record in side.records.iter().filter(|id| *id != detention.0.id.as_record_id()) {
        let Ok(other) = Id::<Detention>::try_from(record.clone()) else { continue };
        let other: Shown<Detention> = asking(ctx).record(&other).await?;
        let around = Around::of(ctx, &other).await?.surroundings();
        if let Some(on) = other.0.fields.stated_end(&around) {
            return Ok(Some(on));
        }
    }
    Ok(None)
}

/// The records that what is asked of custody leans on.
struct Around {
    /// The releases that someone says it ended in.
    releases: Vec<Shown<Release>>,
    /// Those who are said to have been held: the dead are not.
    people: Vec<Shown<Person>>,
}

impl Around {
    /// Reads them.
    async fn of(ctx: &Context<'_>, detention: &Shown<Detention>) -> Result<Self, ApiError> {
        let said = detention.0.account.without.iter().map(|without| &without.fields);
        let said = said.chain([&detention.0.fields]);
        let (releases, people): (BTreeSet<_>, BTreeSet<_>) =
            said.map(|fields| (fields.release.as_ref(), fields.person.as_ref())).unzip();
        let asking = asking(ctx);
        let releases = releases.into_iter().flatten().map(|release| asking.record(release));
        let people = people.into_iter().flatten().map(|person| asking.record(person));
        let (releases, people) = try_join(try_join_all(releases), try_join_all(people)).await?;
        Ok(Self { releases, people })
    }

    /// The days of these releases and deaths, as their records give them.
    fn surroundings(&self) -> Surroundings {
        let mut around = Surroundings::default();
        for Shown(release) in &self.releases {
            around.released_on.extend(release.fields.on.map(|on| (release.id.clone(), on)));
        }
        for Shown(person) in &self.people {
            around.died_on.extend(person.fields.died_on.map(|on| (person.id.clone(), on)));
        }
        around
    }

    /// Asks a rule of a detention. Where the sources disagree about the day of
    /// its release, or of a death, the rule is asked of each of their days too.
    fn ask<'a, T: PartialEq>(
        &'a self,
        detention: &'a Record<Detention>,
        rule: impl Fn(&Detention, &Surroundings) -> T,
    ) -> Answer<'a, T> {
        let around = self.surroundings();
        let answer = detention.ask(|fields| rule(fields, &around));
        if let Answer::Settled(_) = answer {
            for release in &self.releases {
                let of_day = release.0.ask(|release_fields| {
                    let mut around = around.clone();
                    match release_fields.on {
                        Some(on) => around.released_on.insert(release.0.id.clone(), on),
                        None => around.released_on.remove(&release.0.id),
                    };
                    rule(&detention.fields, &around)
                });
                if let Answer::Contested(_) = of_day {
                    return of_day;
                }
            }
            for person in &self.people {
                let of_death = person.0.ask(|person_fields| {
                    let mut around = around.clone();
                    match person_fields.died_on {
                        Some(on) => around.died_on.insert(person.0.id.clone(), on),
                        None => around.died_on.remove(&person.0.id),
                    };
                    rule(&detention.fields, &around)
                });
                if let Answer::Contested(_) = of_death {
                    return of_death;
                }
            }
        }
        answer
    }
}
