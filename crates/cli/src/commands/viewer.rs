//! `detente whoami`: who the server takes its caller for.

use crate::{
    failure::Failure,
    json::Json,
    output::Page,
    session::{Session, misread},
    wording::moment,
    words::{Audience, ViewerRole},
};

operations!("graphql/viewer.graphql": Whoami);

/// Says who the server takes its caller for.
pub async fn whoami(session: &Session) -> Result<(), Failure> {
    let mut data = session.ask::<Whoami>(whoami::Variables).await?;
    let one = data.take("one").unwrap_or(Json::Null);
    let viewer: whoami::WhoamiOne = one.read().map_err(misread)?;
    session.output.one(&one, || {
        let mut page = Page::new();
        page.field("name", "name", Some(viewer.name));
        page.field("role", "role", Some(viewer.role.to_string()));
        let sees = match viewer.sees.0 {
            detente_core::Audience::Public => "what is public",
            detente_core::Audience::Restricted => "what is restricted too",
        };
        page.field("sees", "sees", Some(sees.to_owned()));
        page.field("token expires", "expiresAt", viewer.expires_at.map(moment));
        page
    })
}
