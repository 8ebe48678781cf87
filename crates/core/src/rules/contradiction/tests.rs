use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;
use crate::{
    Agreement, Contradiction, Day, Detention, Id, Indicator, Noun, PartialDate, Person, Promised,
    Release, Sanction, Statement, Surroundings,
};

fn read<N: Noun>(fields: Json) -> N {
    serde_json::from_value(fields).unwrap()
}

fn on(text: &str) -> PartialDate {
    text.parse().unwrap()
}

/// A life as a test tells it.
#[derive(Clone, Debug)]
struct Told {
    person: Id<Person>,
    born_on: Option<PartialDate>,
    died_on: Option<PartialDate>,
    detentions: Vec<(Id<Detention>, Detention)>,
    sat_in: Vec<(Id<Detention>, Detention)>,
    statements: Vec<(Id<Statement>, PartialDate)>,
    around: Surroundings,
}

fn life(born: Option<&str>, died: Option<&str>, detentions: &[(&str, Json)]) -> Told {
    Told {
        person: "person/ada".parse().unwrap(),
        born_on: born.map(on),
        died_on: died.map(on),
        detentions: detentions
            .iter()
            .map(|(slug, fields)| {
                (format!("detention/{slug}").parse().unwrap(), read(fields.clone()))
            })
            .collect(),
        sat_in: Vec::new(),
        statements: Vec::new(),
        around: Surroundings::default(),
    }
}

impl Told {
    fn contradictions(&self) -> Vec<Crossing> {
        let life = Life {
            person: &self.person,
            born_on: self.born_on,
            died_on: self.died_on,
            detentions: self.detentions.iter().map(|(id, fields)| (id, fields)).collect(),
            sat_in: self.sat_in.iter().map(|(id, fields)| (id, fields)).collect(),
            statements: self.statements.iter().map(|(id, on)| (id, *on)).collect(),
            around: &self.around,
        };
        life.contradictions()
    }

    fn rules(&self) -> Vec<String> {
        self.contradictions().into_iter().map(|found| found.rule).collect()
    }
}

#[test]
fn nobody_is_seen_held_after_death() {
    let held = json!({"stays": [{"key": "colony", "custody": "held", "seen_on": "2022-05"}]});
    let found = life(None, Some("2022-04-30"), &[("one", held.clone())]).contradictions();
    let [found] = found.as_slice() else { panic!("one: {found:?}") };
    assert_eq!(found.breaks, DomainRule::DiedAgainstLater);
    assert_eq!(found.rule, "died on 2022-04-30, and seen held on 2022-05");
    let field = |record: &str, field: &str| (record.parse().unwrap(), field.to_owned());
    assert_eq!(found.sides[0].fields, [field("person/ada", "died_on")]);
    assert_eq!(found.sides[1].fields, [field("detention/one", "stays.colony.seen_on")]);
    assert!(life(None, Some("2022-05"), &[("one", held)]).rules().is_empty(), "it may be before");
}

#[test]
fn nobody_judges_after_death() {
    let mut told = life(Some("1950"), Some("2020"), &[]);
    let proceedings = json!([
        {"key": "remand", "on": "2019-05-01", "judge": "person/ada"},
        {"key": "trial", "on": "2021-02", "judge": "person/bel", "prosecutor": "person/ada"},
        {"key": "appeal", "on": "2021-06", "judge": "person/ada"},
    ]);
    let case = json!({"person": "person/cyryl", "proceedings": proceedings});
    told.sat_in = vec![("detention/cyryl".parse().unwrap(), read(case))];
    let found = told.contradictions();
    let [found] = found.as_slice() else { panic!("one, by the first day: {found:?}") };
    assert_eq!(found.breaks, DomainRule::DiedAgainstLater);
    assert_eq!(found.rule, "died on 2020, and prosecuted on 2021-02");
    let fields: Vec<&str> = found.sides[1].fields.iter().map(|(_, field)| &**field).collect();
    assert_eq!(fields, ["proceedings.trial.on", "proceedings.trial.prosecutor"]);
    told.died_on = Some(on("2021"));
    assert!(told.rules().is_empty(), "it may be before");
}

