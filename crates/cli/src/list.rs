//! Lists: fetched page by page, to the end or to the limit.

use graphql_client::GraphQLQuery;
use serde::de::DeserializeOwned;

use crate::{
    failure::Failure,
    json::Json,
    output::{Column, Listed, Row, note},
    progress::spinner,
    session::{Session, misread},
};

/// The longest page that a server gives.
const LONGEST: u32 = 100;

/// Which page is asked for.
pub struct Slice {
    /// How many records.
    pub first: i64,
    /// Where the page before ended.
    pub after: Option<String>,
}

/// Fetches a list to its end, or to the limit. The document names it `list`.
pub async fn fetched<Q, R>(
    session: &Session,
    what: &str,
    variables: impl Fn(Slice) -> Q::Variables,
) -> Result<Vec<Listed<R>>, Failure>
where
    Q: GraphQLQuery,
    R: DeserializeOwned,
{
    let (mut rows, mut after, mut progress) = (Vec::new(), None, None);
    loop {
        let left =
            session.options.limit.map_or(LONGEST, |limit| limit.saturating_sub(counted(&rows)));
        let first = i64::from(left.min(LONGEST));
        let data = session.ask::<Q>(variables(Slice { first, after: after.take() })).await?;
        let list = data.get("list").unwrap_or(&Json::Null);
        for node in list.get("nodes").map(Json::elements).unwrap_or_default() {
            rows.push(Listed { json: node.clone(), row: node.read().map_err(misread)? });
        }
        let page = list.get("pageInfo");
        let more = page.and_then(|page| page.get("hasNextPage")) == Some(&Json::Bool(true));
        after = page.and_then(|page| page.get("endCursor")).and_then(Json::text).map(str::to_owned);
        let enough = session.options.limit.is_some_and(|limit| counted(&rows) >= limit);
        if !more || enough || after.is_none() {
            return Ok(rows);
        }
        progress.get_or_insert_with(|| spinner("")).set_message(format!("{} {what}…", rows.len()));
    }
}

/// Fetches a list and prints it.
pub async fn print<Q, R>(
    session: &Session,
    what: &str,
    variables: impl Fn(Slice) -> Q::Variables,
    columns: &[Column<R>],
) -> Result<(), Failure>
where
    Q: GraphQLQuery,
    R: DeserializeOwned + Row,
{
    let rows = fetched::<Q, R>(session, what, variables).await?;
    if rows.is_empty() {
        note(&format!("no {what} match"));
    }
    session.output.list(&rows, columns)
}

fn counted<T>(rows: &[T]) -> u32 {
    u32::try_from(rows.len()).unwrap_or(u32::MAX)
}

/// Lets tables read from rows of these types which of their fields are disputed.
macro_rules! rows {
    ($($row:path),+ $(,)?) => {$(
        impl $crate::output::Row for $row {
            fn disputed(&self) -> Vec<&str> {
                let fields = self.disputes.iter().flat_map(|dispute| {
                    let sides = dispute.sides.iter().flat_map(|side| side.fields.iter());
                    std::iter::once(&dispute.field).chain(sides)
                });
                fields.map(String::as_str).collect()
            }
        }
    )+};
}

pub(crate) use rows;
