//! What came of the import of a list, for reading.

use super::list::import_list;
use crate::{
    output::Page,
    wording::{commas, count},
};

/// So many kinds of what is left out are shown, the most frequent, with the first of each.
const KINDS: usize = 12;

/// So many measures that left the list are named.
const NAMED: usize = 10;

/// A page about an import: what is added, what changed, what is gone, what is left out.
pub fn page(one: &import_list::ImportListOne, dry_run: bool, written: bool) -> Page {
    let edition = one.edition.as_deref().unwrap_or_default();
    let mut page = Page::about(&counted(one.entries, "entry", "entries"), edition);
    let difference = &one.difference;
    let newer = if difference.is_older {
        ", which is newer: this one takes nothing off the list"
    } else {
        ""
    };
    let after = difference.previous_on.map(|on| format!("the edition of {on}{newer}"));
    page.field("after", "", after);
    let nouns = |added: Vec<(&str, i64)>| {
        Some(commas(added.into_iter().map(|(noun, many)| counted_noun(many, noun))))
    };
    page.field(
        "added",
        "",
        nouns(difference.added.iter().map(|one| (one.noun.as_str(), one.count)).collect()),
    );
    page.field(
        "changed",
        "",
        nouns(difference.changed.iter().map(|one| (one.noun.as_str(), one.count)).collect()),
    );
    let fields = difference.fields.iter().map(|one| format!("{} {}", one.field, one.count));
    page.field("by field", "", Some(commas(fields)));
    let unsaid = difference.unsaid.iter().map(|one| format!("{} {}", one.field, one.count));
    page.field("no longer said", "", Some(commas(unsaid)));
    let gone = difference.removed_count;
    page.field(
        "removed",
        "",
        (gone > 0).then(|| {
            counted(gone, "measure is no longer on the list", "measures are no longer on the list")
        }),
    );
    let back = difference.returned_count;
    page.field(
        "returned",
        "",
        (back > 0).then(|| {
            counted(back, "measure is on the list again", "measures are on the list again")
        }),
    );
    removed(&mut page, difference);
    left_out(&mut page, one, written);
    page.block(format!("\n{}\n", sum(one, dry_run)));
    page
}

fn removed(page: &mut Page, difference: &import_list::ImportListOneDifference) {
    let all = usize::try_from(difference.removed_count).unwrap_or(usize::MAX);
    if all == 0 {
        return;
    }
    page.heading("No longer on the list");
    for record in difference.removed.iter().take(NAMED) {
        page.item(format!("{}  {}", record.label, record.id));
    }
    if all > NAMED {
        page.item(format!("and {} more", all - NAMED));
    }
}

fn left_out(page: &mut Page, one: &import_list::ImportListOne, written: bool) {
    if one.left_out.is_empty() {
        return;
    }
    let mut kinds: Vec<_> = one.left_out.iter().collect();
    kinds.sort_by_key(|left| std::cmp::Reverse(left.count));
    page.heading("Left out, or carried otherwise");
    for left in kinds.iter().take(KINDS) {
        page.item(format!("{}: {}, {}", left.field, left.count, left.reason));
        for value in left.values.iter().take(1).filter(|_| !written) {
            page.beneath(format!("{}: {}", value.written_at, value.value));
        }
    }
    let more: Vec<i64> = kinds.iter().skip(KINDS).map(|left| left.count).collect();
    if !more.is_empty() {
        let values = counted(more.iter().sum(), "value", "values");
        page.item(format!("and {values} of {} more kinds", more.len()));
    }
    if !written {
        page.beneath("--left-out FILE writes all of it into a file, with its places");
    }
}

fn sum(one: &import_list::ImportListOne, dry_run: bool) -> String {
    let added = counted(one.added, "claim", "claims");
    let known =
        if one.known > 0 { format!(", {} known already", one.known) } else { String::new() };
    if dry_run {
        return format!("{added} would be added{known}; nothing was stored");
    }
    match one.revision {
        Some(revision) if one.waiting => {
            let wait = if one.added == 1 { "waits" } else { "wait" };
            format!(
                "{added} {wait} until an editor accepts what is said{known}; revision {revision}"
            )
        }
        Some(revision) => {
            let changed = counted(one.changed_count, "record", "records");
            format!("{added} added{known}; {changed} changed; revision {revision}")
        }
        None if one.read_before => {
            "nothing to add: this edition was read before; the record stays as it is".to_owned()
        }
        None => format!("nothing to add{known}; the record stays as it is"),
    }
}

fn counted(many: i64, one: &str, several: &str) -> String {
    count(many, one, several)
}

/// `1 person`, `12 people`.
fn counted_noun(many: i64, noun: &str) -> String {
    let several = match noun {
        "person" => "people".to_owned(),
        noun => format!("{noun}s"),
    };
    count(many, noun, &several)
}
