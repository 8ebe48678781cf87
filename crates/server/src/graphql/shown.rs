//! A record, as the API shows it: one type for all nouns.

use std::{borrow::Cow, sync::Arc};

use async_graphql::{
    ComplexObject, ContainerType, Context, ContextSelectionSet, ObjectType, OutputType, Positioned,
    ServerResult, Value,
    parser::types::Field,
    registry::{MetaType, MetaTypeId, Registry},
    resolver_utils::resolve_container,
};
use detente_core::{Account, Id, Record};
use detente_storage::Table;

use super::{any::AnyRecord, asking::Request, every_record::EveryRecord, nulled::nulled};

/// A record of the kind `N`: the fields of `N`, what all records have in
/// common, and what `#[ComplexObject] impl Shown<N>` adds.
pub struct Shown<N>(pub Arc<Record<N>>);

impl<N> Clone for Shown<N> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<N: Default> Shown<N> {
    /// The record of a subject that claims refer to and none speaks of. Every
    /// field can be silent, so a reference never has to be null.
    pub(crate) fn silent(id: Id<N>) -> Self {
        Self(Arc::new(Record { id, fields: N::default(), account: Account::default() }))
    }
}

/// What the rest of the API asks of a noun.
pub trait Showable: Table + ObjectType {}
impl<N: Table + ObjectType> Showable for N {}

impl<N: Showable> OutputType for Shown<N>
where
    Self: ComplexObject,
{
    fn type_name() -> Cow<'static, str> {
        Cow::Borrowed(N::TYPE)
    }

    /// The entry that `SimpleObject` made for `N`, under the name of the noun
    /// and with the fields that are not its own.
    fn create_type_info(registry: &mut Registry) -> String {
        AnyRecord::create_type_info(registry);
        registry.create_output_type::<Self, _>(MetaTypeId::Object, |registry| {
            let common = registry.create_fake_output_type::<EveryRecord<N>>();
            let added = <Self as ComplexObject>::fields(registry);
            let mut entry = registry.create_fake_output_type::<N>();
            if let (
                MetaType::Object { name, fields, rust_typename, .. },
                MetaType::Object { fields: common, .. },
            ) = (&mut entry, common)
            {
                N::TYPE.clone_into(name);
                *rust_typename = Some(std::any::type_name::<Self>());
                let own = std::mem::replace(fields, common);
                fields.extend(own);
                fields.extend(added);
            }
            registry.add_implements(N::TYPE, "Node");
            registry.add_implements(N::TYPE, "Record");
            entry
        })
    }

    async fn resolve(
        &self,
        ctx: &ContextSelectionSet<'_>,
        _field: &Positioned<Field>,
    ) -> ServerResult<Value> {
        ctx.data_unchecked::<Arc<Request>>().shows(1).await;
        resolve_container(ctx, self).await
    }
}

impl<N: Showable> ContainerType for Shown<N>
where
    Self: ComplexObject,
{
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        nulled(ctx, N::TYPE, self.answered(ctx).await)
    }
}

impl<N: Showable> Shown<N>
where
    Self: ComplexObject,
{
    async fn answered(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        if let Some(value) = self.0.fields.resolve_field(ctx).await? {
            return Ok(Some(value));
        }
        if let Some(value) = ComplexObject::resolve_field(self, ctx).await? {
            return Ok(Some(value));
        }
        EveryRecord(self.clone()).resolve_field(ctx).await
    }
}

impl<N: Showable> ObjectType for Shown<N> where Self: ComplexObject {}
