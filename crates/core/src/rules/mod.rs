//! The rules that span nouns. Pure: whoever calls them brings the records.
//!
//! A rule takes the fields of records, not the records themselves. So it can be
//! asked through [`Record::ask`](crate::Record::ask), once for each side of a
//! dispute, and of what one voice alone says.

mod comparison;
pub(crate) mod contradiction;
mod delivery;
mod headcount;
mod reconciliation;
mod statistics;
mod timeline;

pub use comparison::{IssuerStanding, SanctionComparison, compare_sanctions};
pub use contradiction::{
    Crossing, CrossingSide, Life, delivered_before_promised, named_against_count,
};
pub use delivery::{ActDelivery, Delivery, DeliveryState, DeliveryStep, Promised, delivered_on};
pub use headcount::{Counted, Headcount, headcount};
pub use reconciliation::{
    Across, CutReport, Named, PartReport, Reconciliation, Verdict, across_point, across_release,
    reconcile_point, reconcile_release,
};
pub use statistics::{
    Belonging, Beside, Grouping, HeldGroup, SentenceLength, Statistics, held_among,
};
pub use timeline::{Dated, Moment, MomentKind, possibly_within};
