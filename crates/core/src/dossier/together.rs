//! What claims must not say together: one reading speaks once on a field, and
//! nothing lies within itself.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::{
    check::{Said, Wrong},
    code,
};

/// Checks claims on one subject that are added together.
pub(super) fn check(said: &[Said<'_>], wrong: &mut Vec<Wrong>) {
    twice_stated(said, wrong);
    lists(said, wrong);
}

/// What claims on one subject say of another of the same noun.
#[derive(Default)]
pub(super) struct Across {
    editions: Vec<Link>,
    places: Vec<Link>,
    organizations: Vec<Link>,
}

impl Across {
    /// Notes what a claim says of another subject, if anything. A denial says nothing of it.
    pub fn note(&mut self, said: &Said<'_>) -> bool {
        let claim = &said.claim.claim;
        let (links, field) = match claim.subject.noun() {
            "source" => (&mut self.editions, "edition_of"),
            "place" => (&mut self.places, "within"),
            "organization" => (&mut self.organizations, "parent"),
            _ => return false,
        };
        if claim.denies {
            return false;
        }
        let before = links.len();
        links.extend(said.fields.get(field).and_then(Value::as_str).map(|to| Link {
            from: claim.subject.to_string(),
            to: to.to_owned(),
            claim: said.at,
            path: field.to_owned(),
        }));
        links.len() > before
    }

    /// Checks all of it, in the order in which it was said.
    pub fn check(mut self, wrong: &mut Vec<Wrong>) {
        for links in [&mut self.editions, &mut self.places, &mut self.organizations] {
            links.sort_by_key(|link| link.claim);
        }
        editions(&self.editions, wrong);
        loops(&self.places, wrong);
        loops(&self.organizations, wrong);
    }
}

/// Claims of one source and voice, read on one day, are one reading: it
/// speaks once on a field.
fn twice_stated(said: &[Said<'_>], wrong: &mut Vec<Wrong>) {
    let mut spoken: HashMap<_, &Said<'_>> = HashMap::new();
    for one in said {
        let claim = &one.claim.claim;
        let voice = claim.said_by.as_ref().map(crate::Id::as_str);
        for path in one.paths() {
            let reading = (&claim.source, voice, claim.read_on, path.clone());
            let first = *spoken.entry(reading).or_insert(one);
            if first.at == one.at {
                continue;
            }
            let problem = format!(
                "another claim of the same source and voice speaks on it already{}",
                first.place()
            );
            let remedy = "keep one of the two, or say in said_by whose word the other is";
            let (code, remedy) = (code::TWICE_STATED, remedy.to_owned());
            wrong.push(Wrong { claim: one.at, path, code, problem, remedy });
        }
    }
}

/// An edition is one of a list, and the list is none.
fn editions(links: &[Link], wrong: &mut Vec<Wrong>) {
    let lists: HashMap<&str, &str> =
        links.iter().map(|l| (l.from.as_str(), l.to.as_str())).collect();
    for link in links {
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
        wrong.push(Wrong { claim: link.claim, path: link.path.clone(), code, problem, remedy });
    }
}

/// One thing that lies within another, as a claim says.
struct Link {
    from: String,
    to: String,
    claim: usize,
    path: String,
}

/// A list of the subject, as all claims on it tell it.
#[derive(Default)]
struct List<'a> {
    links: Vec<Link>,
    keys: BTreeSet<&'a str>,
}

/// The elements of lists that name, in `within`, another of their list.
fn lists(said: &[Said<'_>], wrong: &mut Vec<Wrong>) {
    let mut lists: BTreeMap<&str, List<'_>> = BTreeMap::new();
    for one in said {
        for (field, value) in one.fields.as_object().into_iter().flatten() {
            for element in value.as_array().into_iter().flatten() {
                let Some(key) = element.get("key").and_then(Value::as_str) else { continue };
                let list = lists.entry(field).or_default();
                if one.claim.claim.denies {
                    continue;
                }
                list.keys.insert(key);
                if let Some(within) = element.get("within").and_then(Value::as_str) {
                    list.links.push(Link {
                        from: key.to_owned(),
                        to: within.to_owned(),
                        claim: one.at,
                        path: format!("{field}.{key}.within"),
                    });
                }
            }
        }
    }
    // Of a subject that is not new, the record may know more elements.
    let new = said.iter().any(|one| one.claim.new);
    for (field, List { links, keys }) in lists {
        let missing = links.iter().filter(|link| new && !keys.contains(link.to.as_str()));
        wrong.extend(missing.map(|link| Wrong {
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
