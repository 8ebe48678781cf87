//! `detente mirror`: takes the ledger of a server, page by page, and verifies it on the way.

use std::{fmt::Write as _, path::PathBuf, sync::Arc};

use clap::Args;
use detente_core::Seed;
use detente_server::{graphql::ledger, service::Opening};
use detente_storage::{Extended, LedgerRevision, Origin, PageStart, PublicKey, Store, StoreError};
use graphql_client::{GraphQLQuery as _, QueryBody};
use tokio::sync::mpsc;

use crate::{
    asks::{self, Question, embedded::Database, remote::Server},
    failure::Failure,
    options::Options,
    output::say,
    progress::bar,
    wording::count,
};

operations!("graphql/mirror.graphql": LedgerPage, Mark);

/// How many revisions a page has, at most.
const REVISIONS: i64 = 500;

/// How many bytes a page has, about.
const BYTES: i64 = 1_000_000;

/// How many pages are on their way ahead of what is written, at most.
const AHEAD: usize = 16;

/// Mirrors the ledger of a server: all of it the first time, and then what is new.
#[derive(Debug, Args)]
pub struct Mirror {
    /// The server, as in `https://detente.example`
    #[arg(value_name = "URL")]
    url: String,
    /// The folder that the mirror is kept in, in its file detente.db, whatever --database says
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The key that must have signed every revision that is taken, as `detente key create` prints
    /// it; kept for the visits after this one
    #[arg(long, value_name = "KEY")]
    pin: Option<PublicKey>,
}

impl Mirror {
    /// Takes what is new, and tells how much it was.
    pub async fn run(self, options: &Options) -> Result<(), Failure> {
        // Whoever mirrors asks as everyone may: a token is not sent to an address it may not be for.
        let server = Server::at(&self.url, None, options)?;
        let first = Visit::ask(&server, &self.url, PageStart::default(), 1, 1).await?;
        let options = self.kept_in(options)?;
        let database = Database::open_as(&options, Opening { empty: true }).await?;
        let store = &database.service.store;
        let head = store.head().await?;
        let known = store.mirror_of().await?;
        if head > 0 && known.is_none() {
            return Err(StoreError::OwnLedger { revisions: head }.into());
        }
        not_itself(&server, &database, &self.url).await?;
        let pinned = self.pin.or_else(|| known.and_then(|origin| origin.pinned));
        let origin = Origin { address: self.url, pinned };
        let visit = Visit { server: Arc::new(server), origin: &origin, store };
        visit.extends(head, first.head).await?;
        // From now on it is a mirror, also where nothing is taken: it is not begun with another record.
        store.extend(&origin, Vec::new()).await?;
        let taken = visit.take(head, first.head).await?;
        say(&told(&origin, head, taken, hash_of(store, taken.head).await?.as_deref()))
    }

    /// The options, with the database that the mirror is kept in.
    fn kept_in(&self, options: &Options) -> Result<Options, Failure> {
        let mut options = options.clone();
        if let Some(folder) = &self.folder {
            std::fs::create_dir_all(folder)
                .map_err(|why| Failure::Unwritable { file: folder.clone(), why })?;
            let file = folder.join(asks::embedded::FILE);
            options.database = Some(file.to_string_lossy().into_owned());
        }
        Ok(options)
    }
}

/// Whether the server is another database than the one that is to be its mirror.
async fn not_itself(server: &Server, database: &Database, address: &str) -> Result<(), Failure> {
    let service = &database.service;
    let mark = Seed((service.randomness)()).salt(0).to_string();
    service.store.leave_mark(mark.clone()).await?;
    let QueryBody { query: document, operation_name, .. } = Mark::build_query(mark::Variables {});
    let variables = serde_json::json!({});
    let question = Question { document, operation: Some(operation_name), variables };
    let answer: serde_json::Value =
        serde_json::from_str(&server.ask(question).await?).map_err(crate::session::misread)?;
    // A server of an older version knows no marks: it does not serve this database.
    if answer["data"]["ledger"]["mark"] == mark {
        return Err(Failure::Refused(format!(
            "{address} serves the database that is to mirror it: a mirror of itself holds nothing that anyone else vouches for; nothing was taken. Give another server, or another --database"
        )));
    }
    Ok(())
}

fn told(origin: &Origin, before: u64, taken: Extended, hash: Option<&str>) -> String {
    let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let counted = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
    let Some(hash) = hash else { return format!("the ledger of {} is empty", origin.address) };
    let all = count(number(taken.head), "revision", "revisions");
    let address = &origin.address;
    if taken.head == before {
        return format!("nothing new: this mirror of {address} has {all}, the newest {hash}");
    }
    let new = count(number(taken.head - before), "revision", "revisions");
    let entries = count(counted(taken.entries), "entry", "entries");
    let mut text = format!("{new} of {address} taken and verified: {entries}");
    if taken.withheld > 0 {
        let _ = write!(text, ", {} of them withheld", taken.withheld);
    }
    if taken.changed > 0 {
        let anew = count(counted(taken.changed), "entry", "entries");
        let _ = write!(text, "; {anew} given anew");
    }
    format!("{text}\nthe mirror has {all}, the newest {hash}")
}

/// The hash of a revision that is held here.
async fn hash_of(store: &Store, number: u64) -> Result<Option<String>, Failure> {
    if number == 0 {
        return Ok(None);
    }
    let found = store.revisions(number - 1, None, 1).await?;
    Ok(found.into_iter().next().map(|revision| revision.hash))
}

