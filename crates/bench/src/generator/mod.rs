//! Invents people, their detentions and the sources that tell of them, in
//! revisions as an importer would submit them.

mod crowd;
mod detentions;
mod ground;
mod names;
mod people;

use std::str::FromStr;

use detente_core::{Claim, Day, Id, NewClaim, Noun, Source, States, Submission};
use rand::{Rng, SeedableRng, rngs::StdRng, seq::IndexedRandom};

pub use self::crowd::Crowd;
use self::ground::Ground;

/// About how many claims a revision holds.
const REVISION: usize = 10_000;

/// Invents so many people, with all that belongs to them.
pub struct Generator {
    rng: StdRng,
    ground: Ground,
    people: usize,
    next: usize,
    /// Full names given before, for those who share one.
    namesakes: Vec<names::FullName>,
    /// Claims that come a revision later: newspapers write after the monitors.
    later: Vec<NewClaim>,
}

/// What went wrong while inventing: the words of a list are not those of core.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

impl Generator {
    /// Begins. The same seed and number give the same revisions.
    pub fn new(seed: u64, people: usize) -> Result<Self, Error> {
        let mut rng = StdRng::seed_from_u64(seed);
        let ground = Ground::new(&mut rng, people)?;
        Ok(Self { rng, ground, people, next: 0, namesakes: Vec::new(), later: Vec::new() })
    }

    /// The next revision; none when everybody is told of.
    pub fn revision(&mut self) -> Result<Option<Submission>, Error> {
        let mut claims = std::mem::take(&mut self.later);
        claims.append(&mut self.ground.claims);
        while claims.len() < REVISION && self.next < self.people {
            self.person(&mut claims)?;
            self.next += 1;
        }
        let (author, message) = ("generator".to_owned(), format!("up to person {}", self.next));
        Ok((!claims.is_empty()).then_some(Submission { author, message, claims }))
    }

    /// Whether something happens that happens so often, of a hundred times.
    fn chance(&mut self, percent: u32) -> bool {
        self.rng.random_ratio(percent, 100)
    }

    fn pick<'a, T>(rng: &mut StdRng, from: &'a [T]) -> Result<&'a T, Error> {
        from.choose(rng).ok_or_else(|| "there is nothing to choose from".into())
    }
}

/// A claim on a noun.
fn claim<N: Noun>(
    slug: &str,
    source: &Id<Source>,
    read_on: Day,
    fields: &N,
    new: bool,
) -> Result<NewClaim, Error> {
    let claim = Claim {
        subject: format!("{}/{slug}", N::NAME).parse()?,
        source: source.clone(),
        said_by: None,
        read_on,
        denies: false,
        states: States::of(fields)?,
        quotes: std::collections::BTreeMap::new(),
    };
    Ok(NewClaim { claim, new, written_at: None })
}

/// A value by its text.
fn value<T: FromStr<Err: std::error::Error + Send + Sync + 'static>>(
    text: impl AsRef<str>,
) -> Result<T, Error> {
    Ok(text.as_ref().parse()?)
}

/// A day of a month that every month has.
fn day(rng: &mut StdRng, years: std::ops::RangeInclusive<i32>) -> String {
    let (year, month, day) =
        (rng.random_range(years), rng.random_range(1..=12), rng.random_range(1..=28));
    format!("{year}-{month:02}-{day:02}")
}
