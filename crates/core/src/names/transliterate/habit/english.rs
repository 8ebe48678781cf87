//! English: BGN/PCGN made simple, without signs for softness, with the endings
//! that readers are used to (Dmitry, Sergei, Maria).

use super::{PLAIN, Table, odni, ua};

pub(in super::super) const BEL: Table = Table {
    base: Some(&PLAIN),
    rules: "
        г=h й=y ай[^]=ai ей[^]=ei эй[^]=ei ія[^]=ia ыя[^]=yia
        [^Vўь']е=ye ё=io [^Vўь']ё=yo [^Vўь']ю=yu [^Vўь']я=ya
    ",
};

pub(in super::super) const RUS: Table = Table {
    base: Some(&odni::RUS_2015),
    rules: "
        ё=yo [жчшщ]ё=e кс=x др[^]=der
        ий[^]=y ый[^]=y ай[^]=ai ей[^]=ei ия[^]=ia
    ",
};

pub(in super::super) const UKR: Table = Table {
    base: Some(&ua::UKR_2010),
    rules: "ий[^]=y ій[^]=iy [V]й=y [V]є=ye [V]ю=yu [V]я=ya ія[^]=ia",
};
