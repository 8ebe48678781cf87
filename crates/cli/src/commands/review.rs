//! `detente review`: what waits for the keepers, what would come of it, and what became of it.

use clap::Args;
use detente_core::{Anything, EntryId, Id, Instant, Source};

use super::rule::{Why, accept, make, reject};
use crate::{
    difference::differences,
    failure::Failure,
    filter::id,
    json::Json,
    options::Format,
    output::{Cell, Column, Listed, Page, Row, note, say},
    session::{Session, misread},
    wording::{self, count, field},
    words::{Audience, ClaimStanding, DisputeKind, Noun},
};

operations!("graphql/review.graphql": BecameOf, Queue, Waiting);
differences!(waiting::Changed);

/// Tells what waits, and rules on it.
#[derive(Debug, Args)]
pub struct Review {
    /// A submission by its revision, as in 12, or claims of it, as in 12.3, and what became of it; without it, all that waits
    #[arg(value_name = "REVISION|ENTRY")]
    what: Vec<String>,
    /// Accept it
    #[arg(long, requires = "what", conflicts_with = "reject", requires = "reason")]
    accept: bool,
    /// Reject it
    #[arg(long, requires = "what", requires = "reason")]
    reject: bool,
    /// Why, in a sentence: it stands in the ledger
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Only say what would come of it
    #[arg(long)]
    dry_run: bool,
    /// Only with claims on records of this kind
    #[arg(long, value_name = "NOUN", hide_possible_values = true)]
    noun: Option<Noun>,
    /// Only with claims that were read in this document
    #[arg(long, value_name = "SOURCE", value_parser = id::<Source>)]
    source: Option<Id<Source>>,
    /// Only submitted by this person
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// Only with claims on this record
    #[arg(long, value_name = "RECORD", value_parser = id::<Anything>)]
    subject: Option<Id<Anything>>,
}

type Submission = queue::QueueListNodes;

impl Row for Submission {
    fn disputed(&self) -> Vec<&str> {
        Vec::new()
    }
}

/// What was named: a submission, or some of its claims.
enum Named {
    Revision(i64),
    Entries(Vec<EntryId>),
}

impl Review {
    /// Tells it, or rules on it.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        session.today("what waits is told as it is today")?;
        let Some(named) = self.named()? else { return self.list(session).await };
        if self.accept || self.reject {
            let why = Why { reason: self.reason.unwrap_or_default(), dry_run: self.dry_run };
            let entries = match named {
                Named::Revision(revision) => {
                    let claims = waits(session, revision).await?.1.claims;
                    claims.into_iter().map(|claim| claim.id).collect()
                }
                Named::Entries(entries) => entries,
            };
            let ruling = if self.accept { accept(entries) } else { reject(entries) };
            return make(session, vec![ruling], why).await;
        }
        let (revision, only) = match &named {
            Named::Revision(revision) => (*revision, None),
            Named::Entries(entries) => {
                let first = entries.first().map_or(0, |entry| entry.revision.cast_signed());
                (first, Some(entries.as_slice()))
            }
        };
        show(session, revision, only).await
    }

    fn named(&self) -> Result<Option<Named>, Failure> {
        let unclear = |text: &str| {
            Failure::usage(
                format!("`{text}` names no submission and no claim"),
                "write a revision, as in 12, or claims of it, as in 12.3 12.4",
            )
        };
        match self.what.as_slice() {
            [] => Ok(None),
            [one] if !one.contains('.') => {
                let revision = one.parse().ok().filter(|number| *number > 0);
                revision.map(Named::Revision).map(Some).ok_or_else(|| unclear(one))
            }
            several => {
                let read = |text: &String| text.parse::<EntryId>().map_err(|_| unclear(text));
                let entries = several.iter().map(read).collect::<Result<Vec<_>, _>>()?;
                Ok(Some(Named::Entries(entries)))
            }
        }
    }

    async fn list(&self, session: &Session) -> Result<(), Failure> {
        let filter = queue::ReviewFilter {
            noun: self.noun,
            source: self.source.as_ref().map(ToString::to_string),
            author: self.author.clone(),
            subject: self.subject.as_ref().map(ToString::to_string),
            revision: None,
        };
        let (mut rows, mut after): (Vec<Listed<Submission>>, _) = (Vec::new(), None);
        loop {
            let filter = Some(filter.clone());
            let variables = queue::Variables { filter, first: Some(100), after };
            let data = session.ask::<Queue>(variables).await?;
            let list = data.get("list").unwrap_or(&Json::Null);
            for node in list.get("nodes").map(Json::elements).unwrap_or_default() {
                rows.push(Listed { json: node.clone(), row: node.read().map_err(misread)? });
            }
            let page: queue::ResponseData = data.read().map_err(misread)?;
            after = page.list.page_info.end_cursor;
            if !page.list.page_info.has_next_page || after.is_none() {
                break;
            }
        }
        if let Some(limit) = session.options.limit {
            rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        }
        if rows.is_empty() {
            note("nothing waits for a ruling that you may see");
        }
        session.output.list(&rows, &columns())
    }
}

/// What waits of a submission, if anything does.
async fn waiting_of(
    session: &Session,
    revision: i64,
) -> Result<Option<(Json, waiting::WaitingListNodes)>, Failure> {
    let filter = waiting::ReviewFilter {
        noun: None,
        source: None,
        author: None,
        subject: None,
        revision: Some(revision),
    };
    let data = session.ask::<Waiting>(waiting::Variables { filter: Some(filter) }).await?;
    let nodes = data.get("list").and_then(|list| list.get("nodes"));
    let json = nodes.and_then(|nodes| nodes.elements().first()).cloned();
    let read: waiting::ResponseData = data.read().map_err(misread)?;
    Ok(json.zip(read.list.nodes.into_iter().next()))
}

