//! No question of the schema reads a table from one end to the other.
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

use crate::{documents, schema, twins};

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
    let documents = documents::all(&schema(&twin.api).await, &twins::ids());
    let told = Told::default();
    let _listening =
        tracing::subscriber::set_default(tracing_subscriber::registry().with(told.clone()));
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

#[tokio::test]
async fn no_question_reads_a_table_from_one_end_to_the_other() {
    let folder = std::env::temp_dir().join(format!("detente-plans-{}", std::process::id()));
    let url = format!("sqlite://{}", folder.with_extension("db").display());
    Store::open(&url).await.unwrap().close().await.unwrap();
    let db = Database::connect(&url).await.unwrap();
    let statements = statements().await;
    assert!(statements.len() > 50, "{} statements", statements.len());
    for sql in &statements {
        if !sql.starts_with("select") && !sql.starts_with("SELECT") && !sql.starts_with("with") {
            println!("-- other: {sql}");
            continue;
        }
        let plan = plan(&db, sql).await;
        if plan.iter().any(|step| step.starts_with("SCAN"))
            || plan.iter().any(|step| step.contains("audience=?)") && step.contains("_by_"))
        {
            println!("{sql}\n    {}", plan.join("\n    "));
        }
    }
}
