//! Tables, from CSV or from a workbook: rows of cells under a header.

use std::rc::Rc;

use crate::{
    code,
    decoded::Text,
    file::{Encoding, File},
    meter::{Meter, Spot},
    reading::Reading,
    report::{Stopped, Why},
    text::clean,
    workbook::Workbook,
};

/// A row of a table, and the line or row of the file it stands in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// The number of the line, or of the row in a sheet, from one.
    pub line: u64,
    /// The cells, as they stand.
    pub cells: Vec<String>,
}

/// Something of a table that stands in no row: another sheet, a formula without its value.
#[derive(Clone, Debug)]
pub(crate) struct Unread {
    /// What it is.
    pub field: String,
    /// Where it stands.
    pub place: String,
    /// What stands there.
    pub value: String,
}

/// What stands at the end of every whole file of a list in CSV. Where it is missing the file was cut
/// off: a value that ends with it may be half of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ends {
    /// Nobody knows: whoever writes a table by hand may leave out the end of the last line.
    Anyhow,
    /// The end of the last line: so programs write.
    Line,
}

/// A table that is read row by row.
pub(crate) struct Table<'a> {
    name: String,
    rows: Rows<'a>,
    ends: Ends,
}

enum Rows<'a> {
    Csv(Box<csv::Reader<Text<'a>>>, Rc<Meter>, csv::StringRecord),
    Workbook(Box<Workbook<'a>>),
}

impl<'a> Table<'a> {
    /// The table in a file: the first sheet of a workbook, else CSV with this sign between cells.
    pub fn open(
        mut file: File<'a>,
        encoding: Option<Encoding>,
        between: u8,
    ) -> Result<Self, Stopped> {
        let name = file.name.clone();
        if file.is_workbook() {
            return Ok(Self {
                name,
                rows: Rows::Workbook(Box::new(Workbook::open(file)?)),
                ends: Ends::Anyhow,
            });
        }
        let (text, meter) = Text::of(file, encoding);
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(between)
            .from_reader(text);
        let rows = Rows::Csv(Box::new(reader), meter, csv::StringRecord::new());
        Ok(Self { name, rows, ends: Ends::Anyhow })
    }

    /// The same table of a list whose files in CSV end so: one that does not is refused where it ends.
    pub fn that_ends(self, ends: Ends) -> Self {
        Self { ends, ..self }
    }

    /// The next row that holds anything; none at the end of the file.
    pub fn next(&mut self) -> Result<Option<Row>, Stopped> {
        loop {
            let row = match &mut self.rows {
                Rows::Workbook(workbook) => workbook.next()?,
                Rows::Csv(reader, meter, record) => {
                    let more = reader.read_record(record).map_err(|error| broken(error, meter))?;
                    meter.entry_read();
                    if let Some(spot) = meter.open_quote().filter(|_| !more) {
                        return Err(cut(&self.name, spot));
                    }
                    if !more && let Some(stopped) = breaks_off(self.ends, meter) {
                        return Err(stopped);
                    }
                    let line = record.position().map_or(0, csv::Position::line);
                    more.then(|| Row { line, cells: record.iter().map(str::to_owned).collect() })
                }
            };
            match row {
                Some(row) if row.cells.iter().all(|cell| cell.trim().is_empty()) => {}
                row => return Ok(row),
            }
        }
    }

    /// Names to a reading what the table holds and no row up to here says. To be asked after each row.
    pub fn tell(&mut self, reading: &mut Reading<'_>) {
        if let Rows::Workbook(workbook) = &mut self.rows {
            for Unread { field, place, value } in workbook.unread() {
                reading.left(field, &place, &value, Why::Unknown);
            }
        }
    }

    /// Where a row stands, for a person: `list.csv:12`.
    pub fn place(&self, row: &Row) -> String {
        format!("{}:{}", self.name, row.line)
    }

    /// Whether a row may be a piece of one: it is the last of the file, its line has no end, and it
    /// has fewer cells than the table has columns.
    pub fn may_be_cut(&self, row: &Row, columns: usize) -> bool {
        let Rows::Csv(_, meter, _) = &self.rows else { return false };
        row.cells.len() < columns && meter.is_over() && !meter.ending().line
    }

    /// Whether control-Z stands at the end, once all is read: a workbook needs none.
    pub fn is_sealed(&self) -> bool {
        match &self.rows {
            Rows::Csv(_, meter, _) => meter.ending().control_z,
            Rows::Workbook(_) => true,
        }
    }

    /// The name of the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The SHA-256 of the bytes, once all are read.
    pub fn digest(&self) -> String {
        match &self.rows {
            Rows::Csv(_, meter, _) => meter.digest(),
            Rows::Workbook(workbook) => workbook.digest(),
        }
    }

    /// Where a row ends, as closely as it is known.
    fn end(&self, row: &Row) -> String {
        let Rows::Csv(_, meter, _) = &self.rows else {
            return format!("{}:{}", self.place(row), row.cells.len());
        };
        let within: usize = row.cells.iter().map(|cell| cell.matches('\n').count()).sum();
        let end = meter.end_of(row.line + within as u64);
        end.map_or_else(|| self.place(row), |spot| format!("{}:{spot}", self.name))
    }

    /// The fault of a row with another number of cells than the list has columns.
    pub fn wrong_cells(&self, row: &Row, wanted: usize) -> Stopped {
        let count = row.cells.len();
        let columns = if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") };
        Stopped::at(
            self.end(row),
            if count < wanted { code::TRUNCATED } else { code::WRONG_CELLS },
            format!("the row ends here and has {columns}, and the list has {wanted} columns"),
            "see that the file is whole; a cell that holds the sign between cells stands in quotation marks",
        )
    }
}

fn cut(name: &str, opened: Spot) -> Stopped {
    Stopped::at(
        format!("{name}:{opened}"),
        code::TRUNCATED,
        "the quotation mark that opens here is never closed",
        "close it where its cell ends; if the file was cut off, fetch it again, whole",
    )
}

/// The fault of a file that does not end as every whole one of its list does.
fn breaks_off(ends: Ends, meter: &Meter) -> Option<Stopped> {
    (ends == Ends::Line && !meter.ending().line).then(|| {
        Stopped::at(
            meter.here(),
            code::TRUNCATED,
            "the file ends here, and its last line has no end: the list is published with one",
            "it was cut off, or written anew by another program: fetch it again, whole",
        )
    })
}

fn broken(error: csv::Error, meter: &Meter) -> Stopped {
    let place = meter.here();
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Stopped::of(error, &place),
        csv::ErrorKind::Utf8 { pos, .. } => Stopped::at(
            format!("{}:{}", meter.name, pos.map_or(0, |at| at.line())),
            code::WRONG_ENCODING,
            "this line is no text in UTF-8",
            "name the encoding it is written in",
        ),
        other => {
            Stopped::at(place, code::UNREADABLE, format!("{other:?}"), "see that the file is CSV")
        }
    }
}

