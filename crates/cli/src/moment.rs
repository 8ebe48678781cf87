//! `--known-at`: every question about the record is asked as of that moment.

use detente_core::KnownAt;
use graphql_client::GraphQLQuery;
use serde_json::json;

use crate::{
    asks::{self, Asks, Question},
    failure::Failure,
    session::misread,
};

operations!("graphql/ledger.graphql": Known);

/// As of when something is told, in words: with the revision that the moment means.
pub async fn in_words(asks: &Asks, known_at: KnownAt) -> Result<String, Failure> {
    let body = Known::build_query(known::Variables { known_at });
    let variables = json!({ "knownAt": known_at.to_string() });
    let question =
        Question { document: body.query, operation: Some(body.operation_name), variables };
    let data = asks::read(&asks.ask(question).await?)?.whole()?;
    let answer: known::ResponseData = data.read().map_err(misread)?;
    let Some(revision) = answer.one else {
        return Err(Failure::Refused(format!("there is no revision at {known_at}")));
    };
    let made_on = revision.made_at.day().map(|day| day.to_string()).unwrap_or_default();
    let (number, newest) = (revision.number, answer.all.total_count);
    Ok(format!("as known on {made_on}, at revision {number} of {newest}"))
}

/// A document whose questions are all asked as of `$knownAt`. Written once here,
/// so that no question can be forgotten.
pub fn as_known(document: &str) -> String {
    const DECLARED: &str = "$knownAt: KnownAt";
    const GIVEN: &str = "knownAt: $knownAt";
    let mut text = String::with_capacity(document.len() + 200);
    let (mut depth, mut within, mut is_query, mut given) = (0_u32, 0_u32, false, false);
    let (mut word, mut quoted, mut remark) = (String::new(), false, false);
    for letter in document.chars() {
        if remark || quoted {
            remark &= letter != '\n';
            quoted &= letter != '"';
            text.push(letter);
            continue;
        }
        if letter.is_ascii_alphanumeric() || letter == '_' {
            word.push(letter);
            text.push(letter);
            continue;
        }
        if depth == 0 && within == 0 && !word.is_empty() {
            match word.as_str() {
                "query" => (is_query, given) = (true, false),
                "fragment" | "mutation" | "subscription" => is_query = false,
                _ => {}
            }
        }
        word.clear();
        let what = if depth == 0 { DECLARED } else { GIVEN };
        let here = is_query && depth <= 1 && within == 0;
        match letter {
            '#' => remark = true,
            '"' => quoted = true,
            '(' => within += 1,
            ')' => within -= 1,
            _ => {}
        }
        if here && !given && letter == '(' {
            text.push('(');
            text.push_str(what);
            text.push_str(", ");
            given = true;
            continue;
        }
        if letter == '{' {
            if here && !given {
                text.extend(["(", what, ") "]);
            }
            depth += 1;
            given = depth != 1;
        } else if letter == '}' {
            depth -= 1;
            given = depth > 1;
            is_query &= depth > 0;
        }
        text.push(letter);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::as_known;

    #[test]
    fn every_field_of_the_root_is_asked_as_of_the_moment_and_nothing_below_it() {
        let asked = "# All (of) them.\nquery List($first: Int!) {\n  list: people(first: $first) {\n    nodes { claims(field: \"a{b\") { id } }\n  }\n  all: places {\n    totalCount\n  }\n}\n\nquery Plain {\n  one: people {\n    id\n  }\n}\n\nfragment Row on Person {\n  claims(field: \"x\") { id }\n}\n";
        let known = "# All (of) them.\nquery List($knownAt: KnownAt, $first: Int!) {\n  list: people(knownAt: $knownAt, first: $first) {\n    nodes { claims(field: \"a{b\") { id } }\n  }\n  all: places (knownAt: $knownAt) {\n    totalCount\n  }\n}\n\nquery Plain ($knownAt: KnownAt) {\n  one: people (knownAt: $knownAt) {\n    id\n  }\n}\n\nfragment Row on Person {\n  claims(field: \"x\") { id }\n}\n";
        assert_eq!(as_known(asked), known);
    }
}
