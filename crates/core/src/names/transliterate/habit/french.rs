//! French: ou for у, tch for ч, -ine for -ин, and a diaeresis where two vowels
//! would be read as one (Tikhanovskaïa, Sergueï).

use super::{PLAIN, Table};

pub(in super::super) const BEL: Table = Table {
    base: Some(&PLAIN),
    rules: "
        г=h ж=j у=ou ў=ou ч=tch ш=ch щ=chtch
        й=ï [^]й=i [іы]й= [^V'ьў]е=ie ё=io ю=iou [V]ю=ïou [V]я=ïa
    ",
};

pub(in super::super) const RUS: Table = Table {
    base: Some(&PLAIN),
    rules: "
        г[еиэ]=gu ж=j у=ou ч=tch ш=ch щ=chtch [V]с[V]=ss ин[^]=ine ын[^]=yne
        й=ï [^]й=i [иы]й= [V]е=ïe [ьъ]е=ie ё=io [жчшщ]ё=e ю=iou [V]ю=ïou [V]я=ïa
    ",
};

pub(in super::super) const UKR: Table = Table {
    base: Some(&PLAIN),
    rules: "
        г=h ж=j и=y у=ou ч=tch ш=ch щ=chtch
        й=ï [^]й=i ий[^]=y ї=ï ю=iou [V]ю=ïou [V]я=ïa
    ",
};
