mod properties;

use serde_json::{Value as Json, json};

use super::*;
use Standing::{
    Ended, InForce, InForceReliefAnnounced, None as NotImposed, Suspended, UnderLicence,
};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn sanction(actions: Json) -> Sanction {
    let fields = Json::Object([("actions".to_owned(), actions)].into_iter().collect());
    serde_json::from_value(fields).unwrap()
}

fn act(key: &str, kind: &str, on: &str) -> Json {
    json!({"key": key, "kind": kind, "on": on, "instrument": "an order"})
}

/// The standing on a day, the key of the act that made it so, and what it may be besides.
fn on<'a>(sanction: &'a Sanction, text: &str) -> (Standing, &'a str, Vec<Standing>) {
    let StandingOn { standing, by, possibly } = standing_on(sanction, day(text));
    (standing, by.map_or("", |action| action.key.as_str()), possibly)
}

fn assert_course(sanction: &Sanction, days: &[(&str, Standing, &str, &[Standing])]) {
    for (text, standing, by, possibly) in days {
        assert_eq!(on(sanction, text), (*standing, *by, possibly.to_vec()), "{text}");
    }
}

/// What the United States did to Belaruskali.
fn american() -> Sanction {
    sanction(json!([
        {"key": "lifted", "kind": "lifted", "on": "2025-12-13", "scope": "potash sector"},
        {"key": "relief-announced", "kind": "relief_announced", "on": "2025-12-13"},
        {"key": "gl-4", "kind": "general_licence", "on": "2021-08-09", "instrument": "GL 4", "until": "2021-12-08"},
        {"key": "designation", "kind": "imposed", "on": "2021-08-09", "instrument": "E.O. 14038"},
        {"key": "gl-13", "kind": "general_licence", "on": "2025-12-15", "instrument": "Belarus General License 13"},
        {"key": "not-on-the-list", "kind": "seen_unlisted", "on": "2026-04-23"},
    ]))
}

/// What the European Union did to Belaruskali.
fn european() -> Sanction {
    sanction(json!([
        {"key": "listing", "kind": "imposed", "on": "2022-06-03", "instrument": "Regulation (EC) 765/2006"},
        {"key": "still-listed", "kind": "seen_listed", "on": "2026-08"},
    ]))
}

#[test]
fn belaruskali_under_american_law_on_the_six_days() {
    assert_course(
        &american(),
        &[
            ("2021-01-01", NotImposed, "", &[]),
            ("2022-01-31", InForce, "designation", &[]),
            ("2025-12-14", InForceReliefAnnounced, "relief-announced", &[]),
            ("2025-12-20", UnderLicence, "gl-13", &[Ended]),
            ("2026-03-01", UnderLicence, "gl-13", &[Ended]),
            ("2026-05-01", Ended, "not-on-the-list", &[]),
        ],
    );
}

#[test]
fn belaruskali_under_european_law_on_the_six_days() {
    assert_course(
        &european(),
        &[
            ("2021-01-01", NotImposed, "", &[]),
            ("2022-01-31", NotImposed, "", &[]),
            ("2025-12-14", InForce, "listing", &[]),
            ("2025-12-20", InForce, "listing", &[]),
            ("2026-03-01", InForce, "listing", &[]),
            ("2026-05-01", InForce, "listing", &[]),
        ],
    );
}

#[test]
fn the_licence_to_wind_down_ended_on_the_8th_of_december_2021() {
    assert_course(
        &american(),
        &[
            ("2021-08-08", NotImposed, "", &[]),
            ("2021-08-09", UnderLicence, "gl-4", &[]),
            ("2021-12-08", UnderLicence, "gl-4", &[]),
            ("2021-12-09", InForce, "designation", &[]),
        ],
    );
}

#[test]
fn on_the_day_of_the_licence_it_was_still_listed_and_not_after_it_was_seen_unlisted() {
    assert_course(
        &american(),
        &[
            ("2025-12-15", UnderLicence, "gl-13", &[]),
            ("2025-12-16", UnderLicence, "gl-13", &[Ended]),
            ("2026-04-22", UnderLicence, "gl-13", &[Ended]),
            ("2026-04-23", Ended, "not-on-the-list", &[]),
        ],
    );
}

