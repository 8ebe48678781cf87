//! How two schemas differ, and what that does to questions which were written for the older one.
//!
//! What graphql-js finds in `findBreakingChanges` and `findDangerousChanges` is found here, and what it passes over besides: defaults
//! of input fields, `@oneOf`, the roots, the arguments of directives, deprecations, descriptions. `tests/conformance` compares the two.

mod definitions;
mod directives;
mod inputs;
mod outputs;

use std::{fmt, path::PathBuf};

use apollo_compiler::{
    Node, Schema,
    ast::{DirectiveDefinition, DirectiveLocation},
    name,
    validation::Valid,
};
use clap::Args;
use serde::Serialize;

use crate::{
    commands::query::text,
    failure::Failure,
    options::{Format, Options},
    output::{Output, Page, say},
    wording::count,
};

/// Compares two schemas.
#[derive(Debug, Args)]
pub struct Diff {
    /// The older schema; - reads it from stdin
    #[arg(value_name = "BEFORE")]
    before: PathBuf,
    /// The newer schema
    #[arg(value_name = "AFTER")]
    after: PathBuf,
}

/// What a change does to questions that were written before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "UPPERCASE")]
enum Severity {
    /// Some are refused, or answered in another shape.
    Breaking,
    /// All are still answered, some with what their program may not expect.
    Dangerous,
    /// None is answered otherwise.
    Safe,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Change {
    severity: Severity,
    /// Its place as the specification writes it: `Person.name`, `Query.people(first:)`, `@skip`.
    path: String,
    /// What changed, in a sentence.
    what: String,
}

/// What was found so far.
#[derive(Default)]
struct Changes(Vec<Change>);

impl Changes {
    fn breaking(&mut self, path: impl fmt::Display, what: impl Into<String>) {
        self.add(Severity::Breaking, path, what);
    }

    fn dangerous(&mut self, path: impl fmt::Display, what: impl Into<String>) {
        self.add(Severity::Dangerous, path, what);
    }

    fn safe(&mut self, path: impl fmt::Display, what: impl Into<String>) {
        self.add(Severity::Safe, path, what);
    }

    fn add(&mut self, severity: Severity, path: impl fmt::Display, what: impl Into<String>) {
        self.0.push(Change { severity, path: path.to_string(), what: what.into() });
    }

    /// A description is read by people alone.
    fn description(
        &mut self,
        path: impl fmt::Display,
        before: Option<&Node<str>>,
        after: Option<&Node<str>>,
    ) {
        if before != after {
            self.safe(path, "is described otherwise");
        }
    }
}

/// Everything in which one schema differs from another, the worst first.
fn between(before: &Schema, after: &Schema) -> Vec<Change> {
    let mut changes = Changes::default();
    definitions::roots(&mut changes, before, after);
    definitions::compare(&mut changes, before, after);
    directives::compare(&mut changes, before, after);
    let mut changes = changes.0;
    changes.sort_by_key(|change| change.severity); // and as the schema has them, within each
    changes
}

impl Diff {
    /// Tells how they differ; the exit code is 1 where something breaks.
    pub fn run(&self, options: &Options) -> Result<(), Failure> {
        let (before, after) = (read(&self.before)?, read(&self.after)?);
        let changes = between(&before, &after);
        let output = Output::of(options);
        match output.format {
            Format::Table => say(&page(&changes).drawn(output))?,
            Format::Json => output.json(&changes)?,
            Format::Ndjson => changes.iter().try_for_each(|change| output.json(change))?,
            Format::Csv => {
                return Err(Failure::usage(
                    "`schema diff` prints no CSV",
                    "ask for table, json or ndjson",
                ));
            }
        }
        match of(&changes, Severity::Breaking).count() {
            0 => Ok(()),
            breaking => Err(Failure::Breaking(breaking)),
        }
    }
}

fn of(changes: &[Change], severity: Severity) -> impl Iterator<Item = &Change> {
    changes.iter().filter(move |change| change.severity == severity)
}

fn page(changes: &[Change]) -> Page {
    let mut page = Page::new();
    let groups = [
        (
            Severity::Breaking,
            "Breaking: questions of today are refused, or answered in another shape",
        ),
        (Severity::Dangerous, "Dangerous: they are answered, with what programs may not expect"),
        (Severity::Safe, "Safe"),
    ];
    for (severity, heading) in groups {
        let mut group = of(changes, severity).peekable();
        if group.peek().is_some() {
            page.heading(heading);
        }
        for Change { path, what, .. } in group {
            page.item(format!("{path} {what}"));
        }
    }
    if changes.is_empty() {
        page.block("the two schemas are the same\n".to_owned());
    }
    page
}

/// Reads a schema, and tells everything that is wrong with it.
fn read(file: &PathBuf) -> Result<Valid<Schema>, Failure> {
    let name = file.display().to_string();
    // 1 says that something breaks: what cannot be read says nothing of that.
    let sdl = text(file).map_err(|failure| {
        let hint = failure.hint().unwrap_or_default();
        Failure::usage(failure.to_string(), hint)
    })?;
    let schema = Schema::parse(sdl, &name).map(with_one_of);
    schema.and_then(Schema::validate).map_err(|wrong| {
        let told = wrong.errors.iter().map(|error| {
            let error = error.to_json();
            let at = error.locations.first();
            let at = at.map(|at| format!(":{}:{}", at.line, at.column)).unwrap_or_default();
            format!("{name}{at}: {}", error.message)
        });
        let told: Vec<String> = told.collect();
        let faults = count(i64::try_from(told.len()).unwrap_or(i64::MAX), "fault", "faults");
        Failure::usage(
            format!("{name} is no schema, for {faults}\n{}", told.join("\n")),
            "give two files of SDL, as `detente schema` prints one",
        )
    })
}

/// The schema with `@oneOf`, which the specification defines and the parser does not know yet.
fn with_one_of(mut schema: Schema) -> Schema {
    let one_of = DirectiveDefinition {
        description: None,
        name: name!("oneOf"),
        arguments: Vec::new(),
        repeatable: false,
        locations: vec![DirectiveLocation::InputObject],
    };
    schema.directive_definitions.entry(name!("oneOf")).or_insert(one_of.into());
    schema
}

#[cfg(test)]
mod tests;
