//! Shapes: what may be written in each field, told by the types themselves, so
//! that the reader of dossiers and their JSON Schema cannot drift from the nouns.

use std::{fmt, str::FromStr};

use crate::{Id, Kind};

/// What may be written in a field.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Any text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A text that must have a form: a date, a quantity, an address.
    Formed(Formed),
    /// One word of a closed list.
    Words(Words),
    /// The identifier of a record of one of these nouns.
    Reference(&'static [&'static str]),
    /// Several of these.
    List(&'static Shape),
    /// Fields of its own.
    Table(Table),
}

/// Reads a text and gives it back in its one canonical form, or says what is wrong.
pub type Read = fn(&str) -> Result<String, String>;

/// A text that must have a form.
#[derive(Clone, Copy, Debug)]
pub struct Formed {
    /// What the form is called: `PartialDate`.
    pub name: &'static str,
    /// The form, in a sentence.
    pub doc: &'static str,
    /// Whether a bare number is as good as its text.
    pub numbers: bool,
    /// Reads it.
    pub read: Read,
}

/// A closed list of words.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// What the list is called: `PlaceKind`.
    pub name: &'static str,
    /// What it is about.
    pub doc: &'static str,
    /// The words, each with its meaning.
    pub words: &'static [(&'static str, &'static str)],
    /// Reads one of them.
    pub read: Read,
}

/// The fields of a noun, or of a part that stands in a list.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// What it is called: `Role`.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Whether it stands in a list and is known there by a `key`.
    pub keyed: bool,
    /// The fields, in the order they are shown.
    pub fields: &'static [FieldShape],
}

/// A field: its name, its meaning, and what may be written in it.
#[derive(Clone, Copy, Debug)]
pub struct FieldShape {
    /// The name.
    pub name: &'static str,
    /// The meaning.
    pub doc: &'static str,
    /// What may be written.
    pub shape: &'static Shape,
}

/// A type that tells what may be written for it.
pub trait Described {
    /// What may be written.
    const SHAPE: &'static Shape;
}

impl Shape {
    /// Whether a path leads to a field, the keys of elements left out of it: `stays.place`.
    #[must_use]
    pub fn leads(&self, path: &str) -> bool {
        match self {
            Self::List(element) => element.leads(path),
            Self::Table(table) => {
                let (name, rest) = path.split_once('.').unwrap_or((path, ""));
                let field = table.fields.iter().find(|field| field.name == name);
                field.is_some_and(|field| rest.is_empty() || field.shape.leads(rest))
            }
            _ => false,
        }
    }
}

impl Described for String {
    const SHAPE: &'static Shape = &Shape::Text;
}

impl Described for bool {
    const SHAPE: &'static Shape = &Shape::Flag;
}

impl<K: Kind> Described for Id<K> {
    const SHAPE: &'static Shape = &Shape::Reference(K::NOUNS);
}

impl<V: Described> Described for Option<V> {
    const SHAPE: &'static Shape = V::SHAPE;
}

impl<E: Described> Described for Vec<E> {
    const SHAPE: &'static Shape = &Shape::List(E::SHAPE);
}

/// Reads a text as this type, and writes it back in its canonical form.
pub(crate) fn read_as<T>(text: &str) -> Result<String, String>
where
    T: FromStr<Err: fmt::Display> + fmt::Display,
{
    text.parse::<T>().map(|value| value.to_string()).map_err(|error| error.to_string())
}
