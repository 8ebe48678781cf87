//! What a record points to: other records, the values that lists are filtered
//! by, and who speaks on it. It follows from the record alone.

use std::collections::BTreeSet;

use detente_core::{Noun, Path, Record};

use crate::ledger::{facet, reference, short};

/// Notes what a record points to.
pub(super) fn pointing<N: Noun>(
    record: &Record<N>,
    audience: &str,
    into: &mut BTreeSet<reference::Model>,
) {
    let mut note = |to_id: String, field: &str, element: &str| {
        into.insert(reference::Model {
            to_id,
            field: field.to_owned(),
            from_id: record.id.to_string(),
            element: short(element).to_owned(),
            audience: audience.to_owned(),
        });
    };
    record.fields.links(&mut |link, id| note(id.into(), link.field, link.element));
    for witness in &record.account.witnesses {
        note(witness.source.to_string(), "claims.source", "");
        if let Some(voice) = &witness.said_by {
            note(voice.to_string(), "claims.said_by", "");
        }
    }
    if N::FACETS.is_empty() {
        return;
    }
    record.fields.stated(&mut Path::default(), &mut |path, value| {
        if let Some(facet_of) = N::FACETS.iter().find(|facet| is_of(path, facet)) {
            note(facet(value), facet_of, "");
        }
    });
}

/// What a record points to, as one audience sees it.
pub(crate) fn pointed_to<N: Noun>(
    record: &Record<N>,
    audience: &str,
) -> BTreeSet<reference::Model> {
    let mut found = BTreeSet::new();
    pointing(record, audience, &mut found);
    found
}

/// Whether a path leads to a value of a facet, whatever key it names on its way:
/// `charges.first.article` to `charges.article`, `nationalities.BY` to `nationalities`.
fn is_of(path: &str, facet: &str) -> bool {
    let (field, rest) = path.split_once('.').map_or((path, None), |(f, r)| (f, Some(r)));
    match facet.split_once('.') {
        None => field == facet,
        Some((list, part)) => {
            let stated = rest.and_then(|rest| rest.split_once('.')).map(|(_, part)| part);
            field == list && stated == Some(part)
        }
    }
}
