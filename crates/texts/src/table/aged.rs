//! Whether the ages of a table are those of the day it came out.

use super::{Column, Row, Table, has_word};
use crate::vocabulary::words;

words! {
    /// Words that say that someone died.
    pub(crate) fn is_of_death: "
        died dies death deaths dead deceased killed slain murdered executed perished late memorial funeral
        posthumous posthumously suicide умер умерла погиб погибла смерть смерти памёр памерла загінуў загінула
        смерць помер померла загинув загинула
    "
}

/// Words that say of an age no more than that it is one.
const OF_AN_AGE: &[&str] = &["age", "years", "yrs", "now", "today", "current", "in"];

impl Column {
    /// What a column of ages holds that is called so, in words: `Age`, and `Age at arrest`.
    pub(super) fn of_ages(words: &[String]) -> Self {
        let plain = words.iter().all(|word| OF_AN_AGE.contains(&word.as_str()));
        if plain { Self::Age } else { Self::AgeThen }
    }
}

impl Table {
    /// Whether whoever a row is about is told to have died, by the row or by what the table is called.
    pub(crate) fn tells_of_death(&self, row: &Row) -> bool {
        let any = |text: &str| {
            text.contains('†')
                || text
                    .split(|c: char| !c.is_alphanumeric())
                    .any(|word| is_of_death(&word.to_lowercase()))
        };
        let silent = |cell: &str| {
            let small = cell.trim().to_lowercase();
            !cell.contains(char::is_alphanumeric)
                || matches!(small.as_str(), "no" | "n/a" | "alive")
        };
        // A charge may be one of a death, and a sentence one to it.
        let columns = self.columns();
        let of_case = |at: usize| {
            matches!(columns.get(at), Some(Column::Charge | Column::Sentence))
                || self.header.get(at).is_some_and(|head| has_word(head, &["article", "verdict"]))
        };
        self.title.as_deref().is_some_and(any)
            || row.cells.iter().enumerate().any(|(at, cell)| {
                let headed = self.header.get(at).is_some_and(|head| any(head));
                !of_case(at) && ((headed && !silent(cell)) || any(cell))
            })
    }
}

#[cfg(test)]
mod tests {
    use crate::{Article, Document};

    fn ages(text: &str) -> (Vec<u32>, Vec<u32>) {
        let document = Document::read("a.txt", text.as_bytes()).unwrap();
        let article = Article::read(document, "2024-03-05".parse().ok());
        let person = article.names.iter().find(|named| named.text == "Jan Priklad").unwrap();
        let ages = |all: &[(u32, crate::Place)]| all.iter().map(|(age, _)| *age).collect();
        (ages(&person.ages), ages(&person.ages_then))
    }

    #[test]
    fn an_age_in_a_table_is_that_of_today_only_where_nothing_says_another_time() {
        for table in [
            "Name | Age at arrest | Sentence\nJan Priklad | 61 | 5 years\nPetr Novak | 50 | 4 years",
            "Name | Age when sentenced | Born\nJan Priklad | 61 | 1950\nPetr Novak | 50 | 1960",
            "| Name | Age (2020) |\n|---|---|\n| Jan Priklad | 61 |\n| Petr Novak | 50 |",
            "Name | Age | Died\nJan Priklad | 61 | 2021\nPetr Novak | 50 | 2022",
            "Name | Age | Fate\nJan Priklad | 61 | killed in custody\nPetr Novak | 50 | freed",
            "Name | Age | Date of death\nJan Priklad | 61 | May\nPetr Novak | 50 | June",
            "Deaths in custody\n\nName | Age | Prison\nJan Priklad | 61 | Sedm\nPetr Novak | 50 | Brod",
        ] {
            assert_eq!(ages(table), (vec![], vec![61]), "{table}");
        }
        for table in [
            "Name | Age | Sentence\nJan Priklad | 61 | death\nPetr Novak | 50 | 4 years",
            "Name | Age | Died\nJan Priklad | 61 | –\nPetr Novak | 50 | 2022",
            "Name | Current age\nJan Priklad | 61\nPetr Novak | 50",
        ] {
            assert_eq!(ages(table), (vec![61], vec![]), "{table}");
        }
    }
}