/// The columns of a table, by their names.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    names: Vec<String>,
}

impl Header {
    /// The columns that the cells of a row name, which stands at this place. Letters and blanks do
    /// not matter. Of two columns of one name nothing tells which is meant: that is refused.
    pub fn of(row: &Row, place: &str) -> Result<Self, Stopped> {
        let names: Vec<String> = row.cells.iter().map(|name| folded(name)).collect();
        for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            if let Some(first) = names[..at].iter().position(|known| known == name) {
                return Err(Stopped::at(
                    place,
                    code::SAME_COLUMN,
                    format!("columns {} and {} are both called `{name}`", first + 1, at + 1),
                    "give one of them another name, or take it out",
                ));
            }
        }
        Ok(Self { names })
    }

    /// Columns of these names.
    pub fn named(columns: &[&str]) -> Self {
        Self { names: columns.iter().map(|name| folded(name)).collect() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// The cell of a column, clean; none where it is empty or the column is not there.
    pub fn get(&self, row: &Row, column: &str) -> Option<String> {
        self.raw(row, column).and_then(clean)
    }

    /// The cell of a column as it stands.
    pub fn raw<'r>(&self, row: &'r Row, column: &str) -> Option<&'r str> {
        row.cells.get(self.at(column)?).map(String::as_str)
    }

    /// Whether there is a column of this name.
    pub fn has(&self, column: &str) -> bool {
        self.at(column).is_some()
    }

    /// Where these columns stand, for whoever asks for the cells of them all in every row.
    pub fn places(&self, columns: &[&str]) -> Vec<Option<usize>> {
        columns.iter().map(|column| self.at(column)).collect()
    }

    fn at(&self, column: &str) -> Option<usize> {
        let column = folded(column);
        self.names.iter().position(|name| *name == column)
    }

    /// The names of the columns that `known` does not hold, with their places.
    pub fn others<'h>(&'h self, known: &'h [&'h str]) -> impl Iterator<Item = (usize, &'h str)> {
        let other = move |(_, name): &(usize, &str)| {
            !name.is_empty() && !known.iter().any(|known| folded(known) == *name)
        };
        self.names.iter().map(String::as_str).enumerate().filter(other)
    }

    /// Names every cell of a row that is not read because another row has its number.
    pub fn leave(&self, row: &Row, at: &str, reading: &mut Reading<'_>) {
        for (name, cell) in self.names.iter().zip(&row.cells) {
            if let Some(value) = clean(cell) {
                reading.left(name, at, &value, Why::Duplicate);
            }
        }
    }

    /// The fault of a table that lacks some of its columns: all of them at once.
    pub fn lacks(&self, place: String, wanted: &[&str]) -> Option<Stopped> {
        let lacking: Vec<&str> = wanted.iter().copied().filter(|name| !self.has(name)).collect();
        (!lacking.is_empty()).then(|| {
            Stopped::at(
                place,
                code::MISSING_COLUMN,
                format!("the table has no column `{}`", lacking.join("`, `")),
                "see that the file is of this format, and begins with the names of its columns",
            )
        })
    }
}

fn folded(name: &str) -> String {
    let name = name.trim().trim_start_matches('\u{feff}').to_lowercase();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
