//! Errors stay where they happened: a field that may be null is null where it has no answer, and
//! what is beside it stands.

use async_graphql::{Context, ServerResult, Value, registry::MetaType};

/// What a field of a type is answered. The library lets what is wrong with an argument take away
/// everything around the field, also where the schema says that the field alone may be null.
pub(super) fn nulled(
    ctx: &Context<'_>,
    of: &str,
    answered: ServerResult<Option<Value>>,
) -> ServerResult<Option<Value>> {
    let error = match answered {
        Ok(answered) => return Ok(answered),
        Err(error) => error,
    };
    let may_be_null = match ctx.schema_env.registry.types.get(of) {
        Some(MetaType::Object { fields, .. }) => {
            fields.get(ctx.field().name()).is_some_and(|field| !field.ty.ends_with('!'))
        }
        _ => false,
    };
    if !may_be_null {
        return Err(error);
    }
    ctx.add_error(if error.path.is_empty() { ctx.set_error_path(error) } else { error });
    Ok(Some(Value::Null))
}
