//! What it costs to ask what a record said at an earlier revision, beside what it says now.

use std::time::{Duration, Instant};

use detente_bench::generator::Error;
use detente_core::{Detention, Id, KnownAt};
use detente_storage::{Cursor, OrderBy, Query, Store, Viewer, Window};

use crate::table;

/// Reads so many detentions one by one, as they are and as they were known.
pub async fn run(database: &str, many: usize) -> Result<(), Error> {
    let viewer = Viewer::public();
    let ids = some(&Store::open(database).await?, &viewer, many).await?;
    // Nothing is in memory of a database that was just opened.
    let store = Store::open(database).await?;
    let head = store.head().await?;
    let past = store.past(KnownAt::Revision(head / 2 + 1)).await?;
    let (mut present, mut known) = (Vec::new(), Vec::new());
    let (mut present_warm, mut known_warm) = (Vec::new(), Vec::new());
    let statements = [store.statements(); 2];
    for id in &ids {
        let began = Instant::now();
        store.records(&viewer, [id.clone()]).await?;
        present.push(began.elapsed());
        let began = Instant::now();
        store.records(&viewer, [id.clone()]).await?;
        present_warm.push(began.elapsed());
    }
    let asked = store.statements();
    for id in &ids {
        let began = Instant::now();
        store.records_at(&viewer, &past, [id.clone()]).await?;
        known.push(began.elapsed());
        let began = Instant::now();
        store.records_at(&viewer, &past, [id.clone()]).await?;
        known_warm.push(began.elapsed());
    }
    let asked_for = u64::try_from(ids.len().max(1))?;
    let each = |statements: u64| {
        let tenths = statements * 10 / asked_for;
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    let figures = [
        ("detentions, one by one", ids.len().to_string()),
        ("now, cold", micros(&mut present)),
        ("now, cold, statements", each(asked - statements[0])),
        ("now, warm", micros(&mut present_warm)),
        ("known at the middle revision, cold", micros(&mut known)),
        ("known at the middle revision, cold, statements", each(store.statements() - asked)),
        ("known at the middle revision, warm", micros(&mut known_warm)),
    ];
    table::print(&figures)?;
    store.close().await?;
    Ok(())
}

/// Detentions of the whole list, evenly spread.
async fn some(store: &Store, viewer: &Viewer, many: usize) -> Result<Vec<Id<Detention>>, Error> {
    let mut found = Vec::new();
    let mut after: Option<Cursor> = None;
    loop {
        let query = Query {
            conditions: Vec::new(),
            order_by: OrderBy::Id,
            descending: false,
            window: Window { after, before: None, limit: 1000, last: false },
        };
        let page = store.page::<Detention>(viewer, &query).await?;
        found.extend(page.rows.iter().map(|row| row.id.clone()));
        after = page.rows.last().filter(|_| page.more_after).map(|row| row.cursor.clone());
        if after.is_none() {
            break;
        }
    }
    let step = (found.len() / many.max(1)).max(1);
    Ok(found.into_iter().step_by(step).collect())
}

/// The median, and what nine of ten take at most.
fn micros(took: &mut [Duration]) -> String {
    took.sort_unstable();
    let at = |share: usize| took.get(took.len() * share / 10).map_or(0, Duration::as_micros);
    format!("{} µs (median), nine of ten within {} µs", at(5), at(9))
}
