//! Belarus's instructions on geographical names: of the Committee on land and
//! cartography (GKI), and of the State Committee on Property that followed it.

use super::{gost, icao::PLAIN, rule::Table};

pub(super) const BEL_GKI_1992: Table =
    Table { base: Some(&gost::RUS_16876_71), rules: "ў=ŭ ю=ju я=ja '='" };

pub(super) const BEL_GKI_2000: Table = Table {
    base: Some(&PLAIN),
    rules: "
        г=h ж=ž й=j ў=ŭ х=ch ц=c ч=č ш=š щ=šč ь='
        е=je [C]е=ie ё=jo [C]ё=io ю=ju [C]ю=iu я=ja [C]я=ia
    ",
};

/// The softness of a consonant is shown above it.
pub(super) const BEL_1998: Table =
    Table { base: Some(&BEL_GKI_2000), rules: "зь=ź ль=ĺ нь=ń сь=ś ць=ć ь=" };

pub(super) const BEL_2007: Table = Table { base: Some(&BEL_1998), rules: "" };

/// Without marks: Resolution 19 of the State Committee on Property, 24 March
/// 2023. The press told of г, ж, ў, ч, ш, and gave examples that show the
/// other letters as before; х cannot be, for `ch` is taken.
pub(super) const BEL_2023: Table = Table {
    base: Some(&BEL_2007),
    rules: "г=g ж=zh ў=w х=kh ч=ch ш=sh щ=shch зь=z ль=l нь=n сь=s ць=c",
};
