//! Who is at odds with whom over one field.

use super::{Dispute, DisputeKind, Settling, Side, settling::is_denied};
use crate::Value;

impl Settling<'_> {
    /// The dispute, where any two of the values cannot both be true.
    pub(super) fn values_at_odds<V: Value>(
        &self,
        spoken: &[(usize, &V)],
        winner: Option<usize>,
        ruled: Option<u64>,
        says: &impl Fn(&V) -> String,
    ) -> Option<Dispute> {
        let differ = |(at, (_, one)): (usize, &(usize, &V))| {
            spoken[at + 1..].iter().any(|(_, other)| !one.agrees(other))
        };
        if !spoken.iter().enumerate().any(differ) {
            return None;
        }
        // The winner's side comes first; the others by the order of the ledger.
        let first = spoken.iter().filter(|(at, _)| Some(*at) == winner);
        let others = spoken.iter().filter(|(at, _)| Some(*at) != winner);
        let mut sides: Vec<Vec<(usize, &V)>> = Vec::new();
        for (at, value) in first.chain(others).copied() {
            let agrees = |side: &&mut Vec<(usize, &V)>| side.iter().all(|(_, v)| v.agrees(value));
            match sides.iter_mut().find(agrees) {
                Some(side) => side.push((at, value)),
                None => sides.push(vec![(at, value)]),
            }
        }
        let sides = sides.iter().filter_map(|side| self.side(side, says)).collect();
        Some(self.dispute(DisputeKind::Values, sides, ruled))
    }

    /// The dispute between those who state something and those who deny it.
    pub(super) fn denied<V: Value>(
        &self,
        stated: &[(usize, &V)],
        denials: &[(usize, &V)],
        denied: &V,
        ruled: Option<u64>,
        says: &impl Fn(&V) -> String,
    ) -> Option<Dispute> {
        let stating = stated.iter().filter(|(_, value)| is_denied(*value, denied));
        let stating = self.side(&stating.copied().collect::<Vec<_>>(), says)?;
        let denying: Vec<_> =
            denials.iter().filter(|(_, value)| *value == denied).copied().collect();
        let denying = self.side(&denying, &|value| format!("not {}", says(value)))?;
        let upheld = |at: &usize| {
            ruled.is_some() && self.claims[*at].heard.settles(self.path.as_str()) == ruled
        };
        let sides = if denying.claims.iter().any(upheld) {
            vec![denying, stating]
        } else {
            vec![stating, denying]
        };
        Some(self.dispute(DisputeKind::Denial, sides, ruled))
    }

    /// Those who agree, with the most precise of what they say.
    fn side<V: Value>(
        &self,
        members: &[(usize, &V)],
        says: &impl Fn(&V) -> String,
    ) -> Option<Side> {
        let exact = |best: &V, value: &V| value.refines(best);
        let (first, others) = members.split_first()?;
        let value = others
            .iter()
            .fold(first.1, |best, (_, value)| if exact(best, value) { value } else { best });
        let claims = members.iter().map(|(at, _)| *at).collect();
        Some(Side { says: says(value), claims, fields: vec![self.path.as_str().to_owned()] })
    }

    /// A settlement closes a dispute until a claim is made that it did not know.
    fn dispute(&self, kind: DisputeKind, sides: Vec<Side>, ruled: Option<u64>) -> Dispute {
        let settled = sides.iter().flat_map(|side| &side.claims).all(|at| self.knew(ruled, *at));
        let field = self.path.as_str().to_owned();
        Dispute { field, kind, rule: None, breaks: None, settled, sides }
    }
}
