//! The score of two names.

use super::{
    Bearer, Part, PartKind, PartRule, Prepared, rule,
    weight::{self, Weights},
};

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
        let rows = one.parts.len().min(MOST_PARTS);
        let columns = other.parts.len().min(MOST_PARTS);
        for (a, row) in one.parts.iter().zip(&mut table) {
            for (b, cell) in other.parts.iter().zip(row) {
                *cell = rule::likeness(a, b);
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
                    if free
                        && best.is_none_or(|best| is_better((likeness, a, b), &best, one, other))
                    {
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
    pub fn score(&self, one: &Prepared, other: &Prepared, weights: &Weights) -> f64 {
        let mut score = 1.0;
        let mut agreeing = Agreeing::default();
        let worst = self.worst_surname(one, other);
        for pair in self.pairs() {
            let kinds = [one.parts[pair.one].kind, other.parts[pair.other].kind];
            let common = one.parts[pair.one].is_common() || other.parts[pair.other].is_common();
            agreeing.note(kinds, common);
            // Of two words that may be surnames, the less alike is taken for it.
            let kind = if worst == Some(pair.one) { PartKind::Surname } else { second(kinds) };
            score *= weights.agreement(kind, pair.likeness);
        }
        // What is left over on both sides contradicts; on one side, it was left out.
        let mut ours = self.left_of_one(one);
        let mut theirs = self.left_of_other(other);
        let (mut ours_full, mut theirs_full) = (0_i32, 0_i32);
        for part in ours.by_ref().filter(|part| !part.is_tie()) {
            ours_full += 1;
            score *= weights.left_out(part.kind);
        }
        for part in theirs.by_ref().filter(|part| !part.is_tie()) {
            theirs_full += 1;
            score *= weights.left_out(part.kind);
        }
        score *= weights.contradicted.powi(ours_full.min(theirs_full));
        if one.bearer == Bearer::Person && !self.agrees_on_surname(one, other) {
            score *= weights.no_surname;
        }
        let rest = (one.parts.len() + other.parts.len()).saturating_sub(2 * self.len);
        agreeing.cap(one.bearer, rest, score)
    }

    /// Whether some pair is more than a given name and a patronymic.
    fn agrees_on_surname(&self, one: &Prepared, other: &Prepared) -> bool {
        self.pairs().any(|pair| {
            [one.parts[pair.one].kind, other.parts[pair.other].kind].contains(&PartKind::Surname)
        })
    }

    /// The pair that is taken for the surname: the least alike of those that may be one.
    fn worst_surname(&self, one: &Prepared, other: &Prepared) -> Option<usize> {
        let may_be = |pair: &Pair| {
            let kinds = [one.parts[pair.one].kind, other.parts[pair.other].kind];
            kinds == [PartKind::Surname; 2]
        };
        self.pairs()
            .filter(may_be)
            .min_by(|a, b| a.likeness.total_cmp(&b.likeness))
            .map(|pair| pair.one)
    }
}

/// Whether two parts make a better pair than another: more alike, else of one kind, else earlier.
/// It must be the same whichever name comes first.
fn is_better(
    (likeness, a, b): (f32, usize, usize),
    best: &Pair,
    one: &Prepared,
    other: &Prepared,
) -> bool {
    let of_one_kind = |a: usize, b: usize| one.parts[a].kind == other.parts[b].kind;
    likeness
        .total_cmp(&best.likeness)
        .then(of_one_kind(a, b).cmp(&of_one_kind(best.one, best.other)))
        .then((best.one + best.other).cmp(&(a + b)))
        .is_gt()
}

/// How a pair that is not the surname weighs.
fn second([one, other]: [PartKind; 2]) -> PartKind {
    match (one, other) {
        (PartKind::Surname, PartKind::Surname) => PartKind::Given,
        (PartKind::Surname, kind) | (kind, PartKind::Surname) => kind,
        _ => one.min(other),
    }
}

/// How many parts agree, of each weight.
#[derive(Default)]
struct Agreeing {
    full: usize,
    initials: usize,
    common: usize,
}

impl Agreeing {
    fn note(&mut self, kinds: [PartKind; 2], common: bool) {
        if kinds.contains(&PartKind::Initial) {
            self.initials += 1;
        } else if common {
            self.common += 1;
        } else {
            self.full += 1;
        }
    }

    /// A lone part of a person's name proves nothing, nor do common words alone that of a body.
    fn cap(&self, bearer: Bearer, rest: usize, score: f64) -> f64 {
        match (bearer, self.full, self.initials) {
            (Bearer::Person, 0, _) | (_, 0, 0) if self.common == 0 => 0.0,
            (Bearer::Person, 1, 0) => score.min(weight::LONE_PART),
            (Bearer::Person, 1, _) => score.min(weight::SURNAME_AND_INITIAL),
            (Bearer::Person, ..) => score,
            (_, 0, _) if rest > 0 => score.min(weight::LONE_PART),
            _ => score,
        }
    }
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
    compare_by(&Weights::FITTED, one, other)
}

/// The same by other weights: for who looks for better ones.
#[must_use]
pub fn compare_by(weights: &Weights, one: &Prepared, other: &Prepared) -> f64 {
    Alignment::of(one, other).score(one, other, weights)
}

/// How alike two single words of names are, 0 to 1, without regard to how little one word proves.
#[must_use]
pub fn compare_parts(one: &Part, other: &Part) -> f64 {
    f64::from(rule::likeness(one, other).0)
}
