//! A first mapping for a table that nobody mapped, to be looked through by a person.

use std::fmt::Write as _;

use detente_core::{Fault, Noun as _, Person};

use super::{
    headers::{GENDER, GENDERS, OF_A_DETENTION, OF_A_PERSON, OF_A_PLACE, OF_A_ROW},
    setting,
};
use crate::{
    code,
    file::{Encoding, File},
    report::Stopped,
    slug,
    table::{Header, Row, Table},
    text::{clean, shortened},
    when,
};

/// So many rows are looked at.
const ROWS: usize = 50;

/// Writes a first mapping: columns whose name or values tell what they are, and the others
/// as comments with what stands in them. The list is called what the file is, unless said otherwise.
pub fn guess(
    file: File<'_>,
    encoding: Option<Encoding>,
    slug: Option<&str>,
) -> Result<String, Box<Fault>> {
    written(file, encoding, slug).map_err(|stopped| stopped.0)
}

fn written(
    mut file: File<'_>,
    encoding: Option<Encoding>,
    slug: Option<&str>,
) -> Result<String, Stopped> {
    let between = (!file.is_workbook()).then(|| file.between()).filter(|sign| *sign != b',');
    let mut table = Table::open(file, encoding, between.unwrap_or(b','))?;
    let Some(first) = table.next()? else {
        return Err(Stopped::at(
            table.name(),
            code::EMPTY_FILE,
            "the file is empty",
            "see that it is the right file",
        ));
    };
    let header = Header::of(&first, &table.place(&first))?;
    let mut rows = Vec::new();
    while let Some(row) = table.next()? {
        rows.push(row);
        if rows.len() >= ROWS {
            break;
        }
    }
    let names: Vec<String> = first.cells.iter().filter_map(|name| clean(name)).collect();
    let looked = Looked { header, rows };
    let is_id = |name: &&String| OF_A_ROW.contains(&name.to_lowercase().as_str());
    let key = names.iter().find(is_id).or_else(|| names.iter().find(|name| looked.numbers(name)));
    let mut text = String::from(
        "# A first guess, to be looked through: what stands in a comment is not read.\n\n[list]\n",
    );
    let stem = stem(table.name());
    let own = slug::readable(stem);
    let _ = writeln!(text, "slug = {}", quoted(slug.unwrap_or(&own)));
    let _ = writeln!(text, "title = {}", quoted(stem));
    text.push_str("publisher = \"\"        # to be filled in: the organization's identifier, without `organization/`\npublisher_name = \"\"        # to be filled in\nterms_of_use = \"\"\n");
    if let Some(sign) = between {
        let _ = writeln!(text, "between = {}", quoted(&char::from(sign).to_string()));
    }
    let cells = looked.rows.iter().flat_map(|row| &row.cells);
    if cells.into_iter().any(|cell| when::unread("", cell) != *"") {
        text.push_str("# dates = \"day first\"        # which number comes first in 3/4/2021: this, or \"month first\"\n");
    }
    begins("person", key, &mut text);
    let others = || names.iter().filter(|name| Some(*name) != key);
    // Of two columns that read like one field, the first is it.
    let mut taken: Vec<&str> = Vec::new();
    let mut first = |field: &&'static str| {
        let first = !taken.contains(field) || field.contains('*');
        taken.push(field);
        first
    };
    let mut held: Vec<(&String, &str)> = Vec::new();
    for name in others() {
        if let Some(field) = known(name, OF_A_DETENTION).filter(&mut first) {
            held.push((name, field));
        } else if let Some(field) = known(name, OF_A_PERSON).filter(&mut first) {
            column(name, field, &looked.values(name), &mut text);
        } else {
            comment(name, &looked.values(name), &mut text);
        }
    }
    if !held.is_empty() {
        begins("detention", key, &mut text);
        let _ = write!(
            text,
            "\n[[record.field]]\ncolumn = {}\nfield = \"person\"\nrecord = \"person\"\n",
            quoted(key.map_or("id", String::as_str))
        );
        for (name, field) in held {
            column(name, field, &looked.values(name), &mut text);
        }
    }
    Ok(text)
}

