//! What holds for any claim.

use proptest::{collection::btree_map, prelude::*, sample::select};
use serde_json::Value as Json;

use super::*;
use crate::Source;

prop_compose! {
    fn any_claim()(
        title in proptest::option::of("\\PC{0,12}|[\u{0}-\u{1f}\"\\\\\u{7f}\u{2028}😀é]{0,8}"),
        authors in prop::collection::vec("\\PC{1,8}", 0..3),
        subject in "[a-z0-9]{1,10}",
        said_by in proptest::option::of(select(vec!["person/p", "organization/o", "statement/s"])),
        denies in any::<bool>(),
        quotes in btree_map("(authors\\.)?\\PC{1,8}|[\u{e000}-\u{ffff}😀𝒜a-z]{1,3}", "\\PC{0,20}|[\u{0}-\u{1f}\"\\\\/]{0,6}", 0..4),
        year in 2000..2030,
    ) -> Claim {
        let source = Source { title, authors, ..Source::default() };
        Claim {
            subject: format!("source/{subject}").parse().unwrap(),
            source: "source/s1".parse().unwrap(),
            said_by: said_by.map(|voice| voice.parse().unwrap()),
            read_on: format!("{year}-01-31").parse().unwrap(),
            denies,
            states: States::of(&source).unwrap(),
            quotes,
        }
    }
}

proptest! {
    #[test]
    fn the_canonical_form_is_that_of_rfc_8785(claim in any_claim()) {
        let canonical = Body::Claim(claim).canonical().unwrap();
        let generic: Json = serde_json::from_str(&canonical).unwrap();
        prop_assert_eq!(serde_json_canonicalizer::to_string(&generic).unwrap(), canonical);
    }

    #[test]
    fn a_claim_is_read_back_as_it_was_written(claim in any_claim()) {
        let canonical = Body::Claim(claim.clone()).canonical().unwrap();
        let stated: Source = claim.states.read().unwrap();
        prop_assert_eq!(States::of(&stated).unwrap(), claim.states.clone());
        prop_assert_eq!(Body::read(&canonical).unwrap(), Body::Claim(claim));
    }

    #[test]
    fn changing_any_byte_changes_the_identity_and_the_commitment(
        claim in any_claim(), at in any::<prop::sample::Index>(), letter in "[a-z]",
    ) {
        let canonical = Body::Claim(claim).canonical().unwrap();
        let at = at.index(canonical.len());
        if canonical.is_char_boundary(at) && canonical.is_char_boundary(at + 1) && canonical[at..=at] != letter {
            let other = format!("{}{letter}{}", &canonical[..at], &canonical[at + 1..]);
            prop_assert_ne!(ClaimHash::of(&other), ClaimHash::of(&canonical));
            let salt = Seed([0; 32]).salt(1);
            prop_assert_ne!(commitment(salt, &other), commitment(salt, &canonical));
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC*|\\{\"kind\":\"(claim|show|hide|rank)\"[,:\"a-z{}0-9]*\\}") {
        if let Ok(body) = Body::read(&text) {
            prop_assert_eq!(body.canonical().unwrap(), text);
        }
    }
}
