use detente_core::{Day, NewClaim};
use proptest::prelude::*;

use super::{Mapping, read_mapped};
use crate::{Edition, File, Report};

mod ending;
mod fields;

/// A first guess, with whose list it is filled in.
fn guess(file: File<'_>, list: Option<&str>) -> String {
    let text = super::guess(file, None, list).unwrap();
    let text = text.replace("publisher = \"\"", "publisher = \"lhota-monitor\"");
    text.replace("publisher_name = \"\"", "publisher_name = \"Lhota Monitor\"")
}

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
    let text = guess(File::new("table.csv", table.as_bytes()), Some("my-list"));
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
        let text = guess(file, None);
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
fn a_name_is_no_number_and_a_guess_leaves_it_a_name() {
    let table = "Name,Gender,Date of birth,Arrested\nJana Vymyslena,f,1990,2020-11-12\nJan Priklad,m,1980,2021-01-02\n";
    let text = guess(File::new("table.csv", table.as_bytes()), None);
    assert!(text.contains("# No column tells the rows apart: add one with a number"), "{text}");
    assert!(text.contains("column = \"Name\"\nfield = \"name\""), "{text}");
    let (_, report) = reading(&text, table);
    insta::assert_snapshot!(report.faults[0].to_string(), @"table.csv:1: the table has no column `id`, which is to tell its rows apart; add one with a number that stays from edition to edition, or name in `key` the column that holds it");
    let numbered = table.replace("\nJan", "\n,Jan").replace("Name,", "id,Name,");
    let mut number = 0;
    let numbered: String = numbered
        .split_inclusive('\n')
        .map(|row| {
            number += 1;
            if row.starts_with(',') { format!("{number}{row}") } else { row.to_owned() }
        })
        .collect();
    let (claims, report) = reading(&text, &numbered);
    assert!(report.is_sound(), "{report}");
    assert!(claims[0].claim.states.as_str().contains("Jana Vymyslena"), "{claims:?}");
}

#[test]
fn a_guess_takes_for_a_key_what_numbers_the_rows_whatever_it_is_called() {
    let table = "Name,Year,Case\nJana Vymyslena,2020,A-12\nJan Priklad,2021,A-13\n";
    let text = guess(File::new("table.csv", table.as_bytes()), None);
    assert!(text.contains("key = \"Case\""), "{text}");
    let (claims, report) = reading(&text, table);
    assert!(claims[0].claim.states.as_str().contains("Jana Vymyslena"), "{claims:?}");
    let told = report.to_string();
    assert!(told.contains("Case (the key: an identifier cannot hold all of it)"), "{told}");
    assert!(told.contains("table.csv:2: A-12"), "{told}");
}

#[test]
fn a_column_that_is_the_key_may_be_a_field_too() {
    let mapping = "[list]\nslug = \"l\"\ntitle = \"L\"\npublisher = \"lhota\"\npublisher_name = \"Lhota\"\n[[record]]\nnoun = \"person\"\nkey = \"Name\"\n[[record.field]]\ncolumn = \"Name\"\nfield = \"name\"\n";
    let (claims, report) = reading(mapping, "Name\nJana Vymyslena\n");
    assert_eq!(report.left_out(), 0, "{report}");
    assert!(claims[0].claim.states.as_str().contains("Jana Vymyslena"), "{claims:?}");
}

