//! The review queue: submissions of which something waits for the keepers.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use detente_core::{Anything, Decision, EntryId, Fault, Id, Instant, Scope, Source};
use detente_storage::{Pending, Role, StoreError, Submitted, Waiting};

use super::{
    asking::asking,
    claim::ShownClaim,
    connection::{PageInfo, USUAL, page_length},
    error::ApiError,
    noun_name::NounName,
    rule::{Change, draft},
    submit::UserError,
};

/// Which submissions.
#[derive(Default, InputObject)]
pub(crate) struct ReviewFilter {
    /// With claims on records of this kind.
    noun: Option<NounName>,
    /// With claims that were read in this document.
    source: Option<Id<Source>>,
    /// Submitted by this person.
    author: Option<String>,
    /// With claims on this record.
    subject: Option<Id<Anything>>,
    /// That revision.
    revision: Option<u64>,
}

pub(crate) struct PendingSubmission(Pending);

/// What would become of the record if all that waits of a submission were accepted.
#[derive(SimpleObject)]
pub(crate) struct AcceptancePreview {
    /// What would change, record by record.
    changes: Vec<Change>,
    /// Why it could not be accepted as it is.
    user_errors: Vec<UserError>,
}

/// A submission of which something waits for the keepers of the record.
#[Object]
impl PendingSubmission {
    /// The revision that holds it.
    async fn revision(&self) -> u64 {
        self.0.revision.number
    }

    /// When it was submitted.
    async fn made_at(&self) -> Instant {
        self.0.revision.made_at
    }

    /// Who submitted it.
    async fn author(&self) -> Option<&str> {
        self.0.revision.author.as_deref()
    }

    /// What it says of itself, in a sentence.
    async fn message(&self) -> Option<&str> {
        self.0.revision.message.as_deref()
    }

    /// The claims of it on which nobody has ruled.
    async fn claims(&self) -> Vec<ShownClaim> {
        self.0.claims.iter().cloned().map(ShownClaim::from).collect()
    }

    /// What would become of the record if these were accepted; for editors.
    async fn preview(&self, ctx: &Context<'_>) -> Result<Option<AcceptancePreview>, ApiError> {
        let asking = asking(ctx);
        if asking.viewer.role < Role::Editor || self.0.claims.is_empty() {
            return Ok(None);
        }
        let positions = self.0.claims.iter().map(|claim| claim.entry.position).collect();
        let entries = Scope { revision: Some(self.0.revision.number), positions };
        let draft = draft(asking, vec![Decision::Accept { entries }], String::new());
        let wrong = |faults: Vec<Fault>| AcceptancePreview {
            changes: Vec::new(),
            user_errors: faults.into_iter().map(Into::into).collect(),
        };
        match asking.service.store.preview(&asking.viewer, draft).await {
            Ok(preview) => {
                let changes = Change::all(preview);
                Ok(Some(AcceptancePreview { changes, user_errors: Vec::new() }))
            }
            Err(StoreError::Refused(faults)) => Ok(Some(wrong(faults))),
            Err(error) => Err(error.into()),
        }
    }
}

pub(crate) struct ShownSubmission(Submitted);

/// What somebody submitted, and what became of it.
#[Object(name = "Submission")]
impl ShownSubmission {
    /// The revision that holds it.
    async fn revision(&self) -> u64 {
        self.0.revision.number
    }

    /// When it was submitted.
    async fn made_at(&self) -> Instant {
        self.0.revision.made_at
    }

    /// Who submitted it.
    async fn author(&self) -> Option<&str> {
        self.0.revision.author.as_deref()
    }

    /// What it says of itself, in a sentence.
    async fn message(&self) -> Option<&str> {
        self.0.revision.message.as_deref()
    }

    /// Its claims. Each says whether it speaks; its rulings are those that let it speak, or did not.
    async fn claims(&self) -> Vec<ShownClaim> {
        self.0.claims.iter().cloned().map(ShownClaim::from).collect()
    }
}

pub(crate) struct PendingSubmissionEdge(Pending);

/// A submission in the queue, with its place there.
#[Object]
impl PendingSubmissionEdge {
    /// Its place: give it as `after` to read on from here.
    async fn cursor(&self) -> String {
        self.0.revision.number.to_string()
    }

    /// The submission.
    async fn node(&self) -> PendingSubmission {
        PendingSubmission(self.0.clone())
    }
}

pub(crate) struct PendingSubmissionConnection {
    found: Vec<Pending>,
    more_after: bool,
    more_before: bool,
    waiting: Waiting,
}

/// A page of the review queue, oldest first.
#[Object]
impl PendingSubmissionConnection {
    /// The submissions, each with its place in the queue.
    async fn edges(&self) -> Vec<PendingSubmissionEdge> {
        self.found.iter().cloned().map(PendingSubmissionEdge).collect()
    }

    /// The submissions.
    async fn nodes(&self) -> Vec<PendingSubmission> {
        self.found.iter().cloned().map(PendingSubmission).collect()
    }

    /// Where the page stands in the queue.
    async fn page_info(&self) -> PageInfo {
        let cursor = |pending: &Pending| pending.revision.number.to_string();
        PageInfo {
            has_next_page: self.more_after,
            has_previous_page: self.more_before,
            start_cursor: self.found.first().map(cursor),
            end_cursor: self.found.last().map(cursor),
        }
    }

    /// How many submissions wait. They are counted only if asked for.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<i32, ApiError> {
        let asking = asking(ctx);
        let count = asking.service.store.count_pending(&asking.viewer, &self.waiting).await?;
        Ok(i32::try_from(count).unwrap_or(i32::MAX))
    }
}

/// What waits for the keepers.
#[derive(Default)]
pub(crate) struct ReviewQuery;

#[Object]
impl ReviewQuery {
    /// One claim, by where it stands in the ledger, if you may see it.
    async fn claim(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where it stands: `12.3`.")] id: EntryId,
    ) -> Result<Option<ShownClaim>, ApiError> {
        let asking = asking(ctx);
        let found = asking.service.store.claims_at(&asking.viewer, &[id]).await?;
        Ok(found.into_iter().next().map(ShownClaim::from))
    }

    /// What became of a submission: for whoever made it, and for editors.
    async fn submission(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The revision that holds it.")] revision: u64,
    ) -> Result<Option<ShownSubmission>, ApiError> {
        let asking = asking(ctx);
        let found = asking.service.store.submission(&asking.viewer, revision).await?;
        Ok(found.map(ShownSubmission))
    }

    /// The submissions of which something waits for a ruling, oldest first: all
    /// of them for an editor, their own for a contributor, none for others.
    async fn review_queue(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which submissions.")] filter: Option<ReviewFilter>,
        #[graphql(desc = "How many, at most 100.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
    ) -> Result<PendingSubmissionConnection, ApiError> {
        let asking = asking(ctx);
        let ReviewFilter { noun, source, author, subject, revision } = filter.unwrap_or_default();
        let noun = noun.map(|noun| noun.word().to_owned());
        let subject = subject.map(Into::into);
        let waiting = Waiting { noun, source, author, subject, revision };
        let limit = page_length(first.unwrap_or(USUAL))?;
        let unknown = |text: String| StoreError::Cursor(text);
        let start = match &after {
            Some(text) => text.parse().map_err(|_| unknown(text.clone()))?,
            None => 0,
        };
        let mut found =
            asking.service.store.pending(&asking.viewer, &waiting, start, limit + 1).await?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more_after = found.len() > limit;
        found.truncate(limit);
        Ok(PendingSubmissionConnection { found, more_after, more_before: after.is_some(), waiting })
    }
}
