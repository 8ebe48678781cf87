//! Rulings as they are asked for, one kind of input for each of the ten.

use std::collections::BTreeMap;

use async_graphql::{InputObject, OneofObject};
use detente_core::{Anything, Decision, EntryId, Fault, Id, Rank, Scope, Sight};

use super::super::path::in_claims;

type AnyId = Id<Anything>;

/// Claims: some of them by where they stand, or all of a revision.
#[derive(InputObject)]
pub(crate) struct ClaimsInput {
    /// Where they stand: `["12.3", "12.4"]`.
    #[graphql(default)]
    entries: Vec<EntryId>,
    /// Every claim of this revision.
    revision: Option<u64>,
}

/// A rank, for claims.
#[derive(InputObject)]
pub(crate) struct RankInput {
    /// Where they stand.
    entries: Vec<EntryId>,
    /// On which field only: `groups.to-lithuania.count`.
    field: Option<String>,
    /// How much they weigh.
    rank: Rank,
}

/// What is to be shown or hidden: claims, or a record, or one field of it.
#[derive(InputObject)]
pub(crate) struct SightInput {
    /// Claims, by where they stand.
    #[graphql(default)]
    entries: Vec<EntryId>,
    /// A record.
    record: Option<AnyId>,
    /// One field of the record.
    field: Option<String>,
}

/// Claims that speak no longer.
#[derive(InputObject)]
pub(crate) struct RetractInput {
    /// Where they stand.
    entries: Vec<EntryId>,
    /// On which field only.
    field: Option<String>,
}

/// A dispute, and the claim that settles it.
#[derive(InputObject)]
pub(crate) struct SettleInput {
    /// The record.
    record: AnyId,
    /// The field.
    field: String,
    /// The claim that speaks.
    entry: EntryId,
}

/// Two identifiers that are one subject.
#[derive(InputObject)]
pub(crate) struct MergeInput {
    /// The identifier that goes.
    record: AnyId,
    /// The identifier that stays.
    into: AnyId,
    /// That it is meant, although a ruling stands that the two are two.
    #[graphql(default)]
    confirm: bool,
}

/// Two identifiers that are two subjects.
#[derive(InputObject)]
pub(crate) struct PartInput {
    /// The one.
    record: AnyId,
    /// The other.
    from: AnyId,
}

/// A claim to be destroyed.
#[derive(InputObject)]
pub(crate) struct EraseInput {
    /// Where it stands.
    entry: EntryId,
    /// Its place once more, because it cannot be brought back; a dry run needs none.
    confirm: Option<String>,
}

/// One ruling: exactly one of these.
#[derive(OneofObject)]
pub(crate) enum RulingInput {
    /// These claims speak.
    Accept(ClaimsInput),
    /// These claims do not speak.
    Reject(ClaimsInput),
    /// These claims weigh more or less than others.
    Rank(RankInput),
    /// Everyone may see this.
    Show(SightInput),
    /// Only the restricted audience may see this.
    Hide(SightInput),
    /// These claims were misread or withdrawn: they speak no longer, for good.
    Retract(RetractInput),
    /// The dispute on a field is settled by this claim, until something new is said.
    Settle(SettleInput),
    /// Two identifiers are one subject.
    Merge(MergeInput),
    /// Two identifiers are two subjects, whatever they have in common.
    Part(PartInput),
    /// The body of this claim is destroyed for good; only an admin may.
    Erase(EraseInput),
}

/// Rulings to be made together, as one revision.
#[derive(InputObject)]
pub(crate) struct RuleInput {
    /// The rulings, in their order.
    pub rulings: Vec<RulingInput>,
    /// Why they are made: it stands in the ledger beside each of them.
    pub reason: String,
    /// Only say what would come of it.
    #[graphql(default)]
    pub dry_run: bool,
}

/// What an input asks for, and what must be confirmed of it.
pub(super) struct Asked {
    pub decisions: Vec<Decision>,
    /// That it is to go over a ruling that parts the two.
    pub over_a_part: bool,
}

