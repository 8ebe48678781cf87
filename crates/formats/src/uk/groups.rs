//! The rows of each party, gathered: those of one stand apart, and in no order that says anything.

use std::{
    collections::{BTreeMap, HashMap},
    rc::Rc,
};

use super::READ;
use crate::{
    table::{Header, Row},
    text::clean,
};

/// The most that the rows may come to while they are gathered.
const MOST_KEPT: usize = 96 * 1024 * 1024;

/// What is kept of a row beside its cells.
const OF_A_ROW: usize = READ.len() * 4 + 96;

/// What is kept of a cell beside its text.
const OF_A_CELL: usize = 96;

/// The rows of every party, each cell that is written the same kept once.
#[derive(Default)]
pub(super) struct Groups {
    /// Where the columns that are read stand in a row.
    columns: Vec<Option<usize>>,
    parties: Vec<Group>,
    places: HashMap<String, usize>,
    cells: Vec<Rc<str>>,
    numbers: HashMap<Rc<str>, u32>,
    kept: usize,
}

/// The rows of one party, each once, with the line of the first of those that say the same.
struct Group {
    number: String,
    rows: BTreeMap<Box<[u32]>, u64>,
}

impl Groups {
    pub fn under(header: &Header) -> Self {
        Self { columns: header.places(READ), ..Self::default() }
    }

    /// Keeps what is read of a row. Tells whether there is room for it.
    pub fn add(&mut self, number: String, row: &Row) -> bool {
        let cells =
            self.columns.iter().map(|at| row.cells.get((*at)?).and_then(|cell| clean(cell)));
        let cells: Vec<String> = cells.map(Option::unwrap_or_default).collect();
        let cells: Box<[u32]> = cells.into_iter().map(|cell| self.number(&cell)).collect();
        let parties = &mut self.parties;
        let place = *self.places.entry(number).or_insert_with_key(|number| {
            parties.push(Group { number: number.clone(), rows: BTreeMap::new() });
            parties.len() - 1
        });
        let kept = &mut self.kept;
        parties[place].rows.entry(cells).or_insert_with(|| {
            *kept += OF_A_ROW;
            row.line
        });
        self.kept <= MOST_KEPT
    }

    fn number(&mut self, cell: &str) -> u32 {
        if let Some(number) = self.numbers.get(cell) {
            return *number;
        }
        let number = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
        let cell: Rc<str> = cell.into();
        self.kept += cell.len() + OF_A_CELL;
        self.cells.push(Rc::clone(&cell));
        self.numbers.insert(cell, number);
        number
    }

    /// How much may be kept, in megabytes.
    pub const fn most() -> usize {
        MOST_KEPT / (1024 * 1024)
    }

    /// The parties in the order of the file: each with its number, and its rows in the order of
    /// what they say. Their columns are those that are read, in the order in which they are named.
    pub fn parties(self) -> impl Iterator<Item = (String, Vec<Row>)> {
        let Self { parties, cells, .. } = self;
        parties.into_iter().map(move |group| {
            let text = |number: &u32| cells.get(*number as usize).map(ToString::to_string);
            let rows = group.rows.into_iter().map(|(numbers, line)| Row {
                line,
                cells: numbers.iter().filter_map(text).collect(),
            });
            let mut rows: Vec<Row> = rows.collect();
            rows.sort_by(|one, other| one.cells.cmp(&other.cells));
            (group.number, rows)
        })
    }
}