#[test]
fn a_death_in_custody_is_a_death_like_any_other() {
    let died =
        json!({"began_on": "2021", "ended_on": "2022-05-01", "end_modality": "died_in_custody"});
    let later = json!({"began_on": "2023-01-01"});
    let told = life(None, Some("2022-05-02"), &[("one", died), ("two", later)]);
    assert_eq!(
        told.rules(),
        [
            "died on 2022-05-02, and custody began on 2023-01-01",
            "died in custody on 2022-05-01, and died on 2022-05-02",
        ]
    );
}

#[test]
fn the_dead_say_nothing_and_the_unborn_neither() {
    let mut told = life(Some("1990"), Some("2020-06"), &[]);
    told.statements = vec![
        ("statement/early".parse().unwrap(), on("1989-12-31")),
        ("statement/last".parse().unwrap(), on("2020-06-30")),
        ("statement/late".parse().unwrap(), on("2020-07")),
    ];
    assert_eq!(
        told.rules(),
        [
            "died on 2020-06, and said something on 2020-07",
            "born on 1990, and said something on 1989-12-31",
        ]
    );
}

#[test]
fn courts_go_on_without_the_dead() {
    let appeal = json!({"proceedings": [{"key": "appeal", "kind": "appeal", "on": "2021"}]});
    let absent = json!({
        "proceedings": [{"key": "trial", "kind": "trial", "on": "2021", "openness": "in_absentia"}],
        "sentences": [{"key": "term", "imposed_on": "2021"}],
    });
    let known = json!({"recognitions": [{"key": "viasna", "on": "2021"}]});
    let told = life(None, Some("2020"), &[("one", appeal), ("two", absent), ("three", known)]);
    assert!(told.rules().is_empty());
    let trial = json!({"proceedings": [{"key": "trial", "kind": "trial", "on": "2021"}]});
    assert_eq!(life(None, Some("2020"), &[("one", trial)]).rules().len(), 1);
}

#[test]
fn nobody_is_arrested_before_being_born() {
    let told =
        life(Some("2000"), None, &[("one", json!({"began_on": "1999-05", "ended_on": "1999-06"}))]);
    let found = told.contradictions();
    assert_eq!(found.len(), 1, "one for each record: {found:?}");
    assert_eq!(found[0].breaks, DomainRule::BornAgainstEarlier);
    assert_eq!(found[0].rule, "born on 2000, and custody began on 1999-05");
}

#[test]
fn one_person_is_not_held_twice_on_one_day() {
    let one = json!({"began_on": "2020-01-05", "ended_on": "2020-03-01"});
    let two = json!({"began_on": "2020-02", "ended_on": "2020-05"});
    let found = life(None, None, &[("one", one.clone()), ("two", two)]).contradictions();
    let [found] = found.as_slice() else { panic!("one: {found:?}") };
    assert_eq!(found.breaks, DomainRule::OverlappingDetentions);
    assert_eq!(found.rule, "in custody on 2020-02-29 in two detentions");
    assert_eq!(found.sides[0].fields.len(), 2, "{found:?}");
    // Let go and taken again on one day; held until some day of March.
    let again = json!({"began_on": "2020-03-01", "ended_on": "2020-05"});
    assert!(life(None, None, &[("one", one), ("two", again.clone())]).rules().is_empty());
    let march = json!({"began_on": "2020-01-05", "ended_on": "2020-03"});
    assert!(life(None, None, &[("one", march), ("two", again)]).rules().is_empty());
}

