//! Which identifiers are one subject, for each audience, by the rulings of the keepers.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Audience, Decision, RecordId};

/// The identifiers that were merged into others. Each is merged into one at
/// most, and none comes round to itself: together they are trees, whose roots stay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    into: BTreeMap<RecordId, (RecordId, bool)>,
    homes: [BTreeMap<RecordId, RecordId>; 2],
    /// Each tree by its root.
    trees: BTreeMap<RecordId, BTreeSet<RecordId>>,
}

/// Why an identifier cannot be merged into another.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// They are records of different kinds.
    #[error("{0} and {1} are two kinds of record: what is one is never the other")]
    Nouns(String, String),
    /// It was merged already.
    #[error("`{0}` was merged into `{1}` before")]
    Gone(RecordId, RecordId),
    /// The one is the other.
    #[error("`{0}` is one with itself anyhow")]
    Itself(RecordId),
    /// The one that stays would go into the one that goes.
    #[error("`{into}` leads to `{subject}` already: the two would go into each other")]
    Loop {
        /// What was to go.
        subject: RecordId,
        /// What was to stay.
        into: RecordId,
    },
}

impl Merged {
    /// From what was written of it: what goes, into what, and whether the public may know.
    pub fn of(written: impl IntoIterator<Item = (RecordId, RecordId, bool)>) -> Self {
        let into = written.into_iter().map(|(id, into, open)| (id, (into, open)));
        let mut merged = Self { into: into.collect(), ..Self::default() };
        merged.lead_home();
        merged
    }

    /// What goes, into what, and whether the public may know.
    pub fn merges(&self) -> impl Iterator<Item = (&RecordId, &RecordId, bool)> {
        self.into.iter().map(|(id, (into, open))| (id, into, *open))
    }

