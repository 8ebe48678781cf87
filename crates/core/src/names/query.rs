//! What someone types to find a name: whole or begun, right or nearly so.

use super::{
    Bearer, Part, PartKind, Prepared,
    distance::{Differing, similarity},
    index::{self, codes, pair},
    key, rule,
    sound::Fold,
    weight,
};

/// One thing to ask of the index of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Probe {
    /// Names kept under one of these keys.
    Equal(Vec<String>),
    /// Names kept under a key that begins so.
    Beginning(String),
}

impl Probe {
    /// Whether it asks for two words at once: then few names answer.
    #[must_use]
    pub fn is_selective(&self) -> bool {
        match self {
            Self::Equal(keys) => keys.iter().all(|key| key.contains('+')),
            Self::Beginning(beginning) => beginning.contains('+'),
        }
    }
}

/// A text that somebody looks for.
#[derive(Clone, Debug)]
pub struct Query {
    name: Prepared,
    unfinished: bool,
}

impl Query {
    /// Reads what was typed; `unfinished` if the last word may go on.
    #[must_use]
    pub fn new(text: &str, bearer: Bearer, unfinished: bool) -> Self {
        let unfinished = unfinished && text.chars().next_back().is_some_and(char::is_alphanumeric);
        Self { name: Prepared::new(text, bearer), unfinished }
    }

    /// The name that was typed.
    #[must_use]
    pub const fn name(&self) -> &Prepared {
        &self.name
    }

    /// What to ask the index, the most selective first.
    ///
    /// Exact pairs; pairs whose last word has only begun; pairs with one error of typing; single words;
    /// a single word that has only begun; single words with one error. No probe asks for more
    /// than some hundreds of keys.
    #[must_use]
    pub fn probes(&self) -> Vec<Probe> {
        let mut probes = Vec::new();
        let mut equal = |keys: Vec<String>| {
            if !keys.is_empty() {
                probes.push(Probe::Equal(keys));
            }
        };
        equal(index::pairs(&self.name));
        let begun = if self.unfinished { self.begun() } else { Vec::new() };
        let couples = index::two_by_two(&self.name);
        let mut near = Vec::new();
        for (first, second) in &couples {
            for one in codes(first) {
                for other in second.keys().iter().flat_map(|skeleton| index::neighbours(skeleton)) {
                    near.push(pair(&one, &other));
                }
            }
            if first.names.is_empty() {
                for one in first.keys().iter().flat_map(|skeleton| index::neighbours(skeleton)) {
                    for other in codes(second) {
                        near.push(pair(&one, &other));
                    }
                }
            }
        }
        near.truncate(MOST_KEYS);
        equal(near);
        let words: Vec<&Part> =
            self.name.parts().iter().filter(|part| part.kind() != PartKind::Initial).collect();
        let mut single: Vec<String> = words
            .iter()
            .filter(|part| part.names.is_empty())
            .flat_map(|part| part.keys())
            .collect();
        single.dedup();
        equal(single.clone());
        let mut near: Vec<String> =
            single.iter().flat_map(|skeleton| index::neighbours(skeleton)).collect();
        near.truncate(MOST_KEYS);
        let givens: Vec<String> = words
            .iter()
            .filter(|part| !part.names.is_empty())
            .flat_map(|part| codes(part))
            .map(|given| format!("={given}"))
            .collect();
        equal(givens);
        equal(near);
        for (at, probe) in begun.into_iter().enumerate() {
            probes.insert(at, probe);
        }
        probes
    }

    /// The keys that may lead to a match: two words at once, exact or nearly so.
    /// One word alone is asked for only where there is no second.
    #[must_use]
    pub fn screened(&self) -> Vec<String> {
        let probes = self.probes();
        let pairs: Vec<&Probe> = probes.iter().filter(|probe| probe.is_selective()).collect();
        let asked = if pairs.is_empty() { probes.iter().take(1).collect() } else { pairs };
        let keys = asked.into_iter().filter_map(|probe| match probe {
            Probe::Equal(keys) => Some(keys.iter().cloned()),
            Probe::Beginning(_) => None,
        });
        keys.flatten().collect()
    }

    /// Keys that begin as the last word does.
    fn begun(&self) -> Vec<Probe> {
        let Some((last, before)) = self.name.parts().split_last() else { return Vec::new() };
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

    /// How well a name answers: 1 where every word that was typed is in it, as it was typed; 0 where one is not.
    /// Of several words one may be badly mistyped, if something of it is left.
    ///
    /// Unlike [`super::compare`], one word is enough, and what the name says beyond it costs little.
    #[must_use]
    pub fn relevance(&self, name: &Prepared) -> f64 {
        let mut taken = 0_u32;
        let mut sum = 0.0;
        let mut spoilt = false;
        let parts = self.name.parts();
        for (at, part) in parts.iter().enumerate() {
            let begun = self.unfinished && at + 1 == parts.len();
            let best = name
                .parts()
                .iter()
                .enumerate()
                .filter(|(place, _)| taken & (1 << place) == 0)
                .map(|(place, other)| (place, likeness(part, other, begun)))
                .max_by(|one, other| one.1.total_cmp(&other.1));
            match best {
                Some((place, like)) if like >= weight::SAME_PART => {
                    taken |= 1 << place;
                    sum += f64::from(like);
                }
                Some((place, like))
                    if like >= weight::SPOILT_PART && parts.len() > 1 && !spoilt =>
                {
                    spoilt = true;
                    taken |= 1 << place;
                    sum += f64::from(like) * 0.8;
                }
                _ => return 0.0,
            }
        }
        let count = |many: usize| f64::from(u32::try_from(many).unwrap_or(u32::MAX));
        if parts.is_empty() {
            return 0.0;
        }
        let unsaid = name.parts().len().saturating_sub(parts.len());
        (sum / count(parts.len())) * (1.0 - 0.02 * count(unsaid.min(5)))
    }

    /// Where in the name's text the words stand that were found, in bytes and in order.
    #[must_use]
    pub fn highlights(&self, name: &Prepared) -> Vec<std::ops::Range<usize>> {
        let parts = self.name.parts();
        name.parts()
            .iter()
            .filter(|other| {
                parts.iter().enumerate().any(|(at, part)| {
                    let begun = self.unfinished && at + 1 == parts.len();
                    likeness(part, other, begun) >= weight::SAME_PART
                })
            })
            .map(Part::place)
            .collect()
    }
}

/// No probe asks for more keys than this.
const MOST_KEYS: usize = 600;

fn likeness(typed: &Part, other: &Part, begun: bool) -> f32 {
    let whole = rule::likeness(typed, other).0;
    if !begun || whole >= 0.95 {
        return whole;
    }
    let mut best = whole;
    for a in &typed.readings {
        for b in &other.readings {
            let typed = a.sounds();
            let start = b.sounds().get(..typed.len()).unwrap_or(b.sounds());
            best = best.max(similarity(a, &Fold::new(start), Differing::FREELY) * 0.98);
        }
    }
    best
}
