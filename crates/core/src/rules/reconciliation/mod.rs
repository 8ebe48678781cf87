//! A total against its parts, and against the people who are named.
//!
//! Only parts that cut the same whole in the same way are added up: five
//! Ukrainians among the 114 taken to Ukraine are not five more. To set voices
//! side by side, ask of what each of them says alone.

mod across;
#[cfg(test)]
mod tests;
mod words;

pub use across::{Across, across_point, across_release};

use crate::{
    Bounds, Cut, Group, Indicator, Key, Point, Quantity, Release, Value, vocabulary::vocabulary,
};

vocabulary! {
    /// What the parts come to, against the whole.
    pub enum Verdict {
        /// The whole or a part has no number, or it is not known how they cut it.
        CannotBeCompared = "cannot_be_compared",
        /// They can come to the whole.
        AddsUp = "adds_up",
        /// They come to less: the parts are some of the whole, or some are missing.
        ShortBy = "short_by",
        /// They come to more: one of the numbers is wrong, or someone is counted twice.
        OverBy = "over_by",
    }
}

/// A total, its parts, and the people who are named.
#[derive(Clone, Debug, PartialEq)]
pub struct Reconciliation {
    /// The total, as reported.
    pub total: Option<Quantity>,
    /// Each way in which the total, or a part of it, is cut.
    pub cuts: Vec<CutReport>,
    /// The people who are named, against the total; silent where nobody is to be named.
    pub named: Option<Named>,
}

/// One way of cutting one whole, and what its parts come to.
#[derive(Clone, Debug, PartialEq)]
pub struct CutReport {
    /// How the parts are cut out of the whole.
    pub by: Option<Cut>,
    /// The part that they cut, by its key; the total where none is named.
    pub within: Option<Key>,
    /// How many the whole is, as reported.
    pub whole: Option<Quantity>,
    /// The parts.
    pub parts: Vec<PartReport>,
    /// What the parts come to: of those without a number, any number.
    pub sum: Bounds,
    /// What that is against the whole.
    pub verdict: Verdict,
    /// By how much they fall short of the whole or exceed it.
    pub difference: Option<Bounds>,
}

/// A part of a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct PartReport {
    /// What the part is known by.
    pub key: Key,
    /// Who they are, in a few words.
    pub label: Option<String>,
    /// How many they are, as reported.
    pub stated: Option<Quantity>,
    /// How many the whole and the other parts leave for it, if there are no
    /// further parts: nobody says so.
    pub inferred: Option<Quantity>,
}

/// The people who are named, against a total.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Named {
    /// How many are named, and nobody disputes it.
    pub certain: u32,
    /// How many are named, and somebody does.
    pub contested: u32,
    /// What they are against the total.
    pub verdict: Verdict,
    /// By how much they fall short of it or exceed it.
    pub difference: Option<Bounds>,
}

/// A part of a total, whichever noun it stands in.
struct Part<'a> {
    key: &'a Key,
    by: Option<Cut>,
    within: Option<&'a Key>,
    count: Option<Quantity>,
    label: Option<String>,
}

impl<'a> From<&'a Group> for Part<'a> {
    fn from(group: &'a Group) -> Self {
        let Group { key, by, within, count, .. } = group;
        Self { key, by: *by, within: within.as_ref(), count: *count, label: group.in_words() }
    }
}

impl<'a> From<&'a Point> for Part<'a> {
    fn from(point: &'a Point) -> Self {
        let Point { key, by, within, quantity, .. } = point;
        let label = within.as_ref().map(|_| point.part_name());
        Self { key, by: *by, within: within.as_ref(), count: *quantity, label }
    }
}

impl Part<'_> {
    /// Whether both cut one whole in one way, so that they can be added.
    fn is_beside(&self, other: &Self) -> bool {
        // What is cut "by something else" may be cut by two different things.
        let alike = self.by == other.by && !matches!(self.by, None | Some(Cut::Other));
        alike && self.within == other.within
    }
}