    /// Whether nothing is merged.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.into.is_empty()
    }

    /// Whether an identifier was merged, or something into it.
    #[must_use]
    pub fn concerns(&self, id: &RecordId) -> bool {
        self.trees.contains_key(self.home(Audience::Restricted, id))
    }

    /// The identifier that stays of those that are one subject to an audience.
    #[must_use]
    pub fn home<'a>(&'a self, audience: Audience, id: &'a RecordId) -> &'a RecordId {
        self.moved(audience, id).unwrap_or(id)
    }

    /// The same, where it is another one.
    #[must_use]
    pub fn moved(&self, audience: Audience, id: &RecordId) -> Option<&RecordId> {
        self.homes[audience as usize].get(id)
    }

    /// Where an identifier leads either audience.
    #[must_use]
    pub fn homes(&self, id: &RecordId) -> BTreeSet<RecordId> {
        Audience::ALL.iter().map(|audience| self.home(*audience, id).clone()).collect()
    }

    /// All identifiers that lead an audience to this one; itself among them where it stays.
    #[must_use]
    pub fn members(&self, audience: Audience, home: &RecordId) -> BTreeSet<RecordId> {
        let here = self.homes[audience as usize].iter().filter(|(_, to)| *to == home);
        let own = (self.home(audience, home) == home).then(|| home.clone());
        here.map(|(id, _)| id.clone()).chain(own).collect()
    }

    /// All identifiers that are one subject with this one, itself among them,
    /// whoever may know that they are one.
    #[must_use]
    pub fn kin(&self, id: &RecordId) -> BTreeSet<RecordId> {
        let root = self.home(Audience::Restricted, id);
        self.trees.get(root).cloned().unwrap_or_else(|| BTreeSet::from([id.clone()]))
    }

    /// The same with every merge kept from the public.
    #[must_use]
    pub fn untold(&self) -> Self {
        let mut untold = self.clone();
        untold.show(|_, _| Some(false));
        untold
    }

    /// Whether both audiences are led to the same by every identifier.
    #[must_use]
    pub fn is_one(&self) -> bool {
        self.homes[0] == self.homes[1]
    }

    /// A path, with the identifiers that are keys in it led to where they lead now.
    #[must_use]
    pub fn path(&self, audience: Audience, path: &str) -> String {
        if self.homes[audience as usize].is_empty() {
            return path.to_owned();
        }
        let step = |step| self.homes[audience as usize].get(step).map_or(step, RecordId::as_str);
        path.split('.').map(step).collect::<Vec<_>>().join(".")
    }

    /// Whether a merge can be carried out, and why not.
    pub fn check(&self, subject: &RecordId, into: &RecordId) -> Result<(), MergeError> {
        if subject.noun() != into.noun() {
            let (one, other) = (subject.noun().to_owned(), into.noun().to_owned());
            return Err(MergeError::Nouns(one, other));
        }
        if subject == into {
            return Err(MergeError::Itself(subject.clone()));
        }
        if let Some((before, _)) = self.into.get(subject) {
            return Err(MergeError::Gone(subject.clone(), before.clone()));
        }
        if self.home(Audience::Restricted, into) == subject {
            return Err(MergeError::Loop { subject: subject.clone(), into: into.clone() });
        }
        Ok(())
    }

    /// Carries out a merge or a part, and gives the identifiers it is about.
    /// Whether the public may know of a merge is told later; until then it may not.
    pub fn rule(&mut self, decision: &Decision) -> Option<[RecordId; 2]> {
        let (subject, other) = match decision {
            Decision::Merge { subject, into } => (subject, into),
            Decision::Part { subject, from } => (subject, from),
            _ => return None,
        };
        if let Decision::Part { .. } = decision {
            let pair = |id: &RecordId, (into, _): &(RecordId, bool)| {
                (id == subject && into == other) || (id == other && into == subject)
            };
            self.into.retain(|id, into| !pair(id, into));
        } else if self.check(subject, other).is_ok() {
            self.into.insert(subject.clone(), (other.clone(), false));
        }
        self.lead_home();
        Some([subject.clone(), other.clone()])
    }

    /// Tells which merges the public may know of: those of identifiers of which
    /// it may see both. Where `seen` is silent, it stays as it is.
    pub fn show(&mut self, seen: impl Fn(&RecordId, &RecordId) -> Option<bool>) {
        for (id, (into, open)) in &mut self.into {
            *open = seen(id, into).unwrap_or(*open);
        }
        self.lead_home();
    }

    fn lead_home(&mut self) {
        for audience in Audience::ALL {
            let mut homes = BTreeMap::new();
            for id in self.into.keys() {
                let (mut at, mut seen) = (id, BTreeSet::new());
                while let Some((into, open)) = self.into.get(at)
                    && (*open || *audience == Audience::Restricted)
                    && seen.insert(at)
                {
                    at = into;
                }
                if at != id {
                    homes.insert(id.clone(), at.clone());
                }
            }
            self.homes[*audience as usize] = homes;
        }
        self.trees.clear();
        for (id, root) in &self.homes[Audience::Restricted as usize] {
            let tree = self.trees.entry(root.clone()).or_insert_with(|| [root.clone()].into());
            tree.insert(id.clone());
        }
    }

    /// The identifiers that lead an audience elsewhere than before, and where
    /// they led and lead: what is said under any of these is to be heard again.
    #[must_use]
    pub fn turned(&self, before: &Self) -> BTreeSet<RecordId> {
        let mut turned = BTreeSet::new();
        for audience in Audience::ALL {
            for id in self.into.keys().chain(before.into.keys()) {
                let (then, now) = (before.home(*audience, id), self.home(*audience, id));
                if then != now {
                    turned.extend([id.clone(), then.clone(), now.clone()]);
                }
            }
        }
        turned
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(slug: &str) -> RecordId {
        format!("person/{slug}").parse().unwrap()
    }

    fn merge(subject: &str, into: &str) -> Decision {
        Decision::Merge { subject: id(subject), into: id(into) }
    }

    fn part(subject: &str, from: &str) -> Decision {
        Decision::Part { subject: id(subject), from: id(from) }
    }

    fn ruled(decisions: &[Decision]) -> Merged {
        let mut merged = Merged::default();
        for decision in decisions {
            merged.rule(decision);
        }
        merged.show(|_, _| Some(true));
        merged
    }

    fn home(merged: &Merged, slug: &str) -> String {
        merged.home(Audience::Restricted, &id(slug)).slug().to_owned()
    }

    #[test]
    fn of_a_chain_the_last_stays_in_whichever_order_it_was_made() {
        for chain in [[merge("a", "b"), merge("b", "c")], [merge("b", "c"), merge("a", "b")]] {
            let merged = ruled(&chain);
            assert_eq!([home(&merged, "a"), home(&merged, "b"), home(&merged, "c")], ["c"; 3]);
            let members = merged.members(Audience::Public, &id("c"));
            assert_eq!(members, BTreeSet::from([id("a"), id("b"), id("c")]));
            assert!(merged.members(Audience::Public, &id("a")).is_empty());
            assert_eq!(merged.untold().kin(&id("b")), members);
            assert!(merged.untold().moved(Audience::Public, &id("a")).is_none());
        }
    }

    #[test]
    fn what_is_parted_is_two_again_and_the_rest_of_the_tree_stands() {
        let merged = ruled(&[merge("a", "b"), merge("b", "c"), merge("d", "b"), part("c", "b")]);
        assert_eq!([home(&merged, "a"), home(&merged, "d"), home(&merged, "c")], ["b", "b", "c"]);
        let again = ruled(&[merge("a", "b"), part("a", "b"), merge("b", "a")]);
        assert_eq!(home(&again, "b"), "a");
    }

    #[test]
    fn nothing_goes_twice_or_into_itself_or_into_another_noun() {
        let merged = ruled(&[merge("a", "b"), merge("b", "c")]);
        let told = |subject: &str, into: RecordId| {
            merged.check(&id(subject), &into).unwrap_err().to_string()
        };
        assert_eq!(
            told("c", id("a")),
            "`person/a` leads to `person/c` already: the two would go into each other"
        );
        assert_eq!(told("a", id("d")), "`person/a` was merged into `person/b` before");
        assert_eq!(
            told("d", "place/d".parse().unwrap()),
            "person and place are two kinds of record: what is one is never the other"
        );
        assert!(merged.check(&id("d"), &id("d")).is_err());
    }

    #[test]
    fn a_merge_is_known_to_those_who_may_see_both() {
        let mut merged = ruled(&[merge("a", "b"), merge("b", "c")]);
        merged.show(|one, other| Some(![one, other].contains(&&id("b"))));
        assert_eq!(home(&merged, "a"), "c");
        assert_eq!(merged.home(Audience::Public, &id("a")), &id("a"));
        let before = merged.clone();
        merged.show(|one, other| Some(![one, other].contains(&&id("c"))));
        assert_eq!(merged.home(Audience::Public, &id("a")), &id("b"));
        assert_eq!(merged.turned(&before), BTreeSet::from([id("a"), id("b")]));
        let written = merged.merges().map(|(a, b, open)| (a.clone(), b.clone(), open));
        assert_eq!(Merged::of(written), merged);
    }

    #[test]
    fn identifiers_in_paths_are_led_on() {
        let merged = ruled(&[merge("a", "b")]);
        let path = |path| merged.path(Audience::Public, path);
        assert_eq!(path("talks.minsk.participants.person/a"), "talks.minsk.participants.person/b");
        assert_eq!(path("name"), "name");
    }
}
