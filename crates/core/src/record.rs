//! Declares the nouns and their parts: a field is written once, here, and
//! serves the claim, the record, the GraphQL output and the GraphQL input.

use crate::{Account, Described, Fields, Id, Kind};

/// A record: what the claims on one subject come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Record<N> {
    /// What it is known by.
    pub id: Id<N>,
    /// What it says.
    pub fields: N,
    /// Who says so, who disagrees, and what it would say without them.
    pub account: Account<N>,
}

/// A kind of record.
pub trait Noun: Kind + Fields + Described + serde::Serialize + serde::de::DeserializeOwned {
    /// The word before the slash of its identifiers, and the name of its table.
    const NAME: &'static str;
    /// The word for several of them.
    const PLURAL: &'static str;
    /// The fields that only the restricted audience sees, unless a ruling shows them.
    const RESTRICTED: &'static [&'static str];

    /// What the record is called where there is room for a few words only.
    fn label(&self) -> Option<String>;

    /// What it is called, in every spelling that the record gives: what it is
    /// searched by.
    fn called(&self) -> Vec<std::borrow::Cow<'_, str>> {
        self.label().map(Into::into).into_iter().collect()
    }

    /// What the record says of its bearer, beyond the name, that bears on
    /// whether two are one.
    fn particulars(&self) -> crate::names::Particulars {
        crate::names::Particulars::default()
    }

    /// The record whose name this one goes by, where its own words do not name it.
    fn named_after(&self) -> Option<crate::RecordId> {
        None
    }

    /// What it is called after that record, whose name this is.
    fn label_after(&self, name: &str) -> String {
        format!("{} of {name}", Self::NAME)
    }

    /// What the fields of one claim, or of one record, say that cannot be.
    fn impossible(&self) -> Vec<crate::Impossible> {
        Vec::new()
    }

    /// The rules of the domain that the record breaks, each by two fields
    /// that cannot both be true.
    fn contradictions(&self, _around: &crate::Surroundings) -> Vec<crate::Contradiction> {
        Vec::new()
    }

    /// The fields whose values lists are filtered by, without the keys of elements.
    const FACETS: &'static [&'static str] = &[];

    /// The span of days the record is about, by which lists are ordered and
    /// cut; none where it is about no day.
    fn span(&self, _around: &crate::Surroundings) -> Option<Span> {
        None
    }

    /// The records whose word the contradictions of this one depend on.
    fn leans_on(&self) -> Vec<crate::RecordId> {
        Vec::new()
    }
}

/// The days a record is about: silent on a side where it is open or unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day it can mean.
    pub first: Option<crate::Day>,
    /// The last day it can mean.
    pub last: Option<crate::Day>,
}

impl Span {
    /// From one date to another, where they are known.
    #[must_use]
    pub fn between(since: Option<crate::PartialDate>, until: Option<crate::PartialDate>) -> Self {
        let first = since.and_then(crate::PartialDate::earliest);
        Self { first, last: until.and_then(crate::PartialDate::latest) }
    }

    /// The days that one date can mean.
    #[must_use]
    pub fn of(on: crate::PartialDate) -> Self {
        Self { first: on.earliest(), last: on.latest() }
    }

    /// The days from the first to the last of several dates.
    #[must_use]
    pub fn over(dates: impl IntoIterator<Item = crate::PartialDate>) -> Option<Self> {
        dates.into_iter().map(Self::of).reduce(Self::and)
    }

    /// The days of both spans and those between.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let last = self.last.zip(other.last).map(|(one, other)| one.max(other));
        Self { first: self.first.min(other.first), last }
    }
}

