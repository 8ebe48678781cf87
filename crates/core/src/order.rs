//! Two days in their order: the rule that a thing does not end before it begins.

use crate::{Contradiction, Impossible, PartialDate};

/// A field that holds a day, by its path.
pub(crate) type Dated<'a> = (&'a str, Option<PartialDate>);

/// Whether the later day lies certainly before the earlier one.
fn reversed(
    earlier: Option<PartialDate>,
    later: Option<PartialDate>,
) -> Option<(PartialDate, PartialDate)> {
    let (earlier, later) = (earlier?, later?);
    later.certainly_precedes(earlier).then_some((earlier, later))
}

/// What is wrong where one claim puts the end before the beginning.
pub(crate) fn in_order(earlier: Dated<'_>, later: Dated<'_>) -> Option<Impossible> {
    let (first, last) = reversed(earlier.1, later.1)?;
    Some(Impossible {
        field: later.0.to_owned(),
        problem: format!("{last} lies before {} {first}", earlier.0),
        remedy: "correct one of the two days, or leave out the one the source does not give"
            .to_owned(),
    })
}

/// The contradiction where two claims together do so.
pub(crate) fn out_of_order(earlier: Dated<'_>, later: Dated<'_>) -> Option<Contradiction> {
    let (first, last) = reversed(earlier.1, later.1)?;
    Some(Contradiction {
        rule: format!("{} {last} lies before {} {first}", later.0, earlier.0),
        sides: [
            (format!("{} {first}", earlier.0), vec![earlier.0.to_owned()]),
            (format!("{} {last}", later.0), vec![later.0.to_owned()]),
        ],
    })
}