/// A visit to a server.
struct Visit<'a> {
    server: Arc<Server>,
    origin: &'a Origin,
    store: &'a Store,
}

impl Visit<'_> {
    async fn ask(
        server: &Server,
        address: &str,
        start: PageStart,
        first: i64,
        bytes: i64,
    ) -> Result<detente_storage::LedgerPage, Failure> {
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let place = |at: detente_core::EntryId| format!("{}.{}", at.revision, at.position);
        let variables = ledger_page::Variables {
            after: number(start.after),
            entries_after: i64::from(start.entries_after),
            changed_after: start.changed_after.map(place),
            first,
            bytes,
        };
        let QueryBody { variables, query: document, operation_name } =
            LedgerPage::build_query(variables);
        let variables = serde_json::to_value(variables).map_err(crate::session::misread)?;
        let question = Question { document, operation: Some(operation_name), variables };
        let answer = server.ask(question).await.map_err(|failure| match failure {
            Failure::Unreachable { server, why } => Failure::NoOrigin { server, why },
            failure => failure,
        })?;
        if let Ok(Some(page)) = ledger::read(&answer) {
            return Ok(page);
        }
        asks::read(&answer).and_then(asks::Answer::whole).map_err(|failure| match failure {
            Failure::Unintelligible(_) => no_server(address),
            failure => failure,
        })?;
        Err(no_server(address))
    }

    /// What the server has as a revision: its hash, and who signed it.
    async fn revision(&self, number: u64) -> Result<Option<LedgerRevision>, Failure> {
        let start = PageStart { after: number - 1, ..PageStart::default() };
        let page = Self::ask(&self.server, &self.origin.address, start, 1, 1).await?;
        Ok(page.revisions.into_iter().next().filter(|revision| revision.number == number))
    }

    /// Whether what is held here is how the server's ledger begins.
    async fn extends(&self, head: u64, theirs: u64) -> Result<(), Failure> {
        if head == 0 {
            return Ok(());
        }
        let shared = head.min(theirs);
        let address = &self.origin.address;
        if shared == 0 || !self.same(shared).await? {
            // Up to somewhere they are the same: the first that differs is searched for by halves.
            let (mut same, mut differs) = (0, shared.max(1));
            while same + 1 < differs {
                let middle = same + (differs - same) / 2;
                if self.same(middle).await? {
                    same = middle;
                } else {
                    differs = middle;
                }
            }
            return Err(Failure::Refused(format!(
                "the ledger of {address} is not the one that is mirrored here: they part at revision {differs}; nothing was taken. Ask its keepers which is right, and mirror it into another database meanwhile"
            )));
        }
        if theirs < head {
            return Err(Failure::Refused(format!(
                "the ledger of {address} has {theirs} revisions, and its mirror here {head}: it was set back; nothing was taken. Ask its keepers what became of the others"
            )));
        }
        Ok(())
    }

    async fn same(&self, number: u64) -> Result<bool, Failure> {
        let theirs = self.revision(number).await?.map(|revision| revision.hash);
        Ok(theirs.is_some() && theirs == hash_of(self.store, number).await?)
    }

    /// Takes all that is new. While a revision is written, the pages after it are on their way.
    async fn take(&self, head: u64, theirs: u64) -> Result<Extended, Failure> {
        let mut taken = Extended { head, ..Extended::default() };
        let bar = bar(theirs, "{bar:40} {pos}/{len} revisions, {eta} left").with_position(head);
        let mut begun: Option<LedgerRevision> = None;
        let mut told = head;
        let mut pages = self.ahead(PageStart { after: head, ..PageStart::default() });
        while let Some(page) = pages.recv().await {
            let page = page?;
            told = page.head;
            bar.set_length(page.head);
            let whole = LedgerRevision::together(&mut begun, page.revisions);
            if whole.is_empty() {
                continue;
            }
            let written = self.store.extend(self.origin, whole).await?;
            taken.head = written.head;
            taken.entries += written.entries;
            taken.withheld += written.withheld;
            taken.changed += written.changed;
            bar.set_position(taken.head);
        }
        bar.finish_and_clear();
        if told > taken.head {
            return Err(Failure::Refused(format!(
                "{} says that it has {} revisions, and gives none after {}; what came before is kept",
                self.origin.address, told, taken.head
            )));
        }
        Ok(taken)
    }

    /// Asks for one page after the other, some ahead of what is written, up to an
    /// empty one: that is the end of the ledger.
    fn ahead(
        &self,
        mut start: PageStart,
    ) -> mpsc::Receiver<Result<detente_storage::LedgerPage, Failure>> {
        let (server, address) = (Arc::clone(&self.server), self.origin.address.clone());
        let (pages, taken) = mpsc::channel(AHEAD);
        tokio::spawn(async move {
            loop {
                let page = Self::ask(&server, &address, start, REVISIONS, BYTES).await;
                let page = page.and_then(|page| {
                    if page.next == start && !page.revisions.is_empty() {
                        return Err(Failure::Refused(format!(
                            "{address} leads from a page of its ledger to the same again; what came before is kept"
                        )));
                    }
                    Ok(page)
                });
                let next = page.as_ref().ok().filter(|page| !page.revisions.is_empty());
                let next = next.map(|page| page.next);
                // Nobody waits for more where writing failed.
                if pages.send(page).await.is_err() {
                    return;
                }
                let Some(next) = next else { return };
                start = next;
            }
        });
        taken
    }
}

fn no_server(address: &str) -> Failure {
    Failure::Refused(format!(
        "{address} does not answer as a Détente server of this version does: it gives no ledger"
    ))
}