/// The first rows of a table.
struct Looked {
    header: Header,
    rows: Vec<Row>,
}

impl Looked {
    fn values(&self, column: &str) -> Vec<String> {
        self.rows.iter().filter_map(|row| self.header.get(row, column)).collect()
    }

    /// Whether a column numbers the rows: no two alike, and no names, days, years or values of a field.
    fn numbers(&self, column: &str) -> bool {
        let is_field = [OF_A_PERSON, OF_A_DETENTION].iter().any(|of| known(column, of).is_some());
        let all = self.values(column);
        let distinct: std::collections::BTreeSet<&String> = all.iter().collect();
        !is_field
            && !self.rows.is_empty()
            && distinct.len() == self.rows.len()
            && all.iter().all(|value| is_number(value))
    }
}

/// Whether a value may be the number of a row: `12`, `A-1047`. A year, a day and a word are none.
fn is_number(value: &str) -> bool {
    let signs = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '_');
    let year = value.parse::<u32>().is_ok_and(|number| (1000..3000).contains(&number));
    let plain = value.bytes().all(|byte| byte.is_ascii_digit());
    let day = !plain && when::date_of(value, when::Order::DayFirst).is_some();
    value.chars().all(signs) && value.contains(|c: char| c.is_ascii_digit()) && !year && !day
}

/// The name of a file without its folder and without what tells its form.
fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

fn known(column: &str, fields: &[(&[&str], &'static str)]) -> Option<&'static str> {
    let lower = column.to_lowercase();
    fields.iter().find(|(names, _)| names.contains(&lower.as_str())).map(|(_, field)| *field)
}

fn begins(noun: &str, key: Option<&String>, text: &mut String) {
    let _ = write!(text, "\n[[record]]\nnoun = \"{noun}\"\n");
    match key {
        Some(key) => {
            let _ = writeln!(text, "key = {}", quoted(key));
        }
        None => text.push_str(
            "# No column tells the rows apart: add one with a number that stays.\nkey = \"id\"\n",
        ),
    }
}

fn column(name: &str, field: &str, values: &[String], text: &mut String) {
    let several =
        values.iter().filter(|value| value.contains(';')).count() * 4 > values.len().max(1);
    let _ = write!(text, "\n[[record.field]]\ncolumn = {}\nfield = \"{field}\"\n", quoted(name));
    if field.contains('*') || (several && setting::holds_several(Person::NAME, field)) {
        text.push_str("split = \";\"\n");
    }
    let stands = |word: &str| values.iter().any(|value| value.to_lowercase() == word);
    let words = GENDERS.iter().filter(|(word, _)| field == GENDER && stands(word));
    let words: Vec<String> =
        words.map(|(word, gender)| format!("{} = \"{gender}\"", key_of(word))).collect();
    if !words.is_empty() {
        let _ = writeln!(text, "words = {{ {} }}", words.join(", "));
    }
}

fn comment(name: &str, values: &[String], text: &mut String) {
    let dates = values.iter().filter(|value| when::date(value).is_some()).count();
    let what = if OF_A_PLACE.contains(&name.to_lowercase().as_str()) {
        "places, which are records of their own: name each by its identifier"
    } else if !values.is_empty() && dates * 2 > values.len() {
        "dates"
    } else {
        "texts"
    };
    let example =
        values.first().map_or(String::new(), |value| format!(", such as {}", shortened(value)));
    let _ = write!(
        text,
        "\n# [[record.field]]\n# column = {}    # {what}{example}\n# field = \"\"\n",
        quoted(name)
    );
}

/// A word as a key of TOML: only plain letters stand bare.
fn key_of(word: &str) -> String {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        word.to_owned()
    } else {
        quoted(word)
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string().replace('\n', " ")
}
