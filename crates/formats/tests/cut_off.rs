//! Files that were cut off: what stands at their end may be half of a value, and what stood behind it is not known.

#![expect(clippy::unwrap_used, reason = "what a test itself makes can be read")]

use detente_core::{CustodyOn, Day, Detention, NewClaim, Noun, Surroundings, custody_on};
use detente_formats::{Edition, File, Format, Mapping, Report, read, read_mapped};

fn edition() -> Edition {
    Edition::read_on(Day::ymd(2026, 8, 31).unwrap()).published_on(Day::ymd(2026, 8, 30).unwrap())
}

fn reading(format: Format, text: &str, edition: &Edition) -> (Vec<NewClaim>, Report) {
    let mut claims = Vec::new();
    let report = read(format, vec![File::new("list.csv", text.as_bytes())], edition, &mut claims);
    (claims, report)
}

/// Of which kind the fault is that stops a file, and what is wrong; none where it may be stored.
fn fault(format: Format, text: &str) -> Option<(&'static str, String)> {
    let (_, report) = reading(format, text, &edition());
    report.faults.first().map(|fault| (fault.code, fault.to_string()))
}

const SDN: &str = "101,\"PRIKLADNY, Jan\",\"individual\",\"BELARUS\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,DOB 13 Oct 1969; POB Lhota\r\n\
102,\"VYMYSLENA, Jana\",\"individual\",\"BELARUS\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,DOB 13 Oct 1969; POB Tunis\r\n\x1a";
const UK: &str = "Last Updated,04/05/2022\r\nName 6,Name 1,Name 2,Name 3,Name 4,Name 5,DOB,Nationality,Group Type,Alias Type,Regime,Listed On,Group ID\r\n\
PRIKLAD,Jan,,,,,05/02/1970,Tunisia,Individual,Primary name,Nothing,20/03/2022,90002\r\n";
const SIMPLE: &str = "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions\n\
x-1,Person,Jana Vymyslena,Yana,1990-01-02,by,,,Lhota list\n";
const JOURNAL: &str = "celex,recordId,annex,measure,startDate,schema,name\r\n\
32006R0765,1,I,Asset freeze,20.03.2022,Person,Jana Vymyslena\r\n";
const CONSOLIDATED: &str = "fileGenerationDate;Entity_LogicalId;Entity_SubjectType;Entity_Regulation_Programme;NameAlias_WholeName\r\n\
04/05/2022;13;P;BLR;Jana Vymyslena\r\n";

#[test]
fn a_published_list_whose_last_line_has_no_end_is_refused_wherever_it_was_cut() {
    let lists = [
        (Format::Ofac, SDN),
        (Format::Uk, UK),
        (Format::OpenSanctions, SIMPLE),
        (Format::Eu, JOURNAL),
    ];
    for (format, text) in lists {
        assert_eq!(fault(format, text), None, "{format}");
        let written = text.trim_end_matches(['\r', '\n', '\x1a']);
        let last_cell = written.rfind(',').unwrap();
        for cut in last_cell..=written.len() {
            let (code, told) = fault(format, &text[..cut]).unwrap();
            assert_eq!(code, "TRUNCATED", "{format}: {told}");
        }
    }
    let (_, told) = fault(Format::Uk, &UK[..UK.len() - 5]).unwrap();
    assert_eq!(
        told,
        "list.csv:3:81: the file ends here, and its last line has no end: the list is published with one; it was cut off, or written anew by another program: fetch it again, whole"
    );
}

#[test]
fn the_consolidated_list_of_the_eu_is_refused_too() {
    let cut = &CONSOLIDATED[..CONSOLIDATED.len() - 5];
    assert!(fault(Format::Eu, cut).is_some_and(|(code, _)| code == "TRUNCATED"));
    assert_ne!(fault(Format::Eu, CONSOLIDATED).map(|(code, _)| code), Some("TRUNCATED"));
}

#[test]
fn a_table_of_ofacs_without_control_z_is_named_for_rows_may_be_missing() {
    let doubted = |text: &str| {
        let report = reading(Format::Ofac, text, &edition()).1;
        assert!(report.is_sound(), "{report}");
        report.to_string().contains("list.csv: rows")
    };
    assert!(doubted(&SDN[..SDN.find("102,").unwrap()]));
    assert!(!doubted(SDN));
    // Some editors end the line of the sign too, and others end lines with a line feed alone.
    assert!(!doubted(&format!("{SDN}\r\n")));
    assert!(!doubted(&SDN.replace('\r', "")));
}

const MAPPING: &str = r#"
[list]
slug = "lhota"
title = "Lhota"
publisher = "lhota"
publisher_name = "Lhota"
[[record]]
noun = "person"
key = "id"
[[record.field]]
column = "name"
field = "name"
[[record]]
noun = "detention"
key = "id"
[[record.field]]
column = "arrested"
field = "began_on"
[[record.field]]
column = "article"
field = "charges.first.article"
[[record.field]]
column = "released"
field = "ended_on"
"#;

fn mapped(rows: &str) -> (Vec<NewClaim>, Report) {
    let text = format!("id,name,arrested,article,released\n{rows}");
    let mapping = Mapping::read(MAPPING).unwrap();
    let mut claims = Vec::new();
    let file = File::new("table.csv", text.as_bytes());
    let report = read_mapped(&mapping, file, &edition(), &mut claims);
    (claims, report)
}

#[test]
fn the_last_row_of_a_table_of_ones_own_needs_no_line_end_and_is_doubted_where_cells_are_missing() {
    let (whole, report) = mapped("1,Jana Vymyslena,2021-01-05,342,2022-05-12\n");
    assert_eq!(report.left_out(), 0, "{report}");
    let (bare, report) = mapped("1,Jana Vymyslena,2021-01-05,342,2022-05-12");
    assert_eq!((bare.len(), report.left_out()), (whole.len(), 0), "{report}");
    // A spreadsheet leaves off empty cells at the end of a row that has its line end.
    let (_, report) = mapped("1,Jana Vymyslena,2021-01-05,342\n2,Jan Priklad,2021-01-05\n");
    assert_eq!(report.left_out(), 0, "{report}");

    let (claims, report) = mapped("1,Jana Vymyslena,2021-01-05\n2,Jan Priklad,2021-01-05,34");
    assert!(report.is_sound(), "{report}");
    let ((field, _), left) = report.left.iter().next().unwrap();
    assert!(field.starts_with("last row (its line has no end"), "{field}");
    assert_eq!(
        (left.first[0].written_at.as_str(), left.first[0].value.as_str()),
        ("table.csv:3", "34")
    );
    let detentions = claims.iter().filter(|new| new.claim.subject.noun() == Detention::NAME);
    let detentions: Vec<Detention> =
        detentions.map(|new| new.claim.states.read().unwrap()).collect();
    let on = Day::ymd(2026, 8, 30).unwrap();
    let held = detentions.iter().map(|one| custody_on(one, &Surroundings::default(), on));
    let held: Vec<CustodyOn> = held.collect();
    assert_eq!(held, [CustodyOn::PresumedHeld, CustodyOn::PossiblyHeld], "it may have said more");
    assert!(detentions[1].charges.is_empty());
}

#[test]
fn viasnas_last_row_needs_no_line_end_and_all_its_cells() {
    let text = "id,name,status,arrested,articles,decision,died\n\
        1001,Jana Vymyslena,former,2020-11-12,Art. 342,4 years,";
    assert_eq!(fault(Format::Viasna, text), None);
    let short = &text[..text.len() - 1];
    assert!(fault(Format::Viasna, short).is_some_and(|(code, _)| code == "TRUNCATED"));
}
