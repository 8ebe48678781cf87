//! Lists that others publish, on their way into the ledger: one edition, one revision.

mod comparing;
mod input;
mod payload;
mod reading;

use std::collections::BTreeSet;

use async_graphql::{Context, Object};
use detente_core::{Fault, Submission};
use detente_storage::{Role, StoreError};

use self::{
    comparing::compared,
    input::ImportListInput,
    payload::ImportListPayload,
    reading::{Read, read},
};
use super::{
    any::AnyRecord,
    asking::{Asking, asking},
    error::ApiError,
};

/// What lists can be imported.
#[derive(Default)]
pub(crate) struct ImportMutation;

#[Object]
impl ImportMutation {
    /// Adds what an edition of a published list says and the record does not hold yet in the word
    /// of that list, as one revision: all of it or nothing. What left the list becomes the observation of this
    /// edition that it is not on it; nothing is deleted. The files were sent to `/uploads`
    /// before. For contributors, whose claims wait until an editor accepts them, and editors.
    async fn import_list(
        &self,
        ctx: &Context<'_>,
        input: ImportListInput,
    ) -> Result<ImportListPayload, ApiError> {
        let asking = asking(ctx);
        asking.viewer.must(Role::Contributor, "import lists")?;
        let dry_run = input.dry_run;
        let read = match input.taken(asking) {
            Ok(taken) => read(taken).await?,
            Err(faults) => return Ok(refused(faults)),
        };
        let payload = ImportListPayload::of(&read);
        if !payload.user_errors.is_empty() {
            return Ok(payload);
        }
        import(asking, read, payload, dry_run).await
    }
}

fn refused(faults: Vec<Fault>) -> ImportListPayload {
    let mut payload = ImportListPayload::default();
    payload.user_errors = faults.into_iter().map(Into::into).collect();
    payload
}

/// Adds what is new of a reading, or only says what that is.
async fn import(
    asking: &Asking,
    mut read: Read,
    mut payload: ImportListPayload,
    dry_run: bool,
) -> Result<ImportListPayload, ApiError> {
    let message = read.title.take().unwrap_or_default();
    let names_all = read.lists_all;
    let (claims, compared) = compared(asking, read).await?;
    payload.compared(compared, names_all);
    if !payload.user_errors.is_empty() {
        return Ok(payload);
    }
    payload.added = claims.len();
    let submission = Submission { author: asking.viewer.name.clone(), message, claims };
    if dry_run {
        let faults = asking.service.store.check(&asking.viewer, &submission).await?;
        if !faults.is_empty() {
            payload.added = 0;
        }
        payload.user_errors.extend(faults.into_iter().map(Into::into));
        return Ok(payload);
    }
    if submission.claims.is_empty() {
        return Ok(payload);
    }
    let draft = asking.service.draft(submission, Vec::new(), String::new());
    match asking.service.store.append(&asking.viewer, draft).await {
        Ok(appended) => {
            payload.revision = appended.revision;
            payload.added = appended.added;
            payload.known = appended.known;
            payload.waiting = asking.viewer.role < Role::Editor && appended.revision.is_some();
            let changed: BTreeSet<_> = appended.changed.into_iter().collect();
            payload.changed_count = changed.len();
            payload.changed = changed.into_iter().take(payload::NAMED).map(AnyRecord).collect();
        }
        Err(StoreError::Refused(faults)) => {
            payload.added = 0;
            payload.user_errors = faults.into_iter().map(Into::into).collect();
        }
        Err(error) => return Err(error.into()),
    }
    Ok(payload)
}
