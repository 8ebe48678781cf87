//! The docket: which claims on a subject may speak to an audience, and with
//! what weight, by the rulings of the keepers.

use std::collections::BTreeMap;

use super::{Heard, Rank};
use crate::{
    Audience, Claim, Decision, EntryId, Id, Noun, PartialDate, RecordId, Ruling, Sight, Source,
};

/// What resolution needs to know of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The list it is an edition of; the source itself otherwise.
    pub list: Id<Source>,
    /// The day it was published.
    pub published_on: Option<PartialDate>,
}

impl Document {
    /// What is known of a source by its fields; nothing weighs for one that nobody describes.
    #[must_use]
    pub fn of(id: &Id<Source>, fields: Option<&Source>) -> Self {
        Self {
            list: fields.and_then(|source| source.edition_of.clone()).unwrap_or_else(|| id.clone()),
            published_on: fields.and_then(|source| source.published_on),
        }
    }
}

/// What was heard of a subject for one audience.
#[derive(Clone, Debug)]
pub struct Admitted<N> {
    /// The claims that speak.
    pub heard: Vec<Heard<N>>,
    /// Whether something was kept from this audience.
    pub kept_back: bool,
}

/// Hears the claims on a subject for an audience.
///
/// Claims come in any order, rulings too. A claim speaks once it is accepted,
/// and until it is rejected or retracted; the latest ruling decides. What is
/// hidden does not speak to the public, and neither do the fields that the
/// noun restricts, unless a ruling shows them.
pub fn hear<N: Noun>(
    subject: &RecordId,
    claims: &[(EntryId, Claim)],
    rulings: &[(EntryId, Ruling)],
    audience: Audience,
    mut document: impl FnMut(&Id<Source>) -> Document,
) -> Result<Admitted<N>, (EntryId, serde_json::Error)> {
    let mut rulings: Vec<_> =
        rulings.iter().map(|(entry, ruling)| (*entry, &ruling.decision)).collect();
    rulings.sort_by_key(|(entry, _)| *entry);
    let rulings_here = Rulings { subject, made: rulings, public: audience == Audience::Public };
    let record = rulings_here.record_sight(N::RESTRICTED);
    let mut docket = Admitted { heard: Vec::new(), kept_back: false };
    for (entry, claim) in claims {
        let entry = *entry;
        if !rulings_here.speaks(entry) {
            continue;
        }
        if rulings_here.hides(entry) || record.contains(&"") {
            docket.kept_back = true;
            continue;
        }
        let Document { list, published_on } = document(&claim.source);
        let states: N = claim.states.read().map_err(|error| (entry, error))?;
        let mut silenced = rulings_here.retracted(entry);
        for field in record.iter().filter(|field| mentions(&states, field)) {
            docket.kept_back = true;
            silenced.push((*field).to_owned());
        }
        docket.heard.push(Heard {
            entry,
            source: claim.source.clone(),
            list,
            said_by: claim.said_by.clone(),
            read_on: claim.read_on,
            published_on,
            denies: claim.denies,
            states,
            silenced,
            ranks: rulings_here.ranks(entry),
            settles: rulings_here.settles(entry),
        });
    }
    Ok(docket)
}

fn mentions<N: Noun>(states: &N, field: &str) -> bool {
    let mut found = false;
    states.stated(&mut crate::Path::default(), &mut |path, _| {
        found |= crate::lies_within(path, field);
    });
    found
}

/// The rulings that bear on one subject, in the order they were made.
struct Rulings<'a> {
    subject: &'a RecordId,
    made: Vec<(EntryId, &'a Decision)>,
    public: bool,
}

