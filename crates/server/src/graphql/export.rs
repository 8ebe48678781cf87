//! The record in the forms of others, page by page: what `detente export` writes.

use std::{
    any::Any,
    collections::{BTreeSet, HashMap},
    fmt::Display,
};

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use detente_core::{
    CustodyOn, Day, Detention, EntryId, Id, NewClaim, Noun, RecordId, Sanction, Source, StandingOn,
    Url, custody_on, days_held, dossier, standing_on, with_noun,
};
use detente_formats::out::{Around, Leaving, Outward};
use detente_storage::{OrderBy, Page, Query, StoreError, Table};
use futures_util::future::try_join_all;

use super::{
    asking::{Asking, asking},
    connection::{PageInfo, RecordFilter, Slice},
    custody::Custodial,
    dispute::Contestable,
    error::ApiError,
    every_record::label,
    noun_name::NounName,
    shown::Shown,
};

/// A form in which the record is given to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Outward")]
pub enum ExportFormat {
    /// A dossier, which can be imported again: the claims that speak, in TOML.
    Dossier,
    /// A dossier as JSON.
    DossierJson,
    /// One record a line, in JSON, with who says what.
    Ndjson,
    /// A table of one noun: one record a row.
    Csv,
    /// FollowTheMoney: one entity a line, in JSON.
    Ftm,
    /// JSON-LD in the words of schema.org.
    JsonLd,
    /// A page for each record, in Markdown.
    Markdown,
    /// Tables and their rows as portable SQL.
    Sql,
}

/// Some records of one kind, in a form of others. The whole is the head, the texts
/// of all records with what stands between them, and the foot.
#[derive(SimpleObject)]
pub(crate) struct ExportPage {
    /// What stands before the first record.
    head: String,
    /// The records.
    records: Vec<ExportedRecord>,
    /// What stands between two of them.
    between: &'static str,
    /// What stands after the last record.
    foot: &'static str,
    /// The sources that speak on these records, and the lists they are editions of:
    /// the terms on which what they say may be used are theirs.
    sources: Vec<ID>,
    /// The other records that these lead to.
    leads_to: Vec<ID>,
    /// Where the page stands among the records of this kind.
    page_info: PageInfo,
}

/// A record in a form of others.
#[derive(SimpleObject)]
pub(crate) struct ExportedRecord {
    /// The record.
    id: ID,
    /// How it is written; empty where the form has no place for it.
    text: String,
}

/// What can be given to others.
#[derive(Default)]
pub(crate) struct ExportQuery;

#[Object]
impl ExportQuery {
    /// Records of one kind in a form that others read, in the order of their
    /// identifiers, as you may see them. Rulings are not exported: a dossier holds
    /// the claims that speak, and everything else what they come to.
    #[expect(clippy::too_many_arguments, reason = "a page is asked for by two")]
    async fn export(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "In which form.")] format: ExportFormat,
        #[graphql(desc = "Records of which kind.")] noun: NounName,
        #[graphql(desc = "Which of them.")] filter: Option<RecordFilter>,
        #[graphql(desc = "Also whether each person was held, and what force each sanction had, \
                          on this day.")]
        on: Option<Day>,
        #[graphql(desc = "The address after which identifiers make the addresses of records: \
                          `https://record.example` for `https://record.example/person/…`.")]
        base: Option<Url>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<ExportPage, ApiError> {
        let form = Outward::from(format);
        let around = Around { base: base.map(|base| base.to_string()), on, ..Around::default() };
        let conditions = filter.unwrap_or_default().conditions();
        let window = Slice { first, after, ..Slice::default() }.window()?;
        let query = Query { conditions, order_by: OrderBy::Id, descending: false, window };
        with_noun!(noun.word(), N => page::<N>(ctx, form, around, query).await,
            word => Err(ApiError::BadInput(format!("there are no records of the kind {word}"))))
    }
}

