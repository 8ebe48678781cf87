use std::collections::HashMap;

use super::*;
use crate::{Edition, File, Format, read};

const OLD: &str = "1,\"ALFA, Jan\",\"individual\",\"BELARUS\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 1966.\"\n2,\"BETA\",-0- ,\"BELARUS\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n";
const NEW: &str = "1,\"ALFA, Jan\",\"individual\",\"BELARUS\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 08 Sep 1966.\"\n3,\"GAMA\",-0- ,\"BELARUS\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn edition(on: &str) -> KnownEdition {
    KnownEdition {
        source: format!("source/ofac-sdn-{on}").parse().unwrap(),
        on: day(on),
        read_on: day("2026-08-31"),
    }
}

fn claims(text: &str, on: &str) -> Vec<NewClaim> {
    let mut claims = Vec::new();
    let text = format!("{text}\x1a");
    let given = Edition::read_on(day("2026-08-31")).published_on(day(on));
    let report =
        read(Format::Ofac, vec![File::new("sdn.csv", text.as_bytes())], &given, &mut claims);
    assert!(report.is_sound(), "{report}");
    claims
}

/// What a record holds of the list after these claims: enough of resolution for one list.
fn hold(held: &mut HashMap<RecordId, Value>, claims: &[NewClaim]) {
    for new in claims {
        let stated: Map<String, Value> = serde_json::from_str(new.claim.states.as_str()).unwrap();
        let record =
            held.entry(new.claim.subject.clone()).or_insert_with(|| Value::Object(Map::new()));
        let record = record.as_object_mut().unwrap();
        for (field, value) in stated {
            match (record.get_mut(&field), value) {
                (Some(Value::Array(known)), Value::Array(more)) => known.extend(more),
                (_, value) => {
                    record.insert(field, value);
                }
            }
        }
    }
}

fn compare(
    held: &HashMap<RecordId, Value>,
    previous: &str,
    text: &str,
    on: &str,
) -> (Vec<NewClaim>, Changes) {
    let mut difference = Difference::new(Some(edition(previous)), edition(on));
    let mut new = Vec::new();
    for claim in claims(text, on) {
        let known = held.get(&claim.claim.subject);
        new.extend(difference.claims(claim, known));
    }
    for (subject, known) in held.iter().filter(|(subject, _)| subject.noun() == "sanction") {
        new.extend(difference.unseen(subject, known));
    }
    (new, difference.changes())
}

#[test]
fn a_newer_edition_changes_what_changed_and_sees_who_left() {
    let mut held = HashMap::new();
    hold(&mut held, &claims(OLD, "2021-07-01"));
    let (new, changes) = compare(&held, "2021-07-01", NEW, "2022-01-31");
    let mut told: Vec<String> = new
        .iter()
        .map(|new| format!("{} {}", new.claim.subject, new.claim.states.as_str()))
        .filter(|told| !told.starts_with("source/"))
        .collect();
    told.sort();
    insta::assert_snapshot!(told.join("\n"));
    assert_eq!((changes.left, changes.returned), (1, 0));
    assert_eq!(changes.changed.get("person"), Some(&1));

    // The same edition again changes nothing, and who left is not seen to leave twice.
    hold(&mut held, &new);
    let (again, _) = compare(&held, "2022-01-31", NEW, "2022-01-31");
    assert!(again.is_empty(), "{again:?}");
    // Who comes back is seen to stand on it again.
    let (back, changes) = compare(&held, "2022-01-31", OLD, "2022-06-01");
    assert_eq!((changes.left, changes.returned), (1, 1));
    assert!(back.iter().any(|new| new.claim.states.as_str().contains("seen-2022-06-01")));
}

#[test]
fn an_older_edition_takes_nobody_off_the_list() {
    let mut held = HashMap::new();
    hold(&mut held, &claims(NEW, "2022-01-31"));
    let (new, changes) = compare(&held, "2022-01-31", OLD, "2021-07-01");
    assert_eq!(changes.left, 0);
    let beta: Vec<&NewClaim> =
        new.iter().filter(|new| new.claim.subject.as_str() == "sanction/ofac-2").collect();
    assert_eq!(beta.len(), 2, "it stood on the older one, and no longer on the newer");
    assert_eq!(beta[1].claim.source.as_str(), "source/ofac-sdn-2022-01-31");
}

/// What an edition of Viasna's list says of the detention of one person, by their status and release.
fn row(status: &str, release: &str, on: &str) -> Vec<NewClaim> {
    let text = format!(
        "id,name,status,arrested,articles,decision,release_date\n1001,Jana Vymyslena,{status},2020-11-12,Art. 342,4 years,{release}\n"
    );
    let given = Edition::read_on(day(on)).published_on(day(on));
    let mut claims = Vec::new();
    let file = File::new("viasna.csv", text.as_bytes());
    assert!(read(Format::Viasna, vec![file], &given, &mut claims).is_sound());
    claims.retain(|new| new.claim.subject.noun() == "detention");
    claims
}

