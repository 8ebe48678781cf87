//! The score of two names.

use super::{Part, PartKind, PartRule, Prepared, distance::Akanye, rule, weight};

/// No more parts than this are compared.
pub(super) const MOST_PARTS: usize = super::word::MOST_WORDS;

/// Two parts that belong to each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub one: usize,
    pub other: usize,
    pub likeness: f32,
    pub rule: PartRule,
}

/// Which parts belong to each other, and what is left over.
#[derive(Clone, Copy)]
pub(super) struct Alignment {
    pairs: [Option<Pair>; MOST_PARTS],
    len: usize,
    taken_one: u32,
    taken_other: u32,
}

impl Alignment {
    /// The likest parts are paired first.
    pub fn of(one: &Prepared, other: &Prepared) -> Self {
        let mut table = [[(0.0_f32, PartRule::Different); MOST_PARTS]; MOST_PARTS];
        let akanye = one.akanye(other);
        let rows = one.parts.len().min(MOST_PARTS);
        let columns = other.parts.len().min(MOST_PARTS);
        for (a, row) in one.parts.iter().zip(&mut table) {
            for (b, cell) in other.parts.iter().zip(row) {
                *cell = rule::likeness(a, b, akanye);
            }
        }
        let mut alignment =
            Self { pairs: [None; MOST_PARTS], len: 0, taken_one: 0, taken_other: 0 };
        for _ in 0..rows.min(columns) {
            let mut best: Option<Pair> = None;
            for (a, row) in table.iter().enumerate().take(rows) {
                for (b, &(likeness, rule)) in row.iter().enumerate().take(columns) {
                    let free = alignment.taken_one & (1 << a) == 0
                        && alignment.taken_other & (1 << b) == 0;
                    if free && best.is_none_or(|best| likeness > best.likeness) {
                        best = Some(Pair { one: a, other: b, likeness, rule });
                    }
                }
            }
            match best {
                Some(pair) if pair.likeness >= weight::SAME_PART => alignment.take(pair),
                _ => break,
            }
        }
        alignment
    }

    fn take(&mut self, pair: Pair) {
        self.taken_one |= 1 << pair.one;
        self.taken_other |= 1 << pair.other;
        if let Some(place) = self.pairs.get_mut(self.len) {
            *place = Some(pair);
            self.len += 1;
        }
    }

    pub fn pairs(&self) -> impl Iterator<Item = Pair> + '_ {
        self.pairs.iter().take(self.len).flatten().copied()
    }

    fn worst_surname(&self, one: &Prepared) -> Option<usize> {
        let surnames = self.pairs().filter(|pair| one.parts[pair.one].kind == PartKind::Surname);
        surnames.min_by(|a, b| a.likeness.total_cmp(&b.likeness)).map(|pair| pair.one)
    }

    pub fn left_of_one<'a>(&self, name: &'a Prepared) -> impl Iterator<Item = &'a Part> + use<'a> {
        left(name, self.taken_one)
    }

    pub fn left_of_other<'a>(
        &self,
        name: &'a Prepared,
    ) -> impl Iterator<Item = &'a Part> + use<'a> {
        left(name, self.taken_other)
    }

    /// The score that follows from what agrees, what contradicts and what is left out.
    pub fn score(&self, one: &Prepared, other: &Prepared) -> f64 {
        let mut score = 1.0;
        let mut full = 0;
        let worst = self.worst_surname(one);
        let mut initials = 0;
        for pair in self.pairs() {
            let kind = one.parts[pair.one].kind;
            let kinds = [kind, other.parts[pair.other].kind];
            if kinds.contains(&PartKind::Initial) {
                initials += 1;
            } else {
                full += 1;
            }
            // Of two words that may be surnames, the less alike is taken for it.
            let kind = if kind == PartKind::Surname && worst != Some(pair.one) {
                PartKind::Given
            } else {
                kind
            };
            score *= weight::agreement(kind, pair.likeness);
        }
        // Each side's leftovers, by kind: stated by both, they contradict; by one, they were left out.
        let mut others = [None; MOST_PARTS];
        for (place, part) in others.iter_mut().zip(self.left_of_other(other)) {
            *place = Some(part.kind);
        }
        for part in self.left_of_one(one) {
            let same = others
                .iter_mut()
                .find(|kind| kind.is_some_and(|kind| contradicts(part.kind, kind)));
            if let Some(same) = same {
                *same = None;
                score *= weight::CONTRADICTED;
            } else {
                score *= weight::omitted(part.kind);
            }
        }
        for kind in others.into_iter().flatten() {
            score *= weight::omitted(kind);
        }
        match (full, initials) {
            (0, _) => 0.0,
            (1, 0)
                if one.parts.len() > 1
                    || other.parts.len() > 1
                    || one.bearer == super::Bearer::Person =>
            {
                score.min(weight::LONE_PART)
            }
            (1, 1..) => score.min(weight::SURNAME_AND_INITIAL),
            _ => score,
        }
    }
}

/// Whether two parts that do not agree exclude each other.
fn contradicts(one: PartKind, other: PartKind) -> bool {
    let ties = |kind| matches!(kind, PartKind::Particle | PartKind::LegalForm);
    ties(one) == ties(other)
}

fn left(name: &Prepared, taken: u32) -> impl Iterator<Item = &Part> {
    name.parts
        .iter()
        .enumerate()
        .filter(move |(at, _)| taken & (1 << at) == 0)
        .map(|(_, part)| part)
}

/// How likely two names are one bearer's, by the names alone: 0 to 1, and from
/// [`weight::THRESHOLD`] on a match. It is the same the other way round, and allocates nothing.
#[must_use]
pub fn compare(one: &Prepared, other: &Prepared) -> f64 {
    Alignment::of(one, other).score(one, other)
}

/// How alike two single words of names are, 0 to 1, without regard to how little one word proves.
#[must_use]
pub fn compare_parts(one: &Part, other: &Part) -> f64 {
    f64::from(rule::likeness(one, other, Akanye::Possible).0)
}
