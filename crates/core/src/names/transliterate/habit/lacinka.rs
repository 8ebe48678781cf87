//! The Belarusian Latin alphabet, in which Belarusians write their own names:
//! ł and l as in Polish, the rest as in the instruction of 2007.

use super::{Table, by};

pub(in super::super) const BEL: Table = Table {
    base: Some(&by::BEL_2007),
    rules: "л=ł л[еёюяіьл]=l ль=l [л]е=e [л]ё=o [л]ю=u [л]я=a",
};
