//! What came of the import of a list.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::{Enum, SimpleObject};
use detente_core::{Day, Noun as _, Person, RecordId};
use detente_formats::{Report, Why};

use super::{comparing::Compared, reading::Read};
use crate::graphql::{any::AnyRecord, submit::UserError};

/// So many records are named where there may be thousands; all are counted.
pub(super) const NAMED: usize = 100;

/// So many of what is gone are named where nobody asks for all.
const FIRST: usize = 10;

/// How many there are of one kind of record.
#[derive(SimpleObject)]
pub(crate) struct CountOfNoun {
    /// The kind of record, as in `person`.
    noun: String,
    /// How many.
    count: u64,
}

/// How often one field differs.
#[derive(SimpleObject)]
pub(crate) struct CountOfField {
    /// The kind of record and the field, as in `person.born_on`.
    field: String,
    /// How often.
    count: u64,
}

/// What an edition changes of what was known of its list.
#[derive(Default, SimpleObject)]
pub(crate) struct ListDifference {
    /// The newest edition that was known before; none where this is the first.
    previous: Option<AnyRecord>,
    /// The day that one was published.
    previous_on: Option<Day>,
    /// Whether this edition is older: then it takes nothing off the list.
    is_older: bool,
    /// Records that the list did not speak of before.
    added: Vec<CountOfNoun>,
    /// Records of which it says something else now.
    changed: Vec<CountOfNoun>,
    /// What it says something else of, by field.
    fields: Vec<CountOfField>,
    /// What it gave before, of those of whom it still speaks, and gives no longer, by field. Nothing is claimed of that: it stays the word of the edition that gave it.
    unsaid: Vec<CountOfField>,
    /// How many measures are no longer on the list.
    removed_count: u64,
    /// The first hundred of them.
    removed: Vec<AnyRecord>,
    /// How many measures are on the list again.
    returned_count: u64,
}

/// Why something of a file is not in its claims, or not as it stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum WhyLeft {
    /// The record has no field for it.
    NoField,
    /// Its field takes one value, and holds another.
    OneValue,
    /// Its form or its word is not known.
    Unknown,
    /// It names something that the list does not hold.
    NamesNothing,
    /// It was put right before it was stated.
    Mended,
    /// It is carried less closely than it stood.
    Coarser,
    /// An entry before it has its number.
    Duplicate,
    /// It cannot be true beside another value of its entry.
    Contradicts,
    /// An earlier edition spoke of it, and this one does not.
    Gone,
    /// Whoever imported the list named another.
    Named,
}

impl From<Why> for WhyLeft {
    fn from(why: Why) -> Self {
        match why {
            Why::NoField => Self::NoField,
            Why::OneValue => Self::OneValue,
            Why::Unknown => Self::Unknown,
            Why::NamesNothing => Self::NamesNothing,
            Why::Mended => Self::Mended,
            Why::Coarser => Self::Coarser,
            Why::Duplicate => Self::Duplicate,
            Why::Contradicts => Self::Contradicts,
            Why::Gone => Self::Gone,
            Why::Named => Self::Named,
        }
    }
}

/// A value of a file that is not in the claims.
#[derive(SimpleObject)]
pub(crate) struct LeftValue {
    /// Where it stands: `sdn.csv:12`.
    written_at: String,
    /// What stands there, shortened.
    value: String,
}

/// What of one field of the files is not in the claims, or not as it stood.
#[derive(SimpleObject)]
pub(crate) struct LeftOut {
    /// The field of the file: a column, an element, a kind of remark.
    field: String,
    /// Why, as one word for programs.
    why: WhyLeft,
    /// Why, in words.
    reason: String,
    /// How often.
    count: u64,
    /// The first of them, or all where that was asked for.
    values: Vec<LeftValue>,
}