impl<'a> Rulings<'a> {
    fn latest<T>(&self, decide: impl Fn(EntryId, &'a Decision) -> Option<T>) -> Option<T> {
        self.made.iter().rev().find_map(|(entry, decision)| decide(*entry, decision))
    }

    fn speaks(&self, claim: EntryId) -> bool {
        let accepted = self.latest(|at, decision| match decision {
            Decision::Accept { entries } if entries.holds(claim, at.revision) => Some(true),
            Decision::Reject { entries } if entries.holds(claim, at.revision) => Some(false),
            _ => None,
        });
        let retracted = self.made.iter().any(|(at, decision)| {
            matches!(decision, Decision::Retract { entries, field: None } if entries.holds(claim, at.revision))
        });
        accepted == Some(true) && !retracted
    }

    fn retracted(&self, claim: EntryId) -> Vec<String> {
        let fields = self.made.iter().filter_map(|(at, decision)| match decision {
            Decision::Retract { entries, field } if entries.holds(claim, at.revision) => {
                field.clone()
            }
            _ => None,
        });
        fields.collect()
    }

    fn hides(&self, claim: EntryId) -> bool {
        let hidden = || {
            self.latest(|at, decision| match decision {
                Decision::Hide { what: Sight::Claims { entries } }
                    if entries.holds(claim, at.revision) =>
                {
                    Some(true)
                }
                Decision::Show { what: Sight::Claims { entries } }
                    if entries.holds(claim, at.revision) =>
                {
                    Some(false)
                }
                _ => None,
            })
        };
        self.public && hidden() == Some(true)
    }

    /// The fields of the record that this audience must not see; the empty
    /// path stands for all of it.
    fn record_sight(&self, restricted: &[&'static str]) -> Vec<&'a str> {
        if !self.public {
            return Vec::new();
        }
        let mut hidden: BTreeMap<&str, bool> =
            restricted.iter().map(|field| (*field, true)).collect();
        for (_, decision) in &self.made {
            let (what, hide) = match decision {
                Decision::Hide { what } => (what, true),
                Decision::Show { what } => (what, false),
                _ => continue,
            };
            if let Sight::Record { subject, field } = what
                && subject == self.subject
            {
                hidden.insert(field.as_deref().unwrap_or_default(), hide);
            }
        }
        hidden.into_iter().filter_map(|(field, hidden)| hidden.then_some(field)).collect()
    }

    fn ranks(&self, claim: EntryId) -> BTreeMap<String, Rank> {
        let ranked = self.made.iter().filter_map(|(at, decision)| match decision {
            Decision::Rank { entries, field, rank } if entries.holds(claim, at.revision) => {
                Some((field.clone().unwrap_or_default(), *rank))
            }
            _ => None,
        });
        ranked.collect()
    }

    fn settles(&self, claim: EntryId) -> BTreeMap<String, u64> {
        let mut latest: BTreeMap<&str, (EntryId, u64)> = BTreeMap::new();
        for (at, decision) in &self.made {
            if let Decision::Settle { subject, field, entry } = decision
                && subject == self.subject
            {
                latest.insert(field, (*entry, at.revision));
            }
        }
        let mine = latest.into_iter().filter(|(_, (entry, _))| *entry == claim);
        mine.map(|(field, (_, revision))| (field.to_owned(), revision)).collect()
    }
}

/// The fields of a record that the public must not see; the empty path stands for all of it.
#[must_use]
pub fn hidden_fields<N: Noun>(subject: &RecordId, rulings: &[(EntryId, Ruling)]) -> Vec<String> {
    let mut rulings: Vec<_> =
        rulings.iter().map(|(entry, ruling)| (*entry, &ruling.decision)).collect();
    rulings.sort_by_key(|(entry, _)| *entry);
    let rulings_here = Rulings { subject, made: rulings, public: true };
    rulings_here.record_sight(N::RESTRICTED).into_iter().map(ToOwned::to_owned).collect()
}

impl Claim {
    /// What remains of a claim when some fields of its subject are hidden, if anything does.
    pub fn without_fields<N: Noun>(
        &self,
        hidden: &[String],
    ) -> Result<Option<Self>, serde_json::Error> {
        if hidden.iter().any(String::is_empty) {
            return Ok(None);
        }
        let states: N = self.states.read()?;
        if !hidden.iter().any(|field| mentions(&states, field)) {
            return Ok(Some(self.clone()));
        }
        let mut json = serde_json::to_value(&states)?;
        for field in hidden {
            remove(&mut json, field);
        }
        let states: N = serde_json::from_value(json)?;
        if states.is_silent() {
            return Ok(None);
        }
        let shown = |path: &String| !hidden.iter().any(|field| crate::lies_within(path, field));
        let mut open = self.clone();
        open.states = crate::States::of(&states)?;
        open.quotes.retain(|path, _| shown(path));
        Ok(Some(open))
    }
}

/// Takes a field, or an element of a list, or a field of one, out of a statement.
pub(crate) fn remove(json: &mut serde_json::Value, path: &str) {
    let (step, rest) = path.split_once('.').map_or((path, None), |(step, rest)| (step, Some(rest)));
    let keyed = |element: &serde_json::Value, key: &str| {
        element.get("key").unwrap_or(element).as_str() == Some(key)
    };
    match (json, rest) {
        (serde_json::Value::Object(fields), None) => {
            fields.remove(step);
        }
        (serde_json::Value::Object(fields), Some(rest)) => {
            if let Some(within) = fields.get_mut(step) {
                remove(within, rest);
            }
        }
        (serde_json::Value::Array(elements), None) => {
            elements.retain(|element| !keyed(element, path));
        }
        (serde_json::Value::Array(elements), Some(rest)) => {
            elements.retain(|element| !(element.is_string() && keyed(element, path)));
            for element in elements.iter_mut().filter(|element| keyed(element, step)) {
                remove(element, rest);
            }
        }
        _ => {}
    }
}
