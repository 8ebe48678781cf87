//! Submissions that touch what is hidden in the one twin, in the other, or in neither.

/// Subjects that a contributor sees nothing of, and one that they see.
const SUBJECTS: [&str; 7] = [
    "person/hidden-1",
    "person/hidden-2",
    "person/nobody",
    "source/secret-file",
    "detention/hidden",
    "release/winter",
    "person/ada",
];

/// Mutations that submit one claim each, or only look at it.
pub fn all(dry_run: bool) -> Vec<String> {
    let subjects = SUBJECTS.iter().flat_map(|subject| {
        let (noun, _) = subject.split_once('/').unwrap();
        [true, false].map(|new| claim(subject, new, &format!("{noun}: {{ summary: \"Seen.\" }}")))
    });
    let pointing = SUBJECTS.iter().filter(|subject| subject.starts_with("person/")).map(|person| {
        claim("detention/ada", false, &format!("detention: {{ person: \"{person}\" }}"))
    });
    // What the one twin holds to the letter, and keeps from the public or lets wait.
    let held = [
        claim("release/winter", true, "release: { on: \"2023-03-03\", country: \"LT\" }"),
        claim("detention/ada", false, "detention: { condition: \"one-illness\" }"),
        claim("person/ada", false, "person: { name: \"one-pending\", nationalities: [\"LT\"] }"),
        claim("detention/ada", false, "detention: { release: \"release/winter\" }"),
    ];
    let read_there = claim("person/ada", false, "person: { summary: \"Read there.\" }")
        .replace("source/herald", "source/secret-file");
    let claims = subjects.chain(pointing).chain(held).chain([read_there]);
    claims.map(|claim| mutation(&claim, dry_run)).collect()
}

fn claim(subject: &str, new: bool, states: &str) -> String {
    format!(
        "{{ subject: \"{subject}\", new: {new}, source: \"source/herald\", readOn: \"2026-01-01\", \
         states: {{ {states} }} }}"
    )
}

fn mutation(claim: &str, dry_run: bool) -> String {
    format!(
        "mutation {{ submitClaims(input: {{ message: \"A claim\", dryRun: {dry_run}, claims: [{claim}] }}) \
         {{ revision added known waiting changed {{ id }} \
         userErrors {{ code message remedy writtenAt record field }} }} }}"
    )
}
