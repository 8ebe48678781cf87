mod custody;

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

#[test]
fn a_row_that_breaks_off_is_told_with_the_column_it_ends_in() {
    let short = format!("{HEADER}1001,,\"Jana\nVymyslená\",active\n");
    let (_, report) = reading(short.as_bytes(), &edition());
    insta::assert_snapshot!(report.faults[0].to_string(), @"viasna.csv:3:18: the row ends here and has 4 cells, and the list has 17 columns; see that the file is whole; a cell that holds the sign between cells stands in quotation marks");
}

/// A row of one person, with these cells; the others are empty.
fn row(number: u32, cells: &[(&str, &str)]) -> String {
    let columns = HEADER.trim().split(',').map(|column| match column {
        "id" => number.to_string(),
        "name" => format!("Jan Zkusebni {number}"),
        column => {
            let cell =
                cells.iter().find(|(known, _)| *known == column).map_or("", |(_, cell)| cell);
            format!("\"{cell}\"")
        }
    });
    columns.collect::<Vec<_>>().join(",") + "\n"
}

/// What one row says of the detention, and what of it was left, as `field: value`.
fn detained(cells: &[(&str, &str)]) -> (Detention, Vec<String>) {
    let (claims, report) = reading(format!("{HEADER}{}", row(1, cells)).as_bytes(), &edition());
    assert!(report.is_sound(), "{report}");
    let left = report.left.values().flat_map(|of_field| &of_field.first);
    let left = left.map(|left| format!("{}: {}", left.field, left.value)).collect();
    (of(&claims, "detention/viasna-1"), left)
}

#[test]
fn a_day_that_had_not_come_or_may_be_two_days_is_named_and_not_stated() {
    let born = |cell: &str| {
        let text = format!("{HEADER}{}", row(1, &[("birthday", cell)]));
        let (claims, report) = reading(text.as_bytes(), &edition());
        let left: Vec<String> = report.left.keys().map(|(field, _)| field.clone()).collect();
        let person: Person = of(&claims, "person/viasna-1");
        (person.born_on.map(|on| on.to_string()), left)
    };
    assert_eq!(born("2030-01-01"), (None, vec!["birthday (after the day of the edition)".into()]));
    let unsaid = "birthday (whether the day or the month comes first is not said)";
    assert_eq!(born("9/7/1990"), (None, vec![unsaid.into()]));
    assert_eq!(born("9.7.1990"), (Some("1990-07-09".to_owned()), vec![]));
}

#[test]
fn whom_the_list_does_not_recognise_has_no_recognition() {
    let (detention, left) = detained(&[("status", "np"), ("declaration", "2021-01-01")]);
    assert!(detention.recognitions.is_empty());
    let np = "status (that the list does not recognise the person): np";
    let declared = "declaration (the status says that there is no recognition): 2021-01-01";
    assert_eq!(left, [declared, np]);
    let (detention, left) = detained(&[("status", "np")]);
    assert_eq!((detention.recognitions.len(), left), (0, vec![np.to_owned()]));
}

#[test]
fn judges_who_are_not_known_are_nobody_and_two_are_two() {
    for nobody in ["-", "unknown", "n/a", "нет данных"] {
        let (detention, left) = detained(&[("judge", nobody), ("prosecutor", nobody)]);
        assert!(detention.proceedings.is_empty() && left.is_empty(), "{nobody}");
    }
    let both = row(1, &[("judge", "Ivanov I.I.; Petrov P.P.")]);
    let (claims, report) = reading(format!("{HEADER}{both}").as_bytes(), &edition());
    let judges = claims.iter().filter(|new| new.claim.subject.as_str().contains("viasna-judge-"));
    assert_eq!(judges.count(), 2);
    assert_eq!(report.left_out(), 1, "{report}");
}

#[test]
fn a_second_row_of_one_number_is_named() {
    let (_, report) =
        reading(format!("{HEADER}{}{}", row(1, &[]), row(1, &[])).as_bytes(), &edition());
    let second = &report.left.values().next().unwrap().first[0];
    assert_eq!(
        (second.written_at.as_str(), second.value.as_str()),
        ("viasna.csv:3", "1, Jan Zkusebni 1")
    );
}

#[test]
fn a_column_that_is_named_twice_is_refused() {
    let (_, report) = reading(HEADER.replace("died", "Arrested").as_bytes(), &edition());
    insta::assert_snapshot!(report.faults[0].to_string(), @"viasna.csv:1: columns 7 and 17 are both called `arrested`; give one of them another name, or take it out");
}
