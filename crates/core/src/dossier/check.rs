//! Checks claims, from a dossier or from anywhere else, by what they say: each
//! by itself, and all of them together.

use serde_json::Value;

use super::{
    claim::Draft,
    code,
    faults::{About, Faults},
    quotes,
    together::{self, Across},
};
use crate::{Claim, Fault, NewClaim, Noun, RecordId, spelled, with_noun};

/// Something wrong with a claim.
pub(super) struct Wrong {
    /// The position of the claim.
    pub claim: usize,
    /// The path of the field.
    pub path: String,
    pub code: &'static str,
    pub problem: String,
    pub remedy: String,
}

/// A claim with its fields as plain values.
pub(super) struct Said<'a> {
    /// Its position among those that are added together.
    pub at: usize,
    pub claim: &'a NewClaim,
    pub fields: Value,
}

impl<'a> Said<'a> {
    pub fn of(at: usize, claim: &'a NewClaim) -> Self {
        let fields = serde_json::from_str(claim.claim.states.as_str()).unwrap_or_default();
        Self { at, claim, fields }
    }

    /// Where a claim was written, as part of a sentence.
    pub fn place(&self) -> String {
        self.claim.written_at.as_ref().map_or(String::new(), |place| format!(", at {place}"))
    }

    /// Every path that is stated, with its value: one per value, one per
    /// element of a list, of parts also one per field of the part.
    pub fn paths(&self) -> Vec<String> {
        let mut paths = Vec::new();
        for (field, value) in self.fields.as_object().into_iter().flatten() {
            let Value::Array(elements) = value else {
                paths.push(field.clone());
                continue;
            };
            for element in elements {
                let Value::Object(part) = element else {
                    paths.push(format!("{field}.{}", spelled(text(element))));
                    continue;
                };
                let key = part.get("key").map(text).unwrap_or_default();
                let stated = part.iter().filter(|(name, _)| *name != "key");
                let mut below: Vec<String> = Vec::new();
                for (name, value) in stated {
                    match value {
                        Value::Array(plain) => below.extend(
                            plain
                                .iter()
                                .map(|one| format!("{field}.{key}.{name}.{}", spelled(text(one)))),
                        ),
                        _ => below.push(format!("{field}.{key}.{name}")),
                    }
                }
                if below.is_empty() {
                    below.push(format!("{field}.{key}"));
                }
                paths.append(&mut below);
            }
        }
        paths
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Everything wrong with these claims that can be known without the record
/// they are added to.
#[must_use]
pub fn check(claims: &[NewClaim]) -> Vec<Fault> {
    let claims: Vec<&NewClaim> = claims.iter().collect();
    let mut wrong = by_meaning(&claims, alone);
    wrong.sort_by_key(|wrong| wrong.claim);
    wrong.into_iter().map(|wrong| claims[wrong.claim].fault(wrong)).collect()
}

impl NewClaim {
    /// What is wrong with this claim, for whoever wrote it.
    pub(super) fn fault(&self, wrong: Wrong) -> Fault {
        wrong.told(self.written_at.clone(), &self.claim.subject)
    }
}

impl Wrong {
    /// The same, for whoever wrote the claim there.
    pub fn told(self, written_at: Option<String>, subject: &RecordId) -> Fault {
        Fault {
            written_at,
            record: Some(subject.to_string()),
            field: (!self.path.is_empty()).then_some(self.path),
            code: self.code,
            problem: self.problem,
            remedy: self.remedy,
        }
    }
}

/// Checks the claims of a file, whose places are known to the line. What the
/// reader has told already is not told again.
pub(super) fn drafts(drafts: &[Draft], faults: &mut Faults<'_>) {
    let claims: Vec<&NewClaim> = drafts.iter().map(|draft| &draft.claim).collect();
    for wrong in by_meaning(&claims, |_, _| {}) {
        let draft = &drafts[wrong.claim];
        let at = draft.fields_at.get(&wrong.path).copied().unwrap_or(draft.at);
        let record = draft.claim.claim.subject.as_str();
        let about = if wrong.path.is_empty() {
            About::record(record)
        } else {
            About::field(record, &wrong.path)
        };
        faults.note(at, about, wrong.code, wrong.problem, wrong.remedy);
    }
}

/// What is wrong with claims by what they say, and with each as it is told
/// `besides`. Of a list of a hundred thousand people only the claims on one are
/// laid out at a time.
fn by_meaning(claims: &[&NewClaim], besides: impl Fn(&Said<'_>, &mut Vec<Wrong>)) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let mut across = Across::default();
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_key(|at| &claims[*at].claim.subject);
    for of_one in order.chunk_by(|a, b| claims[*a].claim.subject == claims[*b].claim.subject) {
        let said: Vec<Said<'_>> = of_one.iter().map(|at| Said::of(*at, claims[*at])).collect();
        for said in &said {
            besides(said, &mut wrong);
            wrong.extend(impossible(said.at, &said.claim.claim));
            across.note(said);
        }
        together::check(&said, &mut wrong);
    }
    across.check(&mut wrong);
    wrong
}

/// What is wrong with a claim that a reader of dossiers would have told already.
pub(super) fn alone(said: &Said<'_>, wrong: &mut Vec<Wrong>) {
    let (claim, paths) = (said.at, said.paths());
    if paths.is_empty() {
        let problem = "the claim states nothing".to_owned();
        let remedy = "state what the source says".to_owned();
        let code = code::STATES_NOTHING;
        wrong.push(Wrong { claim, path: String::new(), code, problem, remedy });
    }
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    for (path, phrase) in &said.claim.claim.quotes {
        let found = quotes::wrong(path, phrase, &paths);
        wrong.extend(found.into_iter().map(|(code, problem, remedy)| Wrong {
            claim,
            path: path.clone(),
            code,
            problem,
            remedy,
        }));
    }
}

/// What one claim says that cannot be. A denial says that it is not.
pub(super) fn impossible(at: usize, claim: &Claim) -> Vec<Wrong> {
    let found = with_noun!(claim.subject.noun(), N => {
        claim.states.read::<N>().map(|fields| fields.impossible()).unwrap_or_default()
    }, _ => Vec::new());
    let found = found.into_iter().filter(|_| !claim.denies);
    let wrong = found.map(|impossible| Wrong {
        claim: at,
        path: impossible.field,
        code: code::END_BEFORE_BEGINNING,
        problem: impossible.problem,
        remedy: impossible.remedy,
    });
    wrong.collect()
}
