//! Files of lists that were spoilt on their way: whatever became of them, an import is answered clearly.

use std::{io::Write as _, sync::Arc};

use async_graphql::{Request, Variables};
use detente_server::graphql::{Api, Clock, Service};
use detente_storage::Viewer;
use serde_json::{Value, json};
use tempfile::NamedTempFile;

use crate::service;

/// A small file of each format, of invented people.
const FILES: &[(&str, &str, &[u8])] = &[
    ("VIASNA", "viasna.csv", include_bytes!("../../../../tests/fixtures/lists/viasna.csv")),
    ("OFAC", "sdn.csv", include_bytes!("../../../../tests/fixtures/lists/2022-01/sdn.csv")),
    ("FTM", "list.ftm.json", include_bytes!("../../../../tests/fixtures/lists/entities.ftm.json")),
    ("TABLE", "prisoners.csv", include_bytes!("../../../formats/mappings/prisoners.csv")),
    (
        "OFAC",
        "sdn.xml",
        b"<sdnList><publshInformation><Publish_Date>01/31/2022</Publish_Date></publshInformation>\
          <sdnEntry><uid>1</uid><firstName>Jana</firstName><lastName>VYMYSLENA</lastName>\
          <sdnType>Individual</sdnType><programList><program>BELARUS</program></programList>\
          </sdnEntry></sdnList>",
    ),
    (
        "UN",
        "un.xml",
        b"<CONSOLIDATED_LIST dateGenerated=\"2026-02-27T00:00:00Z\"><INDIVIDUALS><INDIVIDUAL>\
          <DATAID>1</DATAID><FIRST_NAME>Jana</FIRST_NAME><SECOND_NAME>Vymyslena</SECOND_NAME>\
          <UN_LIST_TYPE>Lhota</UN_LIST_TYPE><LISTED_ON>2020-01-02</LISTED_ON></INDIVIDUAL>\
          </INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>",
    ),
    (
        "CANADA",
        "sema.xml",
        b"<data-set><record><Country>Belarus / B\xc3\xa9larus</Country><LastName>Vymyslena</LastName>\
          <GivenName>Jana</GivenName><Schedule>1</Schedule><Item>1</Item></record></data-set>",
    ),
    (
        "OPENSANCTIONS",
        "targets.simple.csv",
        b"id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,dataset,first_seen,last_seen,last_change\n\
          x-1,Person,Jana Vymyslena,Yana,1990-01-02,by,,,Lhota list,,,Lhota,2022-01-01,2022-01-02,2022-01-01\n",
    ),
    (
        "UK",
        "uk.csv",
        b"Last Updated,04/05/2022\nName 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,Name Non-Latin Script,DOB,Town of Birth,Country of Birth,Nationality,Passport Number,Address 1,Address 6,Country,Other Information,Group Type,Alias Type,Alias Quality,Regime,Listed On,Group ID\n\
          PRIKLAD,Jan,Maria,,,,Doctor,,05/02/1970,Lhota,Libya,Tunisia,M110522,Long St. 1,Lhota,Ruritania,Professor.,Individual,Primary name,,Nothing,24/04/2002,7087\n",
    ),
];

/// Numbers that come out the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most.max(1) as u64).unwrap()
    }
}

/// What may become of bytes: some are others, lost, twice, or somewhere else.
fn spoilt(file: &[u8], dice: &mut Dice) -> Vec<u8> {
    const OFTEN: &[u8] = b"\0\n\r\t\",;<>&{}[]:-/0x\x1a\xff\xfe\xc3";
    let mut bytes = file.to_vec();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len() + 1);
        let end = (at + dice.below(40)).min(bytes.len());
        match dice.below(7) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            3 => bytes.insert(at, OFTEN[dice.below(OFTEN.len())]),
            4 => bytes.insert(at, u8::try_from(dice.below(256)).unwrap()),
            5 => bytes[at..end].fill(b'9'),
            _ => bytes = bytes.iter().flat_map(|byte| [*byte, 0]).collect(),
        }
    }
    bytes
}

/// What is said to a file, dry or not.
async fn told(api: &Api, format: &str, name: &str, bytes: &[u8], dry_run: bool) -> Value {
    let service = api.service();
    let owner = Viewer::owner("a keeper");
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    service.uploads.keep("a", &owner.name, name.to_owned(), file.into_temp_path()).unwrap();
    let list = json!({ "slug": "lhota", "title": "Lhota", "publisher": "organization/lhota", "publisherName": "Lhota" });
    let mapping = include_str!("../../../formats/mappings/prisoners.toml");
    let input = json!({
        "format": format, "uploads": ["a"], "publishedOn": "2026-03-01", "dryRun": dry_run,
        "list": (format == "FTM").then_some(list),
        "mapping": (format == "TABLE").then_some(mapping),
    });
    let question = "mutation ($input: ImportListInput!) { importList(input: $input) { added revision userErrors { code message remedy writtenAt } } }";
    let request = Request::new(question).variables(Variables::from_json(json!({ "input": input })));
    let answer = api.answer(owner, request).await;
    assert!(answer.errors.is_empty(), "{:?}\n{}", answer.errors, String::from_utf8_lossy(bytes));
    answer.data.into_json().unwrap()["importList"].take()
}

/// A service on a day on which every one of the files was published.
async fn later() -> Service {
    let clock: Clock = Arc::new(|| "2026-03-01T00:00:00Z".parse().unwrap());
    Service { clock, ..service().await }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_files_are_read_as_they_are() {
    let api = Api::new(later().await);
    for (format, name, bytes) in FILES {
        let told = told(&api, format, name, bytes, true).await;
        assert_eq!(told["userErrors"], json!([]), "{name}");
        assert_ne!(told["added"], json!(0), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_became_of_a_file_the_answer_is_a_clear_one() {
    let api = Api::new(later().await);
    let mut dice = Dice(0x5eed_0f11_57a7_e5ed);
    for (format, name, bytes) in FILES {
        for turn in 0..60 {
            let bytes = spoilt(bytes, &mut dice);
            // Some are imported: what one of them left is what the next is compared with.
            let told = told(&api, format, name, &bytes, turn % 12 != 0).await;
            let errors = told["userErrors"].as_array().unwrap();
            assert!(errors.is_empty() || told["revision"].is_null(), "{told}");
            for error in errors {
                for part in ["code", "message", "remedy"] {
                    let text = error[part].as_str().unwrap();
                    assert!(!text.is_empty() && !text.contains("panick"), "{name}: {error}");
                }
            }
        }
    }
    api.service().store.verify().await.unwrap();
}