#[test]
fn what_is_wrong_with_a_mapping_is_told_with_file_line_and_column() {
    let mapping = include_str!("../../mappings/prisoners.toml");
    let told: Vec<String> = [
        ("born_on", "bornon"),
        ("\"detention\"", "\"detntion\""),
        ("\"lhota-prisoners\"", "\"Lhota\""),
        ("\"lhota-monitor\"", "\"\""),
        ("\"lhota-monitor\"", "\"Lhota\""),
        ("[[record]]\nnoun = \"person\"", "[[recrd]]\nnoun = \"person\""),
        ("[[record]]", "[record]"),
        ("key = \"No\"", ""),
        ("field = \"name\"", "feild = \"name\""),
        ("\"BY\"", "\"Nowhere\""),
        ("title = ", "title "),
        ("[list]", "[list]\nbetween = 3"),
    ]
    .map(|(right, wrong)| {
        let text = mapping.replace(right, wrong);
        Mapping::read_named("prisoners.toml", &text).unwrap_err().to_string()
    })
    .into();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn a_row_whose_days_contradict_each_other_stops_nothing() {
    let mapping =
        include_str!("../../mappings/prisoners.toml").replace("sentences.first.term", "ended_on");
    let table = "No,Full name,Sex,Born,Arrested,Article,Sentence\n1,Jana Vymyslena,f,1990,2021-03-02,342,2020-01-01\n";
    let (claims, report) = reading(&mapping, table);
    assert!(report.is_sound(), "{report}");
    let detention = claims.iter().find(|new| new.claim.subject.noun() == "detention").unwrap();
    let open = detention.claim.states.as_str().contains(r#""ended_on":"2021-03-02/..""#);
    assert!(open, "{detention:?}");
    assert!(
        report.to_string().contains("table.csv:2: 2020-01-01 lies before began_on 2021-03-02"),
        "{report}"
    );
}

#[test]
fn words_for_nothing_are_no_values_unless_the_mapping_says_what_they_are() {
    let table = "No,Full name,Sex,Born,Arrested,Article,Sentence\n1,Jana Vymyslena,-,n/a,нет данных,-,unknown\n";
    let mapping = include_str!("../../mappings/prisoners.toml");
    let (claims, report) = reading(mapping, table);
    assert_eq!(report.left_out(), 0, "{report}");
    let person = claims.iter().find(|new| new.claim.subject.noun() == "person").unwrap();
    assert!(!person.claim.states.as_str().contains("gender"), "{person:?}");
    let meant = mapping.replace("f = \"female\"", "\"-\" = \"female\"");
    assert!(reading(&meant, table).0[0].claim.states.as_str().contains("female"));
}

#[test]
fn a_guess_reads_headers_in_russian_and_says_what_it_cannot_know() {
    let table = "№,ФИО,Пол,Дата рождения,Дата задержания,Статья,Срок\n1,Яна Вымыслена,ж,3/4/1990,12.11.2020,342,2 years\n2,Ян Приклад,м,1980,2021-01-02,361,1 year\n";
    let text = guess(File::new("table.csv", table.as_bytes()), Some("my-list"));
    assert!(text.contains("# dates = \"day first\""), "{text}");
    let (claims, report) = reading(&text.replace("# dates", "dates"), table);
    assert!(report.is_sound(), "{report}");
    for part in ["Яна Вымыслена", "1990-04-03", "female"] {
        assert!(claims[0].claim.states.as_str().contains(part), "{claims:?}");
    }
    let detention = claims.iter().find(|new| new.claim.subject.noun() == "detention").unwrap();
    for part in ["2020-11-12", "342", "2 years", "person/my-list-1"] {
        assert!(detention.claim.states.as_str().contains(part), "{detention:?}");
    }
}

#[test]
fn a_second_row_of_one_number_is_named_cell_by_cell() {
    let table = "No,Full name,Sex,Born,Arrested,Article,Sentence\n1,Jana Vymyslena,f,1990,,,\n1,Jan Priklad,m,1980,,,\n";
    let (_, report) = reading(include_str!("../../mappings/prisoners.toml"), table);
    let left = report.left.values().flat_map(|of| &of.first);
    let left: Vec<String> = left.map(|left| format!("{}: {}", left.field, left.value)).collect();
    assert_eq!(
        left,
        [
            "born: 1980",
            "entry (another has its number): 1, Jan Priklad",
            "full name: Jan Priklad",
            "no: 1",
            "sex: m"
        ]
    );
}

#[test]
fn whether_the_day_or_the_month_comes_first_the_mapping_says_or_nobody_knows() {
    let table = "No,Full name,Sex,Born,Arrested,Article,Sentence\n1,Jana Vymyslena,f,1990,3/4/2021,,\n2,Jan Priklad,m,4/4/1990,3/14/2021,,\n";
    let mapping = include_str!("../../mappings/prisoners.toml");
    let told = |mapping: &str| {
        let (claims, report) = reading(mapping, table);
        let began = claims.iter().filter(|new| new.claim.subject.noun() == "detention");
        let began = began.map(|new| {
            let stated: serde_json::Value =
                serde_json::from_str(new.claim.states.as_str()).unwrap();
            stated["began_on"].as_str().unwrap_or_default().to_owned()
        });
        let left: Vec<String> = report.left.keys().map(|(field, _)| field.clone()).collect();
        (began.collect::<Vec<_>>(), left)
    };
    let unsaid = "Arrested (whether the day or the month comes first is not said)";
    assert_eq!(told(mapping), (vec![String::new(), "2021-03-14".into()], vec![unsaid.into()]));
    let american = mapping.replace("[list]", "[list]\ndates = \"month first\"");
    assert_eq!(told(&american), (vec!["2021-03-04".into(), "2021-03-14".into()], vec![]));
    let european = mapping.replace("[list]", "[list]\ndates = \"day first\"");
    assert_eq!(
        told(&european),
        (vec!["2021-04-03".into(), String::new()], vec!["Arrested".to_owned()])
    );
    let wrong = mapping.replace("[list]", "[list]\ndates = \"year first\"");
    assert!(Mapping::read(&wrong).unwrap_err().0[0].contains("day first"));
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_told_where_it_opens() {
    let table = "No,Full name,Sex,Born,Arrested,Article,Sentence\n1,\"Jana,f,,,,\n2,Jan,m,,,,\n3,\"Jan\",m,,,,\n";
    let (_, report) = reading(include_str!("../../mappings/prisoners.toml"), table);
    insta::assert_snapshot!(report.faults[0].to_string(), @"table.csv:2:3: the quotation mark that opens here is never closed; close it where its cell ends; if the file was cut off, fetch it again, whole");
}

proptest! {
    #[test]
    fn no_table_makes_a_reading_panic(table in "(No|Full name|Sex|Born|Arrested|Article|Sentence|,|\n|\"|[0-9]{1,4}|f|é){0,40}") {
        reading(include_str!("../../mappings/prisoners.toml"), &format!("No,Full name,Sex,Born,Arrested,Article,Sentence\n{table}"));
    }
}
