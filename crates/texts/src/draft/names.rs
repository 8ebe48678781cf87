//! Whoever and whatever an article names.

use detente_core::{Day, PartialDate};

use super::{
    Draft,
    slug::{Given, slug},
    table::RowOfPerson,
    written::{Block, quoted},
};
use crate::{
    article::Article,
    check::contradicted,
    known::{Likely, taken},
    name::{NameKind, Named},
    place::Place,
};

/// What the draft calls the bearers of names.
#[derive(Debug, Default)]
pub(super) struct Ids(Vec<Option<(String, bool)>>);

impl Ids {
    pub fn of(article: &Article, known: &[Vec<Likely>]) -> Self {
        let mut given = Given::default();
        let ids = article.names.iter().enumerate().map(|(at, named)| {
            let likely = known.get(at).map(Vec::as_slice).unwrap_or_default();
            // `Марии Лис` is much like Мария Лис, and like Марий Лис: who it is, and called how, is not stated.
            if named.declined {
                return None;
            }
            if let Some(taken) = taken(likely) {
                return Some((taken.id.to_string(), false));
            }
            let kind = named.kind.filter(|_| named.sure && likely.is_empty())?;
            Some((given.give(&format!("{}/{}", noun(kind), slug(&named.text))), true))
        });
        Self(ids.collect())
    }

    /// The identifier of a name, where the draft speaks of its bearer.
    pub fn id(&self, name: usize) -> Option<&str> {
        self.0.get(name)?.as_ref().map(|(id, _)| id.as_str())
    }

    /// Whether the record is new.
    pub fn is_new(&self, name: usize) -> bool {
        matches!(self.0.get(name), Some(Some((_, true))))
    }
}

const fn noun(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "person",
        NameKind::Organization => "organization",
        NameKind::Place => "place",
    }
}

/// Writes what is said of whoever is named, and lists those of whom nothing is sure.
pub(super) fn write(draft: &mut Draft<'_>, rows: &[RowOfPerson]) {
    let names = &draft.article.names;
    let all = [
        (NameKind::Person, "People"),
        (NameKind::Organization, "Bodies"),
        (NameKind::Place, "Places"),
    ];
    for (kind, heading) in all {
        let is = |name: &usize| match draft.ids.id(*name) {
            Some(id) => id.split('/').next() == Some(noun(kind)),
            None => names[*name].kind == Some(kind),
        };
        let here: Vec<usize> = (0..names.len()).filter(is).collect();
        if here.is_empty() {
            continue;
        }
        draft.page.heading(heading);
        for name in here {
            one(draft, name, rows);
        }
    }
    let told = |name: &usize| names[*name].kind.is_none() && draft.ids.id(*name).is_none();
    let untold: Vec<usize> = (0..names.len()).filter(told).collect();
    if !untold.is_empty() {
        draft.page.heading("Names of which the text does not tell what they are of");
        for name in untold {
            let note =
                unknown(&names[name], draft.known.get(name).map(Vec::as_slice).unwrap_or_default());
            draft.page.note(&note);
        }
    }
}

fn one(draft: &mut Draft<'_>, name: usize, rows: &[RowOfPerson]) {
    let article = draft.article;
    let named = &article.names[name];
    let likely = draft.known.get(name).map(Vec::as_slice).unwrap_or_default();
    let Some(id) = draft.ids.id(name).map(str::to_owned) else {
        draft.page.line("");
        draft.page.note(&unknown(named, likely));
        return;
    };
    let mut block = Block::of(id.as_str(), named.place_in_text.line);
    block.new = draft.ids.is_new(name);
    if let Some(taken) = taken(likely) {
        block.notes.push(format!(
            "known as {} ({:.2}), by the name alone; named on {}",
            taken.label,
            taken.score,
            lines(&named.lines)
        ));
    } else {
        block.notes.push(format!("named on {}", lines(&named.lines)));
    }
    block.text("name", &named.text, &named.place_in_text.quote);
    if !named.also.is_empty() {
        let also = named.also.iter().map(|name| {
            format!(
                "{{ key = {}, text = {}, kind = \"alias\" }}",
                quoted(&slug(name)),
                quoted(name)
            )
        });
        block.states.push(("names", format!("[{}]", also.collect::<Vec<_>>().join(", "))));
        block
            .quotes
            .extend(named.also.iter().map(|name| (format!("names.{}", slug(name)), name.clone())));
    }
    match id.split('/').next() {
        Some("person") => person(&mut block, named, name, article.published_on, rows),
        Some("organization") => {
            if let Some(kind) = named.body {
                block.text("kind", &kind.to_string(), &named.place_in_text.quote);
                block.quotes.pop();
            }
        }
        _ => {
            if let Some(kind) = named.place {
                block.states.push(("kind", quoted(&kind.to_string())));
            }
            if let Some(country) = named.country {
                block.states.push(("country", quoted(&country.to_string())));
            }
        }
    }
    draft.block(&block);
}

