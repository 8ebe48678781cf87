//! What became of a promise, as the API shows it.

use async_graphql::{Context, SimpleObject};
use detente_core::{
    Action, Agreement, Commitment, Day, DeliveryState, DeliveryStep, Detention, Id, PartialDate,
    Promised, Release, Sanction, delivered_on,
};

use super::{any::AnyRecord, asking::asking, error::ApiError, release::freed, shown::Shown};

/// What had become of one commitment by a day.
#[derive(SimpleObject)]
pub(crate) struct CommitmentDelivery {
    /// What was promised.
    commitment: Commitment,
    /// What had become of it as a whole.
    state: DeliveryState,
    /// Since when.
    since: Option<PartialDate>,
    /// What had become of each act that it names.
    acts: Vec<ShownAct>,
}

/// What had become of one act by a day.
#[derive(SimpleObject)]
#[graphql(name = "ActDelivery")]
struct ShownAct {
    /// The release or the sanction.
    act: AnyRecord,
    /// What had become of it.
    state: DeliveryState,
    /// Since when.
    since: Option<PartialDate>,
    /// What may have become of it instead.
    possibly: Vec<DeliveryState>,
    /// The times in custody of which it is contested that they ended in this release.
    contested: Vec<Shown<Detention>>,
    /// What was done, one after the other.
    steps: Vec<ShownStep>,
}

/// One thing that was done, and what the promise had come to by it.
#[derive(SimpleObject)]
#[graphql(name = "DeliveryStep")]
struct ShownStep {
    /// What the promise had come to.
    state: DeliveryState,
    /// When. What a list no longer showed had ended on that day or before it.
    on: PartialDate,
    /// What was done to the sanction; silent for a release.
    action: Option<Action>,
}

/// A record in which a promise is or would be kept.
enum Act {
    Release(Shown<Release>, Vec<Shown<Detention>>),
    Sanction(Shown<Sanction>),
}

impl Act {
    fn promised(&self) -> Promised<'_> {
        match self {
            Self::Release(Shown(act), contested) => Promised::Release {
                id: &act.id,
                release: &act.fields,
                sides: act.sides().map(|fields| fields.on).collect(),
                contested: !contested.is_empty(),
            },
            Self::Sanction(Shown(act)) => Promised::Sanction(&act.id, &act.fields),
        }
    }

    fn contested(&self) -> &[Shown<Detention>] {
        match self {
            Self::Release(_, contested) => contested,
            Self::Sanction(_) => &[],
        }
    }
}

/// What had become of each commitment of an agreement by a day.
pub(crate) async fn delivery(
    ctx: &Context<'_>,
    agreement: &Shown<Agreement>,
    on: Day,
) -> Result<Vec<CommitmentDelivery>, ApiError> {
    let asking = asking(ctx);
    let mut found = Vec::new();
    for commitment in &agreement.0.fields.commitments {
        let mut acts = Vec::new();
        for act in &commitment.acts {
            let id = act.as_record_id();
            let read = detente_storage::StoreError::from;
            acts.push(if id.noun() == "release" {
                let id: Id<Release> = id.clone().try_into().map_err(read)?;
                let named = asking.pointing::<Detention>(id.as_record_id(), "release").await?;
                let freed = freed(&id, &named).into_iter().filter(|person| person.contested);
                let contested = freed.map(|person| person.detention).collect();
                Act::Release(asking.record(&id).await?, contested)
            } else {
                let id: Id<Sanction> = id.clone().try_into().map_err(read)?;
                Act::Sanction(asking.record(&id).await?)
            });
        }
        let promised: Vec<_> = acts.iter().map(Act::promised).collect();
        let deal = (&agreement.0.id, &agreement.0.fields);
        let delivery = delivered_on(deal, commitment, &promised, on);
        let step = |step: DeliveryStep<'_>| ShownStep {
            state: step.state,
            on: step.on,
            action: step.action.cloned(),
        };
        let shown = delivery.acts.into_iter().zip(&acts).map(|(act, of)| ShownAct {
            act: AnyRecord(act.act.clone()),
            state: act.state,
            since: act.since,
            possibly: act.possibly,
            contested: of.contested().to_vec(),
            steps: act.steps.into_iter().map(step).collect(),
        });
        found.push(CommitmentDelivery {
            commitment: commitment.clone(),
            state: delivery.state,
            since: delivery.since,
            acts: shown.collect(),
        });
    }
    Ok(found)
}
