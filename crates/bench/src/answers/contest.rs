//! A contest: floor and server are asked in turn, in short rounds, so that the moods of the machine
//! are the same for both.

use std::sync::Arc;
use std::time::Duration;

use detente_bench::generator::Error;

use super::process::Process;
use crate::load::{Asked, Round, Until};
use crate::server::{Times, millis};
use crate::table;

/// What was done by one of the two.
#[derive(Default)]
struct Done {
    times: Vec<Duration>,
    took: Duration,
    worked: f64,
}

/// A contest, and how often it is repeated.
pub struct Contest<'a> {
    pub what: &'a str,
    pub aim: f64,
    pub floor: (&'a Process, Arc<Asked>),
    pub server: (&'a Process, Arc<Asked>),
    pub until: Until,
}

/// How it is asked.
#[derive(Clone, Copy)]
pub struct Manner {
    pub rounds: usize,
    pub connections: usize,
}

/// The head of the table that contests print their rows of.
pub fn head() -> std::io::Result<()> {
    let names = [
        "what",
        "floor, answers/s",
        "server, answers/s",
        "ratio (least and most of the rounds)",
        "aim",
        "ratio, by the processor's time",
        "floor, p50 and p99",
        "server, p50 and p99",
        "core busy, floor and server",
    ];
    table::row(&names)?;
    table::row(&["---", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:"])
}

impl Contest<'_> {
    /// Holds it, and prints its row.
    pub async fn hold(self, manner: Manner) -> Result<(), Error> {
        let (mut floor, mut server, mut ratios) = (Done::default(), Done::default(), Vec::new());
        for round in 0..manner.rounds {
            // Who is first finds colder what both of them need.
            let floor_first = round % 2 == 0;
            let mut of_floor = 0.0;
            if floor_first {
                of_floor = floor.round(&self.floor, &self, manner).await?;
            }
            let of_server = server.round(&self.server, &self, manner).await?;
            if !floor_first {
                of_floor = floor.round(&self.floor, &self, manner).await?;
            }
            ratios.push(of_server / of_floor);
        }
        ratios.sort_by(f64::total_cmp);
        let at = |place: usize| ratios.get(place).copied().unwrap_or_default();
        let (least, middle, most) = (at(0), at(ratios.len() / 2), at(ratios.len().max(1) - 1));
        let by_work = format!("{:.2}", floor.work() / server.work());
        let busy = format!("{}, {}", floor.busy(), server.busy());
        let [floor, server] = [floor, server].map(Done::told);
        table::row(&[
            self.what,
            &floor.0,
            &server.0,
            &format!("{middle:.2} ({least:.2} to {most:.2})"),
            &format!("{:.1}", self.aim),
            &by_work,
            &floor.1,
            &server.1,
            &busy,
        ])?;
        Ok(())
    }
}

impl Done {
    async fn round(
        &mut self,
        (process, asked): &(&Process, Arc<Asked>),
        contest: &Contest<'_>,
        manner: Manner,
    ) -> Result<f64, Error> {
        let before = process.worked();
        let round: Round = asked.round(manner.connections, contest.until).await?;
        self.worked += process.worked() - before;
        let rate = round.rate();
        self.took += round.took;
        self.times.extend(round.times);
        Ok(rate)
    }

    /// The processor's time for one answer: what others do on the machine changes it little.
    fn work(&self) -> f64 {
        self.worked / f64::from(u32::try_from(self.times.len()).unwrap_or(u32::MAX))
    }

    /// For how much of the time its core worked for it.
    fn busy(&self) -> String {
        format!("{:.0} %", 100.0 * self.worked / self.took.as_secs_f64())
    }

    /// How many a second, and how long the usual and the slow ones took.
    fn told(self) -> (String, String) {
        let many = f64::from(u32::try_from(self.times.len()).unwrap_or(u32::MAX));
        let rate = format!("{:.0}", many / self.took.as_secs_f64());
        let times = Times::of(self.times);
        let [usual, slow] = [50, 99].map(|percent| millis(times.percentile(percent)));
        (rate, format!("{usual}, {slow}"))
    }
}
