//! The GraphQL schema: one file per noun, and one per question that spans them.

mod agreement;
mod any;
mod asking;
mod claim;
mod common;
mod comparison;
mod connection;
mod delivery;
mod detention;
mod dispute;
mod error;
mod event;
mod headcount;
mod indicator;
mod node;
mod organization;
mod person;
mod place;
mod reconciliation;
mod release;
mod sanction;
mod shown;
mod source;
mod statement;
mod submit;
mod timeline;

use std::sync::Arc;

use async_graphql::{
    EmptySubscription, MergedObject, Request, SDLExportOptions, Schema, SchemaBuilder,
};
use detente_core::Follow;
use detente_storage::Viewer;

use any::Records;
use asking::Asking;

pub use asking::{Clock, Randomness, Service};
pub use error::ApiError;

/// Every question that can be asked.
#[derive(MergedObject, Default)]
pub struct Query(
    node::NodeQuery,
    comparison::ComparisonQuery,
    headcount::HeadcountQuery,
    timeline::TimelineQuery,
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
pub struct Mutation(submit::SubmitMutation);

/// The schema, and what it is answered from.
pub type DetenteSchema = Schema<Query, Mutation, EmptySubscription>;

/// The schema, as it is before it is given anything to answer from.
fn builder() -> SchemaBuilder<Query, Mutation, EmptySubscription> {
    Schema::build(Query::default(), Mutation::default(), EmptySubscription)
        .data(Arc::new(Records) as Arc<dyn Follow>)
}

/// The schema, answered from a service.
#[must_use]
pub fn schema(service: Service) -> DetenteSchema {
    builder().data(service).finish()
}

/// The schema as text: what `schema.graphql` holds.
#[must_use]
pub fn sdl() -> String {
    let options = SDLExportOptions::new();
    builder().finish().sdl_with_options(options)
}

/// A request, as this viewer asks it.
#[must_use]
pub fn asked_by(service: &Service, viewer: Viewer, request: Request) -> Request {
    request.data(Asking::new(service.clone(), viewer))
}
