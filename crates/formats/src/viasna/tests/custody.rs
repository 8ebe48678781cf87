use detente_core::{CustodyOn, Day, Detention, EndModality, Surroundings, custody_on};

use super::{detained, edition};

const ARREST: (&str, &str) = ("arrested", "2020-09-07");

/// The edition is of this day.
const ON: &str = "2026-08-30";

fn custody(detention: &Detention, on: &str) -> CustodyOn {
    custody_on(detention, &Surroundings::default(), on.parse().unwrap())
}

/// The rows of a status and a release: when custody ended, and whether the person was held on the day
/// of the edition and long after.
fn told(status: &str, release: &str) -> (Option<String>, CustodyOn, CustodyOn) {
    let (detention, _) = detained(&[ARREST, ("status", status), ("release_date", release)]);
    let ended = detention.ended_on.map(|on| on.to_string());
    (ended, custody(&detention, ON), custody(&detention, "2027-08-30"))
}

#[test]
fn whoever_is_former_was_held_no_longer_on_the_day_of_the_edition() {
    use CustodyOn::NotHeld;
    assert_eq!(edition().published_on, ON.parse::<Day>().ok());
    let by_then = Some(format!("../{ON}"));
    for release in ["", "pardoned", "pardoned in the summer of 2021", "?", "released 2020-01-01"] {
        assert_eq!(told("former", release), (by_then.clone(), NotHeld, NotHeld), "{release}");
    }
    let day = Some("2022-05-12".to_owned());
    assert_eq!(told("former", "released 2022-05-12"), (day, NotHeld, NotHeld));
}

#[test]
fn before_the_edition_that_counts_them_as_former_they_may_have_been_held() {
    let (detention, left) = detained(&[ARREST, ("status", "former")]);
    assert_eq!(left, Vec::<String>::new());
    assert_eq!(detention.end_modality, None, "nobody said how it ended");
    assert_eq!(custody(&detention, "2020-09-07"), CustodyOn::Held);
    assert_eq!(custody(&detention, "2023-01-01"), CustodyOn::PossiblyHeld);
}

#[test]
fn a_release_that_was_calculated_leaves_custody_open_whatever_the_status() {
    use CustodyOn::PossiblyHeld;
    let open = Some("2020-09-07/..".to_owned());
    let calculated = "served full term, released (calculated)";
    for status in ["former", "np", "", "weird"] {
        let told = told(status, calculated);
        assert_eq!(told, (open.clone(), PossiblyHeld, PossiblyHeld), "{status}");
    }
    assert_eq!(told("active", calculated), (open, CustodyOn::Held, PossiblyHeld));
    let (detention, left) = detained(&[ARREST, ("status", "former"), ("release_date", calculated)]);
    assert_eq!(detention.end_modality, None);
    assert_eq!(detention.summary, Some(format!("Viasna: {calculated}")));
    assert_eq!(
        left,
        [
            format!("release_date (calculated, not observed: custody is left open): {calculated}"),
            "status (former by a release that nobody saw: custody is left open): former".to_owned()
        ]
    );
}

#[test]
fn of_whoever_is_former_and_was_arrested_nobody_knows_when_the_status_is_told() {
    let calculated = ("release_date", "served full term, released (calculated)");
    let (detention, _) = detained(&[("status", "former"), calculated]);
    assert_eq!(detention.ended_on.map(|on| on.to_string()), Some(format!("../{ON}")));
}

#[test]
fn whoever_is_held_and_released_at_once_was_let_go_on_that_day_or_later() {
    use CustodyOn::PossiblyHeld;
    let row = told("active", "2022-05-12");
    assert_eq!(row, (Some("2022-05-12/..".to_owned()), PossiblyHeld, PossiblyHeld));
    for release in ["pardoned", "released 2020-01-01"] {
        let row = told("active", release);
        assert_eq!(
            row,
            (Some("2020-09-07/..".to_owned()), PossiblyHeld, PossiblyHeld),
            "{release}"
        );
    }
    let cells = [ARREST, ("status", "active"), ("release_date", "pardoned 2026-02-03")];
    let prison = ("prison", "Prison No. 8, Lhota");
    let (detention, left) = detained(&[cells[0], cells[1], cells[2], prison]);
    assert!(detention.stays.is_empty() && detention.end_modality.is_none(), "{detention:?}");
    assert_eq!(custody(&detention, "2026-02-02"), CustodyOn::Held, "both words agree on that day");
    assert_eq!(
        left,
        [
            "prison (custody is not stated): Prison No. 8, Lhota",
            "release_date and status (whether custody ended is left open): active, and pardoned 2026-02-03"
        ]
    );
}

#[test]
fn whoever_is_former_and_was_not_released_is_told_so_and_custody_is_left_open() {
    use CustodyOn::{Held, PossiblyHeld, PresumedHeld};
    let open = Some("2020-09-07/..".to_owned());
    assert_eq!(told("former", "not released"), (open, PossiblyHeld, PossiblyHeld));
    let (detention, left) =
        detained(&[ARREST, ("status", "former"), ("release_date", "not released")]);
    assert_eq!(detention.end_modality, None);
    assert_eq!(
        left,
        ["release_date and status (whether custody ended is left open): former, and not released"]
    );
    let (nowhen, _) = detained(&[("status", "former"), ("release_date", "not released")]);
    assert_eq!((nowhen.ended_on, custody(&nowhen, ON)), (None, PossiblyHeld));
    assert_eq!(told("active", "not released"), (None, Held, PresumedHeld));
    assert_eq!(told("np", "not released"), (None, PresumedHeld, PresumedHeld));
}

