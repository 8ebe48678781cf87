//! Authorities compared: what each of them held against one target on a day.

use crate::{Action, Day, Id, Organization, Sanction, Standing, standing_on};

/// What several authorities held against one target on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct SanctionComparison<'a> {
    /// The day.
    pub on: Day,
    /// The authorities, in the order their measures were given.
    pub issuers: Vec<IssuerStanding<'a>>,
    /// Whether they certainly differ.
    pub differ: bool,
}

/// The strongest standing of any measure of one authority on the target.
#[derive(Clone, Debug, PartialEq)]
pub struct IssuerStanding<'a> {
    /// The authority, where it is known.
    pub issuer: Option<&'a Id<Organization>>,
    /// The measure that stands strongest.
    pub sanction: &'a Id<Sanction>,
    /// Its standing.
    pub standing: Standing,
    /// The last act that changed it.
    pub by: Option<&'a Action>,
    /// What the strongest standing may be instead, over all measures of the authority.
    pub possibly: Vec<Standing>,
}

/// Compares the authorities that have a measure on one target. Of several
/// measures of one authority, the one that stands strongest speaks.
#[must_use]
pub fn compare_sanctions<'a>(
    measures: &[(&'a Id<Sanction>, &'a Sanction)],
    day: Day,
) -> SanctionComparison<'a> {
    let mut issuers: Vec<IssuerStanding<'a>> = Vec::new();
    for (id, sanction) in measures.iter().copied() {
        let on = standing_on(sanction, day);
        let measure = IssuerStanding {
            issuer: sanction.issuer.as_ref(),
            sanction: id,
            standing: on.standing,
            by: on.by,
            possibly: on.possibly,
        };
        // Two measures of which nobody says who issued them are not of one authority.
        let same = |known: &&mut IssuerStanding<'_>| {
            known.issuer.is_some() && known.issuer == measure.issuer
        };
        match issuers.iter_mut().find(same) {
            Some(known) => known.join(measure),
            None => issuers.push(measure),
        }
    }
    let apart = |(at, one): (usize, &IssuerStanding<'_>)| {
        issuers[at + 1..].iter().any(|other| one.certainly_differs(other))
    };
    let differ = issuers.iter().enumerate().any(apart);
    SanctionComparison { on: day, issuers, differ }
}

impl IssuerStanding<'_> {
    /// All that it may be.
    fn any(&self) -> impl Iterator<Item = Standing> {
        std::iter::once(self.standing).chain(self.possibly.iter().copied())
    }

    fn certainly_differs(&self, other: &Self) -> bool {
        self.any().all(|one| other.any().all(|other| one != other))
    }

    /// Takes in another measure of the same authority.
    fn join(&mut self, other: Self) {
        // The strongest of the two is at least as strong as each of them is at the least.
        let floor = self.any().min().max(other.any().min());
        let mut any: Vec<_> = self.any().chain(other.any()).collect();
        any.retain(|standing| Some(*standing) >= floor);
        any.sort_unstable();
        any.dedup();
        if other.standing > self.standing {
            *self = other;
        }
        any.retain(|standing| *standing != self.standing);
        self.possibly = any;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn measure(issuer: Option<&str>, actions: serde_json::Value) -> Sanction {
        let mut fields = json!({});
        fields["actions"] = actions;
        if let Some(issuer) = issuer {
            fields["issuer"] = json!(format!("organization/{issuer}"));
        }
        serde_json::from_value(fields).unwrap()
    }

    fn act(kind: &str, on: &str) -> serde_json::Value {
        json!({"key": kind.replace('_', "-"), "kind": kind, "on": on, "instrument": "an order"})
    }

    fn compare(measures: &[Sanction], on: &str) -> (Vec<(Standing, Vec<Standing>)>, bool) {
        let ids: Vec<Id<Sanction>> =
            (0..measures.len()).map(|at| format!("sanction/{at}").parse().unwrap()).collect();
        let given: Vec<_> = ids.iter().zip(measures).collect();
        let found = compare_sanctions(&given, on.parse().unwrap());
        let standings = found.issuers.iter().map(|one| (one.standing, one.possibly.clone()));
        (standings.collect(), found.differ)
    }

    #[test]
    fn the_united_states_broke_from_the_european_union_in_december_2025() {
        let measures = [
            measure(
                Some("us-treasury"),
                json!([
                    act("imposed", "2021-08-09"),
                    act("general_licence", "2025-12-15"),
                    {"key": "seen", "kind": "seen_unlisted", "on": "2026-04-23"},
                ]),
            ),
            measure(Some("council-of-the-eu"), json!([act("imposed", "2022-06-03")])),
        ];
        let on = |day: &str| compare(&measures, day);
        assert_eq!(on("2021-01-01"), (vec![(Standing::None, vec![]); 2], false));
        assert!(on("2022-01-31").1);
        assert_eq!(on("2023-01-01"), (vec![(Standing::InForce, vec![]); 2], false));
        let licensed = (Standing::UnderLicence, vec![Standing::Ended]);
        assert_eq!(on("2025-12-20"), (vec![licensed, (Standing::InForce, vec![])], true));
        assert!(on("2026-05-01").1);
    }

    #[test]
    fn of_several_measures_of_one_authority_the_strongest_speaks() {
        let ended = || measure(Some("one"), json!([act("imposed", "2020"), act("lifted", "2021")]));
        let in_force = || measure(Some("one"), json!([act("imposed", "2020")]));
        for measures in [[ended(), in_force()], [in_force(), ended()]] {
            let (standings, _) = compare(&measures, "2022-01-01");
            assert_eq!(standings, [(Standing::InForce, vec![])]);
        }
    }

    #[test]
    fn the_strongest_is_possibly_less_only_if_every_measure_is() {
        let perhaps =
            || measure(Some("one"), json!([act("imposed", "2020"), act("lifted", "2022")]));
        let suspended =
            || measure(Some("one"), json!([act("imposed", "2020"), act("suspended", "2021")]));
        let (standings, _) = compare(&[perhaps(), suspended()], "2022-06-01");
        assert_eq!(standings, [(Standing::InForce, vec![Standing::Suspended])]);
    }

    #[test]
    fn measures_of_unknown_issuers_stand_for_themselves() {
        let (standings, differ) = compare(
            &[
                measure(None, json!([act("imposed", "2020")])),
                measure(None, json!([act("imposed", "2023")])),
            ],
            "2022-01-01",
        );
        assert_eq!((standings.len(), differ), (2, true));
    }

    #[test]
    fn what_may_be_the_same_does_not_certainly_differ() {
        let perhaps = measure(Some("one"), json!([act("imposed", "2020"), act("lifted", "2022")]));
        let ended = measure(Some("two"), json!([act("imposed", "2020"), act("lifted", "2021")]));
        assert!(!compare(&[perhaps, ended], "2022-06-01").1);
    }
}
