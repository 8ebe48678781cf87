use detente_core::{Day, Organization, Person, Sanction};

use crate::{Edition, File, Format, read};

const LIST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<data-set>
  <record><Country>Belarus / Bélarus</Country><LastName>Priklad</LastName><GivenName>Jan </GivenName><Aliases>Jan P, Янка</Aliases><Title>General/général</Title><DateOfBirth>1965-04-29</DateOfBirth><Schedule>1</Schedule><Item>3</Item></record>
  <record><Country>Belarus / Bélarus</Country><Entity>Tovarna</Entity><Schedule>1, Part 2</Schedule><Item>4</Item></record>
</data-set>"#;

#[test]
fn a_record_is_known_by_its_country_schedule_and_item() {
    let edition = Edition::read_on(Day::ymd(2026, 8, 31).unwrap())
        .published_on(Day::ymd(2022, 5, 1).unwrap());
    let mut claims = Vec::new();
    let report =
        read(Format::Canada, vec![File::new("ca.xml", LIST.as_bytes())], &edition, &mut claims);
    assert!(report.is_sound(), "{report}");
    let states = |id: &str| {
        let claim = claims.iter().find(|new| new.claim.subject.as_str() == id);
        claim.unwrap_or_else(|| panic!("no claim on {id}")).claim.states.clone()
    };
    let person: Person = states("person/ca-by-1-3").read().unwrap();
    assert_eq!(person.name.as_deref(), Some("Jan Priklad"));
    assert_eq!((person.names.len(), person.roles[0].title.as_deref()), (2, Some("General")));
    assert!(report.to_string().contains("ca.xml:3: général"), "{report}");
    let sanction: Sanction = states("sanction/ca-by-1-3").read().unwrap();
    assert_eq!(sanction.programme.as_deref(), Some("Belarus"));
    assert_eq!(
        states("organization/ca-by-1-part-2-4").read::<Organization>().unwrap().name.as_deref(),
        Some("Tovarna")
    );
    // The file does not say of which day it is.
    let edition = Edition { published_on: None, ..edition };
    let report =
        read(Format::Canada, vec![File::new("ca.xml", LIST.as_bytes())], &edition, &mut Vec::new());
    assert_eq!(report.faults[0].code, "NO_EDITION");
}
