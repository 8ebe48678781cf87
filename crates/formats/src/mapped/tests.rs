use detente_core::{Day, NewClaim};
use proptest::prelude::*;

use super::{Mapping, guess, read_mapped};
use crate::{Edition, File, Report};

fn reading(mapping: &str, table: &str) -> (Vec<NewClaim>, Report) {
    let edition = Edition::read_on(Day::ymd(2026, 8, 31).unwrap())
        .published_on(Day::ymd(2026, 8, 30).unwrap());
    let mut claims = Vec::new();
    let mapping = Mapping::read(mapping).unwrap();
    let report =
        read_mapped(&mapping, File::new("table.csv", table.as_bytes()), &edition, &mut claims);
    (claims, report)
}

fn told(mapping: &str, table: &str) -> String {
    let (claims, report) = reading(mapping, table);
    let told = claims.iter().filter(|new| !new.claim.subject.as_str().starts_with("source/"));
    let told: Vec<String> =
        told.map(|new| format!("{} {}", new.claim.subject, new.claim.states.as_str())).collect();
    format!("{}\n\n{report}", told.join("\n"))
}

#[test]
fn the_three_examples_are_read_as_their_comments_say() {
    insta::assert_snapshot!(
        "prisoners",
        told(
            include_str!("../../mappings/prisoners.toml"),
            include_str!("../../mappings/prisoners.csv")
        )
    );
    insta::assert_snapshot!(
        "organizations",
        told(
            include_str!("../../mappings/organizations.toml"),
            include_str!("../../mappings/organizations.csv")
        )
    );
    insta::assert_snapshot!(
        "sanctions",
        told(
            include_str!("../../mappings/sanctions.toml"),
            include_str!("../../mappings/sanctions.csv")
        )
    );
}

#[test]
fn everything_wrong_with_a_mapping_is_told_at_once() {
    let wrong = include_str!("../../mappings/prisoners.toml")
        .replace("born_on", "birthday")
        .replace("began_on", "arrested");
    let wrong = Mapping::read(&wrong).unwrap_err().0;
    assert_eq!(wrong.len(), 2, "{wrong:?}");
    assert!(wrong[0].contains("a Person has no field `birthday`"), "{wrong:?}");
}

#[test]
fn a_first_guess_is_a_mapping_that_can_be_read() {
    let table = "id,Full name,Gender,Date of birth,Aliases,Cell,Moved\n1,Jana Vymyslena,female,1990,Jana V;Janka,14,2021-01-02\n";
    let text = guess(File::new("table.csv", table.as_bytes()), None, Some("my-list")).unwrap();
    insta::assert_snapshot!(text);
    let (claims, report) = reading(&text, table);
    assert!(report.is_sound(), "{report}");
    assert!(claims[0].claim.states.as_str().contains("Janka"));
}

#[test]
fn a_guess_sees_the_sign_between_cells_and_what_the_worked_examples_have() {
    for between in [';', '\t'] {
        let table = "No,Full name,Sex,Born,Arrested,Article,Sentence,Prison\n1,Jana Vymyslena,f,7.9.1990,12.11.2020,342,2 years,Lhota\n2,Jan Priklad,м,1980,2021-01-02,361,1 year,Lhota\n";
        let table = table.replace(',', &between.to_string());
        let file = File::new("tables/Our Prisoners 2026.csv", table.as_bytes());
        let text = guess(file, None, None).unwrap();
        if between == ';' {
            insta::assert_snapshot!("guessed", text);
        }
        let (claims, report) = reading(&text, &table);
        assert!(report.is_sound(), "{report}");
        assert!(claims[0].claim.states.as_str().contains("\"female\""), "{claims:?}");
        let detention = claims.iter().find(|new| new.claim.subject.noun() == "detention").unwrap();
        for part in ["2020-11-12", "342", "2 years", "person/our-prisoners-2026-1"] {
            assert!(detention.claim.states.as_str().contains(part), "{detention:?}");
        }
        // Nor need a mapping name the sign.
        let text = text.lines().filter(|line| !line.starts_with("between")).collect::<Vec<_>>();
        assert_eq!(reading(&text.join("\n"), &table).0, claims);
    }
}

#[test]
fn a_row_whose_days_contradict_each_other_stops_nothing() {
    let mapping =
        include_str!("../../mappings/prisoners.toml").replace("sentences.first.term", "ended_on");
    let table = "No,Full name,Sex,Born,Arrested,Article,Sentence\n1,Jana Vymyslena,f,1990,2021-03-02,342,2020-01-01\n";
    let (claims, report) = reading(&mapping, table);
    assert!(report.is_sound(), "{report}");
    let detention = claims.iter().find(|new| new.claim.subject.noun() == "detention").unwrap();
    assert!(!detention.claim.states.as_str().contains("ended_on"), "{detention:?}");
    assert!(
        report.to_string().contains("table.csv:2: 2020-01-01 lies before began_on 2021-03-02"),
        "{report}"
    );
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_told_where_it_opens() {
    let table = "No,Full name,Sex,Born,Arrested,Article,Sentence\n1,\"Jana,f,,,,\n2,Jan,m,,,,\n3,\"Jan\",m,,,,\n";
    let (_, report) = reading(include_str!("../../mappings/prisoners.toml"), table);
    insta::assert_snapshot!(report.faults[0].to_string(), @"table.csv:2: the quotation mark that opens on this line is never closed; close it where its cell ends; if the file was cut off, fetch it again, whole");
}

proptest! {
    #[test]
    fn no_table_makes_a_reading_panic(table in "(No|Full name|Sex|Born|Arrested|Article|Sentence|,|\n|\"|[0-9]{1,4}|f|é){0,40}") {
        reading(include_str!("../../mappings/prisoners.toml"), &format!("No,Full name,Sex,Born,Arrested,Article,Sentence\n{table}"));
    }
}
