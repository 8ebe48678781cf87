//! Lithuanian, by the rules of the State Commission of the Lithuanian Language
//! (1990 for Russian, 1991 for Belarusian and Ukrainian), without the endings
//! of Lithuanian grammar.

use super::{PLAIN, Table};

/// The consonants, which are written alike from all three languages.
const CONSONANTS: Table =
    Table { base: Some(&PLAIN), rules: "ж=ž й=j х=ch ц=c ч=č ш=š щ=šč" };

pub(in super::super) const BEL: Table = Table {
    base: Some(&CONSONANTS),
    rules: "г=h [^V'ьў]е=je ё=io [^V'ьў]ё=jo [^V'ьў]ю=ju [^V'ьў]я=ja",
};

pub(in super::super) const RUS: Table = Table {
    base: Some(&CONSONANTS),
    rules: "[^Vъь]е=je ё=io [^Vъь]ё=jo [^Vъь]ю=ju [^Vъь]я=ja",
};

pub(in super::super) const UKR: Table =
    Table { base: Some(&CONSONANTS), rules: "г=h є=je и=y ї=ji [^V'ь]ю=ju [^V'ь]я=ja" };
