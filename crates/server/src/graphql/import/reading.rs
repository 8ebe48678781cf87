//! The files of an edition are read, aside from the threads that answer.

use std::{io::BufReader, ops::ControlFlow};

use detente_core::{
    Day, Fault, Id, NewClaim, Noun as _, PartialDate, RecordId, Source, TextDigest,
    dossier::Passing,
};
use detente_formats::{
    Edition, File, Intake, KnownEdition, Left, Report, code, read as read_list, read_mapped,
};
use detente_storage::{Spool, StoreError};

use super::input::{Reader, Taken};
use crate::{graphql::error::ApiError, uploads::Upload};

/// So many claims one revision takes.
const MOST_CLAIMS: usize = 500_000;

/// An edition that was read.
pub(super) struct Read {
    /// What it claims.
    pub claims: Spool,
    /// What became of the files.
    pub report: Report,
    /// Which edition of which list it is.
    pub edition: Option<(KnownEdition, Id<Source>)>,
    /// Where its last claim was written.
    pub place: Option<String>,
    /// What it is called.
    pub title: Option<String>,
    /// The digest of its files.
    pub digest: Option<TextDigest>,
    /// Whether they are known to be whole.
    pub whole: bool,
    /// Whether everything that is left out is listed.
    pub lists_all: bool,
}

/// So many values that were left out are listed; more are only counted.
const MOST_LEFT: usize = 200_000;

/// Claims, up to so many, and what was left out where all of it is asked for.
#[derive(Default)]
struct Claims {
    made: Spool,
    check: Passing,
    /// What was said of a source last: of itself, once all is read.
    of_a_source: Option<NewClaim>,
    too_many: Option<String>,
    failed: Option<StoreError>,
    left: Option<Vec<Left>>,
}

impl Intake for Claims {
    fn claim(&mut self, claim: NewClaim) -> ControlFlow<()> {
        if self.made.len() == MOST_CLAIMS {
            self.too_many = Some(claim.written_at.unwrap_or_default());
            return ControlFlow::Break(());
        }
        self.check.note(&claim);
        if claim.claim.subject.noun() == Source::NAME {
            self.of_a_source = Some(claim.clone());
        }
        match self.made.push(claim) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.failed = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    fn left(&mut self, left: &Left) {
        if let Some(listed) = self.left.as_mut().filter(|listed| listed.len() < MOST_LEFT) {
            listed.push(left.clone());
        }
    }
}

/// Reads the files of an edition.
pub(super) async fn read(taken: Taken) -> Result<Read, ApiError> {
    let read = tokio::task::spawn_blocking(move || read_here(&taken));
    let read = read.await.map_err(|error| match error.try_into_panic() {
        Ok(panic) => std::panic::resume_unwind(panic),
        Err(_) => ApiError::Unfinished(
            "the server shuts down, and nothing was stored: import the list again",
        ),
    });
    Ok(read??)
}

fn read_here(taken: &Taken) -> Result<Read, StoreError> {
    let left = taken.lists_all.then(Vec::new);
    let mut claims = Claims { left, ..Claims::default() };
    let mut report = match opened(&taken.uploads) {
        Ok(files) => reading(&taken.reader, files, &taken.edition, &mut claims),
        Err(faults) => {
            let mut report = Report::default();
            report.faults = faults;
            report
        }
    };
    if let Some(error) = claims.failed {
        return Err(error);
    }
    if claims.left.is_some() {
        report.left.values_mut().for_each(|of_field| of_field.first.clear());
    }
    if let Some(at) = claims.too_many {
        report.faults.push(Fault {
            written_at: Some(at),
            record: None,
            field: None,
            code: code::TOO_LARGE,
            problem: format!(
                "the edition makes more than {MOST_CLAIMS} claims, and one revision takes no more"
            ),
            remedy: "import a part of the list at a time, each as a list of its own".to_owned(),
        });
    }
    if report.is_sound() {
        report.faults.extend(wrong(claims.check, &mut claims.made)?);
    }
    for left in claims.left.into_iter().flatten() {
        if let Some(of_field) = report.left.get_mut(&(left.field.clone(), left.why)) {
            of_field.first.push(left);
        }
    }
    let mut read = Read {
        claims: claims.made,
        report,
        edition: None,
        place: None,
        title: None,
        digest: None,
        whole: taken.edition.whole,
        lists_all: taken.lists_all,
    };
    read.tell_edition(claims.of_a_source);
    Ok(read)
}

/// What is wrong with the claims by what they say. Those on what is spoken of in several places are read again.
fn wrong(mut check: Passing, claims: &mut Spool) -> Result<Vec<Fault>, StoreError> {
    let rounds = check.rounds();
    for round in 0..rounds {
        let mut pieces = claims.pieces()?;
        while let Some(piece) = pieces.take_next()? {
            for claim in &piece {
                check.again(round, rounds, claim);
            }
        }
        check.round_ends();
    }
    Ok(check.told())
}

fn opened(uploads: &[Upload]) -> Result<Vec<File<'static>>, Vec<Fault>> {
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    for upload in uploads {
        match upload.open() {
            Ok(file) => files.push(File::new(upload.name.clone(), BufReader::new(file))),
            Err(why) => faults.push(Fault {
                written_at: Some(upload.name.clone()),
                record: None,
                field: None,
                code: code::UNREADABLE,
                problem: format!("the file cannot be opened: {why}"),
                remedy: "see that it is there, and that it may be read".to_owned(),
            }),
        }
    }
    if faults.is_empty() { Ok(files) } else { Err(faults) }
}