impl RulingInput {
    /// What is to be decided, or what is wrong with the input itself.
    pub(super) fn read(self, dry_run: bool) -> Result<Asked, Box<Fault>> {
        let mut over_a_part = false;
        let field = |field: Option<String>| field.map(|field| in_claims(&field));
        let decisions = match self {
            Self::Accept(claims) => each(claims.scopes()?, |entries| Decision::Accept { entries }),
            Self::Reject(claims) => each(claims.scopes()?, |entries| Decision::Reject { entries }),
            Self::Rank(RankInput { entries, field: on, rank }) => {
                each(scopes(entries)?, |entries| Decision::Rank {
                    entries,
                    field: field(on.clone()),
                    rank,
                })
            }
            Self::Show(sight) => each(sight.what()?, |what| Decision::Show { what }),
            Self::Hide(sight) => each(sight.what()?, |what| Decision::Hide { what }),
            Self::Retract(RetractInput { entries, field: on }) => {
                each(scopes(entries)?, |entries| Decision::Retract {
                    entries,
                    field: field(on.clone()),
                })
            }
            Self::Settle(SettleInput { record, field, entry }) => {
                vec![Decision::Settle { subject: record.into(), field: in_claims(&field), entry }]
            }
            Self::Merge(MergeInput { record, into, confirm }) => {
                over_a_part = confirm;
                vec![Decision::Merge { subject: record.into(), into: into.into() }]
            }
            Self::Part(PartInput { record, from }) => {
                vec![Decision::Part { subject: record.into(), from: from.into() }]
            }
            Self::Erase(EraseInput { entry, confirm }) => {
                if !dry_run && confirm != Some(entry.to_string()) {
                    return Err(fault(
                        Some(entry.to_string()),
                        "CONFIRM",
                        "an erasure destroys the claim for good, and is not confirmed",
                        format!("look at what a dry run names, then confirm with `{entry}`"),
                    ));
                }
                vec![Decision::Erase { entry }]
            }
        };
        Ok(Asked { decisions, over_a_part })
    }
}

impl ClaimsInput {
    fn scopes(self) -> Result<Vec<Scope>, Box<Fault>> {
        match (self.entries.is_empty(), self.revision) {
            (false, None) => scopes(self.entries),
            (true, Some(revision)) => {
                Ok(vec![Scope { revision: Some(revision), positions: Vec::new() }])
            }
            _ => Err(unclear("name either `entries` or a `revision`")),
        }
    }
}

impl SightInput {
    fn what(self) -> Result<Vec<Sight>, Box<Fault>> {
        match (self.entries.is_empty(), self.record, self.field) {
            (true, Some(subject), field) => Ok(vec![Sight::Record {
                subject: subject.into(),
                field: field.map(|field| in_claims(&field)),
            }]),
            (false, None, None) => {
                Ok(each(scopes(self.entries)?, |entries| Sight::Claims { entries }))
            }
            _ => Err(unclear("name either `entries`, or a `record` and perhaps its `field`")),
        }
    }
}

fn each<T, D>(all: Vec<T>, decide: impl Fn(T) -> D) -> Vec<D> {
    all.into_iter().map(decide).collect()
}

/// Entries by the revisions that hold them.
fn scopes(entries: Vec<EntryId>) -> Result<Vec<Scope>, Box<Fault>> {
    if entries.is_empty() {
        return Err(unclear("name at least one of the claims in `entries`"));
    }
    let mut revisions: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
    for entry in entries {
        revisions.entry(entry.revision).or_default().push(entry.position);
    }
    let scopes = revisions.into_iter().map(|(revision, mut positions)| {
        positions.sort_unstable();
        positions.dedup();
        Scope { revision: Some(revision), positions }
    });
    Ok(scopes.collect())
}

fn unclear(remedy: &str) -> Box<Fault> {
    fault(None, "UNCLEAR", "it is not clear what the ruling is about", remedy.to_owned())
}

pub(super) fn fault(
    record: Option<String>,
    code: &'static str,
    problem: &str,
    remedy: String,
) -> Box<Fault> {
    let problem = problem.to_owned();
    Box::new(Fault { written_at: None, record, field: None, code, problem, remedy })
}
