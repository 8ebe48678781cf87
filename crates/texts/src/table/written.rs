//! Tables in plain text: between bars, between tabs, or in columns.

use super::{Column, Row, Table};
use crate::name::may_be_person;

/// Reads the table that begins with the first of these lines, and says of how many it is made.
/// `number` is that of the first line in the file.
pub(crate) fn read(lines: &[&str], number: usize) -> Option<(Table, usize)> {
    barred(lines, number)
        .or_else(|| tabbed(lines, number))
        .or_else(|| aligned(lines, number))
        .or_else(|| flattened(lines, number))
}

/// `| Name | Sentence |`, perhaps with a ruler beneath its header.
fn barred(lines: &[&str], number: usize) -> Option<(Table, usize)> {
    let cells = |line: &str| -> Option<Vec<String>> {
        let line = line.trim();
        let inner = line.strip_prefix('|').unwrap_or(line);
        let inner = inner.strip_suffix('|').unwrap_or(inner);
        (line.contains('|') && inner.contains('|'))
            .then(|| inner.split('|').map(|cell| cell.trim().to_owned()).collect())
    };
    let read: Vec<Vec<String>> = lines.iter().map_while(|line| cells(line)).collect();
    let first = read.first()?.len();
    if read.len() < 2 || first < 2 {
        return None;
    }
    let ruler = |row: &[String]| {
        row.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| "-:= ".contains(c)))
    };
    let headed = read.get(1).is_some_and(|row| ruler(row));
    let rows = read.iter().enumerate().filter(|(_, row)| !ruler(row));
    let rows: Vec<Row> =
        rows.map(|(at, cells)| Row { line: number + at, cells: cells.clone() }).collect();
    (rows.len() > 1).then(|| (Table::of(number, rows, headed), read.len()))
}

/// Cells between tabs, as copied from a page or a sheet.
fn tabbed(lines: &[&str], number: usize) -> Option<(Table, usize)> {
    let cells = |line: &&str| line.trim_end().split('\t').count();
    let columns = lines.first().map(cells).filter(|columns| *columns > 1)?;
    let many = lines.iter().take_while(|line| cells(line) == columns).count();
    let row = |(at, line): (usize, &&str)| Row {
        line: number + at,
        cells: line.trim_end().split('\t').map(|cell| cell.trim().to_owned()).collect(),
    };
    let rows: Vec<Row> = lines.iter().take(many).enumerate().map(row).collect();
    (many > 1).then(|| (Table::of(number, rows, false), many))
}

/// Cells that begin, or end, in one column of letters, with blanks between them.
fn aligned(lines: &[&str], number: usize) -> Option<(Table, usize)> {
    const LEAST: usize = 3;
    let first = pieces(lines.first()?);
    if first.len() < 2 {
        return None;
    }
    let ruled = |line: &&str| line.chars().all(|c| "-=+ ".contains(c)) && line.contains("--");
    let fits = |line: &&str| {
        let own = pieces(line);
        own.len() == first.len()
            && own
                .iter()
                .zip(&first)
                .skip(1)
                .all(|(own, first)| own.0 == first.0 || own.1 == first.1)
    };
    let many = lines.iter().take_while(|line| fits(line) || ruled(line)).count();
    let headed = lines.get(1).is_some_and(ruled);
    let rows = lines.iter().take(many).enumerate().filter(|(_, line)| !ruled(line));
    let rows: Vec<Row> = rows
        .map(|(at, line)| Row {
            line: number + at,
            cells: pieces(line).into_iter().map(|(_, _, text)| text.to_owned()).collect(),
        })
        .collect();
    (rows.len() >= LEAST).then(|| (Table::of(number, rows, headed), many))
}

