//! Whatever the bytes, a reading ends: in claims or in a fault, and in bounded time and memory.

#![expect(clippy::unwrap_used, reason = "what a test itself makes can be read")]

use std::io::{Cursor, Read, Write as _};

use detente_core::{Day, NewClaim};
use detente_formats::{Body, Edition, Encoding, File, Format, Intake, Report, list, read};
use proptest::prelude::*;

fn edition() -> Edition {
    let body = Body { slug: "somebody".into(), name: "Somebody".into(), kind: None, country: None };
    let mut edition = Edition::read_on(Day::ymd(2026, 8, 31).unwrap())
        .published_on(Day::ymd(2026, 8, 30).unwrap());
    edition.list = Some(list("somebodys-list", "Somebody's list", body, None));
    edition
}

fn reading(format: Format, bytes: impl Read) -> Report {
    read(format, vec![File::new("file", bytes)], &edition(), &mut Vec::new())
}

fn any_format() -> impl Strategy<Value = Format> {
    proptest::sample::select(Format::ALL)
}

proptest! {
    #[test]
    fn any_bytes_end_in_a_report(format in any_format(), bytes in any::<Vec<u8>>(), encoding in 0..3_usize) {
        let mut edition = edition();
        edition.encoding = [None, Some(Encoding::Utf16), Some(Encoding::Windows1251)][encoding];
        read(format, vec![File::new("file", bytes.as_slice())], &edition, &mut Vec::new());
    }

    #[test]
    fn any_xml_ends_in_a_report(format in any_format(), text in "(<(/?)(sdnList|sdnEntry|uid|export|sanctionEntity|CONSOLIDATED_LIST|INDIVIDUAL|DATAID|data-set|record|Item)( logicalId=\"1\")?(/?)>|1|é|&amp;|&x;|&#1;){0,24}") {
        reading(format, text.as_bytes());
    }

    #[test]
    fn any_table_ends_in_a_report(format in any_format(), text in "(id|name|-0- |\"|,|;|\n|celex|Group ID|Entity_LogicalId|[0-9]|é){0,40}") {
        reading(format, text.as_bytes());
    }

    #[test]
    fn any_json_ends_in_a_report(text in "(\\{|\\}|\\[|\\]|:|,|\"id\"|\"schema\"|\"Person\"|\"properties\"|\"prop\"|1|\n){0,30}") {
        reading(Format::Ftm, text.as_bytes());
        reading(Format::OpenSanctions, text.as_bytes());
    }
}

#[test]
fn a_quotation_mark_that_nobody_closes_does_not_take_the_whole_file_into_memory() {
    let endless = Cursor::new(&b"id,name,status,arrested,articles,decision\n1,\""[..])
        .chain(std::io::repeat(b'a'));
    let report = reading(Format::Viasna, endless);
    assert_eq!(report.faults[0].code, "TOO_LARGE", "{report}");
}

#[test]
fn an_element_that_nobody_closes_does_not_either() {
    let endless = Cursor::new(&b"<data-set><record><Item>"[..]).chain(std::io::repeat(b'a'));
    let report = reading(Format::Canada, endless);
    assert_eq!(report.faults[0].code, "TOO_LARGE", "{report}");
}

/// A workbook of one sheet.
fn workbook(sheet: &str, strings: &str) -> Vec<u8> {
    workbook_of(&[("Data", sheet)], strings)
}