#[test]
fn nobody_is_freed_while_held_elsewhere() {
    let freed = json!({"end_modality": "pardoned", "ended_on": "2025-12-13"});
    let held = json!({"began_on": "2021", "stays": [{"key": "seen", "seen_on": "2025-12-15"}]});
    let told = |freed: &Json| life(None, None, &[("one", freed.clone()), ("two", held.clone())]);
    assert_eq!(
        told(&freed).rules(),
        ["released on 2025-12-13, and in custody on 2025-12-13 in another detention"]
    );
    assert!(told(&json!({"end_modality": "pardoned", "ended_on": "2025-12"})).rules().is_empty());
    assert!(told(&json!({"end_modality": "pardoned"})).rules().is_empty());
}

#[test]
fn more_cannot_be_named_than_were_freed() {
    let release: Id<Release> = "release/spring".parse().unwrap();
    let ids: Vec<Id<Detention>> =
        ["a", "b", "c"].map(|slug| format!("detention/{slug}").parse().unwrap()).to_vec();
    let ada: Id<Person> = "person/ada".parse().unwrap();
    let two = [(&ids[0], None), (&ids[1], None)];
    let named = |count: &str, named: &[_]| {
        named_against_count((&release, Some(count.parse().unwrap())), named)
    };
    assert_eq!(named("1", &two).unwrap().rule, "1 freed, and 2 are named");
    assert_eq!(named("2", &two), None);
    assert_eq!(named("more than 1", &two), None, "a number without a most");
    assert_eq!(named("1", &[(&ids[0], Some(&ada)), (&ids[2], Some(&ada))]), None, "one person");
    assert_eq!(named_against_count((&release, None), &two), None);
}

#[test]
fn what_is_promised_has_not_been_done_before() {
    let id: Id<Agreement> = "agreement/december".parse().unwrap();
    let commitments = |promised: &str| {
        read(json!({"commitments": [
            {"key": "release", "promised_on": promised, "acts": ["release/spring"]},
            {"key": "relief", "promised_on": promised, "acts": ["sanction/potash"]},
        ]}))
    };
    let release: (Id<Release>, Release) =
        ("release/spring".parse().unwrap(), read(json!({"on": "2025-12-13"})));
    let sanction: (Id<Sanction>, Sanction) = (
        "sanction/potash".parse().unwrap(),
        read(json!({"actions": [
            {"key": "old", "kind": "general_licence", "on": "2021"},
            {"key": "gl", "kind": "general_licence", "on": "2025-12-15", "agreement": "agreement/december"},
        ]})),
    );
    let acts = [
        Promised::Release {
            id: &release.0,
            release: &release.1,
            sides: Vec::new(),
            contested: false,
        },
        Promised::Sanction(&sanction.0, &sanction.1),
    ];
    let rules = |promised: &str| -> Vec<String> {
        let agreement: Agreement = commitments(promised);
        let found = delivered_before_promised((&id, &agreement), &acts);
        found.into_iter().map(|found| found.rule).collect()
    };
    assert_eq!(
        rules("2025-12-16"),
        [
            "released on 2025-12-13, and promised on 2025-12-16",
            "eased on 2025-12-15, and promised on 2025-12-16",
        ]
    );
    assert!(rules("2025-12").is_empty(), "it may have been promised before");
    assert!(rules("2025-12-13").is_empty());
}

fn in_record<N: Noun>(fields: Json) -> Vec<Contradiction> {
    read::<N>(fields).contradictions(&Surroundings::default())
}

#[test]
fn a_measure_is_not_eased_before_it_is_imposed() {
    let actions = |imposed: Json| {
        json!({"actions": [
            imposed,
            {"key": "gl", "kind": "general_licence", "on": "2021-08-01"},
        ]})
    };
    let found =
        in_record::<Sanction>(actions(json!({"key": "in", "kind": "imposed", "on": "2021-08-09"})));
    assert_eq!(found[0].breaks, DomainRule::ReliefBeforeSanction);
    assert_eq!(found[0].rule, "imposed on 2021-08-09, and eased (general licence) on 2021-08-01");
    for imposed in [
        json!({"key": "in", "kind": "imposed", "on": "2021-08"}),
        json!({"key": "in", "kind": "imposed"}),
        json!({"key": "in", "kind": "seen_listed", "on": "2021-08-09"}),
    ] {
        assert!(in_record::<Sanction>(actions(imposed)).is_empty());
    }
    // Listed before, and imposed anew.
    let mut again = actions(json!({"key": "in", "kind": "imposed", "on": "2021-08-09"}));
    again["actions"]
        .as_array_mut()
        .unwrap()
        .push(json!({"key": "seen", "kind": "seen_listed", "on": "2020"}));
    assert!(in_record::<Sanction>(again).is_empty());
}

