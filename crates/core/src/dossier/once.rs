//! What one reading says anew, said once: for writing down what a ledger holds.

use std::collections::HashMap;

use super::check::Said;
use crate::{Claim, NewClaim, with_noun};

/// Takes out of each claim what a later one of the same reading says again. A
/// ledger may hold both, added one after the other; in one dossier a reading
/// speaks once on a field. A claim of which nothing is left goes.
pub fn spoken_once(claims: Vec<NewClaim>) -> Result<Vec<NewClaim>, serde_json::Error> {
    let mut last: HashMap<_, usize> = HashMap::new();
    let spoken = claims.iter().enumerate().flat_map(|(at, new)| {
        let paths = Said::of(at, new).paths();
        paths.into_iter().map(move |path| (at, path))
    });
    let spoken: Vec<(usize, String)> = spoken.collect();
    let reading = |at: usize, path: &str| {
        let Claim { subject, source, said_by, read_on, .. } = &claims[at].claim;
        (subject.clone(), source.clone(), said_by.clone(), *read_on, path.to_owned())
    };
    for (at, path) in &spoken {
        last.insert(reading(*at, path), *at);
    }
    let mut again: HashMap<usize, Vec<String>> = HashMap::new();
    for (at, path) in &spoken {
        if last.get(&reading(*at, path)) != Some(at) {
            again.entry(*at).or_default().push(path.clone());
        }
    }
    let mut left = Vec::with_capacity(claims.len());
    for (at, new) in claims.into_iter().enumerate() {
        let Some(again) = again.get(&at) else {
            left.push(new);
            continue;
        };
        let claim = with_noun!(new.claim.subject.noun(),
            N => new.claim.without_fields::<N>(again)?, _ => None);
        left.extend(claim.map(|claim| NewClaim { claim, ..new }));
    }
    Ok(left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Person, States, dossier::check};

    fn says(name: Option<&str>, born_on: Option<&str>) -> NewClaim {
        let states = Person {
            name: name.map(str::to_owned),
            born_on: born_on.map(|day| day.parse().unwrap()),
            ..Person::default()
        };
        let claim = Claim {
            subject: "person/jana".parse().unwrap(),
            source: "source/gazette".parse().unwrap(),
            said_by: None,
            read_on: "2024-03-02".parse().unwrap(),
            denies: false,
            states: States::of(&states).unwrap(),
            quotes: [("name".to_owned(), "a name".to_owned())]
                .into_iter()
                .filter(|_| name.is_some())
                .collect(),
        };
        NewClaim { claim, new: false, written_at: None }
    }

    #[test]
    fn of_two_claims_of_one_reading_the_later_one_speaks() {
        let twice = vec![says(Some("Yana"), Some("1970")), says(Some("Jana"), None)];
        assert!(!check(&twice).is_empty(), "they are not one dossier");
        let once = spoken_once(twice).unwrap();
        assert!(check(&once).is_empty(), "{:?}", check(&once));
        assert_eq!(once, vec![says(None, Some("1970")), says(Some("Jana"), None)]);
        let whole = vec![says(Some("Yana"), None), says(Some("Jana"), None)];
        assert_eq!(spoken_once(whole).unwrap(), vec![says(Some("Jana"), None)]);
    }
}
