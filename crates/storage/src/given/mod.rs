//! What of the ledger the public is given: which bodies, and of which claims an excerpt.
//!
//! Today's rulings decide. A claim is given once it was accepted, unless it is
//! rejected now or hidden now, by itself or with its subject; of one that states
//! fields the public may not see, an excerpt is given without them. A ruling is
//! given where it bears on something that is given; that something was hidden,
//! or erased, is told to nobody. A heading speaks of the whole revision, so it
//! is given only where every entry of it is.

mod entries;
mod headings;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use detente_core::{
    Body, Decision, EntryId, Merged, Noun, RecordId, Ruling, Scope, Sight, hidden_fields,
    lies_within, respelled, with_noun,
};
use sea_orm::ConnectionTrait;

use self::entries::sights_of;
pub(crate) use self::{
    entries::{claims_in, entries_at, on_subjects},
    headings::Headings,
};
use crate::{
    StoreError,
    ledger::entry,
    merged,
    settle::{read, rulings_on, scope},
};

/// How much of an entry is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Given {
    /// Its commitment alone.
    Withheld,
    /// What the public may see of it, in canonical form.
    Excerpt(String),
    /// All of it.
    Whole,
}

/// Some entries of the ledger, and the rulings that decide how much of them is given.
#[derive(Default)]
pub(crate) struct Docket {
    entries: BTreeMap<EntryId, Known>,
    /// The claims on each subject, of those that were looked at.
    on_subject: HashMap<RecordId, BTreeSet<EntryId>>,
    /// The rulings on each claim, and by revision those on all its claims.
    on_claim: HashMap<EntryId, Vec<(EntryId, Ruling)>>,
    on_all: HashMap<u64, Vec<(EntryId, Ruling)>>,
    /// What was shown or hidden of each subject.
    sights: HashMap<RecordId, Vec<(EntryId, Ruling)>>,
    revisions: BTreeSet<i64>,
    merged: Merged,
}

/// An entry, as far as it must be known to tell how much of it is given: most
/// claims are given as they are, and need not be read for that.
enum Known {
    Claim { subject: RecordId, body: String },
    Ruling(Ruling),
}

/// A moment at which it is asked how much is given.
#[derive(Clone, Copy)]
struct Moment {
    /// The revision that the ledger had come to.
    as_of: u64,
    /// Whether what was merged is one: what is hidden of one identifier is hidden of all.
    together: bool,
}

/// With everything that was ever ruled.
const NOW: Moment = Moment { as_of: u64::MAX, together: true };

impl Docket {
    /// Reads what must be known to tell how much of these entries is given.
    pub(crate) async fn of(
        db: &impl ConnectionTrait,
        rows: &[entry::Model],
    ) -> Result<Self, StoreError> {
        let mut docket = Self { merged: merged::read(db).await?, ..Self::default() };
        docket.admit(db, rows).await?;
        // A ruling is given where something that it bears on is.
        let (mut scopes, mut subjects) = (Vec::new(), BTreeSet::new());
        for (at, body) in &docket.entries {
            let Known::Ruling(ruling) = body else { continue };
            if docket.given(*at, NOW)? != Given::Withheld {
                continue;
            }
            match &ruling.decision {
                Decision::Hide { .. } | Decision::Erase { .. } => {}
                Decision::Settle { subject, entry, .. } => {
                    subjects.insert(subject.clone());
                    scopes.push((at.revision, Scope::of(*entry)));
                }
                Decision::Show { what: Sight::Record { subject, .. } } => {
                    subjects.insert(subject.clone());
                }
                Decision::Merge { subject, into: other }
                | Decision::Part { subject, from: other } => {
                    subjects.extend([subject.clone(), other.clone()]);
                }
                decision => {
                    scopes.extend(scope(decision).map(|scope| (at.revision, scope.clone())));
                }
            }
        }
        let mut further = claims_in(db, &scopes).await?;
        further.extend(on_subjects(db, &subjects).await?);
        docket.admit(db, &further).await?;
        Ok(docket)
    }

