//! Names in the cells of tables: those of persons, and of the bodies that their roles are in.

use std::collections::{HashMap, HashSet};

use super::{NameKind, Named, Names, gender_of, key, kind, may_be_person, run::runs};
use crate::{
    document::Document,
    place::Place,
    quotation::verb,
    sentence::Sentences,
    table::{Column, Table},
};

/// The names in the cells of tables.
#[derive(Debug, Default)]
pub(crate) struct InCells {
    people: Vec<PersonInCell>,
    /// Bodies, each as it is named and as far as the cell tells what it is.
    bodies: Vec<Named>,
}

/// A person who is named in a cell of a table, and how old they are by another of its row.
#[derive(Debug)]
struct PersonInCell {
    name: String,
    place: Place,
    age: Option<(u32, Place)>,
    /// How old they were at another time.
    age_then: Option<(u32, Place)>,
}

impl InCells {
    /// Those of a document.
    pub fn of(document: &Document) -> Self {
        let mut cells = Self::default();
        for table in &document.tables {
            let columns = table.columns();
            cells.add_people(table, &columns);
            let roles = columns.iter().enumerate().filter(|(_, is)| **is == Column::Role);
            for (column, _) in roles {
                for row in &table.rows {
                    let pieces = row.cells.get(column).map(|cell| cell.split(';'));
                    let found =
                        pieces.into_iter().flatten().flat_map(|role| bodies(role, row.line));
                    cells.bodies.extend(found);
                }
            }
        }
        cells
    }

    fn add_people(&mut self, table: &Table, columns: &[Column]) {
        let find = |wanted: Column| columns.iter().position(|column| *column == wanted);
        let Some(column) = find(Column::Name) else { return };
        for row in &table.rows {
            let cell = row.cells.get(column);
            let name = cell.map(|cell| table.name_in(column, cell)).unwrap_or_default();
            if let Some(cell) = cell.filter(|_| may_be_person(&name)) {
                let place = |quote: &str| Place { line: row.line, quote: quote.to_owned() };
                let age = |column: Column| {
                    let cell = row.cells.get(find(column)?)?.trim();
                    Some((cell.parse().ok()?, place(cell)))
                };
                let (now, then) = (age(Column::Age), age(Column::AgeThen));
                let dead = table.tells_of_death(row);
                self.people.push(PersonInCell {
                    name: name.into_owned(),
                    place: place(cell),
                    age: now.clone().filter(|_| !dead),
                    age_then: then.or(now.filter(|_| dead)),
                });
            }
        }
    }
}

/// The bodies that a role is in: `editor of Tut.by`, `professor at the University of Sedm`.
fn bodies(role: &str, line: usize) -> Vec<Named> {
    let sentences = Sentences::of(role);
    let found = runs(&sentences, &HashSet::new()).into_iter().filter_map(|run| {
        let name = sentences.words(&run.name).to_owned();
        let the =
            usize::from(run.titles.start > 0 && sentences.small(run.titles.start - 1) == "the");
        let led = run.titles.start.checked_sub(1 + the)?;
        let body = kind::sure_body(&name)?;
        let one = name.split_whitespace().count() == 1 && !kind::is_site(&name);
        let named = Named {
            kind: Some(NameKind::Organization),
            sure: true,
            body: body.0,
            place_in_text: Place { line, quote: name.clone() },
            lines: vec![line],
            text: name,
            ..Named::default()
        };
        (!one && verb::is_preposition(sentences.small(led))).then_some(named)
    });
    found.collect()
}

impl Names {
    /// Those of the cells, before what the text tells of them.
    pub(super) fn of_cells(
        cells: &InCells,
        passages: usize,
        by_text: &mut HashMap<String, usize>,
    ) -> Self {
        let mut names = Self { all: Vec::new(), mentions: vec![Vec::new(); passages] };
        for PersonInCell { name, place, .. } in &cells.people {
            let person = || Named {
                text: name.clone(),
                kind: Some(NameKind::Person),
                sure: true,
                gender: gender_of(name),
                place_in_text: place.clone(),
                ..Named::default()
            };
            names.add(name, person, place.line, by_text);
        }
        for body in &cells.bodies {
            names.add(&body.text, || body.clone(), body.place_in_text.line, by_text);
        }
        names
    }

    fn add(
        &mut self,
        name: &str,
        named: impl FnOnce() -> Named,
        line: usize,
        by_text: &mut HashMap<String, usize>,
    ) {
        let at = *by_text.entry(key(name)).or_insert(self.all.len());
        if at == self.all.len() {
            self.all.push(named());
        }
        self.all[at].lines.push(line);
    }

    /// Adds how old the persons of the cells are, by their rows.
    pub(super) fn add_ages_of_cells(&mut self, cells: &InCells, by_text: &HashMap<String, usize>) {
        for PersonInCell { name, age, age_then, .. } in &cells.people {
            if let Some(at) = by_text.get(&key(name)) {
                self.all[*at].ages.extend(age.clone());
                self.all[*at].ages_then.extend(age_then.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Article, Document, NameKind};

    fn bodies(text: &str) -> Vec<String> {
        let article = Article::read(Document::read("a.txt", text.as_bytes()).unwrap(), None);
        let body = |named: &&crate::Named| named.kind == Some(NameKind::Organization) && named.sure;
        article.names.iter().filter(body).map(|named| named.text.clone()).collect()
    }

    #[test]
    fn the_body_that_a_role_is_in_is_named_by_the_cell() {
        let table = "Name | Role | Sentence\nJan Priklad | Editor-in-chief of Vez.by | 9 years\nPetr Novak | Press Secretary; member of the Keepers' Guild | 8 years\n";
        assert_eq!(bodies(table), ["Vez.by", "Keepers' Guild"]);
    }
}