/// The number freed against its groups, each way of cutting by itself, and
/// against the people named: of how many it is certain that they were freed in
/// it, and of how many it is contested.
#[must_use]
pub fn reconcile_release(release: &Release, certain: u32, contested: u32) -> Reconciliation {
    let parts: Vec<Part<'_>> = release.groups.iter().map(Part::from).collect();
    let whole = |within: Option<&Key>| match within {
        None => release.count,
        Some(key) => parts.iter().find(|part| part.key == key)?.count,
    };
    let cuts = cuts(&parts).into_iter().map(|cut| CutReport::of(&cut, whole)).collect();
    let most = u64::from(certain) + u64::from(contested);
    let named = Bounds::between(Some(certain.into()), Some(most.into())).map(|named| {
        let (verdict, difference) = compare(release.count, named);
        Named { certain, contested, verdict, difference }
    });
    Reconciliation { total: release.count, cuts, named }
}

/// One point of an indicator against the points that are parts of it; none if
/// the indicator has no such point.
#[must_use]
pub fn reconcile_point(indicator: &Indicator, key: &str) -> Option<Reconciliation> {
    let point = indicator.points.iter().find(|point| point.key.as_str() == key)?;
    let within = indicator.points.iter().filter(|part| part.within.as_ref() == Some(&point.key));
    let parts: Vec<Part<'_>> = within.map(Part::from).collect();
    let whole = |_: Option<&Key>| point.quantity;
    let cuts = cuts(&parts).into_iter().map(|cut| CutReport::of(&cut, whole)).collect();
    Some(Reconciliation { total: point.quantity, cuts, named: None })
}

/// The parts, each way of cutting by itself, in the order they are first named.
fn cuts<'a>(parts: &'a [Part<'a>]) -> Vec<Vec<&'a Part<'a>>> {
    let mut cuts: Vec<Vec<&Part<'_>>> = Vec::new();
    for part in parts {
        match cuts.iter_mut().find(|cut| cut.iter().all(|other| part.is_beside(other))) {
            Some(cut) => cut.push(part),
            None => cuts.push(vec![part]),
        }
    }
    cuts
}

impl CutReport {
    fn of(cut: &[&Part<'_>], whole: impl Fn(Option<&Key>) -> Option<Quantity>) -> Self {
        let by = cut.first().and_then(|part| part.by);
        let within = cut.first().and_then(|part| part.within);
        let whole = whole(within);
        let sum: Bounds = cut.iter().filter_map(|part| bounds(part.count)).sum();
        let all_counted = cut.iter().all(|part| part.count.is_some());
        let (verdict, difference) = match compare(whole, sum) {
            _ if by.is_none() => (Verdict::CannotBeCompared, None),
            over @ (Verdict::OverBy, _) => over,
            _ if !all_counted => (Verdict::CannotBeCompared, None),
            compared => compared,
        };
        let parts = cut.iter().map(|part| PartReport {
            key: part.key.clone(),
            label: part.label.clone(),
            stated: part.count,
            inferred: inferred(whole, cut, part),
        });
        let parts = parts.collect();
        Self { by, within: within.cloned(), whole, parts, sum, verdict, difference }
    }
}

/// What the whole and the other parts leave for a part: where it has no number
/// of its own, or has this one.
fn inferred(whole: Option<Quantity>, cut: &[&Part<'_>], part: &Part<'_>) -> Option<Quantity> {
    let others = || cut.iter().filter(|other| other.key != part.key);
    // A part that stands alone may be any part of the whole.
    let others_counted = others().count() > 0 && others().all(|other| other.count.is_some());
    let rest: Bounds = others().filter_map(|other| bounds(other.count)).sum();
    let left = whole.filter(|_| others_counted)?.bounds().without(rest)?.as_quantity()?;
    part.count.is_none_or(|stated| stated.agrees(&left)).then_some(left)
}

fn bounds(count: Option<Quantity>) -> Option<Bounds> {
    // Of a number that nobody gives, only that it is not below zero is known.
    count.map(Quantity::bounds).or_else(|| Bounds::between(None, None))
}

fn compare(whole: Option<Quantity>, parts: Bounds) -> (Verdict, Option<Bounds>) {
    let Some(whole) = whole.map(Quantity::bounds) else {
        return (Verdict::CannotBeCompared, None);
    };
    if parts.overlaps(whole) {
        (Verdict::AddsUp, None)
    } else if parts < whole {
        (Verdict::ShortBy, whole.without(parts))
    } else {
        (Verdict::OverBy, parts.without(whole))
    }
}