    async fn admit(
        &mut self,
        db: &impl ConnectionTrait,
        rows: &[entry::Model],
    ) -> Result<(), StoreError> {
        let (mut revisions, mut subjects) = (BTreeSet::new(), BTreeSet::new());
        for row in rows {
            let Some(body) = &row.body else { continue };
            let known = if let ("claim", Some(subject)) = (row.kind.as_str(), &row.subject) {
                let subject: RecordId = subject.parse()?;
                revisions.insert(row.revision);
                let claims = self.on_subject.entry(subject.clone()).or_default();
                if claims.is_empty() {
                    subjects.insert(subject.clone());
                }
                claims.insert(row.id());
                Known::Claim { subject, body: body.clone() }
            } else {
                let Body::Ruling(ruling) = read(row)? else { continue };
                if let Decision::Show { what: Sight::Record { subject, .. } }
                | Decision::Settle { subject, .. } = &ruling.decision
                    && !self.on_subject.contains_key(subject)
                {
                    subjects.insert(subject.clone());
                }
                Known::Ruling(ruling)
            };
            self.entries.insert(row.id(), known);
        }
        revisions.retain(|revision| self.revisions.insert(*revision));
        for (revision, rulings) in rulings_on(db, revisions).await? {
            for (at, ruling) in rulings {
                match scope(&ruling.decision).map(|scope| scope.positions.clone()) {
                    Some(positions) if positions.is_empty() => {
                        self.on_all.entry(revision).or_default().push((at, ruling));
                    }
                    Some(positions) => {
                        for position in positions {
                            let claim = EntryId { revision, position };
                            self.on_claim.entry(claim).or_default().push((at, ruling.clone()));
                        }
                    }
                    None => {}
                }
            }
        }
        let members = subjects.iter().flat_map(|subject| self.merged.kin(subject));
        let mut subjects: BTreeSet<RecordId> = members.collect();
        subjects.retain(|subject| !self.sights.contains_key(subject));
        for row in sights_of(db, &subjects).await? {
            if let Body::Ruling(ruling) = read(&row)?
                && let Decision::Show { what: Sight::Record { subject, .. } }
                | Decision::Hide { what: Sight::Record { subject, .. } } = &ruling.decision
            {
                self.sights.entry(subject.clone()).or_default().push((row.id(), ruling));
            }
        }
        Ok(())
    }

    /// How much of an entry is given today.
    pub(crate) fn given_now(&self, entry: EntryId) -> Result<Given, StoreError> {
        self.given(entry, NOW)
    }

