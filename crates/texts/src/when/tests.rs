//! Dates as texts give them.

use super::*;

fn told(text: &str, published: &str) -> Vec<String> {
    let sentences = Sentences::of(text);
    let found = read(&sentences, published.parse().ok());
    let date = |when: &When| when.date.map_or("unknown".to_owned(), |date| date.to_string());
    found.iter().map(date).collect()
}

#[test]
fn dates_are_read_in_the_order_of_any_newspaper() {
    for text in [
        "on December 13, 2025",
        "on 13 December 2025",
        "on Dec. 13, 2025",
        "on the 13th of December 2025",
        "on 2025-12-13",
        "13.12.2025",
        "13 декабря 2025 года",
        "12/13/2025",
    ] {
        assert_eq!(told(text, ""), ["2025-12-13"], "{text}");
    }
    assert_eq!(told("Since July 2024, and in 2020", ""), ["2024-07", "2020"]);
    assert_eq!(told("the 2020 election", ""), ["2020"]);
    assert_eq!(told("on 13-15 December 2025", ""), ["2025-12-13/2025-12-15"]);
}

#[test]
fn a_number_of_people_is_no_year() {
    assert_eq!(told("more than 2000 were held, 2020 prisoners", ""), Vec::<String>::new());
}

#[test]
fn a_day_of_the_week_is_unknown_unless_the_day_of_publication_is_known() {
    assert_eq!(told("on Saturday", ""), ["unknown"]);
    assert_eq!(told("on Saturday", "2025-12-14"), ["2025-12-13"]);
    assert_eq!(told("on Saturday", "2025-12-13/2025-12-14"), ["2025-12-13"]);
    assert_eq!(told("on Saturday", "2025-12-12/2025-12-14"), ["unknown"]);
    assert_eq!(told("last Saturday", "2025-12-14"), ["unknown"]);
}

#[test]
fn a_day_without_a_year_is_the_last_one_before_publication() {
    assert_eq!(told("on December 20", "2025-12-14"), ["2024-12-20"]);
    assert_eq!(told("on December 13", "2025-12-14"), ["2025-12-13"]);
    assert_eq!(told("They said on May 1 that they may go", "2026-03-14"), ["2025-05-01"]);
}

#[test]
fn a_day_to_come_is_the_next_one_after_publication() {
    for text in [
        "Up to 20 more could be freed by 1 May",
        "They will go on 1 May",
        "A trial is expected on May 1",
    ] {
        assert_eq!(told(text, "2026-03-14"), ["2026-05-01"], "{text}");
    }
    for text in ["He left of his own free will on 1 May", "It was done against her will on 1 May"] {
        assert_eq!(told(text, "2026-03-14"), ["2025-05-01"], "{text}");
    }
    assert_eq!(told("Those set free will be flown on 1 May", "2026-03-14"), ["2026-05-01"]);
    for text in [
        "They were to go by 1 May",
        "A trial was due on May 1",
        "He would go on May 1",
        "It was set to end on May 1",
    ] {
        assert_eq!(told(text, "2026-03-14"), ["unknown"], "{text}");
    }
}

#[test]
fn a_day_that_the_calendar_does_not_have_is_no_date() {
    let sentences = Sentences::of("on 30 February 2024");
    let found = read(&sentences, None);
    assert_eq!((found[0].date, found[0].impossible), (None, Some((2024, 2, 30))));
    assert_eq!(weekday_of("2025-12-13".parse().unwrap()), 5);
}
