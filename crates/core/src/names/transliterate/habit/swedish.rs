//! Swedish, as the news agency TT and the Language Council have it: zj, sj, tj
//! for ж, ш, ч.

use super::{PLAIN, Table};

/// The letters that are written alike from all three languages.
const LETTERS: Table =
    Table { base: Some(&PLAIN), rules: "ж=zj й=j х=ch ч=tj ш=sj щ=sjtj ю=ju я=ja" };

pub(in super::super) const BEL: Table =
    Table { base: Some(&LETTERS), rules: "г=h [^V'ьў]е=je ё=jo" };

pub(in super::super) const RUS: Table =
    Table { base: Some(&LETTERS), rules: "[^Vъь]е=je ё=jo [жчшщ]ё=o" };

pub(in super::super) const UKR: Table =
    Table { base: Some(&LETTERS), rules: "г=h є=je и=y ї=ji" };
