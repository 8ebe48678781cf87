//! Why a field says what it says, as the API shows it.

use std::collections::BTreeMap;

use async_graphql::{Json, SimpleObject};
use detente_core::{
    Conflict, EntryId, Explanation, Fields, Loss, Path, Reason, first_step, lies_within, respelled,
    spelled,
};
use detente_storage::{Standing, Table};

use super::{
    asking::Asking,
    claim::ShownClaim,
    dispute::{ShownDispute, ShownWitness},
    error::ApiError,
    path::in_claims,
    shown::Shown,
};

/// Why a field says what it says.
#[derive(SimpleObject)]
pub(crate) struct Resolution {
    /// The path of the field.
    field: String,
    /// What it says, as text; null for a list, and where no claim speaks on it.
    says: Option<String>,
    /// What it says: a text, a number, or the fields of an element; null where
    /// no claim speaks on it.
    value: Option<Json<serde_json::Value>>,
    /// How it came to that, in words.
    in_words: String,
    /// The rule that decided.
    reason: Option<Reason>,
    /// The claim that won.
    winner: Option<WeighedClaim>,
    /// The other claims that say the same.
    agree: Vec<WeighedClaim>,
    /// The claims that do not speak, each with the reason.
    lost: Vec<LostClaim>,
    /// The disputes that touch it, settled ones too.
    disputes: Vec<ShownDispute>,
    /// For a list: its elements, each with those who state it.
    elements: Vec<StatedElement>,
}

/// A claim that speaks on a field, and what it says there.
#[derive(SimpleObject)]
struct WeighedClaim {
    /// What it says there.
    says: String,
    /// The claim.
    claim: ShownClaim,
}

/// A claim that does not speak on a field, and why.
#[derive(SimpleObject)]
struct LostClaim {
    /// What it says there.
    says: String,
    /// Why it does not speak.
    why: Loss,
    /// The claim.
    claim: ShownClaim,
}

/// An element of a list, with those who state it.
#[derive(SimpleObject)]
struct StatedElement {
    /// What it is known by in its list.
    key: String,
    /// Its path: give it as `field` to see more of it.
    field: String,
    /// Who states it, the claim that won first.
    stated_by: Vec<ShownWitness>,
    /// Whether sources contradict each other about it, or about something within it.
    disputed: bool,
}

impl Resolution {
    /// Explains a field of a record.
    pub(crate) async fn of<N: Table>(
        asking: &Asking,
        shown: &Shown<N>,
        field: &str,
    ) -> Result<Self, ApiError> {
        let path = respelled(N::NAME, &in_claims(field)).into_owned();
        let record = &shown.0;
        let id = record.id.as_record_id();
        let within = record.account.disputes.iter().filter(|dispute| dispute.touches(&path));
        let within = within.map(|dispute| Conflict::within(record, dispute));
        let across = asking.conflicts(id).await?;
        let here = |conflict: &&Conflict| {
            let mut sides = conflict.sides.iter().filter(|side| side.records.contains(id));
            sides.any(|side| side.fields.iter().any(|field| touches(field, &path)))
        };
        let conflicts = within.chain(across.iter().filter(here).cloned());
        let disputes: Vec<_> =
            conflicts.map(|conflict| ShownDispute::of(id.clone(), conflict)).collect();
        let value = serde_json::to_value(&record.fields).ok();
        let value = value.as_ref().and_then(|fields| at(fields, &path));
        // A list is known by what stands in it; what never was a list has no elements.
        let is_list = !path.contains('.') && N::knows(&format!("{path}.-"));
        if is_list {
            let elements = elements(shown, &path, value);
            let in_words = match elements.len() {
                0 => "no source states anything in it".to_owned(),
                1 => "a list of one element".to_owned(),
                many => format!("a list of {many} elements, each stated by its own sources"),
            };
            return Ok(Self {
                field: field.to_owned(),
                says: None,
                value: value.cloned().map(Json),
                in_words,
                reason: None,
                winner: None,
                agree: Vec::new(),
                lost: Vec::new(),
                disputes,
                elements,
            });
        }
        let explained = asking.store().await?.explained(&asking.viewer, &record.id, &path).await?;
        let claims = asking.store().await?.claims_on(&asking.viewer, id).await?;
        // What the viewer may not see of a claim is not in these.
        let mut claims: BTreeMap<EntryId, ShownClaim> = claims
            .into_iter()
            .map(ShownClaim::from)
            .filter(|claim| claim.says_at(&path).is_some())
            .map(|claim| (claim.0.entry, claim))
            .collect();
        let Explanation { winner, says, agree, lost } = explained;
        let reason = winner.map(|(_, reason)| reason);
        let mut weighed = |entry: EntryId| {
            let claim = claims.remove(&entry)?;
            let says = claim.says_at(&path)?;
            Some(WeighedClaim { says, claim })
        };
        let winner = winner.and_then(|(entry, _)| weighed(entry));
        let agree: Vec<_> = agree.into_iter().filter_map(&mut weighed).collect();
        let lost = lost.into_iter().filter_map(|lost| {
            let claim = claims.remove(&lost.entry)?;
            Some(LostClaim { says: lost.says, why: lost.why, claim })
        });
        let mut lost: Vec<_> = lost.collect();
        // The keepers do not let the others speak at all.
        lost.extend(claims.into_values().filter_map(|claim| {
            let why = match claim.0.standing {
                Standing::Pending => Loss::Pending,
                Standing::Rejected => Loss::Rejected,
                Standing::Retracted => Loss::Retracted,
                Standing::Accepted => Loss::Silenced,
            };
            Some(LostClaim { says: claim.says_at(&path)?, why, claim })
        }));
        lost.sort_by_key(|lost| lost.claim.0.entry);
        Ok(Self {
            field: field.to_owned(),
            in_words: in_words(reason, agree.len(), lost.len()),
            says: says.filter(|_| winner.is_some()),
            value: value.filter(|_| winner.is_some()).cloned().map(Json),
            reason: reason.filter(|_| winner.is_some()),
            winner,
            agree,
            lost,
            disputes,
            elements: Vec::new(),
        })
    }
}