/// What came of the import of a list. Where there are user errors, nothing was stored.
#[derive(Default, SimpleObject)]
pub(crate) struct ImportListPayload {
    /// The revision that was added; none where there was nothing to add.
    pub(super) revision: Option<u64>,
    /// The identifier of the edition's source, once it is known which edition it is.
    edition: Option<String>,
    /// The day the edition was published.
    published_on: Option<Day>,
    /// How many entries the files have.
    entries: u64,
    /// How many claims the files make, by the kind of record they speak of.
    claims: Vec<CountOfNoun>,
    /// How many claims were added, or would be: what the record did not hold in the word of this list.
    pub(super) added: usize,
    /// How many of those the ledger held already, as they wait or were rejected.
    pub(super) known: usize,
    /// Whether what is added waits until an editor accepts it, and changes nothing before.
    pub(super) waiting: bool,
    /// Whether this edition was read before, from the same files: then it adds nothing, unless another mapping reads more in them.
    read_before: bool,
    /// What the edition changes of what was known of its list.
    difference: ListDifference,
    /// What of the files is not in the claims.
    left_out: Vec<LeftOut>,
    /// How many records were settled again.
    pub(super) changed_count: usize,
    /// The first hundred of them.
    pub(super) changed: Vec<AnyRecord>,
    /// Everything that is wrong with it.
    pub(super) user_errors: Vec<UserError>,
}

impl ImportListPayload {
    /// What became of the files.
    pub(super) fn of(read: &Read) -> Self {
        let report: &Report = &read.report;
        let left_out = report.left.iter().map(|((field, why), left)| LeftOut {
            field: field.clone(),
            why: (*why).into(),
            reason: why.to_string(),
            count: left.count,
            values: left
                .first
                .iter()
                .map(|one| LeftValue {
                    written_at: one.written_at.clone(),
                    value: one.value.clone(),
                })
                .collect(),
        });
        Self {
            edition: report.edition.as_ref().map(ToString::to_string),
            published_on: read.published_on(),
            entries: report.entries,
            claims: nouns(&report.claims),
            left_out: left_out.collect(),
            user_errors: report.faults.iter().cloned().map(Into::into).collect(),
            ..Self::default()
        }
    }

    /// Tells what the edition changes, and names who is gone: all of them, or the first of them.
    pub(super) fn compared(&mut self, compared: Compared, names_all: bool) {
        let Compared { previous, is_older, read_before, changes, left, gone, doubt } = compared;
        self.read_before = read_before;
        self.user_errors.extend(doubt.map(Into::into));
        self.left_out.extend(no_longer_counted(&gone, self.edition.as_deref(), names_all));
        let named = |ids: Vec<RecordId>| ids.into_iter().take(NAMED).map(AnyRecord).collect();
        self.difference = ListDifference {
            previous_on: previous.as_ref().map(|edition| edition.on),
            previous: previous.map(|edition| AnyRecord(edition.source.into())),
            is_older,
            added: nouns(&changes.added),
            changed: nouns(&changes.changed),
            fields: fields(&changes.fields),
            unsaid: fields(&changes.unsaid),
            removed_count: changes.left,
            removed: named(left),
            returned_count: changes.returned,
        };
    }
}

/// Whom and what the list no longer speaks of, as something that is not in the claims.
fn no_longer_counted(
    gone: &BTreeSet<RecordId>,
    edition: Option<&str>,
    names_all: bool,
) -> Option<LeftOut> {
    let named = if names_all { gone.len() } else { FIRST };
    let values = gone.iter().take(named).map(|person| LeftValue {
        written_at: edition.unwrap_or_default().to_owned(),
        value: person.to_string(),
    });
    (!gone.is_empty()).then(|| LeftOut {
        field: no_longer(gone).to_owned(),
        why: WhyLeft::Gone,
        reason: Why::Gone.to_string(),
        count: gone.len() as u64,
        values: values.collect(),
    })
}

/// What they are called together.
fn no_longer(gone: &BTreeSet<RecordId>) -> &'static str {
    if gone.iter().all(|id| id.noun() == Person::NAME) {
        "people no longer on the list"
    } else {
        "records no longer on the list"
    }
}

fn fields(counts: &BTreeMap<String, u64>) -> Vec<CountOfField> {
    let counts = counts.iter();
    counts.map(|(field, count)| CountOfField { field: field.clone(), count: *count }).collect()
}

fn nouns(counts: &BTreeMap<String, u64>) -> Vec<CountOfNoun> {
    counts.iter().map(|(noun, count)| CountOfNoun { noun: noun.clone(), count: *count }).collect()
}
