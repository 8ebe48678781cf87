//! In GraphQL a fine is shown as an object.

use async_graphql::Object;

use super::Fine;
use crate::number::float;

/// An amount that a court imposed, with the unit it named.
#[Object]
impl Fine {
    /// As it is written: `5400 BYN`, `200 base units`.
    async fn text(&self) -> String {
        self.to_string()
    }

    /// How many of the unit.
    #[graphql(name = "amount")]
    async fn shown_amount(&self) -> f64 {
        float(self.amount)
    }

    /// The currency by its three letters (ISO 4217), or `base units`.
    #[graphql(name = "unit")]
    async fn shown_unit(&self) -> String {
        self.unit.to_string()
    }
}
