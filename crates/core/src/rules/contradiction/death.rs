//! A death against anything later: custody, courts, words, another day of death.

use super::{Crossing, CrossingSide, Life, life::Sign};
use crate::{DomainRule, detention::deaths_in_custody};

/// The first thing in each record that lies certainly after a death.
pub(super) fn against_later(life: &Life<'_>) -> Vec<Crossing> {
    let deaths = deaths(life);
    if deaths.is_empty() {
        return Vec::new();
    }
    let mut signs = life.signs(|on| deaths.iter().any(|death| death.on.certainly_precedes(on)));
    signs.sort_by(|one, other| (&one.record, one.on).cmp(&(&other.record, other.on)));
    let mut found = Vec::new();
    for of_one in signs.chunk_by(|one, next| one.record == next.record) {
        // One record contradicts one death: the first that is told.
        let contradicted = deaths.iter().filter(|death| death.record != of_one[0].record);
        let mut contradicted = contradicted.filter_map(|death| {
            Some((death, of_one.iter().find(|sign| death.on.certainly_precedes(sign.on))?))
        });
        found.extend(contradicted.next().map(|(death, sign)| crossing(death, sign)));
    }
    // That a death of the person's own record comes too late, another record tells.
    let own = deaths.iter().filter(|death| death.record.noun() == "person");
    for death in own {
        found.extend(life.sat_after(death.on).map(|sign| crossing(death, &sign)));
        let mut earlier = deaths.iter().filter(|other| other.record != death.record);
        let earlier = earlier.find(|other| other.on.certainly_precedes(death.on));
        found.extend(earlier.map(|other| crossing(other, death)));
    }
    found
}

fn crossing(death: &Sign, sign: &Sign) -> Crossing {
    let side = |sign: &Sign| {
        CrossingSide::of(sign.record.clone(), sign.says.clone(), sign.fields.iter().cloned())
    };
    Crossing {
        breaks: DomainRule::DiedAgainstLater,
        rule: format!("{}, and {}", death.says, sign.says),
        sides: [side(death), side(sign)],
    }
}

/// The days of death that are told: the person's own, and those in custody.
fn deaths(life: &Life<'_>) -> Vec<Sign> {
    let own = life.died_on.map(|on| Sign {
        record: life.person.as_record_id().clone(),
        on,
        says: format!("died on {on}"),
        fields: vec!["died_on".to_owned()],
    });
    let mut deaths: Vec<Sign> = own.into_iter().collect();
    for (id, detention) in &life.detentions {
        deaths.extend(deaths_in_custody(detention, life.around).into_iter().map(|(on, fields)| {
            let record = id.as_record_id().clone();
            Sign { record, on, says: format!("died in custody on {on}"), fields }
        }));
    }
    deaths
}
