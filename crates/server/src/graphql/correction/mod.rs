//! Corrections: anyone can say that something is wrong; editors look into it.

mod letterbox;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use detente_core::{
    Anything, Closing, Correction, CorrectionOutcome, CorrectionState, Fault, Id, Instant, Url,
};
use detente_storage::{Numbers, Role, Sent, StoreError};

pub(crate) use self::letterbox::Letterbox;
use super::{
    any::AnyRecord,
    asking::asking,
    connection::{PageInfo, Slice},
    error::ApiError,
    path::{in_answers, in_claims},
    submit::UserError,
};

/// What is wrong, and where.
#[derive(InputObject)]
pub(crate) struct CorrectionInput {
    /// The record.
    subject: Id<Anything>,
    /// The path of the field, where it is about one: `groups.to-lithuania.count`.
    field: Option<String>,
    /// What is wrong, in at most 2000 characters.
    text: String,
    /// How you can be reached, in at most 200 characters. Only editors read it, and it is
    /// destroyed when they have looked into the correction.
    contact: Option<String>,
    /// A page that shows it.
    source_url: Option<Url>,
}

/// What came of sending a correction.
#[derive(SimpleObject)]
pub(crate) struct SendCorrectionPayload {
    /// Whether it was kept for the editors.
    received: bool,
    /// Everything that is wrong with it; where there is anything, it was not kept.
    user_errors: Vec<UserError>,
}

/// What came of closing a correction.
#[derive(SimpleObject)]
pub(crate) struct CloseCorrectionPayload {
    /// The correction, closed and without its contact; none where there are user errors.
    correction: Option<ShownCorrection>,
    /// Everything that is wrong; where there is anything, nothing was closed.
    user_errors: Vec<UserError>,
}

/// What someone says is wrong with a record. It is no claim: it changes nothing by itself.
#[derive(Clone, SimpleObject)]
#[graphql(name = "Correction")]
pub(crate) struct ShownCorrection {
    /// What it is closed by.
    id: ID,
    /// The record.
    subject: AnyRecord,
    /// The path of the field, where it is about one.
    field: Option<String>,
    /// What is wrong, in the words of whoever sent it.
    text: String,
    /// How whoever sent it can be reached, until it is closed.
    contact: Option<String>,
    /// A page that shows it.
    source_url: Option<Url>,
    /// When it was sent.
    sent_at: Instant,
    /// Whether it has been looked into.
    state: CorrectionState,
    /// When it was closed.
    closed_at: Option<Instant>,
    /// Who closed it.
    closed_by: Option<String>,
    /// What came of it.
    outcome: Option<CorrectionOutcome>,
    /// Why, for other editors.
    note: Option<String>,
}

impl From<Sent> for ShownCorrection {
    fn from(sent: Sent) -> Self {
        let Sent { number, correction, sent_at, closed } = sent;
        let Correction { subject, field, text, contact, source_url } = correction;
        let state = if closed.is_some() { CorrectionState::Closed } else { CorrectionState::Open };
        let (closed_at, closed_by, closing) = closed.map_or((None, None, None), |closed| {
            (Some(closed.at), Some(closed.by), Some(closed.closing))
        });
        let outcome = closing.as_ref().map(|closing| closing.outcome);
        Self {
            id: ID(number.to_string()),
            subject: AnyRecord(subject),
            field: field.map(|field| in_answers(&field)),
            text,
            contact,
            source_url,
            sent_at,
            state,
            closed_at,
            closed_by,
            outcome,
            note: closing.and_then(|closing| closing.note),
        }
    }
}

/// A correction in a list, with its place there.
#[derive(Clone, SimpleObject)]
pub(crate) struct CorrectionEdge {
    /// Its place: give it as `after` to read on from here.
    cursor: String,
    /// The correction.
    node: ShownCorrection,
}

/// A page of the corrections, the oldest first.
pub(crate) struct CorrectionConnection {
    edges: Vec<CorrectionEdge>,
    page_info: PageInfo,
    state: Option<CorrectionState>,
}

/// A page of the corrections, the oldest first.
#[Object]
impl CorrectionConnection {
    /// The corrections, each with its place in the list.
    async fn edges(&self) -> &[CorrectionEdge] {
        &self.edges
    }

    /// The corrections.
    async fn nodes(&self) -> Vec<ShownCorrection> {
        self.edges.iter().map(|edge| edge.node.clone()).collect()
    }

    /// Where the page stands in the list.
    async fn page_info(&self) -> PageInfo {
        self.page_info.clone()
    }

    /// How many corrections the whole list has. It is counted only if asked for.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<i32, ApiError> {
        let asking = asking(ctx);
        let count = asking.store().count_corrections(&asking.viewer, self.state).await?;
        Ok(i32::try_from(count).unwrap_or(i32::MAX))
    }
}

/// What can be asked of corrections.
#[derive(Default)]
pub(crate) struct CorrectionQuery;

