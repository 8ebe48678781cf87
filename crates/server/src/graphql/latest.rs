//! What changed last, and why: what feeds are made of.

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use detente_core::{Anything, EndModality, Id, Instant, PartialDate, RecordId, with_noun};
use detente_storage::{ChangedBy, Condition, FieldChange, Latest, Store, StoreError, Viewer};

use super::{
    asking::{Asking, asking},
    connection::{RecordFilter, USUAL, listed, page_length},
    error::ApiError,
    every_record::label,
    history::ShownChange,
    noun_name::NounName,
};

/// How many changes are looked at together, and at most for one page.
const TOGETHER: u64 = 200;
const MOST: u64 = 10 * TOGETHER;

/// So many are resolved together at least: each is heard again from the ledger, which takes longer than to find it.
const FEW: usize = 10;

/// Why a record is not what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum ChangeReason {
    /// It is spoken of for the first time.
    Added,
    /// Someone says that the person was let go.
    Released,
    /// Someone says that custody ended, and not that the person was let go: by death, escape or
    /// deportation, or nobody says how.
    Ended,
    /// A field says something else than it did, or nothing any longer.
    Corrected,
    /// More is known of it, or more sources speak.
    Extended,
    /// It was found to be one with another record.
    Merged,
    /// What was said of it was withdrawn, misread or rejected.
    Retracted,
    /// The keepers decided something about it.
    Ruled,
}

pub(crate) struct RecordNews {
    label: String,
    made: Latest,
}

/// A change of one record by one revision, with the reasons.
#[Object]
impl RecordNews {
    /// The record: of one that is gone, what it was known by.
    async fn id(&self) -> ID {
        ID(self.made.subject.to_string())
    }

    /// What kind of record it is.
    async fn noun(&self) -> NounName {
        NounName::of(&self.made.subject)
    }

    /// What it is called.
    async fn label(&self) -> &str {
        &self.label
    }

    /// Whether there was nothing of it to be seen any longer.
    async fn absent(&self) -> bool {
        !self.made.there
    }

    /// The number of the revision.
    async fn revision(&self) -> u64 {
        self.made.revision.number
    }

    /// When the revision was added.
    async fn made_at(&self) -> Instant {
        self.made.revision.made_at
    }

    /// Who added it, if that may be told.
    async fn author(&self) -> Option<&str> {
        self.made.revision.author.as_deref()
    }

    /// What it adds, in a sentence, if that may be told.
    async fn message(&self) -> Option<&str> {
        self.made.revision.message.as_deref()
    }

    /// The hash of the revision and of all before it.
    async fn hash(&self) -> &str {
        &self.made.revision.hash
    }

    /// Why.
    async fn reasons(&self) -> Vec<ChangeReason> {
        reasons(&self.made)
    }

    /// The fields that say something else since.
    async fn changes(&self) -> Vec<ShownChange> {
        self.made.changes.iter().cloned().map(Into::into).collect()
    }
}

/// Some changes, the newest first.
#[derive(SimpleObject)]
pub(crate) struct LatestPage {
    /// The changes.
    changes: Vec<RecordNews>,
    /// Give it as `after` to read on from here; none where there is no more.
    end_cursor: Option<String>,
}

/// Whether it says of an end only that it came after some day: that is no release yet.
fn goes_on(change: &FieldChange) -> bool {
    let on = change.after.as_deref().and_then(|on| on.parse::<PartialDate>().ok());
    on.is_some_and(|on| on.latest().is_none())
}

/// What is said for the first time of the end of a detention. A date alone says nothing of how it ended.
fn end(made: &Latest) -> Option<ChangeReason> {
    if made.subject.noun() != "detention" {
        return None;
    }
    let new = |field: &str| {
        let mut new = made.changes.iter().filter(|change| change.before.is_none());
        new.find(|change| change.field == field && change.after.is_some() && !goes_on(change))
    };
    let modality = new("end_modality").map(|change| change.after.as_deref().map(str::parse));
    match modality {
        Some(Some(Ok(how))) if EndModality::lets_go(how) => Some(ChangeReason::Released),
        Some(_) => Some(ChangeReason::Ended),
        None if new("release").is_some() => Some(ChangeReason::Released),
        None => new("ended_on").map(|_| ChangeReason::Ended),
    }
}

