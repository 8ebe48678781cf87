//! A first mapping for a table that nobody mapped, to be looked through by a person.

use std::fmt::Write as _;

use detente_core::Fault;

use crate::{
    code,
    file::{Encoding, File},
    report::Stopped,
    table::{Header, Table},
    text::clean,
    when,
};

/// The fields that the names of columns tell, for a person.
const KNOWN: &[(&[&str], &str)] = &[
    (&["name", "full name", "fullname", "person"], "name"),
    (&["gender", "sex"], "gender"),
    (&["birthday", "birth date", "birth_date", "date of birth", "dob", "born"], "born_on"),
    (&["died", "death date", "date of death"], "died_on"),
    (&["birth place", "place of birth", "birth_place"], "birth_place"),
    (&["nationality", "citizenship", "country"], "nationalities"),
    (&["alias", "aliases", "other names"], "names.*.text"),
    (&["position", "profession", "occupation", "title"], "roles.listed.title"),
    (&["summary", "description", "about", "notes"], "summary"),
    (&["passport", "passport number"], "identifiers.passport.value"),
];

/// So many rows are looked at.
const ROWS: usize = 50;

/// Writes a first mapping: columns whose name or values tell what they are, and the others
/// as comments with what stands in them.
pub fn guess(file: File<'_>, encoding: Option<Encoding>, slug: &str) -> Result<String, Box<Fault>> {
    written(file, encoding, slug).map_err(|stopped| stopped.0)
}

fn written(file: File<'_>, encoding: Option<Encoding>, slug: &str) -> Result<String, Stopped> {
    let mut table = Table::open(file, encoding, b',')?;
    let Some(first) = table.next()? else {
        return Err(Stopped::at(
            table.name(),
            code::EMPTY_FILE,
            "the file is empty",
            "see that it is the right file",
        ));
    };
    let header = Header::of(&first);
    let mut rows = Vec::new();
    while let Some(row) = table.next()? {
        rows.push(row);
        if rows.len() >= ROWS {
            break;
        }
    }
    let names: Vec<String> = first.cells.iter().filter_map(|name| clean(name)).collect();
    let values = |name: &str| -> Vec<String> {
        rows.iter().filter_map(|row| header.get(row, name)).collect()
    };
    let distinct = |name: &str| {
        let all = values(name);
        let set: std::collections::BTreeSet<&String> = all.iter().collect();
        !rows.is_empty() && set.len() == rows.len()
    };
    let is_id = |name: &&String| {
        matches!(name.to_lowercase().as_str(), "id" | "number" | "no" | "no." | "key" | "nr")
    };
    let key = names.iter().find(is_id).or_else(|| names.iter().find(|name| distinct(name)));
    let mut text = String::from(
        "# A first guess, to be looked through: what stands in a comment is not read.\n\n[list]\n",
    );
    let _ = writeln!(text, "slug = {}", quoted(slug));
    let _ = writeln!(text, "title = {}", quoted(table.name()));
    text.push_str("publisher = \"publisher\"        # the organization's identifier, without `organization/`\npublisher_name = \"Publisher\"\nterms_of_use = \"\"\n\n[[record]]\nnoun = \"person\"\n");
    match key {
        Some(key) => {
            let _ = writeln!(text, "key = {}", quoted(key));
        }
        None => text.push_str(
            "# No column tells the rows apart: add one with a number that stays.\nkey = \"id\"\n",
        ),
    }
    for name in names.iter().filter(|name| Some(*name) != key) {
        column(name, &values(name), &mut text);
    }
    Ok(text)
}

fn column(name: &str, values: &[String], text: &mut String) {
    let lower = name.to_lowercase();
    let known = KNOWN.iter().find(|(names, _)| names.contains(&lower.as_str()));
    let several =
        values.iter().filter(|value| value.contains(';')).count() * 4 > values.len().max(1);
    if let Some((_, field)) = known {
        let _ =
            write!(text, "\n[[record.field]]\ncolumn = {}\nfield = \"{field}\"\n", quoted(name));
        if several || field.contains('*') {
            text.push_str("split = \";\"\n");
        }
    } else {
        let dates = values.iter().filter(|value| when::date(value).is_some()).count();
        let what = if !values.is_empty() && dates * 2 > values.len() { "dates" } else { "texts" };
        let example = values
            .first()
            .map_or(String::new(), |value| format!(", such as {}", crate::text::shortened(value)));
        let _ = write!(
            text,
            "\n# [[record.field]]\n# column = {}    # {what}{example}\n# field = \"\"\n",
            quoted(name)
        );
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string().replace('\n', " ")
}
