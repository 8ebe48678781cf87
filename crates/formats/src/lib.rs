//! Reads the lists that others publish: bytes in, claims out, one edition a reading.
//!
//! Every reader streams: its memory does not grow with the file. What it cannot
//! carry it names, with its place; what makes the whole unsafe to store is a fault.
//! What goes out to others is written in `out`. No clock, no network, no database.

mod canada;
pub mod code;
mod country;
mod decoded;
mod difference;
mod eu;
mod file;
mod format;
mod ftm;
mod list;
mod mapped;
mod markup;
mod meter;
mod misnamed;
mod ofac;
mod opensanctions;
pub mod out;
mod party;
mod possible;
mod quotes;
mod reading;
mod report;
mod slug;
mod table;
mod text;
mod uk;
mod un;
#[cfg(test)]
mod unordered;
mod viasna;
mod when;
mod workbook;

pub use difference::{Changes, Difference, KnownEdition};
pub use file::{Encoding, File, UnknownEncoding};
pub use format::{Format, UnknownFormat, read};
pub use list::{Body, List, list};
pub use mapped::{FieldOf, Mapping, MappingError, RecordOf, guess, read_mapped};
pub use reading::{Duplicates, Edition, Intake};
pub use report::{Left, LeftOfField, Report, Why};
