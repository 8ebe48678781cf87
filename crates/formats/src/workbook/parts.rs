//! The parts of a workbook beside the rows of its sheet: its texts, its styles, its sheets.

use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::{MOST_OF_A_PART, MOST_TEXT, Unfolding};
use crate::{
    code,
    decoded::Text,
    file::File,
    markup::{self, attribute},
    report::Stopped,
};

pub(super) type Archive = ZipArchive<Cursor<Vec<u8>>>;

/// A part of the archive, within a bound; nothing where it has no such part.
fn part(name: &str, archive: &mut Archive, path: &str) -> Result<Option<Vec<u8>>, Stopped> {
    let Some(mut unfolding) = unfolding(name, archive, path, MOST_OF_A_PART)? else {
        return Ok(None);
    };
    let mut bytes = Vec::new();
    unfolding.read_to_end(&mut bytes).map_err(|error| Stopped::of(error, name))?;
    Ok(Some(bytes))
}

/// A part of the archive that is unfolded as it is read; nothing where it has no such part. Where
/// the archive itself says that it is too large, nothing is unfolded.
fn unfolding<'a>(
    name: &str,
    archive: &'a mut Archive,
    path: &str,
    most: u64,
) -> Result<Option<Unfolding<'a>>, Stopped> {
    match archive.by_name(path) {
        Ok(entry) if entry.size() > most => Err(bomb(name, path, most)),
        Ok(entry) => Ok(Some(Unfolding::up_to(most, name, path, entry))),
        Err(zip::result::ZipError::FileNotFound) => Ok(None),
        Err(error) => Err(broken(name, &error)),
    }
}

pub(super) fn bomb(name: &str, path: &str, most: u64) -> Stopped {
    Stopped::at(
        name,
        code::ZIP_BOMB,
        format!(
            "its part `{path}` comes to more than {} MB, which no list of this size does",
            most / (1024 * 1024)
        ),
        "see where the file came from; if it is what it should be, save the sheet as CSV",
    )
}

pub(super) fn broken(name: &str, error: &zip::result::ZipError) -> Stopped {
    Stopped::at(
        name,
        code::NOT_XLSX,
        format!("the file is not a whole workbook: {error}"),
        "fetch it again, or save the sheet as CSV",
    )
}

/// What it takes to keep a text beside its letters.
const BESIDE_A_TEXT: u64 = 48;

