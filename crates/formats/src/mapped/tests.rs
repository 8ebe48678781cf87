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
    let text = guess(File::new("table.csv", table.as_bytes()), None, "my-list").unwrap();
    insta::assert_snapshot!(text);
    let (claims, report) = reading(&text, table);
    assert!(report.is_sound(), "{report}");
    assert!(claims[0].claim.states.as_str().contains("Janka"));
}

proptest! {
    #[test]
    fn no_table_makes_a_reading_panic(table in "(No|Full name|Sex|Born|Arrested|Article|Sentence|,|\n|\"|[0-9]{1,4}|f|é){0,40}") {
        reading(include_str!("../../mappings/prisoners.toml"), &format!("No,Full name,Sex,Born,Arrested,Article,Sentence\n{table}"));
    }
}
