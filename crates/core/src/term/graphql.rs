//! In GraphQL a term is shown as an object.

use async_graphql::Object;

use super::Term;

/// How long a sentence is: years, months and days, or life.
#[Object]
impl Term {
    /// As it is written: `10 years`, `1 year 7 months`, `15 days`, `life`.
    async fn text(&self) -> String {
        self.to_string()
    }

    /// Its whole years; null for life.
    #[graphql(name = "years")]
    async fn shown_years(&self) -> Option<u32> {
        (*self).years()
    }

    /// Its months beside the years, 0 to 11; null for life.
    #[graphql(name = "months")]
    async fn shown_months(&self) -> Option<u32> {
        (*self).months()
    }

    /// Its days beside the years and months; null for life.
    #[graphql(name = "days")]
    async fn shown_days(&self) -> Option<u32> {
        (*self).days()
    }

    /// Whether it lasts until death.
    async fn life(&self) -> bool {
        self.is_life()
    }

    /// The fewest days it can last, whenever it begins; null for life.
    #[graphql(name = "leastDays")]
    async fn shown_least_days(&self) -> Option<u32> {
        (*self).least_days()
    }

    /// The most days it can last, whenever it begins; null for life.
    #[graphql(name = "mostDays")]
    async fn shown_most_days(&self) -> Option<u32> {
        (*self).most_days()
    }
}
