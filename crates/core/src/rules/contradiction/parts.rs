//! The parts of a number against the whole.
//!
//! Parts that come to less are some of the whole, or some are missing: only
//! parts that come to more contradict it.

use crate::{
    Contradiction, CutReport, DomainRule, Indicator, Release, Verdict, reconcile_point,
    reconcile_release,
};

/// The groups of a release that come to more than the number freed, or than the group they cut.
pub(crate) fn release_parts(release: &Release) -> Vec<Contradiction> {
    if release.groups.is_empty() {
        return Vec::new();
    }
    let path = |key: Option<&str>| {
        key.map_or_else(|| "count".to_owned(), |key| format!("groups.{key}.count"))
    };
    let cuts = reconcile_release(release, 0, 0).cuts;
    cuts.iter().filter_map(|cut| over(cut, path)).collect()
}

/// The points of an indicator that come to more than the point they are parts of.
pub(crate) fn indicator_parts(indicator: &Indicator) -> Vec<Contradiction> {
    let path = |key: Option<&str>| format!("points.{}.quantity", key.unwrap_or_default());
    let mut found = Vec::new();
    let mut wholes: Vec<&str> = Vec::new();
    for key in indicator.points.iter().filter_map(|point| point.within.as_ref()) {
        if !wholes.contains(&key.as_str()) {
            wholes.push(key.as_str());
        }
    }
    for whole in wholes {
        let cuts = reconcile_point(indicator, whole).map(|report| report.cuts);
        found.extend(cuts.iter().flatten().filter_map(|cut| over(cut, path)));
    }
    found
}

fn over(cut: &CutReport, path: impl Fn(Option<&str>) -> String) -> Option<Contradiction> {
    let whole = cut.whole.filter(|_| cut.verdict == Verdict::OverBy)?;
    let counted = || cut.parts.iter().filter_map(|part| Some((&part.key, part.stated?)));
    let parts: Vec<String> = counted().map(|(_, number)| number.to_string()).collect();
    let parts = parts.join(" and ");
    let sum = cut.sum.as_quantity().map(|sum| sum.to_string()).unwrap_or_default();
    let by = cut.by.map(|by| format!(" by {}", by.word())).unwrap_or_default();
    Some(Contradiction {
        breaks: DomainRule::PartsAgainstWhole,
        rule: format!("{whole} in all, and {parts}{by}, which come to {sum}"),
        sides: [
            (format!("{whole} in all"), vec![path(cut.within.as_ref().map(crate::Key::as_str))]),
            (
                format!("{parts}{by}: {sum}"),
                counted().map(|(key, _)| path(Some(key.as_str()))).collect(),
            ),
        ],
    })
}
