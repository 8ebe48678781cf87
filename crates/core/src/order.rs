//! Two days in their order: the rule that a thing does not end before it begins.

use crate::{Contradiction, DomainRule, Impossible, PartialDate};

/// Two fields of which the later one holds no earlier day.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    breaks: DomainRule,
    earlier: (String, PartialDate),
    later: (String, PartialDate),
}

impl Order {
    /// The order of two fields, by their paths, if both are stated.
    pub(crate) fn of(
        earlier: (impl Into<String>, Option<PartialDate>),
        later: (impl Into<String>, Option<PartialDate>),
    ) -> Option<Self> {
        let earlier = (earlier.0.into(), earlier.1?);
        let later = (later.0.into(), later.1?);
        Some(Self { breaks: DomainRule::OutOfOrder, earlier, later })
    }

    /// The same order, by a rule that has a name of its own.
    pub(crate) fn by(self, breaks: DomainRule) -> Self {
        Self { breaks, ..self }
    }

    /// The order of two fields of one element of a list.
    pub(crate) fn within(
        element: (&str, &crate::Key),
        earlier: (&str, Option<PartialDate>),
        later: (&str, Option<PartialDate>),
    ) -> Option<Self> {
        let path = |field: &str| format!("{}.{}.{field}", element.0, element.1);
        Self::of((path(earlier.0), earlier.1), (path(later.0), later.1))
    }

    /// Whether the later day lies certainly before the earlier one.
    pub(crate) fn is_reversed(&self) -> bool {
        self.later.1.certainly_precedes(self.earlier.1)
    }

    /// What is wrong where one claim puts the end before the beginning.
    pub(crate) fn impossible(self) -> Option<Impossible> {
        let ((first, earlier), (last, later)) = (&self.earlier, &self.later);
        self.is_reversed().then(|| Impossible {
            field: last.clone(),
            problem: format!("{later} lies before {first} {earlier}"),
            remedy: "correct one of the two days, or leave out the one the source does not give"
                .to_owned(),
        })
    }

    /// The contradiction where two claims together do so.
    pub(crate) fn contradiction(self) -> Option<Contradiction> {
        let ((first, earlier), (last, later)) = (&self.earlier, &self.later);
        self.is_reversed().then(|| Contradiction {
            breaks: self.breaks,
            rule: format!("{last} {later} lies before {first} {earlier}"),
            sides: [
                (format!("{first} {earlier}"), vec![first.clone()]),
                (format!("{last} {later}"), vec![last.clone()]),
            ],
        })
    }
}

/// What a noun writes of its orders: which one claim cannot reverse, and which
/// two claims cannot reverse together.
macro_rules! in_order {
    () => {
        fn impossible(&self) -> Vec<crate::Impossible> {
            self.orders().into_iter().filter_map(crate::order::Order::impossible).collect()
        }

        fn contradictions(&self, _: &crate::Surroundings) -> Vec<crate::Contradiction> {
            self.orders().into_iter().filter_map(crate::order::Order::contradiction).collect()
        }
    };
}

pub(crate) use in_order;

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::{Agreement, Detention, Noun, Person, Sanction, Surroundings};

    fn impossible<N: Noun>(fields: serde_json::Value) -> Vec<String> {
        let fields: N = serde_json::from_value(fields).unwrap();
        fields
            .impossible()
            .into_iter()
            .map(|found| format!("{}: {}", found.field, found.problem))
            .collect()
    }

    fn contradictions<N: Noun>(fields: serde_json::Value) -> Vec<String> {
        let fields: N = serde_json::from_value(fields).unwrap();
        let found = fields.contradictions(&Surroundings::default());
        found.into_iter().map(|found| found.rule).collect()
    }

    #[test]
    fn nobody_is_let_go_before_the_arrest_or_dies_before_birth() {
        let fields = json!({"began_on": "2021-07", "ended_on": "2020"});
        assert_eq!(
            impossible::<Detention>(fields),
            ["ended_on: 2020 lies before began_on 2021-07"]
        );
        let fields = json!({"born_on": "1980", "died_on": "1979-12-31"});
        assert_eq!(
            impossible::<Person>(fields.clone()),
            ["died_on: 1979-12-31 lies before born_on 1980"]
        );
        assert_eq!(
            contradictions::<Person>(fields),
            ["died_on 1979-12-31 lies before born_on 1980"]
        );
    }

    #[test]
    fn what_precision_leaves_open_is_possible() {
        assert!(
            impossible::<Detention>(json!({"began_on": "2021-07-14", "ended_on": "2021"}))
                .is_empty()
        );
        assert!(impossible::<Person>(json!({"died_on": "1979"})).is_empty());
    }

    #[test]
    fn the_elements_of_lists_obey_too_and_their_paths_are_named() {
        let roles = json!({"roles": [{"key": "envoy", "since": "2025", "until": "2024"}]});
        assert_eq!(
            impossible::<Person>(roles),
            ["roles.envoy.until: 2024 lies before roles.envoy.since 2025"]
        );
        let actions =
            json!({"actions": [{"key": "gl-4", "on": "2021-08-09", "until": "2021-08-08"}]});
        assert_eq!(contradictions::<Sanction>(actions).len(), 1);
        let talks = json!({"reached_on": "2025-12-12", "talks": [{"key": "minsk", "began_on": "2025-12-13"}]});
        assert_eq!(
            contradictions::<Agreement>(talks),
            ["reached_on 2025-12-12 lies before talks.minsk.began_on 2025-12-13"]
        );
    }
}
