//! Tables: columns and their totals, shares that make a hundred, ages beside days of birth.

use detente_core::PartialDate;
use rust_decimal::Decimal;

use super::{Finding, Wrong, age};
use crate::{
    number::numeral,
    place::{Place, quotable},
    sentence::Sentences,
    table::{Row, Table},
    when,
};

pub(super) fn check(tables: &[Table], published: Option<PartialDate>, found: &mut Vec<Finding>) {
    for table in tables {
        columns(table, found);
        rows(table, found);
        births(table, published, found);
    }
}

/// Words that begin the row, or head the column, in which others are added up.
fn is_total(cell: &str) -> bool {
    let cell = cell.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    matches!(
        cell.as_str(),
        "total"
            | "totals"
            | "in total"
            | "all"
            | "sum"
            | "overall"
            | "grand total"
            | "разам"
            | "усяго"
            | "всего"
            | "итого"
            | "разом"
            | "усього"
    )
}

fn is_subtotal(cell: &str) -> bool {
    matches!(
        cell.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str(),
        "subtotal" | "sub-total"
    )
}

/// The number of a cell that holds nothing else, and whether it is a share.
fn number(cell: &str) -> Option<(Decimal, bool)> {
    let share = cell.trim_end().ends_with('%');
    let bare = cell.trim().trim_end_matches('%').trim();
    let sentences = Sentences::of(bare);
    let (number, end) = numeral(&sentences, 0)?;
    (end == sentences.tokens.len() && bare.starts_with(|c: char| c.is_ascii_digit()))
        .then_some((number, share))
}

fn first(row: &Row) -> &str {
    row.cells.first().map_or("", String::as_str)
}

/// Whether a row counts again some of those in the row above it: `of them students`.
fn is_within(cell: &str) -> bool {
    let small = cell.to_lowercase();
    let bare = small.trim_start_matches(|c: char| !c.is_alphanumeric());
    // A dash before a word sets it in; `(of them …)` does too.
    let set_in = small.starts_with(['-', '–', '—', '•', '↳']);
    set_in
        || [
            "of them",
            "of which",
            "of whom",
            "of these",
            "including",
            "incl",
            "among them",
            "among whom",
            "thereof",
        ]
        .iter()
        .any(|words| bare.starts_with(words))
}

/// Two heads that between them are everyone: men and women.
fn pair_among(heads: &[&str]) -> Option<(usize, usize)> {
    const PAIRS: [(&str, &str); 5] = [
        ("men", "women"),
        ("male", "female"),
        ("males", "females"),
        ("boys", "girls"),
        ("adults", "minors"),
    ];
    let find =
        |wanted: &str| heads.iter().position(|head| head.trim().eq_ignore_ascii_case(wanted));
    PAIRS.iter().find_map(|(one, other)| Some((find(one)?, find(other)?)))
}

/// Whether what stands as a total may be an average of the others, or the last state of what is not added up: a
/// rate, an age, those held at the end of a year.
fn is_among(total: Decimal, numbers: &[Decimal]) -> bool {
    let least = numbers.iter().min();
    let most = numbers.iter().max();
    let some = numbers.iter().filter(|number| !number.is_zero()).count() > 1;
    some && least.zip(most).is_some_and(|(least, most)| *least <= total && total <= *most)
}

/// The rows that add up others make what they say.
fn columns(table: &Table, found: &mut Vec<Finding>) {
    let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let is = |row: &Row, test: fn(&str) -> bool| row.cells.first().is_some_and(|cell| test(cell));
    if table.rows.iter().filter(|row| is(row, is_total)).count() > 1 {
        return;
    }
    let pair = pair_among(&table.rows.iter().map(first).collect::<Vec<_>>());
    for column in 1..width {
        let (mut all, mut since) = (Vec::new(), Vec::new());
        for row in table.rows.iter().filter(|row| !is_within(first(row))) {
            let cell = row.cells.get(column).map(String::as_str).unwrap_or_default();
            let value = number(cell);
            if is(row, is_total) || is(row, is_subtotal) {
                let parts = if is(row, is_total) { &all } else { &since };
                // Men and women are all: who is counted beside them is counted again.
                let overlaps = pair.is_some() && parts.len() > 2;
                if let Some((total, share)) = value.filter(|_| !overlaps) {
                    told(table, row, column, parts, total, share, found);
                }
                since.clear();
            } else {
                all.push(value);
                since.push(value);
            }
        }
    }
}

