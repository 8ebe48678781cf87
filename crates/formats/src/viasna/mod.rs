//! Viasna's list of political prisoners in CSV: one row a person, with arrest, charges,
//! judgment, place and end. It becomes the person, one detention, those who judged, and the places.

mod articles;
mod ending;
mod punishment;
#[cfg(test)]
mod tests;

use detente_core::{
    CountryCode, Custody, Detention, Gender, Id, Identifier, Name, NameKind, Person, Place,
    PlaceKind, Proceeding, ProceedingKind, Recognition, RecordId, Role, Stay,
};

use crate::{
    code,
    file::File,
    list,
    reading::{Edition, Intake, Reading, Seen},
    report::{Report, Stopped, Why},
    slug,
    table::{Header, Row, Table},
    text::script_of,
    when,
};

const WANTED: &[&str] = &["id", "name", "status", "arrested", "articles", "decision"];
const READ: &[&str] = &[
    "id",
    "url",
    "name",
    "status",
    "gender",
    "birthday",
    "arrested",
    "articles",
    "verdict_date",
    "decision",
    "penalty",
    "judge",
    "prosecutor",
    "prison",
    "declaration",
    "release_date",
    "died",
];

/// Reads an edition. The file does not tell its day.
pub(crate) fn read(
    files: Vec<File<'_>>,
    edition: &Edition,
    intake: &mut dyn Intake,
) -> Result<Report, Stopped> {
    let file = super::format::only(files)?;
    let mut table = Table::open(file, edition.encoding, b',')?;
    let Some(first) = table.next()? else {
        return Err(Stopped::at(
            table.name(),
            code::EMPTY_FILE,
            "the file is empty",
            "see that it is the right file",
        ));
    };
    let header = Header::of(&first);
    if let Some(lacks) = header.lacks(table.place(&first), WANTED) {
        return Err(lacks);
    }
    let mut reading = Reading::begin(&list::VIASNA, edition, None, table.name(), intake)?;
    let others: Vec<(usize, String)> =
        header.others(READ).map(|(at, name)| (at, name.to_owned())).collect();
    let mut told = Seen::default();
    while let Some(row) = table.next()? {
        if reading.is_halted() {
            break;
        }
        let at = table.place(&row);
        if row.cells.len() != header.len() {
            reading.report.fault(table.wrong_cells(&row, header.len()).0);
            continue;
        }
        for (column, name) in &others {
            if let Some(value) = row.cells.get(*column).filter(|cell| !cell.trim().is_empty()) {
                reading.left(name, &at, value, Why::NoField);
            }
        }
        let Some(number) = header.get(&row, "id") else {
            let fault = Stopped::at(
                &at,
                code::NO_ID,
                "the row has no id",
                "write the number of the person on the list",
            );
            reading.report.fault(fault.0);
            continue;
        };
        if reading.entry(&number, &at) {
            let mut case = Case {
                row: &row,
                header: &header,
                number: &number,
                at: &at,
                reading: &mut reading,
                told: &mut told,
            };
            case.claim();
        }
    }
    Ok(reading.end(&[("viasna.csv", table.digest())], table.name()))
}

/// One row: a person and what was done to them.
struct Case<'c, 'r> {
    row: &'c Row,
    header: &'c Header,
    number: &'c str,
    at: &'c str,
    reading: &'c mut Reading<'r>,
    /// The judges, prosecutors and places that were described already.
    told: &'c mut Seen,
}

impl Case<'_, '_> {
    fn get(&self, column: &str) -> Option<String> {
        self.header.get(self.row, column)
    }

    fn left(&mut self, field: &str, value: &str, why: Why) {
        self.reading.left(field, self.at, value, why);
    }

    fn date(&mut self, column: &str) -> Option<detente_core::PartialDate> {
        let text = self.get(column)?;
        let date = when::date(&text);
        if date.is_none() {
            self.left(column, &text, Why::Unknown);
        }
        date
    }

    fn claim(&mut self) {
        let (Some(person), Some(detention)) =
            (self.reading.id("person", self.number), self.reading.id("detention", self.number))
        else {
            return;
        };
        let fields = self.person();
        self.reading.claim(&person, &fields, self.at);
        let mut fields = self.detention();
        fields.person = Id::try_from(person).ok();
        self.reading.claim(&detention, &fields, self.at);
    }

    fn person(&mut self) -> Person {
        let name = self.get("name");
        let mut person = Person {
            identifiers: vec![Identifier {
                key: slug::fixed("viasna"),
                scheme: Some("viasna".to_owned()),
                value: Some(self.number.to_owned()),
            }],
            born_on: self.date("birthday"),
            died_on: self.date("died"),
            ..Person::default()
        };
        if let Some(url) = self.get("url") {
            person.identifiers.push(Identifier {
                key: slug::fixed("viasna-page"),
                scheme: Some("viasna page".to_owned()),
                value: Some(url),
            });
        }
        if let Some(word) = self.get("gender") {
            person.gender = match word.to_lowercase().as_str() {
                "male" | "m" | "man" => Some(Gender::Male),
                "female" | "f" | "woman" => Some(Gender::Female),
                _ => {
                    self.left("gender", &word, Why::Unknown);
                    None
                }
            };
        }
        match name {
            // Whom the list does not name has no name here either: what stands there identifies nobody.
            Some(name) if is_pseudonym(&name) => person.names.push(Name {
                key: slug::fixed("as-listed"),
                script: script_of(&name),
                text: Some(name),
                language: None,
                kind: Some(NameKind::Weak),
            }),
            name => person.name = name,
        }
        person
    }

