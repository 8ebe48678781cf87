//! Pages: one record, or one answer, for reading.

use super::{
    Output,
    text::{bold, dim, green, hanging, red, wrapped},
};

/// The widest a name of a field may make its column.
const WIDEST: usize = 22;

enum Line {
    Heading(String),
    Field(String, String),
    Item(String),
    Gone(String),
    Come(String),
    Beneath(String),
    Deeper(String),
    Text(String),
    Block(String),
}

/// One record, or one answer, for reading.
#[derive(Default)]
pub struct Page {
    title: Option<(String, String)>,
    known: Option<String>,
    disputed: Vec<String>,
    marked: bool,
    lines: Vec<Line>,
}

impl Page {
    /// A page about a record: what it is called, and what it is known by.
    pub fn about(label: &str, id: &str) -> Self {
        Self { title: Some((label.to_owned(), id.to_owned())), ..Self::default() }
    }

    /// The same, where it may have been asked for under an identifier that was merged into it.
    pub fn about_one(label: &str, id: &str, asked: &str) -> Self {
        let mut page = Self::about(label, id);
        if asked != id {
            page.text(format!("{asked} was merged into it."));
        }
        page
    }

    /// A page without a record.
    pub fn new() -> Self {
        Self::default()
    }

    /// As of when it was known, if that is not today.
    pub fn known(mut self, moment: Option<&str>) -> Self {
        self.known = moment.map(str::to_owned);
        self
    }

    /// The fields on which sources contradict each other: their values get a mark.
    pub fn disputed(mut self, fields: Vec<String>) -> Self {
        self.disputed = fields;
        self
    }

    /// Whether sources contradict each other on this field, or within it.
    pub fn is_disputed(&self, path: &str) -> bool {
        let within = |field: &String| {
            field == path || field.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'))
        };
        self.disputed.iter().any(within)
    }

    /// The text with the mark of a disputed value, if it is one.
    pub fn mark(&mut self, path: &str, text: String) -> String {
        if !self.is_disputed(path) {
            return text;
        }
        self.marked = true;
        format!("{text}*")
    }

    /// Begins a part of the page.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.lines.push(Line::Heading(text.into()));
    }

    /// A field with its value; left out where nobody states it.
    pub fn field(&mut self, name: &str, path: &str, value: Option<String>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let value = self.mark(path, value);
            self.lines.push(Line::Field(name.to_owned(), value));
        }
    }

    /// A field with several values, one a line.
    pub fn fields(&mut self, name: &str, path: &str, values: impl IntoIterator<Item = String>) {
        for value in values {
            self.field(name, path, Some(value));
        }
    }

    /// A line of its own in a list.
    pub fn item(&mut self, text: impl Into<String>) {
        self.lines.push(Line::Item(text.into()));
    }

    /// What a record says, and would say no longer.
    pub fn gone(&mut self, text: impl Into<String>) {
        self.lines.push(Line::Gone(text.into()));
    }

    /// What a record would say, and does not.
    pub fn come(&mut self, text: impl Into<String>) {
        self.lines.push(Line::Come(text.into()));
    }

    /// A line that belongs to the item above.
    pub fn beneath(&mut self, text: impl Into<String>) {
        self.lines.push(Line::Beneath(text.into()));
    }

    /// A line that belongs to the one above it.
    pub fn deeper(&mut self, text: impl Into<String>) {
        self.lines.push(Line::Deeper(text.into()));
    }

    /// A part of the page with one line for each; left out where there are none.
    pub fn list(
        &mut self,
        heading: impl Into<String>,
        items: impl IntoIterator<Item = impl Into<String>>,
    ) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_some() {
            self.heading(heading);
            items.for_each(|item| self.item(item));
        }
    }

    /// A paragraph.
    pub fn text(&mut self, text: impl Into<String>) {
        self.lines.push(Line::Text(text.into()));
    }

    /// A text of several lines, as it is: a table.
    pub fn block(&mut self, text: impl Into<String>) {
        self.lines.push(Line::Block(text.into()));
    }

    /// The page as text.
    pub fn drawn(&self, output: Output) -> String {
        let width = usize::from(output.width);
        let mut drawn = String::new();
        if let Some((label, id)) = &self.title {
            drawn.push_str(&bold(label, output.colour));
            // On one line if both fit.
            let gap =
                if label.chars().count() + 2 + id.chars().count() <= width { "  " } else { "\n" };
            drawn.push_str(gap);
            drawn.push_str(&dim(id, output.colour));
            drawn.push('\n');
        }
        if let Some(known) = &self.known {
            drawn.push_str(&hanging("", known, width));
        }
        for (at, line) in self.lines.iter().enumerate() {
            match line {
                Line::Heading(text) => {
                    if !drawn.is_empty() {
                        drawn.push('\n');
                    }
                    for line in heading(text, width) {
                        drawn.push_str(&bold(&line, output.colour));
                        drawn.push('\n');
                    }
                }
                Line::Field(name, value) => {
                    let above = at.checked_sub(1).and_then(|at| self.lines.get(at));
                    // A name stands once before several values.
                    let again = matches!(above, Some(Line::Field(above, _)) if above == name);
                    let name = if again { "" } else { name };
                    let lead = format!("  {name:<width$}  ", width = self.column(at));
                    drawn.push_str(&hanging(&lead, value, width));
                }
                Line::Item(text) => drawn.push_str(&hanging("  - ", text, width)),
                Line::Gone(text) => {
                    drawn.push_str(&red(&hanging("  - ", text, width), output.colour));
                }
                Line::Come(text) => {
                    drawn.push_str(&green(&hanging("  + ", text, width), output.colour));
                }
                Line::Beneath(text) => drawn.push_str(&hanging("      ", text, width)),
                Line::Deeper(text) => drawn.push_str(&hanging("        ", text, width)),
                Line::Text(text) => drawn.push_str(&hanging("  ", text, width)),
                Line::Block(text) => drawn.push_str(text),
            }
        }
        if self.marked {
            drawn.push_str(
                "\n* disputed: sources contradict each other on this, see \"Disputed\"\n",
            );
        }
        drawn
    }

    /// How wide the names of the fields are in the part of the page around this line.
    fn column(&self, at: usize) -> usize {
        let same = |line: &&Line| !matches!(line, Line::Heading(_));
        let (above, below) = self.lines.split_at(at);
        let names = above.iter().rev().take_while(same).chain(below.iter().take_while(same));
        let lengths = names.filter_map(|line| match line {
            Line::Field(name, _) => Some(name.chars().count()),
            _ => None,
        });
        lengths.max().unwrap_or(0).min(WIDEST)
    }
}

/// A heading on one line if it fits; else what it is called, and below it what it is known by.
fn heading(text: &str, width: usize) -> Vec<String> {
    if text.chars().count() <= width {
        return vec![text.to_owned()];
    }
    text.split("  ").flat_map(|part| wrapped(part, width)).collect()
}
