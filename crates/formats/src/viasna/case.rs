//! One row: a person, and what was done to them.

use detente_core::{
    CountryCode, Detention, Gender, Id, Identifier, Name, NameKind, PartialDate, Person,
    Proceeding, ProceedingKind, Recognition, Seen,
};

use super::{articles, pseudonym::is_pseudonym, punishment};
use crate::{
    reading::Reading,
    report::Why,
    slug,
    table::{Header, Row},
    text::{says_nothing, script_of},
    when,
};

/// One row: a person and what was done to them.
pub(super) struct Case<'c, 'r> {
    pub row: &'c Row,
    pub header: &'c Header,
    pub number: &'c str,
    pub at: &'c str,
    pub reading: &'c mut Reading<'r>,
    /// The judges, prosecutors and places that were described already.
    pub told: &'c mut Seen,
}

/// Where the list counts the person.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Held now.
    Active,
    /// Held once.
    Former,
    /// Not recognised as a political prisoner.
    NotRecognised,
    /// A word that is not understood.
    Unknown,
}

impl Case<'_, '_> {
    /// The cell of a column; none where it says nothing.
    pub fn get(&self, column: &str) -> Option<String> {
        self.header.get(self.row, column).filter(|cell| !says_nothing(cell))
    }

    pub fn left(&mut self, field: &str, value: &str, why: Why) {
        self.reading.left(field, self.at, value, why);
    }

    fn date(&mut self, column: &str) -> Option<PartialDate> {
        let text = self.get(column)?;
        match when::date(&text) {
            // A list tells of what was, and no day after its own is one that somebody saw.
            Some(date) if PartialDate::from(self.reading.on).certainly_precedes(date) => {
                let field = format!("{column} (after the day of the edition)");
                self.left(&field, &text, Why::Contradicts);
                None
            }
            None => {
                self.left(&when::unread(column, &text), &text, Why::Unknown);
                None
            }
            date => date,
        }
    }

    pub fn claim(&mut self) {
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
        // `Unknown` in this column is whom the list does not name, and is kept as it stands.
        let name = self.header.get(self.row, "name");
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
            name => person.name = name.filter(|name| !says_nothing(name)),
        }
        person
    }

    fn detention(&mut self) -> Detention {
        let verdict = self.date("verdict_date");
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
        let (judge, prosecutor) = (self.official("judge"), self.official("prosecutor"));
        if verdict.is_some() || judge.is_some() || prosecutor.is_some() {
            let (key, kind) = (slug::fixed("trial"), Some(ProceedingKind::Trial));
            let trial =
                Proceeding { key, kind, on: verdict, judge, prosecutor, ..Proceeding::default() };
            detention.proceedings.push(trial);
        }
        let status = self.status();
        self.custody(status, &mut detention);
        self.recognition(status, &mut detention);
        detention
    }

    fn status(&mut self) -> Option<Status> {
        let word = self.get("status")?;
        match word.to_lowercase().as_str() {
            "active" => Some(Status::Active),
            "former" => Some(Status::Former),
            "np" => {
                let field = "status (that the list does not recognise the person)";
                self.left(field, &word, Why::NoField);
                Some(Status::NotRecognised)
            }
            _ => {
                self.left("status", &word, Why::Unknown);
                Some(Status::Unknown)
            }
        }
    }

    /// Whoever stands on the list as held or as once held is counted by Viasna, and nobody
    /// whom it says not to count.
    fn recognition(&mut self, status: Option<Status>, detention: &mut Detention) {
        let declared = self.get("declaration");
        if status == Some(Status::NotRecognised) {
            if let Some(text) = declared {
                self.left(
                    "declaration (the status says that there is no recognition)",
                    &text,
                    Why::Contradicts,
                );
            }
            return;
        }
        let on = declared.as_deref().and_then(when::date);
        if let (Some(text), None) = (&declared, on) {
            self.left("declaration", text, Why::NoField);
        }
        let counted = matches!(status, Some(Status::Active | Status::Former));
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
