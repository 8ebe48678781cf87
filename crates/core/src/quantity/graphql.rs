//! In GraphQL a quantity is shown as an object.

use async_graphql::Object;

use super::{Bounds, Quantity, QuantityKind};
use crate::number::float;

/// A number as a source gives it, such as `more than 430`, and the numbers it can be.
#[Object]
impl Quantity {
    /// As it is written: `123`, `more than 430`, `between 5 and 7`.
    async fn text(&self) -> String {
        self.to_string()
    }

    /// How the number bounds what it counts.
    #[graphql(name = "kind")]
    async fn shown_kind(&self) -> QuantityKind {
        self.kind
    }

    /// The number that the source names; of two, the smaller.
    #[graphql(name = "number")]
    async fn shown_number(&self) -> f64 {
        float(self.number)
    }

    /// The greater of the two numbers of `between 5 and 7`.
    #[graphql(name = "upTo")]
    async fn shown_up_to(&self) -> Option<f64> {
        self.up_to.map(float)
    }

    /// The least it can be; null if the source sets no such bound. "About" is a
    /// tenth less or more; "nearly" is from nine tenths up to the number.
    #[graphql(name = "least")]
    async fn shown_least(&self) -> Option<f64> {
        (*self).least().map(float)
    }

    /// The most it can be; null if the source sets no such bound.
    #[graphql(name = "most")]
    async fn shown_most(&self) -> Option<f64> {
        (*self).most().map(float)
    }
}

/// The least and the most that a number can be.
#[Object]
impl Bounds {
    /// In words, where there are any: `9`, `at least 5`.
    async fn text(&self) -> Option<String> {
        self.as_quantity().map(|quantity| quantity.to_string())
    }

    /// The least it can be; null where nothing bounds it from below.
    #[graphql(name = "least")]
    async fn shown_least(&self) -> Option<f64> {
        (*self).least().map(float)
    }

    /// The most it can be; null where nothing bounds it from above.
    #[graphql(name = "most")]
    async fn shown_most(&self) -> Option<f64> {
        (*self).most().map(float)
    }
}
