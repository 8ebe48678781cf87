use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;

fn release(fields: Json) -> Release {
    serde_json::from_value(fields).unwrap()
}

fn quantity(text: &str) -> Quantity {
    text.parse().unwrap()
}

fn exactly(number: u32) -> Bounds {
    Quantity::from(number).bounds()
}

fn cut<'a>(found: &'a Reconciliation, by: &str, within: Option<&str>) -> &'a CutReport {
    let is = |cut: &&CutReport| {
        cut.by.map(Cut::word) == Some(by) && cut.within.as_ref().map(Key::as_str) == within
    };
    found.cuts.iter().find(is).unwrap()
}

/// The release of 13 December 2025 as the article has it: 114 to Ukraine, a
/// smaller group to Lithuania, and foreigners among them.
fn article() -> Json {
    json!({
        "count": 123,
        "groups": [
            {"key": "out-of-belarus", "by": "other", "label": "most"},
            {"key": "to-lithuania", "by": "destination", "label": "a smaller group"},
            {"key": "us-citizens", "by": "nationality", "count": 1},
            {"key": "citizens-of-us-allies", "by": "nationality", "count": 6},
            {"key": "ukrainians", "by": "nationality", "count": 5},
            {"key": "to-ukraine", "by": "destination", "count": 114},
            {"key": "ukrainians-to-ukraine", "by": "nationality", "within": "to-ukraine", "count": 5},
        ],
    })
}

#[test]
fn the_article_leaves_nine_for_lithuania_and_does_not_say_so() {
    let found = reconcile_release(&release(article()), 6, 0);
    let destination = cut(&found, "destination", None);
    let to_lithuania = &destination.parts[0];
    assert_eq!((to_lithuania.stated, to_lithuania.inferred), (None, Some(9.into())));
    assert_eq!(destination.verdict, Verdict::CannotBeCompared, "one part has no number");
    assert_eq!(destination.parts[1].inferred, None, "of 114, nothing is to be inferred");
}

#[test]
fn with_the_nine_reported_it_adds_up_and_both_are_shown() {
    let mut both = article();
    both["groups"][1]["count"] = json!(9);
    let found = reconcile_release(&release(both), 6, 0);
    let destination = cut(&found, "destination", None);
    assert_eq!((destination.verdict, destination.difference), (Verdict::AddsUp, None));
    let to_lithuania = &destination.parts[0];
    assert_eq!((to_lithuania.stated, to_lithuania.inferred), (Some(9.into()), Some(9.into())));
}

#[test]
fn twelve_foreigners_are_some_of_the_123_and_never_added_to_the_destinations() {
    let found = reconcile_release(&release(article()), 6, 0);
    let nationality = cut(&found, "nationality", None);
    assert_eq!(nationality.sum, exactly(12));
    assert_eq!(
        (nationality.verdict, nationality.difference),
        (Verdict::ShortBy, Some(exactly(111)))
    );
    assert!(nationality.parts.iter().all(|part| part.inferred.is_none()));
    let among = cut(&found, "nationality", Some("to-ukraine"));
    assert_eq!((among.whole, among.sum), (Some(114.into()), exactly(5)));
    assert_eq!((among.verdict, among.difference), (Verdict::ShortBy, Some(exactly(109))));
}

#[test]
fn a_group_cut_by_something_else_is_compared_alone_and_infers_nothing() {
    let found = reconcile_release(&release(article()), 6, 0);
    let other = cut(&found, "other", None);
    assert_eq!((other.verdict, other.parts[0].inferred), (Verdict::CannotBeCompared, None));
    let two = json!({"count": 100, "groups": [
        {"key": "out", "by": "other", "count": 90},
        {"key": "ill", "by": "other", "count": 90},
    ]});
    let found = reconcile_release(&release(two), 0, 0);
    assert_eq!(found.cuts.len(), 2, "most were taken out, most were ill: not 180 people");
    assert!(found.cuts.iter().all(|cut| cut.difference == Some(exactly(10))));
}

#[test]
fn six_of_the_123_are_named_and_one_of_them_is_contested() {
    let named = |certain, contested| {
        let named = reconcile_release(&release(article()), certain, contested).named.unwrap();
        (named.verdict, named.difference)
    };
    assert_eq!(named(6, 0), (Verdict::ShortBy, Some(exactly(117))));
    assert_eq!(named(5, 1), (Verdict::ShortBy, Some(quantity("between 117 and 118").bounds())));
    assert_eq!(named(122, 1), (Verdict::AddsUp, None), "if the contested one was freed");
    assert_eq!(named(124, 0), (Verdict::OverBy, Some(exactly(1))));
    assert_eq!(
        reconcile_release(&Release::default(), 6, 0).named.unwrap().verdict,
        Verdict::CannotBeCompared
    );
}

