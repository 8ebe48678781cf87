//! `detente reconcile`: a total against its parts, and against the people who are named.

use clap::Args;
use detente_core::{Anything, Id, Key};

use crate::{
    failure::Failure,
    filter::id,
    json::Json,
    output::Page,
    session::{Session, misread},
    show::{Who as _, absent, documents},
    wording::{capital, count, known, on, some_commas},
    words::{Cut, Verdict},
};

operations!("graphql/reconcile.graphql": ReconcileIndicator, ReconcileRelease);
documents!(reconcile_release::Doc);

type Report = reconcile_release::Report;
type Sums = reconcile_release::Sums;
type CutReport = reconcile_release::SumsCuts;

/// Works out what adds up.
#[derive(Debug, Args)]
pub struct Reconcile {
    /// A release or an indicator, as in release/belarus-2025-12-13
    #[arg(value_name = "RECORD", value_parser = id::<Anything>)]
    id: Id<Anything>,
    /// Of an indicator: only this point
    #[arg(long, value_name = "KEY")]
    point: Option<Key>,
}

impl Reconcile {
    /// Works it out.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        let id = self.id.to_string();
        let mut data = match self.id.as_record_id().noun() {
            "release" => {
                session.ask::<ReconcileRelease>(reconcile_release::Variables { id }).await?
            }
            "indicator" => {
                let variables = reconcile_indicator::Variables { id, point: self.point.clone() };
                session.ask::<ReconcileIndicator>(variables).await?
            }
            noun => {
                return Err(Failure::usage(
                    format!("a {noun} has no parts to add up"),
                    "name a release or an indicator, as in release/belarus-2025-12-13",
                ));
            }
        };
        let Some(one) = data.take("one").filter(|one| *one != Json::Null) else {
            return Err(absent(session, self.id.as_record_id()).await);
        };
        let reports = one.get("reconciliation").unwrap_or(&Json::Null);
        // A release has one report, an indicator one for each of its points.
        let reports: Vec<Report> = match reports {
            Json::List(reports) => reports.iter().map(Json::read).collect::<Result<_, _>>(),
            report => report.read().map(|report| vec![report]),
        }
        .map_err(misread)?;
        session.output.one(&one, || {
            let label = one.get("label").and_then(Json::text).unwrap_or_default();
            let mut page = Page::about(label, self.id.as_str());
            for report in &reports {
                draw(report, &mut page);
            }
            if reports.is_empty() {
                page.text("No number of it has parts to add up.");
            }
            page
        })
    }
}

fn draw(report: &Report, page: &mut Page) {
    let what = known([report.point.as_ref().map(|key| format!("`{key}`")), report.on.map(on)]);
    let what = if what.is_empty() { String::new() } else { format!("{what}: ") };
    page.heading(capital(&format!("{what}hearing all sources together")));
    sums(&report.together, page);
    other_totals(report, page);
    people(report, page);
    alone(report, &what, page);
    across(report, page);
}

/// Each document, and of one that quotes others each voice, with nobody else heard. A total by itself is
/// compared with the parts of others, and not here.
fn alone(report: &Report, what: &str, page: &mut Page) {
    // One document alone is what all together are.
    let several = report.by_source.len() > 1;
    for document in &report.by_source {
        let id = &document.source.id;
        let voices = || report.by_voice.iter().filter(|voice| voice.source.id == *id);
        let quotes = voices().count() > 1;
        let numbers = &document.reconciliation;
        if several && can_be_told(numbers) {
            let heard = if quotes { ", with all whom it quotes" } else { " alone" };
            page.heading(format!("{what}{}{heard}", document.source.who()));
            sums(numbers, page);
        }
        for one in voices().filter(|_| quotes) {
            let numbers = &one.reconciliation;
            if can_be_told(numbers) {
                let said_by = one.said_by.as_ref().map(|one| &one.label);
                page.heading(format!("{what}{}, alone", voice(said_by, one.source.who())));
                sums(numbers, page);
            }
        }
    }
}

fn sums(sums: &Sums, page: &mut Page) {
    let total = sums.total.as_ref().map(|total| total.text.as_str());
    page.text(format!("total: {}", total.unwrap_or("not given")));
    for cut in sums.cuts.iter().filter(|cut| has_numbers(cut)) {
        let by = cut
            .by
            .map_or_else(|| "cut in a way that is not told".to_owned(), |by| format!("by {by}"));
        let within = cut.within.as_ref().map(|key| format!(", of `{key}`")).unwrap_or_default();
        let whole = cut.whole.as_ref().map(|whole| format!(", {}", whole.text)).unwrap_or_default();
        page.item(format!("{by}{within}{whole}"));
        for part in &cut.parts {
            let stated = part.stated.as_ref().map(|number| format!("{} reported", number.text));
            let inferred = part.inferred.as_ref().map(|number| format!("{} inferred", number.text));
            let number = known([stated, inferred]);
            let number = if number.is_empty() { "number not given".to_owned() } else { number };
            page.beneath(format!(
                "{}: {number}",
                part.label.as_deref().unwrap_or(part.key.as_str())
            ));
        }
        let sum = cut.sum.text.as_ref().map(|sum| format!("together {sum}"));
        page.beneath(known([sum, Some(cut.in_words.clone())]));
    }
    if let Some(named) = named(sums) {
        let certain = count(named.certain, "person is named", "people are named");
        let contested = (named.contested > 0)
            .then(|| count(named.contested, "more is contested", "more are contested"));
        page.item(known([Some(certain), contested, Some(named.in_words.clone())]));
    }
}

