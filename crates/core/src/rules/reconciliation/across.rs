//! Voices side by side: the total that one gives against the parts that another
//! gives. None is chosen: each pair stands by itself.

use super::{CutReport, reconcile_point, reconcile_release};
use crate::{Group, Indicator, Point, Release};

/// The parts of one voice against the whole of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Across {
    /// Whose the whole is, as a position among the voices.
    pub whole: usize,
    /// Whose the parts are.
    pub parts: usize,
    /// What the parts come to, against the whole.
    pub cut: CutReport,
}

/// What each voice alone says of a release, against every other.
#[must_use]
pub fn across_release(voices: &[Release]) -> Vec<Across> {
    across(voices, |whole, parts| {
        // A group that is cut further is a whole too, in the number of the other voice.
        let cut_here = parts.groups.iter().filter_map(|part| part.within.clone());
        let mut wholes: Vec<Group> = Vec::new();
        for key in cut_here {
            if parts.groups.iter().chain(&wholes).all(|group| group.key != key) {
                let known = whole.groups.iter().find(|group| group.key == key);
                wholes.extend(known.cloned());
            }
        }
        let groups = parts.groups.iter().chain(&wholes).cloned().collect();
        let mixed = Release { count: whole.count, groups, ..Release::default() };
        let mut cuts = reconcile_release(&mixed, 0, 0).cuts;
        // The wholes that were added are the other voice's own, and no parts of this one.
        cuts.retain(|cut| {
            cut.parts.iter().all(|part| wholes.iter().all(|group| group.key != part.key))
                && cut
                    .within
                    .as_ref()
                    .is_none_or(|key| wholes.iter().any(|group| group.key == *key))
        });
        cuts
    })
}

/// What each voice alone says of one point of an indicator, against every other.
#[must_use]
pub fn across_point(voices: &[Indicator], key: &str) -> Vec<Across> {
    across(voices, |whole, parts| {
        let of = |indicator: &Indicator, key: &str| -> Option<Point> {
            indicator.points.iter().find(|point| point.key.as_str() == key).cloned()
        };
        let Some(whole) = of(whole, key) else { return Vec::new() };
        let within = parts.points.iter().filter(|part| part.within.as_ref() == Some(&whole.key));
        let points = within.cloned().chain([whole.clone()]).collect();
        let mixed = Indicator { points, ..Indicator::default() };
        reconcile_point(&mixed, key).map(|report| report.cuts).unwrap_or_default()
    })
}

fn across<N>(voices: &[N], compare: impl Fn(&N, &N) -> Vec<CutReport>) -> Vec<Across> {
    let mut found = Vec::new();
    for (parts, own) in voices.iter().enumerate() {
        for (whole, other) in voices.iter().enumerate().filter(|(at, _)| *at != parts) {
            let cuts = compare(other, own).into_iter().filter(|cut| {
                cut.whole.is_some() && cut.parts.iter().any(|part| part.stated.is_some())
            });
            found.extend(cuts.map(|cut| Across { whole, parts, cut }));
        }
    }
    found
}
