//! The cells of a table of a page, each under the head that it belongs to, though it may reach over several rows or
//! columns.

use super::Gathered;
use crate::table::Row;

/// No table has more columns, whatever its cells say of how many they cover.
const MOST_COLUMNS: usize = 60;

/// How many columns and rows a cell covers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub columns: usize,
    /// None of them bounded where it is 0.
    pub rows: usize,
}

/// A cell that reaches into the rows below it.
#[derive(Debug)]
struct Reaching {
    column: usize,
    rows: usize,
    text: String,
}

/// A table as its rows are read.
#[derive(Debug, Default)]
pub(super) struct TableRows {
    pub line: usize,
    pub title: Option<String>,
    pub rows: Vec<Row>,
    pub headed: bool,
    /// The cell that is read.
    pub cell: Option<Gathered>,
    span: Option<Span>,
    heads: bool,
    /// The cells that reach into the row that is read, by their columns.
    reaching: Vec<Reaching>,
    /// Those that begin in it, and reach into the next one.
    next: Vec<Reaching>,
}

impl TableRows {
    /// A table that begins on this line.
    pub fn of(line: usize) -> Self {
        Self { line, ..Self::default() }
    }

    pub fn begin_row(&mut self, line: usize) {
        self.end_row();
        self.rows.push(Row { line, cells: Vec::new() });
    }

    pub fn begin_cell(&mut self, line: usize, heads: bool, span: Span) {
        if self.rows.is_empty() {
            self.rows.push(Row { line, cells: Vec::new() });
        }
        self.headed |= heads && self.rows.len() == 1;
        self.cell = Some(Gathered::default());
        self.span = Some(span);
        self.heads = heads;
    }

    /// Puts a cell into the first column that no cell above it covers.
    pub fn end_cell(&mut self, text: &str) {
        self.fill();
        let span = self.span.take().unwrap_or(Span { columns: 1, rows: 1 });
        let Some(row) = self.rows.last_mut() else { return };
        let begins = row.cells.len();
        let ends = begins.saturating_add(span.columns.clamp(1, MOST_COLUMNS)).min(MOST_COLUMNS);
        for column in begins..ends.max(begins + 1) {
            // A head is that of every column below it; what else a wide cell says is said once.
            let own = column == begins || self.heads;
            let text = if own { text.to_owned() } else { String::new() };
            let rows = if span.rows == 0 { usize::MAX } else { span.rows };
            if rows > 1 {
                // A number of several rows together is none of each of them.
                let figure = !text.contains(char::is_alphabetic);
                let below = if figure { String::new() } else { text.clone() };
                self.next.push(Reaching { column, rows: rows - 1, text: below });
            }
            row.cells.push(text);
        }
    }

    /// Ends a row: the cells that reach into it from above stand behind its last too.
    pub fn end_row(&mut self) {
        self.fill();
        self.reaching.retain_mut(|cell| {
            cell.rows -= 1;
            cell.rows > 0
        });
        self.reaching.append(&mut self.next);
        self.reaching.sort_by_key(|cell| cell.column);
    }

    /// Adds the cells from above whose turn it is.
    fn fill(&mut self) {
        let Some(row) = self.rows.last_mut() else { return };
        while let Some(cell) = self.reaching.iter().find(|cell| cell.column == row.cells.len()) {
            row.cells.push(cell.text.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Document;

    fn rows(page: &str) -> Vec<String> {
        let document = Document::read("a.html", page.as_bytes()).unwrap();
        let table = &document.tables[0];
        let rows = table.rows.iter().map(|row| row.cells.join("/"));
        std::iter::once(table.header.join("/")).chain(rows).collect()
    }

    #[test]
    fn a_cell_that_reaches_over_rows_stands_in_each_of_them() {
        let page = "<table><tr><th>Region<th>Name<th>Lawyer<th>Sentence\
            <tr><td rowspan=2>North<td>Jan Priklad<td>Otto Klic<td>9 years\
            <tr><td>Petr Novak<td>Otto Klic<td>8 years\
            <tr><td>South<td>Eva Stara<td rowspan=0>Anna Pravni<td>7 years\
            <tr><td>East<td>Dana Mirova<td>6 years</table>";
        assert_eq!(
            rows(page),
            [
                "Region/Name/Lawyer/Sentence",
                "North/Jan Priklad/Otto Klic/9 years",
                "North/Petr Novak/Otto Klic/8 years",
                "South/Eva Stara/Anna Pravni/7 years",
                "East/Dana Mirova/Anna Pravni/6 years",
            ]
        );
    }

    #[test]
    fn a_cell_that_reaches_over_columns_shifts_none() {
        let page = "<table><tr><th>Name<th colspan=2>Sentence<th>Held in\
            <tr><td>Jan Priklad<td>9 years<td>8 years<td>Sedm\
            <tr><td>Petr Novak<td colspan=2>7 years<td>Brod</table>";
        assert_eq!(
            rows(page),
            [
                "Name/Sentence/Sentence/Held in",
                "Jan Priklad/9 years/8 years/Sedm",
                "Petr Novak/7 years//Brod",
            ]
        );
    }

    #[test]
    fn a_number_of_several_rows_is_counted_once() {
        let page = "<table><tr><th>Prison<th>Region<th>Freed<tr><td>Hill<td rowspan=2>North<td rowspan=2>40\
            <tr><td>Dale<tr><td>Brod<td>South<td>12<tr><td>Total<td><td>52</table>";
        assert_eq!(rows(page)[1..3], ["Hill/North/40", "Dale/North/"]);
        let document = Document::read("a.html", page.as_bytes()).unwrap();
        assert_eq!(crate::check(&document, None), []);
    }

    #[test]
    fn no_cell_makes_a_table_without_end() {
        let page = "<table><tr><td colspan=99999999 rowspan=99999999>Name<td>Age<tr><td>Jan Priklad<td>61</table>";
        let document = Document::read("a.html", page.as_bytes()).unwrap();
        let widest =
            document.tables.iter().flat_map(|table| &table.rows).map(|row| row.cells.len()).max();
        assert!(widest.unwrap_or(0) <= super::MOST_COLUMNS + 8, "{widest:?}");
    }
}
