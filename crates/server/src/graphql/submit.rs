//! Submissions: claims on their way into the ledger, and what came of them.

use async_graphql::{Context, InputObject, Object, OneofObject, SimpleObject};
use detente_core::{
    Agreement, Claim, Day, Detention, Event, Fault, Id, Indicator, NewClaim, Noun, Organization,
    Person, Place, RecordId, Release, Sanction, Source, Statement, States, Submission, Voice,
    dossier,
};
use detente_storage::{Appended, Role, StoreError};

use super::{
    any::AnyRecord,
    asking::{Asking, asking, request},
    error::ApiError,
    path::{in_answers, in_claims},
};

/// A phrase of the source, and the field it carries.
#[derive(InputObject)]
pub(crate) struct QuoteInput {
    /// The path of the field: `groups.to-lithuania.count`.
    field: String,
    /// The phrase, as it stands in the source.
    text: String,
}

/// What a claim states: the fields of one kind of record.
#[derive(OneofObject)]
pub(crate) enum StatesInput {
    /// Of an agreement.
    Agreement(Agreement),
    /// Of a detention.
    Detention(Detention),
    /// Of an event.
    Event(Event),
    /// Of an indicator.
    Indicator(Indicator),
    /// Of an organization.
    Organization(Organization),
    /// Of a person.
    Person(Person),
    /// Of a place.
    Place(Place),
    /// Of a release.
    Release(Release),
    /// Of a sanction.
    Sanction(Sanction),
    /// Of a source.
    Source(Source),
    /// Of a statement.
    Statement(Statement),
}

/// What one source says of one subject, as it was read on one day.
#[derive(InputObject)]
pub(crate) struct ClaimInput {
    /// What it is about.
    subject: RecordIdInput,
    /// Whether nobody may have spoken of the subject before.
    #[graphql(default)]
    new: bool,
    /// The document it was read in.
    source: Id<Source>,
    /// Whose word it is, where it is not the source's own.
    said_by: Option<Id<Voice>>,
    /// The day the source was read.
    read_on: Day,
    /// Whether the fields are said to be untrue.
    #[graphql(default)]
    denies: bool,
    /// The fields it states; they are those of the subject's kind.
    states: StatesInput,
    /// The phrases of the source that carry it.
    #[graphql(default)]
    quotes: Vec<QuoteInput>,
}

type RecordIdInput = Id<detente_core::Anything>;

/// Claims to be added together, as one revision.
#[derive(InputObject)]
pub(crate) struct SubmitClaimsInput {
    /// What is added, in a sentence.
    message: String,
    /// The claims.
    claims: Vec<ClaimInput>,
    /// Only say what would come of it.
    #[graphql(default)]
    dry_run: bool,
}

/// A dossier to be added, as one revision.
#[derive(InputObject)]
pub(crate) struct SubmitDossierInput {
    /// The name of the file, as its faults shall give it.
    name: String,
    /// The dossier, in TOML or JSON.
    text: String,
    /// Only say what would come of it.
    #[graphql(default)]
    dry_run: bool,
}

/// Something wrong with what was submitted.
#[derive(SimpleObject)]
pub(crate) struct UserError {
    /// What kind of fault it is, as one word for programs.
    code: String,
    /// What is wrong, in a sentence.
    message: String,
    /// What to do about it.
    remedy: String,
    /// Where it was written.
    written_at: Option<String>,
    /// The record it concerns.
    record: Option<String>,
    /// The path of the field it concerns.
    field: Option<String>,
}

impl From<Fault> for UserError {
    fn from(fault: Fault) -> Self {
        Self {
            code: fault.code.to_owned(),
            message: fault.problem,
            remedy: fault.remedy,
            written_at: fault.written_at,
            record: fault.record,
            field: fault.field.map(|field| in_answers(&field)),
        }
    }
}

/// What came of a submission. Where there are user errors, nothing was stored.
#[derive(Default, SimpleObject)]
pub(crate) struct SubmitPayload {
    /// The revision that was added; none where there was nothing to add.
    revision: Option<u64>,
    /// How many claims were added, or would be.
    added: usize,
    /// How many claims the ledger held already.
    known: usize,
    /// Whether what is added waits until an editor accepts it, and changes nothing before.
    waiting: bool,
    /// The records that were settled again.
    changed: Vec<AnyRecord>,
    /// Everything that is wrong with it.
    user_errors: Vec<UserError>,
}

