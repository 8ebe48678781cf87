use detente_core::{Day, NewClaim, Noun, Person, Sanction};

use crate::{Edition, File, Format, Report, read, unordered::unordered};

const LIST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><INDIVIDUALS><INDIVIDUAL>
  <DATAID>101</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>JAN</FIRST_NAME><SECOND_NAME>PRIKLAD</SECOND_NAME>
  <UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>CDi.001</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON>
  <GENDER>Male</GENDER><COMMENTS1>Because.</COMMENTS1><NATIONALITY><VALUE>Democratic Republic of the Congo</VALUE></NATIONALITY>
  <DESIGNATION><VALUE>General</VALUE></DESIGNATION><LAST_DAY_UPDATED><VALUE>2016-10-13</VALUE></LAST_DAY_UPDATED>
  <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Jan P.</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Honza</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ADDRESS><COUNTRY>Rwanda</COUNTRY><NOTE>as of early 2016</NOTE></INDIVIDUAL_ADDRESS>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1971</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Lhota</CITY><COUNTRY>Rwanda</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
  <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>A1</NUMBER><ISSUING_COUNTRY>Rwanda</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>
  <SORT_KEY/></INDIVIDUAL></INDIVIDUALS>
  <ENTITIES><ENTITY><DATAID>102</DATAID><FIRST_NAME>TOVARNA &amp; CO</FIRST_NAME><REFERENCE_NUMBER>CDe.001</REFERENCE_NUMBER></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>"#;

fn reading(text: &str) -> (Vec<NewClaim>, Report) {
    let mut claims = Vec::new();
    let edition = Edition::read_on(Day::ymd(2026, 8, 31).unwrap());
    let report =
        read(Format::Un, vec![File::new("un.xml", text.as_bytes())], &edition, &mut claims);
    (claims, report)
}

fn of<N: Noun>(claims: &[NewClaim], id: &str) -> N {
    let claim = claims.iter().find(|new| new.claim.subject.as_str() == id);
    claim.unwrap_or_else(|| panic!("no claim on {id}")).claim.states.read().unwrap()
}

#[test]
fn a_table_is_told_from_xml() {
    let (_, report) = reading("1,\"A & B\",individual\n");
    insta::assert_snapshot!(report.faults[0].to_string(), @"un.xml: the file is no XML, and the list of the Security Council is; see that it is the right file, and name the format that it has");
}

#[test]
fn a_paper_without_a_number_of_its_own_is_named_and_days_of_birth_that_are_not_one_are_a_span() {
    let text = r#"<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><INDIVIDUALS><INDIVIDUAL>
      <DATAID>7</DATAID><FIRST_NAME>Jan</FIRST_NAME><UN_LIST_TYPE>X</UN_LIST_TYPE><GENDER>Other</GENDER>
      <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Jan Priklad; Ian Prikladny</ALIAS_NAME></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1962</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1961</YEAR><NOTE>by his own word</NOTE></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><TYPE_OF_DOCUMENT2>identity card number 545167</TYPE_OF_DOCUMENT2></INDIVIDUAL_DOCUMENT>
      <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>A1</NUMBER><ISSUING_COUNTRY>Nowhere</ISSUING_COUNTRY><COUNTRY_OF_ISSUE>Elsewhere</COUNTRY_OF_ISSUE></INDIVIDUAL_DOCUMENT>
    </INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"#;
    let (claims, report) = reading(text);
    let person: Person = of(&claims, "person/un-7");
    assert_eq!(
        person.born_on.map(|born| born.to_string()).as_deref(),
        Some("1961-01-01/1963-12-31")
    );
    let names: Vec<&str> = person.names.iter().filter_map(|name| name.text.as_deref()).collect();
    assert_eq!(names, ["Jan Priklad", "Ian Prikladny"]);
    let left: Vec<String> = report
        .left
        .values()
        .flat_map(|of| &of.first)
        .map(|left| format!("{}: {}", left.field, left.value))
        .collect();
    assert_eq!(
        left,
        [
            "INDIVIDUAL_DATE_OF_BIRTH/NOTE: by his own word",
            "INDIVIDUAL_DOCUMENT (of none that is numbered): Passport, identity card number 545167",
            "INDIVIDUAL_DOCUMENT/COUNTRY_OF_ISSUE: Elsewhere",
            "day of birth (one of several: told as their span): 1961, 1962~",
        ]
    );
}

#[test]
fn an_individual_is_a_person_under_a_measure() {
    let (claims, report) = reading(LIST);
    assert!(report.is_sound(), "{report}");
    insta::assert_snapshot!(
        serde_json::to_string_pretty(&of::<Person>(&claims, "person/un-101")).unwrap()
    );
    insta::assert_snapshot!(
        serde_json::to_string_pretty(&of::<Sanction>(&claims, "sanction/un-101")).unwrap()
    );
    insta::assert_snapshot!(report.to_string());
}

#[test]
fn a_day_of_listing_may_name_its_zone() {
    let (claims, report) = reading(&LIST.replace(">2012-12-31<", ">2015-04-07-04:00<"));
    assert!(report.left.keys().all(|(field, _)| field != "LISTED_ON"), "{report}");
    let sanction: Sanction = of(&claims, "sanction/un-101");
    assert!(
        sanction
            .actions
            .iter()
            .any(|action| action.on.is_some_and(|on| on.to_string() == "2015-04-07"))
    );
}

#[test]
fn a_file_that_is_cut_off_or_another_list_stops_the_whole() {
    let (_, report) = reading(&LIST[..LIST.len() / 2]);
    assert_eq!(report.faults[0].code, "TRUNCATED", "{report}");
    let (_, report) = reading("<html><body>Not found</body></html>");
    insta::assert_snapshot!(report.faults[0].to_string(), @"un.xml:1: the file begins with `html`, and this list with `CONSOLIDATED_LIST`; see that it is the list of the Security Council in XML");
}

#[test]
fn the_order_of_aliases_and_of_places_of_birth_changes_nothing() {
    let alias = |quality: &str, name: &str| {
        format!(
            "<INDIVIDUAL_ALIAS><QUALITY>{quality}</QUALITY><ALIAS_NAME>{name}</ALIAS_NAME></INDIVIDUAL_ALIAS>"
        )
    };
    let place = |city: &str| {
        format!("<INDIVIDUAL_PLACE_OF_BIRTH><CITY>{city}</CITY></INDIVIDUAL_PLACE_OF_BIRTH>")
    };
    let parts = [
        alias("Low", "Al-Jan"),
        alias("Good", "Al Jan"),
        alias("Good", "Al-Jan"),
        place("Nic"),
        place("Dolany"),
    ];
    let list = |parts: &[String]| LIST.replace("<SORT_KEY/>", &parts.concat());
    let (one, _) = reading(&list(&parts));
    let mut backwards = parts;
    backwards.reverse();
    let (other, report) = reading(&list(&backwards));
    assert_eq!(unordered(&one), unordered(&other));
    let person: Person = of(&one, "person/un-101");
    let birth_place = person.birth_place.as_deref();
    assert_eq!(birth_place, Some("Dolany or Lhota, Rwanda or Nic"));
    let keys: Vec<&str> = person.names.iter().map(|name| name.key.as_str()).collect();
    assert_eq!(keys.iter().filter(|key| key.starts_with("al-jan-")).count(), 2, "{keys:?}");
    let told = report.to_string();
    assert!(told.contains("kind of a name (of one that has a plainer one): 1"), "{told}");
    assert!(told.contains("Al-Jan: weak"), "{told}");
}
