//! What would become of records, field by field, as a page shows it.

use crate::{output::Page, wording, words::Audience};

/// A field that would say something else.
pub struct Changed<'a> {
    /// The path of the field.
    pub field: &'a str,
    /// What it says.
    pub before: Option<&'a str>,
    /// What it would say.
    pub after: Option<&'a str>,
}

/// A dispute that would open or close.
pub struct Opposed<'a> {
    /// The path of the field.
    pub field: &'a str,
    /// What the rule of the domain says.
    pub rule: Option<&'a str>,
    /// What each side says.
    pub sides: &'a [String],
}

/// Begins what is told of one record.
pub fn about(page: &mut Page, label: &str, id: &str, audiences: &[Audience]) {
    let restricted = audiences == [crate::words::Word(detente_core::Audience::Restricted)];
    let to = if restricted { "  (restricted)" } else { "" };
    page.heading(if label == id { format!("{id}{to}") } else { format!("{label}  {id}{to}") });
}

/// Tells what a field says, and would say.
pub fn field(page: &mut Page, changed: &Changed<'_>) {
    // That an element of a list is there says its path.
    let line = |says: &str| {
        let path = changed.field.strip_suffix(says).and_then(|list| list.strip_suffix('.'));
        match path {
            Some(_) if !says.contains('/') => wording::field(changed.field),
            _ => format!("{}: {says}", wording::field(path.unwrap_or(changed.field))),
        }
    };
    if let Some(before) = changed.before {
        page.gone(line(before));
    }
    if let Some(after) = changed.after {
        page.come(line(after));
    }
}

/// A dispute that opens or closes: `opens a dispute, custody: held against released`.
pub fn dispute(opens: bool, opposed: &Opposed<'_>) -> String {
    let verb = if opens { "opens" } else { "closes" };
    let about = opposed.rule.map_or_else(|| wording::field(opposed.field), str::to_owned);
    format!("{verb} a dispute, {about}: {}", opposed.sides.join(" against "))
}

/// Tells of the disputes that open and close, of what an operation says of a change.
macro_rules! disputes {
    ($turned:expr) => {{
        macro_rules! told {
            ($opens:expr, $disputes:expr) => {
                $disputes.iter().map(|one| {
                    let rule = one.rule.as_deref();
                    let opposed =
                        $crate::difference::Opposed { field: &one.field, rule, sides: &one.sides };
                    $crate::difference::dispute($opens, &opposed)
                })
            };
        }
        told!(true, $turned.disputes_opened).chain(told!(false, $turned.disputes_closed))
    }};
}
pub(crate) use disputes;

/// Tells all of it, of the fragment `Changed` of an operation.
macro_rules! differences {
    ($changed:path) => {
        fn differences(page: &mut $crate::output::Page, changes: &[$changed]) {
            use $crate::difference::{Changed, about, field};
            for change in changes {
                // What was merged into another goes by its identifier alone.
                let same = change.subject.id == change.id;
                let label = if same { &change.subject.label } else { &change.id };
                about(page, label, &change.id, &change.audiences);
                for one in &change.fields {
                    let (before, after) = (one.before.as_deref(), one.after.as_deref());
                    field(page, &Changed { field: &one.field, before, after });
                }
                for told in $crate::difference::disputes!(change) {
                    page.text(told);
                }
            }
        }
    };
}
pub(crate) use differences;
