use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::number::tests::any_number;

fn quantity(text: &str) -> Quantity {
    text.parse().unwrap()
}

fn bounds(text: &str) -> Bounds {
    quantity(text).bounds()
}

fn from_to(text: &str) -> (Option<i64>, Option<i64>) {
    let whole = |number: Decimal| i64::try_from(number).unwrap();
    (quantity(text).least().map(whole), quantity(text).most().map(whole))
}

fn any_quantity() -> impl Strategy<Value = Quantity> {
    let kind = proptest::sample::select(QuantityKind::ALL);
    (kind, any_number(), any_number()).prop_filter_map("no such quantity", |(kind, one, other)| {
        let up_to = (kind == QuantityKind::Between).then_some(other);
        Quantity::new(kind, one, up_to).ok()
    })
}

#[test]
fn more_than_430_freed_is_at_least_431() {
    assert_eq!(from_to("more than 430"), (Some(431), None));
    assert!(!quantity("more than 430").agrees(&quantity("430")));
    assert!(quantity("more than 430").agrees(&quantity("569")));
}

#[test]
fn words_bound_a_number_by_the_conventions_of_the_record() {
    assert_eq!(from_to("123"), (Some(123), Some(123)));
    assert_eq!(from_to("at least 5"), (Some(5), None));
    assert_eq!(from_to("about 20"), (Some(18), Some(22)));
    assert_eq!(from_to("about 5"), (Some(4), Some(6)));
    assert_eq!(from_to("nearly 20"), (Some(18), Some(19)));
    assert_eq!(from_to("up to 1000"), (None, Some(1000)));
    assert_eq!(from_to("at most 9"), (None, Some(9)));
    assert_eq!(from_to("between 5 and 7"), (Some(5), Some(7)));
    assert_eq!(from_to("0"), (Some(0), Some(0)));
}

#[test]
fn nearly_20_percent_can_be_19_and_a_half() {
    assert!(quantity("nearly 20").agrees(&quantity("19.5")));
    assert!(!quantity("nearly 20").agrees(&quantity("20")));
    assert!(quantity("more than 20").agrees(&quantity("20.5")));
}

#[test]
fn a_thousand_at_most_and_more_than_1100_dispute_each_other() {
    assert!(!quantity("up to 1000").agrees(&quantity("more than 1,100")));
    assert!(quantity("more than 1,100").agrees(&quantity("1135")));
    assert!(!quantity("1135").agrees(&quantity("1131")));
}

#[test]
fn the_exact_number_says_more_than_the_rounded_one() {
    assert!(quantity("1135").refines(&quantity("more than 1100")));
    assert!(quantity("between 5 and 7").refines(&quantity("at least 5")));
    assert!(!quantity("up to 9").refines(&quantity("at most 9")));
    assert!(!quantity("more than 1100").refines(&quantity("1135")));
}

#[test]
fn digits_may_be_grouped_and_are_written_without() {
    assert_eq!(quantity("more than 1 100").to_string(), "more than 1100");
    assert_eq!(quantity("up to 1,000").to_string(), "up to 1000");
    assert_eq!(quantity("exactly 9.50").to_string(), "9.5");
}

#[test]
fn of_123_freed_114_went_to_ukraine_and_9_elsewhere() {
    let rest = bounds("123").without(bounds("114")).and_then(Bounds::as_quantity);
    assert_eq!(rest, Some(quantity("9")));
}

#[test]
fn of_12_foreigners_at_least_5_ukrainian_leaves_at_most_7() {
    let rest = |whole, part| bounds(whole).without(bounds(part)).map(Bounds::as_quantity);
    assert_eq!(rest("12", "at least 5"), Some(Some(quantity("at most 7"))));
    assert_eq!(rest("12", "12"), Some(Some(quantity("0"))));
    assert_eq!(rest("more than 12", "at least 5"), Some(None));
    assert_eq!(rest("12", "between 5 and 20"), Some(Some(quantity("at most 7"))));
    assert_eq!(rest("5", "12"), None);
}

#[test]
fn one_american_six_allied_and_five_ukrainians_are_twelve_foreigners() {
    let sum = |texts: &[&str]| texts.iter().map(|text| bounds(text)).sum::<Bounds>().as_quantity();
    assert_eq!(sum(&["1", "6", "5"]), Some(quantity("12")));
    assert_eq!(sum(&["968", "168"]), Some(quantity("1136")));
    assert_eq!(sum(&["1", "at least 6"]), Some(quantity("at least 7")));
    assert_eq!(sum(&["1", "up to 6"]), Some(quantity("between 1 and 7")));
    assert_eq!(sum(&[]), Some(quantity("0")));
}

