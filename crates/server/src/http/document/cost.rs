//! What a document may come to, decided before it is executed: how many objects its answer could hold.
//!
//! An object costs 1, wherever it stands, and 1 more for each ten plain values that are asked of it. A list costs its objects, as many as
//! its page is long: `first` or `last`, else what the schema says, else 20; a list without pages is taken to hold 4, of records 10, of
//! claims 50. What describes the schema itself lies in memory, and is not multiplied.
//!
//! Some questions are work whatever they find: their work is counted as objects too, as many as are looked up in that time. What one
//! question may hold of those that keep a processor busy longest is bounded beside that, whatever their cost.

use std::collections::HashMap;

use apollo_compiler::ast::{OperationType, Value};
use apollo_compiler::executable::{Field, Operation, Selection, SelectionSet};
use apollo_compiler::response::{JsonMap, JsonValue};
use apollo_compiler::schema::ExtendedType;
use apollo_compiler::{ExecutableDocument, Name};

use super::{DocumentError, Limits, within};

/// How long a page is where neither the question nor the schema says.
const PAGE: u64 = 20;

/// How many a list without pages is taken to hold of what belongs to one thing alone: of its names, of its charges. There may be more;
/// with more, a page of the officials of a day, of which each is told with every side of every measure, could not be asked for.
const SOME: u64 = 4;

/// How many of records, which lead on to others.
const RECORDS: u64 = 10;

/// How many of claims, and of those who name a record: what is much spoken of has dozens, and a source hundreds.
const CLAIMS: u64 = 50;

/// How many plain values take as much as an object does.
const PLAIN: u64 = 10;

/// What each value of a list that comes with a question is taken for: it is looked up.
const GIVEN: u64 = 5;

/// How many letters of a name, or of a text to search for, are looked for at the price of one.
const LETTERS: u64 = 80;

/// How many bytes of texts that come with a question take as much as an object does.
const BYTES: u64 = 50;

/// What comes with a field: written out, or in a variable.
#[derive(Clone, Copy, Debug, Default)]
struct Given {
    /// How many values stand in its lists.
    listed: u64,
    /// How many names or texts are to be looked for, a long one counted as several.
    sought: u64,
    /// How many bytes its texts have.
    bytes: u64,
}

impl Given {
    fn text(text: &str) -> Self {
        let [letters, bytes] = [text.chars().count(), text.len()].map(counted);
        Self { sought: letters.div_ceil(LETTERS).max(1), bytes, listed: 0 }
    }

    fn list(values: impl ExactSizeIterator<Item = Self>) -> Self {
        let listed = Self { listed: counted(values.len()), ..Self::default() };
        values.fold(listed, Self::and)
    }

    /// The value of a field of an input: of someone who is looked for, all but the names is looked at afterwards.
    fn field(name: &str, value: Self) -> Self {
        let sought = if matches!(name, "name" | "names") { value.sought } else { 0 };
        Self { sought, ..value }
    }

    fn of(value: &JsonValue) -> Self {
        match value {
            JsonValue::String(text) => Self::text(text.as_str()),
            JsonValue::Array(values) => Self::list(values.iter().map(Self::of)),
            JsonValue::Object(fields) => fields
                .iter()
                .map(|(name, value)| Self::field(name.as_str(), Self::of(value)))
                .fold(Self::default(), Self::and),
            _ => Self::default(),
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            listed: self.listed.saturating_add(other.listed),
            sought: self.sought.saturating_add(other.sought),
            bytes: self.bytes.saturating_add(other.bytes),
        }
    }
}

fn counted(many: usize) -> u64 {
    u64::try_from(many).unwrap_or(u64::MAX)
}

/// What a field of the root costs beside the objects that it gives, by how many names are looked for.
fn work(field: &Field, sought: u64) -> u64 {
    let is_past = field.arguments.iter().any(|argument| argument.name == "knownAt");
    let of_past = if is_past { 2_000 } else { 0 };
    of_past
        + match field.name.as_str() {
            // Each name is compared with hundreds.
            "match" => 200_u64.saturating_mul(sought),
            "explain" => 100_u64.saturating_mul(sought),
            "search" => 2_000_u64.saturating_mul(sought),
            "latest" => 5_000,
            "duplicates" | "__schema" => 10_000,
            "officials" | "statistics" | "headcount" | "timeline" | "differences" => 1_000,
            "__type" => 100,
            _ => 0,
        }
}