impl ClaimInput {
    fn claim(self, at: usize) -> Result<NewClaim, Box<Fault>> {
        let subject: RecordId = self.subject.into();
        let states = match &self.states {
            StatesInput::Agreement(fields) => stated(&subject, fields),
            StatesInput::Detention(fields) => stated(&subject, fields),
            StatesInput::Event(fields) => stated(&subject, fields),
            StatesInput::Indicator(fields) => stated(&subject, fields),
            StatesInput::Organization(fields) => stated(&subject, fields),
            StatesInput::Person(fields) => stated(&subject, fields),
            StatesInput::Place(fields) => stated(&subject, fields),
            StatesInput::Release(fields) => stated(&subject, fields),
            StatesInput::Sanction(fields) => stated(&subject, fields),
            StatesInput::Source(fields) => stated(&subject, fields),
            StatesInput::Statement(fields) => stated(&subject, fields),
        };
        let written_at = Some(format!("claims[{at}]"));
        let states = states.map_err(|problem| {
            Box::new(Fault {
                written_at: written_at.clone(),
                record: Some(subject.to_string()),
                field: None,
                code: "WRONG_NOUN",
                problem,
                remedy: "state the fields of the subject's own kind".to_owned(),
            })
        })?;
        let quotes = self.quotes.into_iter().map(|quote| (in_claims(&quote.field), quote.text));
        let claim = Claim {
            subject,
            source: self.source,
            said_by: self.said_by,
            read_on: self.read_on,
            denies: self.denies,
            states,
            quotes: quotes.collect(),
        };
        Ok(NewClaim { claim, new: self.new, written_at })
    }
}

fn stated<N: Noun>(subject: &RecordId, fields: &N) -> Result<States, String> {
    if subject.noun() == N::NAME {
        States::of(fields).map_err(|error| error.to_string())
    } else {
        Err(format!("these are the fields of a {}, and the subject is none", N::NAME))
    }
}

/// What can be added.
#[derive(Default)]
pub(crate) struct SubmitMutation;

#[Object]
impl SubmitMutation {
    /// Adds claims to the ledger, as one revision: all of them or none. For
    /// contributors, whose claims wait until an editor accepts them, and editors.
    async fn submit_claims(
        &self,
        ctx: &Context<'_>,
        input: SubmitClaimsInput,
    ) -> Result<SubmitPayload, ApiError> {
        let asking = submitting(ctx)?;
        let read = input.claims.into_iter().enumerate().map(|(at, claim)| claim.claim(at));
        let (claims, mut faults): (Vec<_>, Vec<_>) = read.partition(Result::is_ok);
        let claims: Vec<NewClaim> = claims.into_iter().flatten().collect();
        let mut faults: Vec<Fault> =
            faults.drain(..).filter_map(Result::err).map(|fault| *fault).collect();
        faults.extend(dossier::check(&claims));
        let author = asking.viewer.name.clone();
        let submission = Submission { author, message: input.message, claims };
        let told = submit(asking, submission, faults, input.dry_run).await?;
        request(ctx).stored(told.revision);
        Ok(told)
    }

    /// Adds what a dossier says to the ledger, as one revision: all of it or nothing.
    /// It stands there in the name of whoever submits it; only an admin submits it
    /// in the name of the author it gives. For contributors and editors, as `submitClaims`.
    async fn submit_dossier(
        &self,
        ctx: &Context<'_>,
        input: SubmitDossierInput,
    ) -> Result<SubmitPayload, ApiError> {
        let asking = submitting(ctx)?;
        let mut reading = dossier::read(&input.name, input.text.as_bytes());
        // An admin adds what others wrote in their names; whoever else adds it answers for it.
        if asking.viewer.role < Role::Admin {
            reading.submission.author.clone_from(&asking.viewer.name);
        }
        let told = submit(asking, reading.submission, reading.faults, input.dry_run).await?;
        request(ctx).stored(told.revision);
        Ok(told)
    }
}

/// Whoever asks, if they may submit claims.
fn submitting<'a>(ctx: &Context<'a>) -> Result<&'a Asking, ApiError> {
    let asking = asking(ctx);
    asking.viewer.must(Role::Contributor, "submit claims")?;
    Ok(asking)
}

/// Everything wrong is told at once: what the reader found and what the ledger knows.
async fn submit(
    asking: &Asking,
    submission: Submission,
    mut faults: Vec<Fault>,
    dry_run: bool,
) -> Result<SubmitPayload, ApiError> {
    let waiting = asking.viewer.role < Role::Editor;
    if dry_run || !faults.is_empty() {
        let mut checked = asking.service.store.check(&asking.viewer, &submission).await?;
        // The ledger looks again at what the reader has looked at: one fault is told once.
        checked.faults.retain(|fault| {
            !faults.iter().any(|told| told.record == fault.record && told.field == fault.field)
        });
        faults.extend(checked.faults);
        let user_errors: Vec<UserError> = faults.into_iter().map(Into::into).collect();
        let sound = user_errors.is_empty();
        let (added, known) = if sound { (checked.new, checked.known) } else { (0, 0) };
        return Ok(SubmitPayload {
            added,
            known,
            waiting,
            user_errors,
            ..SubmitPayload::default()
        });
    }
    let draft = asking.service.draft(submission, Vec::new(), String::new());
    match asking.service.store.append(&asking.viewer, draft).await {
        Ok(Appended { revision, added, known, changed }) => Ok(SubmitPayload {
            revision,
            added,
            known,
            waiting: waiting && revision.is_some(),
            changed: changed.ids().map(AnyRecord).collect(),
            user_errors: Vec::new(),
        }),
        Err(StoreError::Refused(faults)) => Ok(SubmitPayload {
            user_errors: faults.into_iter().map(Into::into).collect(),
            ..SubmitPayload::default()
        }),
        Err(error) => Err(error.into()),
    }
}
