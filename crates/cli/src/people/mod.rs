//! People in a file: rows of names, with what else is known of each.

mod columns;
mod csv_rows;
mod ndjson;
mod someone;
mod table;

use std::path::{Path, PathBuf};

use clap::Args;

pub use columns::{Columns, Known};
pub use someone::Someone;
pub use table::Table;

use crate::{
    failure::{Failure, Wrong},
    output::note,
};

/// How many letters a name may have: the server reads no more.
const LONGEST_NAME: usize = 10_000;

/// How people are read from a file.
#[derive(Clone, Debug, Args)]
pub struct Reading {
    /// Which columns hold what, as in `--columns name=First+Last,born_on=DOB`. Of `name`, `names`, `born_on`,
    /// `country`, `gender` and `id`; without it, the columns of these names
    #[arg(long, value_name = "FIELD=COLUMN", value_delimiter = ',')]
    columns: Vec<Known>,
    /// Go on without rows that cannot be read, once all of them are told
    #[arg(long)]
    skip_broken: bool,
}

impl Reading {
    /// Everyone in a file: CSV with a header, or one JSON object a line. Every
    /// row that cannot be read is told, with its line.
    pub fn read(&self, file: &Path) -> Result<Vec<Someone>, Failure> {
        let text = std::fs::read(file)
            .map_err(|why| Failure::Unreadable { file: PathBuf::from(file), why })?;
        let columns = Columns::of(&self.columns)?;
        let (people, broken) = if is_ndjson(file, &text) {
            ndjson::read(file, &text, &columns)
        } else {
            csv_rows::read(file, &text, &columns)?
        };
        if broken.is_empty() {
            return Ok(people);
        }
        if !self.skip_broken {
            return Err(Failure::Rows { faults: broken });
        }
        for wrong in &broken {
            note(&wrong.to_string());
        }
        Ok(people)
    }
}

fn is_ndjson(file: &Path, text: &[u8]) -> bool {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("ndjson" | "jsonl" | "json") => true,
        Some("csv" | "tsv") => false,
        _ => text.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{'),
    }
}

/// What is wrong with a row.
pub fn wrong(
    file: &Path,
    line: usize,
    field: Option<&str>,
    problem: String,
    remedy: &str,
) -> Wrong {
    Wrong {
        written_at: Some(format!("{}:{line}", file.display())),
        record: None,
        field: field.map(str::to_owned),
        problem,
        remedy: remedy.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, text: &str, columns: &[&str]) -> Result<Vec<Someone>, Failure> {
        let folder = std::env::temp_dir().join(format!("people-{}-{name}", std::process::id()));
        std::fs::write(&folder, text).unwrap();
        let columns = columns.iter().map(|known| known.parse().unwrap()).collect();
        let read = Reading { columns, skip_broken: false }.read(&folder);
        std::fs::remove_file(&folder).unwrap();
        read
    }

    fn broken(read: Result<Vec<Someone>, Failure>) -> Vec<String> {
        let Err(Failure::Rows { faults }) = read else { panic!("{read:?}") };
        let told = faults.iter().map(|wrong| {
            let line = wrong.line().unwrap();
            format!("{line} {}: {}", wrong.field.as_deref().unwrap_or("-"), wrong.problem)
        });
        told.collect()
    }

    #[test]
    fn a_table_and_lines_of_json_give_the_same_people() {
        let csv = "name,born_on,country\n\"Vymyslenka, Jana\",1970-02,BY\nЯн Няма,,\n";
        let json = "{\"name\":\"Vymyslenka, Jana\",\"born_on\":\"1970-02\",\"country\":\"BY\"}\n\
                    {\"name\":\"Ян Няма\"}\n";
        let csv = read("a.csv", csv, &[]).unwrap();
        let json = read("a.ndjson", json, &[]).unwrap();
        let known = |people: &[Someone]| -> Vec<_> {
            people.iter().map(|one| (one.names.clone(), one.born_on, one.country)).collect()
        };
        assert_eq!(known(&csv), known(&json));
        assert_eq!(csv[0].names, ["Vymyslenka, Jana"]);
    }

    #[test]
    fn a_name_may_stand_in_several_columns_and_others_beside_it() {
        let csv = "First;Last;AKA\nJana;Vymyslenka;Яна Вымысленка | Y. Vymyslenko\n";
        let people = read("b.csv", csv, &["name=First+Last", "names=AKA"]).unwrap();
        assert_eq!(people[0].names, ["Jana Vymyslenka", "Яна Вымысленка", "Y. Vymyslenko"]);
    }

    #[test]
    fn a_column_that_is_not_there_is_told_with_those_that_are() {
        let told = read("c.csv", "who,when\nJana,1970\n", &[]).unwrap_err();
        assert_eq!(told.code(), 2);
        assert!(told.to_string().contains("no column `name`"), "{told}");
        assert!(
            told.hint().unwrap().contains("name=who; there are who, when"),
            "{:?}",
            told.hint()
        );
    }

    #[test]
    fn every_broken_row_is_told_at_once_with_its_line() {
        let csv = "name,born_on\nJana,1970\n,1971\nJan,31/12/1970\nJan,1970,more\n\"open,1970\n";
        let told = broken(read("d.csv", csv, &[]));
        assert_eq!(told.len(), 4, "{told:?}");
        assert!(told[0].starts_with("3 name: "), "{told:?}");
        assert!(told[1].starts_with("4 born_on: "), "{told:?}");
        assert!(told[2].starts_with("5 -: it has 3 columns"), "{told:?}");
        assert!(told[3].starts_with("6 "), "{told:?}");
        let json = "{\"name\":\"Jana\"}\n{\"name\":\n[1]\n{\"name\":7}\n";
        let told = broken(read("d.ndjson", json, &[]));
        let lines: Vec<_> = told.iter().map(|told| &told[..1]).collect();
        assert_eq!(lines, ["2", "3", "4"], "{told:?}");
    }

    #[test]
    fn a_name_too_long_and_bytes_that_are_no_text_are_told() {
        let csv = format!("name\n{}\n", "я".repeat(LONGEST_NAME + 1));
        assert!(broken(read("e.csv", &csv, &[]))[0].contains("10001 letters"));
    }
}