/// Why a record changed, the plainest reason first.
fn reasons(made: &Latest) -> Vec<ChangeReason> {
    let ruled = |kinds: &[&str]| {
        made.rulings.iter().any(|(_, ruling)| kinds.contains(&ruling.decision.kind()))
    };
    let corrected = made.changes.iter().any(|change| change.before.is_some());
    let end = if made.first { None } else { end(made) };
    let retracted = ruled(&["retract", "reject"]) || (!made.there && !made.merged);
    let mut reasons = Vec::new();
    let mut say = |reason: ChangeReason, holds: bool| {
        if holds {
            reasons.push(reason);
        }
    };
    say(ChangeReason::Added, made.first && made.there);
    say(ChangeReason::Released, end == Some(ChangeReason::Released));
    say(ChangeReason::Ended, end == Some(ChangeReason::Ended));
    say(ChangeReason::Merged, made.merged);
    say(ChangeReason::Retracted, retracted);
    say(ChangeReason::Corrected, made.there && corrected && !made.first);
    say(ChangeReason::Ruled, ruled(&["rank", "settle"]));
    if reasons.is_empty() {
        reasons.push(ChangeReason::Extended);
    }
    reasons
}

/// What can be asked about what is new.
#[derive(Default)]
pub(crate) struct LatestQuery;