#[test]
fn six_nations_make_the_fourteen_foreigners_of_september() {
    let nations = [
        ("lithuanians", 6),
        ("latvians", 2),
        ("poles", 2),
        ("germans", 2),
        ("french", 1),
        ("british", 1),
    ];
    let mut groups = vec![json!({"key": "foreigners", "by": "category", "count": 14})];
    groups.extend(nations.map(|(key, count)| {
        json!({"key": key, "by": "nationality", "within": "foreigners", "count": count})
    }));
    let found = reconcile_release(&release(json!({"count": 52, "groups": groups})), 0, 0);
    assert_eq!(cut(&found, "nationality", Some("foreigners")).verdict, Verdict::AddsUp);
    assert_eq!(cut(&found, "category", None).difference, Some(exactly(38)));
}

fn held() -> Indicator {
    serde_json::from_value(json!({"points": [
        {"key": "december", "quantity": 1135},
        {"key": "men", "quantity": 968, "by": "sex", "within": "december"},
        {"key": "women", "quantity": 168, "by": "sex", "within": "december"},
        {"key": "year-end", "quantity": 1131},
        {"key": "year-end-women", "quantity": 167, "by": "sex", "within": "year-end"},
    ]}))
    .unwrap()
}

#[test]
fn nine_hundred_and_sixty_eight_and_168_do_not_make_1135() {
    let found = reconcile_point(&held(), "december").unwrap();
    let [sex] = found.cuts.as_slice() else { panic!("one cut") };
    assert_eq!(sex.sum, exactly(1_136));
    assert_eq!((sex.verdict, sex.difference), (Verdict::OverBy, Some(exactly(1))));
    assert_eq!((found.total, found.named), (Some(1_135.into()), None));
    let of_year_end = reconcile_point(&held(), "year-end").unwrap();
    assert_eq!(
        of_year_end.cuts[0].difference,
        Some(exactly(964)),
        "points of other days are no parts"
    );
    assert!(reconcile_point(&held(), "men").unwrap().cuts.is_empty());
    assert_eq!(reconcile_point(&held(), "never"), None);
}

#[test]
fn where_it_is_not_known_how_they_are_cut_nothing_is_added() {
    let unknown =
        json!({"count": 10, "groups": [{"key": "a", "count": 4}, {"key": "b", "count": 6}]});
    let found = reconcile_release(&release(unknown), 0, 0);
    assert_eq!(found.cuts.len(), 2);
    assert!(found.cuts.iter().all(|cut| cut.verdict == Verdict::CannotBeCompared));
}

#[test]
fn of_two_parts_without_a_number_none_is_inferred() {
    let part = |key: &str| json!({"key": key, "by": "destination"});
    let groups = json!([part("a"), part("b"), {"key": "c", "by": "destination", "count": 5}]);
    let found = reconcile_release(&release(json!({"count": 10, "groups": groups})), 0, 0);
    assert!(found.cuts[0].parts.iter().all(|part| part.inferred.is_none()));
}

#[test]
fn parts_that_are_more_than_the_whole_are_too_many_whatever_is_missing() {
    let groups = json!([{"key": "a", "by": "sex"}, {"key": "b", "by": "sex", "count": 11}]);
    let found = reconcile_release(&release(json!({"count": 10, "groups": groups})), 0, 0);
    assert_eq!(
        (found.cuts[0].verdict, found.cuts[0].difference.unwrap().least()),
        (Verdict::OverBy, Some(1.into()))
    );
}

#[test]
fn imprecise_numbers_add_up_where_they_can() {
    let sum = |total: &str, one: &str, other: &str| {
        let groups = json!([{"key": "a", "by": "sex", "count": one}, {"key": "b", "by": "sex", "count": other}]);
        let found = reconcile_release(&release(json!({"count": total, "groups": groups})), 0, 0);
        (found.cuts[0].verdict, found.cuts[0].difference)
    };
    assert_eq!(sum("more than 430", "400", "40").0, Verdict::AddsUp);
    assert_eq!(sum("up to 1000", "at least 800", "300").0, Verdict::OverBy);
    assert_eq!(
        sum("more than 430", "400", "20"),
        (Verdict::ShortBy, Some(quantity("at least 11").bounds()))
    );
}

#[test]
fn a_group_within_one_that_nobody_counts_cannot_be_compared() {
    let groups = json!([{"key": "a", "by": "sex", "within": "gone", "count": 5}]);
    let found = reconcile_release(&release(json!({"count": 10, "groups": groups})), 0, 0);
    assert_eq!((found.cuts[0].whole, found.cuts[0].verdict), (None, Verdict::CannotBeCompared));
}

