//! `detente disputes`: on what sources contradict each other, in the whole record.

use clap::{Args, ValueEnum};
use detente_core as core;
use detente_core::{Anything, Id, Source, Voice};

use crate::{
    failure::Failure,
    filter::{id, some, words},
    json::Json,
    options::Format,
    output::{Cell, Column, Listed, Page, Row, note, say},
    session::{Session, misread},
    show::{Who as _, absent, documents, voices},
    wording,
    words::{CountBy, DisputeKind, DomainRule, Noun},
};

operations!("graphql/disputes.graphql": Disputes, DisputeCounts, DisputedRecords);
documents!(disputes::Doc);
voices!(disputes::Seen);

/// Lists what sources contradict each other on.
#[derive(Debug, Args)]
pub struct Disputed {
    /// Only on these records, as in detention/valiantsin-stefanovic
    #[arg(value_name = "RECORD", value_parser = id::<Anything>)]
    records: Vec<Id<Anything>>,
    /// Only on records of these kinds, as in --noun detention,person
    #[arg(long, value_name = "NOUN", value_delimiter = ',')]
    noun: Vec<Noun>,
    /// Only of these kinds: values, denial, contradiction
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<core::DisputeKind>,
    /// Only contradictions by these rules, as in --rule overlapping-detentions
    #[arg(long, value_name = "RULE", value_delimiter = ',', hide_possible_values = true)]
    rule: Vec<core::DomainRule>,
    /// Only on these fields, as in --field beganOn,stays.place
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    field: Vec<String>,
    /// Only those in which this source takes a side
    #[arg(long, value_name = "SOURCE", value_parser = id::<Source>)]
    source: Option<Id<Source>>,
    /// Only those in which this voice's word stands on a side
    #[arg(long, value_name = "RECORD", value_parser = id::<Voice>)]
    said_by: Option<Id<Voice>>,
    /// Those that the keepers of the record settled, instead of those that are open
    #[arg(long)]
    settled: bool,
    /// Only count them: by noun, kind, rule, field, source or said-by
    #[arg(long, value_name = "WHAT", hide_possible_values = true)]
    count_by: Option<Counted>,
}

/// What disputes are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Counted {
    /// The kind of record.
    Noun,
    /// The kind of dispute.
    Kind,
    /// The rule of the domain.
    Rule,
    /// The field.
    Field,
    /// The source.
    Source,
    /// The voice.
    SaidBy,
}

type Dispute = disputes::DisputesListNodes;
type Count = dispute_counts::DisputeCountsCounts;

impl Row for Dispute {
    fn disputed(&self) -> Vec<&str> {
        Vec::new()
    }
}

impl Row for Count {
    fn disputed(&self) -> Vec<&str> {
        Vec::new()
    }
}

/// Fills the filter of one of the operations.
macro_rules! asked {
    ($disputed:expr, $module:ident) => {{
        let disputed = $disputed;
        let ids = disputed.records.iter().map(ToString::to_string).collect();
        $module::DisputeFilter {
            nouns: some(disputed.noun.clone()),
            kinds: words(&disputed.kind),
            rules: words(&disputed.rule),
            fields: some(disputed.field.clone()),
            source: disputed.source.as_ref().map(ToString::to_string),
            said_by: disputed.said_by.as_ref().map(ToString::to_string),
            subjects: some(ids),
            settled: disputed.settled,
        }
    }};
}

