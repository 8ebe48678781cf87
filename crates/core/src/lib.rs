//! The values that sources state.

mod coordinates;
mod country;
mod date;
mod day;
mod digest;
mod language;
mod money;
mod number;
mod quantity;
mod script;
mod term;
mod url;
mod value;
mod vocabulary;

pub use coordinates::{Coordinates, CoordinatesError};
pub use country::{CountryCode, CountryError};
pub use date::{DateError, PartialDate, Precision};
pub use day::{Day, DayError};
pub use digest::{DigestError, TextDigest};
pub use language::{Language, LanguageError};
pub use money::{Fine, FineError};
pub use number::NumberError;
pub use quantity::{Bounds, Quantity, QuantityError, QuantityKind};
pub use script::{Script, ScriptError};
pub use term::{Term, TermError};
pub use url::{Url, UrlError};
pub use value::Value;
pub use vocabulary::UnknownWord;

/// A stand-in until the ids arrive.
pub struct RecordId;