/// What the article says of a person: how old, with what titles.
fn person(
    block: &mut Block,
    named: &Named,
    name: usize,
    published: Option<PartialDate>,
    rows: &[RowOfPerson],
) {
    let from = rows.partition_point(|row| row.name < name);
    let own = rows[from..].iter().take_while(|row| row.name == name);
    birth(block, named, published);
    for called in &named.called {
        block.notes.push(format!("line {}: “{}”", called.line, called.quote));
    }
    let mut given = Given::default();
    let titles = named.titles.iter().map(|(title, place)| (title.clone(), place.quote.clone()));
    let roles = titles
        .chain(own.flat_map(|row| row.roles.iter().cloned().map(|role| (role.clone(), role))));
    let mut parts = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for (title, quote) in roles {
        if seen.contains(&title.to_lowercase()) {
            continue;
        }
        seen.push(title.to_lowercase());
        let key = given.give(&slug(&title));
        parts.push(format!("    {{ key = {}, title = {} }},", quoted(&key), quoted(&title)));
        block.quotes.push((format!("roles.{key}"), quote));
    }
    if !parts.is_empty() {
        block.states.push(("roles", format!("[\n{}\n]", parts.join("\n"))));
    }
}

/// States when a person was born, by what the text says of that or of the age; where the two cannot both be,
/// neither.
fn birth(block: &mut Block, named: &Named, published: Option<PartialDate>) {
    let same_age = named.ages.iter().all(|(age, _)| *age == named.ages[0].0);
    let same_birth = named.born.iter().all(|(born, _)| *born == named.born[0].0);
    let contradiction = published.and_then(|published| contradicted(named, published));
    if let Some((_, _, problem)) = contradiction {
        block.notes.push(format!("{problem}: see `detente check`"));
        return;
    }
    if let Some((born, place)) = named.born.first() {
        if same_birth {
            block.text("born_on", &born.to_string(), &place.quote);
        } else {
            block.notes.push("the text gives different days of birth".to_owned());
        }
    }
    for (age, Place { quote, .. }) in &named.ages_then {
        block.notes.push(format!("{age} years old at another time, it seems: “{quote}”"));
    }
    let Some((age, Place { quote, .. })) = named.ages.first() else { return };
    match published.and_then(|published| born_on(*age, published)).filter(|_| same_age) {
        Some(_) if !named.born.is_empty() => {}
        Some(born) => {
            block.text("born_on", &born.to_string(), quote);
            block.notes.push(format!("{age} years old when the article came out"));
        }
        None if same_age => block.notes.push(format!(
            "{age} years old (“{quote}”): on which day, and so when born, the text does not tell"
        )),
        None => block.notes.push("the text gives different ages: see `detente check`".to_owned()),
    }
}

/// Between which days whoever had this age on a day was born.
fn born_on(age: u32, on: PartialDate) -> Option<PartialDate> {
    let age = i32::try_from(age).ok()?;
    let back = |day: Day, years: i32| {
        let same = Day::ymd(day.year() - years, day.month(), day.day_of_month());
        same.or_else(|| Day::ymd(day.year() - years, 3, 1)) // 29 February
    };
    let first = back(on.earliest()?, age + 1)?.plus_days(1)?;
    let last = back(on.latest()?, age)?;
    format!("{first}/{last}").parse().ok()
}

/// Someone or something of whom nothing is sure, in a line.
fn unknown(named: &Named, likely: &[Likely]) -> String {
    let what = match named.kind {
        Some(NameKind::Person) => "perhaps a person",
        Some(NameKind::Organization) => "perhaps a body",
        Some(NameKind::Place) => "perhaps a place",
        None => "named",
    };
    let mut told = format!("{what}: “{}”, {}", named.text, lines(&named.lines));
    let mut likely: Vec<&Likely> = likely.iter().collect();
    likely.sort_by(|one, other| other.score.total_cmp(&one.score));
    if !likely.is_empty() {
        let records =
            likely.iter().take(3).map(|likely| format!("{} ({:.2})", likely.id, likely.score));
        told.push_str("; may be ");
        told.push_str(&records.collect::<Vec<_>>().join(" or "));
    }
    told
}

/// `lines 3, 5 and 8`.
fn lines(lines: &[usize]) -> String {
    const MOST: usize = 8;
    let told: Vec<String> = lines.iter().take(MOST).map(ToString::to_string).collect();
    let more = if lines.len() > MOST { " and more" } else { "" };
    let word = if lines.len() == 1 { "line" } else { "lines" };
    format!("{word} {}{more}", told.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_bounds_the_day_of_birth() {
        let born = |age, on: &str| born_on(age, on.parse().unwrap()).unwrap().to_string();
        assert_eq!(born(63, "2025-12-13/2025-12-14"), "1961-12-14/1962-12-14");
        assert_eq!(born(20, "2024-02-29"), "2003-03-02/2004-02-29");
    }
}
