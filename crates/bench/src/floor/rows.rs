//! What the floor reads: the rows of a page and of a single person, by hand-written statements.

use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;

use detente_bench::generator::Error;
use rusqlite::{CachedStatement, Connection, OpenFlags, Row, params};
use serde::Deserialize;

use super::shape::{Charge, Detention, PageInfo, People, Person, Shared, Single, Source};

/// How many people a page has.
pub const PAGE: usize = 50;

// The same for the statement.
const LIMIT: i64 = 50;

// A record has one row where everyone sees the same, else one for the public and one that is
// restricted. To leave out the latter is one step in the index; to name the other two would be two.
const PEOPLE: &str = "select id, name, sort_name from person indexed by person_by_name \
     where (sort_name, id) > (?1, ?2) and audience <> 'restricted' order by sort_name, id limit ?3";
const DETENTIONS: &str = "select d.id, d.began_on, d.charges, d.account \
     from reference r cross join detention d on d.id = r.from_id \
     where r.to_id = ?1 and r.field = 'person' and r.audience <> 'restricted' \
     and d.audience <> 'restricted'";
const SOURCE: &str =
    "select title, published_on from source where id = ?1 and audience <> 'restricted'";
const ONE: &str = "select name, born_on from person where id = ?1 and audience <> 'restricted'";
const CURSORS: &str = "select sort_name, id from person indexed by person_by_name \
     where audience <> 'restricted' order by sort_name, id";

/// How much of the file SQLite may see as memory: all of it.
const MAPPED: i64 = 1 << 31;

/// A connection of one thread's own, which reads and never writes.
pub struct Reader(Connection);

/// Who speaks on a record.
#[derive(Deserialize)]
struct Witness<'a> {
    source: &'a str,
}

/// What the account of a row begins with. What else it tells may be ten times as long, and is not
/// read.
const WITNESSES: &str = "{\"witnesses\":";

/// Who speaks on a record, as the account of its row tells.
fn witnesses(account: &str) -> Result<Vec<Witness<'_>>, Error> {
    let account = account.strip_prefix(WITNESSES).ok_or("an account begins otherwise")?;
    Ok(Vec::deserialize(&mut serde_json::Deserializer::from_str(account))?)
}

impl Reader {
    /// Opens a file, which may be written to by others meanwhile.
    pub fn open(file: &Path) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags)?;
        connection.pragma_update(None, "mmap_size", MAPPED)?;
        Ok(Self(connection))
    }

    /// A page of people by name, after this place: what they are ordered by, and an identifier.
    pub fn page(&self, (key, id): (&str, &str)) -> Result<People, Error> {
        // What one page reads is read of one state of the record; and SQLite takes its locks once.
        self.0.prepare_cached("begin")?.execute([])?;
        let people = self.people(key, id);
        self.0.prepare_cached("commit")?.execute([])?;
        people
    }

    fn people(&self, key: &str, id: &str) -> Result<People, Error> {
        let mut people = self.0.prepare_cached(PEOPLE)?;
        let mut looking = Looking {
            detentions: self.0.prepare_cached(DETENTIONS)?,
            sources: self.0.prepare_cached(SOURCE)?,
            known: HashMap::new(),
        };
        let mut nodes = Vec::with_capacity(PAGE);
        let mut end_cursor = None;
        let mut rows = people.query(params![key, id, LIMIT])?;
        while let Some(row) = rows.next()? {
            let id = text(row, 0)?;
            if nodes.len() + 1 == PAGE {
                end_cursor = Some(format!("{}:{id}", row.get_ref(2)?.as_str()?));
            }
            let detentions = looking.detentions_of(&id)?;
            nodes.push(Person { id, name: row.get(1)?, detentions });
        }
        Ok(People { nodes, page_info: PageInfo { end_cursor } })
    }

    /// One person, if there is one.
    pub fn person(&self, id: &str) -> Result<Option<Single>, Error> {
        let mut one = self.0.prepare_cached(ONE)?;
        let mut rows = one.query([id])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(Single { id: id.to_owned(), name: row.get(0)?, born_on: row.get(1)? }))
    }

    /// Every so many people of the list by name, the place of the last of them.
    pub fn cursors(&self, every: usize) -> Result<Vec<String>, Error> {
        let mut people = self.0.prepare(CURSORS)?;
        let mut rows = people.query([])?;
        let (mut cursors, mut passed) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            passed += 1;
            if passed % every == 0 {
                cursors.push(format!(
                    "{}:{}",
                    row.get_ref(0)?.as_str()?,
                    row.get_ref(1)?.as_str()?
                ));
            }
        }
        Ok(cursors)
    }
}

/// What is looked up beside the people of a page.
struct Looking<'a> {
    detentions: CachedStatement<'a>,
    sources: CachedStatement<'a>,
    /// The sources of this page that were looked up.
    known: HashMap<String, Rc<Source>>,
}

impl Looking<'_> {
    /// The detentions of a person, the earliest first.
    fn detentions_of(&mut self, person: &str) -> Result<Vec<Detention>, Error> {
        let mut found = Vec::new();
        let mut rows = self.detentions.query([person])?;
        while let Some(row) = rows.next()? {
            let charges: Vec<Charge> = serde_json::from_str(row.get_ref(2)?.as_str()?)?;
            let witnesses = witnesses(row.get_ref(3)?.as_str()?)?;
            let mut sources: Vec<Shared> = Vec::with_capacity(witnesses.len());
            for Witness { source } in witnesses {
                if sources.iter().all(|Shared(known)| known.id != source) {
                    let source = match self.known.get(source) {
                        Some(known) => Rc::clone(known),
                        None => look_up(&mut self.sources, &mut self.known, source)?,
                    };
                    sources.push(Shared(source));
                }
            }
            found.push(Detention { id: text(row, 0)?, began_on: row.get(1)?, charges, sources });
        }
        if found.len() > 1 {
            found.sort_by(|one, other| (&one.began_on, &one.id).cmp(&(&other.began_on, &other.id)));
        }
        Ok(found)
    }
}

/// Reads a source, and notes it for the rest of the page.
fn look_up(
    sources: &mut CachedStatement<'_>,
    known: &mut HashMap<String, Rc<Source>>,
    id: &str,
) -> Result<Rc<Source>, Error> {
    let (title, published_on) = sources.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let source = Rc::new(Source { id: id.to_owned(), title, published_on });
    known.insert(id.to_owned(), Rc::clone(&source));
    Ok(source)
}

fn text(row: &Row<'_>, column: usize) -> Result<String, Error> {
    Ok(row.get_ref(column)?.as_str()?.to_owned())
}
