//! Totals that follow what they are the sum of.

use super::{
    Checked, Finding,
    sum::{Lead, end, judge},
};
use crate::number::{Number, NumberKind};

/// `5 men and 7 women, a total of 13`, `5 men and 7 women, 13 in all`.
pub(super) fn trailing(
    passage: &Checked<'_>,
    numbers: &[Number],
    at: usize,
    found: &mut Vec<Finding>,
) {
    let whole = &numbers[at];
    let from = whole.tokens.start;
    let before = passage.between(from.saturating_sub(2)..from);
    let words: Vec<&str> = before.iter().map(String::as_str).collect();
    let total = matches!(words[..], ["total", "of" | "to"])
        || before
            .last()
            .is_some_and(|word| matches!(word.as_str(), "totalling" | "totaling" | "altogether"));
    let after = passage.between(end(whole)..end(whole) + 2);
    let after: Vec<&str> = after.iter().map(String::as_str).collect();
    let in_all = matches!(after[..], ["in", "total" | "all"] | ["altogether", _]);
    if !(total || in_all) || at < 2 || whole.quantity.is_none() {
        return;
    }
    // Back over what is counted tightly, one after the other.
    let mut first = at;
    while first > 0
        && numbers[first - 1].kind == whole.kind
        && numbers[first - 1].quantity.is_some()
    {
        let gap = passage.between(end(&numbers[first - 1])..numbers[first].tokens.start);
        let leads = |word: &String| {
            matches!(
                word.as_str(),
                "," | "and"
                    | ";"
                    | "for"
                    | "a"
                    | "total"
                    | "of"
                    | "making"
                    | "bringing"
                    | "the"
                    | "to"
                    | "totalling"
                    | "totaling"
                    | "altogether"
                    | "("
                    | "—"
                    | "–"
                    | "plus"
                    | "or"
            )
        };
        if gap.len() > 6 || !gap.iter().all(leads) {
            break;
        }
        first -= 1;
    }
    let start = passage.sentences.sentence_of(numbers[first].tokens.start).start;
    let some = passage
        .between(start..numbers[first].tokens.start)
        .iter()
        .any(|word| word.starts_with("includ"));
    if !some && at - first >= 2 && same_unit(&numbers[first..=at], passage) {
        let parts: Vec<&Number> = numbers[first..at].iter().collect();
        judge(passage, whole, &parts, Lead::All, found);
    }
}

/// Years and months are not added up as if they were one.
fn same_unit(numbers: &[Number], passage: &Checked<'_>) -> bool {
    let time = numbers.iter().any(|number| number.kind == NumberKind::Time);
    let unit = |number: &Number| {
        let word = passage.sentences.small(number.counted.start);
        word.trim_end_matches('s').to_owned()
    };
    !time
        || numbers
            .iter()
            .all(|number| unit(number) == unit(&numbers[0]) || number.counted.is_empty())
}
