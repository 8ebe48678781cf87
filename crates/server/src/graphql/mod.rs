//! The GraphQL schema: one file per noun, and one per question that spans them.

mod agreement;
mod any;
mod apart;
mod asking;
mod claim;
mod comparison;
mod connection;
mod correction;
mod custody;
mod defaults;
mod delivery;
mod detention;
mod dispute;
mod disputes;
mod duplicates;
mod error;
mod event;
mod every_record;
mod export;
mod found;
mod headcount;
mod history;
mod import;
mod indicator;
mod latest;
pub mod ledger;
mod live;
mod moments;
mod naming;
mod node;
mod noun_name;
mod nulled;
mod numbered;
mod officials;
mod once;
mod organization;
mod origin;
mod path;
mod person;
mod place;
mod reconciliation;
mod release;
mod resolution;
mod review;
mod revision;
mod rule;
mod sanction;
mod screening;
mod search;
mod shown;
mod source;
mod statement;
mod statistics;
mod submit;
mod timeline;
mod together;
mod viewer;
mod walk;

use std::{any::TypeId, sync::Arc};

use async_graphql::{
    Data, Executor, MergedObject, Request, Response, SDLExportOptions, Schema, SchemaBuilder,
    ValidationMode,
};
use detente_core::Follow;
use detente_storage::{Bearer, Viewer};
use futures_util::{
    StreamExt as _,
    stream::{self, BoxStream},
};

use crate::boxed;
use crate::http::graphql::Answers;
use any::Records;
use live::LiveSubscription;
use moments::Query;

pub use asking::{Clock, Randomness, Service};
pub use error::ApiError;

/// Every question that can be asked.
#[derive(MergedObject, Default)]
pub struct Roots(
    node::NodeQuery,
    ledger::LedgerQuery,
    revision::RevisionQuery,
    viewer::ViewerQuery,
    correction::CorrectionQuery,
    comparison::ComparisonQuery,
    disputes::DisputesQuery,
    headcount::HeadcountQuery,
    statistics::StatisticsQuery,
    timeline::TimelineQuery,
    search::SearchQuery,
    screening::ScreeningQuery,
    duplicates::DuplicatesQuery,
    officials::OfficialsQuery,
    review::ReviewQuery,
    export::ExportQuery,
    latest::LatestQuery,
    agreement::AgreementQuery,
    detention::DetentionQuery,
    event::EventQuery,
    indicator::IndicatorQuery,
    organization::OrganizationQuery,
    person::PersonQuery,
    place::PlaceQuery,
    release::ReleaseQuery,
    sanction::SanctionQuery,
    source::SourceQuery,
    statement::StatementQuery,
);

/// Everything that can be added.
#[derive(MergedObject, Default)]
pub struct Mutation(
    submit::SubmitMutation,
    import::ImportMutation,
    correction::CorrectionMutation,
    rule::RuleMutation,
);

type DetenteSchema = Schema<Query, Mutation, LiveSubscription>;

/// The schema, as it is before it is given anything to answer from.
fn builder() -> SchemaBuilder<Query, Mutation, LiveSubscription> {
    Schema::build(Query::default(), Mutation::default(), LiveSubscription)
        .data(Arc::new(Records) as Arc<dyn Follow>)
        .data(correction::Letterbox::default())
        .data(Arc::new(live::Listeners::default()))
}

/// The schema as text: what `schema.graphql` holds.
#[must_use]
pub fn sdl() -> String {
    builder().finish().sdl_with_options(SDLExportOptions::new())
}

/// The schema, with what it is answered from.
#[derive(Clone)]
pub struct Api {
    schema: DetenteSchema,
    service: Service,
}

impl Api {
    /// The schema, answered from a service.
    #[must_use]
    pub fn new(service: Service) -> Self {
        Self { schema: builder().finish(), service }
    }

    /// The same for an edge that has found valid whatever it asks: the library's own rules would only refuse what the
    /// specification allows, such as a variable that nothing but a directive on `__typename` uses.
    pub(crate) fn of_valid_documents(service: Service) -> Self {
        Self { schema: builder().validation_mode(ValidationMode::Fast).finish(), service }
    }

    /// What it is answered from.
    #[must_use]
    pub fn service(&self) -> &Service {
        &self.service
    }

    /// Answers a request, as this viewer may see it.
    #[boxed]
    pub async fn answer(&self, viewer: Viewer, request: Request) -> Response {
        let asked = Arc::new(asking::Request::new(self.service.clone(), viewer));
        let request = defaults::given(request).data(Arc::clone(&asked));
        asked.answer(self.schema.execute(request)).await.unwrap_or_else(Into::into)
    }

    /// Answers a request again and again, as this viewer may see it; once, if it follows nothing.
    #[must_use]
    pub fn answers(&self, viewer: Viewer, request: Request) -> BoxStream<'static, Response> {
        let asked = Arc::new(asking::Request::new(self.service.clone(), viewer));
        let request = defaults::given(request).data(Arc::clone(&asked));
        let answers = self.schema.execute_stream(request).boxed();
        stream::unfold(Some((asked, answers)), |following| async move {
            let (asked, mut answers) = following?;
            // What was looked up for one answer may have changed before the next.
            asked.forget();
            match asked.answer(answers.next()).await {
                Ok(answer) => Some((answer?, Some((asked, answers)))),
                Err(too_much) => Some((too_much.into(), None)),
            }
        })
        .boxed()
    }
}

/// Who asks: the bearer that the edge put among the data, or the public.
fn viewer_of(request: &Request) -> Viewer {
    let bearer = request.data.get(&TypeId::of::<Bearer>());
    let bearer = bearer.and_then(|bearer| bearer.downcast_ref::<Bearer>());
    bearer.map_or_else(Viewer::public, |bearer| bearer.viewer.clone())
}

/// What is read from the ledger itself: whoever follows it is told at once what another process added.
const OF_THE_LEDGER: [&str; 6] =
    ["ledger", "revision", "revisions", "changes", "differences", "latest"];

impl Answers for Api {
    fn sdl(&self) -> String {
        sdl()
    }

    fn height(&self) -> Option<u64> {
        Some(self.service.store.seen())
    }

    fn follows(&self, field: &str) -> bool {
        !OF_THE_LEDGER.contains(&field)
    }
}

/// The edge hands over requests with the bearer of their token among their
/// data; the public asks where there is none.
impl Executor for Api {
    async fn execute(&self, request: Request) -> Response {
        self.answer(viewer_of(&request), request).await
    }

    fn execute_stream(
        &self,
        request: Request,
        _session: Option<Arc<Data>>,
    ) -> BoxStream<'static, Response> {
        self.answers(viewer_of(&request), request)
    }
}
