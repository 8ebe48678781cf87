//! What is asked of a field: that it settles what several claims say of it.

mod step;

use std::{borrow::Cow, collections::BTreeSet};

pub use self::step::{first_step, respelled, spelled, steps};
use crate::{Moved, RecordId, Value, resolve::Settling};

/// The fields of a noun, or of a part of one, each silent or stated.
pub trait Fields: Default + Clone + PartialEq {
    /// The names of the fields, in the order they are shown.
    const FIELDS: &'static [&'static str];

    /// Settles each field on its own, from what the claims say of it.
    fn settle(said: &[(usize, &Self)], settling: &mut Settling<'_>) -> Self;

    /// Calls `each` for every reference, with the path of its field and the key of the element.
    fn links(&self, each: &mut dyn FnMut(&Link<'_>, RecordId));

    /// Leads every reference to the identifier that its own was merged into.
    fn relink(&mut self, moved: &Moved<'_>);

    /// The paths that are stated, with what they say: one per value, and one
    /// per element of a list.
    fn stated(&self, path: &mut Path, each: &mut dyn FnMut(&str, &dyn std::fmt::Display));

    /// Whether nothing is stated.
    fn is_silent(&self) -> bool;

    /// Whether a path leads to a field here, whatever keys it names on its way.
    fn knows(path: &str) -> bool;
}

/// Where a reference stands: `stays` and, within the element `horki`, `place`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    /// The field, without keys: `stays.place`.
    pub field: &'a str,
    /// The key of the element it stands in; empty where there is none.
    pub element: &'a str,
}

/// A field: at most one value, or a list of them.
pub trait Field: Default {
    /// What the claims make of this field.
    fn settle<'a>(said: &[(usize, &'a Self)], settling: &mut Settling<'_>) -> Self
    where
        Self: 'a;

    /// Adds the references in this field, with the name of the part's field and the key.
    fn links(&self, found: &mut dyn FnMut(Option<&'static str>, &str, RecordId));

    /// Leads the references in this field to where they lead now.
    fn relink(&mut self, moved: &Moved<'_>);

    /// Calls `each` for every value stated, as `Fields::stated` does.
    fn stated(&self, path: &mut Path, each: &mut dyn FnMut(&str, &dyn std::fmt::Display));

    /// Whether nothing is stated.
    fn is_silent(&self) -> bool;

    /// Whether the rest of a path, after this field's name, leads somewhere.
    fn knows(rest: Option<&str>) -> bool;
}

impl<V: Value> Field for Option<V> {
    fn settle<'a>(said: &[(usize, &'a Self)], settling: &mut Settling<'_>) -> Self
    where
        Self: 'a,
    {
        settling.value(said.iter().filter_map(|(claim, value)| Some((*claim, value.as_ref()?))))
    }

    fn links(&self, found: &mut dyn FnMut(Option<&'static str>, &str, RecordId)) {
        if let Some(value) = self {
            let mut ids = Vec::new();
            value.links(&mut ids);
            for id in ids {
                found(None, "", id);
            }
        }
    }

    fn relink(&mut self, moved: &Moved<'_>) {
        if let Some(value) = self {
            value.relink(moved);
        }
    }

    fn stated(&self, path: &mut Path, each: &mut dyn FnMut(&str, &dyn std::fmt::Display)) {
        if let Some(value) = self {
            each(path.as_str(), value);
        }
    }

    fn is_silent(&self) -> bool {
        self.is_none()
    }

    fn knows(rest: Option<&str>) -> bool {
        rest.is_none()
    }
}

/// What stands in a list: each is known by its key, which is unique there.
pub trait Element: Clone + PartialEq {
    /// The key: the value itself in plain lists, else a word its author chose.
    fn key(&self) -> Cow<'_, str>;

    /// What the claims that speak of one element make of it, if it stands at all.
    fn settle(said: &[(usize, &Self)], settling: &mut Settling<'_>) -> Option<Self>;

    /// Adds the references in this element, with the name of the part's field.
    fn links(&self, found: &mut dyn FnMut(Option<&'static str>, RecordId));

    /// Leads the references in this element to where they lead now.
    fn relink(&mut self, moved: &Moved<'_>);

    /// Calls `each` for the element and for every value stated in it.
    fn stated(&self, path: &mut Path, each: &mut dyn FnMut(&str, &dyn std::fmt::Display));

    /// Whether a path within an element leads somewhere: nothing does in a plain one.
    fn knows(rest: &str) -> bool;
}

/// Makes a value an element of plain lists, where it is its own key.
macro_rules! plain {
    ($($(#[$doc:meta])* impl[$($k:tt)*] $name:ty;)+) => {
        $(
            impl<$($k)*> crate::Element for $name {
                fn key(&self) -> std::borrow::Cow<'_, str> {
                    std::borrow::Cow::Owned(self.to_string())
                }

                fn settle(
                    said: &[(usize, &Self)],
                    settling: &mut crate::resolve::Settling<'_>,
                ) -> Option<Self> {
                    let first = said.first().map(|(_, value)| (*value).clone());
                    let said = said.iter().map(|(claim, _)| (*claim, true));
                    first.filter(|value| settling.stands(&crate::Element::key(value), said))
                }

                fn links(&self, found: &mut dyn FnMut(Option<&'static str>, crate::RecordId)) {
                    let mut ids = Vec::new();
                    crate::Value::links(self, &mut ids);
                    for id in ids {
                        found(None, id);
                    }
                }

                fn relink(&mut self, moved: &crate::Moved<'_>) {
                    crate::Value::relink(self, moved);
                }

                fn stated(
                    &self,
                    path: &mut crate::Path,
                    each: &mut dyn FnMut(&str, &dyn std::fmt::Display),
                ) {
                    each(path.as_str(), self);
                }

                fn knows(_rest: &str) -> bool {
                    true
                }
            }
        )+
    };
}

plain! {
    impl[] String;
    impl[] crate::CountryCode;
    impl[K: crate::Kind] crate::Id<K>;
}

impl<E: Element> Field for Vec<E> {
    /// The union of what is stated, element by element.
    fn settle<'a>(said: &[(usize, &'a Self)], settling: &mut Settling<'_>) -> Self
    where
        Self: 'a,
    {
        let mut keys: Vec<Cow<'a, str>> = Vec::new();
        let mut spoken: Vec<Vec<(usize, &'a E)>> = Vec::new();
        for (claim, elements) in said {
            for element in *elements {
                let key = element.key();
                if let Some(at) = keys.iter().position(|known| *known == key) {
                    spoken[at].push((*claim, element));
                } else {
                    keys.push(key);
                    spoken.push(vec![(*claim, element)]);
                }
            }
        }
        let mut settled = Vec::with_capacity(keys.len());
        for (key, spoken) in keys.into_iter().zip(spoken) {
            let element = settling.within(&spelled(&key), |settling| E::settle(&spoken, settling));
            settled.extend(element.map(|element| (key, element)));
        }
        // A claim of which nothing stands any longer orders nothing: whoever was never told of it has the
        // same list.
        if said.iter().any(|(claim, _)| !settling.spoke(*claim)) {
            let place = |key: &str| {
                let mut speaks = said.iter().filter(|(claim, _)| settling.spoke(*claim));
                speaks.find_map(|(claim, elements)| {
                    let at = elements.iter().position(|element| element.key() == key)?;
                    Some((*claim, at))
                })
            };
            settled.sort_by_cached_key(|(key, _)| place(key));
        }
        settled.into_iter().map(|(_, element)| element).collect()
    }

    fn links(&self, found: &mut dyn FnMut(Option<&'static str>, &str, RecordId)) {
        for element in self {
            let key = element.key();
            element
                .links(&mut |field, id| found(field, if field.is_some() { &key } else { "" }, id));
        }
    }

    /// Two references that lead to one record now are one element.
    fn relink(&mut self, moved: &Moved<'_>) {
        for element in &mut *self {
            element.relink(moved);
        }
        let mut seen = BTreeSet::new();
        self.retain(|element| seen.insert(element.key().into_owned()));
    }

    fn stated(&self, path: &mut Path, each: &mut dyn FnMut(&str, &dyn std::fmt::Display)) {
        for element in self {
            path.within(&spelled(&element.key()), |path| element.stated(path, each));
        }
    }

    fn is_silent(&self) -> bool {
        self.is_empty()
    }

    fn knows(rest: Option<&str>) -> bool {
        rest.is_none_or(E::knows)
    }
}

/// The path of a field: `groups.to-lithuania.count`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(String);

impl Path {
    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Runs `then` one step further down, and comes back.
    pub fn within<T>(&mut self, step: &str, then: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.0.len();
        if length > 0 {
            self.0.push('.');
        }
        self.0.push_str(step);
        let done = then(self);
        self.0.truncate(length);
        done
    }
}

/// Whether a path is another, or lies below it. Everything lies below the empty path.
#[must_use]
pub fn lies_within(path: &str, above: &str) -> bool {
    above.is_empty()
        || path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests;
