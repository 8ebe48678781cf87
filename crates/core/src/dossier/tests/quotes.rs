//! Quotes against the texts of their sources.

use insta::assert_snapshot;

use super::after_head;
use crate::{
    TextDigest,
    dossier::{check_quotes, read},
};

const TEXT: &str = "“We’re   opening the tower,” the keeper said.\nTwelve prisoners — poets,\nmostly — walked free.";

fn checked(phrase: &str) -> String {
    let reading = after_head(&format!(
        "[[claim]]\nsource = \"N1\"\nsubject = \"person/jana\"\nstates.name = \"Jana\"\nquotes.name = \"{phrase}\"\n"
    ));
    assert_eq!(reading.faults, []);
    let faults = check_quotes(&reading, &[("N1", TEXT)]);
    faults.iter().map(|fault| format!("{} {fault}", fault.code)).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_quote_that_occurs_is_no_fault_however_the_text_is_broken_into_lines() {
    assert_eq!(checked("Twelve prisoners — poets, mostly — walked free"), "");
    assert_eq!(checked("We’re opening the tower"), "");
}

#[test]
fn a_quote_with_other_marks_is_told_what_to_write() {
    assert_snapshot!(checked("We're opening the tower"), @"QUOTE_NOT_FOUND f.toml:19: person/jana, name: the text of N1 does not say `We're opening the tower`; it says `We’re opening the tower`: write it so");
    assert_snapshot!(checked("twelve prisoners - poets, mostly - walked free."), @"QUOTE_NOT_FOUND f.toml:19: person/jana, name: the text of N1 does not say `twelve prisoners - poets, mostly - walked free.`; it says `Twelve prisoners — poets, mostly — walked free.`: write it so");
    assert_snapshot!(checked("'Twelve"), @"QUOTE_NOT_FOUND f.toml:19: person/jana, name: the text of N1 does not say `'Twelve`; the nearest it has is `Twelve`");
}

#[test]
fn a_quote_that_does_not_occur_is_told_what_comes_nearest() {
    assert_snapshot!(checked("the keeper opened the tower"), @"QUOTE_NOT_FOUND f.toml:19: person/jana, name: the text of N1 does not say `the keeper opened the tower`; the nearest it has is `the tower,” the keeper said.`");
    assert_snapshot!(checked("nothing like it whatsoever"), @"QUOTE_NOT_FOUND f.toml:19: person/jana, name: the text of N1 does not say `nothing like it whatsoever`; quote words that it has, or leave the quote out");
}

#[test]
fn a_text_has_the_digest_that_its_source_states() {
    let file = super::HEAD.replace("kind =", "text_digest = \"DIGEST\"\nkind =");
    let stating = |text: &str| {
        let file = file.replace("DIGEST", &TextDigest::of(text).to_string());
        let reading = read("f.toml", file.as_bytes());
        assert_eq!(reading.faults, []);
        check_quotes(&reading, &[("source/invented-gazette", TEXT)])
    };
    assert_eq!(stating(TEXT), []);
    assert_snapshot!(stating("another")[0], @"f.toml:5: source/invented-gazette, text_digest: the text given has the SHA-256 7cf3b3ade4b3ab9eace13204f647b71354c3dff5e62e4328a8367281b85f0416, and the file states ae448ac86c4e8e4dec645729708ef41873ae79c6dff84eff73360989487f08e5; give the text that was read, byte for byte, or correct the digest");
}

#[test]
fn a_text_of_a_source_that_the_file_does_not_name_is_a_fault() {
    let reading = after_head("");
    assert_snapshot!(check_quotes(&reading, &[("N9", TEXT)])[0], @"a text is given for `N9`, which the file does not name; its sources are: N1");
}