#[test]
fn lifted_without_an_instrument_is_announced_and_no_more() {
    for kind in ["lifted", "delisted", "suspended", "expired", "general_licence"] {
        let word = json!([act("imposed", "imposed", "2020-01-01"), {"key": "word", "kind": kind, "on": "2021-01-01"}]);
        let sanction = sanction(word);
        assert_eq!(on(&sanction, "2021-01-01"), (InForceReliefAnnounced, "word", vec![]), "{kind}");
        assert_eq!(sanction.actions[1].kind.unwrap().word(), kind, "the source's word is kept");
    }
}

#[test]
fn no_measure_is_imposed_or_tightened_by_word_alone() {
    for kind in ["imposed", "amended", "tightened", "derogation", "reinstated"] {
        let sanction = sanction(json!([{"key": "word", "kind": kind, "on": "2021-01-01"}]));
        let possible = vec![InForce];
        assert_eq!(on(&sanction, "2022-01-01"), (NotImposed, "", possible), "{kind}");
    }
    let told = sanction(json!([{"key": "word", "kind": "imposed", "on": "2021-01-01"}]));
    assert_eq!(on(&told, "2020-12-31"), (NotImposed, "", vec![]), "nobody says it was earlier");
    let unknown =
        sanction(json!([{"key": "remain", "on": "2021-01-01", "instrument": "an order"}]));
    assert_eq!(on(&unknown, "2022-01-01").0, NotImposed, "an act of which the kind is not known");
}

#[test]
fn each_act_in_law_has_its_effect() {
    let after = |kind: &str| {
        let acts =
            json!([act("imposed", "imposed", "2020-01-01"), act("then", kind, "2021-01-01")]);
        on(&sanction(acts), "2021-01-01").0
    };
    for kind in ["lifted", "delisted", "expired", "seen_unlisted"] {
        assert_eq!(after(kind), Ended, "{kind}");
    }
    for kind in ["amended", "tightened", "derogation", "seen_listed", "reinstated", "imposed"] {
        assert_eq!(after(kind), InForce, "{kind}");
    }
    assert_eq!(after("suspended"), Suspended);
    assert_eq!(after("general_licence"), UnderLicence);
    assert_eq!(after("relief_announced"), InForceReliefAnnounced);
}

#[test]
fn a_suspension_ends_on_its_day_and_a_measure_on_its_own() {
    let mut suspension = act("suspended", "suspended", "2021-01-01");
    suspension["until"] = json!("2021-06-30");
    let suspended = sanction(json!([act("imposed", "imposed", "2020-01-01"), suspension]));
    assert_eq!(on(&suspended, "2021-06-30").0, Suspended);
    assert_eq!(on(&suspended, "2021-07-01"), (InForce, "imposed", vec![]));

    let mut imposed = act("imposed", "imposed", "2020-01-01");
    imposed["until"] = json!("2020-12-31");
    let mut renewed = act("renewed", "amended", "2020-12-15");
    renewed["until"] = json!("2021-12-31");
    let measure = sanction(json!([imposed, renewed]));
    assert_eq!(on(&measure, "2021-06-01").0, InForce, "it was renewed");
    assert_eq!(on(&measure, "2022-01-01").0, Ended);
}

#[test]
fn a_licence_until_some_day_of_a_month_has_possibly_ended_within_it() {
    let mut licence = act("licence", "general_licence", "2020-01-01");
    licence["until"] = json!("2020-06");
    let sanction = sanction(json!([act("imposed", "imposed", "2020-01-01"), licence]));
    assert_course(
        &sanction,
        &[
            ("2020-05-31", UnderLicence, "licence", &[]),
            ("2020-06-15", UnderLicence, "licence", &[InForce]),
            ("2020-07-01", InForce, "imposed", &[]),
        ],
    );
}

#[test]
fn a_measure_can_be_reinstated_with_nothing_left_of_the_relief() {
    let sanction = sanction(json!([
        act("imposed", "imposed", "2020-01-01"),
        act("licence", "general_licence", "2020-06-01"),
        act("lifted", "lifted", "2021-01-01"),
        act("reinstated", "reinstated", "2022-01-01"),
    ]));
    assert_course(
        &sanction,
        &[
            ("2020-06-01", UnderLicence, "licence", &[]),
            ("2021-01-01", Ended, "lifted", &[]),
            ("2022-01-01", InForce, "reinstated", &[]),
        ],
    );
}

