//! Each kind of fault, with the sentence that a person reads.

use insta::assert_snapshot;

use super::{HEAD, after_head, of_person, told};
use crate::dossier::read;

fn file(text: &str) -> String {
    told(&read("f.toml", text.as_bytes()))
}

fn claims(rest: &str) -> String {
    told(&after_head(rest))
}

#[test]
fn files_that_are_no_dossier() {
    assert_snapshot!(file(""), @"EMPTY_FILE f.toml:1: there is nothing in this file; write a [dossier], a [[source]] and what it says under [[claim]]");
    assert_snapshot!(file("# nothing\n"), @"EMPTY_FILE f.toml:1: the file makes no claim; write a [dossier], a [[source]] and what it says under [[claim]]");
    assert_snapshot!(file("[dossier]\ntitle = \"T\"\nauthor = \"A\"\n"), @"EMPTY_FILE f.toml:1: the file makes no claim; write a [dossier], a [[source]] and what it says under [[claim]]");
    assert_snapshot!(file("\u{feff}\n"), @"EMPTY_FILE f.toml:1: there is nothing in this file; write a [dossier], a [[source]] and what it says under [[claim]]");
    assert_snapshot!(told(&read("f.toml", b"\xff\xfe[\0d\0")), @"BROKEN_UTF8 f.toml:1: the file is written in UTF-16; save it as UTF-8");
    assert_snapshot!(told(&read("f.toml", &vec![b'a'; 17 * 1024 * 1024])), @"TOO_LARGE f.toml: the file has 17 MB, and at most 16 MB are read; divide it into several dossiers, each with its own [dossier] and sources");
    assert_snapshot!(crate::dossier::too_large("f.toml", 100 << 20).unwrap(), @"f.toml: the file has 100 MB, and at most 16 MB are read; divide it into several dossiers, each with its own [dossier] and sources");
}

#[test]
fn bytes_that_are_no_text() {
    let mut bytes = HEAD.replace("Nobody", "No?ody").into_bytes();
    let at = bytes.iter().position(|byte| *byte == b'?').unwrap();
    bytes[at] = 0xe9;
    assert_snapshot!(told(&read("f.toml", &bytes)), @"BROKEN_UTF8 f.toml:3: byte 53 (E9) is not UTF-8; save the file as UTF-8, and write again what stood there");
    assert_eq!(read("f.toml", &[0xc3; 5000]).faults.len(), 1);
}

