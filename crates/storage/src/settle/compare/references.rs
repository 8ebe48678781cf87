//! What is written of references, summed: two lists that have the same are the
//! same, in whichever order.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, Statement, Value};
use sha2::{Digest as _, Sha256};

use super::texts;
use crate::{StoreError, ledger::reference};

/// How many references are read at a time.
const ROWS: usize = 4000;

/// A sum over references in whichever order.
#[derive(Default, PartialEq)]
pub(super) struct Sum {
    count: u64,
    digests: [u128; 2],
}

impl Sum {
    /// Adds a reference.
    pub(super) fn add(&mut self, row: &reference::Model) {
        let reference::Model { to_id, field, from_id, element, audience } = row;
        self.texts([to_id, field, from_id, element, audience]);
    }

    fn texts(&mut self, row: [&str; 5]) {
        let mut digest = Sha256::new();
        for text in row {
            digest.update((text.len() as u64).to_be_bytes());
            digest.update(text);
        }
        let digest = digest.finalize();
        for (sum, half) in self.digests.iter_mut().zip(digest.as_chunks::<16>().0) {
            *sum = sum.wrapping_add(u128::from_be_bytes(*half));
        }
        self.count += 1;
    }

    /// Adds another sum.
    pub(super) fn join(&mut self, other: &Self) {
        self.count += other.count;
        for (sum, more) in self.digests.iter_mut().zip(other.digests) {
            *sum = sum.wrapping_add(more);
        }
    }

    /// How many references it is over.
    pub(super) fn count(&self) -> u64 {
        self.count
    }
}

/// The sums over what is written, by the noun of the record that points.
pub(super) async fn summed(db: &impl ConnectionTrait) -> Result<HashMap<String, Sum>, StoreError> {
    let columns = reference::WRITTEN.columns;
    let backend = db.get_database_backend();
    let (key, row) = (columns.join(", "), texts::of(columns, backend));
    let some = |which: &str| {
        format!(
            "select string_agg({row}, '') from \
             (select {key} from reference {which} order by {key} limit {ROWS}) as page"
        )
    };
    let (first, next) = (some(""), some(&format!("where ({key}) > ($1, $2, $3, $4, $5)")));
    let mut sums: HashMap<String, Sum> = HashMap::new();
    let mut after: Option<[String; 5]> = None;
    loop {
        let page = match after.clone() {
            None => Statement::from_string(backend, &first),
            Some(key) => Statement::from_sql_and_values(backend, &next, key.map(Value::from)),
        };
        let page: Option<String> = match db.query_one_raw(page).await? {
            Some(row) => row.try_get_by_index(0)?,
            None => None,
        };
        let Some(page) = page else { return Ok(sums) };
        let texts: Vec<&str> = texts::split(&page).flatten().collect();
        let mut last = [""; 5];
        for row in texts.as_chunks::<5>().0 {
            let noun = row[2].split_once('/').map_or("", |(noun, _)| noun);
            match sums.get_mut(noun) {
                Some(sum) => sum.texts(*row),
                None => sums.entry(noun.to_owned()).or_default().texts(*row),
            }
            last = last.max(*row);
        }
        let last = last.map(String::from);
        if after.is_some_and(|after| last <= after) {
            return Err(StoreError::out_of_order("reference"));
        }
        after = Some(last);
    }
}