/// Tells that a column does not make its total, where every cell of it is a number.
fn told(
    table: &Table,
    row: &Row,
    column: usize,
    parts: &[Option<(Decimal, bool)>],
    total: Decimal,
    share: bool,
    found: &mut Vec<Finding>,
) {
    let numbers: Option<Vec<Decimal>> =
        parts.iter().map(|part| part.map(|(number, _)| number)).collect();
    let Some(numbers) = numbers.filter(|numbers| numbers.len() > 1) else { return };
    let Some(sum) = numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number))
    else {
        return;
    };
    // Each share may have been rounded by half of its last digit.
    let scale = numbers.iter().map(Decimal::scale).max().unwrap_or(0);
    let slack = if share {
        Decimal::new(5, scale + 1) * Decimal::from(numbers.len())
    } else {
        Decimal::ZERO
    };
    if (sum - total).abs() > slack && !is_among(total, &numbers) {
        let called = table.header.get(column).map_or_else(
            || format!("column {}", column + 1),
            |name| format!("the column `{name}`"),
        );
        let sign = if share { " %" } else { "" };
        let problem = format!("{called} makes {}{sign}, and not {total}{sign}", sum.normalize());
        found.push(Finding {
            kind: if share { Wrong::Share } else { Wrong::Sum },
            place: place(row),
            problem,
        });
    }
}

/// A column called total is the sum of those before it.
fn rows(table: &Table, found: &mut Vec<Finding>) {
    let Some(total) =
        table.header.iter().position(|cell| is_total(cell)).filter(|total| *total >= 3)
    else {
        return;
    };
    let heads: Vec<&str> = table.header.iter().map(String::as_str).collect();
    let overlaps = pair_among(&heads).is_some();
    for row in &table.rows {
        let numbers: Option<Vec<Decimal>> = (1..total)
            .map(|at| {
                row.cells
                    .get(at)
                    .and_then(|cell| number(cell))
                    .filter(|(_, share)| !share)
                    .map(|(number, _)| number)
            })
            .collect();
        let said = row.cells.get(total).and_then(|cell| number(cell));
        if let (Some(numbers), Some((said, false))) = (numbers, said)
            && let Some(sum) =
                numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number))
            && sum != said
            && !is_among(said, &numbers)
            && !(overlaps && numbers.len() > 2)
        {
            let problem = format!("the row makes {}, and not {said}", sum.normalize());
            found.push(Finding { kind: Wrong::Sum, place: place(row), problem });
        }
    }
}

/// Ages beside days of birth.
fn births(table: &Table, published: Option<PartialDate>, found: &mut Vec<Finding>) {
    let column = |names: &[&str]| {
        table.header.iter().position(|cell| names.contains(&cell.to_lowercase().as_str()))
    };
    let born = column(&["born", "date of birth", "birth", "year of birth", "birthday", "dob"]);
    let (Some(born), Some(age), Some(published)) = (born, column(&["age"]), published) else {
        return;
    };
    for row in table.rows.iter().filter(|row| !table.tells_of_death(row)) {
        let date = row.cells.get(born).and_then(|cell| {
            when::read(&Sentences::of(cell), None).first().and_then(|when| when.date)
        });
        let said = row.cells.get(age).and_then(|cell| number(cell));
        let (Some(date), Some((said, _))) = (date, said) else { continue };
        if let Some(problem) = age::contradiction(date, said, published) {
            found.push(age::in_row(row.line, place(row).quote, problem));
        }
    }
}

fn place(row: &Row) -> Place {
    Place { line: row.line, quote: quotable(&row.cells.join(" | ")).to_owned() }
}