#[test]
fn lines_that_are_not_toml() {
    assert_snapshot!(of_person("name = \"Jana"), @r#"NOT_TOML f.toml:20: this is not TOML: invalid basic string, expected `"`; write texts and dates in quotation marks, each closed on its own line"#);
    assert_snapshot!(of_person("name = Jana"), @"NOT_TOML f.toml:20: `Jana` stands without quotation marks; write texts and dates in quotation marks");
    assert_snapshot!(of_person("born_on = 1985-13-02"), @r#"NOT_TOML f.toml:20: this is not TOML at `1985-13-02`: invalid date, expected month between 01 and 12; write dates in quotation marks, such as "2025-12""#);
    assert_snapshot!(of_person("born_on = 1985-02"), @r#"NOT_TOML f.toml:20: this is not TOML at `1985-02`: invalid date, expected `-` (MM-DD); write dates in quotation marks, such as "2025-12""#);
    assert_snapshot!(of_person("name ="), @"NOT_TOML f.toml:20: nothing is written here; write the value, or leave the field out");
    assert_snapshot!(of_person("nationalities = [\"BY\""), @"NOT_TOML f.toml:20: this is not TOML: unclosed array, expected `]`; close the list with ], and set commas between its elements");
    assert_snapshot!(of_person("name = \"Jana\"\nname = \"Yana\""), @"DUPLICATE_KEY f.toml:21: `name` is written twice here; keep one of the two");
}

#[test]
fn another_kind_of_text_is_told_once_with_its_first_line() {
    let letter = "# Notes\n\nJana was taken on Monday.\nNobody knows where.\n- ask her sister\n";
    assert_snapshot!(file(letter), @"NOT_TOML f.toml:3: the file is no dossier: this is not TOML: key with no value, expected `=`; write a dossier, in TOML or JSON: a [dossier], a [[source]] and what it says under [[claim]]");
    let about_dossiers = format!("{letter}{letter}\n```toml\n[dossier]\ntitle = \"T\"\n```\n");
    assert_snapshot!(file(&about_dossiers), @"NOT_TOML f.toml:3: the file is no dossier: this is not TOML: key with no value, expected `=`; write a dossier, in TOML or JSON: a [dossier], a [[source]] and what it says under [[claim]]");
    let slip = file(&format!("{HEAD}Notes\n"));
    assert!(slip.contains("NOT_TOML") && !slip.contains("no dossier"), "{slip}");
}

#[test]
fn json_that_is_none() {
    let json = |text: &str| told(&read("f.json", text.as_bytes()));
    assert_snapshot!(json("{\n\"dossier\": {,}\n}"), @"NOT_JSON f.json:2: this is not JSON: key must be a string; correct what stands here or just before it");
    assert_snapshot!(json("[1]"), @r#"WRONG_KIND f.json:1: the file holds a list, and no dossier; write { "dossier": { … }, "source": [ … ], "claim": [ … ] }"#);
    assert_snapshot!(json("{\"dossier\": {\"title\": \"T\", \"author\": null, \"title\": \"U\"}}"), @r#"
EMPTY f.json:1: dossier, author: here stands null, and unknown stays unknown; write what the source says, or leave it out
DUPLICATE_KEY f.json:1: `title` is written twice here; keep one of the two
"#);
    assert_snapshot!(json(&format!("{{\"dossier\": {}{}}}", "[".repeat(60), "]".repeat(60))), @r#"
MISSING f.json:1: dossier: the file does not say what it is and who wrote it; begin it with [dossier], a title and an author
WRONG_KIND f.json:1: dossier: here stands a list, and not a table; write it as [dossier], once
WRONG_KIND f.json:1: lists and tables stand here one within the other, deeper than any dossier; remove what does not belong here
"#);
}

#[test]
fn parts_and_heading() {
    assert_snapshot!(claims("[[claims]]\nsource = \"N1\"\n"), @"UNKNOWN_FIELD f.toml:15: a dossier has no part `claims`; did you mean `claim`?");
    assert_snapshot!(claims("[claim]\nsource = \"N1\"\nsubject = \"person/jana\"\nstates.name = \"Jana\"\n"), @"WRONG_KIND f.toml:15: claim: here stands a table, and not a table for each claim; begin each claim with [[claim]], in double brackets");
    assert_snapshot!(file("claim = 5\n[[dossier]]\ntitle = \"T\"\n"), @r#"
WRONG_KIND f.toml:1: claim: here stands the number 5, and not a table for each claim; begin each claim with [[claim]], in double brackets
MISSING f.toml:2: dossier, author: the dossier has no author; write who wrote it down
WRONG_KIND f.toml:2: dossier: here stands a list, and not a table; write it as [dossier], once
"#);
    assert_snapshot!(file("[dossier]\ntitle = \"\"\nauthr = \"A\"\nday = 5\n"), @r#"
MISSING f.toml:1: dossier, author: the dossier has no author; write who wrote it down
EMPTY f.toml:2: dossier, title: here stands an empty text, and unknown stays unknown; write what the source says, or leave it out
UNKNOWN_FIELD f.toml:3: dossier, authr: the dossier itself has no field `authr`; did you mean `author`?
UNKNOWN_FIELD f.toml:4: dossier, day: the dossier itself has no field `day`; its fields are: title, author
"#);
}

#[test]
fn sources() {
    assert_snapshot!(claims("[[source]]\nnew = true\n"), @r#"
MISSING f.toml:15: source 2, key: the source has no key; write key = "S1" or the like: what the claims of this file call it
MISSING f.toml:15: source 2, id: the source has no id; write id = "source/…", in small letters, digits and hyphens
NO_READ_ON f.toml:15: source 2, read_on: nobody says on which day the source was read; write read_on = "2025-12-31", with the day on which you read it
STATES_NOTHING f.toml:15: source 2: the source is new, and nothing is said of it; state its title, publisher, url or the day it was published
"#);
    assert_snapshot!(claims("[[source]]\nkey = \"N1\"\nid = \"source/other\"\nread_on = 2024-03-02\n"), @"DUPLICATE_KEY f.toml:16: source/other, key: the key `N1` is taken by another source of the file; give each source a key of its own");
    assert_snapshot!(claims("[[source]]\nkey = \"the first\"\nid = \"sources/other\"\nread_on = \"2024-03\"\nsaid_by = \"person/jana\"\n"), @r#"
BAD_KEY f.toml:16: sources/other, key: `the first` cannot be the key of a source; write a short word of letters and digits, such as S1
UNKNOWN_NOUN f.toml:17: sources/other, id: `sources/other` names no kind of record; did you mean `source`?
MALFORMED_DATE f.toml:18: sources/other, read_on: `2024-03` is not a day; write the year, the month and the day in digits, such as 2025-12-13
UNKNOWN_FIELD f.toml:19: sources/other: a source has no field `said_by`; here a source speaks of itself: write the rest under [[claim]]
"#);
    assert_snapshot!(claims("[[source]]\nkey = \"N2\"\nid = \"source/other\"\nread_on = 2024-03-02\nnew = true\n"), @"STATES_NOTHING f.toml:15: source/other: the source is new, and nothing is said of it; state its title, publisher, url or the day it was published");
    assert_snapshot!(claims("[[source]]\nkey = \"N2\"\nid = \"source/b\"\nread_on = 2024-03-02\nedition_of = \"source/a\"\n[[source]]\nkey = \"N3\"\nid = \"source/c\"\nread_on = 2024-03-02\nedition_of = \"source/b\"\n"), @"EDITION_OF_EDITION f.toml:24: source/c, edition_of: source/b is itself an edition, of source/a; name the list that all of them are editions of");
    assert_snapshot!(claims("[[source]]\nkey = \"N2\"\nid = \"source/b\"\nread_on = 2024-03-02\nedition_of = \"source/b\"\n"), @"LOOP f.toml:19: source/b, edition_of: source/b is called an edition of itself; name the list, or leave the field out");
}

#[test]
fn claims_without_what_a_claim_needs() {
    assert_snapshot!(claims("[[claim]]\nsubject = \"person/jana\"\nstates.name = \"Jana\"\n"), @r#"NO_SOURCE f.toml:15: person/jana, source: the claim has no source; write source = "S1", with the key of a [[source]] of this file"#);
    assert_snapshot!(claims("[[claim]]\nsource = \"N1\"\nstates.name = \"Jana\"\n"), @r#"MISSING f.toml:15: claim 1, subject: the claim is about nothing; write subject = "person/…", or what else the claim is about"#);
    assert_snapshot!(claims("[[claim]]\nsource = \"N1\"\nsubject = \"person/jana\"\n"), @"STATES_NOTHING f.toml:15: person/jana: the claim states nothing; write what the source says under [claim.states]");
    assert_snapshot!(claims("[[claim]]\nsource = \"N1\"\nsubject = \"person/jana\"\nstates = \"Jana\"\n"), @"WRONG_KIND f.toml:18: person/jana: `states` is a table, and here stands the text `Jana`; write what the source says under [claim.states]");
    assert_snapshot!(claims("[[claim]]\nsource = \"n1\"\nsubject = \"person/jana\"\nstates.name = \"Jana\"\n"), @"UNKNOWN_SOURCE f.toml:16: person/jana, source: the file has no source with the key `n1`; did you mean `N1`?");
    assert_snapshot!(claims("[[claim]]\nsource = \"source/other\"\nsubject = \"person/jana\"\nstates.name = \"Jana\"\n"), @r#"NO_READ_ON f.toml:16: person/jana, read_on: nobody says on which day the source was read; write read_on = "2025-12-31", with the day on which you read it"#);
    assert_snapshot!(claims("[[claim]]\nsource = 1\nsubject = \"person/jana\"\nname = \"Jana\"\nsays_by = \"person/otto\"\nstates.denies = true\n"), @r#"
WRONG_KIND f.toml:16: person/jana, source: a text is wanted, and here stands the number 1; write it in quotation marks
UNKNOWN_FIELD f.toml:18: person/jana: a claim has no key `name`; write it under [claim.states]
UNKNOWN_FIELD f.toml:19: person/jana: a claim has no key `says_by`; did you mean `said_by`?
UNKNOWN_FIELD f.toml:20: person/jana: a person has no field `denies`; write it above [claim.states]: it is about the claim
"#);
}

#[test]
fn subjects_and_references() {
    let subject = |id: &str| {
        claims(&format!("[[claim]]\nsource = \"N1\"\nsubject = \"{id}\"\nstates.name = \"Jana\"\n"))
    };
    assert_snapshot!(subject("person/Jana Vymyslená"), @"BAD_ID f.toml:17: person/Jana Vymyslená, subject: `person/Jana Vymyslená` is not an identifier; write person/ and then small letters, digits and hyphens");
    assert_snapshot!(subject("persons/jana"), @"UNKNOWN_NOUN f.toml:17: persons/jana, subject: `persons/jana` names no kind of record; did you mean `person`?");
    assert_snapshot!(subject("creature/jana"), @"UNKNOWN_NOUN f.toml:17: creature/jana, subject: `creature/jana` names no kind of record; the nouns are: source, place, organization, person, statement, event, indicator, sanction, agreement, release, detention");
    assert_snapshot!(of_person("roles = [{ key = \"clerk\", organization = \"place/tower\" }]"), @"WRONG_NOUN f.toml:20: person/jana, roles.clerk.organization: `place/tower` is a place, and an organization is wanted here; write organization/…");
    assert_snapshot!(claims("[[claim]]\nsource = \"N1\"\nsubject = \"person/jana\"\nsaid_by = \"place/tower\"\nstates.name = \"Jana\"\n"), @"WRONG_NOUN f.toml:18: person/jana, said_by: `place/tower` is a place, and an organization, a person or a statement is wanted here; write organization/…, person/… or statement/…");
}

#[test]
fn fields() {
    assert_snapshot!(of_person("shoe_size = 38"), @"UNKNOWN_FIELD f.toml:20: person/jana: a person has no field `shoe_size`; the fields of a person are: summary, identifiers, name, names, gender, born_on, birth_place, died_on, nationalities, roles, awards, addresses, associations, relatives");
    assert_snapshot!(of_person("nationality = \"BY\""), @"UNKNOWN_FIELD f.toml:20: person/jana: a person has no field `nationality`; did you mean `nationalities`?");
    assert_snapshot!(of_person("said_by = \"person/otto\""), @"UNKNOWN_FIELD f.toml:20: person/jana: a person has no field `said_by`; write it above [claim.states]: it is about the claim");
    assert_snapshot!(of_person("roles = [{ key = \"clerk\", titel = \"clerk\" }]"), @"UNKNOWN_FIELD f.toml:20: person/jana, roles.clerk: a role has no field `titel`; did you mean `title`?");
}

#[test]
fn values() {
    assert_snapshot!(of_person("name = \" \""), @"EMPTY f.toml:20: person/jana, name: here stands an empty text, and unknown stays unknown; write what the source says, or leave it out");
    assert_snapshot!(of_person("name = 5"), @"WRONG_KIND f.toml:20: person/jana, name: a text is wanted, and here stands the number 5; write it in quotation marks");
    assert_snapshot!(of_person("name = [\"Jana\"]"), @"WRONG_KIND f.toml:20: person/jana, name: a text is wanted, and here stands a list; write it in quotation marks");
    assert_snapshot!(of_person("name = \"Ja\\u0000na\""), @"CONTROL_CHARACTER f.toml:20: person/jana, name: the text holds the character U+0000, which is no writing; remove it");
    assert_snapshot!(of_person("gender = \"femal\""), @"UNKNOWN_WORD f.toml:20: person/jana, gender: `femal` is none of the words for this; did you mean `female`?");
    assert_snapshot!(of_person("gender = \"tall\""), @"UNKNOWN_WORD f.toml:20: person/jana, gender: `tall` is none of the words for this; write one of: female, male, other");
    assert_snapshot!(of_person("born_on = \"1985-13-02\""), @"MALFORMED_DATE f.toml:20: person/jana, born_on: the calendar has no date `1985-13-02`; correct the month or the day, or leave out what is not known");
    assert_snapshot!(of_person("born_on = \"in spring: late\""), @"MALFORMED_DATE f.toml:20: person/jana, born_on: `in spring: late` is not a date; write 2020, 2020-08 or 2020-08-09, with ~ after it for about, or two of them with / between, or .. for an end that is not known");
    assert_snapshot!(of_person("born_on = 1985"), @"WRONG_KIND f.toml:20: person/jana, born_on: a text is wanted, and here stands the number 1985; write it in quotation marks");
    assert_snapshot!(of_person("nationalities = [\"Belarus\"]"), @"MALFORMED_COUNTRY f.toml:20: person/jana, nationalities: `Belarus` is not a country code; write the two letters of ISO 3166-1, such as BY, GB for the United Kingdom or GR for Greece, or EU or XK");
    assert_snapshot!(of_person("names = [{ key = \"a\", language = \"belarusian\", script = \"Cyrillic\" }]"), @r#"
MALFORMED_LANGUAGE f.toml:20: person/jana, names.a.language: `belarusian` is not the tag of a language; write its two or three letters, such as be, ru, uk or en, with a script or a country after a hyphen where it matters, such as ru-Latn or pt-BR
MALFORMED_SCRIPT f.toml:20: person/jana, names.a.script: `Cyrillic` is not the code of a script; write the four letters of ISO 15924, such as Cyrl or Latn
"#);
    let on = |subject: &str, states: &str| {
        claims(&format!("[[claim]]\nsource = \"N1\"\nsubject = \"{subject}\"\n{states}\n"))
    };
    assert_snapshot!(on("release/tower", "states.count = \"many\""), @"MALFORMED_QUANTITY f.toml:18: release/tower, count: `many` is not a number that can be kept; write at most fifteen digits, and at most six after a point, such as 1100, 1,100 or 12.5, with `more than`, `at least`, `about`, `nearly`, `up to` or `at most` before it, or `between 5 and 7`");
    assert_snapshot!(on("detention/jana", "states.sentences = [{ key = \"a\", term = \"long\", fine = \"5\" }]"), @r#"
MALFORMED_TERM f.toml:18: detention/jana, sentences.a.term: `long` is not the length of a sentence; write years, months and days in this order, such as 10 years, 1 year 7 months, 4 1/2 years or 15 days, or life
MALFORMED_FINE f.toml:18: detention/jana, sentences.a.fine: `5` has no unit that is known; write the amount, then three letters of ISO 4217 or `base units`, such as 5400 BYN or 200 base units
"#);
    assert_snapshot!(on("place/tower", "states.coordinates = \"95, 200\""), @"MALFORMED_COORDINATES f.toml:18: place/tower, coordinates: `95, 200` lies beyond a pole; write the latitude first, from -90 to 90, then the longitude");
    assert_snapshot!(on("source/other", "states.url = \"gazette\"\nstates.text_digest = \"abc\""), @r#"
MALFORMED_URL f.toml:18: source/other, url: `gazette` is not the address of a page; write it whole, such as https://spring96.org/en/news/119261
MALFORMED_DIGEST f.toml:19: source/other, text_digest: `abc` is not a SHA-256; write its 64 hexadecimal digits
"#);
    assert_snapshot!(on("detention/jana", "states.recognitions = [{ key = \"a\", ex_post_facto = \"yes\" }]"), @"WRONG_KIND f.toml:18: detention/jana, recognitions.a.ex_post_facto: true or false is wanted, and here stands the text `yes`; write true or false, without quotation marks");
}

#[test]
fn lists() {
    assert_snapshot!(of_person("nationalities = \"BY\""), @"WRONG_KIND f.toml:20: person/jana, nationalities: this is a list, and here stands the text `BY`; write it in brackets, also where it has one element: [ … ]");
    assert_snapshot!(of_person("nationalities = []"), @"EMPTY f.toml:20: person/jana, nationalities: the list is empty, and silence is no claim; leave the field out; to say that something is untrue, deny it in a claim of its own");
    assert_snapshot!(of_person("nationalities = [\"BY\", \"by\"]"), @"DUPLICATE_KEY f.toml:20: person/jana, nationalities: `BY` stands twice in the list, first on line 20; give each element a key of its own, or state its fields in one element");
    assert_snapshot!(of_person("roles = [\"clerk\"]"), @r#"WRONG_KIND f.toml:20: person/jana, roles: element 1 of the list is the text `clerk`; write it in braces, with a key: { key = "…", … }"#);
    assert_snapshot!(of_person("roles = [{ title = \"clerk\", since = \"soon\" }]"), @r#"
NO_KEY f.toml:20: person/jana, roles: element 1 of the list has no key; give it one that stays when dates and counts are corrected, such as key = "to-lithuania"
MALFORMED_DATE f.toml:20: person/jana, roles.?.since: `soon` is not a date; write 2020, 2020-08 or 2020-08-09, with ~ after it for about, or two of them with / between, or .. for an end that is not known
"#);
    assert_snapshot!(of_person("roles = [{ key = \"Chief Clerk\" }]"), @"BAD_KEY f.toml:20: person/jana, roles: `Chief Clerk` cannot be a key; write small letters, digits and hyphens, as in to-lithuania");
    assert_snapshot!(of_person("roles = [{ key = \"clerk\", title = \"clerk\" },\n  { key = \"clerk\", title = \"chief\" }]"), @"DUPLICATE_KEY f.toml:21: person/jana, roles: `clerk` stands twice in the list, first on line 20; give each element a key of its own, or state its fields in one element");
}

#[test]
fn what_cannot_be() {
    assert_snapshot!(of_person("born_on = \"1990\"\ndied_on = \"1980\""), @"END_BEFORE_BEGINNING f.toml:21: person/jana, died_on: 1980 lies before born_on 1990; correct one of the two days, or leave out the one the source does not give");
    assert_snapshot!(claims("[[claim]]\nsource = \"N1\"\nsubject = \"place/a\"\nstates.within = \"place/a\"\n"), @"LOOP f.toml:18: place/a, within: place/a lies within itself; correct the one that does not lie within the other");
    assert_snapshot!(claims("[[claim]]\nsource = \"N1\"\nsubject = \"organization/a\"\nstates.parent = \"organization/b\"\n[[claim]]\nsource = \"N1\"\nsubject = \"organization/b\"\nstates.parent = \"organization/a\"\n"), @"LOOP f.toml:22: organization/b, parent: this leads in a circle: organization/a, organization/b, and organization/a again; correct the one that does not lie within the other");
    let groups = |new: &str, groups: &str| {
        claims(&format!(
            "[[claim]]\nsource = \"N1\"\nsubject = \"release/a\"\n{new}\nstates.groups = [{groups}]\n"
        ))
    };
    assert_snapshot!(groups("", "{ key = \"a\", within = \"b\" }, { key = \"b\", within = \"a\" }"), @"LOOP f.toml:19: release/a, groups.b.within: this leads in a circle: a, b, and a again; correct the one that does not lie within the other");
    assert_snapshot!(groups("new = true", "{ key = \"a\", within = \"b\" }"), @"NO_SUCH_PART f.toml:19: release/a, groups.a.within: groups has no element `b`; state that element too, or leave `within` out");
    assert_snapshot!(groups("", "{ key = \"a\", within = \"b\" }"), @"");
}

#[test]
fn one_reading_speaks_once_on_a_field() {
    let two = |voice: &str, first: &str, second: &str| {
        claims(&format!(
            "[[claim]]\nsource = \"N1\"\nsubject = \"person/jana\"\nstates.{first}\n[[claim]]\nsource = \"N1\"\nsubject = \"person/jana\"\n{voice}\nstates.{second}\n"
        ))
    };
    assert_snapshot!(two("", "name = \"Jana\"", "name = \"Yana\""), @"TWICE_STATED f.toml:23: person/jana, name: another claim of the same source and voice speaks on it already, at f.toml:15; keep one of the two, or say in said_by whose word the other is");
    assert_snapshot!(two("denies = true", "roles = [{ key = \"a\", title = \"A\" }]", "roles = [{ key = \"a\", title = \"B\" }]"), @"TWICE_STATED f.toml:23: person/jana, roles.a.title: another claim of the same source and voice speaks on it already, at f.toml:15; keep one of the two, or say in said_by whose word the other is");
    assert_snapshot!(two("", "roles = [{ key = \"a\", title = \"A\" }]", "roles = [{ key = \"a\", since = \"2020\" }]"), @"");
    assert_snapshot!(two("said_by = \"person/otto\"", "name = \"Jana\"", "name = \"Yana\""), @"");
    assert_snapshot!(two("read_on = 2024-03-05", "name = \"Jana\"", "name = \"Yana\""), @"");
}

#[test]
fn quotes() {
    let quote = |path: &str, phrase: &str| {
        of_person(&format!(
            "name = \"Jana\"\nroles = [{{ key = \"clerk\", title = \"clerk\" }}]\n[claim.quotes]\n{path} = \"{phrase}\""
        ))
    };
    assert_snapshot!(quote("born_on", "born in spring"), @"BAD_QUOTE_PATH f.toml:23: person/jana, born_on: a quote is given for `born_on`, which the claim does not state; state the field, or leave the quote out");
    assert_snapshot!(quote("\"roles.clark\"", "a clerk"), @"BAD_QUOTE_PATH f.toml:23: person/jana, roles.clark: a quote is given for `roles.clark`, which the claim does not state; did you mean `roles.clerk`?");
    assert_snapshot!(quote("\"roles\"", "a clerk"), @"");
    assert_snapshot!(quote("name", &"word ".repeat(26)), @"QUOTE_TOO_LONG f.toml:23: person/jana, name: the quote has 26 words, and a quote is a short phrase; keep the fewest words that carry the fact, at most 25");
    assert_snapshot!(quote("name", ""), @"EMPTY f.toml:23: person/jana, name: here stands an empty text, and unknown stays unknown; write what the source says, or leave it out");
    assert_snapshot!(of_person("name = \"Jana\"\nroles = [{ titel = \"clerk\" }]\n[claim.quotes]\n\"roles.clerk\" = \"a clerk\""), @r#"
NO_KEY f.toml:21: person/jana, roles: element 1 of the list has no key; give it one that stays when dates and counts are corrected, such as key = "to-lithuania"
UNKNOWN_FIELD f.toml:21: person/jana, roles.?: a role has no field `titel`; did you mean `title`?
"#);
}
