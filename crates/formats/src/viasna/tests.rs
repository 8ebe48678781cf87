use detente_core::{Day, Detention, NewClaim, Noun, Person};

use crate::{Edition, Encoding, File, Format, Report, read};

const HEADER: &str = "id,url,name,status,gender,birthday,arrested,articles,verdict_date,decision,penalty,judge,prosecutor,prison,declaration,release_date,died\n";
const ROWS: &str = "\
1001,https://list.example/1001,Jana Vymyslena,active,female,7 September 1990,2020-11-12,Part 2 of Art. 285 of the Criminal Code — Participation in a thing,2021-05-18,4 1/2 years,imprisonment in a medium-security penal colony,Petr Soudce,Karel Zalobce,\"Penal colony No. 4, Lhota\",2020-11-20,,
1002,,Citizen G.,former,male,,2021-03-02,Part 1 of Article 13 and Article 293,2021-09-01,\"140 base rates, 18 months\",imprisonment in a general-security penal colony,Petr Soudce,,,,\"served full term, released (calculated)\",
1003,,Jan Zkusebni,np,robot,1970,soon,for a comment,,compulsory treatment,,,,,,\"pardoned, 2024-09-04\",
";

fn edition() -> Edition {
    Edition::read_on(Day::ymd(2026, 8, 31).unwrap()).published_on(Day::ymd(2026, 8, 30).unwrap())
}

fn reading(bytes: &[u8], edition: &Edition) -> (Vec<NewClaim>, Report) {
    let mut claims = Vec::new();
    let report = read(Format::Viasna, vec![File::new("viasna.csv", bytes)], edition, &mut claims);
    (claims, report)
}

fn of<N: Noun>(claims: &[NewClaim], id: &str) -> N {
    let claim = claims.iter().find(|new| new.claim.subject.as_str() == id);
    claim.unwrap_or_else(|| panic!("no claim on {id}")).claim.states.read().unwrap()
}

#[test]
fn a_row_is_a_person_a_detention_and_those_who_judged() {
    let (claims, report) = reading(format!("{HEADER}{ROWS}").as_bytes(), &edition());
    assert!(report.is_sound(), "{report}");
    let detention: Detention = of(&claims, "detention/viasna-1001");
    insta::assert_snapshot!(serde_json::to_string_pretty(&detention).unwrap());
    let nobody: Person = of(&claims, "person/viasna-1002");
    assert_eq!(nobody.name, None, "whom the list does not name has no name here");
    let calculated: Detention = of(&claims, "detention/viasna-1002");
    assert_eq!((calculated.ended_on, calculated.end_modality), (None, None));
    let judges = claims.iter().filter(|new| new.claim.subject.as_str().contains("viasna-judge-"));
    assert_eq!(judges.count(), 1, "one writing is one judge");
    insta::assert_snapshot!(report.to_string());
}

#[test]
fn windows_1251_is_read_where_it_is_named_and_asked_for_where_it_is_not() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1251
        .encode("1004,,Яна Вымыслена,active,,,2020-11-12,Art. 342,,,,,,,,,\n");
    let whole = [HEADER.as_bytes(), &bytes].concat();
    let named = Edition { encoding: Some(Encoding::Windows1251), ..edition() };
    let person: Person = of(&reading(&whole, &named).0, "person/viasna-1004");
    assert_eq!(person.name.as_deref(), Some("Яна Вымыслена"));
    assert_eq!(reading(&whole, &edition()).1.faults[0].code, "WRONG_ENCODING");
}

#[test]
fn missing_columns_are_told_together() {
    let (_, report) = reading(b"id,name,status\n1,x,active\n", &edition());
    insta::assert_snapshot!(report.faults[0].to_string(), @"viasna.csv:1: the table has no column `arrested`, `articles`, `decision`; see that the file is of this format, and begins with the names of its columns");
}
