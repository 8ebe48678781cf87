//! Signatures: that a revision, and with it all before it, is what the holder of a key published.

use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
    str::FromStr,
    sync::Arc,
};

use detente_core::TextDigest;
use ring::{
    rand::{SecureRandom as _, SystemRandom},
    signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Query,
};

use crate::{
    Store, StoreError,
    beside::side_by_side,
    boxed,
    insert::insert_missing,
    ledger::{revision, signature},
    store::BATCH,
};

/// What is signed: this line, then the hash of the revision, each ended by a
/// line feed. The line keeps a signature from being taken for one over anything else.
const SIGNED: &str = "detente signature 1";

fn text(hash: &str) -> String {
    format!("{SIGNED}\n{hash}\n")
}

/// Thirty-two bytes as 64 hexadecimal digits: a digest, a key, a seed.
fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    let small = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return None };
    let byte = |pair: &[u8; 2]| {
        let text = std::str::from_utf8(pair).ok().filter(|_| pair.iter().all(|b| small(*b)))?;
        u8::from_str_radix(text, 16).ok()
    };
    pairs.iter().map(byte).collect()
}

/// The public half of a key that signs revisions: an Ed25519 key, in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PublicKey(String);

/// A text that is no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an Ed25519 key is 64 hexadecimal digits, as `detente key create` prints it")]
pub struct KeyError;

impl PublicKey {
    /// What stands where a key should: no signature is by it.
    pub(crate) fn unreadable(text: String) -> Self {
        Self(text)
    }
}

impl FromStr for PublicKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        // A key has the shape of a digest: 32 bytes.
        text.parse::<TextDigest>().map(|key| Self(key.to_string())).map_err(|_| KeyError)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The secret half of a key that signs revisions.
pub struct SigningKey(Ed25519KeyPair);

impl SigningKey {
    /// The key that grows from these 32 bytes, which nobody else may know.
    pub fn of_seed(seed: &[u8]) -> Result<Self, KeyError> {
        Ed25519KeyPair::from_seed_unchecked(seed).map(Self).map_err(|_| KeyError)
    }

    /// A seed that nobody can guess.
    pub fn new_seed() -> Result<[u8; 32], KeyError> {
        let mut seed = [0; 32];
        SystemRandom::new().fill(&mut seed).map_err(|_| KeyError)?;
        Ok(seed)
    }

    /// What a key is kept as: its seed, in hexadecimal, on one line.
    #[must_use]
    pub fn written(seed: &[u8; 32]) -> String {
        format!("{}\n", hexadecimal(seed))
    }

    /// The half that may be known.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(hexadecimal(self.0.public_key().as_ref()))
    }

    /// Signs a revision by its hash.
    #[must_use]
    pub fn sign(&self, hash: &str) -> Signature {
        let signature = hexadecimal(self.0.sign(text(hash).as_bytes()).as_ref());
        Signature { key: self.public().0, signature }
    }
}

impl FromStr for SigningKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        Self::of_seed(&bytes(text.trim()).ok_or(KeyError)?)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.public())
    }
}

/// A signature over the hash of a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The public key, in hexadecimal.
    pub key: String,
    /// The signature, in hexadecimal.
    pub signature: String,
}

impl Signature {
    /// Whether the holder of its key signed this hash.
    #[must_use]
    pub fn holds(&self, hash: &str) -> bool {
        let (Some(key), Some(signature)) = (bytes(&self.key), bytes(&self.signature)) else {
            return false;
        };
        UnparsedPublicKey::new(&ED25519, key).verify(text(hash).as_bytes(), &signature).is_ok()
    }
}

/// The signatures over these revisions.
pub(crate) async fn of(
    db: &impl ConnectionTrait,
    revisions: &[i64],
) -> Result<BTreeMap<i64, Vec<Signature>>, DbErr> {
    let mut found: BTreeMap<i64, Vec<Signature>> = BTreeMap::new();
    for batch in revisions.chunks(BATCH) {
        let rows = signature::Entity::find()
            .filter(signature::Column::Revision.is_in(batch.iter().copied()))
            .order_by_asc(signature::Column::Revision)
            .order_by_asc(signature::Column::Key);
        for signature::Model { revision, key, signature } in rows.all(db).await? {
            found.entry(revision).or_default().push(Signature { key, signature });
        }
    }
    Ok(found)
}

