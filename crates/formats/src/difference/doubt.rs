//! What makes an edition doubtful as a whole, though each of its entries can be read.

use std::collections::BTreeSet;

use detente_core::{Day, Fault};
use serde_json::{Map, Value};

use crate::code;

/// Of the measures on a list, at most one in so many leaves it from one edition to the next, by all
/// that lists have done so far.
const MOST_TO_LEAVE: u64 = 5;

/// Fewer that leave, or are called otherwise, make nobody doubt an edition.
const FEWEST_TO_DOUBT: u64 = 20;

fn fault(code: &'static str, problem: String, remedy: &str) -> Fault {
    Fault { written_at: None, record: None, field: None, code, problem, remedy: remedy.to_owned() }
}

/// Where so much left the list, its file may have been cut off where an entry ends: nothing else would tell.
pub(super) fn shrank(left: u64, stayed: u64) -> Option<Fault> {
    let stood = left + stayed;
    (left >= FEWEST_TO_DOUBT && left * MOST_TO_LEAVE > stood).then(|| fault(
        code::LIST_SHRANK,
        format!(
            "{left} of the {stood} measures that stand on the list would leave it with this edition: the file may have been cut off"
        ),
        "fetch the file again, and see that it is whole; if the list did become so short, say that it is whole (`--whole`)",
    ))
}

/// Where a measure stood on the list by another file of the same day, one of the two corrects the other,
/// or is a part of the list.
pub(super) fn corrects(left: u64, on: Day, previous: Day) -> Option<Fault> {
    (left > 0 && on == previous).then(|| fault(
        code::LIST_SHRANK,
        format!(
            "another file was read as the edition of {on}, and {left} measures that stood on the list by it would not have stood on it that day"
        ),
        "see which of the two is the edition; if this one corrects the other, say that it is whole (`--whole`)",
    ))
}

/// How many of those whom the list spoke of are called altogether otherwise now.
#[derive(Debug, Default)]
pub(super) struct Names {
    compared: u64,
    others: u64,
}

impl Names {
    /// Compares the names that an edition states of somebody with those that are held.
    pub fn note(&mut self, stated: &Map<String, Value>, held: &Map<String, Value>) {
        if !stated.contains_key("name") {
            return;
        }
        let (now, before) = (words(stated), words(held));
        if !now.is_empty() && !before.is_empty() {
            self.compared += 1;
            self.others += u64::from(now.is_disjoint(&before));
        }
    }

    /// Where most numbers have another's name, they are not those of the earlier editions: the record would
    /// say of one what the list says of another.
    pub fn doubt(&self) -> Option<Fault> {
        let Self { compared, others } = self;
        (*others >= FEWEST_TO_DOUBT && others * 2 > *compared).then(|| fault(
            code::RENUMBERED,
            format!(
                "{others} of the {compared} records that the list spoke of before have altogether another name under their number: the list was numbered anew, or it is another one"
            ),
            "see that the file is of this list, and its numbers those of its earlier editions; if all of them were renamed, say that it is whole (`--whole`)",
        ))
    }
}

/// The words of all names of somebody, in small letters.
fn words(fields: &Map<String, Value>) -> BTreeSet<String> {
    let aliases = fields.get("names").and_then(Value::as_array).into_iter().flatten();
    let aliases = aliases.filter_map(|name| name.get("text"));
    let texts = fields.get("name").into_iter().chain(aliases).filter_map(Value::as_str);
    let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}
