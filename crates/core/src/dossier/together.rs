//! What claims must not say together: one reading speaks once on a field, and
//! nothing lies within itself.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::{
    check::{Said, Wrong},
    code,
};

/// Checks claims that are added together.
pub(super) fn check(said: &[Said<'_>], wrong: &mut Vec<Wrong>) {
    twice_stated(said, wrong);
    editions(said, wrong);
    lists(said, wrong);
    for (noun, field) in [("place", "within"), ("organization", "parent")] {
        loops(&links(said, noun, field), wrong);
    }
}

/// Claims of one source and voice, read on one day, are one reading: it
/// speaks once on a field.
fn twice_stated(said: &[Said<'_>], wrong: &mut Vec<Wrong>) {
    let mut spoken: HashMap<_, usize> = HashMap::new();
    for (at, one) in said.iter().enumerate() {
        let claim = &one.claim.claim;
        let voice = claim.said_by.as_ref().map(crate::Id::as_str);
        for path in one.paths() {
            let reading = (&claim.subject, &claim.source, voice, claim.read_on, path.clone());
            let first = *spoken.entry(reading).or_insert(at);
            if first == at {
                continue;
            }
            let problem = format!(
                "another claim of the same source and voice speaks on it already{}",
                said[first].place()
            );
            let remedy = "keep one of the two, or say in said_by whose word the other is";
            let (code, remedy) = (code::TWICE_STATED, remedy.to_owned());
            wrong.push(Wrong { claim: at, path, code, problem, remedy });
        }
    }
}

/// An edition is one of a list, and the list is none.
fn editions(said: &[Said<'_>], wrong: &mut Vec<Wrong>) {
    let field = "edition_of";
    let links = links(said, "source", field);
    let lists: HashMap<&str, &str> =
        links.iter().map(|l| (l.from.as_str(), l.to.as_str())).collect();
    for link in &links {
        let (code, problem, remedy) = if link.from == link.to {
            let remedy = "name the list, or leave the field out".to_owned();
            (code::LOOP, format!("{} is called an edition of itself", link.from), remedy)
        } else if let Some(list) = lists.get(link.to.as_str()) {
            let problem = format!("{} is itself an edition, of {list}", link.to);
            let remedy = "name the list that all of them are editions of".to_owned();
            (code::EDITION_OF_EDITION, problem, remedy)
        } else {
            continue;
        };
        wrong.push(Wrong { claim: link.claim, path: field.to_owned(), code, problem, remedy });
    }
}

/// One thing that lies within another, as a claim says.
struct Link {
    from: String,
    to: String,
    claim: usize,
    path: String,
}

/// What the claims on a noun say in a field that leads to the same noun.
fn links(said: &[Said<'_>], noun: &str, field: &str) -> Vec<Link> {
    let about = |(_, one): &(usize, &Said<'_>)| {
        one.claim.claim.subject.noun() == noun && !one.claim.claim.denies
    };
    let link = |(at, one): (usize, &Said<'_>)| {
        Some(Link {
            from: one.claim.claim.subject.to_string(),
            to: one.fields.get(field)?.as_str()?.to_owned(),
            claim: at,
            path: field.to_owned(),
        })
    };
    said.iter().enumerate().filter(about).filter_map(link).collect()
}

/// A list of one subject, as all claims on it tell it.
#[derive(Default)]
struct List<'a> {
    links: Vec<Link>,
    keys: BTreeSet<&'a str>,
}

/// The elements of lists that name, in `within`, another of their list.
fn lists(said: &[Said<'_>], wrong: &mut Vec<Wrong>) {
    let mut lists: BTreeMap<(&str, &str), List<'_>> = BTreeMap::new();
    let mut new: BTreeSet<&str> = BTreeSet::new();
    for (at, one) in said.iter().enumerate() {
        let subject = one.claim.claim.subject.as_str();
        if one.claim.new {
            new.insert(subject);
        }
        for (field, value) in one.fields.as_object().into_iter().flatten() {
            for element in value.as_array().into_iter().flatten() {
                let Some(key) = element.get("key").and_then(Value::as_str) else { continue };
                let list = lists.entry((subject, field)).or_default();
                if one.claim.claim.denies {
                    continue;
                }
                list.keys.insert(key);
                if let Some(within) = element.get("within").and_then(Value::as_str) {
                    list.links.push(Link {
                        from: key.to_owned(),
                        to: within.to_owned(),
                        claim: at,
                        path: format!("{field}.{key}.within"),
                    });
                }
            }
        }
    }
    for ((subject, field), List { links, keys }) in lists {
        // Of a subject that is not new, the record may know more elements.
        let missing = links.iter().filter(|link| !keys.contains(link.to.as_str()));
        wrong.extend(missing.filter(|_| new.contains(subject)).map(|link| Wrong {
            claim: link.claim,
            path: link.path.clone(),
            code: code::NO_SUCH_PART,
            problem: format!("{field} has no element `{}`", link.to),
            remedy: "state that element too, or leave `within` out".to_owned(),
        }));
        loops(&links, wrong);
    }
}

/// Notes every way that leads from a thing back to itself, once.
fn loops(links: &[Link], wrong: &mut Vec<Wrong>) {
    let mut onward: HashMap<&str, Vec<&Link>> = HashMap::new();
    for link in links {
        onward.entry(&link.from).or_default().push(link);
    }
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for begin in links {
        // The way walked so far, each thing with those of its links not yet
        // followed; and how far along each thing stands.
        let mut way: Vec<(&str, Vec<&Link>)> = Vec::new();
        let mut along: HashMap<&str, usize> = HashMap::new();
        let mut next = Some(begin.from.as_str());
        loop {
            if let Some(thing) = next.take().filter(|thing| !done.contains(thing)) {
                along.insert(thing, way.len());
                way.push((thing, onward.get(thing).cloned().unwrap_or_default()));
            }
            let Some((thing, left)) = way.last_mut() else { break };
            let Some(link) = left.pop() else {
                done.insert(thing);
                along.remove(thing);
                way.pop();
                continue;
            };
            match along.get(link.to.as_str()) {
                Some(first) => wrong.push(a_loop(&way[*first..], link)),
                None => next = Some(&link.to),
            }
        }
    }
}

fn a_loop(way: &[(&str, Vec<&Link>)], last: &Link) -> Wrong {
    let begin = last.to.as_str();
    let between: Vec<&str> = way.iter().map(|(thing, _)| *thing).skip(1).collect();
    let problem = if between.is_empty() {
        format!("{begin} lies within itself")
    } else {
        format!("this leads in a circle: {begin}, {}, and {begin} again", between.join(", "))
    };
    Wrong {
        claim: last.claim,
        path: last.path.clone(),
        code: code::LOOP,
        problem,
        remedy: "correct the one that does not lie within the other".to_owned(),
    }
}