/// What a row says that the list had not said of the person, which is then held.
fn newer(
    held: &mut HashMap<RecordId, Value>,
    status: &str,
    release: &str,
    on: &str,
) -> Vec<String> {
    let known = |on: &str| KnownEdition {
        source: format!("source/viasna-prisoners-{on}").parse().unwrap(),
        on: day(on),
        read_on: day("2026-08-31"),
    };
    let mut difference = Difference::new(Some(known("2026-01-31")), known(on));
    let new = row(status, release, on).into_iter().flat_map(|new| {
        let known = held.get(&new.claim.subject).cloned();
        difference.claims(new, known.as_ref())
    });
    let new: Vec<NewClaim> = new.collect();
    hold(held, &new);
    new.iter().map(|new| new.claim.states.as_str().to_owned()).collect()
}

#[test]
fn who_is_held_still_is_seen_to_be_on_each_edition() {
    let mut held = HashMap::new();
    hold(&mut held, &row("active", "", "2026-01-31"));
    let seen = |on: &str| {
        format!(
            "{{\"stays\":[{{\"custody\":\"held\",\"key\":\"seen-{on}\",\"seen_on\":\"{on}\"}}]}}"
        )
    };
    assert_eq!(newer(&mut held, "active", "", "2026-06-30"), [seen("2026-06-30")]);
    assert!(newer(&mut held, "active", "", "2026-06-30").is_empty(), "the same edition again");
    assert_eq!(newer(&mut held, "active", "", "2025-12-31"), [seen("2025-12-31")], "an older one");
}