#[test]
fn men_and_women_do_not_come_to_more_than_all() {
    let points = |women: Json| {
        json!({"points": [
            {"key": "all", "quantity": 1135},
            {"key": "men", "quantity": 968, "by": "sex", "within": "all"},
            {"key": "women", "quantity": women, "by": "sex", "within": "all"},
        ]})
    };
    let found = in_record::<Indicator>(points(json!(168)));
    assert_eq!(found[0].breaks, DomainRule::PartsAgainstWhole);
    assert_eq!(found[0].rule, "1135 in all, and 968 and 168 by sex, which come to 1136");
    let fields: Vec<_> = found[0].sides.iter().map(|(_, fields)| fields.join(" ")).collect();
    assert_eq!(fields, ["points.all.quantity", "points.men.quantity points.women.quantity"]);
    assert!(in_record::<Indicator>(points(json!(167))).is_empty());
    assert!(in_record::<Indicator>(points(json!(100))).is_empty(), "some may be missing");
    assert!(in_record::<Indicator>(points(json!("at most 168"))).is_empty());
    let groups = json!({"count": "more than 100", "groups": [
        {"key": "north", "by": "destination", "count": 90},
        {"key": "south", "by": "destination", "count": 90},
    ]});
    assert!(in_record::<Release>(groups).is_empty(), "it may have been 180");
}

#[test]
fn a_post_is_not_taken_up_after_death_and_an_honour_may_be_given() {
    let person = |field: &str, element: Json| {
        let mut person = json!({"died_on": "2020-05"});
        person[field] = json!([element]);
        in_record::<Person>(person)
    };
    let found = person("roles", json!({"key": "judge", "since": "2020-06", "until": "2021"}));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].breaks, DomainRule::DiedAgainstLater);
    assert_eq!(person("roles", json!({"key": "judge", "until": "2021"})).len(), 1);
    assert!(person("roles", json!({"key": "judge", "until": "2020-05-31"})).is_empty());
    assert!(person("awards", json!({"key": "prize", "awarded_on": "2021"})).is_empty());
}

/// A day, told less closely than it is known.
fn blurred(day: Day) -> impl Strategy<Value = PartialDate> {
    (0_usize..6, 0_i64..40, 0_i64..40).prop_map(move |(how, before, after)| {
        let text = day.to_string();
        let away = |days: i64| day.plus_days(days).unwrap();
        match how {
            0 => on(&text),
            1 => on(&text[..7]),
            2 => on(&text[..4]),
            3 => on(&format!("{text}~")),
            4 => on(&format!("{}/{}", away(-before), away(after))),
            _ => on(&format!("../{}", away(after))),
        }
    })
}

