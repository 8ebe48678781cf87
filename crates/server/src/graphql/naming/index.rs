//! Where records are looked up by name.

use detente_core::{
    Id, RecordId,
    names::{Named, Query as Sought},
    with_noun,
};
use detente_storage::{OrderBy, Query, Table, Window};

use super::bearer;
use crate::graphql::{asking::Asking, error::ApiError, noun_name::NounName};

/// A record that answers a search.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// The record.
    pub id: RecordId,
    /// Its name that answers.
    pub name: String,
    /// How well it answers, 0 to 1.
    pub score: f64,
    /// Its place among the answers.
    pub cursor: String,
}

/// The records of a noun that may bear one of these names, for each of those sought.
pub(super) async fn candidates(
    asking: &Asking,
    noun: NounName,
    sought: &[Named],
    _threshold: f64,
) -> Result<Vec<Vec<RecordId>>, ApiError> {
    let all = every(asking, noun).await?;
    let all: Vec<RecordId> = all.into_iter().map(|(id, _)| id).collect();
    Ok(sought.iter().map(|_| all.clone()).collect())
}

/// The records that answer a text, the best first; and whether there are more.
pub(crate) async fn searched(
    asking: &Asking,
    text: &str,
    nouns: &[NounName],
    limit: usize,
    after: Option<&str>,
) -> Result<(Vec<Found>, bool), ApiError> {
    let mut found = Vec::new();
    for noun in nouns {
        let query = Sought::new(text, bearer(*noun), true);
        for (id, names) in every(asking, *noun).await? {
            let prepared = names.iter().map(|name| {
                let prepared = detente_core::names::Prepared::new(name, bearer(*noun));
                (query.relevance(&prepared), name)
            });
            let best = prepared.max_by(|one, other| one.0.total_cmp(&other.0));
            if let Some((score, name)) = best.filter(|(score, _)| *score > 0.0) {
                let cursor = format!("{:04.0}:{id}", (1.0 - score) * 1000.0);
                found.push(Found { id, name: name.clone(), score, cursor });
            }
        }
    }
    found.sort_by(|one, other| one.cursor.cmp(&other.cursor));
    found.retain(|one| after.is_none_or(|after| one.cursor.as_str() > after));
    let more = found.len() > limit;
    found.truncate(limit);
    Ok((found, more))
}

async fn every(asking: &Asking, noun: NounName) -> Result<Vec<(RecordId, Vec<String>)>, ApiError> {
    async fn of<N: Table>(asking: &Asking) -> Result<Vec<(RecordId, Vec<String>)>, ApiError> {
        let window = Window { after: None, before: None, limit: 10_000, last: false };
        let conditions = Vec::new();
        let query = Query { conditions, order_by: OrderBy::Id, descending: false, window };
        let page = asking.store().await?.page::<N>(&asking.viewer, &query).await?;
        let ids: Vec<Id<N>> = page.rows.into_iter().map(|row| row.id).collect();
        let mut found = Vec::new();
        for (id, record) in asking.look_up(ids).await? {
            let mut names: Vec<String> = record.fields.label().into_iter().collect();
            let fields = serde_json::to_value(&record.fields).unwrap_or_default();
            let others = fields.get("names").and_then(serde_json::Value::as_array);
            let texts = others.into_iter().flatten().filter_map(|name| name.get("text")?.as_str());
            names.extend(texts.map(str::to_owned));
            found.push((id.into(), names));
        }
        Ok(found)
    }
    with_noun!(noun.word(), N => of::<N>(asking).await, _ => Ok(Vec::new()))
}
