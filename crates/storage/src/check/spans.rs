//! What claims that are added together say for each other: the subjects that they
//! introduce, and what lies within what.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use detente_core::{NewClaim, Noun, Organization, Place, RecordId, Sanction, Seen, Source, brief};

/// What one field of records says, by their identifier.
pub(super) type Said = BTreeMap<String, BTreeSet<String>>;

/// What claims that are added together say for each other.
#[derive(Default)]
pub(crate) struct Spans {
    noted: usize,
    /// The subjects of which nobody need have spoken before.
    pub(super) introduced: Seen,
    /// What would lie within what.
    pub(super) nesting: Vec<Nesting>,
    /// Who publishes a source.
    pub(super) publishers: Said,
    /// Which body is above an organization.
    pub(super) parents: Said,
    pub(super) issuers: Issuers,
}

/// One record that would lie in another, as a claim says.
pub(super) struct Nesting {
    /// The position of the claim.
    pub at: usize,
    pub written_at: Option<String>,
    pub from: RecordId,
    pub field: &'static str,
    pub to: RecordId,
}

impl Spans {
    /// What these say.
    pub(crate) fn of(claims: &[NewClaim]) -> Self {
        let mut spans = Self::default();
        for new in claims {
            spans.note(new);
        }
        spans
    }

    /// Notes what the next claim says.
    pub(crate) fn note(&mut self, new: &NewClaim) {
        let at = self.noted;
        self.noted += 1;
        let claim = &new.claim;
        let subject = &claim.subject;
        if new.new {
            self.introduced.first(subject.as_str());
        }
        // What cannot be read is a fault of its own.
        let (field, to): (_, Option<RecordId>) = match subject.noun() {
            Place::NAME => (
                "within",
                claim.states.read::<Place>().ok().and_then(|it| it.within).map(Into::into),
            ),
            Organization::NAME => {
                let parent = claim.states.read::<Organization>().ok().and_then(|it| it.parent);
                if let Some(parent) = parent.as_ref().filter(|_| !claim.denies) {
                    say(&mut self.parents, subject, parent.as_str());
                }
                ("parent", parent.map(Into::into))
            }
            Source::NAME => {
                let Ok(states) = claim.states.read::<Source>() else { return };
                if let Some(publisher) = states.publisher.filter(|_| !claim.denies) {
                    say(&mut self.publishers, subject, publisher.as_str());
                }
                ("edition_of", states.edition_of.map(Into::into))
            }
            Sanction::NAME if !claim.denies => {
                let issuer = claim.states.read::<Sanction>().ok().and_then(|it| it.issuer);
                if let Some(issuer) = issuer {
                    self.issuers.note(subject, issuer.as_str());
                }
                return;
            }
            _ => return,
        };
        if let Some(to) = to.filter(|to| to.noun() == subject.noun()) {
            let (written_at, from) = (new.written_at.clone(), subject.clone());
            self.nesting.push(Nesting { at, written_at, from, field, to });
        }
    }
}

fn say(said: &mut Said, of: &RecordId, what: &str) {
    said.entry(of.to_string()).or_default().insert(what.to_owned());
}

/// Who issued which measure: of each measure on a list, a few bytes.
#[derive(Default)]
pub(super) struct Issuers {
    names: Vec<String>,
    numbers: HashMap<String, u32>,
    of: BTreeSet<([u8; 16], u32)>,
}

impl Issuers {
    fn note(&mut self, measure: &RecordId, issuer: &str) {
        let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(issuer.to_owned()).or_insert(next);
        if number == next {
            self.names.push(issuer.to_owned());
        }
        self.of.insert((brief(measure.as_str()), number));
    }

    /// Those of one measure.
    pub(super) fn of(&self, measure: &str) -> BTreeSet<String> {
        let measure = brief(measure);
        let numbers = self.of.range((measure, 0)..=(measure, u32::MAX));
        let names = numbers.filter_map(|(_, number)| self.names.get(*number as usize));
        names.cloned().collect()
    }
}
