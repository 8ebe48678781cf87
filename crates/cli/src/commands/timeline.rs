//! `detente timeline`: what happened when.

use clap::Args;
use detente_core::{Anything, Id, PartialDate};

use crate::{
    failure::Failure,
    filter::{id, some},
    json::Json,
    output::{Cell, Column, Listed, Row, note},
    session::{Session, misread},
    wording::known,
    words::{MomentKind, Noun},
};

operations!("graphql/timeline.graphql": Moments);

/// Tells what happened when.
#[derive(Debug, Args)]
pub struct Timeline {
    /// Only of this record and what points to it, as in organization/belaruskali
    #[arg(value_name = "RECORD", value_parser = id::<Anything>)]
    of: Option<Id<Anything>>,
    /// What can have happened on this day, month or year, or later
    #[arg(long, value_name = "DATE")]
    from: Option<PartialDate>,
    /// What can have happened on this day, month or year, or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<PartialDate>,
    /// Only records of these kinds, as in --noun sanction,release
    #[arg(long, value_name = "NOUN", value_delimiter = ',')]
    noun: Vec<Noun>,
}

impl Row for moments::Row {
    fn disputed(&self) -> Vec<&str> {
        if self.disputed { vec!["on"] } else { Vec::new() }
    }
}

impl Timeline {
    /// Tells it.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        let (mut rows, mut after) = (Vec::new(), None);
        let limit = session
            .options
            .limit
            .map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
        loop {
            let variables = moments::Variables {
                of: self.of.clone().map(Into::into),
                since: self.from.and_then(PartialDate::earliest),
                until: self.to.and_then(PartialDate::latest),
                nouns: some(self.noun.clone()),
                first: 1000,
                after: after.take(),
            };
            let data = session.ask::<Moments>(variables).await?;
            let list = data.get("list").unwrap_or(&Json::Null);
            for moment in list.get("moments").map(Json::elements).unwrap_or_default() {
                let row: moments::Row = moment.read().map_err(misread)?;
                after = Some(row.cursor.clone());
                rows.push(Listed { json: moment.clone(), row });
            }
            if list.get("hasNextPage") != Some(&Json::Bool(true))
                || rows.len() >= limit
                || after.is_none()
            {
                break;
            }
        }
        rows.truncate(limit);
        if rows.is_empty() {
            note("nothing that has a day");
        }
        let columns: [Column<moments::Row>; 4] = [
            Column::new("on", &["on"], |moment: &moments::Row| Cell::when(Some(moment.on))),
            Column::new("what", &[], |moment: &moments::Row| Cell::of(Some(moment.what))),
            Column::new("of", &[], |moment: &moments::Row| {
                let label = &moment.record.label;
                let new = |detail: &String| !label.contains(detail.as_str());
                // Words of vocabularies are read without their underscores.
                let detail =
                    moment.detail.clone().filter(new).map(|detail| detail.replace('_', " "));
                Cell::of(Some(known([Some(label.clone()), detail])))
            }),
            Column::whole_id(|moment: &moments::Row| &moment.record.id),
        ];
        session.output.list(&rows, &columns)
    }
}
