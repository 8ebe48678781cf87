//! The variables of a question, read no further than they may go.
//!
//! A value takes up to fifty times the memory of its text: so they are counted while they are read, and of too many none is kept.

use std::cell::Cell;
use std::fmt;

use async_graphql::indexmap::IndexMap;
use async_graphql::{Name, Value, Variables};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess};

use super::refusal::{Code, Refusal};

/// How many levels the variables may have.
const DEEPEST: usize = 32;

/// How many values the variables may hold: SQLite binds some more to one statement.
const MOST: usize = 30_000;

/// What a value takes, an object besides, and each of its fields. Measured: 440 for `{"a": 1}`.
const VALUE: usize = 96;
const OBJECT: usize = 256;
const FIELD: usize = 64;

/// The variables that came with a question.
#[derive(Default)]
pub(super) struct Given {
    values: IndexMap<Name, Value>,
    fault: Option<Fault>,
}

/// What is too much about them.
#[derive(Clone, Copy)]
enum Fault {
    Levels,
    Values,
}

impl Given {
    /// The variables, unless they were too much.
    pub(super) fn taken(self) -> Result<Variables, Refusal> {
        let message = match self.fault {
            None => return Ok(Variables::from_value(Value::Object(self.values))),
            Some(Fault::Levels) => format!(
                "The variables have more than {DEEPEST} levels, one inside another. Ask for less at once."
            ),
            Some(Fault::Values) => {
                format!("The variables hold more than {MOST} values. Ask for less at once.")
            }
        };
        Err(Refusal::new(Code::Malformed, message))
    }
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (left, fault) = (Cell::new(MOST), Cell::new(None));
        let reading = Reading { left: &left, fault: &fault, levels: DEEPEST + 1 };
        let values = match deserializer.deserialize_map(reading)? {
            Value::Object(values) => values,
            _ => IndexMap::new(),
        };
        Ok(Self { values, fault: fault.get() })
    }
}

/// Reads a value, and once there is too much passes over all that comes.
#[derive(Clone, Copy)]
struct Reading<'a> {
    left: &'a Cell<usize>,
    fault: &'a Cell<Option<Fault>>,
    /// How many more may stand inside one another.
    levels: usize,
}

impl Reading<'_> {
    /// How what stands inside is read.
    fn inside(self) -> Self {
        if self.levels == 0 {
            self.fault.set(Some(Fault::Levels));
        }
        Self { levels: self.levels.saturating_sub(1), ..self }
    }

    fn goes_on(self) -> bool {
        self.fault.get().is_none()
    }
}

impl<'de> DeserializeSeed<'de> for Reading<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        match self.left.get().checked_sub(1) {
            Some(left) => self.left.set(left),
            None => self.fault.set(Some(Fault::Values)),
        }
        if self.goes_on() {
            return deserializer.deserialize_any(self);
        }
        IgnoredAny::deserialize(deserializer).map(|_| Value::Null)
    }
}

impl<'de> serde::de::Visitor<'de> for Reading<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON object")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let inside = self.inside();
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(inside)? {
            if self.goes_on() {
                values.push(value);
            }
        }
        Ok(Value::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let inside = self.inside();
        let mut values = IndexMap::new();
        while let Some(name) = fields.next_key::<Name>()? {
            let value = fields.next_value_seed(inside)?;
            if self.goes_on() {
                values.insert(name, value);
            }
        }
        Ok(Value::Object(values))
    }
}

/// How much memory variables take, in bytes, about.
pub(super) fn bytes(variables: &Variables) -> usize {
    variables.iter().map(|(name, value)| FIELD + name.len() + bytes_of(value)).sum()
}

fn bytes_of(value: &Value) -> usize {
    VALUE
        + match value {
            Value::List(values) => values.iter().map(bytes_of).sum(),
            Value::Object(fields) => {
                let field = |(name, value): (&Name, &Value)| FIELD + name.len() + bytes_of(value);
                OBJECT + fields.iter().map(field).sum::<usize>()
            }
            Value::String(text) => text.len(),
            _ => 0,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Given {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn every_value_of_json_is_read_as_it_stands() {
        let text = r#"{"a":[null,true,-1,18446744073709551615,1.5,"é\n",{"b":{},"c":[]}],"d":""}"#;
        let taken = read(text).taken().unwrap();
        assert_eq!(serde_json::to_string(&taken).unwrap(), text);
    }

    #[test]
    fn of_too_much_nothing_is_kept_from_where_it_is_too_much() {
        for beyond in ["1,".repeat(100_000) + "1", vec![r#"{"a":[{}]}"#; 20_000].join(",")] {
            let given = read(&format!(r#"{{"a":[{beyond}],"b":1}}"#));
            assert!(given.values.is_empty(), "the list that is too long is none");
            assert!(given.taken().is_err());
        }
        let nested = |levels| format!(r#"{{"a":{}{}}}"#, "[".repeat(levels), "]".repeat(levels));
        assert!(read(&nested(DEEPEST)).taken().is_ok());
        assert!(read(&nested(DEEPEST + 1)).taken().is_err());
        assert!(read(&nested(100_000)).taken().is_err());
        let many = |values| format!(r#"{{"a":[{}]}}"#, vec!["1"; values].join(","));
        assert!(read(&many(MOST - 1)).taken().is_ok());
        assert!(read(&many(MOST)).taken().is_err());
    }

    #[test]
    fn what_is_no_object_holds_no_variables() {
        for wrong in ["[]", "1", "\"a\"", "true"] {
            assert!(serde_json::from_str::<Given>(wrong).is_err_and(|error| error.is_data()));
        }
    }
}