#[test]
fn bounds_hold_the_numbers_between_them_and_no_others() {
    let number = Decimal::from;
    assert!(bounds("at least 5").contains(number(5)) && !bounds("at least 5").contains(number(4)));
    assert_eq!(Bounds::between(Some(number(7)), Some(number(5))), None);
    let held = Bounds::between(Some(number(12)), Some(number(15))).unwrap();
    assert_eq!(held.as_quantity(), Some(quantity("between 12 and 15")));
}

#[test]
fn a_dossier_may_write_a_plain_number() {
    assert_eq!(serde_json::from_str::<Quantity>("123").unwrap(), quantity("123"));
    assert_eq!(serde_json::from_str::<Quantity>("12.50").unwrap(), quantity("12.5"));
    assert_eq!(serde_json::from_str::<Quantity>("\"up to 9\"").unwrap(), quantity("up to 9"));
    let dossier =
        toml::from_str::<BTreeMap<String, Quantity>>("count = 123\nshare = 19.5").unwrap();
    assert_eq!(dossier.into_values().collect::<Vec<_>>(), [quantity("123"), quantity("19.5")]);
    assert_eq!(serde_json::to_string(&quantity("123")).unwrap(), "\"123\"");
    for json in ["-1", "1e30", "true", "null"] {
        assert!(serde_json::from_str::<Quantity>(json).is_err(), "{json}");
    }
}

#[test]
fn what_is_no_quantity_is_refused_with_what_to_write() {
    let error = |text: &str| text.parse::<Quantity>().unwrap_err().to_string();
    insta::assert_snapshot!(error("dozens"), @"`dozens` is not a number that can be kept: write at most fifteen digits, and at most six after a point, such as 1100, 1,100 or 12.5, with `more than`, `at least`, `about`, `nearly`, `up to` or `at most` before it, or `between 5 and 7`");
    insta::assert_snapshot!(error("between 7 and 5"), @"`between 7 and 5` is not a range: write the smaller number first, such as between 5 and 7");
    insta::assert_snapshot!(error("nearly 0"), @"`nearly 0` would be less than nothing: write 0, or leave the field out");
    for text in ["", "more than", "between 5", "between 5 and 5", "-3", "more than -3"] {
        assert!(text.parse::<Quantity>().is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn a_quantity_is_read_back_as_it_was_written(quantity in any_quantity()) {
        prop_assert_eq!(quantity.to_string().parse(), Ok(quantity));
    }

    #[test]
    fn the_least_is_never_above_the_most(quantity in any_quantity()) {
        let bounds = quantity.bounds();
        prop_assert_eq!(Bounds::between(bounds.least(), bounds.most()), Some(bounds));
    }

    #[test]
    fn order_is_total_and_equal_quantities_have_equal_texts(mut all in proptest::collection::vec(any_quantity(), 3)) {
        all.sort();
        prop_assert!(all[0] <= all[1] && all[1] <= all[2] && all[0] <= all[2]);
        prop_assert_eq!(all[0] == all[1], all[0].to_string() == all[1].to_string());
        prop_assert_eq!(all[0] == all[1], all[0].cmp(&all[1]).is_eq());
    }

    #[test]
    fn agreement_is_mutual_and_refinement_one_sided(one in any_quantity(), other in any_quantity()) {
        prop_assert!(one.agrees(&one) && !one.refines(&one));
        prop_assert_eq!(one.agrees(&other), other.agrees(&one));
        prop_assert!(!(one.refines(&other) && other.refines(&one)));
        prop_assert!(!one.refines(&other) || one.agrees(&other));
    }

    #[test]
    fn bounds_come_back_from_the_quantity_that_has_them(quantity in any_quantity()) {
        if let Some(plain) = quantity.bounds().as_quantity() {
            prop_assert_eq!(plain.bounds(), quantity.bounds());
        }
    }

    #[test]
    fn sums_and_differences_hold_every_sum_and_difference(
        one in any_quantity(), other in any_quantity(), own in any_number(), theirs in any_number(),
    ) {
        let (one, other) = (one.bounds(), other.bounds());
        if one.contains(own) && other.contains(theirs) {
            prop_assert!([one, other].into_iter().sum::<Bounds>().contains(own + theirs));
            if own >= theirs {
                prop_assert!(one.without(other).is_some_and(|rest| rest.contains(own - theirs)));
            }
        }
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "(|more than |nearly |between )[0-9,. é-]{0,24}( and [0-9]{0,3})?") {
        let _ = text.parse::<Quantity>();
    }
}
