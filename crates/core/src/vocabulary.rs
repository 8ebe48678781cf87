//! Three declarations that give a type its one text form in every layer.

/// Declares a closed list of words, each with its meaning.
///
/// Expands to an enum whose words are the same in a claim, a column, GraphQL
/// (`PENAL_COLONY`), a flag (`penal-colony`) and a table: there, and in
/// dossiers, they are written `penal_colony`. Later words are greater.
macro_rules! vocabulary {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "graphql", derive(async_graphql::Enum))]
        #[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
        #[cfg_attr(feature = "sql", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
        #[cfg_attr(feature = "sql", sea_orm(rs_type = "String", db_type = "Text"))]
        pub enum $name {
            $($(#[$vdoc])* #[cfg_attr(feature = "sql", sea_orm(string_value = $word))] $variant,)+
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

/// Makes a type with one text form a GraphQL scalar, read and written as that text.
macro_rules! scalar {
    ($name:ident, $word:literal, $doc:literal) => {
        #[cfg(feature = "graphql")]
        #[async_graphql::Scalar(name = $word, desc = $doc)]
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

pub(crate) use {scalar, text, vocabulary};
