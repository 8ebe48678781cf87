//! The ledger itself, page by page: what a mirror is made of.

use async_graphql::{Context, Object, SimpleObject};
use detente_core::EntryId;
use detente_storage::{Content, LedgerEntry, LedgerPage, LedgerRevision, PageStart};

use serde::Deserialize;

use super::{
    asking::{Asking, asking},
    error::ApiError,
};

/// The most revisions of a page.
const MOST: u64 = 1000;

/// The most bytes of a page, apart from its last entry.
const FULL: u64 = 4_000_000;

/// Some revisions of the ledger, as you may see them.
#[derive(SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Ledger {
    /// The number of the newest revision there is.
    head: u64,
    /// The address of the server whose ledger this is a mirror of; none where the ledger is kept here.
    #[serde(default)]
    mirror_of: Option<String>,
    /// The mark that a mirror left in the database that answers, when it set out for the last
    /// time; none where none did. A mirror that finds its own has come to itself.
    #[serde(default)]
    mark: Option<String>,
    /// The revisions, in order.
    revisions: Vec<Stretch>,
    /// Where the next page begins.
    next: Next,
}

/// Where the next page of the ledger begins: the arguments of `ledger`.
#[derive(SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
#[graphql(name = "LedgerNext")]
pub(crate) struct Next {
    /// After this revision.
    after: u64,
    /// In the next one, after this position.
    entries_after: u32,
    /// And of what has changed by it, after this entry.
    changed_after: Option<String>,
}

/// A revision of the ledger, or as much of it as fits the page. Its hash is the
/// SHA-256 of these lines, each ended by a line feed: `detente 1`, the hash of
/// the revision before, the number, the time, the commitment to the heading, and
/// the commitment to each entry in order.
#[derive(SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
#[graphql(name = "LedgerRevision")]
pub(crate) struct Stretch {
    /// Its number, from one.
    number: u64,
    /// When it was made, as it was hashed.
    made_at: String,
    /// The hash of it and all before it.
    hash: String,
    /// Who made it, and what for. It is given with the end of the revision, where all of it is given.
    heading: Entry,
    /// Its entries in order, from where the page begins.
    entries: Vec<Entry>,
    /// What is given now of earlier entries, and of headings at position 0, of
    /// which more or less may be given since this revision. It takes the place of
    /// what was given before.
    changed: Vec<Entry>,
    /// The signatures over its hash.
    signatures: Vec<Signature>,
    /// Whether nothing of it is left for the next page.
    ends: bool,
}

/// What is given of an entry of the ledger. The commitment is the SHA-256 of
/// the salt's sixteen bytes and the body.
#[derive(SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
#[graphql(name = "LedgerEntry")]
pub(crate) struct Entry {
    /// The number of the revision that holds it.
    revision: u64,
    /// Its position there, from one; zero for the heading.
    position: u32,
    /// What the chain holds of it.
    commitment: String,
    /// The salt that was committed to with the body. Silent where it is withheld or erased.
    salt: Option<String>,
    /// What it says, in canonical form. Silent where it is withheld or erased.
    body: Option<String>,
    /// Of a claim that states what you may not see: the claim without that. The commitment does not cover it.
    excerpt: Option<String>,
}

/// A signature over the hash of a revision.
#[derive(SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
#[graphql(name = "LedgerSignature")]
pub(crate) struct Signature {
    /// The Ed25519 key, in hexadecimal.
    key: String,
    /// The signature over the line `detente signature 1` and the hash, each ended by a line feed.
    signature: String,
}

impl From<LedgerEntry> for Entry {
    fn from(given: LedgerEntry) -> Self {
        let LedgerEntry { entry: EntryId { revision, position }, commitment, content } = given;
        let (salt, body, excerpt) = match content {
            Content::Withheld => (None, None, None),
            Content::Excerpt(excerpt) => (None, None, Some(excerpt)),
            Content::Whole { salt, body } => (Some(salt), Some(body), None),
        };
        Self { revision, position, commitment, salt, body, excerpt }
    }
}

impl From<LedgerRevision> for Stretch {
    fn from(given: LedgerRevision) -> Self {
        let LedgerRevision { number, made_at, hash, heading, entries, changed, signatures, ends } =
            given;
        let signature = |signature: detente_storage::Signature| Signature {
            key: signature.key,
            signature: signature.signature,
        };
        Self {
            number,
            made_at,
            hash,
            heading: heading.into(),
            entries: entries.into_iter().map(Into::into).collect(),
            changed: changed.into_iter().map(Into::into).collect(),
            signatures: signatures.into_iter().map(signature).collect(),
            ends,
        }
    }
}

