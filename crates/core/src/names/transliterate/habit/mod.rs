//! How newspapers write names that come to them in Cyrillic: by the house rules
//! of each country, which follow its own spelling.

pub(super) mod english;
pub(super) mod french;
pub(super) mod german;
pub(super) mod lacinka;
pub(super) mod lithuanian;
pub(super) mod polish;
pub(super) mod swedish;

use super::{by, icao::PLAIN, odni, rule::Table, ua};
