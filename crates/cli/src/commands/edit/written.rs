//! What was written, on its way: read, checked, shown, agreed to, submitted.

use detente_core::{
    RecordId,
    dossier::{self, Edited},
};

use super::{
    How,
    draft::Draft,
    editor, faults,
    opened::Opened,
    prompt::{self, Choice},
    shown,
};
use crate::{
    failure::{Failure, Wrong},
    json::Json,
    options::Format,
    output::{Page, note, say},
    session::{Session, misread},
    wording::count,
};

operations!("graphql/edit.graphql": RecordWritten);

/// Something being written.
pub struct Writing<'a> {
    /// Where it goes.
    pub session: &'a Session,
    /// How it is written.
    pub how: &'a How,
    /// The file it is written in.
    pub draft: &'a Draft,
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Nothing that was typed is needed any more.
    Done,
    /// What was typed is not in the ledger.
    Kept,
}

/// What to do next.
enum Next {
    Write,
    End(Ended),
}

impl Writing<'_> {
    /// Opens the editor until what is written is submitted or given up.
    pub async fn run(&self) -> Result<Ended, Failure> {
        loop {
            note(&format!("the editor opens {}", self.draft.name()));
            editor::open(&self.draft.file).await?;
            match self.consider().await? {
                Next::Write => {}
                Next::End(ended) => return Ok(ended),
            }
        }
    }

    async fn consider(&self) -> Result<Next, Failure> {
        let sheet = &self.draft.sheet;
        let bytes = self.draft.bytes()?;
        if std::str::from_utf8(&bytes).is_ok_and(|text| sheet.is_untouched(text)) {
            self.nothing("nothing was written; nothing was submitted")?;
            return Ok(Next::End(Ended::Done));
        }
        let mut edited = sheet.read(&self.draft.name(), &bytes);
        let wrong = std::mem::take(&mut edited.reading.faults);
        if !wrong.is_empty() {
            return self.refused(&bytes, wrong.into_iter().map(Into::into).collect());
        }
        if edited.reading.submission.claims.is_empty() {
            let left = shown::left(&edited);
            self.nothing(&format!("nothing was said; nothing was submitted\n{left}"))?;
            return Ok(Next::End(Ended::Kept));
        }
        let (checked, would) = self.submit(&edited, true).await?;
        if !checked.user_errors.is_empty() {
            return self.refused(&bytes, placed(checked.user_errors, &edited));
        }
        let now = Opened::of(self.session, &sheet.subject).await?;
        let mut page = shown::meanwhile(&edited, sheet, now.as_ref());
        page.push_str(&shown::claims(&edited));
        page.push_str(&shown::left(&edited));
        if checked.waiting {
            page.push_str(
                "\nWhat you submit waits until an editor accepts it; nothing changes before.\n",
            );
        }
        page.push('\n');
        self.tell(&page)?;
        if self.how.dry_run {
            self.end("nothing was submitted", &would)?;
            return Ok(Next::End(Ended::Kept));
        }
        let choice = if self.how.yes { Choice::Yes } else { prompt::submit()? };
        match choice {
            Choice::Edit => return Ok(Next::Write),
            Choice::No => {
                self.nothing("nothing was submitted")?;
                return Ok(Next::End(Ended::Kept));
            }
            Choice::Yes => {}
        }
        let (done, answer) = self.submit(&edited, false).await?;
        if !done.user_errors.is_empty() {
            return self.refused(&bytes, placed(done.user_errors, &edited));
        }
        self.end(&summary(&done), &answer)?;
        self.disputes(now.as_ref()).await?;
        Ok(Next::End(Ended::Done))
    }

    /// Whether a person reads what comes of it, and not a program.
    fn is_read(&self) -> bool {
        self.session.output.format == Format::Table
    }

    /// Tells something on the way: to a program only its end is told.
    fn tell(&self, text: &str) -> Result<(), Failure> {
        if self.is_read() {
            return say(text);
        }
        note(text.trim_end());
        Ok(())
    }

    /// Tells how it ended, in words or as the server put it.
    fn end(&self, text: &str, answer: &Json) -> Result<(), Failure> {
        self.tell(text)?;
        if self.is_read() { Ok(()) } else { self.session.output.one(answer, Page::new) }
    }

    /// The same, where nothing was asked of a server.
    fn nothing(&self, text: &str) -> Result<(), Failure> {
        self.end(text, &Json::Null)
    }

    /// Tells everything wrong; where somebody can answer, lets them correct it.
    fn refused(&self, bytes: &[u8], mut wrong: Vec<Wrong>) -> Result<Next, Failure> {
        wrong.sort_by_key(Wrong::line);
        for fault in &wrong {
            note(&fault.to_string());
        }
        if !prompt::is_there_someone() {
            let things = i64::try_from(wrong.len()).unwrap_or(i64::MAX);
            let things = count(things, "thing is", "things are");
            return Err(Failure::Refused(format!(
                "{things} wrong, told above; nothing was submitted"
            )));
        }
        if prompt::write_on()? == Choice::No {
            return Ok(Next::End(Ended::Kept));
        }
        // A file that is no text gets no remarks: writing them would change its bytes.
        if let Ok(text) = std::str::from_utf8(bytes) {
            self.draft.replace(faults::marked(text, &wrong).as_bytes())?;
        }
        Ok(Next::Write)
    }

    async fn submit(
        &self,
        edited: &Edited,
        dry_run: bool,
    ) -> Result<(record_written::RecordWrittenOne, Json), Failure> {
        let text = dossier::write(&edited.reading.submission);
        let name = self.draft.name();
        let input = record_written::SubmitDossierInput { name, text, dry_run };
        let variables = record_written::Variables { input };
        let mut data = self.session.ask::<RecordWritten>(variables).await?;
        let answer: record_written::ResponseData = data.read().map_err(misread)?;
        Ok((answer.one, data.take("one").unwrap_or(Json::Null)))
    }

    /// Tells on what the sources contradict each other since.
    async fn disputes(&self, before: Option<&Opened>) -> Result<(), Failure> {
        let subject: &RecordId = &self.draft.sheet.subject;
        let Some(now) = Opened::of(self.session, subject).await? else { return Ok(()) };
        let known = before.map(|before| before.disputed.as_slice()).unwrap_or_default();
        let new = now.disputed.iter().filter(|path| !known.contains(path));
        let new: Vec<String> = new.map(|path| crate::wording::field(path)).collect();
        if !new.is_empty() {
            self.tell(&format!(
                "disputed since: {}; `detente {} show {}` tells both sides",
                new.join(", "),
                subject.noun(),
                subject.slug()
            ))?;
        }
        Ok(())
    }
}

/// What the ledger found, with the lines of the sheet.
fn placed(errors: Vec<record_written::RecordWrittenOneUserErrors>, edited: &Edited) -> Vec<Wrong> {
    let wrong = errors.into_iter().map(|error| Wrong {
        written_at: error.written_at,
        record: error.record,
        field: error.field,
        problem: error.message,
        remedy: error.remedy,
    });
    wrong.map(|wrong| faults::placed(wrong, &edited.reading)).collect()
}

fn summary(one: &record_written::RecordWrittenOne) -> String {
    let added = count(one.added, "claim", "claims");
    let known =
        if one.known > 0 { format!(", {} known already", one.known) } else { String::new() };
    let Some(revision) = one.revision else {
        return format!("nothing to add{known}; the record stays as it is");
    };
    if one.waiting {
        return format!("{added} submitted{known}; revision {revision}; waits for an editor");
    }
    let records = i64::try_from(one.changed.len()).unwrap_or(i64::MAX);
    format!(
        "{added} added{known}; {} changed; revision {revision}",
        count(records, "record", "records")
    )
}
