//! What is told of the database: how high the ledger is, what stands in the cache, who is connected.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use detente_storage::StoreFigures;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use tokio::time::timeout;

/// A database that is slower than this is told to be gone.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whoever tells the figures of a database.
pub trait Told: Clone + Send + Sync + 'static {
    /// Whether it answers.
    fn answers(&self) -> impl Future<Output = bool> + Send;
    /// What is known of it here, without asking it.
    fn figures(&self) -> StoreFigures;
}

/// The figures of a database, whenever the page of figures is asked for.
#[derive(Clone)]
pub(super) struct Figures<D> {
    database: D,
    answers: Arc<AtomicBool>,
}

impl<D: Told> Figures<D> {
    pub(super) fn new(database: D) -> Self {
        Self { database, answers: Arc::default() }
    }

    /// Looks whether the database answers: the page cannot wait for it while it is written.
    pub(super) async fn look(&self) {
        let answers = timeout(PATIENCE, self.database.answers()).await.unwrap_or(false);
        self.answers.store(answers, Ordering::Relaxed);
    }
}

impl<D> fmt::Debug for Figures<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Figures")
    }
}

impl<D: Told> Collector for Figures<D> {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let figures = self.database.figures();
        let answers = i64::from(self.answers.load(Ordering::Relaxed));
        let level = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let gauges = [
            ("database_up", "Whether the database answers", answers),
            (
                "ledger_height",
                "The newest revision that this server has seen",
                level(figures.height),
            ),
            (
                "database_connections",
                "How many connections to the database are open",
                figures.connections.into(),
            ),
            ("database_connections_idle", "How many of them nobody uses", level(figures.idle)),
            ("cache_records", "How many records are in memory", level(figures.cached)),
            ("cache_bytes", "How much memory they take, about", level(figures.cached_bytes)),
        ];
        for (name, about, value) in gauges {
            let gauge = ConstGauge::new(value);
            gauge.encode(encoder.encode_descriptor(name, about, None, MetricType::Gauge)?)?;
        }
        let counters = [
            (
                "database_statements",
                "How many statements were sent to the database",
                figures.statements,
            ),
            ("cache_hits", "How many records that were asked for were in memory", figures.hits),
            ("cache_misses", "How many were not", figures.misses),
        ];
        for (name, about, value) in counters {
            let counter = ConstCounter::new(value);
            counter.encode(encoder.encode_descriptor(name, about, None, MetricType::Counter)?)?;
        }
        Ok(())
    }
}
