//! Words that tell of a body in one name, and of none in another: the bank of a river, the agency of spies, the post on a
//! border.

use super::words::{Body, body_word, is_role, is_title, said_of_body};

/// Which word of a name says what it is of: the last, or the one before an `of`; in `Radio Sedm` the first.
pub(super) fn head(words: &[String]) -> usize {
    let tie = words.iter().position(|word| {
        matches!(word.as_str(), "of" | "for" | "to" | "on" | "against" | "in" | "the" | "and")
    });
    let leads =
        words.first().is_some_and(|word| matches!(word.as_str(), "radio" | "television" | "tv"));
    match tie {
        Some(tie) => tie.saturating_sub(1),
        None if leads => 0,
        None => words.len().saturating_sub(1),
    }
}

/// What the word at this place of a name surely tells of a body; nothing where it may tell something else there.
pub(super) fn body_of(words: &[String], at: usize) -> Option<Body> {
    let word = words.get(at)?.as_str();
    let before = at.checked_sub(1).and_then(|at| words.get(at)).map_or("", String::as_str);
    let none = match word {
        "bank" => matches!(
            before,
            "river"
                | "left"
                | "right"
                | "west"
                | "east"
                | "south"
                | "north"
                | "outer"
                | "food"
                | "blood"
                | "data"
        ),
        "party" => matches!(
            before,
            "birthday"
                | "tea"
                | "working"
                | "search"
                | "garden"
                | "christmas"
                | "dinner"
                | "cocktail"
                | "house"
                | "farewell"
                | "wedding"
                | "third"
        ),
        "court" => matches!(
            before,
            "food" | "tennis" | "hampton" | "earls" | "centre" | "center" | "royal" | "squash"
        ),
        "post" => matches!(
            before,
            "border"
                | "trading"
                | "command"
                | "check"
                | "guard"
                | "police"
                | "army"
                | "military"
                | "observation"
        ),
        "office" => matches!(before, "box" | "post" | "oval" | "head" | "home" | "ticket"),
        "front" => matches!(before, "western" | "eastern" | "northern" | "southern" | "home"),
        "times" => matches!(before, "modern" | "hard" | "last" | "old" | "ancient" | "medieval"),
        "nations" => before != "united",
        "union" => before == "soviet",
        "company" => words.get(at + 1).is_some(),
        _ => false,
    };
    // `Company Commander Jan Post` is somebody.
    let someone = word == "post" && words[..at].iter().any(|word| is_title(word) || is_role(word));
    if none || someone { None } else { body_word(word) }
}

/// What the noun beside a name surely tells of a body, by the word before it: a news agency is one of the press, and one
/// of spies is none.
pub(super) fn said_beside(before: &str, word: &str) -> Option<Body> {
    let press = matches!(
        before,
        "news"
            | "press"
            | "information"
            | "telegraph"
            | "wire"
            | "tv"
            | "radio"
            | "television"
            | "telegram"
            | "youtube"
            | "broadcasting"
            | "media"
    );
    let adjective = before.contains('-')
        || matches!(
            before,
            "state"
                | "independent"
                | "opposition"
                | "liberal"
                | "conservative"
                | "business"
                | "national"
                | "local"
                | "private"
                | "newspaper"
        );
    match word {
        "agency" if !press => Some(Body(None)),
        "station" | "channel" if !press => None,
        // `the daily Mass`.
        "daily" | "weekly" | "paper" if !adjective => None,
        "plant" if matches!(before, "power" | "nuclear" | "house") => None,
        "bank" if before == "river" => None,
        "producer" | "company"
            if matches!(
                before,
                "film"
                    | "record"
                    | "music"
                    | "tv"
                    | "television"
                    | "theatre"
                    | "executive"
                    | "radio"
                    | "rifle"
            ) =>
        {
            None
        }
        word => said_of_body(word),
    }
}