#[Object]
impl LatestQuery {
    /// What changed last, the newest first: each record with each revision that
    /// made another of it, and why, as far as it may be seen today.
    async fn latest(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only records of these kinds.")] nouns: Option<Vec<NounName>>,
        #[graphql(desc = "Only records that this holds of today.")] filter: Option<RecordFilter>,
        #[graphql(desc = "Only these records, also those that are gone.")] ids: Option<
            Vec<Id<Anything>>,
        >,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<LatestPage, ApiError> {
        let limit = usize::try_from(page_length(first.unwrap_or(USUAL))?).unwrap_or(usize::MAX);
        let nouns: Vec<&str> = nouns.iter().flatten().map(|noun| noun.word()).collect();
        let ids: Vec<RecordId> = ids.into_iter().flatten().map(Into::into).collect();
        let conditions = filter.unwrap_or_default().conditions();
        let asking = asking(ctx);
        let (store, viewer) = (&asking.service.store, &asking.viewer);
        let mut place = after.as_deref().map(cursor).transpose()?;
        let (mut found, mut looked_at) = (Vec::new(), 0);
        let mut end_cursor = None;
        while looked_at < MOST {
            let some = store.changed_last(viewer, &nouns, &ids, place.as_ref(), TOGETHER).await?;
            let Some(last) = some.last().cloned() else { break };
            looked_at += TOGETHER;
            let wanted = those(store, viewer, &conditions, some).await?;
            let mut wanted = wanted.as_slice();
            while !wanted.is_empty() && end_cursor.is_none() {
                // One more than fits tells whether there is more.
                let few = wanted.len().min(FEW.max(limit + 1 - found.len()));
                let (these, rest) = wanted.split_at(few);
                wanted = rest;
                for made in store.made_of(viewer, these).await? {
                    if found.len() == limit {
                        let last = found.last();
                        end_cursor = last.map(|made: &Latest| {
                            format!("{} {}", made.revision.number, made.subject)
                        });
                        break;
                    }
                    found.push(made);
                }
            }
            if end_cursor.is_some() {
                break;
            }
            end_cursor = (looked_at >= MOST).then(|| format!("{} {}", last.0, last.1));
            place = Some(last);
        }
        let changes = found.into_iter().map(|made| async {
            Ok::<_, ApiError>(RecordNews { label: called(asking, &made.subject).await?, made })
        });
        let changes = futures_util::future::try_join_all(changes).await?;
        Ok(LatestPage { changes, end_cursor })
    }
}

/// Those of these changes whose record a list of these conditions has.
async fn those(
    store: &Store,
    viewer: &Viewer,
    conditions: &[Condition],
    changed: Vec<ChangedBy>,
) -> Result<Vec<ChangedBy>, ApiError> {
    if conditions.is_empty() {
        return Ok(changed);
    }
    let listed = listed(store, viewer, conditions, changed.iter().map(|(_, id)| id)).await?;
    Ok(changed.into_iter().filter(|(_, id)| listed.contains(id)).collect())
}

/// What a record is called: of one that is gone, its own word.
async fn called(asking: &Asking, id: &RecordId) -> Result<String, ApiError> {
    let called = with_noun!(id.noun(), N => {
        let typed: Id<N> = id.clone().try_into().map_err(StoreError::from)?;
        match asking.find(&typed).await? {
            Some(shown) => Some(label(asking, &shown).await?),
            None => None,
        }
    }, _ => None);
    Ok(called.unwrap_or_else(|| id.slug().to_owned()))
}

/// Where a page before ended: its revision, and its record.
fn cursor(text: &str) -> Result<ChangedBy, ApiError> {
    let read = text.split_once(' ');
    let read = read.and_then(|(revision, id)| Some((revision.parse().ok()?, id.parse().ok()?)));
    read.ok_or_else(|| {
        ApiError::BadInput(format!(
            "the cursor `{text}` is not one of this list: use an endCursor that it gave"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_storage::{FieldChange, Revision};

    fn made(subject: &str, changes: &[(&str, Option<&str>, Option<&str>)]) -> Latest {
        let change = |(field, before, after): &(&str, Option<&str>, Option<&str>)| FieldChange {
            field: (*field).to_owned(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        let revision = Revision {
            number: 2,
            made_at: "2026-01-01T00:00:00Z".parse().unwrap(),
            author: None,
            message: None,
            hash: String::new(),
        };
        Latest {
            subject: subject.parse().unwrap(),
            revision,
            first: false,
            there: true,
            merged: false,
            changes: changes.iter().map(change).collect(),
            rulings: Vec::new(),
        }
    }

    #[test]
    fn released_is_said_of_nobody_but_who_was_let_go() {
        use ChangeReason::{Ended, Released};
        let ended = ("ended_on", None, Some("2024-03-01"));
        let how = |how| made("detention/jana", &[ended, ("end_modality", None, Some(how))]);
        for let_go in ["released", "pardoned", "served_full_term", "exchanged"] {
            assert_eq!(reasons(&how(let_go)), [Released], "{let_go}");
        }
        for otherwise in ["died_in_custody", "escaped", "deported"] {
            assert_eq!(reasons(&how(otherwise)), [Ended], "{otherwise}");
        }
        let in_a_release = ("release", None, Some("release/vydumka-2024"));
        assert_eq!(reasons(&made("detention/jana", &[ended, in_a_release])), [Released]);
        let taken_out = ("end_modality", None, Some("deported"));
        assert_eq!(reasons(&made("detention/jana", &[in_a_release, taken_out])), [Ended]);
    }

    #[test]
    fn a_change_has_a_reason_whatever_it_is() {
        use ChangeReason::{Added, Corrected, Ended, Extended, Merged, Retracted};
        let ended = made("detention/jana", &[("ended_on", None, Some("2024-03-01"))]);
        assert_eq!(reasons(&ended), [Ended], "nobody says that she was let go");
        let some_day = made("detention/jana", &[("ended_on", None, Some("2024-03-01/.."))]);
        assert_eq!(reasons(&some_day), [Extended], "nobody says that it is over");
        let first = Latest { first: true, ..ended.clone() };
        assert_eq!(reasons(&first), [Added]);
        let moved = made("detention/jana", &[("ended_on", Some("2024"), Some("2024-03-01"))]);
        assert_eq!(reasons(&moved), [Corrected]);
        assert_eq!(reasons(&made("person/jana", &[("born_on", None, Some("1970"))])), [Extended]);
        assert_eq!(reasons(&made("person/jana", &[])), [Extended]);
        let gone = Latest { there: false, ..made("person/jana", &[("name", Some("J"), None)]) };
        assert_eq!(reasons(&gone), [Retracted]);
        assert_eq!(reasons(&Latest { merged: true, ..gone }), [Merged]);
    }
}
