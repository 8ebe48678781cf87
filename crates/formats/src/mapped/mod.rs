//! Any table, CSV or workbook, by a mapping in TOML: which column is which field of which
//! noun. Values are read as the fields of the record are, and as lists write them.

mod ending;
mod guess;
mod headers;
mod mapping;
mod places;
mod setting;
#[cfg(test)]
mod tests;

use detente_core::{Detention, Noun as _, RecordId, with_noun};
use serde_json::{Map, Value};

use crate::{
    code,
    file::File,
    format::told,
    possible,
    reading::{Edition, Intake, Reading},
    report::{Report, Stopped, Why},
    slug::{self, Words},
    table::{Header, Row, Table},
    text::{clean, says_nothing},
    when::{self, Order},
};

use self::setting::Unset;

pub use self::guess::guess;
pub use self::mapping::{FieldOf, Mapping, MappingError, RecordOf};

/// Reads a table by a mapping, and hands its claims on as they are read.
pub fn read_mapped(
    mapping: &Mapping,
    file: File<'_>,
    edition: &Edition,
    intake: &mut dyn Intake,
) -> Report {
    told(read(mapping, file, edition, intake))
}

fn read(
    mapping: &Mapping,
    mut file: File<'_>,
    edition: &Edition,
    intake: &mut dyn Intake,
) -> Result<Report, Stopped> {
    let between = mapping.between().unwrap_or_else(|| file.between());
    let mut table = Table::open(file, edition.encoding, between)?;
    let Some(first) = table.next()? else {
        return Err(Stopped::at(
            table.name(),
            code::EMPTY_FILE,
            "the file is empty",
            "see that it is the right file",
        ));
    };
    let header = Header::of(&first, &table.place(&first))?;
    let columns = mapping.columns();
    if let Some(lacks) = header.lacks(table.place(&first), &columns) {
        return Err(without_key(mapping, &header).map_or(lacks, |key| {
            Stopped::at(
                table.place(&first),
                code::MISSING_COLUMN,
                format!("the table has no column `{key}`, which is to tell its rows apart"),
                "add one with a number that stays from edition to edition, or name in `key` the column that holds it",
            )
        }));
    }
    let list = mapping.list();
    let mut reading = Reading::begin(&list, edition, None, table.name(), intake)?;
    let others: Vec<(usize, String)> =
        header.others(&columns).map(|(at, name)| (at, name.to_owned())).collect();
    while let Some(row) = table.next()? {
        table.tell(&mut reading);
        if reading.is_halted() {
            break;
        }
        let at = table.place(&row);
        let cut = table.may_be_cut(&row, header.len());
        let mut row = row;
        if let Some(half) = row.cells.pop_if(|_| cut) {
            reading.left(CUT, &at, &half, Why::Unknown);
        }
        // A spreadsheet leaves off the empty cells at the end of a row.
        if row.cells.len() > header.len() {
            reading.report.fault(table.wrong_cells(&row, header.len()).0);
            continue;
        }
        for (column, name) in &others {
            if let Some(value) = row.cells.get(*column).and_then(|cell| clean(cell)) {
                reading.left(name, &at, &value, Why::NoField);
            }
        }
        one_row(mapping, Cut(cut), &row, &header, &at, &mut reading);
    }
    Ok(reading.end(&[("table", table.digest())], table.name()))
}

/// The column that is to tell the rows apart, where the table has none of that name.
fn without_key<'m>(mapping: &'m Mapping, header: &Header) -> Option<&'m str> {
    let keys = mapping.records.iter().map(|record| record.key.as_str());
    keys.into_iter().find(|key| !header.has(key))
}

/// What a report calls the last cell of a row that may be cut off.
const CUT: &str = "last row (its line has no end, and it has fewer cells than the table has columns: it may be cut off, and its last cell is not stated)";

/// Whether a row may be cut off: then what it does not say of an end it may have said.
struct Cut(bool);

fn one_row(
    mapping: &Mapping,
    Cut(cut): Cut,
    row: &Row,
    header: &Header,
    at: &str,
    reading: &mut Reading<'_>,
) {
    let mut made = Vec::new();
    // Whoever died is held no longer: the cell that is not understood may be of another record of the row.
    let mut may_have_ended = cut;
    for (position, record) in mapping.records.iter().enumerate() {
        let Some(key) = header.get(row, &record.key) else {
            if position == 0 {
                let problem = format!(
                    "the row has nothing in `{}`, which tells its entry from others",
                    record.key
                );
                let fault = Stopped::at(
                    at,
                    code::NO_ID,
                    problem,
                    "write a number there, and keep it from edition to edition",
                );
                reading.report.fault(fault.0);
                return;
            }
            continue;
        };
        if position == 0 && !reading.entry(&key, name(record, row, header).as_deref(), at) {
            header.leave(row, at, reading);
            return;
        }
        if position == 0 && slug::exact(&key) != key && !mapping.carries(&record.key) {
            let field = format!("{} (the key: an identifier cannot hold all of it)", record.key);
            reading.left(field, at, &key, Why::Coarser);
        }
        let Some(subject) = reading.id(&record.noun, &key) else { continue };
        let mut fields = Map::new();
        let keys = Elements::of(record, row, header);
        for field in &record.fields {
            let cells = Cells { row, header, at, order: mapping.order(), keys: &keys };
            let unread = set(record, field, cells, reading, &mut fields);
            may_have_ended |= unread.iter().any(|cell| ending::may_say_one(record, field, cell));
        }
        for (path, value) in &record.always {
            let _ = setting::set(&record.noun, path, value, None, mapping.order(), &mut fields);
        }
        made.push((subject, fields));
    }
    for (subject, mut fields) in made {
        if may_have_ended && subject.noun() == Detention::NAME {
            possible::leave_open(&mut fields);
        }
        claim(&subject, fields, at, reading);
    }
}