fn reading(
    reader: &Reader,
    files: Vec<File<'_>>,
    edition: &Edition,
    claims: &mut Claims,
) -> Report {
    match reader {
        Reader::Format(format) => read_list(*format, files, edition, claims),
        Reader::Mapping(mapping) => {
            let mut files = files.into_iter();
            match (files.next(), files.next()) {
                (Some(file), None) => read_mapped(mapping, file, edition, claims),
                (_, second) => {
                    let fault = Fault {
                        written_at: second.map(|file| file.name),
                        record: None,
                        field: None,
                        code: code::NO_FILE,
                        problem: "a mapping reads one table at a time".to_owned(),
                        remedy: "name one file".to_owned(),
                    };
                    let mut report = Report::default();
                    report.faults.push(fault);
                    report
                }
            }
        }
    }
}

impl Read {
    /// What the edition says of itself: its claims end with that.
    fn tell_edition(&mut self, last: Option<NewClaim>) {
        let Some(source) = self.report.edition.clone() else { return };
        let of_itself = |new: &NewClaim| new.claim.subject == *source.as_record_id();
        let Some(NewClaim { claim, written_at, .. }) = last.filter(of_itself) else { return };
        let Ok(fields) = claim.states.read::<Source>() else { return };
        let on = fields.published_on.and_then(PartialDate::day);
        if let (Some(list), Some(on)) = (fields.edition_of, on) {
            self.edition = Some((KnownEdition { source, on, read_on: claim.read_on }, list));
        }
        self.place = written_at;
        (self.title, self.digest) = (fields.title, fields.text_digest);
    }

    /// The day it was published.
    pub(super) fn published_on(&self) -> Option<Day> {
        self.edition.as_ref().map(|(edition, _)| edition.on)
    }

    /// The subjects of the claims, each once, in their order.
    pub(super) fn subjects(claims: &[NewClaim]) -> Vec<RecordId> {
        let mut subjects: Vec<RecordId> = Vec::with_capacity(claims.len());
        for new in claims {
            if subjects.last() != Some(&new.claim.subject) {
                subjects.push(new.claim.subject.clone());
            }
        }
        subjects.sort_unstable();
        subjects.dedup();
        subjects
    }
}
