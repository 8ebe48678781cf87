//! What can be asked of every list: which records, in which order.

use clap::{Args, ValueEnum};
use detente_core::{Anything, Day, Id, IdError, Kind, Source, Voice};

use crate::words::Order;

/// What a list is ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// What the records are called.
    Name,
    /// The first day they are about; those without a day come last.
    Day,
    /// Their identifiers.
    Id,
}

/// What can be asked of records, whichever noun they are of.
#[derive(Clone, Debug, Args)]
pub struct Such {
    /// Whose name begins with this, in whichever case
    #[arg(long, value_name = "TEXT")]
    pub name_begins: Option<String>,
    /// That point to this record in whichever field, as in --mentions place/minsk
    #[arg(long, value_name = "RECORD", value_parser = id::<Anything>)]
    pub mentions: Option<Id<Anything>>,
    /// On which this source speaks
    #[arg(long, value_name = "SOURCE", value_parser = id::<Source>)]
    pub source: Option<Id<Source>>,
    /// That rest on this voice's word, as in --said-by person/john-coale
    #[arg(long, value_name = "RECORD", value_parser = id::<Voice>)]
    pub said_by: Option<Id<Voice>>,
    /// On which sources contradict each other; --disputed=false for the others
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true)]
    pub disputed: Option<bool>,
    /// Whose days can lie on this day or later
    #[arg(long, value_name = "DATE")]
    pub since: Option<Day>,
    /// Whose days can lie on this day or earlier
    #[arg(long, value_name = "DATE")]
    pub until: Option<Day>,
}

/// What can be asked of every list.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Which records, in which order")]
pub struct Records {
    /// Only these records, as in --ids ales-bialiatski,maria-kolesnikova
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub ids: Vec<String>,
    #[command(flatten)]
    pub such: Such,
    /// Ordered by name, day or id
    #[arg(long, value_name = "BY", default_value = "id", hide_possible_values = true)]
    pub order: By,
    /// From the last to the first
    #[arg(long)]
    pub desc: bool,
}

impl Records {
    /// The identifiers asked for, whole: a slug alone is one of this noun.
    pub fn ids(&self, noun: &str) -> Option<Vec<String>> {
        let whole =
            |id: &String| if id.contains('/') { id.clone() } else { format!("{noun}/{id}") };
        some(self.ids.iter().map(whole).collect())
    }

    /// The order, as the server names it.
    pub fn order_by(&self) -> Order {
        match (self.order, self.desc) {
            (By::Id, false) => Order::Id,
            (By::Id, true) => Order::IdDesc,
            (By::Name, false) => Order::Name,
            (By::Name, true) => Order::NameDesc,
            (By::Day, false) => Order::Day,
            (By::Day, true) => Order::DayDesc,
        }
    }
}

/// Reads an identifier; the slug alone will do where only one noun can stand.
pub fn id<K: Kind>(text: &str) -> Result<Id<K>, IdError> {
    match K::NOUNS {
        [noun] if !text.contains('/') => format!("{noun}/{text}").parse(),
        _ => text.parse(),
    }
}

/// The values, where any were given.
pub fn some<T>(values: Vec<T>) -> Option<Vec<T>> {
    Some(values).filter(|values| !values.is_empty())
}

/// The words, as questions carry them, where any were given.
pub fn words<T: Copy>(words: &[T]) -> Option<Vec<crate::words::Word<T>>> {
    some(words.iter().copied().map(crate::words::Word).collect())
}

/// Fills a filter: which records, what is asked of all of them, and the fields of one noun's own.
macro_rules! such {
    ($ids:expr, $such:expr, $module:ident :: $filter:ident { $($field:ident: $value:expr),* $(,)? }) => {{
        let such = &$such;
        $module::$filter {
            ids: $ids,
            name_begins: such.name_begins.clone(),
            mentions: such.mentions.clone().map(Into::into),
            source: such.source.clone().map(Into::into),
            said_by: such.said_by.clone().map(Into::into),
            disputed: such.disputed,
            since: such.since,
            until: such.until,
            $($field: $value,)*
        }
    }};
}

/// Fills the filter of a noun: what every list has from `$records`, and its own fields.
macro_rules! filter {
    ($noun:literal, $records:expr, $module:ident :: $filter:ident { $($field:ident: $value:expr),* $(,)? }) => {
        $crate::filter::such!(
            $records.ids($noun),
            $records.such,
            $module::$filter { $($field: $value,)* }
        )
    };
}

pub(crate) use filter;
pub(crate) use such;