async fn page<N: Table>(
    ctx: &Context<'_>,
    form: Outward,
    mut around: Around,
    query: Query,
) -> Result<ExportPage, ApiError> {
    let asking = asking(ctx);
    let store = asking.store().await?;
    let page: Page<N> = store.page_to_read(&asking.viewer, &query).await?;
    let records = asking.records(page.rows.iter().map(|row| row.id.clone())).await?;
    let (sources, leads_to) = named(&records);
    let sources = read_sources(asking, &mut around, sources).await?;
    let texts = if form.is_of_claims() {
        claims(asking, form, &records).await?
    } else {
        read_labels(asking, &mut around, &records, &leads_to).await?;
        let texts = records.iter().map(|record| text(ctx, form, &around, record));
        try_join_all(texts).await?
    };
    let texts = records.iter().zip(texts);
    let revision = match asking.known_at() {
        Some(revision) => revision,
        None => asking.service.store.head().await?,
    };
    let title = format!("What the record said as of revision {revision}");
    Ok(ExportPage {
        head: form.head(N::NAME, &title, &around),
        records: texts
            .map(|(record, text)| ExportedRecord { id: ID(record.0.id.to_string()), text })
            .collect(),
        between: form.between(),
        foot: form.foot(),
        sources: sources.into_iter().map(|id| ID(id.into())).collect(),
        leads_to: leads_to.into_iter().map(|id| ID(id.into())).collect(),
        page_info: PageInfo {
            has_next_page: page.more_after,
            has_previous_page: page.more_before,
            start_cursor: page.rows.first().map(|row| row.cursor.to_string()),
            end_cursor: page.rows.last().map(|row| row.cursor.to_string()),
        },
    })
}

/// The sources that speak on some records, and all else that these name: on every
/// side of what their sources disagree on.
fn named<N: Noun>(records: &[Shown<N>]) -> (BTreeSet<Id<Source>>, BTreeSet<RecordId>) {
    let (mut sources, mut others) = (BTreeSet::new(), BTreeSet::new());
    for record in records {
        let account = &record.0.account;
        for witness in &account.witnesses {
            sources.insert(witness.source.clone());
            others.extend(witness.said_by.clone().map(RecordId::from));
        }
        let sides = account.without.iter().map(|without| &without.fields);
        for fields in sides.chain([&record.0.fields]) {
            fields.links(&mut |_, id| {
                others.insert(id);
            });
        }
    }
    (sources, others)
}

/// Reads the sources, and the lists that they are editions of; gives all of them.
async fn read_sources(
    asking: &Asking,
    around: &mut Around,
    sources: BTreeSet<Id<Source>>,
) -> Result<BTreeSet<Id<Source>>, ApiError> {
    let mut all = sources.clone();
    for shown in asking.records(sources).await? {
        all.extend(shown.0.fields.edition_of.clone());
        around.sources.insert(shown.0.id.clone(), shown.0.fields.clone());
    }
    let lists: Vec<_> =
        all.iter().filter(|id| !around.sources.contains_key(*id)).cloned().collect();
    for shown in asking.records(lists).await? {
        around.sources.insert(shown.0.id.clone(), shown.0.fields.clone());
    }
    Ok(all)
}

/// Reads what all that is named is called.
async fn read_labels<N: Table>(
    asking: &Asking,
    around: &mut Around,
    records: &[Shown<N>],
    others: &BTreeSet<RecordId>,
) -> Result<(), ApiError> {
    let publishers = around.sources.values().filter_map(|source| source.publisher.clone());
    let sources = around.sources.keys().cloned().map(RecordId::from);
    let mut ids: BTreeSet<RecordId> = publishers.map(RecordId::from).chain(sources).collect();
    ids.extend(others.iter().cloned());
    ids.extend(records.iter().map(|record| record.0.id.as_record_id().clone()));
    let called = ids.into_iter().map(|id| async {
        let called = with_noun!(id.noun(), N => {
            let typed: Id<N> = id.clone().try_into().map_err(StoreError::from)?;
            match asking.find(&typed).await? {
                Some(shown) => Some(label(asking, &shown).await?),
                None => None,
            }
        }, _ => None);
        Ok::<_, ApiError>((id, called))
    });
    let called = try_join_all(called).await?.into_iter();
    around.labels = called.filter_map(|(id, called)| Some((id, called?))).collect();
    Ok(())
}

