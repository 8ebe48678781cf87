//! Anyone's name, in any spelling: how names are read, found and compared.
//!
//! Kalesnikava, Kolesnikova, Калеснікава and Kolesnikowa are one surname. A name
//! goes through four steps, each in a file of its own:
//! 1. [`word`]: words, freed of stress marks, apostrophes and letters of another script.
//! 2. [`reading`]: each word as sounds (a *fold*), alike in every script and standard; in every way it can be read.
//! 3. [`part`]: what each word is: given name, patronymic, surname, initial.
//! 4. [`compare()`]: parts are paired by likeness; every part that both state must agree.
//!
//! # Finding candidates
//! Names are kept by [`entries()`] in an indexed table (key, record, sounds). A [`Query`] gives
//! [`Query::rounds`] of probes, from the rarest kind of key to the commonest. A [`Sieve`] tells by
//! the sounds which of the found rows promise most; those alone are read, and scored by
//! [`Query::relevance`] (search) or [`compare()`] (screening). Nothing is ever scanned. Of a million people,
//! a pair of given name and surname finds tens, all pairs one slip away some hundreds; a surname's skeleton
//! hundreds, a given name fifty thousand: so cap each probe, and stop at the first round that gave good answers.
//! For screening the pairs are enough: a lone part is never a match.

mod apart;
mod bearer;
mod body;
mod compare;
mod cyrillic;
mod distance;
mod evaluate;
mod evidence;
mod explain;
mod given;
mod homoglyph;
mod index;
mod join;
mod key;
mod latin;
mod mark;
mod named;
mod part;
mod patronymic;
mod prepared;
mod probe;
mod query;
mod ranking;
mod reading;
mod rule;
mod sieve;
mod slip;
mod sound;
#[cfg(test)]
mod tests;
mod told;
mod tongue;
pub mod transliterate;
mod weight;
mod word;

pub use bearer::Bearer;
pub use compare::{compare, compare_by, compare_parts};
pub use evaluate::{Evaluation, Tally, evaluate};
pub use explain::{Comparison, Evidence, EvidenceKind, PartPair, Particulars, explain, score};
pub use index::{entries, keys};
pub use join::{Joined, join};
pub use named::{Likest, Named};
pub use part::{Part, PartKind};
pub use prepared::Prepared;
pub use probe::Probe;
pub use query::Query;
pub use ranking::Ranking;
pub use rule::PartRule;
pub use sieve::Sieve;
pub use weight::{THRESHOLD, Weights};