/// What the record is called, where a column holds its name.
fn name(record: &RecordOf, row: &Row, header: &Header) -> Option<String> {
    let field = record.fields.iter().find(|field| field.field == "name")?;
    header.get(row, &field.column)
}

/// A row, where it stands, and which number of its dates comes first.
#[derive(Clone, Copy)]
struct Cells<'c> {
    row: &'c Row,
    header: &'c Header,
    at: &'c str,
    order: Order,
    keys: &'c Elements,
}

/// Sets a field by its cell. Hands back the values that the field cannot hold.
fn set(
    record: &RecordOf,
    field: &FieldOf,
    cells: Cells<'_>,
    reading: &mut Reading<'_>,
    fields: &mut Map<String, Value>,
) -> Vec<String> {
    let Cells { row, header, at, order, keys } = cells;
    let mut unread = Vec::new();
    let cell = header.get(row, &field.column).filter(|cell| !field.empty.contains(cell));
    let Some(cell) = cell else { return unread };
    for value in values(field, cell) {
        let mapped = field.words.get(&value).or_else(|| field.words.get(&value.to_lowercase()));
        // `NA` is Namibia too: it is nothing only where no field can read it.
        let nothing =
            mapped.is_none() && says_nothing(&value) && !ending::is_marked(record, field, &value);
        if nothing && value != "NA" {
            continue;
        }
        let meant = match (mapped, &field.record) {
            (Some(word), _) => word.clone(),
            // The number of another entry of this list, as the record that it is.
            (None, Some(noun)) => match reading.id(noun, &value) {
                Some(id) => id.to_string(),
                None => continue,
            },
            (None, None) => value.clone(),
        };
        let element = field.split.as_ref().map(|_| keys.key(field, &value));
        let element = element.as_deref();
        match setting::set(&record.noun, &field.field, &meant, element, order, fields) {
            Ok(()) => {}
            Err(Unset::Unread) if nothing => {}
            Err(Unset::Unread) => {
                let column = match order {
                    Order::Unsaid => when::unread(&field.column, &value),
                    _ => field.column.clone(),
                };
                reading.left(column, at, &value, Why::Unknown);
                unread.push(value);
            }
            Err(Unset::Taken) => {
                let field = format!("{} (beside another of {})", field.column, field.field);
                reading.left(field, at, &value, Why::OneValue);
            }
        }
    }
    unread
}

/// The values of a cell.
fn values(field: &FieldOf, cell: String) -> Vec<String> {
    match &field.split {
        Some(between) => cell.split(between.as_str()).filter_map(clean).collect(),
        None => vec![cell],
    }
}

/// The keys of the values that stand together in a cell, each of which is an element of a list.
struct Elements(Words);

impl Elements {
    fn of(record: &RecordOf, row: &Row, header: &Header) -> Self {
        let parted = record.fields.iter().filter(|field| field.split.is_some());
        let cells = parted.filter_map(|field| {
            let cell = header.get(row, &field.column)?;
            Some(values(field, cell).into_iter().map(|value| (word(field, &value), value)))
        });
        Self(Words::of(cells.flatten()))
    }

    fn key(&self, field: &FieldOf, value: &str) -> String {
        let closer = self.0.closer(&word(field, value), value);
        closer.rsplit('.').next().unwrap_or_default().to_owned()
    }
}

/// The list that a value is an element of, and the value as a word: `names.step-s-a`.
fn word(field: &FieldOf, value: &str) -> String {
    let list = field.field.split('.').next().unwrap_or_default();
    format!("{list}.{}", slug::readable(value))
}

fn claim(subject: &RecordId, fields: Map<String, Value>, at: &str, reading: &mut Reading<'_>) {
    let fields = Value::Object(fields);
    let whole = with_noun!(subject.noun(), N => match serde_json::from_value::<N>(fields.clone()) {
        Ok(fields) => {
            reading.claim(subject, &fields, at);
            true
        }
        Err(_) => false,
    }, _ => false);
    if !whole {
        reading.left("record", at, &fields.to_string(), Why::Unknown);
    }
}
