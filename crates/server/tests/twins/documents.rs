//! Every question that the schema allows, or as many as tell one from another.

use super::schema::{Argument, Field, Schema};

/// How far below a record other records are asked for, where a field is asked
/// without any choice, and with one.
const DEPTHS: [usize; 2] = [2, 1];

/// Documents that ask every field of the root in turn, with every argument of
/// it, and every field below.
pub fn all(schema: &Schema, ids: &[String]) -> Vec<String> {
    let author = Asker { schema, ids };
    let root = schema.get("Query").fields();
    let calls = root.iter().flat_map(|field| author.calls(field));
    let histories = ids.iter().map(|id| author.history(id));
    calls.chain(histories).map(|call| format!("{{ {call} }}")).collect()
}

struct Asker<'a> {
    schema: &'a Schema,
    ids: &'a [String],
}

impl Asker<'_> {
    /// A field of the root: once with what it requires, for each value of it;
    /// then once for each value of each argument that it does not.
    fn calls(&self, field: &Field) -> Vec<String> {
        let of = field.of.named();
        let [whole, below] = DEPTHS.map(|depth| self.selection(of, depth));
        // Of one record all that it leads to is asked; of many, by the dozen, less.
        let whole = if self.schema.is_record(of) { whole } else { below.clone() };
        let (required, others): (Vec<_>, Vec<_>) =
            field.args.iter().partition(|argument| argument.is_required());
        let mut given: Vec<Vec<String>> = vec![Vec::new()];
        for argument in required {
            let mut values = self.values(argument);
            // One noun is asked for its own, and for what is none of its.
            let own = |id: &String| id.starts_with(&format!("\"{}/", field.name));
            if values.iter().any(own) {
                values.retain(|id| own(id) || id.contains("nobody") || id.contains("hidden"));
            }
            let each = given.iter().flat_map(|given| {
                values.iter().map(|value| {
                    let mut given = given.clone();
                    given.push(format!("{}: {value}", argument.name));
                    given
                })
            });
            given = each.collect();
        }
        let depths = std::iter::once(&whole).chain(std::iter::repeat(&below));
        let asked = given.iter().zip(depths);
        let mut calls: Vec<String> =
            asked.map(|(given, below)| call(&field.name, given, below)).collect();
        for argument in others {
            for value in self.values(argument) {
                let mut given = given[0].clone();
                given.push(format!("{}: {value}", argument.name));
                // A page that is small enough to have a next one shows its cursors.
                if field.args.iter().any(|other| other.name == "first")
                    && !["first", "last", "before"].contains(&argument.name.as_str())
                {
                    given.push("first: 2".to_owned());
                }
                calls.push(call(&field.name, &given, &below));
            }
        }
        calls
    }

    /// Values of an argument, or of a field of an input: of identifiers, the first
    /// few lead to what is hidden, and to nothing.
    fn values(&self, argument: &Argument) -> Vec<String> {
        let (name, of) = (argument.name.as_str(), argument.of.named());
        let one = |text: &str| vec![text.to_owned()];
        let quoted = |texts: &[&str]| texts.iter().map(|text| format!("\"{text}\"")).collect();
        let kind = self.schema.get(of);
        let values: Vec<String> = match (of, name) {
            (_, "first" | "last") => one("2"),
            ("Int", _) => vec!["1".to_owned(), "2".to_owned()],
            (_, "after" | "before") => Vec::new(),
            ("ID", _) => self.ids.iter().map(|id| format!("\"{id}\"")).collect(),
            ("Date", _) => quoted(&["2022-01-01", "2024-06-01"]),
            ("PartialDate", _) => quoted(&["2022", "2024-06"]),
            ("Float", _) => vec!["0.0".to_owned(), "0.75".to_owned()],
            ("Boolean", _) => vec!["true".to_owned(), "false".to_owned()],
            ("CountryCode", _) => quoted(&["BY", "LT"]),
            ("Language", _) => quoted(&["be"]),
            ("EntryID", _) => quoted(&["2.1", "2.2"]),
            ("KnownAt", _) => quoted(&["1", "2"]),
            ("String", "field") => quoted(&["name", "condition", "stays", "born_on"]),
            ("String", _) => quoted(&["one-", "a", "342"]),
            ("Url", _) => quoted(&["https://record.example"]),
            // Without it nothing is asked: each word asks something else.
            _ if kind.kind == "ENUM" && argument.is_required() => {
                kind.words().map(ToOwned::to_owned).collect()
            }
            _ if kind.kind == "ENUM" => kind.words().take(3).map(ToOwned::to_owned).collect(),
            _ if kind.kind == "INPUT_OBJECT" => {
                let (required, others): (Vec<_>, Vec<_>) =
                    kind.inputs().iter().partition(|field| field.is_required());
                let given = required
                    .iter()
                    .map(|field| format!("{}: {}", field.name, self.values(field).swap_remove(0)));
                let given: Vec<String> = given.collect();
                let each = if others.is_empty() { required } else { others };
                let each = each.into_iter().flat_map(|field| {
                    let values = self.values(field).into_iter().take(6);
                    values.map(|value| format!("{}: {value}", field.name)).collect::<Vec<_>>()
                });
                each.map(|one| {
                    let all = given.iter().filter(|other| **other != one).cloned();
                    format!("{{ {} }}", all.chain([one.clone()]).collect::<Vec<_>>().join(", "))
                })
                .collect()
            }
            _ => panic!("the test knows no value of {of}, which `{name}` takes: give it one"),
        };
        if argument.of.is_list() {
            values.into_iter().map(|value| format!("[{value}]")).collect()
        } else {
            values
        }
    }

    /// How a record came to say what it says.
    fn history(&self, id: &str) -> String {
        let fields = self.schema.get("Record").fields();
        let history = fields.iter().find(|field| field.name == "history").unwrap();
        let below = self.selection(history.of.named(), 0);
        format!("record(id: \"{id}\") {{ history(first: 9) {below} }}")
    }

    /// Everything that can be asked of a type, other records no deeper than this.
    fn selection(&self, of: &str, depth: usize) -> String {
        self.within(of, depth, &mut Vec::new())
    }

    /// The same, within these objects: what leads back to one of them leads
    /// round for ever.
    fn within(&self, of: &str, depth: usize, outer: &mut Vec<String>) -> String {
        let kind = self.schema.get(of);
        if !["OBJECT", "INTERFACE", "UNION"].contains(&kind.kind.as_str()) {
            return String::new();
        }
        let record = self.schema.is_record(of);
        if record && depth == 0 {
            return "{ id label disputes { field } }".to_owned();
        }
        let depth = if record { depth - 1 } else { depth };
        outer.push(of.to_owned());
        let mut selected = vec!["__typename".to_owned()];
        for field in kind.fields() {
            let below = field.of.named();
            // Of every record within every other, histories would be asked for by the hundred.
            if field.name == "history" {
                continue;
            }
            if !self.schema.is_record(below) && outer.iter().any(|outer| outer == below) {
                continue;
            }
            let mut given: Vec<String> = Vec::new();
            for argument in field.args.iter().filter(|argument| argument.is_required()) {
                let value = match (record, argument.name.as_str()) {
                    (true, "field") => format!("\"{}\"", telling(of)),
                    _ => self.values(argument).swap_remove(0),
                };
                given.push(format!("{}: {value}", argument.name));
            }
            selected.push(call(&field.name, &given, &self.within(below, depth, outer)));
        }
        outer.pop();
        format!("{{ {} }}", selected.join(" "))
    }
}

/// The field of a type of record that tells most of what the twins differ in: one
/// that it does not have would be refused, and all that was asked beside it.
fn telling(of: &str) -> &'static str {
    match of {
        "Person" | "Organization" | "Place" => "name",
        "Detention" => "condition",
        "Release" => "on",
        "Sanction" => "issuer",
        "Source" | "Agreement" | "Event" => "title",
        "Statement" => "text",
        "Indicator" => "metric",
        _ => "summary",
    }
}

fn call(name: &str, given: &[String], below: &str) -> String {
    let given = if given.is_empty() { String::new() } else { format!("({})", given.join(", ")) };
    format!("{name}{given} {below}")
}
