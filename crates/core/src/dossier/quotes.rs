//! The quotes of a claim: short phrases, by the path of the field they carry.

use std::collections::BTreeMap;

use super::{
    code,
    faults::{About, Faults},
    leaf::typed,
    near, phrase,
    states::NO_KEY,
    written::{Entry, Node},
};
use crate::{first_step, lies_within, steps};

/// A quote has at most so many words: it is the fewest that carry the fact.
pub const MOST_WORDS: usize = 25;

/// What is wrong with a quote: the kind, the problem, the remedy.
pub(super) type Wrong = (&'static str, String, String);

/// Reads the quotes of a claim, and where each is written.
pub(super) fn read(
    entry: Option<Entry<'_>>,
    record: &str,
    stated: &BTreeMap<String, usize>,
    faults: &mut Faults<'_>,
) -> (BTreeMap<String, String>, BTreeMap<String, usize>) {
    let (mut quotes, mut quotes_at) = (BTreeMap::new(), BTreeMap::new());
    let Some(entry) = entry else { return (quotes, quotes_at) };
    let entries = match entry.value.node {
        Node::Table(entries) => entries,
        Node::Broken => return (quotes, quotes_at),
        other => {
            let problem = format!("`quotes` is a table, and here stands {}", other.in_words());
            let remedy = "write [claim.quotes], and under it \"path.of.field\" = \"the phrase\"";
            faults.note(entry.at, About::record(record), code::WRONG_KIND, problem, remedy);
            return (quotes, quotes_at);
        }
    };
    let paths: Vec<&str> = stated.keys().map(String::as_str).collect();
    for (path, entry) in flattened(entries) {
        let about = About { record: Some(record.to_owned()), field: Some(path.clone()) };
        let Some(phrase) = typed::<String>(&entry.value, &about, faults) else { continue };

        for (code, problem, remedy) in wrong(&path, &phrase, &paths) {
            faults.note(entry.at, about.clone(), code, problem, remedy);
        }
        quotes_at.insert(path.clone(), entry.at);
        quotes.insert(path, phrase);
    }
    (quotes, quotes_at)
}

/// The quotes with their whole paths: `roles.founder = "…"` without quotation
/// marks around the path is a table within a table to TOML, and as good.
fn flattened(entries: Vec<Entry<'_>>) -> Vec<(String, Entry<'_>)> {
    let mut waiting: Vec<(String, Entry<'_>)> = Vec::new();
    let push = |waiting: &mut Vec<_>, above: &str, entries: Vec<_>| {
        waiting.extend(entries.into_iter().rev().map(|entry: Entry<'_>| {
            let path = if above.is_empty() {
                entry.key.to_string()
            } else {
                format!("{above}.{}", entry.key)
            };
            (path, entry)
        }));
    };
    push(&mut waiting, "", entries);
    let mut flat = Vec::new();
    while let Some((path, entry)) = waiting.pop() {
        match entry.value.node {
            Node::Table(entries) => push(&mut waiting, &path, entries),
            _ => flat.push((path, entry)),
        }
    }
    flat
}

/// What is wrong with a quote, given the paths that its claim states.
pub(super) fn wrong(path: &str, phrase: &str, stated: &[&str]) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    // Below an element whose key could not be read, every path may be meant.
    let unread = |known: &&&str| {
        let list = known.strip_suffix(NO_KEY).and_then(|list| list.strip_suffix('.'));
        list.is_some_and(|list| lies_within(path, list))
    };
    // A value with a dot may stand as it does in the list, too.
    let meant =
        |known: &str| steps(known).map(|step| first_step(step).0).collect::<Vec<_>>().join(".");
    let carried = stated.iter().any(|known| lies_within(known, path) || meant(known) == path);
    if !carried && !stated.iter().any(|known| unread(&known)) {
        let shown = phrase::quoted(path);
        let problem = format!("a quote is given for {shown}, which the claim does not state");
        let remedy = match near::near(path, stated.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "state the field, or leave the quote out".to_owned(),
        };
        wrong.push((code::BAD_QUOTE_PATH, problem, remedy));
    }
    let words = phrase.split_whitespace().count();
    if words > MOST_WORDS {
        wrong.push((
            code::QUOTE_TOO_LONG,
            format!("the quote has {words} words, and a quote is a short phrase"),
            format!("keep the fewest words that carry the fact, at most {MOST_WORDS}"),
        ));
    }
    wrong
}