#[test]
fn whoever_the_list_counts_as_former_from_an_edition_on_is_out_by_its_day_and_is_told_so_once() {
    let mut held = HashMap::new();
    hold(&mut held, &row("active", "", "2026-01-31"));
    let told = newer(&mut held, "former", "", "2026-06-30");
    assert_eq!(told, [r#"{"ended_on":"../2026-06-30"}"#]);
    assert!(newer(&mut held, "former", "", "2026-07-31").is_empty(), "nobody is let go twice");
    let day = newer(&mut held, "former", "2026-03-04", "2026-08-31");
    assert_eq!(day, [r#"{"ended_on":"2026-03-04"}"#], "the day became known");
    assert!(newer(&mut held, "former", "", "2026-09-30").is_empty(), "it is known still");
    let calculated = newer(&mut held, "former", "released (calculated)", "2026-10-31");
    assert!(calculated[0].contains(r#""ended_on":"2020-11-12/..""#), "{calculated:?}");
}

#[test]
fn whoever_was_former_and_is_held_again_is_told_to_be_out_again() {
    let mut held = HashMap::new();
    hold(&mut held, &row("former", "", "2026-01-31"));
    assert_eq!(newer(&mut held, "active", "", "2026-03-31").len(), 1);
    let told = newer(&mut held, "former", "", "2026-06-30");
    assert_eq!(told, [r#"{"ended_on":"../2026-06-30"}"#]);
}

/// Bodies with these numbers, as a list.
fn bodies(numbers: std::ops::Range<u32>) -> String {
    let row = |number| {
        format!(
            "{number},\"BODY {number}\",-0- ,\"BELARUS\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n"
        )
    };
    numbers.map(row).collect()
}

#[test]
fn an_edition_that_was_cut_off_between_two_entries_is_doubted() {
    let mut held = HashMap::new();
    hold(&mut held, &claims(&bodies(0..100), "2021-07-01"));
    let shrank = |numbers| {
        let mut difference = Difference::new(Some(edition("2021-07-01")), edition("2022-01-31"));
        for claim in claims(&bodies(numbers), "2022-01-31") {
            let known = held.get(&claim.claim.subject);
            difference.claims(claim, known);
        }
        for (subject, known) in held.iter().filter(|(subject, _)| subject.noun() == "sanction") {
            difference.unseen(subject, known);
        }
        assert_eq!(difference.changes.left + difference.changes.stayed, 100);
        difference.doubt(Some("sdn.csv".to_owned())).map(|fault| fault.to_string())
    };
    assert_eq!(shrank(0..100), None);
    assert_eq!(shrank(20..120), None, "a fifth");
    insta::assert_snapshot!(shrank(0..50).unwrap(), @"sdn.csv: 50 of the 100 measures that stand on the list would leave it with this edition: the file may have been cut off; fetch the file again, and see that it is whole; if the list did become so short, say that it is whole (`--whole`)");
}

#[test]
fn an_edition_that_is_read_again_after_a_newer_one_says_nothing_beside_what_was_said_until_then() {
    let mut held = HashMap::new();
    hold(&mut held, &claims(OLD, "2021-07-01"));
    let until_then = held.clone();
    let (newer, _) = compare(&held, "2021-07-01", NEW, "2022-01-31");
    hold(&mut held, &newer);
    let mut said = Difference::new(None, edition("2021-07-01"));
    let again = claims(OLD, "2021-07-01").into_iter();
    let again = again.flat_map(|claim| {
        let then = until_then.get(&claim.claim.subject).cloned();
        said.claims(claim, then.as_ref())
    });
    assert_eq!(again.count(), 0);
}

#[test]
fn what_the_list_says_no_longer_of_whom_it_still_speaks_is_told_and_not_claimed() {
    let person = |number: &str, name: &str, remarks: &str| {
        format!(
            "{number},\"{name}\",\"individual\",\"BELARUS\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"{remarks}\"\n"
        )
    };
    let other = person("2", "DELTA, Eva", "DOB 1970; Passport B2 (Belarus).");
    let before = person("1", "ALFA, Jan", "DOB 1966; Passport A1 (Belarus).") + &other;
    let mut held = HashMap::new();
    hold(&mut held, &claims(&before, "2021-07-01"));
    let now = person("1", "ALFA, Jan", "DOB 1966.") + &other;
    let (new, changes) = compare(&held, "2021-07-01", &now, "2022-01-31");
    assert!(new.iter().all(|new| new.claim.subject.noun() == "source"), "{new:?}");
    assert_eq!(changes.unsaid, BTreeMap::from([("person.identifiers".to_owned(), 1)]));
    // A field that it gives of nobody may stand in a file that is missing.
    let nobody = person("1", "ALFA, Jan", "DOB 1966.") + &person("2", "DELTA, Eva", "DOB 1970.");
    let (_, changes) = compare(&held, "2021-07-01", &nobody, "2022-01-31");
    assert_eq!(changes.unsaid.get("person.nationalities"), None);
    let (_, changes) = compare(&held, "2021-07-01", &nobody, "2021-01-31");
    assert!(changes.unsaid.is_empty(), "an older edition takes nothing back");
}

#[test]
fn a_name_that_comes_to_read_like_another_takes_nothing_from_it() {
    let body = |names: &[&str]| {
        let remarks: Vec<String> = names.iter().map(|name| format!("a.k.a. '{name}'")).collect();
        let remarks = remarks.join("; ");
        format!("1,\"BETA\",-0- ,\"BELARUS\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"{remarks}.\"\n")
    };
    let mut held = HashMap::new();
    hold(&mut held, &claims(&body(&["STEP S.A"]), "2021-07-01"));
    let told = |held: &HashMap<RecordId, Value>, names: &[&str]| {
        let (new, changes) = compare(held, "2021-07-01", &body(names), "2022-01-31");
        let new = new.into_iter().filter(|new| new.claim.subject.noun() == "organization");
        (new.collect::<Vec<_>>(), changes.unsaid)
    };
    let (new, unsaid) = told(&held, &["STEP, S.A", "STEP S.A"]);
    let [one] = new.as_slice() else { panic!("{new:?}") };
    let stated = one.claim.states.as_str();
    assert!(stated.contains("STEP, S.A") && !stated.contains("STEP S.A"), "{stated}");
    assert!(unsaid.is_empty(), "{unsaid:?}");
    hold(&mut held, &new);
    let (new, unsaid) = told(&held, &["STEP, S.A"]);
    assert!(new.is_empty(), "alone it has the plain key, and says nothing new: {new:?}");
    assert_eq!(unsaid, BTreeMap::from([("organization.names".to_owned(), 1)]));
}

/// The doubt of an edition of this day, beside what the list of the first July held.
fn doubt(held: &HashMap<RecordId, Value>, text: &str, on: &str) -> Option<Fault> {
    let mut difference = Difference::new(Some(edition("2021-07-01")), edition(on));
    for claim in claims(text, on) {
        let known = held.get(&claim.claim.subject);
        difference.claims(claim, known);
    }
    for (subject, known) in held.iter().filter(|(subject, _)| subject.noun() == "sanction") {
        difference.unseen(subject, known);
    }
    difference.doubt(None)
}

/// Bodies with these numbers, of which number 7 is called `Body7`, and with another step some other.
fn called(numbers: std::ops::Range<u32>, step: u32) -> String {
    let nothing = "-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ";
    let row = |number| format!("{number},\"Body{}\",-0- ,\"BELARUS\",{nothing}\n", number + step);
    numbers.map(row).collect()
}

#[test]
fn an_edition_whose_numbers_moved_by_one_is_doubted() {
    let mut held = HashMap::new();
    hold(&mut held, &claims(&called(0..100, 0), "2021-07-01"));
    let moved = doubt(&held, &called(0..100, 1), "2022-01-31").unwrap();
    assert_eq!(moved.code, "RENUMBERED");
    assert!(moved.problem.starts_with("100 of the 101 records"), "{moved}");
    let some = called(0..40, 1) + &called(40..100, 0);
    assert_eq!(doubt(&held, &some, "2022-01-31"), None, "names do change");
}

#[test]
fn another_file_of_the_same_day_that_takes_somebody_off_the_list_is_doubted() {
    let mut held = HashMap::new();
    hold(&mut held, &claims(&called(0..10, 0), "2021-07-01"));
    let other = doubt(&held, &called(1..11, 0), "2021-07-01").unwrap();
    assert!(
        other
            .problem
            .starts_with("another file was read as the edition of 2021-07-01, and 1 measures"),
        "{other}"
    );
    assert_eq!(
        doubt(&held, &called(0..11, 0), "2021-07-01"),
        None,
        "it says more, and nothing else"
    );
    assert_eq!(doubt(&held, &called(1..11, 0), "2022-01-31"), None);
}
