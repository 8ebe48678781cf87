//! Corrections: what a reader says is wrong with a record.

use crate::{Fault, Fields as _, RecordId, Url, vocabulary::vocabulary, with_noun};

vocabulary! {
    /// Whether a correction has been looked into.
    pub enum CorrectionState {
        /// It waits for an editor.
        Open = "open",
        /// An editor has looked into it.
        Closed = "closed",
    }
}

vocabulary! {
    /// What came of a correction.
    pub enum CorrectionOutcome {
        /// It was right, and the record was changed or will be.
        Accepted = "accepted",
        /// The record stays as it is.
        Declined = "declined",
    }
}

/// What a reader says is wrong with a record. It is no claim: it changes
/// nothing until an editor has looked into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The record.
    pub subject: RecordId,
    /// The path of the field, where it is about one: `groups.to-lithuania.count`.
    pub field: Option<String>,
    /// What is wrong, in the reader's own words.
    pub text: String,
    /// How the reader can be reached. It is destroyed when the correction is closed.
    pub contact: Option<String>,
    /// A page that shows it.
    pub source_url: Option<Url>,
}

/// How many characters a text may have.
const TEXT: usize = 2000;

/// How many characters a path, a contact or a note may have.
const LINE: usize = 200;

/// How many characters an address may have.
const ADDRESS: usize = 2000;

impl Correction {
    /// What is wrong with it, all of it.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let path = self.field.as_deref();
        let known = path.is_none_or(|path| {
            with_noun!(self.subject.noun(), N => {
                path.chars().count() <= LINE && N::knows(path)
            }, _ => false)
        });
        let unknown = (!known).then(|| {
            let fields =
                with_noun!(self.subject.noun(), N => N::FIELDS.join(", "), _ => String::new());
            Wrong {
                field: "field",
                code: "UNKNOWN_FIELD",
                problem: format!("a {} has no such field", self.subject.noun()),
                remedy: format!("name one of {fields}, or leave the field out"),
            }
        });
        let contact = self.contact.as_deref();
        let address = self.source_url.as_ref().map(Url::as_str);
        let wrong = [
            unknown,
            written("text", &self.text, TEXT),
            contact.and_then(|contact| written("contact", contact, LINE)),
            address.and_then(|address| written("source_url", address, ADDRESS)),
        ];
        wrong.into_iter().flatten().map(|wrong| wrong.fault(Some(&self.subject))).collect()
    }
}

/// What an editor says of a correction that is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// What came of it.
    pub outcome: CorrectionOutcome,
    /// Why, for other editors.
    pub note: Option<String>,
}

impl Closing {
    /// What is wrong with it.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let wrong = self.note.as_deref().and_then(|note| written("note", note, TEXT));
        wrong.into_iter().map(|wrong| wrong.fault(None)).collect()
    }
}

struct Wrong {
    field: &'static str,
    code: &'static str,
    problem: String,
    remedy: String,
}

impl Wrong {
    fn fault(self, record: Option<&RecordId>) -> Fault {
        Fault {
            written_at: Some(self.field.to_owned()),
            record: record.map(ToString::to_string),
            field: None,
            code: self.code,
            problem: self.problem,
            remedy: self.remedy,
        }
    }
}

/// What is wrong with a text of at most so many characters.
fn written(field: &'static str, text: &str, longest: usize) -> Option<Wrong> {
    let length = text.chars().count();
    let control = text.chars().find(|char| char.is_control() && !matches!(char, '\n' | '\t'));
    let (code, problem, remedy) = if text.trim().is_empty() {
        ("EMPTY", format!("the {} holds nothing", name(field)), "write it, or leave it out")
    } else if length > longest {
        let problem =
            format!("the {} has {length} characters, and at most {longest} are taken", name(field));
        ("TOO_LONG", problem, "say it in fewer words, and put the rest on a page of its own")
    } else if let Some(control) = control {
        let code = u32::from(control);
        let problem =
            format!("the {} holds the character U+{code:04X}, which is no writing", name(field));
        ("CONTROL_CHARACTER", problem, "remove it")
    } else {
        return None;
    };
    Some(Wrong { field, code, problem, remedy: remedy.to_owned() })
}

fn name(field: &str) -> &str {
    if field == "source_url" { "address of the source" } else { field }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn correction(text: &str) -> Correction {
        Correction {
            subject: "person/jana-vymyslena".parse().unwrap(),
            field: None,
            text: text.to_owned(),
            contact: None,
            source_url: None,
        }
    }

    fn codes(correction: &Correction) -> Vec<(Option<String>, &'static str)> {
        let faults = correction.faults().into_iter();
        faults.map(|fault| (fault.written_at, fault.code)).collect()
    }

    #[test]
    fn a_correction_says_something_and_not_too_much() {
        assert_eq!(codes(&correction("She was born in 1961.")), []);
        assert_eq!(codes(&correction(&"ж".repeat(2000))), []);
        for (text, code) in [
            ("", "EMPTY"),
            (" \n", "EMPTY"),
            (&"ж".repeat(2001), "TOO_LONG"),
            ("\u{1b}[31mred", "CONTROL_CHARACTER"),
        ] {
            assert_eq!(codes(&correction(text)), [(Some("text".to_owned()), code)], "{text}");
        }
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let all = Correction {
            field: Some("shoe_size".to_owned()),
            contact: Some("x".repeat(201)),
            source_url: Some(
                format!("https://gazette.example/{}", "x".repeat(2000)).parse().unwrap(),
            ),
            ..correction("")
        };
        let codes = codes(&all);
        let codes: Vec<_> = codes.iter().map(|(_, code)| *code).collect();
        assert_eq!(codes, ["UNKNOWN_FIELD", "EMPTY", "TOO_LONG", "TOO_LONG"]);
    }

    #[test]
    fn a_field_is_named_by_its_path() {
        for (field, known) in [
            ("born_on", true),
            ("names.be.text", true),
            ("bornOn", false),
            ("names.be.colour", false),
            ("", false),
        ] {
            let one = Correction { field: Some(field.to_owned()), ..correction("It is wrong.") };
            assert_eq!(one.faults().is_empty(), known, "{field}");
        }
    }
}
