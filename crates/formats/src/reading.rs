//! One reading of one edition: what every format hands its claims to.

use std::{any::Any, ops::ControlFlow};

use detente_core::{
    Action, ActionKind, Claim, Day, Fault, Fields, Id, NewClaim, Noun, Organization, RecordId,
    Sanction, Seen, Source, States, Url,
};

use crate::{
    code,
    file::Encoding,
    list::List,
    possible,
    report::{Left, Report, Stopped, Why},
    slug,
    text::joined,
};

/// Where the claims of a reading go, one by one, as the files are read.
pub trait Intake {
    /// Takes a claim; `Break` stops the reading.
    fn claim(&mut self, claim: NewClaim) -> ControlFlow<()>;

    /// Takes note of something that is not in the claims. The report keeps a count and the first few.
    fn left(&mut self, _left: &Left) {}
}

impl Intake for Vec<NewClaim> {
    fn claim(&mut self, claim: NewClaim) -> ControlFlow<()> {
        self.push(claim);
        ControlFlow::Continue(())
    }
}

/// What whoever reads a list says of the edition, beside its files.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The day it was published; none where the files say it themselves.
    pub published_on: Option<Day>,
    /// The day it was read. Who reads an edition again gives the day of the first reading:
    /// then the claims are the same to the byte.
    pub read_on: Day,
    /// How the files are written, where they do not tell it themselves.
    pub encoding: Option<Encoding>,
    /// Where this edition was found.
    pub url: Option<Url>,
    /// What becomes of a second entry of one number.
    pub duplicates: Duplicates,
    /// That the files are whole, even where more of the list would leave it than lists lose.
    pub whole: bool,
    /// Whose list it is, where the format is one that anybody may write.
    pub list: Option<List>,
}

/// What becomes of an entry whose number another entry before it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Duplicates {
    /// It is left out, and named in the report: authorities do publish such lists.
    #[default]
    LeftOut,
    /// It stops the whole.
    Refused,
}

impl Edition {
    /// An edition read on this day, of which everything else stands in the files.
    #[must_use]
    pub fn read_on(day: Day) -> Self {
        Self {
            published_on: None,
            read_on: day,
            encoding: None,
            url: None,
            duplicates: Duplicates::default(),
            whole: false,
            list: None,
        }
    }

    /// The same, published on this day.
    #[must_use]
    pub fn published_on(self, day: Day) -> Self {
        Self { published_on: Some(day), ..self }
    }
}

/// What a report calls all that a second entry of one number says.
pub(crate) const SECOND: &str = "entry (another has its number): all it says";

/// One reading of one edition of a list.
pub(crate) struct Reading<'a> {
    /// The list.
    pub list: &'a List,
    /// The day of the edition.
    pub on: Day,
    /// What becomes of the reading.
    pub report: Report,
    source: Id<Source>,
    edition: &'a Edition,
    intake: &'a mut dyn Intake,
    entries: Seen,
    halted: bool,
}

impl<'a> Reading<'a> {
    /// Begins the reading of the edition of this day: the one that was named, else that which the files tell.
    /// No edition is of a day that is yet to come, and none is older than its files.
    pub fn begin(
        list: &'a List,
        edition: &'a Edition,
        told: Option<Day>,
        file: &str,
        intake: &'a mut dyn Intake,
    ) -> Result<Self, Stopped> {
        let Some(on) = edition.published_on.or(told) else {
            return Err(Stopped::at(
                file,
                code::NO_EDITION,
                "the file does not say on which day this edition of the list was published",
                "name that day: it tells the editions of a list apart",
            ));
        };
        let wrong_day = |problem, remedy| Err(Stopped::at(file, code::WRONG_DAY, problem, remedy));
        if on > edition.read_on {
            let remedy = "name the day on which this edition was published";
            return wrong_day(
                format!("the edition would be of {on}, which is yet to come"),
                remedy,
            );
        }
        let told = told.filter(|told| *told != on);
        if let Some(told) = told.filter(|told| *told > on) {
            return wrong_day(
                format!("the file is of {told}, and cannot be an edition of {on}"),
                "leave the day out, for the file tells it; or read the file of that day",
            );
        }
        let Ok(source) = format!("source/{}-{on}", list.slug).parse::<Id<Source>>() else {
            return Err(Stopped::at(
                file,
                code::BAD_MAPPING,
                format!("`{}` cannot be the name of a list", list.slug),
                "write it in small letters, digits and hyphens",
            ));
        };
        let report = Report { edition: Some(source.clone()), ..Report::default() };
        let entries = Seen::default();
        let mut reading =
            Self { list, on, report, source, edition, intake, entries, halted: false };
        if let Some(told) = told {
            reading.left("day of the edition", file, &told.to_string(), Why::Named);
        }
        Ok(reading)
    }

    /// Whether whoever takes the claims wants no more.
    pub fn is_halted(&self) -> bool {
        self.halted
    }

    /// The identifier of an entry of this list.
    pub fn id(&self, noun: &str, key: &str) -> Option<RecordId> {
        format!("{noun}/{}-{}", self.list.prefix, slug::exact(key)).parse().ok()
    }

