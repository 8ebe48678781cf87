//! Records found by name: what is looked for, where, and why it is taken for the same.

mod comparison;
mod index;
mod named;
mod screened;
mod subject;

pub(crate) use comparison::ShownComparison;
pub(crate) use index::{Found, searched};
pub(crate) use named::{Nameable, bearer};
pub(crate) use screened::{Hit, screened};
pub(crate) use subject::{NamedSubject, readable};
