//! Reads news texts: what they quote and who speaks, what they count, whom they name, and what in them cannot be.
//!
//! Pure: bytes in, what was found out, each with its line and its words. No
//! table of any one article's words stands here: what is known of a language is
//! its grammar (words of speech, numbers, months, titles), and what is known of
//! the world is asked of the record by whoever calls.

mod article;
mod check;
mod document;
mod draft;
mod found;
mod known;
mod name;
mod number;
mod place;
mod quotation;
mod release;
mod sentence;
mod table;
mod vocabulary;
mod when;
mod word;

pub use article::{Article, Counted, Dated};
pub use check::{Finding, Wrong, check};
pub use document::{Document, Imprint, Passage, PassageKind, Unreadable, plain_words};
pub use draft::{Drafted, PROPOSED, Setting, draft};
pub use found::Found;
pub use known::Likely;
pub use name::{NameKind, Named, country};
pub use number::{Number, NumberKind};
pub use place::{Place, quotable};
pub use quotation::{Quotation, Speaker, Voice};
pub use release::Freed;
pub use table::{Column, Row, Table};
pub use when::When;
