//! A ruling on its way to the ledger, and what came of it.

use self::rule::{Changed, RuleInput, RulingInput};
use super::Why;
use crate::{
    difference::differences,
    failure::{Failure, Wrong},
    json::Json,
    output::Page,
    session::{Session, misread},
    wording::count,
    words::{Audience, DisputeKind, Rank},
};

operations!("graphql/rule.graphql": Rule);
differences!(Changed);

/// What came of a ruling.
pub struct Made {
    /// As it was answered.
    pub json: Json,
    /// What a reader is told.
    pub page: Page,
}

/// Makes rulings, and prints what came of them.
pub async fn make(session: &Session, rulings: Vec<RulingInput>, why: Why) -> Result<(), Failure> {
    let Made { json, page } = made(session, rulings, why).await?;
    session.output.one(&json, || page)
}

/// Makes rulings.
pub async fn made(
    session: &Session,
    rulings: Vec<RulingInput>,
    Why { reason, dry_run }: Why,
) -> Result<Made, Failure> {
    session.today("a ruling is made on the record as it is today")?;
    let input = RuleInput { rulings, reason, dry_run };
    let mut data = session.ask::<Rule>(rule::Variables { input }).await?;
    let one = data.read::<rule::ResponseData>().map_err(misread)?.one;
    if !one.user_errors.is_empty() {
        let faults = one.user_errors.into_iter().map(|error| Wrong {
            written_at: error.written_at,
            record: error.record,
            field: error.field,
            problem: error.message,
            remedy: error.remedy,
        });
        return Err(Failure::Unruled { faults: faults.collect(), storing: !dry_run });
    }
    let mut page = Page::new();
    differences(&mut page, &one.preview);
    let records = i64::try_from(one.changed.len()).unwrap_or(i64::MAX);
    page.heading(match (one.revision, records) {
        (None, 0) => "No record would change; nothing was stored".to_owned(),
        (None, records) => {
            format!("{} would change; nothing was stored", count(records, "record", "records"))
        }
        (Some(revision), 0) => format!("Revision {revision}: ruled; no record changed"),
        (Some(revision), records) => {
            format!("Revision {revision}: {} changed", count(records, "record", "records"))
        }
    });
    Ok(Made { json: data.take("one").unwrap_or(Json::Null), page })
}
