//! Dates as one would say them.

use super::PartialDate;
use crate::Day;

impl PartialDate {
    /// The date as one would say it: `2025-12-13 or 14`, `2026-04-23 or before`, `about 2025-12-31`.
    #[must_use]
    pub fn in_words(self) -> String {
        let text = self.to_string();
        match text.split_once('/') {
            Some(("..", until)) => format!("{} or before", one(until)),
            Some((since, "..")) => format!("{} or after", one(since)),
            Some((since, until)) => match (since.parse::<Day>(), until.parse::<Day>()) {
                (Ok(day), Ok(next)) if day.days_until(next) == 1 && day.month() == next.month() => {
                    format!("{day} or {:02}", next.day_of_month())
                }
                _ => format!("between {} and {}", one(since), one(until)),
            },
            None => one(&text),
        }
    }

    /// On the date, as one would say it: `on 2025-12-13 or 14`, `in 2025`, `about 2025-12-31`.
    #[must_use]
    pub fn on_in_words(self) -> String {
        let text = self.in_words();
        if !text.starts_with(|letter: char| letter.is_ascii_digit()) {
            return text;
        }
        // Of the first date named, what stands before a word.
        let first = text.split(' ').next().unwrap_or_default();
        let names_a_day = first.matches('-').count() == 2;
        format!("{} {text}", if names_a_day { "on" } else { "in" })
    }
}

fn one(text: &str) -> String {
    match text.chars().last() {
        Some('~') => format!("about {}", text.trim_end_matches('~')),
        Some('?') => format!("perhaps {}", text.trim_end_matches('?')),
        Some('%') => format!("perhaps about {}", text.trim_end_matches('%')),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_said_as_one_would() {
        let said = |text: &str| text.parse::<PartialDate>().unwrap().in_words();
        assert_eq!(said("2025-12-13"), "2025-12-13");
        assert_eq!(said("2025-12-13/2025-12-14"), "2025-12-13 or 14");
        assert_eq!(said("2024-12-31/2025-01-01"), "between 2024-12-31 and 2025-01-01");
        assert_eq!(said("../2026-04-23"), "2026-04-23 or before");
        assert_eq!(said("2025-12-31~"), "about 2025-12-31");
        assert_eq!(said("2020?"), "perhaps 2020");
        let on = |text: &str| text.parse::<PartialDate>().unwrap().on_in_words();
        assert_eq!(on("2025-12-13/2025-12-14"), "on 2025-12-13 or 14");
        assert_eq!(on("2025-12-31~"), "about 2025-12-31");
        assert_eq!(on("2025-12"), "in 2025-12");
        assert_eq!(on("../1990"), "in 1990 or before");
    }
}
