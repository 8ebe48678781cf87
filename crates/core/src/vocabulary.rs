//! Four declarations that give a type its one text form in every layer.

/// Declares a closed list of words, each with its meaning.
///
/// Expands to an enum whose words are the same in a claim, a column, GraphQL
/// (`PENAL_COLONY`), a flag (`penal-colony`) and a table: there, and in
/// dossiers, they are written `penal_colony`. Later words are greater.
macro_rules! vocabulary {
    ($(#[doc = $doc:tt])* pub enum $name:ident { $($(#[doc = $vdoc:tt])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "graphql", derive(async_graphql::Enum))]
        #[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
        #[cfg_attr(feature = "sql", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
        #[cfg_attr(feature = "sql", sea_orm(rs_type = "String", db_type = "Text"))]
        pub enum $name {
            $($(#[doc = $vdoc])* #[cfg_attr(feature = "sql", sea_orm(string_value = $word))] $variant,)+
        }

        impl $name {
            /// Every word, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as it is written in claims, columns and dossiers.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::vocabulary::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let same = |word: &&Self| {
                    let word = word.word();
                    word.len() == text.len()
                        && word.bytes().zip(text.bytes()).all(|(word, byte)| {
                            word == byte.to_ascii_lowercase() || (word == b'_' && byte == b'-')
                        })
                };
                Self::ALL.iter().find(same).copied().ok_or_else(|| {
                    crate::vocabulary::UnknownWord::new(stringify!($name), text, &[$($word),+])
                })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.word())
            }
        }

        // GraphQL answers carry `PENAL_COLONY`, claims `penal_colony`: both are read.
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let word = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                word.parse().map_err(serde::de::Error::custom)
            }
        }

        impl crate::Value for $name {}

        impl crate::Described for $name {
            const SHAPE: &'static crate::Shape = &crate::Shape::Words(crate::Words {
                name: stringify!($name),
                doc: concat!($($doc),*),
                words: &[$(($word, concat!($($vdoc),*))),+],
                read: crate::shape::read_as::<Self>,
            });
        }
    };
}

/// A word that its vocabulary does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is not a {vocabulary}: write one of {}", .known.join(", "))]
pub struct UnknownWord {
    vocabulary: &'static str,
    word: String,
    known: &'static [&'static str],
}

impl UnknownWord {
    pub(crate) fn new(
        vocabulary: &'static str,
        word: &str,
        known: &'static [&'static str],
    ) -> Self {
        Self { vocabulary, word: word.to_owned(), known }
    }
}

/// Gives a type with `FromStr` and `Display` that text as its only form in
/// serde. The type derives nothing of serde itself.
macro_rules! text {
    ($name:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

/// Makes a type with one text form a GraphQL scalar, read and written as that
/// text, and gives it the same name and docs in the JSON Schema of dossiers.
macro_rules! scalar {
    ($name:ident, $word:literal, $doc:literal) => {
        crate::vocabulary::formed!($name, $word, $doc, numbers: false);

        #[cfg(feature = "graphql")]
        #[async_graphql::Scalar(name = $word)]
        #[doc = $doc]
        impl async_graphql::ScalarType for $name {
            fn parse(value: async_graphql::Value) -> async_graphql::InputValueResult<Self> {
                match value {
                    async_graphql::Value::String(text) => {
                        text.parse().map_err(async_graphql::InputValueError::custom)
                    }
                    other => Err(async_graphql::InputValueError::expected_type(other)),
                }
            }

            fn to_value(&self) -> async_graphql::Value {
                async_graphql::Value::String(self.to_string())
            }
        }
    };
}

/// Makes a type that GraphQL shows as an object a scalar where it is given:
/// its text, or a number where the text would be one.
///
/// Expands to an `InputType` of the given name, beside the `OutputType` that
/// `#[Object]` makes. In SQL such a type is a text column like every other.
macro_rules! input_text {
    ($name:ident, $word:literal, $doc:literal) => {
        crate::vocabulary::formed!($name, $word, $doc, numbers: true);

        #[cfg(feature = "graphql")]
        impl async_graphql::InputType for $name {
            type RawValueType = Self;

            fn type_name() -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Borrowed($word)
            }

            fn create_type_info(registry: &mut async_graphql::registry::Registry) -> String {
                use async_graphql::registry::{MetaType, MetaTypeId};
                registry.create_input_type::<Self, _>(MetaTypeId::Scalar, |_| MetaType::Scalar {
                    name: $word.to_owned(),
                    description: Some($doc.to_owned()),
                    is_valid: None,
                    visible: None,
                    inaccessible: false,
                    tags: Vec::new(),
                    specified_by_url: None,
                    directive_invocations: Vec::new(),
                    requires_scopes: Vec::new(),
                })
            }

            fn parse(value: Option<async_graphql::Value>) -> async_graphql::InputValueResult<Self> {
                let text = match value.unwrap_or_default() {
                    async_graphql::Value::String(text) => text,
                    async_graphql::Value::Number(number) => number.to_string(),
                    other => return Err(async_graphql::InputValueError::expected_type(other)),
                };
                text.parse().map_err(async_graphql::InputValueError::custom)
            }

            fn to_value(&self) -> async_graphql::Value {
                async_graphql::Value::String(self.to_string())
            }

            fn as_raw_value(&self) -> Option<&Self> {
                Some(self)
            }
        }
    };
}

/// Tells what may be written for a type with one text form.
macro_rules! formed {
    ($name:ident, $word:literal, $doc:literal, numbers: $numbers:literal) => {
        impl crate::Described for $name {
            const SHAPE: &'static crate::Shape = &crate::Shape::Formed(crate::Formed {
                name: $word,
                doc: $doc,
                numbers: $numbers,
                read: crate::shape::read_as::<Self>,
            });
        }
    };
}

pub(crate) use {formed, input_text, scalar, text, vocabulary};
