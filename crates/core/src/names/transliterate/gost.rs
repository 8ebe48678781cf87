//! The Soviet and Russian state standards, and ISO 9 that the later one adopts:
//! one letter for one letter, with marks.

use super::{icao::PLAIN, rule::Table};

pub(super) const RUS_16876_71: Table = Table {
    base: Some(&PLAIN),
    rules: r#"ё=ë ж=ž й=j х=h ц=c ч=č ш=š щ=šč ъ=" ь=´ э=è ю=û я=â"#,
};

pub(super) const RUS_7_79_2000: Table = Table { base: Some(&RUS_16876_71), rules: "щ=ŝ" };

pub(super) const ISO_9_1995: Table = Table {
    base: Some(&RUS_7_79_2000),
    rules: "ґ=g̀ є=ê і=ì ї=ï ў=ŭ ъ=ʺ ь=ʹ '=ʼ ѣ=ě ѳ=f̀ ѵ=ỳ",
};