    /// Notes an entry by the list's own key, and by its name; of a second one of that key, tells that it is one.
    pub fn entry(&mut self, key: &str, name: Option<&str>, at: &str) -> bool {
        self.report.entries += 1;
        if self.entries.first(key) {
            return true;
        }
        if self.edition.duplicates == Duplicates::LeftOut {
            let entry = joined([key].into_iter().chain(name), ", ").unwrap_or_default();
            self.left("entry (another has its number)", at, &entry, Why::Duplicate);
            return false;
        }
        self.report.fault(Fault {
            written_at: Some(at.to_owned()),
            record: None,
            field: None,
            code: code::DUPLICATE_ID,
            problem: format!("the list has an entry `{key}` already"),
            remedy: "see that the file was not put together from two; an entry stands in it once"
                .to_owned(),
        });
        false
    }

    /// Claims what the list states of a subject; nothing where it states nothing.
    pub fn claim<N: Noun>(&mut self, subject: &RecordId, fields: &N, at: &str) {
        if self.halted {
            return;
        }
        // Nobody saw on a list what was imposed only later: another day was named than that of the file.
        if let Some(imposed) = imposed(fields).filter(|imposed| *imposed > self.on) {
            let measure = format!("imposed on {imposed}, after this edition of {}", self.on);
            self.left(N::NAME, at, &measure, Why::Contradicts);
            return;
        }
        let (possible, taken_out) = possible::possible(fields, self.on);
        for (field, problem) in taken_out {
            self.left(format!("{}.{field}", N::NAME), at, &problem, Why::Contradicts);
        }
        let fields = possible.as_ref().unwrap_or(fields);
        if Fields::is_silent(fields) {
            return;
        }
        let Ok(states) = States::of(fields) else { return };
        let claim = Claim {
            subject: subject.clone(),
            source: self.source.clone(),
            said_by: None,
            read_on: self.edition.read_on,
            denies: false,
            states,
            quotes: std::collections::BTreeMap::default(),
        };
        *self.report.claims.entry(subject.noun().to_owned()).or_default() += 1;
        let new = NewClaim { claim, new: true, written_at: Some(at.to_owned()) };
        self.halted = self.intake.claim(new).is_break();
    }

    /// Notes something of the file that is not in the claims.
    pub fn left(&mut self, field: impl Into<String>, at: &str, value: &str, why: Why) {
        let left = Left::new(field, at, value, why);
        self.intake.left(&left);
        self.report.note(left);
    }

    /// Ends the reading: says what the list is, who publishes it, and which bytes were read.
    ///
    /// The digest of one file is its SHA-256; of several, that of the lines that
    /// `sha256sum` prints of them in the order of the format.
    pub fn end(mut self, digests: &[(&str, String)], place: &str) -> Report {
        if self.report.entries == 0 && self.report.faults.is_empty() {
            self.report.fault(
                Stopped::at(
                    place,
                    code::EMPTY_FILE,
                    "the file holds no entry of this list",
                    "see that it is the right file, and whole",
                )
                .0,
            );
            return self.report;
        }
        let digest = match digests {
            [(_, one)] => one.clone(),
            several => {
                let lines = several
                    .iter()
                    .map(|(name, digest)| [digest.as_str(), "  ", name, "\n"].concat());
                let lines: String = lines.collect();
                slug::digest(&lines, 64)
            }
        };
        let list = self.list;
        let publisher: Option<Id<Organization>> =
            format!("organization/{}", list.publisher.slug).parse().ok();
        let language = list.language.and_then(|tag| tag.parse().ok());
        let whole: Option<Id<Source>> = format!("source/{}", list.slug).parse().ok();
        if let Some(publisher) = &publisher {
            let body = Organization {
                name: Some(list.publisher.name.to_string()),
                kind: list.publisher.kind,
                country: list.publisher.country(),
                ..Organization::default()
            };
            self.claim(publisher.as_record_id(), &body, place);
        }
        let of_list = Source {
            title: Some(list.title.to_string()),
            publisher: publisher.clone(),
            url: list.url.and_then(|url| url.parse().ok()),
            language: language.clone(),
            kind: Some(list.kind),
            terms_of_use: list.terms_of_use.as_deref().map(str::to_owned),
            ..Source::default()
        };
        if let Some(whole) = &whole {
            self.claim(whole.as_record_id(), &of_list, place);
        }
        let of_edition = Source {
            title: Some(format!("{} of {}", list.title, self.on)),
            authors: list.author.iter().map(|author| (*author).to_owned()).collect(),
            url: self.edition.url.clone(),
            published_on: Some(self.on.into()),
            edition_of: whole,
            text_digest: digest.parse().ok(),
            ..of_list
        };
        let subject = self.source.as_record_id().clone();
        self.claim(&subject, &of_edition, place);
        self.report
    }
}

/// The first day on which a measure may have been imposed.
fn imposed<N: Noun>(fields: &N) -> Option<Day> {
    let fields: &dyn Any = fields;
    let imposed = |action: &&Action| {
        matches!(action.kind, Some(ActionKind::Imposed | ActionKind::Reinstated))
    };
    let acts = fields.downcast_ref::<Sanction>()?.actions.iter().filter(imposed);
    acts.filter_map(|action| action.on?.earliest()).min()
}
