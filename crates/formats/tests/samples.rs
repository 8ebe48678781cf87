//! Reads the lists as they are published, where `DETENTE_TEST_SAMPLES` names the folder
//! they lie in. They are not part of this repository.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot read its samples fails, and one that is skipped says so"
)]

use std::{collections::HashMap, fs::File as Disk, path::PathBuf, time::Instant};

use detente_core::{Day, NewClaim, dossier};
use detente_formats::{Body, Difference, Edition, File, Format, KnownEdition, Report, list, read};
use serde_json::Value;

fn samples() -> Option<PathBuf> {
    let folder = std::env::var_os("DETENTE_TEST_SAMPLES");
    if folder.is_none() {
        println!("skipped: DETENTE_TEST_SAMPLES names no folder of published lists");
    }
    folder.map(PathBuf::from)
}

fn reading(format: Format, paths: &[&str], on: Option<Day>) -> Option<(Vec<NewClaim>, Report)> {
    let folder = samples()?;
    let files = paths.iter().map(|path| {
        File::new(*path, std::io::BufReader::new(Disk::open(folder.join(path)).unwrap()))
    });
    let mut edition = Edition::read_on(Day::ymd(2026, 8, 31).unwrap());
    edition.published_on = on;
    let body = Body { slug: "somebody".into(), name: "Somebody".into(), kind: None, country: None };
    edition.list = (format == Format::Ftm).then(|| list("ftm-list", "A list", body, Some("MIT")));
    let mut claims = Vec::new();
    let began = Instant::now();
    let report = read(format, files.collect(), &edition, &mut claims);
    println!("{report}read in {} ms", began.elapsed().as_millis());
    assert!(report.is_sound(), "{report}");
    // What a reading claims, a person could have written down: nothing stops it on its way in.
    let faults: Vec<String> = dossier::check(&claims).iter().map(ToString::to_string).collect();
    let first = &faults[..faults.len().min(10)];
    assert!(faults.is_empty(), "{} faults: {first:#?}", faults.len());
    let names: usize =
        claims.iter().map(|new| new.claim.states.as_str().matches("\"script\":").count()).sum();
    let dates =
        claims.iter().filter(|new| new.claim.states.as_str().contains("\"born_on\":")).count();
    println!("{names} other names, {dates} days of birth, {} left or coarser", report.left_out());
    Some((claims, report))
}

#[test]
fn ofac_of_july_2021_without_addresses() {
    let paths = ["ofac/2021-07/sdn.csv", "ofac/2021-07/alt.csv"];
    let Some((_, report)) = reading(Format::Ofac, &paths, Day::ymd(2021, 7, 1)) else { return };
    assert_eq!(report.entries, 8976);
}

#[test]
fn ofac_of_january_2022() {
    let paths = ["sdn", "alt", "add"].map(|name| format!("ofac/2022-01-31/{name}.csv"));
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let Some((_, report)) = reading(Format::Ofac, &paths, Day::ymd(2022, 1, 31)) else { return };
    assert_eq!(report.entries, 9044);
}

#[test]
fn the_annexes_of_the_official_journal() {
    let paths = ["eu/32006R0765.csv"];
    let Some((_, report)) = reading(Format::Eu, &paths, Day::ymd(2026, 8, 1)) else { return };
    assert_eq!(report.entries, 408);
}

#[test]
fn the_uk_in_may_2022() {
    let paths = ["uk/ConList_2022-05-04.xlsx"];
    let Some((_, report)) = reading(Format::Uk, &paths, None) else { return };
    assert_eq!(report.entries, 3430);
}

#[test]
fn the_security_council_in_february_2026() {
    let paths = ["un/UN_consolidated.xml"];
    let Some((_, report)) = reading(Format::Un, &paths, None) else { return };
    assert_eq!(report.entries, 730 + 273);
}

#[test]
fn canada_in_2022() {
    let paths = ["ca/sema-lmes_2022.xml"];
    let Some((_, report)) = reading(Format::Canada, &paths, Day::ymd(2022, 5, 1)) else { return };
    assert_eq!(report.entries, 2606);
}

#[test]
fn followthemoney() {
    for path in ["ftm/parteispenden_entities.ftm.json", "ftm/zala_entities.ftm.json"] {
        let read = reading(Format::Ftm, &[path], Day::ymd(2026, 8, 1));
        if let Some((_, report)) = read {
            assert!(report.entries > 90);
        }
    }
}

#[test]
fn what_ofac_changed_in_half_a_year_is_a_fraction_of_the_list() {
    let Some((old, _)) = reading(
        Format::Ofac,
        &["ofac/2021-07/sdn.csv", "ofac/2021-07/alt.csv"],
        Day::ymd(2021, 7, 1),
    ) else {
        return;
    };
    let paths = ["sdn", "alt", "add"].map(|name| format!("ofac/2022-01-31/{name}.csv"));
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let Some((new, _)) = reading(Format::Ofac, &paths, Day::ymd(2022, 1, 31)) else { return };
    let mut held: HashMap<_, Value> = HashMap::new();
    for claim in &old {
        let stated: Value = serde_json::from_str(claim.claim.states.as_str()).unwrap();
        // A party's links are told again with where they lead: here the party itself is enough.
        held.entry(claim.claim.subject.clone()).or_insert(stated);
    }
    let edition = |on: &str| KnownEdition {
        source: format!("source/ofac-sdn-{on}").parse().unwrap(),
        on: on.parse().unwrap(),
        read_on: "2026-08-31".parse().unwrap(),
    };
    let mut difference = Difference::new(Some(edition("2021-07-01")), edition("2022-01-31"));
    let mut changed = 0;
    for claim in new {
        let known = held.get(&claim.claim.subject);
        changed += difference.claims(claim, known).len();
    }
    for (subject, known) in held.iter().filter(|(subject, _)| subject.noun() == "sanction") {
        changed += usize::from(difference.unseen(subject, known).is_some());
    }
    assert!(difference.doubt(None).is_none(), "a list as it was published is not doubted");
    let found = difference.changes();
    println!("{changed} claims: {found:#?}");
    assert!(found.left > 100 && found.left < 1000);
}
