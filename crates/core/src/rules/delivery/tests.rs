use serde_json::{Value as Json, json};

use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn read<N: crate::Noun>(fields: Json) -> N {
    serde_json::from_value(fields).unwrap()
}

/// The agreement of December 2025, what it promised, and what was done.
struct December {
    id: Id<Agreement>,
    agreement: Agreement,
    release: (Id<Release>, Release),
    sanction: (Id<Sanction>, Sanction),
}

fn december() -> December {
    December {
        id: "agreement/december".parse().unwrap(),
        agreement: read(json!({
            "reached_on": "../2025-12-13",
            "commitments": [
                {"key": "relief", "kind": "sanctions_relief", "promised_on": "2025-12-13"},
                {"key": "release", "kind": "release"},
            ],
        })),
        release: (
            "release/december".parse().unwrap(),
            read(json!({"on": "2025-12-13", "count": 123})),
        ),
        sanction: (
            "sanction/us-belaruskali".parse().unwrap(),
            read(json!({"actions": [
                {"key": "designation", "kind": "imposed", "on": "2021-08-09", "instrument": "E.O. 14038"},
                {"key": "gl-4", "kind": "general_licence", "on": "2021-08-09", "instrument": "GL 4", "until": "2021-12-08"},
                {"key": "lifted", "kind": "lifted", "on": "2025-12-13"},
                {"key": "relief-announced", "kind": "relief_announced", "on": "2025-12-13", "agreement": "agreement/december"},
                {"key": "gl-13", "kind": "general_licence", "on": "2025-12-15", "instrument": "Belarus General License 13", "agreement": "agreement/december"},
                {"key": "not-on-the-list", "kind": "seen_unlisted", "on": "2026-04-23"},
            ]})),
        ),
    }
}

impl December {
    fn relief(&self, on: &str) -> Delivery<'_> {
        let acts = [Promised::Sanction(&self.sanction.0, &self.sanction.1)];
        delivered_on((&self.id, &self.agreement), &self.agreement.commitments[0], &acts, day(on))
    }

    fn freed(&self, on: &str) -> Delivery<'_> {
        self.freed_or_not(false, on)
    }

    fn freed_or_not(&self, contested: bool, on: &str) -> Delivery<'_> {
        let (id, release) = &self.release;
        let acts = [Promised::Release { id, release, sides: Vec::new(), contested }];
        delivered_on((&self.id, &self.agreement), &self.agreement.commitments[1], &acts, day(on))
    }
}

fn since(delivery: &Delivery<'_>) -> (DeliveryState, String) {
    (delivery.state, delivery.since.map_or_else(String::new, |on| on.to_string()))
}

use DeliveryState::{Announced, CannotBeTold, Delivered, DeliveredInPart, NotYet};

#[test]
fn belarus_delivered_on_the_13th_of_december() {
    let december = december();
    assert_eq!(since(&december.freed("2025-12-12")), (NotYet, String::new()));
    assert_eq!(since(&december.freed("2025-12-13")), (Delivered, "2025-12-13".to_owned()));
}

#[test]
fn the_united_states_announced_licensed_and_delisted_one_after_the_other() {
    let december = december();
    let on = |day: &str| since(&december.relief(day));
    assert_eq!(on("2025-12-12"), (NotYet, String::new()));
    assert_eq!(on("2025-12-14"), (Announced, "2025-12-13".to_owned()));
    assert_eq!(on("2025-12-15"), (DeliveredInPart, "2025-12-15".to_owned()));
    assert_eq!(on("2026-05-01"), (Delivered, "../2026-04-23".to_owned()));
    let possibly = &december.relief("2026-03-01").acts[0].possibly;
    assert_eq!(*possibly, [Delivered], "it may have been off the list by then");
}

#[test]
fn each_step_names_its_instrument() {
    let december = december();
    let delivery = december.relief("2026-05-01");
    let steps: Vec<_> = delivery.acts[0]
        .steps
        .iter()
        .map(|step| {
            let action = step.action.unwrap();
            (step.state, action.key.as_str(), action.instrument.as_deref())
        })
        .collect();
    assert_eq!(
        steps,
        [
            (Announced, "relief-announced", None),
            (DeliveredInPart, "gl-13", Some("Belarus General License 13")),
            (Delivered, "not-on-the-list", None),
        ]
    );
}

#[test]
fn a_licence_from_before_the_promise_keeps_nothing_of_it() {
    let december = december();
    assert_eq!(december.relief("2021-10-01").state, NotYet);
    assert!(december.relief("2021-10-01").acts[0].steps.is_empty());
}

