//! Search: who is found by a name that somebody else would spell otherwise.

use std::{
    collections::BTreeSet,
    io::Write,
    time::{Duration, Instant},
};

use detente_bench::{
    generator::{Crowd, Error},
    respelling::respell,
};
use detente_core::names::{Bearer, Particulars, THRESHOLD};
use detente_storage::{Draft, Formed, Screened, Store, Viewer, Window};
use rand::{Rng, SeedableRng, rngs::StdRng};

use crate::{import, table};

/// So many who look are shown on a page.
const TOP: u64 = 10;
/// So many strangers are screened, so many at a time.
const STRANGERS: (usize, usize) = (1000, 100);

/// Imports a crowd, unless it is there, looks for some of it, and screens strangers.
pub async fn run(people: usize, database: &str, searches: usize, seed: u64) -> Result<(), Error> {
    let store = Store::open(database).await?;
    let mut crowd = Crowd::new(seed, people);
    let filled = store.head().await? > 0;
    let began = Instant::now();
    let mut number = 0;
    while let Some(submission) = crowd.revision()? {
        number += 1;
        if filled {
            continue;
        }
        let (rulings, reason) = (Vec::new(), String::new());
        let (made_at, seed) = (import::now()?, import::salt(seed, number));
        let draft = Draft { submission, rulings, reason, made_at, seed };
        store.append(&Viewer::owner("bench"), Formed::from(draft)).await?;
        write!(std::io::stderr().lock(), "\r{} people   ", crowd.names.len())?;
    }
    let claims = u32::try_from(people)?;
    let mut figures = vec![("people", people.to_string())];
    if !filled {
        figures.push(("import", import::rate(claims, began.elapsed())));
    }
    let mut rng = StdRng::seed_from_u64(seed ^ 0x5EED);
    for (what, slip) in [("as others spell it", false), ("and mistyped", true)] {
        let looked = look(&store, &crowd, &mut rng, searches, slip).await?;
        let share = format!("{:.2} %", 100.0 * number_of(looked.found) / number_of(searches));
        let (half, nearly_all, statements) = looked.took();
        figures.extend([
            ("a name", what.to_owned()),
            ("found among the first ten", share),
            ("half of the searches, within", millis(half)),
            ("99 of 100, within", millis(nearly_all)),
            ("statements, on average", format!("{statements:.1}")),
        ]);
        for (wanted, typed) in looked.missed.iter().take(12) {
            writeln!(std::io::stderr().lock(), "not found: {typed} for {wanted}")?;
        }
    }
    figures.extend(strangers(&store, &mut crowd).await?);
    table::print(&figures)?;
    Ok(())
}

fn number_of(many: usize) -> f64 {
    f64::from(u32::try_from(many).unwrap_or(u32::MAX))
}

fn millis(took: Duration) -> String {
    format!("{:.2} ms", took.as_secs_f64() * 1000.0)
}

#[derive(Default)]
struct Looked {
    found: usize,
    times: Vec<Duration>,
    statements: u32,
    missed: Vec<(String, String)>,
}

impl Looked {
    /// The median, the 99th of a hundred, and the mean number of statements.
    fn took(&self) -> (Duration, Duration, f64) {
        let mut times = self.times.clone();
        times.sort_unstable();
        let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
        (at(50), at(99), f64::from(self.statements) / number_of(times.len().max(1)))
    }
}

/// Looks for so many of a crowd. Whoever bears the same name to the letter is as right.
async fn look(
    store: &Store,
    crowd: &Crowd,
    rng: &mut StdRng,
    searches: usize,
    slip: bool,
) -> Result<Looked, Error> {
    let window = Window { after: None, before: None, limit: TOP, last: false };
    let mut looked = Looked::default();
    for _ in 0..searches {
        let number = rng.random_range(0..crowd.names.len());
        let name = &crowd.names[number];
        let typed = respell(rng, name, "be", slip).text;
        let (began, statements) = (Instant::now(), store.statements());
        let hits = store.search(&Viewer::public(), &typed, &["person"], &window).await?;
        looked.times.push(began.elapsed());
        looked.statements += u32::try_from(store.statements() - statements)?;
        let right = |id: &str| {
            let number = id.rsplit('-').next().and_then(|number| number.parse::<usize>().ok());
            number.and_then(|number| crowd.names.get(number)) == Some(name)
        };
        if hits.rows.iter().any(|hit| right(hit.id.as_str())) {
            looked.found += 1;
        } else {
            looked.missed.push((name.clone(), typed));
        }
    }
    Ok(looked)
}

/// Screens people whose name nobody in the crowd bears: every match is a false alarm.
async fn strangers(store: &Store, crowd: &mut Crowd) -> Result<Vec<(&'static str, String)>, Error> {
    let listed: BTreeSet<String> = crowd.names.iter().cloned().collect();
    let mut unknown = Vec::new();
    while unknown.len() < STRANGERS.0 {
        let name = crowd.stranger();
        if !listed.contains(&name) {
            unknown.push(name);
        }
    }
    let began = Instant::now();
    let mut alarms = 0;
    for batch in unknown.chunks(STRANGERS.1) {
        let screened: Vec<Screened> = batch
            .iter()
            .map(|name| Screened {
                name: name.clone(),
                bearer: Bearer::Person,
                particulars: Particulars::default(),
            })
            .collect();
        let matches = store.matches(&Viewer::public(), &screened, THRESHOLD, 1).await?;
        for (name, found) in batch.iter().zip(&matches).filter(|(_, found)| !found.is_empty()) {
            alarms += 1;
            if alarms <= 12 {
                let hit = &found[0];
                let likeness = hit.comparison.score;
                writeln!(
                    std::io::stderr().lock(),
                    "{name} is taken for {}, {likeness:.3}",
                    hit.name
                )?;
            }
        }
    }
    let each = began.elapsed() / u32::try_from(unknown.len())?;
    Ok(vec![
        ("strangers screened", unknown.len().to_string()),
        ("false alarms", alarms.to_string()),
        ("screening, a name", millis(each)),
    ])
}
