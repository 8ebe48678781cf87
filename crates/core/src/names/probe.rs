//! What a query asks of the index of keys.

use std::collections::HashSet;

use super::{
    Bearer, Part, PartKind, Query, given,
    index::{self, codes, pair},
    key,
};

/// One thing to ask of the index of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Probe {
    /// Names kept under one of these keys.
    Equal(Vec<String>),
    /// Names kept under a key that begins so.
    Beginning(String),
}

/// No probe asks for more keys than this.
const MOST_KEYS: usize = 1000;

impl Probe {
    /// Whether it asks for two words at once: then few names answer.
    #[must_use]
    pub fn is_selective(&self) -> bool {
        match self {
            Self::Equal(keys) => keys.iter().all(|key| key.contains('+')),
            Self::Beginning(beginning) => beginning.contains('+'),
        }
    }

    /// Names kept under one of these keys; none if there is no key.
    fn equal(keys: impl IntoIterator<Item = String>) -> Option<Self> {
        let mut once = HashSet::new();
        let keys = keys.into_iter().filter(|key| once.insert(key.clone())).take(MOST_KEYS);
        let keys: Vec<String> = keys.collect();
        (!keys.is_empty()).then_some(Self::Equal(keys))
    }
}

impl Query {
    /// What to ask the index, the most selective first, in three rounds.
    ///
    /// Of several words: two at once, as they are, with the last one begun, or with a slip in one of them; then
    /// each by itself, but for given names; then given names, and each with a slip. Of one word: as it is
    /// or begun; then with a slip. The second round is worth asking unless something answered
    /// well, the third if nothing answered at all.
    #[must_use]
    pub fn rounds(&self) -> [Vec<Probe>; 3] {
        let begun = if self.unfinished { self.begun() } else { Vec::new() };
        let words = self.widely.parts().iter().filter(|part| part.kind() != PartKind::Initial);
        let (unknown, known): (Vec<&Part>, Vec<&Part>) =
            words.partition(|part| part.names.is_empty());
        let single = Probe::equal(unknown.iter().flat_map(|part| part.keys()));
        let givens = known.iter().flat_map(|part| codes(part)).map(|given| format!("={given}"));
        let givens = Probe::equal(givens);
        let slipped = unknown.iter().flat_map(|part| self.skeletons_with_a_slip(part)).cloned();
        let slipped = Probe::equal(slipped);
        let all = |probes: [Option<Probe>; 2]| probes.into_iter().flatten();
        if index::two_by_two(&self.widely).is_empty() {
            let as_it_is = begun.into_iter().chain(all([single, givens]));
            return [as_it_is.collect(), slipped.into_iter().collect(), Vec::new()];
        }
        let pairs = Probe::equal(index::pairs(&self.widely)).into_iter().chain(begun);
        let pairs = pairs.chain(Probe::equal(self.slipped_pairs()));
        [pairs.collect(), single.into_iter().collect(), all([givens, slipped]).collect()]
    }

    /// The keys that may lead to a match: two words at once, exact or nearly so.
    /// One word alone is asked for only where there is no second.
    #[must_use]
    pub fn screened(&self) -> Vec<String> {
        let [first, ..] = self.rounds();
        let (pairs, others): (Vec<Probe>, Vec<Probe>) =
            first.into_iter().partition(Probe::is_selective);
        let asked = if pairs.is_empty() { others.into_iter().take(1).collect() } else { pairs };
        let keys = asked.into_iter().filter_map(|probe| match probe {
            Probe::Equal(keys) => Some(keys),
            Probe::Beginning(_) => None,
        });
        keys.flatten().collect()
    }

    fn skeletons_with_a_slip(&self, part: &Part) -> &[String] {
        let place = self.widely.parts().iter().position(|other| other.place == part.place);
        let slips = place.and_then(|place| self.slips.get(place));
        slips.map(|slips| slips.skeletons.as_slice()).unwrap_or_default()
    }

    /// The keys of every two words of which one slipped, the likeliest first: a given name that is
    /// meant by what is none, or is another; then the other word; then a name that no table knows.
    fn slipped_pairs(&self) -> Vec<String> {
        let [mut givens, mut others, mut unknown] = [const { Vec::new() }; 3];
        for (first, second) in index::two_by_two(&self.widely) {
            let [slips, other_slips] = [first, second].map(|part| self.skeletons_with_a_slip(part));
            let second_codes = codes(second);
            if self.widely.bearer() == Bearer::Person {
                combine(&mut givens, &given_names(&first.keys()), &second_codes);
                combine(&mut givens, &given_names(slips), &second_codes);
            }
            combine(&mut others, &codes(first), other_slips);
            if first.names.is_empty() {
                combine(&mut unknown, slips, &second_codes);
            }
        }
        [givens, others, unknown].concat()
    }

    /// Keys that begin as the last word does.
    fn begun(&self) -> Vec<Probe> {
        let Some((last, before)) = self.widely.parts().split_last() else { return Vec::new() };
        let mut beginnings: Vec<String> = Vec::new();
        for fold in &last.readings {
            let beginning = key::beginning(*fold);
            if !beginning.is_empty() && !beginnings.contains(&beginning) {
                beginnings.push(beginning);
            }
        }
        let mut probes = Vec::new();
        for one in before.iter().filter(|part| part.kind() == PartKind::Given).flat_map(codes) {
            probes
                .extend(beginnings.iter().map(|beginning| Probe::Beginning(pair(&one, beginning))));
        }
        if before.is_empty() {
            probes.extend(beginnings.into_iter().map(Probe::Beginning));
        }
        probes
    }
}

fn combine(into: &mut Vec<String>, first: &[String], second: &[String]) {
    into.extend(first.iter().flat_map(|one| second.iter().map(|other| pair(one, other))));
}

/// What given names of these skeletons are called inside a pair.
fn given_names(skeletons: &[String]) -> Vec<String> {
    let numbers = skeletons.iter().flat_map(|skeleton| given::of_skeleton(skeleton));
    let mut names: Vec<String> = Vec::new();
    for name in numbers.filter_map(|number| given::first_form(*number)) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}
