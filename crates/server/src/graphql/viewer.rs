//! Who asks, as the server takes them.

use async_graphql::{Context, Object, SimpleObject};
use detente_core::{Audience, Instant, ViewerRole};
use detente_storage::Bearer;

use super::asking::asking;

/// Who asks, as the server takes them.
#[derive(SimpleObject)]
#[graphql(name = "Viewer")]
pub(crate) struct ShownViewer {
    /// The name under which what they add stands in the ledger; `public` for whoever comes without a token.
    name: String,
    /// What they may do.
    role: ViewerRole,
    /// What they may see.
    sees: Audience,
    /// From when on their token is no longer good; none where it stays good, or where there is no token.
    expires_at: Option<Instant>,
}

/// What can be asked of who asks.
#[derive(Default)]
pub(crate) struct ViewerQuery;

#[Object]
impl ViewerQuery {
    /// Who asks: the bearer of the token that came with the request, else the public.
    async fn viewer(&self, ctx: &Context<'_>) -> ShownViewer {
        let viewer = asking(ctx).viewer.clone();
        ShownViewer {
            name: viewer.name,
            role: viewer.role,
            sees: viewer.sees,
            expires_at: ctx.data_opt::<Bearer>().and_then(|bearer| bearer.expires_at),
        }
    }
}
