//! How the columns of a table share a line: no word is ever cut.

use comfy_table::{Attribute, Cell, ColumnConstraint, Table, TableComponent, Width, presets};

use super::{
    Output,
    text::{hanging, longest_piece, wrapped},
};

/// The spaces between two columns.
const GAP: usize = 2;

/// A column that has more text than this can do with as much.
const ENOUGH: usize = 26;

/// An identifier up to this length is not broken unless the rest cannot be read.
const WHOLE: usize = 36;

/// How wide a column would like to be, and how wide it must be.
#[derive(Clone, Copy, Debug, Default)]
struct Wish {
    /// No line broken.
    all: usize,
    /// Lines broken, and still pleasant to read.
    enough: usize,
    /// No word cut.
    least: usize,
}

/// A table as text, in which every line is as long as the output is wide at most.
pub fn arranged(output: Output, titles: &[&str], whole: &[bool], rows: &[Vec<String>]) -> String {
    let Some(widths) = widths(output.width.into(), titles, whole, rows) else {
        return stacked(output, titles, rows);
    };
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    table.set_style(TableComponent::HeaderLines, '─');
    table.set_header(titles.iter().zip(&widths).map(|(title, width)| {
        let cell = Cell::new(wrapped(title, *width).join("\n"));
        if output.colour { cell.add_attribute(Attribute::Bold) } else { cell }
    }));
    for row in rows {
        table.add_row(row.iter().zip(&widths).map(|(text, width)| {
            wrapped(text, *width).join(
                "
",
            )
        }));
    }
    for (at, width) in widths.iter().enumerate() {
        if let Some(column) = table.column_mut(at) {
            let gap = if at + 1 == widths.len() { 0 } else { GAP };
            column.set_padding((0, u16::try_from(gap).unwrap_or_default()));
            let width = u16::try_from(width + gap).unwrap_or(u16::MAX);
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        }
    }
    if output.colour {
        table.enforce_styling();
    }
    let mut text = table.trim_fmt();
    text.push('\n');
    text
}

/// The rows one below the other, each with a line for each column: where columns do not fit beside each other.
fn stacked(output: Output, titles: &[&str], rows: &[Vec<String>]) -> String {
    let longest = titles.iter().map(|title| title.chars().count()).max().unwrap_or(0);
    let row = |row: &Vec<String>| {
        let stated = titles.iter().zip(row).filter(|(_, text)| !text.is_empty());
        let lines = stated.map(|(title, text)| {
            hanging(&format!("{title:<longest$}  "), text, output.width.into())
        });
        lines.collect::<String>()
    };
    rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

/// How wide each column is; none where words would have to be cut.
fn widths(
    width: usize,
    titles: &[&str],
    whole: &[bool],
    rows: &[Vec<String>],
) -> Option<Vec<usize>> {
    let room = width.saturating_sub(GAP * titles.len().saturating_sub(1));
    let mut wishes: Vec<Wish> = titles.iter().map(|title| wish(title, false)).collect();
    for row in rows {
        for ((wish, text), whole) in wishes.iter_mut().zip(row).zip(whole) {
            let asked = self::wish(text, *whole);
            wish.all = wish.all.max(asked.all);
            wish.enough = wish.enough.max(asked.enough);
            wish.least = wish.least.max(asked.least);
        }
    }
    let mut widths: Vec<usize> = wishes.iter().map(|wish| wish.least).collect();
    if widths.iter().sum::<usize>() > room {
        return None;
    }
    // First everyone gets what is pleasant, then what is left, each time by what is missing.
    for want in [|wish: &Wish| wish.enough, |wish: &Wish| wish.all] {
        let missing: Vec<usize> = wishes
            .iter()
            .zip(&widths)
            .map(|(wish, width)| want(wish).saturating_sub(*width))
            .collect();
        let all: usize = missing.iter().sum();
        let free = room.saturating_sub(widths.iter().sum());
        for (width, missing) in widths.iter_mut().zip(missing) {
            *width += if all <= free { missing } else { missing * free / all };
        }
    }
    Some(widths)
}

fn wish(text: &str, whole: bool) -> Wish {
    let longest = |parts: &mut dyn Iterator<Item = &str>| {
        parts.map(|part| part.chars().count()).max().unwrap_or(0)
    };
    let all = longest(&mut text.lines());
    if whole {
        // An identifier is there to be copied: it is broken last of all, and after a hyphen.
        let least = longest_piece(text, ENOUGH).max(all.min(ENOUGH));
        return Wish { all, enough: all.min(WHOLE), least };
    }
    let least = longest_piece(text, ENOUGH);
    Wish { all, enough: least.max(all.min(ENOUGH)), least }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Format;

    #[test]
    fn words_are_never_cut_and_lines_never_too_long() {
        let output = Output { format: Format::Table, width: 40, colour: false };
        let rows = [vec![
            "a text of several words, some incomprehensible".to_owned(),
            "statement/coale-on-further-releases".to_owned(),
        ]];
        let text = arranged(output, &["text", "id"], &[false, true], &rows);
        assert!(text.lines().all(|line| line.chars().count() <= 40), "{text}");
        assert!(text.contains("incomprehensible"), "{text}");
        assert!(text.contains("further-"), "{text}");
    }
}
