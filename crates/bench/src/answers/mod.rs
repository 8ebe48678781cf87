//! Answers: how many a second a server gives, beside a floor that does nothing but answer the same
//! questions from the same file.

mod alike;
mod contest;
mod process;
mod questions;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use clap::Args;
use detente_bench::generator::Error;
use rand::seq::SliceRandom as _;
use rand::{SeedableRng as _, rngs::StdRng};

use crate::floor::{self, PAGE, Reader};
use crate::load::Until;
use crate::machine;
use contest::{Contest, Manner};
use process::Process;
use questions::{Anew, Questions};

/// Measures a server beside the floor, on one core, and prints a table of ratios.
#[derive(Args)]
pub struct Answers {
    /// Which database: a file that `generate` has filled.
    #[arg(long)]
    database: String,
    /// The program that serves it; else `detente` beside this one.
    #[arg(long, value_name = "FILE")]
    detente: Option<PathBuf>,
    /// How many ask at the same time, each over a connection of its own.
    #[arg(long, default_value_t = 8)]
    connections: usize,
    /// How often floor and server take turns.
    #[arg(long, default_value_t = 10)]
    rounds: usize,
    /// How long each turn is, in milliseconds, where the same pages are asked again.
    #[arg(long, default_value_t = 1000)]
    turn: u64,
    /// How many pages are asked with nothing in memory, each once; all of them where there are
    /// fewer.
    #[arg(long, default_value_t = 2000)]
    cold: usize,
    /// How many pages are asked again and again.
    #[arg(long, default_value_t = 100)]
    warm: usize,
    /// What the server writes to its log, as in `RUST_LOG`; the floor has none.
    #[arg(long, default_value = "warn")]
    log: String,
    /// The same seed asks for pages in the same order.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// How often each page is asked before its records are taken to be in memory.
const WARMING: usize = 5;

/// What is measured with.
struct Setting<'a> {
    answers: &'a Answers,
    detente: PathBuf,
    file: PathBuf,
    /// Where pages begin, in no order.
    pages: Vec<String>,
    token: String,
    pinned: bool,
    machine: String,
}

impl Answers {
    /// Makes a token to ask with, measures, and takes the token back.
    pub async fn run(self) -> Result<(), Error> {
        let beside = || Ok::<_, Error>(std::env::current_exe()?.with_file_name("detente"));
        let detente = self.detente.clone().map_or_else(beside, Ok)?;
        let file = floor::file(&self.database)?;
        // What the system reads from the disk is not measured: with this it is in its memory.
        std::io::copy(&mut std::fs::File::open(&file)?, &mut std::io::sink())?;
        let mut pages = Reader::open(&file)?.cursors(PAGE)?;
        // After the last one comes a page that is not full.
        pages.pop();
        pages.shuffle(&mut StdRng::seed_from_u64(self.seed));
        if pages.len() < self.rounds {
            return Err("there are too few people for as many rounds".into());
        }
        let name = format!("detente-bench-{}", std::process::id());
        let token = told(&detente, &file, &["create", "--role", "reader", "--name", &name])?;
        // Afterwards it would have one core.
        let machine = machine::description();
        let pinned = process::pin();
        let setting = Setting { answers: &self, detente, file, pages, token, pinned, machine };
        let measured = setting.measure().await;
        told(&setting.detente, &setting.file, &["revoke", &name])?;
        measured
    }
}

/// What `detente token` says.
fn told(detente: &Path, file: &Path, arguments: &[&str]) -> Result<String, Error> {
    let mut command = Command::new(detente);
    command.arg("--database").arg(file).arg("token").args(arguments);
    let said = command.output().map_err(|error| format!("{}: {error}", detente.display()))?;
    if !said.status.success() {
        return Err(String::from_utf8_lossy(&said.stderr).into_owned().into());
    }
    Ok(String::from_utf8(said.stdout)?.trim().to_owned())
}

