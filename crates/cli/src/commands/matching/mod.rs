//! `detente match`: names screened against the record.

mod hits;

use std::path::PathBuf;

use clap::Args;

use self::hits::{Hit, form, hit_columns, into_file};
use super::explain::readable;
use crate::{
    failure::Failure,
    json::Json,
    options::{Format, Target},
    output::{Listed, Page, may_be_written, note, say},
    people::{Reading, Someone},
    progress::bar,
    session::{Session, misread},
    wording::count,
    words::{Gender, Noun, Word},
};

operations!("graphql/match.graphql": Screen);

/// How many subjects go into one request.
const BATCH: usize = 100;

/// How many of their names, where a long one counts as several: what one question may cost allows no more than 250.
const NAMES: usize = 200;

/// How many letters a name has that does not count as several.
const LETTERS: usize = 80;

/// How many of these go into one request: one at least.
fn batch(people: &[Someone]) -> usize {
    let names = |one: &Someone| -> usize {
        one.names.iter().map(|name| name.chars().count().div_ceil(LETTERS).max(1)).sum()
    };
    let all = people.iter().scan(0, |all, one| {
        *all += names(one);
        Some(*all)
    });
    all.take(BATCH).take_while(|names| *names <= NAMES).count().max(1)
}

/// Finds the records that may be someone, or everyone in a file.
#[derive(Debug, Args)]
pub struct Screened {
    /// The name, in whichever script and order
    #[arg(value_name = "NAME", required_unless_present = "file", conflicts_with = "file")]
    name: Option<String>,
    /// Everyone in this file: CSV with a header, or one JSON object a line
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    /// Whose names they are: person, organization or place
    #[arg(long, value_name = "NOUN", default_value = "person", hide_possible_values = true)]
    noun: Noun,
    /// When they were born, where one name is given
    #[arg(long, value_name = "DATE", conflicts_with = "file")]
    born_on: Option<detente_core::PartialDate>,
    /// A country they are a citizen of, where one name is given
    #[arg(long, value_name = "COUNTRY", conflicts_with = "file")]
    country: Option<detente_core::CountryCode>,
    /// The score from which a record is a hit, 0 to 1 [default: that of `detente explain`]
    #[arg(long, value_name = "SCORE")]
    threshold: Option<f64>,
    /// At most so many hits for each, 1 to 50
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(i64).range(1..=50))]
    hits: i64,
}

impl Screened {
    /// Finds them.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        match &self.file {
            Some(file) => {
                if let Target::File(hits) = &session.options.output {
                    // Before anyone is looked for.
                    form(hits)?;
                    may_be_written(hits, std::slice::from_ref(file))?;
                }
                let people = self.reading.read(file)?;
                self.file(session, &people).await
            }
            None => self.one(session).await,
        }
    }

    /// Whoever one name may be, with every reason.
    async fn one(&self, session: &Session) -> Result<(), Failure> {
        if let Target::File(_) = session.options.output {
            session.options.without_file()?;
        }
        let name = self.name.clone().unwrap_or_default();
        readable(&name)?;
        let someone = Someone {
            names: vec![name.clone()],
            born_on: self.born_on,
            country: self.country,
            ..Someone::default()
        };
        let rows = self.screen(session, &[someone]).await?;
        if rows.is_empty() {
            note(&format!("nobody in this record is likely `{name}`"));
        }
        if session.output.format != Format::Table {
            return session.output.list(&rows, &hit_columns());
        }
        let mut page = Page::new();
        for Listed { row: Hit { found, .. }, .. } in &rows {
            page.heading(format!("{}  {}", found.record.label, found.record.id));
            page.field("score", "", Some(format!("{:.2}, as “{}”", found.score, found.name)));
            found.explanation.in_words.iter().for_each(|reason| page.item(reason));
        }
        say(&page.drawn(session.output))
    }

    /// Everyone of a file, and the hits of each.
    async fn file(&self, session: &Session, people: &[Someone]) -> Result<(), Failure> {
        let bar = bar(
            u64::try_from(people.len()).unwrap_or(u64::MAX),
            "{bar:40} {pos} of {len} names, {eta} left",
        );
        let (mut rows, mut rest) = (Vec::new(), people);
        while !rest.is_empty() {
            let (these, others) = rest.split_at(batch(rest));
            rows.extend(self.screen(session, these).await?);
            bar.inc(u64::try_from(these.len()).unwrap_or(0));
            rest = others;
        }
        bar.finish_and_clear();
        let mut found: Vec<Option<usize>> = rows.iter().map(|listed| listed.row.line).collect();
        found.dedup();
        match &session.options.output {
            Target::File(file) => into_file(file, &rows, session.output)?,
            Target::Format(_) => session.output.list(&rows, &hit_columns())?,
        }
        let several = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        note(&format!(
            "{} of {} found; {}",
            found.len(),
            count(several(people.len()), "name", "names"),
            count(several(rows.len()), "hit", "hits")
        ));
        Ok(())
    }

    async fn screen(
        &self,
        session: &Session,
        people: &[Someone],
    ) -> Result<Vec<Listed<Hit>>, Failure> {
        let subjects = people.iter().map(|someone| screen::NamedSubject {
            name: someone.name().to_owned(),
            names: someone.names.iter().skip(1).cloned().collect(),
            noun: self.noun,
            born_on: someone.born_on,
            country: someone.country,
            gender: someone.gender.map(Word) as Option<Gender>,
        });
        let variables = screen::Variables {
            subjects: subjects.collect(),
            threshold: self.threshold,
            limit: self.hits,
        };
        let data = session.ask::<Screen>(variables).await?;
        let answers = data.get("found").map(Json::elements).unwrap_or_default();
        let mut rows = Vec::new();
        for (someone, answer) in people.iter().zip(answers) {
            for found in answer.get("matches").map(Json::elements).unwrap_or_default() {
                let row = Hit::of(someone, found.read().map_err(misread)?);
                rows.push(Listed { json: row.json(found), row });
            }
        }
        Ok(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_has_as_many_people_as_it_may_and_names() {
        let one = |names: &[&str]| Someone {
            line: None,
            id: None,
            names: names.iter().map(|&name| name.to_owned()).collect(),
            born_on: None,
            country: None,
            gender: None,
        };
        let long = "Jana Vymyslena ".repeat(1100);
        assert_eq!(batch(&vec![one(&["Jana"]); 250]), BATCH);
        assert_eq!(batch(&vec![one(&["Jana", "Janka", "Jane"]); 250]), NAMES / 3);
        assert_eq!(batch(&[one(&[&long]), one(&["Jana"])]), 1);
        assert_eq!(batch(&[one(&["Jana"]), one(&[&long])]), 1);
    }
}
