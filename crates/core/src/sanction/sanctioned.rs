//! Whether an authority has someone under sanctions on a day, by all of its measures.

use super::{Sanction, Standing, standing_on};
use crate::{Answer, Day, Id, Organization, Target, vocabulary::vocabulary};

vocabulary! {
    /// Whether someone is under the sanctions of an authority on a day.
    pub enum SanctionedOn {
        /// No measure that this record knows of stands against them.
        NotSanctioned = "not_sanctioned",
        /// What is known allows both.
        PossiblySanctioned = "possibly_sanctioned",
        /// A measure stands against them, be it eased by a licence or announced to be eased.
        Sanctioned = "sanctioned",
    }
}

impl Standing {
    /// Whether the measure stands: a licence or an announcement takes it from no
    /// list, a suspension puts it out of force.
    #[must_use]
    pub const fn stands(self) -> bool {
        match self {
            Self::None | Self::Ended | Self::Suspended => false,
            Self::UnderLicence | Self::InForceReliefAnnounced | Self::InForce => true,
        }
    }
}

/// Whether a measure has this target under the sanctions of this authority on a
/// day. A measure of which nobody says who issued it may be anyone's.
#[must_use]
pub fn sanctioned_on(
    sanction: &Sanction,
    by: Option<&Id<Organization>>,
    target: &Id<Target>,
    day: Day,
) -> SanctionedOn {
    let issued = match (&sanction.issuer, by) {
        (Some(issuer), Some(by)) if issuer != by => return SanctionedOn::NotSanctioned,
        (Some(_), None) => return SanctionedOn::NotSanctioned,
        (issuer, by) => issuer.as_ref() == by,
    };
    if sanction.target.as_ref() != Some(target) {
        return SanctionedOn::NotSanctioned;
    }
    let on = standing_on(sanction, day);
    let mut stands = std::iter::once(on.standing).chain(on.possibly).map(Standing::stands);
    match (stands.clone().all(|stands| stands), stands.any(|stands| stands)) {
        (true, _) if issued => SanctionedOn::Sanctioned,
        (_, true) => SanctionedOn::PossiblySanctioned,
        _ => SanctionedOn::NotSanctioned,
    }
}

/// What the answers of several measures come to: one that certainly stands is
/// enough, whatever is contested about the others.
#[must_use]
pub fn sanctioned_by_any<'a>(
    answers: impl IntoIterator<Item = Answer<'a, SanctionedOn>>,
) -> Answer<'a, SanctionedOn> {
    let mut floor = SanctionedOn::NotSanctioned;
    let mut sides = Vec::new();
    for answer in answers {
        match answer {
            Answer::Settled(answer) => floor = floor.max(answer),
            Answer::Contested(contested) => sides.extend(contested),
        }
    }
    for side in &mut sides {
        side.answer = side.answer.max(floor);
    }
    match sides.split_first() {
        None => Answer::Settled(floor),
        Some((one, others)) if others.iter().all(|other| other.answer == one.answer) => {
            Answer::Settled(one.answer)
        }
        Some(_) => Answer::Contested(sides),
    }
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, sample::select};
    use serde_json::json;

    use super::*;

    fn measure(issuer: Option<&str>, actions: serde_json::Value) -> Sanction {
        let mut fields = json!({ "target": "person/judge" });
        fields["actions"] = actions;
        if let Some(issuer) = issuer {
            fields["issuer"] = json!(format!("organization/{issuer}"));
        }
        serde_json::from_value(fields).unwrap()
    }

    fn imposed() -> serde_json::Value {
        json!([{ "key": "imposed", "kind": "imposed", "on": "2021-06-21", "instrument": "an order" }])
    }

    fn then(kind: &str, on: &str) -> serde_json::Value {
        let mut actions = imposed();
        actions
            .as_array_mut()
            .unwrap()
            .push(json!({ "key": "then", "kind": kind, "on": on, "instrument": "another order" }));
        actions
    }

    fn asked(sanction: &Sanction, by: Option<&str>, on: &str) -> SanctionedOn {
        let by = by.map(|by| format!("organization/{by}").parse().unwrap());
        sanctioned_on(sanction, by.as_ref(), &"person/judge".parse().unwrap(), on.parse().unwrap())
    }

    #[test]
    fn a_measure_counts_from_the_day_it_is_imposed_and_for_its_own_authority() {
        let sanction = measure(Some("council"), imposed());
        assert_eq!(asked(&sanction, Some("council"), "2021-06-20"), SanctionedOn::NotSanctioned);
        assert_eq!(asked(&sanction, Some("council"), "2021-06-21"), SanctionedOn::Sanctioned);
        assert_eq!(asked(&sanction, Some("treasury"), "2021-06-21"), SanctionedOn::NotSanctioned);
        assert_eq!(asked(&sanction, None, "2021-06-21"), SanctionedOn::NotSanctioned);
    }

    #[test]
    fn who_is_licensed_is_under_sanctions_and_who_is_suspended_or_off_the_list_is_not() {
        let on = |kind| {
            let sanction = measure(Some("council"), then(kind, "2023-01-01"));
            asked(&sanction, Some("council"), "2024-01-01")
        };
        assert_eq!(on("general_licence"), SanctionedOn::Sanctioned);
        assert_eq!(on("suspended"), SanctionedOn::NotSanctioned);
        assert_eq!(on("delisted"), SanctionedOn::NotSanctioned);
    }

    #[test]
    fn a_year_in_which_it_was_lifted_leaves_both_possible() {
        let sanction = measure(Some("council"), then("lifted", "2023"));
        let on = asked(&sanction, Some("council"), "2023-06-01");
        assert_eq!(on, SanctionedOn::PossiblySanctioned);
    }

    #[test]
    fn a_measure_of_an_unknown_authority_may_be_anyones_and_stands_for_itself() {
        let sanction = measure(None, imposed());
        let on = |by| asked(&sanction, by, "2022-01-01");
        assert_eq!(on(Some("council")), SanctionedOn::PossiblySanctioned);
        assert_eq!(on(None), SanctionedOn::Sanctioned);
    }

    proptest! {
        #[test]
        fn several_measures_come_to_the_strongest(
            answers in prop::collection::vec(select(SanctionedOn::ALL), 1..6),
        ) {
            let settled = answers.iter().copied().map(Answer::Settled);
            let together = sanctioned_by_any(settled).settled();
            prop_assert_eq!(together, answers.into_iter().max());
        }
    }
}
