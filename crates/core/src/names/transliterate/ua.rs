//! The national systems of Ukraine.

use super::{icao::PLAIN, rule::Table};

pub(super) const UKR_1996: Table = Table {
    base: Some(&PLAIN),
    rules: "
        г=h [з]г=gh и=y щ=sch ь=’ '=”
        [^]є=ye [^]ї=yi [^]й=y [^]ю=yu [^]я=ya
    ",
};

/// For passports: г is g.
pub(super) const UKR_2007: Table =
    Table { base: Some(&UKR_1996), rules: "г=g [^]ї=i щ=shch ь= '=" };

pub(super) const UKR_2010: Table = Table { base: Some(&UKR_1996), rules: "щ=shch ь= '=" };