/// Whether a revision, of which this is the hash, is signed by a key.
pub(crate) async fn stands(
    db: &impl ConnectionTrait,
    number: u64,
    hash: &str,
    key: &PublicKey,
) -> Result<bool, DbErr> {
    let signatures = of(db, &[number.cast_signed()]).await?;
    let mut signatures = signatures.into_values().flatten();
    Ok(signatures.any(|signed| signed.key == key.to_string() && signed.holds(hash)))
}

/// Signs a revision.
pub(crate) async fn sign(
    db: &impl ConnectionTrait,
    number: u64,
    key: &SigningKey,
) -> Result<(), DbErr> {
    let row = revision::Entity::find_by_id(number.cast_signed()).one(db).await?;
    let signed = row.map(|row| (row.number, vec![key.sign(&row.hash)]));
    let rows = signed.into_iter().flat_map(|(number, signed)| rows(number, signed));
    insert_missing::<signature::Entity>(db, rows.collect()).await
}

impl Store {
    /// The same database, whose revisions are signed by this key from now on.
    #[must_use]
    pub fn signed_by(mut self, key: SigningKey) -> Self {
        self.signing = Some(Arc::new(key));
        self
    }

    /// Signs every revision that the key of this database has not signed yet:
    /// who holds the key vouches for all of it. Gives how many were signed.
    #[boxed]
    pub async fn sign(&self) -> Result<u64, StoreError> {
        let Some(key) = &self.signing else { return Ok(0) };
        let by_this_key = Query::select()
            .column(signature::Column::Revision)
            .from(signature::Entity)
            .and_where(signature::Column::Key.eq(key.public().to_string()))
            .to_owned();
        let mut signed = 0;
        loop {
            let (place, tx) = self.begin().await?;
            let rows = revision::Entity::find()
                .filter(revision::Column::Number.not_in_subquery(by_this_key.clone()))
                .order_by_asc(revision::Column::Number)
                .limit(BATCH as u64)
                .all(&tx)
                .await?;
            if rows.is_empty() {
                return Ok(signed);
            }
            signed += rows.len() as u64;
            let new = side_by_side(rows, |row| (row.number, key.sign(&row.hash)));
            let new = new.into_iter().flat_map(|(number, by)| self::rows(number, vec![by]));
            insert_missing::<signature::Entity>(&tx, new.collect()).await?;
            self.commit(place, tx).await?;
        }
    }
}

/// The rows of the signatures over a revision.
pub(crate) fn rows(
    revision: i64,
    signatures: Vec<Signature>,
) -> impl Iterator<Item = signature::Model> {
    let row = move |Signature { key, signature }| signature::Model { revision, key, signature };
    signatures.into_iter().map(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    // The first test vector of RFC 8032.
    const SEED: &str = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    const PUBLIC: &str = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    #[test]
    fn a_key_is_the_one_that_every_other_program_makes_of_its_seed() {
        let key: SigningKey = format!("{SEED}\n").parse().unwrap();
        assert_eq!(key.public().to_string(), PUBLIC);
        assert_eq!(format!("{key:?}"), format!("SigningKey({PUBLIC})"), "the seed is not told");
        let seed: [u8; 32] = bytes(SEED).unwrap().try_into().unwrap();
        assert_eq!(SigningKey::written(&seed), format!("{SEED}\n"));
        for wrong in ["", "9d", &SEED[1..], &SEED.to_uppercase(), &format!("{SEED}00")] {
            assert!(wrong.parse::<SigningKey>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_signature_holds_for_one_hash_and_one_key() {
        let key: SigningKey = SEED.parse().unwrap();
        let signed = key.sign("abc");
        assert!(signed.holds("abc"));
        assert!(!signed.holds("abd"));
        let other: SigningKey = SEED.replace('9', "8").parse().unwrap();
        assert!(!Signature { key: other.public().to_string(), ..signed.clone() }.holds("abc"));
        for at in 0..signed.signature.len() {
            let mut flipped = signed.clone();
            let digit = if &flipped.signature[at..=at] == "1" { "2" } else { "1" };
            flipped.signature.replace_range(at..=at, digit);
            assert!(!flipped.holds("abc"), "digit {at}");
        }
        assert!(!Signature { key: String::new(), ..signed }.holds("abc"));
    }
}
