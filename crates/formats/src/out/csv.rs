//! CSV: a table of one noun, one record a row.

use detente_core::{Noun, RecordId};
use serde_json::Value;

use super::{
    cells::{cell, leads_on, plain},
    leaving::{Around, Leaving, questions},
};

/// The names of the columns.
pub(super) fn head<N: Noun>(around: &Around) -> String {
    let mut names: Vec<String> = ["id", "label", "record_url"].map(str::to_owned).to_vec();
    for field in Leaving::<N>::table().fields {
        names.push(field.name.to_owned());
        if leads_on(field.shape) {
            names.push(format!("{}_label", field.name));
        }
    }
    if around.on.is_some() {
        names.extend(questions(N::NAME).iter().map(|name| (*name).to_owned()));
    }
    names.extend(["disputed", "sources", "source_urls", "source_terms_of_use"].map(str::to_owned));
    line(&names)
}

/// The row of a record.
pub(super) fn row<N: Noun>(leaving: &Leaving<'_, N>) -> String {
    let around = leaving.around;
    let mut cells =
        vec![leaving.id().to_string(), leaving.label.to_owned(), leaving.url().unwrap_or_default()];
    let fields = leaving.fields();
    for field in Leaving::<N>::table().fields {
        let value = fields.get(field.name).unwrap_or(&Value::Null);
        cells.push(cell(value, field.shape));
        if leads_on(field.shape) {
            cells.push(labels(value, around));
        }
    }
    if around.on.is_some() {
        let mut answers = leaving.answered().map(|(_, answer)| answer);
        cells.extend(
            questions(N::NAME).iter().map(|_| answers.next().unwrap_or_default().to_owned()),
        );
    }
    cells.push(leaving.disputed().join("; "));
    let sources = leaving.sources();
    let joined = |of: &dyn Fn(&super::leaving::Cited<'_>) -> Option<String>| {
        sources.iter().filter_map(of).collect::<Vec<_>>().join("; ")
    };
    cells.push(joined(&|source| Some(source.id.to_string())));
    cells.push(joined(&|source| source.url.map(str::to_owned)));
    cells.push(joined(&|source| Some(format!("{}: {}", source.id, source.terms?))));
    line(&cells)
}

/// What the records that a field leads to are called.
fn labels(value: &Value, around: &Around) -> String {
    let one = std::slice::from_ref(value);
    let ids = value.as_array().map_or(one, Vec::as_slice);
    let label = |id: &Value| {
        let id: RecordId = plain(id).parse().ok()?;
        Some(around.labels.get(&id)?.clone())
    };
    ids.iter().filter_map(label).collect::<Vec<_>>().join("; ")
}

fn line(cells: &[String]) -> String {
    let mut writer = ::csv::WriterBuilder::new().from_writer(Vec::new());
    // Into memory nothing fails.
    let _ = writer.write_record(cells);
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
