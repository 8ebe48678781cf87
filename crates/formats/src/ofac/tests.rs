use detente_core::{Day, NewClaim, Noun, Organization, Person, Sanction};

use crate::{Duplicates, Edition, File, Format, Report, read};

const SDN: &str = "101,\"PRIKLADNY, Jan Vymysl\",\"individual\",\"NPWMD] [IFSR\",\"Minister of Nowhere\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 08 Sep 1966; alt. DOB 1967; POB Lhota, Ruritania; nationality Belarus; Gender Male; Passport A1047 (Malaysia) issued 02 Feb 2012 expires 02 Feb 2022; a.k.a. 'HONZA; JENDA'; Likes maps; Linked To: TOVARNA NA NIC.\"\r\n\
102,\"TOVARNA NA NIC\",-0- ,\"BELARUS\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"Tax ID No. 7724 (Russia); Organization Type: Making of nothing.\"\r\n\
103,\"LODKA\",\"vessel\",\"IRAN\",-0- ,\"P3QG3\",\"Tug\",\"640\",-0- ,\"Panama\",-0- ,\"Vessel Registration Identification IMO 9187629.\"\r\n\x1a";
const ALT: &str = "101,12,\"aka\",\"PRIKLADNIJ, Jan\",-0- \r\n102,13,\"fka\",\"TOVARNA NA VSE\",-0- \r\n999,14,\"aka\",\"NIKDO\",-0- \r\n\x1a";
const ADD: &str = "101,25,-0- ,\"Lhota\",\"Belarus\",-0- \r\n102,26,\"Dlouha 1\",\"Horni Lhota, Lhota 41\",\"Atlantis\",-0- \r\n\x1a";

fn edition() -> Edition {
    Edition::read_on(Day::ymd(2022, 2, 1).unwrap()).published_on(Day::ymd(2022, 1, 31).unwrap())
}

fn reading(files: &[(&str, &str)]) -> (Vec<NewClaim>, Report) {
    let mut claims = Vec::new();
    let files = files.iter().map(|(name, text)| File::new(*name, text.as_bytes())).collect();
    let report = read(Format::Ofac, files, &edition(), &mut claims);
    (claims, report)
}

fn of<N: Noun>(claims: &[NewClaim], id: &str) -> N {
    let claim = claims.iter().find(|new| new.claim.subject.as_str() == id);
    claim.unwrap_or_else(|| panic!("no claim on {id}")).claim.states.read().unwrap()
}

#[test]
fn a_party_is_carried_with_everything_that_its_three_tables_say() {
    let (claims, report) = reading(&[("sdn.csv", SDN), ("alt.csv", ALT), ("add.csv", ADD)]);
    assert!(report.is_sound(), "{report}");
    let person: Person = of(&claims, "person/ofac-101");
    insta::assert_snapshot!(serde_json::to_string_pretty(&person).unwrap());
    let sanction: Sanction = of(&claims, "sanction/ofac-101");
    insta::assert_snapshot!(serde_json::to_string_pretty(&sanction).unwrap());
    let body: Organization = of(&claims, "organization/ofac-102");
    insta::assert_snapshot!(serde_json::to_string_pretty(&body).unwrap());
    let ship: Sanction = of(&claims, "sanction/ofac-103");
    assert!(ship.target.is_none());
    insta::assert_snapshot!(report.to_string());
}

#[test]
fn the_address_of_a_ship_is_named() {
    let address = "103,32787,\"80 Lhota Street\",\"Sedm, FL 33130\",\"Ruritania\",-0- \r\n\x1a";
    let (_, report) = reading(&[("sdn.csv", SDN), ("add.csv", address)]);
    let left = &report.left[&("address of a thing".to_owned(), crate::Why::NoField)].first[0];
    assert!(left.value.starts_with("80 Lhota Street, Sedm"), "{left}");
    assert_eq!(left.written_at, "sdn.csv:3");
}