/// The texts that cells share.
pub(super) fn strings(name: &str, archive: &mut Archive) -> Result<Vec<String>, Stopped> {
    let path = "xl/sharedStrings.xml";
    let Some(part) = unfolding(name, archive, path, MOST_TEXT)? else { return Ok(Vec::new()) };
    let place = format!("{name}:{path}");
    let (text, meter) = Text::of(File::new(place.clone(), part), None);
    let mut reader = quick_xml::Reader::from_reader(text);
    let (mut strings, mut within, mut phonetic) = (Vec::<String>::new(), false, false);
    let (mut buffer, mut kept) = (Vec::new(), 0);
    loop {
        if kept > MOST_TEXT {
            return Err(bomb(name, path, MOST_TEXT));
        }
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| markup::broken(error, &place))? {
            Event::Start(start) => match start.local_name().as_ref() {
                b"si" => strings.push(String::new()),
                b"t" => within = true,
                b"rPh" => phonetic = true,
                _ => {}
            },
            Event::Empty(start) if start.local_name().as_ref() == b"si" => {
                meter.entry_read();
                strings.push(String::new());
                kept += BESIDE_A_TEXT;
            }
            Event::End(end) => match end.local_name().as_ref() {
                b"t" => within = false,
                b"rPh" => phonetic = false,
                b"si" => {
                    meter.entry_read();
                    if let Some(last) = strings.last_mut() {
                        last.shrink_to_fit();
                        kept += last.len() as u64 + BESIDE_A_TEXT;
                    }
                }
                _ => {}
            },
            Event::Text(text) if within && !phonetic => {
                if let Some(last) = strings.last_mut() {
                    last.push_str(&markup::text(&text, &place)?);
                }
            }
            Event::GeneralRef(reference) if within && !phonetic => {
                if let Some(last) = strings.last_mut() {
                    last.push(markup::reference(&reference, &place)?);
                }
            }
            Event::DocType(_) => return Err(markup::doctype(&place)),
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// Which styles of cells show a number as a day.
pub(super) fn dates(name: &str, archive: &mut Archive) -> Result<Vec<bool>, Stopped> {
    let path = "xl/styles.xml";
    let Some(bytes) = part(name, archive, path)? else { return Ok(Vec::new()) };
    let place = format!("{name}:{path}");
    let mut reader = quick_xml::Reader::from_reader(bytes.as_slice());
    let (mut own, mut styles, mut within) = (Vec::new(), Vec::new(), false);
    loop {
        match reader.read_event().map_err(|error| markup::broken(error, &place))? {
            Event::Start(start) | Event::Empty(start) => match start.local_name().as_ref() {
                b"numFmt" => {
                    let shown = attribute(&start, "formatCode").unwrap_or_default().to_lowercase();
                    if shown.contains('y') && shown.contains('d') {
                        own.extend(attribute(&start, "numFmtId"));
                    }
                }
                b"cellXfs" => within = true,
                b"xf" if within => {
                    let number = attribute(&start, "numFmtId").unwrap_or_default();
                    let known = matches!(number.as_str(), "14" | "15" | "16" | "17" | "22");
                    styles.push(known || own.contains(&number));
                }
                _ => {}
            },
            Event::End(end) if end.local_name().as_ref() == b"cellXfs" => within = false,
            Event::DocType(_) => return Err(markup::doctype(&place)),
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}

/// A sheet, as the workbook names it.
struct Sheet {
    name: String,
    id: Option<String>,
}

/// Where the first sheet lies in the archive, and the names of the others that hold anything.
pub(super) fn sheets(name: &str, archive: &mut Archive) -> Result<(String, Vec<String>), Stopped> {
    let missing = || {
        Stopped::at(
            name,
            code::NOT_XLSX,
            "the archive holds no sheet of a workbook",
            "save the sheet as XLSX or CSV",
        )
    };
    let place = format!("{name}:xl/workbook.xml");
    let book = part(name, archive, "xl/workbook.xml")?.ok_or_else(missing)?;
    let named = each(&book, b"sheet", &place, |start| Sheet {
        name: attribute(start, "name").unwrap_or_default(),
        id: attribute(start, "r:id"),
    })?;
    let relations = part(name, archive, "xl/_rels/workbook.xml.rels")?.unwrap_or_default();
    let relations = each(&relations, b"Relationship", &place, |start| {
        (attribute(start, "Id"), attribute(start, "Target"))
    })?;
    let path = |sheet: &Sheet| {
        let same = relations.iter().find(|(id, _)| *id == sheet.id);
        same.and_then(|(_, target)| target.as_deref()).map(|target| {
            target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned)
        })
    };
    let mut named = named.iter();
    let first = named.next().and_then(path);
    let first = first.unwrap_or_else(|| "xl/worksheets/sheet1.xml".to_owned());
    if archive.index_for_name(&first).is_none() {
        return Err(missing());
    }
    let others = named.filter(|sheet| path(sheet).is_none_or(|path| holds_cells(archive, &path)));
    let others = others.map(|sheet| sheet.name.clone()).collect();
    Ok((first, others))
}

/// What is made of each element of this name.
fn each<T>(
    bytes: &[u8],
    element: &[u8],
    place: &str,
    made: impl Fn(&BytesStart<'_>) -> T,
) -> Result<Vec<T>, Stopped> {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    let mut all = Vec::new();
    loop {
        match reader.read_event().map_err(|error| markup::broken(error, place))? {
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == element => {
                all.push(made(&start));
            }
            Event::DocType(_) => return Err(markup::doctype(place)),
            Event::Eof => return Ok(all),
            _ => {}
        }
    }
}

/// Whether a sheet may hold anything: older spreadsheets put two empty ones into every workbook. Where
/// the beginning of it does not tell, it may.
fn holds_cells(archive: &mut Archive, path: &str) -> bool {
    const BEGINNING: u64 = 16 * 1024;
    let Ok(sheet) = archive.by_name(path) else { return true };
    let mut begins = Vec::new();
    if sheet.take(BEGINNING).read_to_end(&mut begins).is_err() || begins.len() as u64 == BEGINNING {
        return true;
    }
    begins.windows(4).any(|bytes| matches!(bytes, [b'<', b'/', b'v' | b't' | b'f', b'>']))
}
