//! What else the list knows of a party, in one cell.

use crate::{party::Party, text::clean};

/// `(UK Sanctions List Ref):RUS1439 (UN Ref):CFi.009 (UK Statement of Reasons):…`: numbers and the
/// reasons stand under headings in brackets; what stands under none is what else is known.
pub(super) fn information(text: &str, party: &mut Party) {
    const REFERENCES: &[&str] = &["UK Sanctions List Ref", "UN Ref"];
    let mut rest = text;
    for reference in REFERENCES {
        let Some((before, after)) = rest.split_once(&format!("({reference}):")) else { continue };
        if !before.trim().is_empty() {
            continue;
        }
        let after = after.trim_start();
        let (number, more) = after.split_once(char::is_whitespace).unwrap_or((after, ""));
        party
            .measure
            .identifiers
            .push(((*reference).to_owned(), number.trim_end_matches('.').to_owned()));
        rest = more;
    }
    let reasons = "(UK Statement of Reasons):";
    match rest.split_once(reasons) {
        Some((before, reason)) => {
            party.measure.reason = clean(reason);
            party.remarks.extend(clean(before));
        }
        None => party.remarks.extend(clean(rest)),
    }
}
