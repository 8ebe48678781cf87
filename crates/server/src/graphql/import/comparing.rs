//! What an edition says is laid beside what the record holds in the word of its list.

use std::collections::{BTreeSet, HashMap};

use detente_core::{
    ActionKind, Day, Detention, Fault, Id, NewClaim, Noun as _, Organization, Person, RecordId,
    Sanction, Source,
};
use detente_formats::{Changes, Difference, KnownEdition, code};
use detente_storage::{Gathered, HeldEdition, Pieces, StoreError};
use tokio::task::spawn_blocking;

use super::reading::Read;
use crate::graphql::{asking::Asking, error::ApiError};

/// So many subjects are heard at a time.
const BATCH: usize = 1000;

/// What an edition changes of what was known of its list.
#[derive(Default)]
pub(super) struct Compared {
    /// The newest edition that was known before.
    pub previous: Option<HeldEdition>,
    /// Whether that is newer than this one.
    pub is_older: bool,
    /// Whether this edition was read before, from the same files.
    pub read_before: bool,
    /// How much is added, changed and gone.
    pub changes: Changes,
    /// The measures that are no longer on the list.
    pub left: Vec<RecordId>,
    /// Whom and what a list that is not read for who stands on it speaks of no longer. Nothing is claimed of them.
    pub gone: BTreeSet<RecordId>,
    /// Why it is not the edition that it seems to be.
    pub doubt: Option<Fault>,
}

/// The claims of an edition that are new, and what they come to.
pub(super) async fn compared(
    asking: &Asking,
    read: Read,
) -> Result<(Gathered, Compared), ApiError> {
    let Read { mut claims, report, edition, place, digest, whole, .. } = read;
    let (mut pieces, mut new) = (claims.pieces()?, Gathered::default());
    let Some((mut now, list)) = edition else {
        while let (Some(piece), rest) = next(pieces).await? {
            pieces = rest;
            piece.into_iter().try_for_each(|claim| new.push(claim))?;
        }
        return Ok((new, Compared::default()));
    };
    let (store, viewer) = (&asking.service.store, &asking.viewer);
    let held = store.editions(viewer, &list).await?;
    let same = |edition: &&HeldEdition| {
        edition.source == now.source && digest.is_some() && edition.digest == digest
    };
    let before = held.iter().find(same).map(|before| before.read_on);
    let has_these_files =
        |edition: &&HeldEdition| digest.is_some() && edition.digest == digest && before.is_none();
    if let Some(other) = held.iter().find(has_these_files) {
        let compared =
            Compared { doubt: Some(read_as(other, now.on, place)), ..Compared::default() };
        return Ok((Gathered::default(), compared));
    }
    let read_before = before.is_some();
    // The same bytes read again are the same claims: they keep the day they were first read.
    now.read_on = before.unwrap_or(now.read_on);
    let previous = held.last().cloned();
    let known = previous.clone().map(|edition| KnownEdition {
        source: edition.source,
        on: edition.on,
        read_on: edition.read_on,
    });
    let (on, read_on) = (now.on, now.read_on);
    let mut difference = Difference::new(known, now.clone()).with_partial(report.partial);
    let is_older = difference.is_older();
    let until_then: BTreeSet<Id<Source>> = held
        .iter()
        .filter(|edition| edition.on <= on)
        .map(|edition| edition.source.clone())
        .collect();
    let sources: BTreeSet<Id<Source>> = held.into_iter().map(|edition| edition.source).collect();
    let mut said = Difference::new(None, now);
    while let (Some(piece), rest) = next(pieces).await? {
        pieces = rest;
        let subjects = if sources.is_empty() { Vec::new() } else { Read::subjects(&piece) };
        let word = store.in_word_of(viewer, &sources, &subjects).await?;
        let mut then = HashMap::new();
        if read_before {
            then = store.in_word_of(viewer, &until_then, &subjects).await?;
        }
        for mut claim in piece {
            claim.claim.read_on = read_on;
            let subject = claim.claim.subject.clone();
            // Another mapping, or a newer version of this program, may read more in the same files:
            // what the first one read was said, whatever was read of the list since.
            let unsaid =
                if read_before { said.claims(claim, then.get(&subject)) } else { vec![claim] };
            for claim in unsaid {
                let told = difference.claims(claim, word.get(&subject));
                told.into_iter().try_for_each(|claim| new.push(claim))?;
            }
        }
    }
    let mut compared = Compared { previous, is_older, read_before, ..Compared::default() };
    let mut measures = store.subjects_of(&sources, Sanction::NAME).await?;
    // Files that were read before tell nothing new of who left.
    measures.retain(|measure| !read_before && difference.may_have_left(measure));
    let mut unseen = BTreeSet::new();
    for batch in measures.chunks(BATCH) {
        let word = store.in_word_of(viewer, &sources, batch).await?;
        for measure in batch {
            let Some(held) = word.get(measure) else { continue };
            if let Some(claim) = difference.unseen(measure, held) {
                compared.left.push(measure.clone());
                new.push(claim)?;
            } else if !was_read_for(held) {
                unseen.insert(measure.clone());
            }
        }
    }
    // Of whom a list of measures speaks no longer, that of the measures tells.
    if !read_before && !difference.tells_who_stands() {
        compared.gone = no_longer_counted(asking, &sources, &difference).await?;
        compared.gone.extend(unseen);
    }
    compared.doubt = difference.doubt(place).filter(|_| !whole);
    compared.changes = difference.changes();
    if read_before {
        compared.changes.unsaid.clear();
    }
    Ok((new, compared))
}

