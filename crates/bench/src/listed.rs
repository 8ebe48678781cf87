//! A list of people in memory, found by the keys of their names as the store finds them.

use std::hash::{DefaultHasher, Hash, Hasher};

use detente_core::names::{Bearer, Prepared, Query, keys};
use rand::rngs::StdRng;

use crate::population::{Population, Someone};

/// People on a list, and the keys that lead to them.
pub struct Listed {
    people: Vec<Someone>,
    /// Digests of keys, in order, each with the place of somebody who is kept under it.
    keys: Vec<(u64, u32)>,
}

impl Listed {
    /// So many of a population.
    #[must_use]
    pub fn new(of: &Population, people: u32, rng: &mut StdRng) -> Self {
        let mut listed = Self { people: Vec::new(), keys: Vec::new() };
        for place in 0..people {
            let someone = of.someone(rng);
            let name = Prepared::new(&someone.written(of), Bearer::Person);
            listed.keys.extend(keys(&name).iter().map(|key| (digest(key), place)));
            listed.people.push(someone);
        }
        listed.keys.sort_unstable();
        listed
    }

    /// Those whom the store would compare with who is screened, each once.
    #[must_use]
    pub fn candidates(&self, query: &Query) -> Vec<Someone> {
        let mut places = Vec::new();
        for key in query.screened() {
            let key = digest(&key);
            let first = self.keys.partition_point(|(kept, _)| *kept < key);
            let rest = self.keys.iter().skip(first);
            places.extend(rest.take_while(|(kept, _)| *kept == key).map(|(_, place)| *place));
        }
        places.sort_unstable();
        places.dedup();
        places
            .iter()
            .filter_map(|place| self.people.get(usize::try_from(*place).ok()?))
            .copied()
            .collect()
    }
}

fn digest(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}
