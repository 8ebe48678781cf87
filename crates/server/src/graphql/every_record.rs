//! What all records have in common: an identifier, a name, and who says so.

use std::borrow::Cow;

use async_graphql::{Context, ID, Json, Object, SimpleObject, TypeName};
use detente_core::{Conflict, Id, Noun as _, RecordId, Source, respelled, with_noun};
use detente_storage::{Standing, Table};

use super::{
    any::AnyRecord,
    asking::{Asking, asking, request},
    claim::ShownClaim,
    connection::Slice,
    dispute::ShownDispute,
    error::ApiError,
    history::{ShownTurn, history},
    noun_name::NounName,
    numbered::NumberedConnection,
    origin::SaidField,
    path::{in_answers, in_claims},
    resolution::Resolution,
    shown::Shown,
};

/// The fields that every record has.
pub(crate) struct EveryRecord<N>(pub Shown<N>);

impl<N: Table> TypeName for EveryRecord<N> {
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}EveryRecord", N::TYPE))
    }
}

/// A record that points to this one.
#[derive(SimpleObject)]
pub(crate) struct Mention {
    /// The record that points here.
    record: AnyRecord,
    /// The field it does so in: `stays.place`; `claims.source` and `claims.saidBy`
    /// stand for the claims behind it.
    field: String,
    /// The key of the element, where it stands in a list of parts.
    element: Option<String>,
}

#[Object(name_type)]
impl<N: Table> EveryRecord<N> {
    /// What the record is known by, everywhere and for good: `noun/slug`.
    async fn id(&self) -> ID {
        ID(self.0.0.id.to_string())
    }

    /// What kind of record it is.
    async fn noun(&self) -> NounName {
        NounName::of(self.0.0.id.as_record_id())
    }

    /// What it is called where there is room for a few words only.
    async fn label(&self, ctx: &Context<'_>) -> Result<String, ApiError> {
        label(asking(ctx), &self.0).await
    }

    /// What it says, in the form of a claim: the fields as the ledger and dossiers
    /// have them, those that nobody states left out.
    async fn states(&self) -> Json<serde_json::Value> {
        // Its fields are texts, flags and lists of them: JSON can hold them all.
        Json(serde_json::to_value(&self.0.0.fields).unwrap_or_default())
    }

    /// Every value that it states, with who says so.
    async fn says(&self, ctx: &Context<'_>) -> Vec<SaidField> {
        let says = SaidField::of(&self.0.0);
        request(ctx).shows(says.len()).await;
        says
    }

    /// The documents that speak on it, in the order of their first word.
    async fn sources(&self, ctx: &Context<'_>) -> Result<Vec<Shown<Source>>, ApiError> {
        let asking = asking(ctx);
        let mut found = Vec::new();
        for source in self.0.0.account.sources() {
            found.push(asking.record(source));
        }
        futures_util::future::try_join_all(found).await
    }

    /// The claims on it: what each source says, in whose voice. With `field`,
    /// only those that speak on that field or on something within it.
    async fn claims(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The path of a field: `groups.to-lithuania.count`.")] field: Option<
            String,
        >,
    ) -> Result<Vec<ShownClaim>, ApiError> {
        field.as_deref().map_or(Ok(()), known::<N>)?;
        let claims = asking(ctx).claims(self.0.0.id.as_record_id()).await?;
        let claims = claims.iter().cloned().map(ShownClaim);
        let speaks = |claim: &ShownClaim| {
            field
                .as_ref()
                .is_none_or(|field| claim.speaks_on(&respelled(N::NAME, &in_claims(field))))
        };
        let claims: Vec<_> = claims.filter(speaks).collect();
        request(ctx).shows(claims.len()).await;
        Ok(claims)
    }

    /// The claims that say that something about it is untrue.
    async fn denials(&self, ctx: &Context<'_>) -> Result<Vec<ShownClaim>, ApiError> {
        let claims = asking(ctx).claims(self.0.0.id.as_record_id()).await?;
        let denying = claims.iter().filter(|claim| claim.claim.denies);
        let speaking = denying.filter(|claim| claim.standing == Standing::Accepted);
        Ok(speaking.cloned().map(ShownClaim).collect())
    }

