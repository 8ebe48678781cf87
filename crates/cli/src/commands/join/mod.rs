//! `detente join`: one set of people against another.

mod set;

use clap::Args;
use detente_core::{
    Day,
    names::{Joined, THRESHOLD, join},
};
use serde_json::json;

use self::set::{Member, Set};
use super::today;
use crate::{
    failure::Failure,
    json::Json,
    options::Format,
    output::{self, Cell, Column, Page, Row, note, say},
    people::Reading,
    session::{Session, misread},
    wording::count,
    words::{CustodyOn, EndModality, Gender, NameKind, OfficialRole, SanctionKind, Standing},
};

operations!("graphql/join.graphql": People, Judging, Listed, Imprisoned);

/// Finds who of one set is likely in another.
///
/// A set is a file of names (people.csv, people.ndjson), or one of the record:
/// `people`, `officials`, `officials:judge`, `officials:prosecutor`, `sanctioned`,
/// `sanctioned:ISSUER`, `detained`, `detained:COUNTRY`. Who is contested, or only
/// possibly in such a set, is in it.
#[derive(Debug, Args)]
pub struct Sets {
    /// The one set
    #[arg(value_name = "SET")]
    one: Set,
    /// The other
    #[arg(value_name = "SET")]
    other: Set,
    /// The day for which sanctions and custody are looked at [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<Day>,
    /// The score from which two are taken for one, 0 to 1
    #[arg(long, value_name = "SCORE", default_value_t = THRESHOLD)]
    threshold: f64,
    /// Also those who are one record in both sets, and no matter of names
    #[arg(long)]
    same: bool,
    #[command(flatten)]
    reading: Reading,
}

/// Two who are likely one.
struct Pair {
    one: (Option<String>, String),
    other: (Option<String>, String),
    score: f64,
    names: [String; 2],
    why: Vec<String>,
}

impl Row for Pair {
    const DISPUTABLE: bool = false;

    fn disputed(&self) -> Vec<&str> {
        Vec::new()
    }
}

impl Pair {
    fn of(one: &[Member], other: &[Member], joined: &Joined<'_>) -> Option<Self> {
        let known = |member: &Member| {
            let line = member.line.map(|line| format!("line {line}"));
            (member.id.clone().or(line), member.label.clone())
        };
        Some(Self {
            one: known(one.get(joined.one)?),
            other: known(other.get(joined.other)?),
            score: joined.likest.comparison.score,
            names: [joined.likest.one.to_owned(), joined.likest.other.to_owned()],
            why: joined.likest.comparison.in_words(),
        })
    }

    /// Whether both are one record.
    fn is_one(&self) -> bool {
        self.one.0.is_some() && self.one.0 == self.other.0
    }

    fn json(&self) -> Result<Json, Failure> {
        let whole = json!({ "one": { "id": self.one.0, "label": self.one.1 },
            "other": { "id": self.other.0, "label": self.other.1 }, "score": self.score,
            "oneName": self.names[0], "otherName": self.names[1], "inWords": self.why });
        serde_json::from_str(&whole.to_string()).map_err(misread)
    }
}

impl Sets {
    /// Finds them.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        if !(0.0..=1.0).contains(&self.threshold) {
            return Err(Failure::usage(
                format!("a threshold lies between 0 and 1, and {} does not", self.threshold),
                format!("leave it out for the usual one, {THRESHOLD}"),
            ));
        }
        let on = self.on.unwrap_or_else(today);
        let one = self.one.members(session, &self.reading, on).await?;
        let other = self.other.members(session, &self.reading, on).await?;
        let named = |set: &[Member]| set.iter().map(|member| member.named.clone()).collect();
        let (ours, theirs): (Vec<_>, Vec<_>) = (named(&one), named(&other));
        let joined = join(&ours, &theirs, self.threshold);
        let mut rows = Vec::new();
        for pair in joined.iter().filter_map(|joined| Pair::of(&one, &other, joined)) {
            // Of a set against itself, each pair is told once.
            let told = rows.iter().any(|told: &output::Listed<Pair>| {
                told.row.one.0 == pair.other.0 && told.row.other.0 == pair.one.0
            });
            if (self.same || !pair.is_one()) && (pair.is_one() || !told) {
                rows.push(output::Listed { json: pair.json()?, row: pair });
            }
        }
        if session.output.format == Format::Table {
            let mut page = Page::new();
            for output::Listed { row, .. } in &rows {
                let id = |id: &Option<String>| id.clone().unwrap_or_default();
                page.heading(format!(
                    "{} and {}: {:.2}",
                    id(&row.one.0),
                    id(&row.other.0),
                    row.score
                ));
                page.text(format!("“{}” and “{}”", row.names[0], row.names[1]));
                row.why.iter().for_each(|reason| page.item(reason));
            }
            say(&page.drawn(session.output))?;
        } else {
            session.output.list(&rows, &columns())?;
        }
        let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        note(&format!(
            "{} against {}: {} likely one",
            count(number(one.len()), "person", "people"),
            count(number(other.len()), "person", "people"),
            count(number(rows.len()), "pair is", "pairs are")
        ));
        Ok(())
    }
}

fn columns() -> [Column<Pair>; 7] {
    [
        Column::new("one", &[], |pair: &Pair| Cell::of(pair.one.0.as_ref())),
        Column::new("other", &[], |pair: &Pair| Cell::of(pair.other.0.as_ref())),
        Column::new("score", &[], |pair: &Pair| Cell::of(Some(format!("{:.4}", pair.score)))),
        Column::new("one name", &[], |pair: &Pair| Cell::of(Some(&pair.names[0]))),
        Column::new("other name", &[], |pair: &Pair| Cell::of(Some(&pair.names[1]))),
        Column::new("one label", &[], |pair: &Pair| Cell::of(Some(&pair.one.1))),
        Column::new("why", &[], |pair: &Pair| Cell::lines(&pair.why)),
    ]
}
