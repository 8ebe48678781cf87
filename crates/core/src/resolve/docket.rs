//! The docket: which claims on a subject may speak to an audience, and with
//! what weight, by the rulings of the keepers.

use std::collections::{BTreeMap, BTreeSet};

use super::{Heard, Merged, Rank};
use crate::{
    Audience, Claim, Decision, EntryId, Id, Noun, PartialDate, RecordId, Ruling, Sight, Source,
    Value as _, first_step, respelled,
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
///
/// Claims on an identifier that was merged into the subject, as this audience
/// may see, are claims on the subject, and what they refer to is followed
/// likewise. Merging shows the public nothing: a field that is hidden of one of
/// the identifiers is hidden of all, also while the public may not know that they
/// are one, until it is shown of that one again; and what is hidden of the others
/// too stays hidden of them.
pub fn hear<N: Noun>(
    subject: &RecordId,
    claims: &[(EntryId, Claim)],
    rulings: &[(EntryId, Ruling)],
    merged: &Merged,
    audience: Audience,
    mut document: impl FnMut(&Id<Source>) -> Document,
) -> Result<Admitted<N>, (EntryId, serde_json::Error)> {
    let rulings_here = Rulings::new(subject, rulings, merged, audience);
    let moved = |id: &RecordId| merged.moved(audience, id).cloned();
    let mut sights: BTreeMap<&RecordId, Vec<String>> = BTreeMap::new();
    let mut docket = Admitted { heard: Vec::new(), kept_back: false };
    let mut untold = BTreeSet::new();
    for (entry, claim) in claims {
        let entry = *entry;
        if !merged.is_empty() && merged.home(audience, &claim.subject) != subject {
            if rulings_here.is_kin(&claim.subject) {
                untold.insert(entry);
            }
            continue;
        }
        if !rulings_here.speaks(entry) {
            continue;
        }
        let record = sights
            .entry(&claim.subject)
            .or_insert_with(|| rulings_here.record_sight(&claim.subject, N::RESTRICTED));
        if rulings_here.hides(entry) || record.iter().any(String::is_empty) {
            docket.kept_back = true;
            untold.insert(entry);
            continue;
        }
        let (mut source, mut said_by) = (claim.source.clone(), claim.said_by.clone());
        let mut states: N = claim.states.read().map_err(|error| (entry, error))?;
        if !merged.is_empty() {
            source.relink(&moved);
            if let Some(voice) = &mut said_by {
                voice.relink(&moved);
            }
            states.relink(&moved);
        }
        let Document { list, published_on } = document(&source);
        let hidden = record.iter().filter(|field| mentions(&states, field));
        let hidden: Vec<&str> = hidden.map(String::as_str).collect();
        if !hidden.is_empty() {
            docket.kept_back = true;
            let open = excerpt(&states, &hidden, claim.denies).map_err(|error| (entry, error))?;
            let Some(open) = open else {
                untold.insert(entry);
                continue;
            };
            states = open;
        }
        docket.heard.push(Heard {
            entry,
            source,
            list,
            said_by,
            read_on: claim.read_on,
            published_on,
            denies: claim.denies,
            states,
            silenced: rulings_here.retracted(entry),
            ranks: rulings_here.ranks(entry),
            settles: BTreeMap::new(),
        });
    }
    for claim in &mut docket.heard {
        claim.settles = rulings_here.settles(claim.entry, &untold);
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
    merged: &'a Merged,
    audience: Audience,
}

impl<'a> Rulings<'a> {
    fn new(
        subject: &'a RecordId,
        rulings: &'a [(EntryId, Ruling)],
        merged: &'a Merged,
        audience: Audience,
    ) -> Self {
        let made = rulings.iter().map(|(entry, ruling)| (*entry, &ruling.decision));
        let mut made: Vec<_> = made.collect();
        made.sort_by_key(|(entry, _)| *entry);
        Self { subject, made, merged, audience }
    }

    fn is_public(&self) -> bool {
        self.audience == Audience::Public
    }

    /// A field as the record has it now: its keys may be identifiers that were merged.
    fn path(&self, path: &str) -> String {
        self.merged.path(self.audience, &respelled(self.subject.noun(), path))
    }

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
                field.as_deref().map(|field| self.path(field))
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
        self.is_public() && hidden() == Some(true)
    }

    /// The fields that this audience must not see of what was said under one
    /// of the subject's identifiers; the empty path stands for all of it.
    fn record_sight(&self, said_of: &RecordId, restricted: &[&'static str]) -> Vec<String> {
        if !self.is_public() {
            return Vec::new();
        }
        let one = |id| self.merged.home(Audience::Restricted, id);
        // By whom each field is hidden: by the noun itself, or under an identifier.
        let mut hidden: BTreeMap<String, BTreeSet<Option<&RecordId>>> =
            restricted.iter().map(|field| ((*field).to_owned(), BTreeSet::from([None]))).collect();
        for (_, decision) in &self.made {
            let (what, hide) = match decision {
                Decision::Hide { what } => (what, true),
                Decision::Show { what } => (what, false),
                _ => continue,
            };
            let Sight::Record { subject, field } = what else { continue };
            let here = self.merged.home(self.audience, subject) == self.subject;
            // Else a field could be read under the name that the public is left with.
            let of_kin = field.is_some() && one(subject) == one(self.subject);
            if !here && !of_kin {
                continue;
            }
            let field = self.path(field.as_deref().unwrap_or_default());
            let by = hidden.entry(field).or_default();
            if hide {
                by.insert(Some(subject));
            } else if here && (subject == self.subject || subject == said_of) {
                by.clear();
            } else {
                // What was hidden under another identifier is shown as far as it was hidden under that one.
                by.remove(&Some(subject));
            }
        }
        hidden.into_iter().filter_map(|(field, by)| (!by.is_empty()).then_some(field)).collect()
    }

    fn ranks(&self, claim: EntryId) -> BTreeMap<String, Rank> {
        let ranked = self.made.iter().filter_map(|(at, decision)| match decision {
            Decision::Rank { entries, field, rank } if entries.holds(claim, at.revision) => {
                Some((self.path(field.as_deref().unwrap_or_default()), *rank))
            }
            _ => None,
        });
        ranked.collect()
    }

    /// Whether an identifier is the subject's too, as whoever may see everything knows.
    fn is_kin(&self, id: &RecordId) -> bool {
        let [one, other] = [id, self.subject].map(|id| self.merged.home(Audience::Restricted, id));
        one == other
    }

    /// What is settled by a claim. By those that this audience is not told of nothing is settled for
    /// it: what was settled before by a claim that it knows still holds.
    fn settles(&self, claim: EntryId, untold: &BTreeSet<EntryId>) -> BTreeMap<String, u64> {
        let mut latest: BTreeMap<String, (EntryId, u64)> = BTreeMap::new();
        for (at, decision) in &self.made {
            if let Decision::Settle { subject, field, entry } = decision
                && self.merged.home(self.audience, subject) == self.subject
                && !untold.contains(entry)
            {
                latest.insert(self.path(field), (*entry, at.revision));
            }
        }
        let mine = latest.into_iter().filter(|(_, (entry, _))| *entry == claim);
        mine.map(|(field, (_, revision))| (field, revision)).collect()
    }
}

/// The fields that the public must not see of what was said under one of a
/// subject's identifiers; the empty path stands for all of it.
#[must_use]
pub fn hidden_fields<N: Noun>(
    said_of: &RecordId,
    rulings: &[(EntryId, Ruling)],
    merged: &Merged,
) -> Vec<String> {
    let subject = merged.home(Audience::Public, said_of);
    let rulings_here = Rulings::new(subject, rulings, merged, Audience::Public);
    rulings_here.record_sight(said_of, N::RESTRICTED)
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
        let fields: Vec<&str> = hidden.iter().map(String::as_str).collect();
        let Some(states) = excerpt(&states, &fields, self.denies)? else { return Ok(None) };
        let shown = |path: &String| !hidden.iter().any(|field| crate::lies_within(path, field));
        let mut open = self.clone();
        open.states = crate::States::of(&states)?;
        open.quotes.retain(|path, _| shown(path));
        Ok(Some(open))
    }
}

/// What remains of a statement without these fields, if anything does. It is
/// all that is heard of it, so that whoever was given nothing more hears the same.
fn excerpt<N: Noun>(
    states: &N,
    hidden: &[&str],
    denies: bool,
) -> Result<Option<N>, serde_json::Error> {
    let mut json = serde_json::to_value(states)?;
    for field in hidden {
        remove(&mut json, field, denies);
    }
    let open: N = serde_json::from_value(json)?;
    Ok((!open.is_silent()).then_some(open))
}

/// Takes a field, or an element of a list, or a field of one, out of a
/// statement. Where a denial said nothing else of an element, the element goes
/// too: what is left would deny all of it.
pub(crate) fn remove(json: &mut serde_json::Value, path: &str, denies: bool) {
    let (step, rest) = first_step(path);
    let keyed = |element: &serde_json::Value, key: &str| {
        element.get("key").unwrap_or(element).as_str() == Some(key)
    };
    match (json, rest) {
        (serde_json::Value::Object(fields), None) => {
            fields.remove(&*step);
        }
        (serde_json::Value::Object(fields), Some(rest)) => {
            if let Some(within) = fields.get_mut(&*step) {
                remove(within, rest, denies);
            }
        }
        (serde_json::Value::Array(elements), None) => {
            elements.retain(|element| !keyed(element, &step));
        }
        (serde_json::Value::Array(elements), Some(rest)) => {
            elements.retain(|element| !(element.is_string() && keyed(element, path)));
            for element in elements.iter_mut().filter(|element| keyed(element, &step)) {
                remove(element, rest, denies);
            }
            let bare = |element: &serde_json::Value| {
                element.as_object().is_some_and(|part| part.len() == 1 && part.contains_key("key"))
            };
            elements.retain(|element| !(denies && keyed(element, &step) && bare(element)));
        }
        _ => {}
    }
}