async fn text<N: Table>(
    ctx: &Context<'_>,
    form: Outward,
    around: &Around,
    shown: &Shown<N>,
) -> Result<String, ApiError> {
    let answers = match around.on {
        Some(on) => answers(ctx, shown, on).await?,
        None => Vec::new(),
    };
    let id = shown.0.id.as_record_id();
    let label = around.labels.get(id).map_or(id.slug(), String::as_str);
    Ok(form.record(&Leaving { record: &shown.0, label, answers: &answers, around }))
}

/// What the rules of the domain answer on a day, in the order of `out::questions`.
async fn answers<N: Table>(
    ctx: &Context<'_>,
    shown: &Shown<N>,
    on: Day,
) -> Result<Vec<String>, ApiError> {
    if let Some(detention) = one_of::<Detention, N>(shown) {
        let custodial = Custodial::of(ctx, &detention).await?;
        let custody = custodial.ask(|detention, around| custody_on(detention, around, on));
        let days = custodial.ask(|detention, around| days_held(detention, around, on));
        let days = days.map(|days| match days.most {
            Some(most) if most == days.least => most.to_string(),
            Some(most) => format!("{} to {most}", days.least),
            None => format!("at least {}", days.least),
        });
        return Ok(vec![in_words(&custody.map(CustodyOn::word)), in_words(&days)]);
    }
    if let Some(sanction) = one_of::<Sanction, N>(shown) {
        let standing = sanction.0.ask(|sanction| standing_in_words(&standing_on(sanction, on)));
        return Ok(vec![in_words(&Contestable::from(standing))]);
    }
    Ok(Vec::new())
}

/// A record as one of this noun, if it is.
fn one_of<M: Noun + 'static, N: Noun + 'static>(shown: &Shown<N>) -> Option<Shown<M>> {
    let shown: &dyn Any = shown;
    shown.downcast_ref().cloned()
}

/// The standing of a measure, and what it may be instead: `under_licence, possibly ended`.
fn standing_in_words(standing: &StandingOn<'_>) -> String {
    let may_be = standing.possibly.iter().map(|other| format!("possibly {other}"));
    std::iter::once(standing.standing.to_string()).chain(may_be).collect::<Vec<_>>().join(", ")
}

/// An answer, or that it is contested and what each side comes to.
fn in_words<T: Display>(answer: &Contestable<T>) -> String {
    let mut each: Vec<String> = answer.each().map(ToString::to_string).collect();
    each.dedup();
    if answer.is_contested() { format!("contested: {}", each.join(" or ")) } else { each.concat() }
}

/// The claims that speak on each record, as they stand in a dossier.
async fn claims<N: Table>(
    asking: &Asking,
    form: Outward,
    records: &[Shown<N>],
) -> Result<Vec<String>, ApiError> {
    let witnesses = records.iter().enumerate().flat_map(|(at, record)| {
        record.0.account.witnesses.iter().map(move |witness| (witness.entry, at))
    });
    let of_record: HashMap<EntryId, usize> = witnesses.collect();
    let entries: Vec<EntryId> = of_record.keys().copied().collect();
    let store = asking.store().await?;
    let mut found = store.claims_at(&asking.viewer, &entries).await?;
    found.sort_by_key(|claim| claim.entry);
    let mut spoken: Vec<Vec<NewClaim>> = vec![Vec::new(); records.len()];
    for one in found {
        let Some(at) = of_record.get(&one.entry) else { continue };
        let claim = with_noun!(one.claim.subject.noun(),
            M => one.claim.without_fields::<M>(&one.withdrawn), _ => Ok(None));
        let claim = claim.map_err(unreadable)?;
        spoken[*at].extend(claim.map(|claim| NewClaim { claim, new: false, written_at: None }));
    }
    let written = spoken.into_iter().map(|claims| {
        let mut claims = dossier::spoken_once(claims).map_err(unreadable)?;
        let mut met = BTreeSet::new();
        for new in &mut claims {
            // Whoever imports it may never have heard of the subject.
            new.new = met.insert(new.claim.subject.clone());
        }
        Ok(form.claims(&claims))
    });
    written.collect()
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn unreadable(error: serde_json::Error) -> ApiError {
    StoreError::Entry { entry: "a claim that is exported".to_owned(), error: error.to_string() }
        .into()
}
