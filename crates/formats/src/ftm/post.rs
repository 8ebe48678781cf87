//! Links that are posts: who directs a body, belongs to it or works for it, and since when.

use detente_core::{Association, Id, PartialDate, Role};

use super::{entity::Entity, nouns::Link};
use crate::{reading::Reading, report::Why, when};

/// The properties that say since when and until when.
const DAYS: [&str; 2] = ["startDate", "endDate"];

/// Whether a property of the link is told by the post.
pub(super) fn tells(property: &str) -> bool {
    DAYS.contains(&property)
}

/// The post that a link of a person is, where it has days: an association has no field for them.
pub(super) fn post(
    entity: &Entity,
    link: &Link,
    association: &Association,
    reading: &mut Reading<'_>,
) -> Option<Role> {
    let [since, until] = DAYS.map(|property| day(entity, property, reading));
    if since.is_none() && until.is_none() {
        return None;
    }
    let organization =
        association.to.clone().and_then(|to| Id::try_from(to.as_record_id().clone()).ok());
    let title = association.kind.clone().filter(|kind| kind != link.kind);
    let key = association.key.clone();
    Some(Role { key, title, organization, since, until, ..Role::default() })
}

/// The day of a property; of several that do not agree, their span.
fn day(entity: &Entity, property: &str, reading: &mut Reading<'_>) -> Option<PartialDate> {
    let mut days = Vec::new();
    for text in entity.all(property) {
        match when::date(text) {
            Some(date) => days.push(date),
            None => {
                reading.left(
                    format!("{}: {property}", entity.schema),
                    &entity.at,
                    text,
                    Why::Unknown,
                );
            }
        }
    }
    when::span(days)
}
