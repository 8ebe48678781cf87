//! Names of citizens as the Ministry of Internal Affairs of Belarus writes
//! them: in the population register (2008) and in passports (2010).

use super::{icao::PLAIN, rule::Table};

pub(super) const BEL_2008: Table = Table {
    base: Some(&PLAIN),
    rules: "
        й=j ў=w зь=ź ль=ĺ нь=ń сь=ś ць=ć
        е=ie [^аеёиоуэюяьў']е=je ё=io [^аеёиоуэюяьў']ё=jo
        ю=iu [^аеёиоуэюяьў']ю=ju я=ia [^аеёиоуэюяьў']я=ja
        '=j '[еёюя]=
    ",
};

pub(super) const BEL_2010: Table = Table {
    base: Some(&BEL_2008),
    rules: "г=h [еёыюя]й[^]= зь=z ль=l нь=n сь=s ць=ts",
};

pub(super) const RUS_2008: Table = Table {
    base: Some(&PLAIN),
    rules: "й=j ў=w зь=ź ль=ĺ нь=ń сь=ś ць=ć ъ=j '=j [ъ']ю=u [ъ']я=a",
};

pub(super) const RUS_2010: Table =
    Table { base: Some(&RUS_2008), rules: "зь=z ль=l нь=n сь=s ць=ts" };
