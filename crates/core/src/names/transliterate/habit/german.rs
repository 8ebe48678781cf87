//! German, by the tables of the Duden: w for в, sch for ж and ш, x for кс.

use super::{PLAIN, Table};

pub(in super::super) const BEL: Table = Table {
    base: Some(&PLAIN),
    rules: "
        в=w г=h ж=sch з=s й=j х=ch ц=z ч=tsch ш=sch щ=schtsch
        [^V'ьў]е=je ё=jo ю=ju я=ja
    ",
};

pub(in super::super) const RUS: Table = Table {
    base: Some(&PLAIN),
    rules: "
        в=w ж=sch з=s [V]с[V]=ss кс=x х=ch ц=z ч=tsch ш=sch щ=schtsch
        [^]й=j й[V]=j [иы]й=j [иы]й[^]=
        [^Vъь]е=je ё=jo [жчшщ]ё=o ю=ju я=ja ьо=jo ьи=ji
    ",
};

pub(in super::super) const UKR: Table = Table {
    base: Some(&PLAIN),
    rules: "
        в=w г=h є=je ж=sch з=s и=y ї=ji й=j х=ch ц=z ч=tsch ш=sch щ=schtsch ю=ju я=ja ьо=jo
    ",
};
