//! Load: a server is asked over several connections, each of which asks again as soon as it was
//! answered.

mod exchange;
pub mod request;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use clap::Args;
use detente_bench::generator::Error;
use reqwest::Url;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::server::{Times, millis};
use crate::table;
use exchange::Connection;
use request::{Request, address};

/// How long a round may take beyond what it was given.
const PATIENCE: Duration = Duration::from_mins(2);

/// Asks any server, the same or one question after the other.
#[derive(Args)]
pub struct Load {
    /// What to ask: `http://127.0.0.1:5000/graphql`.
    url: Url,
    /// A file with bodies to send by POST, one a line, in turn; without it the address is asked by
    /// GET.
    #[arg(long)]
    body: Option<PathBuf>,
    /// Ask each body once, instead of all of them over and over.
    #[arg(long)]
    once: bool,
    /// A header to send, as in `Authorization: Bearer …`.
    #[arg(long)]
    header: Vec<String>,
    /// How many connections.
    #[arg(long, default_value_t = 8)]
    connections: usize,
    /// For how long.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Print one line of a table instead of a table: what is named here, and the figures.
    #[arg(long, value_name = "WHAT")]
    line: Option<String>,
}

/// What to ask of whom, in turn; each round goes on where the last one ended.
pub struct Asked {
    to: SocketAddr,
    requests: Vec<Request>,
    status: u16,
    next: AtomicUsize,
}

/// How long a round goes on.
#[derive(Clone, Copy)]
pub enum Until {
    /// For so long.
    After(Duration),
    /// Until so many more were asked.
    Asked(usize),
}

/// What came of a round.
pub struct Round {
    pub times: Vec<Duration>,
    pub bytes: usize,
    pub took: Duration,
}

impl Round {
    /// How many were answered in a second.
    pub fn rate(&self) -> f64 {
        f64::from(u32::try_from(self.times.len()).unwrap_or(u32::MAX)) / self.took.as_secs_f64()
    }
}

impl Asked {
    /// These, of whoever listens there; every answer must have this status.
    pub fn new(to: SocketAddr, requests: Vec<Request>, status: u16) -> Arc<Self> {
        Arc::new(Self { to, requests, status, next: AtomicUsize::new(0) })
    }

    /// How many different ones there are.
    pub fn many(&self) -> usize {
        self.requests.len()
    }

    /// Asks one of them, and gives the head and the body of the answer.
    pub async fn once(&self, nth: usize) -> Result<(String, String), Error> {
        let request = self.requests.get(nth).ok_or("there is no such request")?;
        let (mut connection, mut written) = (Connection::open(self.to).await?, Vec::new());
        request.write(0, &mut written);
        let came = connection.ask(&written).await?;
        let [head, body] = [came.head, came.body].map(|text| String::from_utf8_lossy(text));
        if came.status != self.status {
            return Err(format!("{} instead of {}: {body}", came.status, self.status).into());
        }
        Ok((head.into_owned(), body.into_owned()))
    }

    /// Asks over so many connections, by one thread and with nothing else to do.
    pub async fn round(self: &Arc<Self>, connections: usize, until: Until) -> Result<Round, Error> {
        let asked = Arc::clone(self);
        let asking = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async_round(asked, connections, until))
        };
        tokio::task::spawn_blocking(asking).await?
    }
}

async fn async_round(asked: Arc<Asked>, connections: usize, until: Until) -> Result<Round, Error> {
    let first = asked.next.load(Ordering::Relaxed);
    let (end, given) = match until {
        Until::Asked(many) => (first + many, Duration::MAX),
        Until::After(time) => (usize::MAX, time),
    };
    let mut open = Vec::new();
    for _ in 0..connections {
        open.push(Connection::open(asked.to).await?);
    }
    let mut asking = JoinSet::new();
    let began = Instant::now();
    for mut connection in open {
        let asked = Arc::clone(&asked);
        asking.spawn(async move {
            let (mut times, mut bytes, mut written) = (Vec::new(), 0, Vec::new());
            while began.elapsed() < given {
                let nth = asked.next.fetch_add(1, Ordering::Relaxed);
                if nth >= end {
                    break;
                }
                let request = asked.requests.get(nth % asked.requests.len());
                request.ok_or("there is nothing to ask")?.write(nth, &mut written);
                let turn = Instant::now();
                let came = connection.ask(&written).await?;
                times.push(turn.elapsed());
                bytes += came.bytes;
                if came.status != asked.status {
                    let body = String::from_utf8_lossy(came.body);
                    return Err(
                        format!("{} instead of {}: {body}", came.status, asked.status).into()
                    );
                }
            }
            Ok::<_, Error>((times, bytes))
        });
    }
    let (mut times, mut bytes) = (Vec::new(), 0);
    let patience = given.saturating_add(PATIENCE);
    let all = timeout(patience, async {
        while let Some(done) = asking.join_next().await {
            let (some, came) = done??;
            times.extend(some);
            bytes += came;
        }
        Ok::<_, Error>(())
    });
    all.await.map_err(|_| "the server answers no more")??;
    let took = began.elapsed();
    // Each connection took a number for a question that it did not put any more.
    if end != usize::MAX {
        asked.next.store(end, Ordering::Relaxed);
    }
    Ok(Round { times, bytes, took })
}

impl Load {
    /// Asks, and prints how many were answered in a second.
    pub async fn run(self) -> Result<(), Error> {
        let headers = self.header.iter().map(|header| {
            let (name, value) = header.split_once(':').ok_or("a header is `Name: value`")?;
            Ok((name.trim(), value.trim()))
        });
        let headers = headers.collect::<Result<Vec<_>, Error>>()?;
        let requests = match &self.body {
            None => vec![Request::get(&self.url, &headers)],
            Some(file) => {
                let bodies = std::fs::read_to_string(file)?;
                let bodies = bodies.lines().filter(|line| !line.trim().is_empty());
                bodies.map(|body| Request::post(&self.url, &headers, body)).collect()
            }
        };
        let to = address(&self.url).ok_or("the address is none that can be connected to")?;
        let asked = Asked::new(to, requests, 200);
        let (_, first) = asked.once(0).await?;
        if first.contains("\"errors\"") {
            return Err(format!("it is not answered: {first}").into());
        }
        let until = if self.once {
            Until::Asked(asked.many())
        } else {
            Until::After(Duration::from_secs(self.seconds))
        };
        let round = asked.round(self.connections, until).await?;
        let rate = format!("{:.1}", round.rate());
        let each = round.bytes / round.times.len().max(1);
        let times = Times::of(round.times);
        let (usual, slow) = (millis(times.percentile(50)), millis(times.percentile(99)));
        if let Some(what) = self.line {
            return Ok(table::row(&[&what, &rate, &usual, &slow, &each.to_string()])?);
        }
        let figures = [
            ("connections", self.connections.to_string()),
            ("answers a second", rate),
            ("p50, p99", format!("{usual}, {slow}")),
            ("bytes, an answer", each.to_string()),
        ];
        Ok(table::print(&figures)?)
    }
}
