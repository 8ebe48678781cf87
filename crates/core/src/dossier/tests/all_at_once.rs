//! Everything that is wrong is told at once.

use super::{HEAD, told};
use crate::dossier::{check, read};

#[test]
fn a_file_with_ten_faults_tells_ten() {
    let file = format!(
        "{}{}",
        HEAD.replace("2024-03-01\"", "the first of March\"")
            .replace("title = \"An", "titel = \"An"),
        r#"
[[claim]]
source = "N2"
subject = "person/tomas"
states.name = "Tomas"

[[claim]]
source = "N1"
subject = "person/jana"
new = true
[claim.states]
name = ""
born_on = "1985-02-30"
shoe_size = 38
roles = [
    { key = "clerk", title = "clerk", since = "2020", until = "2019" },
    { title = "chief clerk" },
]
[claim.quotes]
died_on = "she lives"
"#
    );
    let reading = read("f.toml", file.as_bytes());
    insta::assert_snapshot!(told(&reading), @r#"
MISSING f.toml:1: dossier, title: the dossier has no title; write what is added, in a sentence
UNKNOWN_FIELD f.toml:2: dossier, titel: the dossier itself has no field `titel`; did you mean `title`?
MALFORMED_DATE f.toml:12: source/invented-gazette, published_on: `the first of March` is not a date; write 2020, 2020-08 or 2020-08-09, with ~ after it for about, or two of them with / between, or .. for an end that is not known
UNKNOWN_SOURCE f.toml:17: person/tomas, source: the file has no source with the key `N2`; the keys of this file are: N1
EMPTY f.toml:26: person/jana, name: here stands an empty text, and unknown stays unknown; write what the source says, or leave it out
MALFORMED_DATE f.toml:27: person/jana, born_on: the calendar has no date `1985-02-30`; correct the month or the day, or leave out what is not known
UNKNOWN_FIELD f.toml:28: person/jana: a person has no field `shoe_size`; the fields of a person are: summary, identifiers, name, names, gender, born_on, birth_place, died_on, nationalities, roles, awards, addresses, associations, relatives
END_BEFORE_BEGINNING f.toml:30: person/jana, roles.clerk.until: 2019 lies before roles.clerk.since 2020; correct one of the two days, or leave out the one the source does not give
NO_KEY f.toml:31: person/jana, roles: element 2 of the list has no key; give it one that stays when dates and counts are corrected, such as key = "to-lithuania"
BAD_QUOTE_PATH f.toml:34: person/jana, died_on: a quote is given for `died_on`, which the claim does not state; state the field, or leave the quote out
"#);
    assert_eq!(reading.faults.len(), 10);
    assert!(reading.whole().is_err());
}

#[test]
fn a_thousand_faults_are_enough() {
    let file = format!("{HEAD}{}", "[[claim]]\n".repeat(2000));
    let faults = read("f.toml", file.as_bytes()).faults;
    assert_eq!(faults.len(), 1001);
    insta::assert_snapshot!(faults[1000], @"f.toml: 5000 more faults are not listed; correct these first, and check the file again");
}

#[test]
fn claims_from_elsewhere_are_checked_alike() {
    let one = "[[claim]]\nsource = \"N1\"\nsubject = \"person/jana\"\nstates.born_on = \"1990\"\nstates.died_on = \"1980\"\nquotes.name = \"Jana\"\n";
    let reading = super::after_head(&one.repeat(2));
    let codes = |faults: &[crate::Fault]| {
        let mut codes: Vec<&str> = faults.iter().map(|fault| fault.code).collect();
        codes.sort_unstable();
        codes
    };
    assert_eq!(codes(&check(&reading.submission.claims)), codes(&reading.faults));
    assert_eq!(reading.faults.len(), 6);
}