/// What waits of a submission: there must be something.
async fn waits(
    session: &Session,
    revision: i64,
) -> Result<(Json, waiting::WaitingListNodes), Failure> {
    waiting_of(session, revision).await?.ok_or_else(|| nothing_waits(revision))
}

fn nothing_waits(revision: i64) -> Failure {
    Failure::Refused(format!("nothing of revision {revision} waits for a ruling that you may see"))
}

/// Writes a claim as it was submitted.
macro_rules! draw {
    ($claim:expr, $page:expr) => {{
        let (claim, page): (_, &mut Page) = ($claim, $page);
        page.beneath(format!("{}, read on {}", claim.source.id, claim.read_on));
        let fields = claim.fields.iter().map(|one| (one.field.as_str(), one.says.as_str()));
        for said in super::statements(fields) {
            page.beneath(if claim.denies { format!("denies {said}") } else { said });
        }
        for quote in &claim.quotes {
            page.beneath(format!("{}, in its words: “{}”", field(&quote.field), quote.text));
        }
    }};
}

/// Shows a submission, or some claims of it, and what would come of accepting it; where nothing of it
/// waits, what became of it.
async fn show(session: &Session, revision: i64, only: Option<&[EntryId]>) -> Result<(), Failure> {
    let is_asked = |entry: &EntryId| only.is_none_or(|only| only.contains(entry));
    let waiting = waiting_of(session, revision).await?;
    let waits = |(_, one): &(_, waiting::WaitingListNodes)| {
        one.claims.iter().any(|claim| is_asked(&claim.id))
    };
    let Some((json, one)) = waiting.filter(waits) else {
        return became_of(session, revision, is_asked).await;
    };
    if session.output.format != Format::Table {
        return session.output.one(&json, Page::new);
    }
    let mut page = submitted(revision, one.author.as_ref(), one.made_at, one.message.as_ref());
    for claim in one.claims.iter().filter(|claim| is_asked(&claim.id)) {
        page.item(format!("{}  {}", claim.id, claim.subject.id));
        draw!(claim, &mut page);
    }
    let ruled = ruled_on(session, revision).await?.map(|(_, ruled)| ruled.claims);
    let decided = |claim: &&became_of::Submitted| {
        is_asked(&claim.id) && !one.claims.iter().any(|waits| waits.id == claim.id)
    };
    let ruled = ruled.unwrap_or_default();
    let ruled: Vec<_> = ruled.iter().filter(decided).collect();
    if !ruled.is_empty() {
        page.heading("Ruled on already");
        for claim in ruled {
            became(claim, &mut page);
        }
    }
    if let Some(preview) = &one.preview {
        page.heading("If all of it is accepted");
        if preview.changes.is_empty() && preview.user_errors.is_empty() {
            page.text("no record changes");
        }
        for error in &preview.user_errors {
            page.text(format!("it cannot be: {}; {}", error.message, error.remedy));
        }
        differences(&mut page, &preview.changes);
    }
    say(&page.drawn(session.output))
}

/// Tells what became of a submission, claim by claim, and why.
async fn became_of(
    session: &Session,
    revision: i64,
    is_asked: impl Fn(&EntryId) -> bool,
) -> Result<(), Failure> {
    let Some((json, one)) = ruled_on(session, revision).await? else {
        return Err(nothing_waits(revision));
    };
    session.output.one(&json, || {
        let mut page = submitted(revision, one.author.as_ref(), one.made_at, one.message.as_ref());
        one.claims.iter().filter(|one| is_asked(&one.id)).for_each(|one| became(one, &mut page));
        page
    })
}

/// A submission with what was ruled on it, if it may be seen.
async fn ruled_on(
    session: &Session,
    revision: i64,
) -> Result<Option<(Json, became_of::BecameOfOne)>, Failure> {
    let mut data = session.ask::<BecameOf>(became_of::Variables { revision }).await?;
    let json = data.take("one").filter(|one| *one != Json::Null);
    json.map(|json| Ok((json.clone(), json.read().map_err(misread)?))).transpose()
}

/// Writes what became of a claim, and why.
fn became(claim: &became_of::Submitted, page: &mut Page) {
    let became = claim.standing.remark().unwrap_or("accepted");
    page.item(format!("{}  {}: {became}", claim.id, claim.subject.id));
    if let Some(ruling) = claim.rulings.last() {
        page.beneath(format!("by {}: “{}”", ruling.author, ruling.reason));
    }
    draw!(claim, page);
}

/// Who submitted something, when, and what they say of it.
fn submitted(
    revision: i64,
    author: Option<&String>,
    made_at: Instant,
    message: Option<&String>,
) -> Page {
    let mut page = Page::new();
    let author = author.map_or("someone unnamed", String::as_str);
    let at = wording::moment(made_at);
    page.heading(format!("Revision {revision}, submitted by {author}, {at}"));
    if let Some(message) = message.filter(|message| !message.is_empty()) {
        page.text(message.clone());
    }
    page
}

fn columns() -> [Column<Submission>; 5] {
    [
        Column::new("revision", &[], |one: &Submission| Cell::of(Some(one.revision))),
        Column::new("submitted", &[], |one: &Submission| Cell::of(one.made_at.day())),
        Column::new("by", &[], |one: &Submission| Cell::of(one.author.as_ref())),
        Column::new("claims", &[], |one: &Submission| {
            let claims = i64::try_from(one.claims.len()).unwrap_or(i64::MAX);
            Cell::two(Some(count(claims, "claim", "claims")), Some(claims.to_string()))
        }),
        Column::new("what it says", &[], |one: &Submission| Cell::of(one.message.as_ref())),
    ]
}