/// Penalties that are served at home, or of which is not said where.
const AT_HOME: [&str; 4] = [
    "home confinement",
    "home regime",
    "restriction of freedom without referral to an open-type institution",
    "restriction of freedom",
];

#[test]
fn nobody_is_held_by_a_restriction_of_freedom_that_may_be_served_at_home() {
    use CustodyOn::{NotHeld, PossiblyHeld};
    for penalty in AT_HOME {
        for (status, release, end, now) in [
            ("np", "", "2020-09-07/..", PossiblyHeld),
            ("active", "", "2020-09-07/..", PossiblyHeld),
            ("active", "2022-05-12", "2020-09-07/..", PossiblyHeld),
            ("former", "not released", "2020-09-07/..", PossiblyHeld),
            ("former", "", "2020-09-07/2026-08-30", NotHeld),
            ("former", "2022-05-12", "2020-09-07/2022-05-12", NotHeld),
            ("np", "served full term", "2020-09-07/2026-08-30", NotHeld),
        ] {
            let cells = [
                ARREST,
                ("status", status),
                ("release_date", release),
                ("decision", "3 years"),
                ("penalty", penalty),
            ];
            let (detention, left) = detained(&cells);
            let ended = detention.ended_on.map(|on| on.to_string());
            assert_eq!(ended.as_deref(), Some(end), "{status}, {release}, {penalty}");
            assert_eq!(custody(&detention, ON), now, "{status}, {release}, {penalty}");
            assert_eq!(custody(&detention, "2021-09-07"), PossiblyHeld, "{status}, {release}");
            assert_eq!(detention.end_modality, None);
            assert!(left.iter().any(|left| left.contains("custody is left open")), "{left:?}");
        }
    }
}

#[test]
fn whoever_works_in_an_open_type_facility_is_held_there() {
    let penalty = ("penalty", "restriction of freedom with referral to an open-type institution");
    let (detention, _) = detained(&[ARREST, ("status", "active"), penalty]);
    assert_eq!(custody(&detention, ON), CustodyOn::Held);
}

#[test]
fn whoever_is_active_was_seen_held_on_the_day_of_the_edition() {
    use CustodyOn::{Held, PresumedHeld};
    for release in ["", "2027-01-01", "pardon denied 2024-07-03"] {
        assert_eq!(told("active", release), (None, Held, PresumedHeld), "{release}");
    }
}

#[test]
fn of_other_rows_what_is_said_of_a_release_is_all_that_is_said_of_custody() {
    use CustodyOn::{NotHeld, PossiblyHeld, PresumedHeld};
    let by_then = Some(format!("../{ON}"));
    for status in ["np", "", "weird"] {
        assert_eq!(told(status, "pardoned"), (by_then.clone(), NotHeld, NotHeld));
        assert_eq!(told(status, "2022-05").0.as_deref(), Some("2022-05"));
        for unread in ["pardoned in the summer of 2021", "released 2020-01-01"] {
            let open = Some("2020-09-07/..".to_owned());
            assert_eq!(told(status, unread), (open, PossiblyHeld, PossiblyHeld), "{unread}");
        }
        let open = Some("2020-09-07/..".to_owned());
        assert_eq!(told(status, "2027-01-01"), (open, PossiblyHeld, PossiblyHeld));
        assert_eq!(told(status, "not released"), (None, PresumedHeld, PresumedHeld));
    }
}

#[test]
fn nobody_is_presumed_held_by_a_status_that_says_nothing_of_custody() {
    use CustodyOn::{PossiblyHeld, PresumedHeld};
    let open = Some("2020-09-07/..".to_owned());
    for status in ["np", "weird"] {
        assert_eq!(told(status, ""), (open.clone(), PossiblyHeld, PossiblyHeld), "{status}");
    }
    let fined = [ARREST, ("status", "np"), ("decision", "200 base rates"), ("penalty", "fine")];
    let (detention, _) = detained(&fined);
    assert_eq!(custody(&detention, ON), PossiblyHeld);
    assert_eq!(told("", ""), (None, PresumedHeld, PresumedHeld), "an arrest, and no other word");
}

#[test]
fn the_prison_of_whoever_is_not_active_says_where_and_not_that_they_are_held() {
    for status in ["former", "np", ""] {
        let (detention, _) = detained(&[ARREST, ("status", status), ("prison", "Prison No. 8")]);
        let [stay] = detention.stays.as_slice() else { panic!("{detention:?}") };
        assert_eq!((stay.key.as_str(), stay.custody, stay.seen_on), ("prison", None, None));
        assert!(stay.place.is_some());
    }
    let (detention, _) = detained(&[ARREST, ("status", "active"), ("prison", "Prison No. 8")]);
    assert!(detention.stays[0].custody.is_some() && detention.stays[0].place.is_some());
}

#[test]
fn a_release_before_the_arrest_is_named_and_its_day_is_not_stated() {
    let release = ("release_date", "pardoned 2020-01-01");
    let (detention, left) = detained(&[("status", "former"), ("arrested", "2021-03-02"), release]);
    assert_eq!(detention.end_modality, None::<EndModality>);
    assert_eq!(detention.began_on.map(|on| on.to_string()).as_deref(), Some("2021-03-02"));
    assert_eq!(left, ["release_date (before the day of the arrest): pardoned 2020-01-01"]);
}
