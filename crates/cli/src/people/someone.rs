//! Someone by name, and what else is known of them.

use std::path::Path;

use detente_core::{CountryCode, Gender, PartialDate};

use super::{LONGEST_NAME, columns::Field, wrong};
use crate::failure::Wrong;

/// Someone by name, and what else is known of them.
#[derive(Clone, Debug, Default)]
pub struct Someone {
    /// The line that they stand in.
    pub line: Option<usize>,
    /// What they are known by: an identifier of the record, or of the file's own.
    pub id: Option<String>,
    /// The names, the one they go by first.
    pub names: Vec<String>,
    /// When they were born.
    pub born_on: Option<PartialDate>,
    /// A country they are a citizen of.
    pub country: Option<CountryCode>,
    /// Their gender.
    pub gender: Option<Gender>,
}

impl Someone {
    /// The name they go by.
    pub fn name(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    /// Someone by what a row says, or everything that is wrong with it.
    pub(super) fn read(
        file: &Path,
        line: usize,
        stated: &dyn Fn(Field) -> Option<String>,
    ) -> Result<Self, Vec<Wrong>> {
        let mut broken = Vec::new();
        let mut tell = |field: Field, problem: String, remedy: &str| {
            broken.push(wrong(file, line, Some(field.word()), problem, remedy));
        };
        let name = stated(Field::Name).unwrap_or_default();
        if name.is_empty() {
            tell(Field::Name, "it is empty".to_owned(), "write a name, or leave the row out");
        }
        let others = stated(Field::Names).unwrap_or_default();
        let others = others.split(['|', ';']).map(str::trim).filter(|name| !name.is_empty());
        let names: Vec<String> = std::iter::once(name)
            .chain(others.map(str::to_owned))
            .filter(|n| !n.is_empty())
            .collect();
        for name in &names {
            let letters = name.chars().count();
            if letters > LONGEST_NAME {
                let problem =
                    format!("it has {letters} letters, and a name at most {LONGEST_NAME}");
                tell(Field::Name, problem, "is a quotation mark missing that should end it?");
            }
        }
        let born_on = stated(Field::BornOn).and_then(|text| match text.parse() {
            Ok(date) => Some(date),
            Err(error) => {
                let error: detente_core::DateError = error;
                tell(Field::BornOn, error.to_string(), "write 1970-12-31, 1970-12 or 1970");
                None
            }
        });
        let country = stated(Field::Country).and_then(|text| match text.parse() {
            Ok(country) => Some(country),
            Err(error) => {
                let error: detente_core::CountryError = error;
                tell(Field::Country, error.to_string(), "write its two letters, such as BY");
                None
            }
        });
        let gender = stated(Field::Gender).and_then(|text| {
            let gender = gender(&text);
            if gender.is_none() {
                let problem = format!("`{text}` is no gender that this record knows");
                tell(Field::Gender, problem, "write female, male or other; f and m will do");
            }
            gender
        });
        if !broken.is_empty() {
            return Err(broken);
        }
        Ok(Self { line: Some(line), id: stated(Field::Id), names, born_on, country, gender })
    }
}

fn gender(text: &str) -> Option<Gender> {
    match text.to_lowercase().as_str() {
        "f" => Some(Gender::Female),
        "m" => Some(Gender::Male),
        text => text.parse().ok(),
    }
}