#[test]
fn the_same_files_read_twice_make_the_same_claims_to_the_byte() {
    let files = [("sdn.csv", SDN), ("alt.csv", ALT), ("add.csv", ADD)];
    let canonical = |claims: Vec<NewClaim>| -> Vec<String> {
        claims.iter().map(|new| new.claim.canonical().unwrap()).collect()
    };
    assert_eq!(canonical(reading(&files).0), canonical(reading(&files).0));
}

#[test]
fn a_table_that_is_missing_states_nothing() {
    let (claims, report) = reading(&[("sdn.csv", SDN)]);
    assert!(report.is_sound());
    let person: Person = of(&claims, "person/ofac-101");
    assert!(person.addresses.is_empty());
    assert_eq!(person.names.len(), 1, "the weak name of the remarks alone");
}

#[test]
fn what_cannot_be_read_safely_is_told_with_its_place() {
    let edition = Edition { duplicates: Duplicates::Refused, ..edition() };
    let fault = |files: &[(&str, &str)]| {
        let files = files.iter().map(|(name, text)| File::new(*name, text.as_bytes())).collect();
        read(Format::Ofac, files, &edition, &mut Vec::new()).faults[0].to_string()
    };
    insta::assert_snapshot!(fault(&[("alt.csv", ALT)]), @"alt.csv: sdn.csv is not among the files: nothing else says who the parties are; name it too; alt.csv and add.csv may be missing");
    let cut = SDN.split_at(SDN.find("Tax ID").unwrap()).0;
    insta::assert_snapshot!(fault(&[("sdn.csv", cut)]), @"sdn.csv:2:72: the quotation mark that opens here is never closed; close it where its cell ends; if the file was cut off, fetch it again, whole");
    let twice = format!("{}{SDN}", SDN.split_inclusive('\n').next().unwrap());
    insta::assert_snapshot!(fault(&[("sdn.csv", &twice)]), @"sdn.csv:2: the list has an entry `101` already; see that the file was not put together from two; an entry stands in it once");
    insta::assert_snapshot!(fault(&[("sdn.csv", "id,name\n")]), @"sdn.csv:1: the row has 2 cells: sdn.csv has 12 columns, alt.csv 5, add.csv 6; name the files of OFAC's older form, or its XML");
}

const XML: &str = r#"<?xml version="1.0"?>
<sdnList xmlns="http://tempuri.org/sdnList.xsd">
  <publshInformation><Publish_Date>01/31/2022</Publish_Date><Record_Count>1</Record_Count></publshInformation>
  <sdnEntry>
    <uid>101</uid><firstName>Jan Vymysl</firstName><lastName>PRIKLADNY</lastName>
    <title>Minister of Nowhere</title><sdnType>Individual</sdnType>
    <programList><program>NPWMD</program><program>IFSR</program></programList>
    <idList><id><uid>1</uid><idType>Passport</idType><idNumber>A1047</idNumber><idCountry>Malaysia</idCountry></id>
      <id><uid>2</uid><idType>Gender</idType><idNumber>Male</idNumber></id></idList>
    <akaList><aka><uid>12</uid><type>a.k.a.</type><category>strong</category><lastName>PRIKLADNIJ</lastName><firstName>Jan</firstName></aka>
      <aka><uid>15</uid><type>a.k.a.</type><category>weak</category><lastName>HONZA &amp; CO</lastName></aka></akaList>
    <dateOfBirthList><dateOfBirthItem><uid>3</uid><dateOfBirth>08 Sep 1966</dateOfBirth><mainEntry>true</mainEntry></dateOfBirthItem></dateOfBirthList>
  </sdnEntry>
</sdnList>"#;

