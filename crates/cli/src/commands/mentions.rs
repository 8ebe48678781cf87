//! `detente mentions`: everything that points to a record.

use clap::Args;
use detente_core::{Anything, Id};

use super::record::{Mentions, mentions};
use crate::{
    failure::Failure,
    filter::{id, some},
    output::{Cell, Column, Listed, Row, note},
    session::{Session, misread},
    show::absent,
    wording,
    words::Noun,
};

/// Lists everything that points to a record.
#[derive(Debug, Args)]
pub struct Pointing {
    /// The record, as in organization/viasna
    #[arg(value_name = "RECORD", value_parser = id::<Anything>)]
    id: Id<Anything>,
    /// Only records of these kinds, as in --noun detention,release
    #[arg(long, value_name = "NOUN", value_delimiter = ',')]
    noun: Vec<Noun>,
}

type Mention = mentions::MentionsOneMentionedBy;

impl Row for Mention {
    fn disputed(&self) -> Vec<&str> {
        Vec::new()
    }
}

impl Pointing {
    /// Lists it.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        let variables =
            mentions::Variables { id: self.id.to_string(), nouns: some(self.noun.clone()) };
        let data = session.ask::<Mentions>(variables).await?;
        let Some(found) = data.get("one").and_then(|one| one.get("mentionedBy")) else {
            return Err(absent(session, self.id.as_record_id()).await);
        };
        let mut rows = Vec::new();
        for mention in found.elements() {
            rows.push(Listed {
                json: mention.clone(),
                row: mention.read::<Mention>().map_err(misread)?,
            });
        }
        rows.sort_by(|one, other| {
            let key = |mention: &Mention| (mention.record.noun, mention.record.id.clone());
            key(&one.row).cmp(&key(&other.row))
        });
        if let Some(limit) = session.options.limit {
            rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        }
        if rows.is_empty() {
            note("nothing points to it");
        }
        let columns: [Column<Mention>; 3] = [
            Column::new("record", &[], |mention: &Mention| Cell::of(Some(&mention.record.label))),
            Column::new("how", &[], |mention: &Mention| {
                let how = how(&mention.field);
                let element = mention.element.as_ref().map(|element| format!("{how} ({element})"));
                Cell::two(Some(element.unwrap_or(how)), Some(mention.field.clone()))
            }),
            Column::whole_id(|mention: &Mention| &mention.record.id),
        ];
        session.output.list(&rows, &columns)
    }
}

/// The field in which it is pointed to, as a reader would call it.
pub fn how(field: &str) -> String {
    match field {
        "claims.source" => "read in it".to_owned(),
        "claims.saidBy" => "rests on its word".to_owned(),
        field => wording::field(field),
    }
}