    fn detention(&mut self) -> Detention {
        let verdict = self.date("verdict_date");
        let status = self.get("status");
        let mut detention = Detention {
            country: Some(CountryCode::BELARUS),
            began_on: self.date("arrested"),
            ..Detention::default()
        };
        if let Some(text) = self.get("articles") {
            let read = articles::read(&text);
            detention.charges = read.charges;
            for part in read.unknown {
                self.left("articles", &part, Why::Unknown);
            }
        }
        let (decision, penalty) = (self.get("decision"), self.get("penalty"));
        let read = punishment::read(decision.as_deref(), penalty.as_deref(), verdict);
        detention.sentences = read.sentences;
        for (field, part) in read.unknown {
            self.left(field, &part, Why::Unknown);
        }
        let judge = self.official("judge");
        let prosecutor = self.official("prosecutor");
        if verdict.is_some() || judge.is_some() || prosecutor.is_some() {
            let (key, kind) = (slug::fixed("trial"), Some(ProceedingKind::Trial));
            let trial =
                Proceeding { key, kind, on: verdict, judge, prosecutor, ..Proceeding::default() };
            detention.proceedings.push(trial);
        }
        let held = status.as_deref() == Some("active");
        self.stay(held, &mut detention);
        self.recognition(status.as_deref(), &mut detention);
        if let Some(text) = self.get("release_date") {
            let ending = ending::read(&text);
            detention.ended_on = ending.on;
            detention.end_modality = ending.modality;
            if ending.calculated {
                // Nobody saw it: it is told as the list tells it, and as no end.
                detention.summary = Some(format!("Viasna: {text}"));
                self.left(
                    "release_date (calculated, not observed: no end is stated)",
                    &text,
                    Why::Coarser,
                );
            }
            if let Some(rest) = ending.unknown {
                self.left("release_date", &rest, Why::Unknown);
            }
        }
        detention
    }

    /// Who judged or prosecuted, as a person in their own right. The list knows them by their
    /// name alone: the same writing in the same part is its only key, and one person here.
    fn official(&mut self, part: &str) -> Option<Id<Person>> {
        let name = self.get(part)?;
        let key = format!("{part}-{}", slug::digest(&name, 12));
        let id = self.reading.id("person", &key)?;
        if self.told.first(id.as_str()) {
            let role = Role {
                key: slug::fixed(part),
                title: Some(part.to_owned()),
                country: Some(CountryCode::BELARUS),
                ..Role::default()
            };
            let official = Person { name: Some(name), roles: vec![role], ..Person::default() };
            self.reading.claim(&id, &official, self.at);
        }
        Id::try_from(id).ok()
    }

    /// Where the person is, of those held; where they were, of others.
    fn stay(&mut self, held: bool, detention: &mut Detention) {
        let place = self.get("prison").and_then(|name| self.place(&name));
        if !held && place.is_none() {
            return;
        }
        let on = self.reading.on;
        detention.stays.push(Stay {
            key: if held { slug::fixed(&format!("seen-{on}")) } else { slug::fixed("prison") },
            custody: Some(Custody::Held),
            place,
            seen_on: held.then(|| on.into()),
            ..Stay::default()
        });
    }

    fn place(&mut self, name: &str) -> Option<Id<Place>> {
        let id: RecordId = self.reading.id("place", &slug::readable(name))?;
        if self.told.first(id.as_str()) {
            let lower = name.to_lowercase();
            let is = |words: &[&str]| words.iter().any(|word| lower.contains(word));
            let kind = if is(&["pre-trial", "sizo", "detention cent"]) {
                Some(PlaceKind::PreTrialDetentionCentre)
            } else if is(&["colony", "ik-"]) {
                Some(PlaceKind::PenalColony)
            } else if is(&["open-type", "open type"]) {
                Some(PlaceKind::OpenTypeFacility)
            } else if is(&["prison"]) {
                Some(PlaceKind::Prison)
            } else {
                None
            };
            let country = Some(CountryCode::BELARUS);
            let place = Place { name: Some(name.to_owned()), kind, country, ..Place::default() };
            self.reading.claim(&id, &place, self.at);
        }
        Id::try_from(id).ok()
    }

    /// Whoever stands on the list as held or as once held is counted by Viasna.
    fn recognition(&mut self, status: Option<&str>, detention: &mut Detention) {
        let counted = match status {
            Some("active" | "former") => true,
            None => false,
            Some(other) => {
                self.left("status", other, Why::Unknown);
                false
            }
        };
        let declared = self.get("declaration");
        let on = declared.as_deref().and_then(when::date);
        if let (Some(text), None) = (&declared, on) {
            self.left("declaration", text, Why::NoField);
        }
        if counted || declared.is_some() {
            detention.recognitions.push(Recognition {
                key: slug::fixed("viasna"),
                by: "organization/viasna".parse().ok(),
                on,
                ex_post_facto: None,
            });
        }
    }
}

/// Whether a name names nobody: `Citizen G.`, `Anonymous`, `M. (name unknown)`.
fn is_pseudonym(name: &str) -> bool {
    let lower = name.to_lowercase();
    let word = |word: &&str| lower.starts_with(*word);
    ["citizen ", "anonymous", "unknown", "unnamed", "a person ", "woman ", "man "].iter().any(word)
        || lower.contains("name unknown")
}