impl Setting<'_> {
    /// Starts floor and server anew.
    fn start(&self) -> Result<(Process, Process), Error> {
        let file = self.file.to_str().ok_or("the name of the file is no text")?;
        let (log, this) = (&self.answers.log, std::env::current_exe()?);
        let floor = Process::start(&this, &["floor", "--database", file], log, self.pinned)?;
        let server = ["--database", file, "serve", "--address", "127.0.0.1:0"];
        let server = Process::start(&self.detente, &server, log, self.pinned)?;
        Ok((floor, server))
    }

    async fn measure(&self) -> Result<(), Error> {
        let Answers { rounds, connections, turn, cold, warm, .. } = *self.answers;
        let manner = Manner { rounds, connections };
        let again = Until::After(Duration::from_millis(turn));
        let warm = self.pages.get(..warm).unwrap_or(&self.pages);
        let person = |page: &String| page.rsplit(':').next().unwrap_or_default().to_owned();
        let people: Vec<String> = warm.iter().map(person).collect();
        {
            let (floor, server) = self.start()?;
            let ask = Questions { floor: floor.address, server: server.address };
            alike::check(&*ask.floors_pages(warm)?, &*ask.pages(warm, Anew::No)?).await?;
            alike::check(&*ask.floors_people(&people)?, &*ask.people(&people, Anew::No)?).await?;
        }

        let (floor, server) = self.start()?;
        let ask = Questions { floor: floor.address, server: server.address };
        contest::head()?;
        let hold = async |what, aim, floors, servers, until| {
            let (floor, server) = ((&floor, floors), (&server, servers));
            Contest { what, aim, floor, server, until }.hold(manner).await
        };
        let all = self.pages.get(..cold).unwrap_or(&self.pages);
        let (floors, servers) = (ask.floors_pages(all)?, ask.pages(all, Anew::No)?);
        let some = Until::Asked(all.len() / rounds.max(1));
        hold("page, nothing cached", 0.6, floors, servers, some).await?;

        let token = Anew::Token(&self.token);
        // The server's cache is full of other pages now: it keeps for good what is asked for more
        // than once.
        ask.pages(warm, token)?.round(1, Until::Asked(WARMING * warm.len())).await?;
        for (what, anew) in [
            ("page, records in memory, asked with a token", token),
            ("page, records in memory, variables that never repeat", Anew::Numbered),
        ] {
            hold(what, 1.5, ask.floors_pages(warm)?, ask.pages(warm, anew)?, again).await?;
        }

        let first = warm.first().ok_or("there are no pages")?;
        let (head, answer) = ask.named(first, None)?.once(0).await?;
        let tag = head.lines().find_map(|line| {
            let (name, tag) = line.split_once(':')?;
            name.eq_ignore_ascii_case("etag").then_some(tag.trim())
        });
        let tag = tag.ok_or("the server's answer has no tag")?;
        ask.remember(&answer)?.once(0).await?;
        let named = ask.named(first, None)?;
        hold("page, answer kept; by GET", 0.5, ask.remembered()?, named, again).await?;
        let posted = ask.pages(std::slice::from_ref(first), Anew::No)?;
        let remembered = ask.remembered_by_post(first)?;
        hold("page, answer kept; by POST", 0.5, remembered, posted, again).await?;
        let unchanged = ask.named(first, Some(tag))?;
        hold("page, unchanged (304)", 0.5, ask.unchanged()?, unchanged, again).await?;

        for (what, anew) in [
            ("person, record in memory, asked with a token", token),
            ("person, record in memory, variables that never repeat", Anew::Numbered),
        ] {
            hold(what, 0.5, ask.floors_people(&people)?, ask.people(&people, anew)?, again).await?;
        }
        let how = if self.pinned {
            "floor and server on one core, who asks on the other"
        } else {
            "nobody kept to a core of their own: `taskset` is missing, or there is one core"
        };
        let bytes = answer.len();
        writeln!(
            std::io::stdout(),
            "\nOn {}; {how}; {connections} connections, {rounds} rounds; an answer to the page \
             has {bytes} bytes.",
            self.machine
        )?;
        Ok(())
    }
}