#[test]
fn relief_that_is_taken_back_is_delivered_no_longer() {
    let mut december = december();
    let back =
        json!({"key": "back", "kind": "reinstated", "on": "2026-06-01", "instrument": "an order"});
    december.sanction.1.actions.push(serde_json::from_value(back).unwrap());
    let delivery = december.relief("2026-06-01");
    assert_eq!(since(&delivery), (NotYet, "2026-06-01".to_owned()));
    assert_eq!(delivery.acts[0].steps.len(), 4);
}

#[test]
fn a_promise_whose_day_is_not_known_is_kept_only_by_what_names_the_agreement() {
    let mut december = december();
    december.agreement.reached_on = None;
    december.agreement.commitments[0].promised_on = None;
    assert_eq!(since(&december.relief("2025-12-14")), (Announced, "2025-12-13".to_owned()));
    assert_eq!(
        december.relief("2026-05-01").state,
        DeliveredInPart,
        "why it was delisted nobody says"
    );
}

#[test]
fn what_nobody_imposed_can_be_announced_and_no_more_be_told() {
    let mut december = december();
    december.sanction.1.actions.retain(|action| action.key.as_str() == "lifted");
    assert_eq!(december.relief("2025-12-12").state, CannotBeTold);
    assert_eq!(december.relief("2026-05-01").state, Announced, "the word of an article");
}

#[test]
fn a_release_of_someone_who_may_be_held_still_may_be_delivered_in_part_only() {
    let december = december();
    let act = |contested, on| {
        let mut delivery = december.freed_or_not(contested, on);
        let act = delivery.acts.remove(0);
        (act.state, act.possibly)
    };
    assert_eq!(act(false, "2025-12-20"), (Delivered, vec![]));
    assert_eq!(act(true, "2025-12-20"), (Delivered, vec![DeliveredInPart]));
    assert_eq!(act(true, "2025-12-01"), (NotYet, vec![]), "nobody was to be free yet");
}

#[test]
fn of_a_release_without_a_day_nothing_can_be_told() {
    let mut december = december();
    december.release.1.on = None;
    let delivery = december.freed("2026-01-01");
    assert_eq!(
        (delivery.state, delivery.acts[0].possibly.as_slice()),
        (CannotBeTold, &[NotYet, Delivered][..])
    );
    december.release.1.on = Some("2025-12".parse().unwrap());
    assert_eq!(december.freed("2025-12-13").state, CannotBeTold);
    assert_eq!(december.freed("2025-12-31").state, Delivered);
}

#[test]
fn a_commitment_with_several_acts_is_delivered_with_the_last() {
    let december = december();
    let later: Release = read(json!({"on": "2026-01-10"}));
    let other: Id<Release> = "release/january".parse().unwrap();
    let acts = [
        Promised::Release {
            id: &december.release.0,
            release: &december.release.1,
            sides: Vec::new(),
            contested: false,
        },
        Promised::Release { id: &other, release: &later, sides: Vec::new(), contested: false },
    ];
    let commitment = &december.agreement.commitments[1];
    let on = |text: &str| {
        since(&delivered_on((&december.id, &december.agreement), commitment, &acts, day(text)))
    };
    assert_eq!(on("2025-12-12"), (NotYet, String::new()));
    assert_eq!(on("2025-12-31"), (DeliveredInPart, "2025-12-13".to_owned()));
    assert_eq!(on("2026-01-10"), (Delivered, "2026-01-10".to_owned()));
}

#[test]
fn of_a_commitment_that_names_no_act_nothing_can_be_told() {
    let december = december();
    let commitment = &december.agreement.commitments[1];
    let nothing =
        delivered_on((&december.id, &december.agreement), commitment, &[], day("2026-01-01"));
    assert_eq!(nothing, Delivery { state: CannotBeTold, since: None, acts: Vec::new() });
}

#[test]
fn where_sources_disagree_about_the_day_of_a_release_no_side_is_picked() {
    let december = december();
    let (id, release) = (&december.release.0, &december.release.1);
    let by = |sides: &[Option<&str>], on: &str| {
        let sides = sides.iter().map(|on| Some((*on)?.parse().unwrap())).collect();
        let acts = [Promised::Release { id, release, sides, contested: false }];
        let deal = (&december.id, &december.agreement);
        let told = delivered_on(deal, &december.agreement.commitments[1], &acts, day(on));
        (told.state, told.acts[0].possibly.clone())
    };
    let open = (CannotBeTold, vec![NotYet, Delivered]);
    assert_eq!(by(&[Some("2025-12-12")], "2025-12-13"), (Delivered, vec![]));
    assert_eq!(by(&[Some("2026-01-12")], "2025-12-13"), open);
    assert_eq!(by(&[None], "2025-12-13"), open, "a side that denies the day gives none");
    assert_eq!(by(&[Some("2026-01-12")], "2025-12-12"), (NotYet, vec![]));
}
