//! In GraphQL a point is shown as an object.

use async_graphql::Object;

use super::Coordinates;
use crate::number::float;

/// A point on the map.
#[Object]
impl Coordinates {
    /// As it is written, latitude before longitude: `54.6872, 25.2797`.
    async fn text(&self) -> String {
        self.to_string()
    }

    /// Degrees north of the equator; south of it negative.
    #[graphql(name = "latitude")]
    async fn shown_latitude(&self) -> f64 {
        float(self.latitude)
    }

    /// Degrees east of Greenwich; west of it negative.
    #[graphql(name = "longitude")]
    async fn shown_longitude(&self) -> f64 {
        float(self.longitude)
    }
}
