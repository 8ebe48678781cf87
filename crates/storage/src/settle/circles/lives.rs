//! Lives: people with the times they were held and the words they said.

use std::collections::BTreeSet;

use detente_core::{
    Audience, Detention, Id, Life, PartialDate, Person, RecordId, Release, Statement, Surroundings,
};
use sea_orm::ConnectionTrait;

use super::{
    super::leaning::{self, Both},
    Circles, Found, LIVED, SAT, audiences,
    members::Lifespan,
    pointing,
};
use crate::{StoreError, beside::side_by_side};

impl Circles {
    /// Where the records of these people's lives contradict each other.
    pub(super) async fn lives(
        &mut self,
        db: &impl ConnectionTrait,
        people: &[RecordId],
    ) -> Result<Found, StoreError> {
        // Of those of whom nobody had spoken, everything was just settled.
        let asked = people.iter().filter(|id| self.members.is_full || self.is_known(id));
        let asked: Vec<RecordId> = asked.cloned().collect();
        let about = pointing(db, &asked, &LIVED).await?;
        self.members.read(db, people.iter()).await?;
        // Of the dead it is asked in whose cases they sat later; of the living there are many.
        let dead = people
            .iter()
            .filter(|person| self.has_lifespan(person, |(_, died)| died.is_some()))
            .cloned();
        let mut sat = pointing(db, &dead.collect::<Vec<_>>(), &SAT).await?;
        let mut circles: Vec<(&RecordId, Circle)> = Vec::new();
        for person in people {
            let mut members = about.get(person).cloned().unwrap_or_default();
            members.extend(self.members.about.get(person).into_iter().flatten().cloned());
            let held = members.iter().filter(|id| id.noun() == "detention").count();
            let said = members.len() - held;
            let lived = self.has_lifespan(person, |span| *span != (None, None));
            // With neither a birth nor a death, one detention contradicts nothing
            // but what was said after a death in it.
            let sat_in = sat.remove(person).unwrap_or_default();
            let told = (lived && !members.is_empty()) || held > 1 || (held == 1 && said > 0);
            if told || !sat_in.is_empty() {
                circles.push((person, Circle { members, sat_in }));
            }
        }
        let members = circles.iter().flat_map(|(_, circle)| circle.all());
        self.members.read(db, members.clone()).await?;
        let released: BTreeSet<RecordId> = members
            .filter_map(|id| self.members.detentions.get(id))
            .flat_map(|both| audiences().map(|(_, audience)| both.of(audience)))
            .flatten()
            .filter_map(|detention| Some(detention.release.as_ref()?.as_record_id().clone()))
            .collect();
        let days = leaning::release_days(db, released.iter()).await?;
        // Hardly ever are the audiences told different things of a life.
        let alike = days.values().all(Both::is_one);
        let [public, restricted] = audiences().map(|(_, audience)| around(&days, audience));
        let (public, restricted) = (public?, restricted?);
        let mut found = Found::new();
        let told = side_by_side(circles, |(person, circle)| {
            let open = self.life(person, &circle, Audience::Public, &public)?;
            let whole = if alike && self.members.are_one(person, circle.all()) {
                open.clone()
            } else {
                self.life(person, &circle, Audience::Restricted, &restricted)?
            };
            Ok::<_, StoreError>((person, [open, whole]))
        });
        for told in told {
            let (person, both) = told?;
            if both.iter().any(|told| !told.is_empty()) {
                found.insert(person.clone(), both);
            }
        }
        Ok(found)
    }

    /// Whether any audience is told such a lifespan of a person.
    fn has_lifespan(&self, person: &RecordId, such: impl Fn(&Lifespan) -> bool) -> bool {
        let both = self.members.lifespans.get(person);
        both.is_some_and(|both| audiences().iter().any(|(_, of)| both.of(*of).is_some_and(&such)))
    }

    fn life(
        &self,
        person: &RecordId,
        circle: &Circle,
        audience: Audience,
        around: &Surroundings,
    ) -> Result<Vec<detente_core::Crossing>, StoreError> {
        let id: Id<Person> = person.clone().try_into()?;
        let (mut detentions, mut statements) = (Vec::new(), Vec::new());
        for member in &circle.members {
            let held = self.members.detentions.get(member).and_then(|both| both.of(audience));
            let held = held.filter(|held| held.person.as_ref() == Some(&id));
            if let Some(held) = held {
                let member: Id<Detention> = member.clone().try_into()?;
                detentions.push((member, &**held));
            }
            let said = self.members.statements.get(member).and_then(|both| both.of(audience));
            if let Some((Some(speaker), said_on)) = said
                && speaker.as_record_id() == person
            {
                let member: Id<Statement> = member.clone().try_into()?;
                statements.push((member, *said_on));
            }
        }
        let mut sat_in = Vec::new();
        for case in &circle.sat_in {
            let detention = self.members.detentions.get(case).and_then(|both| both.of(audience));
            if let Some(detention) = detention {
                sat_in.push((Id::<Detention>::try_from(case.clone())?, &**detention));
            }
        }
        let span = self.members.lifespans.get(person).and_then(|both| both.of(audience));
        let (born_on, died_on): (Option<PartialDate>, _) = span.copied().unwrap_or_default();
        let life = Life {
            person: &id,
            born_on,
            died_on,
            detentions: detentions.iter().map(|(id, held)| (id, *held)).collect(),
            sat_in: sat_in.iter().map(|(id, detention)| (id, *detention)).collect(),
            statements: statements.iter().map(|(id, said_on)| (id, *said_on)).collect(),
            around,
        };
        Ok(life.contradictions())
    }
}

/// What tells of a life.
struct Circle {
    /// The times in custody, and what was said.
    members: BTreeSet<RecordId>,
    /// The cases of others in which somebody sat who died.
    sat_in: BTreeSet<RecordId>,
}

impl Circle {
    fn all(&self) -> impl Iterator<Item = &RecordId> + Clone {
        self.members.iter().chain(&self.sat_in)
    }
}

/// The days of releases, as an audience sees them.
fn around(days: &leaning::Days, audience: Audience) -> Result<Surroundings, StoreError> {
    let mut around = Surroundings::default();
    for (id, both) in days {
        if let Some(released) = both.of(audience) {
            let id: Id<Release> = id.parse()?;
            around.released_on.insert(id.clone(), released.on);
            around.released_within.insert(id, released.within);
        }
    }
    Ok(around)
}
