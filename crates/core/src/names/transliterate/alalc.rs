//! The tables of the American Library Association and the Library of Congress:
//! letters that are one sound are tied together.

use super::{icao::PLAIN, rule::Table};

pub(super) const BEL_1997: Table = Table {
    base: Some(&PLAIN),
    rules: "г=h ё=i͡o/I͡O ж=z͡h/Z͡H й=ĭ ў=ŭ ь=ʹ э=ė ю=i͡u/I͡U я=i͡a/I͡A",
};

pub(super) const RUS_1997: Table = Table {
    base: Some(&PLAIN),
    rules: "ё=ë й=ǐ ц=t͡s/T͡S ъ=ʺ ь=ʹ э=ė ю=i͡u/I͡U я=i͡a/I͡A",
};

/// With the letters that Russian gave up in 1918.
pub(super) const RUS_2012: Table =
    Table { base: Some(&RUS_1997), rules: "і=ī ѣ=i͡e/I͡E ѳ=ḟ ѵ=ẏ" };

pub(super) const UKR_1997: Table = Table {
    base: Some(&PLAIN),
    rules: "г=h є=i͡e ж=z͡h и=y ї=ï й=ĭ ц=t͡s ь=ʹ ю=i͡u я=i͡a",
};
