//! Labelled pairs in files, and the pairs whose label is disputed.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use crate::{
    failure::{Failure, Wrong},
    output::note,
    people::{Table, wrong},
};

/// A pair of names and whether they are one bearer's.
pub struct Labelled {
    pub one: String,
    pub other: String,
    pub is_match: bool,
    /// Whether somebody says that the label is wrong.
    pub disputed: bool,
}

const PAIRS: [&str; 3] = ["name1", "name2", "is_match"];
const DISPUTED: [&str; 3] = ["name1", "name2", "reason"];

/// The pairs of a file, and which of them another file disputes.
pub fn read(
    pairs: &Path,
    disputed: Option<&Path>,
    skip_broken: bool,
) -> Result<Vec<Labelled>, Failure> {
    let mut labelled = rows(pairs, &PAIRS, skip_broken, |[one, other, label]| {
        let is_match = match label.to_lowercase().as_str() {
            "true" | "1" | "yes" => true,
            "false" | "0" | "no" => false,
            _ => {
                return Err((
                    "is_match",
                    format!("`{label}` does not say whether the two are one"),
                    "write true or false",
                ));
            }
        };
        let (one, other) = (one.to_owned(), other.to_owned());
        Ok(Labelled { one, other, is_match, disputed: false })
    })?;
    let Some(file) = disputed else { return Ok(labelled) };
    let mut places: BTreeMap<BTreeSet<String>, Vec<usize>> = BTreeMap::new();
    for (at, Labelled { one, other, .. }) in labelled.iter().enumerate() {
        places.entry(unordered(one, other)).or_default().push(at);
    }
    let found = rows(file, &DISPUTED, skip_broken, |[one, other, reason]| {
        if reason.is_empty() {
            let problem = "it does not say why the label is disputed".to_owned();
            return Err(("reason", problem, "say in a few words what speaks against it"));
        }
        places.get(&unordered(one, other)).cloned().ok_or_else(|| {
            let problem = format!("{} has no pair `{one}` and `{other}`", pairs.display());
            ("name1", problem, "write both names as they stand there, or leave the row out")
        })
    })?;
    for at in found.into_iter().flatten() {
        labelled[at].disputed = true;
    }
    Ok(labelled)
}

fn unordered(one: &str, other: &str) -> BTreeSet<String> {
    BTreeSet::from([one.to_owned(), other.to_owned()])
}

/// The column, what is wrong there, and what to do.
type Unread = (&'static str, String, &'static str);

/// What each row of a file says; every row that says nothing is told, with its line.
fn rows<T>(
    file: &Path,
    columns: &[&str; 3],
    skip_broken: bool,
    read: impl Fn([&str; 3]) -> Result<T, Unread>,
) -> Result<Vec<T>, Failure> {
    let text = std::fs::read(file);
    let text = text.map_err(|why| Failure::Unreadable { file: file.to_owned(), why })?;
    let mut table = Table::read(file, &text);
    table.must_have(file, &columns.map(str::to_owned), |there| {
        format!("name the columns {}; there are {}", columns.join(", "), there.join(", "))
    })?;
    let mut broken = std::mem::take(&mut table.broken);
    let mut found = Vec::new();
    for (line, row) in &table.rows {
        match read(columns.map(|column| table.cell(row, column).map_or("", |cell| cell.trim()))) {
            Ok(row) => found.push(row),
            Err((column, problem, remedy)) => {
                broken.push(wrong(file, *line, Some(column), problem, remedy));
            }
        }
    }
    broken.sort_by_key(Wrong::line);
    if !broken.is_empty() && !skip_broken {
        return Err(Failure::Rows { faults: broken });
    }
    for wrong in &broken {
        note(&wrong.to_string());
    }
    Ok(found)
}
