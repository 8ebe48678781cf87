//! Lives: people with the times they were held and the words they said.

use std::collections::BTreeSet;

use detente_core::{
    Audience, Detention, Id, Life, PartialDate, Person, RecordId, Release, Statement, Surroundings,
};
use sea_orm::ConnectionTrait;

use super::{
    super::leaning::{self, Both},
    Circles, Found, LIVED, audiences, pointing,
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
        let mut circles: Vec<(&RecordId, BTreeSet<RecordId>)> = Vec::new();
        for person in people {
            let mut members = about.get(person).cloned().unwrap_or_default();
            members.extend(self.members.about.get(person).into_iter().flatten().cloned());
            let held = members.iter().filter(|id| id.noun() == "detention").count();
            let said = members.len() - held;
            let lived = self.members.lifespans.get(person).is_some_and(|both| {
                audiences().iter().any(|(_, audience)| {
                    both.of(*audience).is_some_and(|span| *span != (None, None))
                })
            });
            // With neither a birth nor a death, one detention contradicts nothing
            // but what was said after a death in it.
            if (lived && !members.is_empty()) || held > 1 || (held == 1 && said > 0) {
                circles.push((person, members));
            }
        }
        let members = circles.iter().flat_map(|(_, members)| members);
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
        let told = side_by_side(circles, |(person, members)| {
            let open = self.life(person, &members, Audience::Public, &public)?;
            let whole = if alike && self.members.are_one(person, &members) {
                open.clone()
            } else {
                self.life(person, &members, Audience::Restricted, &restricted)?
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

    fn life(
        &self,
        person: &RecordId,
        members: &BTreeSet<RecordId>,
        audience: Audience,
        around: &Surroundings,
    ) -> Result<Vec<detente_core::Crossing>, StoreError> {
        let id: Id<Person> = person.clone().try_into()?;
        let (mut detentions, mut statements) = (Vec::new(), Vec::new());
        for member in members {
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
        let span = self.members.lifespans.get(person).and_then(|both| both.of(audience));
        let (born_on, died_on): (Option<PartialDate>, _) = span.copied().unwrap_or_default();
        let life = Life {
            person: &id,
            born_on,
            died_on,
            detentions: detentions.iter().map(|(id, held)| (id, *held)).collect(),
            statements: statements.iter().map(|(id, said_on)| (id, *said_on)).collect(),
            around,
        };
        Ok(life.contradictions())
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