    /// Whether anything of an entry is given today, or was once a revision or a later one was there.
    pub(crate) fn given_since(&self, entry: EntryId, revision: u64) -> Result<bool, StoreError> {
        if self.given(entry, NOW)? != Given::Withheld {
            return Ok(true);
        }
        for as_of in self.moments(entry, revision) {
            for together in [true, false] {
                if self.given(entry, Moment { as_of, together })? != Given::Withheld {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// The revisions, from one on, at which it may have turned how much is given of an entry.
    fn moments(&self, entry: EntryId, since: u64) -> BTreeSet<u64> {
        let rulings: Vec<&(EntryId, Ruling)> = match self.entries.get(&entry) {
            Some(Known::Claim { subject, .. }) => {
                let members = self.merged.kin(subject);
                let sights = members.iter().filter_map(|member| self.sights.get(member));
                self.on(entry).chain(sights.flatten()).collect()
            }
            _ => self
                .on_claim
                .values()
                .chain(self.on_all.values())
                .chain(self.sights.values())
                .flatten()
                .collect(),
        };
        let later = rulings.into_iter().map(|(at, _)| at.revision).filter(|at| *at > since);
        later.chain([since]).collect()
    }

    fn on(&self, claim: EntryId) -> impl Iterator<Item = &(EntryId, Ruling)> {
        let all = self.on_all.get(&claim.revision).into_iter().flatten();
        all.chain(self.on_claim.get(&claim).into_iter().flatten())
    }

    /// How much of an entry was given when the ledger had come to a revision.
    fn given(&self, entry: EntryId, when: Moment) -> Result<Given, StoreError> {
        match self.entries.get(&entry) {
            None => Ok(Given::Withheld),
            Some(_) if entry.revision > when.as_of => Ok(Given::Withheld),
            Some(Known::Claim { subject, body }) => self.claim(entry, subject, body, when),
            Some(Known::Ruling(ruling)) => {
                let given = self.ruling(entry, ruling, when)?;
                Ok(if given { Given::Whole } else { Given::Withheld })
            }
        }
    }

    fn claim(
        &self,
        entry: EntryId,
        subject: &RecordId,
        body: &str,
        when: Moment,
    ) -> Result<Given, StoreError> {
        let (mut accepted, mut hidden) = (None, None);
        for (at, ruling) in self.on(entry).filter(|(at, _)| at.revision <= when.as_of) {
            let latest = |before: Option<(EntryId, bool)>, says| match before {
                Some((later, _)) if later > *at => before,
                _ => Some((*at, says)),
            };
            match &ruling.decision {
                Decision::Accept { .. } => accepted = latest(accepted, true),
                Decision::Reject { .. } => accepted = latest(accepted, false),
                Decision::Hide { .. } => hidden = latest(hidden, true),
                Decision::Show { .. } => hidden = latest(hidden, false),
                _ => {}
            }
        }
        let says = |ruled: Option<(EntryId, bool)>| ruled.is_some_and(|(_, says)| says);
        if !says(accepted) || says(hidden) {
            return Ok(Given::Withheld);
        }
        let plain = !self.merged.concerns(subject) && !self.sights.contains_key(subject);
        if plain && with_noun!(subject.noun(), N => !names_restricted::<N>(body), _ => false) {
            return Ok(Given::Whole);
        }
        let told = |error: &dyn std::fmt::Display| StoreError::Entry {
            entry: entry.to_string(),
            error: error.to_string(),
        };
        let Body::Claim(claim) = Body::of_ledger(body).map_err(|error| told(&error))? else {
            return Ok(Given::Withheld);
        };
        let open = with_noun!(subject.noun(),
            N => claim.without_fields::<N>(&self.hidden_fields(subject, when)), _ => Ok(None));
        Ok(match open.map_err(|error| told(&error))? {
            None => Given::Withheld,
            Some(open) if open == claim => Given::Whole,
            Some(open) => {
                let open = Body::Claim(open).canonical().map_err(|error| told(&error))?;
                Given::Excerpt(open)
            }
        })
    }

    fn hidden_fields(&self, subject: &RecordId, when: Moment) -> Vec<String> {
        let made = |of: &RecordId| {
            let rulings = self.sights.get(of).into_iter().flatten();
            rulings.filter(|(at, _)| at.revision <= when.as_of).cloned().collect::<Vec<_>>()
        };
        let hidden = |rulings: &[(EntryId, Ruling)], merged: &Merged| {
            with_noun!(subject.noun(), N => hidden_fields::<N>(subject, rulings, merged),
                _ => vec![String::new()])
        };
        let mut apart = hidden(&made(subject), &Merged::default());
        if !when.together || !self.merged.concerns(subject) {
            return apart;
        }
        let rulings: Vec<(EntryId, Ruling)> =
            self.merged.kin(subject).iter().flat_map(made).collect();
        // A key that is an identifier stands in the claim as it was before it was merged.
        apart.retain(|path| path.contains('/'));
        apart.extend(hidden(&rulings, &self.merged));
        apart
    }

    fn ruling(&self, at: EntryId, ruling: &Ruling, when: Moment) -> Result<bool, StoreError> {
        match &ruling.decision {
            Decision::Hide { .. } | Decision::Erase { .. } => Ok(false),
            Decision::Merge { subject, into: other } | Decision::Part { subject, from: other } => {
                Ok(self.is_spoken_of(subject, when)? && self.is_spoken_of(other, when)?)
            }
            Decision::Settle { subject, field, entry } => {
                let told = self.given(*entry, when)? != Given::Withheld;
                Ok(told && self.is_seen(subject, field, when)?)
            }
            Decision::Show { what: Sight::Record { subject, field } } => {
                self.is_seen(subject, field.as_deref().unwrap_or_default(), when)
            }
            Decision::Rank { entries, field, .. } | Decision::Retract { entries, field } => {
                let field = field.as_deref().unwrap_or_default();
                self.any_given(entries, at, when, |subject| self.shows(subject, field, when))
            }
            Decision::Accept { entries }
            | Decision::Reject { entries }
            | Decision::Show { what: Sight::Claims { entries } } => {
                self.any_given(entries, at, when, |_| true)
            }
        }
    }

    /// Whether any claim that a ruling acts on is given.
    fn any_given(
        &self,
        scope: &Scope,
        at: EntryId,
        when: Moment,
        bears_on: impl Fn(&RecordId) -> bool,
    ) -> Result<bool, StoreError> {
        let revision = scope.revision.unwrap_or(at.revision);
        let first = EntryId { revision, position: 0 };
        let last = EntryId { revision, position: u32::MAX };
        for (entry, body) in self.entries.range(first..=last) {
            if let Known::Claim { subject, .. } = body
                && scope.holds(*entry, at.revision)
                && self.given(*entry, when)? != Given::Withheld
                && bears_on(subject)
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn is_seen(&self, subject: &RecordId, field: &str, when: Moment) -> Result<bool, StoreError> {
        Ok(self.shows(subject, field, when) && self.is_spoken_of(subject, when)?)
    }

    /// Whether the public may see a field of a subject, the empty path being all of it.
    fn shows(&self, subject: &RecordId, field: &str, when: Moment) -> bool {
        let hidden = self.hidden_fields(subject, when);
        let field = &respelled(subject.noun(), field);
        !hidden.iter().any(|hidden| lies_within(field, hidden))
    }

    /// Whether any claim on a subject is given.
    fn is_spoken_of(&self, subject: &RecordId, when: Moment) -> Result<bool, StoreError> {
        for claim in self.on_subject.get(subject).into_iter().flatten() {
            if self.given(*claim, when)? != Given::Withheld {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Those of these rulings that are given to the public.
pub(crate) async fn rulings(
    db: &impl ConnectionTrait,
    made: &[(EntryId, Ruling)],
) -> Result<Vec<(EntryId, Ruling)>, StoreError> {
    if made.is_empty() {
        return Ok(Vec::new());
    }
    let rows = entries_at(db, &made.iter().map(|(at, _)| *at).collect()).await?;
    let docket = Docket::of(db, &rows).await?;
    let mut given = Vec::new();
    for (at, ruling) in made {
        if docket.given_now(*at)? != Given::Withheld {
            given.push((*at, ruling.clone()));
        }
    }
    Ok(given)
}

/// Whether the text of a claim may name a field that its noun restricts.
fn names_restricted<N: Noun>(body: &str) -> bool {
    N::RESTRICTED.iter().any(|field| {
        let name = format!("\"{}\"", field.split('.').next_back().unwrap_or_default());
        body.contains(&name)
    })
}