/// The place that `changedAfter` names: like an entry, but zero is the heading.
fn place(text: &str) -> Result<EntryId, ApiError> {
    let wrong =
        || ApiError::BadInput(format!("`{text}` is no place in the ledger: give what `next` gave"));
    let (revision, position) = text.split_once('.').ok_or_else(wrong)?;
    let revision = revision.parse().map_err(|_| wrong())?;
    Ok(EntryId { revision, position: position.parse().map_err(|_| wrong())? })
}

impl From<Entry> for LedgerEntry {
    fn from(read: Entry) -> Self {
        let Entry { revision, position, commitment, salt, body, excerpt } = read;
        let content = match (salt, body, excerpt) {
            (Some(salt), Some(body), _) => Content::Whole { salt, body },
            (_, _, Some(excerpt)) => Content::Excerpt(excerpt),
            _ => Content::Withheld,
        };
        Self { entry: EntryId { revision, position }, commitment, content }
    }
}

impl From<Stretch> for LedgerRevision {
    fn from(read: Stretch) -> Self {
        let Stretch { number, made_at, hash, heading, entries, changed, signatures, ends } = read;
        let signature =
            |Signature { key, signature }| detente_storage::Signature { key, signature };
        Self {
            number,
            made_at,
            hash,
            heading: heading.into(),
            entries: entries.into_iter().map(Into::into).collect(),
            changed: changed.into_iter().map(Into::into).collect(),
            signatures: signatures.into_iter().map(signature).collect(),
            ends,
        }
    }
}

/// Reads a page of the ledger out of the answer of a server; none where it
/// could not answer, which its errors say.
pub fn read(answer: &str) -> Result<Option<LedgerPage>, serde_json::Error> {
    #[derive(Deserialize)]
    struct Answer {
        data: Option<Data>,
    }
    #[derive(Deserialize)]
    struct Data {
        ledger: Option<Ledger>,
    }
    let answer: Answer = serde_json::from_str(answer)?;
    let Some(Ledger { head, mirror_of: _, mark: _, revisions, next }) =
        answer.data.and_then(|data| data.ledger)
    else {
        return Ok(None);
    };
    let changed_after = match next.changed_after {
        Some(text) => Some(place(&text).map_err(serde::de::Error::custom)?),
        None => None,
    };
    let next = PageStart { after: next.after, entries_after: next.entries_after, changed_after };
    let revisions = revisions.into_iter().map(Into::into).collect();
    Ok(Some(LedgerPage { head, revisions, next }))
}

/// What can be asked of the ledger.
#[derive(Default)]
pub(crate) struct LedgerQuery;

#[Object]
impl LedgerQuery {
    /// Some revisions of the ledger, in order: every commitment, and of each entry
    /// what you may see. From these a mirror is made that anyone can verify; each
    /// page gives in `next` where the next one begins.
    async fn ledger(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "After this revision; 0 for the first")] after: u64,
        #[graphql(
            default,
            desc = "In the revision that comes then, after this position: for one that does not fit a page"
        )]
        entries_after: u32,
        #[graphql(desc = "And of what has changed by it, after this entry")] changed_after: Option<
            String,
        >,
        #[graphql(default = 20, desc = "At most so many revisions, up to 1000")] first: u64,
        #[graphql(
            default = 1_000_000,
            desc = "Of no more than about so many bytes, up to 4000000, though at least one entry"
        )]
        bytes: u64,
    ) -> Result<Ledger, ApiError> {
        let asking: &Asking = asking(ctx);
        if first == 0 || first > MOST {
            return Err(ApiError::BadInput(format!("ask for 1 to {MOST} revisions a page")));
        }
        let changed_after = changed_after.as_deref().map(place).transpose()?;
        let start = PageStart { after, entries_after, changed_after };
        let bytes = usize::try_from(bytes.min(FULL)).unwrap_or(usize::MAX);
        let page = asking.service.store.ledger_page(&asking.viewer, start, first, bytes).await?;
        let mirror_of = asking.service.store.mirror_of().await?;
        let is_asked = ctx.look_ahead().field("mark").exists();
        let mark = if is_asked { asking.service.store.mark().await? } else { None };
        let LedgerPage { head, revisions, next } = page;
        Ok(Ledger {
            head,
            mirror_of: mirror_of.map(|origin| origin.address),
            mark,
            revisions: revisions.into_iter().map(Into::into).collect(),
            next: Next {
                after: next.after,
                entries_after: next.entries_after,
                changed_after: next
                    .changed_after
                    .map(|EntryId { revision, position }| format!("{revision}.{position}")),
            },
        })
    }
}
