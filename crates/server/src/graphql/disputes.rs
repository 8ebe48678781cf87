//! Disputes across the whole record: listed, filtered, counted.

use async_graphql::{Context, Enum, InputObject, Object, SimpleObject};
use detente_core::{
    Anything, Described as _, DisputeKind, DomainRule, Id, NOUNS, RecordId, Source, Voice,
    with_noun,
};
use detente_storage::{CountDisputesBy, DisputeFilter as Asked, DisputeQuery};

use super::{
    any::AnyRecord,
    asking::asking,
    connection::{PageInfo, Slice},
    dispute::ShownDispute,
    error::ApiError,
    noun_name::NounName,
    path::{in_answers, in_claims},
};

/// Which disputes to list or to count: open ones, unless asked otherwise.
#[derive(Clone, Debug, Default, InputObject)]
struct DisputeFilter {
    /// Listed with records of one of these kinds.
    nouns: Option<Vec<NounName>>,
    /// Of one of these kinds.
    kinds: Option<Vec<DisputeKind>>,
    /// Contradictions by one of these rules of the domain.
    rules: Option<Vec<DomainRule>>,
    /// On one of these fields, without the keys of elements: `beganOn`, `stays.place`.
    fields: Option<Vec<String>>,
    /// In which this source takes a side.
    source: Option<Id<Source>>,
    /// In which the word of this person, organization or statement stands on a side.
    said_by: Option<Id<Voice>>,
    /// Listed with one of these records.
    subjects: Option<Vec<Id<Anything>>>,
    /// Those that the keepers of the record settled, instead of those that are open.
    #[graphql(default)]
    settled: bool,
}

impl TryFrom<DisputeFilter> for Asked {
    type Error = ApiError;

    fn try_from(filter: DisputeFilter) -> Result<Self, ApiError> {
        let DisputeFilter { nouns, kinds, rules, fields, source, said_by, subjects, settled } =
            filter;
        let words = |nouns: Vec<NounName>| nouns.into_iter().map(NounName::word).collect();
        Ok(Self {
            nouns: nouns.map(words),
            kinds,
            breaks: rules,
            fields: fields
                .map(|fields| fields.iter().map(|field| path(field)).collect())
                .transpose()?,
            source: source.map(Into::into),
            said_by: said_by.map(Into::into),
            subjects: subjects.map(|ids| ids.into_iter().map(Into::into).collect()),
            settled: Some(settled),
        })
    }
}

/// The path of a field that records of some kind have: of another there is no dispute, and no answer would tell.
fn path(field: &str) -> Result<String, ApiError> {
    let path = in_claims(field);
    let known = NOUNS.iter().any(|noun| with_noun!(*noun, N => N::SHAPE.leads(&path), _ => false));
    known.then_some(path).ok_or_else(|| {
        ApiError::BadInput(format!(
            "no record has a field `{field}`; a field is named as answers have it, without the keys of lists: `beganOn`, `stays.place`"
        ))
    })
}

/// What a list of disputes is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
enum DisputeOrder {
    /// By the identifier of the record they are listed with.
    #[default]
    Record,
    /// By that identifier, from the last to the first.
    RecordDesc,
}

/// What disputes are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
enum CountBy {
    /// The kind of record they are listed with.
    Noun,
    /// How the sides contradict each other.
    Kind,
    /// The rule of the domain that is broken, for contradictions.
    Rule,
    /// The field, without the keys of elements.
    Field,
    /// The sources that take a side.
    Source,
    /// The people, organizations and statements whose word stands on a side.
    SaidBy,
}

/// How many disputes there are of one kind, or of one source.
#[derive(SimpleObject)]
struct DisputeCount {
    /// Of what: a word (`DETENTION`, `VALUES`), a field, or the identifier of a record.
    of: String,
    /// That record, for sources and voices.
    record: Option<AnyRecord>,
    /// How many.
    count: i32,
}

/// A dispute in a list, with its place there.
#[derive(SimpleObject)]
struct DisputeEdge {
    /// Its place: give it as `after` to read on from here.
    cursor: String,
    /// The dispute.
    node: ShownDispute,
}

