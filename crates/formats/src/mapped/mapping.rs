//! The mapping: TOML that a monitor can write.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use serde::Deserialize;

use super::{places::Places, setting};
use crate::{
    list::{self, Body, List},
    when::Order,
};

/// Which column of a table is which field of which noun.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Whose list it is.
    list: ListOf,
    /// The records that each row makes. The key of the first is that of the row.
    #[serde(rename = "record")]
    pub records: Vec<RecordOf>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ListOf {
    slug: String,
    title: String,
    publisher: String,
    publisher_name: String,
    terms_of_use: Option<String>,
    /// The sign between cells, where the first line does not tell it.
    between: Option<char>,
    /// Which number comes first in `3/4/2021`, where both may be the day.
    dates: Option<DatesOf>,
}

impl ListOf {
    /// Whether it still stands as a first guess writes it, or as earlier ones did.
    fn has_no_publisher(&self) -> bool {
        let (publisher, name) = (self.publisher.trim(), self.publisher_name.trim());
        publisher.is_empty() || name.is_empty() || (publisher, name) == ("publisher", "Publisher")
    }
}

impl ListOf {
    /// What is wrong with what is said of the list.
    fn wrong(&self, places: &Places<'_>) -> Vec<String> {
        let is_id = |id: String| id.parse::<detente_core::RecordId>().is_ok();
        let mut wrong = Vec::new();
        if !is_id(format!("source/{}-2000-01-01", self.slug)) {
            let problem = format!(
                "`{}` cannot be the slug of a list: write small letters, digits and hyphens",
                self.slug
            );
            wrong.push(places.told(&["list", "slug"], &problem));
        }
        if self.has_no_publisher() {
            let named = self.publisher.trim().is_empty() || !self.publisher_name.trim().is_empty();
            let part = if named { "publisher" } else { "publisher_name" };
            let problem = "nobody is said to publish the list: fill in `publisher` (the organization's identifier, without `organization/`) and `publisher_name`";
            wrong.push(places.told(&["list", part], problem));
        } else if !is_id(format!("organization/{}", self.publisher)) {
            let problem = format!(
                "`{}` cannot be the slug of an organization: write small letters, digits and hyphens",
                self.publisher
            );
            wrong.push(places.told(&["list", "publisher"], &problem));
        }
        wrong
    }
}

/// Which of the two numbers before a year comes first in a table.
#[derive(Clone, Copy, Debug, Deserialize)]
enum DatesOf {
    #[serde(rename = "day first")]
    DayFirst,
    #[serde(rename = "month first")]
    MonthFirst,
}

/// A record that each row makes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordOf {
    /// Its noun: `person`.
    pub noun: String,
    /// The column that holds the list's own number of it.
    pub key: String,
    /// Its fields.
    #[serde(rename = "field", default)]
    pub fields: Vec<FieldOf>,
    /// What is so of every row, by the path of the field.
    #[serde(default)]
    pub always: BTreeMap<String, String>,
}

/// A field, and the column it stands in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldOf {
    /// The column.
    pub column: String,
    /// The path of the field: `born_on`, `identifiers.passport.value`.
    pub field: String,
    /// The sign between several values of one cell, where the field holds several.
    pub split: Option<String>,
    /// What the words of the table are in the record: `f = "female"`.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    /// The words that stand where nothing is known: `n/a`.
    #[serde(default)]
    pub empty: Vec<String>,
    /// The noun, where the cell holds the number of another record of this list.
    pub record: Option<String>,
}

/// What is wrong with a mapping: all of it, a sentence each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappingError(pub Vec<String>);

impl fmt::Display for MappingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for MappingError {}

impl Mapping {
    /// Reads a mapping, and tells everything that is wrong with it at once, with line and column.
    pub fn read(text: &str) -> Result<Self, MappingError> {
        Self::read_named("mapping", text)
    }

