//! Records found by name: who is looked for, and why a record is taken for the same.

mod comparison;
mod screened;
mod subject;

pub(crate) use comparison::ShownComparison;
pub(crate) use screened::{Hit, Sought, screened};
pub(crate) use subject::{NamedSubject, bearer, readable};
