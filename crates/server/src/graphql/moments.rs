//! The moments that one request asks about: `knownAt` on a field of the root
//! holds for everything below it, and no resolver need know of it.

use std::{
    borrow::Cow,
    collections::HashMap,
    sync::{
        Mutex, OnceLock, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use async_graphql::{
    ContainerType, Context, ContextSelectionSet, Error, InputType as _, ObjectType, OutputType,
    Positioned, QueryPathNode, QueryPathSegment, ServerResult, Value,
    parser::types::Field,
    registry::{Deprecation, MetaInputValue, MetaType, MetaTypeId, Registry},
};
use detente_core::KnownAt;

use super::{
    Roots,
    asking::{Asking, request},
    error::ApiError,
    nulled::nulled,
};

/// About how many moments one request can ask.
const MOST: usize = 8;

/// The fields of the root that are not about the record as of a moment.
const TIMELESS: &[&str] = &[
    "revision",
    "revisions",
    "changes",
    "latest",
    "differences",
    "viewer",
    "corrections",
    "claim",
    "reviewQueue",
    "ledger",
    "explain",
];

/// What the argument is for.
const ABOUT: &str = "As it was known then, with everything below: what was added to the ledger \
    later does not count. What may be seen is decided as it is today.";

/// The moments that one request asks about, by the fields of the root that do.
#[derive(Default)]
pub(crate) struct Moments {
    askings: [OnceLock<Asking>; MOST],
    many: AtomicUsize,
    of_field: Mutex<HashMap<String, usize>>,
}

impl Moments {
    /// Notes that a field of the root is answered as of a moment.
    pub(super) fn know(&self, field: &str, asking: Asking) -> Result<(), ApiError> {
        let mut of_field = self.of_field.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |known: &Asking| known.known_at() == asking.known_at();
        let at = if let Some(at) = self.all().position(same) {
            at
        } else {
            let at = self.many.load(Ordering::Acquire);
            let free = self.askings.get(at).ok_or_else(|| {
                ApiError::BadInput(format!(
                    "one request can ask about {MOST} moments: ask about the others in another"
                ))
            })?;
            let _ = free.set(asking); // the lock above lets nobody else set it
            self.many.store(at + 1, Ordering::Release);
            at
        };
        of_field.insert(field.to_owned(), at);
        Ok(())
    }

    /// What was asked as of each moment.
    pub(super) fn all(&self) -> impl Iterator<Item = &Asking> {
        self.askings.iter().map_while(OnceLock::get)
    }

    /// What a field is answered from, by its path; none for today's.
    pub(super) fn of(&self, path: Option<&QueryPathNode<'_>>) -> Option<&Asking> {
        if self.many.load(Ordering::Acquire) == 0 {
            return None;
        }
        let mut root = path?;
        while let Some(above) = root.parent {
            root = above;
        }
        let QueryPathSegment::Name(field) = root.segment else { return None };
        let of_field = self.of_field.lock().unwrap_or_else(PoisonError::into_inner);
        self.askings.get(*of_field.get(field)?)?.get()
    }
}

/// Every question that can be asked, each as of a moment.
#[derive(Default)]
pub struct Query(Roots);

impl ContainerType for Query {
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        nulled(ctx, "Query", self.answered(ctx).await)
    }
}

impl Query {
    async fn answered(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        let field = ctx.field();
        if !TIMELESS.contains(&field.name()) {
            let (pos, known_at) = ctx.param_value::<Option<KnownAt>>("knownAt", None)?;
            if let Some(known_at) = known_at {
                let key = field.alias().unwrap_or_else(|| field.name());
                let known = request(ctx).know(key, known_at).await;
                known.map_err(|error| {
                    ctx.set_error_path(Error::from(error).into_server_error(pos))
                })?;
            }
        }
        self.0.resolve_field(ctx).await
    }
}

impl OutputType for Query {
    fn type_name() -> Cow<'static, str> {
        Cow::Borrowed("Query")
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_output_type::<Self, _>(MetaTypeId::Object, |registry| {
            let ty = Option::<KnownAt>::create_type_info(registry);
            let mut entry = registry.create_fake_output_type::<Roots>();
            if let MetaType::Object { name, fields, rust_typename, .. } = &mut entry {
                "Query".clone_into(name);
                *rust_typename = Some(std::any::type_name::<Self>());
                let dated = fields.values_mut();
                let dated = dated.filter(|field| !TIMELESS.contains(&field.name.as_str()));
                for field in dated {
                    let name = "knownAt".to_owned();
                    field.args.insert(
                        name.clone(),
                        MetaInputValue {
                            name,
                            description: Some(ABOUT.to_owned()),
                            ty: ty.clone(),
                            deprecation: Deprecation::default(),
                            default_value: None,
                            visible: None,
                            inaccessible: false,
                            tags: Vec::new(),
                            is_secret: false,
                            directive_invocations: Vec::new(),
                        },
                    );
                }
            }
            entry
        })
    }

    async fn resolve(
        &self,
        ctx: &ContextSelectionSet<'_>,
        _field: &Positioned<Field>,
    ) -> ServerResult<Value> {
        async_graphql::resolver_utils::resolve_container(ctx, self).await
    }
}

impl ObjectType for Query {}
