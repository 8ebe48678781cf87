//! No question of the schema goes through a table from one end to the other.
//!
//! Each statement that the questions of the schema send is explained by SQLite, on the tables as
//! a new database has them: what it plans there does not hang on how much they hold.

use std::{
    collections::BTreeSet,
    fmt::Debug,
    sync::{Arc, Mutex},
};

use async_graphql::Request;
use detente_storage::{STATEMENTS, Store, Viewer};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{Layer, layer::Context, layer::SubscriberExt};

use crate::{documents, twins};

/// Keeps the text of each statement that is told.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<BTreeSet<String>>>);

impl<S: Subscriber> Layer<S> for Told {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == STATEMENTS {
            event.record(&mut self.clone());
        }
    }
}

impl Visit for Told {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            self.0.lock().unwrap().insert(format!("{value:?}"));
        }
    }
}

/// The statements by which the questions of the schema are answered.
async fn statements() -> BTreeSet<String> {
    let twin = twins::one().await;
    let documents = documents::all(&crate::schema(&twin.api).await, &twins::ids());
    // Of a whole past the ledger is read up to there, once: that is another promise.
    let documents = documents.into_iter().filter(|document| !document.contains("knownAt:"));
    let documents: Vec<String> = documents.collect();
    let told = Told::default();
    let _listening =
        tracing::subscriber::set_default(tracing_subscriber::registry().with(told.clone()));
    // Where the thread of another test is the first to tell a statement, nobody listens there, and
    // that would be remembered of all threads: so one is told here, and who listens asked again.
    twin.api.answer(Viewer::public(), Request::new("{ people(first: 1) { totalCount } }")).await;
    tracing::callsite::rebuild_interest_cache();
    for viewer in [Viewer::public(), Viewer::owner("keeper")] {
        for document in &documents {
            twin.api.answer(viewer.clone(), Request::new(document)).await;
        }
    }
    let told = told.0.lock().unwrap();
    told.clone()
}

/// What SQLite would do, step by step.
async fn plan(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let explain = Statement::from_string(DbBackend::Sqlite, format!("explain query plan {sql}"));
    let rows = db.query_all_raw(explain).await.unwrap_or_else(|error| panic!("{error}: {sql}"));
    rows.iter().map(|row| row.try_get::<String>("", "detail").unwrap()).collect()
}

/// Tables that hold what keepers did by hand, or what stands in the statement itself: they are small.
const SMALL: &[&str] =
    &["merged", "mirror", "erased", "pending", "correction", "asked", "leant", "spoken", "s"];

/// Whether a step goes through all of a table, or of an index, whatever is asked for.
fn walks(step: &str, sql: &str, plan: &[String]) -> bool {
    let Some(of) = step.strip_prefix("SCAN ") else { return false };
    let table = of.split(' ').next().unwrap_or_default();
    let sql = sql.to_lowercase();
    let is_sorted = plan.iter().any(|step| step == "USE TEMP B-TREE FOR ORDER BY");
    let counts = sql.contains("count(*)");
    // In the order of an index until the page is full.
    let ends_with_the_page = sql.contains(" limit ") && !counts && !is_sorted;
    // What is counted is counted one by one, and no row is read for it.
    let counts_in_an_index = counts && of.contains("COVERING INDEX");
    // The rulings on who may see what, and on what is one: few among all entries.
    let of_few_rulings = of.ends_with("INDEX entry_past");
    // Where nobody is named, nobody is looked for.
    let asks_for_nothing = sql.contains("? = ?");
    !(of.contains("CONSTANT ROW")
        || SMALL.contains(&table)
        || ends_with_the_page
        || counts_in_an_index
        || of_few_rulings
        || asks_for_nothing)
}

#[tokio::test]
async fn no_question_goes_through_all_of_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("new.db").display());
    Store::open(&url).await.unwrap().close().await.unwrap();
    let db = Database::connect(&url).await.unwrap();
    let statements = statements().await;
    let asked: Vec<&String> = statements.iter().filter(|sql| is_question(sql)).collect();
    assert!(asked.len() > 100, "{} statements", asked.len());
    let mut walking = Vec::new();
    for sql in asked {
        let plan = plan(&db, sql).await;
        if plan.iter().any(|step| walks(step, sql, &plan)) {
            walking.push(format!("{sql}\n    {}", plan.join("\n    ")));
        }
    }
    assert!(walking.is_empty(), "{}", walking.join("\n"));
}

fn is_question(sql: &str) -> bool {
    let begins = sql.trim_start().to_lowercase();
    begins.starts_with("select") || begins.starts_with("with")
}
