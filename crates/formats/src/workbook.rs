//! Workbooks (XLSX): the rows of the first sheet, unfolded as they are read, within bounds. What else
//! a workbook holds, and what its cells do not say, is told.

mod parts;

use std::{
    io::{self, Cursor, Read},
    rc::Rc,
};

use detente_core::Day;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::{
    code,
    decoded::Text,
    file::File,
    markup::{self, attribute},
    meter::Meter,
    report::Stopped,
    slug,
    table::{Row, Unread},
};

use self::parts::{Archive, bomb, broken, dates, sheets, strings};

/// The largest workbook, folded, in bytes: it is kept while its rows are read. The UK's list has 2 MB.
const LARGEST: u64 = 32 * 1024 * 1024;
/// The most that the texts of its cells may unfold to, and what it takes to keep them while its rows
/// are read. Those of the UK's list come to 3 MB.
const MOST_TEXT: u64 = 48 * 1024 * 1024;
/// The most that its styles or the names of its sheets may unfold to.
const MOST_OF_A_PART: u64 = 4 * 1024 * 1024;
/// The most that a sheet may unfold to, for every byte that is folded. The spreadsheets
/// of governments come to twenty.
const MOST_UNFOLDED: u64 = 250;
/// The most columns of a sheet.
const MOST_COLUMNS: usize = 2000;
/// The most rows of a sheet, as the format itself has it.
const MOST_ROWS: u64 = 1_048_576;

/// A workbook whose first sheet is read row by row.
pub(crate) struct Workbook<'a> {
    name: String,
    digest: String,
    strings: Vec<String>,
    dates: Vec<bool>,
    sheet: quick_xml::Reader<Text<'a>>,
    meter: Rc<Meter>,
    rows: u64,
    /// How many rows came so far: what they are numbered is their own word.
    met: u64,
    unread: Vec<Unread>,
}

