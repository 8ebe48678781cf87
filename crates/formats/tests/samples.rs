//! Reads the lists as they are published, where `DETENTE_TEST_SAMPLES` names the folder
//! they lie in. They are not part of this repository.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot read its samples fails, and one that is skipped says so"
)]

use std::{fs::File as Disk, path::PathBuf, time::Instant};

use detente_core::{Day, NewClaim};
use detente_formats::{Edition, File, Format, Report, read};

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
    let mut claims = Vec::new();
    let began = Instant::now();
    let report = read(format, files.collect(), &edition, &mut claims);
    println!("{report}read in {} ms", began.elapsed().as_millis());
    assert!(report.is_sound(), "{report}");
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
