//! `detente-bench`: invents a record of any size, and measures what it costs
//! to keep it and to read it; and what a server takes to answer and to tell.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod alarms;
mod answers;
mod fit;
mod floor;
mod import;
mod keep;
mod knowing;
mod latency;
mod live;
mod load;
mod machine;
mod paging;
mod search;
mod server;
mod table;

use clap::{Parser, Subcommand};

/// Measures Détente on invented records.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    measure: Measure,
}

#[derive(Subcommand)]
enum Measure {
    /// Invent people and import them, revision by revision.
    Generate {
        /// How many people.
        #[arg(long, default_value_t = 100_000)]
        people: usize,
        /// Where to: `sqlite://path` or `postgres://…`, an empty database.
        #[arg(long)]
        database: String,
        /// The same seed invents the same people.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Read pages of 50 people with their detentions and sources.
    Page {
        /// Which database: one that `generate` has filled.
        #[arg(long)]
        database: String,
        /// How many pages, one after the other.
        #[arg(long, default_value_t = 200)]
        pages: usize,
    },
    /// Look for people by names that others would spell otherwise, and screen strangers.
    Search {
        /// How many people; they are imported first if the database is empty.
        #[arg(long, default_value_t = 100_000)]
        people: usize,
        /// Where: `sqlite://path` or `postgres://…`, an empty database or one this has filled.
        #[arg(long)]
        database: String,
        /// How many people are looked for.
        #[arg(long, default_value_t = 2000)]
        searches: usize,
        /// The same seed invents the same people.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Count who is taken for somebody on a long list, and bears no name on it; needs no database.
    Alarms(alarms::Alarms),
    /// Look for better weights of the score of two names, on labelled pairs and an invented list.
    Fit(fit::Fit),
    /// Verify the ledger and every row beside it, as `detente verify` does.
    Verify {
        /// Which database: one that `generate` has filled.
        #[arg(long)]
        database: String,
    },
    /// Walk the chain and recompute every commitment, and look at nothing else.
    Chain {
        /// Which database: one that `generate` has filled.
        #[arg(long)]
        database: String,
    },
    /// Make every record anew from the ledger.
    Rebuild {
        /// Which database: one that `generate` has filled.
        #[arg(long)]
        database: String,
    },
    /// Take the ledger into another database, page by page as a mirror does.
    Mirror {
        /// Which database: one that `generate` has filled.
        #[arg(long)]
        database: String,
        /// Where to: an empty database.
        #[arg(long)]
        into: String,
    },
    /// Ask single records what they say, and what they said at an earlier revision.
    Knowing {
        /// Which database: one that `generate` has filled.
        #[arg(long)]
        database: String,
        /// How many detentions, one by one.
        #[arg(long, default_value_t = 1000)]
        records: usize,
    },
    /// Listen to a server over many connections: what they take of its memory, and how soon all are told of a revision.
    Live(live::Live),
    /// Ask a server the same questions over several connections: how long the usual answer takes, and the slow one.
    Latency(latency::Latency),
    /// Measure a server beside the floor, on one core in one run, and print a table of ratios.
    Answers(answers::Answers),
    /// Serve what the server is measured beside: the same answers, by statements written for them.
    Floor(floor::Floor),
    /// Ask any server questions from a file: how many it answers in a second.
    Load(load::Load),
}

#[tokio::main]
async fn main() -> Result<(), detente_bench::generator::Error> {
    match Arguments::parse().measure {
        Measure::Generate { people, database, seed } => import::run(people, &database, seed).await,
        Measure::Page { database, pages } => paging::run(&database, pages).await,
        Measure::Search { people, database, searches, seed } => {
            search::run(people, &database, searches, seed).await
        }
        Measure::Alarms(alarms) => alarms.run(),
        Measure::Fit(fit) => fit.run(),
        Measure::Verify { database } => keep::verify(&database).await,
        Measure::Chain { database } => keep::chain(&database).await,
        Measure::Rebuild { database } => keep::rebuild(&database).await,
        Measure::Mirror { database, into } => keep::mirror(&database, &into).await,
        Measure::Live(live) => live.run().await,
        Measure::Latency(latency) => latency.run().await,
        Measure::Answers(answers) => answers.run().await,
        Measure::Floor(floor) => floor.run().await,
        Measure::Load(load) => load.run().await,
        Measure::Knowing { database, records } => knowing::run(&database, records).await,
    }
}
