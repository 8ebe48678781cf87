//! Plain numbers in the texts of quantities and fines: `1100`, `1,100`, `12.5`.

use rust_decimal::Decimal;

/// Why a text is not a number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a number that can be kept: write at most fifteen digits, and at most six after a point, such as 1100, 1,100 or 12.5"
)]
pub struct NumberError(String);

// So few digits that sums and tenths of them stay exact.
const WHOLE_DIGITS: usize = 15;
const DIGITS_AFTER_THE_POINT: usize = 6;

/// Reads a number of plain digits, or of digits in groups of three.
pub(crate) fn parse(text: &str) -> Result<Decimal, NumberError> {
    let wrong = || NumberError(text.to_owned());
    let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
    let is_plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let whole = ungroup(whole).ok_or_else(wrong)?;
    let fits = whole.len() <= WHOLE_DIGITS && rest.len() <= DIGITS_AFTER_THE_POINT;
    if !(fits && is_plain(&whole) && is_plain(rest)) {
        return Err(wrong());
    }
    let number = format!("{whole}.{rest}").parse::<Decimal>().map_err(|_| wrong())?;
    Ok(number.normalize())
}

/// Whether the number is one that [`parse`] could have read.
pub(crate) fn check(number: Decimal) -> Result<Decimal, NumberError> {
    parse(&number.normalize().to_string())
}

/// The digits without what groups them: a comma or a space before every three.
fn ungroup(text: &str) -> Option<String> {
    let Some(mark) = text.chars().find(|c| matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}')) else {
        return Some(text.to_owned());
    };
    let mut groups = text.split(mark);
    let first = groups.next()?;
    let regular = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    regular.then(|| text.replace(mark, ""))
}

/// The nearest number that GraphQL can carry.
#[cfg(feature = "graphql")]
pub(crate) fn float(number: Decimal) -> f64 {
    rust_decimal::prelude::ToPrimitive::to_f64(&number).unwrap_or_default()
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Numbers that can be kept, small and whole ones often.
    pub(crate) fn any_number() -> impl Strategy<Value = Decimal> {
        prop_oneof![
            6 => (0..40_i64).prop_map(Decimal::from),
            2 => (0..4_000_i64).prop_map(|number| Decimal::new(number, 2).normalize()),
            1 => (0..=999_999_999_999_999_999_999_i128, 0..=6_u32)
                .prop_map(|(number, scale)| Decimal::from_i128_with_scale(number / 1_000_000, scale).normalize()),
        ]
    }

    #[test]
    fn digits_may_stand_in_groups_of_three() {
        let number = Decimal::from(1_100);
        for text in ["1100", "1,100", "1 100", "1\u{a0}100", "1\u{202f}100", "1100.0", "01100"] {
            assert_eq!(parse(text), Ok(number), "{text}");
        }
        assert_eq!(parse("1,234,567.25"), Ok(Decimal::new(123_456_725, 2)));
    }

    #[test]
    fn a_decimal_comma_is_refused_rather_than_misread() {
        for text in ["1,5", "1,1000", "1100,000,1", "1 100,000", ",100", "1,,100"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn no_number_is_below_zero_or_beyond_what_can_be_kept_exactly() {
        for text in ["", "-1", "+1", "1e3", "1.", ".5", "1.1234567", "1000000000000000", "١٢"] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(parse("999999999999999.999999").is_ok());
    }

    proptest! {
        #[test]
        fn a_number_is_read_back_as_it_was_written(number in any_number()) {
            prop_assert_eq!(parse(&number.to_string()), Ok(number));
            prop_assert_eq!(check(number), Ok(number));
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in "[0-9,. é\u{a0}]{0,20}") {
            let _ = parse(&text);
        }
    }
}