#[test]
fn one_designation_under_two_keys_takes_no_licence_back() {
    let sanction = sanction(json!([
        act("designation", "imposed", "2020-01-01"),
        act("licence", "general_licence", "2020-06-01"),
        act("sdn-list", "imposed", "2020"),
        act("seen", "seen_listed", "2020-07-01"),
    ]));
    assert_eq!(on(&sanction, "2021-01-01"), (UnderLicence, "licence", vec![]));
}

#[test]
fn an_act_of_some_day_of_the_year_is_possibly_past_within_it() {
    let sanction =
        sanction(json!([act("imposed", "imposed", "2020"), act("lifted", "lifted", "2022")]));
    assert_course(
        &sanction,
        &[
            ("2019-12-31", NotImposed, "", &[]),
            ("2020-06-01", NotImposed, "", &[InForce]),
            ("2020-12-31", InForce, "imposed", &[]),
            ("2022-06-01", InForce, "imposed", &[Ended]),
            ("2022-12-31", Ended, "lifted", &[]),
        ],
    );
}

#[test]
fn an_act_without_a_day_is_possible_on_every_day() {
    let imposed = json!({"key": "imposed", "kind": "imposed", "instrument": "an order"});
    assert_eq!(on(&sanction(json!([imposed])), "2020-01-01"), (NotImposed, "", vec![InForce]));
    let lifted = json!({"key": "lifted", "kind": "lifted", "instrument": "an order"});
    let both = sanction(json!([act("imposed", "imposed", "2020-01-01"), lifted]));
    assert_eq!(on(&both, "2030-01-01"), (InForce, "imposed", vec![Ended]));
}

#[test]
fn acts_of_which_the_order_is_not_known_leave_both_open() {
    let acts = json!([
        act("imposed", "imposed", "2019-01-01"),
        act("lifted", "lifted", "2020"),
        act("reinstated", "reinstated", "2020-06-01"),
    ]);
    let (standing, _, possibly) = on(&sanction(acts), "2021-01-01");
    assert_eq!((standing, possibly), (InForce, vec![Ended]));
}

#[test]
fn a_measure_of_which_no_act_is_known_may_be_in_force_on_any_day() {
    assert_eq!(on(&sanction(json!([])), "2025-12-19"), (NotImposed, "", vec![InForce]));
}

#[test]
fn what_a_list_shows_had_begun_on_some_day_before() {
    let seen = sanction(json!([{"key": "seen", "kind": "seen_listed", "on": "2026-08-01"}]));
    assert_course(
        &seen,
        &[("2026-07-31", NotImposed, "", &[InForce]), ("2026-08-01", InForce, "seen", &[])],
    );
}

#[test]
fn a_licence_shows_that_there_is_something_to_license() {
    let licensed = sanction(json!([act("licence", "general_licence", "2020-06-01")]));
    assert_eq!(on(&licensed, "2020-06-01"), (UnderLicence, "licence", vec![]));
    assert_eq!(on(&licensed, "2020-05-31"), (NotImposed, "", vec![InForce]));
}

#[test]
fn who_is_listed_again_is_listed() {
    let again = sanction(json!([
        act("imposed", "imposed", "2020-01-01"),
        act("licence", "general_licence", "2020-02-01"),
        act("delisted", "delisted", "2021-01-01"),
        {"key": "seen", "kind": "seen_listed", "on": "2022-01-01"},
    ]));
    assert_eq!(on(&again, "2022-01-01"), (InForce, "seen", vec![]));
}

#[test]
fn a_list_read_after_the_end_of_a_measure_shows_that_it_was_renewed() {
    let mut imposed = act("imposed", "imposed", "2020-01-01");
    imposed["until"] = json!("2020-12-31");
    let seen = json!({"key": "seen", "kind": "seen_listed", "on": "2021-03-01"});
    let renewed = sanction(json!([imposed, seen]));
    assert_eq!(on(&renewed, "2021-02-01").0, Ended);
    assert_eq!(on(&renewed, "2021-03-01").0, InForce, "though nobody tells of the renewal");
}
