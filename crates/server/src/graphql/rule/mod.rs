//! Rulings: what the keepers of the record decide, and what would come of it.

mod input;
mod preview;

use async_graphql::{Context, Object, SimpleObject};
use detente_core::{Decision, Fault, Submission};
use detente_storage::{Appended, Draft, Role, StoreError};

use self::input::{RuleInput, fault};
use super::{
    any::AnyRecord,
    asking::{Asking, asking, request},
    error::ApiError,
    submit::UserError,
};

pub(super) use preview::{Change, OpenDispute};

/// What came of rulings. Where there are user errors, nothing was stored.
#[derive(Default, SimpleObject)]
pub(crate) struct RulePayload {
    /// The revision that holds them; none in a dry run.
    revision: Option<u64>,
    /// The records that were settled again, or would be.
    changed: Vec<AnyRecord>,
    /// What changes in the first 200 of these, field by field. It is found out
    /// only if asked for.
    preview: Vec<Change>,
    /// Everything that is wrong with them.
    user_errors: Vec<UserError>,
}

/// What the keepers of the record can decide.
#[derive(Default)]
pub(crate) struct RuleMutation;

#[Object]
impl RuleMutation {
    /// Rules on claims, disputes, identifiers: all of it as one revision, or
    /// nothing. Only an editor may, and only an admin erases.
    async fn rule(&self, ctx: &Context<'_>, input: RuleInput) -> Result<RulePayload, ApiError> {
        let asking = asking(ctx);
        asking.viewer.must(Role::Editor, "rule on claims")?;
        let RuleInput { rulings, reason, dry_run } = input;
        let mut faults = Vec::new();
        if reason.trim().is_empty() {
            let problem = "a ruling without a reason tells nobody why the record is as it is";
            faults.push(*fault(None, "REASON", problem, "say why, in a sentence".to_owned()));
        }
        let is_none = |char: char| char.is_control() && !"\n\t".contains(char);
        if let Some(control) = reason.chars().find(|char| is_none(*char)) {
            let code = u32::from(control);
            let problem =
                &format!("the reason holds the character U+{code:04X}, which is no writing");
            faults.push(*fault(None, "CONTROL_CHARACTER", problem, "remove it".to_owned()));
        }
        if rulings.is_empty() {
            let remedy = "name at least one ruling".to_owned();
            faults.push(*fault(None, "UNCLEAR", "there is nothing to rule on", remedy));
        }
        let mut decisions = Vec::new();
        for ruling in rulings {
            match ruling.read(dry_run) {
                Ok(asked) => {
                    if !asked.over_a_part {
                        faults.extend(parted(asking, &asked.decisions).await?);
                    }
                    decisions.extend(asked.decisions);
                }
                Err(fault) => faults.push(*fault),
            }
        }
        // What is wrong with it is told all at once: also what only the ledger knows.
        let refused = !faults.is_empty();
        let wanted = dry_run || refused || ctx.look_ahead().field("preview").exists();
        let mut payload = RulePayload::default();
        if wanted && !decisions.is_empty() {
            let draft = draft(asking, decisions.clone(), reason.clone());
            match asking.service.store.preview(&asking.viewer, draft).await {
                Ok(preview) => {
                    payload.changed = shown(&preview.appended);
                    payload.preview = Change::all(preview);
                }
                Err(StoreError::Refused(found)) => faults.extend(found),
                Err(error) => return Err(error.into()),
            }
        }
        if !faults.is_empty() {
            return Ok(refusal(faults));
        }
        if dry_run {
            return Ok(payload);
        }
        match asking.service.store.append(&asking.viewer, draft(asking, decisions, reason)).await {
            Ok(appended) => {
                request(ctx).stored(appended.revision);
                Ok(RulePayload {
                    revision: appended.revision,
                    changed: shown(&appended),
                    ..payload
                })
            }
            Err(StoreError::Refused(faults)) => Ok(refusal(faults)),
            Err(error) => Err(error.into()),
        }
    }
}

fn refusal(faults: Vec<Fault>) -> RulePayload {
    let user_errors = faults.into_iter().map(Into::into).collect();
    RulePayload { user_errors, ..RulePayload::default() }
}

fn shown(appended: &Appended) -> Vec<AnyRecord> {
    appended.changed.ids().map(AnyRecord).collect()
}

/// A revision of nothing but rulings.
pub(super) fn draft(asking: &Asking, rulings: Vec<Decision>, reason: String) -> Draft {
    let author = asking.viewer.name.clone();
    let submission = Submission { author, message: reason.clone(), claims: Vec::new() };
    asking.service.draft(submission, rulings, reason)
}

/// The merges of these that would go over a ruling that the two are two.
async fn parted(asking: &Asking, decisions: &[Decision]) -> Result<Vec<Fault>, ApiError> {
    let mut faults = Vec::new();
    for decision in decisions {
        if let Decision::Merge { subject, into } = decision
            && let Some((entry, ruling)) = asking.service.store.parted(subject, into).await?
        {
            let problem = format!(
                "{} ruled in {entry} that this and `{into}` are two: {}",
                ruling.author, ruling.reason
            );
            let remedy = "if they are one all the same, confirm the merge".to_owned();
            faults.push(*fault(Some(subject.to_string()), "PARTED", &problem, remedy));
        }
    }
    Ok(faults)
}