/// The next claims of an edition, read aside.
async fn next(mut pieces: Pieces) -> Result<(Option<Vec<NewClaim>>, Pieces), ApiError> {
    let read = spawn_blocking(move || Ok::<_, StoreError>((pieces.take_next()?, pieces))).await;
    Ok(read.map_err(|_| ApiError::Unfinished("the server shuts down: import the list again"))??)
}

/// The people whom earlier editions counted and this one does not: those in custody, where the list
/// tells of custody (it names judges too, who are on no list), else all of them, and all bodies.
async fn no_longer_counted(
    asking: &Asking,
    sources: &BTreeSet<Id<Source>>,
    difference: &Difference,
) -> Result<BTreeSet<RecordId>, ApiError> {
    let (store, viewer) = (&asking.service.store, &asking.viewer);
    let (mut gone, mut tells_of_custody) = (BTreeSet::new(), false);
    for batch in store.subjects_of(sources, Detention::NAME).await?.chunks(BATCH) {
        for (detention, held) in store.in_word_of(viewer, sources, batch).await? {
            let person = held.get("person").and_then(|person| person.as_str()?.parse().ok());
            tells_of_custody |= person.is_some();
            gone.extend(person.filter(|_| difference.may_have_left(&detention)));
        }
    }
    if tells_of_custody {
        return Ok(gone);
    }
    for noun in [Person::NAME, Organization::NAME] {
        let mut spoken_of = store.subjects_of(sources, noun).await?;
        spoken_of.retain(|subject| difference.may_have_left(subject));
        for batch in spoken_of.chunks(BATCH) {
            gone.extend(store.in_word_of(viewer, sources, batch).await?.into_keys());
        }
    }
    Ok(gone)
}

/// Whether a list was read for whether a measure stands on it.
fn was_read_for(held: &serde_json::Value) -> bool {
    let seen = [ActionKind::SeenListed, ActionKind::SeenUnlisted].map(ActionKind::word);
    let acts = held.get("actions").and_then(|acts| acts.as_array()).into_iter().flatten();
    let mut kinds = acts.filter_map(|act| act.get("kind")?.as_str());
    kinds.any(|kind| seen.contains(&kind))
}

/// What is wrong where the same files were read as the edition of another day.
fn read_as(edition: &HeldEdition, now: Day, place: Option<String>) -> Fault {
    Fault {
        written_at: place,
        record: None,
        field: None,
        code: code::READ_BEFORE,
        problem: format!(
            "these files were read before as the edition of {}, and would be that of {now} too",
            edition.on
        ),
        remedy: "see that they are the files of that day: a list that was published again without any change adds nothing".to_owned(),
    }
}
