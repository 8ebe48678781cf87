//! Who stands behind each value of a record, as the API shows it.

use async_graphql::SimpleObject;
use detente_core::{Fields, Path, Record};

use super::{dispute::ShownWitness, path::in_answers};

/// A value that a record states, and who says so.
#[derive(SimpleObject)]
pub(crate) struct SaidField {
    /// The path of the field; of an element of a list also that of the element itself.
    field: String,
    /// What it says, as text.
    says: String,
    /// Whether the sources contradict each other on it.
    disputed: bool,
    /// Who says so: the claim that the record follows, then those that agree with it.
    witnesses: Vec<ShownWitness>,
}

impl SaidField {
    /// Every value that a record states.
    pub(crate) fn of<N: Fields>(record: &Record<N>) -> Vec<Self> {
        let mut said = Vec::new();
        record.fields.stated(&mut Path::default(), &mut |path, says| {
            said.push(Self {
                field: in_answers(path),
                says: says.to_string(),
                disputed: record.account.is_disputed(path),
                witnesses: record.account.behind(path).cloned().map(ShownWitness).collect(),
            });
        });
        said
    }
}
