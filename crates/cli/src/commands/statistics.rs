//! `detente statistics`: how many were held, by country, charge, place and the like.

use clap::Args;
use detente_core as core;
use detente_core::{CountryCode, PartialDate};

use crate::{
    failure::Failure,
    filter::words,
    json::Json,
    options::Format,
    output::{Cell, Column, Listed, Page, Row, arranged},
    session::{Session, misread},
    wording::{country, on},
    words::Grouping,
};

operations!("graphql/statistics.graphql": Groups);

type Told = groups::GroupsOneGroupings;
type Group = groups::GroupsOneGroupingsGroups;

/// A group, with what it was told apart by.
struct Counted {
    by: core::Grouping,
    group: Group,
}

impl Row for Counted {
    const DISPUTABLE: bool = false;

    fn disputed(&self) -> Vec<&str> {
        Vec::new()
    }
}

/// Tells how many were held, group by group.
#[derive(Debug, Args)]
pub struct Statistics {
    /// The day, or every day of a month, a year or an interval, as in --on 2025-12
    #[arg(long, value_name = "DATE")]
    on: PartialDate,
    /// What they are told apart by, as in --by charge,sex [default: in every way]
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    by: Vec<core::Grouping>,
    /// Only detentions by the authorities of this country
    #[arg(long, value_name = "COUNTRY")]
    country: Option<CountryCode>,
}

impl Statistics {
    /// Tells it.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables =
            groups::Variables { on: self.on, by: words(&self.by), country: self.country };
        let mut data = session.ask::<Groups>(variables).await?;
        let one = data.take("one").unwrap_or(Json::Null);
        let answer: groups::GroupsOne = one.read().map_err(misread)?;
        if session.output.format == Format::Csv {
            return session.output.list(&rows(answer), &columns());
        }
        session.output.one(&one, || drawn(&answer, session))
    }
}

/// A row for everyone of a grouping: so that a table can be taken apart again.
fn rows(answer: groups::GroupsOne) -> Vec<Listed<Counted>> {
    let groups = answer.groupings.into_iter().flat_map(|grouping| {
        let by = grouping.by.0;
        grouping.groups.into_iter().map(move |group| Counted { by, group })
    });
    groups.map(|row| Listed { json: Json::Null, row }).collect()
}

fn columns() -> [Column<Counted>; 9] {
    let number = |title, count: fn(&groups::Count) -> i64| {
        Column::new(title, &[], move |row: &Counted| Cell::of(Some(count(&row.group.count))))
    };
    [
        Column::new("by", &[], |row: &Counted| Cell::of(Some(row.by))),
        Column::new("value", &[], |row: &Counted| Cell::of(row.group.value.as_ref())),
        Column::new("name", &[], |row: &Counted| Cell::of(Some(named(row.by, &row.group)))),
        number("held", |count| count.held),
        number("presumed", |count| count.presumed),
        number("possibly", |count| count.possibly),
        number("contested", |count| count.contested),
        number("least", |count| count.least),
        number("most", |count| count.most),
    ]
}

fn drawn(answer: &groups::GroupsOne, session: &Session) -> Page {
    let mut page = Page::new();
    let days = if answer.since == answer.until {
        on(answer.on)
    } else {
        format!("on any day from {} to {}", answer.since, answer.until)
    };
    page.heading(format!("Held by what the detentions in this record say, {days}"));
    let all = &answer.everyone;
    page.field("certainly held", "", Some(all.held.to_string()));
    page.field("presumed held", "", Some(all.presumed.to_string()));
    page.field("possibly held", "", Some(all.possibly.to_string()));
    page.field("contested", "", Some(all.contested.to_string()));
    page.field("so", "", Some(format!("at least {}, at most {}", all.least, all.most)));
    for grouping in &answer.groupings {
        page.heading(heading(grouping.by.0));
        if grouping.groups.is_empty() {
            page.text("Nobody.");
        } else {
            page.block(table(grouping, session));
        }
    }
    page
}

/// A group a line, certain and possible cases apart.
fn table(grouping: &Told, session: &Session) -> String {
    let titles = ["", "certainly", "presumed", "possibly", "contested", "in all"];
    let rows = grouping.groups.iter().map(|group| {
        let count = &group.count;
        let number = |number: i64| if number == 0 { String::new() } else { number.to_string() };
        let all = if count.least == count.most {
            count.most.to_string()
        } else {
            format!("{} to {}", count.least, count.most)
        };
        let [held, presumed, possibly, contested] =
            [count.held, count.presumed, count.possibly, count.contested].map(number);
        vec![named(grouping.by.0, group), held, presumed, possibly, contested, all]
    });
    arranged(session.output, &titles, &[false; 6], &rows.collect::<Vec<_>>())
}

/// How a grouping is headed.
const fn heading(by: core::Grouping) -> &'static str {
    match by {
        core::Grouping::Country => "By the country whose authorities held them",
        core::Grouping::Charge => "By what they were accused of",
        core::Grouping::Place => "By place",
        core::Grouping::Recognition => "By who counts them as political prisoners",
        core::Grouping::Sex => "By sex",
        core::Grouping::Regime => "By regime",
        core::Grouping::End => "By how custody ended, then or later",
        core::Grouping::BeganIn => "By the year in which custody began",
        core::Grouping::Sentence => "By the length of the sentence",
    }
}

/// What a group is called.
fn named(by: core::Grouping, group: &Group) -> String {
    let Some(value) = &group.value else {
        return match by {
            core::Grouping::Recognition => "nobody, as far as is known".to_owned(),
            core::Grouping::End => "not known to have ended, or not said how".to_owned(),
            core::Grouping::Sentence => "none, or not known".to_owned(),
            _ => "not known".to_owned(),
        };
    };
    match (by, &group.record) {
        (_, Some(record)) => format!("{}, {}", record.label, record.id),
        (core::Grouping::Country, None) => value.parse().map_or_else(|_| value.clone(), country),
        // A charge stands in the words of its source.
        (core::Grouping::Charge, None) => value.clone(),
        (_, None) => value.replace('_', " "),
    }
}
