//! Live: many who listen, each over a connection of their own, and how soon all of them are told of a revision.

use std::time::{Duration, Instant};

use clap::Args;
use detente_bench::generator::Error;
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::{ClientRequestBuilder, IntoClientRequest as _};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::machine;
use crate::server::{Server, Times, millis};
use crate::table;

/// So many connections are opened at the same time.
const AT_ONCE: usize = 50;

/// How long everybody may take to be told of a revision.
const PATIENCE: Duration = Duration::from_mins(1);

/// How long it is quiet before what a server takes is looked at, and before each revision.
const QUIET: Duration = Duration::from_secs(2);

/// Listens to a server over many connections.
#[derive(Args)]
pub struct Live {
    /// Where the server answers: `http://127.0.0.1:8080`.
    url: String,
    /// How many listen, each over a connection of its own.
    #[arg(long, default_value_t = 1000)]
    subscriptions: usize,
    /// The number of the server's process, where it runs on this machine: then its memory is looked at too.
    #[arg(long)]
    pid: Option<u32>,
    /// A token of somebody who may submit: then revisions are added, which stay in the ledger.
    #[arg(long, env = "DETENTE_TOKEN", hide_env_values = true)]
    token: Option<String>,
    /// How many revisions are added.
    #[arg(long, default_value_t = 10)]
    revisions: usize,
}

/// That somebody was told of a revision.
struct Told {
    number: u64,
    at: Instant,
}

impl Live {
    pub async fn run(self) -> Result<(), Error> {
        let server = Server::at(&self.url, self.token.clone())?;
        let memory = || self.pid.and_then(machine::memory_of);
        let mut figures = vec![("subscriptions", self.subscriptions.to_string())];

        server.ask("{ __typename }", json!({})).await?;
        let before = memory();
        let (tell, mut told) = mpsc::unbounded_channel();
        let mut listening = JoinSet::new();
        let socket = server.socket()?;
        let mut left = self.subscriptions;
        while left > 0 {
            let some = left.min(AT_ONCE);
            let opening = (0..some).map(|_| opened(&socket));
            for talk in futures_util::future::try_join_all(opening).await? {
                listening.spawn(listened(talk, tell.clone()));
            }
            left -= some;
        }
        sleep(QUIET).await;
        if let (Some(before), Some(idle)) = (before, memory()) {
            figures.push(("memory of the server before", format!("{before:.1} MB")));
            figures.push(("while all listen and nothing comes", format!("{idle:.1} MB")));
            figures.push(("more than before", format!("{:.1} MB", idle - before)));
        }

        let (mut answered, mut first, mut all) = (Vec::new(), Vec::new(), Vec::new());
        let revisions = if self.token.is_some() { self.revisions } else { 0 };
        for _ in 0..revisions {
            let newest = newest(&server).await?;
            let began = Instant::now();
            let number = submitted(&server, newest).await?;
            answered.push(began.elapsed());
            let mut took = Vec::with_capacity(self.subscriptions);
            while took.len() < self.subscriptions {
                let told = timeout(PATIENCE, told.recv()).await;
                let told = told.map_err(|_| "not everybody was told of a revision")?;
                let told = told.ok_or("nobody listens any longer")?;
                // Others may add to the ledger meanwhile.
                if told.number == number {
                    took.push(told.at.duration_since(began));
                }
            }
            first.extend(took.iter().min().copied());
            all.extend(took);
            sleep(QUIET).await;
        }
        if revisions > 0 {
            let all = Times::of(all);
            let usual = |times| millis(Times::of(times).percentile(50));
            figures.push(("revisions", revisions.to_string()));
            figures.push(("a submission is answered, p50", usual(answered)));
            figures.push(("since it was sent, the first is told, p50", usual(first)));
            figures.push(("since it was sent, half are told", millis(all.percentile(50))));
            figures.push(("99 of 100 are told", millis(all.percentile(99))));
            figures.push(("the last is told", millis(all.most())));
            if let Some(after) = memory() {
                figures.push(("memory of the server after", format!("{after:.1} MB")));
            }
        }
        table::print(&figures)?;
        Ok(())
    }
}

type Talk = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A connection over which every revision is told from now on.
async fn opened(socket: &str) -> Result<Talk, Error> {
    let request =
        ClientRequestBuilder::new(socket.parse()?).with_sub_protocol("graphql-transport-ws");
    let (mut talk, _) = connect_async(request.into_client_request()?).await?;
    talk.send(Message::text(json!({ "type": "connection_init" }).to_string())).await?;
    let acknowledged = talk.next().await.ok_or("the server hung up")??;
    if !acknowledged.to_text()?.contains("connection_ack") {
        return Err(format!("the server does not greet back: {acknowledged}").into());
    }
    let payload = json!({ "query": "subscription { revisionAdded { number } }" });
    let asked = json!({ "id": "r", "type": "subscribe", "payload": payload });
    talk.send(Message::text(asked.to_string())).await?;
    Ok(talk)
}

/// Tells when each revision came, until the connection ends.
async fn listened(mut talk: Talk, tell: mpsc::UnboundedSender<Told>) {
    while let Some(Ok(message)) = talk.next().await {
        let at = Instant::now();
        // Pings are answered by reading on.
        let Ok(text) = message.to_text() else { continue };
        let Ok(message) = serde_json::from_str::<Value>(text) else { continue };
        let number = message.pointer("/payload/data/revisionAdded/number").and_then(Value::as_u64);
        if let Some(number) = number
            && tell.send(Told { number, at }).is_err()
        {
            return;
        }
    }
}

/// The number of the newest revision.
async fn newest(server: &Server) -> Result<u64, Error> {
    let newest = server.ask("{ revisions(last: 1) { nodes { number } } }", json!({})).await?;
    let number = newest.pointer("/revisions/nodes/0/number").and_then(Value::as_u64);
    Ok(number.unwrap_or_default())
}

/// Adds a small revision after this one, and says its number.
async fn submitted(server: &Server, newest: u64) -> Result<u64, Error> {
    let slug = format!("bench-{newest}");
    let text = format!(
        "[dossier]\ntitle = \"A measurement\"\nauthor = \"detente-bench\"\n\
         [[source]]\nkey = \"S\"\nid = \"source/{slug}\"\nread_on = \"2026-01-02\"\nnew = true\ntitle = \"Herald\"\n\
         [[claim]]\nsource = \"S\"\nsubject = \"person/{slug}\"\nnew = true\n[claim.states]\nname = \"Jana Vymyslena\"\n"
    );
    let query = "mutation($input: SubmitDossierInput!) { submitDossier(input: $input) { revision userErrors { message } } }";
    let input = json!({ "name": "bench.toml", "text": text });
    let answer = server.ask(query, json!({ "input": input })).await?;
    let payload = &answer["submitDossier"];
    let number = payload["revision"].as_u64();
    number.ok_or_else(|| format!("the revision was not taken: {payload}").into())
}
