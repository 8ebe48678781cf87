//! Lists of what was found, by whatever was asked: too dear to be counted whole.

use std::borrow::Cow;

use async_graphql::{Object, OutputType, TypeName};

use super::connection::PageInfo;

/// One of what was found, with its place in the list.
pub(crate) struct FoundEdge<T> {
    cursor: String,
    node: T,
}

/// A page of what was found.
pub(crate) struct FoundConnection<T> {
    edges: Vec<FoundEdge<T>>,
    page_info: PageInfo,
}

impl<T> FoundConnection<T> {
    /// A page of what was found, each with its place, in order. Where it was
    /// looked through to some place and no further, that place ends the page.
    pub(crate) fn of(
        found: Vec<(String, T)>,
        after: bool,
        more: bool,
        looked_to: Option<String>,
    ) -> Self {
        let last = looked_to.filter(|_| more);
        let page_info = PageInfo {
            has_next_page: more,
            has_previous_page: after,
            start_cursor: found.first().map(|(cursor, _)| cursor.clone()),
            end_cursor: last.or_else(|| found.last().map(|(cursor, _)| cursor.clone())),
        };
        let edges = found.into_iter().map(|(cursor, node)| FoundEdge { cursor, node });
        Self { edges: edges.collect(), page_info }
    }
}

impl<T: OutputType> TypeName for FoundEdge<T> {
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Edge", T::type_name()))
    }
}

impl<T: OutputType> TypeName for FoundConnection<T> {
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Connection", T::type_name()))
    }
}

/// One of what was found, with its place in the list.
#[Object(name_type)]
impl<T: OutputType> FoundEdge<T> {
    /// Its place: give it as `after` to read on from here.
    async fn cursor(&self) -> &str {
        &self.cursor
    }

    /// What was found.
    async fn node(&self) -> &T {
        &self.node
    }
}

/// A page of what was found.
#[Object(name_type)]
impl<T: OutputType> FoundConnection<T> {
    /// What was found, each with its place in the list.
    async fn edges(&self) -> &[FoundEdge<T>] {
        &self.edges
    }

    /// What was found.
    async fn nodes(&self) -> Vec<&T> {
        self.edges.iter().map(|edge| &edge.node).collect()
    }

    /// Where the page stands in the list. A page may be short, or empty, and yet
    /// not be the last: `hasNextPage` says so.
    async fn page_info(&self) -> PageInfo {
        self.page_info.clone()
    }
}
