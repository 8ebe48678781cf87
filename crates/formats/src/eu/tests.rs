use detente_core::{Day, NewClaim, Noun, Organization, Person, Sanction};

use crate::{Edition, File, Format, Report, read, unordered::unordered};

const JOURNAL: &str = "celex,recordId,programKey,annex,measure,startDate,reason,schema,name,alias,previousName,nationality,birthDate,birthPlace,position,passportNumber,gender,idNumber,address,phone
32006R0765,1,EU-BLR,I.A,Asset freeze,24.9.2004,Because.,Person,Jan Janavich PRIKLAD (Ivan Ivanavich PRIKLAD),Янка Янавiч ПРЫКЛАД; Иван Иванович ПРИКЛАД,,\"Belarusian, Ruritanian\",7.2.1956,\"Lhota, former USSR\",Judge of the Court of Lhota; Colonel,MP4071150 (issued on 4.10.2017),Male,3040771A125PB2; Passport: MP3810311.,\"1 Long St., Lhota\",+1
32006R0765,,EU-BLR,V,Export control,,,LegalEntity,Tovarna OJSC,,,,,,,,,,,
";

const XML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-06-05T15:51:25.849+02:00" globalFileId="1">
  <sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.27.28" logicalId="13">
    <regulation regulationType="regulation" publicationDate="2003-07-08" entryIntoForceDate="2003-07-07" numberTitle="1210/2003 (OJ L169)" programme="IRQ" logicalId="348"/>
    <subjectType code="person" classificationCode="P"/>
    <nameAlias firstName="Jan" middleName="" lastName="Priklad" wholeName="Jan Priklad" gender="M" function="Minister" strong="true" nameLanguage="" logicalId="17"/>
    <nameAlias wholeName="Honza" strong="false" logicalId="19"/>
    <citizenship countryIso2Code="IQ" countryDescription="IRAQ" logicalId="1"/>
    <birthdate circa="true" birthdate="" year="1937" city="Lhota" countryIso2Code="IQ" countryDescription="IRAQ" calendarType="GREGORIAN" logicalId="2"/>
    <identification number="A1" identificationTypeCode="passport" identificationTypeDescription="National passport" countryIso2Code="IQ" countryDescription="IRAQ" logicalId="3"/>
    <address city="Lhota" street="Long St. 1" zipCode="" countryIso2Code="00" countryDescription="UNKNOWN" logicalId="4"/>
  </sanctionEntity>
</export>"#;

const ROWS: &str = "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_SubjectType;Entity_Regulation_Type;Entity_Regulation_EntryIntoForceDate;Entity_Regulation_NumberTitle;Entity_Regulation_Programme;NameAlias_WholeName;NameAlias_Gender;NameAlias_Function;NameAlias_Strong;NameAlias_LogicalId;BirthDate_Year;BirthDate_Circa;BirthDate_City;BirthDate_CountryDescription;BirthDate_LogicalId;Citizenship_CountryIso2Code;Identification_Number;Identification_TypeDescription;Identification_CountryDescription;Address_City;Address_Street;Address_LogicalId
05/06/2026;13;EU.27.28;P;regulation;2003-07-07;1210/2003 (OJ L169);IRQ;Jan Priklad;M;Minister;true;17;;;;;;;;;;;;
05/06/2026;13;EU.27.28;P;regulation;2003-07-07;1210/2003 (OJ L169);IRQ;Honza;;;false;19;;;;;;;;;;;;
05/06/2026;13;EU.27.28;P;regulation;2003-07-07;1210/2003 (OJ L169);IRQ;;;;;;1937;true;Lhota;IRAQ;2;;;;;;;
05/06/2026;13;EU.27.28;P;regulation;2003-07-07;1210/2003 (OJ L169);IRQ;;;;;;;;;;;IQ;A1;National passport;IRAQ;Lhota;Long St. 1;4
";

fn reading(name: &str, text: &str, on: Option<Day>) -> (Vec<NewClaim>, Report) {
    let mut edition = Edition::read_on(Day::ymd(2026, 8, 31).unwrap());
    edition.published_on = on;
    let mut claims = Vec::new();
    let report = read(Format::Eu, vec![File::new(name, text.as_bytes())], &edition, &mut claims);
    (claims, report)
}

fn of<N: Noun>(claims: &[NewClaim], id: &str) -> N {
    let claim = claims.iter().find(|new| new.claim.subject.as_str() == id);
    claim.unwrap_or_else(|| panic!("no claim on {id}")).claim.states.read().unwrap()
}