/// Declares a noun: its names, its fields, and which of them are restricted.
///
/// Expands to a struct whose every field is an `Option` or a `Vec` (silence is
/// no claim), with `summary` and `identifiers` before its own, and to the
/// `Kind` and `Fields` of that struct. The noun itself writes `impl Noun`, with
/// `noun_words!` for the names, beside its rules.
macro_rules! noun {
    ($(#[doc = $about:tt])* pub struct $name:ident($record:literal, $input:literal): $noun:literal {
        $($fields:tt)+
    }) => {
        crate::record::noun!(@field [$(#[doc = $about])* $name $record $input $noun] []
            /// What the record is about, in a sentence.
            pub summary: Option<String>,
            /// What others know it by: list numbers, registry keys.
            pub identifiers: Vec<crate::Identifier>,
            $($fields)+
        );
    };
    (@field $head:tt [$($done:tt)*] $(#[doc = $doc:tt])* pub $field:ident: Option<$type:ty>, $($rest:tt)*) => {
        crate::record::noun!(@field $head [$($done)* { [] [$($doc)*] $field: Option<$type> }] $($rest)*);
    };
    (@field $head:tt [$($done:tt)*] $(#[doc = $doc:tt])* pub $field:ident: Vec<$type:ty>, $($rest:tt)*) => {
        crate::record::noun!(@field $head [$($done)* { [
            #[cfg_attr(feature = "graphql", graphql(default))]
        ] [$($doc)*] $field: Vec<$type> }] $($rest)*);
    };
    (@field [$(#[doc = $about:tt])* $name:ident $record:literal $input:literal $noun:literal]
        [$({ [$(#[$attr:meta])*] [$($doc:tt)*] $field:ident: $type:ty })+]) => {
        $(#[doc = $about])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(default, deny_unknown_fields)]
        #[cfg_attr(feature = "graphql", derive(async_graphql::SimpleObject, async_graphql::InputObject))]
        #[cfg_attr(feature = "graphql", graphql(name = $record, input_name = $input))]
        pub struct $name {
            $(
                $(#[doc = $doc])*
                $(#[$attr])*
                #[serde(skip_serializing_if = "crate::Field::is_silent")]
                pub $field: $type,
            )+
        }

        impl crate::Kind for $name {
            const NOUNS: &'static [&'static str] = &[$noun];
            const TYPE: &'static str = stringify!($name);
        }

        crate::record::fields!($name, keyed: false, [$($about)*] { $([$($doc)*] $field: $type,)+ });
    };
}

/// Declares a part of a record that stands in a list, known there by its key.
///
/// Expands to a struct with `key` before its own fields, and to what the list
/// asks of its elements.
macro_rules! part {
    ($(#[doc = $about:tt])* pub struct $name:ident($input:literal) { $($fields:tt)+ }) => {
        crate::record::part!(@field [$(#[doc = $about])* $name $input] [] $($fields)+);
    };
    (@field $head:tt [$($done:tt)*] $(#[doc = $doc:tt])* pub $field:ident: Option<$type:ty>, $($rest:tt)*) => {
        crate::record::part!(@field $head [$($done)* { [] [$($doc)*] $field: Option<$type> }] $($rest)*);
    };
    (@field $head:tt [$($done:tt)*] $(#[doc = $doc:tt])* pub $field:ident: Vec<$type:ty>, $($rest:tt)*) => {
        crate::record::part!(@field $head [$($done)* { [
            #[cfg_attr(feature = "graphql", graphql(default))]
        ] [$($doc)*] $field: Vec<$type> }] $($rest)*);
    };
    (@field [$(#[doc = $about:tt])* $name:ident $input:literal]
        [$({ [$(#[$attr:meta])*] [$($doc:tt)*] $field:ident: $type:ty })+]) => {
        $(#[doc = $about])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[cfg_attr(feature = "graphql", derive(async_graphql::SimpleObject, async_graphql::InputObject))]
        #[cfg_attr(feature = "graphql", graphql(input_name = $input))]
        pub struct $name {
            /// What the element is known by in its list.
            pub key: crate::Key,
            $(
                $(#[doc = $doc])*
                $(#[$attr])*
                #[serde(default, skip_serializing_if = "crate::Field::is_silent")]
                pub $field: $type,
            )+
        }

        crate::record::fields!($name, keyed: true, [$($about)*] { $([$($doc)*] $field: $type,)+ });

        impl crate::Element for $name {
            fn key(&self) -> std::borrow::Cow<'_, str> {
                std::borrow::Cow::Borrowed(self.key.as_str())
            }

            fn settle(
                said: &[(usize, &Self)],
                settling: &mut crate::resolve::Settling<'_>,
            ) -> Option<Self> {
                let whole = |part: &Self| crate::Fields::is_silent(part);
                let (_, first) = said.first()?;
                let claims = said.iter().map(|(claim, part)| (*claim, whole(part)));
                if !settling.stands(first.key.as_str(), claims) {
                    return None;
                }
                let settled = <Self as crate::Fields>::settle(said, settling);
                Some(Self { key: first.key.clone(), ..settled })
            }

            fn links(&self, found: &mut dyn FnMut(Option<&'static str>, crate::RecordId)) {
                $(crate::Field::links(&self.$field, &mut |_, _, id| found(Some(stringify!($field)), id));)+
            }

            fn relink(&mut self, moved: &crate::Moved<'_>) {
                crate::Fields::relink(self, moved);
            }

            fn stated(
                &self,
                path: &mut crate::Path,
                each: &mut dyn FnMut(&str, &dyn std::fmt::Display),
            ) {
                each(path.as_str(), &self.key);
                crate::Fields::stated(self, path, each);
            }

            fn knows(rest: &str) -> bool {
                crate::first_step(rest).1.is_none_or(<Self as crate::Fields>::knows)
            }
        }
    };
}

/// Writes `Fields` for a struct, what is done to each field in order, and
/// `Described`, what may be written in each, with its docs.
macro_rules! fields {
    ($name:ident, keyed: $keyed:literal, [$($about:tt)*] { $([$($doc:tt)*] $field:ident: $type:ty,)+ }) => {
        impl crate::Described for $name {
            const SHAPE: &'static crate::Shape = &crate::Shape::Table(crate::Table {
                name: stringify!($name),
                doc: concat!($($about),*),
                keyed: $keyed,
                fields: &[$(crate::FieldShape {
                    name: stringify!($field),
                    doc: concat!($($doc),*),
                    shape: <$type as crate::Described>::SHAPE,
                }),+],
            });
        }

        impl crate::Fields for $name {
            const FIELDS: &'static [&'static str] = &[$(stringify!($field)),+];

            fn settle(said: &[(usize, &Self)], settling: &mut crate::resolve::Settling<'_>) -> Self {
                let mut settled = Self::default();
                $(settled.$field = settling.within(stringify!($field), |settling| {
                    let said: Vec<_> = said.iter().map(|(claim, part)| (*claim, &part.$field)).collect();
                    crate::Field::settle(&said, settling)
                });)+
                settled
            }

            fn links(&self, each: &mut dyn FnMut(&crate::Link<'_>, crate::RecordId)) {
                $(crate::Field::links(&self.$field, &mut |within, element, id| {
                    let name = stringify!($field);
                    match within {
                        Some(within) => {
                            let field = format!("{name}.{within}");
                            each(&crate::Link { field: &field, element }, id);
                        }
                        None => each(&crate::Link { field: name, element }, id),
                    }
                });)+
            }

            fn relink(&mut self, moved: &crate::Moved<'_>) {
                $(crate::Field::relink(&mut self.$field, moved);)+
            }

            fn stated(
                &self,
                path: &mut crate::Path,
                each: &mut dyn FnMut(&str, &dyn std::fmt::Display),
            ) {
                $(path.within(stringify!($field), |path| {
                    crate::Field::stated(&self.$field, path, each);
                });)+
            }

            fn is_silent(&self) -> bool {
                $(crate::Field::is_silent(&self.$field))&&+
            }

            fn knows(path: &str) -> bool {
                let (field, rest) = path.split_once('.').map_or((path, None), |(f, r)| (f, Some(r)));
                match field {
                    $(stringify!($field) => <$type as crate::Field>::knows(rest),)+
                    _ => false,
                }
            }
        }
    };
}

/// The names of a noun, within its `impl Noun`: the word before the slash, the
/// word for several, and the fields that are restricted unless shown.
macro_rules! noun_words {
    ($name:literal, $plural:literal $(, restricted: $($field:literal),+)?) => {
        const NAME: &'static str = $name;
        const PLURAL: &'static str = $plural;
        const RESTRICTED: &'static [&'static str] = &[$($($field),+)?];
    };
}

part! {
    /// What others know a record by.
    pub struct Identifier("IdentifierInput") {
        /// The scheme or register: `ofac-sdn`, `wikidata`, `viasna`.
        pub scheme: Option<String>,
        /// The number or word within the scheme.
        pub value: Option<String>,
    }
}

pub(crate) use {fields, noun, noun_words, part};
