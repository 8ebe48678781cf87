//! The page of one record: its own fields, and what every record has.

use std::collections::BTreeMap;

use detente_core::{RecordId, with_noun};
use graphql_client::GraphQLQuery;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::{
    asks::{self, Answer, Question},
    commands::{
        record::{About, Claims, about, claims},
        stated,
    },
    failure::Failure,
    json::Json,
    output::Page,
    session::{Session, misread},
    wording,
    words::Noun,
};

/// Who says something: the voice, and the document with its day.
pub trait Who {
    /// In a few words.
    fn who(&self) -> String;
}

/// A document in a few words: its publisher and its day, and its address where
/// its label says that another is of that day too.
macro_rules! documents {
    ($($doc:path),+ $(,)?) => {$(
        impl $crate::show::Who for $doc {
            fn who(&self) -> String {
                let publisher = self.publisher.as_ref().map_or(&self.label, |publisher| &publisher.label);
                let address = self.published_on.and_then(|on| {
                    self.label.strip_prefix(publisher)?.strip_prefix(&format!(", {on}, "))
                });
                $crate::wording::known([
                    Some(publisher.clone()),
                    self.published_on.map($crate::wording::when),
                    address.map(str::to_owned),
                ])
            }
        }
    )+};
}

/// Something that was said in a document, perhaps in another voice than its own.
macro_rules! voices {
    ($($said:path),+ $(,)?) => {$(
        impl $crate::show::Who for $said {
            fn who(&self) -> String {
                let document = $crate::show::Who::who(&self.source);
                match &self.said_by {
                    Some(voice) => format!("{}, in {document}", voice.label),
                    None => document,
                }
            }
        }
    )+};
}

pub(crate) use {documents, voices};

documents!(about::Doc, claims::Doc);
voices!(about::Seen, about::Stated, claims::Stated);

/// Asks for one record and prints its page. The document names it `one`.
pub async fn print<Q, P>(
    session: &Session,
    id: &RecordId,
    variables: Q::Variables,
    quotes: bool,
    draw: impl FnOnce(&P, &mut Page),
) -> Result<(), Failure>
where
    Q: GraphQLQuery,
    P: DeserializeOwned,
{
    let moment = session.moment();
    let mut data = session.ask::<Q>(variables).await?;
    let Some(mut one) = data.take("one").filter(|one| *one != Json::Null) else {
        return Err(absent(session, id).await);
    };
    let record: P = one.read().map_err(misread)?;
    let mut around = session.ask::<About>(about::Variables { id: id.to_string() }).await?;
    let around = around.take("one").unwrap_or(Json::Null);
    let known: about::AboutOne = around.read().map_err(misread)?;
    let said = if quotes {
        let variables = claims::Variables { id: id.to_string(), field: None };
        session.answer::<Claims>(variables).await?.one.map(|one| one.claims).unwrap_or_default()
    } else {
        Vec::new()
    };
    for shared in ["disputes", "sources", "mentionedBy"] {
        if let (Some(value), Json::Object(fields)) = (around.get(shared), &mut one) {
            fields.push((shared.to_owned(), value.clone()));
        }
    }
    session.output.one(&one, || {
        let label = one.get("label").and_then(Json::text).unwrap_or(id.slug());
        let disputed = known.disputes.iter();
        let disputed = disputed
            .flat_map(|dispute| dispute.sides.iter().flat_map(|side| side.fields.iter().cloned()));
        let home = one.get("id").and_then(Json::text).unwrap_or(id.as_str());
        let page = Page::about_one(label, home, id.as_str()).known(moment);
        let mut page = page.disputed(disputed.collect());
        draw(&record, &mut page);
        disputes(&known, &mut page);
        denials(&known, &mut page);
        pointing(&known, &mut page);
        sources(&known, &mut page);
        if quotes {
            quoted(&said, &mut page);
        }
        page
    })
}

/// What the sources contradict each other on, with both sides.
fn disputes(known: &about::AboutOne, page: &mut Page) {
    if known.disputes.is_empty() {
        return;
    }
    page.heading("Disputed");
    for dispute in &known.disputes {
        let rule = dispute.rule.as_ref().map(|rule| format!(": {rule}")).unwrap_or_default();
        page.item(format!("{}{rule}", wording::field(&dispute.field)));
        for side in &dispute.sides {
            let (denied, held): (Vec<_>, Vec<_>) =
                side.witnesses.iter().partition(|witness| witness.denies);
            let who = |seen: &[&about::Seen]| {
                seen.iter().map(|seen| seen.who()).collect::<Vec<_>>().join("; ")
            };
            if !held.is_empty() {
                page.beneath(format!("{}: {}", side.says, who(&held)));
            }
            if !denied.is_empty() {
                page.beneath(format!("{}: {}", side.says, who(&denied)));
            }
        }
    }
}