/// The totals that are not the one which all sources together come to, each with whoever gives it.
fn other_totals(report: &Report, page: &mut Page) {
    let chosen = report.together.total.as_ref().map(|total| total.text.as_str());
    let mut others: Vec<(&str, Vec<String>)> = Vec::new();
    for one in &report.by_voice {
        let Some(total) = one.reconciliation.total.as_ref().map(|total| total.text.as_str()) else {
            continue;
        };
        if Some(total) == chosen {
            continue;
        }
        let who = voice(one.said_by.as_ref().map(|one| &one.label), one.source.who());
        match others.iter_mut().find(|(known, _)| *known == total) {
            Some((_, voices)) => voices.push(who),
            None => others.push((total, vec![who])),
        }
    }
    for (total, voices) in others {
        page.text(format!("another total: {total} ({})", voices.join("; ")));
    }
}

/// Whether any part has a number: else there is nothing to add up.
fn has_numbers(cut: &CutReport) -> bool {
    cut.parts.iter().any(|part| part.stated.is_some() || part.inferred.is_some())
}

/// Whether there is more than a total.
fn can_be_told(sums: &Sums) -> bool {
    sums.cuts.iter().any(has_numbers) || named(sums).is_some()
}

/// Against how many people the total stands, if anybody is named.
fn named(sums: &Sums) -> Option<&reconcile_release::SumsNamed> {
    sums.named.as_ref().filter(|named| named.certain + named.contested > 0)
}

/// Whose word it is.
fn voice(said_by: Option<&String>, source: String) -> String {
    match said_by {
        Some(voice) => format!("{voice}, in {source}"),
        None => source,
    }
}

/// The people who are named, on one line for each of the two kinds.
fn people(report: &Report, page: &mut Page) {
    let named = |contested: bool| {
        let people = report.people.iter().filter(|one| one.contested == contested);
        some_commas(people.map(|one| {
            one.detention.person.as_ref().map_or(&one.detention.label, |person| &person.label)
        }))
    };
    if let Some(certain) = named(false) {
        page.beneath(format!("named: {certain}"));
    }
    if let Some(contested) = named(true) {
        page.beneath(format!("contested: {contested}"));
    }
}

/// The parts of one voice against the total of another: each pair by itself.
fn across(report: &Report, page: &mut Page) {
    if report.across_voices.is_empty() {
        return;
    }
    page.heading("The parts of one voice against the total of another");
    // Several voices may give the same total: they stand beside each other.
    let mut lines: Vec<(String, String, Vec<String>)> = Vec::new();
    for pair in &report.across_voices {
        let whole =
            voice(pair.whole_said_by.as_ref().map(|one| &one.label), pair.whole_source.who());
        let parts =
            voice(pair.parts_said_by.as_ref().map(|one| &one.label), pair.parts_source.who());
        let cut = &pair.cut;
        let stated = cut.parts.iter().filter_map(|part| Some(part.stated.as_ref()?.text.as_str()));
        let stated = stated.collect::<Vec<_>>().join(" + ");
        let sum = cut.sum.text.as_ref().filter(|_| cut.parts.len() > 1);
        let sum = sum.map(|sum| format!(" = {sum}")).unwrap_or_default();
        let by = cut.by.map(|by| format!("by {by}")).unwrap_or_default();
        let within = cut.within.as_ref().map(|key| format!(", of `{key}`")).unwrap_or_default();
        let total = cut.whole.as_ref().map(|whole| whole.text.clone()).unwrap_or_default();
        let item = format!("{parts}, {by}{within}: {stated}{sum}");
        let against = format!("{total}: {}", cut.in_words);
        match lines.iter_mut().find(|line| line.0 == item && line.1 == against) {
            Some(line) => line.2.push(whole),
            None => lines.push((item, against, vec![whole])),
        }
    }
    let mut before = None;
    for (item, against, wholes) in &lines {
        if before != Some(item) {
            page.item(item.clone());
            before = Some(item);
        }
        page.beneath(format!("against {against} (total of {})", wholes.join("; ")));
    }
}