/// How much one question may keep a processor busy, in searches: as many as a page has places to type in.
const BUSY: u64 = 16;

/// How busy a field of the root keeps a processor, in searches, where it does for longer than its answer is written.
fn busy(field: &str, sought: u64) -> u64 {
    match field {
        "search" => sought,
        // What each revision made of a record is resolved anew; names are compared with all their neighbours.
        "latest" | "duplicates" => 8,
        _ => 0,
    }
}

/// How many values may stand in its lists, each list counted wherever it is used.
const LISTED: u64 = 5_000;

/// What an answer may come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// The objects that it may hold.
    pub objects: u64,
    /// Those of them that stand in lists.
    pub nodes: u64,
    /// How busy it keeps a processor, in searches.
    busy: u64,
    /// The values in the lists that come with it.
    listed: u64,
    /// The plain values of the object that is looked at.
    plain: u64,
}

impl Cost {
    fn and(self, other: Self) -> Self {
        Self {
            objects: self.objects.saturating_add(other.objects),
            nodes: self.nodes.saturating_add(other.nodes),
            busy: self.busy.saturating_add(other.busy),
            listed: self.listed.saturating_add(other.listed),
            plain: self.plain.saturating_add(other.plain),
        }
    }

    /// What an object costs that holds this.
    fn object(self) -> Self {
        let objects = self.objects.saturating_add(1 + self.plain / PLAIN);
        Self { objects, plain: 0, ..self }
    }

    fn times(self, count: u64) -> Self {
        Self {
            objects: self.objects.saturating_mul(count),
            nodes: self.nodes.saturating_mul(count),
            ..self
        }
    }

    /// What costs so much, and holds no objects.
    pub(in crate::http) fn of(objects: u64) -> Self {
        Self { objects, ..Self::default() }
    }

    /// Says whether a question with this cost may be asked. What may be added at once is bounded by its size alone.
    pub(super) fn check(&self, limits: &Limits, kind: OperationType) -> Result<(), DocumentError> {
        let count = |many: u64| usize::try_from(many).unwrap_or(usize::MAX);
        let what = "searches (`latest` and `duplicates` count as eight each, and a text of more than 80 letters as several)";
        within(count(self.busy), count(BUSY), what)?;
        if kind != OperationType::Mutation {
            within(count(self.listed), count(LISTED), "values in lists")?;
        }
        if self.objects > limits.cost {
            return Err(DocumentError::Costly { cost: self.objects, limit: limits.cost });
        }
        Ok(())
    }
}

/// What the answer to an operation may come to. Its expanded selections are bounded before, so fragments are walked where they stand.
pub(super) fn of(
    document: &ExecutableDocument,
    schema: &apollo_compiler::Schema,
    operation: &Operation,
    variables: &JsonMap,
) -> Cost {
    let given = variables.iter().map(|(name, value)| (name.as_str(), Given::of(value))).collect();
    let adds = operation.operation_type == OperationType::Mutation;
    let is_once = adds && operation.root_fields(document).nth(1).is_none();
    let root =
        Walk { document, schema, variables, given, is_once }.set(&operation.selection_set, None);
    // What holds them all is no object of the answer.
    Cost { objects: root.objects.saturating_add(root.plain / PLAIN), plain: 0, ..root }
}

struct Walk<'a> {
    document: &'a ExecutableDocument,
    schema: &'a apollo_compiler::Schema,
    variables: &'a JsonMap,
    /// What each variable brings: counted once, however often it is used.
    given: HashMap<&'a str, Given>,
    /// Whether something is added, and once: that is bounded by its size alone.
    is_once: bool,
}