#[test]
fn a_row_of_the_journal_is_a_party_and_a_measure() {
    let (claims, report) = reading("eu.csv", JOURNAL, Day::ymd(2026, 8, 1));
    assert!(report.is_sound(), "{report}");
    let person: Person = of(&claims, "person/eu-32006r0765-i-a-1");
    insta::assert_snapshot!(serde_json::to_string_pretty(&person).unwrap());
    let sanction: Sanction = of(&claims, "sanction/eu-32006r0765-i-a-1");
    insta::assert_snapshot!(serde_json::to_string_pretty(&sanction).unwrap());
    let body: Organization = of(&claims, "organization/eu-32006r0765-v-tovarna-ojsc");
    assert_eq!(body.name.as_deref(), Some("Tovarna OJSC"));
    insta::assert_snapshot!(report.to_string());
}

#[test]
fn a_regulation_of_another_programme_is_refused() {
    let (_, report) =
        reading("eu.csv", &JOURNAL.replace("32006R0765,1", "32014R0269,1"), Day::ymd(2026, 8, 1));
    insta::assert_snapshot!(report.faults[0].to_string(), @"eu.csv:2: the row is of `32014R0269`, and this list is that of 32006R0765 (Regulation 765/2006); read the annexes of another regulation by a mapping, as a list of its own");
}

#[test]
fn what_the_consolidated_list_says_beside_is_named() {
    let text = XML.replace(
        "<identification number=\"A1\"",
        r#"<identification knownFalse="true" number="F9" identificationTypeDescription="National passport" logicalId="9"/>
    <identification number="Б2" latinNumber="B2" issuedDate="2003-01-01" knownExpired="true" identificationTypeDescription="Other" regulationLanguage="en" logicalId="8"/>
    <contactInfo key="EMAIL" value="office@lhota.example"/>
    <regulation regulationType="amendment" entryIntoForceDate="2020-01-02" numberTitle="1/2020" programme="IRQ2" logicalId="7"><publicationUrl>https://lhota.example/2</publicationUrl></regulation>
    <identification number="A1""#,
    );
    let text = text.replace("<citizenship ", "<citizenship region=\"Lhota\" ");
    let (claims, report) = reading("fsf.xml", &text, None);
    assert!(report.is_sound(), "{report}");
    let person: Person = of(&claims, "person/eu-fsf-13");
    let numbers: Vec<&str> =
        person.identifiers.iter().filter_map(|one| one.value.as_deref()).collect();
    assert_eq!(numbers, ["13", "Б2", "B2", "A1"]);
    let left = report.left.values().flat_map(|of| &of.first);
    let left: Vec<String> = left.map(|left| format!("{}: {}", left.field, left.value)).collect();
    assert_eq!(
        left,
        [
            "a further regulation: 1/2020, IRQ2, 2020-01-02",
            "citizenship: region: Lhota",
            "contactInfo: key EMAIL, value office@lhota.example",
            "identification that is known to be false (not stated): National passport F9",
            "identification: issuedDate: 2003-01-01",
            "identification: knownExpired: true",
            "publicationUrl of regulation: https://lhota.example/2",
            "regulation: publicationDate: 2003-07-08",
        ]
    );
    let more = "Identification_Number;Identification_IssuedDate;";
    let rows = ROWS.replace("Identification_Number;", more).replace(";;;;\n", ";;;;;\n");
    let rows = rows.replace(";A1;", ";A1;2003-01-01;");
    let (_, report) = reading("fsf.csv", &rows, None);
    assert!(report.to_string().contains("left of identification_issueddate: 1"), "{report}");
}

#[test]
fn the_consolidated_list_says_the_same_in_rows_and_in_xml() {
    let (xml, report) = reading("fsf.xml", XML, None);
    assert!(report.is_sound(), "{report}");
    assert_eq!(report.edition.unwrap().as_str(), "source/eu-fsf-2026-06-05");
    let (rows, report) = reading("fsf.csv", ROWS, None);
    assert!(report.is_sound(), "{report}");
    assert_eq!(report.edition.unwrap().as_str(), "source/eu-fsf-2026-06-05");
    let person: Person = of(&xml, "person/eu-fsf-13");
    assert_eq!(person, of(&rows, "person/eu-fsf-13"));
    insta::assert_snapshot!(serde_json::to_string_pretty(&person).unwrap());
    assert_eq!(of::<Sanction>(&xml, "sanction/eu-fsf-13"), of(&rows, "sanction/eu-fsf-13"));
}

