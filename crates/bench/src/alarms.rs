//! False alarms: who is taken for somebody on a long list, and bears none of its names.

use std::{io::Write, path::PathBuf, time::Instant};

use clap::Args;
use detente_bench::{
    generator::Error,
    listed::Listed,
    population::{Population, Someone},
};
use detente_core::names::{Bearer, Particulars, Prepared, Query, THRESHOLD, compare, explain};
use rand::{SeedableRng, rngs::StdRng};

use crate::{machine, table};

/// Who is listed, and who is asked about.
#[derive(Args)]
pub struct Alarms {
    /// How many people are on the list.
    #[arg(long, default_value_t = 1_000_000)]
    listed: u32,
    /// How many are asked about whose name is not on it.
    #[arg(long, default_value_t = 1000)]
    asked: u32,
    /// Leave out patronymics.
    #[arg(long)]
    without_patronymics: bool,
    /// Surnames of Russian men, one a line, the commonest first, instead of invented ones.
    #[arg(long, value_name = "FILE")]
    surnames: Option<PathBuf>,
    /// Surnames made of words and endings as real ones are, instead of those put together from any stem and syllable.
    #[arg(long, conflicts_with = "surnames")]
    lifelike: bool,
    /// The score from which it is an alarm.
    #[arg(long, default_value_t = THRESHOLD)]
    threshold: f64,
    /// Show each alarm with its reasons.
    #[arg(long)]
    show: bool,
    /// The same seed invents the same people.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// One of the list, and how much the name is like another's.
struct Alarm {
    asked: String,
    listed: String,
    score: f64,
}

impl Alarms {
    /// Asks, and counts who is taken for somebody.
    pub fn run(&self) -> Result<(), Error> {
        let mut rng = StdRng::seed_from_u64(self.seed);
        let people = match &self.surnames {
            Some(file) => {
                Population::russian(&std::fs::read_to_string(file)?, !self.without_patronymics)?
            }
            None if self.lifelike => Population::lifelike(&mut rng, !self.without_patronymics)?,
            None => Population::invented(&mut rng, !self.without_patronymics)?,
        };
        let listed = Listed::new(&people, self.listed, &mut rng);
        let (mut asked, mut on_the_list, mut alarms) = (0, 0_u32, Vec::new());
        let began = Instant::now();
        while asked < self.asked {
            let someone = people.someone(&mut rng);
            match self.ask(someone, &people, &listed) {
                Answer::IsListed => on_the_list += 1,
                Answer::Quiet => asked += 1,
                Answer::Alarm(alarm) => {
                    asked += 1;
                    alarms.push(alarm);
                }
            }
        }
        if self.show {
            alarms.iter().try_for_each(show)?;
        }
        let (_, most) = machine::memory();
        table::print(&[
            ("people on the list", self.listed.to_string()),
            ("asked about", asked.to_string()),
            ("drawn, and not asked: the name is listed", on_the_list.to_string()),
            ("false alarms", alarms.len().to_string()),
            ("time of asking", format!("{:.1} s", began.elapsed().as_secs_f64())),
            ("most memory", format!("{most} MB")),
        ])?;
        Ok(())
    }

    fn ask(&self, someone: Someone, people: &Population, listed: &Listed) -> Answer {
        let written = someone.written(people);
        let query = Query::new(&written, Bearer::Person, false);
        let mut best: Option<Alarm> = None;
        for candidate in listed.candidates(&query) {
            let other = candidate.written(people);
            let score = compare(query.name(), &Prepared::new(&other, Bearer::Person));
            // Names that a standard writes alike score more than this.
            if score < self.threshold.min(NAMESAKES) {
                continue;
            }
            if someone.is_called_as(&candidate, people) {
                return Answer::IsListed;
            }
            if score >= self.threshold && best.as_ref().is_none_or(|best| best.score < score) {
                best = Some(Alarm { asked: written.clone(), listed: other, score });
            }
        }
        best.map_or(Answer::Quiet, Answer::Alarm)
    }
}

/// From here on it is looked whether two names are one.
const NAMESAKES: f64 = 0.5;

enum Answer {
    IsListed,
    Quiet,
    Alarm(Alarm),
}

fn show(Alarm { asked, listed, score }: &Alarm) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{score:.3}: {asked} | {listed}")?;
    let [one, other] = [asked, listed].map(|name| Prepared::new(name, Bearer::Person));
    let nothing = Particulars::default();
    for reason in explain(&one, &other, [&nothing, &nothing]).in_words() {
        writeln!(out, "  {reason}")?;
    }
    Ok(())
}