#[test]
fn the_xml_says_of_a_party_what_the_tables_say_and_tells_its_day() {
    let mut claims = Vec::new();
    let edition = Edition { published_on: None, ..edition() };
    let report =
        read(Format::Ofac, vec![File::new("sdn.xml", XML.as_bytes())], &edition, &mut claims);
    assert!(report.is_sound(), "{report}");
    assert_eq!(report.edition.unwrap().as_str(), "source/ofac-sdn-2022-01-31");
    let person: Person = of(&claims, "person/ofac-101");
    let (tables, _) = reading(&[("sdn.csv", SDN), ("alt.csv", ALT)]);
    let same: Person = of(&tables, "person/ofac-101");
    assert_eq!((person.name, person.gender), (same.name, same.gender));
    let names: Vec<String> = person
        .names
        .iter()
        .filter_map(|name| Some(format!("{} {:?}", name.text.as_ref()?, name.kind?)))
        .collect();
    assert_eq!(names, ["Jan PRIKLADNIJ Alias", "HONZA & CO Weak"]);
}

#[test]
fn entries_that_were_cut_out_of_the_xml_are_missed() {
    let (mut claims, file) = (Vec::new(), XML.replace("<Record_Count>1<", "<Record_Count>2<"));
    let report =
        read(Format::Ofac, vec![File::new("sdn.xml", file.as_bytes())], &edition(), &mut claims);
    insta::assert_snapshot!(report.faults[0].to_string(), @"sdn.xml: the file says that it holds 2 entries (`Record_Count`), and 1 came; entries were cut out of it: fetch it again, whole");
}

#[test]
fn a_definition_of_entities_is_never_followed() {
    let bomb = XML.replace(
        "<sdnList",
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>\n<sdnList",
    );
    let fault = |text: &str| {
        let file = vec![File::new("sdn.xml", text.as_bytes())];
        read(Format::Ofac, file, &edition(), &mut Vec::new()).faults[0].to_string()
    };
    insta::assert_snapshot!(fault(&bomb), @"sdn.xml:2:61: the file brings a document type, which can define entities without end; take the list from its publisher, who writes none; or remove the `<!DOCTYPE …>`");
    assert!(
        fault(&XML.replace("&amp;", "&mapa;")).contains("an entity that XML itself does not have")
    );
    assert!(fault(&XML[..900]).contains("it was cut off"));
}

/// What the XML says of the party beside its other elements, in these remarks.
fn remarked(remarks: &str) -> Person {
    let remarks = format!("<remarks>{remarks}</remarks><sdnType>Individual</sdnType>");
    let file = XML.replace("<sdnType>Individual</sdnType>", &remarks);
    let mut claims = Vec::new();
    let files = vec![File::new("sdn.xml", file.as_bytes())];
    let report = read(Format::Ofac, files, &edition(), &mut claims);
    assert!(report.is_sound(), "{report}");
    of(&claims, "person/ofac-101")
}

#[test]
fn links_that_stand_in_brackets_are_links_and_names_keep_their_own_brackets() {
    for (remarks, names, summary) in [
        ("(Linked To: HIZBALLAH)", &["HIZBALLAH"][..], None),
        ("(Linked To: LHOTA OAO; Linked To: NIC)", &["LHOTA OAO", "NIC"], None),
        ("(Linked To: BANK (PRIVATE) NIC)", &["BANK (PRIVATE) NIC"], None),
        ("(Linked To: LHOTA (NIC))", &["LHOTA (NIC)"], None),
        ("(Linked To: LHOTA (NIC)", &["LHOTA (NIC)"], None),
        ("(Linked To: LHOTA S.A.).", &["LHOTA S.A."], None),
        ("(Linked To: LHOTA) (Linked To: NIC) Likes maps", &["LHOTA", "NIC"], Some("Likes maps")),
        ("Likes maps; (Linked To: LHOTA).", &["LHOTA"], Some("Likes maps")),
        ("Linked To: LHOTA (NIC); Likes maps.", &["LHOTA (NIC)"], Some("Likes maps")),
        ("Likes maps (and tea)", &[], Some("Likes maps (and tea)")),
    ] {
        let person = remarked(remarks);
        let linked = person.associations.iter().filter_map(|link| link.name.as_deref());
        assert_eq!(linked.collect::<Vec<_>>(), names, "{remarks}");
        assert_eq!(person.summary.as_deref(), summary, "{remarks}");
    }
}
