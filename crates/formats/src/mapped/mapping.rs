//! The mapping: TOML that a monitor can write.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use serde::Deserialize;
use toml::Spanned;

use super::setting;
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
    pub split: Option<Spanned<String>>,
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
    /// Reads a mapping, and tells everything that is wrong with it at once.
    pub fn read(text: &str) -> Result<Self, MappingError> {
        let mapping: Self =
            toml::from_str(text).map_err(|error| MappingError(vec![error.to_string()]))?;
        let mut wrong = Vec::new();
        if format!("source/{}-2000-01-01", mapping.list.slug)
            .parse::<detente_core::RecordId>()
            .is_err()
        {
            wrong.push(format!(
                "`{}` cannot be the slug of a list: write small letters, digits and hyphens",
                mapping.list.slug
            ));
        }
        if mapping.list.has_no_publisher() {
            wrong.push(
                "nobody is said to publish the list: fill in `publisher` (the organization's identifier, without `organization/`) and `publisher_name`"
                    .to_owned(),
            );
        } else if format!("organization/{}", mapping.list.publisher)
            .parse::<detente_core::RecordId>()
            .is_err()
        {
            wrong.push(format!("`{}` cannot be the slug of an organization: write small letters, digits and hyphens", mapping.list.publisher));
        }
        if mapping.records.is_empty() {
            wrong.push(
                "the mapping makes no record: write a [[record]] with a noun and a key".to_owned(),
            );
        }
        for record in &mapping.records {
            let paths = record.fields.iter().map(|field| field.field.as_str());
            for path in paths.chain(record.always.keys().map(String::as_str)) {
                wrong.extend(setting::check(&record.noun, path).err());
            }
            wrong.extend(
                record.fields.iter().filter_map(|field| split_in_vain(record, field, text)),
            );
            wrong.extend(record.always.iter().filter_map(|(path, value)| {
                let unset = setting::cannot_hold(&record.noun, path, value, mapping.order());
                unset.then(|| {
                    format!("`always` says `{path} = \"{value}\"`, which the field cannot hold")
                })
            }));
            for noun in record.fields.iter().filter_map(|field| field.record.as_deref()) {
                if setting::table(noun).is_none() {
                    wrong.push(format!("there is no noun `{noun}`"));
                }
            }
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

/// What is wrong where a cell is parted for a field that holds one value: only one part would be carried.
fn split_in_vain(record: &RecordOf, field: &FieldOf, text: &str) -> Option<String> {
    let split = field.split.as_ref()?;
    let path = &field.field;
    let in_vain =
        setting::check(&record.noun, path).is_ok() && !setting::holds_several(&record.noun, path);
    let line = text.get(..split.span().start)?.matches('\n').count() + 1;
    in_vain.then(|| {
        format!(
            "line {line}: `split` parts the cells of `{}`, and `{path}` holds one value: take `split` out, or lead the column to a field that holds several, such as `names.*.text` or `nationalities`",
            field.column
        )
    })
}