impl Disputed {
    /// Lists it, or counts it.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        match self.count_by {
            Some(by) => self.count(session, by).await,
            None => self.list(session).await,
        }
    }

    async fn list(&self, session: &Session) -> Result<(), Failure> {
        let rows = self.rows(session).await?;
        if rows.is_empty() {
            self.must_be_known(session).await?;
            note(if self.settled {
                "no dispute was settled"
            } else {
                "no source contradicts another"
            });
        }
        if session.output.format != Format::Table {
            return session.output.list(&rows, &columns());
        }
        let mut page = Page::new();
        let mut before = None;
        for Listed { row: dispute, .. } in &rows {
            let record = &dispute.record;
            if before != Some(&record.id) {
                page.heading(format!("{}  {}", record.label, record.id));
                before = Some(&record.id);
            }
            draw(dispute, &mut page);
        }
        say(&page.drawn(session.output))
    }

    /// Refuses where nobody has spoken of one of the records: that nothing contradicts would be no answer.
    async fn must_be_known(&self, session: &Session) -> Result<(), Failure> {
        for records in self.records.chunks(100) {
            let ids = records.iter().map(ToString::to_string).collect();
            let answer =
                session.answer::<DisputedRecords>(disputed_records::Variables { ids }).await?;
            for (id, known) in records.iter().zip(answer.known) {
                if known.is_none() {
                    return Err(absent(session, id.as_record_id()).await);
                }
            }
        }
        Ok(())
    }

    async fn rows(&self, session: &Session) -> Result<Vec<Listed<Dispute>>, Failure> {
        let limit = session.options.limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
        let (mut rows, mut after) = (Vec::new(), None);
        loop {
            let filter = Some(asked!(self, disputes));
            let variables = disputes::Variables { filter, first: 100, after };
            let data = session.ask::<Disputes>(variables).await?;
            let list = data.get("list").unwrap_or(&Json::Null);
            for node in list.get("nodes").map(Json::elements).unwrap_or_default() {
                let row = node.read::<Dispute>().map_err(misread)?;
                rows.push(Listed { json: node.clone(), row });
            }
            let page = list.get("pageInfo");
            let more = page.and_then(|page| page.get("hasNextPage")) == Some(&Json::Bool(true));
            after = page.and_then(|page| page.get("endCursor")?.text().map(str::to_owned));
            let enough = limit.is_some_and(|limit| rows.len() >= limit);
            if !more || after.is_none() || enough {
                rows.truncate(limit.unwrap_or(usize::MAX));
                return Ok(rows);
            }
        }
    }

    async fn count(&self, session: &Session, by: Counted) -> Result<(), Failure> {
        let asked = match by {
            Counted::Noun => CountBy::Noun,
            Counted::Kind => CountBy::Kind,
            Counted::Rule => CountBy::Rule,
            Counted::Field => CountBy::Field,
            Counted::Source => CountBy::Source,
            Counted::SaidBy => CountBy::SaidBy,
        };
        let filter = Some(asked!(self, dispute_counts));
        let variables = dispute_counts::Variables { by: asked, filter };
        let data = session.ask::<DisputeCounts>(variables).await?;
        let counts = data.get("counts").map(Json::elements).unwrap_or_default();
        let mut rows = Vec::new();
        for count in counts {
            rows.push(Listed { json: count.clone(), row: count.read::<Count>().map_err(misread)? });
        }
        if rows.is_empty() {
            note("there is nothing to count");
        }
        let name = match by {
            Counted::Noun => "noun",
            Counted::Kind => "kind",
            Counted::Rule => "rule",
            Counted::Field => "field",
            Counted::Source => "source",
            Counted::SaidBy => "said by",
        };
        let columns: [Column<Count>; 2] = [
            Column::new(name, &[], move |count: &Count| {
                let in_words = match by {
                    Counted::Noun | Counted::Kind | Counted::Rule => {
                        count.of.to_lowercase().replace('_', " ")
                    }
                    _ => count.of.clone(),
                };
                Cell::two(Some(in_words), Some(count.of.clone()))
            }),
            Column::new("disputes", &[], |count: &Count| Cell::of(Some(count.count))),
        ];
        session.output.list(&rows, &columns)
    }
}

/// One dispute, with every side and those who take it.
fn draw(dispute: &Dispute, page: &mut Page) {
    let what = dispute.rule.clone().unwrap_or_else(|| wording::field(&dispute.field));
    let settled = if dispute.settled { " (settled)" } else { "" };
    page.item(format!("{what}{settled}"));
    for side in &dispute.sides {
        // Of another record than the one this is listed with, it says which.
        let said = |record: &str| side.says.contains(record);
        let others = side
            .records
            .iter()
            .filter(|record| record.id != dispute.record.id && !said(&record.id));
        let others: Vec<_> = others.map(|record| record.id.clone()).collect();
        let where_ = if others.is_empty() || side.records.len() > others.len() {
            String::new()
        } else {
            format!(" ({})", others.join(", "))
        };
        let mut who: Vec<String> = Vec::new();
        for seen in &side.witnesses {
            let name = if seen.denies { format!("denied by {}", seen.who()) } else { seen.who() };
            if !who.contains(&name) {
                who.push(name);
            }
        }
        page.beneath(format!("{}{where_}: {}", side.says, who.join("; ")));
    }
}

fn columns() -> [Column<Dispute>; 5] {
    [
        Column::whole_id(|dispute: &Dispute| &dispute.record.id),
        Column::new("kind", &[], |dispute: &Dispute| Cell::of(Some(dispute.kind))),
        Column::new("field", &[], |dispute: &Dispute| Cell::of(Some(&dispute.field))),
        Column::new("rule", &[], |dispute: &Dispute| Cell::of(dispute.rule.as_ref())),
        Column::new("sides", &[], |dispute: &Dispute| {
            Cell::lines(dispute.sides.iter().map(|side| side.says.clone()))
        }),
    ]
}
