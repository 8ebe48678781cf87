//! What was written, as a reader would compare it: field by field, before and after.

use std::fmt::Write as _;

use detente_core::{
    Claim, NewClaim, Path, RecordId,
    dossier::{Change, Edited, Sheet},
    with_noun,
};
use serde_json::{Map, Value};

use super::opened::Opened;
use crate::wording::count;

/// The claims that follow, each with its source and voice.
pub fn claims(edited: &Edited) -> String {
    let mut page = String::new();
    let all = &edited.reading.submission.claims;
    let number = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let _ = writeln!(page, "{}:", count(number, "claim", "claims"));
    for (at, NewClaim { claim, new, .. }) in all.iter().enumerate() {
        let new = if *new { ", of which nobody has spoken yet" } else { "" };
        let _ = writeln!(page, "\non {}{new}", claim.subject);
        let _ = writeln!(page, "  {}", who(claim));
        let lines: Vec<(String, String)> = if edited.on_record == Some(at) {
            edited.changes.iter().map(|change| (change.field.clone(), difference(change))).collect()
        } else {
            stated(claim)
        };
        columns(&mut page, &lines);
        for (path, phrase) in &claim.quotes {
            let _ = writeln!(page, "  “{phrase}” ({path})");
        }
    }
    page
}

fn who(claim: &Claim) -> String {
    let verb = if claim.denies { "denies" } else { "says" };
    match &claim.said_by {
        Some(voice) => {
            format!("{voice} {verb}, in {}, read on {}:", claim.source, claim.read_on)
        }
        None => format!("{} {verb}, read on {}:", claim.source, claim.read_on),
    }
}

fn difference(change: &Change) -> String {
    let after = &change.after;
    match &change.before {
        None => format!("nobody said → {after}"),
        Some(_) if change.confirms() => format!("{after}, as the record says"),
        Some(before) => format!("{before} → {after}"),
    }
}

/// What a claim states, path by path.
fn stated(claim: &Claim) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    with_noun!(claim.subject.noun(), N => if let Ok(fields) = claim.states.read::<N>() {
        detente_core::Fields::stated(&fields, &mut Path::default(), &mut |path, says| {
            lines.push((path.to_owned(), says.to_string()));
        });
    }, _ => {});
    lines
}

fn columns(page: &mut String, lines: &[(String, String)]) {
    let width = lines.iter().map(|(field, _)| field.chars().count()).max().unwrap_or_default();
    for (field, says) in lines {
        let _ = writeln!(page, "    {field:<width$}  {says}");
    }
}

/// What was taken out, and stays.
pub fn left(edited: &Edited) -> String {
    if edited.left.is_empty() {
        return String::new();
    }
    let mut page =
        "\ntaken out, and left as it is: a claim is withdrawn by `detente rule retract`\n"
            .to_owned();
    let lines = edited.left.iter();
    let lines = lines.map(|left| (left.field.clone(), left.says.clone().unwrap_or_default()));
    columns(&mut page, &lines.collect::<Vec<_>>());
    page
}

/// What others changed in the record since it was opened, and where that is not what was written now.
pub fn meanwhile(edited: &Edited, sheet: &Sheet, now: Option<&Opened>) -> String {
    let nothing = Map::new();
    let now = now.map_or(&nothing, |now| &now.states);
    if *now == sheet.states {
        return String::new();
    }
    let (before, after) = (paths(&sheet.subject, &sheet.states), paths(&sheet.subject, now));
    let against = |path: &str, says: &str| {
        let written = edited.changes.iter().find(|change| change.field == path);
        let written = written.filter(|change| change.after != says);
        written.map_or_else(String::new, |change| format!("; you wrote {}", change.after))
    };
    let mut lines = Vec::new();
    for (path, says) in &after {
        let was = before.iter().find(|(known, _)| known == path).map(|(_, says)| says);
        if was != Some(says) {
            let was = was.map_or("nobody said", String::as_str);
            lines.push((path.clone(), format!("{was} → {says}{}", against(path, says))));
        }
    }
    for (path, says) in &before {
        if !after.iter().any(|(known, _)| known == path) {
            lines.push((path.clone(), format!("{says} → nobody says")));
        }
    }
    let mut page = "The record has changed since you opened it:\n".to_owned();
    columns(&mut page, &lines);
    page.push('\n');
    page
}

fn paths(subject: &RecordId, states: &Map<String, Value>) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    with_noun!(subject.noun(), N => {
        if let Ok(fields) = serde_json::from_value::<N>(Value::Object(states.clone())) {
            detente_core::Fields::stated(&fields, &mut Path::default(), &mut |path, says| {
                lines.push((path.to_owned(), says.to_string()));
            });
        }
    }, _ => {});
    lines
}
