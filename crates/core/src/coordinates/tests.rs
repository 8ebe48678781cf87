use proptest::prelude::*;

use super::*;

fn point(text: &str) -> Coordinates {
    text.parse().unwrap()
}

fn any_point() -> impl Strategy<Value = Coordinates> {
    let near = (545_000..=547_000_i64, 252_000..=254_000_i64, 1..=4_u32, 1..=4_u32).prop_map(
        |(latitude, longitude, one, other)| {
            let rounded = |number, digits| Decimal::new(number, 4).round_dp(digits);
            format!("{}, {}", rounded(latitude, one), rounded(longitude, other))
        },
    );
    let far = (-9_000_000_000..=9_000_000_000_i64, -18_000_000_000..=18_000_000_000_i64).prop_map(
        |(latitude, longitude)| {
            format!("{},{}", Decimal::new(latitude, 8), Decimal::new(longitude, 8))
        },
    );
    prop_oneof![near, far].prop_map(|text| text.parse().unwrap())
}

#[test]
fn vilnius_lies_north_of_the_equator_and_east_of_greenwich() {
    let vilnius = point("54.6872, 25.2797");
    assert_eq!(vilnius.latitude(), Decimal::new(546_872, 4));
    assert_eq!(vilnius.longitude(), Decimal::new(252_797, 4));
    assert_eq!(point("54.68720,25.2797"), vilnius);
    assert_eq!(point("-0, -77.0").to_string(), "0, -77");
}

#[test]
fn a_rounded_point_agrees_with_the_one_it_was_rounded_from() {
    assert!(point("54.69, 25.28").agrees(&point("54.6872, 25.2797")));
    assert!(point("54.6872, 25.2797").refines(&point("54.69, 25.28")));
    assert!(!point("54.6872, 25.2797").agrees(&point("53.9023, 27.5619")));
}

#[test]
fn what_is_no_point_on_the_map_is_refused_with_what_to_write() {
    let error = |text: &str| text.parse::<Coordinates>().unwrap_err().to_string();
    insta::assert_snapshot!(error("Vilnius"), @"`Vilnius` is not a point on the map: write latitude and longitude in degrees with at most eight digits after the point, such as 54.6872, 25.2797");
    insta::assert_snapshot!(error("125.2797, 54.6872"), @"`125.2797, 54.6872` lies beyond a pole: write the latitude first, from -90 to 90, then the longitude");
    insta::assert_snapshot!(error("54.6872, 185"), @"`54.6872, 185` lies beyond the date line: write a longitude from -180 to 180");
    for text in ["", ",", "54.6872", "54,6872, 25", "+54, 25", "1e1, 25", "--5, 25", "5., 25"] {
        assert!(text.parse::<Coordinates>().is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn a_point_is_read_back_as_it_was_written(point in any_point()) {
        prop_assert_eq!(point.to_string().parse(), Ok(point));
    }

    #[test]
    fn order_is_total_and_equal_points_have_equal_texts(one in any_point(), other in any_point()) {
        prop_assert_eq!(one.cmp(&other), other.cmp(&one).reverse());
        prop_assert_eq!(one == other, one.to_string() == other.to_string());
    }

    #[test]
    fn agreement_is_mutual_and_refinement_one_sided(one in any_point(), other in any_point()) {
        prop_assert!(one.agrees(&one) && !one.refines(&one));
        prop_assert_eq!(one.agrees(&other), other.agrees(&one));
        prop_assert!(!(one.refines(&other) && other.refines(&one)));
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "[0-9,. é-]{0,24}") {
        let _ = text.parse::<Coordinates>();
    }
}
