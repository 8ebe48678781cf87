//! Someone without a name with whom a sentence begins, and for whom a pronoun may stand: `His brother was jailed`.

use super::{bearer, frame::Frame, verb::Pronoun};
use crate::name::is_of_body;

/// The noun of someone without a name with whom a sentence begins: `His brother was jailed`.
pub(super) fn without_name(frame: &Frame<'_>) -> Option<String> {
    const NEAR: usize = 4;
    let leads = matches!(frame.small(0), "his" | "her" | "their" | "the" | "a" | "an" | "one")
        || frame.is_possessive(0);
    let mut words = (1..=NEAR).map(|at| frame.small(at)).take_while(|word| !word.is_empty());
    let noun = words.find(|word| bearer::is_noun(word) && !is_of_body(word))?;
    leads.then(|| noun.to_owned())
}

/// Whether a pronoun can stand for someone whom this noun describes: `brother`, and neither `guards` nor, for `he`,
/// `wife`.
pub(super) fn is_one(noun: &str, pronoun: Pronoun) -> bool {
    let woman = matches!(
        noun,
        "wife"
            | "mother"
            | "sister"
            | "daughter"
            | "widow"
            | "aunt"
            | "niece"
            | "grandmother"
            | "fiancée"
    ) || noun.ends_with("woman");
    let man = matches!(
        noun,
        "husband" | "father" | "brother" | "son" | "widower" | "uncle" | "nephew" | "grandfather"
    ) || noun.ends_with("man") && !woman;
    let several = noun.ends_with('s')
        || noun.ends_with("men")
        || matches!(noun, "people" | "police" | "children");
    match pronoun {
        Pronoun::He => !woman && !several,
        Pronoun::She => !man && !several,
        Pronoun::They => false,
    }
}