    /// The fields on which claims contradict each other, and what other records
    /// say that cannot be true beside this one. A disputed value is shown all
    /// the same: look here before you rely on it.
    async fn disputes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Also those that the keepers of the record have settled.", default)]
        settled: bool,
    ) -> Result<Vec<ShownDispute>, ApiError> {
        let record = &self.0.0;
        let id = record.id.as_record_id();
        let within = record.account.disputes.iter();
        let within = within.map(|dispute| Conflict::within(record, dispute));
        let across = asking(ctx).conflicts(id).await?;
        let open = within.chain(across.iter().cloned());
        let open = open.filter(|conflict| settled || !conflict.settled);
        Ok(open.map(|conflict| ShownDispute::of(id.clone(), conflict)).collect())
    }

    /// Why a field says what it says: the claim that won, the rule that decided,
    /// and what became of every other claim. Of a list, who states each of its elements.
    async fn resolution(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The path of a field: `beganOn`, `groups.to-lithuania.count`, or a list: `stays`."
        )]
        field: String,
    ) -> Result<Resolution, ApiError> {
        known::<N>(&field)?;
        Resolution::of(asking(ctx), &self.0, &field).await
    }

    /// The revisions that changed it, in the order of the ledger, as far as it may
    /// be seen today: field by field, with the claims that speak since and those
    /// that speak no longer. `last: 1` is the newest.
    async fn history(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<NumberedConnection<ShownTurn>, ApiError> {
        history(ctx, self.0.0.id.as_record_id(), Slice { first, after, last, before }).await
    }

    /// Everything that points to it, in whichever field.
    async fn mentioned_by(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only records of these kinds.")] nouns: Option<Vec<NounName>>,
    ) -> Result<Vec<Mention>, ApiError> {
        let asking = asking(ctx);
        let found = asking.pointing_to(self.0.0.id.as_record_id()).await?;
        let wanted =
            |id: &RecordId| nouns.as_ref().is_none_or(|nouns| nouns.contains(&NounName::of(id)));
        let found = found.into_iter().filter(|pointing| wanted(&pointing.from));
        let mentions = found.map(|pointing| Mention {
            field: in_answers(&pointing.field),
            element: (!pointing.element.is_empty()).then_some(pointing.element),
            record: AnyRecord(pointing.from),
        });
        let mentions: Vec<_> = mentions.collect();
        request(ctx).shows(mentions.len()).await;
        Ok(mentions)
    }
}

/// Refuses a path that leads to no field of a noun.
fn known<N: Table>(field: &str) -> Result<(), ApiError> {
    if N::knows(&in_claims(field)) {
        return Ok(());
    }
    let known = N::FIELDS.iter().map(|field| in_answers(field)).collect::<Vec<_>>().join(", ");
    Err(ApiError::BadInput(format!("a {} has no field `{field}`: its fields are {known}", N::NAME)))
}

/// What a record is called: after another record, else by its own fields, else its slug.
pub(crate) async fn label<N: Table>(asking: &Asking, shown: &Shown<N>) -> Result<String, ApiError> {
    let fields = &shown.0.fields;
    let Some(after) = fields.named_after() else {
        let slug = || shown.0.id.as_record_id().slug().to_owned();
        return Ok(fields.label().unwrap_or_else(slug));
    };
    let name = with_noun!(after.noun(), M => {
        let id: Id<M> = after.clone().try_into().map_err(detente_storage::StoreError::from)?;
        asking.record(&id).await?.0.fields.label()
    }, _ => None);
    let name = name.unwrap_or_else(|| after.slug().to_owned());
    let label = fields.label_after(&name);
    let fields: &dyn std::any::Any = fields;
    let address = match fields.downcast_ref::<Source>() {
        Some(source) => address(asking, source).await?,
        None => None,
    };
    Ok(address.map_or_else(|| label.clone(), |address| format!("{label}, {address}")))
}

/// The address of a page, where nothing else tells it from another of its publisher and day.
async fn address(asking: &Asking, source: &Source) -> Result<Option<String>, ApiError> {
    let (Some(publisher), Some(on), Some(url)) =
        (&source.publisher, source.published_on, &source.url)
    else {
        return Ok(None);
    };
    let url = url.to_string();
    let address = url.split_once("://").map_or(url.as_str(), |(_, address)| address);
    let alike = asking.alike((publisher.clone(), on)).await?;
    Ok(alike.then(|| address.trim_end_matches('/').to_owned()))
}
