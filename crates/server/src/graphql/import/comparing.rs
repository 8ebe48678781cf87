//! What an edition says is laid beside what the record holds in the word of its list.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use detente_core::{Detention, Fault, Id, NewClaim, Noun as _, Person, RecordId, Source};
use detente_formats::{Changes, Difference, KnownEdition};
use detente_storage::{HeldEdition, Standing};

use super::reading::Read;
use crate::graphql::{asking::Asking, error::ApiError};

/// So many claims are compared at a time.
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
    /// The people whom a list without measures no longer speaks of. Nothing is claimed of them.
    pub gone: BTreeSet<RecordId>,
    /// What is wrong where too much left.
    pub shrank: Option<Fault>,
}

/// The claims of an edition that are new, and what they come to.
pub(super) async fn compared(
    asking: &Asking,
    read: Read,
) -> Result<(Vec<NewClaim>, Compared), ApiError> {
    let Read { mut claims, edition, digest, by_mapping, whole, .. } = read;
    let Some((source, list, on)) = edition else { return Ok((claims, Compared::default())) };
    let (store, viewer) = (&asking.service.store, &asking.viewer);
    let held = store.editions(viewer, &list).await?;
    let mut read_on = claims.first().map_or(on, |new| new.claim.read_on);
    let same = |edition: &&HeldEdition| {
        edition.source == source && digest.is_some() && edition.digest == digest
    };
    let before = held.iter().find(same);
    let read_before = before.is_some();
    // The same bytes read again are the same claims: they keep the day they were first read.
    if let Some(before) = before {
        read_on = before.read_on;
        for new in &mut claims {
            new.claim.read_on = read_on;
        }
    }
    let previous = held.last().cloned();
    let known = previous.clone().map(|edition| KnownEdition {
        source: edition.source,
        on: edition.on,
        read_on: edition.read_on,
    });
    let now = KnownEdition { source, on, read_on };
    let mut difference = Difference::new(known, now.clone());
    let is_older = difference.is_older();
    // Whatever was read of the list since: this edition said all of it before.
    if read_before && !by_mapping {
        return Ok((
            Vec::new(),
            Compared { previous, is_older, read_before, ..Compared::default() },
        ));
    }
    let until_then: BTreeSet<Id<Source>> = held
        .iter()
        .filter(|edition| edition.on <= on)
        .map(|edition| edition.source.clone())
        .collect();
    let sources: BTreeSet<Id<Source>> = held.into_iter().map(|edition| edition.source).collect();
    let mut said = Difference::new(None, now);
    let place = claims.last().and_then(|new| new.written_at.clone());
    let mut new: Vec<NewClaim> = Vec::new();
    let mut rest = claims.into_iter();
    loop {
        let batch: Vec<NewClaim> = rest.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        let subjects = if sources.is_empty() { Vec::new() } else { Read::subjects(&batch) };
        let word = store.in_word_of(viewer, &sources, &subjects).await?;
        let mut then = HashMap::new();
        if read_before {
            then = store.in_word_of(viewer, &until_then, &subjects).await?;
        }
        for claim in batch {
            let subject = claim.claim.subject.clone();
            // Another mapping may read more in the same files: what the first one read was said.
            let unsaid =
                if read_before { said.claims(claim, then.get(&subject)) } else { vec![claim] };
            for claim in unsaid {
                new.extend(difference.claims(claim, word.get(&subject)));
            }
        }
    }
    let mut compared = Compared { previous, is_older, read_before, ..Compared::default() };
    let mut measures = store.measures_of(&sources).await?;
    // Files that were read before tell nothing new of who left.
    if !read_before && measures.is_empty() {
        compared.gone = no_longer_counted(asking, &sources, &difference).await?;
    }
    measures.retain(|measure| !read_before && difference.may_have_left(measure));
    for batch in measures.chunks(BATCH) {
        let word = store.in_word_of(viewer, &sources, batch).await?;
        for measure in batch {
            let Some(held) = word.get(measure) else { continue };
            if let Some(claim) = difference.unseen(measure, held) {
                compared.left.push(measure.clone());
                new.push(claim);
            }
        }
    }
    compared.shrank = difference.shrank(place).filter(|_| !whole);
    compared.changes = difference.changes;
    Ok((new, compared))
}

/// The people whom earlier editions counted and this one does not: those in custody, where the list
/// tells of custody (it names judges too, who are on no list), else all of them.
async fn no_longer_counted(
    asking: &Asking,
    sources: &BTreeSet<Id<Source>>,
    difference: &Difference,
) -> Result<BTreeSet<RecordId>, ApiError> {
    let (store, viewer) = (&asking.service.store, &asking.viewer);
    let (mut people, mut held) = (BTreeSet::new(), BTreeMap::new());
    for source in sources {
        for one in store.claims_from(viewer, source.as_record_id()).await? {
            let claim = one.claim;
            if one.standing != Standing::Accepted {
                continue;
            }
            if claim.subject.noun() == Person::NAME {
                people.insert(claim.subject);
            } else if claim.subject.noun() == Detention::NAME {
                let fields = claim.states.read::<Detention>().ok();
                let person = fields.and_then(|fields| fields.person).map(RecordId::from);
                held.extend(person.map(|person| (claim.subject, person)));
            }
        }
    }
    let is_gone = |subject: &RecordId| difference.may_have_left(subject);
    if held.is_empty() {
        people.retain(is_gone);
        return Ok(people);
    }
    Ok(held
        .into_iter()
        .filter(|(detention, _)| is_gone(detention))
        .map(|(_, person)| person)
        .collect())
}