#[test]
fn the_verdict_of_the_whole_is_told_in_words() {
    let mut both = article();
    let words = |found: &Reconciliation| {
        let of = |by| cut(found, by, None).in_words();
        [of("destination"), of("nationality")]
    };
    let found = reconcile_release(&release(both.clone()), 6, 0);
    assert_eq!(found.verdict(), Verdict::ShortBy);
    assert_eq!(
        words(&found),
        [
            "cannot be compared: no number is given for to-lithuania",
            "short by 111: they are some of the whole, or some are missing",
        ]
    );
    assert_eq!(found.named.unwrap().in_words(), "117 not named");
    both["groups"][1]["count"] = json!(9);
    assert_eq!(reconcile_release(&release(both.clone()), 6, 0).verdict(), Verdict::AddsUp);
    both["groups"][1]["count"] = json!(10);
    let over = reconcile_release(&release(both), 6, 0);
    assert_eq!(over.verdict(), Verdict::OverBy);
    assert_eq!(words(&over)[0], "over by 1: one number is wrong, or someone is counted twice");
    let silent = reconcile_release(&Release::default(), 0, 0);
    assert_eq!(silent.verdict(), Verdict::CannotBeCompared);
    assert_eq!(silent.in_words(), "there is nothing to add up");
    let held = reconcile_point(&held(), "december").unwrap();
    assert_eq!(
        (held.verdict(), held.in_words().as_str()),
        (
            Verdict::OverBy,
            "by sex, of december: over by 1: one number is wrong, or someone is counted twice"
        )
    );
}

#[test]
fn the_parts_of_one_voice_stand_against_the_total_of_another() {
    let article = release(json!({"count": 123}));
    let monitor = release(json!({"groups": [
        {"key": "to-ukraine", "by": "destination", "count": 114},
        {"key": "to-lithuania", "by": "destination", "count": 9},
    ]}));
    let official = release(json!({"groups": [
        {"key": "ukrainians", "by": "nationality", "within": "to-ukraine", "count": 5},
    ]}));
    let found = across_release(&[article, monitor, official]);
    let told: Vec<_> = found
        .iter()
        .map(|one| (one.whole, one.parts, one.cut.whole.unwrap().to_string(), one.cut.verdict))
        .collect();
    assert_eq!(
        told,
        [(0, 1, "123".to_owned(), Verdict::AddsUp), (1, 2, "114".to_owned(), Verdict::ShortBy),]
    );
    let (total, parts): (Indicator, Indicator) = {
        let mut total = held();
        let mut parts = held();
        total.points.retain(|point| point.within.is_none());
        parts.points.retain(|point| point.within.is_some());
        (total, parts)
    };
    let found = across_point(&[total, parts], "december");
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].whole, found[0].parts, found[0].cut.verdict), (0, 1, Verdict::OverBy));
}

proptest! {
    #[test]
    fn of_exact_numbers_the_verdict_is_that_of_addition(total in 0..50_u32, parts in prop::collection::vec(0..20_u32, 1..5)) {
        let groups: Vec<_> = parts.iter().enumerate().map(|(at, count)| {
            json!({"key": format!("part-{at}"), "by": "destination", "count": count})
        }).collect();
        let found = reconcile_release(&release(json!({"count": total, "groups": groups})), 0, 0);
        let sum: u32 = parts.iter().sum();
        let expected = match sum.cmp(&total) {
            std::cmp::Ordering::Less => (Verdict::ShortBy, Some(exactly(total - sum))),
            std::cmp::Ordering::Equal => (Verdict::AddsUp, None),
            std::cmp::Ordering::Greater => (Verdict::OverBy, Some(exactly(sum - total))),
        };
        prop_assert_eq!((found.cuts[0].verdict, found.cuts[0].difference), expected);
    }

    #[test]
    fn what_is_inferred_makes_it_add_up(total in 0..50_u32, parts in prop::collection::vec(0..20_u32, 1..4)) {
        let mut groups: Vec<_> = parts.iter().enumerate().map(|(at, count)| {
            json!({"key": format!("part-{at}"), "by": "destination", "count": count})
        }).collect();
        groups.push(json!({"key": "rest", "by": "destination"}));
        let fields = json!({"count": total, "groups": groups});
        let found = reconcile_release(&release(fields.clone()), 0, 0);
        let rest = found.cuts[0].parts.last().unwrap().inferred;
        prop_assert_eq!(rest.is_some(), parts.iter().sum::<u32>() <= total);
        if let Some(rest) = rest {
            let mut filled = fields;
            let last = parts.len();
            filled["groups"][last]["count"] = json!(rest);
            prop_assert_eq!(reconcile_release(&release(filled), 0, 0).cuts[0].verdict, Verdict::AddsUp);
        }
    }

    #[test]
    fn no_part_is_lost_or_counted_twice(
        parts in prop::collection::vec((0..3_usize, 0..3_usize, proptest::option::of(0..9_u32)), 0..8),
    ) {
        let groups: Vec<_> = parts.iter().enumerate().map(|(at, (by, within, count))| {
            let by = ["sex", "other", "destination"][*by];
            let mut group = json!({"key": format!("part-{at}"), "by": by});
            if *within > 0 { group["within"] = json!(format!("part-{}", within - 1)) }
            if let Some(count) = count { group["count"] = json!(count) }
            group
        }).collect();
        let found = reconcile_release(&release(json!({"groups": groups})), 0, 0);
        let mut keys: Vec<_> = found.cuts.iter().flat_map(|cut| &cut.parts).map(|part| part.key.clone()).collect();
        keys.sort_unstable();
        keys.dedup();
        prop_assert_eq!(keys.len(), parts.len());
    }
}
