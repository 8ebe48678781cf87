use detente_core::{CustodyOn, Day, Detention, Surroundings, custody_on};

use super::{guess, reading};
use crate::File;

const HEADER: &str = "id,name,Date of arrest,Released on,Died\n";

/// What a row says of the end of custody, whether the person is held on the day of the edition, and what was left.
fn told(release: &str, died: &str) -> (Option<String>, CustodyOn, Vec<String>) {
    let guess = guess(File::new("table.csv", HEADER.as_bytes()), Some("lhota"));
    let table = format!("{HEADER}1,Jana Vymyslena,2021-01-05,{release},{died}\n");
    let (claims, report) = reading(&guess, &table);
    assert!(report.is_sound(), "{report}");
    let claim = claims.iter().find(|new| new.claim.subject.noun() == "detention").unwrap();
    let detention: Detention = claim.claim.states.read().unwrap();
    assert_eq!(detention.end_modality, None);
    let on: Day = "2026-08-30".parse().unwrap();
    let left = report.left.values().flat_map(|of| &of.first);
    let left = left.map(|left| format!("{}: {}", left.field, left.value)).collect();
    let ended = detention.ended_on.map(|on| on.to_string());
    (ended, custody_on(&detention, &Surroundings::default(), on), left)
}

#[test]
fn nobody_is_presumed_held_whose_release_is_told_in_words_that_are_not_understood() {
    let open = Some("2021-01-05/..".to_owned());
    for release in ["3/4/2022", "Released in April 2022", "yes", "died 3 May 2022", "+", "?"] {
        let (ended, custody, left) = told(release, "");
        assert_eq!((ended, custody), (open.clone(), CustodyOn::PossiblyHeld), "{release}");
        assert_eq!(left.len(), 1, "{left:?}");
    }
    let (ended, custody, left) = told("", "in the spring of 2022");
    assert_eq!((ended, custody), (open, CustodyOn::PossiblyHeld), "{left:?}");
    assert_eq!(left, ["Died: in the spring of 2022"]);
}

#[test]
fn a_release_that_nobody_can_have_seen_leaves_custody_open_and_is_named() {
    let open = Some("2021-01-05/..".to_owned());
    for (release, said) in [
        ("5 May 2031", "2031-05-05 lies after the edition, of 2026-08-30: nobody saw it"),
        ("2020-12-31", "2020-12-31 lies before began_on 2021-01-05"),
    ] {
        let (ended, custody, left) = told(release, "");
        assert_eq!((ended, custody), (open.clone(), CustodyOn::PossiblyHeld), "{release}");
        assert_eq!(left, [format!("detention.ended_on: {said}")]);
    }
}

#[test]
fn whoever_was_not_released_is_presumed_held_and_whoever_was_is_not() {
    for none in ["", "-", "no", "not released", "still held"] {
        let (ended, custody, _) = told(none, "no");
        assert_eq!((ended, custody), (None, CustodyOn::PresumedHeld), "{none}");
    }
    let (ended, custody, left) = told("2022-04-03", "in the spring of 2022");
    assert_eq!((ended.as_deref(), custody), (Some("2022-04-03"), CustodyOn::NotHeld), "{left:?}");
}