/// What was left, as `field: value`.
fn left(report: &Report) -> Vec<String> {
    let left = report.left.values().flat_map(|of| &of.first);
    left.map(|left| format!("{}: {}", left.field, left.value)).collect()
}

#[test]
fn the_order_of_a_cell_and_of_an_entry_changes_nothing() {
    let on = Day::ymd(2026, 8, 1);
    let cell = |cell: &str| JOURNAL.replace("\"1 Long St., Lhota\"", &format!("\"{cell}\""));
    let one = reading("eu.csv", &cell("1 Long St., Lhota; 1 Long St, Lhota; Nic"), on).0;
    let other = reading("eu.csv", &cell("Nic; 1 Long St, Lhota; 1 Long St., Lhota"), on).0;
    assert_eq!(unordered(&one), unordered(&other));
    let more = r#"<nameAlias wholeName="Johan Priklad" strong="true" gender="F" nameLanguage="DE" logicalId="5"/>
    <birthdate year="1938" city="Nic" countryIso2Code="IQ" countryDescription="IRAQ" calendarType="GREGORIAN" logicalId="9"/>
    <regulation regulationType="amendment" entryIntoForceDate="2002-01-02" numberTitle="1/2020" programme="IRQ2" logicalId="7"/>
    <regulation regulationType="regulation" publicationDate="2001-07-08" entryIntoForceDate="2001-07-07" numberTitle="1/2001" programme="IRQ3" logicalId="8"/>"#;
    let before =
        XML.replace("<regulation regulationType", &format!("{more}<regulation regulationType"));
    let after = XML.replace("</sanctionEntity>", &format!("{more}</sanctionEntity>"));
    let (one, report) = reading("fsf.xml", &before, None);
    let (other, again) = reading("fsf.xml", &after, None);
    assert_eq!(unordered(&one), unordered(&other));
    assert_eq!(left(&report), left(&again));
    let person: Person = of(&one, "person/eu-fsf-13");
    assert_eq!(person.name.as_deref(), Some("Johan Priklad"), "the first name that was numbered");
    assert_eq!(person.gender, None, "the list says both");
    assert_eq!(person.birth_place.as_deref(), Some("Lhota, IRAQ or Nic, IRAQ"));
    let sanction: Sanction = of(&one, "sanction/eu-fsf-13");
    assert_eq!(sanction.programme.as_deref(), Some("IRQ3"), "the earliest that lists");
}

#[test]
fn a_country_that_is_told_by_its_code_alone_is_carried() {
    let header = "fileGenerationDate;Entity_LogicalId;Entity_SubjectType;Entity_Regulation_Programme;NameAlias_WholeName;NameAlias_LastName;BirthDate_City;BirthDate_CountryIso2Code;Identification_Number;Identification_TypeDescription;Identification_CountryIso2Code;Address_City;Address_CountryIso2Code;Address_CountryDescription";
    let rows = "05/06/2026;14;P;BLR;Jan Priklad;;;;;;;;;\n05/06/2026;14;P;BLR;;;Lhota;BY;;;;;;\n05/06/2026;14;P;BLR;;;;;P55;National passport;BY;;;\n05/06/2026;14;P;BLR;;;;;;;;Lhota;BY;POLAND\n05/06/2026;14;P;UKR;;Prikladov;;;;;;Nic;XX;\n";
    let (claims, report) = reading("fsf.csv", &format!("{header}\n{rows}"), None);
    assert!(report.is_sound(), "{report}");
    let person: Person = of(&claims, "person/eu-fsf-14");
    assert_eq!(person.birth_place.as_deref(), Some("Lhota, BY"));
    let schemes: Vec<&str> =
        person.identifiers.iter().filter_map(|one| one.scheme.as_deref()).collect();
    assert!(schemes.contains(&"National passport (BY)"), "{schemes:?}");
    assert!(person.names.iter().any(|name| name.text.as_deref() == Some("Prikladov")));
    assert_eq!(
        left(&report),
        [
            "Entity_Regulation_Programme (beside another): UKR",
            "country of an address: XX",
            "country of an address (beside BY): POLAND",
        ]
    );
    let places = report.left.values().flat_map(|of| &of.first).map(|left| &left.written_at);
    let places: Vec<_> = places.collect();
    assert_eq!(
        places,
        ["fsf.csv:6", "fsf.csv:6", "fsf.csv:5"],
        "each with the line of its own row"
    );
}