#[Object]
impl CorrectionQuery {
    /// What people say is wrong, the oldest first. For editors.
    async fn corrections(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those that wait, or only those that were looked into.")]
        state: Option<CorrectionState>,
        #[graphql(desc = "The first so many: 20 unless said otherwise, 100 at most.")]
        first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many.")] last: Option<i32>,
        #[graphql(desc = "Those before this cursor.")] before: Option<String>,
    ) -> Result<CorrectionConnection, ApiError> {
        let asking = asking(ctx);
        asking.viewer.must(Role::Editor, "read corrections")?;
        let slice = Slice { first, after, last, before };
        let (limit, last) = slice.size()?;
        let (after, before) = (number(slice.after)?, number(slice.before)?);
        let numbers = Numbers { after, before, limit, last };
        let mut sent = asking.store().corrections(&asking.viewer, state, numbers).await?;
        let longest = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = sent.len() > longest;
        sent.truncate(longest);
        if last {
            sent.reverse();
        }
        let edges = sent.into_iter().map(|sent| {
            let node = ShownCorrection::from(sent);
            CorrectionEdge { cursor: node.id.to_string(), node }
        });
        let edges: Vec<CorrectionEdge> = edges.collect();
        let page_info = PageInfo {
            has_next_page: if last { before.is_some() } else { more },
            has_previous_page: if last { more } else { after.is_some() },
            start_cursor: edges.first().map(|edge| edge.cursor.clone()),
            end_cursor: edges.last().map(|edge| edge.cursor.clone()),
        };
        Ok(CorrectionConnection { edges, page_info, state })
    }
}

fn number(cursor: Option<String>) -> Result<Option<u64>, StoreError> {
    let read = |text: String| text.parse().map_err(|_| StoreError::Cursor(text));
    cursor.map(read).transpose()
}

/// What can be done with corrections.
#[derive(Default)]
pub(crate) struct CorrectionMutation;

#[Object]
impl CorrectionMutation {
    /// Says that something is wrong with a record. Open to everyone: editors
    /// look into it, and until then it changes nothing and is shown to nobody else.
    async fn send_correction(
        &self,
        ctx: &Context<'_>,
        input: CorrectionInput,
    ) -> Result<SendCorrectionPayload, ApiError> {
        let asking = asking(ctx);
        let CorrectionInput { subject, field, text, contact, source_url } = input;
        let field = field.map(|field| in_claims(&field));
        let correction = Correction { subject: subject.into(), field, text, contact, source_url };
        let now = (asking.service.clock)();
        let letterbox = ctx.data_unchecked::<Letterbox>();
        let known = asking.viewer.role >= Role::Contributor;
        if !known && !letterbox.take(now) {
            return Ok(SendCorrectionPayload { received: false, user_errors: vec![full().into()] });
        }
        let sent = asking.store().send_correction(&asking.viewer, correction, now).await;
        if !known && sent.is_err() {
            letterbox.give_back();
        }
        match sent {
            Ok(_) => Ok(SendCorrectionPayload { received: true, user_errors: Vec::new() }),
            Err(StoreError::Refused(faults)) => Ok(SendCorrectionPayload {
                received: false,
                user_errors: faults.into_iter().map(Into::into).collect(),
            }),
            Err(error) => Err(error.into()),
        }
    }

    /// Closes a correction that was looked into, and destroys its contact. For editors.
    async fn close_correction(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The correction.")] id: ID,
        #[graphql(desc = "What came of it.")] outcome: CorrectionOutcome,
        #[graphql(desc = "Why, for other editors.")] note: Option<String>,
    ) -> Result<CloseCorrectionPayload, ApiError> {
        let asking = asking(ctx);
        asking.viewer.must(Role::Editor, "close corrections")?;
        let closing = Closing { outcome, note };
        let now = (asking.service.clock)();
        let closed = match id.parse::<u64>() {
            Ok(number) => {
                asking.store().close_correction(&asking.viewer, number, closing, now).await
            }
            Err(_) => Ok(None),
        };
        let faults = match closed {
            Ok(Some(sent)) => {
                let correction = Some(sent.into());
                return Ok(CloseCorrectionPayload { correction, user_errors: Vec::new() });
            }
            Ok(None) => vec![not_open(&id)],
            Err(StoreError::Refused(faults)) => faults,
            Err(error) => return Err(error.into()),
        };
        let user_errors = faults.into_iter().map(Into::into).collect();
        Ok(CloseCorrectionPayload { correction: None, user_errors })
    }
}

fn full() -> Fault {
    Fault {
        written_at: None,
        record: None,
        field: None,
        code: "TOO_MANY",
        problem: "many corrections came within the last hour, and no more are taken now".to_owned(),
        remedy: "send it again in an hour".to_owned(),
    }
}

fn not_open(id: &ID) -> Fault {
    Fault {
        written_at: Some("id".to_owned()),
        record: None,
        field: None,
        code: "NOT_OPEN",
        problem: format!("there is no open correction {}", id.as_str()),
        remedy: "look for it in the list of those that are open".to_owned(),
    }
}