/// Who says that something about the record is untrue.
fn denials(known: &about::AboutOne, page: &mut Page) {
    page.list(
        "Denied",
        known.denials.iter().map(|claim| {
            let fields: Vec<_> = claim.fields.iter().map(named).collect();
            let fields = fields.iter().map(|(field, says)| (*field, says.as_str()));
            format!("not {}, says {}", stated(false, fields), claim.who())
        }),
    );
}

/// A field and what it says; a record by what it is called.
fn named(one: &about::StatedFields) -> (&str, String) {
    let (field, says) = (one.field.as_str(), &one.says);
    match &one.record {
        Some(record) => {
            let list = field.strip_suffix(says.as_str()).and_then(|list| list.strip_suffix('.'));
            (list.unwrap_or(field), format!("{}, {says}", record.label))
        }
        None => (field, says.clone()),
    }
}

/// What a page shows already, as something of its own: the noun that points, and its field.
const SHOWN: &[(Noun, &str)] = &[
    (Noun::Detention, "person"),
    (Noun::Detention, "release"),
    (Noun::Detention, "stays.place"),
    (Noun::Organization, "parent"),
    (Noun::Person, "roles.organization"),
    (Noun::Place, "within"),
    (Noun::Release, "agreement"),
    (Noun::Release, "inExchangeFor"),
    (Noun::Sanction, "actions.agreement"),
    (Noun::Sanction, "issuer"),
    (Noun::Sanction, "target"),
    (Noun::Source, "editionOf"),
    (Noun::Source, "publisher"),
    (Noun::Statement, "carriedBy"),
    (Noun::Statement, "speaker"),
];

/// Everything that points to the record, by noun, but for what the page shows already.
fn pointing(known: &about::AboutOne, page: &mut Page) {
    let mut by_noun: BTreeMap<_, BTreeMap<&str, (&str, Vec<String>)>> = BTreeMap::new();
    let new = |mention: &&about::AboutOneMentionedBy| {
        let shown = SHOWN.contains(&(mention.record.noun, mention.field.as_str()));
        !shown && !mention.field.starts_with("claims.")
    };
    for mention in known.mentioned_by.iter().filter(new) {
        let record = &mention.record;
        let fields = by_noun.entry(record.noun).or_default();
        let (_, fields) = fields.entry(&record.id).or_insert((&record.label, Vec::new()));
        let field = wording::field(&mention.field);
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    if by_noun.is_empty() {
        return;
    }
    page.heading("What points here");
    for (noun, records) in by_noun {
        let lines = records
            .into_iter()
            .map(|(id, (label, fields))| format!("{label}, {id} ({})", fields.join(", ")));
        page.fields(noun.plural(), "", lines);
    }
}

/// Who says what the page says.
fn sources(known: &about::AboutOne, page: &mut Page) {
    if known.sources.is_empty() {
        return;
    }
    page.heading("Who says so");
    for source in &known.sources {
        // Without a publisher, the title is what the source is called.
        let title = source.doc.publisher.as_ref().and(source.doc.title.as_ref());
        let title = title.map(|title| format!(": “{title}”")).unwrap_or_default();
        page.item(format!("{}{title}", source.doc.who()));
        page.beneath(source.doc.id.clone());
    }
}

/// The phrases that carry it.
fn quoted(said: &[claims::Stated], page: &mut Page) {
    page.heading("In their words");
    let mut any = false;
    for claim in said {
        for quote in &claim.quotes {
            any = true;
            page.item(format!(
                "{}: “{}” ({})",
                wording::field(&quote.field),
                quote.text,
                claim.who()
            ));
        }
    }
    if !any {
        page.text("The record keeps no quote on this.");
    }
}

/// There is no such record: with those whose names begin alike, or whose identifiers hold a word of it.
pub async fn absent(session: &Session, id: &RecordId) -> Failure {
    let plural = with_noun!(id.noun(), N => <N as detente_core::Noun>::PLURAL, _ => "people");
    let document = format!(
        "query Near($name: String) {{ alike: {plural}(filter: {{ nameBegins: $name }}, first: 100) {{ nodes {{ id }} }} some: {plural}(first: 100) {{ nodes {{ id }} }} }}"
    );
    let words: Vec<&str> = id.slug().split('-').filter(|word| word.len() > 2).collect();
    let variables = json!({ "name": words.first() });
    let question = Question { document: &document, operation: None, variables };
    let mut near = Vec::new();
    // Only to help: where this fails, what went wrong before is what counts.
    if let Ok(text) = session.put(question).await
        && let Ok(Answer { data: Some(data), .. }) = asks::read(&text)
    {
        let lists = ["alike", "some"].into_iter().filter_map(|list| data.get(list)?.get("nodes"));
        let ids = lists.flat_map(Json::elements).filter_map(|node| node.get("id")?.text());
        let alike = |id: &&str| words.iter().any(|word| id.contains(word));
        for id in ids.filter(alike) {
            if near.len() < 3 && !near.iter().any(|known| known == id) {
                near.push(id.to_owned());
            }
        }
    }
    Failure::Absent { id: id.to_string(), near }
}