impl Walk<'_> {
    /// `page` is how long the lists are that stand directly in this set: those of a connection.
    fn set(&self, set: &SelectionSet, page: Option<u64>) -> Cost {
        set.selections.iter().fold(Cost::default(), |sum, selection| {
            sum.and(match selection {
                Selection::Field(field) => {
                    let is_root = Some(&set.ty) == self.schema.root_operation(OperationType::Query);
                    let given = self.comes_with(field);
                    let cost = self.field(field, page).and(self.texts(given));
                    if is_root { cost.and(Self::work(field, given)) } else { cost }
                }
                Selection::InlineFragment(fragment) => self.set(&fragment.selection_set, page),
                Selection::FragmentSpread(spread) => self
                    .document
                    .fragments
                    .get(&spread.fragment_name)
                    .map_or(Cost::default(), |fragment| self.set(&fragment.selection_set, page)),
            })
        })
    }

    /// The work of a field of the root, and of looking up what came with it.
    fn work(field: &Field, given: Given) -> Cost {
        let sought = given.sought.max(1);
        let looked_up = given.listed.saturating_mul(GIVEN);
        let objects = work(field, sought).saturating_add(looked_up);
        Cost { busy: busy(&field.name, sought), ..Cost::of(objects) }
    }

    /// What is given with a field costs as much wherever the field stands.
    fn texts(&self, given: Given) -> Cost {
        let objects = if self.is_once { 0 } else { given.bytes / BYTES };
        Cost { listed: given.listed, ..Cost::of(objects) }
    }

    /// What comes with a field in its arguments.
    fn comes_with(&self, field: &Field) -> Given {
        let arguments = field.arguments.iter().map(|argument| {
            let given = self.given(&argument.value);
            let is_sought = matches!(argument.name.as_str(), "text" | "subjects" | "one" | "other");
            Given { sought: if is_sought { given.sought } else { 0 }, ..given }
        });
        arguments.fold(Given::default(), Given::and)
    }

    fn given(&self, value: &Value) -> Given {
        match value {
            Value::String(text) => Given::text(text),
            Value::List(values) => Given::list(values.iter().map(|value| self.given(value))),
            Value::Object(fields) => fields
                .iter()
                .map(|(name, value)| Given::field(name, self.given(value)))
                .fold(Given::default(), Given::and),
            Value::Variable(name) => self.given.get(name.as_str()).copied().unwrap_or_default(),
            _ => Given::default(),
        }
    }

    fn field(&self, field: &Field, page: Option<u64>) -> Cost {
        let inner = field.definition.ty.inner_named_type();
        let is_leaf = matches!(
            self.schema.types.get(inner),
            Some(ExtendedType::Scalar(_) | ExtendedType::Enum(_)) | None
        );
        if is_leaf {
            return Cost { plain: 1, ..<_>::default() };
        }
        if inner.starts_with("__") {
            return self.set(&field.selection_set, None).object();
        }
        let own = self.page(field);
        if field.definition.ty.is_list() {
            let count = own.or(page).unwrap_or_else(|| self.usual(inner));
            let each = self.set(&field.selection_set, None).object();
            return Cost { nodes: each.nodes.saturating_add(1), ..each }.times(count);
        }
        self.set(&field.selection_set, own).object()
    }

    /// How many a list without pages is taken to hold.
    fn usual(&self, of: &Name) -> u64 {
        let is_record = match self.schema.types.get(of) {
            Some(ExtendedType::Interface(_)) => of == "Record",
            Some(ExtendedType::Object(object)) => object.implements_interfaces.contains("Record"),
            _ => false,
        };
        match of.as_str() {
            "Claim" | "Mention" => CLAIMS,
            _ if is_record => RECORDS,
            _ => SOME,
        }
    }

    /// How long the page is that a field asks for; none where it has no pages.
    fn page(&self, field: &Field) -> Option<u64> {
        let ends = ["first", "last"].map(|name| {
            let defined = field.definition.arguments.iter().find(|one| one.name == name)?;
            let given = field.arguments.iter().find(|one| one.name == name);
            let given = given.and_then(|given| self.number(&given.value));
            Some(given.or_else(|| self.number(defined.default_value.as_ref()?)))
        });
        let [first, last] = ends;
        if first.is_none() && last.is_none() {
            return None;
        }
        Some(first.flatten().or(last.flatten()).unwrap_or(PAGE))
    }

    fn number(&self, value: &Value) -> Option<u64> {
        match value {
            // What is below nothing is refused by whoever answers.
            Value::Int(number) => u64::try_from(number.try_to_i32().ok()?.max(0)).ok(),
            Value::Variable(name) => match self.variables.get(name.as_str())? {
                JsonValue::Number(number) => number.as_u64(),
                _ => None,
            },
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