/// Whether one path lies within the other.
fn touches(one: &str, other: &str) -> bool {
    lies_within(one, other) || lies_within(other, one)
}

fn elements<N: Table>(
    shown: &Shown<N>,
    path: &str,
    value: Option<&serde_json::Value>,
) -> Vec<StatedElement> {
    let account = &shown.0.account;
    let listed = value.and_then(serde_json::Value::as_array).into_iter().flatten();
    let keys = listed.filter_map(|element| element.get("key").unwrap_or(element).as_str());
    let element = |key: &str| {
        let path = format!("{path}.{}", spelled(key));
        StatedElement {
            key: key.to_owned(),
            stated_by: account.behind(&path).cloned().map(ShownWitness).collect(),
            disputed: account.is_disputed(&path),
            field: super::path::in_answers(&path),
        }
    };
    keys.map(element).collect()
}

/// What a path leads to in the fields of a record.
fn at<'a>(fields: &'a serde_json::Value, path: &str) -> Option<&'a serde_json::Value> {
    let (field, rest) = first_step(path);
    let found = fields.get(&*field)?;
    let Some(rest) = rest else { return Some(found) };
    let (key, field) = first_step(rest);
    let known = |element: &&serde_json::Value| {
        element.get("key").unwrap_or(element).as_str() == Some(&*key)
    };
    let element = found.as_array()?.iter().find(known)?;
    field.map_or(Some(element), |field| element.get(field))
}

fn in_words(reason: Option<Reason>, agree: usize, lost: usize) -> String {
    let Some(reason) = reason else {
        return match lost {
            0 => "no source states it".to_owned(),
            1 => "no claim speaks on it: the one there is was set aside".to_owned(),
            many => format!("no claim speaks on it: all {many} were set aside"),
        };
    };
    let decided = match reason {
        Reason::Only if lost == 0 => "nobody else speaks on it",
        Reason::Only => "nobody else may speak on it",
        Reason::LaterAdded if lost == 0 => "all who speak on it agree",
        Reason::LaterAdded => "nothing set the claims apart but that it was added later",
        Reason::LaterPublished if lost == 0 => {
            "all who speak on it agree, and its source was published last"
        }
        Reason::LaterPublished => "its source was published later",
        Reason::MorePrecise => "it agrees with the latest, and says more exactly what that says",
        Reason::Ranked => "the keepers of the record rank it above the others",
        Reason::Settled => "the keepers of the record settled the dispute by it",
        Reason::SettledBefore => {
            "the keepers of the record settled an earlier dispute by it; more was said since"
        }
    };
    let others = |count: usize, does: &str, do_: &str| match count {
        0 => String::new(),
        1 => format!("; one other {does}"),
        many => format!("; {many} others {do_}"),
    };
    format!("{decided}{}", others(agree, "says the same", "say the same"))
}

impl ShownClaim {
    /// What it says at a path, if it states it.
    fn says_at(&self, path: &str) -> Option<String> {
        let claim = &self.0.claim;
        let mut found = None;
        detente_core::with_noun!(claim.subject.noun(), N => if let Ok(states) = claim.states.read::<N>() {
            states.stated(&mut Path::default(), &mut |stated, value| {
                if stated == path {
                    found = Some(value.to_string());
                }
            });
        }, _ => {});
        found.map(|says| if claim.denies { format!("not {says}") } else { says })
    }
}
