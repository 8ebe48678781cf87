//! ICS 630-01 of the Office of the Director of National Intelligence: the
//! systems of BGN and PCGN within the 26 letters of English.

use super::{icao::PLAIN, rule::Table};

pub(super) const BEL_2015: Table =
    Table { base: Some(&PLAIN), rules: "г=h е=ye ё=yo й=y ў=w ю=yu я=ya" };

pub(super) const RUS_2015: Table =
    Table { base: Some(&PLAIN), rules: "[^Vйъь]е=ye [^Vйъь]ё=ye й=y ю=yu я=ya" };

pub(super) const UKR_2015: Table =
    Table { base: Some(&PLAIN), rules: "г=h є=ye и=y ї=yi й=y ю=yu я=ya" };
