//! Records of whichever kind: the interfaces `Record` and `Node`.

use std::{borrow::Cow, future::Future, pin::Pin};

use async_graphql::{
    ContextSelectionSet, OutputType, Positioned, ServerError, ServerResult, Value,
    parser::types::Field,
    registry::{MetaField, MetaType, MetaTypeId, Registry},
};
use detente_core::{Follow, Id, Kind as _, NOUNS, Person, RecordId, with_noun};

use super::{asking::asking_of, every_record::EveryRecord};

/// A record of any kind, by its identifier.
#[derive(Clone, Debug)]
pub(crate) struct AnyRecord(pub RecordId);

/// The same, for clients that know no more of it than that it has an identifier.
#[derive(Clone, Debug)]
pub(crate) struct AnyNode(pub RecordId);

/// Answers the selections on records that identifiers lead to.
pub(crate) struct Records;

impl Follow for Records {
    fn follow<'a>(
        &'a self,
        id: &'a RecordId,
        ctx: &'a ContextSelectionSet<'a>,
        field: &'a Positioned<Field>,
    ) -> Pin<Box<dyn Future<Output = ServerResult<Value>> + Send + 'a>> {
        Box::pin(answer(id, ctx, field))
    }
}

async fn answer(
    id: &RecordId,
    ctx: &ContextSelectionSet<'_>,
    field: &Positioned<Field>,
) -> ServerResult<Value> {
    let told = |error: async_graphql::Error| error.into_server_error(field.pos);
    with_noun!(id.noun(), N => {
        let id: Id<N> = id.clone().try_into().map_err(|error: detente_core::IdError| {
            ServerError::new(error.to_string(), Some(field.pos))
        })?;
        let record = asking_of(ctx).record(&id).await.map_err(|error| told(error.into()))?;
        record.resolve(ctx, field).await
    }, _ => Ok(Value::Null))
}

/// An interface of these fields, which every noun has.
fn interface(
    registry: &mut Registry,
    name: &str,
    description: &str,
    wanted: impl Fn(&MetaField) -> bool,
) -> MetaType {
    let mut common = registry.create_fake_output_type::<EveryRecord<Person>>();
    if let MetaType::Object { fields, .. } = &mut common {
        fields.retain(|_, field| wanted(field));
    }
    let MetaType::Object { fields, .. } = common else { return common };
    let possible =
        NOUNS.iter().filter_map(|noun| with_noun!(*noun, N => Some(N::TYPE.to_owned()), _ => None));
    MetaType::Interface {
        name: name.to_owned(),
        description: Some(description.to_owned()),
        fields,
        possible_types: possible.collect(),
        extends: false,
        keys: None,
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        rust_typename: None,
        directive_invocations: Vec::new(),
        requires_scopes: Vec::new(),
    }
}

impl OutputType for AnyRecord {
    fn type_name() -> Cow<'static, str> {
        Cow::Borrowed("Record")
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_output_type::<Self, _>(MetaTypeId::Interface, |registry| {
            registry.add_implements("Record", "Node");
            interface(
                registry,
                "Record",
                "A record of whichever kind: what the claims on one subject come to.",
                |_| true,
            )
        })
    }

    async fn resolve(
        &self,
        ctx: &ContextSelectionSet<'_>,
        field: &Positioned<Field>,
    ) -> ServerResult<Value> {
        Records.follow(&self.0, ctx, field).await
    }
}

impl OutputType for AnyNode {
    fn type_name() -> Cow<'static, str> {
        Cow::Borrowed("Node")
    }

    fn create_type_info(registry: &mut Registry) -> String {
        // `Record` first: its fields are those of all records, and must not be
        // asked for while they are being made.
        AnyRecord::create_type_info(registry);
        registry.create_output_type::<Self, _>(MetaTypeId::Interface, |registry| {
            interface(registry, "Node", "Anything that is known by an identifier.", |field| {
                field.name == "id"
            })
        })
    }

    async fn resolve(
        &self,
        ctx: &ContextSelectionSet<'_>,
        field: &Positioned<Field>,
    ) -> ServerResult<Value> {
        Records.follow(&self.0, ctx, field).await
    }
}
