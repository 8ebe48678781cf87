//! Lists in the order of the ledger: what is in them is known by its number.

use std::borrow::Cow;

use async_graphql::{Object, OutputType, TypeName};

use super::{
    connection::{PageInfo, Slice},
    error::ApiError,
};

/// Which part of such a list: after and before which number, how many, from which end.
pub(crate) struct Range {
    /// The first number it can have.
    first: u64,
    /// The last number it can have.
    last: u64,
    limit: u64,
    from_end: bool,
    after: bool,
    before: bool,
}

impl Range {
    /// The part of a list that ends with a number.
    pub(crate) fn of(slice: &Slice, newest: u64) -> Result<Self, ApiError> {
        let (limit, from_end) = slice.size()?;
        let number = |text: &Option<String>| match text {
            None => Ok(None),
            Some(text) => text.parse::<u64>().map(Some).map_err(|_| {
                ApiError::BadInput(format!(
                    "the cursor `{text}` is not one of this list: use an endCursor that it gave"
                ))
            }),
        };
        let (after, before) = (number(&slice.after)?, number(&slice.before)?);
        Ok(Self {
            first: after.unwrap_or(0).saturating_add(1),
            last: before.map_or(newest, |before| before.saturating_sub(1).min(newest)),
            limit,
            from_end,
            after: after.is_some(),
            before: before.is_some(),
        })
    }

    /// The numbers of the page, where the list has every number: the first and the last.
    pub(crate) fn whole(&self) -> (u64, u64) {
        if self.from_end {
            (self.first.max((self.last + 1).saturating_sub(self.limit)), self.last)
        } else {
            (self.first, self.last.min(self.first.saturating_add(self.limit - 1)))
        }
    }

    /// The page of a list of which only some numbers are there.
    pub(crate) fn cut<T>(&self, list: Vec<T>, number: impl Fn(&T) -> u64) -> (Vec<T>, bool) {
        let mut part: Vec<T> = list
            .into_iter()
            .filter(|one| (self.first..=self.last).contains(&number(one)))
            .collect();
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let more = part.len() > limit;
        if self.from_end {
            part.drain(..part.len().saturating_sub(limit));
        } else {
            part.truncate(limit);
        }
        (part, more)
    }

    /// Whether there is more than the page of a list that has every number.
    pub(crate) fn more(&self) -> bool {
        (self.last + 1).saturating_sub(self.first) > self.limit
    }

    /// A page of what was found.
    pub(crate) fn page<T>(
        &self,
        nodes: Vec<(u64, T)>,
        more: bool,
        total_count: usize,
    ) -> NumberedConnection<T> {
        let cursor = |one: Option<&(u64, T)>| one.map(|(number, _)| number.to_string());
        let page_info = PageInfo {
            has_next_page: if self.from_end { self.before } else { more },
            has_previous_page: if self.from_end { more } else { self.after },
            start_cursor: cursor(nodes.first()),
            end_cursor: cursor(nodes.last()),
        };
        let edges = nodes.into_iter().map(|(number, node)| NumberedEdge { number, node });
        NumberedConnection { edges: edges.collect(), page_info, total_count }
    }
}

/// One of a list, with its place there.
pub(crate) struct NumberedEdge<T> {
    number: u64,
    node: T,
}

/// A page of a list in the order of the ledger.
pub(crate) struct NumberedConnection<T> {
    edges: Vec<NumberedEdge<T>>,
    page_info: PageInfo,
    total_count: usize,
}

impl<T: OutputType> TypeName for NumberedEdge<T> {
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Edge", T::type_name()))
    }
}

impl<T: OutputType> TypeName for NumberedConnection<T> {
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Connection", T::type_name()))
    }
}

/// One of a list, with its place there.
#[Object(name_type)]
impl<T: OutputType> NumberedEdge<T> {
    /// Its place: give it as `after` to read on from here.
    async fn cursor(&self) -> String {
        self.number.to_string()
    }

    /// What stands there.
    async fn node(&self) -> &T {
        &self.node
    }
}

/// A page of a list in the order of the ledger.
#[Object(name_type)]
impl<T: OutputType> NumberedConnection<T> {
    /// What is in it, each with its place.
    async fn edges(&self) -> &[NumberedEdge<T>] {
        &self.edges
    }

    /// What is in it.
    async fn nodes(&self) -> Vec<&T> {
        self.edges.iter().map(|edge| &edge.node).collect()
    }

    /// Where the page stands in the list.
    async fn page_info(&self) -> PageInfo {
        self.page_info.clone()
    }

    /// How many the whole list has.
    async fn total_count(&self) -> usize {
        self.total_count
    }
}