/// A table of persons each cell of which was set on a line of its own, as happens when a page is copied:
/// the heads of the columns, then a name in every so many lines.
fn flattened(lines: &[&str], number: usize) -> Option<(Table, usize)> {
    const MOST: usize = 8;
    const LONGEST: usize = 4_000;
    let short = |line: &str| line.chars().count() <= 120 && !line.ends_with(['.', ':']);
    if Column::of(lines.first()?.trim()) != Column::Name {
        return None;
    }
    let mut filled: Vec<(usize, &str)> = Vec::new();
    for (at, line) in lines.iter().enumerate().map(|(at, line)| (at, line.trim())) {
        // Where no name follows the heads, there is no table, however many lines follow.
        let named = filled.iter().take(MOST + 1).any(|(_, line)| may_be_person(line));
        if !line.is_empty() && (!short(line) || (filled.len() > MOST && !named)) {
            break;
        }
        if !line.is_empty() {
            filled.push((at, line));
        }
        if filled.len() > LONGEST {
            break;
        }
    }
    let names: Vec<bool> = filled.iter().map(|(_, line)| may_be_person(line)).collect();
    // The heads of the other columns are no names; the first name tells how many they are.
    let columns = (2..=MOST).find(|at| {
        names.get(*at) == Some(&true)
            && (1..*at).all(|head| Column::of(filled[head].1) != Column::Other || !names[head])
    })?;
    let rows = names.iter().skip(columns).step_by(columns).take_while(|name| **name).count();
    let whole = filled.len() / columns;
    let rows = (rows + 1).min(whole);
    let row = |at: usize| Row {
        line: number + filled[at * columns].0,
        cells: filled[at * columns..(at + 1) * columns]
            .iter()
            .map(|(_, line)| (*line).to_owned())
            .collect(),
    };
    let table = Table::of(number, (0..rows).map(row).collect(), true);
    let long = filled.get(rows * columns - 1).map_or(0, |(at, _)| at + 1);
    (rows > 2).then_some((table, long))
}

/// The pieces of a line with two blanks or more between them: where each begins and ends, in letters.
fn pieces(line: &str) -> Vec<(usize, usize, &str)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for piece in line.trim_end().split("  ") {
        let long = piece.chars().count();
        let bare = piece.trim();
        if !bare.is_empty() {
            let lead = piece.chars().take_while(|c| c.is_whitespace()).count();
            pieces.push((at + lead, at + lead + bare.chars().count(), bare));
        }
        at += long + 2;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> (Table, usize) {
        read(&text.lines().collect::<Vec<_>>(), 1).expect("a table")
    }

    #[test]
    fn a_table_is_read_between_bars_tabs_or_blanks() {
        let barred = "| Name | Sentence |\n|---|:-:|\n| Jana Novotna | 3 years |\n| Petr Novak | 5 years |\nAfter it.";
        let tabbed = "Name\tSentence\nJana Novotna\t3 years\nPetr Novak\t5 years\n";
        let aligned = "Name          Sentence\n------------  --------\nJana Novotna  3 years\nPetr Novak    5 years\n";
        for (text, lines) in [(barred, 4), (tabbed, 3), (aligned, 4)] {
            let (table, long) = table(text);
            assert_eq!(long, lines, "{text}");
            assert_eq!(table.header, ["Name", "Sentence"]);
            let rows: Vec<_> = table.rows.iter().map(|row| row.cells.join("/")).collect();
            assert_eq!(rows, ["Jana Novotna/3 years", "Petr Novak/5 years"]);
        }
    }

    #[test]
    fn figures_may_stand_under_each_other_by_their_ends() {
        let (table, _) = table("Country    Freed\nNorthland      9\nSouthland    114\n");
        assert_eq!(table.header, ["Country", "Freed"]);
        assert_eq!(table.rows[1].cells, ["Southland", "114"]);
    }

    #[test]
    fn a_table_may_have_every_cell_on_a_line_of_its_own() {
        let text = "Name\nRole\nSentence\nJana Novotna\nPoet\n3 years\n\nPetr Novak\nkeeper of the tower\n5 years\nAfter their release, both left.\n";
        let (table, long) = table(text);
        assert_eq!((table.header.join("/").as_str(), long), ("Name/Role/Sentence", 10));
        assert_eq!(table.rows[1].cells, ["Petr Novak", "keeper of the tower", "5 years"]);
        assert_eq!(table.rows[1].line, 8);
    }

    #[test]
    fn one_caption_between_bars_is_no_table() {
        assert!(read(&["| The tower on Friday. |", "Twelve were freed."], 1).is_none());
    }
}
