//! Commitments and the chain: never to change.

use super::*;

fn seed(byte: u8) -> Seed {
    Seed([byte; 32])
}

#[test]
fn a_commitment_is_frozen() {
    let salt = seed(7).salt(1);
    insta::assert_snapshot!(salt, @"07862555ddf19e3e66265f864fbad860");
    insta::assert_snapshot!(commitment(salt, "{}"), @"aaeefa572ee4a19d9a1118c933cac948320664db8b51890b303218e6f64a514e");
    assert_eq!(Sealed::new(salt, "{}".to_owned()).commitment, commitment(salt, "{}"));
}

#[test]
fn a_commitment_is_the_sha_256_of_salt_and_body_as_every_other_program_computes_it() {
    let salt: Salt = "6162630000000000000000000000006a".parse().unwrap();
    let digest = crate::TextDigest::of("abc\0\0\0\0\0\0\0\0\0\0\0\0j{}");
    assert_eq!(commitment(salt, "{}"), digest.to_string());
}

#[test]
fn no_two_entries_share_a_salt() {
    let mut salts: Vec<_> = (0..2_000).map(|position| seed(1).salt(position).to_string()).collect();
    salts.push(seed(2).salt(0).to_string());
    salts.sort_unstable();
    salts.dedup();
    assert_eq!(salts.len(), 2_001);
    assert_eq!(seed(1).salt(3), seed(1).salt(3), "one seed gives one revision its salts");
}

#[test]
fn the_same_body_has_another_commitment_under_another_salt() {
    assert_ne!(commitment(seed(1).salt(1), "{}"), commitment(seed(1).salt(2), "{}"));
}

#[test]
fn a_salt_is_read_back_as_it_was_written_and_nothing_else_is_one() {
    let salt = seed(9).salt(4);
    assert_eq!(salt.to_string().parse(), Ok(salt));
    let text = salt.to_string();
    for wrong in [&text[1..], &format!("{text}0"), &text.to_uppercase(), "", &"é".repeat(16)] {
        assert_eq!(wrong.parse::<Salt>(), Err(SaltError), "{wrong}");
    }
}

#[test]
fn the_chain_is_frozen() {
    let first = chain(
        ChainLink { before: "", number: 1, made_at: "2026-08-31T12:00:00.000Z" },
        [commitment(seed(1).salt(0), "{}").as_str(), &commitment(seed(1).salt(1), "{}")],
    );
    insta::assert_snapshot!(first, @"c0cf45768ef9a730e760a4ca30bddf02c7466b6fcf94d7639009bdd70d7b3c5b");
    let second = chain(
        ChainLink { before: &first, number: 2, made_at: "2026-08-31T12:00:01.000Z" },
        [commitment(seed(2).salt(0), "{}").as_str()],
    );
    insta::assert_snapshot!(second, @"8ad228af14a2e76ad958d1bbe510fa4760e68a08d0baa9db3044fc5321c163ea");
}

#[test]
fn the_chain_is_the_sha_256_of_its_lines() {
    let link = ChainLink { before: "", number: 1, made_at: "2026-08-31T12:00:00.000Z" };
    let digest = crate::TextDigest::of("detente 1\n\n1\n2026-08-31T12:00:00.000Z\nc0\nc1\n");
    assert_eq!(chain(link, ["c0", "c1"]), digest.to_string());
}

#[test]
fn whatever_changes_breaks_the_chain() {
    let link = ChainLink { before: "aa", number: 2, made_at: "2026-08-31T12:00:00.000Z" };
    let whole = chain(link, ["c0", "c1", "c2"]);
    let changed = [
        chain(ChainLink { before: "ab", ..link }, ["c0", "c1", "c2"]),
        chain(ChainLink { before: "", ..link }, ["c0", "c1", "c2"]),
        chain(ChainLink { number: 3, ..link }, ["c0", "c1", "c2"]),
        chain(ChainLink { made_at: "2026-08-31T12:00:00.001Z", ..link }, ["c0", "c1", "c2"]),
        chain(link, ["c0", "c2", "c1"]),
        chain(link, ["c0", "c1"]),
        chain(link, ["c0", "c1", "c2", "c3"]),
        chain(link, ["c0", "c1c2"]),
        chain(link, []),
    ];
    for other in changed {
        assert_ne!(other, whole);
    }
}
