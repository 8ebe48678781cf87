//! Writes a sheet.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::{
    Sheet, blank,
    comment::{behind, paragraph, safe},
};
use crate::{
    Described, FieldShape, Path, Shape, Source, Table,
    dossier::write::{line, plain, text},
};

/// The fields of a source that a citation needs.
const CITED: &[&str] = &["title", "publisher", "url", "published_on", "language", "kind"];

impl Sheet {
    /// The sheet as text, in TOML.
    #[must_use]
    pub fn write(&self) -> String {
        let mut file = String::new();
        self.explain(&mut file);
        file.push_str("\n[dossier]\n");
        behind(&mut file, &format!("title = {}", text(&self.title)), "what you add, in a sentence");
        let author = self.author.as_deref().unwrap_or_default();
        behind(&mut file, &format!("author = {}", text(author)), "who writes it down");
        self.source(&mut file);
        file.push_str("\n[[claim]]\nsource = \"S1\"\n");
        line(&mut file, "subject", &text(self.subject.as_str()));
        if self.new {
            line(&mut file, "new", "true");
        }
        let about = "whose word it is, where it is not the source's own";
        match &self.said_by {
            Some(voice) => behind(&mut file, &format!("said_by = {}", text(voice.as_str())), about),
            None => behind(&mut file, "# said_by = \"person/\"", about),
        }
        file.push_str("\n[claim.states]\n");
        if let Some(table) = self.table() {
            self.fields(&mut file, table);
        }
        file.push_str("\n[claim.quotes]\n");
        paragraph(
            &mut file,
            "The shortest phrase of the source that carries a value, under the path of its field:",
        );
        file.push_str("# name = \"\"\n# \"roles.clerk.since\" = \"\"\n");
        file
    }

    fn explain(&self, file: &mut String) {
        let (subject, label) = (&self.subject, safe(&self.label));
        if self.new {
            paragraph(file, &format!("{subject}, of which nobody has spoken yet."));
            file.push_str("#\n");
            paragraph(
                file,
                "Say under [[source]] where you read it, and under [claim.states] what it says. Take the # \
                 away from a field to fill it in; what is not said stays unknown. Save and close.",
            );
        } else {
            paragraph(file, &format!("{subject}: {label}"));
            file.push_str("#\n");
            paragraph(
                file,
                "Say under [[source]] where you read it, and under [claim.states] what it says: change a \
                 value, or take the # away from a field and fill it in. Save and close.",
            );
            paragraph(
                file,
                "What you change becomes a claim of your source, beside what others say. What you leave as \
                 it is says nothing, unless you quote your source for it. What you take out stays: a claim \
                 is withdrawn by `detente rule retract`.",
            );
        }
        paragraph(
            file,
            "A denial, or what another voice says, is a [[claim]] of its own at the end. To give up, change nothing.",
        );
    }

    fn source(&self, file: &mut String) {
        file.push_str("\n[[source]]\nkey = \"S1\"\n");
        let id = self.source.as_ref().map_or("source/", |source| source.as_str());
        behind(file, &format!("id = {}", text(id)), "the document that you read, by its id");
        let read_on = text(&self.read_on.to_string());
        behind(file, &format!("read_on = {read_on}"), "the day on which you read it");
        if self.source.is_some() {
            return;
        }
        behind(file, "# new = true", "if the record has never heard of it; then say what it is:");
        let Shape::Table(table) = Source::SHAPE else { return };
        for field in table.fields.iter().filter(|field| CITED.contains(&field.name)) {
            blank::field(file, field);
        }
    }

    /// The fields: first what stands by itself, for whatever follows a table belongs to it.
    fn fields(&self, file: &mut String, table: &'static Table) {
        let (parts, values): (Vec<&FieldShape>, Vec<&FieldShape>) = table
            .fields
            .iter()
            .partition(|field| matches!(field.shape, Shape::List(Shape::Table(_))));
        let mut path = Path::default();
        for field in values {
            match self.states.get(field.name) {
                Some(value) => self.value(file, field, value, &mut path, None),
                None => blank::field(file, field),
            }
        }
        for list in parts {
            let Shape::List(Shape::Table(part)) = list.shape else { continue };
            let elements = self.states.get(list.name).and_then(Value::as_array);
            for element in elements.into_iter().flatten().filter_map(Value::as_object) {
                path.within(list.name, |path| self.part(file, list, part, element, path));
            }
            file.push('\n');
            blank::part(file, list, part);
        }
    }

    /// An element of a list. Who says all of it is told once.
    fn part(
        &self,
        file: &mut String,
        list: &FieldShape,
        part: &'static Table,
        element: &Map<String, Value>,
        path: &mut Path,
    ) {
        let key = element.get("key").and_then(Value::as_str).unwrap_or_default();
        let _ = write!(file, "\n[[claim.states.{}]]\n", list.name);
        path.within(key, |path| {
            let who = self.said.get(path.as_str()).map(|who| safe(who));
            behind(file, &format!("key = {}", text(key)), who.as_deref().unwrap_or_default());
            for field in part.fields {
                if let Some(value) = element.get(field.name) {
                    self.value(file, field, value, path, who.as_deref());
                }
            }
        });
        let silent = part.fields.iter().filter(|field| !element.contains_key(field.name));
        let silent: Vec<&str> = silent.map(|field| field.name).collect();
        if !silent.is_empty() {
            paragraph(file, &format!("not said: {}", silent.join(", ")));
        }
    }

    /// A value on its line, and who says it, unless that was told already.
    fn value(
        &self,
        file: &mut String,
        field: &FieldShape,
        value: &Value,
        path: &mut Path,
        told: Option<&str>,
    ) {
        let who = path.within(field.name, |path| match value {
            Value::Array(elements) => {
                let each = elements.iter().map(|one| {
                    let key = one.as_str().unwrap_or_default();
                    let who = path.within(key, |path| self.said.get(path.as_str()));
                    (key, who.map(|who| safe(who)).unwrap_or_default())
                });
                let each: Vec<(&str, String)> = each.collect();
                match each.as_slice() {
                    [(_, who), others @ ..] if others.iter().all(|(_, other)| other == who) => {
                        who.clone()
                    }
                    several => {
                        let each = several.iter().map(|(key, who)| format!("{key}: {who}"));
                        each.collect::<Vec<_>>().join("; ")
                    }
                }
            }
            _ => self.said.get(path.as_str()).map(|who| safe(who)).unwrap_or_default(),
        });
        let who = if Some(who.as_str()) == told { "" } else { &who };
        behind(file, &format!("{} = {}", field.name, plain(value)), who);
    }
}
