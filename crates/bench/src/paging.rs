//! Paging: 50 people, their detentions with charges, each with its sources.

use std::time::{Duration, Instant};

use detente_bench::generator::Error;
use detente_core::{Detention, Id, Person, RecordId, Source};
use detente_storage::{Cursor, OrderBy, Query, Store, Viewer, Window};

use crate::{machine, table};

/// Reads so many pages, cold and warm.
pub async fn run(database: &str, pages: usize) -> Result<(), Error> {
    let began = Instant::now();
    let store = Store::open(database).await?;
    let opening = began.elapsed();
    let cold = walk(&store, pages).await?;
    let (after_cold, _) = machine::memory();
    let warm = walk(&store, pages).await?;
    let (memory, most) = machine::memory();
    let figures = [
        ("opening", millis(opening)),
        ("pages of 50 people", cold.pages.to_string()),
        ("detentions on a page, about", (cold.detentions / cold.pages.max(1)).to_string()),
        ("first page, cold", millis(cold.first)),
        ("first page, cold, statements", cold.first_statements.to_string()),
        ("a page, cold", millis(cold.took / u32::try_from(cold.pages)?)),
        ("a page, cold, statements at most", cold.most_statements.to_string()),
        ("a page, warm", millis(warm.took / u32::try_from(warm.pages)?)),
        ("a page, warm, statements at most", warm.most_statements.to_string()),
        ("memory after the cold pages", format!("{after_cold} MB")),
        ("memory after the warm pages, and the most", format!("{memory} MB, {most} MB")),
    ];
    table::print(&figures)?;
    Ok(())
}

fn millis(took: Duration) -> String {
    format!("{:.2} ms", took.as_secs_f64() * 1000.0)
}

/// What it took to read one page after the other.
#[derive(Default)]
struct Walk {
    pages: usize,
    detentions: usize,
    took: Duration,
    first: Duration,
    first_statements: u64,
    most_statements: u64,
}

async fn walk(store: &Store, pages: usize) -> Result<Walk, Error> {
    let mut walk = Walk::default();
    let mut after = None;
    while walk.pages < pages {
        let (began, statements) = (Instant::now(), store.statements());
        let (detentions, end) = page(store, after).await?;
        let (took, statements) = (began.elapsed(), store.statements() - statements);
        if walk.pages == 0 {
            (walk.first, walk.first_statements) = (took, statements);
        }
        walk.pages += 1;
        walk.detentions += detentions;
        walk.took += took;
        walk.most_statements = walk.most_statements.max(statements);
        let Some(end) = end else { break };
        after = Some(end);
    }
    Ok(walk)
}

/// Reads a page as the server would: what is in memory is not asked for again.
async fn page(store: &Store, after: Option<Cursor>) -> Result<(usize, Option<Cursor>), Error> {
    let viewer = Viewer::public();
    let query = Query {
        conditions: Vec::new(),
        order_by: OrderBy::Name,
        descending: false,
        window: Window { after, before: None, limit: 50, last: false },
    };
    let page = store.page_to_read::<Person>(&viewer, &query).await?;
    let people: Vec<Id<Person>> = page.rows.iter().map(|row| row.id.clone()).collect();
    let ids: Vec<RecordId> = people.iter().map(|id| id.as_record_id().clone()).collect();
    let people = store.records::<Person>(&viewer, people).await?;
    let held = store.pointing_here::<Detention>(&viewer, &ids, "person").await?;
    let held = held.values().flat_map(|ids| ids.iter().cloned()).map(TryInto::try_into);
    let held: Vec<Id<Detention>> = held.collect::<Result<_, _>>()?;
    let detentions = store.records::<Detention>(&viewer, held).await?;
    let of_people = people.values().flat_map(|person| person.account.sources());
    let of_detentions = detentions.values().flat_map(|detention| detention.account.sources());
    let sources: Vec<Id<Source>> = of_people.chain(of_detentions).cloned().collect();
    store.records::<Source>(&viewer, sources).await?;
    let end = page.rows.last().filter(|_| page.more_after).map(|row| row.cursor.clone());
    Ok((detentions.len(), end))
}
