//! Lists that others publish, on their way into the ledger: one edition, one revision.

mod comparing;
mod input;
mod payload;
mod reading;

use async_graphql::{Context, Object};
use detente_core::{Fault, Submission};
use detente_storage::{Formed, Role, StoreError};

use self::{
    comparing::compared,
    input::ImportListInput,
    payload::ImportListPayload,
    reading::{Read, read},
};
use super::{
    any::AnyRecord,
    asking::{Asking, asking, request},
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
        let told = import(asking, read, payload, dry_run).await?;
        request(ctx).stored(told.revision);
        Ok(told)
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
    let (new, compared) = compared(asking, read).await?;
    payload.compared(compared, names_all);
    if !payload.user_errors.is_empty() {
        return Ok(payload);
    }
    payload.added = new.len();
    if dry_run {
        let checked = asking.service.store.check_gathered(&asking.viewer, new).await?;
        (payload.added, payload.known) = (checked.new, checked.known);
        payload.user_errors.extend(checked.faults.into_iter().map(Into::into));
        return Ok(payload);
    }
    if new.is_empty() {
        return Ok(payload);
    }
    let author = asking.viewer.name.clone();
    let submission = Submission { author, message, claims: Vec::new() };
    let draft = asking.service.draft(submission, Vec::new(), String::new());
    match asking.service.store.append(&asking.viewer, Formed::gathered(draft, new)?).await {
        Ok(appended) => {
            payload.revision = appended.revision;
            payload.added = appended.added;
            payload.known = appended.known;
            payload.waiting = asking.viewer.role < Role::Editor && appended.revision.is_some();
            payload.changed_count = appended.changed.len();
            let first = appended.changed.ids().take(payload::NAMED);
            payload.changed = first.map(AnyRecord).collect();
        }
        Err(StoreError::Refused(faults)) => {
            payload.added = 0;
            payload.user_errors = faults.into_iter().map(Into::into).collect();
        }
        Err(error) => return Err(error.into()),
    }
    Ok(payload)
}