struct DisputeConnection {
    rows: Vec<detente_storage::FoundDispute>,
    more_before: bool,
    more_after: bool,
    filter: Asked,
}

/// A page of a list of disputes.
#[Object]
impl DisputeConnection {
    /// The disputes, each with its place in the list.
    async fn edges(&self) -> Vec<DisputeEdge> {
        let edge = |row: &detente_storage::FoundDispute| DisputeEdge {
            cursor: row.cursor.to_string(),
            node: ShownDispute::of(row.subject.clone(), row.conflict.clone()),
        };
        self.rows.iter().map(edge).collect()
    }

    /// The disputes.
    async fn nodes(&self) -> Vec<ShownDispute> {
        let shown = self.rows.iter();
        shown.map(|row| ShownDispute::of(row.subject.clone(), row.conflict.clone())).collect()
    }

    /// Where the page stands in the list.
    async fn page_info(&self) -> PageInfo {
        PageInfo {
            has_next_page: self.more_after,
            has_previous_page: self.more_before,
            start_cursor: self.rows.first().map(|row| row.cursor.to_string()),
            end_cursor: self.rows.last().map(|row| row.cursor.to_string()),
        }
    }

    /// How many disputes the whole list has: a contradiction between records
    /// counts once for each of them. It is counted only if asked for.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<i32, ApiError> {
        let asking = asking(ctx);
        let count = asking.store().await?.count_disputes(&asking.viewer, &self.filter).await?;
        Ok(i32::try_from(count).unwrap_or(i32::MAX))
    }
}

/// What can be asked about disputes.
#[derive(Default)]
pub(crate) struct DisputesQuery;

#[Object]
impl DisputesQuery {
    /// On what sources contradict each other, in the whole record.
    #[expect(clippy::too_many_arguments, reason = "a page is asked for by four")]
    async fn disputes(
        &self,
        ctx: &Context<'_>,
        filter: Option<DisputeFilter>,
        order_by: Option<DisputeOrder>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<DisputeConnection, ApiError> {
        let asking = asking(ctx);
        let filter: Asked = filter.unwrap_or_default().try_into()?;
        let descending = order_by == Some(DisputeOrder::RecordDesc);
        let window = Slice { first, after, last, before }.window()?;
        let query = DisputeQuery { filter, descending, window };
        let page = asking.store().await?.disputes(&asking.viewer, &query).await?;
        Ok(DisputeConnection {
            rows: page.rows,
            more_before: page.more_before,
            more_after: page.more_after,
            filter: query.filter,
        })
    }

    /// How many disputes there are: by kind of record, by kind of dispute, by
    /// rule, by field or by source, the most first.
    async fn dispute_counts(
        &self,
        ctx: &Context<'_>,
        by: CountBy,
        filter: Option<DisputeFilter>,
    ) -> Result<Vec<DisputeCount>, ApiError> {
        let asking = asking(ctx);
        let filter: Asked = filter.unwrap_or_default().try_into()?;
        let counted = match by {
            CountBy::Noun => CountDisputesBy::Noun,
            CountBy::Kind => CountDisputesBy::Kind,
            CountBy::Rule => CountDisputesBy::Rule,
            CountBy::Field => CountDisputesBy::Field,
            CountBy::Source => CountDisputesBy::Source,
            CountBy::SaidBy => CountDisputesBy::SaidBy,
        };
        let counts = asking.store().await?.disputes_by(&asking.viewer, counted, &filter).await?;
        let counts = counts.into_iter().map(|(of, count)| {
            let record: Option<RecordId> = match by {
                CountBy::Source | CountBy::SaidBy => of.parse().ok(),
                _ => None,
            };
            let of = match by {
                CountBy::Noun | CountBy::Kind | CountBy::Rule => of.to_ascii_uppercase(),
                CountBy::Field => in_answers(&of),
                CountBy::Source | CountBy::SaidBy => of,
            };
            let count = i32::try_from(count).unwrap_or(i32::MAX);
            DisputeCount { of, record: record.map(AnyRecord), count }
        });
        Ok(counts.collect())
    }
}
