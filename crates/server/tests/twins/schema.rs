//! The schema as it tells of itself.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// What is asked of the schema.
pub const INTROSPECTION: &str = "{ __schema { types { kind name
    fields { name args { name defaultValue type { ...T } } type { ...T } }
    inputFields { name defaultValue type { ...T } }
    enumValues { name }
    possibleTypes { name } } } }
    fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// The types of the schema, by name.
pub struct Schema(BTreeMap<String, Type>);

/// A type of the schema.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Type {
    pub kind: String,
    name: String,
    fields: Option<Vec<Field>>,
    input_fields: Option<Vec<Argument>>,
    enum_values: Option<Vec<Named>>,
}

/// A field of an object.
#[derive(Deserialize)]
pub struct Field {
    pub name: String,
    pub args: Vec<Argument>,
    #[serde(rename = "type")]
    pub of: Of,
}

/// An argument of a field, or a field of an input.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Argument {
    pub name: String,
    #[serde(default)]
    default_value: Option<String>,
    #[serde(rename = "type")]
    pub of: Of,
}

/// A named type, or a list of one, or one that is never null.
#[derive(Deserialize)]
pub struct Of {
    kind: String,
    name: Option<String>,
    #[serde(rename = "ofType")]
    inner: Option<Box<Of>>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

impl Schema {
    pub fn read(mut answer: Value) -> Self {
        let types = answer["__schema"]["types"].take();
        let types: Vec<Type> = serde_json::from_value(types).unwrap();
        Self(types.into_iter().map(|kind| (kind.name.clone(), kind)).collect())
    }

    pub fn get(&self, name: &str) -> &Type {
        &self.0[name]
    }

    /// Whether a type is a kind of record, or the interface of all of them.
    pub fn is_record(&self, name: &str) -> bool {
        let fields = self.get(name).fields();
        ["id", "label", "mentionedBy"].iter().all(|asked| fields.iter().any(|f| f.name == *asked))
    }
}

impl Type {
    pub fn fields(&self) -> &[Field] {
        self.fields.as_deref().unwrap_or_default()
    }

    pub fn inputs(&self) -> &[Argument] {
        self.input_fields.as_deref().unwrap_or_default()
    }

    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.enum_values.iter().flatten().map(|word| word.name.as_str())
    }
}

impl Argument {
    /// Whether a question that leaves it out is no question.
    pub fn is_required(&self) -> bool {
        self.of.kind == "NON_NULL" && self.default_value.is_none()
    }
}

impl Of {
    /// The type at its heart.
    pub fn named(&self) -> &str {
        match (&self.name, &self.inner) {
            (Some(name), None) => name,
            (_, Some(of)) => of.named(),
            (None, None) => panic!("a type without a name"),
        }
    }

    pub fn is_list(&self) -> bool {
        self.kind == "LIST" || self.inner.as_deref().is_some_and(Self::is_list)
    }
}
