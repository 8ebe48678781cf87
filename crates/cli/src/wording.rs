//! How values are put into words.

use std::fmt::Display;

use detente_core::{CountryCode, Instant, PartialDate};

use crate::words::Standing;

/// A date as one would say it: `2025-12-13 or 14`, `2026-04-23 or before`, `about 2025-12-31`.
pub fn when(date: PartialDate) -> String {
    date.in_words()
}

/// On a date, as one would say it: `on 2025-12-13 or 14`, `about 2025-12-31`.
pub fn on(date: PartialDate) -> String {
    date.on_in_words()
}

/// A field that says something else than it did: `name: Ada → Ada L.`, `born on: 1990`, `died on: no longer 2020`.
pub fn turned(path: &str, before: Option<&str>, after: Option<&str>) -> String {
    let path = field(path);
    match (before, after) {
        (Some(before), Some(after)) => format!("{path}: {before} → {after}"),
        (None, Some(after)) => format!("{path}: {after}"),
        (Some(before), None) => format!("{path}: no longer {before}"),
        (None, None) => path,
    }
}

/// A span: `since 2020, until 2021`.
pub fn span(since: Option<PartialDate>, until: Option<PartialDate>) -> Option<String> {
    match (since, until) {
        (None, None) => None,
        (Some(since), None) => Some(format!("since {}", when(since))),
        (None, Some(until)) => Some(format!("until {}", when(until))),
        (Some(since), Some(until)) => Some(format!("from {} to {}", when(since), when(until))),
    }
}

/// A moment, to the minute: `2026-01-02 10:15`.
pub fn minute(at: Instant) -> String {
    at.to_string().chars().take(16).map(|letter| if letter == 'T' { ' ' } else { letter }).collect()
}

/// A moment, to the minute and with where that is: `2026-01-02 10:15 UTC`.
pub fn moment(at: Instant) -> String {
    format!("{} UTC", minute(at))
}

/// A country by its name.
pub fn country(code: CountryCode) -> String {
    code.name().to_owned()
}

/// Those that are there, with commas.
pub fn commas<T: Display>(parts: impl IntoIterator<Item = T>) -> String {
    parts.into_iter().map(|part| part.to_string()).collect::<Vec<_>>().join(", ")
}

/// Those that are there, with commas; none if there are none.
pub fn some_commas<T: Display>(parts: impl IntoIterator<Item = T>) -> Option<String> {
    Some(commas(parts)).filter(|text| !text.is_empty())
}

/// What is known of something, with commas: the parts that are there.
pub fn known(parts: impl IntoIterator<Item = Option<String>>) -> String {
    commas(parts.into_iter().flatten())
}

/// What force a measure has, with the comma that its word lacks.
pub fn force(standing: Standing) -> String {
    standing.to_string().replace(" relief ", ", relief ")
}

/// `1 day`, `2 days`.
pub fn count(number: impl Into<i64>, one: &str, several: &str) -> String {
    match number.into() {
        1 => format!("1 {one}"),
        number => format!("{number} {several}"),
    }
}

/// The field as a reader would call it: of `takenToCountry`, and of `taken_to_country`, `taken to country`.
pub fn field(path: &str) -> String {
    let mut said: Vec<String> = Vec::new();
    for step in detente_core::steps(path) {
        // A key or a value stands as it is.
        if !step.starts_with(|first: char| first.is_ascii_lowercase()) || step.contains(['-', ' '])
        {
            said.push(detente_core::first_step(step).0.into_owned());
            continue;
        }
        let mut text = String::with_capacity(step.len() + 4);
        for letter in step.chars() {
            if letter.is_ascii_uppercase() {
                text.push(' ');
            }
            text.push(if letter == '_' { ' ' } else { letter.to_ascii_lowercase() });
        }
        said.push(text);
    }
    said.join(".")
}

/// The first letter large.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_named_in_words() {
        assert_eq!(
            field("groups.to-lithuania.takenToCountry"),
            "groups.to-lithuania.taken to country"
        );
        assert_eq!(field("ended_on"), "ended on");
    }
}
