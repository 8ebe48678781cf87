//! Links that are posts: who directs a body, belongs to it or works for it, and since when.

use detente_core::{Association, CountryCode, Day, Id, PartialDate, RecordId, Role};

use super::{entity::Entity, nouns::Link};
use crate::{country::country, reading::Reading, report::Why, slug, text::clean, when};

/// A post as an entity of its own, which someone may hold.
#[derive(Debug)]
pub(super) struct Post {
    title: Option<String>,
    organization: Option<String>,
    country: Option<CountryCode>,
}

/// The post that an entity is. What else it says is named.
pub(super) fn position(entity: &Entity, reading: &mut Reading<'_>) -> Post {
    let title = entity.first("name").or(entity.caption.as_ref());
    let organization = entity.first("organization");
    let land = entity.first("country");
    let found = land.and_then(|name| country(name));
    let mut told = entity.firsts(&["name", "organization"]);
    told.extend(land.filter(|_| found.is_some()).map(|land| ("country", land.as_str())));
    entity.leave(&[], &told, Why::NoField, reading);
    Post {
        title: title.and_then(|title| clean(title)),
        organization: organization.cloned(),
        country: found,
    }
}

/// That a person holds or held a post; `body` is the record of the body that the post is in.
pub(super) fn held(
    entity: &Entity,
    post: &Post,
    body: impl Fn(&str, &Reading<'_>) -> Option<RecordId>,
    reading: &mut Reading<'_>,
) -> Role {
    let [since, until] = DAYS.map(|property| day(entity, property, reading));
    let organization = post.organization.as_deref().and_then(|id| body(id, reading));
    if let (Some(named), None) = (&post.organization, &organization) {
        reading.left("Position: organization", &entity.at, named, Why::NamesNothing);
    }
    entity.leave(&DAYS, &entity.firsts(&["holder", "post"]), Why::NoField, reading);
    Role {
        key: slug::fixed(&format!("link-{}", slug::exact(&entity.id))),
        title: post.title.clone(),
        organization: organization.and_then(|body| Id::try_from(body).ok()),
        country: post.country,
        since,
        until,
    }
}

/// The properties that say since when and until when.
pub(super) const DAYS: [&str; 2] = ["startDate", "endDate"];

/// Whether a link may have ended by this day: it has an end, and none that certainly comes later.
pub(super) fn is_over(entity: &Entity, by: Day) -> bool {
    let lasts = |(end, _): &(PartialDate, &str)| !end.possibly_on_or_before(by);
    entity.first("endDate").is_some() && !entity.dates("endDate").iter().any(lasts)
}

/// The post that a link of a person is, where it has days: an association has no field for them.
pub(super) fn post(
    entity: &Entity,
    link: &Link,
    association: &Association,
    reading: &mut Reading<'_>,
) -> Option<Role> {
    let word = link.post?;
    if DAYS.iter().all(|property| entity.dates(property).is_empty()) {
        return None;
    }
    let [since, until] = DAYS.map(|property| day(entity, property, reading));
    let organization =
        association.to.clone().and_then(|to| Id::try_from(to.as_record_id().clone()).ok());
    let title = association.kind.clone().filter(|kind| kind != link.kind);
    let title = title.or_else(|| Some(word.to_owned()));
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
                    &entity.at_of(property, text),
                    text,
                    Why::Unknown,
                );
            }
        }
    }
    when::span(days)
}
