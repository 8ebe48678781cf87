//! Someone or something by all its names, with what else is known of it.

use super::{Bearer, Comparison, Particulars, Prepared, explain};

/// Someone or something by all its names, made ready to be compared.
#[derive(Clone, Debug)]
pub struct Named {
    bearer: Bearer,
    names: Vec<String>,
    prepared: Vec<Prepared>,
    particulars: Particulars,
}

/// The likest of the names of two, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Likest<'a> {
    /// The name of the one.
    pub one: &'a str,
    /// The name of the other.
    pub other: &'a str,
    /// How alike, and why.
    pub comparison: Comparison,
}

impl Named {
    /// By these names; what is written twice is compared once.
    #[must_use]
    pub fn of<'a>(
        names: impl IntoIterator<Item = &'a str>,
        bearer: Bearer,
        particulars: Particulars,
    ) -> Self {
        let mut each: Vec<String> = Vec::new();
        for name in names {
            if !name.is_empty() && !each.iter().any(|known| known == name) {
                each.push(name.to_owned());
            }
        }
        let prepared = each.iter().map(|name| Prepared::new(name, bearer)).collect();
        Self { bearer, names: each, prepared, particulars }
    }

    /// Whose names they are.
    #[must_use]
    pub const fn bearer(&self) -> Bearer {
        self.bearer
    }

    /// The names as they are written.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The names, ready to be compared.
    #[must_use]
    pub fn prepared(&self) -> &[Prepared] {
        &self.prepared
    }

    /// The likest of the names of both; none where one of them has no name.
    #[must_use]
    pub fn likest<'a>(&'a self, other: &'a Self) -> Option<Likest<'a>> {
        let mut best: Option<Likest<'a>> = None;
        for (name, one) in self.names.iter().zip(&self.prepared) {
            for (text, another) in other.names.iter().zip(&other.prepared) {
                let comparison = explain(one, another, [&self.particulars, &other.particulars]);
                if best.as_ref().is_none_or(|best| comparison.score > best.comparison.score) {
                    best = Some(Likest { one: name, other: text, comparison });
                }
            }
        }
        best
    }
}
