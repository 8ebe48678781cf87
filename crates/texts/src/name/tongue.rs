//! Whether a text is in a language that declines names, and whose endings are not known here.

use crate::{sentence::Sentences, vocabulary::words};

/// So many of its words tell a language.
const LEAST: usize = 3;

words! {
    /// Words of Polish, Czech, Slovak, Croatian, Serbian, Slovene, Lithuanian, Latvian, Finnish and Estonian that no
    /// English text has.
    fn is_of_such_a_language: "
        się że nie jest przez który która które był była było oraz został została dla jego jej
        že byl byla bylo který která které není také podle jeho její bol bola bolo ktorý ktorá
        koji koja koje nije bio bila bilo zbog jer
        kad buvo yra dėl kuris kuri taip pat
        tika kurš kura arī viņa viņš
        että oli mutta myös ning kuid oma
    "
}

/// Whether a text is in such a language: there `Andrzeja Lisa` is how something is said of Andrzej Lis.
pub(super) fn declines_names(read: &[Sentences<'_>]) -> bool {
    let all = || read.iter().flat_map(|text| (0..text.tokens.len()).map(|at| text.small(at)));
    let own = all().filter(|word| is_of_such_a_language(word)).count();
    own >= LEAST && own > all().filter(|word| matches!(*word, "the" | "of")).count()
}