/// A life that can have been lived: born, held at times, free between them, heard, dead.
fn lived() -> impl Strategy<Value = Told> {
    let stay = (1_i64..400, 1_i64..400, any::<bool>());
    (proptest::collection::vec(stay, 0..4), 0_i64..200, any::<bool>()).prop_flat_map(
        |(stays, rest, dies_held)| {
            let first = Day::ymd(1980, 1, 1).unwrap();
            let mut day = first;
            let mut dates = vec![blurred(day).boxed()];
            for (free, held, _) in &stays {
                let began = day.plus_days(*free).unwrap();
                let middle = began.plus_days(held / 2).unwrap();
                day = began.plus_days(*held).unwrap();
                dates.extend([began, middle, day].map(|day| blurred(day).boxed()));
            }
            let died = if dies_held { day } else { day.plus_days(rest).unwrap() };
            dates.push(blurred(died).boxed());
            let count = stays.len();
            (dates, Just(stays)).prop_map(move |(dates, stays)| {
                let mut told = life(None, None, &[]);
                told.born_on = Some(dates[0]);
                told.died_on = Some(dates[3 * count + 1]);
                for (at, (_, _, seen)) in stays.iter().enumerate() {
                    let [began, middle, ended] = [1, 2, 3].map(|turn| dates[3 * at + turn]);
                    let mut fields = Detention {
                        began_on: Some(began),
                        ended_on: Some(ended),
                        ..Detention::default()
                    };
                    if *seen {
                        fields.stays.push(
                            serde_json::from_value(
                                json!({"key": "seen", "seen_on": middle.to_string()}),
                            )
                            .unwrap(),
                        );
                    }
                    told.detentions.push((format!("detention/d{at}").parse().unwrap(), fields));
                    told.statements.push((format!("statement/s{at}").parse().unwrap(), middle));
                }
                told
            })
        },
    )
}

/// Any life at all, possible or not.
fn any_life() -> impl Strategy<Value = Told> {
    let date = (0_i64..2000)
        .prop_flat_map(|away| blurred(Day::ymd(2020, 1, 1).unwrap().plus_days(away).unwrap()));
    let date = proptest::option::of(date);
    let detention = (date.clone(), date.clone(), date.clone());
    (date.clone(), date.clone(), proptest::collection::vec(detention, 0..4)).prop_map(
        |(born_on, died_on, detentions)| {
            let mut told = life(None, None, &[]);
            (told.born_on, told.died_on) = (born_on, died_on);
            for (at, (began_on, seen, ended_on)) in detentions.into_iter().enumerate() {
                let mut fields = Detention { began_on, ended_on, ..Detention::default() };
                fields.stays.extend(seen.map(|seen| {
                    serde_json::from_value(json!({"key": "s", "seen_on": seen.to_string()}))
                        .unwrap()
                }));
                told.detentions.push((format!("detention/d{at}").parse().unwrap(), fields));
            }
            told
        },
    )
}

/// A rule, and the fields of each side.
type Broken = (DomainRule, Vec<Vec<(RecordId, String)>>);

/// What is found, whichever of two equal sides comes first.
fn found(told: &Told) -> Vec<Broken> {
    let mut found: Vec<_> = told
        .contradictions()
        .into_iter()
        .map(|crossing| {
            let mut sides: Vec<_> = crossing.sides.map(|side| side.fields).to_vec();
            sides.sort();
            (crossing.breaks, sides)
        })
        .collect();
    found.sort();
    found
}

proptest! {
    #[test]
    fn what_can_have_been_lived_contradicts_nothing(told in lived()) {
        prop_assert_eq!(told.contradictions(), []);
    }

    #[test]
    fn the_order_of_the_records_tells_nothing(told in any_life()) {
        let mut turned = told.clone();
        turned.detentions.reverse();
        turned.statements.reverse();
        prop_assert_eq!(found(&told), found(&turned));
    }

    #[test]
    fn to_know_less_contradicts_no_more(told in any_life()) {
        // Of an end before the last that was seen, less would tell of a life that can have been.
        let lived = |detention: &Detention| {
            let seen = detention.stays.iter().filter_map(|stay| stay.seen_on);
            let mut days = seen.chain(detention.began_on).filter_map(PartialDate::earliest);
            let end = detention.ended_on.and_then(PartialDate::latest);
            end.is_none_or(|end| days.all(|day| day <= end))
        };
        prop_assume!(told.detentions.iter().all(|(_, detention)| lived(detention)));
        let mut less = told.clone();
        less.died_on = None;
        for (_, detention) in &mut less.detentions {
            detention.ended_on = None;
        }
        let overlaps = |found: Vec<Crossing>| {
            found.into_iter().filter(|one| one.breaks == DomainRule::OverlappingDetentions).count()
        };
        prop_assert!(overlaps(less.contradictions()) <= overlaps(told.contradictions()));
    }
}
