//! Why a field says what it says: the claim that won, the rule that decided,
//! and what became of every other claim.

use super::{Heard, Reason, Settling, Surroundings, hearing::Hearing, in_turn};
use crate::{EntryId, Noun, Value, vocabulary::vocabulary};

vocabulary! {
    /// Why a claim does not speak on a field.
    pub enum Loss {
        /// It agrees with the claim that won, and says less exactly what that one says.
        LessPrecise = "less_precise",
        /// Its source was published earlier.
        EarlierPublished = "earlier_published",
        /// Nothing set it apart but that it was added earlier.
        EarlierAdded = "earlier_added",
        /// The keepers rank another above it.
        Outranked = "outranked",
        /// The keepers know it to be wrong: it is heard only where nobody else speaks.
        Deprecated = "deprecated",
        /// The keepers settled the dispute by another claim.
        Overruled = "overruled",
        /// It was added after the keepers settled an earlier dispute by another claim.
        SaidSince = "said_since",
        /// The keepers settled that what it states is untrue.
        Denied = "denied",
        /// It denies, and a denial states nothing itself.
        Denies = "denies",
        /// A later reading of the same source, in the same voice, took its place.
        Superseded = "superseded",
        /// It may not speak on this field: withdrawn there, or its side of a
        /// contradiction was settled against.
        Silenced = "silenced",
        /// It was withdrawn, or found to be misread.
        Retracted = "retracted",
        /// The keepers rejected it.
        Rejected = "rejected",
        /// It waits for the keepers.
        Pending = "pending",
    }
}

/// Why a field says what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The claim that won, and why; none where no claim speaks.
    pub winner: Option<(EntryId, Reason)>,
    /// What it says, as text.
    pub says: Option<String>,
    /// The other claims that say the same.
    pub agree: Vec<EntryId>,
    /// The claims that do not speak, in the order of the ledger.
    pub lost: Vec<Lost>,
}

/// A claim that does not speak on a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The claim.
    pub entry: EntryId,
    /// What it says there, as text.
    pub says: String,
    /// Why it does not speak.
    pub why: Loss,
}

/// Explains a field of one value, or that an element of a list is there.
#[must_use]
pub fn explain<N: Noun>(
    mut heard: Vec<Heard<N>>,
    around: &Surroundings,
    path: &str,
) -> Explanation {
    in_turn(&mut heard);
    let hearing = Hearing { heard: &heard, around };
    let trace = hearing.settled_by_the_keepers(Some(path), |settling, _, _, _, _| settling.trace);
    let entry = |at: usize| heard[at].entry;
    let Trace { spoke, winner, .. } = trace.map(|trace| *trace).unwrap_or_default();
    let mut agree: Vec<EntryId> = Vec::new();
    let mut lost: Vec<Lost> = Vec::new();
    let mut says = None;
    for Spoken { at, says: said, why } in spoke {
        match why {
            Some(why) => lost.push(Lost { entry: entry(at), says: said, why }),
            None if winner.is_some_and(|(winner, _)| winner == at) => says = Some(said),
            None => agree.push(entry(at)),
        }
    }
    agree.sort_unstable();
    lost.sort_by_key(|lost| lost.entry);
    let winner = winner.map(|(at, reason)| (entry(at), reason));
    Explanation { winner, says, agree, lost }
}

/// What is noted of one path while a record settles.
#[derive(Default)]
pub(super) struct Trace {
    pub path: String,
    spoke: Vec<Spoken>,
    winner: Option<(usize, Reason)>,
}

/// What a claim says there, and why it lost, if it did.
struct Spoken {
    at: usize,
    says: String,
    why: Option<Loss>,
}

impl Trace {
    pub(super) fn of(path: &str) -> Self {
        Self { path: path.to_owned(), ..Self::default() }
    }

    pub(super) fn says(&mut self, at: usize, says: String, denies: bool) {
        let says = if denies { format!("not {says}") } else { says };
        self.spoke.push(Spoken { at, says, why: None });
    }

    pub(super) fn lost(&mut self, at: usize, why: Loss) {
        if let Some(spoken) = self.spoke.iter_mut().find(|spoken| spoken.at == at) {
            spoken.why = Some(why);
        }
    }
}

impl Settling<'_> {
    /// Notes what became of the claims that are live on the path that is traced.
    pub(super) fn follow<V: Value>(
        &self,
        trace: &mut Trace,
        spoken: &[(usize, &V)],
        stated: &[(usize, &V)],
        denials: &[(usize, &V)],
        winner: Option<(usize, Reason)>,
        ruled: Option<u64>,
    ) {
        for (at, _) in denials {
            trace.lost(*at, Loss::Denies);
        }
        for (at, _) in stated.iter().filter(|(at, _)| spoken.iter().all(|(by, _)| by != at)) {
            trace.lost(*at, Loss::Denied);
        }
        let Some((winner, reason)) = winner else { return };
        let (first, value) = spoken[winner];
        trace.winner = Some((first, reason));
        let path = self.path.as_str();
        let weight = |at: usize| (self.claims[at].heard.rank_on(path), self.claims[at].published);
        let most = spoken.iter().map(|(at, _)| weight(*at)).max();
        for (at, other) in spoken.iter().filter(|(at, _)| *at != first) {
            let why = if value.agrees(other) {
                if !value.refines(other) || other.refines(value) {
                    continue;
                }
                Loss::LessPrecise
            } else {
                let (rank, published) = weight(*at);
                match most {
                    _ if reason == Reason::SettledBefore && !self.knew(ruled, *at) => {
                        Loss::SaidSince
                    }
                    _ if matches!(reason, Reason::Settled | Reason::SettledBefore) => {
                        Loss::Overruled
                    }
                    Some((highest, _)) if rank < highest => Loss::Outranked,
                    Some((_, newest)) if published < newest => Loss::EarlierPublished,
                    _ => Loss::EarlierAdded,
                }
            };
            trace.lost(*at, why);
        }
    }
}
