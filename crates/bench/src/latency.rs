//! Latency: the same questions over several connections at once, the usual answer beside the slow one.

use std::time::Instant;

use clap::Args;
use detente_bench::generator::Error;
use serde_json::json;
use tokio::task::JoinSet;

use crate::server::{Server, Times, millis};
use crate::table;

/// What is asked: what pages of a frontend ask for, from little to much.
const QUESTIONS: &[(&str, &str)] = &[
    ("a count", "{ detentions(first: 1) { totalCount } }"),
    ("20 names", "{ people(first: 20) { nodes { id name } pageInfo { endCursor } } }"),
    (
        "10 releases, their groups and sources",
        "{ releases(first: 10, orderBy: DAY_DESC) { nodes { id summary on count { text } groups { key label count { text } } sources { id title } } } }",
    ),
    (
        "50 people, their detentions and charges",
        "{ people(first: 50, orderBy: NAME) { nodes { id name detentions { id beganOn charges { key code article } sources { id title publishedOn } } } } }",
    ),
    ("a search", "{ search(text: \"Ales\", first: 10) { nodes { name score record { id } } } }"),
];

/// Asks a server the same questions over several connections.
#[derive(Args)]
pub struct Latency {
    /// Where the server answers: `http://127.0.0.1:8080`.
    url: String,
    /// How many ask at the same time, each over a connection of its own.
    #[arg(long, default_value_t = 8)]
    connections: usize,
    /// How often each asks each question; the first tenth is not counted.
    #[arg(long, default_value_t = 500)]
    times: usize,
    /// A token to ask with: answers to tokens are not kept, so each is found and written anew.
    #[arg(long, env = "DETENTE_TOKEN", hide_env_values = true)]
    token: Option<String>,
}

impl Latency {
    pub async fn run(self) -> Result<(), Error> {
        let mut figures = vec![
            ("connections", self.connections.to_string()),
            ("of each question", "p50, p99, p99 / p50, a second".to_owned()),
        ];
        for (what, question) in QUESTIONS {
            let began = Instant::now();
            let times = self.asked(question).await.map_err(|error| format!("{what}: {error}"))?;
            let took = began.elapsed().as_secs_f64();
            let (usual, slow) = (times.percentile(50), times.percentile(99));
            let ratio = slow.as_secs_f64() / usual.as_secs_f64();
            let asked = u32::try_from(self.connections * self.times)?;
            let rate = f64::from(asked) / took;
            let (usual, slow) = (millis(usual), millis(slow));
            figures.push((*what, format!("{usual}, {slow}, {ratio:.1}, {rate:.0}")));
        }
        table::print(&figures)?;
        Ok(())
    }

    /// How long each answer to a question took.
    async fn asked(&self, question: &'static str) -> Result<Times, Error> {
        let mut asking = JoinSet::new();
        for _ in 0..self.connections {
            let (server, times) = (Server::at(&self.url, self.token.clone())?, self.times);
            asking.spawn(async move {
                let mut took = Vec::with_capacity(times);
                for time in 0..times {
                    let began = Instant::now();
                    server.ask(question, json!({})).await?;
                    if time >= times / 10 {
                        took.push(began.elapsed());
                    }
                }
                Ok::<_, Error>(took)
            });
        }
        let mut all = Vec::new();
        while let Some(took) = asking.join_next().await {
            all.extend(took??);
        }
        Ok(Times::of(all))
    }
}