    /// The same of a file, whose name stands before each place.
    pub fn read_named(name: &str, text: &str) -> Result<Self, MappingError> {
        let (places, broken) = Places::of(name, text);
        // A misspelt table makes what follows look broken: it is told first.
        for wrong in [places.unknown(), broken] {
            if !wrong.is_empty() {
                return Err(MappingError(wrong));
            }
        }
        let mapping: Self =
            toml::from_str(text).map_err(|error| MappingError(vec![places.broken(&error)]))?;
        let mut wrong = mapping.list.wrong(&places);
        if mapping.records.is_empty() {
            let problem = "the mapping makes no record: write a [[record]] with a noun and a key";
            wrong.push(places.told(&["record"], problem));
        }
        for (at, record) in mapping.records.iter().enumerate() {
            record.wrong(&at.to_string(), mapping.order(), &places, &mut wrong);
        }
        wrong.dedup();
        if wrong.is_empty() { Ok(mapping) } else { Err(MappingError(wrong)) }
    }

    /// The columns that it names.
    pub(super) fn columns(&self) -> Vec<&str> {
        let mut columns: Vec<&str> = Vec::new();
        for record in &self.records {
            columns.push(&record.key);
            columns.extend(record.fields.iter().map(|field| field.column.as_str()));
        }
        columns.sort_unstable();
        columns.dedup();
        columns
    }

    /// Whether what a column says stands in a field, and not only in identifiers.
    pub(super) fn carries(&self, column: &str) -> bool {
        let mut fields = self.records.iter().flat_map(|record| &record.fields);
        fields.any(|field| field.column == column && field.record.is_none())
    }

    pub(super) fn between(&self) -> Option<u8> {
        self.list.between.and_then(|sign| u8::try_from(sign).ok())
    }

    /// Which number of a date comes first; nobody knows where the mapping does not say it.
    pub(super) fn order(&self) -> Order {
        match self.list.dates {
            Some(DatesOf::DayFirst) => Order::DayFirst,
            Some(DatesOf::MonthFirst) => Order::MonthFirst,
            None => Order::Unsaid,
        }
    }

    pub(super) fn list(&self) -> List {
        // A first guess leaves it empty.
        let terms = self.list.terms_of_use.as_deref().filter(|terms| !terms.trim().is_empty());
        let publisher = Body {
            slug: Cow::Owned(self.list.publisher.clone()),
            name: Cow::Owned(self.list.publisher_name.clone()),
            kind: None,
            country: None,
        };
        list::list(&self.list.slug, &self.list.title, publisher, terms)
    }
}

impl RecordOf {
    /// What is wrong with the record at this place.
    fn wrong(&self, at: &str, order: Order, places: &Places<'_>, wrong: &mut Vec<String>) {
        if setting::table(&self.noun).is_none() {
            let problem = format!("there is no noun `{}`", self.noun);
            wrong.push(places.told(&["record", at, "noun"], &problem));
            return;
        }
        for (number, field) in self.fields.iter().enumerate() {
            let number = number.to_string();
            let told = |part: &str, problem: &str| {
                places.told(&["record", at, "field", &number, part], problem)
            };
            let path = setting::check(&self.noun, &field.field).err();
            wrong.extend(path.map(|problem| told("field", &problem)));
            wrong.extend(self.split_in_vain(field).map(|problem| told("split", &problem)));
            let noun = field.record.as_deref().filter(|noun| setting::table(noun).is_none());
            wrong.extend(noun.map(|noun| told("record", &format!("there is no noun `{noun}`"))));
        }
        for (path, value) in &self.always {
            let unset = || {
                let unset = setting::cannot_hold(&self.noun, path, value, order);
                unset.then(|| {
                    format!("`always` says `{path} = \"{value}\"`, which the field cannot hold")
                })
            };
            let problem = setting::check(&self.noun, path).err().or_else(unset);
            let told = |problem: String| places.told(&["record", at, "always", path], &problem);
            wrong.extend(problem.map(told));
        }
    }

    /// What is wrong where a cell is parted for a field that holds one value: only one part would be carried.
    fn split_in_vain(&self, field: &FieldOf) -> Option<String> {
        field.split.as_ref()?;
        let path = &field.field;
        let in_vain =
            setting::check(&self.noun, path).is_ok() && !setting::holds_several(&self.noun, path);
        in_vain.then(|| {
            format!(
                "`split` parts the cells of `{}`, and `{path}` holds one value: take `split` out, or lead the column to a field that holds several, such as `names.*.text` or `nationalities`",
                field.column
            )
        })
    }
}
