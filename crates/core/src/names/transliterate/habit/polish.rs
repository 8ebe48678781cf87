//! Polish, by the rules of transcription of PWN's dictionary of spelling: ł
//! and l, ie and je, cz, sz, ch; adjectives end as Polish ones do.

use super::{PLAIN, Table};

pub(in super::super) const BEL: Table = Table {
    base: Some(&PLAIN),
    rules: "
        в=w г=h ж=ż й=j л=ł л[еёюяіьл]=l ль=l х=ch ц=c ч=cz ш=sz щ=szcz
        е=ie [^V'ьў]е=je [л]е=e ё=io [^V'ьў]ё=jo [л]ё=o
        ю=iu [^V'ьў]ю=ju [л]ю=u я=ia [^V'ьў]я=ja [л]я=a
        зь=ź нь=ń сь=ś ць=ć ская[^]=ska цкая[^]=cka
    ",
};

pub(in super::super) const RUS: Table = Table {
    base: Some(&PLAIN),
    rules: "
        в=w ж=ż [жцш]и=y [ь]и=ji й=j л=ł л[еёиьюял]=l ль=l х=ch ц=c ч=cz ш=sz щ=szcz
        е=ie [^Vъь]е=je [жлцчшщ]е=e ё=io [^Vъь]ё=jo [жлчшщ]ё=o
        ю=iu [^Vъь]ю=ju [жлчшщ]ю=u я=ia [^Vъь]я=ja [л]я=a
        зь=ź нь=ń сь=ś ць=ć ский[^]=ski цкий[^]=cki ый[^]=y ская[^]=ska цкая[^]=cka
    ",
};

pub(in super::super) const UKR: Table = Table {
    base: Some(&PLAIN),
    rules: "
        в=w г=h ж=ż и=y ї=ji й=j л=ł л[яєюіїьл]=l ль=l х=ch ц=c ч=cz ш=sz щ=szcz
        [^V']є=je [л]є=e [^V']ю=ju [л]ю=u [^V']я=ja [л]я=a
        зь=ź нь=ń сь=ś ць=ć ський[^]=ski цький[^]=cki ська[^]=ska цька[^]=cka
    ",
};
