//! The systems of the United States Board on Geographic Names and the British
//! Permanent Committee on Geographical Names: soft signs are shown, and a dot
//! parts letters that would otherwise be read as one.

use super::{odni, rule::Table, ua};

pub(super) const BEL_1979: Table =
    Table { base: Some(&odni::BEL_2015), rules: "ь=’ '=” [зксц]г=·h [т]с=·s" };

pub(super) const RUS_1947: Table = Table {
    base: Some(&odni::RUS_2015),
    rules: r#"
        ё=ë [^Vйъь]ё=yë
        й[ауыэ]=y·
        ы[ауыэ]=y· [V]ы=·y [V]ы[ауыэ]=·y·
        [C]э=·e [т]с=·s [ш]ч=·ch
        ъ=" ь=’
    "#,
};

pub(super) const UKR_1965: Table =
    Table { base: Some(&odni::UKR_2015), rules: "ь=’ '=” [зксц]г=·h [т]с=·s" };

/// Ukraine's own system of 2010, adopted.
pub(super) const UKR_2019: Table = Table { base: Some(&ua::UKR_2010), rules: "" };