impl<'a> Workbook<'a> {
    /// Opens a workbook. It lies folded in memory, which its size bounds.
    pub fn open(mut file: File<'a>) -> Result<Self, Stopped> {
        let name = file.name.clone();
        let mut bytes = Vec::new();
        let read = file.bytes.by_ref().take(LARGEST + 1).read_to_end(&mut bytes);
        read.map_err(|error| Stopped::of(error, &name))?;
        if bytes.len() as u64 > LARGEST {
            return Err(Stopped::at(
                &name,
                code::TOO_LARGE,
                format!("the workbook has more than {} MB", LARGEST / (1024 * 1024)),
                "save its sheet as CSV: that is read whatever its size",
            ));
        }
        let digest = slug::digest_of(&bytes);
        let mut archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&name, &error))?;
        let strings = strings(&name, &mut archive)?;
        let dates = dates(&name, &mut archive)?;
        let (path, others) = sheets(&name, &mut archive)?;
        let unfolded = Unfolding::of(&name, archive, &path)?;
        let (text, meter) = Text::of(File::new(name.clone(), unfolded), None);
        let mut sheet = quick_xml::Reader::from_reader(text);
        sheet.config_mut().check_end_names = true;
        let unread = others.into_iter().map(|sheet| Unread {
            field: "sheet (only the first of a workbook is read)".to_owned(),
            place: name.clone(),
            value: sheet,
        });
        let unread = unread.collect();
        Ok(Self { name, digest, strings, dates, sheet, meter, rows: 0, met: 0, unread })
    }

    /// What the workbook holds and no row of the sheet says, since this was asked last.
    pub fn unread(&mut self) -> Vec<Unread> {
        std::mem::take(&mut self.unread)
    }

    /// The SHA-256 of the workbook, in hexadecimal.
    pub fn digest(&self) -> String {
        self.digest.clone()
    }

    /// The next row of the sheet.
    pub fn next(&mut self) -> Result<Option<Row>, Stopped> {
        let mut buffer = Vec::new();
        let mut row: Option<Row> = None;
        let mut cell: Option<Cell> = None;
        let (mut within_value, mut within_formula) = (false, false);
        loop {
            buffer.clear();
            let event = self.sheet.read_event_into(&mut buffer);
            let event = event.map_err(|error| markup::broken(error, &self.place()))?;
            match event {
                Event::Start(start) | Event::Empty(start)
                    if start.local_name().as_ref() == b"row" =>
                {
                    self.rows = attribute(&start, "r")
                        .and_then(|number| number.parse().ok())
                        .unwrap_or(self.rows.saturating_add(1));
                    self.met += 1;
                    if self.rows.max(self.met) > MOST_ROWS {
                        return Err(self.too_many_rows());
                    }
                    row = Some(Row { line: self.rows, cells: Vec::new() });
                }
                Event::Start(start) if start.local_name().as_ref() == b"c" => {
                    cell = Some(Cell::of(&start));
                }
                // A cell that is empty holds nothing: only its column counts, and later ones tell theirs.
                Event::Start(start) if matches!(start.local_name().as_ref(), b"v" | b"t") => {
                    within_value = true;
                }
                Event::Start(start) if start.local_name().as_ref() == b"f" => {
                    within_formula = true;
                    if let Some(cell) = &mut cell {
                        cell.formula = Some(String::new());
                    }
                }
                Event::Empty(start) if start.local_name().as_ref() == b"f" => {
                    if let Some(cell) = &mut cell {
                        cell.formula = Some(String::new());
                    }
                }
                Event::Text(text) if within_formula => {
                    if let Some(formula) = cell.as_mut().and_then(|cell| cell.formula.as_mut()) {
                        formula.push_str(&markup::text(&text, &self.place())?);
                    }
                }
                Event::GeneralRef(name) if within_formula => {
                    if let Some(formula) = cell.as_mut().and_then(|cell| cell.formula.as_mut()) {
                        formula.push(markup::reference(&name, &self.place())?);
                    }
                }
                Event::Text(text) if within_value => {
                    if let Some(cell) = &mut cell {
                        cell.text.push_str(&markup::text(&text, &self.place())?);
                    }
                }
                Event::GeneralRef(name) if within_value => {
                    if let Some(cell) = &mut cell {
                        cell.text.push(markup::reference(&name, &self.place())?);
                    }
                }
                Event::End(end) => match end.local_name().as_ref() {
                    b"v" | b"t" => within_value = false,
                    b"f" => within_formula = false,
                    b"c" => {
                        if let (Some(row), Some(cell)) = (&mut row, cell.take()) {
                            self.place_cell(row, cell)?;
                        }
                    }
                    b"row" => {
                        self.meter.entry_read();
                        if let Some(row) = row.take() {
                            return Ok(Some(row));
                        }
                    }
                    _ => {}
                },
                Event::DocType(_) => return Err(markup::doctype(&self.place())),
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    fn place(&self) -> String {
        format!("{}:{}", self.name, self.rows)
    }

    fn too_many_rows(&self) -> Stopped {
        Stopped::at(
            self.place(),
            code::TOO_LARGE,
            format!("the sheet has more than {MOST_ROWS} rows, which no workbook can"),
            "see where the file came from; if it is what it should be, save the sheet as CSV",
        )
    }

    fn place_cell(&mut self, row: &mut Row, cell: Cell) -> Result<(), Stopped> {
        let column = cell.column.unwrap_or(row.cells.len());
        if let Some(formula) = cell.formula.filter(|_| cell.text.is_empty()) {
            self.unread.push(Unread {
                field: "formula (the workbook holds no value of it)".to_owned(),
                place: format!("{}, column {}", self.place(), column + 1),
                value: format!("={formula}"),
            });
        }
        if column >= MOST_COLUMNS {
            return Err(Stopped::at(
                self.place(),
                code::WRONG_CELLS,
                format!("the row has more than {MOST_COLUMNS} columns"),
                "see that the right sheet is the first of the workbook",
            ));
        }
        let text = match cell.kind.as_deref() {
            Some("s") => cell
                .text
                .trim()
                .parse::<usize>()
                .ok()
                .and_then(|at| self.strings.get(at))
                .cloned()
                .unwrap_or_default(),
            None | Some("n")
                if cell.style.is_some_and(|style| self.dates.get(style) == Some(&true)) =>
            {
                serial_day(&cell.text).unwrap_or(cell.text)
            }
            _ => cell.text,
        };
        if row.cells.len() <= column {
            row.cells.resize(column + 1, String::new());
        }
        row.cells[column] = text;
        Ok(())
    }
}

/// A cell as the sheet has it.
#[derive(Debug, Default)]
struct Cell {
    column: Option<usize>,
    kind: Option<String>,
    style: Option<usize>,
    text: String,
    /// What its value is worked out by, where it is.
    formula: Option<String>,
}

impl Cell {
    fn of(start: &BytesStart<'_>) -> Self {
        let column = attribute(start, "r").and_then(|at| column(&at));
        let style = attribute(start, "s").and_then(|style| style.parse().ok());
        Self { column, kind: attribute(start, "t"), style, ..Self::default() }
    }
}

/// The column of a cell's name: of `AB12`, the 28th, counted from nought.
fn column(name: &str) -> Option<usize> {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase);
    let number =
        letters.take(4).fold(0_usize, |sum, letter| sum * 26 + usize::from(letter - b'A') + 1);
    number.checked_sub(1)
}

/// The day that a spreadsheet counts from the end of 1899.
fn serial_day(text: &str) -> Option<String> {
    let days: f64 = text.trim().parse().ok()?;
    if !(1.0..2_958_466.0).contains(&days) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range was looked at, and the time of day is dropped"
    )]
    let days = days as i64;
    Day::ymd(1899, 12, 30)?.plus_days(days).map(|day| day.to_string())
}

/// A part of an archive that is unfolded as it is read, up to a bound.
struct Unfolding<'a> {
    name: String,
    path: String,
    bytes: Box<dyn Read + 'a>,
    left: u64,
    most: u64,
}

impl<'a> Unfolding<'a> {
    /// What these bytes unfold to, up to a bound.
    fn up_to(most: u64, name: &str, path: &str, bytes: impl Read + 'a) -> Self {
        let (name, path) = (name.to_owned(), path.to_owned());
        Self { name, path, bytes: Box::new(bytes), left: most, most }
    }

    /// A part of an archive that nothing else is read of.
    fn of(name: &str, mut archive: Archive, path: &str) -> Result<Self, Stopped> {
        let entry = archive.by_name(path).map_err(|error| broken(name, &error))?;
        let (method, begins, folded) =
            (entry.compression(), entry.data_start(), entry.compressed_size());
        drop(entry);
        let mut bytes = archive.into_inner();
        bytes.set_position(begins);
        let bytes = bytes.take(folded);
        let bytes: Box<dyn Read> = match method {
            zip::CompressionMethod::Stored => Box::new(bytes),
            _ => Box::new(flate2::bufread::DeflateDecoder::new(bytes)),
        };
        let most = folded.saturating_mul(MOST_UNFOLDED).max(1024 * 1024);
        Ok(Self::up_to(most, name, path, bytes))
    }
}

impl Read for Unfolding<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => return Err(io::Error::other(bomb(&self.name, &self.path, self.most))),
        }
        Ok(read)
    }
}