/// A workbook of sheets with these names.
fn workbook_of(sheets: &[(&str, &str)], strings: &str) -> Vec<u8> {
    let numbered = || sheets.iter().enumerate().map(|(at, (name, _))| (at + 1, name));
    let named: Vec<String> = numbered()
        .map(|(at, name)| format!(r#"<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>"#))
        .collect();
    let related: Vec<String> = numbered()
        .map(|(at, _)| format!(r#"<Relationship Id="rId{at}" Target="worksheets/sheet{at}.xml"/>"#))
        .collect();
    let paths: Vec<String> =
        numbered().map(|(at, _)| format!("xl/worksheets/sheet{at}.xml")).collect();
    let (named, related) = (named.concat(), related.concat());
    let book = format!(r#"<workbook xmlns:r="r"><sheets>{named}</sheets></workbook>"#);
    let related = format!("<Relationships>{related}</Relationships>");
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let folded = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    let mut parts = vec![
        ("xl/workbook.xml", book.as_str()),
        ("xl/_rels/workbook.xml.rels", related.as_str()),
        (
            "xl/styles.xml",
            r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#,
        ),
        ("xl/sharedStrings.xml", strings),
    ];
    parts.extend(paths.iter().map(String::as_str).zip(sheets.iter().map(|(_, sheet)| *sheet)));
    for (path, text) in parts {
        archive.start_file(path, folded).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_sheet_with_more_rows_than_a_workbook_can_have_is_refused_at_once() {
    let sheet = |rows: &str| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let last = workbook(&sheet(r#"<row r="1048576"><c><v>1</v></c></row>"#), "<sst/>");
    assert_ne!(reading(Format::Viasna, last.as_slice()).faults[0].code, "TOO_LARGE");
    let beyond = workbook(&sheet(r#"<row r="1048577"><c><v>1</v></c></row>"#), "<sst/>");
    let report = reading(Format::Viasna, beyond.as_slice());
    assert_eq!(report.faults[0].code, "TOO_LARGE", "{report}");
    assert!(report.faults[0].problem.contains("more than 1048576 rows"), "{report}");
}

#[test]
fn a_workbook_is_read_as_its_table() {
    let strings = "<sst><si><t>id</t></si><si><t>name</t></si><si><t>status</t></si><si><t>arrested</t></si><si><t>articles</t></si><si><t>decision</t></si><si><r><t>Jana </t></r><r><t>&amp; Co</t></r></si></sst>";
    let cell = |(at, column): (usize, &&str)| format!("<c r=\"{column}1\" t=\"s\"><v>{at}</v></c>");
    let header: Vec<String> = ["A", "B", "C", "D", "E", "F"].iter().enumerate().map(cell).collect();
    let header = header.concat();
    let row = "<c r=\"A2\"><v>7</v></c><c r=\"B2\" t=\"s\"><v>6</v></c><c r=\"C2\" t=\"inlineStr\"><is><t>active</t></is></c><c r=\"D2\" s=\"1\"><v>44147</v></c><c r=\"F2\" t=\"str\"><v>2 years</v></c>";
    let sheet = format!(
        "<worksheet><sheetData><row r=\"1\">{header}</row><row r=\"2\">{row}</row></sheetData></worksheet>"
    );
    let bytes = workbook(&sheet, strings);
    let mut claims: Vec<NewClaim> = Vec::new();
    let report =
        read(Format::Viasna, vec![File::new("x.xlsx", bytes.as_slice())], &edition(), &mut claims);
    assert!(report.is_sound(), "{report}");
    let told: Vec<&str> = claims.iter().map(|new| new.claim.states.as_str()).collect();
    assert!(told[0].contains("Jana & Co"), "{told:?}");
    assert!(
        told[1].contains("2020-11-12"),
        "a number with the style of a day is that day: {told:?}"
    );
}

#[test]
fn another_sheet_and_a_formula_without_its_value_are_named() {
    let text = |column: &str, row: u32, text: &str| {
        format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let columns = ["id", "name", "status", "arrested", "articles", "decision"];
    let header: String = ["A", "B", "C", "D", "E", "F"]
        .iter()
        .zip(columns)
        .map(|(at, name)| text(at, 1, name))
        .collect();
    let row = [
        text("A", 2, "7"),
        "<c r=\"B2\" t=\"str\"><f>CONCAT(\"Ja\";\"na\")</f><v>Jana</v></c>".to_owned(),
        "<c r=\"D2\"><f>TODAY()</f></c><c r=\"E2\"><f t=\"shared\" si=\"0\"/></c>".to_owned(),
        text("F", 2, "2 years"),
    ];
    let first = format!(
        "<worksheet><sheetData><row r=\"1\">{header}</row><row r=\"2\">{}</row></sheetData></worksheet>",
        row.concat()
    );
    let other = "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>";
    let empty = "<worksheet><sheetData/></worksheet>";
    let sheets = [("Data", first.as_str()), ("Sheet2", empty), ("Released", other)];
    let bytes = workbook_of(&sheets, "<sst/>");
    let report = reading(Format::Viasna, bytes.as_slice());
    assert!(report.is_sound(), "{report}");
    let left: Vec<String> = report
        .left
        .values()
        .flat_map(|of| &of.first)
        .map(|left| format!("{}: {}: {}", left.written_at, left.field, left.value))
        .collect();
    assert_eq!(
        left,
        [
            "file:2, column 4: formula (the workbook holds no value of it): =TODAY()",
            "file:2, column 5: formula (the workbook holds no value of it): =",
            "file: sheet (only the first of a workbook is read): Released",
        ]
    );
}

#[test]
fn a_workbook_that_unfolds_without_end_is_refused() {
    let much = "<row><c><v>0</v></c></row>".repeat(2_000_000);
    let bytes = workbook(&format!("<worksheet><sheetData>{much}"), "<sst/>");
    let report = reading(Format::Viasna, bytes.as_slice());
    assert!(["ZIP_BOMB", "MISSING_COLUMN"].contains(&report.faults[0].code), "{report}");
    let strings = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(80 * 1024 * 1024));
    let report = reading(Format::Uk, workbook("<worksheet/>", &strings).as_slice());
    assert_eq!(report.faults[0].code, "ZIP_BOMB", "{report}");
}

#[test]
fn texts_of_a_workbook_that_are_nothing_but_many_are_refused_too() {
    let strings = format!("<sst>{}</sst>", "<si/>".repeat(1_100_000));
    let report = reading(Format::Uk, workbook("<worksheet/>", &strings).as_slice());
    assert_eq!(report.faults[0].code, "ZIP_BOMB", "{report}");
}

#[test]
fn whoever_takes_the_claims_can_stop_the_reading() {
    struct One(u64);
    impl Intake for One {
        fn claim(&mut self, _: NewClaim) -> std::ops::ControlFlow<()> {
            self.0 += 1;
            std::ops::ControlFlow::Break(())
        }
    }
    let row = "1,\"A\",-0- ,\"X\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n2,\"B\",-0- ,\"X\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n\x1a";
    let mut one = One(0);
    read(Format::Ofac, vec![File::new("sdn.csv", row.as_bytes())], &edition(), &mut one);
    assert_eq!(one.0, 1);
}
