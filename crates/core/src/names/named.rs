//! Someone or something by all its names, with what else is known of it.

use super::{Bearer, Comparison, Particulars, Prepared, explain, score};

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
        let sides = [&self.particulars, &other.particulars];
        let mut best: Option<(f64, [(&String, &Prepared); 2])> = None;
        for one in self.names.iter().zip(&self.prepared) {
            for another in other.names.iter().zip(&other.prepared) {
                let score = score(one.1, another.1, sides);
                if best.is_none_or(|(most, ..)| score > most) {
                    best = Some((score, [one, another]));
                }
            }
        }
        let (_, [(one, prepared), (other, another)]) = best?;
        Some(Likest { one, other, comparison: explain(prepared, another, sides) })
    }
}
