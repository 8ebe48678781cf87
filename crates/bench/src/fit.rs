//! Fitting: weights and a threshold that tell labelled pairs apart, and raise few false alarms.

use std::{fmt, io::Write, path::PathBuf};

use clap::Args;
use detente_bench::{generator::Error, listed::Listed, population::Population};
use detente_core::names::{Bearer, Prepared, Query, Tally, Weights, compare, compare_by};
use rand::{SeedableRng, rngs::StdRng};

/// Which pairs, and how many invented people beside them.
#[derive(Args)]
pub struct Fit {
    /// CSV with the columns `name1`, `name2` and `is_match`. Of every twenty pairs ten are fitted to, ten only checked.
    #[arg(value_name = "FILE")]
    pairs: PathBuf,
    /// How many invented people are listed.
    #[arg(long, default_value_t = 1_000_000)]
    listed: u32,
    /// How many are asked about whose name is not on the list: half to fit to, half to check.
    #[arg(long, default_value_t = 4000)]
    asked: u32,
    /// What a false alarm among a thousand people costs, in F1.
    #[arg(long, default_value_t = 0.003)]
    alarm: f64,
    /// Leave the threshold as it is.
    #[arg(long)]
    keep_threshold: bool,
    /// The same seed invents the same people.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

type Pair = (Prepared, Prepared);

/// What weights are measured on.
#[derive(Default)]
struct Half {
    /// Pairs with their labels.
    labelled: Vec<(Pair, bool)>,
    /// Of everybody who is asked about, the listed whose names come near.
    strangers: Vec<Vec<Pair>>,
}

/// What weights come to.
struct Measured {
    tally: Tally,
    /// False alarms among a thousand people.
    alarms: f64,
}

/// A weight by its name, and by how much it is changed at first.
type Knob = (&'static str, fn(&mut Weights) -> &mut f64, f64);

const KNOBS: [Knob; 9] = [
    ("threshold", |weights| &mut weights.threshold, 0.04),
    ("surname_steep", |weights| &mut weights.surname_steep, 0.4),
    ("given_steep", |weights| &mut weights.given_steep, 0.4),
    ("no_surname", |weights| &mut weights.no_surname, 0.08),
    ("contradicted", |weights| &mut weights.contradicted, 0.08),
    ("patronymic_left_out", |weights| &mut weights.patronymic_left_out, 0.04),
    ("given_left_out", |weights| &mut weights.given_left_out, 0.04),
    ("surname_left_out", |weights| &mut weights.surname_left_out, 0.04),
    ("initial_left_out", |weights| &mut weights.initial_left_out, 0.02),
];

/// How often steps are halved.
const HALVINGS: u32 = 4;
/// Precision must not fall below this.
const PRECISE: f64 = 0.985;
/// Names that score less than this are far from an alarm, whatever the weights.
const NEAR: f64 = 0.4;

impl Fit {
    /// Fits, and prints the constants with what they come to on both halves.
    pub fn run(&self) -> Result<(), Error> {
        let [fitted, checked] = self.halves()?;
        let mut out = std::io::stdout().lock();
        let before = Weights::FITTED;
        let after = self.search(before, &fitted);
        for (name, weights) in [("as they are", &before), ("fitted", &after)] {
            for (half, of) in [("fitted to", &fitted), ("checked", &checked)] {
                writeln!(out, "{name}, on the half {half}: {}", of.measure(weights))?;
            }
        }
        for (name, of, _) in KNOBS {
            let [was, is] = [before, after].map(|mut weights| *of(&mut weights));
            writeln!(out, "{name}: {is:.3}, // was {was:.3}")?;
        }
        Ok(())
    }

    fn halves(&self) -> Result<[Half; 2], Error> {
        let mut halves = [Half::default(), Half::default()];
        for (at, row) in csv::Reader::from_path(&self.pairs)?.deserialize().enumerate() {
            let Labelled { name1, name2, is_match } = row?;
            let pair = (person(&name1), person(&name2));
            halves[at / 10 % 2].labelled.push((pair, is_match));
        }
        let mut rng = StdRng::seed_from_u64(self.seed);
        let people = Population::invented(&mut rng, true)?;
        let listed = Listed::new(&people, self.listed, &mut rng);
        let mut asked = 0;
        while asked < self.asked {
            let someone = people.someone(&mut rng);
            let query = Query::new(&someone.written(&people), Bearer::Person, false);
            let mut near = Vec::new();
            let mut is_listed = false;
            for candidate in listed.candidates(&query) {
                let other = person(&candidate.written(&people));
                if compare(query.name(), &other) >= NEAR {
                    is_listed |= someone.is_called_as(&candidate, &people);
                    near.push((query.name().clone(), other));
                }
            }
            if !is_listed {
                halves[usize::try_from(asked % 2)?].strangers.push(near);
                asked += 1;
            }
        }
        Ok(halves)
    }

    /// One weight after the other, a step up or down as long as that is better; then smaller steps.
    fn search(&self, mut best: Weights, half: &Half) -> Weights {
        let mut worth = self.worth(&half.measure(&best));
        for halving in 0..HALVINGS {
            let mut better = true;
            while better {
                better = false;
                for (name, of, step) in KNOBS {
                    if self.keep_threshold && name == "threshold" {
                        continue;
                    }
                    let step = step / f64::from(2_u32.pow(halving));
                    for step in [step, -step] {
                        let mut tried = best;
                        let weight = of(&mut tried);
                        *weight = (*weight + step).max(0.0);
                        let found = self.worth(&half.measure(&tried));
                        if found > worth + 1e-9 && tried.is_sound() {
                            (best, worth, better) = (tried, found, true);
                        }
                    }
                }
            }
        }
        best
    }

    /// F1, less what false alarms cost; nothing where precision is too low.
    fn worth(&self, found: &Measured) -> f64 {
        if found.tally.precision().is_none_or(|precision| precision < PRECISE) {
            return 0.0;
        }
        found.tally.f1().unwrap_or(0.0) - self.alarm * found.alarms
    }
}

#[derive(serde::Deserialize)]
struct Labelled {
    name1: String,
    name2: String,
    is_match: bool,
}

fn person(name: &str) -> Prepared {
    Prepared::new(name, Bearer::Person)
}

impl Half {
    fn measure(&self, weights: &Weights) -> Measured {
        let above = |(one, other): &Pair| compare_by(weights, one, other) >= weights.threshold;
        let mut tally = Tally::default();
        for (pair, is_match) in &self.labelled {
            tally.add(*is_match, above(pair));
        }
        let alarms = self.strangers.iter().filter(|near| near.iter().any(above)).count();
        let thousands = number(self.strangers.len()) / 1000.0;
        Measured { tally, alarms: number(alarms) / thousands.max(f64::MIN_POSITIVE) }
    }
}

fn number(many: usize) -> f64 {
    f64::from(u32::try_from(many).unwrap_or(u32::MAX))
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |share: Option<f64>| share.unwrap_or(f64::NAN);
        let Self { tally, alarms } = self;
        let (precision, recall, f1) = (tally.precision(), tally.recall(), tally.f1());
        let [precision, recall, f1] = [precision, recall, f1].map(share);
        write!(
            f,
            "precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}, {alarms:.1} false alarms in 1,000"
        )
    }
}
